package correct

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
)

// saves are one command of each kind, with what its answer names.
var saves = []screen.Saved{
	saved(&command.OpenCase{}, "C20261124-0001"), saved(&command.LogCall{}, "T20261124-0001"), saved(&command.PassCall{}, "T20261124-0001"), saved(&command.FinishCall{}, "T20261124-0001"),
	saved(&command.AddNote{}, "N1"), saved(&command.EditCase{Case: "C20261124-0001"}, "C20261124-0001"),
	saved(&command.DoAct{Case: "C20261124-0001", Act: "call_120"}, ""), saved(&command.Waive{Case: "C20261124-0001", Act: "call_120"}, ""), saved(&command.RevokeAct{}, ""),
	saved(&command.Dispatch{Case: "C20261124-0001"}, ""), saved(&command.Depart{Case: "C20261124-0001"}, ""), saved(&command.Arrive{Case: "C20261124-0001"}, ""), saved(&command.Return{Case: "C20261124-0001"}, ""), saved(&command.Settle{Case: "C20261124-0001"}, ""), saved(&command.CloseCase{Case: "C20261124-0001"}, ""),
	saved(&command.AmendCall{Call: "T20261124-0001"}, ""), saved(&command.ReopenCall{}, ""), saved(&command.StrikeNote{}, ""), saved(&command.StrikeOrder{}, ""),
	saved(&command.SameCase{}, "C20261124-0002", "C20261124-0001"), saved(&command.SplitCase{}, "C20261124-0002", "C20261124-0001"),
	saved(&command.StepBack{}, ""), saved(&command.ReverseMove{}, "M2"), saved(&command.ChangeCrew{}, "S1"),
	saved(&command.TakeShift{}, "S1"), saved(&command.DraftHandover{}, "H1"), saved(&command.WriteWord{}, "H1"), saved(&command.PresentHandover{}, "H1"),
	saved(&command.AcceptLine{}, "H1"), saved(&command.AcceptHandover{}, "H1"), saved(&command.ReturnHandover{}, "H1"),
	saved(&command.CountThings{}, "H1"), saved(&command.RemindTaker{}, "H1"), saved(&command.ReleaseShift{}, "H1"), saved(&command.PlanCall{}, "T20261124-0001"),
	saved(&command.SetWarning{}, "W1"), saved(&command.LiftWarning{}, "W1"), saved(&command.AdoptPlan{}, "P1-2026"), saved(&command.EndPlan{}, "P1-2026"), saved(&command.GiveOrder{}, "O1"), saved(&command.SignOrder{}, "O1"),
	saved(&command.ReceiveGoods{}, "M1"), saved(&command.IssueGoods{}, "M1"), saved(&command.IssueKit{}, "M1", "M2"), saved(&command.AddOfficer{}, "U1"), saved(&command.SetPIN{}, "U1"), saved(&command.SetRoles{}, "U1"),
	saved(&command.RetireOfficer{}, "U1"), saved(&command.Import{}, ""), saved(&command.SetClock{}, ""),
	saved(&command.SendReferral{}, "R1"), saved(&command.ReceiveReferral{}, "R1"), saved(&command.AcceptReferral{}, "R1"), saved(&command.RefuseReferral{}, "R1"),
	saved(&command.FinishReferral{}, "R1"), saved(&command.RevokeReferral{}, "R1"), saved(&command.StepBackReferral{}, "R1"),
	saved(&command.ReopenCase{}, "C20261124-0001"), saved(&command.RecordFollowUp{}, "F1"), saved(&command.StrikeFollowUp{}, "F1"),
	saved(&command.PrintPaper{}, "D1"), saved(&command.MarkPaper{}, "D1"), saved(&command.VoidPaper{}, "D1"),
	saved(&command.TakeSeat{}, "S20261123-0800"), saved(&command.ReadLog{}, "Y1"), saved(&command.UnreadLog{Reading: "Y1"}, "Y1"),
	saved(&command.Attach{}, "F1", "F2"), saved(&command.Detach{}, "F1"), saved(&command.ExportArchive{}, "C20261124-0001"),
	saved(&command.PutVillage{}, "V1"), saved(&command.PutAgency{}, "A1"), saved(&command.PutPlace{}, "L1"), saved(&command.PutItem{}, "I1"), saved(&command.PutKit{}, "K01"), saved(&command.PutOfficer{}, "U1"),
	saved(&command.PutDaysOff{Year: 2027}, "2027"), saved(&command.StrikeDaysOff{}, "2027"), saved(&command.DoDuty{}, "P9-2027/town_posting"), saved(&command.WaiveDuty{}, "P9-2027/town_posting"),
	saved(&command.UndoDuty{}, "P9-2027/town_posting"), saved(&command.PutDuty{}, "Z1"), saved(&command.PutDuty{ID: "Z1", Version: 1}, "Z1"), saved(&command.StrikeDuty{}, "Z1"), saved(&command.SetDutyDay{}, "P7-2026/deploy"),
	saved(&command.CopyPlan{}, "X1"), saved(&command.EditPlan{}, "X1"), saved(&command.ImportPlan{}, "X1"), saved(&command.RevertPlan{}, "X1"), saved(&command.StrikePlan{}, "X1"), saved(&command.AckNotice{}, "X1/discipline"),
	saved(&command.StrikeCall{}, "T1"), saved(&command.SendReport{}, "L1"), saved(&command.StrikeReport{}, "L1"), saved(&command.SetTerm{}, "T1"), saved(&command.LeaveVisit{}, "T1"), saved(&command.StayVisit{}, "T1"), saved(&command.StartPatrol{}, "Q1"), saved(&command.StopPatrol{}, "Q1"), saved(&command.ReturnPatrol{}, "Q1"), saved(&command.FixHazard{Stop: 1}, "Q1"), saved(&command.UndoPatrol{}, "Q1"),
	saved(&command.SetRoster{}, "B"), saved(&command.GenerateRoster{}, "B202612"), saved(&command.SetTurn{}, "B202612"), saved(&command.PublishRoster{}, "B202612"), saved(&command.WithdrawRoster{}, "B202612"),
	saved(&command.GiveLeave{}, "B1"), saved(&command.AskSwap{}, "B1"), saved(&command.AcceptSwap{}, "B1"), saved(&command.ApproveSwap{}, "B1"), saved(&command.RefuseSwap{}, "B1"), saved(&command.UndoSlip{}, "B1"),
	saved(&command.UndoDuty{}, "P9-2027/town_posting"), saved(&command.PutDuty{}, "Z1"), saved(&command.PutDuty{ID: "Z1", Version: 1}, "Z1"), saved(&command.StrikeDuty{}, "Z1"),
	saved(&command.NewNotice{}, "J1"), saved(&command.NoteResult{Receiver: "1"}, "J1"), saved(&command.ExplainReceiver{Receiver: "1"}, "J1"), saved(&command.AddReceivers{}, "J1"),
	saved(&command.CorrectResult{}, "J1"), saved(&command.WithdrawNotice{}, "J1"), saved(&command.CloseNotice{}, "J1"), saved(&command.ConfirmNotice{}, "J1"),
	saved(&command.AddRecord{}, "B1"), saved(&command.FinishRecord{}, "B1"), saved(&command.BackRecord{}, "B1"),
	saved(&command.PutRow{Register: "visits"}, "G1"), saved(&command.PutRow{Register: "visits", ID: "G1"}, "G1"), saved(&command.StepRow{}, "G1"), saved(&command.BackRow{}, "G1"), saved(&command.StrikeRow{}, "G1"), saved(&command.StrikeRow{Back: true}, "G1"), saved(&command.ImportRows{}, "G1"),
	saved(&command.AddKey{}, "SK001"), saved(&command.RevokeKey{}, "SK001"),
	saved(&command.AddStandIn{}, "U1"), saved(&command.SetPrefs{}, "U1"), saved(&command.SetSetting{}, "idle_lock"), saved(&command.Retire{List: "village", ID: "V1"}, "V1"), saved(&command.Retire{List: "village", ID: "V1", Back: true}, "V1"),
}

func saved(c command.Command, id string, more ...string) screen.Saved {
	return screen.Saved{Save: screen.Save{Command: c, Request: "r"}, Result: command.Result{ID: id, More: more}}
}

// corrections are answered by writing the entry again.
var corrections = []string{"case.revoke", "call.reopen", "note.strike", "order.strike", "case.back", "case.split", "stock.reverse", "referral.back", "paper.void", "log.unread", "archive.detach", "followup.strike", "calendar.strike", "duty.undo", "duty.strike", "plan.revert", "patrol.undo", "plan.strike", "report.strike", "record.back", "notice.correct", "notice.withdraw"}

// Ensure whatever can be written is led back from: by a counter-entry with its reason, to a
// page, or by saying why not; what is said of corrections is said of them alone.
func TestEveryCommandHasAWay(t *testing.T) {
	known := map[string]bool{}
	for _, s := range saves {
		code := s.Command.Code()
		known[code] = true
		all := ways(s)
		if len(all) == 0 {
			t.Errorf("%s: no way", code)
		}
		for _, w := range all {
			ends := 0
			for _, has := range []bool{w.make != nil, w.to.Page != "", w.not != nil} {
				if has {
					ends++
				}
			}
			if ends != 1 || w.key == "" && w.make != nil || w.not == nil && (w.what.ZH == "" || w.what.EN == "") {
				t.Errorf("%s: %+v", code, w)
			}
			if last := w.not != nil && w.not.Text == lastText; last != slices.Contains(corrections, code) {
				t.Errorf("%s: taken for a correction: %v", code, last)
			}
			if w.make != nil && w.make("写错了") == nil {
				t.Errorf("%s: no counter-entry", code)
			}
		}
	}
	for code := range codes(t) {
		if !known[code] {
			t.Errorf("%s is in no row of this test", code)
		}
	}
}

// codes are those of all commands that there are.
func codes(t *testing.T) map[string]bool {
	all := map[string]bool{}
	files, _ := filepath.Glob("../../rules/command/*.go")
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`func \([^)]*\) Code\(\) string\s+\{ return "([a-z.]+)" \}`).FindAllSubmatch(src, -1) {
			all[string(m[1])] = true
		}
	}
	if len(all) < 45 {
		t.Fatalf("found only %d commands", len(all))
	}
	return all
}

// Ensure a step is taken back by its own name, so that another one taken since is not.
func TestStepsByName(t *testing.T) {
	for c, want := range map[command.Command]text.Text{
		&command.Dispatch{Case: "C1"}:  text.T("退回: 派人", "take back: sent a team"),
		&command.Arrive{Case: "C1"}:    text.T("退回: 到场", "take back: marked arrival"),
		&command.Depart{Case: "C1"}:    text.T("退回: 出发", "take back: marked a team as on its way"),
		&command.Return{Case: "C1"}:    text.T("退回: 返回", "take back: marked a team back"),
		&command.Settle{Case: "C1"}:    text.T("退回: 处置", "take back: settled the case"),
		&command.CloseCase{Case: "C1"}: text.T("退回: 办结", "take back: closed the case"),
	} {
		w := ways(saved(c, "C1"))[0]
		if w.what.In(text.ZH) != want.ZH || w.what.In(text.EN) != want.EN {
			t.Errorf("%s: %q", c.Code(), w.what.In(text.ZH))
		}
		if got := *w.make("点错了").(*command.StepBack); got != (command.StepBack{Case: "C1", Step: c.Code(), Reason: "点错了"}) {
			t.Errorf("%s: %+v", c.Code(), got)
		}
	}
}

// Ensure that a step of a referral is taken back by its own name too, also where the story
// names it by its number, and that a sending is revoked.
func TestReferralStepsByName(t *testing.T) {
	for c, want := range map[command.Command]rules.ReferralState{
		&command.ReceiveReferral{}: rules.ReferralReceived,
		&command.AcceptReferral{}:  rules.ReferralAccepted,
		&command.RefuseReferral{}:  rules.ReferralRefused,
		&command.FinishReferral{}:  rules.ReferralDone,
		&command.RevokeReferral{}:  rules.ReferralRevoked,
	} {
		for _, id := range []string{"R1", "R1/2"} {
			if got := *ways(saved(c, id))[0].make("点错了").(*command.StepBackReferral); got != (command.StepBackReferral{Referral: "R1", Step: want, Reason: "点错了"}) {
				t.Errorf("%s: %+v", c.Code(), got)
			}
		}
	}
	if got := *ways(saved(&command.SendReferral{}, "R1/0"))[0].make("送错了").(*command.RevokeReferral); got != (command.RevokeReferral{Referral: "R1", Reason: "送错了"}) {
		t.Errorf("%+v", got)
	}
}

// Ensure that a kit is taken back whole first, or move by move; goods received by their move
// alone.
func TestGoodsAreTakenBackWholeOrByMove(t *testing.T) {
	for _, c := range []struct {
		saved screen.Saved
		want  []command.ReverseMove
	}{
		{saved(&command.IssueKit{}, "M1", "M2"), []command.ReverseMove{{Move: "M1", Whole: true}, {Move: "M1"}, {Move: "M2"}}},
		{saved(&command.IssueGoods{}, "M1"), []command.ReverseMove{{Move: "M1"}}},
		{saved(&command.ReceiveGoods{}, "M1", "B1"), []command.ReverseMove{{Move: "M1"}}},
	} {
		all := ways(c.saved)
		if len(all) != len(c.want) {
			t.Errorf("%T: %d ways", c.saved.Command, len(all))
			continue
		}
		for i, w := range all {
			cmd := w.make("记错")
			want := c.want[i]
			want.Reason = "记错"
			if got, ok := cmd.(*command.ReverseMove); !ok || *got != want || w.what.In(text.EN) == "" {
				t.Errorf("%+v, want %+v", cmd, want)
			}
		}
	}
	if w := ways(saved(&command.PutKit{}, "K01")); len(w) != 1 || w[0].to.Page != "lists" {
		t.Errorf("%+v", w)
	}
}
