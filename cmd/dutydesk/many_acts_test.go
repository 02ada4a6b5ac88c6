package main

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// Ensure a word takes no key, waits until it is read, is read at every terminal of the person
// at once, outlives the line and the process, and is refused to who is not there.
func TestWordsAreKept(t *testing.T) {
	w := openTown(t)
	he, laptop, zhou := w.in("desk", "何雨禾"), w.in("laptop", "何雨禾"), w.in("ssh 10.0.0.7", "周立冬")
	zhou.seats().awaits("desk", "laptop").press("Down").awaits(">何雨禾").press("Enter").awaits("给 何雨禾 留言").press("text:120 到桥洞了", "Enter").awaits("已发给 何雨禾")
	he.press("F8", "text:记").awaits("何雨禾", "周立冬 02:10: 120 到桥洞了")
	he.press("text:一笔").awaits("记一笔").press("Ctrl+T").awaits("周立冬 02:10 留言").press("Enter").gone("留言").awaits("记一笔")
	laptop.gone("120 到桥洞了")
	zhou.press("F6").awaits("对大家说").press("text:路面结冰, 都慢点", "F9").awaits("已发给 何雨禾")
	he.awaits("路面结冰")
	he.end()
	laptop.end()
	zhou.awaits("在线 1").press("F6").awaits("没有别人在线", "F8")
	if _, err := w.Seats().Say(zhou.me(), "沈岚", "在吗"); rules.KindOf(err) != rules.Precondition || !strings.Contains(rules.AsError(err).Text.In(text.ZH), "沈岚 现在不在线") {
		t.Errorf("to somebody who is not there: %v", err)
	}
	if _, err := w.Seats().Say(zhou.me(), "", strings.Repeat("字", rules.WordMax+1)); rules.AsError(err).Field != "text" {
		t.Errorf("a long word: %v", err)
	}
	zhou.end()
	w.Reopen()
	w.door = doorTo(w.Book)
	he = w.in("desk", "何雨禾").awaits("路面结冰").press("Ctrl+T").awaits("对大家说").press("Esc").gone("对大家说")
	he.end()
	w.in("desk", "何雨禾").gone("路面结冰")
}

// me is the seat of a terminal.
func (o *one) me() rules.Seat {
	for _, s := range o.town.Seats().Seats() {
		if strings.Contains(o.text(), s.Name) {
			return s
		}
	}
	return rules.Seat{}
}

// Ensure the seat on duty can be taken after 15 minutes without a key, or by consent; that it
// is journaled with whose it was, changes no shift, and keeps what was typed.
func TestSeatIsTaken(t *testing.T) {
	w := openTown(t)
	id := w.openCase()
	he, zhou := w.in("desk", "何雨禾").on(), w.in("ssh", "周立冬")
	he.press("F8").awaits("内容").press("text:写到一半").awaits("写到一半")
	zhou.seats().awaits("desk").press("Down").awaits(">何雨禾").press("F7").awaits("何雨禾 还在用").press("Esc")
	w.Refuse("周立冬", rules.Precondition, &command.TakeSeat{Seat: "何雨禾", PIN: storetest.PIN})
	w.Refuse("周立冬", rules.Denied, &command.TakeSeat{Seat: "何雨禾", PIN: "111111"})
	w.Refuse("周立冬", rules.NotFound, &command.TakeSeat{Seat: "沈岚", PIN: storetest.PIN})
	w.Refuse("何雨禾", rules.Precondition, &command.TakeSeat{Seat: "何雨禾", PIN: storetest.PIN})
	w.Refuse("白露生", rules.Denied, &command.TakeSeat{Seat: "何雨禾", PIN: storetest.PIN})
	w.Clock.Add(16 * time.Minute)
	zhou.press("F7").awaits("接用 何雨禾 在 desk 的席位").press("text:"+storetest.PIN, "Enter").awaits("席位已接用", "缘由")
	he.awaits("席位已由 周立冬 于 02:26 接用", "姓名").gone("写到一半")
	if d, _ := w.As("何雨禾").Duty(); d.Main != "何雨禾" {
		t.Errorf("the shift changed: %+v", d)
	}
	es, err := w.Journal(0, 1)
	if err != nil || es[0].Code != "seat.take" || es[0].Name != "周立冬" || !strings.HasPrefix(es[0].Record, "S2026") {
		t.Errorf("the journal: %+v %v", es, err)
	}
	w.eventually(func() bool {
		raw, _ := w.As("何雨禾").Draft("note/" + id)
		return strings.Contains(string(raw), "写到一半")
	})
	he.press("text:何雨禾", "Enter", "text:"+storetest.PIN, "Enter").awaits("席位已由 周立冬", "写到一半")

	// By consent, at once.
	zhou.seats().awaits("desk").press("Down").awaits(">何雨禾").press("F7").awaits("何雨禾 还在用").press("Enter").awaits("已请 何雨禾 同意")
	he.awaits("周立冬 想接用您的席位").press("Ctrl+T").awaits("请求接用席位").press("1")
	zhou.awaits("何雨禾 同意了").press("F7").awaits("接用 何雨禾").press("text:"+storetest.PIN, "Enter").awaits("席位已接用")
	he.awaits("席位已由 周立冬")
}

// Ensure a form that a person has open at two places keeps its draft at the first, says so at
// the second, and comes there with everything typed when it is asked for.
func TestOneFormAtTwoPlaces(t *testing.T) {
	w := openTown(t)
	w.openCase()
	desk := w.in("desk", "何雨禾").on()
	desk.press("F8").awaits("内容").press("text:老人在桥洞").awaits("老人在桥洞")
	lap := w.in("laptop", "何雨禾").on().press("F8").awaits("这张表在 desk 也开着")
	lap.press("text:东侧").awaits("东侧").press("Ctrl+T").awaits("拿到这里").press("1").awaits("老人在桥洞东侧")
	desk.awaits("这张表已拿到 laptop").gone("老人在桥洞东侧")
	lap.press("F9").awaits("已保存")
	notes, err := w.As("何雨禾").Log(view.LogAsk{})
	if err != nil || !strings.Contains(fmt.Sprintf("%+v", notes), "老人在桥洞东侧") {
		t.Errorf("the note: %v", err)
	}
}

// Ensure two at once have one effect, and the loser reads who was first, when (reliability §4,
// rows 11 and 19).
func TestTwoAtOnce(t *testing.T) {
	w := openTown(t)
	id := w.openCase()
	both := func(a, b string, cmd func() command.Command) (lost *rules.Error) {
		t.Helper()
		var wg sync.WaitGroup
		errs := make([]error, 2)
		for i, who := range []string{a, b} {
			desk := w.As(who)
			wg.Go(func() { _, errs[i] = desk.Do("", cmd()) })
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("one effect: %v, %v", errs[0], errs[1])
		}
		return rules.AsError(errors.Join(errs...))
	}
	k, err := w.As("何雨禾").Case(id)
	if err != nil {
		t.Fatal(err)
	}
	lost := both("何雨禾", "周立冬", func() command.Command {
		return &command.Dispatch{Case: id, Version: k.Case.Version, Team: "沈岚"}
	})
	if s := lost.Text.In(text.ZH); lost.Kind != rules.Conflict || !strings.Contains(s, "02:10") || !strings.Contains(s, "派人") {
		t.Errorf("dispatch: %v %s", lost.Kind, s)
	}
	lost = both("何雨禾", "周立冬", func() command.Command {
		return &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 3, Case: id, Receiver: "本人"}
	})
	if s := lost.Text.In(text.ZH); !strings.Contains(s, "02:10") || !strings.Contains(s, "何雨禾") && !strings.Contains(s, "周立冬") {
		t.Errorf("quilts: %s", s)
	}
	if s, err := w.As("何雨禾").Stock(); err != nil {
		t.Error(err)
	} else {
		for _, r := range s.Rows {
			if r.Qty < 0 {
				t.Errorf("below zero: %+v", r)
			}
		}
	}
}
