package board

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
)

// handover shows the shift's handover from an hour before its end, and at any time once it is
// presented or was sent back: who is to take over, and past the end who is late and since when.
func (d *drawing) handover() error {
	s := d.b.Duty.Shift
	var h *rules.Handover
	if s != nil {
		all, err := table.Handovers.By(d.v, "shift/"+s.ID)
		if err != nil {
			return err
		}
		if len(all) > 0 {
			h = &all[len(all)-1]
		}
	}
	if h != nil && h.State != rules.HandoverReturned && !h.Over() {
		d.b.Handover = h
		if d.e.Masked {
			h.Lines, h.ReadBack, h.Reason = nil, "", ""
			h.Since, h.Reminders, h.Release = nil, nil, nil
		}
	}
	if s == nil {
		return nil
	}
	if h == nil || h.Over() { // of an earlier handover of this shift
		h = &rules.Handover{}
	}
	back := h.State == rules.HandoverReturned && h.PresentedAt != nil // a draft begun by mistake is no more
	d.b.Returned = back
	near := !d.e.Now.Before(s.End.Add(-handoverWarn))
	if !near && h.State != rules.HandoverPresented && !back {
		return nil
	}
	next, err := d.successor(h)
	if err != nil {
		return err
	}
	r := view.DueRow{Key: "handover/" + s.ID, State: rules.Due, Due: &s.End, Clauses: []string{HandoverClause},
		What: text.Text{ZH: "交接班", EN: "hand the shift over"}, Subject: text.Text{ZH: d.b.Duty.Main, EN: d.b.Duty.Main}}
	if next != "" {
		r.Subject = text.Text{ZH: "%[1]s 交 %[2]s", EN: "%[1]s to %[2]s"}.With(d.b.Duty.Main, next)
	}
	if d.b.Handover != nil {
		r.Key = "handover/" + h.ID
	}
	switch {
	case h.State == rules.HandoverPresented:
		r.What = text.Text{ZH: "交接班待接", EN: "handover to be accepted"}
	case back:
		r.What = text.Text{ZH: "交接班已退回, 重新拟稿", EN: "handover sent back: draft it again"}
	}
	switch {
	case s.Late(d.e.Now) && back: // who was rung, was rung about the one that came back
		r.State, r.What = rules.Overdue, text.Text{ZH: "%[1]s; %[2]s", EN: "%[1]s; %[2]s"}.With(r.What, (&rules.Handover{}).Waiting(s, d.e.Now))
	case s.Late(d.e.Now):
		r.State, r.What = rules.Overdue, h.Waiting(s, d.e.Now)
	case !near:
		r.State = rules.Pending
	}
	d.row(r, count(r.State))
	return nil
}

// successor is the name of who takes over: who was named on the handover, else whose turn the
// published roster says it is; "" where nobody knows.
func (d *drawing) successor(h *rules.Handover) (string, error) {
	id := ""
	if t := d.b.Duty.Next; t != nil {
		id = t.Main
	}
	if h.State == rules.HandoverPresented {
		id = h.Incoming
	}
	if id == "" {
		return "", nil
	}
	if n := h.Names[id]; n != "" {
		return n, nil
	}
	o, ok, err := table.Officers.Find(d.v, id)
	if err != nil || !ok {
		return "", err
	}
	return o.Name, nil
}
