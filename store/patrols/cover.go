package patrols

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// areaList is the list of areas that a plan has patrolled.
const areaList = "patrol_areas"

// Cover is what was patrolled and what was not.
func Cover(v tx.Reader, e tx.Env, scene live.Scene) (view.PatrolCover, error) {
	d, err := begin(v, e, scene)
	if err != nil {
		return view.PatrolCover{}, err
	}
	return d.cover(scene)
}

// visit is that a place was come to.
type visit struct {
	at     time.Time
	patrol string
}

// history is the newest patrols and what they came to.
type history struct {
	places map[string]visit // by id
	areas  map[string]visit
	last   *time.Time
	night  *time.Time
}

func later(p **time.Time, at time.Time) {
	if *p == nil || at.After(**p) {
		*p = &at
	}
}

func (d *reading) history() (history, error) {
	h := history{places: map[string]visit{}, areas: map[string]visit{}}
	err := table.Patrols.Scan(d.v, d.since(), "", true, func(q *rules.Patrol) (bool, error) {
		if q.Struck != "" {
			return true, nil
		}
		if q.Village == "" { // a village's round is the village's own
			later(&h.last, q.Heard())
		}
		if q.Night(d.f.Night) {
			later(&h.night, q.Heard())
		}
		for _, s := range q.Stands() {
			if s.Skipped {
				continue
			}
			for key, m := range map[string]map[string]visit{s.Place.ID: h.places, s.Area: h.areas} {
				if was, ok := m[key]; key != "" && (!ok || s.At.After(was.at)) {
					m[key] = visit{s.At, q.ID}
				}
			}
		}
		return true, nil
	})
	return h, err
}

// since is the id that the patrols begin with in which last visits are looked for; an id has
// the day on which its patrol was written down.
func (d *reading) since() string {
	return "Q" + strings.ReplaceAll(string(rules.DateOf(d.e.Now).Add(-searched)), "-", "")
}

// Next is when the township's next round is due, with the interval and the clauses, and nothing
// of what was covered.
func Next(v tx.Reader, e tx.Env, scene live.Scene) (view.PatrolCover, error) {
	d, err := begin(v, e, scene)
	c := view.PatrolCover{Level: scene.Cold, Interval: d.f.Every}
	if err != nil {
		return c, err
	}
	if c.Last, err = d.last(); err != nil {
		return c, err
	}
	return c, d.next(&c, scene)
}

// newest is how many of the township's newest rounds are looked at for the last one: one that
// was written down later may have been over earlier. Ours.
const newest = 4

// last is when something was last heard of a round of the township.
func (d *reading) last() (at *time.Time, err error) {
	n := 0
	err = table.Patrols.Scan(d.v, d.since(), "", true, func(q *rules.Patrol) (bool, error) {
		if q.Struck == "" && q.Village == "" {
			n++
			later(&at, q.Heard())
		}
		return n < newest, nil
	})
	return at, err
}

func (d *reading) cover(scene live.Scene) (view.PatrolCover, error) {
	c := view.PatrolCover{Level: scene.Cold, Interval: d.f.Every, Places: []view.PlaceVisit{}, Areas: []view.AreaVisit{}, Villages: []view.VillageVisit{}, Hazards: []view.HazardRow{}}
	h, err := d.history()
	if err != nil {
		return c, err
	}
	c.Last, c.Night = h.last, h.night
	for _, part := range []func() error{
		func() error { return d.places(&c, h) },
		func() error { return d.villages(&c) },
		func() error { return d.hazards(&c) },
		func() error { return d.next(&c, scene) },
	} {
		if err := part(); err != nil {
			return c, err
		}
	}
	d.areas(&c, h, scene)
	return c, nil
}

// places are the key places, the longest not visited first (P1.3.3).
func (d *reading) places(c *view.PatrolCover, h history) error {
	all, err := table.Places.All(d.v)
	for _, p := range all {
		if p.Retired || p.Kind != rules.PlaceHotspot {
			continue
		}
		row := view.PlaceVisit{Place: p}
		if v, ok := h.places[p.ID]; ok {
			row.At, row.Patrol = &v.at, v.patrol
		}
		c.Places = append(c.Places, row)
	}
	slices.SortStableFunc(c.Places, func(a, b view.PlaceVisit) int {
		return cmp.Or(earlier(a.At, b.At), cmp.Compare(a.Place.ID, b.Place.ID))
	})
	return err
}

func earlier(a, b *time.Time) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return a.Compare(*b)
}

// areas are the kinds of area that the plans in force have patrolled (P1.3.6, P3.4.10).
func (d *reading) areas(c *view.PatrolCover, h history, scene live.Scene) {
	for _, o := range scene.Operations {
		p, ok := scene.Plans.Plan(o.Plan)
		if !ok {
			continue
		}
		list, ok := p.Checklist(areaList)
		if !ok {
			continue
		}
		for _, item := range list.Items(o.Settings) {
			i := slices.IndexFunc(c.Areas, func(a view.AreaVisit) bool { return a.Area == item.Code })
			if i < 0 {
				row := view.AreaVisit{Area: item.Code, Text: item.Text}
				for _, p := range c.Places {
					if p.Place.Area == item.Code {
						row.Places++
					}
				}
				if v, ok := h.areas[item.Code]; ok {
					row.At = &v.at
					row.Covered = c.Interval == 0 || d.e.Now.Sub(v.at) <= c.Interval
				}
				i, c.Areas = len(c.Areas), append(c.Areas, row)
			}
			for _, clause := range list.Clauses {
				if !slices.Contains(c.Areas[i].Clauses, clause) {
					c.Areas[i].Clauses = append(c.Areas[i].Clauses, clause)
				}
			}
		}
	}
}

// villages are those in use with their own rounds, those without one today first.
func (d *reading) villages(c *view.PatrolCover) error {
	all, err := table.Villages.All(d.v)
	if err != nil {
		return err
	}
	today := rules.DateOf(d.e.Now)
	at := map[string]*rules.Patrol{}
	const back = 7 // days that a last round is looked for. Ours
	for n := range back {
		done, _, err := rounds(d.v, today.Add(-n))
		if err != nil {
			return err
		}
		for v, q := range done {
			if at[v] == nil {
				at[v] = q
			}
		}
	}
	for _, v := range all {
		if v.Retired {
			continue
		}
		if d.e.Hidden() {
			v.Contact, v.Phone = "", ""
		}
		row := view.VillageVisit{Village: v}
		if q := at[v.ID]; q != nil {
			out := q.Out.At
			row.At, row.Patrol, row.Today = &out, q.ID, rules.DateOf(out) == today
		}
		c.Villages = append(c.Villages, row)
	}
	slices.SortStableFunc(c.Villages, func(a, b view.VillageVisit) int { return cmp.Compare(order(a.Today), order(b.Today)) })
	return nil
}

func order(done bool) int {
	if done {
		return 1
	}
	return 0
}

// hazards are those that nobody has dealt with, oldest first (P1.3.2).
func (d *reading) hazards(c *view.PatrolCover) error {
	all, err := table.By(d.v, table.Patrols, "hazard")
	for i := range all {
		for _, s := range all[i].Stands() {
			if s.Hazard == "" || s.Fixed != nil {
				continue
			}
			row := view.HazardRow{Patrol: all[i].ID, Stop: s.No, Place: s.Place.Text, At: s.At, Text: s.Hazard}
			if d.e.Hidden() {
				row.Text = tx.Withheld
				if s.Place.ID == "" {
					row.Place = ""
				}
			}
			c.Hazards = append(c.Hazards, row)
		}
	}
	return err
}

// next is when the township's next round is due while a plan in force has areas patrolled: the
// interval after the last one, or where none is on record after the shift on duty or the plan's
// window began, whichever is later. Nothing is due while one is out, or while nobody has the desk.
func (d *reading) next(c *view.PatrolCover, scene live.Scene) error {
	begun := time.Time{}
	for _, o := range scene.Operations {
		p, ok := scene.Plans.Plan(o.Plan)
		if !ok {
			continue
		}
		if list, ok := p.Checklist(areaList); ok {
			c.Clauses = append(c.Clauses, list.Clauses...)
			if from := o.From.Time(); begun.IsZero() || from.Before(begun) {
				begun = from
			}
		}
	}
	id, err := tx.OnDuty(d.v)
	if err != nil || c.Interval == 0 || c.Clauses == nil || id == "" {
		return err
	}
	out, err := table.By(d.v, table.Patrols, "open")
	if err != nil || slices.ContainsFunc(out, func(q rules.Patrol) bool { return q.Village == "" }) {
		return err
	}
	if c.Last != nil {
		begun = *c.Last
	} else {
		s, ok, err := table.Shifts.Find(d.v, id)
		if err != nil {
			return err
		}
		if ok && s.Since().After(begun) {
			begun = s.Since()
		}
	}
	due := begun.Add(c.Interval)
	c.Due, c.State = &due, rules.Standing(begun, due, d.e.Now)
	return nil
}
