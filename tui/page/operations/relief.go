package operations

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// checkKinds say what a check of a delivery means: its words name the act alone.
var checkKinds = []rules.Named{
	{Code: "breach", Text: text.Text{ZH: "不得", EN: "not allowed"}},
	{Code: "warning", Text: text.Text{ZH: "应避免", EN: "to be avoided"}},
	{Code: "flag", Text: text.Text{ZH: "写明", EN: "to be noted"}},
}

// codes explain what the rows of a plan's file name by code: the tiers of its money, and the
// readings under which a row holds.
type codes struct {
	tiers    map[string]text.Text
	readings []rules.Ambiguity
}

func explained(pl *view.PlanPage, sections []plan.Section) codes {
	c := codes{tiers: map[string]text.Text{}, readings: pl.Readings}
	for i := range sections {
		if sections[i].Name != "grants.tiers" {
			continue
		}
		for _, r := range sections[i].Rows {
			said := map[string]string{}
			for _, d := range r.Details {
				said[d.Key] = d.Value
			}
			c.tiers[said["tier"]] = text.Text{ZH: "%[1]s %[2]s元", EN: "%[1]s, %[2]s yuan"}.With(short(r.Text), said["yuan"])
		}
	}
	return c
}

// short is a tier in a word: the column has no place for the families that it is for.
func short(t text.Text) text.Text {
	zh := t.In(text.ZH)
	if cut := strings.TrimSuffix(zh, "困难家庭"); cut != "" {
		zh = cut
	}
	return text.T(zh, t.In(text.EN))
}

// rows are the rows of a section, each with the rows below it one step in.
func (c codes) rows(id string, rows []plan.Row, depth int) []line {
	var out []line
	for i := range rows {
		r := &rows[i]
		at := id + "/" + count(i).ZH
		l := line{id: at, what: r.Text, clauses: strings.Join(r.Clauses, " ")}
		reading := false
		for _, d := range r.Details {
			switch d.Key {
			case "yuan":
				l.stands = text.Text{ZH: "%[1]s 元", EN: "%[1]s yuan"}.With(d.Value)
			case "tier":
				if words, ok := c.tiers[d.Value]; ok && l.stands.IsZero() && id != "grants.tiers" {
					l.stands = words
				}
			case "kind":
				l.stands = rules.WordOf(checkKinds, d.Value)
			case "rest":
				l.notes = append(l.notes, note{label: whenText, says: text.Text{ZH: "上面的条件都不符时才看", EN: "only where none of the others holds"}})
			case "taken":
				l.notes = append(l.notes, note{label: whenText, says: c.under(d.Value)})
			case "owner":
				l.what = text.T(d.Value, d.Value)
				if r.Text.EN != "" {
					l.what.EN = r.Text.EN
				}
			case "name", "names":
				if l.what.IsZero() {
					l.what = text.T(d.Value, d.Value)
				}
			case "key":
				reading = d.Value == "reading"
			}
		}
		if reading {
			continue // with the other readings
		}
		if l.what.ZH != "" {
			if taken := takenBy(r); taken != "" {
				l.stands = text.Text{ZH: "%[1]s (读法 %[2]s)", EN: "%[1]s (%[2]s)"}.With(l.stands, taken)
			}
			pad := strings.Repeat("  ", depth)
			l.what = text.T(pad+l.what.In(text.ZH), pad+l.what.In(text.EN))
			out = append(out, l)
		}
		out = append(out, c.rows(at, r.Rows, depth+1)...)
	}
	return out
}

// takenBy is the id of the choice on which a row turns, "" for one that holds always.
func takenBy(r *plan.Row) string {
	for _, d := range r.Details {
		if d.Key == "taken" {
			id, _, _ := strings.Cut(d.Value, " ")
			return id
		}
	}
	return ""
}

// under says that a row holds under one reading of a choice alone, "A-30 strict".
func (c codes) under(taken string) text.Text {
	id, option, _ := strings.Cut(taken, " ")
	for _, r := range c.readings {
		if r.ID == id && r.Options != nil {
			return text.Text{ZH: "只在 %[1]s 这样读时: %[2]s", EN: "only if %[1]s is read so: %[2]s"}.With(id, rules.WordOf(r.Options, option))
		}
	}
	return text.Text{ZH: "只在读法 %[1]s 从严时", EN: "only under the stricter reading of %[1]s"}.With(id)
}

var whenText = text.Text{ZH: "何时", EN: "When"}
