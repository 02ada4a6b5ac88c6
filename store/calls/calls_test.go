package calls_test

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

const (
	officer = "何雨禾"
	leader  = "沈岚"
)

func ptr[T any](v T) *T { return &v }

var grave = command.Person{Facts: rules.Facts{Age: ptr(70), Confused: ptr(true)}}

func open(b *storetest.Book, p command.Person) string {
	b.T.Helper()
	return b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人躺着", Person: p}}).ID
}

func page(b *storetest.Book, id string) *view.Case {
	b.T.Helper()
	p, err := b.As(officer).Case(id)
	if err != nil {
		b.T.Fatal(err)
	}
	return p
}

func call(b *storetest.Book, id string) rules.Call {
	b.T.Helper()
	all, err := b.As(officer).Calls(true, 0)
	if err != nil {
		b.T.Fatal(err)
	}
	for _, c := range all {
		if c.ID == id {
			return c
		}
	}
	b.T.Fatalf("no call %s", id)
	return rules.Call{}
}

func state(b *storetest.Book, id, code string) rules.ObligationState {
	b.T.Helper()
	for _, o := range page(b, id).Obligations {
		if o.Code == code {
			return o.State
		}
	}
	return ""
}

// Ensure what becomes of a call of every kind.
func TestLog(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	id := open(b, command.Person{})
	for _, c := range []struct {
		name  string
		cmd   command.LogCall
		state rules.CallState
		on    string // the case
	}{
		{"left open", command.LogCall{Said: "水管爆了"}, rules.CallOpen, ""},
		{"passed on", command.LogCall{Said: "水管爆了", PassTo: "gsz"}, rules.CallPassed, ""},
		{"nothing to do", command.LogCall{Said: "问路", Nothing: true}, rules.CallNoAction, ""},
		{"a duty check", command.LogCall{Kind: rules.CallCheck, Caller: rules.Caller{Unit: "县值班室"}}, rules.CallNoAction, ""},
		{"joins a case", command.LogCall{Said: "又看见他了", Case: "1"}, rules.CallDone, id},
		{"out, reached", command.LogCall{Out: true, Agency: "供水站", Reached: ptr(true)}, rules.CallDone, ""},
		{"out, not reached", command.LogCall{Out: true, Agency: "供水站", Reached: ptr(false)}, rules.CallOpen, ""},
		{"out, not reached, on a case", command.LogCall{Out: true, Agency: "供水站", Reached: ptr(false), Case: id}, rules.CallDone, id},
	} {
		t.Run(c.name, func(t *testing.T) {
			res := b.Must(officer, &c.cmd)
			k := call(b, res.ID)
			if k.State != c.state || k.Case != c.on || k.Shift == "" || k.By == "" || !k.At.Equal(storetest.Start) {
				t.Errorf("%+v", k)
			}
			if c.on != "" && (len(res.More) != 1 || res.More[0] != c.on) {
				t.Errorf("more %v", res.More)
			}
			if c.cmd.PassTo != "" && (k.PassedTo != "供水站" || k.PassedAt == nil) {
				t.Errorf("passed to %q", k.PassedTo)
			}
		})
	}
	if n := len(page(b, id).Calls); n != 2 {
		t.Errorf("%d calls on the case", n)
	}
	b.Refuse(officer, rules.NotFound, &command.LogCall{Said: "x", Case: "99"})
	b.Refuse("白露生", rules.Denied, &command.LogCall{Said: "x"})
}

// Ensure that one command writes the call and opens the case, and that who was met is met.
func TestLogOpens(t *testing.T) {
	b := storetest.New(t)
	for kind, found := range map[rules.CallKind]rules.Tri{rules.CallPhone: rules.Unasked, rules.CallVisit: rules.Yes, rules.CallPatrol: rules.Yes} {
		res := b.Must(officer, &command.LogCall{Kind: kind, Caller: rules.Caller{Name: "村民", Phone: "19900000001"}, Said: "桥洞有人",
			Open: &command.Intake{Place: "汽车站桥洞"}})
		k := page(b, res.More[0]).Case
		if k.Call != res.ID || k.Said != "桥洞有人" || k.Caller.Name != "村民" || k.Facts.Tri("found") != found {
			t.Errorf("%s: %+v found %v", kind, k, k.Facts.Tri("found"))
		}
		if (k.Facts.FoundBy == "patrol") != (kind == rules.CallPatrol) {
			t.Errorf("%s: found by %q", kind, k.Facts.FoundBy)
		}
		if c := call(b, res.ID); c.Case != k.ID || c.State != rules.CallDone || c.Place == nil || c.Place.Text != "汽车站桥洞" {
			t.Errorf("%+v", c)
		}
	}
	missing := b.Must(officer, &command.LogCall{Kind: rules.CallVisit, Said: "孩子不见了", Open: &command.Intake{Kind: "走失", Place: "车站社区"}})
	if k := page(b, missing.More[0]).Case; k.Facts.Tri("found") == rules.Yes || k.Kind != rules.CaseMissing {
		t.Errorf("a missing child was met: %+v", k.Facts)
	}
	before := b.Seq()
	b.Refuse(officer, rules.Invalid, &command.LogCall{Said: "x", Open: &command.Intake{}})
	if calls, err := b.As(officer).Calls(true, 0); err != nil || len(calls) != 4 || b.Seq() != before {
		t.Errorf("a refused call was written: %d %v", len(calls), err)
	}
}

// Ensure that a case opens later out of a call that was left open, once.
func TestOpenFromCall(t *testing.T) {
	b := storetest.New(t)
	left := b.Must(officer, &command.LogCall{Caller: rules.Caller{Name: "村民"}, Said: "好像有人"})
	id := b.Must(officer, &command.OpenCase{Call: left.ID, Intake: command.Intake{Place: "三号涵洞", Person: grave}}).ID
	if k := page(b, id).Case; k.Call != left.ID || k.Said != "好像有人" || k.Caller.Name != "村民" {
		t.Errorf("%+v", k)
	}
	if c := call(b, left.ID); c.State != rules.CallDone || c.Case != id {
		t.Errorf("%+v", c)
	}
	again := &command.OpenCase{Call: left.ID, Intake: command.Intake{Place: "三号涵洞", Said: "x"}}
	if e := b.Refuse(officer, rules.Precondition, again); !strings.Contains(e.Text.ZH, id) {
		t.Errorf("%v", e)
	}
	b.Refuse(officer, rules.Precondition, &command.PassCall{Call: left.ID, To: "供水站"})
	b.Refuse(officer, rules.Precondition, &command.FinishCall{Call: left.ID, Result: "x"})
	done := b.Must(officer, &command.LogCall{Said: "问路", Nothing: true})
	b.Refuse(officer, rules.Precondition, &command.OpenCase{Call: done.ID, Intake: command.Intake{Place: "三号涵洞", Said: "x"}})
	b.Refuse(officer, rules.NotFound, &command.OpenCase{Call: "T20200101-0001", Intake: command.Intake{Place: "三号涵洞", Said: "x"}})
}

// Ensure that a call goes on, again if need be, and ends once.
func TestPassAndFinish(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(officer, &command.LogCall{Said: "水管爆了"}).ID
	b.Must(officer, &command.PassCall{Call: "1", To: "供水站"})
	b.Must(officer, &command.PassCall{Call: id, To: "物业老张"})
	if c := call(b, id); c.PassedTo != "物业老张" || c.State != rules.CallPassed {
		t.Errorf("%+v", c)
	}
	b.Must(officer, &command.FinishCall{Call: id, Result: "06:10 已修好"})
	if c := call(b, id); c.State != rules.CallDone || c.Result != "06:10 已修好" {
		t.Errorf("%+v", c)
	}
	b.Refuse(officer, rules.Precondition, &command.FinishCall{Call: id, Nothing: true})
	b.Refuse(officer, rules.Precondition, &command.PassCall{Call: id, To: "供水站"})
	b.Refuse(officer, rules.NotFound, &command.PassCall{Call: "77", To: "供水站"})
	if open, err := b.As(officer).Calls(false, 0); err != nil || len(open) != 0 {
		t.Errorf("%v %v", open, err)
	}
}

// Ensure that reaching an agency by telephone meets what is owed to it, however the agency
// was written, and that a call not answered, a call in or another agency meets nothing.
func TestReachedFulfils(t *testing.T) {
	for _, c := range []struct {
		name string
		cmd  command.LogCall
		code string
		done bool
	}{
		{"by name", command.LogCall{Agency: "急救 120"}, "notify_emergency_now", true},
		{"by initials", command.LogCall{Agency: "jj120"}, "notify_emergency_now", true},
		{"by number", command.LogCall{Caller: rules.Caller{Phone: "120"}}, "notify_emergency_now", true},
		{"by unit", command.LogCall{Caller: rules.Caller{Unit: "急救 120"}}, "notify_emergency_now", true},
		{"leader's agency", command.LogCall{Agency: "带班领导"}, "report_leader", true},
		{"leader by name", command.LogCall{Agency: leader}, "report_leader", true},
		{"leader as the caller", command.LogCall{Caller: rules.Caller{Name: leader}}, "report_leader", true},
		{"no leader of that name", command.LogCall{Caller: rules.Caller{Name: "周立冬"}}, "report_leader", false},
		{"another agency", command.LogCall{Agency: "供水站"}, "notify_emergency_now", false},
		{"one character", command.LogCall{Agency: "急"}, "notify_emergency_now", false},
		{"on no list", command.LogCall{Agency: "县医院急诊"}, "notify_emergency_now", false},
		{"on no list, by the short number", command.LogCall{Agency: "县急救中心", Caller: rules.Caller{Phone: "120"}}, "notify_emergency_now", true},
	} {
		for _, reached := range []*bool{ptr(true), ptr(false), nil} {
			t.Run(c.name, func(t *testing.T) {
				b := storetest.New(t)
				id := open(b, grave)
				cmd := c.cmd
				cmd.Out, cmd.Reached, cmd.Case = true, reached, id
				res := b.Must(officer, &cmd)
				want := c.done && reached != nil && *reached
				if s := state(b, id, c.code); (s == rules.Done) != want {
					t.Errorf("%s is %s", c.code, s)
				}
				p := page(b, id)
				if len(p.Calls) != 1 || want && (p.Case.Acts[0].Ref != res.ID || len(p.Case.Acts) != 1) {
					t.Errorf("calls %+v acts %+v", p.Calls, p.Case.Acts)
				}
			})
		}
	}
	b := storetest.New(t)
	id := open(b, grave)
	b.Must(officer, &command.LogCall{Caller: rules.Caller{Phone: "120"}, Said: "救护车找不到路", Case: id})
	if s := state(b, id, "notify_emergency_now"); !s.Open() {
		t.Errorf("a call in: %s", s)
	}
	if e := b.Refuse(officer, rules.NotFound, &command.LogCall{Out: true, Agency: "县医院", Caller: rules.Caller{Unit: "别的单位"}}); e.Field != "agency" {
		t.Errorf("%v", e)
	}
}

// Ensure that a call made just before the duty was known meets it, that one made long
// before does not, and that an act taken back is not credited again.
func TestCreditGrace(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{})
	b.Must(officer, &command.LogCall{Out: true, Agency: "急救 120", Reached: ptr(true), Case: id})
	if n := len(page(b, id).Case.Acts); n != 0 {
		t.Fatalf("%d acts before anything is owed", n)
	}
	b.Clock.Add(10 * time.Minute)
	b.Must(officer, &command.EditCase{Case: id, Person: &command.Person{Facts: rules.Facts{Confused: ptr(true)}}})
	if s := state(b, id, "notify_emergency_now"); s != rules.Done {
		t.Errorf("rung ten minutes before: %s", s)
	}
	b.Must(officer, &command.RevokeAct{Case: id, Act: "notify_emergency_now", Reason: "打成了110"})
	b.Must(officer, &command.EditCase{Case: id, Said: ptr("补充")})
	if s := state(b, id, "notify_emergency_now"); !s.Open() {
		t.Errorf("credited again: %s", s)
	}

	other := open(b, command.Person{})
	b.Must(officer, &command.LogCall{Out: true, Agency: "急救 120", Reached: ptr(true), Case: other})
	b.Clock.Add(31 * time.Minute)
	b.Must(officer, &command.EditCase{Case: other, Person: &command.Person{Facts: rules.Facts{SuddenIllness: ptr(true)}}})
	if s := state(b, other, "notify_emergency_now"); !s.Open() {
		t.Errorf("a call about something else: %s", s)
	}
}

// Ensure that every duty a call can meet is one that the shipped plans ask for.
func TestFulfilsIsShipped(t *testing.T) {
	s := plan.Subject{Opened: storetest.Start, Facts: rules.Facts{Confused: ptr(true), Danger: ptr(true), FoundBy: "village",
		Groups: []string{"minor"}, SuspectedLost: ptr(true)}}
	var ops []rules.Operation
	for _, p := range plan.Shipped().Plans() {
		ops = append(ops, rules.Operation{ID: p.ID, Plan: p.ID, From: "2026-11-01", To: "2027-03-31"})
	}
	asked := map[string]bool{}
	for _, o := range []rules.Outcome{"", rules.OutcomeLeft, rules.OutcomeDied} {
		s.Settled, s.Outcome, s.SettledAt = o != "", o, storetest.Start
		for _, o := range plan.Shipped().Demands(ops, s, storetest.Start).Obligations {
			asked[o.Code] = true
		}
	}
	for role, codes := range rules.Fulfils {
		for _, code := range codes {
			if !asked[code] {
				t.Errorf("%s of %s: no plan asks for it", code, role)
			}
		}
	}
}

// Ensure a village and an officer can be rung, by id and by name, and that a party without a
// number is said at the field of the number, with what to do instead.
func TestRingOut(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	admin := "许知远"
	b.Must(admin, &command.PutVillage{ID: "419901101201", Name: "河湾村", Contact: "田望舒", Phone: "19900000021", Version: 1})
	rung := func(c *command.LogCall) rules.Call {
		b.T.Helper()
		c.Out, c.Kind, c.Case, c.Reached = true, rules.CallPhone, id, ptr(true)
		return call(b, b.Must(officer, c).ID)
	}
	for _, said := range []string{"河湾村", "419901101201", "hwc"} {
		if c := rung(&command.LogCall{Agency: said}); c.Agency != "419901101201" || c.Caller.Phone != "19900000021" || !strings.Contains(c.Caller.Unit, "河湾村") {
			t.Errorf("%s: %+v", said, c)
		}
	}
	if c := rung(&command.LogCall{Agency: "周立冬"}); !strings.HasPrefix(c.Agency, "U") || c.Caller.Unit != "周立冬" {
		t.Errorf("%+v", c)
	}
	if c := rung(&command.LogCall{Caller: rules.Caller{Phone: "19900000099", Name: "过路人"}}); c.Agency != "" || c.Caller.Phone != "19900000099" {
		t.Errorf("any number: %+v", c)
	}
	e := b.Refuse(officer, rules.Invalid, &command.LogCall{Out: true, Agency: "车站社区", Reached: ptr(false), Case: id})
	if e.Field != "caller.phone" || !strings.Contains(e.Text.ZH, "车站社区 没有登记电话") || !strings.Contains(e.Text.ZH, "名册") {
		t.Errorf("%v", e)
	}
	if c := rung(&command.LogCall{Agency: "车站社区", Caller: rules.Caller{Phone: "19900000022"}}); c.Caller.Phone != "19900000022" {
		t.Errorf("%+v", c)
	}
	b.Must(officer, &command.LogCall{Kind: rules.CallWechat, Out: true, Agency: "车站社区", Reached: ptr(true), Case: id})

	p := page(b, id)
	at := func(name string) int {
		for i, a := range p.Numbers {
			if strings.HasPrefix(a.Name, name) {
				return i
			}
		}
		t.Fatalf("%s is not among the numbers", name)
		return 0
	}
	if !(at("急救 120") < at("北渡派出所") && at("北渡派出所") < at("河湾村") && at("河湾村") < at(leader) && at(leader) < at("车站社区") && at("车站社区") < at("周立冬")) {
		t.Errorf("%+v", p.Numbers)
	}
	if v, err := b.Public().Case(id); err != nil || len(v.Numbers) >= len(p.Numbers) {
		t.Errorf("without a PIN: %d of %d, %v", len(v.Numbers), len(p.Numbers), err)
	}
}
