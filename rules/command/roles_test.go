package command_test

import (
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// columns are the roles in the order of the table's letters: duty officer, leader, storekeeper,
// clerk, village contact, auditor, administrator.
var columns = []struct {
	letter string
	role   rules.Role
}{{"o", rules.RoleOfficer}, {"l", rules.RoleLeader}, {"s", rules.RoleStorekeeper}, {"c", rules.RoleClerk}, {"v", rules.RoleVillage}, {"u", rules.RoleAuditor}, {"a", rules.RoleAdmin}}

// who says of each command which roles may run it; "." may not. What else stands in its way is
// its handler's to say, of a village contact that it is about the own village.
var who = []struct {
	cmd command.Command
	may string
}{
	{&command.Retire{List: "item"}, "o l s . . . a"},
	{&command.Retire{List: "village", Back: true}, ". l . . . . a"},
	{&command.Retire{List: "officer"}, ". l . . . . a"},
	{&command.StrikeRow{}, "o l . c . . a"},
	{&command.PutAgency{}, ". l . . . . a"},
	{&command.Attach{}, "o l . c . . a"},
	{&command.Detach{}, "o l . c . . a"},
	{&command.ExportArchive{}, "o l . c . . a"},
	{&command.PutDaysOff{}, ". l . c . . a"},
	{&command.StrikeDaysOff{}, ". l . c . . a"},
	{&command.AmendCall{}, "o l . c . . a"},
	{&command.LeaveVisit{}, "o l . c . . a"},
	{&command.StayVisit{}, "o l . c . . a"},
	{&command.FinishCall{}, "o l . c . . a"},
	{&command.LogCall{}, "o l . c . . a"},
	{&command.PassCall{}, "o l . c . . a"},
	{&command.PlanCall{}, "o l . c . . a"},
	{&command.ReopenCall{}, "o l . c . . a"},
	{&command.StrikeCall{}, "o l . c . . a"},
	{&command.SetTerm{}, "o l . c . . a"},
	{&command.DoAct{}, "o l . c . . a"},
	{&command.Arrive{}, "o l . c v . a"},
	{&command.StepBack{}, "o l . c . . a"},
	{&command.CloseCase{}, "o l . c . . a"},
	{&command.Depart{}, "o l . c . . a"},
	{&command.Dispatch{}, "o l . c . . a"},
	{&command.EditCase{}, "o l . c . . a"},
	{&command.OpenCase{}, "o l . c v . a"},
	{&command.ReopenCase{}, "o l . c . . a"},
	{&command.Return{}, "o l . c . . a"},
	{&command.RevokeAct{}, "o l . c . . a"},
	{&command.SameCase{}, "o l . c . . a"},
	{&command.Settle{}, "o l . c . . a"},
	{&command.SplitCase{}, "o l . c . . a"},
	{&command.Waive{}, "o l . c . . a"},
	{&command.SetClock{}, "o l s c . . a"},
	{&command.SetDutyDay{}, ". l . c . . a"},
	{&command.DoDuty{}, "o l . c . . a"},
	{&command.PutDuty{}, ". l . c . . a"},
	{&command.StrikeDuty{}, ". l . c . . a"},
	{&command.UndoDuty{}, "o l . c . . a"},
	{&command.WaiveDuty{}, ". l . c . . a"},
	{&command.RecordFollowUp{}, "o l . c v . a"},
	{&command.StrikeFollowUp{}, "o l . c . . a"},
	{&command.AcceptHandover{}, "o l . . . . ."},
	{&command.CountThings{}, "o l . . . . ."},
	{&command.DraftHandover{}, "o l . . . . ."},
	{&command.AcceptLine{}, "o l . . . . ."},
	{&command.PresentHandover{}, "o l . . . . ."},
	{&command.ReleaseShift{}, "o l . . . . ."},
	{&command.RemindTaker{}, "o l . . . . ."},
	{&command.ReturnHandover{}, "o l . . . . ."},
	{&command.WriteWord{}, "o l . . . . ."},
	{&command.Import{}, ". l . . . . a"},
	{&command.PutItem{}, "o l s . . . a"},
	{&command.PutKit{}, "o l s . . . a"},
	{&command.ReadLog{}, ". l . . . . a"},
	{&command.UnreadLog{}, ". l . . . . a"},
	{&command.AddNote{}, "o l . c . . a"},
	{&command.StrikeNote{}, "o l . c . . a"},
	{&command.AddReceivers{}, "o l . c . . a"},
	{&command.CloseNotice{}, "o l . c . . a"},
	{&command.ConfirmNotice{}, "o l s c v u a"}, // a village contact's alone; the line decides
	{&command.CorrectResult{}, "o l . c . . a"},
	{&command.ExplainReceiver{}, "o l . c . . a"},
	{&command.NewNotice{}, "o l . c . . a"},
	{&command.NoteResult{}, "o l . c v . a"},
	{&command.WithdrawNotice{}, "o l . c . . a"},
	{&command.AddOfficer{}, ". l . . . . a"},
	{&command.SetPIN{}, "o l s c v u a"}, // one's own; those of others a leader's or an administrator's
	{&command.SetPrefs{}, "o l s c v u a"},
	{&command.PutOfficer{}, ". l . . . . a"},
	{&command.RetireOfficer{}, ". l . . . . a"},
	{&command.SetRoles{}, ". l . . . . a"},
	{&command.AddStandIn{}, "o l . . . . ."},
	{&command.GiveOrder{}, "o l . c . . a"},
	{&command.SignOrder{}, ". l . . . . ."},
	{&command.StrikeOrder{}, "o l . c . . a"},
	{&command.MarkPaper{}, "o l . c . . a"},
	{&command.PrintPaper{}, "o l . c . . a"},
	{&command.VoidPaper{}, "o l . c . . a"},
	{&command.ReturnPatrol{}, "o l . c . . a"},
	{&command.FixHazard{}, "o l . c . . a"},
	{&command.StartPatrol{}, "o l . c . . a"},
	{&command.StopPatrol{}, "o l . c . . a"},
	{&command.UndoPatrol{}, "o l . c . . a"},
	{&command.PutPlace{}, ". l . . . . a"},
	{&command.AckNotice{}, "o l s c . . a"},
	{&command.AdoptPlan{}, ". l . c . . a"},
	{&command.CopyPlan{}, ". l . c . . a"},
	{&command.EditPlan{}, ". l . c . . a"},
	{&command.EndPlan{}, ". l . c . . a"},
	{&command.ImportPlan{}, ". l . c . . a"},
	{&command.RevertPlan{}, ". l . c . . a"},
	{&command.StrikePlan{}, ". l . c . . a"},
	{&command.AddRecord{}, "o l . c . . a"},
	{&command.BackRecord{}, "o l . c . . a"},
	{&command.FinishRecord{}, "o l . c . . a"},
	{&command.AcceptReferral{}, "o l . c . . a"},
	{&command.StepBackReferral{}, "o l . c . . a"},
	{&command.FinishReferral{}, "o l . c . . a"},
	{&command.ReceiveReferral{}, "o l . c . . a"},
	{&command.RefuseReferral{}, "o l . c . . a"},
	{&command.RevokeReferral{}, "o l . c . . a"},
	{&command.SendReferral{}, "o l . c . . a"},
	{&command.SendReport{}, "o l . c . . a"},
	{&command.StrikeReport{}, "o l . c . . a"},
	{&command.AcceptSwap{}, "o l s c . . a"},
	{&command.ApproveSwap{}, ". l . . . . a"},
	{&command.GenerateRoster{}, ". l . c . . a"},
	{&command.GiveLeave{}, "o l . c . . a"},
	{&command.PublishRoster{}, ". l . c . . a"},
	{&command.RefuseSwap{}, "o l s c . . a"},
	{&command.SetRoster{}, ". l . c . . a"},
	{&command.SetTurn{}, ". l . c . . a"},
	{&command.AskSwap{}, "o l s c . . a"},
	{&command.UndoSlip{}, "o l s c . . a"},
	{&command.WithdrawRoster{}, ". l . c . . a"},
	{&command.BackRow{}, "o l . c . . a"},
	{&command.ImportRows{}, "o l . c . . a"},
	{&command.PutRow{}, "o l . c . . a"},
	{&command.StepRow{}, "o l . c . . a"},
	{&command.SetSetting{}, ". l . . . . a"},
	{&command.SetSetting{Operation: "P7-2026"}, ". l . c . . a"},
	{&command.ChangeCrew{}, "o l . . . . ."},
	{&command.TakeShift{}, "o l . . . . ."},
	{&command.TakeSeat{}, "o l . . . . ."},
	{&command.AddKey{}, "o l s c v u a"},    // one's own; those of others a leader's or an administrator's
	{&command.RevokeKey{}, "o l s c v u a"}, // the same
	{&command.IssueGoods{}, "o l s c . . ."},
	{&command.IssueKit{}, "o l s c . . ."},
	{&command.ReceiveGoods{}, "o l s . . . a"},
	{&command.ReverseMove{}, "o l s c . . a"}, // whoever may make such a move; the move decides
	{&command.PutVillage{}, ". l . . . . a"},
	{&command.LiftWarning{}, "o l . c . . a"},
	{&command.SetWarning{}, "o l . c . . a"},
}

// Ensure that each role may run what the table says, and that every command is in the table.
func TestRoles(t *testing.T) {
	seen, all := map[string]bool{}, map[string]bool{}
	for _, c := range command.All() {
		all[reflect.TypeOf(c).Elem().Name()] = true
	}
	for _, w := range who {
		name := reflect.TypeOf(w.cmd).Elem().Name()
		seen[name] = true
		letters := strings.Fields(w.may)
		for i, c := range columns {
			e := rules.May([]rules.Role{c.role}, w.cmd.Area())
			if want := letters[i] == c.letter; (e == nil) != want {
				t.Errorf("%s: the table says %v of a %s, the rules say %v", name, want, c.role, e)
			}
			if e != nil && (e.Kind != rules.Denied || e.Text.IsZero()) {
				t.Errorf("%s: a %s is refused without a reason: %+v", name, c.role, e)
			}
		}
		if e := rules.May(nil, w.cmd.Area()); e == nil {
			t.Errorf("%s: anybody may", name)
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`\*(\w+)\) Code\(\) string`).FindAllSubmatch(src, -1) {
			if name := string(m[1]); !(seen[name] && all[name]) && !strings.HasSuffix(f, "_test.go") {
				t.Errorf("%s is not in the table and in All: say who may run it", name)
			}
		}
	}
}
