package cases

import (
	"cmp"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Page is the page of a case, found by its id or a unique tail of it. Readers from whom
// persons are Hidden get it masked: goals instead of obligations, nothing of what was said.
func Page(v tx.View, e tx.Env, id string) (*view.Case, error) {
	e.Masked = e.Hidden()
	k, err := Find(v, e.Now, id)
	if err != nil {
		return nil, err
	}
	scene, err := live.SceneAt(v, e.Plans, e.Now)
	if err != nil {
		return nil, err
	}
	d := scene.Of(k)
	name := names(v)
	p := &view.Case{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Case: *k, Subject: Subject(k, e.Masked),
		Obligations: slices.Clone(d.Obligations), Ask: d.Ask}
	for i := range p.Obligations {
		if o := &p.Obligations[i]; o.By != "" {
			o.By = name(o.By)
		}
	}
	if p.Calls, err = By(v, table.Calls, k); err != nil {
		return nil, err
	}
	if p.Orders, err = By(v, table.Orders, k); err != nil {
		return nil, err
	}
	moved, err := goods(v, NewGoods(v, e.Plans, e.Masked), k)
	if err != nil {
		return nil, err
	}
	p.Goods = standing(moved)
	if !e.Masked {
		if p.Papers, err = By(v, table.Papers, k); err != nil {
			return nil, err
		}
	}
	if p.Referrals, err = referrals(v, e, k); err != nil {
		return nil, err
	}
	pace, err := PaceOf(v)
	if err != nil {
		return nil, err
	}
	if p.Responses, err = pace.Responses(v, scene, k); err != nil {
		return nil, err
	}
	if p.Responsible, err = responsible(v, k); err != nil {
		return nil, err
	}
	filed, err := By(v, table.Attachments, k)
	if err != nil {
		return nil, err
	}
	p.Archive = slots(filed, name)
	notes, err := By(v, table.Notes, k)
	if err != nil {
		return nil, err
	}
	if p.FollowUps, err = By(v, table.FollowUps, k); err != nil {
		return nil, err
	}
	if p.Records, err = By(v, table.Records, k); err != nil {
		return nil, err
	}
	p.Hints, p.FirstAction = k.Hints(p.Records), k.FirstAction()
	if p.Shelters, err = Shelters(v, e); err != nil {
		return nil, err
	}
	if p.Timeline, err = timeline(v, p, notes, moved, name, e.Plans.Act); err != nil {
		return nil, err
	}
	if p.Timeline, err = filing(v, k.ID, p.Timeline, filed, name); err != nil {
		return nil, err
	}
	if err := together(v, p, notes, moved, name, e.Plans.Act); err != nil {
		return nil, err
	}
	tellLacking(p.Obligations, filed)
	owed := d.Obligations
	if e.Masked {
		owed = nil // the order of the numbers and the keys of Can would tell it
	}
	if p.Numbers, err = numbers(v, owed); err != nil {
		return nil, err
	}
	if !e.Masked {
		more, err := people(v, k, p.Numbers)
		if err != nil {
			return nil, err
		}
		p.Numbers = append(p.Numbers, more...)
	}
	m, err := bearing(v, k, d, rules.DateOf(e.Now))
	if err != nil {
		return nil, err
	}
	p.Closing = k.Blocks(m)
	p.Can = can(e, k, owed, m, name)
	if err := counters(v, e, p, notes, moved); err != nil {
		return nil, err
	}
	refer(e, p)
	papersCan(e, p)
	archiveCan(e, p, filed)
	mergeCan(e, p)
	if e.Masked {
		mask(p)
	}
	return p, nil
}

// roleOrder is whom to ring when nothing in particular is open; the first atHead of them stand
// before all others also when an open duty asks for another.
var roleOrder = []rules.AgencyRole{rules.AgencyEmergency, rules.AgencyPolice, rules.AgencyLeader, rules.AgencySocialAffairs,
	rules.AgencyReliefStation, rules.AgencyHospital, rules.AgencyMental, rules.AgencyChild, rules.AgencyOther}

const atHead = 3

// numbers lists whom to ring: 120, the police and the leader, those of them that an open
// obligation asks for first; then who else is asked for, the most urgent first; then the
// others. The leader on duty stands among them under the officer's id, and a number that
// is the leader's own not a second time.
func numbers(r tx.Reader, owed []rules.Obligation) ([]rules.Agency, error) {
	all, err := table.Agencies.All(r)
	if err != nil {
		return nil, err
	}
	all = slices.DeleteFunc(all, func(a rules.Agency) bool { return a.Retired })
	leader, err := onDuty(r)
	if err != nil {
		return nil, err
	}
	if leader != nil {
		for i := range all {
			if a := &all[i]; a.Role == rules.AgencyLeader {
				a.Phones = slices.DeleteFunc(slices.Clone(a.Phones), func(n string) bool { return n == leader.Phones[0] })
			}
		}
		all = slices.DeleteFunc(all, func(a rules.Agency) bool { return a.Role == rules.AgencyLeader && len(a.Phones) == 0 })
		all = append([]rules.Agency{*leader}, all...)
	}
	const last = 1 << 20
	rank := map[rules.AgencyRole]int{}
	for i, role := range roleOrder {
		rank[role] = last + i
	}
	need := func(role rules.AgencyRole, n int) {
		if role != "" {
			rank[role] = min(rank[role], n)
		}
	}
	for i := range owed {
		if o := &owed[i]; o.State.Open() {
			need(rules.BringsTo[o.Code], o.Rank)
			for role, codes := range rules.Fulfils {
				if slices.Contains(codes, o.Code) {
					need(role, o.Rank)
				}
			}
		}
	}
	later := func(a *rules.Agency) int {
		if slices.Contains(roleOrder[:atHead], a.Role) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(all, func(a, b rules.Agency) int {
		return cmp.Or(cmp.Compare(later(&a), later(&b)), cmp.Compare(rank[a.Role], rank[b.Role]))
	})
	return all, nil
}

// onDuty is the leader on duty as somebody to ring, nil when there is none or no number.
func onDuty(r tx.Reader) (*rules.Agency, error) {
	id, err := tx.OnDuty(r)
	if err != nil {
		return nil, err
	}
	s, ok, err := table.Shifts.Find(r, id)
	if err != nil || !ok {
		return nil, err
	}
	o, ok, err := table.Officers.Find(r, s.Leader)
	if err != nil || !ok || o.Phone == "" {
		return nil, err
	}
	return &rules.Agency{ID: o.ID, Name: o.Name, Role: rules.AgencyLeader, Phones: []string{o.Phone}}, nil
}

// can asks the same verbs as the commands do, each on a copy of the case.
func can(e tx.Env, k *rules.Case, owed []rules.Obligation, m rules.Closing, name func(string) string) view.Can {
	out := view.Can{}
	try := func(key string, area rules.Area, verb func(*rules.Case) *rules.Error) {
		if out[key] = May(e, area); out[key] == nil && verb != nil {
			c := *k
			out[key] = verb(&c)
		}
	}
	other := rules.OutcomeOther
	if k.Outcome == other {
		other = rules.OutcomeHelped
	}
	try("case.dispatch", rules.AreaCase, (*rules.Case).MayDispatch)
	teamCan(e, out, k)
	try("case.settle", rules.AreaCase, func(c *rules.Case) *rules.Error { return c.Settle(other, "-", rules.Ending{}, e.Now) })
	try("case.close", rules.AreaCase, func(c *rules.Case) *rules.Error { return c.Close("-", e.Now, m, nil) })
	try("case.close/over", rules.AreaCase, func(c *rules.Case) *rules.Error {
		return c.Close("-", e.Now, m, &rules.Forced{Leader: rules.LeaderOf(e.Actor.Hand(e.Now), standingOrder(m.Orders))})
	})
	try("case.reopen", rules.AreaCase, (*rules.Case).MayReopen)
	try("followup.add", rules.AreaCase, (*rules.Case).MayVisit)
	try("record.add", rules.AreaCase, (*rules.Case).Working)
	try("case.back", rules.AreaCase, (*rules.Case).MayStepBack)
	try("case.edit", rules.AreaCase, (*rules.Case).Working)
	try("stock.issue", rules.AreaIssue, (*rules.Case).Working)
	try("stock.kit", rules.AreaIssue, (*rules.Case).Working)
	for _, c := range []command.Command{&command.AddNote{}, &command.LogCall{}, &command.GiveOrder{}} {
		try(c.Code(), c.Area(), nil)
	}
	for i := range owed {
		code := owed[i].Code
		try("act/"+code, rules.AreaCase, func(c *rules.Case) *rules.Error { return c.Act(rules.Act{Code: code}, owed, name) })
		try("waive/"+code, rules.AreaCase, func(c *rules.Case) *rules.Error {
			return c.Waive(rules.Waiver{Code: code}, owed, leads(e.Actor.Roles), name)
		})
		try("revoke/"+code, rules.AreaCase, func(c *rules.Case) *rules.Error { return c.Revoke(code, "") })
	}
	return out
}

// standingOrder is an order on the case by which a leader may decide, nil for none.
func standingOrder(orders []rules.Order) *rules.Order {
	for i := range orders {
		if orders[i].Struck == "" {
			return &orders[i]
		}
	}
	return nil
}

// May says whether the reader may run the commands of an area; nobody may who has not
// signed in.
func May(e tx.Env, area rules.Area) *rules.Error {
	if e.Actor.Officer == "" {
		return rules.Unsigned()
	}
	return rules.May(e.Actor.Roles, area)
}
