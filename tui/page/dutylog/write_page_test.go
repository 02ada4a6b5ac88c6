package dutylog

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/tuitest"
)

var now = time.Date(2026, 11, 24, 17, 20, 0, 0, rules.Zone)

// desk is a log with one visitor who has not left, and two reports, of which the night's was
// sent.
type desk struct{}

func (desk) SaveDraft(string, []byte) error { return nil }
func (desk) Draft(string) ([]byte, error)   { return nil, nil }
func (desk) Actor() (string, string)        { return "U1", "何雨禾" }

func (desk) Log(view.LogAsk) (*view.Log, error) {
	s := &rules.Shift{ID: "S20261124-0800", Start: now.Add(-9 * time.Hour), End: now.Add(15 * time.Hour), State: rules.ShiftActive}
	return &view.Log{Stamp: view.Stamp{Now: now}, Shift: s, Names: map[string]string{}, Can: view.Can{}, Rows: []view.LogRow{
		{Seq: 1, At: now, Kind: "call", Code: "call.log", From: text.Text{ZH: "老李", EN: "老李"}, What: text.Text{ZH: "来访", EN: "visit"}, Key: "call/T20261124-0001", Within: true}}}, nil
}

func (desk) Report(kind rules.ReportKind) (*view.Report, error) {
	r := &view.Report{Stamp: view.Stamp{Now: now}, Kind: kind, Town: "北渡镇", For: now, From: now.Add(-time.Hour), Till: now, Can: view.Can{}}
	if kind == rules.ReportNight {
		r.Sent = &rules.Report{ID: "L20261124-01", Kind: kind, For: now, At: now, To: "县值班室", Receiver: "马春分"}
		r.Can["report.send"] = rules.MayReportAs(rules.ReportFirst, r.Sent)
	}
	return r, nil
}

// Ensure that the menu writes what a report says and by what it was sent, an addition to one
// that was sent, and when the selected visitor went.
func TestWrite(t *testing.T) {
	for name, test := range map[string]struct {
		keys []string
		want string
	}{
		"nil":      {[]string{"F9", "5", "Enter", "Tab", "text:马春分", "F9"}, `report.send {"kind":"nil","receiver":"马春分","how":"phone"}`},
		"addition": {[]string{"F9", "6", "Enter", "1", "Tab", "text:又送毯一条", "Tab", "text:马春分", "F9"}, `report.send {"kind":"night","receiver":"马春分","how":"phone","form":"more","words":"又送毯一条"}`},
		"leaves":   {[]string{"F9", "9", "Enter", "F9"}, `call.leave {"call":"T20261124-0001"}`},
	} {
		t.Run(name, func(t *testing.T) {
			r := tuitest.NewRig(t, New(desk{}, ""))
			r.Press(test.keys...)
			if r.Save == nil {
				t.Fatal("nothing was saved")
			}
			raw, err := json.Marshal(r.Save.Command)
			if got := r.Save.Command.Code() + " " + string(raw); err != nil || got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// Ensure that without a visitor selected the menu says which to select.
func TestNoVisitor(t *testing.T) {
	p := New(desk{}, "")
	if no := p.noVisitor(); no == nil || !strings.Contains(no.Text.In(text.ZH), "选中") {
		t.Error(no)
	}
}
