package fakedesk

import (
	"dutydesk/rules/view"
)

// Roster is a month that nobody has drawn up.
func (d *Desk) Roster(month string) (*view.Roster, error) {
	defer d.lock()()
	if month == "" {
		month = d.t.now.Format("2006-01")
	}
	return &view.Roster{Stamp: d.stamp(), Month: month, Can: view.Can{}}, nil
}
