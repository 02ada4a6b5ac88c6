// Package stock keeps the ledger of goods: every quantity moves from a place to a place,
// and what lies somewhere is the sum of its moves, never below zero (DESIGN §1, promise
// 4). It decides from which lots goods are given, earliest expiry first, and that expired
// goods are not given at all; who may give and receive is decided by rules.May before a
// command comes here.
package stock

import (
	"cmp"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// ledger writes moves of one command.
type ledger struct {
	x           *tx.Tx
	lots, moves *roll.Series
	shift       string
}

func newLedger(x *tx.Tx) (*ledger, error) {
	l := &ledger{x: x}
	var err error
	if l.lots, err = roll.NewSeries(x, table.Lots, roll.Dated(x, "B"), 2); err != nil {
		return nil, err
	}
	if l.moves, err = roll.NewSeries(x, table.Moves, roll.Dated(x, "M"), 4); err != nil {
		return nil, err
	}
	l.shift, err = tx.OnDuty(x)
	return l, err
}

// Receive takes goods into a place as a new lot. The supplier stands as the move's reason.
// Errors: NotFound and Invalid (item, place).
func Receive(x *tx.Tx, c *command.ReceiveGoods) (command.Result, error) {
	item, err := roll.Item(x, c.Item)
	if err != nil {
		return command.Result{}, roll.At("item", err)
	}
	place, err := roll.Place(x, c.Place)
	if err != nil {
		return command.Result{}, roll.At("place", err)
	}
	l, err := newLedger(x)
	if err != nil {
		return command.Result{}, err
	}
	m, err := l.take(item, place, command.Opening{Qty: c.Qty, Label: c.Label, Expires: c.Expires}, c.Supplier, c.Ref)
	if err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: m.ID, More: []string{m.Lot}}, nil
}

// take is the one way in for goods: a new lot, its move, its balance. Goods with a shelf
// life and no date are taken as fresh today (docs/domain.md §5, [own]).
func (l *ledger) take(item *rules.Item, place *rules.Place, o command.Opening, reason, ref string) (*rules.Move, error) {
	if !place.Keeps() {
		return nil, rules.Bad("place", text.Text{ZH: "%[1]s 是重点部位, 不存放物资。", EN: "%[1]s is a hotspot: goods are not kept there."}.With(place.Name))
	}
	if o.Expires == "" && item.Months > 0 {
		o.Expires = rules.DateOf(rules.DateOf(l.x.Now).Time().AddDate(0, item.Months, 0))
	}
	lot := &rules.Lot{ID: l.lots.Next(), Item: item.ID, Label: o.Label, Expires: o.Expires}
	if err := table.Lots.Put(l.x, lot); err != nil {
		return nil, err
	}
	m := &rules.Move{Kind: rules.MoveReceive, Item: item.ID, Lot: lot.ID, Qty: o.Qty, From: rules.FromSupplier, To: place.ID, Reason: reason, Ref: ref}
	if err := l.write(m); err != nil {
		return nil, err
	}
	return m, table.Balances.Put(l.x, &rules.Balance{Item: item.ID, Place: place.ID, Lot: lot.ID, Qty: o.Qty})
}

// write appends a move; its balance is the caller's.
func (l *ledger) write(m *rules.Move) error {
	m.ID, m.At, m.By, m.Shift = l.moves.Next(), l.x.Now, l.x.Actor.Officer, l.shift
	if m.Kind == rules.MoveIssue {
		m.Issue = cmp.Or(m.Issue, m.ID)
	}
	return table.Moves.Put(l.x, m)
}

// Open writes stock on hand at the start, item and place by id, name or initials. The
// same lot (label and date) at the same place can be opened once: what comes later is
// received. It gives the ids of the moves.
func Open(x *tx.Tx, opening []command.Opening) ([]string, error) {
	if len(opening) == 0 {
		return nil, nil
	}
	l, err := newLedger(x)
	if err != nil {
		return nil, err
	}
	o := opener{ledger: l, items: map[string]*rules.Item{}, places: map[string]*rules.Place{}, there: map[string]map[rules.Lot]bool{}}
	ids := make([]string, len(opening))
	for i, row := range opening {
		m, err := o.open(row)
		if err != nil {
			return nil, err
		}
		ids[i] = m.ID
	}
	return ids, nil
}

// opener remembers what it has looked up: one command may read only so much.
type opener struct {
	*ledger
	items  map[string]*rules.Item
	places map[string]*rules.Place
	there  map[string]map[rules.Lot]bool // by item and place: the lots that lie there, by label and date
}

func (o *opener) open(row command.Opening) (*rules.Move, error) {
	item, err := once(o.items, row.Item, func() (*rules.Item, error) { return roll.Item(o.x, row.Item) })
	if err != nil {
		return nil, roll.At("item", err)
	}
	place, err := once(o.places, row.Place, func() (*rules.Place, error) { return roll.Place(o.x, row.Place) })
	if err != nil {
		return nil, roll.At("place", err)
	}
	there, err := once(o.there, item.ID+"/"+place.ID, func() (map[rules.Lot]bool, error) {
		held, err := shelf(o.x, item.ID, place.ID)
		lots := map[rules.Lot]bool{}
		for _, h := range held {
			lots[rules.Lot{Label: h.lot.Label, Expires: h.lot.Expires}] = true
		}
		return lots, err
	})
	if err != nil {
		return nil, err
	}
	if there[rules.Lot{Label: row.Label, Expires: row.Expires}] {
		return nil, &rules.Error{Kind: rules.Precondition, Field: "opening", Text: text.Text{
			ZH: "%[1]s 的%[2]s (%[3]s) 已经入过账, 期初库存只录一次。以后到货用入库。",
			EN: "%[2]s at %[1]s (%[3]s) is in the ledger already: opening stock is written once. Receive later deliveries."}.
			With(place.Name, item.Name, lotWords(row.Label, row.Expires))}
	}
	return o.take(item, place, row, text.Text{ZH: "期初库存", EN: "opening stock"}.In(text.ZH), "")
}

func once[V any](seen map[string]V, key string, read func() (V, error)) (V, error) {
	if v, ok := seen[key]; ok {
		return v, nil
	}
	v, err := read()
	if err == nil {
		seen[key] = v
	}
	return v, err
}

// lotWords names a lot by what stands on it.
func lotWords(label string, expires rules.Date) text.Text {
	switch {
	case label != "" && expires != "":
		return text.Text{ZH: label + " " + string(expires), EN: label + " " + string(expires)}
	case expires != "":
		return text.Text{ZH: string(expires) + " 到期", EN: "good until " + string(expires)}
	case label != "":
		return text.Text{ZH: label, EN: label}
	}
	return text.Text{ZH: "无批号", EN: "no label"}
}

// expired says whether a lot may no longer be given; the date on it is its last good day.
func expired(l rules.Lot, now time.Time) bool {
	return l.Expires != "" && l.Expires < rules.DateOf(now)
}
