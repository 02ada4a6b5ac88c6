package rules

import (
	"time"

	"dutydesk/rules/text"
)

// Item is a kind of goods. Quantities are int64 of its Unit.
type Item struct {
	ID      string `json:"id"` // I01
	Name    string `json:"name"`
	Unit    string `json:"unit"`
	Good    string `json:"good,omitempty"`  // the plans' good: 被条 棉衣 棉鞋 方便食品 (P7.2.23)
	Given   string `json:"given,omitempty"` // food, winter_items, help_info (P1.3.17)
	Min     int64  `json:"min,omitempty"`   // township minimum; ours, no plan gives one
	Months  int    `json:"months,omitempty"`
	Retired bool   `json:"retired,omitempty"`
	Meta
}

// Lot is one delivery of an item; Expires "" for goods that do not expire.
type Lot struct {
	ID      string `json:"id"` // B20261101-01
	Item    string `json:"item"`
	Label   string `json:"label,omitempty"`
	Expires Date   `json:"expires,omitempty"`
	Meta
}

// MoveKind: 入库 / 发放 / 冲销.
type MoveKind string

const (
	MoveReceive MoveKind = "receive"
	MoveIssue   MoveKind = "issue"
	MoveReverse MoveKind = "reverse"
)

// MoveKindWords names the kinds.
var MoveKindWords = []Named{
	{string(MoveReceive), text.Text{ZH: "入库", EN: "received"}},
	{string(MoveIssue), text.Text{ZH: "发放", EN: "given out"}},
	{string(MoveReverse), text.Text{ZH: "冲销", EN: "taken back"}},
}

// Outside ends of a move: a supplier gives, a person receives.
const (
	FromSupplier = "supplier"
	ToPerson     = "person"
)

// Outside says that an end of a move is no place of the township: nothing lies there.
func Outside(end string) bool { return end == FromSupplier || end == ToPerson }

// Move is item × lot × quantity from a place to a place. Once written it changes in one
// thing: that it was taken back. From or To is a place id or one of the outside ends. Ref is
// a paper number, of a reversal the move that it takes back, which names the reversal in
// Reversed.
type Move struct {
	ID       string    `json:"id"` // M20261123-0001
	Kind     MoveKind  `json:"kind"`
	Item     string    `json:"item"`
	Lot      string    `json:"lot"`
	Qty      int64     `json:"qty"` // > 0
	From     string    `json:"from"`
	To       string    `json:"to"`
	Case     string    `json:"case,omitempty"`
	Receiver string    `json:"receiver,omitempty"`
	Receipt  Receipt   `json:"receipt,omitempty"`
	Issue    string    `json:"issue,omitempty"` // the first move of the same issue
	Kit      string    `json:"kit,omitempty"`   // of which it is a line
	For      string    `json:"for,omitempty"`   // what stood in the kit in its place: an item's id, or a good
	Left     []Left    `json:"left,omitempty"`
	Reason   string    `json:"reason,omitempty"`
	Ref      string    `json:"ref,omitempty"`
	Reversed string    `json:"reversed,omitempty"`
	At       time.Time `json:"at"`
	By       string    `json:"by"`
	Shift    string    `json:"shift,omitempty"`
	Meta
}

// Balance is what lies of a lot at a place.
type Balance struct {
	Item  string `json:"item"`
	Place string `json:"place"`
	Lot   string `json:"lot"`
	Qty   int64  `json:"qty"`
	Meta
}

// Place is the end of the move that is a place of the township.
func (m *Move) Place() string {
	if Outside(m.From) {
		return m.To
	}
	return m.From
}

// BackArea is the area of those who may take the move back: of those who may make it.
func (m *Move) BackArea() Area {
	if m.Kind == MoveReceive {
		return AreaStock
	}
	return AreaIssue
}

// MayReverse refuses to take back a move a second time, a reversal, goods received of which
// some have left, and goods given that can no longer lie where they lay: there is what lies
// of the lot at the place of the move, in the item's unit.
func (m *Move) MayReverse(item *Item, place *Place, there int64) *Error {
	switch {
	case m.Kind == MoveReverse:
		return Refuse(text.Text{ZH: "%[1]s 本身是冲销。冲错了请重新入库或发放。",
			EN: "%[1]s is a reversal itself. If it was wrong, receive or give the goods again."}.With(m.ID), "")
	case m.Reversed != "":
		return Refuse(text.Text{ZH: "%[1]s 已由 %[2]s 冲销。", EN: "%[1]s was taken back by %[2]s already."}.With(m.ID, m.Reversed), "")
	case m.Kind == MoveReceive && there < m.Qty:
		return Refuse(text.Text{ZH: "%[1]s 入库 %[2]d, 这批现在只有 %[3]d。先冲销从这批发出的。",
			EN: "%[1]s received %[2]d and only %[3]d of that lot lie there now. Take back first what was given of it."}.With(m.ID, m.Qty, there), "")
	case m.Kind == MoveIssue && item.Retired:
		return retired(item.Name)
	case m.Kind == MoveIssue && place.Retired:
		return retired(place.Name)
	case m.Kind == MoveIssue && !place.Keeps():
		return Refuse(text.Text{ZH: "%[1]s 现在是重点部位, 不存放物资。先把它改回存放物资的地点。",
			EN: "%[1]s is a hotspot now, where goods are not kept: make it a place for goods again first."}.With(place.Name), "")
	}
	return nil
}

func retired(name string) *Error {
	return Refuse(text.Text{ZH: "%[1]s 已停用, 先恢复 %[1]s 再冲销。", EN: "%[1]s is retired: bring it back first."}.With(name), "")
}

// Reverse is the opposite move, for the caller to number and write; m is marked with its id
// then.
func (m *Move) Reverse(reason string) Move {
	return Move{Kind: MoveReverse, Item: m.Item, Lot: m.Lot, Qty: m.Qty, From: m.To, To: m.From,
		Case: m.Case, Receiver: m.Receiver, Reason: reason, Ref: m.ID}
}

// GoodsMeet says which act of a case goods are: by the plans' own good (P7.2.23) and by what
// is given to one who declines (P1.3.17).
var GoodsMeet = map[string]string{
	"被条":           "give_quilt",
	"棉衣":           "give_cotton_coat",
	"棉鞋":           "give_cotton_shoes",
	"方便食品":         "give_convenience_food",
	"food":         "give_food",
	"winter_items": "give_winter_items",
	"help_info":    "give_help_info",
}

// Meets says that the item, given to somebody, meets the act of that code.
func (i *Item) Meets(code string) bool {
	return i.Good != "" && GoodsMeet[i.Good] == code || i.Given != "" && GoodsMeet[i.Given] == code
}
