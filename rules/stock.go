package rules

import "time"

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

// MoveKind: 入库 / 发放.
type MoveKind string

const (
	MoveReceive MoveKind = "receive"
	MoveIssue   MoveKind = "issue"
)

// Outside ends of a move: a supplier gives, a person receives.
const (
	FromSupplier = "supplier"
	ToPerson     = "person"
)

// Move is item × lot × quantity from a place to a place, append-only. From or To is a
// place id or one of the outside ends.
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
	Reason   string    `json:"reason,omitempty"`
	Ref      string    `json:"ref,omitempty"` // paper number
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
