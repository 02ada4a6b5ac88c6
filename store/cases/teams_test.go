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

const admin = "许知远"

// car puts a vehicle on the list.
func car(b *storetest.Book, name string) string {
	b.T.Helper()
	return b.Must(admin, &command.PutPlace{Name: name, Kind: rules.PlaceVehicle}).ID
}

// Ensure who goes is known by the list where the list knows them, and kept as written where
// it does not; the vehicle too.
func TestWhoGoes(t *testing.T) {
	b := storetest.New(t)
	van := car(b, "救助巡查车")
	for said, want := range map[string][]rules.Member{
		"何雨禾":           {{Officer: "U", Name: "何雨禾"}},
		"何雨禾、村里两人":      {{Officer: "U", Name: "何雨禾"}, {Name: "村里两人"}},
		"何雨禾, 周立冬;何雨禾":  {{Officer: "U", Name: "何雨禾"}, {Officer: "U", Name: "周立冬"}},
		"何雨禾 周立冬":       {{Officer: "U", Name: "何雨禾"}, {Officer: "U", Name: "周立冬"}},
		"卫生院 2 人":       {{Name: "卫生院 2 人"}},
		"hyh":           {{Name: "hyh"}}, // initials may be anybody's
		"综合执法队，河湾村 田望舒": {{Name: "综合执法队"}, {Name: "河湾村 田望舒"}},
	} {
		id := open(b, command.Person{})
		b.Must(officer, &command.Dispatch{Case: id, Team: said, Vehicle: "救助巡查车"})
		k := page(b, id).Case
		got := slices.Clone(k.Teams[0].People)
		for i := range got {
			if got[i].Officer != "" {
				got[i].Officer = "U"
			}
		}
		if !slices.Equal(got, want) || k.Teams[0].Vehicle != (rules.PlaceRef{ID: van, Text: "救助巡查车"}) {
			t.Errorf("%q: %+v, want %+v", said, k.Teams[0], want)
		}
	}
	id := open(b, command.Person{})
	b.Must(officer, &command.Dispatch{Case: id, Team: "卫生院", Vehicle: "镇仓库"}) // no vehicle
	if v := page(b, id).Case.Teams[0].Vehicle; v.ID != "" || v.Text != "镇仓库" {
		t.Errorf("%+v", v)
	}
	if e := b.Refuse(officer, rules.Invalid, &command.Dispatch{Case: id, Team: "、,"}); e.Field != "team" {
		t.Errorf("%v", e)
	}
}

// Ensure the story tells every step of every team with its own time and writer, keeps what
// was taken back, and what may be done stands beside it; the reason is the command's.
func TestTeamsOnThePage(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	b.Clock.Add(30 * time.Minute)
	b.Must(officer, &command.Dispatch{Case: id, Team: "执法队", Vehicle: "皮卡", At: ptr(storetest.Start.Add(4 * time.Minute))})
	if e := b.Refuse(officer, rules.Invalid, &command.Depart{Case: id, At: ptr(storetest.Start)}); e.Field != "at" || !strings.Contains(e.Text.ZH, "早于派出") {
		t.Errorf("%v", e)
	}
	b.Must(second, &command.Depart{Case: id, At: ptr(storetest.Start.Add(6 * time.Minute))})
	b.Must(officer, &command.Dispatch{Case: id, Team: "卫生院"})
	if e := b.Refuse(officer, rules.Invalid, &command.Arrive{Case: id}); e.Field != "team" {
		t.Errorf("%v", e)
	}
	b.Must(officer, &command.Arrive{Case: id, Team: 1, At: ptr(storetest.Start.Add(19 * time.Minute))})
	b.Must(officer, &command.Return{Case: id, Team: 2})
	b.Must(second, &command.StepBack{Case: id, Step: "case.return", Team: 2, Reason: "还在那里"})
	b.Refuse(officer, rules.Conflict, &command.StepBack{Case: id, Step: "case.depart", Team: 1, Reason: "x"})
	b.Refuse(officer, rules.Conflict, &command.StepBack{Case: id, Step: "case.return", Reason: "x"})
	p := page(b, id)
	depart, back := events(p, "case.depart"), events(p, "case.return")
	if len(depart) != 1 || depart[0].By != second || depart[0].Ref != "1" || !depart[0].At.Equal(storetest.Start.Add(6*time.Minute)) || !strings.Contains(depart[0].What.ZH, "出发 执法队") {
		t.Errorf("%+v", depart)
	}
	if len(back) != 1 || back[0].Ref != "" || back[0].By != officer || !strings.Contains(back[0].What.ZH, "返回 卫生院 (已撤回)") {
		t.Errorf("%+v", back)
	}
	if e := events(p, "case.back"); len(e) != 1 || e[0].Text != "还在那里" || !strings.Contains(e[0].What.ZH, "返回") {
		t.Errorf("%+v", e)
	}
	if s := events(p, "case.dispatch"); len(s) != 2 || !strings.Contains(s[1].What.ZH, "第2队 卫生院") {
		t.Errorf("%+v", s)
	}
	for key, refused := range map[string]bool{"case.dispatch": false, "case.depart": false, "case.arrive": false, "case.return": false, "case.depart/1": true,
		"case.arrive/1": true, "case.return/1": false, "case.return/2": false, "case.arrive/2": false, "case.back/1": false, "case.back/2": false} {
		if (p.Can[key] != nil) != refused {
			t.Errorf("%s: %v", key, p.Can[key])
		}
	}
	if e := b.Refuse(officer, rules.Precondition, &command.Arrive{Case: id, Team: 1}); p.Can["case.arrive/1"].Text != e.Text {
		t.Errorf("the page says %v, the command %v", p.Can["case.arrive/1"], e)
	}
	was := p.Case.Version
	b.Must(second, &command.EditCase{Case: id, Said: ptr("改了")})
	b.Refuse(officer, rules.Conflict, &command.Depart{Case: id, Team: 2, Version: was})
	b.Refuse(officer, rules.Conflict, &command.Return{Case: id, Team: 2, Version: was})
	b.Refuse("苗谷雨", rules.Denied, &command.Return{Case: id, Team: 2})
	b.Reopen()
	if q := page(b, id); len(q.Case.Teams) != 2 || len(q.Case.Out()) != 2 {
		t.Errorf("after opening the book again: %+v", q.Case.Teams)
	}
}

// Ensure a return taken back from a closed case leaves nobody out of sight.
func TestTeamOfAClosedCase(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{})
	b.Must(officer, &command.Dispatch{Case: id, Team: "执法队"})
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeLeft})
	settleAll(b, id)
	b.Must(officer, &command.Return{Case: id})
	b.Must(officer, &command.CloseCase{Case: id})
	b.Must(officer, &command.StepBack{Case: id, Step: "case.return", Reason: "还没有回来"})
	if k := page(b, id).Case; k.State != rules.CaseClosed || len(k.Out()) != 1 {
		t.Fatalf("%+v", k)
	}
	out := func() []view.OutRow {
		v, err := b.As(officer).Board()
		if err != nil {
			t.Fatal(err)
		}
		return v.Out
	}
	if o := out(); len(o) != 1 || o[0].Case != id || o[0].Who != "执法队" || o[0].Place != "三号涵洞" || !o[0].Since.Equal(storetest.Start) {
		t.Errorf("%+v", o)
	}
	if v, err := b.Public().Board(); err != nil || len(v.Out) != 1 || v.Out[0].Who != "" || !v.Out[0].What.IsZero() {
		t.Errorf("without a PIN: %+v %v", v.Out, err)
	}
	b.Must(officer, &command.Return{Case: id})
	if o := out(); len(o) != 0 {
		t.Errorf("%+v", o)
	}
}

// Ensure who was taken out of use between the choice and the save is refused at its field,
// with who did it and when, by id and by name; another of that name is not taken instead.
func TestRetiredMeanwhile(t *testing.T) {
	b := storetest.New(t)
	van := car(b, "救助巡查车")
	agency := func(name string) string {
		l, err := b.As(officer).Lists()
		if err != nil {
			t.Fatal(err)
		}
		return l.Agencies[slices.IndexFunc(l.Agencies, func(a rules.Agency) bool { return a.Name == name })].ID
	}
	water, police := agency("供水站"), agency("北渡派出所")
	id := open(b, grave)
	for list, which := range map[string]string{"officer": "周立冬", "agency": water, "place": van, "village": "419901101202"} {
		if list == "village" {
			b.Must(admin, &command.PutVillage{ID: which, Name: "柳树湾村", Phone: "19900000077"})
		}
		b.Must(admin, &command.Retire{List: list, ID: which, Reason: "换人"})
	}
	b.Must(admin, &command.Retire{List: "agency", ID: police, Reason: "换人"})
	for name, c := range map[string]struct {
		cmd   command.Command
		field string
	}{
		"officer":         {&command.Dispatch{Case: id, Team: "何雨禾、周立冬"}, "team"},
		"vehicle":         {&command.Dispatch{Case: id, Team: "何雨禾", Vehicle: "救助巡查车"}, "vehicle"},
		"vehicle by id":   {&command.Dispatch{Case: id, Team: "何雨禾", Vehicle: van}, "vehicle"},
		"rung":            {&command.LogCall{Out: true, Agency: water, Reached: ptr(true), Case: id}, "agency"},
		"rung by name":    {&command.LogCall{Out: true, Agency: "供水站", Reached: ptr(true), Case: id}, "agency"},
		"village rung":    {&command.LogCall{Out: true, Agency: "柳树湾村", Reached: ptr(true), Case: id}, "agency"},
		"referral":        {&command.SendReferral{Case: id, Agency: police}, "agency"},
		"referral, named": {&command.SendReferral{Case: id, Agency: "北渡派出所"}, "agency"},
		"passed on":       {&command.LogCall{Said: "停水", PassTo: "供水站"}, "pass_to"},
	} {
		e := b.Refuse(officer, rules.NotFound, c.cmd)
		if e.Field != c.field || !strings.Contains(e.Text.ZH, "停用") || !strings.Contains(e.Text.ZH, admin) || !strings.Contains(e.Text.ZH, "另选") || e.Text.EN == "" {
			t.Errorf("%s: %q at %q", name, e.Text.ZH, e.Field)
		}
	}
	if k := page(b, id).Case; len(k.Teams) != 0 || len(page(b, id).Calls) != 0 {
		t.Errorf("%+v", k)
	}
}

// Ensure the clocks of a case stand on its page by the limits of the desk, and are gone for
// whoever came in person.
func TestResponseClocks(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	b.Clock.Add(6 * time.Minute)
	at := func() map[string]rules.ObligationState {
		out := map[string]rules.ObligationState{}
		for _, r := range page(b, id).Responses {
			out[r.Step] = r.State
		}
		return out
	}
	if s := at(); s["case.dispatch"] != rules.Overdue || s["case.arrive"] != rules.Pending {
		t.Errorf("%v", s)
	}
	b.Must(admin, &command.SetSetting{Name: rules.ResponseSetting(rules.AcuityUrgent, "case.dispatch"), Value: "8"})
	if s := at(); s["case.dispatch"] != rules.Due {
		t.Errorf("with 8 minutes: %v", s)
	}
	b.Must(admin, &command.SetSetting{Name: rules.ResponseSetting(rules.AcuityUrgent, "case.dispatch"), Value: "0"})
	if s := at(); s["case.dispatch"] != rules.Pending {
		t.Errorf("without a limit: %v", s)
	}
	b.Must(officer, &command.Dispatch{Case: id, Team: "执法队"})
	b.Clock.Add(30 * time.Minute)
	if s := at(); s["case.dispatch"] != rules.Done || s["case.arrive"] != rules.Overdue {
		t.Errorf("sent: %v", s)
	}
	b.Must(officer, &command.Arrive{Case: id})
	if s := at(); s["case.arrive"] != rules.Done {
		t.Errorf("there: %v", s)
	}
	here := b.Must(officer, &command.LogCall{Kind: rules.CallVisit, Said: "没地方住", Open: &command.Intake{Place: "值班室", Said: "没地方住", Person: command.Person{Facts: rules.Facts{FoundBy: "self"}}}}).More[0]
	if r := page(b, here).Responses; len(r) != 0 {
		t.Errorf("who came here: %+v", r)
	}
	if p, err := b.Public().Case(id); err != nil || p.Responses[0].Acuity != "" || p.Responses[0].Because != nil || p.Case.Teams != nil {
		t.Errorf("without a PIN: %+v %v", p.Responses, err)
	}
}

// Ensure the first receiver answers until the referral is accepted with its form signed, and
// again when that is taken back (P7.2.27).
func TestWhoAnswers(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	by := func() view.Responsible { b.T.Helper(); return page(b, id).Responsible }
	if r := by(); r.Name != officer || r.Clause != "P7.2.27" || !r.Since.Equal(storetest.Start) || r.Ends.IsZero() {
		t.Errorf("%+v", r)
	}
	ref := b.Must(second, &command.SendReferral{Case: id, Agency: "县未保中心"}).ID
	b.Must(second, &command.AcceptReferral{Referral: ref})
	if r := by(); r.Name != officer || !strings.Contains(r.Why.ZH, "县未保中心 已接收, 交接单未签") {
		t.Errorf("%+v", r)
	}
	b.Must(second, &command.StepBackReferral{Referral: ref, Reason: "没签"})
	b.Must(second, &command.AcceptReferral{Referral: ref, Signed: true})
	if r := by(); r.Name != "" || r.To != "县未保中心" || !strings.Contains(r.Why.ZH, "已书面移交") {
		t.Errorf("%+v", r)
	}
	b.Must(second, &command.StepBackReferral{Referral: ref, Reason: "没签"})
	if r := by(); r.Name != officer {
		t.Errorf("taken back: %+v", r)
	}
}

// Ensure that who counts as old on the clocks is who the plans say.
func TestElderIsTheSetting(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{Facts: rules.Facts{Age: ptr(62)}})
	acuity := func() rules.Acuity { b.T.Helper(); return page(b, id).Responses[0].Acuity }
	if a := acuity(); a != rules.AcuitySoon {
		t.Errorf("62 by the default: %s", a)
	}
	v, err := b.As(officer).Board()
	if err != nil || len(v.Seasons) == 0 {
		t.Fatal(v, err)
	}
	for _, s := range v.Seasons {
		b.Must(admin, &command.SetSetting{Operation: s.Operation.ID, Name: "elderly_age", Value: "65"})
	}
	if a := acuity(); a != rules.AcuityOrdinary {
		t.Errorf("62, old from 65: %s", a)
	}
}
