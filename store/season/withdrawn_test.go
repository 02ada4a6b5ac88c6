package season_test

import (
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

func keys(t *testing.T, b *storetest.Book, operation string) string {
	t.Helper()
	c, err := b.As(main).Calendar("", "", operation)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, r := range c.Rows {
		if strings.HasPrefix(r.Key, "P9-2027/") {
			out = append(out, strings.TrimPrefix(r.Key, "P9-2027/")+" "+r.State)
		}
	}
	return strings.Join(out, ", ")
}

func onBoard(t *testing.T, b *storetest.Book) bool {
	t.Helper()
	board, err := b.As(main).Board()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range board.Rows {
		if strings.HasPrefix(r.Key, "duty/") {
			return true
		}
	}
	return false
}

// Ensure that the dates of a withdrawn operation vanish from the calendar, the board and the
// handover, that what was done stays in the record, and that it all returns when it is taken
// up again.
func TestWithdrawn(t *testing.T) {
	b := book(t, "2027-01-06")
	b.Must(main, &command.DoDuty{Item: "village_posting", Evidence: rules.Evidence{Words: "已贴"}})
	if !onBoard(t, b) || !strings.Contains(keys(t, b, ""), "town_posting open") {
		t.Fatalf("before: %s", keys(t, b, ""))
	}
	b.Must("许知远", &command.EndPlan{Operation: "P9-2027", Withdraw: true, Reason: "不属于本镇"})
	if got := keys(t, b, ""); got != "" || onBoard(t, b) {
		t.Errorf("withdrawn: %q, on the board %t", got, onBoard(t, b))
	}
	if got := keys(t, b, "P9-2027"); got != "village_posting done_late" {
		t.Errorf("in the record: %q", got)
	}
	b.Refuse(main, rules.NotFound, &command.DoDuty{Operation: "P9-2027", Item: "town_posting", Evidence: rules.Evidence{Words: "x"}})
	b.Must("许知远", &command.AdoptPlan{Plan: "P9", SeasonStartYear: 2027, From: "2026-12-01"})
	if got := keys(t, b, ""); !strings.Contains(got, "village_posting done_late") || !strings.Contains(got, "town_posting open") {
		t.Errorf("taken up again: %q", got)
	}
}

// Ensure that of an operation that ends early the dates behind its last day vanish at once,
// and those before it are owed until they are done or waived.
func TestEndedEarly(t *testing.T) {
	b := book(t, "2027-01-06")
	b.Must("许知远", &command.EndPlan{Operation: "P9-2027", On: "2027-01-07", Reason: "县里通知"})
	if got := keys(t, b, ""); !strings.Contains(got, "village_posting overdue") || strings.Contains(got, "town_posting") || strings.Contains(got, "all_grants_delivered") {
		t.Errorf("ending: %q", got)
	}
	set(t, b, "2027-01-09")
	if got := keys(t, b, ""); got != "village_posting overdue" || !onBoard(t, b) {
		t.Errorf("ended: %q", got)
	}
	b.Must("沈岚", &command.WaiveDuty{Operation: "P9-2027", Item: "village_posting", Reason: "方案已停"})
	if got := keys(t, b, ""); got != "" || onBoard(t, b) {
		t.Errorf("waived: %q", got)
	}
	if got := keys(t, b, "P9-2027"); !strings.Contains(got, "village_posting waived") {
		t.Errorf("in the record: %q", got)
	}
}

// Ensure that the report which a plan wants after its end stays owed when it ends early.
func TestReportAfterEarlyEnd(t *testing.T) {
	b := book(t, "2027-03-01")
	b.Must("许知远", &command.EndPlan{Operation: "P1-2026", On: "2027-03-02", Reason: "县里通知"})
	c, err := b.As(main).Calendar("", "", "P1-2026")
	if err != nil {
		t.Fatal(err)
	}
	if n := slices.IndexFunc(c.Rows, func(r view.CalendarRow) bool { return r.Item == "summary_and_patrol_material" }); n < 0 || !c.Rows[n].Open() {
		t.Errorf("ended: %v", c.Rows)
	}
}

// Ensure that the handover names what is near by its own words, and what is done or waived
// leaves it.
func TestHandover(t *testing.T) {
	b := book(t, "2027-01-06")
	b.Must(main, &command.TakeShift{Leader: "沈岚"})
	once := b.Must("沈岚", &command.PutDuty{Title: "交名单", Due: "2027-01-07"}).ID
	line := func() string {
		h, err := b.As(main).Handover("")
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range h.Live {
			if l.Key == "duty/near" {
				var out []string
				for _, d := range l.Detail {
					out = append(out, d.ZH)
				}
				return strings.Join(out, "|")
			}
		}
		return ""
	}
	b.Must(main, &command.DraftHandover{})
	if got := line(); strings.Count(got, "|") != 2 || !strings.Contains(got, "交名单") {
		t.Errorf("near: %q", got)
	}
	b.Must(main, &command.DoDuty{Item: once, Evidence: rules.Evidence{Words: "已交"}})
	b.Must(main, &command.DoDuty{Item: "village_posting", Evidence: rules.Evidence{Words: "已贴"}})
	b.Must("沈岚", &command.WaiveDuty{Item: "town_posting", Reason: "县里公示"})
	if got := line(); got != "" || onBoard(t, b) {
		t.Errorf("settled: %q", got)
	}
}
