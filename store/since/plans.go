package since

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/season"
)

// plans tells of operations that were adopted, changed or ended, of dated duties on which
// something was written, and of notices of days off, each as it stands now.
func (d *drawing) plans() error {
	ops, err := read(d, table.Operations)
	if err != nil {
		return err
	}
	today := rules.DateOf(d.e.Now)
	for i := range ops {
		o := &ops[i]
		r := view.SinceRow{Key: "plan/" + o.Plan, New: true, Subject: same(o.ID), What: rules.WordOf(rules.OperationWords, o.State(today))}
		if !o.Over(today) {
			r.What = text.Text{ZH: "%[1]s, %[2]s 至 %[3]s", EN: "%[1]s, %[2]s to %[3]s"}.With(r.What, string(o.From), string(o.To))
		}
		d.add("plan", r)
	}
	if err := d.duties(); err != nil {
		return err
	}
	notices, err := read(d, table.DaysOff)
	for i := range notices {
		n := &notices[i]
		what := text.Text{ZH: "放假通知已录入", EN: "the days off are entered"}
		if n.Struck != "" {
			what = text.Text{ZH: "放假通知已撤回", EN: "the notice of days off was taken back"}
		}
		d.add("plan", view.SinceRow{Key: "duty/", New: true, Subject: same(n.ID), What: what})
	}
	return err
}

func (d *drawing) duties() error {
	all, err := read(d, table.Tasks)
	for i := range all {
		t := &all[i]
		title, err := season.Title(d.v, d.e, t)
		if err != nil {
			return err
		}
		r := view.SinceRow{Key: "duty/" + t.ID, At: t.At, New: true, Subject: title}
		switch {
		case t.Struck != "":
			r.What = text.Text{ZH: "已撤下", EN: "taken off the calendar"}
		case t.Waived != nil:
			r.What = text.Text{ZH: "免办, %[1]s 记", EN: "waived by %[1]s"}.With(t.Name)
		case t.DoneOn != "":
			r.What = text.Text{ZH: "%[1]s 完成, %[2]s 记", EN: "done %[1]s, by %[2]s"}.With(string(t.DoneOn), t.Name)
		case t.Back != "":
			r.What = text.Text{ZH: "记录已撤回", EN: "its mark was taken back"}
		default:
			r.What = text.Text{ZH: "%[1]s 到期", EN: "due %[1]s"}.With(string(t.Due))
		}
		if d.e.Masked {
			r.Subject, r.What = text.Text{ZH: "到期事项", EN: "a dated duty"}, text.Text{ZH: "有变化", EN: "changed"}
		}
		d.add("plan", r)
	}
	return err
}
