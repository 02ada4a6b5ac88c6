package rules

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"dutydesk/rules/text"
)

// The verbs on Case are the state machine of docs/domain.md §9.1:
//
//	open → dispatched → on_scene → settled | follow_up → closed
//
// with two short cuts: somebody may be there already (open → on_scene), and a case may be
// settled from anywhere. Milestones are write-once; StepBack alone frees one. Each verb
// changes the case or gives a Precondition that says what must happen first; a refused verb
// changes nothing. They do not know who acts nor what is owed: the caller checks the role
// and passes the demands.

// BringsTo says which agency an obligation needs beside those it is met by calling: where
// the person is brought, who publishes the notice.
var BringsTo = map[string]AgencyRole{
	"escort_to_relief_site":         AgencyReliefStation,
	"escort_to_social_affairs":      AgencySocialAffairs,
	"escort_direct_to_hospital":     AgencyHospital,
	"escort_to_medical_institution": AgencyHospital,
	"medical":                       AgencyHospital,
	"to_county_mental_hospital":     AgencyMental,
	"tracing_notice":                AgencyPolice,
}

// ShortNumbers are the telephones that are the same in the whole country (docs/domain.md §6): to
// ring one reaches its agency also where the township has not put it on its lists.
var ShortNumbers = map[string]AgencyRole{"120": AgencyEmergency, "110": AgencyPolice}

// Fulfils says which obligations are met by reaching an agency of a role by telephone.
var Fulfils = map[AgencyRole][]string{
	AgencyEmergency:     {"notify_emergency_now"},                                       // P1.3.15, R.1
	AgencyPolice:        {"call_police", "report_missing_minor", "report_death_police"}, // R.2-R.4, R.14, R.16
	AgencyLeader:        {"report_leader", "report_death_leader"},                       // R.6, R.17
	AgencySocialAffairs: {"contact_social_affairs"},                                     // P7.2.28
	AgencyChild:         {"tell_child_protection"},                                      // R.5
}

// OutcomeWords names the ways in which a case is settled.
var OutcomeWords = []Named{
	{string(OutcomeHelped), text.Text{ZH: "街面救助", EN: "helped on the spot"}},
	{string(OutcomeShelter), text.Text{ZH: "安置避寒点", EN: "taken to a warm shelter"}},
	{string(OutcomeStation), text.Text{ZH: "护送救助站", EN: "escorted to the relief station"}},
	{string(OutcomeHosp), text.Text{ZH: "送医院", EN: "taken to hospital"}},
	{string(OutcomeMental), text.Text{ZH: "送精神卫生中心", EN: "taken to the mental hospital"}},
	{string(OutcomeHome), text.Text{ZH: "护送回家", EN: "escorted home"}},
	{string(OutcomeRefused), text.Text{ZH: "拒绝救助", EN: "declined help"}},
	{string(OutcomeLeft), text.Text{ZH: "自行离开", EN: "left alone"}},
	{string(OutcomeDied), text.Text{ZH: "死亡", EN: "died"}},
	{string(OutcomeOther), text.Text{ZH: "其他", EN: "other"}},
}

// CaseStateWords names the states (docs/domain.md §9.1).
var CaseStateWords = []Named{
	{string(CaseOpen), text.Text{ZH: "在办", EN: "open"}},
	{string(CaseDispatched), text.Text{ZH: "已派人", EN: "sent out"}},
	{string(CaseOnScene), text.Text{ZH: "已到场", EN: "on scene"}},
	{string(CaseSettled), text.Text{ZH: "已处置", EN: "settled"}},
	{string(CaseFollowUp), text.Text{ZH: "回访中", EN: "follow-up"}},
	{string(CaseClosed), text.Text{ZH: "已办结", EN: "closed"}},
}

// SexWords names what a person can be said to be.
var SexWords = []Named{
	{"M", text.Text{ZH: "男", EN: "male"}},
	{"F", text.Text{ZH: "女", EN: "female"}},
}

// CaseKindWords names the kinds (docs/domain.md §9.1).
var CaseKindWords = []Named{
	{string(CaseFound), text.Text{ZH: "发现", EN: "found"}},
	{string(CaseMissing), text.Text{ZH: "走失", EN: "missing"}},
	{string(CaseWatched), text.Text{ZH: "关注", EN: "watched"}},
}

// WordOf is the words of a code in a closed list, the code itself when it is not in it.
func WordOf(list []Named, code string) text.Text {
	for _, n := range list {
		if n.Code == code {
			return n.Text
		}
	}
	return text.Text{ZH: code, EN: code}
}

// Stamp is a moment as refusals name it, in Zone.
func Stamp(t time.Time) string { return t.In(Zone).Format("01-02 15:04") }

// Working refuses a case that is closed: only notes, calls and orders may still be added.
func (c *Case) Working() *Error {
	switch {
	case c.State != CaseClosed:
		return nil
	case c.Same != "":
		return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 并入 %[3]s。请到那件里办; 并错了先撤销并案。",
			EN: "%[1]s was merged into %[3]s on %[2]s: go on there, or take the merging back if it was wrong."}.With(c.ID, when(c.ClosedAt), c.Same), "")
	}
	return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 办结, 不能再改。有新情况请写记事或另立一件, 办错了先退回一步。",
		EN: "%[1]s was closed on %[2]s and cannot change. Write a note, open another case, or take the closing back."}.With(c.ID, when(c.ClosedAt)), "")
}

func when(t *time.Time) string {
	if t == nil {
		return "?"
	}
	return Stamp(*t)
}

func (c *Case) settled() bool { return c.State == CaseSettled || c.State == CaseFollowUp }

// Settle says how the situation ended, from anywhere but closed. It may be said anew with
// another outcome (who refused at night may come along in the morning); the milestone
// keeps the first time. A person who refused stays in follow-up (P3.4.6). The outcome
// writes the facts that it implies and that are not known otherwise.
// Refused: another outcome without a word (Invalid), and the same outcome anew unless it
// tells more: its note or its ending.
func (c *Case) Settle(o Outcome, note string, with Ending, at time.Time) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	if o == OutcomeOther && note == "" {
		return Bad("note", text.Text{ZH: "结果是「其他」的, 写明怎样处置的。", EN: "Another outcome: say in words what it is."})
	}
	again := c.settled() && c.Outcome == o
	if again {
		note, with = cmp.Or(note, c.OutcomeNote), with.over(&c.Ending)
	}
	if again && note == c.OutcomeNote && with.Equal(&c.Ending) {
		return Refuse(text.Text{ZH: "%[2]s 已处置: %[1]s。结果没有变, 先核对再改。",
			EN: "Settled on %[2]s already: %[1]s. Nothing changes: check the outcome first."}.With(WordOf(OutcomeWords, string(o)), when(c.SettledAt)), "")
	}
	f := c.Facts
	switch o {
	case OutcomeHosp, OutcomeMental, OutcomeHome:
		f.setUnasked("escorted", Yes)
	case OutcomeShelter, OutcomeStation:
		f.setUnasked("escorted", Yes)
		f.SetTri("enters", Yes)
	case OutcomeRefused:
		f.SetTri("declines", Yes)
	}
	if o != OutcomeRefused && c.Outcome == OutcomeRefused && accepted[o] {
		f.SetTri("declines", No)
	}
	before := c.settling(&f, at)
	if e := c.SetFacts(f, at); e != nil {
		return e
	}
	c.Settlings = append(slices.Clip(c.Settlings), before)
	c.State, c.Outcome, c.OutcomeNote, c.Ending = CaseSettled, o, note, with
	if o == OutcomeRefused {
		c.State = CaseFollowUp
	}
	if c.SettledAt == nil {
		c.SettledAt = &at
	}
	return nil
}

// MayResettle refuses another outcome of a settled case over a death, and over what must be done
// because of the outcome that stands (owed, firm and open): it would let that go without a
// reason.
func (c *Case) MayResettle(o Outcome, owed []Obligation) *Error {
	if !c.settled() || c.Outcome == o {
		return nil
	}
	was := WordOf(OutcomeWords, string(c.Outcome))
	for i := range owed {
		if d := &owed[i]; d.After && d.Firm && d.State.Open() {
			return Refuse(text.Text{ZH: "处置是「%[1]s」, 还欠: %[2]s。改处置前先退回处置, 写明原因。",
				EN: "Settled: %[1]s; still owed: %[2]s. Take the settling back first, with the reason."}.With(was, d.Text), firstClause(d)).at("outcome")
		}
	}
	if c.Outcome == OutcomeDied {
		return Refuse(text.Text{ZH: "处置是「%[1]s」。改处置前先退回处置, 写明原因。", EN: "Settled: %[1]s. Take the settling back first, with the reason."}.With(was), "P1.1.2").at("outcome")
	}
	return nil
}

// accepted are the outcomes by which someone took help after all.
var accepted = map[Outcome]bool{OutcomeHelped: true, OutcomeShelter: true, OutcomeStation: true,
	OutcomeHosp: true, OutcomeMental: true, OutcomeHome: true}

func (f *Facts) setUnasked(name string, v Tri) {
	if f.Tri(name) == Unasked {
		f.SetTri(name, v)
	}
}

func firstClause(o *Obligation) string {
	if len(o.Clauses) == 0 {
		return ""
	}
	return o.Clauses[0]
}

// Grace is how long before it was known that something is owed it may have been done: one
// rings 120 first and writes down why afterwards. Ours.
const Grace = 30 * time.Minute

// Begins is from when on a call or an order may meet an obligation by itself: Grace before it
// was owed, and not before its minute where the outcome brought it: who rang for help an hour
// before somebody died has not reported the death.
func (c *Case) Begins(o *Obligation) time.Time {
	if !o.After {
		return o.Since.Add(-Grace)
	}
	at := o.Since
	for _, s := range slices.Backward(c.Settlings) { // the milestone is that of the first outcome
		if s.Outcome != c.Outcome {
			if s.At.After(at) {
				at = s.At
			}
			break
		}
	}
	return at.Truncate(time.Minute)
}

// SetFacts replaces the facts; only those that changed get the time at, and one that is no
// longer known loses its time.
func (c *Case) SetFacts(f Facts, at time.Time) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	if changed := c.Facts.Changed(&f); len(changed) > 0 {
		times := maps.Clone(c.FactsAt)
		if times == nil {
			times = map[string]time.Time{}
		}
		for _, name := range changed {
			if f.Known(name) {
				times[name] = at
			} else {
				delete(times, name)
			}
		}
		c.FactsAt = times
	}
	c.Facts = f
	return nil
}

// DoneAct is the act of that code that stands, nil when there is none or it was revoked.
func (c *Case) DoneAct(code string) *Act {
	for i := range c.Acts {
		if a := &c.Acts[i]; a.Code == code && a.Revoked == "" {
			return a
		}
	}
	return nil
}

// Owed finds the obligation that an act of that code answers: its own or an alternative
// within the goal. Refused (Invalid) when the case asks for no such thing.
func Owed(demanded []Obligation, code string) (*Obligation, *Error) {
	for i := range demanded {
		if demanded[i].Code == code {
			return &demanded[i], nil
		}
	}
	for i := range demanded {
		if slices.Contains(demanded[i].AnyOf, code) {
			return &demanded[i], nil
		}
	}
	var open []text.Text
	for i := range demanded {
		if demanded[i].State.Open() {
			open = append(open, text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(demanded[i].Text, demanded[i].Code))
		}
	}
	if len(open) == 0 {
		return nil, Bad("act", text.Text{ZH: "这件没有 %[1]s 这项待办, 现在也没有别的待办。", EN: "Nothing called %[1]s is asked for here, nor anything else now."}.With(code))
	}
	return nil, Bad("act", text.Text{ZH: "这件没有 %[1]s 这项待办。现有: %[2]s", EN: "Nothing called %[1]s is asked for here. These are: %[2]s"}.With(code, open))
}

// Act records that an obligation was met. demanded is what the case asks for now; name
// gives an officer's name for the refusal of a second time. An act of a kind that was
// revoked may be done again, and so may one that is owed anew (a follow-up visit). Refused
// (Invalid): a time more than Grace before the case was opened.
func (c *Case) Act(a Act, demanded []Obligation, name func(officer string) string) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	o, e := Owed(demanded, a.Code)
	if e != nil {
		return e
	}
	if d := c.DoneAct(a.Code); d != nil && !o.State.Open() {
		return Refuse(text.Text{ZH: "%[1]s: 已办, %[2]s %[3]s。记错了请先撤销。", EN: "%[1]s: done already, %[2]s %[3]s. Take that back first if it was wrong."}.
			With(o.Text, name(d.By), Stamp(d.At)), "")
	}
	if !a.At.IsZero() && a.At.Before(c.Told().Add(-Grace)) {
		return Bad("at", text.Text{ZH: "%[1]s 早于接报 (%[2]s), 时间不对。更早的事请写记事。",
			EN: "%[1]s is before the case was told (%[2]s). Write a note of what happened earlier."}.With(Stamp(a.At), Stamp(c.Told())))
	}
	c.Acts = append(slices.Clip(c.Acts), a)
	return nil
}

// Waive lets an obligation go with a reason. What concerns a person's life (goal medical)
// only a leader may let go: nobody may be left (P7.2.39).
func (c *Case) Waive(w Waiver, demanded []Obligation, leader bool, name func(officer string) string) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	o, e := Owed(demanded, w.Code)
	if e != nil {
		return e
	}
	if d := c.DoneAct(w.Code); d != nil && !o.State.Open() {
		return Refuse(text.Text{ZH: "%[1]s: 已办, %[2]s %[3]s, 不用免办。记错了请先撤销。", EN: "%[1]s: done already, %[2]s %[3]s. Take that back first if it was wrong."}.
			With(o.Text, name(d.By), Stamp(d.At)), "")
	}
	for _, v := range c.Waivers {
		if v.Code == w.Code {
			return Refuse(text.Text{ZH: "%[1]s: 已免办, %[2]s %[3]s。要改原因请先撤销。", EN: "%[1]s: waived already, %[2]s %[3]s. Take that back first to change the reason."}.
				With(o.Text, name(v.By), Stamp(v.At)), "")
		}
	}
	if o.Goal == GoalMedical && !leader {
		return &Error{Kind: Denied, Clause: "P7.2.39", Text: text.Text{ZH: "%[1]s 关系人身安全, 任何人都不能不管, 只有带班领导可以免办。",
			EN: "%[1]s concerns a life and nobody may be left: only a leader may waive it."}.With(o.Text)}
	}
	c.Waivers = append(slices.Clip(c.Waivers), w)
	return nil
}

// Revoke takes a wrong act back with a reason, or else a waiver. Both stay visible.
func (c *Case) Revoke(code, reason string) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	if c.DoneAct(code) != nil {
		c.Acts = slices.Clone(c.Acts)
		c.DoneAct(code).Revoked = reason
		return nil
	}
	for i, w := range c.Waivers {
		if w.Code == code {
			w.Revoked = reason
			c.Waivers = slices.Delete(slices.Clone(c.Waivers), i, i+1)
			c.Lifted = append(slices.Clip(c.Lifted), w)
			return nil
		}
	}
	return Refuse(text.Text{ZH: "%[1]s 没有办过, 也没有免办。先有记录才能撤销。", EN: "%[1]s was neither done nor waived: there must be something to take back first."}.With(code), "")
}
