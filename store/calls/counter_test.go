package calls_test

import (
	"slices"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// Ensure that a call is corrected and keeps its old words, also when it is finished.
func TestAmend(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(officer, &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Phone: "19900000001"}, Said: "水管裂了", Nothing: true}).ID
	b.Clock.Add(time.Minute)
	b.Must(officer, &command.AmendCall{Call: id, Said: ptr("水管冻裂了"), Reason: "听错"})
	k := call(b, id)
	me, _ := b.As(officer).Actor()
	if c := k.Corrections[0]; k.Said != "水管冻裂了" || *c.Said != "水管裂了" || c.Reason != "听错" || c.By != me || !c.At.Equal(storetest.Start.Add(time.Minute)) || k.State != rules.CallNoAction {
		t.Errorf("%+v", k)
	}
	if e := b.Refuse(officer, rules.Invalid, &command.AmendCall{Call: id, Said: ptr("水管冻裂了"), Reason: "x"}); e.Field != "call" {
		t.Errorf("%v", e)
	}
	if e := b.Refuse(officer, rules.Invalid, &command.AmendCall{Call: id, Reached: ptr(true), Reason: "x"}); e.Field != "reached" {
		t.Errorf("%v", e)
	}
	b.Refuse(officer, rules.NotFound, &command.AmendCall{Call: "99", Said: ptr("x"), Reason: "x"})
	b.Refuse("苗谷雨", rules.Denied, &command.AmendCall{Call: id, Said: ptr("x"), Reason: "x"})
	if c, err := b.Public().Call(id); err != nil || len(c.Corrections) != 0 {
		t.Errorf("shown without a PIN: %+v %v", c, err)
	}
}

// Ensure that who was really on the line decides what the call met: the wrong agency's act
// goes with the correction, the right one's comes, and a call that did not get through meets
// nothing.
func TestAmendMeetsAnew(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	tel := b.Must(officer, &command.LogCall{Out: true, Agency: "急救", Reached: ptr(true), Said: "派车", Case: id}).ID
	if s := state(b, id, "notify_emergency_now"); s != rules.Done {
		t.Fatal(s)
	}
	b.Must(officer, &command.AmendCall{Call: tel, Said: ptr("马上派车"), Reason: "漏字"})
	if s := state(b, id, "notify_emergency_now"); s != rules.Done {
		t.Errorf("after other words: %s", s)
	}
	b.Must(officer, &command.AmendCall{Call: tel, Caller: &rules.Caller{Unit: "带班领导"}, Reason: "打给的是领导"})
	if s := state(b, id, "notify_emergency_now"); s == rules.Done {
		t.Errorf("120 was never called: %s", s)
	}
	if s := state(b, id, "report_leader"); s != rules.Done {
		t.Errorf("the leader was: %s", s)
	}
	b.Must(officer, &command.AmendCall{Call: tel, Reached: ptr(false), Reason: "没通"})
	if s := state(b, id, "report_leader"); s == rules.Done {
		t.Errorf("nobody was reached: %s", s)
	}
	p := page(b, id)
	var ways []string
	for _, e := range p.Timeline {
		if e.Ref == tel {
			ways = append(ways, e.Code)
		}
	}
	if !slices.Equal(ways, []string{"call.log", "call.amend", "call.amend", "call.amend"}) || p.Can["call.amend/"+tel] != nil {
		t.Errorf("%v %v", ways, p.Can["call.amend/"+tel])
	}
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeLeft})
	for _, o := range page(b, id).Obligations {
		if o.Must && o.State.Open() {
			b.Must(officer, &command.DoAct{Case: id, Act: o.Code})
		}
	}
}

// Ensure that an agency named when the call was logged is kept, with what it met, where the
// correction leaves its unit alone.
func TestAmendKeepsTheAgency(t *testing.T) {
	for _, c := range []struct {
		cmd  command.LogCall
		code string
	}{
		{command.LogCall{Agency: "急救 120", Caller: rules.Caller{Unit: "县里"}}, "notify_emergency_now"},
		{command.LogCall{Agency: leader}, "report_leader"},
	} {
		b := storetest.New(t)
		id := open(b, grave)
		c.cmd.Out, c.cmd.Reached, c.cmd.Case = true, ptr(true), id
		tel := b.Must(officer, &c.cmd).ID
		was := call(b, tel)
		by := was.Caller
		by.Phone = "19900000077"
		b.Must(officer, &command.AmendCall{Call: tel, Caller: &by, Reason: "补号码"})
		b.Must(officer, &command.AmendCall{Call: tel, Caller: &by, Said: ptr("请派人"), Reason: "漏字"})
		if k := call(b, tel); k.Agency != was.Agency || state(b, id, c.code) != rules.Done {
			t.Errorf("%s: agency %q, was %q; %s", c.code, k.Agency, was.Agency, state(b, id, c.code))
		}
		b.Must(officer, &command.AmendCall{Call: tel, Caller: &rules.Caller{Unit: "物业"}, Reason: "打错了"})
		if k := call(b, tel); k.Agency != "" || state(b, id, c.code) == rules.Done {
			t.Errorf("%s: another unit: agency %q, %s", c.code, k.Agency, state(b, id, c.code))
		}
		b.Must(officer, &command.AmendCall{Call: tel, Caller: &rules.Caller{Unit: map[string]string{"notify_emergency_now": "急救 120", "report_leader": "带班领导"}[c.code]}, Reason: "没打错"})
		if s := state(b, id, c.code); s != rules.Done {
			t.Errorf("%s: reached after all: %s", c.code, s)
		}
	}
}

// Ensure that of two agencies with the same task the case names the one that was reached.
func TestAmendToANamesake(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.PutAgency{Name: "急救分站", Role: rules.AgencyEmergency, Phones: []string{"0419-8220120"}})
	id := open(b, grave)
	tel := b.Must(officer, &command.LogCall{Out: true, Agency: "急救 120", Reached: ptr(true), Case: id}).ID
	b.Must(officer, &command.AmendCall{Call: tel, Caller: &rules.Caller{Unit: "急救分站"}, Reason: "打的是分站"})
	acts := page(b, id).Case.Acts
	if n := len(acts); n != 2 || acts[0].Revoked == "" || acts[1].Note != "急救分站" || state(b, id, "notify_emergency_now") != rules.Done {
		t.Errorf("%+v", acts)
	}
}

// Ensure that a correction which began with an older call is a Conflict.
func TestAmendStale(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(officer, &command.LogCall{Kind: rules.CallPhone, Said: "水管裂了"}).ID
	read := call(b, id).Version
	b.Must(officer, &command.AmendCall{Call: id, Version: read, Said: ptr("水管冻裂了"), Reason: "听错"})
	b.Refuse(officer, rules.Conflict, &command.AmendCall{Call: id, Version: read, Said: ptr("水管漏了"), Reason: "听错"})
	b.Must(officer, &command.AmendCall{Call: id, Version: read + 1, Said: ptr("水管漏了"), Reason: "听错"})
}

// Ensure that the end of a call is taken back: it asks for something again.
func TestReopen(t *testing.T) {
	b := storetest.New(t)
	log := func(c command.LogCall) string {
		c.Kind, c.Said = rules.CallPhone, "水管裂了"
		return b.Must(officer, &c).ID
	}
	passed, nothing, done := log(command.LogCall{PassTo: "供水站"}), log(command.LogCall{Nothing: true}), log(command.LogCall{})
	if e := b.Refuse(officer, rules.Precondition, &command.ReopenCall{Call: done, Reason: "x"}); e.Text.ZH == "" {
		t.Error(e)
	}
	b.Must(officer, &command.FinishCall{Call: done, Result: "已修"})
	for _, id := range []string{passed, nothing, done} {
		was := call(b, id)
		b.Must(officer, &command.ReopenCall{Call: id, Reason: "办错了"})
		k := call(b, id)
		if c := k.Corrections[0]; k.State != rules.CallOpen || k.PassedTo+k.Result != "" || c.State != was.State || c.PassedTo != was.PassedTo || c.Result != was.Result {
			t.Errorf("%+v", k)
		}
	}
	if open, err := b.As(officer).Calls(false, 0); err != nil || len(open) != 3 {
		t.Errorf("%d open, %v", len(open), err)
	}
	b.Must(officer, &command.OpenCase{Call: done, Intake: command.Intake{Place: "三号涵洞", Said: "有人"}})
	b.Refuse(officer, rules.Precondition, &command.ReopenCall{Call: done, Reason: "x"})
}

// Ensure that a call joined to the wrong case leaves it, with what it had met there.
func TestReopenLeavesTheCase(t *testing.T) {
	b := storetest.New(t)
	id, other := open(b, grave), open(b, command.Person{})
	tel := b.Must(officer, &command.LogCall{Out: true, Agency: "急救", Reached: ptr(true), Case: id}).ID
	b.Must(officer, &command.LogCall{Kind: rules.CallPhone, Said: "又问", Case: other})
	if p := page(b, id); p.Can["call.reopen/"+tel] != nil {
		t.Error(p.Can["call.reopen/"+tel])
	}
	b.Must(officer, &command.ReopenCall{Call: tel, Reason: "不是这一件"})
	p := page(b, id)
	if s := state(b, id, "notify_emergency_now"); s == rules.Done || len(p.Calls) != 0 || call(b, tel).Case != "" {
		t.Errorf("%s %+v", s, p.Calls)
	}
	if !slices.ContainsFunc(p.Timeline, func(e view.Event) bool { return e.Code == "call.reopen" && e.By == officer }) {
		t.Errorf("not on the timeline: %+v", p.Timeline)
	}
	b.Must(officer, &command.FinishCall{Call: tel, Result: "另记"})
}
