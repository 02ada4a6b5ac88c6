package cases_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/store/storetest"
)

const (
	officer = "何雨禾"
	second  = "周立冬"
	leader  = "沈岚"
)

func ptr[T any](v T) *T { return &v }

// open opens a case at the culvert with what the test knows of the person.
func open(b *storetest.Book, p command.Person) string {
	b.T.Helper()
	return b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人躺着", Person: p}}).ID
}

// grave is somebody for whom 120, the leader and much else is due.
var grave = command.Person{Sex: "男", Looks: "蓝棉袄", Facts: rules.Facts{Age: ptr(70), Confused: ptr(true), Groups: []string{"elderly"}}}

func page(b *storetest.Book, id string) *view.Case {
	b.T.Helper()
	p, err := b.As(officer).Case(id)
	if err != nil {
		b.T.Fatalf("page %s: %v", id, err)
	}
	return p
}

func owed(t testing.TB, p *view.Case, code string) *rules.Obligation {
	t.Helper()
	for i := range p.Obligations {
		if p.Obligations[i].Code == code {
			return &p.Obligations[i]
		}
	}
	t.Fatalf("%s is not asked for; %d others are", code, len(p.Obligations))
	return nil
}

// settleAll does what stands in the way of closing.
func settleAll(b *storetest.Book, id string) {
	b.T.Helper()
	for range 40 {
		p := page(b, id)
		n := 0
		for i := range p.Obligations {
			if o := &p.Obligations[i]; o.Must && o.State.Open() {
				n++
				b.Must(officer, &command.DoAct{Case: id, Act: o.Code})
				break
			}
		}
		if n == 0 {
			return
		}
	}
	b.T.Fatal("there is no end of it")
}

// closeCase ends a case the regular way.
func closeCase(b *storetest.Book, id string) {
	b.T.Helper()
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeLeft})
	settleAll(b, id)
	b.Must(officer, &command.CloseCase{Case: id})
}

// Ensure that a case comes to the book as it was told: numbered by day, on a place of the
// list, under the shift on duty, received by who opened it (P7.2.27).
func TestOpen(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	told := storetest.Start.Add(-5 * time.Minute)
	res := b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "shhd", Said: "一位老人", At: &told,
		Caller: rules.Caller{Name: "村民", Phone: "199 0000 0001"},
		Person: command.Person{Name: "买买提·艾力", IDNumber: "419901195203140015", Facts: rules.Facts{Confused: ptr(true)}}}})
	if res.ID != "C20261124-0001" {
		t.Fatalf("id %s", res.ID)
	}
	k := page(b, res.ID).Case
	me, _ := b.As(officer).Actor()
	if k.Place.Text != "三号涵洞" || k.Place.ID == "" || k.Receiver != me || k.OpenedBy != me || k.Shift == "" || k.State != rules.CaseOpen {
		t.Errorf("%+v", k)
	}
	if k.Person.Name != "买买提·艾力" || k.Person.Sex != "M" || k.Person.Birth != "1952-03-14" || *k.Facts.Age != 74 || k.Caller.Phone != "19900000001" {
		t.Errorf("person %+v caller %+v", k.Person, k.Caller)
	}
	if !k.OpenedAt.Equal(told) || !k.FactsAt["confused"].Equal(told) || k.Facts.Tri("case_opened") != rules.Yes || k.Facts.Tri("found") != rules.Unasked {
		t.Errorf("opened %v facts at %v", k.OpenedAt, k.FactsAt)
	}
	if next := open(b, command.Person{}); next != "C20261124-0002" {
		t.Errorf("next id %s", next)
	}
}

// Ensure that an unnamed person is a normal record, and rare characters survive the disk.
func TestNames(t *testing.T) {
	b := storetest.New(t)
	for _, name := range []string{"", "𮯰", "买买提·艾力", "欧阳\U0000E864"} {
		id := open(b, command.Person{Name: name, Looks: "蓝棉袄"})
		b.Reopen()
		p := page(b, id)
		if p.Case.Person.Name != name {
			t.Errorf("%q came back as %q", name, p.Case.Person.Name)
		}
		if name == "" && !strings.Contains(p.Subject.ZH, "无名氏") {
			t.Errorf("subject %q", p.Subject.ZH)
		}
	}
}

// Ensure that a place is taken from the list by its name or all of its initials, and that a
// part of a name, which may mean somewhere else, is kept as it was said.
func TestPlaces(t *testing.T) {
	b := storetest.New(t)
	for said, want := range map[string]string{"三号涵洞": "三号涵洞", "SHHD": "三号涵洞", "qczqd": "汽车站桥洞", "汽车站": "", "桥洞": "", "qcz": "",
		"村口大槐树下": "", "镇": "", "洞": "", "涵": ""} {
		id := b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: said, Said: "x"}}).ID
		at := page(b, id).Case.Place
		if want == "" && (at.ID != "" || at.Text != said) || want != "" && (at.ID == "" || at.Text != want) {
			t.Errorf("%s became %+v", said, at)
		}
	}
}

// Ensure that the same request twice is one case: a second Enter.
func TestSecondEnter(t *testing.T) {
	b := storetest.New(t)
	form := &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人躺着"}}
	request := store.NewRequest()
	one, err := b.As(officer).Do(request, form)
	if err != nil {
		t.Fatal(err)
	}
	two, err := b.As(officer).Do(request, form)
	if err != nil || two.ID != one.ID || two.Seq != one.Seq {
		t.Fatalf("%+v %+v %v", one, two, err)
	}
	if list, err := b.As(officer).Cases(true, 0); err != nil || len(list) != 1 {
		t.Fatalf("%d cases, %v", len(list), err)
	}
}

// Ensure that bad input of the issue is refused and nothing is written.
func TestBadInput(t *testing.T) {
	b := storetest.New(t)
	in := func(f func(*command.Intake)) *command.OpenCase {
		c := &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "x"}}
		f(&c.Intake)
		return c
	}
	before := b.Seq()
	for field, cmd := range map[string]command.Command{
		"place":         &command.OpenCase{},
		"person.id":     in(func(i *command.Intake) { i.Person.IDNumber = "419901195203140016" }),
		"caller.phone":  in(func(i *command.Intake) { i.Caller.Phone = "call me" }),
		"person.groups": in(func(i *command.Intake) { i.Person.Groups = []string{"rich"} }),
	} {
		if e := b.Refuse(officer, rules.Invalid, cmd); e.Field != field {
			t.Errorf("field %s, want %s: %v", e.Field, field, e)
		}
	}
	b.Refuse(officer, rules.Invalid, in(func(i *command.Intake) { i.Person.IDNumber = "419901202701010019" }))
	b.Refuse("白露生", rules.Denied, in(func(*command.Intake) {}))
	b.Refuse("苗谷雨", rules.Denied, in(func(*command.Intake) {}))
	if b.Seq() != before {
		t.Error("a refused command reached the journal")
	}
}

// Ensure that a case is found by the tail people call it by, and by nothing that several
// or none would answer to.
func TestFind(t *testing.T) {
	b := storetest.New(t)
	first := open(b, command.Person{})
	b.Clock.Add(24 * time.Hour)
	next := open(b, command.Person{})
	for said, want := range map[string]string{first: first, strings.ToLower(first): first, "1124-0001": first, "1124-1": first,
		"２６１１２５－０００１": next, "1125-1": next, "C1125-0001": next} {
		p, err := b.As(officer).Case(said)
		switch {
		case want == "" && rules.KindOf(err) != rules.NotFound:
			t.Errorf("%s: %v", said, err)
		case want != "" && (err != nil || p.Case.ID != want):
			t.Errorf("%s: %v", said, err)
		}
	}
	_, err := b.As(officer).Case("1")
	if e := rules.AsError(err); e.Kind != rules.Invalid || !strings.Contains(e.Text.ZH, first) || !strings.Contains(e.Text.ZH, next) {
		t.Errorf("two of them: %v", err)
	}
	closeCase(b, next)
	if p, err := b.As(officer).Case("1"); err != nil || p.Case.ID != first {
		t.Errorf("the open one: %v", err)
	}
	closeCase(b, first)
	if _, err := b.As(officer).Case("1"); rules.KindOf(err) != rules.Invalid {
		t.Errorf("two closed ones: %v", err)
	}
	for _, said := range []string{"9", "", "C", "-", "abc", "1124-", "000000000000001"} {
		if _, err := b.As(officer).Case(said); rules.KindOf(err) != rules.NotFound {
			t.Errorf("%q: %v", said, err)
		}
		if said != "" {
			b.Refuse(officer, rules.NotFound, &command.AddNote{Case: said, Text: "x"})
		}
	}
}

func jsonOf(t testing.TB, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
