package handovers

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
)

// ownTeams is of how many cases the teams have a line of their own. Ours.
const ownTeams = 100

// teams gives every case of which somebody is out one line. The word stands on the case; of
// one that was closed meanwhile it stands here, so that nobody is left outside unspoken of.
func (d *drawing) teams() error {
	out, err := table.By(d.r, table.Cases, "out")
	if err != nil {
		return err
	}
	var rest []string
	for i := range out {
		k := &out[i]
		if i >= ownTeams {
			rest = append(rest, k.ID)
			continue
		}
		l := rules.Line{Key: "team/" + k.ID, Section: rules.SectionAction, Quiet: k.State != rules.CaseClosed,
			Title: text.Text{ZH: "在外 %[1]d 队 %[2]s %[3]s", EN: "out: %[1]d, %[2]s %[3]s"}.With(len(k.Out()), tail(k.ID), k.Place.Text)}
		if k.State == rules.CaseClosed {
			l.Detail = append(l.Detail, text.Text{ZH: "事项已办结, 人还没有返回", EN: "the case is closed, they are not back"})
		}
		for _, t := range k.Out() {
			said := text.Text{ZH: "%[1]s %[2]s, %[3]s", EN: "%[1]s %[2]s, %[3]s"}.With(t.Label(), t.Vehicle.Text, t.Standing())
			if t.Vehicle.Text == "" {
				said = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(t.Label(), t.Standing())
			}
			l.Detail = append(l.Detail, said)
		}
		d.add(l)
	}
	d.crowd("team", rules.SectionAction, text.Text{ZH: "在外 %[1]s 另 %[2]d 件有人未返回", EN: "out, cases of %[1]s: %[2]d more"}, rest)
	return nil
}

// receiver is who answers for a case, as its line of duties says it: the first receiver
// until a written transfer (rules.ReceiverClause).
func (d *drawing) receiver(k *rules.Case) (text.Text, error) {
	by, err := cases.Responsible(d.r, k)
	switch {
	case err != nil:
		return text.Text{}, err
	case by.Officer == "" && by.To == "":
		return by.Why, nil
	case by.Officer == "":
		return text.Text{ZH: "已书面移交 %[1]s", EN: "handed over in writing to %[1]s"}.With(by.To), nil
	}
	name, err := d.officer(by.Officer)
	return text.Text{ZH: "首接 %[1]s", EN: "first receiver %[1]s"}.With(name), err
}
