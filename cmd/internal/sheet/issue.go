package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// issue is the 物资发放单.
func (d drawing) issue() []Part {
	k := &d.p.Case.Case
	t := &Table{Head: []Column{{noText, 7}, {nameText, 13}, {text.Text{ZH: "身份证号", EN: "ID number"}, 25}, {text.Text{ZH: "物资", EN: "Goods"}, 14}, {text.Text{ZH: "数量", EN: "Qty"}, 9}, {text.Text{ZH: "签字", EN: "Signature"}, 14}, {remarkText, 18}}, Blank: 2}
	issued, named := map[string]bool{}, map[string]bool{}
	var by []string
	var kits []text.Text
	left := Part{Title: text.Text{ZH: "物资包内未发", EN: "Left out of the kit"}}
	for i, g := range d.p.Goods {
		who := d.who()
		if g.Move.Receiver != "" {
			who = same(g.Move.Receiver)
		}
		id := k.Person.IDNumber
		if g.Move.Receiver != "" && g.Move.Receiver != k.Person.Name { // somebody else took it
			id = ""
		}
		t.Rows = append(t.Rows, []text.Text{same(strconv.Itoa(i + 1)), who, same(id), same(g.Item), same(fmt.Sprintf("%d%s", g.Move.Qty, g.Unit)), receipt(&g),
			parts(instead(&g), same(strings.Join(strings.Fields(g.From+" "+g.Lot), " ")))})
		if k := g.Kit.In(text.ZH); k != "" && !named[k] {
			named[k] = true
			kits = append(kits, g.Kit)
		}
		for _, l := range g.Left {
			left.Cells = append(left.Cells, Cell{Label: l.What, Value: same(l.Reason), Wide: true})
		}
		if n := d.name(g.Move.By); !issued[n] {
			issued[n] = true
			by = append(by, n)
		}
	}
	head := Part{Cells: []Cell{
		{Label: text.Text{ZH: "编号", EN: "Case"}, Value: same(k.ID)}, {Label: text.Text{ZH: "发放时间", EN: "Given on"}, Value: d.givenAt()},
		{Label: text.Text{ZH: "发放地点", EN: "Place"}, Value: same(k.Place.Text)}, {Label: text.Text{ZH: "对象", EN: "To"}, Value: parts(d.who(), d.sex())},
	}}
	if kits != nil {
		head.Cells = append(head.Cells, Cell{Label: text.Text{ZH: "物资包", EN: "Kit"}, Value: parts(kits...), Wide: true})
	}
	body := []Part{head, {Table: t}}
	if left.Cells != nil {
		body = append(body, left)
	}
	return append(body,
		Part{Signs: []Sign{
			{Who: text.Text{ZH: "领取人签字", EN: "Receiver"}, Lines: []text.Text{printText, {ZH: "代领人与本人关系", EN: "relation, if another signs"}}},
			{Who: text.Text{ZH: "发放人", EN: "Given by"}, Name: strings.Join(by, "、")},
			{Who: text.Text{ZH: "保管员", EN: "Storekeeper"}},
			{Who: leaderText, Name: d.p.Duty.Leader},
		}})
}

// receipt is how the goods were confirmed when they were given; the signature is put beside it.
func receipt(g *view.GoodsRow) text.Text {
	if g.Move.Receipt == "" {
		return text.Text{}
	}
	return rules.WordOf(rules.ReceiptWords, string(g.Move.Receipt))
}

// instead is what the goods stand in for.
func instead(g *view.GoodsRow) text.Text {
	if g.Move.For == "" {
		return text.Text{}
	}
	return text.Text{ZH: "代%[1]s", EN: "instead of %[1]s"}.With(g.For)
}

// givenAt is the day of the goods; several days are a span.
func (d drawing) givenAt() text.Text {
	if len(d.p.Goods) == 0 {
		return byHand
	}
	first, last := d.p.Goods[0].Move.At, d.p.Goods[0].Move.At
	for _, g := range d.p.Goods {
		if g.Move.At.Before(first) {
			first = g.Move.At
		}
		if g.Move.At.After(last) {
			last = g.Move.At
		}
	}
	if rules.DateOf(first) == rules.DateOf(last) {
		return moment(first)
	}
	return text.Text{ZH: "%[1]s 至 %[2]s", EN: "%[1]s to %[2]s"}.With(string(rules.DateOf(first)), string(rules.DateOf(last)))
}
