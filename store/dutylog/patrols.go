package dutylog

import (
	"cmp"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// patrol is what an entry noted of a round.
func (d *drawing) patrol(x *tx.Entry, r *view.LogRow) error {
	p, ok, err := table.Patrols.Find(d.v, written(x, table.Patrols.Name))
	if err != nil || !ok {
		return err
	}
	r.Key, r.From = "patrol/"+p.ID, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(tail(p.ID), strings.Join(p.Crew, "、"))
	r.Version = p.Version
	told := func(s rules.PatrolStep) {
		if s.Told != "" {
			r.From = text.Text{ZH: "%[1]s (%[2]s 电话报)", EN: "%[1]s (told by %[2]s)"}.With(r.From, s.Told)
		}
	}
	switch x.Code {
	case "patrol.out":
		told(p.Out)
		r.Words, r.Struck = p.Note, p.Struck != ""
		r.Done = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.Stamp(p.Out.At), p.Who())
		if p.Back != nil && p.Back.Seq == x.Seq {
			r.What, r.Words = text.Text{ZH: "巡查 (整趟补记)", EN: "a patrol, told as a whole"}, p.Result
			r.Done = text.Text{ZH: "%[1]s 至 %[2]s", EN: "%[1]s to %[2]s"}.With(rules.Stamp(p.Out.At), rules.Stamp(p.Back.At))
		}
	case "patrol.stop":
		for _, s := range p.Stops {
			if s.Seq != x.Seq {
				continue
			}
			told(s.PatrolStep)
			r.Words, r.Struck = s.Seen, s.Struck != ""
			r.Done = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.Stamp(s.At), s.Place.Text)
			switch {
			case s.Skipped:
				r.What = text.Text{ZH: "巡查跳过", EN: "a place was passed over"}
			case s.Case != "":
				r.Done = text.Text{ZH: "%[1]s, 归入事项 %[2]s", EN: "%[1]s, case %[2]s"}.With(r.Done, tail(s.Case))
			}
			if s.BackBy != nil {
				r.Done = text.Text{ZH: "%[1]s, 应回改为 %[2]s", EN: "%[1]s, now back by %[2]s"}.With(r.Done, rules.Stamp(*s.BackBy))
			}
			if s.Hazard != "" {
				r.Done = text.Text{ZH: "%[1]s, 隐患: %[2]s", EN: "%[1]s, hazard: %[2]s"}.With(r.Done, s.Hazard)
			}
		}
	case "patrol.back":
		if p.Back != nil && p.Back.Seq == x.Seq {
			told(*p.Back)
			r.Words = p.Result
			r.Done = same(rules.Stamp(p.Back.At))
		} else {
			r.Struck = true
		}
	case "patrol.fix":
		r.Struck = true
		for _, s := range p.Stops {
			if s.Fixed != nil && s.Fixed.Seq == x.Seq {
				r.Words, r.Struck = s.Fixed.Text, s.Struck != ""
				r.Done = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(s.Place.Text, s.Hazard)
			}
		}
	}
	return nil
}

// report is that one was sent, to whom, and who received it.
func (d *drawing) report(x *tx.Entry, r *view.LogRow) error {
	p, ok, err := table.Reports.Find(d.v, written(x, table.Reports.Name))
	if err != nil || !ok {
		return err
	}
	r.What = text.Text{ZH: "%[1]s%[2]s", EN: "%[1]s: %[2]s"}.With(r.What, p.Called())
	if x.Code == "report.send" {
		r.What = text.Text{ZH: "%[1]s已报", EN: "%[1]s sent"}.With(p.Called())
	}
	r.From = text.Text{ZH: "%[1]s, %[2]s 收", EN: "%[1]s, received by %[2]s"}.With(p.To, p.Receiver)
	if unit, who := strings.TrimSpace(p.To), strings.TrimSpace(p.Receiver); who == "" || strings.HasPrefix(who, unit) { // the unit stands in it
		r.From = same(cmp.Or(who, unit))
	}
	if x.Code == "report.send" {
		r.Words = p.Words
	}
	r.Done = text.Text{ZH: "%[1]s 报 %[2]s 的", EN: "sent %[1]s for %[2]s"}.With(rules.Stamp(p.At), rules.Stamp(p.For))
	if p.How != "" {
		r.Done = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, by %[2]s"}.With(r.Done, rules.WordOf(rules.ReportHowWords, string(p.How)))
	}
	r.Struck = x.Code == "report.send" && !p.Stands()
	return nil
}
