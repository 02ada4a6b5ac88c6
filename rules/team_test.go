package rules

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func after(minutes int) time.Time { return t0.Add(time.Duration(minutes) * time.Minute) }

func dispatched(t *testing.T, teams ...string) *Case {
	t.Helper()
	c := in(t, CaseOpen)
	for i, who := range teams {
		if e := c.Dispatch([]Member{{Name: who}}, PlaceRef{}, Mark{At: after(i), Seq: uint64(i + 1)}, after(i)); e != nil {
			t.Fatal(e)
		}
	}
	return c
}

// Ensure the milestones of a team are written once, in the order of their times, and that
// one left out may be added later with its time; a refusal changes nothing.
func TestTeamMilestones(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps []string // code@minutes; no @: now, at 60 minutes
		last  string   // what the refusal of the last one says, "" for none
		kind  Kind
		field string
	}{
		{"the whole way", []string{"depart@5", "arrive@20", "return@50"}, "", 0, ""},
		{"now", []string{"depart", "arrive", "return"}, "", 0, ""},
		{"straight there", []string{"arrive@20"}, "", 0, ""},
		{"called off", []string{"return@3"}, "", 0, ""},
		{"in the same minute", []string{"depart@0.5", "arrive@0"}, "", 0, ""},
		{"before it was sent", []string{"depart@-1"}, "早于派出 (11-24 02:10)", Invalid, "at"},
		{"there before it left", []string{"depart@10", "arrive@9"}, "早于出发 (11-24 02:20)", Invalid, "at"},
		{"back before there", []string{"arrive@20", "return@19"}, "早于到场", Invalid, "at"},
		{"added later", []string{"arrive@20", "depart#1@7"}, "", 0, ""},
		{"added without a time", []string{"arrive@20", "depart#1"}, "补记出发要写时间", Invalid, "at"},
		{"added too late", []string{"arrive@20", "depart#1@21"}, "晚于到场", Invalid, "at"},
		{"twice", []string{"arrive@20", "arrive#1@30"}, "已到场", Precondition, ""},
		{"none left", []string{"return@20", "depart"}, "没有要记出发的队", Precondition, ""},
		{"no such team", []string{"depart#7"}, "没有第7队", Invalid, "team"},
	} {
		t.Run(c.name, func(t *testing.T) {
			k := dispatched(t, "执法队")
			for i, s := range c.steps {
				code, at, given := strings.Cut(s, "@")
				code, no, _ := strings.Cut(code, "#")
				m := Mark{}
				if given {
					d, err := time.ParseDuration(at + "m")
					if err != nil {
						t.Fatal(err)
					}
					m.At = t0.Add(d)
				}
				number, _ := strconv.Atoi(no)
				was, _ := json.Marshal(k)
				e := k.TeamStep("case."+code, number, m, after(60))
				if i < len(c.steps)-1 || c.last == "" {
					if e != nil {
						t.Fatalf("%s: %v", s, e)
					}
					continue
				}
				if e == nil || e.Kind != c.kind || e.Field != c.field || !strings.Contains(e.Text.ZH, c.last) || e.Text.EN == "" {
					t.Errorf("%s: %v", s, e)
				}
				if now, _ := json.Marshal(k); string(now) != string(was) {
					t.Errorf("a refused step changed the case:\n%s\n%s", was, now)
				}
			}
		})
	}
}

// Ensure a second team keeps the first, each goes its own way, and one is asked for by its
// number where several may be meant; nobody is sent twice.
func TestSecondTeam(t *testing.T) {
	c := dispatched(t, "执法队", "卫生院")
	if c.State != CaseDispatched || len(c.Out()) != 2 || c.Team != "执法队" || !c.DispatchAt.Equal(t0) {
		t.Fatalf("%+v", c)
	}
	if e := c.Arrive(0, Mark{}, after(9)); e == nil || e.Field != "team" || !strings.Contains(e.Text.ZH, "第1队 执法队") || !strings.Contains(e.Text.ZH, "第2队 卫生院") {
		t.Fatalf("which one: %v", e)
	}
	if e := c.Arrive(2, Mark{}, after(9)); e != nil || c.State != CaseOnScene || !c.ArriveAt.Equal(after(9)) {
		t.Fatalf("%v %+v", e, c)
	}
	if e := c.Arrive(0, Mark{}, after(12)); e != nil || c.Teams[0].Arrived == nil || !c.ArriveAt.Equal(after(9)) {
		t.Fatalf("the other: %v", e)
	}
	if e := sendTeam(c, "卫生院", "", after(20)); e == nil || e.Field != "team" {
		t.Errorf("twice: %v", e)
	}
	if e := c.Return(2, Mark{}, after(30)); e != nil || len(c.Out()) != 1 {
		t.Fatal(e)
	}
	if e := sendTeam(c, "卫生院", "救护车", after(31)); e != nil || c.Teams[2].No != 3 || c.State != CaseOnScene {
		t.Errorf("a second trip: %v", e)
	}
	if e := c.Dispatch([]Member{{Name: "唐秋实"}}, PlaceRef{Text: "救护车"}, Mark{}, after(32)); e == nil || e.Field != "vehicle" {
		t.Errorf("the same car: %v", e)
	}
	early := in(t, CaseOpen)
	if e := sendTeam(early, "执法队", "", t0.Add(-Grace-time.Minute)); e == nil || e.Field != "at" || len(early.Teams) != 0 {
		t.Errorf("before it was told: %v", e)
	}
}

// Ensure a case is not closed while a team is out, that it comes back to a closed one, and
// that a visit after a refusal is a trip too.
func TestTeamKeepsTheCase(t *testing.T) {
	c := dispatched(t, "执法队")
	if e := c.Settle(OutcomeHelped, "", Ending{}, after(5)); e != nil {
		t.Fatal(e)
	}
	if e := c.Close("", after(6), Closing{}, nil); e == nil || !strings.Contains(e.Text.ZH, "第1队 执法队 还在外 (11-24 02:10 已派, 未出发)") || c.State != CaseSettled {
		t.Fatalf("%v", e)
	}
	c.State, c.ClosedAt = CaseClosed, &t1 // over the heads of those outside
	if e := c.Arrive(1, Mark{}, after(7)); e == nil {
		t.Error("arrived at a closed case")
	}
	if e := c.Return(0, Mark{}, after(7)); e != nil || len(c.Out()) != 0 || c.State != CaseClosed {
		t.Errorf("back late: %v", e)
	}
	c = in(t, CaseFollowUp)
	if e := sendTeam(c, "执法队", "", after(90)); e != nil || c.State != CaseFollowUp {
		t.Errorf("gone to again: %v", e)
	}
	if e := c.Arrive(0, Mark{}, after(99)); e != nil || c.State != CaseFollowUp || c.ArriveAt == nil {
		t.Errorf("%v %+v", e, c)
	}
}

// Ensure every milestone is taken back, the last one first, whatever happened to the case
// meanwhile, and that the sending takes the team with it.
func TestBackTeam(t *testing.T) {
	c := dispatched(t, "执法队", "卫生院")
	for i, code := range []string{"case.depart", "case.arrive", "case.return"} {
		if e := c.TeamStep(code, 1, Mark{At: after(5 + i), Seq: uint64(10 + i)}, after(9)); e != nil {
			t.Fatal(e)
		}
	}
	if c.LastStep() != "case.return" || c.LastMark("case.dispatch").No != 2 {
		t.Fatalf("last %s", c.LastStep())
	}
	for i, want := range []struct {
		step  string
		state CaseState
	}{{"case.return", CaseOnScene}, {"case.arrive", CaseDispatched}, {"case.depart", CaseDispatched}, {"case.dispatch", CaseDispatched}, {"case.dispatch", CaseOpen}} {
		if e := c.StepBack("U1", "点错", after(20)); e != nil {
			t.Fatal(e)
		}
		if u := c.Undone[i]; u.Step != want.step || c.State != want.state || u.Was == nil || u.WasSeq == 0 {
			t.Errorf("%d: %+v, %s", i, u, c.State)
		}
	}
	if c.DispatchAt != nil || c.ArriveAt != nil || c.Team != "" || len(c.Teams) != 0 || c.MayStepBack() == nil {
		t.Errorf("%+v", c)
	}
	c = dispatched(t, "执法队")
	if e := c.Settle(OutcomeRefused, "", Ending{}, after(5)); e != nil {
		t.Fatal(e)
	}
	if e := c.BackTeam(1, "U1", "没有派", after(6)); e != nil || c.State != CaseFollowUp || c.DispatchAt != nil {
		t.Errorf("under a settling: %v %+v", e, c)
	}
	if e := c.StepBack("U1", "说错", after(7)); e != nil || c.State != CaseOpen {
		t.Errorf("then the settling: %v %s", e, c.State)
	}
	if e := c.BackTeam(4, "U1", "x", after(8)); e == nil {
		t.Error("nobody")
	}
}

// Ensure a case that was written before teams had records goes on, its team among the others.
func TestOldTeam(t *testing.T) {
	c := &Case{ID: "C1", State: CaseDispatched, OpenedAt: t0, DispatchAt: &t0, Team: "执法队", Vehicle: "皮卡"}
	if e := c.Close("", t1, Closing{}, nil); e == nil {
		t.Error("closed on its way")
	}
	old := *c
	if e := c.Arrive(0, Mark{At: t1, Seq: 9}, t1); e != nil || c.State != CaseOnScene || len(c.Teams) != 1 || c.Team != "执法队" || c.Vehicle != "皮卡" || c.Teams[0].No != 1 {
		t.Errorf("%v %+v", e, c)
	}
	if e := sendTeam(&old, "卫生院", "", t1); e != nil || len(old.Teams) != 2 || old.Teams[1].No != 2 || old.Team != "执法队" {
		t.Errorf("%v %+v", e, old)
	}
	back := &Case{ID: "C1", State: CaseDispatched, OpenedAt: t0, DispatchAt: &t0, Team: "执法队"}
	if e := back.StepBack("U1", "x", t1); e != nil || back.State != CaseOpen || back.Undone[0].Team != "执法队" {
		t.Errorf("%v %+v", e, back)
	}
}

// Ensure the class of a case follows from what is known, and what is not known brings none.
func TestAcuity(t *testing.T) {
	age := func(n int) *int { return &n }
	for name, c := range map[string]struct {
		c       Case
		weather string
		cold    bool
		want    Acuity
		why     string
	}{
		"nothing known":        {Case{}, "", false, AcuityOrdinary, ""},
		"sudden illness":       {Case{Facts: Facts{SuddenIllness: yes()}}, "", false, AcuityUrgent, "突发疾病"},
		"not ill":              {Case{Facts: Facts{SuddenIllness: no()}}, "", false, AcuityOrdinary, ""},
		"confused":             {Case{Facts: Facts{Confused: yes()}}, "", false, AcuityUrgent, "神志不清"},
		"dangerous":            {Case{Facts: Facts{Danger: yes()}}, "", false, AcuityUrgent, "有伤害危险"},
		"a child":              {Case{Facts: Facts{Age: age(17)}}, "", false, AcuityUrgent, "未成年人"},
		"mental":               {Case{Facts: Facts{Mental: yes()}}, "", false, AcuitySoon, "疑似精神障碍"},
		"mental in snow":       {Case{Facts: Facts{Mental: yes()}}, "snow", false, AcuityUrgent, "恶劣天气"},
		"mental, clear there":  {Case{Facts: Facts{Mental: yes(), Weather: "clear"}}, "snow", false, AcuitySoon, ""},
		"disabled mind, cold":  {Case{Facts: Facts{Intellectual: yes()}}, "", true, AcuityUrgent, "智力残疾"},
		"old":                  {Case{Facts: Facts{Age: age(60)}}, "", false, AcuitySoon, "老年人"},
		"not old":              {Case{Facts: Facts{Age: age(59)}}, "", false, AcuityOrdinary, ""},
		"hard to move":         {Case{Facts: Facts{Groups: []string{"mobility_impaired"}}}, "", false, AcuitySoon, "行动不便"},
		"missing":              {Case{Kind: CaseMissing}, "", false, AcuitySoon, "走失"},
		"cold wave, no facts":  {Case{}, "", true, AcuitySoon, "恶劣天气"},
		"rain is not severe":   {Case{}, "rain", false, AcuityOrdinary, ""},
		"ill and old and cold": {Case{Facts: Facts{GravelyIll: yes(), Age: age(70)}}, "ice", true, AcuityUrgent, "危重病"},
	} {
		k := c.c.Classes(Weather{Fact: c.weather, Cold: c.cold}, 60)[0]
		a, why := k.Acuity, k.Because
		var said []string
		for _, w := range why {
			said = append(said, w.ZH)
		}
		if a != c.want || (a != AcuityOrdinary) != (why != nil) || c.why != "" && !slices.Contains(said, c.why) {
			t.Errorf("%s: %s %v", name, a, said)
		}
	}
}

// Ensure the age from which on a person is old is the desk's.
func TestAcuityElder(t *testing.T) {
	for elder, want := range map[int]Acuity{60: AcuitySoon, 65: AcuityOrdinary} {
		n := 62
		if k := (&Case{Facts: Facts{Age: &n}}).Classes(Weather{}, elder)[0]; k.Acuity != want {
			t.Errorf("old from %d: %s", elder, k.Acuity)
		}
	}
}

// Ensure the clocks of a case run from its opening, or from when it was opened again, ask nothing once the milestone is there,
// and stand where a team is demanded alone.
func TestResponses(t *testing.T) {
	limits := map[string]Limit{"case.dispatch": LimitOf(5, 60), "case.arrive": LimitOf(20, 70)}
	limit := func(a Acuity, step string) Limit {
		if a != AcuityUrgent {
			return Limit{}
		}
		return limits[step]
	}
	urgent := []Class{{Acuity: AcuityUrgent, Since: t0}}
	states := func(c *Case, here bool, now time.Time) (out []ObligationState) {
		for _, r := range c.Responses(here, urgent, limit, now) {
			out = append(out, r.State)
		}
		return out
	}
	c := in(t, CaseOpen)
	for _, s := range []struct {
		minutes int
		want    []ObligationState
	}{{0, []ObligationState{Pending, Pending}}, {2, []ObligationState{Pending, Pending}}, {3, []ObligationState{Due, Pending}}, {5, []ObligationState{Due, Pending}},
		{6, []ObligationState{Overdue, Pending}}, {14, []ObligationState{Overdue, Due}}, {21, []ObligationState{Overdue, Overdue}}} {
		if got := states(c, false, after(s.minutes)); !slices.Equal(got, s.want) {
			t.Errorf("after %d: %v, want %v", s.minutes, got, s.want)
		}
	}
	if got := states(c, true, after(99)); got != nil {
		t.Errorf("the person is here: %v", got)
	}
	limits["case.dispatch"] = LimitOf(0, 70)
	if got := c.Responses(false, urgent, limit, after(999)); got[0].State != Pending || got[0].Due != nil {
		t.Errorf("no limit: %+v", got[0])
	}
	c = dispatched(t, "执法队")
	if got := states(c, false, after(21)); !slices.Equal(got, []ObligationState{Done, Overdue}) {
		t.Errorf("sent: %v", got)
	}
	if got := states(in(t, CaseOnScene), false, after(99)); !slices.Equal(got, []ObligationState{Done, Done}) {
		t.Errorf("there: %v", got)
	}
	somebody := in(t, CaseOpen)
	if e := somebody.Arrive(0, Mark{}, after(1)); e != nil || !slices.Equal(states(somebody, false, after(99)), []ObligationState{Done}) {
		t.Errorf("somebody is there: %v %v", e, states(somebody, false, after(99)))
	}
	for _, k := range []*Case{in(t, CaseSettled), in(t, CaseClosed), {Kind: CaseWatched, State: CaseOpen, OpenedAt: t0}} {
		if got := states(k, false, after(99)); got != nil {
			t.Errorf("%s %s: %v", k.Kind, k.State, got)
		}
	}
	again := in(t, CaseClosed)
	again.Facts.GravelyIll = yes()
	if e := again.Reopen("U1", "又来了", after(500), 9); e != nil {
		t.Fatal(e)
	}
	limits["case.dispatch"] = LimitOf(5, 60)
	if got := again.Responses(false, again.Classes(Weather{}, 60), limit, after(502)); got[0].State != Pending {
		t.Errorf("opened again: %+v", got[0])
	}
	if got := again.Responses(false, again.Classes(Weather{}, 60), limit, after(506)); got[0].State != Overdue || !got[0].Since.Equal(after(500)) {
		t.Errorf("opened again, and nobody was sent: %+v", got[0])
	}
	if k := (&Case{Facts: Facts{FoundBy: "self"}}); !k.Here(true) || k.Here(false) || !(&Case{Facts: Facts{FoundBy: "police"}}).Here(true) || in(t, CaseOpen).Here(true) {
		t.Error("who is here")
	}
}

// Ensure the clock of a case that grows worse runs from when that was told, that worse news
// never put off what was due before, and that no clock runs from before the opening.
func TestResponseGrowsWorse(t *testing.T) {
	minutes := map[Acuity]int{AcuityUrgent: 20, AcuitySoon: 60, AcuityOrdinary: 120}
	limit := func(a Acuity, _ string) Limit { return LimitOf(minutes[a], 70) }
	age := func(n int) *int { return &n }
	told := func(c Case, name string, minute int) Case {
		c.State, c.OpenedAt = CaseOpen, t0
		c.FactsAt = map[string]time.Time{"age": t0, name: after(minute)}
		return c
	}
	for name, s := range map[string]struct {
		c         Case
		w         Weather
		due, from int
	}{
		"dangerous after half an hour":   {told(Case{Facts: Facts{Danger: yes()}}, "danger", 30), Weather{}, 50, 30},
		"told before the opening":        {told(Case{Facts: Facts{Danger: yes()}}, "danger", -30), Weather{}, 20, 0},
		"the time is not known":          {told(Case{Facts: Facts{Danger: yes()}}, "none", 0), Weather{}, 20, 0},
		"old, then confused, too late":   {told(Case{Facts: Facts{Age: age(70), Confused: yes()}}, "confused", 55), Weather{}, 60, 0},
		"old, then confused":             {told(Case{Facts: Facts{Age: age(70), Confused: yes()}}, "confused", 10), Weather{}, 30, 10},
		"a warning after an hour":        {told(Case{}, "none", 0), Weather{Cold: true, Since: after(50)}, 110, 50},
		"a warning of yesterday":         {told(Case{}, "none", 0), Weather{Cold: true, Since: after(-999)}, 60, 0},
		"mental, a warning after it":     {told(Case{Facts: Facts{Mental: yes()}}, "mental_illness", 0), Weather{Cold: true, Since: after(15)}, 35, 15},
		"mental, told after the warning": {told(Case{Facts: Facts{Mental: yes()}}, "mental_illness", 25), Weather{Cold: true}, 45, 25},
		"snow told there":                {told(Case{Facts: Facts{Weather: "snow"}}, "weather", 40), Weather{}, 100, 40},
		"ordinary":                       {told(Case{}, "none", 0), Weather{}, 120, 0},
	} {
		r := s.c.Responses(false, s.c.Classes(s.w, 60), limit, after(1))[0]
		if !r.Due.Equal(after(s.due)) || !r.Since.Equal(after(s.from)) {
			t.Errorf("%s: due %v since %v", name, r.Due.Sub(t0), r.Since.Sub(t0))
		}
	}
}

// Ensure the first receiver answers until a written transfer, and again when it comes to
// nothing; a change of shift has no part in it.
func TestResponsible(t *testing.T) {
	first := func() *Case { c := toldCase(); c.Receiver = "U001"; return c }
	signed := func(at time.Time) Paper {
		return Paper{ID: "D1", Kind: PaperTransfer, Marks: []PaperMark{{Step: PaperPrinted, At: sentAt}, {Step: PaperSigned, At: at}}}
	}
	void := signed(sentAt)
	void.VoidAt = &sentAt
	accepted := func(k *Case, written bool) Referral {
		r := went(t, k)
		if e := r.Step(k, ReferralStep{State: ReferralAccepted, At: sentAt.Add(time.Minute), Signed: written}, sentAt); e != nil {
			t.Fatal(e)
		}
		return *r
	}
	matter := func(k *Case) Referral { r := accepted(k, true); r.Matter = "寻亲协查"; return r }
	for name, c := range map[string]struct {
		refs   func(*Case) []Referral
		papers []Paper
		acts   []Act
		to     string // "" the first receiver
		says   string
	}{
		"nothing":               {says: "未书面移交"},
		"sent":                  {refs: func(k *Case) []Referral { return []Referral{*went(t, k)} }, says: "未书面移交"},
		"accepted":              {refs: func(k *Case) []Referral { return []Referral{accepted(k, false)} }, says: "县救助管理站 已接收, 交接单未签"},
		"accepted and signed":   {refs: func(k *Case) []Referral { return []Referral{accepted(k, true)} }, to: "县救助管理站"},
		"signed later":          {refs: func(k *Case) []Referral { return []Referral{accepted(k, false)} }, papers: []Paper{signed(sentAt.Add(time.Hour))}, to: "县救助管理站"},
		"a matter alone":        {refs: func(k *Case) []Referral { return []Referral{matter(k)} }, says: "未书面移交"},
		"signed, no referral":   {papers: []Paper{signed(sentAt)}, to: "-", says: "见交接单"},
		"void":                  {papers: []Paper{void}, says: "未书面移交"},
		"signed, then refused":  {refs: func(k *Case) []Referral { return []Referral{*went(t, k, ReferralRefused)} }, papers: []Paper{signed(sentAt)}, says: "未书面移交"},
		"noted as done":         {acts: []Act{{Code: "written_handover", At: sentAt, Note: "派出所"}}, to: "派出所"},
		"noted, then took back": {acts: []Act{{Code: "written_handover", At: sentAt, Revoked: "记错"}}, says: "未书面移交"},
	} {
		k := first()
		k.Acts = c.acts
		var refs []Referral
		if c.refs != nil {
			refs = c.refs(k)
		}
		r := k.Responsible(refs, c.papers)
		if (c.to == "") != (r.Officer == "U001") || c.to != "" && c.to != "-" && r.To != c.to || !strings.Contains(r.Why.ZH, c.says) || r.Clause != "P7.2.27" || r.Since.IsZero() {
			t.Errorf("%s: %+v", name, r)
		}
		if (r.Officer != "") == r.Ends.IsZero() {
			t.Errorf("%s: what ends it: %v", name, r.Ends)
		}
	}
}

// Ensure a number that nobody answered gives way to the next one of the party, of the role,
// then the leader, and that one reached since is good again.
func TestNextNumber(t *testing.T) {
	missed := func(n string, minutes int) Call {
		return Call{Out: true, Caller: Caller{Phone: n}, Reached: no(), At: after(minutes)}
	}
	police := Agency{ID: "A02", Role: AgencyPolice, Phones: []string{"110", "0419-8220110"}}
	other := Agency{ID: "A07", Role: AgencyPolice, Phones: []string{"0419-8220119"}}
	leader := Agency{ID: "U002", Role: AgencyLeader, Phones: []string{"19900000002"}}
	village := Agency{ID: "419901101201", Phones: []string{"19900000021"}}
	all := []Agency{police, village, other, leader}
	calls := []Call{missed("110", 1)}
	for _, want := range []struct{ id, phone string }{{"A02", "0419-8220110"}, {"A07", "0419-8220119"}, {"U002", "19900000002"}} {
		a, n := NextParty(all, "A02", calls)
		if a == nil || a.ID != want.id || n != want.phone {
			t.Fatalf("%v %s, want %+v", a, n, want)
		}
		calls = append(calls, missed(n, len(calls)+1))
	}
	if a, _ := NextParty(all, "A02", calls); a != nil {
		t.Errorf("%+v after all were rung", a)
	}
	if n, fresh := police.Next(calls); n != "110" || fresh {
		t.Errorf("the one rung longest ago: %s %v", n, fresh)
	}
	calls = append(calls, Call{Out: true, Caller: Caller{Phone: "0419-8220110"}, Reached: yes(), At: after(50)})
	if n, fresh := police.Next(calls); n != "0419-8220110" || !fresh {
		t.Errorf("reached since: %s %v", n, fresh)
	}
	if a, n := NextParty(all, village.ID, []Call{missed("19900000021", 1)}); a == nil || a.ID != "U002" || n == "" {
		t.Errorf("after a village: %+v", a)
	}
	if n, e := police.Dialled(""); n != "110" || e != nil {
		t.Errorf("%s %v", n, e)
	}
	none := Agency{Name: "供水站"}
	if _, e := none.Dialled(""); e == nil || e.Field != "caller.phone" || !strings.Contains(e.Text.ZH, "供水站") || !strings.Contains(e.Text.ZH, "名册") {
		t.Errorf("%v", e)
	}
	if n, e := none.Dialled("0419-1"); n != "0419-1" || e != nil || !reflect.DeepEqual(none.Phones, []string(nil)) {
		t.Errorf("%s %v", n, e)
	}
}
