package board

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/patrols"
)

// patrols shows who is out on patrol, since when and where last, until when the next word is
// awaited; and when a round is due by the plans in force and the weather.
func (d *drawing) patrols() error {
	out, err := patrols.Out(d.v, d.e, d.scene)
	if err != nil {
		return err
	}
	for i := range out {
		r := &out[i]
		row := view.OutRow{Patrol: r.Patrol.ID, Who: strings.Join(r.Patrol.Crew, "、"), Vehicle: r.Patrol.Vehicle, Since: r.Heard}
		last := text.Text{ZH: "%[1]s 出发, 还没到第一站", EN: "left at %[1]s, no stop yet"}.With(rules.Stamp(r.Patrol.Out.At))
		if s := r.Patrol.Latest(); s != nil {
			row.Place = s.Place.Text
			last = text.Text{ZH: "最后 %[1]s %[2]s", EN: "last at %[1]s, %[2]s"}.With(s.Place.Text, rules.Stamp(s.At))
		}
		what := text.Text{ZH: "巡查在外, %[1]s", EN: "on patrol, %[1]s"}
		if r.Patrol.Late(d.e.Now) {
			what = text.Text{ZH: "巡查逾期未回, %[1]s", EN: "patrol not back in time, %[1]s"}
		}
		row.What = what.With(last)
		d.b.Out = append(d.b.Out, row)
		due := view.DueRow{Key: "patrol/" + r.Patrol.ID, State: rules.Pending, Due: r.Due, What: row.What, Subject: subject(r), Clauses: r.Patrol.Clauses()}
		if r.State != "" {
			due.State = r.State
		}
		d.row(due, count(due.State))
	}
	c, err := patrols.Next(d.v, d.e, d.scene)
	if err != nil || !c.State.Pressing() {
		return err
	}
	what := text.Text{ZH: "该出去巡查了", EN: "a patrol is due"}
	if c.Level != "" {
		what = text.Text{ZH: "该出去巡查了 (%[1]s预警, 每 %[2]d 小时)", EN: "a patrol is due (%[1]s warning, every %[2]d hours)"}.
			With(rules.WordOf(rules.WarningLevelWords, string(c.Level)), int(c.Interval.Hours()))
	}
	d.row(view.DueRow{Key: "patrol/next", State: c.State, Due: c.Due, What: what, Subject: text.Text{ZH: "本镇", EN: "the township"}, Clauses: c.Clauses}, count(c.State))
	return nil
}

// subject is who is out; without a PIN only that it is a patrol.
func subject(r *view.PatrolRow) text.Text {
	who := strings.TrimSpace(r.Village + " " + r.Patrol.Who())
	if who == "" {
		return text.Text{ZH: "巡查", EN: "patrol"}
	}
	return text.Text{ZH: who, EN: who}
}
