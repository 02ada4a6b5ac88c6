package fakedesk

import (
	"fmt"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Handover is the handover page.
func (d *Desk) Handover(id string) (*view.Handover, error) {
	defer d.lock()()
	h := d.t.sheet
	if id != "" && (h == nil || h.ID != id) {
		h = nil
		for i := range d.t.old {
			if d.t.old[i].ID == id {
				h = &d.t.old[i]
			}
		}
	}
	if h == nil && id == "" && len(d.t.old) > 0 {
		h = &d.t.old[0]
	}
	if h == nil {
		return nil, rules.Missing(text.Text{ZH: "交接班", EN: "handover"}, id)
	}
	v := &view.Handover{Stamp: d.stamp(), Handover: *h, Shift: rules.Shift{ID: ShiftID, Start: at(8, 0).AddDate(0, 0, -1), End: at(8, 0)}, Names: map[string]string{}, Can: view.Can{}, Mark: fmt.Sprint("mark", d.t.seq)}
	for _, o := range d.t.lists.Officers {
		v.Names[o.ID] = o.Name
	}
	v.Papers, v.Can["paper.print/handover"] = d.papersOf(h.ID, v.Can), h.MayPrint()
	v.Waiting = h.Waiting(d.t.shift, d.t.now)
	if v.Live = h.Lines; h.State == rules.HandoverPresented {
		v.Live = d.live(h.Lines)
		for i := range v.Live {
			if i < len(h.Lines) && v.Live[i].Mark != h.Lines[i].Mark {
				v.Changes = append(v.Changes, view.Change{Kind: "changed", Old: &h.Lines[i], New: &v.Live[i]})
			}
		}
	}
	return v, nil
}

func (d *Desk) live(old []rules.Line) []rules.Line {
	now := lines(d.t.cases[CaseID])
	for i := range now {
		for _, o := range old {
			if o.Key == now[i].Key {
				now[i].Word, now[i].Query = o.Word, o.Query
				if o.Count != nil {
					now[i].Count, now[i].Quiet = o.Count, o.Quiet
				}
				if o.Mark == now[i].Mark {
					now[i].Accepted = o.Accepted
				}
			}
		}
	}
	return now
}

// Handovers lists handovers, newest first.
func (d *Desk) Handovers(limit int) ([]rules.Handover, error) {
	defer d.lock()()
	var out []rules.Handover
	if d.t.sheet != nil {
		out = append(out, *d.t.sheet)
	}
	return append(out, d.t.old...), nil
}
