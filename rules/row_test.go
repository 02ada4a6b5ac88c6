package rules

import (
	"testing"
	"time"

	"dutydesk/rules/text"
)

// Ensure a row goes its steps once each and back, and names what it lacks with the clause.
func TestRow(t *testing.T) {
	now := time.Date(2026, 11, 24, 2, 14, 0, 0, Zone)
	reg := &Register{ID: "visits", Text: text.Text{ZH: "走访", EN: "Visits"},
		Fields: []RegisterField{{Code: "name", Type: FieldName, Need: true, Text: text.Text{ZH: "姓名", EN: "Name"}}, {Code: "who", Type: FieldText, Text: text.Text{ZH: "走访人", EN: "Visitor"}}},
		States: []RegisterState{{Code: "planned", Text: text.Text{ZH: "已安排", EN: "planned"}}, {Code: "done", After: []string{"planned"}, Needs: []string{"who"}, Dated: true, Final: true, Clauses: []string{"P5.3.1"}, Text: text.Text{ZH: "已走访", EN: "visited"}}}}
	r := &Row{ID: "G20261124-0001", Register: "visits"}
	if e := r.Put(reg, map[string]string{}, RowStep{At: now}); e == nil || e.Field != "fields.name" {
		t.Fatalf("no name: %v", e)
	}
	if e := r.Put(reg, map[string]string{"name": "林小满"}, RowStep{At: now}); e != nil || r.State != "planned" {
		t.Fatal(e, r.State)
	}
	for _, c := range []struct {
		step  RowStep
		field string
	}{
		{RowStep{State: "planned"}, "state"}, {RowStep{State: "nothing"}, "state"}, {RowStep{State: "done"}, "fields.who"},
	} {
		if e := r.Step(reg, c.step, now); e == nil || e.Field != c.field {
			t.Errorf("%+v: %v", c.step, e)
		}
	}
	if e := r.Step(reg, RowStep{State: "done"}, now); e == nil || e.Clause != "P5.3.1" {
		t.Errorf("no clause: %v", e)
	}
	if e := r.Back(TakenBack{}); e == nil {
		t.Error("the entry was taken back")
	}
	_ = r.Put(reg, map[string]string{"name": "林小满", "who": "沈岚"}, RowStep{})
	if e := r.Step(reg, RowStep{State: "done", On: "2026-11-25"}, now); e == nil || e.Field != "on" {
		t.Errorf("a day to come: %v", e)
	}
	if e := r.Step(reg, RowStep{State: "done"}, now); e != nil || r.Steps[1].On != "2026-11-24" || !r.Ended(reg) || len(r.Next(reg)) != 0 {
		t.Fatalf("%v %+v", e, r)
	}
	if e := r.Put(reg, map[string]string{"name": "林小满"}, RowStep{}); e == nil || e.Field != "fields.who" {
		t.Errorf("a field that the state needs was emptied: %v", e)
	}
	if e := r.Back(TakenBack{Reason: "记错"}); e != nil || r.State != "planned" || r.Steps[1].Back == nil {
		t.Fatal(e, r.State)
	}
	if e := r.Restore(); e == nil {
		t.Error("what is not struck was brought back")
	}
	if e := r.Strike(TakenBack{Reason: "重了"}); e != nil {
		t.Fatal(e)
	}
	for _, e := range []*Error{r.Strike(TakenBack{}), r.Step(reg, RowStep{State: "done"}, now), r.Back(TakenBack{}), r.Put(reg, nil, RowStep{})} {
		if e == nil {
			t.Error("a struck row took it")
		}
	}
	if e := r.Restore(); e != nil || r.State != "planned" {
		t.Error(e)
	}
}

// Ensure a breach needs a note and what is missing refuses, each with its clause.
func TestVerdict(t *testing.T) {
	f := []Finding{{Code: "split", Text: text.Text{ZH: "拆分", EN: "Split"}, Clauses: []string{"P9.5.9"}}}
	if e := (&Verdict{Missing: f}).Refusal(); e == nil || e.Clause != "P9.5.9" || e.Field != "split" {
		t.Error(e)
	}
	if e := (&Verdict{Breaches: f}).Unexplained(""); e == nil || e.Field != "note" {
		t.Error(e)
	}
	if e := (&Verdict{Breaches: f}).Unexplained("说明"); e != nil {
		t.Error(e)
	}
}
