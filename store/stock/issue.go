package stock

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"sync"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// held is a lot at a place with what lies there.
type held struct {
	rules.Balance
	lot rules.Lot
}

// shelf is what lies of an item at a place: nothing empty, earliest expiry first, what does
// not expire last.
func shelf(r tx.Reader, item, place string) ([]held, error) {
	return shelved(r, "has/"+item+"/"+place)
}

// shelved is what stands under an index entry of the balances, in the order of shelf.
func shelved(r tx.Reader, entry string) ([]held, error) {
	balances, err := table.By(r, table.Balances, entry)
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(balances))
	for i := range balances {
		ids[i] = balances[i].Lot
	}
	slices.Sort(ids)
	known, err := table.Read(r, table.Lots, slices.Compact(ids))
	if err != nil {
		return nil, err
	}
	lots := map[string]rules.Lot{}
	for _, l := range known {
		lots[l.ID] = l
	}
	out := make([]held, len(balances))
	for i, b := range balances {
		lot, ok := lots[b.Lot]
		if !ok {
			return nil, rules.Missing(table.Lots.Noun, b.Lot)
		}
		out[i] = held{b, lot}
	}
	slices.SortStableFunc(out, byExpiry)
	return out, nil
}

func byExpiry(a, b held) int {
	if (a.lot.Expires == "") != (b.lot.Expires == "") {
		return -cmp.Compare(a.lot.Expires, b.lot.Expires)
	}
	return cmp.Or(cmp.Compare(a.lot.Expires, b.lot.Expires), cmp.Compare(len(a.Lot), len(b.Lot)), cmp.Compare(a.Lot, b.Lot))
}

// Issue gives goods out. On a case, what was given becomes a fact and the acts of the
// plans, so that the obligation is met. Without a case somebody is named all the same: the
// receiver, or else whoever gave them out. Errors: NotFound and Invalid (item, from, case,
// lot); Precondition when there is not enough, the lot has expired or the case is closed.
func Issue(x *tx.Tx, c *command.IssueGoods) (command.Result, error) {
	item, err := roll.Item(x, c.Item)
	if err != nil {
		return command.Result{}, roll.At("item", err)
	}
	place, err := roll.Place(x, c.From)
	if err != nil {
		return command.Result{}, roll.At("from", err)
	}
	k, err := caseOf(x, c.Case)
	if err != nil {
		return command.Result{}, err
	}
	there, err := shelf(x, item.ID, place.ID)
	if err != nil {
		return command.Result{}, err
	}
	picked, err := pick(x, there, item, place, c.Qty, c.Lot, everywhere(x))
	if err != nil {
		return command.Result{}, err
	}
	l, err := newLedger(x)
	if err != nil {
		return command.Result{}, err
	}
	m := rules.Move{Item: item.ID, From: place.ID, Receiver: c.Receiver, Receipt: c.Receipt, Reason: c.Reason}
	ids, err := l.give(picked, c.Qty, addressed(x, m, k))
	if err != nil {
		return command.Result{}, err
	}
	res := command.Result{ID: ids[0], More: ids[1:]}
	if k == nil {
		return res, nil
	}
	x.About(k.ID)
	if err := given(x, k, item, ids[0]); err != nil {
		return command.Result{}, err
	}
	return res, table.Cases.Put(x, k)
}

// addressed is a move of goods to the person of a case, or without one to the receiver, or
// else whoever gave them out.
func addressed(x *tx.Tx, m rules.Move, k *rules.Case) rules.Move {
	m.Kind, m.To = rules.MoveIssue, rules.ToPerson
	if k != nil {
		m.Case = k.ID
	} else if m.Receiver == "" {
		m.Receiver = x.Actor.Name
	}
	return m
}

// give writes moves like m out of the lots picked, in their order, until so many are given.
// They are one issue with m.Issue, or where that is "" one of their own.
func (l *ledger) give(picked []held, qty int64, m rules.Move) (ids []string, err error) {
	for left := qty; left > 0; picked = picked[1:] {
		h, one := picked[0], m
		one.Lot, one.Qty = h.Lot, min(left, h.Qty)
		if err := l.write(&one); err != nil {
			return nil, err
		}
		h.Balance.Qty -= one.Qty
		if err := table.Balances.Put(l.x, &h.Balance); err != nil {
			return nil, err
		}
		m.Issue, m.Left = one.Issue, nil
		ids, left = append(ids, one.ID), left-one.Qty
	}
	return ids, nil
}

// caseOf is the case that goods are given on, nil for none.
func caseOf(x *tx.Tx, said string) (*rules.Case, error) {
	if said == "" {
		return nil, nil
	}
	k, err := cases.Find(x, x.Now, said)
	if err != nil {
		return nil, err
	}
	if e := k.Working(); e != nil {
		e.Field = "case"
		return nil, e
	}
	return k, nil
}

// pick is the lots to give from, in order; together they hold what is asked for. The
// refusal says how much is there, what has expired, and where else there is some.
func pick(x *tx.Tx, shelf []held, item *rules.Item, place *rules.Place, qty int64, lot string, all lots) ([]held, error) {
	var good, bad []held
	for _, h := range shelf {
		switch {
		case lot != "" && h.Lot != lot && h.lot.Label != lot:
		case expired(h.lot, x.Now):
			bad = append(bad, h)
		default:
			good = append(good, h)
		}
	}
	there := sum(good)
	switch {
	case there >= qty:
		return good, nil
	case lot != "" && len(good)+len(bad) == 0:
		return nil, &rules.Error{Kind: rules.NotFound, Field: "lot", Text: text.Text{
			ZH: "%[1]s 没有批次 %[2]s 的%[3]s。", EN: "There is no lot %[2]s of %[3]s at %[1]s."}.With(place.Name, lot, item.Name)}
	}
	refusal := &rules.Error{Kind: rules.Precondition, Field: "qty"}
	words := []text.Text{shortWords(there, item, place, qty)}
	gone, err := justGone(x, item, place)
	if err != nil {
		return nil, err
	}
	words = append(words, gone...)
	if len(bad) > 0 {
		words = append(words, text.Text{ZH: "已过期不能发放: %[1]s。", EN: "Expired, not to be given: %[1]s."}.With(dated(bad, item)))
		if lot != "" {
			refusal.Field = "lot"
		}
	}
	other, err := elsewhere(x, item, place, all)
	if err != nil {
		return nil, err
	}
	if len(other) > 0 {
		words = append(words, text.Text{ZH: "别处还有: %[1]s。", EN: "There is more at: %[1]s."}.With(other))
	}
	refusal.Text = sentences(words)
	return nil, refusal
}

// sentences are words one after the other.
func sentences(words []text.Text) (out text.Text) {
	for _, w := range words {
		out.ZH += w.ZH
		out.EN = strings.TrimSpace(out.EN + " " + w.EN)
	}
	return out
}

// lots reads every lot that lies somewhere, once.
type lots func() ([]held, error)

func everywhere(r tx.Reader) lots {
	return sync.OnceValues(func() ([]held, error) { return shelved(r, "has") })
}

func shortWords(there int64, item *rules.Item, place *rules.Place, want int64) text.Text {
	if there == 0 {
		return text.Text{ZH: "%[1]s 没有可发的%[2]s。", EN: "There is no %[2]s to give at %[1]s."}.With(place.Name, item.Name)
	}
	return text.Text{ZH: "%[1]s 的%[2]s只有 %[3]d %[4]s, 不够 %[5]d。", EN: "%[1]s has %[3]d %[4]s of %[2]s, not %[5]d."}.
		With(place.Name, item.Name, there, item.Unit, want)
}

// dated lists expired lots with their dates.
func dated(list []held, item *rules.Item) []text.Text {
	var out []text.Text
	for _, h := range list {
		out = append(out, text.Text{ZH: "%[1]s (%[2]s) %[3]d %[4]s", EN: "%[1]s (%[2]s) %[3]d %[4]s"}.With(h.Lot, string(h.lot.Expires), h.Qty, item.Unit))
	}
	return out
}

// shown is how many places, or items to give instead, a refusal names.
const shown = 3

// elsewhere lists the other places that have some to give, the fullest first.
func elsewhere(x *tx.Tx, item *rules.Item, place *rules.Place, all lots) ([]text.Text, error) {
	held, err := all()
	if err != nil {
		return nil, err
	}
	qty := map[string]int64{}
	for _, h := range held {
		if h.Item == item.ID && h.Place != place.ID && !expired(h.lot, x.Now) {
			qty[h.Place] += h.Qty
		}
	}
	places := slices.SortedFunc(maps.Keys(qty), func(a, b string) int { return cmp.Or(cmp.Compare(qty[b], qty[a]), cmp.Compare(a, b)) })
	var out []text.Text
	for _, id := range places[:min(len(places), shown)] {
		p, err := table.Places.Get(x, id)
		if err != nil {
			return nil, err
		}
		out = append(out, text.Text{ZH: "%[1]s %[2]d %[3]s", EN: "%[1]s %[2]d %[3]s"}.With(p.Name, qty[id], item.Unit))
	}
	return out, nil
}

func sum(list []held) (n int64) {
	for _, h := range list {
		n += h.Qty
	}
	return n
}

// given lays on the case, for the caller to put, what the goods are in the words of the
// plans: a fact, and an act that stands until it is revoked, also where nothing asks for it
// yet.
func given(x *tx.Tx, k *rules.Case, item *rules.Item, move string) error {
	for _, what := range []string{item.Good, item.Given} {
		if code := rules.GoodsMeet[what]; code != "" && k.DoneAct(code) == nil {
			k.Acts = append(slices.Clip(k.Acts), rules.Act{Code: code, At: x.Now, By: x.Actor.Officer, Ref: move, Seq: x.Seq})
		}
	}
	if item.Given != "" && !slices.Contains(k.Facts.Given, item.Given) {
		f := k.Facts
		f.Given = append(slices.Clip(f.Given), item.Given)
		if e := k.SetFacts(f, x.Now); e != nil {
			return e
		}
	}
	return nil
}
