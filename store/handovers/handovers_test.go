package handovers_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/store/kv"
	"dutydesk/store/kv/fault"
	"dutydesk/store/storetest"
)

func at(t *testing.T, s string) time.Time {
	t.Helper()
	v, err := time.ParseInLocation("2006-01-02 15:04", s, rules.Zone)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// night is a desk on which 何雨禾 has been on duty under 沈岚 since 08:00 and has taken a
// confused old man at the bridge, a burst pipe, an order and a note.
type night struct {
	*storetest.Book
	t                       *testing.T
	man, pipe, order, shift string
}

func newNight(t *testing.T) *night { t.Helper(); return nightOn(storetest.New(t), t) }

func nightOn(b *storetest.Book, t *testing.T) *night {
	t.Helper()
	n := &night{Book: b, t: t}
	yes, age := true, 70
	n.shift = b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"}).ID
	n.man = b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "桥洞躺着一位老人",
		Person: command.Person{Sex: "M", Facts: rules.Facts{Age: &age, Confused: &yes}}}}).ID
	b.Clock.Add(time.Minute)
	n.pipe = b.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Name: "罗小满"}, Said: "水管爆裂", PassTo: "供水站"}).ID
	n.order = b.Must("何雨禾", &command.GiveOrder{Leader: "沈岚", Text: "每小时看一次桥洞"}).ID
	b.Must("何雨禾", &command.AddNote{Text: "对讲机缺一块电池"})
	b.Clock.Set(at(t, "2026-11-24 07:45"))
	return n
}

func (n *night) page(name, id string) *view.Handover {
	n.t.Helper()
	p, err := n.As(name).Handover(id)
	if err != nil {
		n.t.Fatal(err)
	}
	return p
}

// words draws the handover up and writes a word on every line that needs one.
func (n *night) words() (id string) {
	n.t.Helper()
	id = n.Must("何雨禾", &command.DraftHandover{}).ID
	for _, l := range n.page("何雨禾", id).Live {
		if !l.Quiet && l.Word == "" {
			n.Must("何雨禾", &command.WriteWord{Handover: id, Key: l.Key, Word: "交代 " + l.Key})
		}
	}
	return id
}

func (n *night) present(incoming, leader string) (id string) {
	n.t.Helper()
	id = n.words()
	n.Must("何雨禾", &command.PresentHandover{Handover: id, Incoming: incoming, Leader: leader, PIN: storetest.PIN})
	return id
}

// answer accepts every presented line that is not quiet, one by one.
func (n *night) answer(name, id string) {
	n.t.Helper()
	for _, l := range n.page(name, id).Handover.Lines {
		if !l.Quiet {
			n.Must(name, &command.AcceptLine{Handover: id, Keys: []string{l.Key}})
		}
	}
}

func (n *night) accept(name, id string) *command.AcceptHandover {
	return &command.AcceptHandover{Handover: id, Mark: n.page(name, id).Mark, PIN: storetest.PIN, ReadBack: "人在桥洞, 等救护车"}
}

func keys(lines []rules.Line) (out []string) {
	for _, l := range lines {
		out = append(out, l.Key)
	}
	return out
}

func line(t *testing.T, lines []rules.Line, key string) rules.Line {
	t.Helper()
	i := slices.IndexFunc(lines, func(l rules.Line) bool { return l.Key == key })
	if i < 0 {
		t.Fatalf("no line %s in %v", key, keys(lines))
	}
	return lines[i]
}

func lastEntry(t *testing.T, b *storetest.Book) store.Entry {
	t.Helper()
	es, err := b.Journal(0, 1)
	if err != nil || len(es) != 1 {
		t.Fatal(es, err)
	}
	return es[0]
}

func TestTheWholeWay(t *testing.T) {
	n := newNight(t)
	id := n.Must("何雨禾", &command.DraftHandover{}).ID
	if id != "H20261124-01" {
		t.Errorf("id %s", id)
	}
	p := n.page("何雨禾", "")
	if p.Handover.ID != id || p.Handover.State != rules.HandoverDraft || p.Shift.ID != n.shift {
		t.Fatalf("the page shows %s %s of %s", p.Handover.ID, p.Handover.State, p.Shift.ID)
	}
	man := line(t, p.Live, "case/"+n.man)
	if man.Section != rules.SectionSevere || man.Quiet || !strings.Contains(man.Title.ZH, "汽车站桥洞") {
		t.Errorf("the man: %+v", man)
	}
	if p.Live[0].Key != man.Key {
		t.Errorf("what is severe comes first: %v", keys(p.Live))
	}
	due := line(t, p.Live, "due/"+n.man)
	if due.Section != rules.SectionAction || !due.Quiet || due.Due == nil || len(due.Detail) == 0 || !strings.Contains(due.Title.ZH, "何雨禾") {
		t.Errorf("what to do, with owner and time: %+v", due)
	}
	for _, key := range []string{"call/" + n.pipe, "order/" + n.order} {
		if l := line(t, p.Live, key); l.Section != rules.SectionAction || l.Quiet {
			t.Errorf("%+v", l)
		}
	}
	if l := line(t, p.Live, "stock/棉大衣"); l.Section != rules.SectionWhatIf || !l.Quiet || !strings.Contains(l.Detail[0].ZH, "4") {
		t.Errorf("4 coats, minimum 5: %+v", l)
	}
	if l := line(t, p.Live, "stock/方便面"); !strings.Contains(l.Detail[0].ZH, "2026-12-10") {
		t.Errorf("noodles that expire: %+v", l)
	}
	if l := line(t, p.Live, "ask/"+n.man); l.Section != rules.SectionWhatIf {
		t.Errorf("what nobody asked: %+v", l)
	}
	if c := p.Handover.Counts; c.Calls != 1 || c.Opened != 1 || c.Open != 1 || c.Settled != 0 {
		t.Errorf("counts %+v", c)
	}
	if p.Can["handover.word"] != nil || p.Can["handover.present"] == nil || p.Can["handover.accept"] == nil || p.Can["handover.draft"] != nil {
		t.Errorf("can %v", p.Can)
	}

	n.words()
	if e := n.page("何雨禾", id).Can["handover.present"]; e != nil {
		t.Fatalf("with every word: %v", e)
	}
	n.Clock.Set(at(t, "2026-11-24 07:52"))
	n.Must("何雨禾", &command.PresentHandover{Incoming: "周立冬", Leader: "宋长宁", PIN: storetest.PIN})
	p = n.page("周立冬", "")
	if g := p.Handover.Given; g == nil || g.Name != "何雨禾" || !g.At.Equal(at(t, "2026-11-24 07:52")) || p.Names[p.Handover.Incoming] != "周立冬" || p.Names[p.Handover.Leader] != "宋长宁" {
		t.Errorf("given %+v, names %v", p.Handover.Given, p.Names)
	}
	if p.Can["handover.line"] != nil || p.Can["handover.return"] != nil || p.Can["handover.accept"] == nil || len(p.Changes) != 0 {
		t.Errorf("can %v, changes %v", p.Can, p.Changes)
	}
	n.answer("周立冬", id)
	n.Clock.Set(at(t, "2026-11-24 08:01"))
	before, err := n.Verify(nil)
	if err != nil {
		t.Fatal(err)
	}
	res := n.Must("周立冬", n.accept("周立冬", id))
	if res.ID != id || !slices.Equal(res.More, []string{"S20261124-0800"}) {
		t.Errorf("result %+v", res)
	}
	if e := lastEntry(t, n.Book); e.Record != id || e.Code != "handover.accept" {
		t.Errorf("journal %+v", e)
	}

	p = n.page("白露生", id)
	h := p.Handover
	if h.State != rules.HandoverAccepted || h.Taken == nil || h.Taken.Name != "周立冬" || h.ReadBack == "" || h.Given.Name != "何雨禾" {
		t.Errorf("record %+v", h)
	}
	for _, l := range h.Lines {
		if l.Accepted == nil || !l.Quiet && l.Word == "" && !l.Late { // a report became late since
			t.Errorf("line %+v", l)
		}
	}
	if h.Head == nil || h.Head.Size != int64(before.Entries) || h.Head.Root != before.Head.Root || h.Head.Sig == "" {
		t.Errorf("head %+v, the tree before was %+v", h.Head, before.Head)
	}
	if s := p.Shift; s.State != rules.ShiftClosed || s.Handover != id || !s.ClosedAt.Equal(at(t, "2026-11-24 08:01")) {
		t.Errorf("old shift %+v", s)
	}
	d, err := n.As("周立冬").Duty()
	if err != nil {
		t.Fatal(err)
	}
	if d.Shift.ID != "S20261124-0800" || d.Main != "周立冬" || d.Leader != "宋长宁" || d.Late ||
		!d.Shift.Start.Equal(at(t, "2026-11-24 08:00")) || !d.Shift.End.Equal(at(t, "2026-11-25 08:00")) {
		t.Errorf("duty %+v %+v", d, d.Shift)
	}
	if p := n.page("周立冬", ""); p.Handover.ID != id || p.Can["handover.draft"] != nil {
		t.Errorf("with nothing open, the newest is shown and a new one may be drafted: %s %v", p.Handover.ID, p.Can["handover.draft"])
	}
	if e := n.Refuse("周立冬", rules.Precondition, &command.TakeShift{Leader: "宋长宁"}); !strings.Contains(e.Text.ZH, "周立冬") {
		t.Errorf("taking a desk that is held: %v", e)
	}
}

func TestMissingWord(t *testing.T) {
	n := newNight(t)
	id := n.Must("何雨禾", &command.DraftHandover{}).ID
	n.Must("何雨禾", &command.WriteWord{Handover: id, Key: "case/" + n.man, Word: "盯着"})
	give := &command.PresentHandover{Handover: id, Incoming: "周立冬", Leader: "沈岚", PIN: storetest.PIN}
	e := n.Refuse("何雨禾", rules.Precondition, give)
	if e.Field != "word" || !strings.Contains(e.Text.ZH, "2 项") || !strings.Contains(e.Text.ZH, "罗小满") || !strings.Contains(e.Text.ZH, "补签") {
		t.Errorf("%v", e)
	}
	n.words()
	call := n.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Name: "苗谷雨"}, Said: "又一件"}).ID
	if e := n.Refuse("何雨禾", rules.Precondition, give); !strings.Contains(e.Text.ZH, "苗谷雨") {
		t.Errorf("what came after the draft needs a word too: %v", e)
	}
	n.Must("何雨禾", &command.WriteWord{Key: "call/" + call, Word: "已回电"})
	n.Must("何雨禾", give)
	n.Refuse("何雨禾", rules.Precondition, &command.WriteWord{Key: "call/" + call, Word: "改"})
	n.Refuse("何雨禾", rules.Precondition, &command.DraftHandover{})
}

func TestWrongHands(t *testing.T) {
	n := newNight(t)
	n.Refuse("周立冬", rules.Denied, &command.DraftHandover{})
	n.Refuse("宋长宁", rules.Denied, &command.DraftHandover{}) // a leader, but not of this shift, nor is it late
	n.Refuse("苗谷雨", rules.Denied, &command.DraftHandover{})
	id := n.words()
	n.Refuse("周立冬", rules.Denied, &command.WriteWord{Handover: id, Key: "case/" + n.man, Word: "x"})
	n.Refuse("何雨禾", rules.NotFound, &command.WriteWord{Handover: id, Key: "case/C20261124-9999", Word: "x"})
	n.Refuse("何雨禾", rules.NotFound, &command.PresentHandover{Handover: id, Incoming: "无此人", Leader: "沈岚", PIN: storetest.PIN})
	n.Refuse("何雨禾", rules.Denied, &command.PresentHandover{Handover: id, Incoming: "周立冬", Leader: "何雨禾", PIN: storetest.PIN})
	n.Refuse("何雨禾", rules.Denied, &command.PresentHandover{Handover: id, Incoming: "苗谷雨", Leader: "沈岚", PIN: storetest.PIN})
	if e := n.Refuse("何雨禾", rules.Denied, &command.PresentHandover{Handover: id, Incoming: "周立冬", Leader: "沈岚", PIN: "111111"}); e.Field != "pin" {
		t.Errorf("%v", e)
	}
	n.Refuse("周立冬", rules.Precondition, &command.AcceptLine{Handover: id, Keys: []string{"case/" + n.man}})
	n.present("周立冬", "沈岚")
	for _, who := range []string{"何雨禾", "宋长宁"} {
		if e := n.Refuse(who, rules.Denied, &command.AcceptLine{Handover: id, Keys: []string{"case/" + n.man}}); !strings.Contains(e.Text.ZH, "周立冬") {
			t.Errorf("%v", e)
		}
		n.Refuse(who, rules.Denied, n.accept(who, id))
	}
	n.Refuse("田望舒", rules.Denied, &command.ReturnHandover{Handover: id, Reason: "x"})
	n.answer("周立冬", id)
	wrong := n.accept("周立冬", id)
	wrong.PIN = "111111"
	if e := n.Refuse("周立冬", rules.Denied, wrong); e.Field != "pin" {
		t.Errorf("%v", e)
	}
	if p := n.page("周立冬", id); p.Handover.State != rules.HandoverPresented || p.Handover.Taken != nil || p.Shift.State != rules.ShiftActive {
		t.Errorf("half signed: %+v", p.Handover)
	}
	full := n.accept("周立冬", id)
	full.PIN = "２４６８１０"
	n.Must("周立冬", full)
}

func TestEmptyForms(t *testing.T) {
	n := newNight(t)
	for _, c := range []struct {
		field string
		cmd   command.Command
	}{
		{"leader", &command.TakeShift{}},
		{"key", &command.WriteWord{Word: "x"}},
		{"word", &command.WriteWord{Key: "case/x", Word: " \t"}},
		{"word", &command.WriteWord{Key: "case/x", Word: strings.Repeat("字", 501)}},
		{"incoming", &command.PresentHandover{Leader: "沈岚", PIN: "1"}},
		{"leader", &command.PresentHandover{Incoming: "周立冬", PIN: "1"}},
		{"pin", &command.PresentHandover{Incoming: "周立冬", Leader: "沈岚"}},
		{"keys", &command.AcceptLine{Query: "?"}},
		{"keys", &command.AcceptLine{Open: true}},
		{"query", &command.AcceptLine{Open: true, Keys: []string{"x"}, Query: "?"}},
		{"mark", &command.AcceptHandover{PIN: "1"}},
		{"pin", &command.AcceptHandover{Mark: "x", PIN: " "}},
		{"reason", &command.ReturnHandover{}},
	} {
		if e := n.Refuse("何雨禾", rules.Invalid, c.cmd); e.Field != c.field {
			t.Errorf("%s: field %q, want %q: %v", c.cmd.Code(), e.Field, c.field, e)
		}
	}
}

func TestWorkGoesOnAfterPresenting(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.answer("周立冬", id)
	seen := n.accept("周立冬", id)

	n.Clock.Add(2 * time.Minute)
	call := n.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Name: "唐秋实"}, Said: "老人走失"}).ID
	n.Must("何雨禾", &command.FinishCall{Call: n.pipe, Result: "已修好"})
	n.Must("何雨禾", &command.Dispatch{Case: n.man, Team: "巡查一组"})
	e := n.Refuse("周立冬", rules.Conflict, seen)
	for _, want := range []string{"新增", "唐秋实", "有变", "桥洞", "已了结", "罗小满"} {
		if !strings.Contains(e.Text.ZH, want) {
			t.Errorf("the refusal does not say %s: %s", want, e.Text.ZH)
		}
	}
	p := n.page("周立冬", id)
	got := map[string]string{}
	for _, c := range p.Changes {
		l := c.New
		if l == nil {
			l = c.Old
		}
		got[l.Key] = c.Kind
	}
	if got["call/"+call] != "added" || got["call/"+n.pipe] != "gone" || got["case/"+n.man] != "changed" {
		t.Errorf("changes %v", got)
	}
	if l := line(t, p.Handover.Lines, "call/"+n.pipe); l.Word == "" {
		t.Error("what was presented stands")
	}
	if e := n.Refuse("周立冬", rules.Precondition, n.accept("周立冬", id)); !strings.Contains(e.Text.ZH, "唐秋实") || !strings.Contains(e.Text.ZH, "桥洞") {
		t.Errorf("what came and what changed is asked for: %v", e)
	}
	n.Must("何雨禾", &command.WriteWord{Key: "call/" + call, Word: "派出所在找"})
	n.Refuse("何雨禾", rules.Precondition, &command.WriteWord{Key: "order/" + n.order, Word: "改口"})
	n.Must("周立冬", &command.AcceptLine{Keys: []string{"call/" + call, "case/" + n.man}})
	n.Must("周立冬", n.accept("周立冬", id))
	p = n.page("周立冬", id)
	if l := line(t, p.Handover.Lines, "call/"+call); l.Accepted == nil || l.Word != "派出所在找" || !l.Late {
		t.Errorf("what came later: %+v", l)
	}
	if l := line(t, p.Handover.Lines, "order/"+n.order); l.Late {
		t.Errorf("%+v", l)
	}
	if slices.Contains(keys(p.Live), "call/"+n.pipe) {
		t.Error("what was finished is handed over")
	}
	if c := p.Handover.Counts; c.Calls != 2 {
		t.Errorf("counts at the signature: %+v", c)
	}
}

// TestTimeAloneChangesNoMark walks a day by minutes: no mark moves, also when its line becomes
// overdue or severe. A shift that stays owes further reports.
func TestTimeAloneChangesNoMark(t *testing.T) {
	n := newNight(t)
	n.Clock.Set(at(t, "2026-11-24 02:12"))
	yes, no, child := true, false, 9
	for _, f := range []rules.Facts{
		{Age: &child, SuspectedLost: &yes, Identified: &no},
		{SuddenIllness: &yes, Mental: &yes, Identified: &no},
		{Declines: &yes, FullCapacity: &yes, StaysOnStreet: &yes},
	} {
		n.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Person: command.Person{Facts: f}}})
	}
	was := n.page("何雨禾", "").Live
	overdue := map[string]int{}
	for range 26 * 60 {
		n.Clock.Add(time.Minute)
		now := slices.DeleteFunc(n.page("何雨禾", "").Live, func(l rules.Line) bool { return strings.HasPrefix(l.Key, "report/nil/") })
		if len(now) != len(was) {
			t.Fatalf("at %s: %v, before %v", n.Clock.Now(), keys(now), keys(was))
		}
		for _, l := range now {
			before := line(t, was, l.Key)
			if l.Mark != before.Mark {
				t.Fatalf("at %s:\n%+v\n%+v", n.Clock.Now(), before, l)
			}
			if l.Overdue && !before.Overdue {
				overdue[l.Key]++
			}
		}
		was = now
	}
	if len(overdue) < 6 {
		t.Errorf("the walk proves little: %v", overdue)
	}
	for key, n := range overdue {
		if n != 1 {
			t.Errorf("%s became overdue %d times", key, n)
		}
	}
}

func TestReturnAndRedraw(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.Must("周立冬", &command.AcceptLine{Handover: id, Keys: []string{"case/" + n.man}, Query: "谁跟车?"})
	n.Must("周立冬", &command.ReturnHandover{Handover: id, Reason: "对讲机没有交"})
	p := n.page("何雨禾", "")
	if p.Handover.State != rules.HandoverReturned || p.Handover.Reason != "对讲机没有交" || p.Can["handover.draft"] != nil || p.Can["handover.word"] == nil {
		t.Errorf("%+v %v", p.Handover, p.Can)
	}
	if e := n.Refuse("周立冬", rules.Precondition, n.accept("周立冬", id)); !strings.Contains(e.Text.ZH, "对讲机没有交") {
		t.Errorf("%v", e)
	}
	n.Must("何雨禾", &command.FinishCall{Call: n.pipe, Result: "已修好"})
	if again := n.Must("何雨禾", &command.DraftHandover{}).ID; again != id {
		t.Errorf("a shift has one handover: %s, %s", id, again)
	}
	p = n.page("何雨禾", id)
	if l := line(t, p.Handover.Lines, "case/"+n.man); l.Word != "交代 case/"+n.man || l.Query != "谁跟车?" || l.Accepted != nil {
		t.Errorf("%+v", l)
	}
	if slices.Contains(keys(p.Handover.Lines), "call/"+n.pipe) || p.Handover.Given != nil {
		t.Errorf("redrawn: %v", keys(p.Handover.Lines))
	}
	n.Must("何雨禾", &command.PresentHandover{Handover: id, Incoming: "周立冬", Leader: "宋长宁", PIN: storetest.PIN})
	n.Must("沈岚", &command.ReturnHandover{Handover: id, Reason: "接班人没有来"})
	n.present("何雨禾", "沈岚")
	n.answer("何雨禾", id)
	n.Must("何雨禾", n.accept("何雨禾", id))
}

// Ensure that whoever presented a handover may take it back with a reason until it is
// signed for, and the taker an answer to a line.
func TestWithdrawAndUnanswer(t *testing.T) {
	n := newNight(t)
	id, key := n.present("周立冬", "宋长宁"), "case/"+n.man
	if p := n.page("何雨禾", id); p.Can["handover.return"] != nil || p.Can["shift.crew"] != nil {
		t.Errorf("%v", p.Can)
	}
	n.Must("何雨禾", &command.ReturnHandover{Handover: id, Reason: "交错了人"})
	id = n.present("周立冬", "宋长宁")
	open := &command.AcceptLine{Handover: id, Keys: []string{key}, Open: true}
	if e := n.Refuse("周立冬", rules.Precondition, open); e.Field != "keys" {
		t.Errorf("what was not accepted: %v", e)
	}
	n.answer("周立冬", id)
	n.Refuse("何雨禾", rules.Denied, open)
	n.Refuse("周立冬", rules.NotFound, &command.AcceptLine{Handover: id, Keys: []string{"case/none"}, Open: true})
	n.Must("周立冬", open)
	p := n.page("周立冬", id)
	if l := line(t, p.Handover.Lines, key); l.Accepted != nil || p.Can["handover.accept"] == nil {
		t.Errorf("%+v %v", l, p.Can["handover.accept"])
	}
	n.Must("周立冬", &command.AcceptLine{Handover: id, Keys: []string{key}, Query: "谁跟车?"})
	n.Must("周立冬", open)
	if l := line(t, n.page("周立冬", id).Handover.Lines, key); l.Query != "" {
		t.Errorf("%+v", l)
	}
	n.answer("周立冬", id)
	n.Must("周立冬", n.accept("周立冬", id))
	n.Refuse("周立冬", rules.Conflict, open)
	n.Refuse("何雨禾", rules.Conflict, &command.ReturnHandover{Handover: id, Reason: "迟了"})
	if e := n.page("周立冬", id).Can["shift.crew"]; e == nil {
		t.Error("the crew of a shift that is over may be changed")
	}
}

// Ensure that what was taken back is no work any more: a note struck out and an order that
// was never given leave the sheet, goods that were not given its counts.
func TestTakenBackLeavesTheSheet(t *testing.T) {
	n := newNight(t)
	note := n.Must("何雨禾", &command.AddNote{Text: "写错地方"}).ID
	order := n.Must("何雨禾", &command.GiveOrder{Leader: "沈岚", Text: "再查一遍"}).ID
	before := n.page("何雨禾", "")
	line(t, before.Live, "note/"+note)
	line(t, before.Live, "order/"+order)
	move := n.Must("何雨禾", &command.IssueGoods{Item: "救助联系卡", From: "值班室备用", Qty: 5, Reason: "巡查"}).ID
	n.Must("何雨禾", &command.StrikeNote{Note: note, Reason: "写错"})
	n.Must("何雨禾", &command.StrikeOrder{Order: order, Reason: "听错"})
	given := func() int64 {
		n.Must("何雨禾", &command.DraftHandover{})
		return n.page("何雨禾", "").Handover.Counts.Issued
	}
	was := given()
	n.Must("何雨禾", &command.ReverseMove{Move: move, Reason: "没发"})
	if now := given(); now != was-5 {
		t.Errorf("%d given, then %d", was, now)
	}
	for _, k := range keys(n.page("何雨禾", "").Live) {
		if k == "note/"+note || k == "order/"+order {
			t.Errorf("%s is still on the sheet", k)
		}
	}
}

func TestTwoAcceptAtOnce(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.answer("周立冬", id)
	cmd := n.accept("周立冬", id)
	other, err := n.SignIn("周立冬", storetest.PIN, "second terminal")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i, d := range []*store.Desk{n.As("周立冬"), other} {
		c := *cmd
		wg.Go(func() { _, errs[i] = d.Do("", &c) })
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("one wins: %v, %v", errs[0], errs[1])
	}
	lost := rules.AsError(errs[0])
	if lost == nil {
		lost = rules.AsError(errs[1])
	}
	if lost.Kind != rules.Conflict || !strings.Contains(lost.Text.ZH, "周立冬") || !strings.Contains(lost.Text.ZH, "11-24 07:45") {
		t.Errorf("the other sees who and when: %v", lost)
	}
}

func TestSecondEnter(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.answer("周立冬", id)
	cmd := n.accept("周立冬", id)
	first, err := n.As("周立冬").Do("enter-1", cmd)
	if err != nil {
		t.Fatal(err)
	}
	seq := n.Seq()
	again, err := n.As("周立冬").Do("enter-1", cmd)
	if err != nil || !reflect.DeepEqual(first, again) || n.Seq() != seq {
		t.Errorf("%+v %v, first %+v", again, err, first)
	}
}

// TestNothingIsHalfSigned makes each write of an acceptance fail in turn, and its commit
// before and after it reached the disk: the desk is in one shift or the other, and the
// same request id repeats it without a second effect.
func TestNothingIsHalfSigned(t *testing.T) {
	var disk *fault.Engine
	n := nightOn(storetest.NewWith(t, func(e kv.Engine) kv.Engine { disk = fault.Wrap(e); return disk }), t)
	type strike struct {
		where fault.Where
		n     int
	}
	strikes := []strike{{fault.BeforeCommit, 1}, {fault.AfterCommit, 1}}
	for i := range 60 {
		strikes = append(strikes, strike{fault.Put, i + 1})
	}
	from, to := "何雨禾", "周立冬"
	for _, at := range strikes {
		n.Clock.Add(time.Minute)
		id := n.Must(from, &command.DraftHandover{}).ID
		for _, l := range n.page(from, id).Live {
			if !l.Quiet {
				n.Must(from, &command.WriteWord{Handover: id, Key: l.Key, Word: "同上"})
			}
		}
		n.Must(from, &command.PresentHandover{Handover: id, Incoming: to, Leader: "沈岚", PIN: storetest.PIN})
		n.answer(to, id)
		cmd, request, seq, hits := n.accept(to, id), store.NewRequest(), n.Seq(), disk.Hit
		disk.Arm(at.where, at.n)
		_, err := n.As(to).Do(request, cmd)
		struck := disk.Hit > hits
		disk.Arm(fault.None, 0)
		saved := err == nil
		p := n.page(to, id)
		d, _ := n.As(to).Duty()
		if (p.Handover.State == rules.HandoverAccepted) != saved || (p.Shift.State == rules.ShiftClosed) != saved || (d.Main == to) != saved || (n.Seq() > seq) != saved {
			t.Fatalf("%v: error %v, but %s, shift %s, %s on duty, %d entries", at, err, p.Handover.State, p.Shift.State, d.Main, n.Seq()-seq)
		}
		if _, err := n.As(to).Do(request, cmd); err != nil || n.Seq() != seq+1 {
			t.Fatalf("%v: again: %v, %d entries", at, err, n.Seq()-seq)
		}
		if at.where == fault.Put && !struck {
			if at.n < 8 {
				t.Errorf("an acceptance is only %d writes", at.n-1)
			}
			return
		}
		from, to = to, from
	}
	t.Error("the writes of an acceptance have no end")
}

func TestSuccessorLate(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.answer("周立冬", id)
	n.Clock.Set(at(t, "2026-11-24 09:05"))
	d, err := n.As("何雨禾").Duty()
	if err != nil || !d.Late || d.Main != "何雨禾" {
		t.Errorf("%+v %v", d, err)
	}
	n.Must("何雨禾", &command.AddNote{Text: "接班人未到"})
	if e := lastEntry(t, n.Book); e.Shift != n.shift {
		t.Errorf("until it is accepted, the old shift acts: %+v", e)
	}
	n.Clock.Set(at(t, "2026-11-24 09:10"))
	n.Must("周立冬", n.accept("周立冬", id))
	d, _ = n.As("何雨禾").Duty()
	if d.Late || d.Shift.ID != "S20261124-0800" || !d.Shift.Start.Equal(at(t, "2026-11-24 08:00")) || !d.Shift.End.Equal(at(t, "2026-11-25 08:00")) || !d.Shift.TakenAt.Equal(at(t, "2026-11-24 09:10")) {
		t.Errorf("%+v", d.Shift)
	}
	old := n.page("何雨禾", id).Shift
	if !old.End.Equal(at(t, "2026-11-24 08:00")) || !old.ClosedAt.Equal(at(t, "2026-11-24 09:10")) {
		t.Errorf("%+v", old)
	}
	n.Must("何雨禾", &command.AddNote{Text: "后来补记"}) // off shift, but not forbidden
	if e := lastEntry(t, n.Book); e.Shift != "S20261124-0800" {
		t.Errorf("%+v", e)
	}
}

func TestLeaderStandsInPastTheEnd(t *testing.T) {
	n := newNight(t)
	n.Clock.Set(at(t, "2026-11-27 09:00")) // the desk was off for days
	if d, _ := n.As("宋长宁").Duty(); !d.Late || d.Shift.ID != n.shift {
		t.Errorf("the old shift stays on duty: %+v", d.Shift)
	}
	id := n.Must("宋长宁", &command.DraftHandover{}).ID
	for _, l := range n.page("宋长宁", id).Live {
		if !l.Quiet {
			n.Must("宋长宁", &command.WriteWord{Key: l.Key, Word: "代交"})
		}
	}
	n.Must("宋长宁", &command.PresentHandover{Incoming: "周立冬", Leader: "宋长宁", PIN: storetest.PIN})
	n.answer("周立冬", id)
	n.Must("周立冬", n.accept("周立冬", id))
	h := n.page("周立冬", id).Handover
	if h.Given.Name != "宋长宁" || h.Outgoing == h.Given.Officer {
		t.Errorf("%+v", h)
	}
	if d, _ := n.As("周立冬").Duty(); d.Shift.ID != "S20261127-0800" {
		t.Errorf("%+v", d.Shift)
	}
}

func TestReliefAndTwoDaysRunning(t *testing.T) {
	n := newNight(t)
	n.Clock.Set(at(t, "2026-11-24 03:00"))
	id := n.present("周立冬", "沈岚")
	n.answer("周立冬", id)
	n.Must("周立冬", n.accept("周立冬", id))
	d, _ := n.As("周立冬").Duty()
	if d.Shift.ID != "S20261123-0800-2" || !d.Shift.End.Equal(at(t, "2026-11-24 08:00")) {
		t.Errorf("a relief at 03:00 lasts to the morning: %+v", d.Shift)
	}
	n.Clock.Set(at(t, "2026-11-24 07:58"))
	second := n.handOver("周立冬", "周立冬", "沈岚")
	d, _ = n.As("周立冬").Duty()
	if d.Shift.ID != "S20261124-0800" || d.Main != "周立冬" || d.Late || second == id {
		t.Errorf("the same person goes on: %+v", d.Shift)
	}
}

// handOver goes the whole way from one officer to the other.
func (n *night) handOver(from, to, leader string) string {
	n.t.Helper()
	id := n.Must(from, &command.DraftHandover{}).ID
	for _, l := range n.page(from, id).Live {
		if !l.Quiet {
			n.Must(from, &command.WriteWord{Handover: id, Key: l.Key, Word: "同上"})
		}
	}
	n.Must(from, &command.PresentHandover{Handover: id, Incoming: to, Leader: leader, PIN: storetest.PIN})
	n.answer(to, id)
	n.Must(to, n.accept(to, id))
	return id
}

// TestShiftsWalkTheCalendar hands over each morning over a month's, a year's and a leap
// February's end: shifts follow one another without a gap.
func TestShiftsWalkTheCalendar(t *testing.T) {
	for _, start := range []string{"2026-11-28 08:00", "2026-12-30 08:00", "2028-02-27 08:00", "2027-02-27 08:00"} {
		b := storetest.New(t)
		b.Clock.Set(at(t, start))
		b.Must("许知远", &command.SetClock{Now: at(t, start)})
		n := &night{Book: b, t: t}
		b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
		pair := []string{"何雨禾", "周立冬"}
		for i := range 4 {
			was, _ := b.As("何雨禾").Duty()
			b.Clock.Set(was.Shift.End.Add(time.Duration(i-1) * 3 * time.Minute))
			n.handOver(pair[i%2], pair[(i+1)%2], "沈岚")
			now, _ := b.As("何雨禾").Duty()
			if !now.Shift.Start.Equal(was.Shift.End) || now.Shift.End.Sub(now.Shift.Start) != 24*time.Hour ||
				now.Shift.ID != "S"+now.Shift.Start.In(rules.Zone).Format("20060102")+"-0800" {
				t.Errorf("after %s comes %+v", was.Shift.ID, now.Shift)
			}
		}
	}
}

func TestTheSheetIsFrozen(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.answer("周立冬", id)
	n.Must("周立冬", n.accept("周立冬", id))
	was := n.page("白露生", id)

	n.Clock.Add(3 * time.Hour)
	n.Must("周立冬", &command.Dispatch{Case: n.man, Team: "巡查一组"})
	n.Must("周立冬", &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange})
	n.Must("周立冬", &command.FinishCall{Call: n.pipe, Result: "修好"})
	n.Must("许知远", &command.RetireOfficer{Officer: "何雨禾"})
	n.Reopen()
	now := n.page("白露生", id)
	if !reflect.DeepEqual(was.Handover, now.Handover) || !reflect.DeepEqual(was.Live, now.Live) || was.Mark != now.Mark || len(now.Changes) != 0 ||
		!reflect.DeepEqual(was.Names, now.Names) || !reflect.DeepEqual(was.Shift, now.Shift) {
		t.Errorf("the sheet changed:\n%+v\n%+v", was, now)
	}
	list, err := n.As("周立冬").Handovers(0)
	if err != nil || len(list) == 0 || list[0].ID == "" || list[0].Taken == nil || list[0].Version == 0 || list[0].Lines != nil {
		t.Errorf("a list names sheets without their lines: %+v %v", list, err)
	}
	for name, e := range now.Can {
		if name != "handover.draft" && e == nil {
			t.Errorf("%s is still open", name)
		}
	}
}

func TestWithoutPINNothingOfPersons(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.Must("周立冬", &command.AcceptLine{Keys: []string{"case/" + n.man}, Query: "老人是否认识路"})
	n.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Name: "唐秋实"}, Said: "老人走失"})
	p, err := n.Public().Handover(id)
	if err != nil {
		t.Fatal(err)
	}
	list, err := n.Public().Handovers(0)
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	lines := slices.Concat(p.Live, p.Handover.Lines, list[0].Lines)
	for _, c := range p.Changes {
		if c.New != nil {
			lines = append(lines, *c.New)
		}
		if c.Old != nil {
			lines = append(lines, *c.Old)
		}
	}
	for _, l := range lines {
		all := l.Title.ZH + l.Title.EN + l.Word + l.Query + l.Mark
		if len(l.Detail) > 0 || l.Word != "" || l.Mark != "" || l.Section == rules.SectionSevere && !l.Overdue {
			t.Errorf("%+v", l)
		}
		for _, secret := range []string{"神志", "70", "罗小满", "唐秋实", "对讲机", "认识路"} {
			if strings.Contains(all, secret) {
				t.Errorf("%s shows %s", l.Key, secret)
			}
		}
	}
	for name, e := range p.Can {
		if e == nil {
			t.Errorf("nobody may %s", name)
		}
	}
}

func TestNilReport(t *testing.T) {
	b := storetest.New(t)
	n := &night{Book: b, t: t}
	if _, err := b.As("何雨禾").Handover(""); rules.KindOf(err) != rules.Precondition {
		t.Errorf("nobody on duty: %v", err)
	}
	b.Refuse("何雨禾", rules.Precondition, &command.DraftHandover{})
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	if p := n.page("何雨禾", ""); p.Handover.ID != "" || len(p.Live) == 0 || p.Can["handover.draft"] != nil {
		t.Errorf("before any draft, the lines as they would be: %+v", p)
	}
	b.Clock.Set(at(t, "2026-11-24 07:58"))
	id := n.handOver("何雨禾", "周立冬", "沈岚")
	l := line(t, n.page("周立冬", id).Live, "counts/S20261123-0800")
	if !strings.Contains(l.Title.ZH, "零报告") {
		t.Errorf("%+v", l)
	}
}

// TestCountsAreOfTheShift: two shifts work on the same day; each has what it did itself.
func TestCountsAreOfTheShift(t *testing.T) {
	n := newNight(t)
	other := n.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人露宿"}}).ID
	n.Must("何雨禾", &command.AddNote{Case: other, Text: "在事项上的记事"})
	n.Must("何雨禾", &command.Settle{Case: other, Outcome: rules.OutcomeShelter})
	n.Must("何雨禾", &command.IssueGoods{Item: "棉大衣", From: "值班室备用", Qty: 2, Case: n.man})
	n.Must("何雨禾", &command.LogCall{Kind: rules.CallCheck, Nothing: true, Caller: rules.Caller{Unit: "县值班室"}})
	n.Clock.Set(at(t, "2026-11-24 07:58"))
	n.handOver("何雨禾", "周立冬", "沈岚")
	n.Clock.Set(at(t, "2026-11-24 08:10"))
	n.Must("周立冬", &command.Settle{Case: n.man, Outcome: rules.OutcomeHosp})
	notes := func(p *view.Handover) (out []string) {
		for _, l := range p.Live {
			if strings.HasPrefix(l.Key, "note/") {
				out = append(out, l.Detail[0].ZH)
			}
		}
		return out
	}
	p := n.page("周立冬", "")
	if c := p.Handover.Counts; c.Calls != 2 || c.Opened != 2 || c.Issued != 2 || c.Settled != 1 || c.Open != 2 {
		t.Errorf("the old shift: %+v", c)
	}
	if got := notes(p); !slices.Equal(got, []string{"对讲机缺一块电池"}) {
		t.Errorf("the old shift's notes: %v", got)
	}
	n.Must("周立冬", &command.DraftHandover{})
	p = n.page("周立冬", "")
	if c := p.Handover.Counts; c.Calls != 0 || c.Opened != 0 || c.Issued != 0 || c.Settled != 1 || c.Open != 2 {
		t.Errorf("the new shift: %+v", c)
	}
	if got := notes(p); got != nil {
		t.Errorf("the new shift's notes: %v", got)
	}
}

// TestTheNextLeaderIsStillOne: who lost the role over night does not lead; a leader sends
// it back and another is named.
func TestTheNextLeaderIsStillOne(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.answer("周立冬", id)
	n.Must("许知远", &command.SetRoles{Officer: "宋长宁", Roles: []rules.Role{rules.RoleOfficer}})
	if e := n.Refuse("周立冬", rules.Denied, n.accept("周立冬", id)); e.Field != "leader" || !strings.Contains(e.Text.ZH, "宋长宁") {
		t.Errorf("%v", e)
	}
	n.Must("沈岚", &command.ReturnHandover{Reason: "换带班领导"})
	n.handOver("何雨禾", "周立冬", "沈岚")
}

// TestABusyNight: a shift with many calls, notes, issues and open cases is still handed
// over within the limits of one command.
func TestABusyNight(t *testing.T) {
	n := newNight(t)
	n.Must("许知远", &command.ReceiveGoods{Item: "棉被", Place: "值班室备用", Qty: 100})
	for i := range 200 {
		n.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Unit: "村里"}, Nothing: true})
		if i < 80 {
			id := n.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人露宿"}}).ID
			n.Must("何雨禾", &command.AddNote{Case: id, Text: "已通知村里"})
			n.Must("何雨禾", &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 1, Case: id})
			if i < 60 {
				n.Must("何雨禾", &command.Settle{Case: id, Outcome: rules.OutcomeShelter})
			}
		}
	}
	n.Clock.Set(at(t, "2026-11-24 07:58"))
	id := n.handOver("何雨禾", "周立冬", "沈岚")
	if c := n.page("周立冬", id).Handover.Counts; c.Calls != 201 || c.Opened != 81 || c.Settled != 60 || c.Open != 81 || c.Issued != 80 {
		t.Errorf("%+v", c)
	}
}

// Ensure who is out rides on the handover, of a closed case with a word of its own, that the
// first receiver stays after the change of shift, and that the next shift writes the return.
func TestTeamsOutAreHandedOver(t *testing.T) {
	n := newNight(t)
	n.Must("何雨禾", &command.Dispatch{Case: n.man, Team: "何雨禾、村里两人", Vehicle: "皮卡"})
	shut := n.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "误报"}}).ID
	n.Must("何雨禾", &command.Dispatch{Case: shut, Team: "卫生院"})
	n.Must("何雨禾", &command.Settle{Case: shut, Outcome: rules.OutcomeLeft})
	n.Must("何雨禾", &command.Return{Case: shut})
	for range 40 {
		p, err := n.As("何雨禾").Case(shut)
		if err != nil {
			t.Fatal(err)
		}
		if p.Can["case.close"] == nil {
			break
		}
		for _, o := range p.Obligations {
			if o.Must && o.State.Open() {
				n.Must("何雨禾", &command.DoAct{Case: shut, Act: o.Code})
				break
			}
		}
	}
	n.Must("何雨禾", &command.CloseCase{Case: shut})
	n.Must("何雨禾", &command.StepBack{Case: shut, Step: "case.return", Reason: "还没有回来"})
	id := n.present("周立冬", "宋长宁")
	p := n.page("周立冬", id)
	man, closed := line(t, p.Handover.Lines, "team/"+n.man), line(t, p.Handover.Lines, "team/"+shut)
	if !man.Quiet || len(man.Detail) != 1 || !strings.Contains(man.Detail[0].ZH, "第1队 何雨禾、村里两人 皮卡, 11-24 07:45 已派, 未出发") {
		t.Errorf("%+v", man)
	}
	if closed.Quiet || closed.Word == "" || !strings.Contains(closed.Detail[0].ZH, "已办结, 人还没有返回") {
		t.Errorf("%+v", closed)
	}
	if due := line(t, p.Handover.Lines, "due/"+n.man); !strings.Contains(due.Title.ZH, "首接 何雨禾") {
		t.Errorf("%+v", due)
	}
	n.answer("周立冬", id)
	n.Must("周立冬", n.accept("周立冬", id))
	if c, err := n.As("周立冬").Case(n.man); err != nil || c.Responsible.Name != "何雨禾" {
		t.Errorf("after the change of shift: %+v %v", c.Responsible, err)
	}
	n.Must("周立冬", &command.Return{Case: n.man})
	n.Must("周立冬", &command.Return{Case: shut})
	if v, err := n.As("周立冬").Board(); err != nil || len(v.Out) != 0 {
		t.Errorf("%+v %v", v.Out, err)
	}
	if hidden := n.page("苗谷雨", id); len(hidden.Handover.Lines) == 0 {
		t.Error("nothing to read")
	}
}

// Ensure what should be done by a time stands on the sheet after what must, though it does
// not keep a case from closing; and that a lot that is past its day is said to be so.
func TestShouldAndExpired(t *testing.T) {
	n := newNight(t)
	n.Must("何雨禾", &command.Settle{Case: n.man, Outcome: rules.OutcomeHosp})
	n.Must("苗谷雨", &command.ReceiveGoods{Item: "方便面", Place: "值班室备用", Qty: 1, Expires: "2026-11-24"})
	n.Must("何雨禾", &command.DraftHandover{})
	l := line(t, n.page("何雨禾", "").Live, "due/"+n.man)
	i := slices.IndexFunc(l.Detail, func(d text.Text) bool { return strings.Contains(d.ZH, "11-25 07:45 前 问医院去留") })
	if i <= 0 || strings.Contains(l.Detail[i-1].ZH, "已办") {
		t.Errorf("asking the hospital: %+v", l)
	}
	n.Clock.Set(at(t, "2026-11-25 08:30"))
	p := n.page("何雨禾", "")
	if !line(t, p.Live, "case/"+n.man).Overdue {
		t.Error("nobody asked the hospital, and nothing is late")
	}
	if l := line(t, p.Live, "stock/方便面"); !slices.ContainsFunc(l.Detail, func(d text.Text) bool { return strings.Contains(d.ZH, "2026-11-24 已过期") }) {
		t.Errorf("noodles past their day: %+v", l)
	}
}

// Ensure that a team that nobody sent in time stands among what is severe, with its limit.
func TestLateTeamIsSevere(t *testing.T) {
	n := newNight(t)
	id := n.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "老人走失"}}).ID
	n.Clock.Add(2 * time.Hour)
	n.Must("何雨禾", &command.DraftHandover{})
	found := map[string]bool{}
	for _, l := range n.page("何雨禾", "").Live {
		switch l.Key {
		case "case/" + id:
			found["case"] = l.Section == rules.SectionSevere && l.Overdue && l.Due != nil
		case "due/" + id:
			found["due"] = l.Overdue && strings.Contains(l.Detail[0].In("zh"), "一般: 派人 (P7.2.27)")
		}
	}
	if !found["case"] || !found["due"] {
		t.Errorf("%v", found)
	}
}

// Ensure that the clock of a team stands among the duties by when it is due.
func TestTeamAmongDuties(t *testing.T) {
	n := newNight(t)
	age, yes := 12, true
	id := n.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "一个女孩", Person: command.Person{Facts: rules.Facts{Age: &age, Danger: &yes}}}}).ID
	n.Must("何雨禾", &command.Dispatch{Case: id, Team: "周立冬"})
	n.Must("何雨禾", &command.DraftHandover{})
	l := line(t, n.page("何雨禾", "").Live, "due/"+id)
	order := ""
	for _, d := range l.Detail {
		order += d.In("zh") + "\n"
	}
	police, child, there := strings.Index(order, "报110"), strings.Index(order, "未成年人保护机构"), strings.Index(order, "紧急: 到场")
	if police < 0 || child < police || there < child || l.Due == nil || !strings.Contains(order[:police], rules.Stamp(*l.Due)) {
		t.Errorf("due %v:\n%s", l.Due, order)
	}
}

// Ensure that the line of duties names who answers as the page of the case does: the first
// receiver until a signed form, with a referral or without one.
func TestDueLineSaysWhoAnswers(t *testing.T) {
	n := newNight(t)
	n.Must("何雨禾", &command.DraftHandover{})
	due := func() string {
		t.Helper()
		for _, l := range n.page("何雨禾", "").Live {
			if l.Key == "due/"+n.man {
				return l.Title.In(text.ZH)
			}
		}
		t.Fatal("no line")
		return ""
	}
	if s := due(); !strings.Contains(s, "首接 何雨禾") {
		t.Error(s)
	}
	form := n.Must("何雨禾", &command.PrintPaper{Kind: rules.PaperTransfer, Case: n.man}).ID
	n.Must("何雨禾", &command.MarkPaper{Paper: form, Step: rules.PaperSigned})
	if s := due(); !strings.Contains(s, "已书面移交") {
		t.Error(s)
	}
	n.Must("何雨禾", &command.VoidPaper{Paper: form, Reason: "签错"})
	ref := n.Must("何雨禾", &command.SendReferral{Case: n.man, Agency: "县医院"}).ID
	n.Must("何雨禾", &command.AcceptReferral{Referral: ref, Signed: true})
	n.Must("何雨禾", &command.FinishReferral{Referral: ref, Outcome: "已收治"}) // no longer open
	if s := due(); !strings.Contains(s, "已书面移交 县医院") {
		t.Error(s)
	}
}

// Ensure that a notice to very many names some who have not confirmed and counts the others.
func TestManyReceivers(t *testing.T) {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	var all []command.Contact
	for i := range rules.MaxReceivers {
		all = append(all, command.Contact{Name: fmt.Sprintf("独居老人%d号", i), Phones: []string{"19900000001"}})
	}
	id := b.Must("何雨禾", &command.NewNotice{Kind: rules.NoticeFree, Text: "明早开会", Others: all}).ID
	h, err := b.As("何雨禾").Handover(b.Must("何雨禾", &command.DraftHandover{}).ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range h.Live {
		if l.Key == "notice/"+id {
			if n := len(l.Detail); n != 22 || l.Detail[n-1].In(text.ZH) != "另 180 个" {
				t.Errorf("%d: %s", n, l.Detail[n-1].In(text.ZH))
			}
			return
		}
	}
	t.Error("it is not handed over")
}
