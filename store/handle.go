package store

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/archive"
	"dutydesk/store/calls"
	"dutydesk/store/caserecords"
	"dutydesk/store/cases"
	"dutydesk/store/dutylog"
	"dutydesk/store/followups"
	"dutydesk/store/handovers"
	"dutydesk/store/internal/tx"
	"dutydesk/store/notices"
	"dutydesk/store/ownplans"
	"dutydesk/store/papers"
	"dutydesk/store/patrols"
	"dutydesk/store/referrals"
	"dutydesk/store/registers"
	"dutydesk/store/registry"
	"dutydesk/store/reports"
	"dutydesk/store/rosters"
	"dutydesk/store/season"
	"dutydesk/store/shifts"
	"dutydesk/store/stock"
	"dutydesk/store/weather"
)

// ownCommand is a command of this package alone: setting a desk up, making an import live.
type ownCommand interface {
	command.Command
	run(*tx.Tx) (command.Result, error)
}

// handle is the one place where a command meets its handler.
func handle(x *tx.Tx, cmd command.Command) (command.Result, error) {
	switch c := cmd.(type) {
	case ownCommand:
		return c.run(x)
	case *command.OpenCase:
		return cases.Open(x, c)
	case *command.EditCase:
		return cases.Edit(x, c)
	case *command.SameCase:
		return cases.Same(x, c)
	case *command.SplitCase:
		return cases.Split(x, c)
	case *command.DoAct:
		return cases.DoAct(x, c)
	case *command.Waive:
		return cases.Waive(x, c)
	case *command.RevokeAct:
		return cases.Revoke(x, c)
	case *command.Dispatch:
		return cases.Dispatch(x, c)
	case *command.Depart:
		return cases.Depart(x, c)
	case *command.Arrive:
		return cases.Arrive(x, c)
	case *command.Return:
		return cases.Return(x, c)
	case *command.Settle:
		return cases.Settle(x, c)
	case *command.CloseCase:
		return cases.Close(x, c)
	case *command.AddNote:
		return cases.AddNote(x, c)
	case *command.GiveOrder:
		return cases.GiveOrder(x, c)
	case *command.SignOrder:
		return cases.SignOrder(x, c)
	case *command.LogCall:
		return calls.Log(x, c)
	case *command.PassCall:
		return calls.Pass(x, c)
	case *command.FinishCall:
		return calls.Finish(x, c)
	case *command.ReceiveGoods:
		return stock.Receive(x, c)
	case *command.IssueGoods:
		return stock.Issue(x, c)
	case *command.SetWarning:
		return weather.Set(x, c)
	case *command.LiftWarning:
		return weather.Lift(x, c)
	case *command.AdoptPlan:
		return registry.AdoptPlan(x, c)
	case *command.EndPlan:
		return registry.EndPlan(x, c)
	case *command.CopyPlan:
		return ownplans.Copy(x, c)
	case *command.EditPlan:
		return ownplans.Edit(x, c)
	case *command.ImportPlan:
		return ownplans.Import(x, c)
	case *command.RevertPlan:
		return ownplans.Revert(x, c)
	case *command.StrikePlan:
		return ownplans.Strike(x, c)
	case *command.AckNotice:
		return ownplans.Acknowledge(x, c)
	case *command.AddOfficer:
		return registry.AddOfficer(x, c)
	case *command.SetPIN:
		return registry.SetPIN(x, c)
	case *command.SetRoles:
		return registry.SetRoles(x, c)
	case *command.RetireOfficer:
		return registry.Retire(x, c)
	case *command.Import:
		return registry.Import(x, c)
	case *command.TakeShift:
		return shifts.Take(x, c)
	case *command.DraftHandover:
		return handovers.Draft(x, c)
	case *command.WriteWord:
		return handovers.Word(x, c)
	case *command.PresentHandover:
		return handovers.Present(x, c)
	case *command.AcceptLine:
		return handovers.AcceptLine(x, c)
	case *command.AcceptHandover:
		return handovers.Accept(x, c)
	case *command.ReturnHandover:
		return handovers.Return(x, c)
	case *command.PutVillage:
		return registry.PutVillage(x, c)
	case *command.PutAgency:
		return registry.PutAgency(x, c)
	case *command.PutPlace:
		return registry.PutPlace(x, c)
	case *command.PutItem:
		return registry.PutItem(x, c)
	case *command.PutOfficer:
		return registry.PutOfficer(x, c)
	case *command.Retire:
		return registry.RetireListed(x, c)
	case *command.AddStandIn:
		return registry.AddStandIn(x, c)
	case *command.SetPrefs:
		return registry.SetPrefs(x, c)
	case *command.SetSetting:
		return registry.SetSetting(x, c)
	case *command.AmendCall:
		return calls.Amend(x, c)
	case *command.ReopenCall:
		return calls.Reopen(x, c)
	case *command.StrikeNote:
		return cases.StrikeNote(x, c)
	case *command.StrikeOrder:
		return cases.StrikeOrder(x, c)
	case *command.StepBack:
		return cases.StepBack(x, c)
	case *command.ReverseMove:
		return stock.Reverse(x, c)
	case *command.PutKit:
		return registry.PutKit(x, c)
	case *command.IssueKit:
		return stock.IssueKit(x, c)
	case *command.ChangeCrew:
		return shifts.ChangeCrew(x, c)
	case *command.SendReferral:
		return referrals.Send(x, c)
	case *command.ReceiveReferral:
		return referrals.Receive(x, c)
	case *command.AcceptReferral:
		return referrals.Accept(x, c)
	case *command.RefuseReferral:
		return referrals.Refuse(x, c)
	case *command.FinishReferral:
		return referrals.Finish(x, c)
	case *command.RevokeReferral:
		return referrals.Revoke(x, c)
	case *command.StepBackReferral:
		return referrals.StepBack(x, c)
	case *command.ReopenCase:
		return cases.Reopen(x, c)
	case *command.RecordFollowUp:
		return followups.Record(x, c)
	case *command.StrikeFollowUp:
		return followups.Strike(x, c)
	case *command.AddRecord:
		return caserecords.Add(x, c)
	case *command.FinishRecord:
		return caserecords.Finish(x, c)
	case *command.BackRecord:
		return caserecords.Back(x, c)
	case *command.PrintPaper:
		return papers.Print(x, c)
	case *command.MarkPaper:
		return papers.Mark(x, c)
	case *command.VoidPaper:
		return papers.Void(x, c)
	case *command.ReadLog:
		return dutylog.Read(x, c)
	case *command.UnreadLog:
		return dutylog.Unread(x, c)
	case *command.PlanCall:
		return calls.Plan(x, c)
	case *command.CountThings:
		return handovers.Count(x, c)
	case *command.RemindTaker:
		return handovers.Remind(x, c)
	case *command.ReleaseShift:
		return handovers.Release(x, c)
	case *command.Attach:
		return archive.Attach(x, c)
	case *command.Detach:
		return archive.Detach(x, c)
	case *command.ExportArchive:
		return archive.Export(x, c)
	case *command.PutDaysOff:
		return season.PutDaysOff(x, c)
	case *command.StrikeDaysOff:
		return season.StrikeDaysOff(x, c)
	case *command.DoDuty:
		return season.Do(x, c)
	case *command.WaiveDuty:
		return season.Waive(x, c)
	case *command.UndoDuty:
		return season.Undo(x, c)
	case *command.PutDuty:
		return season.Put(x, c)
	case *command.StrikeDuty:
		return season.Strike(x, c)
	case *command.SetDutyDay:
		return season.SetDay(x, c)
	case *command.PutRow:
		return registers.Put(x, c)
	case *command.StepRow:
		return registers.Step(x, c)
	case *command.BackRow:
		return registers.Back(x, c)
	case *command.StrikeRow:
		return registers.Strike(x, c)
	case *command.ImportRows:
		return registers.Import(x, c)
	case *command.NewNotice:
		return notices.New(x, c)
	case *command.AddReceivers:
		return notices.Add(x, c)
	case *command.NoteResult:
		return notices.Note(x, c)
	case *command.ExplainReceiver:
		return notices.Explain(x, c)
	case *command.CorrectResult:
		return notices.Correct(x, c)
	case *command.WithdrawNotice:
		return notices.Withdraw(x, c)
	case *command.CloseNotice:
		return notices.Close(x, c)
	case *command.ConfirmNotice:
		return notices.Confirm(x, c)
	case *command.StrikeCall:
		return calls.Strike(x, c)
	case *command.LeaveVisit:
		return calls.Leave(x, c)
	case *command.StayVisit:
		return calls.Stay(x, c)
	case *command.SetTerm:
		return calls.Term(x, c)
	case *command.SendReport:
		return reports.Send(x, c)
	case *command.StrikeReport:
		return reports.Strike(x, c)
	case *command.StartPatrol:
		return patrols.Start(x, c)
	case *command.StopPatrol:
		return patrols.Stop(x, c)
	case *command.ReturnPatrol:
		return patrols.Return(x, c)
	case *command.FixHazard:
		return patrols.Fix(x, c)
	case *command.UndoPatrol:
		return patrols.Undo(x, c)
	case *command.SetRoster:
		return rosters.SetScheme(x, c)
	case *command.GenerateRoster:
		return rosters.Generate(x, c)
	case *command.SetTurn:
		return rosters.Set(x, c)
	case *command.PublishRoster:
		return rosters.Publish(x, c)
	case *command.WithdrawRoster:
		return rosters.Withdraw(x, c)
	case *command.GiveLeave:
		return rosters.Leave(x, c)
	case *command.AskSwap:
		return rosters.Ask(x, c)
	case *command.AcceptSwap:
		return rosters.Accept(x, c)
	case *command.ApproveSwap:
		return rosters.Approve(x, c)
	case *command.RefuseSwap:
		return rosters.Refuse(x, c)
	case *command.UndoSlip:
		return rosters.Undo(x, c)
	}
	return command.Result{}, rules.Fault("no handler for %s", cmd.Code())
}
