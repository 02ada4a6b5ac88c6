package registers_test

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// TestAsked: a state that asks what a field says refuses another word, or, of what may have
// happened otherwise, takes it with the reason alone.
func TestAsked(t *testing.T) {
	b := storetest.New(t)
	for _, c := range []struct {
		register, state string
		fields          map[string]string
		kind            rules.Kind
		field, clause   string
		noted, changed  string
	}{
		{"inspections", "fine", map[string]string{"kind": "device", "place": "监控", "date": "2026-11-24", "working": "no", "finding": "黑屏"}, rules.Precondition, "fields.working", "P7.2.37", "", "working=yes"},
		{"meetings", "held", map[string]string{"kind": "returnees", "date": "2026-11-24", "place": "会议室", "came": "3", "agenda": "results,policy,opinions"}, rules.Precondition, "note", "P8.1.1", "大雪封路", ""},
		{"meetings", "held", map[string]string{"kind": "returnees", "date": "2026-11-24", "place": "会议室", "came": "26", "agenda": "results"}, rules.Precondition, "note", "P8.1.2", "另发材料", ""},
		{"meetings", "held", map[string]string{"kind": "poverty", "date": "2026-11-24", "place": "会议室", "came": "9", "guests": "households,cadres", "agenda": "results,plan,policy,opinions"}, rules.Precondition, "note", "P8.1.6", "另开一次", ""},
		{"awards", "chosen", map[string]string{"award": "household", "name": "罗望川", "criteria": "merit", "date": "2026-11-24"}, rules.Precondition, "fields.criteria", "P8.2.9", "", "criteria=diligence"},
	} {
		id := b.Must(main, &command.PutRow{Register: c.register, Fields: c.fields}).ID
		e := b.Refuse(main, c.kind, &command.StepRow{Row: id, State: c.state})
		if e.Field != c.field || e.Clause != c.clause {
			t.Errorf("%s: %+v", c.register, e)
		}
		if c.noted == "" {
			b.Refuse(main, c.kind, &command.StepRow{Row: id, State: c.state, Note: "已核"})
			k, v := c.changed[:len(c.changed)], ""
			for i := range c.changed {
				if c.changed[i] == '=' {
					k, v = c.changed[:i], c.changed[i+1:]
				}
			}
			c.fields[k] = v
			b.Must(main, &command.PutRow{ID: id, Version: 1, Fields: c.fields})
		}
		b.Must(main, &command.StepRow{Row: id, State: c.state, Note: c.noted})
	}
	for i, r := range page(t, b, main, "meetings").Rows {
		if len(r.Next) != 0 || len(r.Steps) != 2 {
			t.Errorf("%d: %+v", i, r.Steps)
		}
	}
}
