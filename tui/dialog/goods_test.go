package dialog

import (
	"slices"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Ensure the desk's own reserve is offered first, then the depots, and that nothing which
// has expired counts.
func TestLying(t *testing.T) {
	row := func(id string, kind rules.PlaceKind, lots ...view.LotRow) view.StockRow {
		r := view.StockRow{Item: rules.Item{ID: "I1", Name: "方便面", Unit: "箱"}, Place: rules.Place{ID: id, Name: id, Kind: kind}, Lots: lots}
		for _, l := range lots {
			r.Qty += l.Qty
		}
		return r
	}
	lot := func(n int64, expires rules.Date) view.LotRow {
		return view.LotRow{Lot: rules.Lot{Expires: expires}, Qty: n}
	}
	s := &view.Stock{Stamp: view.Stamp{Now: time.Date(2026, 11, 24, 2, 0, 0, 0, rules.Zone)}, Rows: []view.StockRow{
		row("避寒点", rules.PlaceShelter, lot(4, "")),
		row("仓库", rules.PlaceDepot, lot(9, "2026-11-23"), lot(5, "2026-11-24")),
		row("旧仓库", rules.PlaceDepot, lot(9, "2026-11-23")),
		row("备用柜", rules.PlaceReserve, lot(3, "2027-01-01")),
	}}
	var got []string
	for _, o := range lying(s) {
		got = append(got, o.Label.In(text.ZH))
	}
	if want := []string{"方便面 备用柜 可发3箱", "方便面 仓库 可发5箱", "方便面 避寒点 可发4箱"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
