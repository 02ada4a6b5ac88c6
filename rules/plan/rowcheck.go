package plan

import (
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// saysAll says whether a row says all of these.
func saysAll(words []rules.RegisterWord, row *rules.Row) bool {
	return !slices.ContainsFunc(words, func(w rules.RegisterWord) bool { return !w.Fits(row) })
}

// binds says whether one of these plans is to be kept: it is in force, or none of the
// register's is and each of them stands for all.
func binds(reg *rules.Register, plans []string, settings map[string]map[string]string) bool {
	inForce := func(id string) bool { _, ok := settings[id]; return ok }
	return slices.ContainsFunc(plans, inForce) || !slices.ContainsFunc(reg.Plans, inForce)
}

// checkRow adds to a verdict, which has its tier by now, how a row breaks a check.
func checkRow(v *rules.Verdict, reg *rules.Register, c *rules.RegisterCheck, row *rules.Row, to string, settings map[string]map[string]string) {
	at := slices.Contains(c.At, to)
	if to == "" || to == row.State { // as it stands, or changed where it stands
		at = slices.ContainsFunc(c.At, row.Entered)
	}
	var plans []string
	for _, id := range c.Clauses {
		p, _, _ := strings.Cut(id, ".")
		plans = append(plans, p)
	}
	if !at || !saysAll(c.Where, row) || c.Unless != "" && row.Fields[c.Unless] != "" || !binds(reg, plans, settings) {
		return
	}
	words, broken := broken(v, reg, c, row)
	if !broken {
		return
	}
	f := rules.Finding{Code: c.Code, Text: words, Clauses: c.Clauses}
	switch c.As {
	case rules.CheckRefuses:
		if c.Field != "" {
			f.Code = "fields." + c.Field
		}
		v.Missing = append(v.Missing, f)
	case rules.CheckNotes:
		v.Breaches = append(v.Breaches, f)
	default:
		v.Warnings = append(v.Warnings, f)
	}
	if c.Reading != "" {
		v.Review, v.Readings = true, add(v.Readings, []string{c.Reading})
	}
}

// broken says in words how a check is broken. What is not known breaks none, but for
// choices: none of them is there then.
func broken(v *rules.Verdict, reg *rules.Register, c *rules.RegisterCheck, row *rules.Row) (text.Text, bool) {
	f, _ := reg.Field(c.Field)
	kept := row.Fields[c.Field]
	n, err := strconv.ParseInt(kept, 10, 64)
	switch {
	case c.All:
		has := strings.Split(kept, ",")
		var missing []text.Text
		for _, o := range f.Of {
			if !slices.Contains(has, o.Code) {
				missing = append(missing, o.Text)
			}
		}
		return text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(c.Text, missing), len(missing) > 0
	case c.After != "":
		return c.Text, !row.Entered(c.After)
	case c.Tier || c.Same != "":
		want := row.Fields[c.Same]
		if c.Tier {
			want = v.Tier
		}
		return text.Text{ZH: "%[1]s: %[2]s不是%[3]s", EN: "%[1]s: %[2]s, not %[3]s"}.With(c.Text, choiceWords(f, kept), choiceWords(f, want)), kept != "" && want != "" && kept != want
	case c.Each != nil:
		want := *c.Each
		if c.Times != "" {
			times, no := strconv.ParseInt(row.Fields[c.Times], 10, 64)
			if no != nil {
				return c.Text, false
			}
			want *= times
		}
		if f.Type == rules.FieldMoney {
			return text.Text{ZH: "%[1]s: 应为%[2]s元, 写的是%[3]s元", EN: "%[1]s: it is %[2]s yuan, %[3]s is written"}.With(c.Text, yuan(want).String(), yuan(n).String()), err == nil && n != want
		}
		return text.Text{ZH: "%[1]s: 应为%[2]d, 写的是%[3]d", EN: "%[1]s: it is %[2]d, %[3]d is written"}.With(c.Text, want, n), err == nil && n != want
	case c.Most != nil:
		return c.Text, err == nil && n > *c.Most
	}
	return c.Text, true
}

// choiceWords is a choice in words.
func choiceWords(f *rules.RegisterField, code string) text.Text {
	for _, o := range f.Of {
		if o.Code == code {
			return o.Text
		}
	}
	return text.Text{ZH: code, EN: code}
}

// words reads what a row has to say.
func (ld *registerLoader) words(m *mapping, r *rules.Register) (out []rules.RegisterWord) {
	m.each("where", func(m *mapping) {
		w := rules.RegisterWord{Field: ld.fieldAt(m, "field", r), Is: m.strs("is")}
		m.must("is")
		if f, ok := r.Field(w.Field); ok && len(f.Of) > 0 {
			m.among("is", w.Is, namesOf(f.Of))
		} else if ok && f.Type == rules.FieldYesNo {
			m.among("is", w.Is, []string{"yes", "no"})
		}
		out = append(out, w)
	})
	return out
}

// fieldAt reads the code of a field of one of these types, of any where none is said.
func (ld *registerLoader) fieldAt(m *mapping, key string, r *rules.Register, types ...rules.FieldType) string {
	var of []string
	for _, f := range r.Fields {
		if len(types) == 0 || slices.Contains(types, f.Type) {
			of = append(of, f.Code)
		}
	}
	return m.word(key, of...)
}

func (ld *registerLoader) check(m *mapping, r *rules.Register, codes *[]string, states []string) rules.RegisterCheck {
	c := rules.RegisterCheck{Code: m.str("code"), Text: m.text(), Clauses: ld.clauses(m, "clauses"),
		As: rules.CheckAs(m.word("as", "refuse", "note", "warn")), At: m.strs("at"), Where: ld.words(m, r), All: m.boolean("all"), Tier: m.boolean("tier")}
	m.once("code", codes, c.Code)
	m.must("at")
	m.among("at", c.At, states)
	if m.value("reading") != nil {
		c.Reading = m.registerAt("reading")
	}
	if m.value("after") != nil {
		c.After = m.word("after", states...)
	}
	if m.value("unless") != nil {
		c.Unless = ld.fieldAt(m, "unless", r)
	}
	unit := int64(1)
	figure := func(key string) *int64 {
		if m.value(key) == nil {
			return nil
		}
		n := unit * int64(m.integer(key, 0, mostCount))
		return &n
	}
	var types []rules.FieldType
	switch {
	case c.All:
		types = []rules.FieldType{rules.FieldChoices}
	case c.Tier || m.value("same") != nil:
		types = []rules.FieldType{rules.FieldChoice}
	case m.value("each") != nil || m.value("most") != nil:
		types = []rules.FieldType{rules.FieldMoney, rules.FieldNumber}
	}
	if types != nil {
		c.Field = ld.fieldAt(m, "field", r, types...)
	}
	if f, ok := r.Field(c.Field); ok && f.Type == rules.FieldMoney {
		unit = 100
	}
	c.Each, c.Most = figure("each"), figure("most")
	if m.value("times") != nil {
		c.Times = ld.fieldAt(m, "times", r, rules.FieldNumber)
	}
	if m.value("same") != nil {
		c.Same = ld.fieldAt(m, "same", r, rules.FieldChoice)
	}
	return c
}
