package cases

import (
	"cmp"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Goods names what moves of goods name: the case, the ledger and the handover ask it, so
// that they show the same line. It reads each list once, when it is first asked.
type Goods struct {
	r      tx.Reader
	plans  *plan.Library
	hidden bool
	items  map[string]rules.Item
	places map[string]rules.Place
	kits   map[string]text.Text
}

// NewGoods names moves; for readers from whom persons are hidden without receivers, receipts
// and reasons.
func NewGoods(r tx.Reader, plans *plan.Library, hidden bool) *Goods {
	return &Goods{r: r, plans: plans, hidden: hidden}
}

func (g *Goods) load() error {
	if g.items != nil {
		return nil
	}
	items, err := table.Items.All(g.r)
	if err != nil {
		return err
	}
	places, err := table.Places.All(g.r)
	if err != nil {
		return err
	}
	kits, err := table.Kits.All(g.r)
	if err != nil {
		return err
	}
	g.items, g.places, g.kits = map[string]rules.Item{}, map[string]rules.Place{}, map[string]text.Text{}
	for _, i := range items {
		g.items[i.ID] = i
	}
	for _, p := range places {
		g.places[p.ID] = p
	}
	for _, k := range kits {
		g.kits[k.ID] = k.Title()
	}
	return nil
}

// Row is a move with its names, those that are on no list by their id.
func (g *Goods) Row(m rules.Move) (view.GoodsRow, error) {
	if err := g.load(); err != nil {
		return view.GoodsRow{}, err
	}
	if g.hidden {
		m.Receipt, m.Kit, m.For, m.Reason, m.Left = "", "", "", "", nil
	}
	row := view.GoodsRow{Move: m, Item: g.item(m.Item), Unit: g.items[m.Item].Unit, From: cmp.Or(g.places[m.Place()].Name, m.Place()), Lot: m.Lot}
	if m.Kit != "" {
		row.Kit = g.kit(m.Kit)
	}
	if m.For != "" {
		row.For = g.what(m.For)
	}
	if m.Kind == rules.MoveIssue {
		told := m
		if g.hidden {
			told.Receiver = ""
			row.Move.Receiver = maskName(m.Receiver)
		}
		row.Line = told.Line(rules.MoveNames{Item: row.Item, Unit: row.Unit, Place: row.From, For: g.what(m.For), Kit: g.kit(m.Kit)})
	}
	for _, l := range m.Left {
		what := text.Text{ZH: "%[1]s %[2]d", EN: "%[1]s %[2]d"}.With(g.what(l.What), l.Qty)
		if unit := g.items[l.What].Unit; unit != "" {
			what = text.Text{ZH: "%[1]s %[2]d%[3]s", EN: "%[2]d %[3]s of %[1]s"}.With(g.what(l.What), l.Qty, unit)
		}
		row.Left = append(row.Left, view.LeftRow{Reason: l.Reason, What: what})
	}
	return row, nil
}

func (g *Goods) item(id string) string { return cmp.Or(g.items[id].Name, id) }

// what is an item or a good of the plans.
func (g *Goods) what(id string) text.Text {
	if i, ok := g.items[id]; ok {
		return text.Text{ZH: i.Name, EN: i.Name}
	}
	return rules.WordOf(command.Goods, id)
}

func (g *Goods) kit(id string) text.Text {
	if t, ok := g.kits[id]; ok {
		return t
	}
	if k, ok := g.plans.Kit(id); ok {
		return k.Title()
	}
	return text.Text{ZH: id, EN: id}
}

// lot is what stands on a lot, its id where nothing does.
func (g *Goods) lot(id string) (string, error) {
	l, ok, err := table.Lots.Find(g.r, id)
	if err != nil || !ok {
		return id, err
	}
	return cmp.Or(l.Label, l.ID), nil
}

// goods is every move on the case and on those merged into it, those taken back and their
// reversals too.
func goods(r tx.Reader, g *Goods, k *rules.Case) ([]view.GoodsRow, error) {
	moves, err := By(r, table.Moves, k)
	if err != nil {
		return nil, err
	}
	var out []view.GoodsRow
	for _, m := range moves {
		row, err := g.Row(m)
		if err != nil {
			return nil, err
		}
		if row.Lot, err = g.lot(m.Lot); err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}
