package villages_test

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

const (
	officer = "何雨禾"
	contact = "罗望川" // of 河湾村, where 三号涵洞 lies
	other   = "顾小满" // of 车站社区, where 汽车站桥洞 lies
)

func desk(t *testing.T) *storetest.Book {
	t.Helper()
	b := storetest.New(t)
	b.Must("许知远", &command.Import{
		Officers: []rules.Officer{{Name: contact, Roles: []rules.Role{rules.RoleVillage}, Village: "河湾村", Phone: "19900000303"},
			{Name: other, Roles: []rules.Role{rules.RoleVillage}, Village: "车站社区"}},
		PINs: map[string]string{contact: storetest.PIN, other: storetest.PIN}})
	return b
}

func page(t *testing.T, b *storetest.Book, who string) *view.Village {
	t.Helper()
	v, err := b.As(who).Village()
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func kinds(v *view.Village) (out []string) {
	for _, a := range v.Asks {
		out = append(out, a.Kind)
	}
	return out
}

// Ensure a report opens a case of the village, with who can be rung and that a village found
// the person, and that a place of another village stays as it was said.
func TestReport(t *testing.T) {
	b := desk(t)
	id := b.Must(contact, &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "老汉发抖"}}).ID
	p, err := b.As(officer).Case(id)
	if err != nil {
		t.Fatal(err)
	}
	k := p.Case
	if k.Village != "419901101201" || k.Place.ID != "" || k.Place.Text != "汽车站桥洞" || k.Caller != (rules.Caller{Name: contact, Unit: "河湾村", Phone: "19900000303"}) ||
		k.Facts.FoundBy != "village" || k.Facts.Tri("found") != rules.Yes {
		t.Errorf("%+v", k)
	}
	if v := page(t, b, contact); len(v.Cases) != 1 || v.Cases[0].Said != "老汉发抖" || v.Alike("汽车站桥洞") == nil {
		t.Errorf("%+v", v.Cases)
	}
	if v := page(t, b, other); len(v.Cases) != 0 {
		t.Errorf("another village sees %+v", v.Cases)
	}
	own := b.Must(contact, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "x"}}).ID
	if p, _ := b.As(officer).Case(own); p.Case.Place.ID == "" {
		t.Error("the own place is not known")
	}
	b.Refuse(contact, rules.Invalid, &command.OpenCase{Intake: command.Intake{Kind: rules.CaseMissing, Place: "三号涵洞", Said: "x"}})
	call := b.Must(officer, &command.LogCall{Kind: rules.CallPhone, Said: "x"}).ID
	b.Refuse(contact, rules.Denied, &command.OpenCase{Call: call, Intake: command.Intake{Place: "三号涵洞", Said: "x"}})
}

// Ensure what is asked of a village comes and goes with what its contact writes, and is asked
// of no other.
func TestAsks(t *testing.T) {
	b := desk(t)
	yes := true
	id := b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "不肯走", Person: command.Person{Name: "石望归", Facts: rules.Facts{Declines: &yes}}}}).ID
	b.Must(officer, &command.Dispatch{Case: id, Team: "唐秋实"})
	notice := b.Must(officer, &command.NewNotice{Text: "加巡", To: []string{"河湾村"}, Others: []command.Contact{{Name: "秦大爷", Phones: []string{"19900000701"}, Village: "河湾村"}}}).ID
	b.Must(officer, &command.NoteResult{Notice: notice, Receiver: "2", Result: rules.ResultMissed})
	got := kinds(page(t, b, contact))
	for _, k := range []string{view.AskArrive, view.AskNotice, view.AskPerson, view.AskVisit} {
		if !slices.Contains(got, k) {
			t.Errorf("%s is not asked: %v", k, got)
		}
	}
	if v := page(t, b, other); len(v.Cases) != 0 || slices.ContainsFunc(v.Asks, func(a view.VillageAsk) bool { return a.Kind != view.AskDuty }) {
		t.Errorf("another village is asked %+v", v.Asks)
	}
	b.Refuse(other, rules.NotFound, &command.Arrive{Case: id, Team: 1})
	b.Refuse(other, rules.NotFound, &command.RecordFollowUp{Case: id, Result: rules.VisitFine})
	b.Refuse(other, rules.NotFound, &command.ConfirmNotice{Notice: notice})
	b.Refuse(other, rules.NotFound, &command.NoteResult{Notice: notice, Receiver: "2", Result: rules.ResultReceived})
	b.Clock.Add(time.Minute)
	b.Must(contact, &command.Arrive{Case: id, Team: 1})
	b.Must(contact, &command.ConfirmNotice{Notice: notice, Said: "都看过"})
	b.Must(contact, &command.NoteResult{Notice: notice, Receiver: "2", Result: rules.ResultReceived, Said: "上门见到"})
	b.Must(contact, &command.RecordFollowUp{Case: id, Result: rules.VisitRefuses})
	for _, a := range page(t, b, contact).Asks {
		if a.Kind != view.AskDuty {
			t.Errorf("still asked: %+v", a)
		}
	}
	b.Refuse(contact, rules.Denied, &command.StepBack{Case: id, Reason: "x"})
	b.Refuse(contact, rules.Denied, &command.SetPIN{Officer: officer, PIN: "135790"})
}

// Ensure a contact alone has no board and sets the own PIN, and that somebody with a second role
// reads and writes as that one.
func TestSecondRole(t *testing.T) {
	b := desk(t)
	b.Must("许知远", &command.SetRoles{Officer: other, Roles: []rules.Role{rules.RoleVillage, rules.RoleOfficer}})
	if _, err := b.As(other).Board(); err != nil {
		t.Error(err)
	}
	if _, err := b.As(other).Village(); rules.KindOf(err) != rules.Denied {
		t.Error(err)
	}
	id := b.Must(other, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "x"}}).ID
	if p, _ := b.As(other).Case(id); p.Case.Village != "" {
		t.Errorf("an officer's case is marked with a village: %+v", p.Case)
	}
	if _, err := b.As(contact).Board(); rules.KindOf(err) != rules.Denied || !strings.Contains(rules.AsError(err).Text.ZH, "本村") {
		t.Error(err)
	}
	if e := b.As(contact).Whole(); rules.KindOf(e) != rules.Denied {
		t.Error(e)
	}
	b.Must(contact, &command.SetPIN{PIN: "135790"})
}
