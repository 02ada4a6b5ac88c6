package registry

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// AdoptPlan puts a plan in force for a season. What the command leaves open is the plan's
// own window for the season that contains or follows From, or else today; for a season
// already adopted, the dates and settings given are changed. Errors: NotFound
// for a plan the desk does not know; Precondition when it is adopted and nothing is to change;
// Invalid for a setting that no plan has, and for a day that neither the command nor the text
// gives.
func AdoptPlan(x *tx.Tx, c *command.AdoptPlan) (command.Result, error) {
	p, ok := x.Plans.Plan(c.Plan)
	if !ok {
		return command.Result{}, unknownPlan(x.Plans, c.Plan)
	}
	year := c.SeasonStartYear
	if year == 0 {
		on := rules.DateOf(x.Now)
		if c.From != "" {
			on = c.From
		}
		year = p.SeasonFor(on)
	}
	o := &rules.Operation{ID: fmt.Sprintf("%s-%d", p.ID, year), Plan: p.ID}
	o.From, o.To, _, _ = p.WindowRead(year, chosen(x.Plans, c.Settings))
	old, ok, err := table.Operations.Find(x, o.ID)
	switch {
	case err != nil:
		return command.Result{}, err
	case ok && old.Ended != "" && over(old, rules.DateOf(x.Now)): // it begins anew
		o.Settings, o.Meta = old.Settings, old.Meta
	case ok && c.From == "" && c.To == "" && len(c.Settings) == 0:
		return command.Result{}, rules.Refuse(text.Text{ZH: "%[1]s 本季已启用 (%[2]s 至 %[3]s)。要改日期或设置, 请写明。",
			EN: "%[1]s is adopted for that season already (%[2]s to %[3]s). Name the dates or settings to change."}.
			With(p.Title, string(old.From), string(old.To)), "")
	case ok:
		o = old
	}
	if c.From != "" {
		o.From = c.From
	}
	if c.To != "" && c.To != o.To {
		o.To, o.Ended = c.To, ""
	}
	if e := open(p, o); e != nil {
		return command.Result{}, e
	}
	if o.To < o.From {
		return command.Result{}, rules.Bad("to", text.Text{ZH: "结束日期 %[1]s 早于开始日期 %[2]s。", EN: "The last day %[1]s is before the first, %[2]s."}.With(string(o.To), string(o.From)))
	}
	if err := checkSettings(x.Plans, c.Settings); err != nil {
		return command.Result{}, err
	}
	for name, v := range c.Settings {
		if o.Settings == nil {
			o.Settings = map[string]string{}
		}
		if o.Settings[name] = coded(x.Plans, name, v); v == "" {
			delete(o.Settings, name) // back to its default
		}
	}
	return command.Result{ID: o.ID}, table.Operations.Put(x, o)
}

// EndPlan ends an operation early, or withdraws it. Errors: NotFound at operation; those of
// rules.Operation.End and Withdraw.
func EndPlan(x *tx.Tx, c *command.EndPlan) (command.Result, error) {
	o, ok, err := table.Operations.Find(x, c.Operation)
	switch {
	case err != nil:
		return command.Result{}, err
	case !ok:
		e := rules.Missing(table.Operations.Noun, c.Operation)
		e.Field = "operation"
		return command.Result{}, e
	}
	today := rules.DateOf(x.Now)
	if c.Withdraw {
		err = o.Withdraw(today, c.Reason)
	} else {
		err = o.End(cmp.Or(c.On, today), today, c.Reason)
	}
	if err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: o.ID}, table.Operations.Put(x, o)
}

// open refuses an operation without a day: some plans print no first day, or none at all.
func open(p *plan.Plan, o *rules.Operation) *rules.Error {
	e := &rules.Error{Kind: rules.Invalid, Clause: p.WindowClause()}
	switch {
	case o.From == "":
		e.Field, e.Text = "from", text.Text{ZH: "%[1]s 的条文没有首日, 请写明。", EN: "%[1]s names no first day: give one."}.With(p.Title)
	case o.To == "":
		e.Field, e.Text = "to", text.Text{ZH: "%[1]s 的条文没有末日, 请写明。", EN: "%[1]s names no last day: give one."}.With(p.Title)
	default:
		return nil
	}
	return e
}

func unknownPlan(l *plan.Library, id string) *rules.Error {
	var ids []text.Text
	for _, p := range l.Plans() {
		ids = append(ids, text.Text{ZH: p.ID, EN: p.ID})
	}
	return &rules.Error{Kind: rules.NotFound, Field: "plan", Text: text.Text{ZH: "没有方案 %[1]s。有的是: %[2]s。", EN: "There is no plan %[1]s. These are known: %[2]s."}.With(id, ids)}
}

// checkSettings refuses, at settings.<name>, what an operation cannot be set to.
func checkSettings(l *plan.Library, set map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if set[name] == "" && known(l, name) {
			continue
		}
		if e := checkSetting(l, name, coded(l, name, set[name])); e != nil {
			e.Field = "settings." + name
			return e
		}
	}
	return nil
}

// chosen are settings by their codes.
func chosen(l *plan.Library, set map[string]string) map[string]string {
	out := make(map[string]string, len(set))
	for name, v := range set {
		out[name] = coded(l, name, v)
	}
	return out
}

// coded is the value of a setting, of a word of its list the code.
func coded(l *plan.Library, name, value string) string {
	if code, ok := command.Coded(options(l, name), value); ok {
		return code
	}
	return value
}

// Plans lists the plans the desk knows, with the operations adopted from each.
func Plans(v tx.View, e tx.Env) ([]view.PlanRow, error) {
	ops, err := table.Operations.All(v)
	if err != nil {
		return nil, err
	}
	rows := []view.PlanRow{}
	for _, p := range e.Plans.Plans() {
		row := view.PlanRow{Plan: p.ID, Title: p.Title, Level: p.Level, Operations: []rules.Operation{}}
		for _, o := range ops {
			if e.Hidden() {
				o.Ended = ""
			}
			if o.Plan == p.ID {
				row.Operations = append(row.Operations, o)
			}
		}
		row.Copied = p.Copied()
		stand(&row, p, rules.DateOf(e.Now))
		rows = append(rows, row)
	}
	if e.PlanFaults != nil {
		rows = faulty(rows, e.PlanFaults(), ops, rules.DateOf(e.Now))
	}
	return rows, nil
}

// faulty lays what is wrong with own plans beside their rows; one that was left out, or that
// is a file alone, has a row of its own.
func faulty(rows []view.PlanRow, bad []view.PlanFault, ops []rules.Operation, today rules.Date) []view.PlanRow {
	for _, f := range bad {
		i := slices.IndexFunc(rows, func(r view.PlanRow) bool { return r.Plan == f.Plan })
		if i < 0 {
			row := view.PlanRow{Plan: f.Plan, Title: text.Text{ZH: "没有读入", EN: "not read"}, Level: "town", Operations: []rules.Operation{}, State: rules.OperationNone, Left: true}
			for _, o := range ops {
				if o.Plan == f.Plan {
					row.Operations, row.State = append(row.Operations, o), o.State(today)
				}
			}
			i, rows = len(rows), append(rows, row)
		}
		rows[i].Faults = append(rows[i].Faults, f)
	}
	return rows
}
