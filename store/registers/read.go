package registers

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

func can(e tx.Env) view.Can {
	out := view.Can{}
	for _, k := range []command.Command{&command.PutRow{}, &command.StepRow{}, &command.BackRow{}, &command.StrikeRow{}, &command.StrikeRow{Back: true}, &command.ImportRows{}} {
		out[k.Code()] = cases.May(e, k.Area())
	}
	return out
}

// Kinds are the registers: those of a plan in force, those of none, those of the other plans.
func Kinds(v tx.View, e tx.Env) (*view.Registers, error) {
	out := &view.Registers{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Can: can(e)}
	ops, err := live.Operations(v, e.Now)
	if err != nil {
		return nil, err
	}
	for _, reg := range plan.Registers() {
		k := view.RegisterKind{ID: reg.ID, Text: reg.Text, Clauses: reg.Clauses, Plans: reg.Plans, InForce: inForce(&reg, ops)}
		rows, err := table.Rows.By(v, "in/"+reg.ID)
		if err != nil {
			return nil, err
		}
		k.Rows = len(rows)
		for i := range rows {
			if !rows[i].Ended(&reg) {
				k.Open++
			}
		}
		out.Kinds = append(out.Kinds, k)
	}
	rank := func(k view.RegisterKind) int {
		switch {
		case !k.InForce:
			return 2
		case len(k.Plans) == 0:
			return 1
		}
		return 0
	}
	slices.SortStableFunc(out.Kinds, func(a, b view.RegisterKind) int { return cmp.Compare(rank(a), rank(b)) })
	return out, nil
}

// inForce says that a plan which wants the register is, or that none does.
func inForce(reg *rules.Register, ops []rules.Operation) bool {
	return len(reg.Plans) == 0 || slices.ContainsFunc(ops, func(o rules.Operation) bool { return slices.Contains(reg.Plans, o.Plan) })
}

// names are the lists of the desk by id, for what a row shows.
type names map[string]string

func namesOf(v tx.Reader) (names, []rules.Village, error) {
	out := names{}
	villages, err := table.Villages.All(v)
	if err != nil {
		return nil, nil, err
	}
	for i := range villages {
		out[villages[i].ID] = villages[i].Name
	}
	places, err := table.Places.All(v)
	if err != nil {
		return nil, nil, err
	}
	for i := range places {
		out[places[i].ID] = places[i].Name
	}
	agencies, err := table.Agencies.All(v)
	if err != nil {
		return nil, nil, err
	}
	for i := range agencies {
		out[agencies[i].ID] = agencies[i].Name
	}
	officers, err := table.Officers.All(v)
	for i := range officers {
		out[officers[i].ID] = officers[i].Name
	}
	return out, villages, err
}

// Page is one register with its rows, struck ones with all, and its figures.
func Page(v tx.View, e tx.Env, said string, all bool) (*view.RegisterPage, error) {
	reg, err := kind(said)
	if err != nil {
		return nil, err
	}
	called, villages, err := namesOf(v)
	if err != nil {
		return nil, err
	}
	out := &view.RegisterPage{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Register: *reg, Rows: []view.RegisterRow{}, Counts: []view.RegisterFigure{}, Can: can(e)}
	for _, o := range villages {
		if !o.Retired {
			out.Villages = append(out.Villages, rules.Named{Code: o.ID, Text: text.Text{ZH: o.Name, EN: o.Name}})
		}
	}
	rows, err := table.Rows.By(v, "in/"+reg.ID)
	if err != nil {
		return nil, err
	}
	twice := doubles(reg, rows)
	tiers := map[string]int64{}
	for i := range rows {
		row, err := shown(v, e, reg, &rows[i], called, tiers)
		if err != nil {
			return nil, err
		}
		row.Twice = append(row.Twice, twice[row.ID]...)
		out.Rows = append(out.Rows, row)
	}
	if out.Counts, err = figures(v, reg, rows, out.Villages, called); err != nil {
		return nil, err
	}
	ops, err := live.Operations(v, e.Now)
	if err != nil {
		return nil, err
	}
	for i := range out.Counts {
		out.Counts[i].Off = out.Counts[i].Off && inForce(reg, ops)
	}
	for _, u := range reg.Rules {
		if u.Op == "grant" {
			var settings map[string]string
			for _, o := range ops {
				if o.Plan == u.Plan {
					settings = o.Settings
				}
			}
			if f, ok := e.Plans.FundsOf(u.Plan, tiers, settings); ok {
				out.Funds = &f
			}
		}
	}
	if all {
		err = table.Rows.Scan(v, "", "", false, func(r *rules.Row) (bool, error) {
			if r.Register != reg.ID || r.Struck == nil {
				return true, nil
			}
			row, err := shown(v, e, reg, r, called, nil)
			out.Rows = append(out.Rows, row)
			return true, err
		})
	}
	return out, err
}

// Row is one row, found by its id or a unique tail of it.
func Row(v tx.View, e tx.Env, id string) (*view.RegisterRow, error) {
	r, reg, err := find(v, e.Now, id)
	if err != nil {
		return nil, err
	}
	called, _, err := namesOf(v)
	if err != nil {
		return nil, err
	}
	row, err := shown(v, e, reg, r, called, nil)
	if err != nil {
		return nil, err
	}
	for _, u := range reg.Unique {
		others, err := same(v, reg.ID, r, u)
		if err != nil {
			return nil, err
		}
		for _, o := range others {
			if !slices.Contains(row.Twice, o.ID) {
				row.Twice = append(row.Twice, o.ID)
			}
		}
	}
	return &row, nil
}

// doubles are, by id, the other rows that share what no two rows share.
func doubles(reg *rules.Register, rows []rules.Row) map[string][]string {
	out := map[string][]string{}
	for _, fields := range reg.Unique {
		by := map[string][]string{}
		for i := range rows {
			var key []string
			for _, f := range fields {
				if v := rows[i].Fields[f]; v != "" {
					key = append(key, v)
				}
			}
			if len(key) == len(fields) {
				k := strings.Join(key, "\x00")
				by[k] = append(by[k], rows[i].ID)
			}
		}
		for _, ids := range by {
			for _, id := range ids {
				for _, o := range ids {
					if o != id && !slices.Contains(out[id], o) {
						out[id] = append(out[id], o)
					}
				}
			}
		}
	}
	return out
}

// shown is a row as it is read: in words, judged, with what may follow. Its tier, which not all
// may read, is counted in tiers.
func shown(v tx.Reader, e tx.Env, reg *rules.Register, r *rules.Row, called names, tiers map[string]int64) (view.RegisterRow, error) {
	out := view.RegisterRow{Row: *r, Kind: reg.Text, Shown: map[string]text.Text{}, Can: can(e)}
	var err error
	if out.Verdict, err = judge(v, e.Now, e.Plans, reg, r, ""); err != nil {
		return out, err
	}
	for _, n := range reg.NotWith {
		rows, err := same(v, n.Register, r, n.Fields)
		if err != nil {
			return out, err
		}
		if len(rows) > 0 && r.Struck == nil {
			out.Verdict.Warnings = append(out.Verdict.Warnings, rules.Finding{Code: n.Register, Text: n.Text, Clauses: n.Clauses})
			if n.Reading != "" {
				out.Verdict.Review, out.Verdict.Readings = true, append(out.Verdict.Readings, n.Reading)
			}
		}
	}
	if s, ok := reg.State(r.State); ok {
		out.Stands = s.Text
	}
	for _, s := range r.Next(reg) {
		n := view.RegisterNext{State: s.Code, Text: s.Text, Dated: s.Dated, Noted: s.Noted}
		if n.Verdict, err = judge(v, e.Now, e.Plans, reg, r, s.Code); err != nil {
			return out, err
		}
		try := *r
		try.Steps = slices.Clone(r.Steps)
		n.Not = try.Step(reg, rules.RowStep{State: s.Code, Note: "-"}, e.Now)
		n.Not = cmp.Or(n.Not, n.Verdict.Refusal())
		n.Verdict.Breaches = append(n.Verdict.Breaches, r.Unusual(reg, &s)...)
		n.Noted = n.Noted || len(n.Verdict.Breaches) > 0
		out.Next = append(out.Next, n)
	}
	if r.Last() == nil {
		out.Can["row.back"] = cmp.Or(out.Can["row.back"], rules.Refuse(text.Text{ZH: "还没有办过下一步。", EN: "No step was taken yet."}, ""))
	}
	if r.Struck != nil {
		out.Stands = text.Text{ZH: "已划去", EN: "struck out"}
		gone := rules.Refuse(text.Text{ZH: "已划去, 先恢复。", EN: "It was struck out; bring it back first."}, "")
		for _, code := range []string{"row.put", "row.step", "row.back", "row.strike"} {
			out.Can[code] = cmp.Or(out.Can[code], gone)
		}
	} else {
		out.Can["row.restore"] = cmp.Or(out.Can["row.restore"], rules.Refuse(text.Text{ZH: "没有划去。", EN: "It is not struck out."}, ""))
	}
	if s, ok := reg.State(out.State); tiers != nil && (!ok || !s.Out) {
		tiers[out.Verdict.Tier]++
	}
	if e.Hidden() {
		mask(reg, &out, called)
	}
	for i := range reg.Fields {
		f := &reg.Fields[i]
		kept := out.Fields[f.Code]
		if kept == "" {
			continue
		}
		words := command.ShowField(f, kept)
		if name, ok := called[kept]; ok && (!out.Masked || !f.Personal()) {
			words = text.Text{ZH: name, EN: name}
		}
		out.Shown[f.Code] = words
		if out.Title.IsZero() {
			out.Title = words
		}
	}
	return out, nil
}

// mask leaves of a row what says nothing of a person; names are masked and what was freely
// written is left out in every register.
func mask(reg *rules.Register, row *view.RegisterRow, called names) {
	fields := map[string]string{}
	for _, f := range reg.Fields {
		kept := row.Fields[f.Code]
		switch {
		case kept == "" || f.Hide || f.Type == rules.FieldNote || f.Type == rules.FieldText || reg.Holds.Personal() && f.Type == rules.FieldPlace:
			continue
		case f.Type == rules.FieldOfficer || f.Type == rules.FieldOfficers || f.Type == rules.FieldAgency:
			if called[kept] == "" {
				parts := rules.Names(kept)
				for i, p := range parts {
					if called[p] == "" {
						parts[i] = text.MaskName(p)
					}
				}
				kept = strings.Join(parts, ", ")
			}
		case f.Type == rules.FieldName:
			kept = text.MaskName(kept)
		case f.Type == rules.FieldPhone:
			kept = text.MaskPhone(kept)
		case f.Type == rules.FieldIDNo:
			kept = text.MaskID(kept)
		}
		fields[f.Code] = kept
	}
	row.Masked, row.Fields = true, fields
	if row.Title.IsZero() {
		row.Title = text.Text{ZH: row.ID, EN: row.ID}
	}
	if reg.Holds.Personal() { // a tier, a sum and what is missing say how a person lives
		row.Verdict = rules.Verdict{Review: row.Verdict.Review}
		for i := range row.Next {
			n := &row.Next[i]
			s, _ := reg.State(n.State)
			n.Verdict, n.Not, n.Noted = rules.Verdict{}, nil, s.Noted
		}
	}
	row.Steps = slices.Clone(row.Steps)
	for i := range row.Steps {
		row.Steps[i].Note = ""
		if b := row.Steps[i].Back; b != nil {
			row.Steps[i].Back = &rules.TakenBack{At: b.At, By: b.By, Seq: b.Seq}
		}
	}
	if s := row.Struck; s != nil {
		row.Struck = &rules.TakenBack{At: s.At, By: s.By, Seq: s.Seq}
	}
}

// figures count the rows as the plans want them watched.
func figures(v tx.View, reg *rules.Register, rows []rules.Row, villages []rules.Named, called names) ([]view.RegisterFigure, error) {
	out := []view.RegisterFigure{}
	for _, c := range reg.Counts {
		per := map[string]int64{"": 0}
		var order []rules.Named
		field, _ := reg.Field(c.Per)
		switch {
		case field == nil:
			order = []rules.Named{{}}
		case field.Type == rules.FieldVillage:
			order = slices.Clone(villages)
		default:
			order = slices.Clone(field.Of)
			if c.Where == c.Per { // the others are not counted
				order = slices.DeleteFunc(order, func(n rules.Named) bool { return !slices.Contains(c.Is, n.Code) })
			}
		}
		sum, _ := reg.Field(c.Sum)
		bound := len(rows) > 0
		begun := c.From == "" // what is only planned falls short of nothing
		for i := range rows {
			r := &rows[i]
			if s, ok := reg.State(r.State); ok && s.Out || c.From != "" && !r.Entered(c.From) || !fits(r, c) {
				continue
			}
			bound, begun = bound && r.Entered(c.Until), true
			key := r.Fields[c.Per]
			if field != nil && !slices.ContainsFunc(order, func(n rules.Named) bool { return n.Code == key }) {
				order = append(order, rules.Named{Code: key, Text: text.Text{ZH: cmp.Or(called[key], key, "未写"), EN: cmp.Or(called[key], key, "not written")}})
			}
			n := int64(1)
			if sum != nil {
				n = whole(r, c.Sum)
			}
			for _, l := range c.Less {
				if l.Register == "" {
					n -= whole(r, l.Field)
				}
			}
			per[key] += n
		}
		if err := elsewhereLess(v, &c, per); err != nil {
			return nil, err
		}
		for _, o := range order {
			n := per[o.Code]
			out = append(out, view.RegisterFigure{Text: c.Text, Of: o.Text, Value: n, Money: sum != nil && sum.Type == rules.FieldMoney, Min: c.Min, Max: c.Max, Said: c.Said,
				Off: begun && c.Min != nil && n < *c.Min || c.Max != nil && n > *c.Max && (c.Until == "" || bound), Clauses: c.Clauses, Reading: c.Reading})
		}
	}
	return out, nil
}

// whole is a number or sum of a row, nought where it has none.
func whole(r *rules.Row, field string) int64 {
	n, _ := strconv.ParseInt(r.Fields[field], 10, 64)
	return n
}

// elsewhereLess takes off a figure what stands in other registers, once there is a figure.
func elsewhereLess(v tx.View, c *rules.RegisterCount, per map[string]int64) error {
	for _, l := range c.Less {
		if l.Register == "" {
			continue
		}
		rows, err := table.Rows.By(v, "in/"+l.Register)
		if err != nil {
			return err
		}
		of, _ := plan.RegisterOf(l.Register)
		for i := range rows {
			if s, ok := of.State(rows[i].State); ok && s.Out || l.From != "" && !rows[i].Entered(l.From) {
				continue
			}
			per[""] -= whole(&rows[i], l.Field)
		}
	}
	return nil
}

// fits says whether a row is one that a figure counts.
func fits(r *rules.Row, c rules.RegisterCount) bool {
	if c.Where == "" {
		return true
	}
	return slices.ContainsFunc(strings.Split(r.Fields[c.Where], ","), func(v string) bool { return slices.Contains(c.Is, v) })
}
