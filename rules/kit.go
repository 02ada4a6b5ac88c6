package rules

import (
	"cmp"
	"slices"

	"dutydesk/rules/text"
)

// Kit is goods that are given together. A plan's own stands in its file and never changes;
// the township's stand on a list.
type Kit struct {
	ID      string    `json:"id"` // K01; of a plan P7-1
	Name    string    `json:"name"`
	English string    `json:"english,omitempty"` // of a plan's kit
	Clauses []string  `json:"clauses,omitempty"` // where a plan names it; none: the township's own
	Lines   []KitLine `json:"lines"`
	Retired bool      `json:"retired,omitempty"`
	Meta
}

// Title is what the kit is called.
func (k *Kit) Title() text.Text { return text.Text{ZH: k.Name, EN: cmp.Or(k.English, k.Name)} }

// MayChange refuses a plan's kit, with the clause that names it.
func (k *Kit) MayChange() *Error {
	if len(k.Clauses) == 0 {
		return nil
	}
	e := Refuse(text.Text{ZH: "%[1]s 是方案规定的, 不能改。要不同的请另建一个。", EN: "%[1]s is the plan's own and does not change. Add another kit instead."}.With(k.Title()), k.Clauses[0])
	e.Field = "id"
	return e
}

// KitLine is so many of an item, or in a plan's kit of whatever the township has of a good.
type KitLine struct {
	Item string `json:"item,omitempty"`
	Good string `json:"good,omitempty"` // 被条 棉衣 棉鞋 方便食品 (P7.2.23)
	Qty  int64  `json:"qty"`
}

// Is says that the item is what the line names.
func (l KitLine) Is(i *Item) bool {
	if l.Item != "" {
		return i.ID == l.Item
	}
	return i.Good == l.Good
}

// Replaces says that an item may stand in for what the line names: it is the same good of
// the plans, or counts as the same gift (P1.3.17) without being another good.
func (l KitLine) Replaces(i *Item, items []Item) bool {
	return !l.Is(i) && slices.ContainsFunc(items, func(m Item) bool {
		return l.Is(&m) && (m.Good != "" && i.Good == m.Good || m.Given != "" && i.Given == m.Given && i.Good == "")
	})
}

// Heap is how many of an item may be given from a place: what has expired does not count.
type Heap struct {
	Item  Item  `json:"item"`
	Place Place `json:"place"`
	Qty   int64 `json:"qty"`
}

// Choice is a heap that a line can be given from, of the line's own item or of another that
// may replace it.
type Choice struct {
	Heap
	Replaces bool `json:"replaces,omitempty"`
}

// Offer is a line of a kit with what it can be given from: where there are enough first,
// then where there are some, each the nearest place first; what may replace it after that.
type Offer struct {
	KitLine
	What    string   `json:"what"` // the item, or the plans' good
	Unit    string   `json:"unit,omitempty"`
	Choices []Choice `json:"choices"`
}

// Enough says that the first choice is all that the line wants.
func (o *Offer) Enough() bool {
	return len(o.Choices) > 0 && !o.Choices[0].Replaces && o.Choices[0].Qty >= o.Qty
}

// Offer lays what is there beside the line. Items are those in use, in their own order.
func (l KitLine) Offer(items []Item, heaps []Heap) Offer {
	o := Offer{KitLine: l, What: l.Good, Choices: []Choice{}}
	order := map[string]int{}
	for n, i := range items {
		order[i.ID] = n
		if l.Is(&i) && o.Unit == "" {
			if o.Unit = i.Unit; l.Item != "" {
				o.What = i.Name
			}
		}
	}
	for _, h := range heaps {
		if _, used := order[h.Item.ID]; !used || h.Qty <= 0 {
			continue
		}
		if c := (Choice{Heap: h, Replaces: l.Replaces(&h.Item, items)}); c.Replaces || l.Is(&h.Item) {
			o.Choices = append(o.Choices, c)
		}
	}
	slices.SortStableFunc(o.Choices, func(a, b Choice) int {
		return cmp.Or(rank(a.Replaces)-rank(b.Replaces), rank(a.Qty < l.Qty)-rank(b.Qty < l.Qty),
			a.Place.Kind.Nearness()-b.Place.Kind.Nearness(), order[a.Item.ID]-order[b.Item.ID])
	})
	return o
}

func rank(later bool) int {
	if later {
		return 1
	}
	return 0
}

// Offers lays what is there beside every line of the kit.
func (k *Kit) Offers(items []Item, heaps []Heap) []Offer {
	out := make([]Offer, len(k.Lines))
	for i, l := range k.Lines {
		out[i] = l.Offer(items, heaps)
	}
	return out
}

// Nearness orders places by how near their goods are at night: the desk's own reserve, the
// depots, then what lies elsewhere.
func (k PlaceKind) Nearness() int {
	switch k {
	case PlaceReserve:
		return 0
	case PlaceDepot:
		return 1
	}
	return 2
}

// Receipt is how whoever took the goods confirmed it; "" where nobody noted it.
type Receipt string

const (
	ReceiptSignature  Receipt = "signature"
	ReceiptThumbprint Receipt = "thumbprint"
	ReceiptRefused    Receipt = "refused"
	ReceiptNone       Receipt = "none"
)

// ReceiptWords name the receipts.
var ReceiptWords = []Named{
	{string(ReceiptSignature), text.Text{ZH: "签字", EN: "signed"}},
	{string(ReceiptThumbprint), text.Text{ZH: "按指印", EN: "thumbprint"}},
	{string(ReceiptRefused), text.Text{ZH: "拒签", EN: "would not sign"}},
	{string(ReceiptNone), text.Text{ZH: "未签", EN: "not signed"}},
}

// Left is a line of a kit that was left out on purpose.
type Left struct {
	What   string `json:"what"` // the item's id, or the good
	Qty    int64  `json:"qty"`
	Reason string `json:"reason"`
}

// MoveNames are the names of what a move names: For of what stood in the kit instead.
type MoveNames struct {
	Item, Unit, Place string
	Kit, For          text.Text
}

// Line is goods given out in one line, the same on the case, in the ledger and on the
// handover: what, how many, from where, of which kit, to whom and how it was confirmed.
func (m *Move) Line(n MoveNames) text.Text {
	out := text.Text{ZH: "%[1]s %[2]d%[3]s 自 %[4]s", EN: "%[2]d %[3]s of %[1]s from %[4]s"}.With(n.Item, m.Qty, n.Unit, n.Place)
	more := func(t text.Text) {
		out.ZH, out.EN = out.ZH+", "+t.ZH, out.EN+", "+t.EN
	}
	if m.Kit != "" {
		more(n.Kit)
	}
	if m.For != "" {
		more(text.Text{ZH: "代%[1]s", EN: "instead of %[1]s"}.With(n.For))
	}
	if m.Receiver != "" {
		more(text.Text{ZH: "领取人 %[1]s", EN: "to %[1]s"}.With(m.Receiver))
	}
	if m.Receipt != "" {
		more(WordOf(ReceiptWords, string(m.Receipt)))
	}
	return out
}
