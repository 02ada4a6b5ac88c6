package command

import "dutydesk/rules"

// All is every command that a person runs, empty, in the order of the codes.
func All() []Command {
	return []Command{
		&Retire{}, &StrikeRow{}, &PutAgency{}, &Attach{}, &Detach{}, &ExportArchive{}, &PutDaysOff{}, &StrikeDaysOff{}, &AmendCall{}, &LeaveVisit{}, &StayVisit{}, &FinishCall{},
		&LogCall{}, &PassCall{}, &PlanCall{}, &ReopenCall{}, &StrikeCall{}, &SetTerm{}, &DoAct{}, &Arrive{}, &StepBack{}, &CloseCase{}, &Depart{},
		&Dispatch{}, &EditCase{}, &OpenCase{}, &ReopenCase{}, &Return{}, &RevokeAct{}, &SameCase{}, &Settle{}, &SplitCase{}, &Waive{}, &SetClock{},
		&SetDutyDay{}, &DoDuty{}, &PutDuty{}, &StrikeDuty{}, &UndoDuty{}, &WaiveDuty{}, &RecordFollowUp{}, &StrikeFollowUp{}, &AcceptHandover{},
		&CountThings{}, &DraftHandover{}, &AcceptLine{}, &PresentHandover{}, &ReleaseShift{}, &RemindTaker{}, &ReturnHandover{}, &WriteWord{}, &Import{},
		&PutItem{}, &PutKit{}, &ReadLog{}, &UnreadLog{}, &AddNote{}, &StrikeNote{}, &AddReceivers{}, &CloseNotice{}, &ConfirmNotice{}, &CorrectResult{}, &ExplainReceiver{}, &NewNotice{},
		&NoteResult{}, &WithdrawNotice{}, &AddOfficer{}, &SetPIN{}, &SetPrefs{}, &PutOfficer{}, &RetireOfficer{}, &SetRoles{}, &AddStandIn{}, &GiveOrder{},
		&SignOrder{}, &StrikeOrder{}, &MarkPaper{}, &PrintPaper{}, &VoidPaper{}, &ReturnPatrol{}, &FixHazard{}, &StartPatrol{}, &StopPatrol{},
		&UndoPatrol{}, &PutPlace{}, &AckNotice{}, &AdoptPlan{}, &CopyPlan{}, &EditPlan{}, &EndPlan{}, &ImportPlan{}, &RevertPlan{}, &StrikePlan{},
		&AddRecord{}, &BackRecord{}, &FinishRecord{}, &AcceptReferral{}, &StepBackReferral{}, &FinishReferral{}, &ReceiveReferral{}, &RefuseReferral{},
		&RevokeReferral{}, &SendReferral{}, &SendReport{}, &StrikeReport{}, &AcceptSwap{}, &ApproveSwap{}, &GenerateRoster{}, &GiveLeave{},
		&PublishRoster{}, &RefuseSwap{}, &SetRoster{}, &SetTurn{}, &AskSwap{}, &UndoSlip{}, &WithdrawRoster{}, &BackRow{}, &ImportRows{}, &PutRow{},
		&StepRow{}, &SetSetting{}, &ChangeCrew{}, &TakeShift{}, &IssueGoods{}, &IssueKit{}, &ReceiveGoods{}, &ReverseMove{}, &PutVillage{}, &LiftWarning{},
		&SetWarning{}, &AddKey{}, &RevokeKey{}, &TakeSeat{},
	}
}

// May are the commands that somebody with these roles may run, each code once: of a village
// contact in the own village alone.
func May(roles []rules.Role) (codes []string) {
	seen := map[string]bool{}
	for _, c := range All() {
		if !seen[c.Code()] && rules.May(roles, c.Area()) == nil {
			seen[c.Code()] = true
			codes = append(codes, c.Code())
		}
	}
	return codes
}
