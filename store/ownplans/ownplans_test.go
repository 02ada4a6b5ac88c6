package ownplans_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store"
	"dutydesk/store/storetest"
)

const lead = "沈岚"

func file(b *storetest.Book, id string) string {
	return filepath.Join(b.Dir, store.PlansDir, id+".yaml")
}

func read(t *testing.T, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func book(t *testing.T) *storetest.Book {
	t.Helper()
	b := storetest.New(t)
	b.Must(lead, &command.CopyPlan{From: "p7", Title: "北渡镇暖冬行动"})
	return b
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func edit(t *testing.T, b *storetest.Book, edits ...rules.PlanEdit) *command.EditPlan {
	t.Helper()
	p, err := b.As(lead).OwnPlan("X1")
	if err != nil {
		t.Fatal(err)
	}
	return &command.EditPlan{Plan: "X1", Version: p.Version, Edits: edits}
}

// A copy is a plan like any other: it is adopted, asks, and stands in its file.
func TestCopyAndChange(t *testing.T) {
	b := book(t)
	b.Must(lead, edit(t, b, rules.PlanEdit{Do: "set", Name: "window.first", Value: "11月20日"}, rules.PlanEdit{Do: "set", Name: "window.last", Value: "12-31"},
		rules.PlanEdit{Do: "deadline", Value: "12-10", ZH: "报送暖冬情况"}))
	b.Must(lead, &command.AdoptPlan{Plan: "X1"})
	p, err := b.As(lead).OwnPlan("X1")
	if err != nil {
		t.Fatal(err)
	}
	if p.First != "11-20" || p.Last != "12-31" || !p.Adopted || len(p.Deadlines) != 1 || p.Deadlines[0].Clauses[0] != "X1.2" {
		t.Errorf("%+v", p)
	}
	if p.Text != read(t, file(b, "X1")) || p.Hash != rules.HashText(p.Text) {
		t.Error("the file is not what the book has")
	}
	cal, err := b.As(lead).Calendar("2026-12-01", "2026-12-31", "")
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, r := range cal.Rows {
		found = found || r.Plan == "X1" && r.Text.ZH == "报送暖冬情况" && r.Due == "2026-12-10"
	}
	if !found {
		t.Error("the duty is not on the calendar")
	}
}

// While it is adopted, a plan is changed after its effect was seen alone.
func TestChangeInForce(t *testing.T) {
	b := book(t)
	for _, r := range must(b.As(lead).Plans()) { // alone: the plan that it was copied from asks for the same
		for _, o := range r.Operations {
			b.Must(lead, &command.EndPlan{Operation: o.ID, Withdraw: true, Reason: "改用本镇方案"})
		}
	}
	b.Must(lead, &command.AdoptPlan{Plan: "X1", From: "2026-11-01", To: "2026-12-31"})
	res := b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "桥洞", Said: "有人躺着", Person: command.Person{Facts: rules.Facts{Found: new(true), FoundBy: "village"}}}})
	c := edit(t, b, rules.PlanEdit{Do: "off", Name: "obligations/contact_social_affairs", Reason: "没有设备"})
	if e := b.Refuse(lead, rules.Precondition, c); e.Field != "confirmed" {
		t.Error(e)
	}
	seen, err := b.As(lead).PlanChange(c)
	if err != nil {
		t.Fatal(err)
	}
	if len(seen.Cases) != 1 || seen.Cases[0].Case != res.ID || len(seen.Cases[0].Vanish) != 1 || seen.Cases[0].Vanish[0].Code != "contact_social_affairs" {
		t.Errorf("%+v", seen.Cases)
	}
	c.Confirmed = true
	b.Must(lead, c)
	page, err := b.As(lead).Case(res.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range page.Obligations {
		if o.Code == "contact_social_affairs" {
			t.Error("it is still asked for")
		}
	}
	b.Refuse(lead, rules.Precondition, &command.StrikePlan{Plan: "X1", Reason: "不用了"})
	b.Must(lead, &command.RevertPlan{Plan: "X1", Reason: "还要记", Confirmed: true})
	if strings.Contains(read(t, file(b, "X1")), "turned_off") {
		t.Error("the change was not taken back")
	}
}

func TestRefusals(t *testing.T) {
	b := book(t)
	b.Refuse("何雨禾", rules.Denied, &command.CopyPlan{From: "P7", Title: "二"})
	b.Refuse(lead, rules.NotFound, &command.CopyPlan{From: "P0", Title: "二"})
	b.Refuse(lead, rules.Invalid, &command.CopyPlan{From: "P7"})
	stale := edit(t, b, rules.PlanEdit{Do: "set", Name: "title", Value: "一"})
	b.Must(lead, edit(t, b, rules.PlanEdit{Do: "set", Name: "title", Value: "二"}))
	b.Refuse(lead, rules.Conflict, stale)
	if e := b.Refuse(lead, rules.Invalid, edit(t, b, rules.PlanEdit{Do: "set", Name: "window.first", Value: "02-30"})); e.Field != "edits[0].value" {
		t.Error(e)
	}
	// A first day far before the last one makes a window that no winter has: the check says where.
	if e := b.Refuse(lead, rules.Invalid, edit(t, b, rules.PlanEdit{Do: "set", Name: "window.first", Value: "05-01"})); !strings.Contains(e.Text.ZH, "行") {
		t.Error(e)
	}
	b.Refuse(lead, rules.Invalid, &command.ImportPlan{Text: read(t, file(b, "X1"))})
	b.Refuse(lead, rules.Invalid, &command.ImportPlan{Text: "id: P1\n"})
	b.Refuse(lead, rules.NotFound, &command.StrikePlan{Plan: "X7", Reason: "没有"})
	b.Must(lead, &command.StrikePlan{Plan: "X1", Reason: "不用了"})
	b.Refuse(lead, rules.Precondition, &command.RevertPlan{Plan: "X1", Reason: "再改"})
	if _, err := os.Stat(file(b, "X1")); err == nil {
		t.Error("the file of a plan that was taken off stays")
	}
	if res := b.Must(lead, &command.CopyPlan{From: "P7", Title: "三"}); res.ID != "X2" {
		t.Errorf("an id was given twice: %s", res.ID)
	}
}

// An acknowledgement is of the words as they were read.
func TestAcknowledge(t *testing.T) {
	b := storetest.New(t)
	b.Must(lead, &command.CopyPlan{From: "P1", Title: "北渡镇救助"})
	who := "何雨禾"
	b.Refuse(who, rules.Precondition, &command.AckNotice{Plan: "X1", Notice: "discipline"}) // empty as shipped
	b.Must(lead, edit(t, b, rules.PlanEdit{Do: "notice", Name: "discipline", ZH: "由县里印发的内容"}))
	b.Must(who, &command.AckNotice{Plan: "X1", Notice: "六必须六不得"})
	b.Refuse(who, rules.Precondition, &command.AckNotice{Plan: "X1", Notice: "discipline"})
	p, err := b.As(who).OwnPlan("X1")
	if err != nil || len(p.Notices) != 1 || !p.Notices[0].Mine || p.Notices[0].Read[0].Name != who || p.Notices[0].Clauses[0] != "P1.3.10" {
		t.Fatalf("%v %+v", err, p.Notices)
	}
	b.Must(lead, edit(t, b, rules.PlanEdit{Do: "notice", Name: "discipline", ZH: "改过的内容"}))
	b.Must(who, &command.AckNotice{Plan: "X1", Notice: "discipline"})
	if _, err := b.Public().OwnPlan("X1"); err != nil {
		t.Error(err)
	}
	if p, _ := b.Public().OwnPlan("X1"); len(p.Notices[0].Read) != 0 {
		t.Error("who acknowledged is told to nobody's eyes")
	}
}

// A file that was broken by hand is told with its place, the record stands, and it is kept
// beside when the book writes its own.
func TestBrokenFile(t *testing.T) {
	b := book(t)
	was := read(t, file(b, "X1"))
	broken := strings.Replace(was, "level: town", "levle: town", 1)
	if err := os.WriteFile(file(b, "X1"), []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Reopen()
	rows, err := b.As(lead).Plans()
	if err != nil {
		t.Fatal(err)
	}
	r := rows[len(rows)-1]
	if r.Plan != "X1" || r.Left || len(r.Faults) == 0 || r.Faults[0].Line == 0 || r.Faults[0].Column == 0 || r.Faults[0].File != "plans/X1.yaml" {
		t.Errorf("%+v", r)
	}
	board, err := b.As(lead).Board()
	if err != nil || board.PlanFault == nil || board.PlanFault.Plan != "X1" {
		t.Errorf("%v %+v", err, board.PlanFault)
	}
	if _, err := b.As(lead).ExportPlan("X1"); err != nil {
		t.Fatal(err)
	}
	if read(t, file(b, "X1")) != was || read(t, file(b, "X1")+".old") != broken {
		t.Error("the files are not as they were")
	}
	// Changed soundly, it is said to differ until it is taken.
	sound := strings.Replace(was, "zh: 北渡镇暖冬行动", "zh: 手改的名称", 1)
	os.WriteFile(file(b, "X1"), []byte(sound), 0o600)
	rows, _ = b.As(lead).Plans()
	if r := rows[len(rows)-1]; len(r.Faults) != 1 || r.Title.ZH != "北渡镇暖冬行动" {
		t.Errorf("%+v", r)
	}
	p, _ := b.As(lead).OwnPlan("X1")
	b.Must(lead, &command.ImportPlan{Text: sound, Version: p.Version})
	rows, _ = b.As(lead).Plans()
	if r := rows[len(rows)-1]; len(r.Faults) != 0 || r.Title.ZH != "手改的名称" {
		t.Errorf("%+v", r)
	}
	os.Remove(file(b, "X1"))
	b.Reopen()
	if read(t, file(b, "X1")) != sound {
		t.Error("a file that is missing is not written anew")
	}
}

// Two desks in one process do not mix.
func TestTwoDesks(t *testing.T) {
	one, other := book(t), storetest.New(t)
	if _, err := other.As(lead).Plan("X1"); rules.KindOf(err) != rules.NotFound {
		t.Error(err)
	}
	if _, err := one.As(lead).Plan("X1"); err != nil {
		t.Error(err)
	}
	if a := string(other.As(lead).AskPlans([]byte(`{"plan":"X1","op":"window"}`))); !strings.Contains(a, "error") {
		t.Error(a)
	}
	if a := string(one.As(lead).AskPlans([]byte(`{"plan":"X1","op":"window","season_start_year":2026}`))); !strings.Contains(a, "2026-01-16") {
		t.Error(a)
	}
}

// Ensure that two who take the same change back do not bring it back, and that a plan that was
// changed since is not taken off.
func TestRevertedTwice(t *testing.T) {
	b := storetest.New(t)
	b.Must(lead, &command.CopyPlan{From: "P1", Title: "北渡镇方案"})
	p, err := b.As(lead).OwnPlan("X1")
	if err != nil {
		t.Fatal(err)
	}
	wrong := b.Must(lead, &command.EditPlan{Plan: "X1", Version: p.Version, Edits: []rules.PlanEdit{{Do: rules.EditSet, Name: "title", ZH: "错", Value: "错"}}})
	if wrong.Version != p.Version+1 {
		t.Errorf("the result says version %d", wrong.Version)
	}
	b.Must(lead, &command.RevertPlan{Plan: "X1", Version: wrong.Version, Reason: "错了"})
	e := b.Refuse("宋长宁", rules.Conflict, &command.RevertPlan{Plan: "X1", Version: wrong.Version, Reason: "错了"})
	if !strings.Contains(e.Text.In(text.ZH), lead) {
		t.Errorf("it names nobody: %v", e)
	}
	b.Refuse(lead, rules.Conflict, &command.StrikePlan{Plan: "X1", Version: wrong.Version, Reason: "不用了"})
	if p, err = b.As(lead).OwnPlan("X1"); err != nil || p.Title.ZH != "北渡镇方案" {
		t.Errorf("%v %v", p.Title, err)
	}
}
