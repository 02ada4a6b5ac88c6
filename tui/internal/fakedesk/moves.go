package fakedesk

import (
	"dutydesk/rules"
	"dutydesk/rules/view"
)

// Moves is what came and went: of every lot the day it came.
func (d *Desk) Moves(item, place string, limit int) (out []view.MoveRow, err error) {
	defer d.lock()()
	for _, r := range d.t.stock {
		if r.Item.ID != item || r.Place.ID != place {
			continue
		}
		for _, l := range r.Lots {
			m := rules.Move{ID: "M20261101-0001", Kind: rules.MoveReceive, Item: item, Lot: l.Lot.ID, Qty: l.Qty, To: place, Ref: "县拨单 11-3", At: at(9, 0).AddDate(0, 0, -23), By: "U004"}
			out = append(out, view.MoveRow{Move: m, Item: r.Item.Name, Unit: r.Item.Unit, Lot: l.Lot.Label, To: r.Place.Name, By: "罗小满"})
		}
	}
	return out, nil
}
