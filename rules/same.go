package rules

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// Two villages report the same person and two cases were opened: one of them, the main
// case, goes on for both (并案). The other keeps its own record as it stood, ends there and
// points to the main one (Case.Same), and it can be taken apart again. What the main case
// did not know is filled from the other; where the two contradict each other somebody says
// which is right, and nothing is chosen silently.

// Joined is a case that was merged into this one, and what the merging wrote over.
type Joined struct {
	Case   string    `json:"case"`
	Told   time.Time `json:"told"`           // when it was opened: what is owed counts from the first word
	State  CaseState `json:"state"`          // where it stood
	Team   string    `json:"team,omitempty"` // that was sent out on it, with its vehicle
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Reason string    `json:"reason"`
	Seq    uint64    `json:"seq,omitempty"`
	// Filled are the facts and fields of the person, and the place, that were taken from it;
	// Facts, FactsAt, Person and Place are what stood on this case before.
	Filled  []string             `json:"filled,omitempty"`
	Facts   Facts                `json:"facts,omitzero"`
	FactsAt map[string]time.Time `json:"facts_at,omitempty"`
	Person  Person               `json:"person,omitzero"`
	Place   PlaceRef             `json:"place,omitzero"`
	// Ending is what this case told of its settling before, where the other one filled it.
	Ending *Ending    `json:"ending,omitempty"`
	Back   *TakenBack `json:"back,omitempty"` // it was taken apart again
}

// Told is when the person of the case was reported first, on this case or on one that was
// merged into it.
func (c *Case) Told() time.Time {
	at := c.OpenedAt
	for i := range c.Joined {
		if j := &c.Joined[i]; j.Back == nil && j.Told.Before(at) {
			at = j.Told
		}
	}
	return at
}

// reach orders the states by how far the work on the person is.
var reach = map[CaseState]int{CaseOpen: 0, CaseDispatched: 1, CaseOnScene: 2, CaseSettled: 3, CaseFollowUp: 3}

// Reach is how far the work on a case in that state is: one that is further is not merged
// into one that is less.
func (s CaseState) Reach() int { return reach[s] }

// MayMerge decides whether the case may end in another one, which is the main case then.
// refs are its referrals; leader that a leader decides. Refused: a case that was merged or
// closed already, itself, a main case that is closed, or that is less far than this one (no
// team and no outcome may drop out of sight), two outcomes or endings, a referral that somebody still
// has to see to, and two known ID numbers, about which only a leader decides.
func (c *Case) MayMerge(main *Case, refs []Referral, leader bool) *Error {
	if e := c.MayMergeAny(refs); e != nil {
		return e
	}
	switch {
	case main.ID == c.ID:
		return Bad("as", text.Text{ZH: "%[1]s 就是这一件, 不能并入自己。", EN: "%[1]s is this very case."}.With(c.ID))
	case main.State == CaseClosed:
		e := main.Working()
		e.Field = "as"
		return e
	case c.State.Reach() > main.State.Reach():
		return Refuse(text.Text{ZH: "%[1]s %[2]s, 比 %[3]s 办得多。请反过来, 以 %[1]s 为主件, 把 %[3]s 并进去。",
			EN: "%[1]s is further than %[3]s (%[2]s). Merge the other way round: %[3]s into %[1]s."}.With(c.ID, WordOf(CaseStateWords, string(c.State)), main.ID), "")
	case c.settled() && c.Outcome != main.Outcome:
		return Refuse(text.Text{ZH: "两件的处置不一样 (%[1]s, %[2]s)。先核对, 改一件的处置再并。", EN: "They were settled differently (%[1]s, %[2]s). Check, and settle one of them anew first."}.
			With(WordOf(OutcomeWords, string(c.Outcome)), WordOf(OutcomeWords, string(main.Outcome))), "")
	case c.settled() && c.Ending.against(&main.Ending):
		return Refuse(text.Text{ZH: "两件的处置说法不一 (%[1]s: %[2]s; %[3]s: %[4]s)。先核对, 改一件的处置再并。",
			EN: "They were settled differently (%[1]s: %[2]s; %[3]s: %[4]s). Check, and settle one of them anew first."}.With(main.ID, main.Ending.Words(), c.ID, c.Ending.Words()), "")
	case !leader && c.Person.IDNumber != "" && main.Person.IDNumber != "" && c.Person.IDNumber != main.Person.IDNumber:
		return &Error{Kind: Denied, Field: "as", Text: text.Text{ZH: "两件的身份证号不同, 是两个人。确实登记错了的, 由带班领导写明原因并案。",
			EN: "Their ID numbers differ: these are two persons. If one was written down wrongly, a leader may merge them with the reason."}}
	}
	return nil
}

// MayMergeAny is why the case may end in no other one: a team that is out, or a referral that
// somebody still has to see to, would drop out of sight.
func (c *Case) MayMergeAny(refs []Referral) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	for _, t := range c.Out() {
		return Refuse(text.Text{ZH: "%[1]s 的%[2]s还在外 (%[3]s)。请反过来, 把另一件并进 %[1]s, 或先记返回。",
			EN: "%[1]s: %[2]s is still out (%[3]s). Merge the other case into %[1]s, or write that they are back first."}.With(c.ID, t.Label(), t.Standing()), "")
	}
	for i := range refs {
		if r := &refs[i]; r.Open() {
			return Refuse(text.Text{ZH: "%[1]s 移送 %[2]s %[3]s, 还没有完。请反过来, 把另一件并进 %[1]s, 或先办完移送。",
				EN: "%[1]s: the referral to %[2]s is not at its end (%[3]s). Merge the other case into %[1]s, or see to the referral first."}.
				With(c.ID, r.To, WordOf(ReferralWords, string(r.State))), "P7.2.27")
		}
	}
	return nil
}

// Merge takes another case of the same person into this one, the main case: the other ends,
// what this one does not know is filled from it, and what was done there counts here. keep and
// take name on which Differences this case is right, and on which the other. j says who, when
// and why. Refused (Invalid): a difference that neither names, all of them told at once.
// MayMerge was asked before.
func (c *Case) Merge(o *Case, keep, take []string, j Joined) *Error {
	var open []text.Text
	for _, d := range Differences(c, o) {
		if !slices.Contains(keep, d.Name) && !slices.Contains(take, d.Name) {
			open = append(open, text.Text{ZH: "%[1]s %[6]s (%[2]s: %[3]s; %[4]s: %[5]s)", EN: "%[1]s, %[6]s (%[2]s: %[3]s; %[4]s: %[5]s)"}.With(d.Label, c.ID, d.Main, o.ID, d.Other, d.Name))
		}
	}
	if open != nil {
		return Bad("keep", text.Text{ZH: "两件说法不一, 先定以哪件为准: %[1]s。", EN: "They contradict each other. Say first which is right: %[1]s."}.With(open))
	}
	j.Case, j.Told, j.State, j.Team = o.ID, o.Told(), o.State, strings.TrimSpace(o.Team+" "+o.Vehicle)
	j.Facts, j.FactsAt, j.Person, j.Place = c.Facts, c.FactsAt, c.Person, c.Place
	m := filled(c, o, take)
	c.Person, c.Place, c.Facts, c.FactsAt, j.Filled = m.person, m.place, m.facts, m.at, m.names
	if both := c.Ending.over(&o.Ending); o.settled() && !both.Equal(&c.Ending) {
		was := c.Ending
		j.Ending, c.Ending = &was, both
	}
	c.Acts = slices.Clip(c.Acts)
	for _, a := range o.Acts {
		if a.Revoked == "" {
			a.From = cmp.Or(a.From, o.ID)
			c.Acts = append(c.Acts, a)
		}
	}
	c.Joined = append(slices.Clip(c.Joined), j)
	o.State, o.ClosedAt, o.Same = CaseClosed, &j.At, c.ID
	return nil
}

// joined is the standing entry of a case that was merged into this one, nil for none.
func (c *Case) joined(id string) *Joined {
	for i := range c.Joined {
		if j := &c.Joined[i]; j.Case == id && j.Back == nil {
			return j
		}
	}
	return nil
}

// MaySplit decides whether a case that was merged into this one may be taken out again.
func (c *Case) MaySplit(id string) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	if c.joined(id) == nil {
		return unmerged(id)
	}
	return nil
}

func unmerged(id string) *Error {
	return Refuse(text.Text{ZH: "%[1]s 没有并入别的事项, 不用撤销并案。", EN: "%[1]s was merged into no other case: there is nothing to take apart."}.With(id), "")
}

// Split takes a case that was merged into this one out again: it goes on where it stood.
// What was filled from it goes, unless somebody has said otherwise since, and what was done
// there no longer counts here. What was written on this case meanwhile stays on it.
func (c *Case) Split(o *Case, b TakenBack) *Error {
	if e := c.MaySplit(o.ID); e != nil {
		return e
	}
	c.Joined = slices.Clone(c.Joined)
	j := c.joined(o.ID)
	before := &Case{Facts: j.Facts, FactsAt: j.FactsAt, Person: j.Person, Place: j.Place}
	then := filled(before, o, j.Filled) // what was taken was filled
	changed := c.Facts.Changed(&then.facts)
	times := maps.Clone(c.FactsAt)
	if slices.Contains(j.Filled, placeTrait) && c.Place == then.place {
		c.Place = j.Place
	}
	for _, name := range j.Filled {
		if s := specByName[name]; s != nil {
			if slices.Contains(changed, name) || !c.FactsAt[name].Equal(then.at[name]) {
				continue
			}
			s.copy(&c.Facts, &j.Facts)
			if at, ok := j.FactsAt[name]; ok {
				times[name] = at
			} else {
				delete(times, name)
			}
			continue
		}
		for _, t := range traits {
			if t.name == name && *t.at(&c.Person) == *t.at(&then.person) {
				*t.at(&c.Person) = *t.at(&j.Person)
				if name == "id" {
					c.Person.Birth = j.Person.Birth
				}
			}
		}
	}
	c.FactsAt = times
	if j.Ending != nil {
		if both := j.Ending.over(&o.Ending); c.Ending.Equal(&both) {
			c.Ending = *j.Ending
		}
	}
	c.Acts = slices.Clone(c.Acts)
	for i := range c.Acts {
		if a := &c.Acts[i]; a.Revoked == "" && (a.From == o.ID || o.joined(a.From) != nil) {
			a.Revoked = b.Reason
		}
	}
	o.State, o.ClosedAt, o.Same, j.Back = j.State, nil, "", &b
	return nil
}

// Mirror carries into a case that was merged into this one which of its acts were revoked
// here since, so that they do not come back with it. It reports whether there were any.
func (c *Case) Mirror(o *Case) (changed bool) {
	acts := slices.Clone(o.Acts)
	for i := range acts {
		a := &acts[i]
		if a.Revoked != "" {
			continue
		}
		stands := slices.ContainsFunc(c.Acts, func(b Act) bool { return b.Revoked == "" && b.of(a, o.ID) })
		for _, b := range c.Acts {
			if !stands && b.of(a, o.ID) {
				a.Revoked, changed = b.Revoked, true
			}
		}
	}
	if changed {
		o.Acts = acts
	}
	return changed
}

// Counts says that an act of a case that was merged into this one stands among its own.
func (c *Case) Counts(a *Act, id string) bool {
	return slices.ContainsFunc(c.Acts, func(b Act) bool { return b.of(a, id) })
}

// of says that b is the act a of another case, as it counts on the main one.
func (b *Act) of(a *Act, id string) bool {
	return b.From == cmp.Or(a.From, id) && b.Code == a.Code && b.Ref == a.Ref && b.At.Equal(a.At)
}
