// Package season keeps the calendar: the notices of days off, and the dated duties of the
// plans that were adopted and of the township, each until it was done with evidence or waived
// with a reason. When an item of a plan is due, and what its states mean, package plan
// decides; what a mark may be, package rules. Board and handover ask here for what is near.
package season

import (
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// PutDaysOff enters the notice of a year, or changes it. Errors: Invalid (version) for one that
// is entered already and was not seen; Conflict when somebody changed it meanwhile.
func PutDaysOff(x *tx.Tx, c *command.PutDaysOff) (command.Result, error) {
	id := strconv.Itoa(c.Year)
	n, ok, err := table.DaysOff.Find(x, id)
	switch {
	case err != nil:
		return command.Result{}, err
	case ok && c.Version == 0 && n.Struck == "":
		return command.Result{}, rules.Bad("version", text.Text{ZH: "%[1]d 年的通知已录入, 要改请先打开看过。", EN: "The notice of %[1]d is entered: look at it before changing it."}.With(c.Year))
	case ok && c.Version != 0:
		if err := table.DaysOff.Stale(x, n, c.Version); err != nil {
			return command.Result{}, err
		}
	case !ok:
		n = &rules.DaysOff{ID: id, Year: c.Year}
	}
	n.Source, n.Lines, n.Struck = c.Source, c.Lines, ""
	return command.Result{ID: id}, table.DaysOff.Put(x, n)
}

// StrikeDaysOff takes the township's notice of a year back.
func StrikeDaysOff(x *tx.Tx, c *command.StrikeDaysOff) (command.Result, error) {
	n, err := table.DaysOff.Get(x, strconv.Itoa(c.Year))
	if err != nil {
		return command.Result{}, err
	}
	if e := n.Strike(c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: n.ID}, table.DaysOff.Put(x, n)
}

// Year is the notice of one year as the desk has it.
func Year(v tx.View, year int) (view.YearDays, error) {
	out := view.YearDays{Year: year, Lines: []rules.Stretch{}}
	n, ok, err := table.DaysOff.Find(v, strconv.Itoa(year))
	if err != nil {
		return out, err
	}
	if ok {
		out.Version = n.Version
	}
	if ok && n.Struck == "" {
		out.Own, out.Source, out.Lines = true, n.Source, n.Lines
	} else if lines := rules.ShippedCalendar[year]; len(lines) > 0 {
		out.Lines = lines
	}
	if out.Known = len(out.Lines) > 0; !out.Known {
		out.Words = rules.UnknownYear(year)
	}
	return out, nil
}
