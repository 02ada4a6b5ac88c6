package handovers_test

import (
	"fmt"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// Ensure a night of very much open work is handed over within the limits of one command:
// every number stands on the sheet, and every line that asks for a word takes one.
func TestAVeryBigNight(t *testing.T) {
	if testing.Short() {
		t.Skip("one goroutine, and long under the race detector")
	}
	b := storetest.New(t)
	n := &night{Book: b, t: t}
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	yes := true
	said := strings.Repeat("老人坐在桥下, 不肯说姓名。", 20)
	desk := b.As("何雨禾")
	var waits []func() (command.Result, error)
	for i := range 1100 {
		waits = append(waits, desk.Begin("", &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Name: fmt.Sprint("村民", i), Phone: "19900001234"}, Said: said}))
		if i < 700 {
			waits = append(waits, desk.Begin("", &command.OpenCase{Intake: command.Intake{Place: "桥下空地", Said: said,
				Person: command.Person{Looks: "灰色棉衣, 背一只旧布包", Facts: rules.Facts{Confused: &yes}}}}))
		}
	}
	var ids []string
	for _, wait := range waits {
		res, err := wait()
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, res.ID)
	}
	b.Clock.Set(at(t, "2026-11-24 07:45"))
	b.Must("何雨禾", &command.DraftHandover{})
	p := n.page("何雨禾", "")
	sheet := ""
	for _, l := range p.Live {
		sheet += l.Key + " " + l.Title.ZH + " "
		for _, d := range l.Detail {
			sheet += d.ZH + " "
		}
	}
	for _, id := range ids {
		if !strings.Contains(sheet, id[len(id)-4:]) {
			t.Fatalf("%s does not stand on the sheet", id)
		}
	}
	for _, l := range p.Live {
		if !l.Quiet {
			waits = append(waits[:0], desk.Begin("", &command.WriteWord{Key: l.Key, Word: "请继续跟进"}))
			if _, err := waits[0](); err != nil {
				t.Fatal(l.Key, err)
			}
		}
	}
	id := b.Must("何雨禾", &command.PresentHandover{Incoming: "周立冬", Leader: "宋长宁", PIN: storetest.PIN}).ID
	keys := keys(n.page("周立冬", id).Live)
	for len(keys) > 0 {
		some := keys[:min(len(keys), 400)]
		b.Must("周立冬", &command.AcceptLine{Keys: some})
		keys = keys[len(some):]
	}
	b.Must("周立冬", n.accept("周立冬", id))
}

// Ensure that what two people write on one line at a time is not lost without a word.
func TestTwoWordsOnOneLine(t *testing.T) {
	n := newNight(t)
	n.Must("何雨禾", &command.DraftHandover{})
	key, empty, first := "case/"+n.man, "", "盯着救护车"
	n.Must("何雨禾", &command.WriteWord{Key: key, Word: first, Was: &empty})
	e := n.Refuse("沈岚", rules.Conflict, &command.WriteWord{Key: key, Word: "已送医", Was: &empty})
	if e.Field != "word" || !strings.Contains(e.Text.ZH, first) {
		t.Errorf("%v", e)
	}
	if l := line(t, n.page("沈岚", "").Live, key); l.Word != first {
		t.Errorf("it reads %q", l.Word)
	}
	n.Must("沈岚", &command.WriteWord{Key: key, Word: "已送医", Was: &first})
	n.Must("何雨禾", &command.WriteWord{Key: key, Word: "不查"})
	if l := line(t, n.page("沈岚", "").Live, key); l.Word != "不查" {
		t.Errorf("unchecked, it reads %q", l.Word)
	}
}

// Ensure a word can be written on what came after the draft was drawn.
func TestWordOnANewLine(t *testing.T) {
	n := newNight(t)
	n.Must("何雨禾", &command.DraftHandover{})
	call := n.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Said: "停电"}).ID
	id := n.Must("何雨禾", &command.WriteWord{Key: "call/" + call, Word: "问电管站"}).ID
	if l := line(t, n.page("何雨禾", id).Handover.Lines, "call/"+call); l.Word != "问电管站" {
		t.Errorf("%+v", l)
	}
}

// Ensure the next shift has the crew that was named for it.
func TestTheNextCrew(t *testing.T) {
	n := newNight(t)
	n.words()
	bad := &command.PresentHandover{Incoming: "周立冬", Leader: "宋长宁", Deputies: []string{"周立冬"}, PIN: storetest.PIN}
	if e := n.Refuse("何雨禾", rules.Invalid, bad); e.Field != "deputies" {
		t.Errorf("%v", e)
	}
	id := n.Must("何雨禾", &command.PresentHandover{Incoming: "周立冬", Leader: "宋长宁", Deputies: []string{"何雨禾"}, Driver: "老马", PIN: storetest.PIN}).ID
	n.answer("周立冬", id)
	n.Must("周立冬", n.accept("周立冬", id))
	d, err := n.As("周立冬").Duty()
	if err != nil || len(d.Deputies) != 1 || d.Deputies[0] != "何雨禾" || d.Shift.Driver != "老马" {
		t.Errorf("%+v %v", d, err)
	}
}
