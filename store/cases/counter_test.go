package cases_test

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

// events are the lines of a page's timeline of a code, as words.
func events(p *view.Case, code string) (out []view.Event) {
	for _, e := range p.Timeline {
		if e.Code == code {
			out = append(out, e)
		}
	}
	return out
}

// Ensure that every step taken back frees the next one, that what is owed follows, and that
// the timeline keeps both.
func TestStepBack(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	back := func(why string) { b.T.Helper(); b.Must(second, &command.StepBack{Case: id, Reason: why}) }
	if e := b.Refuse(officer, rules.Precondition, &command.StepBack{Case: id, Reason: "x"}); page(b, id).Can["case.back"] == nil || page(b, id).Can["case.back"].Text != e.Text {
		t.Errorf("the page says %v, the command %v", page(b, id).Can["case.back"], e)
	}
	b.Refuse("苗谷雨", rules.Denied, &command.StepBack{Case: id, Reason: "x"})
	step := func(cmd command.Command) { b.T.Helper(); b.Clock.Add(time.Minute); b.Must(officer, cmd) }
	before := page(b, id)
	step(&command.Dispatch{Case: id, Team: "执法队", Vehicle: "皮卡"})
	if page(b, id).Can["case.back"] != nil {
		t.Error("grey after a step")
	}
	back("派错了队")
	step(&command.Dispatch{Case: id, Team: "卫生院"})
	step(&command.Arrive{Case: id})
	back("还在路上")
	step(&command.Arrive{Case: id})
	step(&command.Settle{Case: id, Outcome: rules.OutcomeRefused, Note: "说不走"})
	back("是另一个人说的")
	p := page(b, id)
	if p.Case.State != rules.CaseOnScene || p.Case.Facts.Tri("declines") != rules.Unasked || p.Case.Outcome != "" || p.Case.SettledAt != nil {
		t.Errorf("%+v", p.Case)
	}
	if a, z := codes(before), codes(p); !slices.Equal(a, z) {
		t.Errorf("owed before %v, after %v", a, z)
	}
	step(&command.Settle{Case: id, Outcome: rules.OutcomeHosp})
	settleAll(b, id)
	step(&command.Return{Case: id})
	step(&command.CloseCase{Case: id})
	b.Refuse(officer, rules.Conflict, &command.StepBack{Case: id, Version: 1, Reason: "x"})
	back("还要回访")
	p = page(b, id)
	if p.Case.State != rules.CaseSettled || p.Case.ClosedAt != nil || len(p.Case.Undone) != 4 {
		t.Errorf("%+v", p.Case)
	}
	step(&command.CloseCase{Case: id})
	p = page(b, id)
	sent, backs := events(p, "case.dispatch"), events(p, "case.back")
	if len(sent) != 2 || !strings.Contains(sent[0].What.ZH, "执法队 皮卡 (已撤回)") || strings.Contains(sent[1].What.ZH, "已撤回") || !strings.Contains(sent[1].What.ZH, "卫生院") {
		t.Errorf("%+v", sent)
	}
	if len(backs) != 4 || backs[0].Text != "派错了队" || backs[0].By != second || !strings.Contains(backs[2].What.ZH, "处置") {
		t.Errorf("%+v", backs)
	}
	if s := events(p, "case.settle"); len(s) != 2 || !strings.Contains(s[0].What.ZH, "拒绝救助 (已撤回)") || s[0].Text != "说不走" || !strings.Contains(s[1].What.ZH, "送医院") {
		t.Errorf("%+v", s)
	}
}

func codes(p *view.Case) (out []string) {
	for _, o := range p.Obligations {
		out = append(out, o.Code)
	}
	slices.Sort(out)
	return out
}

// Ensure that a note struck out stays to be read with the reason, on a case and in the log,
// and is struck out once.
func TestStrikeNote(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	id := open(b, command.Person{})
	note := b.Must(officer, &command.AddNote{Case: id, Text: "他叫罗小满"}).ID
	log := b.Must(officer, &command.AddNote{Text: "风停了"}).ID
	if p := page(b, id); p.Can["note.strike/"+note] != nil || events(p, "note.add")[0].Ref != note {
		t.Errorf("%v %+v", p.Can["note.strike/"+note], events(p, "note.add"))
	}
	b.Refuse(officer, rules.NotFound, &command.StrikeNote{Note: "N20261124-0099", Reason: "x"})
	b.Refuse("苗谷雨", rules.Denied, &command.StrikeNote{Note: note, Reason: "x"})
	b.Must(second, &command.StrikeNote{Note: note, Reason: "不是他"})
	e := b.Refuse(officer, rules.Precondition, &command.StrikeNote{Note: note, Reason: "又"})
	p := page(b, id)
	if c := p.Can["note.strike/"+note]; c == nil || c.Text != e.Text {
		t.Errorf("the page says %v, the command %v", c, e)
	}
	if s := events(p, "note.strike"); len(s) != 1 || s[0].By != second || s[0].Text != "不是他" || s[0].Ref != note || !s[0].At.Equal(storetest.Start) {
		t.Errorf("who struck it out: %+v", s)
	}
	if n := events(p, "note.add")[0]; n.Text != "他叫罗小满" || !strings.Contains(n.What.ZH, "已划去: 不是他") {
		t.Errorf("%+v", n)
	}
	b.Must(officer, &command.StrikeNote{Note: log, Reason: "写错日子"})
	b.Must(officer, &command.AddNote{Text: "风又起了"})
	notes, err := b.As(officer).Notes(0)
	if err != nil || len(notes) != 2 || notes[0].Text != "风又起了" || notes[1].Text != "风停了" || notes[1].Struck != "写错日子" {
		t.Errorf("%+v %v", notes, err)
	}
	if one, err := b.As(officer).Notes(1); err != nil || len(one) != 1 {
		t.Errorf("%d, %v", len(one), err)
	}
	if n, err := b.Public().Notes(0); err != nil || n[0].Text != "" || n[0].Struck != "" || n[1].Struck != "*" {
		t.Errorf("shown without a PIN: %+v %v", n, err)
	}
	closeCase(b, id)
	b.Must(officer, &command.StrikeNote{Note: b.Must(officer, &command.AddNote{Case: id, Text: "回电"}).ID, Reason: "写错事项"})
}

// Ensure that an order taken back leaves the board and the sheet, and takes with it that the
// leader was told; who may take it back is said of the reader alone.
func TestStrikeOrder(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	order := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "送医", Case: id}).ID
	key := "order.strike/" + order
	for _, who := range []string{second, officer, leader} { // their pages are shared by role
		p, err := b.As(who).Case(id)
		if err != nil || (p.Can[key] == nil) != (who != second) {
			t.Errorf("%s: %v %v", who, p.Can[key], err)
		}
	}
	b.Refuse(second, rules.Denied, &command.StrikeOrder{Order: order, Reason: "x"})
	if o := owed(t, page(b, id), "report_leader"); o.State != rules.Done {
		t.Fatalf("%+v", o)
	}
	b.Must(officer, &command.StrikeOrder{Order: order, Reason: "打错电话"})
	p := page(b, id)
	if o := owed(t, p, "report_leader"); !o.State.Open() || p.Case.Acts[0].Revoked != "打错电话" {
		t.Errorf("%+v %+v", o, p.Case.Acts)
	}
	if g, s := events(p, "order.give"), events(p, "order.strike"); len(s) != 1 || s[0].Text != "打错电话" || s[0].By != officer ||
		g[0].Text != "送医" || !strings.Contains(g[0].What.ZH, "已撤回") || g[0].Ref != order || s[0].Ref != order {
		t.Errorf("%+v %+v", g, s)
	}
	board, err := b.As(officer).Board()
	if err != nil || slices.ContainsFunc(board.Rows, func(r view.DueRow) bool { return r.Key == "order/"+order }) {
		t.Errorf("still on the board: %v", err)
	}
	if p, err := b.Public().Case(id); err != nil || len(p.Orders) != 0 {
		t.Errorf("masked, it looks as if it stood: %+v %v", p, err)
	}
	b.Refuse(officer, rules.Precondition, &command.StrikeOrder{Order: order, Reason: "又"})
	b.Refuse(leader, rules.Precondition, &command.SignOrder{Order: order, PIN: storetest.PIN})

	// Another order tells the leader all the same.
	one := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "送卫生院", Case: id}).ID
	b.Clock.Add(time.Minute)
	b.Must(officer, &command.GiveOrder{Leader: leader, Text: "派车", Case: id})
	b.Must(leader, &command.StrikeOrder{Order: one, Reason: "没说过"})
	if o := owed(t, page(b, id), "report_leader"); o.State != rules.Done {
		t.Errorf("%+v", o)
	}
	signed := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "再查", Case: id}).ID
	b.Must(leader, &command.SignOrder{Order: signed, PIN: storetest.PIN})
	b.Refuse(leader, rules.Precondition, &command.StrikeOrder{Order: signed, Reason: "x"})

	// On a closed case what rests on the order would change.
	late := open(b, grave)
	rest := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "送医", Case: late}).ID
	b.Must(officer, &command.Settle{Case: late, Outcome: rules.OutcomeLeft})
	settleAll(b, late)
	b.Must(officer, &command.CloseCase{Case: late, Over: "领导电话里同意", Order: rest})
	after := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "写份说明", Case: late}).ID
	if e := b.Refuse(officer, rules.Precondition, &command.StrikeOrder{Order: rest, Reason: "x"}); !strings.Contains(e.Text.ZH, "先退回办结") || page(b, late).Can["order.strike/"+rest] == nil {
		t.Errorf("%v", e)
	}
	b.Must(officer, &command.StrikeOrder{Order: after, Reason: "记重了"})
}

// Ensure that a warning, an act and a waiver are countered by what there was already.
func TestCountersThatWereThere(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	b.Must(officer, &command.DoAct{Case: id, Act: "report_leader"})
	b.Must(officer, &command.RevokeAct{Case: id, Act: "report_leader", Reason: "没打通"})
	b.Must(officer, &command.Waive{Case: id, Act: "report_leader", Reason: "在现场"})
	b.Must(officer, &command.RevokeAct{Case: id, Act: "report_leader", Reason: "走了"})
	b.Must(officer, &command.DoAct{Case: id, Act: "report_leader"})
	w := b.Must(officer, &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange}).ID
	b.Must(officer, &command.LiftWarning{Warning: w, Reason: "看错了"})
	b.Must(officer, &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange})
}

// Ensure that every event has the journal entry that it tells of, and none is taken for
// another.
func TestEventsToldApart(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	id := open(b, grave)
	codes := map[uint64]string{} // of the entries that tell of the case
	do := func(cmd command.Command) string {
		b.T.Helper()
		b.Clock.Add(time.Minute)
		res := b.Must(officer, cmd)
		codes[res.Seq] = cmd.Code()
		return res.ID
	}
	tel := do(&command.LogCall{Out: true, Agency: "急救 120", Reached: ptr(true), Said: "派车", Case: id})
	do(&command.AmendCall{Call: tel, Said: ptr("派一辆车"), Reason: "漏字"})
	do(&command.AmendCall{Call: tel, Said: ptr("派两辆车"), Reason: "漏字"})
	do(&command.RevokeAct{Case: id, Act: "notify_emergency_now", Reason: "没打通"})
	do(&command.DoAct{Case: id, Act: "notify_emergency_now"})
	do(&command.RevokeAct{Case: id, Act: "notify_emergency_now", Reason: "又错"})
	do(&command.Waive{Case: id, Act: "report_leader", Reason: "在现场"})
	do(&command.RevokeAct{Case: id, Act: "report_leader", Reason: "走了"})
	do(&command.StrikeNote{Note: do(&command.AddNote{Case: id, Text: "他叫罗小满"}), Reason: "不是他"})
	do(&command.StrikeOrder{Order: do(&command.GiveOrder{Leader: leader, Text: "送医", Case: id}), Reason: "打错"})
	quilt := do(&command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 1, Case: id})
	do(&command.ReverseMove{Move: quilt, Reason: "没有拿"})
	closeCase(b, id)
	do(&command.StepBack{Case: id, Reason: "还要回访"})
	do(&command.CloseCase{Case: id, Note: "已回访"})
	p := page(b, id)
	log := events(p, "note.add")
	do(&command.StrikeNote{Note: log[len(log)-1].Ref, Reason: "没有回访"})

	p = page(b, id)
	type key struct {
		seq       uint64
		ref, code string
	}
	seen := map[key]bool{}
	for _, e := range p.Timeline {
		k := key{e.Seq, e.Ref, e.Code}
		if seen[k] {
			t.Errorf("%+v twice", k)
		}
		seen[k] = true
		switch want := codes[e.Seq]; {
		case e.Seq == 0:
			t.Errorf("no entry: %+v", e)
		case want == "" || want == e.Code: // want is "" for what open and closeCase did
		case e.Code == "case.act" && (want == "call.log" || want == "stock.issue" || want == "order.give"):
		case e.Code == "note.add" && want == "case.close":
		default:
			t.Errorf("%s of entry %d, which is %s", e.Code, e.Seq, want)
		}
	}
	for _, code := range []string{"call.log", "call.amend", "note.strike", "order.strike", "stock.issue", "stock.reverse", "case.waive", "case.back"} {
		if len(events(p, code)) == 0 {
			t.Errorf("no %s", code)
		}
	}
	masked, err := b.Public().Case(id)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range masked.Timeline {
		if (e.Code == "case.act" || e.Code == "case.waive") && e.Ref != "" {
			t.Errorf("without a PIN: %s", e.Ref)
		}
	}
}

// Ensure that a refused referral which the closing of its case had answered asks for another
// way again when the closing is taken back.
func TestStepBackOfAClosingAsksAgain(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHosp})
	settleAll(b, id)
	ref := b.Must(officer, &command.SendReferral{Case: id, Agency: "邻县救助站", Matter: "车票"}).ID
	b.Must(officer, &command.RefuseReferral{Referral: ref, Reason: "没有票"})
	answered := func(want string) {
		t.Helper()
		if r := page(b, id).Referrals[0].Referral; r.Answered != want {
			t.Errorf("answered by %q, want %q", r.Answered, want)
		}
	}
	answered("")
	b.Must(officer, &command.CloseCase{Case: id})
	answered(rules.AnsweredClosed)
	b.Must(officer, &command.StepBack{Case: id, Reason: "车票还没有"})
	answered("")
	b.Must(officer, &command.CloseCase{Case: id})
	answered(rules.AnsweredClosed)
}
