package rules

import (
	"slices"
	"strings"
	"testing"
	"time"
)

var sentAt = time.Date(2026, 11, 24, 2, 40, 0, 0, Zone)

func yes() *bool { v := true; return &v }
func no() *bool  { v := false; return &v }

func toldCase() *Case {
	return &Case{ID: "C20261124-0001", State: CaseOpen, OpenedAt: sentAt.Add(-time.Hour)}
}

// went is a referral to the relief station that went through these steps, a minute each.
func went(t *testing.T, k *Case, to ...ReferralState) *Referral {
	t.Helper()
	r := &Referral{ID: "R20261124-0001", To: "县救助管理站", Role: AgencyReliefStation, Goal: GoalSafe}
	if e := r.Send(k, nil, ReferralStep{At: sentAt, By: "U1"}); e != nil {
		t.Fatal(e)
	}
	for i, s := range to {
		if e := r.Step(k, ReferralStep{State: s, At: sentAt.Add(time.Duration(i+1) * time.Minute), By: "U1", Text: "缺证件"}, sentAt); e != nil {
			t.Fatal(e)
		}
	}
	return r
}

// Ensure that a step follows only from where it may, says why not in both languages, and
// changes nothing when it is refused.
func TestReferralSteps(t *testing.T) {
	all := []ReferralState{ReferralReceived, ReferralAccepted, ReferralRefused, ReferralDone, ReferralRevoked}
	for _, c := range []struct {
		went []ReferralState
		may  []ReferralState
	}{
		{nil, []ReferralState{ReferralReceived, ReferralAccepted, ReferralRefused, ReferralRevoked}},
		{[]ReferralState{ReferralReceived}, []ReferralState{ReferralAccepted, ReferralRefused, ReferralRevoked}},
		{[]ReferralState{ReferralAccepted}, []ReferralState{ReferralDone}},
		{[]ReferralState{ReferralReceived, ReferralAccepted}, []ReferralState{ReferralDone}},
		{[]ReferralState{ReferralAccepted, ReferralDone}, nil},
		{[]ReferralState{ReferralRefused}, nil},
		{[]ReferralState{ReferralReceived, ReferralRevoked}, nil},
	} {
		for _, to := range all {
			k := toldCase()
			r := went(t, k, c.went...)
			was, n := r.State, len(r.Steps)
			e := r.Step(k, ReferralStep{State: to, By: "U1"}, sentAt.Add(time.Hour))
			if may := slices.Contains(c.may, to); may != (e == nil) {
				t.Errorf("%v, then %s: %v", c.went, to, e)
			} else if !may && (e.Kind != Precondition || e.Text.ZH == "" || e.Text.EN == "" || r.State != was || len(r.Steps) != n) {
				t.Errorf("%v, then %s: %v, %+v", c.went, to, e, r)
			}
			k.State, k.ClosedAt = CaseClosed, &sentAt
			if r = went(t, toldCase(), c.went...); r.May(k, to) == nil {
				t.Errorf("%v, then %s on a closed case", c.went, to)
			}
		}
	}
}

// Ensure that time goes one way over the steps, and that a step without one is never before
// the one before.
func TestReferralTimes(t *testing.T) {
	k := toldCase()
	for name, c := range map[string]struct {
		r     Referral
		at    time.Time
		field string
	}{
		"now":         {Referral{}, sentAt, ""},
		"in time":     {Referral{}, k.OpenedAt.Add(-Grace), ""},
		"too early":   {Referral{}, k.OpenedAt.Add(-Grace - time.Minute), "at"},
		"left before": {Referral{DepartAt: &time.Time{}}, sentAt, "departed_at"},
	} {
		if e := c.r.Send(k, nil, ReferralStep{At: c.at}); (e == nil) != (c.field == "") || e != nil && e.Field != c.field {
			t.Errorf("%s: %v", name, e)
		}
	}
	r := went(t, k)
	if e := r.Step(k, ReferralStep{State: ReferralReceived, At: sentAt.Add(-time.Minute)}, sentAt); e == nil || e.Field != "at" {
		t.Errorf("received before it was sent: %v", e)
	}
	if e := r.Step(k, ReferralStep{State: ReferralReceived}, sentAt.Add(-time.Minute)); e != nil || !r.Steps[1].At.Equal(sentAt) {
		t.Errorf("%v %+v", e, r.Steps)
	}
	left := sentAt.Add(10 * time.Minute)
	r = went(t, k)
	r.DepartAt = &left
	if e := r.Step(k, ReferralStep{State: ReferralAccepted, At: sentAt.Add(5 * time.Minute)}, left); e == nil || e.Field != "at" {
		t.Errorf("accepted before they left: %v", e)
	}
}

// Ensure that one goal has one live referral, that nobody is escorted against his will, and
// that a matter needs no consent.
func TestMaySendReferral(t *testing.T) {
	live := []Referral{*went(t, toldCase(), ReferralReceived)}
	dead := []Referral{*went(t, toldCase(), ReferralRefused)}
	for name, c := range map[string]struct {
		facts  Facts
		role   AgencyRole
		goal   Goal
		matter string
		others []Referral
		clause string
		may    bool
	}{
		"first":          {may: true},
		"second":         {goal: GoalSafe, others: live},
		"other goal":     {goal: GoalMedical, others: live, may: true},
		"after refusal":  {goal: GoalSafe, others: dead, may: true},
		"leader":         {role: AgencyLeader},
		"agrees":         {facts: Facts{FullCapacity: yes(), Consent: yes()}, may: true},
		"not asked":      {facts: Facts{FullCapacity: yes()}, clause: "P1.3.14"},
		"does not agree": {facts: Facts{FullCapacity: yes(), Consent: no(), SuddenIllness: yes()}, clause: "P1.3.14"},
		"declines":       {facts: Facts{FullCapacity: yes(), Consent: yes(), Declines: yes()}, clause: "P1.3.14"},
		"ill":            {facts: Facts{FullCapacity: yes(), SuddenIllness: yes()}, may: true},
		"minor":          {facts: Facts{FullCapacity: yes(), Consent: no(), Groups: []string{"minor"}}, may: true},
		"no capacity":    {facts: Facts{FullCapacity: no(), Consent: no()}, may: true},
		"matter":         {facts: Facts{FullCapacity: yes(), Consent: no()}, matter: "寻亲公告", may: true},
	} {
		k := toldCase()
		k.Facts = c.facts
		if e := MaySend(k, c.role, c.goal, c.matter, c.others); (e == nil) != c.may || e != nil && e.Clause != c.clause {
			t.Errorf("%s: %v", name, e)
		}
	}
}

// Ensure that what is told is met by receipt and an escort by acceptance alone, of the person
// and by the right agency; a form that both signed makes the handover one in writing.
func TestReferralMet(t *testing.T) {
	for name, c := range map[string]struct {
		role   AgencyRole
		matter string
		went   []ReferralState
		signed bool
		want   string
		gone   bool
	}{
		"sent":            {role: AgencyReliefStation},
		"received":        {role: AgencyReliefStation, went: []ReferralState{ReferralReceived}},
		"told":            {role: AgencySocialAffairs, went: []ReferralState{ReferralReceived}, want: "contact_social_affairs/1"},
		"child told":      {role: AgencyChild, went: []ReferralState{ReferralReceived, ReferralRefused}, want: "tell_child_protection/1"},
		"accepted":        {role: AgencyReliefStation, went: []ReferralState{ReferralAccepted}, want: "escort_to_relief_site/1"},
		"both":            {role: AgencySocialAffairs, went: []ReferralState{ReferralReceived, ReferralAccepted}, want: "contact_social_affairs/1 escort_to_social_affairs/2"},
		"at once":         {role: AgencySocialAffairs, went: []ReferralState{ReferralAccepted, ReferralDone}, want: "contact_social_affairs/1 escort_to_social_affairs/1", gone: true},
		"hospital signed": {role: AgencyMental, went: []ReferralState{ReferralAccepted}, signed: true, want: "to_county_mental_hospital/1 written_handover/1", gone: true},
		"matter":          {role: AgencyPolice, matter: "协查", went: []ReferralState{ReferralAccepted}, signed: true, want: "call_police/1 report_missing_minor/1 report_death_police/1"},
	} {
		k := toldCase()
		r := went(t, k, c.went...)
		if r.Role, r.Matter = c.role, c.matter; name == "at once" {
			k.Acts = []Act{{Code: "written_handover"}} // signed the next morning
		}
		for i := range r.Steps {
			r.Steps[i].Signed = c.signed && r.Steps[i].State == ReferralAccepted
		}
		var got []string
		for _, a := range r.Met() {
			got = append(got, a.Code+strings.TrimPrefix(a.Ref, r.ID))
		}
		if s := strings.Join(got, " "); s != c.want || r.Transferred(k) != c.gone {
			t.Errorf("%s: %s, in writing %v", name, s, r.Transferred(k))
		}
	}
}

// Ensure that steps are taken back one by one down to the sending, and never into a second
// live referral.
func TestReferralBack(t *testing.T) {
	k := toldCase()
	r := went(t, k, ReferralReceived, ReferralAccepted, ReferralDone)
	for _, want := range []ReferralState{ReferralAccepted, ReferralReceived, ReferralSent} {
		if _, e := r.Back(k, nil, TakenBack{Reason: "记错"}); e != nil || r.State != want {
			t.Fatalf("%v, %s, want %s", e, r.State, want)
		}
	}
	if _, e := r.Back(k, nil, TakenBack{}); e == nil || len(r.Steps) != 4 || r.Met() != nil {
		t.Errorf("%v %+v", e, r)
	}
	if e := r.Step(k, ReferralStep{State: ReferralAccepted}, sentAt); e != nil || r.Ref(4) != r.Met()[0].Ref {
		t.Errorf("%v %+v", e, r.Met())
	}
	gone, other := went(t, k, ReferralRevoked), *went(t, k)
	other.ID = "R20261124-0002"
	if _, e := gone.Back(k, []Referral{*gone, other}, TakenBack{}); e == nil || gone.State != ReferralRevoked {
		t.Errorf("two are live: %v", e)
	}
}

// Ensure that what is awaited presses when the limit nears, a refusal at once, and that what
// is at its end or has been answered asks for nothing.
func TestReferralAwaits(t *testing.T) {
	const limit = 40 * time.Minute
	at := func(m int) time.Time { return sentAt.Add(time.Duration(m) * time.Minute) }
	for name, c := range map[string]struct {
		went  []ReferralState
		limit time.Duration
		now   time.Time
		want  ObligationState
	}{
		"sent":          {nil, limit, at(29), Pending},
		"nearly":        {nil, limit, at(30), Due},
		"late":          {nil, limit, at(41), Overdue},
		"received":      {[]ReferralState{ReferralReceived}, limit, at(30), Pending},
		"received late": {[]ReferralState{ReferralReceived}, limit, at(42), Overdue},
		"no limit":      {nil, 0, at(900), Pending},
		"accepted":      {[]ReferralState{ReferralAccepted}, limit, at(900), Pending},
		"refused":       {[]ReferralState{ReferralRefused}, limit, at(2), Due},
		"refused long":  {[]ReferralState{ReferralRefused}, limit, at(42), Overdue},
		"refused, off":  {[]ReferralState{ReferralRefused}, 0, at(900), Due},
		"done":          {[]ReferralState{ReferralAccepted, ReferralDone}, limit, at(900), ""},
		"revoked":       {[]ReferralState{ReferralRevoked}, limit, at(900), ""},
	} {
		what, state, _ := went(t, toldCase(), c.went...).Awaits(c.limit, c.now)
		if state != c.want || what.IsZero() != (c.want == "") {
			t.Errorf("%s: %s %s", name, state, what.ZH)
		}
	}
	r := went(t, toldCase(), ReferralRefused)
	r.Answered = AnsweredSettled
	if _, state, _ := r.Awaits(limit, at(900)); state != "" || r.Open() {
		t.Errorf("answered, and still %s", state)
	}
	c := toldCase()
	if b := c.Blocks(Closing{Referrals: []Referral{*r}}); b != nil {
		t.Error(b)
	}
	if b := c.Blocks(Closing{Referrals: []Referral{*r, *went(t, toldCase(), ReferralAccepted)}}); len(b) != 1 || b[0].Clause != "P7.2.27" || !b[0].Firm {
		t.Errorf("%v", b)
	}
}

// Ensure that a refusal takes back the settling that rests on it, and no other.
func TestWake(t *testing.T) {
	for outcome, want := range map[Outcome]bool{OutcomeStation: true, OutcomeHelped: false, OutcomeHosp: false} {
		k := toldCase()
		if e := k.Settle(outcome, "", Ending{}, sentAt); e != nil {
			t.Fatal(e)
		}
		r := went(t, k)
		if got := k.Wake(r, nil, "U1", "缺证件", sentAt, 7); got != want || (k.State == CaseOpen) != want || want && k.Undone[0].Seq != 7 {
			t.Errorf("%s: woken %v, %s", outcome, got, k.State)
		}
	}
	if k := toldCase(); k.Wake(went(t, k), nil, "U1", "", sentAt, 7) {
		t.Error("nothing was settled")
	}
}

// Ensure that a settling stays which another agency stands behind that took the person over.
func TestWakeBesideAnother(t *testing.T) {
	for name, c := range map[string]struct {
		role   AgencyRole
		matter string
		went   []ReferralState
		want   bool
	}{
		"accepted":     {AgencyChild, "", []ReferralState{ReferralAccepted}, false},
		"done":         {AgencyReliefStation, "", []ReferralState{ReferralAccepted, ReferralDone}, false},
		"received":     {AgencyReliefStation, "", []ReferralState{ReferralReceived}, true},
		"refused too":  {AgencyReliefStation, "", []ReferralState{ReferralRefused}, true},
		"a matter":     {AgencyReliefStation, "车票", []ReferralState{ReferralAccepted}, true},
		"for its part": {AgencyHospital, "", []ReferralState{ReferralAccepted}, true},
	} {
		k := toldCase()
		if e := k.Settle(OutcomeStation, "", Ending{}, sentAt); e != nil {
			t.Fatal(e)
		}
		r, other := went(t, k, ReferralRefused), went(t, k, c.went...)
		other.ID, other.Role, other.Matter = "R20261124-0002", c.role, c.matter
		if got := k.Wake(r, []Referral{*r, *other}, "U1", "满员", sentAt, 7); got != c.want || (k.State == CaseOpen) != c.want {
			t.Errorf("%s: woken %v, %s", name, got, k.State)
		}
	}
}

// Ensure that a refusal which took a settling back is not taken back before the case is
// settled again, also where an earlier settling stands.
func TestBackOfARefusalThatWoke(t *testing.T) {
	for _, earlier := range []Outcome{"", OutcomeHelped} {
		k := toldCase()
		settle := func(o Outcome, at time.Time) {
			t.Helper()
			if e := k.Settle(o, "", Ending{}, at); e != nil {
				t.Fatal(e)
			}
		}
		if earlier != "" {
			settle(earlier, sentAt)
		}
		settle(OutcomeStation, sentAt.Add(time.Minute))
		r := went(t, k, ReferralRefused)
		if r.Steps[1].Seq = 7; !k.Wake(r, nil, "U1", "满员", sentAt.Add(2*time.Minute), 7) {
			t.Fatal("not woken")
		}
		if e := r.MayBack(k, nil); e == nil || e.Kind != Precondition || !strings.Contains(e.Text.ZH, "先重新记处置") {
			t.Errorf("after %q: %v", earlier, e)
		}
		settle(OutcomeStation, sentAt.Add(2*time.Minute))
		if _, e := r.Back(k, nil, TakenBack{Reason: "听错了"}); e != nil || k.Outcome != OutcomeStation || !r.Live() {
			t.Errorf("after %q: %v, %s %s", earlier, e, k.State, r.State)
		}
	}
}

// Ensure somebody whose age makes them a minor is escorted whatever they say, also where
// nobody ticked the group.
func TestMinorByAgeIsEscorted(t *testing.T) {
	yes, age := true, 15
	c := &Case{ID: "C20261124-0001", Facts: Facts{FullCapacity: &yes, Declines: &yes, Age: &age}}
	if e := c.mayEscort(); e != nil {
		t.Errorf("at 15: %v", e)
	}
	if age = 30; c.mayEscort() == nil {
		t.Error("at 30: escorted against their word")
	}
}
