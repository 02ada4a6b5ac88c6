package dutylog

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// registered is what was written in a register: which one, which row, and how the row stands.
// Whom a row is about its own page says.
func (d *drawing) registered(x *tx.Entry, r *view.LogRow) error {
	row, ok, err := table.Rows.Find(d.v, written(x, table.Rows.Name))
	if err != nil || !ok {
		return err
	}
	r.Key = "row/" + row.Register + "/" + row.ID
	for _, reg := range plan.Registers() {
		if reg.ID != row.Register {
			continue
		}
		r.What = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(r.What, reg.Text)
		for _, s := range reg.States {
			if s.Code == row.State {
				r.Done = s.Text
			}
		}
	}
	if n := len(x.WroteOf(table.Rows.Name)); n > 1 {
		r.Key, r.Done = "row/"+row.Register, text.Text{ZH: "%[1]d 行", EN: "%[1]d rows"}.With(n)
		return nil
	}
	r.From, r.Struck = same(tail(row.ID)), x.Code == "row.put" && row.Struck != nil
	return nil
}

// rostered is what was done to the roster: the months, or the slip with its officers and turn.
func (d *drawing) rostered(x *tx.Entry, r *view.LogRow) error {
	var months []string
	for _, id := range x.WroteOf(table.Rosters.Name) {
		months = append(months, string(roster.First(id)[:7]))
	}
	r.Key = "roster/" + x.Record
	if len(months) > 0 {
		r.What = two(r.What, strings.Join(months, ", "))
	}
	s, ok, err := table.Slips.Find(d.v, written(x, table.Slips.Name))
	if err != nil || !ok {
		return err
	}
	r.Key = "roster/" + s.ID
	who, err := d.officer(s.Officer)
	if err != nil {
		return err
	}
	r.From = same(strings.TrimSpace(tail(s.ID) + " " + who))
	if s.To != "" {
		to, err := d.officer(s.To)
		if err != nil {
			return err
		}
		r.From = text.Text{ZH: "%[1]s 换 %[2]s", EN: "%[1]s, %[2]s takes over"}.With(r.From, to)
	}
	switch state := s.StandingFor(""); {
	case s.Turn != nil:
		r.Done = text.Text{ZH: "%[1]s 的班, %[2]s", EN: "the turn of %[1]s, %[2]s"}.With(rules.Stamp(*s.Turn), state)
	case s.First != "":
		r.Done = text.Text{ZH: "%[1]s 至 %[2]s, %[3]s", EN: "%[1]s to %[2]s, %[3]s"}.With(string(s.First), string(s.Last), state)
	}
	return nil
}
