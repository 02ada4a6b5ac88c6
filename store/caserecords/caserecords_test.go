package caserecords_test

import (
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

const officer = "何雨禾"

func page(b *storetest.Book, as, id string) *view.Case {
	b.T.Helper()
	p, err := b.As(as).Case(id)
	if err != nil {
		b.T.Fatal(err)
	}
	return p
}

func notice(p *view.Case) *rules.Obligation {
	for i := range p.Obligations {
		if p.Obligations[i].Code == rules.TraceNotice {
			return &p.Obligations[i]
		}
	}
	return nil
}

// Ensure that a screening asks for the tracing notice, a channel that publishes meets it, and
// each is owed again when the entry is taken back.
func TestTracing(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "说不清姓名"}}).ID
	if o := notice(page(b, officer, id)); o != nil {
		t.Fatalf("%+v", o)
	}
	s := b.Must(officer, &command.AddRecord{Case: id, Kind: "身份甄别", Checks: []string{"询问本人", "face", "asked"}, Identity: "不明"}).ID
	if o := notice(page(b, officer, id)); o == nil || !o.State.Open() {
		t.Fatalf("%+v", o)
	}
	b.Clock.Add(time.Hour)
	b.Must(officer, &command.AddRecord{Case: id, Kind: rules.RecordTrace, Source: "system", Ref: "XT-1"})
	if o := notice(page(b, officer, id)); !o.State.Open() {
		t.Errorf("the system publishes nothing: %+v", o)
	}
	site := b.Must(officer, &command.AddRecord{Case: id, Kind: rules.RecordTrace, Source: "site", Ref: "XQ-1"}).ID
	if o := notice(page(b, officer, id)); o.State != rules.Done {
		t.Errorf("%+v", o)
	}
	b.Must(officer, &command.FinishRecord{Record: site, Result: "女儿来电"})
	if e := b.Refuse(officer, rules.Conflict, &command.BackRecord{Record: site, Entry: true, Reason: "x"}); e.Field != "entry" {
		t.Errorf("%v", e)
	}
	b.Must(officer, &command.BackRecord{Record: site, Reason: "不是女儿"})
	if p := page(b, officer, id); notice(p).State != rules.Done || p.Can["record.finish/"+site] != nil {
		t.Errorf("its result alone was taken back: %+v %v", notice(p), p.Can["record.finish/"+site])
	}
	b.Must(officer, &command.BackRecord{Record: site, Entry: true, Reason: "没有发"})
	if o := notice(page(b, officer, id)); !o.State.Open() {
		t.Errorf("%+v", o)
	}
	b.Must(officer, &command.BackRecord{Record: s, Reason: "写错人"})
	p := page(b, officer, id)
	if notice(p) != nil || p.Case.Person.Identity != "" || p.Can["record.back/"+s] == nil {
		t.Errorf("%+v %q", notice(p), p.Case.Person.Identity)
	}
	told := 0
	for _, e := range p.Timeline {
		if e.Code == "record.back" {
			told++
		}
	}
	if told != 3 {
		t.Errorf("the story tells %d times that something was taken back", told)
	}
	m, err := b.Public().Case(id)
	if err != nil {
		t.Fatal(err)
	}
	if m.Records != nil || m.Hints != nil {
		t.Errorf("shown without a PIN: %+v", m.Records)
	}
}

// Ensure that the reason and the mode stand on the case and are cleared by nothing said.
func TestReason(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "回不了家"}}).ID
	say := func(d, m string) { b.Must(officer, &command.EditCase{Case: id, Distress: &d, Mode: &m}) }
	say("被骗", "联动救助")
	if k := page(b, officer, id).Case; k.Distress != "cheated" || k.Mode != "linked" {
		t.Errorf("%q %q", k.Distress, k.Mode)
	}
	m, err := b.Public().Case(id)
	if err != nil {
		t.Fatal(err)
	}
	if k := m.Case; k.Distress != "" || k.Mode != "" {
		t.Errorf("shown without a PIN: %q %q", k.Distress, k.Mode)
	}
	say("", "")
	if k := page(b, officer, id).Case; k.Distress != "" || k.Mode != "" {
		t.Errorf("%q %q", k.Distress, k.Mode)
	}
	wrong := "下雨"
	if e := b.Refuse(officer, rules.Invalid, &command.EditCase{Case: id, Distress: &wrong}); e.Field != "distress" {
		t.Errorf("%v", e)
	}
}

// Ensure that the first of two screenings that say the same is not taken back under the second:
// the identity that the second one says stays; and that a version that is stale is refused.
func TestScreenedTwice(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "不说话"}}).ID
	screen := func() string {
		return b.Must(officer, &command.AddRecord{Case: id, Kind: rules.RecordScreen, Checks: []string{"asked"}, Identity: "unknown"}).ID
	}
	first, second := screen(), screen()
	if e := b.Refuse(officer, rules.Precondition, &command.BackRecord{Record: first, Reason: "记重"}); e.Clause != "P7.2.25" {
		t.Error(e)
	}
	if p := page(b, officer, id); p.Case.Person.Identity != "unknown" || p.Can["record.back/"+first] == nil || p.Can["record.back/"+second] != nil {
		t.Errorf("%q %v", p.Case.Person.Identity, p.Can)
	}
	b.Refuse(officer, rules.Conflict, &command.BackRecord{Record: second, Version: 7, Reason: "记重"})
	b.Must(officer, &command.BackRecord{Record: second, Version: 1, Reason: "记重"})
	b.Must(officer, &command.BackRecord{Record: first, Reason: "记错"})
	if p := page(b, officer, id); p.Case.Person.Identity != "" {
		t.Errorf("%q", p.Case.Person.Identity)
	}
}
