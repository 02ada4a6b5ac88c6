package handovers

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/patrols"
)

// ownStops is how many places a line names, the last ones. Ours.
const ownStops = 20

// patrols gives each one that is out a line that needs a word and an answer: the next shift
// has people outside. Hazards that nobody has dealt with ride along as one line.
func (d *drawing) patrols() error {
	out, err := table.By(d.r, table.Patrols, "open")
	if err != nil {
		return err
	}
	figures, err := patrols.FiguresAt(d.r, "")
	if err != nil {
		return err
	}
	for i := range out {
		p := &out[i]
		who := p.Who()
		if p.Village != "" {
			v, ok, err := table.Villages.Find(d.r, p.Village)
			if err != nil {
				return err
			}
			if ok {
				who = v.Name + " " + who
			}
		}
		l := rules.Line{Key: "patrol/" + p.ID, Section: rules.SectionAction, Due: p.Awaited(figures.Silence),
			Title:  text.Text{ZH: "巡查在外 %[1]s %[2]s", EN: "on patrol: %[1]s %[2]s"}.With(tail(p.ID), who),
			Detail: []text.Text{text.Text{ZH: "%[1]s 出发", EN: "left at %[1]s"}.With(rules.Stamp(p.Out.At))}}
		l.Overdue = l.Due != nil && rules.Standing(p.Heard(), *l.Due, d.scene.Now) == rules.Overdue
		if s := p.Latest(); s != nil {
			l.Detail = append(l.Detail, text.Text{ZH: "最后一站 %[1]s %[2]s", EN: "last stop %[1]s, %[2]s"}.With(s.Place.Text, rules.Stamp(s.At)))
		}
		by := p.BackBy()
		if by != nil {
			l.Detail = append(l.Detail, text.Text{ZH: "应于 %[1]s 返回", EN: "expected back %[1]s"}.With(rules.Stamp(*by)))
		}
		if p.Phone != "" {
			l.Detail = append(l.Detail, text.Text{ZH: "电话 %[1]s", EN: "telephone %[1]s"}.With(told(p.Phone)))
		}
		if l.Due != nil && (by == nil || l.Due.Before(*by)) {
			l.Detail = append(l.Detail, text.Text{ZH: "%[1]s 前应有消息, 没有就打电话", EN: "to be heard of by %[1]s, else ring them"}.With(rules.Stamp(*l.Due)))
		}
		if left := p.Missed(); len(left) > 0 {
			var names []string
			for _, w := range left[:min(len(left), ownStops)] {
				names = append(names, w.Text)
			}
			l.Detail = append(l.Detail, text.Text{ZH: "还没到: %[1]s (%[2]d 处)", EN: "not reached yet: %[1]s (%[2]d)"}.With(strings.Join(names, "、"), len(left)))
		}
		d.add(l)
	}
	return d.hazards()
}

func (d *drawing) hazards() error {
	all, err := table.By(d.r, table.Patrols, "hazard")
	if err != nil || len(all) == 0 {
		return err
	}
	l := rules.Line{Key: "hazard/open", Section: rules.SectionWhatIf, Quiet: true}
	n := 0
	for i := range all {
		for _, s := range all[i].Stands() {
			if s.Hazard == "" || s.Fixed != nil {
				continue
			}
			if n++; n <= ownStops {
				l.Detail = append(l.Detail, text.Text{ZH: "%[1]s %[2]s: %[3]s", EN: "%[1]s %[2]s: %[3]s"}.With(rules.Stamp(s.At), s.Place.Text, told(s.Hazard)))
			}
		}
	}
	l.Title = text.Text{ZH: "未处理的隐患 %[1]d 处", EN: "hazards not dealt with: %[1]d"}.With(n)
	d.add(l)
	return nil
}
