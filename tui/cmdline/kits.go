package cmdline

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// kitPick begins the value of a kit among what can be given.
const kitPick = "kit/"

// gifts are the items and the kits.
func (s *Snapshot) gifts() []option {
	return s.once("gifts", func() (out []option) {
		out = slices.Clone(s.items())
		if s.Stock == nil {
			return out
		}
		for _, k := range s.Stock.Kits {
			out = append(out, option{value: kitPick + k.Kit.ID, label: k.Kit.Title(), only: []string{k.Kit.ID}})
		}
		return out
	})
}

func (s *Snapshot) kit(picked string) *view.KitRow {
	id, ok := strings.CutPrefix(picked, kitPick)
	if !ok {
		return nil
	}
	return &s.Stock.Kits[slices.IndexFunc(s.Stock.Kits, func(k view.KitRow) bool { return k.Kit.ID == id })]
}

var receiptOptions = named(rules.ReceiptWords)

// readKit reads from where a kit is given, how it was confirmed, and who takes it; without a
// place every line lies where enough of it is nearest. What is short is given on the page,
// where another can be chosen.
func (r *reader) readKit(k *view.KitRow) *rules.Error {
	c := &command.IssueKit{Kit: k.Kit.ID, Version: k.Kit.Version, Case: r.e.Case}
	from, _ := r.exactly(r.s.places(keeping...))
	var lines, short []text.Text
	for i := range k.Offers {
		o := &k.Offers[i]
		at := slices.IndexFunc(o.Choices, func(x rules.Choice) bool {
			return !x.Replaces && x.Qty >= o.Qty && (from.value == "" || x.Place.ID == from.value)
		})
		if at < 0 {
			short = append(short, rules.WordOf(command.Goods, o.What))
			continue
		}
		x := &o.Choices[at]
		c.Lines = append(c.Lines, command.IssueLine{Item: x.Item.ID, Qty: o.Qty, From: x.Place.ID})
		lines = append(lines, text.Text{ZH: "%[1]s %[2]d%[3]s 自 %[4]s", EN: "%[2]d %[3]s of %[1]s from %[4]s"}.With(x.Item.Name, o.Qty, x.Item.Unit, x.Place.Name))
	}
	if short != nil {
		return bad(shortText.With(k.Kit.Title(), short))
	}
	receipt, _ := r.exactly(receiptOptions)
	c.Receipt = rules.Receipt(receipt.value)
	to, noun := &c.Receiver, receiverText
	if c.Case == "" {
		to, noun = &c.Reason, purposeText
	}
	if *to = r.rest(noun); *to == "" && c.Case == "" {
		return missingWord(noun)
	}
	says := text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(k.Kit.Title(), lines)
	if receipt.value != "" {
		says = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(says, receipt.label)
	}
	r.does(c, with(says, *to))
	return nil
}

// keeping are the kinds of places that goods are given from, the nearest first.
var keeping = []rules.PlaceKind{rules.PlaceReserve, rules.PlaceDepot, rules.PlaceHelp, rules.PlaceShelter, rules.PlaceVehicle}

// exactly reads one thing of a list when its whole name is written next, and nothing else.
func (r *reader) exactly(all []option) (o option, ok bool) {
	if !r.more() {
		r.slot(all)
		return o, false
	}
	o, n, _ := r.look(all, exact)
	if n == 0 {
		return option{}, false
	}
	r.mark(n, all)
	r.at += n
	return o, true
}

var shortText = text.Text{ZH: "%[1]s 不齐, 缺 %[2]s。用 Ctrl+G 选代用或不发", EN: "%[1]s is short of %[2]s: Ctrl+G chooses another or none"}
