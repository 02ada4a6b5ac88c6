package stock

import (
	"fmt"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// part is one line of an issue: what is given, how many, from where.
type part struct {
	at     int // among the lines of the command, -1 for one that the kit alone names
	line   rules.KitLine
	item   *rules.Item
	place  *rules.Place
	qty    int64
	stood  string // what stood in the kit, where another is given instead
	reason string
}

// IssueKit gives several kinds of goods out as one issue, all of them or none, each as Issue
// does. Where lines are short the refusal says of every one what is there, where else, and
// what may be given instead. Errors: NotFound and Invalid (kit, lines, from, case); Conflict
// when the kit was changed meanwhile; Precondition when something is short, nothing is left
// to give or the case is closed.
func IssueKit(x *tx.Tx, c *command.IssueKit) (command.Result, error) {
	k, err := caseOf(x, c.Case)
	if err != nil {
		return command.Result{}, err
	}
	g := giving{x: x, c: c, all: everywhere(x)}
	if err := g.read(); err != nil {
		return command.Result{}, err
	}
	if g.ledger, err = newLedger(x); err != nil {
		return command.Result{}, err
	}
	m := rules.Move{Receiver: c.Receiver, Receipt: c.Receipt, Kit: g.kit.ID, Left: g.left}
	ids, err := g.give(addressed(x, m, k), k)
	if err != nil {
		return command.Result{}, err
	}
	res := command.Result{ID: ids[0], More: ids[1:]}
	if k == nil {
		return res, nil
	}
	x.About(k.ID)
	return res, table.Cases.Put(x, k)
}

// giving is one issue of several lines.
type giving struct {
	x      *tx.Tx
	c      *command.IssueKit
	all    lots
	items  []rules.Item // in use
	kit    rules.Kit    // none without one
	parts  []part
	left   []rules.Left
	ledger *ledger
}

// give writes the moves of all parts, or says what is short.
func (g *giving) give(m rules.Move, k *rules.Case) (ids []string, err error) {
	short := &rules.Error{Kind: rules.Precondition}
	var words []text.Text
	for _, p := range g.parts {
		there, err := shelf(g.x, p.item.ID, p.place.ID)
		if err != nil {
			return nil, err
		}
		picked, err := pick(g.x, there, p.item, p.place, p.qty, "", g.all)
		if e := rules.AsError(err); e != nil && e.Kind == rules.Precondition {
			instead, err := g.instead(&p)
			if err != nil {
				return nil, err
			}
			if words = append(words, e.Text, instead); short.Field == "" {
				short.Field = field(p.at, "qty")
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		one := m
		one.Item, one.From, one.For, one.Reason = p.item.ID, p.place.ID, p.stood, g.c.Reason
		if p.reason != "" {
			one.Reason = p.reason
		}
		moved, err := g.ledger.give(picked, p.qty, one)
		if err != nil {
			return nil, err
		}
		if ids = append(ids, moved...); k != nil {
			if err := given(g.x, k, p.item, moved[0]); err != nil {
				return nil, err
			}
		}
		m.Issue, m.Left = ids[0], nil
	}
	if len(words) > 0 {
		short.Text = sentences(words)
		return nil, short
	}
	return ids, nil
}

// instead says what may replace the item of a part, each once; nothing where nothing may, as
// without a kit.
func (g *giving) instead(p *part) (text.Text, error) {
	if g.c.Kit == "" {
		return text.Text{}, nil
	}
	held, err := g.all()
	if err != nil {
		return text.Text{}, err
	}
	var heaps []rules.Heap
	for _, h := range held {
		i := slices.IndexFunc(g.items, func(i rules.Item) bool { return i.ID == h.Item })
		if i < 0 || expired(h.lot, g.x.Now) || !p.line.Replaces(&g.items[i], g.items) {
			continue
		}
		if n := slices.IndexFunc(heaps, func(o rules.Heap) bool { return o.Item.ID == h.Item && o.Place.ID == h.Place }); n >= 0 {
			heaps[n].Qty += h.Qty
			continue
		}
		place, err := table.Places.Get(g.x, h.Place)
		if err != nil {
			return text.Text{}, err
		}
		heaps = append(heaps, rules.Heap{Item: g.items[i], Place: *place, Qty: h.Qty})
	}
	var names []text.Text
	told := map[string]bool{}
	for _, c := range p.line.Offer(g.items, heaps).Choices {
		if len(names) < shown && !told[c.Item.ID] {
			told[c.Item.ID] = true
			names = append(names, text.Text{ZH: "%[1]s (%[2]s %[3]d %[4]s)", EN: "%[1]s (%[2]s: %[3]d %[4]s)"}.With(c.Item.Name, c.Place.Name, c.Qty, c.Item.Unit))
		}
	}
	if len(names) == 0 {
		return text.Text{}, nil
	}
	return text.Text{ZH: "可代用: %[1]s。", EN: "It may be replaced by: %[1]s."}.With(names), nil
}

// read finds what is to be given.
func (g *giving) read() error {
	all, err := table.Items.All(g.x)
	if err != nil {
		return err
	}
	g.items = slices.DeleteFunc(all, func(i rules.Item) bool { return i.Retired })
	if g.c.Kit == "" {
		return g.listed()
	}
	if err := g.findKit(); err != nil {
		return err
	}
	other, err := g.otherwise()
	if err != nil {
		return err
	}
	for i, l := range g.kit.Lines {
		if err := g.line(l, other[i]); err != nil {
			return err
		}
	}
	if len(g.parts) == 0 {
		return &rules.Error{Kind: rules.Precondition, Field: "lines", Text: text.Text{ZH: "全都不发, 没有可记的。", EN: "Nothing of it is given: there is nothing to write."}}
	}
	return nil
}

// listed are the lines of an issue without a kit, each item once.
func (g *giving) listed() error {
	for i, l := range g.c.Lines {
		item, err := roll.Item(g.x, l.Item)
		if err != nil {
			return roll.At(field(i, "item"), err)
		}
		if slices.ContainsFunc(g.parts, func(p part) bool { return p.item.ID == item.ID }) {
			return twice(i, item.Name)
		}
		if err := g.add(part{at: i, line: rules.KitLine{Item: item.ID, Qty: l.Qty}, item: item, qty: l.Qty, reason: l.Reason}, l.From); err != nil {
			return err
		}
	}
	return nil
}

// field names a part of a line of the command, or the kit where it alone names the line.
func field(at int, name string) string {
	if at < 0 {
		return "kit"
	}
	return fmt.Sprintf("lines[%d].%s", at, name)
}

func twice(at int, name string) error {
	return rules.Bad(field(at, "item"), text.Text{ZH: "%[1]s 写了两次, 请合成一行。", EN: "%[1]s stands twice: write one line."}.With(name))
}

// findKit is the kit that is meant among those of the plans in force and the own ones: by id,
// then by its name as it stands, then by what its name folds to and by its initials.
func (g *giving) findKit() error {
	all, err := live.Kits(g.x, g.x.Plans, g.x.Now)
	if err != nil {
		return err
	}
	said := strings.TrimSpace(text.Clean(g.c.Kit, text.Line))
	key := text.Fold(said)
	for _, fits := range []func(k *rules.Kit) bool{
		func(k *rules.Kit) bool { return text.Fold(k.ID) == key },
		func(k *rules.Kit) bool { return k.Name == said || k.English == said },
		func(k *rules.Kit) bool {
			return text.Fold(k.Name) == key || text.Fold(k.English) == key || text.Initials(k.Name) == key
		},
	} {
		var meant []rules.Kit
		for i := range all {
			if fits(&all[i]) {
				meant = append(meant, all[i])
			}
		}
		switch len(meant) {
		case 0:
		case 1:
			return g.takeKit(&meant[0])
		default:
			return several(said, meant)
		}
	}
	k, err := roll.Kit(g.x, said)
	if err != nil {
		return roll.At("kit", err)
	}
	return g.takeKit(k)
}

// takeKit takes a kit; one of the township's own must be as it was seen.
func (g *giving) takeKit(k *rules.Kit) error {
	if g.kit = *k; k.MayChange() != nil {
		return nil
	}
	return table.Kits.Stale(g.x, k, g.c.Version)
}

// several refuses to guess among kits.
func several(said string, meant []rules.Kit) error {
	var names []text.Text
	for _, k := range meant[:min(len(meant), shown)] {
		names = append(names, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(k.Title(), k.ID))
	}
	return rules.Bad("kit", text.Text{ZH: "「%[1]s」对得上 %[2]d 个%[3]s: %[4]s。", EN: "\"%[1]s\" fits %[2]d records of %[3]s: %[4]s."}.With(said, len(meant), table.Kits.Noun, names))
}

// otherwise are the lines of the command beside those of the kit, -1 for a line that is
// given as the kit says.
func (g *giving) otherwise() ([]int, error) {
	out := slices.Repeat([]int{-1}, len(g.kit.Lines))
	for n, l := range g.c.Lines {
		i, err := g.lineOf(l.Item)
		switch {
		case err != nil:
			return nil, roll.At(field(n, "item"), err)
		case i < 0:
			return nil, rules.Bad(field(n, "item"), text.Text{ZH: "%[2]s 里没有 %[1]s。", EN: "%[2]s does not hold %[1]s."}.With(l.Item, g.kit.Title()))
		case out[i] >= 0:
			return nil, twice(n, l.Item)
		}
		out[i] = n
	}
	return out, nil
}

// lineOf is the line of the kit that is meant by a good or an item, -1 for none.
func (g *giving) lineOf(said string) (int, error) {
	if i := slices.IndexFunc(g.kit.Lines, func(l rules.KitLine) bool { return l.Item == "" && l.Good == said }); i >= 0 {
		return i, nil
	}
	item, err := roll.Item(g.x, said)
	if err != nil {
		return -1, err
	}
	return slices.IndexFunc(g.kit.Lines, func(l rules.KitLine) bool { return l.Is(item) }), nil
}

// line lays a line of the kit to what is given, or to what was left out.
func (g *giving) line(l rules.KitLine, at int) error {
	p := part{at: at, line: l, qty: l.Qty}
	if at < 0 {
		return g.add(p, "")
	}
	o := &g.c.Lines[at]
	if o.Skip {
		g.left = append(g.left, rules.Left{What: l.Item + l.Good, Qty: l.Qty, Reason: o.Reason})
		return nil
	}
	if p.reason = o.Reason; o.Qty > 0 {
		p.qty = o.Qty
	}
	var err error
	switch {
	case o.Substitute != "":
		if p.item, err = roll.Item(g.x, o.Substitute); err != nil {
			return roll.At(field(at, "substitute"), err)
		}
		if !l.Is(p.item) {
			p.stood = l.Item + l.Good
		}
	case o.Item != l.Good:
		if p.item, err = roll.Item(g.x, o.Item); err != nil {
			return roll.At(field(at, "item"), err)
		}
	}
	return g.add(p, o.From)
}

// add takes a part in, from its own place or that of the whole issue.
func (g *giving) add(p part, from string) error {
	at := field(p.at, "from")
	if from == "" {
		from, at = g.c.From, "from"
	}
	if from == "" {
		return rules.Bad(at, text.Text{ZH: "要写从哪里发。", EN: "Say from where."})
	}
	place, err := roll.Place(g.x, from)
	if err != nil {
		return roll.At(at, err)
	}
	if p.place = place; p.item == nil {
		if err := g.choose(&p); err != nil {
			return err
		}
	}
	g.parts = append(g.parts, p)
	return nil
}

// choose is the item of a part that names none: the first that has enough at its place, or
// else the first.
func (g *giving) choose(p *part) error {
	for i := range g.items {
		item := &g.items[i]
		if !p.line.Is(item) {
			continue
		}
		there, err := shelf(g.x, item.ID, p.place.ID)
		if err != nil {
			return err
		}
		if p.item == nil {
			p.item = item
		}
		if sum(slices.DeleteFunc(there, func(h held) bool { return expired(h.lot, g.x.Now) })) >= p.qty {
			p.item = item
			return nil
		}
	}
	if p.item == nil {
		return &rules.Error{Kind: rules.Precondition, Field: field(p.at, "item"), Text: text.Text{
			ZH: "物资名册里没有%[1]s。请写代用或不发, 并写原因。", EN: "No item on the list is %[1]s. Replace it or leave it out, with a reason."}.With(p.line.Good)}
	}
	return nil
}
