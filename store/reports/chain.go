package reports

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/rules/wording"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// follow makes r the next of its form after the report that stands for the hour. An addition
// leaves the hours and figures as they were sent: what came since stands in the next report.
// Errors: as rules.Report.MayFollow.
func follow(x *tx.Tx, p *view.Report, r *rules.Report) error {
	if e := p.Sent.MayFollow(r.At); e != nil {
		return e
	}
	r.Of, r.No = p.Sent.ID, 1
	if r.Form == rules.ReportMore {
		r.From, r.Till, r.Figures = p.Sent.From, p.Sent.Till, p.Sent.Figures
	}
	err := table.Reports.Scan(x, "", "", true, func(o *rules.Report) (bool, error) {
		if o.Kind == r.Kind && o.Form == r.Form && o.For.Equal(r.For) {
			r.No++
		}
		return o.For.After(r.For.AddDate(0, 0, -3)), nil
	})
	r.Lines = wording.Further(wording.RoomOfReport(p), p, r).Lines
	return err
}

// longMissed is how many days of reports that were not sent are counted. Ours.
const longMissed = 30

// missed counts the days before a report's hour on which it was owed and not sent, back to the
// last that was sent, to the first shift, or to when its hour was set last, before which it may
// have been off: after days without the desk they are told once.
func missed(r tx.Reader, p *view.Report) (n int, err error) {
	oldest := p.For.AddDate(0, 0, -longMissed-1)
	var begun time.Time
	if err := table.Reports.Scan(r, "", "", true, func(x *rules.Report) (bool, error) {
		if x.Kind == p.Kind && x.Form == rules.ReportFirst && x.Stands() && x.For.Before(p.For) {
			begun = rules.DateOf(x.For).Add(1).Time()
			return false, nil
		}
		return x.For.After(oldest), nil
	}); err != nil {
		return 0, err
	}
	set, ok, err := table.Settings.Find(r, hours[p.Kind])
	if err != nil {
		return 0, err
	}
	if ok {
		x, ok, err := tx.EntryAt(r, set.Seq)
		if err != nil {
			return 0, err
		}
		if ok && x.At.After(begun) {
			begun = x.At
		}
	}
	first := time.Time{}
	if err := table.Shifts.Scan(r, "", "", false, func(s *rules.Shift) (bool, error) {
		first = s.Since()
		return false, nil
	}); err != nil || first.IsZero() {
		return 0, err
	}
	if first.After(begun) {
		begun = first
	}
	for at := p.For.AddDate(0, 0, -1); n < longMissed && begun.Before(at); at = at.AddDate(0, 0, -1) {
		n++
	}
	return n, nil
}
