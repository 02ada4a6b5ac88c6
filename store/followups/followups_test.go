package followups_test

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

const officer = "何雨禾"

func ptr[T any](v T) *T { return &v }

// refused is a case of somebody who declined help.
func refused(b *storetest.Book) string {
	b.T.Helper()
	id := b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "不肯走", Person: command.Person{Name: "罗望川", Facts: rules.Facts{Age: ptr(50)}}}}).ID
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeRefused, Sign: rules.WouldNotSign, Witnesses: []rules.Witness{{Name: "周立冬"}, {Name: "白露生", Unit: "邻居"}}})
	return id
}

func duty(b *storetest.Book, id string) *rules.Obligation {
	b.T.Helper()
	p, err := b.As(officer).Case(id)
	if err != nil {
		b.T.Fatal(err)
	}
	for i := range p.Obligations {
		if p.Obligations[i].Code == rules.FollowUpCode {
			return &p.Obligations[i]
		}
	}
	return nil
}

// Ensure that each visit moves the next one, that colder weather brings it nearer, and that a
// visit taken back never was.
func TestClock(t *testing.T) {
	b := storetest.New(t)
	id := refused(b)
	day := 24 * time.Hour
	first := storetest.Start
	if o := duty(b, id); !o.Due.Equal(first.Add(3 * day)) {
		t.Fatalf("%v", o.Due)
	}
	w := b.Must(officer, &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange}).ID
	if o := duty(b, id); !o.Due.Equal(first.Add(day)) {
		t.Errorf("orange: %v", o.Due)
	}
	b.Must(officer, &command.LiftWarning{Warning: w, Reason: "过去了"})
	b.Clock.Add(2 * time.Hour) // early, and it counts
	b.Must(officer, &command.RecordFollowUp{Case: id, Result: "没有找到", Words: "桥洞没人"})
	if o := duty(b, id); !o.Due.Equal(first.Add(2*time.Hour+3*day)) || o.State != rules.Done {
		t.Errorf("%v %s", o.Due, o.State)
	}
	b.Clock.Add(4 * day)
	v, err := b.As(officer).Board()
	if o := duty(b, id); err != nil || o.State != rules.Overdue || v.Overdue == 0 {
		t.Errorf("%+v %v", o, err)
	}
	r := b.Must(officer, &command.RecordFollowUp{Case: id, Result: rules.VisitRefuses})
	if o := duty(b, id); o.State != rules.Done {
		t.Errorf("%+v", o)
	}
	if e := b.Refuse(officer, rules.Invalid, &command.RecordFollowUp{Case: id, Result: rules.VisitFine, At: ptr(b.Clock.Now().Add(-time.Hour))}); e.Field != "at" {
		t.Errorf("%v", e)
	}
	b.Must(officer, &command.StrikeFollowUp{FollowUp: r.ID, Reason: "写错人"})
	if o := duty(b, id); o.State != rules.Overdue {
		t.Errorf("%+v", o)
	}
	b.Refuse(officer, rules.Precondition, &command.StrikeFollowUp{FollowUp: r.ID, Reason: "x"})
	all, err := b.As(officer).FollowUps(id, 0)
	if err != nil || len(all) != 2 || all[0].FollowUp.By != officer || all[1].FollowUp.Struck == "" {
		t.Errorf("%+v %v", all, err)
	}
	for _, r := range []string{"", "白露生"} {
		if p, err := b.As(officer).Case(id); err != nil || len(p.FollowUps) != 2 {
			t.Errorf("%s %v", r, err)
		}
	}
	if got, err := b.Public().FollowUps("", 0); err != nil || len(got) != 2 || got[0].FollowUp.Words+string(got[0].FollowUp.Result) != "" || strings.Contains(got[0].Subject.ZH, "罗望川") {
		t.Errorf("masked: %+v %v", got, err)
	}
}

// Ensure that somebody who accepts help is a case to be dealt with again.
func TestAccepts(t *testing.T) {
	b := storetest.New(t)
	id := refused(b)
	b.Clock.Add(time.Hour)
	b.Must(officer, &command.RecordFollowUp{Case: id, Result: rules.VisitAccepts, Words: "愿意去避寒点"})
	p, err := b.As(officer).Case(id)
	if err != nil {
		t.Fatal(err)
	}
	if k := p.Case; k.State != rules.CaseOpen || k.SettledAt != nil || k.Facts.Tri("declines") != rules.No || len(k.Undone) != 1 || k.Ending.Sign != "" {
		t.Errorf("%+v", k)
	}
	if duty(b, id) != nil {
		t.Error("a visit is still owed")
	}
	b.Refuse(officer, rules.Precondition, &command.RecordFollowUp{Case: id, Result: rules.VisitFine})
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeShelter, Place: "镇避寒点"})
	b.Must(officer, &command.StepBack{Case: id, Reason: "还没有送"})
}

// Ensure that a visit on which somebody accepted leaves nothing behind when it is taken back, and
// is not taken back over what was said since.
func TestStrikeAccepting(t *testing.T) {
	b := storetest.New(t)
	id := refused(b)
	k := func() *rules.Case {
		p, err := b.As(officer).Case(id)
		if err != nil {
			t.Fatal(err)
		}
		return &p.Case
	}
	before := k()
	b.Clock.Add(time.Hour)
	v := b.Must(officer, &command.RecordFollowUp{Case: id, Result: rules.VisitAccepts}).ID
	b.Clock.Add(time.Minute)
	b.Must(officer, &command.StrikeFollowUp{FollowUp: v, Reason: "写错人"})
	if c := k(); c.State != rules.CaseFollowUp || c.Outcome != rules.OutcomeRefused || c.Facts.Tri("declines") != rules.Yes || len(c.Undone) != 0 ||
		!c.Ending.Equal(&before.Ending) || !c.SettledAt.Equal(*before.SettledAt) || duty(b, id) == nil || duty(b, id).State == rules.Done && duty(b, id).Due == nil {
		t.Errorf("%+v", c)
	}
	v = b.Must(officer, &command.RecordFollowUp{Case: id, Result: rules.VisitAccepts}).ID
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHome})
	e := b.Refuse(officer, rules.Precondition, &command.StrikeFollowUp{FollowUp: v, Reason: "x"})
	if p, err := b.As(officer).Case(id); err != nil || p.Can["followup.strike/"+v] == nil || p.Can["followup.strike/"+v].Text != e.Text {
		t.Errorf("%v", err)
	}
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeRefused})
	b.Must(officer, &command.StrikeFollowUp{FollowUp: v, Reason: "写错人"})
}
