package calendar

import (
	"strings"
	"testing"

	"dutydesk/rules/view"
)

// Ensure that what nobody gave a day stands behind all dates under its own heading, and its form
// shows no day that the text has not; and that done and waived are told apart.
func TestUndated(t *testing.T) {
	r, p := newRig(t, "P9-2027/complaint_telephone")
	s := shown(r, 80)
	if a, b := strings.Index(s, "报周报"), strings.Index(s, "-- 未定日子 1 件"); a < 0 || b < a || strings.Index(s, "设立投诉电话") < b {
		t.Errorf("the order:\n%s", s)
	}
	if !strings.Contains(s, "2026年11月") {
		t.Errorf("the month is not that of today:\n%s", s)
	}
	if !strings.Contains(s, ".=周末") {
		t.Errorf("the legend:\n%s", s)
	}
	r.Press("F6")
	if s := shown(r, 80); strings.Contains(s, "2027-02-20") || !strings.Contains(s, "未定日子 设立投诉电话") || !strings.Contains(s, "至少写一样") {
		t.Errorf("the form:\n%s", s)
	}
	r.Dialog = nil
	r.Press("Up")
	if p.row() != nil || p.none() == nil {
		t.Error("the heading is a duty")
	}
	p.c.Rows[2].State = view.RowWaived
	p.show()
	if s := shown(r, 80); !strings.Contains(s, "免办") || !strings.Contains(s, "已办") {
		t.Errorf("done and waived:\n%s", s)
	}
}
