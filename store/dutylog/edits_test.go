package dutylog_test

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// Ensure that the line of an edit names what changed, from what to what, as it was then.
func TestEditTellsWhatChanged(t *testing.T) {
	b := storetest.New(t)
	yes, no := true, false
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	k := b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "老人", Person: command.Person{Facts: rules.Facts{Confused: &no}}}}).ID
	b.Must("何雨禾", &command.EditCase{Case: k, Person: &command.Person{Facts: rules.Facts{Confused: &yes, SuddenIllness: &no}}})
	b.Must("何雨禾", &command.EditCase{Case: k, Forget: []string{"confused"}})
	b.Must("何雨禾", &command.EditCase{Case: k, Person: &command.Person{Name: "孙大山"}})
	var got []string
	for _, r := range log(t, b, "沈岚", view.LogAsk{}).Rows {
		if r.Code == "case.edit" {
			got = append(got, r.Done.In(text.ZH))
		}
	}
	want := []string{"突发疾病: 否; 神志不清: 否 改为 是", "神志不清: 是 改为 未知", "姓名: 孙大山"}
	if len(got) != len(want) {
		t.Fatalf("%q", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%q, want %q", got[i], want[i])
		}
	}
	public, err := b.Public().Log(view.LogAsk{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range public.Rows {
		if r.Code == "case.edit" && !r.Done.IsZero() {
			t.Errorf("a reader of no name reads %v", r.Done)
		}
	}
}
