package handovers

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
	"dutydesk/store/season"
)

// ownDuties is how many dated duties the line names. Ours.
const ownDuties = 20

// dated duties that are late or due within three days ride along as one line.
func (d *drawing) dated() error {
	near, err := season.NearInFull(d.r, tx.Env{Now: d.scene.Now, Plans: d.scene.Plans})
	if err != nil || len(near) == 0 {
		return err
	}
	l := rules.Line{Key: "duty/near", Section: rules.SectionAction, Quiet: true,
		Title: text.Text{ZH: "三天内到期或逾期的事项 %[1]d 件", EN: "dated duties near or late: %[1]d"}.With(len(near))}
	for i, r := range near {
		due := r.Due.Add(1).Time()
		if l.Due == nil {
			l.Due = &due
		}
		switch {
		case i < ownDuties:
			l.Detail = append(l.Detail, text.Text{ZH: "%[1]s %[2]s: %[3]s", EN: "%[1]s %[2]s: %[3]s"}.With(string(r.Due), r.Text, r.Standing))
		case i == ownDuties:
			l.Detail = append(l.Detail, text.Text{ZH: "另 %[1]d 件", EN: "%[1]d more"}.With(len(near)-ownDuties))
		}
	}
	d.add(l)
	return nil
}
