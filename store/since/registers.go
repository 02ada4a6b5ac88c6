package since

import (
	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
)

// registers tells of rows that were written, a line a register: whom they are about its page
// says.
func (d *drawing) registers() error {
	rows, err := read(d, table.Rows)
	if err != nil {
		return err
	}
	n := map[string]int{}
	for i := range rows {
		n[rows[i].Register]++
	}
	for _, reg := range plan.Registers() {
		if n[reg.ID] > 0 {
			d.add("row", view.SinceRow{Key: "row/" + reg.ID, New: true, Subject: reg.Text, What: text.Text{ZH: "写了 %[1]d 行", EN: "%[1]d rows written"}.With(n[reg.ID])})
		}
	}
	return nil
}

// patrols tells of rounds that went out, stopped somewhere or came back, as they stand.
func (d *drawing) patrols() error {
	all, err := read(d, table.Patrols)
	for i := range all {
		p := &all[i]
		who, err := d.round(p)
		if err != nil {
			return err
		}
		r := view.SinceRow{Key: "patrol/" + p.ID, At: p.Heard(), New: true, Subject: same(who), What: rules.WordOf(rules.PatrolWords, string(p.State))}
		stops := p.Stands()
		hazards := 0
		for _, s := range stops {
			if s.Hazard != "" && s.Fixed == nil {
				hazards++
			}
		}
		switch {
		case p.Struck != "":
			r.What = text.Text{ZH: "已划去", EN: "struck out"}
		case hazards > 0:
			r.What = text.Text{ZH: "%[1]s, %[2]d 站, 未处理的隐患 %[3]d 处", EN: "%[1]s, %[2]d stops, %[3]d hazards not dealt with"}.With(r.What, len(stops), hazards)
		default:
			r.What = text.Text{ZH: "%[1]s, %[2]d 站", EN: "%[1]s, %[2]d stops"}.With(r.What, len(stops))
		}
		d.add("patrol", r)
	}
	return err
}

// round is who is out with a patrol; a masked reader has the vehicle, the village whose round it
// is, or the id.
func (d *drawing) round(p *rules.Patrol) (string, error) {
	switch {
	case !d.e.Masked:
		return p.Who(), nil
	case p.Vehicle != "":
		return p.Vehicle, nil
	}
	v, ok, err := table.Villages.Find(d.v, p.Village)
	if err != nil || !ok {
		return p.ID, err
	}
	return v.Name, nil
}

// reports tells of those that were sent, or whose mark was taken back.
func (d *drawing) reports() error {
	all, err := read(d, table.Reports)
	for i := range all {
		x := &all[i]
		r := view.SinceRow{Key: "report/" + x.ID, At: x.At, New: true, Subject: rules.WordOf(rules.ReportWords, string(x.Kind)),
			What: text.Text{ZH: "%[1]s 的已报", EN: "that of %[1]s was sent"}.With(rules.Stamp(x.For))}
		if !x.Stands() {
			r.What = text.Text{ZH: "%[1]s 的已报撤回", EN: "that of %[1]s was not sent after all"}.With(rules.Stamp(x.For))
		}
		d.add("report", r)
	}
	return err
}

// records tells of what plans ask to be written of a case.
func (d *drawing) records() error {
	all, err := read(d, table.Records)
	for i := range all {
		x := &all[i]
		r := view.SinceRow{Key: "case/" + x.Case, At: x.At, New: true, Subject: same(x.Case), What: x.Titled()}
		switch {
		case !x.Stands():
			r.What = text.Text{ZH: "%[1]s, 已撤回", EN: "%[1]s, taken back"}.With(r.What)
		case x.ResultAt != nil:
			r.What = text.Text{ZH: "%[1]s, 有结果", EN: "%[1]s, with a result"}.With(r.What)
		}
		d.add("case", r)
	}
	return err
}

// own tells of plans of the township that were written, changed or taken off.
func (d *drawing) own() error {
	all, err := read(d, table.OwnPlans)
	for i := range all {
		p := &all[i]
		r := view.SinceRow{Key: "plan/" + p.ID, New: true, Subject: same(p.ID + " " + p.Title), What: text.Text{ZH: "本镇方案有改动", EN: "the own plan was changed"}}
		if p.Struck != "" {
			r.What = text.Text{ZH: "本镇方案已撤下", EN: "the own plan was taken off"}
		}
		d.add("plan", r)
	}
	return err
}
