package handovers

import (
	"cmp"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
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
	s := d.shift
	for _, post := range []struct {
		name        text.Text
		rota, there []string
	}{
		{text.Text{ZH: "带班", EN: "leader"}, []string{t.Leader}, []string{s.Leader}},
		{text.Text{ZH: "主班", EN: "main"}, []string{t.Main}, []string{s.Main}},
		{text.Text{ZH: "副班", EN: "deputies"}, slices.Sorted(slices.Values(t.Deputies)), slices.Sorted(slices.Values(s.Deputies))},
		{text.Text{ZH: "司机", EN: "driver"}, []string{t.Driver}, []string{s.Driver}},
	} {
		if slices.Equal(post.rota, post.there) {
			continue
		}
		rota, err := d.officers(post.rota)
		if err != nil {
			return err
		}
		there, err := d.officers(post.there)
		if err != nil {
			return err
		}
		l.Detail = append(l.Detail, text.Text{ZH: "%[1]s: 排班 %[2]s, 实际 %[3]s", EN: "%[1]s: %[2]s in the roster, %[3]s on duty"}.With(post.name, rota, there))
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
