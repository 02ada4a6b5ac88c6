package papers_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

const (
	officer = "何雨禾"
	second  = "周立冬"
	leader  = "沈岚"
	village = "柳村"
)

func ptr[T any](v T) *T { return &v }

func open(b *storetest.Book) string {
	b.T.Helper()
	return b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人躺着",
		Person: command.Person{Name: "罗望川", Sex: "男", Facts: rules.Facts{Age: ptr(70), Declines: ptr(true)}}}}).ID
}

func give(b *storetest.Book, id string) string {
	b.T.Helper()
	return b.Must(officer, &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 1, Case: id, Receiver: "罗望川"}).ID
}

func page(b *storetest.Book, id string) *view.Case {
	b.T.Helper()
	p, err := b.As(officer).Case(id)
	if err != nil {
		b.T.Fatal(err)
	}
	return p
}

func row(b *storetest.Book, key string) *view.DueRow {
	b.T.Helper()
	v, err := b.As(officer).Board()
	if err != nil {
		b.T.Fatal(err)
	}
	if i := slices.IndexFunc(v.Rows, func(r view.DueRow) bool { return r.Key == key }); i >= 0 {
		return &v.Rows[i]
	}
	return nil
}

// Ensure that a transfer printed at night is due at nine, then its seal, then nothing; and
// that case, board, list and journal tell the same.
func TestSealedNextWorkday(t *testing.T) {
	b := storetest.New(t)
	id := open(b)
	d := b.Must(officer, &command.PrintPaper{Kind: "人员交接单", Case: "1"}).ID
	if d != "D20261124-0001" {
		t.Error(d)
	}
	nine := time.Date(2026, 11, 24, 9, 0, 0, 0, rules.Zone)
	r := row(b, "paper/"+d)
	if r == nil || !r.Due.Equal(nine) || r.State != rules.Pending || r.On != "case/"+id || r.What.ZH != "人员交接单待签字" || !strings.Contains(r.Subject.ZH, "罗望川") {
		t.Fatalf("%+v", r)
	}
	b.Clock.Set(time.Date(2026, 11, 24, 8, 0, 0, 0, rules.Zone))
	if r = row(b, "paper/"+d); r.State != rules.Due {
		t.Error(r.State)
	}
	b.Clock.Set(nine.Add(time.Minute))
	if r = row(b, "paper/"+d); r.State != rules.Overdue {
		t.Error(r.State)
	}
	b.Refuse(officer, rules.Precondition, &command.MarkPaper{Paper: "1", Step: "已盖章"})
	b.Refuse(officer, rules.Invalid, &command.MarkPaper{Paper: d, Step: rules.PaperPrinted})
	b.Refuse(officer, rules.Invalid, &command.MarkPaper{Paper: d, Step: rules.PaperSigned, At: ptr(nine.Add(time.Hour))})
	b.Must(officer, &command.MarkPaper{Paper: d, Step: "已签字", At: ptr(storetest.Start.Add(time.Hour))})
	if r = row(b, "paper/"+d); r.What.ZH != "人员交接单待盖章" || r.State != rules.Overdue { // signed at three, due at nine
		t.Errorf("%+v", r)
	}
	b.Must(second, &command.MarkPaper{Paper: "0001", Step: rules.PaperSealed})
	if r = row(b, "paper/"+d); r != nil {
		t.Errorf("%+v", r)
	}
	b.Must(second, &command.MarkPaper{Paper: d, Step: rules.PaperScanned})
	p := page(b, id)
	if len(p.Papers) != 1 || p.Papers[0].Copies != 2 || p.Papers[0].State().ZH != "已打印、已签字、已盖章、已回传" {
		t.Errorf("%+v", p.Papers)
	}
	var told []string
	for _, e := range p.Timeline {
		if e.Ref == d {
			told = append(told, e.By+e.What.ZH)
		}
	}
	if want := []string{"何雨禾人员交接单 已打印", "何雨禾人员交接单 已签字", "周立冬人员交接单 已盖章", "周立冬人员交接单 已回传"}; !slices.Equal(told, want) {
		t.Errorf("%q", told)
	}
	if all, err := b.As(second).Papers(true, 0); err != nil || len(all) != 1 || all[0].Due != nil {
		t.Errorf("%+v %v", all, err)
	}
	if owed, err := b.As(second).Papers(false, 0); err != nil || len(owed) != 0 {
		t.Errorf("%+v %v", owed, err)
	}
}

// Ensure that a second print takes the place of one that nobody signed, never of a signed one.
func TestPrintedAnew(t *testing.T) {
	b := storetest.New(t)
	id := open(b)
	first := b.Must(officer, &command.PrintPaper{Kind: rules.PaperIntake, Case: id}).ID
	other := b.Must(officer, &command.PrintPaper{Kind: rules.PaperRefusal, Case: id}).ID
	res := b.Must(officer, &command.PrintPaper{Kind: rules.PaperIntake, Case: id})
	if !slices.Equal(res.More, []string{first}) {
		t.Errorf("%+v", res)
	}
	b.Must(officer, &command.MarkPaper{Paper: res.ID, Step: rules.PaperSigned})
	if again := b.Must(officer, &command.PrintPaper{Kind: rules.PaperIntake, Case: id}); again.More != nil {
		t.Errorf("a signed paper was replaced: %+v", again)
	}
	p := page(b, id)
	if p.Papers[0].Instead != res.ID || p.Papers[1].ID != other || p.Papers[1].Void() || p.Papers[2].Void() {
		t.Errorf("%+v", p.Papers)
	}
	if e := p.Can["paper.mark/"+first+"/signed"]; e == nil || !strings.Contains(e.Text.ZH, res.ID) {
		t.Errorf("%v", e)
	}
	if p.Can["paper.void/"+other] != nil || p.Can["paper.mark/"+other+"/signed"] != nil || p.Can["paper.mark/"+other+"/sealed"] == nil {
		t.Error("Can differs from the verbs")
	}
	b.Must(officer, &command.VoidPaper{Paper: other, Reason: "写错名字"})
	b.Refuse(officer, rules.Precondition, &command.VoidPaper{Paper: other, Reason: "又"})
	b.Refuse(officer, rules.Invalid, &command.VoidPaper{Paper: other})
	b.Refuse(officer, rules.NotFound, &command.VoidPaper{Paper: "D20261124-0099", Reason: "x"})
	if row(b, "paper/"+other) != nil {
		t.Error("a void paper is due")
	}
}

// Ensure that a paper that was never written gives the one it replaced back.
func TestUnwritten(t *testing.T) {
	b := storetest.New(t)
	id := open(b)
	printing := &command.PrintPaper{Kind: rules.PaperTransfer, Case: id}
	first := b.Must(officer, printing).ID
	next := b.Must(officer, printing).ID
	if res := b.Must(officer, &command.VoidPaper{Paper: next, Reason: "没有写成", Unwritten: true}); !slices.Equal(res.More, []string{first}) {
		t.Errorf("%+v", res)
	}
	p := page(b, id)
	if p.Papers[0].Void() || p.Papers[0].Instead != "" || p.Papers[0].VoidBy != "" || !p.Papers[1].Void() || row(b, "paper/"+first) == nil {
		t.Errorf("%+v", p.Papers)
	}
	b.Must(officer, &command.MarkPaper{Paper: first, Step: rules.PaperSigned})
	b.Refuse(officer, rules.Precondition, &command.VoidPaper{Paper: first, Reason: "没有写成", Unwritten: true})
	b.Must(officer, printing)
	next = b.Must(officer, printing).ID
	b.Must(officer, &command.VoidPaper{Paper: next, Reason: "写错名字"}) // it was written: both lie there
	if p = page(b, id); !p.Papers[2].Void() || p.Papers[2].Instead != next {
		t.Errorf("%+v", p.Papers)
	}
}

// Ensure that each step of a paper is an event with the number of its own entry, and that
// none stands before the print.
func TestPaperEvents(t *testing.T) {
	b := storetest.New(t)
	id := open(b)
	b.Clock.Add(30 * time.Second)
	d := b.Must(officer, &command.PrintPaper{Kind: rules.PaperTransfer, Case: id}).ID
	at := b.Clock.Now().Truncate(time.Minute)
	b.Must(officer, &command.MarkPaper{Paper: d, Step: rules.PaperSigned, At: &at})
	b.Must(officer, &command.MarkPaper{Paper: d, Step: rules.PaperSealed, At: &at})
	b.Must(officer, &command.VoidPaper{Paper: d, Reason: "写错名字"})
	var codes []string
	var seqs []uint64
	for _, e := range page(b, id).Timeline {
		if e.Ref == d {
			codes, seqs = append(codes, e.What.ZH), append(seqs, e.Seq)
		}
	}
	if want := []string{"人员交接单 已打印", "人员交接单 已签字", "人员交接单 已盖章", "人员交接单 已作废: 写错名字"}; !slices.Equal(codes, want) {
		t.Errorf("%q", codes)
	}
	if !slices.IsSorted(seqs) || len(slices.Compact(seqs)) != 4 {
		t.Errorf("%v", seqs)
	}
}

// Ensure that a form that both sides signed is the written transfer of a person whom an
// agency has accepted, until the form is void.
func TestWrittenTransfer(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.PutAgency{Name: "县救助管理站", Role: rules.AgencyReliefStation, Phones: []string{"0419-8220015"}})
	id := b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "有人躺着",
		Person: command.Person{Name: "罗望山", Facts: rules.Facts{Groups: []string{"elderly"}, Found: ptr(true)}}}}).ID
	sign := func() string {
		d := b.Must(officer, &command.PrintPaper{Kind: rules.PaperTransfer, Case: id}).ID
		b.Must(officer, &command.MarkPaper{Paper: d, Step: rules.PaperSigned})
		return d
	}
	written := func() rules.Act {
		k := page(b, id).Case
		if a := k.DoneAct("written_handover"); a != nil {
			return *a
		}
		return rules.Act{}
	}
	sign()
	if a := written(); a.Ref != "" {
		t.Errorf("nobody has accepted the person: %+v", a)
	}
	ref := b.Must(officer, &command.SendReferral{Case: id, Agency: "县救助管理站"}).ID
	b.Must(officer, &command.AcceptReferral{Referral: ref, Who: "值班员"})
	d := sign()
	if a := written(); a.Ref != d || a.Note != "县救助管理站" || a.Seq == 0 {
		t.Errorf("%+v", a)
	}
	b.Must(officer, &command.MarkPaper{Paper: d, Step: rules.PaperSealed})
	b.Must(officer, &command.FinishReferral{Referral: ref, Outcome: "次日返乡"})
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeStation})
	for _, o := range page(b, id).Obligations {
		if o.State.Open() {
			b.Must(officer, &command.DoAct{Case: id, Act: o.Code})
		}
	}
	for _, p := range page(b, id).Papers {
		if p.Owes() == rules.PaperSealed {
			b.Must(officer, &command.MarkPaper{Paper: p.ID, Step: rules.PaperSealed})
		}
	}
	b.Must(officer, &command.CloseCase{Case: id})
	b.Refuse(officer, rules.Precondition, &command.VoidPaper{Paper: d, Reason: "签错人"})
	if page(b, id).Can["paper.void/"+d] == nil {
		t.Error("Can differs from the verb")
	}
	b.Must(officer, &command.StepBack{Case: id, Reason: "还没有完"})
	b.Must(officer, &command.VoidPaper{Paper: d, Reason: "签错人"})
	if a := written(); a.Ref != "" {
		t.Errorf("%+v", a)
	}
}

// Ensure that no goods are signed for twice, and that a slip keeps to the goods that it was
// printed for.
func TestSlips(t *testing.T) {
	b := storetest.New(t)
	id := open(b)
	slip := &command.PrintPaper{Kind: rules.PaperIssue, Case: id}
	b.Refuse(officer, rules.Precondition, slip)
	m1 := give(b, id)
	d1 := b.Must(officer, slip).ID
	m2 := give(b, id)
	if p, err := b.As(officer).Paper(d1); err != nil || len(p.Goods) != 1 || p.Goods[0].Move.ID != m1 {
		t.Errorf("%+v %v", p, err)
	}
	b.Must(officer, &command.MarkPaper{Paper: d1, Step: rules.PaperSigned})
	d2 := b.Must(officer, slip).ID
	if p, err := b.As(officer).Paper(d2); err != nil || len(p.Goods) != 1 || p.Goods[0].Move.ID != m2 {
		t.Errorf("%+v %v", p, err)
	}
	b.Must(officer, &command.MarkPaper{Paper: d2, Step: rules.PaperSigned})
	b.Refuse(officer, rules.Precondition, slip)
	b.Must(officer, &command.VoidPaper{Paper: d2, Reason: "签错人"})
	b.Must(officer, &command.ReverseMove{Move: m2, Reason: "没有拿走"})
	b.Refuse(officer, rules.Precondition, slip)
}

// Ensure that a handover is printed once both have signed, and that what is not signed or
// sealed rides on the next one.
func TestHandover(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	id := open(b)
	b.Must(officer, &command.PrintPaper{Kind: rules.PaperTransfer, Case: id})
	sheet := b.Must(officer, &command.DraftHandover{}).ID
	b.Refuse(officer, rules.Precondition, &command.PrintPaper{Kind: rules.PaperHandover, Handover: sheet})
	p, err := b.As(officer).Handover("")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(p.Live, func(l rules.Line) bool { return l.Key == "paper/open" })
	if i < 0 || !p.Live[i].Quiet || p.Live[i].Detail[0].ZH != "1124-0001 人员交接单 1124-0001: 待签字" || p.Can["paper.print/handover"] == nil {
		t.Fatalf("%+v", p.Live)
	}
	if d, err := b.As(officer).DraftPaper(rules.PaperHandover, ""); err != nil || d.Handover.Handover.ID != sheet {
		t.Errorf("%+v %v", d, err)
	}
	for _, l := range p.Live {
		if !l.Quiet {
			b.Must(officer, &command.WriteWord{Key: l.Key, Word: "照办"})
		}
	}
	b.Must(officer, &command.PresentHandover{Incoming: second, Leader: leader, PIN: storetest.PIN})
	if p, err = b.As(second).Handover(""); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, l := range p.Live {
		keys = append(keys, l.Key)
	}
	b.Must(second, &command.AcceptLine{Keys: keys})
	b.Must(second, &command.AcceptHandover{Mark: p.Mark, ReadBack: "已复述", PIN: storetest.PIN})
	d := b.Must(second, &command.PrintPaper{Kind: rules.PaperHandover, Handover: sheet}).ID
	if r := row(b, "paper/"+d); r == nil || r.On != "handover/"+sheet || r.Subject.ZH != sheet {
		t.Errorf("%+v", r)
	}
	if p, err = b.As(second).Handover(sheet); err != nil || len(p.Papers) != 1 || p.Can["paper.print/handover"] != nil || p.Can["paper.mark/"+d+"/signed"] != nil {
		t.Errorf("%+v %v", p, err)
	}
	b.Must(second, &command.MarkPaper{Paper: d, Step: rules.PaperSigned})
	if row(b, "paper/"+d) != nil {
		t.Error("a handover sheet waits for a seal")
	}
}

// Ensure that a paper is for those alone who may see persons: it covers nothing.
func TestHidden(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.Import{Officers: []rules.Officer{{Name: village, Roles: []rules.Role{rules.RoleVillage}, Village: "河湾村"}}, PINs: map[string]string{village: storetest.PIN}})
	id := open(b)
	d := b.Must(officer, &command.PrintPaper{Kind: rules.PaperRefusal, Case: id}).ID
	for name, desk := range map[string]interface {
		DraftPaper(rules.PaperKind, string) (*view.Printing, error)
		Paper(string) (*view.Printing, error)
		Papers(bool, int) ([]view.PaperRow, error)
		Case(string) (*view.Case, error)
		Board() (*view.Board, error)
	}{"nobody": b.Public(), "a village contact": b.As(village)} {
		_, e1 := desk.DraftPaper(rules.PaperIntake, id)
		_, e2 := desk.Paper(d)
		_, e3 := desk.Papers(true, 0)
		for _, err := range []error{e1, e2, e3} {
			if rules.KindOf(err) != rules.Denied || err == nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		p, err := desk.Case(id)
		if name == "a village contact" {
			if rules.KindOf(err) != rules.Denied {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || len(p.Papers) != 0 {
			t.Errorf("%s: %+v %v", name, p.Papers, err)
		}
		for k, e := range p.Can {
			if strings.HasPrefix(k, "paper.") && (e == nil || e.Kind != rules.Denied) {
				t.Errorf("%s: %s: %v", name, k, e)
			}
		}
		for _, e := range p.Timeline {
			if strings.HasPrefix(e.Code, "paper.") {
				t.Errorf("%s: %+v", name, e)
			}
		}
		v, err := desk.Board()
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range v.Rows {
			if r.Key == "paper/"+d && (strings.Contains(r.What.ZH, "拒绝") || strings.Contains(r.Subject.ZH, "罗望川")) {
				t.Errorf("%s: %+v", name, r)
			}
		}
	}
	if _, err := b.As("白露生").DraftPaper(rules.PaperIntake, id); err != nil { // an auditor reads everything
		t.Error(err)
	}
	b.Refuse("白露生", rules.Denied, &command.PrintPaper{Kind: rules.PaperIntake, Case: id})
	b.Refuse(officer, rules.Invalid, &command.PrintPaper{Kind: "nonsense", Case: id})
	b.Refuse(officer, rules.Invalid, &command.PrintPaper{Kind: rules.PaperIntake, Handover: "H1"})
	b.Refuse(officer, rules.NotFound, &command.PrintPaper{Kind: rules.PaperHandover, Handover: "H20261124-09"})
}
