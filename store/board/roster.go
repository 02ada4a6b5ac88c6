package board

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/rosters"
)

// rosterDays is how far ahead the board looks into the roster (docs/peers.md, lesson 9).
const rosterDays = 7

// roster is one line for the next days: who is next, or the first hole with its clause. A hole
// is overdue while it is open, and due before.
func (d *drawing) roster() error {
	if err := d.slips(); err != nil {
		return err
	}
	if err := d.taken(); err != nil {
		return err
	}
	faults, next, ok, err := rosters.Ahead(d.v, d.e, rosterDays)
	if err != nil || !ok {
		return err
	}
	id := roster.MonthID(rules.DateOf(d.e.Now))
	r := view.DueRow{Key: "roster/" + id, State: rules.Pending, What: text.Text{ZH: "未来 7 天已齐", EN: "complete for 7 days"}}
	if len(faults) > 0 {
		f := faults[0]
		for _, x := range faults {
			if x.Hole() {
				f = x
				break
			}
		}
		r.Key, r.What, r.Clauses, r.More = "roster/"+roster.MonthID(f.Date), f.Text, f.Clauses, len(faults)-1
		r.Subject, r.State, r.Due = text.Text{ZH: "排班 %[1]s", EN: "roster %[1]s"}.With(string(f.Date[5:])), rules.Due, &f.At
		if f.Hole() && f.At.Before(d.e.Now) {
			r.State = rules.Overdue
		}
		r.Subject = d.withStandby(r.Subject)
		d.row(r, count(r.State))
		return nil
	}
	if next != nil {
		r.Subject = text.Text{ZH: "下一班 %[1]s", EN: "next %[1]s"}.With(rules.Stamp(next.Start))
	}
	r.Subject = d.withStandby(r.Subject)
	d.b.Rows = append(d.b.Rows, r) // nothing to be done
	return nil
}

// withStandby adds whom the desk may call in now.
func (d *drawing) withStandby(t text.Text) text.Text {
	who := strings.Join(d.b.Duty.Standby, " ")
	switch {
	case who == "":
		return t
	case t.IsZero():
		return text.Text{ZH: "备班 %[1]s", EN: "standby %[1]s"}.With(who)
	}
	return text.Text{ZH: "%[1]s, 备班 %[2]s", EN: "%[1]s, standby %[2]s"}.With(t, who)
}

// taken tells, quietly, of the next day's turns that somebody took over at once and no leader
// has approved yet: who relieves the desk is not who the table was signed with.
func (d *drawing) taken() error {
	all, err := rosters.TakenOver(d.v, d.e.Now, d.e.Now.Add(24*time.Hour))
	for _, t := range all {
		d.b.Rows = append(d.b.Rows, view.DueRow{Key: "roster/" + t.Slip, State: rules.Pending, Due: &t.At, What: t.Text,
			Subject: text.Text{ZH: "调班 %[1]s", EN: "swap %[1]s"}.With(rules.Stamp(t.At))})
	}
	return err
}

// slips tells whether somebody has still to answer one; who it is, Own says.
func (d *drawing) slips() error {
	open, err := table.By(d.v, table.Slips, "open")
	for i := range open {
		d.b.Slips = d.b.Slips || open[i].Standing(d.e.Now) != roster.SlipLapsed
	}
	return err
}

// Own is a board with what waits for the reader alone: the slips to be accepted or approved.
func Own(v tx.View, e tx.Env, shared *view.Board) (*view.Board, error) {
	asked, accepted, err := rosters.Owed(v, e)
	if err != nil {
		return nil, err
	}
	b := *shared
	d := &drawing{v: v, e: e, b: &b}
	b.Rows = slices.Clone(b.Rows)
	for _, k := range []struct {
		slips []roster.Slip
		what  text.Text
	}{{asked, text.Text{ZH: "调班单 等您同意 %[1]d", EN: "swap slips for you to accept: %[1]d"}}, {accepted, text.Text{ZH: "调班单 待批准 %[1]d", EN: "swap slips to be approved: %[1]d"}}} {
		if len(k.slips) == 0 {
			continue
		}
		s := &k.slips[0]
		for i := range k.slips {
			if k.slips[i].Turn.Before(*s.Turn) {
				s = &k.slips[i]
			}
		}
		r := view.DueRow{Key: "roster/" + s.ID, Due: s.Turn, What: k.what.With(len(k.slips)), State: standing(s.At, *s.Turn, e.Now),
			Subject: text.Text{ZH: "调班 %[1]s", EN: "swap %[1]s"}.With(rules.Stamp(*s.Turn))}
		b.Rows = slices.DeleteFunc(b.Rows, func(q view.DueRow) bool { return q.Key == r.Key }) // told once
		d.row(r, count(r.State))
	}
	d.order()
	return &b, nil
}
