package cases_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// Ensure that an edit changes what was given and nothing else, gives a time to the facts
// that changed, and can make things unknown again.
func TestEdit(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{Name: "田有福", Looks: "蓝棉袄", Facts: rules.Facts{Confused: ptr(true), Groups: []string{"elderly"}}})
	b.Clock.Add(time.Minute)
	b.Must(second, &command.EditCase{Case: "1", Place: ptr("汽车站桥洞"), Person: &command.Person{Sex: "男", Facts: rules.Facts{Declines: ptr(false), Confused: ptr(true)}}})
	k := page(b, id).Case
	if k.Place.Text != "汽车站桥洞" || k.Person.Name != "田有福" || k.Person.Sex != "M" || k.Said != "有人躺着" || k.Person.Looks != "蓝棉袄" {
		t.Errorf("%+v", k)
	}
	if !k.FactsAt["confused"].Equal(storetest.Start) || !k.FactsAt["declines"].Equal(storetest.Start.Add(time.Minute)) {
		t.Errorf("facts at %v", k.FactsAt)
	}
	b.Must(officer, &command.EditCase{Case: id, Forget: []string{"confused", "groups", "name", "looks"}, Said: ptr("改了")})
	k = page(b, id).Case
	if k.Facts.Known("confused") || k.Facts.Known("groups") || k.Person.Name != "" || k.Person.Looks != "" || k.Said != "改了" {
		t.Errorf("%+v", k)
	}
	if _, ok := k.FactsAt["confused"]; ok {
		t.Error("a forgotten fact kept its time")
	}
}

// Ensure that an ID number written later fills in, and one that contradicts what stands is
// refused; an answered identity moves the status.
func TestEditIdentity(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{Identity: "unknown", Facts: rules.Facts{Age: ptr(70)}})
	b.Must(officer, &command.EditCase{Case: id, Person: &command.Person{IDNumber: "419901195203140015", Facts: rules.Facts{Identified: ptr(true)}}})
	k := page(b, id).Case
	if k.Person.Sex != "M" || *k.Facts.Age != 74 || k.Person.Birth != "1952-03-14" || k.Person.Identity != "known" {
		t.Errorf("%+v age %d", k.Person, *k.Facts.Age)
	}
	if e := b.Refuse(officer, rules.Invalid, &command.EditCase{Case: id, Person: &command.Person{Sex: "女"}}); e.Field != "person.sex" {
		t.Errorf("%v", e)
	}
	if e := b.Refuse(officer, rules.Invalid, &command.EditCase{Case: id, Person: &command.Person{Facts: rules.Facts{Age: ptr(60)}}}); e.Field != "person.age" {
		t.Errorf("%v", e)
	}
	b.Must(officer, &command.EditCase{Case: id, Person: &command.Person{Facts: rules.Facts{Age: ptr(73)}}})
	b.Must(officer, &command.EditCase{Case: id, Person: &command.Person{Sex: "男"}})
	if k := page(b, id).Case; *k.Facts.Age != 74 {
		t.Errorf("age %d", *k.Facts.Age)
	}
	b.Must(officer, &command.EditCase{Case: id, Forget: []string{"id"}})
	b.Must(officer, &command.EditCase{Case: id, Person: &command.Person{Sex: "女"}})
	if k := page(b, id).Case; k.Person.Birth != "" || k.Person.Sex != "F" {
		t.Errorf("%+v", k.Person)
	}
}

// Ensure that a stale version is a Conflict that names who changed the case and what, and
// that the newer text stands; every step that carries a version asks.
func TestStale(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{})
	was := page(b, id).Case.Version
	b.Must(second, &command.EditCase{Case: id, Version: was, Said: ptr("周立冬写的")})
	for _, cmd := range []command.Command{
		&command.EditCase{Case: id, Version: was, Said: ptr("何雨禾写的")},
		&command.Dispatch{Case: id, Version: was, Team: "执法队"},
		&command.Arrive{Case: id, Version: was},
		&command.Settle{Case: id, Version: was, Outcome: rules.OutcomeHelped},
		&command.CloseCase{Case: id, Version: was},
	} {
		e := b.Refuse(officer, rules.Conflict, cmd)
		if !strings.Contains(e.Text.ZH, second) || e.Text.ZH == strings.ReplaceAll(e.Text.ZH, second, "") {
			t.Errorf("%s does not name who: %v", cmd.Code(), e)
		}
	}
	if k := page(b, id).Case; k.Said != "周立冬写的" || k.State != rules.CaseOpen {
		t.Errorf("%+v", k)
	}
	b.Must(officer, &command.EditCase{Case: id, Version: was + 1, Said: ptr("何雨禾写的")})
}

// Ensure the way of a case from its dispatch to its end, each step told once, and the
// closing refused with the first thing owed, how many more, and its clause.
func TestTheWayOfACase(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	b.Must(officer, &command.Dispatch{Case: id, Team: "执法队", Vehicle: "皮卡"})
	if e := b.Refuse(officer, rules.Precondition, &command.Dispatch{Case: id, Team: "执法队"}); !strings.Contains(e.Text.ZH, "执法队") || e.Field != "team" {
		t.Errorf("%v", e)
	}
	b.Refuse(officer, rules.Precondition, &command.CloseCase{Case: id})
	b.Clock.Add(20 * time.Minute)
	b.Must(officer, &command.Arrive{Case: id})
	b.Refuse(officer, rules.Precondition, &command.Arrive{Case: id})
	b.Must(officer, &command.Settle{Case: id, Outcome: "送医院", Note: "县医院急诊"})
	b.Refuse(officer, rules.Precondition, &command.Settle{Case: id, Outcome: rules.OutcomeHosp})
	e := b.Refuse(officer, rules.Precondition, &command.CloseCase{Case: id})
	first := page(b, id).Obligations[0]
	if !strings.Contains(e.Text.ZH, first.Text.ZH) || len(e.Blocks) < 2 || e.Clause != first.Clauses[0] {
		t.Errorf("%v; first is %s %v", e, first.Text.ZH, first.Clauses)
	}
	for _, block := range e.Blocks {
		if !strings.Contains(e.Text.ZH, block.Text.In(text.ZH)) {
			t.Errorf("%s is not named: %s", block.Code, e.Text.In(text.ZH))
		}
	}
	settleAll(b, id)
	if e := b.Refuse(officer, rules.Precondition, &command.CloseCase{Case: id}); !strings.Contains(e.Text.ZH, "执法队") || !strings.Contains(e.Text.ZH, "先记返回") {
		t.Errorf("%v", e)
	}
	b.Must(officer, &command.Return{Case: id})
	if p := page(b, id); p.Can["case.close"] != nil {
		t.Fatalf("the key is grey: %v", p.Can["case.close"])
	}
	b.Must(officer, &command.CloseCase{Case: id, Note: "家属已接走"})
	p := page(b, id)
	k := p.Case
	if k.State != rules.CaseClosed || k.DispatchAt == nil || k.ArriveAt == nil || k.SettledAt == nil || k.ClosedAt == nil || k.Facts.Tri("escorted") != rules.Yes {
		t.Errorf("%+v", k)
	}
	if !slices.ContainsFunc(p.Timeline, func(e view.Event) bool { return e.Code == "note.add" && e.Text == "家属已接走" }) {
		t.Error("the closing note is not on the page")
	}
	for _, cmd := range []command.Command{&command.EditCase{Case: id, Said: ptr("x")}, &command.DoAct{Case: id, Act: "archive"},
		&command.Waive{Case: id, Act: "archive", Reason: "x"}, &command.RevokeAct{Case: id, Act: "notify_emergency_now", Reason: "x"},
		&command.Dispatch{Case: id, Team: "x"}, &command.Arrive{Case: id}, &command.Settle{Case: id, Outcome: rules.OutcomeDied},
		&command.CloseCase{Case: id}} {
		b.Refuse(officer, rules.Precondition, cmd)
	}
	b.Must(officer, &command.AddNote{Case: id, Text: "次日回电"})
}

// Ensure that nobody is left without a word: closing an open case wants a reason (P7.2.39).
func TestCloseUnsettled(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{})
	settleAll(b, id)
	if e := b.Refuse(officer, rules.Precondition, &command.CloseCase{Case: id}); e.Clause != "P7.2.39" || e.Field != "note" {
		t.Errorf("%v", e)
	}
	b.Must(officer, &command.CloseCase{Case: id, Note: "误报, 是稻草人"})
}

// Ensure that an act is for what is asked, once, and again after it was taken back.
func TestActs(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	if e := b.Refuse(officer, rules.Invalid, &command.DoAct{Case: id, Act: "green_channel"}); e.Field != "act" || !strings.Contains(e.Text.ZH, "notify_emergency_now") {
		t.Errorf("%v", e)
	}
	earlier := storetest.Start.Add(-8 * time.Minute)
	b.Must(officer, &command.DoAct{Case: id, Act: "notify_emergency_now", Note: "急救中心 02:02", At: &earlier})
	o := owed(t, page(b, id), "notify_emergency_now")
	if o.State != rules.Done || !o.DoneAt.Equal(earlier) || o.By != officer || o.Note != "急救中心 02:02" {
		t.Errorf("%+v", o)
	}
	e := b.Refuse(second, rules.Precondition, &command.DoAct{Case: id, Act: "notify_emergency_now"})
	if !strings.Contains(e.Text.ZH, "已办, "+officer+" 11-24 02:02") {
		t.Errorf("%v", e)
	}
	b.Must(second, &command.RevokeAct{Case: id, Act: "notify_emergency_now", Reason: "打错了"})
	p := page(b, id)
	if o := owed(t, p, "notify_emergency_now"); !o.State.Open() || p.Can["act/notify_emergency_now"] != nil {
		t.Errorf("%+v %v", o, p.Can["act/notify_emergency_now"])
	}
	b.Refuse(second, rules.Precondition, &command.RevokeAct{Case: id, Act: "notify_emergency_now", Reason: "又"})
	b.Must(second, &command.DoAct{Case: id, Act: "notify_emergency_now"})
	p = page(b, id)
	if len(p.Case.Acts) != 2 || p.Case.Acts[0].Revoked != "打错了" {
		t.Errorf("the act taken back is gone: %+v", p.Case.Acts)
	}
	if !slices.ContainsFunc(p.Timeline, func(e view.Event) bool { return strings.Contains(e.What.ZH, "已撤销: 打错了") }) {
		t.Errorf("not on the timeline: %+v", p.Timeline)
	}
}

// Ensure that an obligation is waived with a reason, one that concerns a life by a leader
// alone, and that a waiver taken back binds again.
func TestWaive(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	e := b.Refuse(officer, rules.Denied, &command.Waive{Case: id, Act: "notify_emergency_now", Reason: "不想打"})
	if e.Clause != "P7.2.39" {
		t.Errorf("%v", e)
	}
	if c := page(b, id).Can["waive/notify_emergency_now"]; c == nil || c.Text != e.Text {
		t.Errorf("the page says %v, the command %v", c, e)
	}
	b.Must(leader, &command.Waive{Case: id, Act: "notify_emergency_now", Reason: "医生在场"})
	b.Refuse(leader, rules.Precondition, &command.Waive{Case: id, Act: "notify_emergency_now", Reason: "再免"})
	if o := owed(t, page(b, id), "notify_emergency_now"); o.State != rules.Waived || o.By != leader || o.Note != "医生在场" {
		t.Errorf("%+v", o)
	}
	b.Must(officer, &command.RevokeAct{Case: id, Act: "notify_emergency_now", Reason: "医生走了"})
	p := page(b, id)
	if o := owed(t, p, "notify_emergency_now"); !o.State.Open() || len(p.Case.Lifted) != 1 {
		t.Errorf("%+v %+v", o, p.Case.Lifted)
	}
	b.Must(officer, &command.Waive{Case: id, Act: "report_leader", Reason: "领导就在现场"})
	b.Refuse(officer, rules.Invalid, &command.Waive{Case: id, Act: "green_channel", Reason: "x"})
}

// Ensure that a leader's word is in effect at once, shows that the leader was told, and is
// signed by that leader alone and once.
func TestOrders(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	if e := b.Refuse(officer, rules.Denied, &command.GiveOrder{Leader: second, Text: "送医"}); e.Field != "leader" {
		t.Errorf("%v", e)
	}
	if e := b.Refuse(officer, rules.NotFound, &command.GiveOrder{Leader: "罗小满", Text: "送医"}); e.Field != "leader" {
		t.Errorf("%v", e)
	}
	b.Refuse(officer, rules.NotFound, &command.GiveOrder{Leader: leader, Text: "送医", Case: "99"})
	res := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "先送医, 费用镇里出", Case: "1"})
	p := page(b, id)
	if o := owed(t, p, "report_leader"); o.State != rules.Done || o.Note != leader || len(p.Orders) != 1 {
		t.Errorf("%+v", o)
	}
	if p.Case.Acts[0].Ref != res.ID {
		t.Errorf("%+v", p.Case.Acts)
	}
	b.Refuse(officer, rules.Denied, &command.SignOrder{Order: res.ID, PIN: storetest.PIN})
	if e := b.Refuse("宋长宁", rules.Denied, &command.SignOrder{Order: res.ID, PIN: storetest.PIN}); !strings.Contains(e.Text.ZH, leader) {
		t.Errorf("%v", e)
	}
	b.Refuse(leader, rules.Denied, &command.SignOrder{Order: res.ID, PIN: "000000"})
	b.Must(leader, &command.SignOrder{Order: "1", PIN: storetest.PIN})
	b.Refuse(leader, rules.Precondition, &command.SignOrder{Order: res.ID, PIN: storetest.PIN})
	if p := page(b, id); p.Orders[0].SignedAt == nil {
		t.Error("not signed")
	}
	b.Must(officer, &command.GiveOrder{Leader: leader, Text: "各村再查一遍"})
}

// Ensure that a note stands on its case or on the shift.
func TestNotes(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	id := open(b, command.Person{})
	b.Must(officer, &command.AddNote{Case: "1", Text: "第一行\n第二行"})
	b.Must(officer, &command.AddNote{Text: "查岗 23:10"})
	n := 0
	for _, e := range page(b, id).Timeline {
		if e.Code == "note.add" {
			n++
			if e.Text != "第一行\n第二行" || e.By != officer {
				t.Errorf("%+v", e)
			}
		}
	}
	if n != 1 {
		t.Errorf("%d notes on the case", n)
	}
}

// Ensure that the page tells the whole story in order, and whom to ring first.
func TestPage(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	step := func(cmd command.Command) { b.Clock.Add(time.Minute); b.Must(officer, cmd) }
	step(&command.LogCall{Out: true, Caller: rules.Caller{Phone: "120"}, Reached: ptr(true), Case: id})
	step(&command.EditCase{Case: id, Person: &command.Person{Looks: "左手有伤"}})
	step(&command.Dispatch{Case: id, Team: "执法队"})
	step(&command.Arrive{Case: id})
	step(&command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 1, Case: id})
	step(&command.Settle{Case: id, Outcome: rules.OutcomeRefused, Note: "不肯走"})
	step(&command.Settle{Case: id, Outcome: rules.OutcomeShelter, Note: "劝通了"})
	p := page(b, id)
	var codes []string
	for i, e := range p.Timeline {
		codes = append(codes, e.Code)
		if e.What.ZH == "" || e.What.EN == "" || e.By == "" || strings.HasPrefix(e.By, "U0") {
			t.Errorf("%+v", e)
		}
		if i > 0 && e.At.Before(p.Timeline[i-1].At) {
			t.Errorf("%s stands after what came later", e.Code)
		}
	}
	for _, want := range []string{"case.open", "call.log", "case.act", "case.edit", "case.dispatch", "case.arrive", "stock.issue", "case.settle"} {
		if !slices.Contains(codes, want) {
			t.Errorf("%s is not on the timeline: %v", want, codes)
		}
	}
	last := p.Timeline[len(p.Timeline)-1]
	if last.Code != "case.settle" || !strings.Contains(last.What.ZH, "安置避寒点") || last.Text != "劝通了" {
		t.Errorf("%+v", last)
	}
	if len(p.Goods) != 1 || p.Goods[0].Item != "棉被" || p.Goods[0].Unit != "床" || p.Goods[0].From != "值班室备用" {
		t.Errorf("%+v", p.Goods)
	}
	id = open(b, command.Person{Facts: rules.Facts{Groups: []string{"minor"}, Age: ptr(8)}})
	if n := page(b, id).Numbers; len(n) == 0 || n[0].Role != rules.AgencyPolice {
		t.Errorf("for a child first the police: %+v", n)
	}
	id = open(b, grave)
	if n := page(b, id).Numbers; n[0].Role != rules.AgencyEmergency {
		t.Errorf("for the gravely ill first 120: %+v", n)
	}
}

// Ensure that a grey key of the page says what the command would say, for every state.
func TestCanIsWhatTheCommandSays(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	steps := []command.Command{
		&command.Dispatch{Case: id, Team: "执法队"}, &command.Arrive{Case: id}, &command.DoAct{Case: id, Act: "report_leader"},
		&command.Settle{Case: id, Outcome: rules.OutcomeRefused}, &command.Settle{Case: id, Outcome: rules.OutcomeHosp},
	}
	for i := 0; ; i++ {
		p := page(b, id)
		try := map[string]command.Command{
			"case.dispatch": &command.Dispatch{Case: id, Team: "x"}, "case.arrive": &command.Arrive{Case: id},
			"case.close": &command.CloseCase{Case: id, Note: "-"}, "act/report_leader": &command.DoAct{Case: id, Act: "report_leader"},
			"waive/notify_emergency_now": &command.Waive{Case: id, Act: "notify_emergency_now", Reason: "x"},
		}
		for key, cmd := range try {
			e := p.Can[key]
			if e == nil {
				continue // the steps below run what is allowed
			}
			if got := b.Refuse(officer, e.Kind, cmd); got.Text != e.Text || got.Clause != e.Clause {
				t.Errorf("%s: the page says %v, the command %v", key, e, got)
			}
		}
		if i == len(steps) {
			break
		}
		if e := p.Can[steps[i].Code()]; e != nil {
			t.Errorf("%s is grey but allowed: %v", steps[i].Code(), e)
		}
		b.Must(officer, steps[i])
	}
	if p, err := b.As("白露生").Case(id); err != nil || p.Can["case.edit"] == nil || p.Can["case.edit"].Kind != rules.Denied {
		t.Errorf("an auditor may edit: %v", err)
	}
}

// Ensure that without a PIN nothing of a person's name, number, health or words is told:
// not on the page, nor on the list.
func TestMasked(t *testing.T) {
	b := storetest.New(t)
	secret := command.Person{Name: "田有福", Looks: "左手有伤", Address: "河湾村七组", IDNumber: "419901195203140015",
		Facts: rules.Facts{Confused: ptr(true), Mental: ptr(true), Groups: []string{"elderly"}}}
	id := b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "王家后院", Said: "说他打人", Person: secret,
		Caller: rules.Caller{Name: "白桂枝", Phone: "19900009876"}}}).ID
	b.Must(officer, &command.LogCall{Out: true, Agency: "急救", Reached: ptr(true), Said: "说他昏迷", Case: id})
	b.Must(officer, &command.GiveOrder{Leader: leader, Text: "送精神病院", Case: id})
	b.Must(officer, &command.AddNote{Case: id, Text: "他不吃药"})
	b.Must(officer, &command.DoAct{Case: id, Act: "to_county_mental_hospital", Note: "精神科"})
	p, err := b.Public().Case(id)
	if err != nil {
		t.Fatal(err)
	}
	list, err := b.Public().Cases(false, 0)
	if err != nil || len(list) != 1 {
		t.Fatal(err)
	}
	calls, err := b.Public().Calls(true, 0)
	if err != nil {
		t.Fatal(err)
	}
	shown := jsonOf(t, p) + jsonOf(t, list) + jsonOf(t, calls)
	for _, word := range []string{"有福", "左手", "七组", "5203140", "打人", "桂枝", "0009876", "昏迷", "精神", "吃药", "神志", "confused", "ental", "elderly",
		"王家", "120 at", "急救 120\",\"phone", "后院", "74"} {
		if strings.Contains(shown, word) {
			t.Errorf("%q is shown without a PIN", word)
		}
	}
	for key, e := range p.Can {
		if e == nil || e.Kind != rules.Denied {
			t.Errorf("%s is allowed without a PIN", key)
		}
	}
	if p.Subject.In(text.ZH) == "" || len(p.Obligations) == 0 || p.Obligations[0].Text.ZH == "" {
		t.Errorf("nothing is left: %+v", p)
	}
}

// Ensure that the list is the open cases, most urgent first, or all of them newest first.
func TestList(t *testing.T) {
	b := storetest.New(t)
	quiet := open(b, command.Person{})
	urgent := open(b, grave)
	done := open(b, command.Person{})
	closeCase(b, done)
	b.Clock.Add(time.Hour)
	rows, err := b.As(officer).Cases(false, 0)
	if err != nil || len(rows) != 2 || rows[0].ID != urgent || rows[0].Worst != rules.Overdue || rows[0].What.ZH == "" || rows[1].ID != quiet {
		t.Errorf("%+v %v", rows, err)
	}
	all, err := b.As(officer).Cases(true, 0)
	if err != nil || len(all) != 3 || all[0].ID != done || all[0].Worst != "" || all[0].State != rules.CaseClosed {
		t.Errorf("%+v %v", all, err)
	}
	if two, err := b.As(officer).Cases(true, 2); err != nil || len(two) != 2 {
		t.Errorf("%d rows, %v", len(two), err)
	}
}

// Ensure that the same holds of what the page says of the other records: a visit and an order
// on a case that is closed, an archive without a file, a case that is not to be merged.
func TestCanOfRecords(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	other := open(b, command.Person{})
	id := open(b, command.Person{Facts: rules.Facts{Declines: ptr(true), Confused: ptr(true)}})
	order := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "送被子", Case: id}).ID
	b.Must(officer, &command.Dispatch{Case: id, Team: "执法队"})
	b.Must(officer, &command.Arrive{Case: id})
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeRefused, Sign: rules.SignedByHand})
	visit := b.Must(officer, &command.RecordFollowUp{Case: id, Result: rules.VisitRefuses}).ID
	hold := func(when string, refused ...string) {
		b.T.Helper()
		p := page(b, id)
		for key, cmd := range map[string]command.Command{
			"followup.strike/" + visit: &command.StrikeFollowUp{FollowUp: visit, Reason: "x"},
			"order.strike/" + order:    &command.StrikeOrder{Order: order, Reason: "x"},
			"archive.export":           &command.ExportArchive{Case: id},
			"case.same":                &command.SameCase{Case: id, As: other, Reason: "x"},
		} {
			e, ok := p.Can[key]
			if !ok || (e != nil) != slices.Contains(refused, key) {
				t.Errorf("%s, %s: %v %v", when, key, ok, e)
			}
			if e == nil {
				continue
			}
			if got := b.Refuse(officer, e.Kind, cmd); got.Text.In(text.ZH) != e.Text.In(text.ZH) || got.Clause != e.Clause {
				t.Errorf("%s, %s: the page says %v, the command %v", when, key, e, got)
			}
		}
	}
	hold("a team is out", "archive.export", "case.same")
	b.Must(officer, &command.Return{Case: id})
	ref := b.Must(officer, &command.SendReferral{Case: id, Agency: "北渡派出所", Matter: "查身份"}).ID
	hold("a referral is out", "archive.export", "case.same")
	b.Must(officer, &command.RevokeReferral{Referral: ref, Reason: "不查了"})
	hold("nothing is out", "archive.export")
	settleAll(b, id)
	b.Must(leader, &command.CloseCase{Case: id, Over: "村里盯着"})
	hold("closed", "archive.export", "case.same", "followup.strike/"+visit, "order.strike/"+order)
}
