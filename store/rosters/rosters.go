// Package rosters keeps the roster: how it is made, its months, and the slips that change
// them. Who takes which turn, and what is wrong with a month, package roster decides; here is
// who may serve, what the plans in force ask, and which months stand beside each other.
package rosters

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// seasonMonths is how many months back the counts go on from: a season. Ours.
const seasonMonths = 5

// SetScheme writes how the roster is made. Whoever is named must be an officer who may serve,
// a driver any officer. Errors: Invalid at the list; Conflict for a stale version.
func SetScheme(x *tx.Tx, c *command.SetRoster) (command.Result, error) {
	s, ok, err := table.Schemes.Find(x, roster.SchemeID)
	if err != nil {
		return command.Result{}, err
	}
	if ok {
		if err := table.Schemes.Stale(x, s, c.Version); err != nil {
			return command.Result{}, err
		}
	} else {
		s = &roster.Scheme{}
	}
	f := finder{x: x}
	next := roster.Scheme{ID: roster.SchemeID, Hours: c.Hours, Deputies: c.Deputies, Standby: c.Standby, Weekday: c.Weekday, Meta: s.Meta,
		Office: f.all("office", c.Office), Leaders: f.all("leaders", c.Leaders), Staff: f.all("staff", c.Staff), Drivers: f.all("drivers", c.Drivers), NoNights: f.all("no_nights", c.NoNights)}
	for _, g := range c.Groups {
		next.Groups = append(next.Groups, f.all("groups", g))
	}
	for _, p := range c.Together {
		next.Together = append(next.Together, f.all("together", p))
	}
	for _, p := range c.Apart {
		next.Apart = append(next.Apart, f.all("apart", p))
	}
	if f.err != nil {
		return command.Result{}, f.err
	}
	if e := next.Check(); e != nil { // two names may be one officer
		return command.Result{}, e
	}
	return command.Result{ID: roster.SchemeID}, table.Schemes.Put(x, &next)
}

// finder finds officers until one is not found.
type finder struct {
	x   *tx.Tx
	err error
}

func (f *finder) all(field string, names []string) (ids []string) {
	for _, n := range names {
		o, err := roll.Officer(f.x, n)
		if err == nil && field != "drivers" {
			err = o.MayServe(field).OrNil()
		}
		if err == nil && field == "leaders" {
			err = o.MayLead(field).OrNil()
		}
		if err != nil {
			if f.err == nil {
				f.err = roll.At(field, err)
			}
			continue
		}
		if !slices.Contains(ids, o.ID) {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

// room is what the roster is judged and made with.
type room struct {
	scheme roster.Scheme
	plan   roster.Plan
	judge  roster.Judge
	people []rules.Officer // who may serve, in order of id
}

func open(r tx.Reader, plans *plan.Library, now time.Time) (*room, error) {
	k := &room{}
	s, ok, err := table.Schemes.Find(r, roster.SchemeID)
	if err != nil {
		return nil, err
	}
	if ok {
		k.scheme = *s
	}
	officers, err := table.Officers.All(r)
	if err != nil {
		return nil, err
	}
	leave, err := table.Slips.By(r, "leave")
	if err != nil {
		return nil, err
	}
	days, err := table.Calendar(r)
	if err != nil {
		return nil, err
	}
	names, known := map[string]string{}, map[string]string{}
	p := roster.Plan{Scheme: &k.scheme, Leave: roster.LeaveOf(leave), Days: days}
	for i := range officers {
		o := &officers[i]
		known[o.ID] = o.Name
		if o.Retired {
			continue
		}
		serves := o.MayServe("") == nil
		if serves || slices.Contains(k.scheme.Drivers, o.ID) {
			names[o.ID] = o.Name
		}
		if !serves {
			continue
		}
		k.people = append(k.people, *o)
		leads := o.MayLead("") == nil
		if leads && (len(k.scheme.Leaders) == 0 || slices.Contains(k.scheme.Leaders, o.ID)) {
			p.Leaders = append(p.Leaders, o.ID)
		}
		if len(k.scheme.Staff) == 0 && !leads && !slices.Contains(k.scheme.Drivers, o.ID) && !slices.Contains(k.scheme.Office, o.ID) || slices.Contains(k.scheme.Staff, o.ID) {
			p.Staff = append(p.Staff, o.ID)
		}
	}
	k.plan = p
	k.judge = roster.Judge{Scheme: &k.scheme, Leave: p.Leave, Names: names, Known: known}
	ops, err := live.Operations(r, now)
	if err != nil {
		return nil, err
	}
	for _, o := range ops {
		if pl, ok := plans.Plan(o.Plan); ok {
			if d, asks := pl.Roster(); asks {
				k.judge.Demands = append(k.judge.Demands, d)
			}
		}
	}
	return k, nil
}

// month finds a month, nil where there is none.
func month(r tx.Reader, id string) (*roster.Month, error) {
	m, ok, err := table.Rosters.Find(r, id)
	if err != nil || !ok {
		return nil, err
	}
	return m, nil
}

// turns are those of the months that touch some days, the one before and after too.
func turns(r tx.Reader, from, to rules.Date) (all []roster.Turn, err error) {
	first := roster.First(roster.MonthID(from)).Add(-1)
	for d := roster.First(roster.MonthID(first)); d <= to.Add(1); d = rules.DateOf(d.Time().AddDate(0, 1, 0)) {
		m, err := month(r, roster.MonthID(d))
		if err != nil {
			return nil, err
		}
		if m != nil {
			all = append(all, m.Turns...)
		}
	}
	return all, nil
}

// published are the turns around some days that say who is on duty.
func published(r tx.Reader, from, to rules.Date) ([]roster.Turn, error) {
	all, err := turns(r, from, to)
	if err != nil {
		return nil, err
	}
	live := map[string]bool{}
	for i := range all {
		id := roster.MonthID(all[i].Date())
		if _, ok := live[id]; ok {
			continue
		}
		m, err := month(r, id)
		if err != nil {
			return nil, err
		}
		live[id] = m.State == roster.Published
	}
	return slices.DeleteFunc(all, func(t roster.Turn) bool { return !live[roster.MonthID(t.Date())] }), nil
}

// Generate fills the drafts of months. Refused for one that is published.
func Generate(x *tx.Tx, c *command.GenerateRoster) (command.Result, error) {
	k, err := open(x, x.Plans, x.Now)
	if err != nil {
		return command.Result{}, err
	}
	from := max(rules.Date(c.Month+"-01"), rules.DateOf(x.Now)) // what is past was served by whoever served
	to := roster.Last(roster.MonthID(rules.Date(c.Through + "-01")))
	if to < rules.DateOf(x.Now) {
		return command.Result{}, rules.Bad("month", text.Text{ZH: "%[1]s 已经过去。", EN: "%[1]s is over."}.With(c.Month))
	}
	p := k.plan
	if p.Prior, p.Before, err = before(x, from, p.Days); err != nil {
		return command.Result{}, err
	}
	if p.After, err = later(x, to.Add(1)); err != nil {
		return command.Result{}, err
	}
	empty := roster.Seam(p.Before, p.Scheme.Turns(from, to, p.Days), p.After)
	months := map[string]*roster.Month{}
	var ids []string
	for i := range empty {
		id := roster.MonthID(empty[i].Date())
		if months[id] == nil {
			m, err := month(x, id)
			if err != nil {
				return command.Result{}, err
			}
			if e := m.MayDraft(); e != nil {
				return command.Result{}, e
			}
			if m == nil {
				m = &roster.Month{ID: id, State: roster.Draft}
			}
			months[id], ids = m, append(ids, id)
		}
		if was := months[id].Turn(empty[i].Start); was != nil {
			for _, post := range was.Fixed {
				empty[i].Put(post, was.In(post))
			}
			empty[i].Fixed = was.Fixed
		}
	}
	filled, said := p.Generate(empty)
	for _, id := range ids {
		m := months[id]
		m.Turns, m.Said = slices.DeleteFunc(m.Turns, func(t roster.Turn) bool { return t.Date() >= from }), nil
		for i := range filled {
			if roster.MonthID(filled[i].Date()) == id {
				m.Turns = append(m.Turns, filled[i])
			}
		}
		for _, u := range said {
			if roster.MonthID(rules.DateOf(u.At)) == id {
				m.Said = append(m.Said, u)
			}
		}
		if err := table.Rosters.Put(x, m); err != nil {
			return command.Result{}, err
		}
	}
	return command.Result{ID: ids[0], More: ids[1:]}, nil
}

// before is what each has served before a day, in its month and in those before that follow
// each other, and the turns of this month and the last.
func before(r tx.Reader, from rules.Date, days rules.Calendar) (map[string]roster.Count, []roster.Turn, error) {
	var all, last []roster.Turn
	m, err := month(r, roster.MonthID(from))
	if err != nil {
		return nil, nil, err
	}
	if m != nil { // its days before are no longer changed
		all = slices.DeleteFunc(slices.Clone(m.Turns), func(t roster.Turn) bool { return t.Date() >= from })
		last = all
	}
	at := roster.First(roster.MonthID(from)).Add(-1)
	for i := range seasonMonths {
		m, err := month(r, roster.MonthID(at))
		if err != nil {
			return nil, nil, err
		}
		if m == nil {
			break
		}
		if i == 0 {
			last = slices.Concat(m.Turns, last)
		}
		all = slices.Concat(m.Turns, all)
		at = roster.First(m.ID).Add(-1)
	}
	return roster.Counts(all, days), last, nil
}

// later are the turns of the months from a day on that follow each other.
func later(r tx.Reader, from rules.Date) (all []roster.Turn, err error) {
	for range seasonMonths {
		m, err := month(r, roster.MonthID(from))
		if err != nil {
			return nil, err
		}
		if m == nil {
			break
		}
		all = append(all, m.Turns...)
		from = roster.Last(m.ID).Add(1)
	}
	return all, nil
}

// find is the month and the turn that a command names by its day, with its hour where the day
// has several.
func find(x *tx.Tx, field, which string) (*roster.Month, *roster.Turn, error) {
	on, hour, exact := strings.Cut(which, " ")
	m, err := month(x, roster.MonthID(rules.Date(on)))
	if err != nil {
		return nil, nil, err
	}
	if m != nil {
		for i := range m.Turns {
			t := &m.Turns[i]
			if exact && t.Key() == on+" "+hour || !exact && t.Date() == rules.Date(on) {
				return m, t, nil
			}
		}
	}
	e := roster.NoTurn(which)
	e.Field = field
	return nil, nil, e
}

// Set gives a post of a draft to officers by hand.
func Set(x *tx.Tx, c *command.SetTurn) (command.Result, error) {
	m, t, err := find(x, "turn", c.Turn)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.Rosters.Stale(x, m, c.Version); err != nil {
		return command.Result{}, err
	}
	var ids []string
	for _, n := range c.Officers {
		o, err := able(x, "officers", n, c.Post)
		if err != nil {
			return command.Result{}, err
		}
		if !slices.Contains(ids, o.ID) {
			ids = append(ids, o.ID)
		}
	}
	if e := m.Set(t.Start, c.Post, ids); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: m.ID}, table.Rosters.Put(x, m)
}

// able finds an officer who may have a post.
func able(x *tx.Tx, field, who string, p roster.Post) (*rules.Officer, error) {
	o, err := roll.Officer(x, who)
	if err != nil {
		return nil, roll.At(field, err)
	}
	switch p {
	case roster.Driver:
		return o, nil
	case roster.Leader:
		return o, o.MayLead(field).OrNil()
	}
	return o, o.MayServe(field).OrNil()
}

// Publish signs a month.
func Publish(x *tx.Tx, c *command.PublishRoster) (command.Result, error) {
	m, err := month(x, roster.MonthID(rules.Date(c.Month+"-01")))
	if err != nil {
		return command.Result{}, err
	}
	if e := m.MayPublish(); e != nil {
		return command.Result{}, e
	}
	if err := table.Rosters.Stale(x, m, c.Version); err != nil {
		return command.Result{}, err
	}
	k, err := open(x, x.Plans, x.Now)
	if err != nil {
		return command.Result{}, err
	}
	faults, err := k.faults(x, m.ID, rules.DateOf(x.Now))
	if err != nil {
		return command.Result{}, err
	}
	if e := m.Publish(x.Actor.Hand(x.Now), faults, c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: m.ID}, table.Rosters.Put(x, m)
}

// faults are those of a month from a day on.
func (k *room) faults(r tx.Reader, id string, from rules.Date) ([]roster.Fault, error) {
	first, last := max(roster.First(id), from), roster.Last(id)
	all, err := turns(r, first, last)
	if err != nil {
		return nil, err
	}
	return k.judge.Faults(all, first, last), nil
}

// Withdraw makes a published month a draft again.
func Withdraw(x *tx.Tx, c *command.WithdrawRoster) (command.Result, error) {
	m, err := month(x, roster.MonthID(rules.Date(c.Month+"-01")))
	if err != nil {
		return command.Result{}, err
	}
	if e := m.Withdraw(x.Now, c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: m.ID}, table.Rosters.Put(x, m)
}
