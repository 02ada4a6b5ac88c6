package lists

import (
	"fmt"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/widget/field"
)

// kitRows are the kits of the plans in force, then the township's own.
func kitRows(reg *view.Register) []row {
	var out []row
	for _, k := range reg.Kits {
		var goods []text.Text
		for _, l := range k.Lines {
			goods = append(goods, kitLine(reg, l))
		}
		all, clauses := text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(goods), said(strings.Join(k.Clauses, " "))
		out = append(out, row{id: k.ID, name: k.Name, cells: [2]text.Text{all, clauses}, retired: k.Retired, fixed: k.MayChange(), version: k.Version,
			facts: []fact{{goodsLabel, all}, {text.Text{ZH: "依据", EN: "Source"}, clauses}}})
	}
	return out
}

func kitLine(reg *view.Register, l rules.KitLine) text.Text {
	what, unit := rules.WordOf(command.Goods, l.Good), ""
	for _, i := range reg.Items {
		if i.ID == l.Item {
			what, unit = said(i.Name), i.Unit
		}
	}
	if unit == "" {
		return text.Text{ZH: "%[1]s %[2]d", EN: "%[1]s %[2]d"}.With(what, l.Qty)
	}
	return text.Text{ZH: "%[1]s %[2]d%[3]s", EN: "%[1]s %[2]d %[3]s"}.With(what, l.Qty, unit)
}

// lineItem and lineQty name the fields of a line as a refusal does.
func lineItem(i int) string { return fmt.Sprintf("lines[%d].item", i) }
func lineQty(i int) string  { return fmt.Sprintf("lines[%d].qty", i) }

// kitSheet asks for an item and how many of it, and for one more as long as the last is
// filled.
func kitSheet(reg *view.Register, id string) sheet {
	k := find(reg.Kits, id, func(k *rules.Kit) string { return k.ID })
	first := entry.Values{"name": k.Name}
	held := map[string]bool{}
	for i, l := range k.Lines {
		first[lineItem(i)], first[lineQty(i)], held[l.Item] = l.Item, figure(l.Qty), true
	}
	var options []field.Option
	for _, i := range reg.Items {
		if !i.Retired || held[i.ID] {
			options = append(options, field.Option{Value: i.ID, Label: text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(i.Name, i.Unit)})
		}
	}
	return sheet{
		first: first,
		shape: func(v entry.Values) []field.Spec {
			specs := []field.Spec{{Name: "name", Label: text.Text{ZH: "名称", EN: "Name"}, Max: 20, Required: true}}
			for i := range command.MaxLines {
				filled := v[lineItem(i)] != ""
				specs = append(specs, field.Spec{Name: lineItem(i), Label: text.Text{ZH: "第%[1]d样", EN: "Item %[1]d"}.With(i + 1), Kind: field.Choice, Options: options, Required: i == 0})
				if !filled && !laterFilled(v, i) {
					break
				}
				if filled {
					specs = append(specs, field.Spec{Name: lineQty(i), Label: text.Text{ZH: "数量", EN: "How many"}, Kind: field.Number, Max: 7, Default: "1", Required: true})
				}
			}
			return specs
		},
		make: func(v entry.Values, version int64) (command.Command, *rules.Error) {
			c := &command.PutKit{ID: id, Version: version, Name: v["name"]}
			for i := range command.MaxLines {
				if v[lineItem(i)] == "" {
					continue
				}
				n, err := whole(lineQty(i), v[lineQty(i)])
				if err != nil {
					return nil, err
				}
				c.Lines = append(c.Lines, rules.KitLine{Item: v[lineItem(i)], Qty: n})
			}
			return c, nil
		},
		about: map[string]text.Text{
			"name":      {ZH: "发放时看到的名称, 如 夜巡包。", EN: "What it is called when goods are given."},
			lineItem(0): {ZH: "一样一行, 清空就是去掉; 打拼音首字母也行。", EN: "One item a line, an empty one is none; pinyin initials find it."},
		},
	}
}

func laterFilled(v entry.Values, at int) bool {
	for i := at + 1; i < command.MaxLines; i++ {
		if v[lineItem(i)] != "" {
			return true
		}
	}
	return false
}

var goodsLabel = text.Text{ZH: "物资", EN: "Goods"}
