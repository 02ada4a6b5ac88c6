package rules

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules/text"
)

var told0 = time.Date(2026, 11, 24, 1, 50, 0, 0, Zone)

// two are two reports of one person, ten minutes apart.
func two() (main, other *Case) {
	at := func(c *Case, name string) {
		if c.FactsAt == nil {
			c.FactsAt = map[string]time.Time{}
		}
		c.FactsAt[name] = c.OpenedAt
	}
	main = &Case{ID: "C20261124-0004", Kind: CaseFound, State: CaseOpen, OpenedAt: told0.Add(10 * time.Minute), Place: PlaceRef{ID: "L01", Text: "汽车站桥洞"}}
	other = &Case{ID: "C20261124-0005", Kind: CaseFound, State: CaseOpen, OpenedAt: told0, Place: PlaceRef{ID: "L01", Text: "汽车站桥洞"}}
	main.Facts.SetTri("confused", Yes)
	at(main, "confused")
	other.Facts.SetTri("sudden_illness", Yes)
	at(other, "sudden_illness")
	other.Person.Sex = "M"
	other.Acts = []Act{{Code: "notify_emergency_now", At: told0.Add(time.Minute), By: "U1", Ref: "T1"}, {Code: "report_leader", At: told0, Revoked: "打错"}}
	return main, other
}

// Ensure that the main case knows and has done what the other one did, and that it all goes
// when the two are taken apart, but for what was said since.
func TestMergeAndSplit(t *testing.T) {
	main, other := two()
	if e := other.MayMerge(main, nil, false); e != nil {
		t.Fatal(e)
	}
	at := told0.Add(time.Hour)
	if e := main.Merge(other, nil, nil, Joined{At: at, By: "U2", Reason: "同一人"}); e != nil {
		t.Fatal(e)
	}
	if main.Facts.Tri("sudden_illness") != Yes || !main.FactsAt["sudden_illness"].Equal(told0) || main.Person.Sex != "M" {
		t.Errorf("filled: %+v %v", main.Facts, main.FactsAt)
	}
	if a := main.DoneAct("notify_emergency_now"); a == nil || a.From != other.ID || main.DoneAct("report_leader") != nil || len(main.Acts) != 1 {
		t.Errorf("acts: %+v", main.Acts)
	}
	if !main.Told().Equal(told0) || other.State != CaseClosed || other.Same != main.ID || other.ClosedAt == nil {
		t.Errorf("%v, the other: %+v", main.Told(), other)
	}
	if e := other.Working(); e == nil || e.Text.In(text.EN) == "" {
		t.Error("the merged case can be worked on")
	}
	if e := other.MayStepBack(); e == nil {
		t.Error("the merging is taken for a closing")
	}
	// somebody says the same of the sex with another word, and revokes the act
	main.Person.Sex = "F"
	if e := main.Revoke("notify_emergency_now", "没打通"); e != nil {
		t.Fatal(e)
	}
	if !main.Mirror(other) || other.DoneAct("notify_emergency_now") != nil || main.Mirror(other) {
		t.Errorf("mirrored: %+v", other.Acts)
	}
	if e := main.Split(other, TakenBack{At: at.Add(time.Minute), By: "U2", Reason: "两个人"}); e != nil {
		t.Fatal(e)
	}
	if main.Facts.Known("sudden_illness") || main.Person.Sex != "F" || !main.Told().Equal(main.OpenedAt) || main.Facts.Tri("confused") != Yes {
		t.Errorf("after: %+v %+v", main.Facts, main.Person)
	}
	if _, has := main.FactsAt["sudden_illness"]; has || other.State != CaseOpen || other.Same != "" || other.ClosedAt != nil {
		t.Errorf("after: %v, the other %+v", main.FactsAt, other)
	}
	if e := main.Split(other, TakenBack{}); e == nil {
		t.Error("taken apart twice")
	}
}

// Ensure that contradictions are all told at once and never chosen silently, and that the
// choice counts and can be taken back; what adds up is added.
func TestMergeAsksWhatContradicts(t *testing.T) {
	main, other := two()
	age, older := 60, 75
	main.Facts.Age, other.Facts.Age = &age, &older
	main.Person.Sex = "F"
	other.Facts.SetTri("confused", No)
	main.Facts.Given, other.Facts.Given = []string{"food"}, []string{"winter_items"}
	main.Facts.Groups, other.Facts.Groups = []string{"elderly"}, []string{"disabled"}
	var names []string
	for _, d := range Differences(main, other) {
		names = append(names, d.Name)
		if d.Label.ZH == "" || d.Main.In(text.ZH) == "" || d.Other.In(text.EN) == "" {
			t.Errorf("%+v", d)
		}
	}
	if !slices.Equal(names, []string{"sex", "confused", "age"}) {
		t.Fatalf("differences: %v", names)
	}
	e := main.Merge(other, []string{"sex"}, nil, Joined{})
	if e == nil || e.Field != "keep" || len(main.Joined) != 0 {
		t.Fatalf("%v", e)
	}
	if e := main.Merge(other, []string{"sex"}, []string{"age", "confused"}, Joined{At: told0}); e != nil {
		t.Fatal(e)
	}
	if *main.Facts.Age != 75 || main.Person.Sex != "F" || main.Facts.Tri("confused") != No {
		t.Errorf("%+v %+v", main.Facts, main.Person)
	}
	if !slices.Equal(main.Facts.Given, []string{"food", "winter_items"}) || !slices.Equal(main.Facts.Groups, []string{"elderly", "disabled"}) {
		t.Errorf("added: %v %v", main.Facts.Given, main.Facts.Groups)
	}
	if e := main.Split(other, TakenBack{Reason: "不是"}); e != nil {
		t.Fatal(e)
	}
	if *main.Facts.Age != 60 || main.Facts.Tri("confused") != Yes || !slices.Equal(main.Facts.Given, []string{"food"}) {
		t.Errorf("after: %+v", main.Facts)
	}
	minor, old := &Case{}, &Case{}
	minor.Facts.Groups, old.Facts.Groups = []string{"minor"}, []string{"elderly"}
	if d := Differences(minor, old); len(d) != 1 {
		t.Errorf("a minor and an old man: %v", d)
	}
	sought, met := &Case{Place: PlaceRef{Text: "柳树湾村"}}, &Case{ID: "C2", Place: PlaceRef{ID: "L01", Text: "汽车站桥洞"}}
	if d := Differences(sought, met); len(d) != 1 || d[0].Name != "place" {
		t.Errorf("missed in one place, found in another: %v", d)
	}
	if e := sought.Merge(met, nil, []string{"place"}, Joined{}); e != nil || sought.Place.ID != "L01" {
		t.Errorf("%v %v", e, sought.Place)
	}
	if sought.Split(met, TakenBack{}); sought.Place.Text != "柳树湾村" {
		t.Errorf("%v", sought.Place)
	}
	missing, found := &Case{Kind: CaseMissing}, &Case{Kind: CaseFound}
	if found.Merge(missing, nil, nil, Joined{}); found.Facts.Tri("suspected_lost") != Yes {
		t.Error("who was reported missing is not looked for any more")
	}
}

// Ensure that nothing drops out of sight by a merging, and that two persons stay two.
func TestMayMerge(t *testing.T) {
	for name, c := range map[string]struct {
		change func(main, other *Case) []Referral
		leader bool
		ok     bool
	}{
		"as it is":       {ok: true},
		"itself":         {change: func(m, o *Case) []Referral { m.ID = o.ID; return nil }},
		"main closed":    {change: func(m, _ *Case) []Referral { m.State = CaseClosed; return nil }},
		"merged already": {change: func(_, o *Case) []Referral { o.State, o.Same = CaseClosed, "C1"; return nil }},
		"a team is out":  {change: func(_, o *Case) []Referral { o.State = CaseDispatched; return nil }},
		"teams on both":  {change: func(m, o *Case) []Referral { m.State, o.State = CaseOnScene, CaseDispatched; return nil }, ok: true},
		"another outcome": {change: func(m, o *Case) []Referral {
			m.State, o.State, m.Outcome, o.Outcome = CaseSettled, CaseSettled, OutcomeHome, OutcomeLeft
			return nil
		}},
		"a referral is out": {change: func(*Case, *Case) []Referral {
			return []Referral{{To: "县救助站", State: ReferralSent, Steps: []ReferralStep{{}}}}
		}},
		"a refusal stands":    {change: func(*Case, *Case) []Referral { return []Referral{{To: "县救助站", State: ReferralRefused}} }},
		"a referral is over":  {change: func(*Case, *Case) []Referral { return []Referral{{State: ReferralDone}} }, ok: true},
		"two ID numbers":      {change: numbers},
		"a leader says it is": {change: numbers, leader: true, ok: true},
	} {
		main, other := two()
		var refs []Referral
		if c.change != nil {
			refs = c.change(main, other)
		}
		if e := other.MayMerge(main, refs, c.leader); (e == nil) != c.ok || e != nil && (e.Text.In(text.ZH) == "" || e.Text.In(text.EN) == "") {
			t.Errorf("%s: %v", name, e)
		}
	}
}

func numbers(m, o *Case) []Referral {
	m.Person.IDNumber, o.Person.IDNumber = "419901195001011234", "419901195001015678"
	return nil
}

// Ensure the likest case stands first, with the reasons that tell.
func TestAlike(t *testing.T) {
	age, near, far := 70, 75, 30
	a := &Case{Said: "桥洞下躺着一个老人, 说话不清", Place: PlaceRef{ID: "L01", Text: "汽车站桥洞"}, Caller: Caller{Phone: "19900000061"}, OpenedAt: told0}
	a.Person.Sex, a.Facts.Age = "M", &age
	one := &Case{Said: "老人说话不清, 冻得发抖", Place: PlaceRef{Text: "汽车站桥洞"}, Caller: Caller{Phone: "19900000062"}, OpenedAt: told0.Add(time.Minute)}
	one.Person.Sex, one.Facts.Age = "M", &near
	two := &Case{Said: "有人躺着", Place: PlaceRef{Text: "老砖厂"}, Caller: Caller{Phone: "19900000061"}, OpenedAt: told0}
	three := &Case{Place: PlaceRef{ID: "L01", Text: "汽车站桥洞"}, OpenedAt: told0.Add(-48 * time.Hour)}
	three.Person.Sex, three.Facts.Age = "F", &far
	x, why := Alike(a, one, nil)
	y, _ := Alike(a, two, nil)
	z, _ := Alike(a, three, nil)
	if x <= y || y <= z {
		t.Errorf("scores: %d %d %d", x, y, z)
	}
	var said []string
	for _, w := range why {
		said = append(said, w.In(text.ZH))
	}
	if !slices.Equal(said, []string{"同一地点", "性别相同, 年龄相近", "都说到「说话不清」"}) {
		t.Errorf("why: %q", said)
	}
	if n, why := Alike(a, &Case{Caller: Caller{Phone: "19900000063"}, OpenedAt: told0}, []string{"19900000063"}); n < alikePhone || len(why) != 1 {
		t.Errorf("a number that called: %d %v", n, why)
	}
}

// Ensure that what was written at the time of the first report is not too early on the case
// that took it in, and that the first receiver answers since then.
func TestMergedToldEarlier(t *testing.T) {
	main, other := two()
	other.OpenedAt = told0.Add(-time.Hour)
	if e := main.Merge(other, nil, nil, Joined{At: told0.Add(20 * time.Minute)}); e != nil {
		t.Fatal(e)
	}
	at, now := other.OpenedAt.Add(5*time.Minute), told0.Add(30*time.Minute)
	for name, do := range map[string]func(c *Case) *Error{
		"a team":  func(c *Case) *Error { return sendTeam(c, "执法队", "", at) },
		"arrived": func(c *Case) *Error { return c.Arrive(0, Mark{At: at}, now) },
		"a referral": func(c *Case) *Error {
			r := &Referral{ID: "R1", Matter: "查身份", DepartAt: &at}
			return r.Send(c, nil, ReferralStep{At: at})
		},
		"a visit": func(c *Case) *Error {
			c.State, c.SettledAt = CaseFollowUp, &at
			return c.Visit(&FollowUp{ID: "F1", At: at, Result: VisitNotFound}, nil)
		},
	} {
		c := *main
		if e := do(&c); e != nil {
			t.Errorf("%s: %v", name, e)
		}
	}
	if r := main.Responsible(nil, nil); !r.Since.Equal(other.OpenedAt) {
		t.Errorf("answers since %v", r.Since)
	}
	if r := main.Responses(false, main.Classes(Weather{}, 60), func(Acuity, string) Limit { return LimitOf(5, 60) }, now); !r[0].Since.Equal(other.OpenedAt) {
		t.Errorf("the clock runs since %v", r[0].Since)
	}
}

// Ensure that two settlings of one outcome are merged when they agree, what one does not tell
// filled from the other and taken out again with it, and refused when they contradict.
func TestMergeEndings(t *testing.T) {
	at := told0.Add(time.Hour)
	both := func(a, b Ending) (main, other *Case) {
		main, other = two()
		for c, e := range map[*Case]Ending{main: a, other: b} {
			c.State, c.Outcome, c.SettledAt, c.Ending = CaseSettled, OutcomeHome, &at, e
		}
		return main, other
	}
	mother := Ending{Place: PlaceRef{Text: "河湾村"}, Receiver: Receiver{Name: "马春燕", Phone: "19900000077"}}
	for name, e := range map[string]Ending{
		"another place":    {Place: PlaceRef{Text: "三号涵洞"}},
		"another receiver": {Receiver: Receiver{Name: "石望归"}},
		"another number":   {Receiver: Receiver{Phone: "19900000078"}},
	} {
		main, other := both(mother, e)
		if no := other.MayMerge(main, nil, true); no == nil || no.Kind != Precondition || !strings.Contains(no.Text.In(text.ZH), "处置说法不一") || !strings.Contains(no.Text.In(text.ZH), "马春燕") {
			t.Errorf("%s: %v", name, no)
		}
	}
	main, other := both(Ending{Receiver: Receiver{Name: "马春燕"}}, mother)
	if e := other.MayMerge(main, nil, false); e != nil {
		t.Fatal(e)
	}
	if e := main.Merge(other, nil, nil, Joined{At: at}); e != nil || !main.Ending.Equal(&mother) {
		t.Fatalf("%v %+v", e, main.Ending)
	}
	if e := main.Split(other, TakenBack{Reason: "不是"}); e != nil || main.Ending.Place.Text != "" || main.Ending.Receiver.Phone != "" || main.Ending.Receiver.Name != "马春燕" {
		t.Errorf("%v %+v", e, main.Ending)
	}
	main, other = both(Ending{}, mother)
	if e := main.Merge(other, nil, nil, Joined{At: at}); e != nil {
		t.Fatal(e)
	}
	main.Ending.Receiver.Proof = "户口簿" // said since
	if e := main.Split(other, TakenBack{Reason: "不是"}); e != nil || main.Ending.Receiver.Proof != "户口簿" {
		t.Errorf("%v %+v", e, main.Ending)
	}
}
