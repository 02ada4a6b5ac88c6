package handovers

import (
	"cmp"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/store/rosters"
	"dutydesk/store/shifts"
)

// rostered tells where the crew of the shift is not the one of the published roster: the sheet
// says who really was there, and that the roster had others.
func (d *drawing) rostered() error {
	t, err := shifts.Planned(d.r, d.shift.Start)
	if err != nil || t == nil || t.Main == "" {
		return err
	}
	l := rules.Line{Key: "roster/" + d.shift.ID, Section: rules.SectionSummary, Quiet: true,
		Title: text.Text{ZH: "本班人员与排班不符", EN: "the crew is not the one of the roster"}}
	for _, post := range t.Differs(d.shift) {
		rota, err := d.officers(post.Planned)
		if err != nil {
			return err
		}
		there, err := d.officers(post.Is)
		if err != nil {
			return err
		}
		l.Detail = append(l.Detail, text.Text{ZH: "%[1]s: 排班 %[2]s, 实际 %[3]s", EN: "%[1]s: %[2]s in the roster, %[3]s on duty"}.With(rules.WordOf(roster.PostWords, string(post.Post)), rota, there))
	}
	if len(l.Detail) > 0 {
		d.add(l)
	}
	return nil
}

// officers are the names of some, "无" for none.
func (d *drawing) officers(ids []string) (text.Text, error) {
	var names []text.Text
	for _, id := range ids {
		if id == "" {
			continue
		}
		n, err := d.officer(id)
		if err != nil {
			return text.Text{}, err
		}
		names = append(names, same(cmp.Or(n, id)))
	}
	if names == nil {
		return text.Text{ZH: "无", EN: "nobody"}, nil
	}
	return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(names), nil
}

// taken tells of the turns after the shift that somebody took over at once and no leader has
// approved yet.
func (d *drawing) taken() error {
	all, err := rosters.TakenOver(d.r, d.shift.End, d.shift.End.Add(24*time.Hour))
	for _, t := range all {
		d.add(rules.Line{Key: "roster/" + t.Slip, Section: rules.SectionSummary, Quiet: true,
			Title: text.Text{ZH: "%[1]s 的班 %[2]s", EN: "turn of %[1]s: %[2]s"}.With(rules.Stamp(t.At), t.Text)})
	}
	return err
}

// standby tells whom the next shift may call in, by the published roster.
func (d *drawing) standby() error {
	t, err := shifts.Planned(d.r, d.shift.End)
	if err != nil || t == nil || len(t.Standby) == 0 {
		return err
	}
	who, err := d.officers(t.Standby)
	if err != nil {
		return err
	}
	d.add(rules.Line{Key: "roster/" + roster.MonthID(t.Date()), Section: rules.SectionSummary, Quiet: true,
		Title: text.Text{ZH: "下一班备班: %[1]s", EN: "standby of the next shift: %[1]s"}.With(who)})
	return nil
}
