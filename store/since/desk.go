package since

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/stock"
)

// warnings that were set or lifted.
func (d *drawing) warnings() error {
	all, err := read(d, table.Warnings)
	for i := range all {
		w := &all[i]
		what := text.Text{ZH: "%[1]s%[2]s预警", EN: "%[1]s warning, %[2]s"}.
			With(rules.WordOf(command.WarningKinds, string(w.Kind)), rules.WordOf(command.WarningLevels, string(w.Level)))
		r := view.SinceRow{Key: "warning/" + w.ID, At: w.From, What: what, New: true}
		switch {
		case w.LiftedAt != nil:
			r.At, r.Subject = *w.LiftedAt, text.Text{ZH: "已解除", EN: "lifted"}
		case w.Ended(d.e.Now):
			r.At, r.Subject = *w.Until, text.Text{ZH: "已到期", EN: "over"}
		default:
			r.Grave = w.Level == rules.Orange || w.Level == rules.Red
			if r.Subject = (text.Text{ZH: "生效, 至解除", EN: "in force until lifted"}); w.Until != nil {
				r.Subject = text.Text{ZH: "生效, 至 %[1]s", EN: "in force until %[1]s"}.With(rules.Stamp(*w.Until))
			}
		}
		d.add("warning", r)
	}
	return err
}

// stock that moved, a line an item: what came, what went, what lies there now.
func (d *drawing) stock() error {
	moves, err := read(d, table.Moves)
	if err != nil || len(moves) == 0 {
		return err
	}
	short, err := stock.Short(d.v, rules.DateOf(d.e.Now))
	if err != nil {
		return err
	}
	in, out := map[string]int64{}, map[string]int64{}
	var items []string
	for i := range moves {
		m := &moves[i]
		if m.Seq <= d.s.After {
			continue
		}
		if in[m.Item] == 0 && out[m.Item] == 0 {
			items = append(items, m.Item)
		}
		if !rules.Outside(m.To) {
			in[m.Item] += m.Qty
		}
		if !rules.Outside(m.From) {
			out[m.Item] += m.Qty
		}
	}
	slices.Sort(items)
	for _, id := range items {
		item, ok, err := table.Items.Find(d.v, id)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		now := int64(0)
		err = table.Balances.Scan(d.v, id+"/", id+"0", false, func(b *rules.Balance) (bool, error) { now += b.Qty; return true, nil })
		if err != nil {
			return err
		}
		r := view.SinceRow{Key: "stock/" + id, New: true, Subject: same(item.Name),
			What: text.Text{ZH: "进 %[1]d 出 %[2]d, 现有 %[3]d%[4]s", EN: "in %[1]d, out %[2]d, now %[3]d %[4]s"}.With(in[id], out[id], now, item.Unit)}
		for i := range short {
			if s := &short[i]; s.Item == item.Name && s.OnHand < s.Min {
				r.Grave = true
				r.What = text.Text{ZH: "%[1]s, 低于 %[2]d", EN: "%[1]s, below %[2]d"}.With(r.What, s.Min)
			}
		}
		d.add("stock", r)
	}
	return nil
}

// lists tells of people, partner units and villages that changed, with the telephone that
// holds now; places and items are told by name.
func (d *drawing) lists() error {
	officers, err := read(d, table.Officers)
	if err != nil {
		return err
	}
	for i := range officers {
		o := &officers[i]
		var roles []text.Text
		for _, r := range o.Roles {
			roles = append(roles, rules.WordOf(rules.RoleWords, string(r)))
		}
		what := text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(roles)
		d.listed("officer", o.ID, o.Name, what, o.Retired, o.Phone)
	}
	agencies, err := read(d, table.Agencies)
	if err != nil {
		return err
	}
	for i := range agencies {
		a := &agencies[i]
		d.listed("agency", a.ID, a.Name, rules.WordOf(command.AgencyRoles, string(a.Role)), a.Retired, a.Phones...)
	}
	villages, err := read(d, table.Villages)
	if err != nil {
		return err
	}
	for i := range villages {
		v := &villages[i]
		what := table.Villages.Noun
		if v.Contact != "" && !d.e.Masked {
			what = text.Text{ZH: "联络员 %[1]s", EN: "contact %[1]s"}.With(v.Contact)
		}
		d.listed("village", v.ID, v.Name, what, v.Retired, v.Phone)
	}
	places, err := read(d, table.Places)
	if err != nil {
		return err
	}
	for i := range places {
		d.listed("place", places[i].ID, places[i].Name, rules.WordOf(command.PlaceKinds, string(places[i].Kind)), places[i].Retired)
	}
	items, err := read(d, table.Items)
	for i := range items {
		d.listed("item", items[i].ID, items[i].Name, text.Text{ZH: "物资品种", EN: "item"}, items[i].Retired)
	}
	return err
}

// listed is the line of a record of a list as it stands now; whose telephone it is decides
// whether a masked reader sees it.
func (d *drawing) listed(list, id, name string, what text.Text, gone bool, phones ...string) {
	if gone {
		what = text.Text{ZH: "已停用", EN: "retired"}
	}
	if d.e.Masked {
		phones = slices.Clone(phones)
		for i := range phones {
			phones[i] = text.MaskPhone(phones[i])
		}
	}
	if said := strings.TrimSpace(strings.Join(phones, " ")); said != "" && !gone {
		what = text.Text{ZH: "%[1]s, 现在电话 %[2]s", EN: "%[1]s, telephone now %[2]s"}.With(what, said)
	}
	d.add("list", view.SinceRow{Key: "list/" + list + "/" + id, What: what, Subject: same(name), New: true})
}
