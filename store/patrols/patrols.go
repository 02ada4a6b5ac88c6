// Package patrols keeps the rounds of the township and of its villages: out, stops, back, each
// as it was seen or told by telephone. It finds places, villages and units, has a find written
// down as a contact (package calls), and marks the daily series of a plan that the rounds of the
// villages fulfil. Which step may follow which, rules.Patrol decides.
package patrols

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/calls"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Find finds a patrol by its id or a unique tail of it.
func Find(r tx.Reader, now time.Time, said string) (*rules.Patrol, error) {
	return cases.Lookup(r, now, table.Patrols, "Q", 2, "patrol", said)
}

// Start sends a patrol out, or writes down one that is told of as a whole. Of a village's own
// round its contact goes, where nobody else is named. A crew may be from outside; where the list
// has nobody of it, it needs a telephone (Invalid, phone). Errors: as rules.Patrol.Start, Elsewhere and
// LeavesDesk; NotFound for a village.
func Start(x *tx.Tx, c *command.StartPatrol) (command.Result, error) {
	ids, err := roll.NewSeries(x, table.Patrols, roll.Dated(x, "Q"), 2)
	if err != nil {
		return command.Result{}, err
	}
	p := &rules.Patrol{ID: ids.Next(), Crew: c.Crew, Phone: c.Phone, Vehicle: c.Vehicle, Protected: c.Protected, Note: c.Note, Expected: utc(c.Expected)}
	if c.Village != "" {
		v, err := roll.Village(x, c.Village)
		if err != nil {
			return command.Result{}, roll.At("village", err)
		}
		if p.Village = v.ID; len(p.Crew) == 0 {
			p.Crew = []string{cmp.Or(v.Contact, v.Name)}
			p.Phone = cmp.Or(p.Phone, v.Phone)
		}
	}
	known := p.Village != ""
	for i, who := range p.Crew {
		o, err := roll.Officer(x, who)
		switch {
		case err == nil:
			known = true
			p.Crew[i], p.Phone = o.Name, cmp.Or(p.Phone, o.Phone)
		case rules.KindOf(err) != rules.NotFound && rules.KindOf(err) != rules.Invalid:
			return command.Result{}, err
		}
	}
	if !known && p.Phone == "" && c.Back == nil {
		return command.Result{}, rules.Bad("phone", text.Text{ZH: "名册上没有 %[1]s: 写打得通他们的电话 (巡查页 F6 或 --phone)。",
			EN: "%[1]s is not on the lists: write the telephone at which they are reached (F6 on the page of patrols, or --phone)."}.With(strings.Join(p.Crew, "、")))
	}
	for _, said := range c.Places {
		at, _, err := placeOf(x, said)
		if err != nil {
			return command.Result{}, err
		}
		p.Places = append(p.Places, at)
	}
	for _, said := range c.Agencies {
		a, err := roll.Agency(x, said)
		switch {
		case err == nil:
			said = a.Name
		case rules.KindOf(err) != rules.NotFound || roll.Retired(err):
			return command.Result{}, roll.At("agencies", err)
		}
		p.Agencies = append(p.Agencies, said)
	}
	if p.Shift, err = tx.OnDuty(x); err != nil {
		return command.Result{}, err
	}
	if err := free(x, p, c); err != nil {
		return command.Result{}, err
	}
	out, err := table.Patrols.By(x, "open")
	if err != nil {
		return command.Result{}, err
	}
	if e := p.Start(step(x, c.Told, c.At), out); e != nil {
		return command.Result{}, e
	}
	if c.Back != nil {
		if e := p.Return(step(x, c.Told, c.Back), c.Seen); e != nil {
			return command.Result{}, e
		}
	}
	return save(x, p)
}

// free refuses who is out with the team of a case, and asks where nobody stays at the desk.
func free(x *tx.Tx, p *rules.Patrol, c *command.StartPatrol) error {
	away, err := table.By(x, table.Cases, "out")
	if err != nil {
		return err
	}
	if e := p.Elsewhere(away, c.Back); e != nil {
		return e
	}
	if c.Confirmed || c.Back != nil {
		return nil
	}
	out, err := table.Patrols.By(x, "open")
	if err != nil {
		return err
	}
	duty, err := atDesk(x, p.Shift, out, away)
	if err == nil && rules.Unmanned(p.Crew, duty) {
		return rules.LeavesDesk(duty)
	}
	return err
}

// atDesk are the names of those who are at the desk in a shift, the main one first: those on duty
// who are out with no patrol and with no team of a case.
func atDesk(r tx.Reader, shift string, patrols []rules.Patrol, cases []rules.Case) ([]string, error) {
	s, ok, err := table.Shifts.Find(r, shift)
	if err != nil || !ok {
		return nil, err
	}
	var out []string
	for _, id := range append([]string{s.Main}, s.Deputies...) {
		o, ok, err := table.Officers.Find(r, id)
		if err != nil {
			return nil, err
		}
		if ok && !rules.Away(o.Name, patrols, cases) {
			out = append(out, o.Name)
		}
	}
	return out, nil
}

func utc(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	at := t.UTC()
	return &at
}

// step is one that is written down now; At is now where none was given.
func step(x *tx.Tx, told string, at *time.Time) rules.PatrolStep {
	s := rules.PatrolStep{At: x.Now, By: x.Actor.Officer, Told: told, Seq: x.Seq}
	if at != nil {
		s.At = at.UTC()
	}
	return s
}

// placeOf is a place of the list by its id, its very name or its initials; else what was said.
func placeOf(r tx.Reader, said string) (rules.PlaceRef, *rules.Place, error) {
	p, err := roll.Place(r, said)
	switch rules.KindOf(err) {
	case rules.NotFound, rules.Invalid:
		return rules.PlaceRef{Text: said}, nil, nil
	}
	if err != nil {
		return rules.PlaceRef{}, nil, err
	}
	if key := text.Fold(said); key != text.Fold(p.ID) && key != text.Fold(p.Name) && key != text.Initials(p.Name) {
		return rules.PlaceRef{Text: said}, nil, nil
	}
	return rules.PlaceRef{ID: p.ID, Text: p.Name}, p, nil
}

// Stop notes a place. A person found is written down as a contact of the desk, found on
// patrol, and its case stands at the stop.
func Stop(x *tx.Tx, c *command.StopPatrol) (command.Result, error) {
	p, err := Find(x, x.Now, c.Patrol)
	if err != nil {
		return command.Result{}, err
	}
	s := rules.PatrolStop{PatrolStep: step(x, c.Told, c.At), Skipped: c.Skipped, Seen: c.Seen, Hazard: c.Hazard, BackBy: utc(c.BackBy)}
	var on *rules.Place
	if s.Place, on, err = placeOf(x, c.Place); err != nil {
		return command.Result{}, err
	}
	if on != nil {
		s.Area, s.Village = on.Area, on.Village
	}
	if e := p.MayStop(); e != nil {
		return command.Result{}, e
	}
	if found := c.Found(strings.Join(p.Crew, "、")); found != nil {
		res, err := calls.Log(x, found)
		if err != nil {
			return command.Result{}, err
		}
		s.Call, s.Case = res.ID, res.More[0]
	}
	if e := p.Stop(s); e != nil {
		return command.Result{}, e
	}
	res, err := save(x, p)
	if s.Case != "" {
		res.More = append(res.More, s.Case, s.Call)
	}
	return res, err
}

// Return marks a patrol as back.
func Return(x *tx.Tx, c *command.ReturnPatrol) (command.Result, error) {
	p, err := Find(x, x.Now, c.Patrol)
	if err != nil {
		return command.Result{}, err
	}
	if e := p.Return(step(x, c.Told, c.At), c.Seen); e != nil {
		return command.Result{}, e
	}
	return save(x, p)
}

// Fix says what was done about a hazard.
func Fix(x *tx.Tx, c *command.FixHazard) (command.Result, error) {
	p, err := Find(x, x.Now, c.Patrol)
	if err != nil {
		return command.Result{}, err
	}
	f := rules.HazardFix{Text: c.Fix, At: x.Now, By: x.Actor.Officer, Seq: x.Seq}
	if c.At != nil {
		f.At = c.At.UTC()
	}
	if e := p.Fix(c.Stop, f); e != nil {
		return command.Result{}, e
	}
	return save(x, p)
}

// Undo takes a step back; the result names the cases that came out of it and go on, and their
// contacts note it. Errors: as rules.Patrol.Undo; Conflict for another version.
func Undo(x *tx.Tx, c *command.UndoPatrol) (command.Result, error) {
	p, err := Find(x, x.Now, c.Patrol)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.Patrols.Stale(x, p, c.Version); err != nil {
		return command.Result{}, err
	}
	before := p.Finds()
	if e := p.Undo(c.Step, rules.TakenBack{At: x.Now, By: x.Actor.Officer, Reason: c.Reason, Seq: x.Seq}); e != nil {
		return command.Result{}, e
	}
	res, err := save(x, p)
	if err != nil {
		return res, err
	}
	for _, s := range before {
		if slices.ContainsFunc(p.Finds(), func(f rules.PatrolStop) bool { return f.No == s.No }) {
			continue
		}
		res.More = append(res.More, s.Case)
		k, ok, err := table.Calls.Find(x, s.Call)
		if err != nil {
			return res, err
		}
		if ok {
			k.Unfind(rules.Correction{Seq: x.Seq, At: x.Now, By: x.Actor.Officer, Reason: c.Reason})
			if err := table.Calls.Put(x, k); err != nil {
				return res, err
			}
		}
	}
	return res, nil
}

// save writes a patrol, and what the rounds of the villages on its day mean for the series.
func save(x *tx.Tx, p *rules.Patrol) (command.Result, error) {
	if err := table.Patrols.Put(x, p); err != nil {
		return command.Result{}, err
	}
	if p.Village == "" {
		return command.Result{ID: p.ID}, nil
	}
	return command.Result{ID: p.ID}, credit(x, p)
}

// seriesItem is the daily series that the rounds of the villages fulfil (P7.2.19).
const seriesItem = "village_patrol"

// credit marks the series as done on the day on which the last village has its entry, and
// takes that mark back, which names one of the rounds, when an entry is struck out.
func credit(x *tx.Tx, p *rules.Patrol) error {
	day := rules.DateOf(p.Out.At)
	done, of, err := rounds(x, day)
	if err != nil {
		return err
	}
	ops, err := table.Operations.All(x)
	if err != nil {
		return err
	}
	by := x.Actor.Hand(x.Now)
	for _, o := range ops {
		plan, ok := x.Plans.Plan(o.Plan)
		if !ok || o.Withdrawn || day < o.From || day > o.To {
			continue
		}
		for _, s := range plan.Series() {
			if s.Item != seriesItem || s.Every != rules.EveryDay {
				continue
			}
			id := o.ID + "/" + s.Item + "/" + string(day)
			t, ok, err := table.Tasks.Find(x, id)
			if err != nil {
				return err
			}
			if !ok {
				t = &rules.Task{ID: id, Operation: o.ID, Item: s.Item, Date: day}
			}
			switch ours := strings.HasPrefix(t.Evidence.Record, "Q"); {
			case len(done) == of && !t.Settled():
				err = t.Do(by, day, rules.Evidence{Words: villageWords.With(of).ZH, Record: p.ID, Number: villageWords.With(of).ZH}).OrNil()
			case len(done) < of && ours && t.DoneOn != "":
				err = t.Undo(by, cmp.Or(p.Struck, undoneText.ZH)).OrNil()
			default:
				continue
			}
			if err != nil {
				return err
			}
			if err := table.Tasks.Put(x, t); err != nil {
				return err
			}
		}
	}
	return nil
}

// What the book keeps stands in its own language, Chinese.
var (
	villageWords = text.Text{ZH: "各村巡查 %[1]d 处均已记", EN: "rounds of all %[1]d villages noted"}
	undoneText   = text.Text{ZH: "村巡查记录撤回", EN: "a village's round was taken back"}
)

// rounds is which villages in use have an entry of their own on a day, and how many villages
// there are.
func rounds(r tx.Reader, day rules.Date) (map[string]*rules.Patrol, int, error) {
	all, err := table.Villages.All(r)
	if err != nil {
		return nil, 0, err
	}
	all = slices.DeleteFunc(all, func(v rules.Village) bool { return v.Retired })
	of, err := table.Patrols.By(r, "day/"+string(day))
	if err != nil {
		return nil, 0, err
	}
	done := map[string]*rules.Patrol{}
	for i := range of {
		if slices.ContainsFunc(all, func(v rules.Village) bool { return v.ID == of[i].Village }) {
			done[of[i].Village] = &of[i]
		}
	}
	return done, len(all), nil
}

// Villages is how many villages in use have a round of their own on a day, of how many.
func Villages(r tx.Reader, day rules.Date) (done, of int, err error) {
	m, of, err := rounds(r, day)
	return len(m), of, err
}
