package since

import (
	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/rosters"
)

// roster tells of months that were published and slips that were written; what moves the
// reader, or waits for their answer, is grave.
func (d *drawing) roster() error {
	months, err := read(d, table.Rosters)
	if err != nil {
		return err
	}
	for i := range months {
		m := &months[i]
		d.add("roster", view.SinceRow{Key: "roster/" + m.ID, New: true, What: text.Text{ZH: "%[1]s 的排班", EN: "roster of %[1]s"}.With(string(roster.First(m.ID)[:7])),
			Subject: rules.WordOf(roster.StateWords, string(m.State))})
	}
	rows, mine, err := rosters.Moved(d.v, d.ids("slip"), d.e.Actor.Officer, d.e.Hidden())
	if err != nil {
		return err
	}
	d.s.Moved = mine
	for _, r := range rows {
		d.add("roster", r)
	}
	return nil
}
