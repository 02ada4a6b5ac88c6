package stock

import (
	"cmp"

	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Moves is the ledger newest first, of one item at one place where they are named ("" is
// any), at most limit moves (0: every one). Readers from whom persons are Hidden see
// neither receivers nor reasons. Errors: NotFound and Invalid (item, place).
func Moves(v tx.View, e tx.Env, item, place string, limit int) ([]view.MoveRow, error) {
	if item != "" {
		i, err := roll.Item(v, item)
		if err != nil {
			return nil, roll.At("item", err)
		}
		item = i.ID
	}
	if place != "" {
		p, err := roll.Place(v, place)
		if err != nil {
			return nil, roll.At("place", err)
		}
		place = p.ID
	}
	rows, g := []view.MoveRow{}, cases.NewGoods(v, e.Plans, e.Hidden())
	err := table.Moves.Scan(v, "", "", true, func(m *rules.Move) (bool, error) {
		if item != "" && m.Item != item || place != "" && m.Place() != place {
			return true, nil
		}
		row, err := moveRow(v, e, g, m)
		if err != nil {
			return false, err
		}
		rows = append(rows, row)
		return len(rows) != limit, nil
	})
	return rows, err
}

func moveRow(v tx.View, e tx.Env, g *cases.Goods, m *rules.Move) (view.MoveRow, error) {
	named, err := g.Row(*m)
	if err != nil {
		return view.MoveRow{}, err
	}
	row := view.MoveRow{Move: named.Move, Item: named.Item, Unit: named.Unit, Lot: m.Lot, By: m.By, Line: named.Line, Left: named.Left}
	if !rules.Outside(m.From) {
		row.From = named.From
	}
	if !rules.Outside(m.To) {
		row.To = named.From
	}
	if l, ok, err := table.Lots.Find(v, m.Lot); err != nil {
		return row, err
	} else if ok {
		row.Lot = cmp.Or(l.Label, l.ID)
	}
	if o, ok, err := table.Officers.Find(v, m.By); err != nil {
		return row, err
	} else if ok {
		row.By = o.Name
	}
	if e.Hidden() {
		row.Move.Receiver = ""
	}
	row.Back, err = mayReverse(v, e, m)
	return row, err
}

// mayReverse is why the reader cannot take the move back.
func mayReverse(v tx.View, e tx.Env, m *rules.Move) (*rules.Error, error) {
	if no := cases.May(e, m.BackArea()); no != nil {
		return no, nil
	}
	return cases.MayReverse(v, m)
}
