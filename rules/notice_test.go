package rules

import (
	"strings"
	"testing"
	"time"
)

func dialList(phones ...[]string) *Notice {
	n := &Notice{ID: "J20261124-0001", State: NoticeOpen, At: time.Date(2026, 11, 23, 22, 0, 0, 0, Zone)}
	var more []NoticeReceiver
	for i, p := range phones {
		more = append(more, NoticeReceiver{Kind: ReceiverVillage, ID: string(rune('a' + i)), Name: "村" + string(rune('A'+i)), Phones: p})
	}
	if e := n.Add(more, n.At); e != nil {
		panic(e)
	}
	return n
}

// Ensure that the second number is offered at once, the others before whoever was missed, and
// that those missed come round after the wait, the longest first; the last one closes it.
func TestNoticeOrder(t *testing.T) {
	const wait = 15 * time.Minute
	n := dialList([]string{"1", "2"}, []string{"3"}, nil)
	now := n.At
	next := func(want int, phone string) *NoticeReceiver {
		t.Helper()
		r, _ := n.Next(now, wait)
		if r == nil || r.No != want || r.Phone() != phone {
			t.Fatalf("next is %+v, want %d by %q", r, want, phone)
		}
		return r
	}
	note := func(r *NoticeReceiver, res NoticeResult) {
		t.Helper()
		if e := n.Note(r, NoticeTry{Result: res, At: now}); e != nil {
			t.Fatal(e)
		}
		now = now.Add(time.Minute)
	}
	note(next(1, "1"), ResultMissed)
	note(next(1, "2"), ResultMissed)
	note(next(2, "3"), ResultMissed)
	note(next(3, ""), ResultWechat)
	if r, at := n.Next(now, wait); r != nil || !at.Equal(n.At.Add(16*time.Minute)) {
		t.Errorf("before the wait is over: %+v %v", r, at)
	}
	now = n.At.Add(16 * time.Minute)
	note(next(1, "1"), ResultThrough)
	if n.Tally() != (Tally{All: 3, Reached: 2, Missed: 1}) || n.State != NoticeOpen {
		t.Errorf("%+v %s", n.Tally(), n.State)
	}
	by := Hand{Officer: "U1", Name: "何雨禾", At: now}
	if e := n.Explain(&n.Receivers[1], by, "停电"); e != nil || n.State != NoticeClosed || n.ClosedAt == nil {
		t.Fatalf("%v %s", e, n.State)
	}
	if e := n.MayWithdraw(); e == nil {
		t.Error("a notice that all have is withdrawn")
	}
	// Somebody who was explained may still answer; taking that back leaves the explanation.
	note(&n.Receivers[1], ResultReceived)
	if e := n.Correct(&n.Receivers[1], by, "不是他", "", 9); e != nil || n.State != NoticeClosed || n.Receivers[1].Explained == nil {
		t.Errorf("%v %s", e, n.State)
	}
	if e := n.Correct(&n.Receivers[1], by, "又通了", "", 9); e == nil && n.State != NoticeOpen {
		t.Error("an explanation that was taken back leaves the notice closed")
	}
}

// Ensure that a result on the wrong village is corrected with its reason and nothing is erased,
// and that what cannot be is refused.
func TestNoticeCorrections(t *testing.T) {
	n := dialList([]string{"1"}, []string{"2"})
	by := Hand{Officer: "U1", Name: "何雨禾", At: n.At.Add(time.Minute)}
	one, two := &n.Receivers[0], &n.Receivers[1]
	try := func(res NoticeResult) NoticeTry { return NoticeTry{Result: res, At: by.At} }
	for name, e := range map[string]*Error{
		"nothing noted":    n.Correct(one, by, "x", "", 1),
		"on the list":      n.Add([]NoticeReceiver{{Kind: ReceiverVillage, ID: "a", Name: "村A"}}, by.At),
		"before it":        n.Note(one, NoticeTry{Result: ResultThrough, At: n.At.Add(-time.Hour)}),
		"nobody to add":    n.Add(nil, by.At),
		"no such receiver": func() *Error { _, e := n.Receiver("9"); return e }(),
	} {
		if e == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if e := n.Note(one, try(ResultReceived)); e != nil {
		t.Fatal(e)
	}
	if e := n.Note(one, try(ResultThrough)); e == nil {
		t.Error("noted twice")
	}
	if e := n.Correct(one, by, "是二村回的", "", 3); e != nil || one.Reached() || len(one.Tries) != 1 || one.Tries[0].Struck != "是二村回的" {
		t.Errorf("%v %+v", e, one)
	}
	if e := n.Note(two, try(ResultReceived)); e != nil {
		t.Fatal(e)
	}
	if e := n.Correct(two, by, "微信回的", ResultReceived, 4); e == nil {
		t.Error("corrected to the same")
	}
	if e := n.Correct(two, by, "微信回的", ResultWechat, 4); e != nil || two.Last().Result != ResultWechat || len(two.Tries) != 2 {
		t.Errorf("%v %+v", e, two)
	}
	if e := n.Withdraw(by, "发错"); e != nil || n.MayPass() == nil || n.State != NoticeWithdrawn {
		t.Errorf("%v %s", e, n.State)
	}
	if r, _ := n.Next(by.At, time.Minute); r != nil {
		t.Error("a withdrawn notice is rung on")
	}
}

// Ensure that receivers that come later open a closed notice, and limits are late only while
// it is open.
func TestNoticeGrows(t *testing.T) {
	n := dialList([]string{"1"})
	due := n.At.Add(time.Hour)
	n.Due = &due
	if n.Late(due) || !n.Late(due.Add(time.Second)) {
		t.Error("late")
	}
	if e := n.Note(&n.Receivers[0], NoticeTry{Result: ResultThrough, At: n.At}); e != nil || n.State != NoticeClosed || n.Late(due.Add(time.Hour)) {
		t.Errorf("%v %s", e, n.State)
	}
	if e := n.Add([]NoticeReceiver{{Kind: ReceiverPerson, Name: "秦大爷"}}, n.At); e != nil || n.State != NoticeOpen || n.Receivers[1].No != 2 || n.ClosedAt != nil {
		t.Errorf("%v %s", e, n.State)
	}
	if got := n.Unconfirmed(); len(got) != 1 || got[0] != "秦大爷" {
		t.Errorf("%v", got)
	}
}

// Ensure that a try in vain at a number that another one rang meanwhile is a Conflict that
// names who and what, and that an answer, or the same number again, is taken.
func TestNoticeOvertaken(t *testing.T) {
	n := dialList([]string{"501", "502"}, []string{"3"})
	r := &n.Receivers[0]
	mine := NoticeTry{Result: ResultMissed, Phone: "501", At: n.At.Add(time.Second), Name: "周立冬"}
	if e := r.Overtaken(mine, 0); e != nil {
		t.Fatal(e)
	}
	if e := n.Note(r, NoticeTry{Result: ResultMissed, Phone: "501", At: n.At, Name: "何雨禾"}); e != nil {
		t.Fatal(e)
	}
	if e := r.Overtaken(mine, 0); e == nil || e.Kind != Conflict || e.Field != "phone" {
		t.Errorf("%v", e)
	}
	mine.Result = ResultThrough
	if e := r.Overtaken(mine, 0); e != nil {
		t.Error(e)
	}
	if e := r.Overtaken(NoticeTry{Result: ResultMissed, Phone: "502"}, 1); e != nil {
		t.Error(e)
	}
}

// Ensure that one telephone is one line, which says whom else it reaches; villages and people
// on no list stay on their own, and what has the number of a line that stands is refused.
func TestNoticeOneTelephone(t *testing.T) {
	n := &Notice{ID: "J20261124-0001", State: NoticeOpen}
	if e := n.Add([]NoticeReceiver{
		{Kind: ReceiverVillage, ID: "v1", Name: "甲家村", Phones: []string{"610", "699"}},
		{Kind: ReceiverVillage, ID: "v2", Name: "乙家村", Phones: []string{"610"}},
		{Kind: ReceiverOfficer, ID: "U9", Name: "甲村联络", Phones: []string{"699"}},
		{Kind: ReceiverPerson, Name: "秦大爷", Phones: []string{"701"}},
		{Kind: ReceiverPerson, Name: "秦大娘", Phones: []string{"701"}},
		{Kind: ReceiverAgency, ID: "A1", Name: "供水站", Phones: []string{"801"}},
		{Kind: ReceiverAgency, ID: "A2", Name: "供电站", Phones: []string{"801"}},
	}, n.At); e != nil || len(n.Receivers) != 5 {
		t.Fatalf("%v %+v", e, n.Receivers)
	}
	if s := n.Receivers[0].Called().ZH; !strings.Contains(n.Receivers[0].Called().In("zh"), "同号 甲村联络") || n.Receivers[4].Also[0] != "供电站" {
		t.Errorf("%s %+v", s, n.Receivers)
	}
	if e := n.Add([]NoticeReceiver{{Kind: ReceiverAgency, ID: "A3", Name: "水务", Phones: []string{"801"}}}, n.At); e == nil || e.Field != "to" {
		t.Errorf("%v", e)
	}
}

// Ensure that a result of the same minute as the last one is taken, as people tell minutes and a
// clock steps back by seconds, and one of an earlier minute is not.
func TestNoticeSameMinute(t *testing.T) {
	n := dialList([]string{"1"})
	r := &n.Receivers[0]
	at := n.At.Add(10*time.Minute + 40*time.Second)
	if e := n.Note(r, NoticeTry{Result: ResultMissed, At: at}); e != nil {
		t.Fatal(e)
	}
	if e := n.Note(r, NoticeTry{Result: ResultMissed, At: at.Add(-time.Minute)}); e == nil || e.Field != "at" {
		t.Errorf("a minute before: %v", e)
	}
	if e := n.Note(r, NoticeTry{Result: ResultReceived, At: at.Truncate(time.Minute)}); e != nil {
		t.Error(e)
	}
}
