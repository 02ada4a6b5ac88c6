package handovers

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
)

// ownPapers is how many papers the line names; the others are counted. Ours.
const ownPapers = 60

// papers that wait for a signature or a seal ride along as one line: the seal is got when
// the offices open, by whoever is on duty then.
func (d *drawing) papers() error {
	open, err := table.By(d.r, table.Papers, "open")
	if err != nil || len(open) == 0 {
		return err
	}
	days, err := table.Calendar(d.r)
	if err != nil {
		return err
	}
	l := rules.Line{Key: "paper/open", Section: rules.SectionAction, Quiet: true,
		Title: text.Text{ZH: "单据待签章 %[1]d 张", EN: "papers to be signed or sealed: %[1]d"}.With(len(open))}
	for i := range open {
		p := &open[i]
		due := p.Due(days)
		if l.Due == nil || due.Before(*l.Due) {
			l.Due = &due
		}
		switch {
		case i < ownPapers:
			l.Detail = append(l.Detail, text.Text{ZH: "%[1]s %[2]s %[3]s: %[4]s", EN: "%[1]s %[2]s %[3]s: %[4]s"}.
				With(tail(p.ID), rules.WordOf(rules.PaperWords, string(p.Kind)), tail(p.Case+p.Handover), p.Wants()))
		case i == ownPapers:
			l.Detail = append(l.Detail, text.Text{ZH: "另 %[1]d 张", EN: "%[1]d more"}.With(len(open)-ownPapers))
		}
	}
	d.add(l)
	return nil
}
