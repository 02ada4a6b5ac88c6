package handovers_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// TestRelease: a leader lets the shift pass; the lines are frozen with the tree head, the next
// shift says how it began, and a word given by telephone waits for its signature.
func TestRelease(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.Clock.Set(at(t, "2026-11-24 08:25"))
	n.Must("何雨禾", &command.RemindTaker{Reached: false})
	board, err := n.As("何雨禾").Board()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(board.Rows, func(r view.DueRow) bool { return r.Key == "handover/"+id })
	if i < 0 || board.Rows[i].State != rules.Overdue || !strings.Contains(board.Rows[i].What.In("zh"), "周立冬 应接未接, 自 11-24 08:00; 催 1 次") {
		t.Errorf("the board does not say who is late: %+v", board.Rows)
	}
	if masked, err := n.Public().Board(); err != nil || masked.Handover == nil || masked.Handover.Reminders != nil {
		t.Errorf("without a PIN: %+v %v", masked.Handover, err)
	}
	n.Must("何雨禾", &command.AddNote{Text: "还在等接班"})
	if d, _ := n.Public().Duty(); d.Main != "何雨禾" || !d.Late {
		t.Errorf("the leaver stays responsible: %+v", d)
	}

	release := &command.ReleaseShift{Shift: n.shift, Incoming: "周立冬", Leader: "宋长宁", Reason: "立冬路上, 先到岗", Ordered: "沈岚", PIN: storetest.PIN}
	bad := *release
	bad.PIN = "111111"
	if e := n.Refuse("何雨禾", rules.Denied, &bad); e.Field != "pin" {
		t.Errorf("%v", e)
	}
	bad = *release
	bad.Incoming = "无此人"
	if e := n.Refuse("何雨禾", rules.NotFound, &bad); e.Field != "incoming" {
		t.Errorf("%v", e)
	}
	before, err := n.Verify(nil)
	if err != nil {
		t.Fatal(err)
	}
	res := n.Must("何雨禾", release)
	if res.ID != id || len(res.More) != 2 || res.More[0] != "S20261124-0800" {
		t.Fatalf("%+v", res)
	}
	h := n.page("周立冬", id).Handover
	if h.State != rules.HandoverLapsed || h.Taken != nil || h.Release == nil || h.Release.Order != res.More[1] || len(h.Reminders) != 1 || h.Head == nil || h.Head.Size != int64(before.Entries) {
		t.Errorf("%+v", h)
	}
	if p := n.page("何雨禾", id); p.Shift.State != rules.ShiftClosed || p.Can["paper.print/handover"] != nil || !p.Waiting.IsZero() {
		t.Errorf("%+v", p.Shift)
	}
	d, _ := n.Public().Duty()
	if d.Main != "周立冬" || d.Shift.Released != id || d.Late {
		t.Errorf("%+v %+v", d, d.Shift)
	}
	live := n.page("周立冬", "").Live
	if slices.ContainsFunc(live, func(l rules.Line) bool { return strings.HasPrefix(l.Key, "release/") }) {
		t.Error("the sheet that lapsed tells of itself")
	}
	n.Must("周立冬", &command.DraftHandover{})
	l := line(t, n.page("周立冬", "").Live, "release/"+id)
	if !l.Quiet || !strings.Contains(l.Detail[0].In("zh"), "沈岚 放行") || !strings.Contains(l.Detail[1].In("zh"), "未接") {
		t.Errorf("%+v", l)
	}
	line(t, n.page("周立冬", "").Live, "order/"+res.More[1])
	n.Reopen()

	// Whoever meant the shift before hears that it has passed.
	if e := n.Refuse("宋长宁", rules.Conflict, &command.ReleaseShift{Shift: n.shift, Incoming: "何雨禾", Leader: "宋长宁", Reason: "接着值", PIN: storetest.PIN}); !strings.Contains(e.Text.ZH, "周立冬") {
		t.Errorf("%v", e)
	}
}

// TestReleaseAndAcceptAtOnce: one of them has it.
func TestReleaseAndAcceptAtOnce(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.answer("周立冬", id)
	release := &command.ReleaseShift{Shift: n.shift, Incoming: "何雨禾", Leader: "沈岚", Reason: "没有来", PIN: storetest.PIN}
	n.Clock.Set(at(t, "2026-11-24 08:05"))
	accept := n.accept("周立冬", id)
	n.As("周立冬")
	n.As("沈岚")
	var wg sync.WaitGroup
	var errs [2]error
	wg.Go(func() { _, errs[0] = n.As("周立冬").Do("", accept) })
	wg.Go(func() { _, errs[1] = n.As("沈岚").Do("", release) })
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("%v, %v", errs[0], errs[1])
	}
	for _, err := range errs {
		if err != nil && rules.KindOf(err) != rules.Conflict {
			t.Errorf("%v", err)
		}
	}
}

// TestOffForDays: the desk stood still over a shift and more; whoever comes hands over as
// always, or a leader lets it pass, and the next shift is that of the day.
func TestOffForDays(t *testing.T) {
	n := newNight(t)
	n.Clock.Set(at(t, "2026-11-27 09:10"))
	n.Reopen()
	if w := n.page("何雨禾", "").Waiting.In("zh"); !strings.Contains(w, "已过 3 天") || !strings.Contains(w, "放行") {
		t.Errorf("%q", w)
	}
	res := n.Must("宋长宁", &command.ReleaseShift{Incoming: "何雨禾", Leader: "宋长宁", Reason: "停电三天", PIN: storetest.PIN})
	if w := n.page("何雨禾", "").Waiting; !w.IsZero() {
		t.Errorf("the new shift is not late: %s", w.In("zh"))
	}
	n.Clock.Set(at(t, "2026-11-28 08:40"))
	if p := n.page("何雨禾", ""); p.Handover.ID != res.ID || !strings.Contains(p.Waiting.In("zh"), "应于 11-28 08:00 交班") {
		t.Errorf("with nothing drawn up the page says nothing: %s %q", p.Handover.ID, p.Waiting.In("zh"))
	}
	if p := n.page("何雨禾", res.ID); !p.Waiting.IsZero() {
		t.Errorf("a sheet of the past: %q", p.Waiting.In("zh"))
	}
	n.Clock.Set(at(t, "2026-11-27 09:20"))
	if d, _ := n.Public().Duty(); d.Main != "何雨禾" || d.Shift.ID != "S20261127-0800" || d.Shift.Released != res.ID {
		t.Errorf("%+v %+v", d, d.Shift)
	}
}

// TestCount: the reserve is counted against the ledger; what moves afterwards is counted
// again, and what was found is frozen with the lines.
func TestCount(t *testing.T) {
	n := newNight(t)
	n.Must("许知远", &command.SetSetting{Name: rules.SettingHandoverThings, Value: "大门钥匙，值班手机"})
	id := n.Must("何雨禾", &command.DraftHandover{}).ID
	var goods []string
	for _, l := range n.page("何雨禾", id).Live {
		if l.Count != nil {
			goods = append(goods, l.Title.In("zh"))
		}
	}
	if want := []string{"棉被 (值班室备用)", "棉大衣 (值班室备用)", "方便面 (值班室备用)", "救助联系卡 (值班室备用)", "值班手机", "大门钥匙"}; !slices.Equal(goods, want) {
		t.Errorf("%v", goods)
	}
	two, three := int64(2), int64(3)
	n.Refuse("何雨禾", rules.Invalid, &command.CountThings{Counts: []rules.Counting{{Key: quilt(n), Found: &two}}})
	n.Must("何雨禾", &command.CountThings{Counts: []rules.Counting{{Key: quilt(n), Found: &three}}, Rest: true})
	n.Must("何雨禾", &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 1, Case: n.man})
	if l := line(t, n.page("何雨禾", id).Live, quilt(n)); !l.Count.Stale() || l.Quiet {
		t.Errorf("%+v", l)
	}
	n.Must("何雨禾", &command.CountThings{Counts: []rules.Counting{{Key: quilt(n), Found: &two}}})
	for _, l := range n.page("何雨禾", id).Live {
		if l.Wordless() {
			n.Must("何雨禾", &command.WriteWord{Key: l.Key, Word: "接着办"})
		}
	}
	n.Must("何雨禾", &command.PresentHandover{Incoming: "周立冬", Leader: "宋长宁", PIN: storetest.PIN})
	n.answer("周立冬", id)
	n.Must("周立冬", n.accept("周立冬", id))
	l := line(t, n.page("白露生", id).Handover.Lines, quilt(n))
	if l.Count == nil || *l.Count.Found != 2 || l.Count.Book != 2 || l.Accepted == nil {
		t.Errorf("%+v", l)
	}
	if masked, err := n.Public().Handover(id); err != nil || line(t, masked.Live, quilt(n)).Count != nil {
		t.Errorf("%v", err)
	}
}

func quilt(n *night) string {
	for _, l := range n.page("何雨禾", "").Live {
		if l.Count != nil && strings.HasPrefix(l.Title.In("zh"), "棉被") {
			return l.Key
		}
	}
	n.t.Fatal("no quilts to count")
	return ""
}

// TestDraftsLeft: what somebody of the shift typed and did not save is said by its number, and
// moves no mark.
func TestDraftsLeft(t *testing.T) {
	n := newNight(t)
	before := n.page("何雨禾", "").Mark
	if err := n.As("何雨禾").SaveDraft("intake", []byte(`{"said":"密语"}`)); err != nil {
		t.Fatal(err)
	}
	if err := n.As("何雨禾").SaveDraft("present", []byte(`{}`)); err != nil {
		t.Fatal(err)
	}
	p := n.page("何雨禾", "")
	i := slices.IndexFunc(p.Live, func(l rules.Line) bool { return strings.HasPrefix(l.Key, "draft/") })
	if i < 0 || !strings.Contains(p.Live[i].Title.In("zh"), "1 份") || strings.Contains(p.Live[i].Title.In("zh"), "密语") || !p.Live[i].Quiet {
		t.Errorf("%v", keys(p.Live))
	}
	if p.Mark != before {
		t.Error("a draft moves the mark")
	}
}

// TestPlannedCallIsHandedOver: it needs no word, and counts as no call of the shift.
func TestPlannedCallIsHandedOver(t *testing.T) {
	n := newNight(t)
	call := n.Must("何雨禾", &command.PlanCall{Agency: "供水站", Said: "修好没有", Due: at(t, "2026-11-24 09:00")}).ID
	id := n.present("周立冬", "宋长宁")
	p := n.page("周立冬", id)
	if l := line(t, p.Live, "call/"+call); !l.Told || l.Quiet || l.Due == nil || p.Handover.Counts.Calls != 1 {
		t.Errorf("%+v, %d calls", l, p.Handover.Counts.Calls)
	}
	n.answer("周立冬", id)
	n.Must("周立冬", n.accept("周立冬", id))
	n.Clock.Set(at(t, "2026-11-24 09:20"))
	yes := true
	n.Must("周立冬", &command.LogCall{Kind: rules.CallPhone, Out: true, Reached: &yes, Planned: call, Said: "修好了"})
	for _, k := range mustCalls(t, n) {
		if k.ID == call {
			t.Error("made, it is still open")
		}
	}
	n.Clock.Add(time.Minute)
}

func mustCalls(t *testing.T, n *night) []rules.Call {
	t.Helper()
	all, err := n.As("周立冬").Calls(false, 0)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
