package dialog

import (
	"cmp"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// NewIssue gives goods out: to the person of a case, or where caseID is "" to somebody
// named, with a reason. The kits stand first; a single item is chosen with the place where it
// lies, so that what is there is seen. pick names one of them, "ITEM/PLACE" or "".
func NewIssue(drafts entry.Drafts, s *view.Stock, l *view.Lists, caseID, pick string) *Form {
	from := append(kitOptions(s), lying(s)...)
	return NewForm(FormOptions{
		Title: text.Text{ZH: "发放物资", EN: "Give goods"}, Draft: "issue/" + caseID, Drafts: drafts,
		Shape: func(v entry.Values) []field.Spec {
			specs := []field.Spec{{Name: "item", Label: text.Text{ZH: "物资和地点", EN: "What and where"}, Kind: field.Choice, Options: from, Default: pick, Required: true}}
			k := kitOf(s, v["item"])
			if k != nil {
				specs = append(specs, kitFields(k, v)...)
			} else {
				specs = append(specs, field.Spec{Name: "qty", Label: text.Text{ZH: "数量", EN: "Quantity"}, Kind: field.Number, Max: 7, Default: "1", Required: true})
			}
			specs = append(specs, field.Spec{Name: "receiver", Label: text.Text{ZH: "领取人", EN: "Receiver"}, Kind: field.Choice, Options: Names(l), Free: true, Max: 30})
			if k != nil || v["receiver"] != "" { // a receipt is somebody's
				specs = append(specs, field.Spec{Name: "receipt", Label: text.Text{ZH: "收领", EN: "Receipt"}, Kind: field.Choice, Options: Options(rules.ReceiptWords)})
			}
			if caseID == "" {
				specs = append(specs, field.Spec{Name: "reason", Label: text.Text{ZH: "用途", EN: "What for"}, Max: 60, Required: true})
			}
			return specs
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			if k := kitOf(s, v["item"]); k != nil {
				return issueKit(k, v, caseID)
			}
			n, err := whole("qty", v["qty"])
			item, place, ok := strings.Cut(v["item"], "/")
			if !ok || item == kitPick {
				return nil, rules.Bad("item", text.Text{ZH: "请选发什么、从哪里发", EN: "Choose what to give and from where"})
			}
			c := &command.IssueGoods{Item: item, From: place, Qty: n, Case: caseID, Receiver: v["receiver"], Reason: v["reason"]}
			if c.Receiver != "" {
				c.Receipt = rules.Receipt(v["receipt"])
			}
			return c, err
		},
		Said: func(m screen.Saved) text.Text {
			if c, ok := m.Command.(*command.IssueKit); ok {
				return saidKit(s, c, m.Result)
			}
			c := m.Command.(*command.IssueGoods)
			return moved(givenText, l, c.Item, c.Qty, c.From, m.Result.ID)
		},
	})
}

// lying is what can be given and where it lies: the desk's own reserve first, then the
// depots, then what lies elsewhere. Expired lots do not count.
func lying(s *view.Stock) []field.Option {
	rows := slices.Clone(s.Rows)
	slices.SortStableFunc(rows, func(a, b view.StockRow) int { return a.Place.Kind.Nearness() - b.Place.Kind.Nearness() })
	var out []field.Option
	for _, r := range rows {
		if n := r.Usable(rules.DateOf(s.Now)); n > 0 {
			out = append(out, field.Option{Value: r.Item.ID + "/" + r.Place.ID, Label: lyingText.With(r.Item.Name, r.Place.Name, n, r.Item.Unit)})
		}
	}
	return out
}

// NewReceive takes goods in as a new lot, whose day of expiry is read at the moment of s;
// pick names item and place chosen before, or "".
func NewReceive(drafts entry.Drafts, s *view.Stock, l *view.Lists, pick string) *Form {
	now := s.Now
	item, place, _ := strings.Cut(pick, "/")
	var items, places []field.Option
	for _, i := range l.Items {
		if !i.Retired {
			items = append(items, field.Option{Value: i.ID, Label: text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(i.Name, i.Unit)})
		}
	}
	for _, p := range l.Places {
		if !p.Retired && p.Kind != rules.PlaceHotspot {
			places = append(places, field.Option{Value: p.ID, Label: text.Text{ZH: p.Name, EN: p.Name}})
		}
	}
	return NewForm(FormOptions{
		Title: text.Text{ZH: "物资入库", EN: "Receive goods"}, Draft: "receive", Drafts: drafts,
		Shape: func(entry.Values) []field.Spec {
			return []field.Spec{
				{Name: "item", Label: text.Text{ZH: "物资", EN: "Item"}, Kind: field.Choice, Options: items, Default: item, Required: true},
				{Name: "place", Label: text.Text{ZH: "放到", EN: "Into"}, Kind: field.Choice, Options: places, Default: place, Required: true},
				{Name: "qty", Label: text.Text{ZH: "数量", EN: "Quantity"}, Kind: field.Number, Max: 7, Required: true},
				{Name: "expires", Label: text.Text{ZH: "到期日", EN: "Expires"}, Kind: field.DateTime, Sense: text.DayOnly, Hint: text.Text{ZH: "2027-04-01, 没有就空着", EN: "2027-04-01 or empty"}},
				{Name: "label", Label: text.Text{ZH: "批次", EN: "Lot label"}, Max: 30},
				{Name: "supplier", Label: text.Text{ZH: "来源", EN: "From"}, Max: 30},
				{Name: "ref", Label: text.Text{ZH: "单号", EN: "Paper no."}, Max: 30},
			}
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			n, err := whole("qty", v["qty"])
			expires, wrong := Day("expires", v["expires"], now)
			return &command.ReceiveGoods{Item: v["item"], Place: v["place"], Qty: n, Expires: expires, Label: v["label"], Supplier: v["supplier"], Ref: v["ref"]}, cmp.Or(err, wrong)
		},
		Said: func(m screen.Saved) text.Text {
			c := m.Command.(*command.ReceiveGoods)
			return moved(receivedText, l, c.Item, c.Qty, c.Place, m.Result.ID)
		},
	})
}

// moved says in words what was given or received; an item or place that is on no list any
// more by its id.
func moved(t text.Text, l *view.Lists, item string, qty int64, place, id string) text.Text {
	unit := ""
	if i := slices.IndexFunc(l.Items, func(i rules.Item) bool { return i.ID == item }); i >= 0 {
		item, unit = l.Items[i].Name, l.Items[i].Unit
	}
	if i := slices.IndexFunc(l.Places, func(p rules.Place) bool { return p.ID == place }); i >= 0 {
		place = l.Places[i].Name
	}
	return t.With(item, qty, unit, place, id)
}

var (
	lyingText    = text.Text{ZH: "%[1]s %[2]s 可发%[3]d%[4]s", EN: "%[1]s, %[2]s: %[3]d %[4]s to give"}
	givenText    = text.Text{ZH: "已发 %[1]s %[2]d%[3]s 自 %[4]s (%[5]s)", EN: "Given: %[2]d %[3]s of %[1]s from %[4]s (%[5]s)"}
	receivedText = text.Text{ZH: "已入库 %[1]s %[2]d%[3]s 到 %[4]s (%[5]s)", EN: "Received: %[2]d %[3]s of %[1]s into %[4]s (%[5]s)"}
)
