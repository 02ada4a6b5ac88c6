package command

import (
	"slices"
	"testing"
	"time"

	"dutydesk/rules"
)

// Ensure that every step of a referral names what it needs, and that names are cleaned.
func TestCheckReferral(t *testing.T) {
	later := deskNow.Add(time.Hour)
	send := SendReferral{Case: "１ ", Agency: " 县救助管理站", Goal: "安置", Escort: []string{" 周立冬", "", "周立冬", "罗小满\n"}}
	if err := send.Check(deskNow); err != nil || send.Case != "1" || send.Agency != "县救助管理站" || send.Goal != rules.GoalSafe || !slices.Equal(send.Escort, []string{"周立冬", "罗小满"}) {
		t.Errorf("%v %+v", err, send)
	}
	var many []string
	for r := 'a'; r < 'a'+maxEscort+1; r++ {
		many = append(many, string(r))
	}
	for name, c := range map[string]struct {
		cmd   Command
		field string
	}{
		"send":           {&SendReferral{Case: "1", Agency: "A03"}, ""},
		"send what":      {&SendReferral{Agency: "A03"}, "case"},
		"send where":     {&SendReferral{Case: "1", Agency: " "}, "agency"},
		"send why":       {&SendReferral{Case: "1", Agency: "A03", Goal: "fun"}, "goal"},
		"send many":      {&SendReferral{Case: "1", Agency: "A03", Escort: many}, "escort"},
		"send tomorrow":  {&SendReferral{Case: "1", Agency: "A03", At: &later}, "at"},
		"leave tomorrow": {&SendReferral{Case: "1", Agency: "A03", DepartAt: &later}, "departed_at"},
		"receive":        {&ReceiveReferral{Referral: "1"}, ""},
		"receive which":  {&ReceiveReferral{}, "referral"},
		"accept":         {&AcceptReferral{Referral: "1", Signed: true}, ""},
		"accept later":   {&AcceptReferral{Referral: "1", At: &later}, "at"},
		"refuse":         {&RefuseReferral{Referral: "1", Reason: "满员"}, ""},
		"refuse why":     {&RefuseReferral{Referral: "1", Reason: " "}, "reason"},
		"finish":         {&FinishReferral{Referral: "1", Outcome: "返乡"}, ""},
		"finish how":     {&FinishReferral{Referral: "1"}, "outcome"},
		"revoke":         {&RevokeReferral{Referral: "1", Reason: "家属来了"}, ""},
		"revoke why":     {&RevokeReferral{Referral: "1"}, "reason"},
		"back":           {&StepBackReferral{Referral: "1", Reason: "记错"}, ""},
		"back a step":    {&StepBackReferral{Referral: "1", Step: "拒收", Reason: "记错"}, ""},
		"back no step":   {&StepBackReferral{Referral: "1", Step: "lost", Reason: "记错"}, "step"},
		"back which":     {&StepBackReferral{Reason: "记错"}, "referral"},
	} {
		err := c.cmd.Check(deskNow)
		if e := rules.AsError(err); (err == nil) != (c.field == "") || err != nil && (e.Kind != rules.Invalid || e.Field != c.field || e.Text.ZH == "" || e.Text.EN == "") {
			t.Errorf("%s: %v, want field %q", name, err, c.field)
		}
	}
}
