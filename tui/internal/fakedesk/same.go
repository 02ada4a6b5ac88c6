package fakedesk

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
)

// Alike is the other open cases, in no order of likeness but rules'.
func (d *Desk) Alike(id string) ([]view.Alike, error) {
	defer d.lock()()
	out := []view.Alike{}
	k := &d.t.cases[id].Case
	for _, other := range d.t.order {
		o := d.t.cases[other]
		if other == id || o.Case.State == rules.CaseClosed {
			continue
		}
		a := view.Alike{ID: other, State: o.Case.State, Subject: o.Subject, Place: o.Case.Place.Text, OpenedAt: o.Case.OpenedAt, Version: o.Case.Version, Differs: rules.Differences(k, &o.Case)}
		a.Score, a.Why = rules.Alike(k, &o.Case, nil)
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b view.Alike) int { return b.Score - a.Score })
	return out, nil
}

// same merges cases and takes them apart. ours is false for any other command.
func (d *Desk) same(cmd command.Command) (id string, ours bool, err error) {
	t := d.t
	switch c := cmd.(type) {
	case *command.SameCase:
		o, m := t.cases[c.Case], t.cases[c.As]
		if e := o.Case.MayMerge(&m.Case, nil, false); e != nil {
			return "", true, e
		}
		if e := m.Case.Merge(&o.Case, c.Keep, c.Take, rules.Joined{At: t.now, By: d.who.ID, Reason: c.Reason}); e != nil {
			return "", true, e
		}
		m.Case.Version++
		m.Timeline = append(m.Timeline, view.Event{Seq: t.seq + 1, At: t.now, By: d.who.Name, Code: c.Code(), Text: c.Reason, Ref: o.Case.ID, What: command.Told(c.Code())})
		m.Merged = append(m.Merged, view.Merged{ID: o.Case.ID, Said: o.Case.Said, Caller: o.Case.Caller})
		return c.Case, true, nil
	case *command.SplitCase:
		o := t.cases[c.Case]
		m := t.cases[o.Case.Same]
		if e := m.Case.Split(&o.Case, rules.TakenBack{At: t.now, By: d.who.ID, Reason: c.Reason}); e != nil {
			return "", true, e
		}
		m.Merged = nil
		return c.Case, true, nil
	}
	return "", false, nil
}
