package stock

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// warnDays is how long before its expiry a lot is shown as short (docs/domain.md §5).
const warnDays = 30

// Read is what lies where: a row for each item at each place that has some, and an empty one
// at the depot for an item with a minimum that lies nowhere. Rows are in the order of items,
// then places.
func Read(v tx.View, e tx.Env) (*view.Stock, error) {
	b, err := readBook(v)
	if err != nil {
		return nil, err
	}
	s := &view.Stock{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Rows: []view.StockRow{}, Short: b.short(rules.DateOf(e.Now)), Can: view.Can{}}
	for _, i := range b.items {
		rows := b.rows(i)
		if len(rows) == 0 && i.Min > 0 && !i.Retired {
			rows = append(rows, view.StockRow{Item: i, Place: b.depot()})
		}
		s.Rows = append(s.Rows, rows...)
	}
	kits, err := live.Kits(v, e.Plans, e.Now)
	if err != nil {
		return nil, err
	}
	s.Kits = s.KitRows(kits, slices.DeleteFunc(slices.Clone(b.items), func(i rules.Item) bool { return i.Retired }))
	for _, c := range []command.Command{&command.ReceiveGoods{}, &command.IssueGoods{}, &command.IssueKit{}, &command.ReverseMove{}} {
		s.Can[c.Code()] = cases.May(e, c.Area())
	}
	return s, nil
}

// Short is what the township lacks on a day: items of which less than the minimum may
// still be given, all places together, then items of which a lot expires within 30 days
// or has expired.
func Short(r tx.Reader, today rules.Date) ([]view.ShortRow, error) {
	b, err := readBook(r)
	if err != nil {
		return nil, err
	}
	return b.short(today), nil
}

// ShortAndReserve is Short, and what lies in the duty room's own reserve, item by item: a
// handover needs both of one reading.
func ShortAndReserve(r tx.Reader, today rules.Date) (short []view.ShortRow, reserve []view.StockRow, err error) {
	b, err := readBook(r)
	if err != nil {
		return nil, nil, err
	}
	for _, i := range b.items {
		for _, row := range b.rows(i) {
			if row.Place.Kind == rules.PlaceReserve {
				reserve = append(reserve, row)
			}
		}
	}
	return b.short(today), reserve, nil
}

// book is all balances that are not empty, with their items, places and lots.
type book struct {
	items  []rules.Item
	places []rules.Place
	held   map[string]map[string][]held // item → place → lots, earliest expiry first
}

func readBook(r tx.Reader) (*book, error) {
	b := &book{held: map[string]map[string][]held{}}
	var err error
	if b.items, err = table.Items.All(r); err != nil {
		return nil, err
	}
	if b.places, err = table.Places.All(r); err != nil {
		return nil, err
	}
	all, err := shelved(r, "has")
	for _, h := range all {
		if b.held[h.Item] == nil {
			b.held[h.Item] = map[string][]held{}
		}
		b.held[h.Item][h.Place] = append(b.held[h.Item][h.Place], h)
	}
	return b, err
}

// rows is one item at each place that has some.
func (b *book) rows(i rules.Item) []view.StockRow {
	var out []view.StockRow
	for _, p := range b.places {
		lots := b.held[i.ID][p.ID]
		if len(lots) == 0 {
			continue
		}
		row := view.StockRow{Item: i, Place: p, Qty: sum(lots)}
		for _, h := range lots {
			row.Lots = append(row.Lots, view.LotRow{Lot: h.lot, Qty: h.Qty})
		}
		out = append(out, row)
	}
	return out
}

// depot is where an item that lies nowhere is missed; no place when there is no depot.
func (b *book) depot() rules.Place {
	for _, p := range b.places {
		if p.Kind == rules.PlaceDepot && !p.Retired {
			return p
		}
	}
	return rules.Place{}
}

func (b *book) short(today rules.Date) []view.ShortRow {
	low, ending := []view.ShortRow{}, []view.ShortRow{}
	for _, i := range b.items {
		if i.Retired {
			continue
		}
		row := view.ShortRow{Item: i.Name, Unit: i.Unit, Min: i.Min}
		for _, lots := range b.held[i.ID] {
			for _, h := range lots {
				if d := h.lot.Expires; d != "" && d <= today.Add(warnDays) && (row.Expires == "" || d < row.Expires) {
					row.Expires = d
				}
				if h.lot.Expires == "" || h.lot.Expires >= today {
					row.OnHand += h.Qty
				}
			}
		}
		switch {
		case row.OnHand < row.Min:
			low = append(low, row)
		case row.Expires != "":
			ending = append(ending, row)
		}
	}
	return append(low, ending...)
}
