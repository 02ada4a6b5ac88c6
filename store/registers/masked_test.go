package registers_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// Ensure that those who may not see persons read no tier, no free text and no name of one who
// is not of the desk, and that the money is counted nevertheless.
func TestMasked(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.PutRow{Register: "applications", Fields: map[string]string{"name": "林小满", "village": "河湾村", "recipient": "difficult_family", "types": "dibao", "major_illness": "yes", "self_paid": "30000"}})
	b.Must(main, &command.PutRow{Register: "visits", Fields: map[string]string{"name": "林小满", "village": "河湾村", "mode": "home", "visitors": "钱大路, 孙小桥"}})
	b.Must(main, &command.PutRow{Register: "relief_funds", Fields: map[string]string{"source": "周金山", "amount": "300", "use": page(t, b, main, "relief_funds").Register.Fields[2].Of[0].Code}})
	b.Must(main, &command.PutRow{Register: "postings", Fields: map[string]string{"title": "林小满的低保", "board": "first"}})
	if p := page(t, b, main, "applications"); p.Rows[0].Verdict.Tier == "" {
		t.Errorf("%+v", p.Rows[0].Verdict)
	}
	for _, kind := range []string{"applications", "visits", "relief_funds", "postings"} {
		p := page(t, b, "", kind)
		r := p.Rows[0]
		said, _ := json.Marshal(r)
		for _, s := range []string{"林小满", "钱大路", "孙小桥", "周金山"} {
			if strings.Contains(string(said), s) {
				t.Errorf("%s: %s", kind, said)
			}
		}
		if kind != "applications" {
			continue
		}
		if r.Verdict.Tier != "" || r.Verdict.Amount != nil || p.Funds == nil || p.Funds.Total == 0 {
			t.Errorf("%+v %+v", r.Verdict, p.Funds)
		}
		for _, n := range r.Next {
			if n.Not != nil || n.Verdict.Tier != "" || n.Verdict.Amount != nil || len(n.Verdict.Missing) > 0 {
				t.Errorf("%+v", n)
			}
		}
	}
}

// Ensure that a step is not dated before the one that it follows, nor long before the entry.
func TestStepDays(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(main, &command.PutRow{Register: "postings", Fields: map[string]string{"title": "一榜", "board": "first", "place": "村口", "contents": "money", "objections": "0"}}).ID
	for _, on := range []rules.Date{"1900-01-01", "2025-11-23"} {
		if e := b.Refuse(main, rules.Invalid, &command.StepRow{Row: id, State: "posted", On: on}); e.Field != "on" {
			t.Errorf("%+v", e)
		}
	}
	b.Must(main, &command.StepRow{Row: id, State: "posted", On: "2026-11-20"})
	if e := b.Refuse(main, rules.Invalid, &command.StepRow{Row: id, State: "closed", On: "2026-11-19"}); e.Field != "on" || !strings.Contains(e.Text.ZH, "早于上一步") {
		t.Errorf("%+v", e)
	}
	b.Must(main, &command.StepRow{Row: id, State: "closed", On: "2026-11-20"})
}
