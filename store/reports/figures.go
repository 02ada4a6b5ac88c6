package reports

import (
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/patrols"
)

// count fills the figures of the hours.
func count(r tx.Reader, e tx.Env, p *view.Report) error {
	f := &p.Figures
	in := func(t time.Time) bool { return !t.Before(p.From) && t.Before(p.Till) }
	// Records are found by the day in their id; one may be written down a while after.
	from := func(letter string) string {
		return letter + strings.ReplaceAll(string(rules.DateOf(p.From)), "-", "")
	}
	err := table.Calls.Scan(r, from("T"), "", false, func(c *rules.Call) (bool, error) {
		switch {
		case c.Struck != "" || c.Planned() || !in(c.At):
		case c.Out:
			f.Out++
		default:
			f.Calls++
			switch c.Kind {
			case rules.CallVisit:
				f.Visits++
			case rules.CallCheck:
				f.Checks++
			case rules.CallNotice, rules.CallOrder:
				f.Above++
			}
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	open, err := table.By(r, table.Calls, "open")
	if err != nil {
		return err
	}
	for i := range open {
		if open[i].Term != nil {
			f.Terms++
		}
	}
	if err := counted(r, p, in, from("C")); err != nil {
		return err
	}
	if err := table.Moves.Scan(r, from("M"), "", false, func(m *rules.Move) (bool, error) {
		if m.Kind == rules.MoveIssue && m.Reversed == "" && in(m.At) {
			f.Issued += m.Qty
		}
		return true, nil
	}); err != nil {
		return err
	}
	return patrolled(r, e, p, in, from("Q"))
}

// counted are the cases: what was opened and came to an end in the hours, and what is open now.
func counted(r tx.Reader, p *view.Report, in func(time.Time) bool, from string) error {
	f := &p.Figures
	err := table.Cases.Scan(r, from, "", false, func(c *rules.Case) (bool, error) {
		if c.Same == "" && in(c.OpenedAt) {
			f.Opened++
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	for day := rules.DateOf(p.From); day <= rules.DateOf(p.Till); day = day.Add(1) {
		settled, err := table.By(r, table.Cases, "settled/"+string(day))
		if err != nil {
			return err
		}
		for i := range settled {
			if c := &settled[i]; c.Same == "" && in(*c.SettledAt) {
				f.Settled++
				if c.Outcome == rules.OutcomeRefused {
					f.Refused++
				}
			}
		}
		closed, err := table.By(r, table.Cases, "closed/"+string(day))
		if err != nil {
			return err
		}
		for i := range closed {
			if c := &closed[i]; c.Same == "" && in(*c.ClosedAt) {
				f.Closed++
			}
		}
	}
	open, err := table.By(r, table.Cases, "open")
	f.Open = len(open)
	for i := range open {
		if open[i].Shelter() != "" {
			f.Shelter++
		}
	}
	return err
}

// patrolled is what was patrolled in the hours.
func patrolled(r tx.Reader, e tx.Env, p *view.Report, in func(time.Time) bool, from string) error {
	f := &p.Figures
	figures, err := patrols.FiguresAt(r, "")
	if err != nil {
		return err
	}
	err = table.Patrols.Scan(r, from, "", false, func(q *rules.Patrol) (bool, error) {
		if q.Struck != "" {
			return true, nil
		}
		if in(q.Out.At) {
			f.Patrols++
			if q.Night(figures.Night) {
				f.Night++
			}
		}
		for _, s := range q.Stands() {
			if s.Skipped || !in(s.At) {
				continue
			}
			f.Stops++
			if s.Case != "" {
				f.Found++
			}
			if s.Hazard != "" {
				f.Hazards++
			}
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	out, err := table.Patrols.IDs(r, "open")
	if err != nil {
		return err
	}
	f.Away = len(out)
	f.Villages, f.OfAll, err = patrols.Villages(r, rules.DateOf(p.Till.Add(-time.Minute)))
	return err
}
