// Package rosters keeps the roster: how it is made, its months, and the slips that change
// them. Who takes which turn, and what is wrong with a month, package roster decides; here is
// who may serve, what the plans in force ask, and which months stand beside each other.
package rosters

import (
	"cmp"
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
		// The rules are written whole: without a version they would undo what somebody else wrote
		// first.
		if err := table.Schemes.Stale(x, s, cmp.Or(c.Version, command.NoneYet)); err != nil {
			return command.Result{}, err
		}
	} else {
		s = &roster.Scheme{}
	}
	f := finder{x: x}
	next := roster.Scheme{ID: roster.SchemeID, Hours: c.Hours, Until: c.Until, Deputies: c.Deputies, Standby: c.Standby, Weekday: c.Weekday, Meta: s.Meta,
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
	until  rules.Date      // the last day for which a plan in force asks for a roster
}

// open is the room for some days, both inside: leave of other days it does not know.
func open(r tx.Reader, plans *plan.Library, now time.Time, from, to rules.Date) (*room, error) {
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
	leave, err := table.Leave(r, from.Add(-1), to.Add(1)) // a turn goes on into the next day
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
				k.until = max(k.until, o.To)
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

// Generate fills the drafts of months. Refused for one that is published.
func Generate(x *tx.Tx, c *command.GenerateRoster) (command.Result, error) {
	from := max(rules.Date(c.Month+"-01"), rules.DateOf(x.Now)) // what is past was served by whoever served
	to := roster.Last(roster.MonthID(rules.Date(c.Through + "-01")))
	if to < rules.DateOf(x.Now) {
		return command.Result{}, rules.Bad("month", text.Text{ZH: "%[1]s 已经过去。", EN: "%[1]s is over."}.With(c.Month))
	}
	k, err := open(x, x.Plans, x.Now, from, to)
	if err != nil {
		return command.Result{}, err
	}
	p := k.plan
	if p.Prior, p.Before, err = before(x, from, p.Days, x.Now); err != nil {
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
			if m != nil {
				seen := c.Versions[string(roster.First(id)[:7])]
				if id == roster.MonthID(rules.Date(c.Month+"-01")) {
					seen = c.Version
				}
				if err := table.Rosters.Stale(x, m, seen); err != nil {
					return command.Result{}, err
				}
			}
			if m == nil {
				m = &roster.Month{ID: id, State: roster.Draft}
			}
			months[id], ids = m, append(ids, id)
		}
	}
	var hand []roster.Turn
	for _, id := range ids {
		hand = append(hand, months[id].Turns...)
	}
	hand = slices.DeleteFunc(hand, func(t roster.Turn) bool { return t.Date() < from })
	lost := roster.Carry(hand, empty)
	filled, said := p.Generate(empty)
	said = append(said, lost...)
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

// before is what each has served before a day, in its month and in those before it, and the
// turns of this month and the last: who really stood where they are over, drafts too where they
// are to come.
func before(r tx.Reader, from rules.Date, days rules.Calendar, now time.Time) (map[string]roster.Count, []roster.Turn, error) {
	at := roster.First(roster.MonthID(from))
	for range seasonMonths {
		at = roster.First(roster.MonthID(at.Add(-1)))
	}
	var all []roster.Turn
	first, last := at, roster.First(roster.MonthID(roster.First(roster.MonthID(from)).Add(-1)))
	for ; at <= from; at = roster.Last(roster.MonthID(at)).Add(1) {
		m, err := month(r, roster.MonthID(at))
		if err != nil {
			return nil, nil, err
		}
		switch {
		case m != nil:
			all = append(all, m.Turns...)
		case at < roster.First(roster.MonthID(from)): // what is before a hole is another season
			all, first = nil, at
		}
	}
	all = slices.DeleteFunc(all, func(t roster.Turn) bool { return t.Date() >= from })
	all, err := stood(r, all, first, from.Add(-1), now)
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(all, func(t roster.Turn) bool { return t.Date() >= last })
	if i < 0 {
		i = len(all)
	}
	return roster.Counts(all, days), all[i:], nil
}

// stood are turns as those served them who really stood, of days that are both inside.
func stood(r tx.Reader, turns []roster.Turn, first, last rules.Date, now time.Time) ([]roster.Turn, error) {
	// A shift may go on for days when nobody takes it over.
	from, to := first.Add(-maxLate), min(last, rules.DateOf(now)).Add(1)
	if to <= first {
		return turns, nil
	}
	key := func(d rules.Date) string { return "S" + strings.ReplaceAll(string(d), "-", "") }
	var shifts []rules.Shift
	err := table.Shifts.Scan(r, key(from), key(to), false, func(s *rules.Shift) (bool, error) {
		shifts = append(shifts, *s)
		return true, nil
	})
	return roster.Stood(turns, shifts, first, last, now), err
}

// maxLate is how many days before a month a shift is looked for that goes on into it. Ours.
const maxLate = 7

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
	if m == nil {
		e = roster.NoMonth(on[:len("2006-01")])
	}
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
	k, err := open(x, x.Plans, x.Now, roster.First(m.ID), roster.Last(m.ID))
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

// Withdraw makes a published month a draft again. Slips that somebody has still to answer end with
// it; what was approved stays in the draft as set by hand.
func Withdraw(x *tx.Tx, c *command.WithdrawRoster) (command.Result, error) {
	m, err := month(x, roster.MonthID(rules.Date(c.Month+"-01")))
	if err != nil {
		return command.Result{}, err
	}
	if e := m.MayWithdraw(x.Now); e != nil {
		return command.Result{}, e
	}
	if err := table.Rosters.Stale(x, m, c.Version); err != nil {
		return command.Result{}, err
	}
	if err := fall(x, m.ID, c.Reason); err != nil {
		return command.Result{}, err
	}
	if m, err = table.Rosters.Get(x, m.ID); err != nil {
		return command.Result{}, err
	}
	if e := m.Withdraw(x.Now, c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: m.ID}, table.Rosters.Put(x, m)
}
