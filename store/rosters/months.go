package rosters

import (
	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/store/internal/tx"
)

// around are the months that touch some days, the one before and after too, each read once.
func around(r tx.Reader, from, to rules.Date) (all []*roster.Month, err error) {
	first := roster.First(roster.MonthID(from)).Add(-1)
	for d := roster.First(roster.MonthID(first)); d <= to.Add(1); d = rules.DateOf(d.Time().AddDate(0, 1, 0)) {
		m, err := month(r, roster.MonthID(d))
		if err != nil {
			return nil, err
		}
		if m != nil {
			all = append(all, m)
		}
	}
	return all, nil
}

// turns are those of the months around some days.
func turns(r tx.Reader, from, to rules.Date) (all []roster.Turn, err error) {
	months, err := around(r, from, to)
	for _, m := range months {
		all = append(all, m.Turns...)
	}
	return all, err
}

// published are the turns around some days that say who is on duty.
func published(r tx.Reader, from, to rules.Date) (all []roster.Turn, err error) {
	months, err := around(r, from, to)
	for _, m := range months {
		if m.State == roster.Published {
			all = append(all, m.Turns...)
		}
	}
	return all, err
}
