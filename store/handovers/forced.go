package handovers

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
)

// forced tells the cases that a leader closed in this shift over what was open, with the
// lines as they stood: whoever comes next must know what nobody will see to by itself.
func (d *drawing) forced() error {
	for day := d.first; day <= rules.DateOf(d.scene.Now); day = day.Add(1) {
		ids, err := table.Cases.IDs(d.r, "closed/"+string(day))
		if err != nil {
			return err
		}
		for _, id := range ids {
			c := d.known[id] // counts has read them
			if c == nil || c.Forced == nil || c.ClosedAt == nil || c.ClosedAt.Before(d.shift.Since()) {
				continue
			}
			leader, err := d.officer(c.Forced.Leader)
			if err != nil {
				return err
			}
			l := rules.Line{Key: "forced/" + c.ID, Section: rules.SectionAction, Quiet: true,
				Title: text.Text{ZH: "%[1]s 由 %[2]s 决定办结, %[3]d 项未清: %[4]s", EN: "%[1]s closed by %[2]s over %[3]d open lines: %[4]s"}.
					With(tail(c.ID), leader, len(c.Forced.Open), told(c.Forced.Reason))}
			for _, b := range c.Forced.Open {
				l.Detail = append(l.Detail, b.Text)
			}
			d.add(l)
		}
	}
	return nil
}
