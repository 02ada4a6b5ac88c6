// Package registers keeps the rows of the registers that the plans have a township keep (台账):
// their fields, the steps they went and what the rules say of them. What a register holds is
// data of package plan, which also judges a row; what a step may be, rules.Row decides; this
// package finds villages, officers and units, looks for the same person elsewhere, and writes.
package registers

import (
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// kind finds a register by its id or its name in either language.
func kind(said string) (*rules.Register, error) {
	list := plan.Registers()
	for i := range list {
		if r := &list[i]; text.Fold(said) == r.ID || text.Fold(said) == text.Fold(r.Text.ZH) || text.Fold(said) == text.Fold(r.Text.EN) {
			return r, nil
		}
	}
	return nil, &rules.Error{Kind: rules.NotFound, Field: "register", Text: text.Text{ZH: "没有台账 %[1]s。", EN: "There is no register %[1]s."}.With(said)}
}

// find is a row by its id or a unique tail of it, with its register.
func find(x tx.Reader, now time.Time, said string) (*rules.Row, *rules.Register, error) {
	r, err := cases.Lookup(x, now, table.Rows, "G", 4, "row", said)
	if err != nil {
		return nil, nil, err
	}
	reg, err := kind(r.Register)
	return r, reg, err
}

// desk is what a command of this package knows of the lists, each looked up once.
type desk struct {
	x    *tx.Tx
	seen map[string]string
}

// Put enters a row, or changes one. Errors: NotFound for the register, a village; Invalid for
// a field that cannot be read or is needed; Precondition for a person that a clause keeps
// off this register, for what a rule finds missing, and for a breach without a note; Conflict
// for another version.
func Put(x *tx.Tx, c *command.PutRow) (command.Result, error) {
	var r *rules.Row
	var reg *rules.Register
	var err error
	if c.ID != "" {
		if r, reg, err = find(x, x.Now, c.ID); err != nil {
			return command.Result{}, err
		}
		if err := table.Rows.Stale(x, r, c.Version); err != nil {
			return command.Result{}, err
		}
	} else {
		if reg, err = kind(c.Register); err != nil {
			return command.Result{}, err
		}
		ids, err := roll.NewSeries(x, table.Rows, roll.Dated(x, "G"), 4)
		if err != nil {
			return command.Result{}, err
		}
		r = &rules.Row{ID: ids.Next(), Register: reg.ID}
	}
	d := &desk{x, map[string]string{}}
	if err := d.put(reg, r, c.Fields, c.Note); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: r.ID}, table.Rows.Put(x, r)
}

func (d *desk) put(reg *rules.Register, r *rules.Row, said map[string]string, note string) error {
	fields := map[string]string{}
	for code := range said {
		if _, ok := reg.Field(code); !ok {
			return rules.Bad("fields."+code, text.Text{ZH: "%[2]s没有栏目 %[1]s。", EN: "%[2]s has no field %[1]s."}.With(code, reg.Text))
		}
	}
	for i := range reg.Fields {
		f := &reg.Fields[i]
		v, err := command.ReadField(f, said[f.Code], d.x.Now)
		if err == nil && v != "" {
			v, err = d.listed(f, v)
		}
		if err != nil {
			return err
		}
		if v != "" {
			fields[f.Code] = v
		}
	}
	if e := r.Put(reg, fields, d.step("", note)); e != nil {
		return e
	}
	if err := elsewhere(d.x, reg, r); err != nil {
		return err
	}
	v, err := judge(d.x, d.x.Now, d.x.Plans, reg, r, r.State)
	if err != nil {
		return err
	}
	if e := v.Refusal(); e != nil {
		return e
	}
	last := &r.Steps[0]
	kept := ""
	for i := range r.Steps {
		if s := &r.Steps[i]; s.Back == nil {
			last, kept = s, kept+s.Note
		}
	}
	if e := v.Unexplained(note + kept); e != nil {
		return e
	}
	if last.Note == "" && len(v.Breaches) > 0 { // a change is explained where the row stands
		last.Note = note
	}
	return nil
}

func (d *desk) step(state, note string) rules.RowStep {
	return rules.RowStep{State: state, At: d.x.Now, By: d.x.Actor.Officer, Note: note, Seq: d.x.Seq}
}

// listed finds what stands on a list of the desk. A village has to; a place, a unit and a
// person may be others.
func (d *desk) listed(f *rules.RegisterField, said string) (string, error) {
	key := string(f.Type) + "/" + said
	if id, ok := d.seen[key]; ok {
		return id, nil
	}
	id, err := said, error(nil)
	switch f.Type {
	case rules.FieldVillage:
		var v *rules.Village
		if v, err = roll.Village(d.x, said); err == nil {
			id = v.ID
		}
		err = roll.At("fields."+f.Code, err)
	case rules.FieldPlace:
		if p, no := roll.Place(d.x, said); no == nil {
			id = p.ID
		}
	case rules.FieldAgency:
		if a, no := roll.Agency(d.x, said); no == nil {
			id = a.ID
		}
	case rules.FieldOfficer:
		if o, no := roll.Officer(d.x, said); no == nil {
			id = o.ID
		}
	}
	d.seen[key] = id
	return id, err
}

// same are the rows of a register, r left out, that share these fields with r.
func same(x tx.Reader, register string, r *rules.Row, fields []string) ([]rules.Row, error) {
	for _, f := range fields {
		if r.Fields[f] == "" {
			return nil, nil
		}
	}
	entry := "in/" + register
	switch strings.Join(fields, " ") {
	case "idno":
		entry = table.Who(register, r.Fields["idno"])
	case "name village", "village name":
		entry = table.Who(register, r.Fields["village"]+"/"+r.Fields["name"])
	}
	rows, err := table.Rows.By(x, entry)
	if err != nil {
		return nil, err
	}
	var out []rules.Row
	for _, o := range rows {
		alike := o.ID != r.ID
		for _, f := range fields {
			alike = alike && o.Fields[f] == r.Fields[f]
		}
		if alike {
			out = append(out, o)
		}
	}
	return out, nil
}

// elsewhere refuses a row whose person a clause keeps off this register.
func elsewhere(x tx.Reader, reg *rules.Register, r *rules.Row) error {
	for _, n := range reg.NotWith {
		if n.Warn {
			continue
		}
		rows, err := same(x, n.Register, r, n.Fields)
		if err != nil {
			return err
		}
		if len(rows) > 0 {
			e := &rules.Error{Kind: rules.Precondition, Field: "fields." + n.Fields[0], Clause: n.Clauses[0],
				Text: text.Text{ZH: "%[1]s (已登记 %[2]s)。", EN: "%[1]s (entered as %[2]s)."}.With(n.Text, rows[0].ID)}
			return e
		}
	}
	return nil
}

// judge asks the rules of the plans, by the settings of the operations in force.
func judge(x tx.Reader, now time.Time, plans *plan.Library, reg *rules.Register, r *rules.Row, to string) (rules.Verdict, error) {
	if len(reg.Rules)+len(reg.Checks) == 0 {
		return rules.Verdict{}, nil
	}
	ops, err := live.Operations(x, now)
	if err != nil {
		return rules.Verdict{}, err
	}
	settings := map[string]map[string]string{}
	for _, o := range ops {
		settings[o.Plan] = o.Settings
	}
	v, err := plans.Judge(reg, r, to, settings)
	if err != nil {
		return v, rules.AsError(err)
	}
	return v, nil
}

// Step brings a row into a state. Errors: as rules.Row.Step; Precondition for what a rule of
// a plan finds missing, and for a breach without a note; Conflict.
func Step(x *tx.Tx, c *command.StepRow) (command.Result, error) {
	r, reg, err := find(x, x.Now, c.Row)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.Rows.Stale(x, r, c.Version); err != nil {
		return command.Result{}, err
	}
	to := c.State
	for _, s := range reg.States {
		if text.Fold(c.State) == text.Fold(s.Text.ZH) || text.Fold(c.State) == text.Fold(s.Text.EN) {
			to = s.Code
		}
	}
	before := *r
	s := (&desk{x: x}).step(to, c.Note)
	s.On = c.On
	if e := r.Step(reg, s, x.Now); e != nil {
		return command.Result{}, e
	}
	v, err := judge(x, x.Now, x.Plans, reg, &before, to)
	if err != nil {
		return command.Result{}, err
	}
	if e := v.Refusal(); e != nil {
		return command.Result{}, e
	}
	if e := v.Unexplained(c.Note); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: r.ID}, table.Rows.Put(x, r)
}

// Back takes the last step of a row back.
func Back(x *tx.Tx, c *command.BackRow) (command.Result, error) {
	r, _, err := find(x, x.Now, c.Row)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.Rows.Stale(x, r, c.Version); err != nil {
		return command.Result{}, err
	}
	if e := r.Back(rules.TakenBack{At: x.Now, By: x.Actor.Officer, Reason: c.Reason, Seq: x.Seq}); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: r.ID}, table.Rows.Put(x, r)
}

// Strike takes a row off its list, or brings it back unless a clause keeps its person off by
// now.
func Strike(x *tx.Tx, c *command.StrikeRow) (command.Result, error) {
	r, reg, err := find(x, x.Now, c.Row)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.Rows.Stale(x, r, c.Version); err != nil {
		return command.Result{}, err
	}
	if c.Back {
		if e := r.Restore(); e != nil {
			return command.Result{}, e
		}
		if err := elsewhere(x, reg, r); err != nil {
			return command.Result{}, err
		}
	} else if e := r.Strike(rules.TakenBack{At: x.Now, By: x.Actor.Officer, Reason: c.Reason, Seq: x.Seq}); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: r.ID}, table.Rows.Put(x, r)
}

// Import enters all rows or none. A refusal names the row: rows[3].fields.name.
func Import(x *tx.Tx, c *command.ImportRows) (command.Result, error) {
	reg, err := kind(c.Register)
	if err != nil {
		return command.Result{}, err
	}
	ids, err := roll.NewSeries(x, table.Rows, roll.Dated(x, "G"), 4)
	if err != nil {
		return command.Result{}, err
	}
	d := &desk{x, map[string]string{}}
	var res command.Result
	for i, said := range c.Rows {
		r := &rules.Row{ID: ids.Next(), Register: reg.ID}
		if err := d.put(reg, r, said, ""); err != nil {
			e := rules.AsError(err)
			if e.Kind == rules.Internal {
				return command.Result{}, err
			}
			at := *e
			at.Field = "rows[" + strconv.Itoa(i) + "]." + e.Field
			at.Text = text.Text{ZH: "第 %[1]d 行: %[2]s", EN: "Row %[1]d: %[2]s"}.With(i+1, e.Text)
			return command.Result{}, &at
		}
		if err := table.Rows.Put(x, r); err != nil {
			return command.Result{}, err
		}
		if i == 0 {
			res.ID = r.ID
		} else {
			res.More = append(res.More, r.ID)
		}
	}
	return res, nil
}
