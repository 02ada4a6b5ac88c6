package dialog

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/widget/field"
)

// NewIssue gives goods out: to the person of a case, or where caseID is "" to somebody
// named, with a reason. What to give is chosen with the place where it lies, so that what
// is there is seen first; pick names one of them, "ITEM/PLACE" or "".
func NewIssue(drafts entry.Drafts, s *view.Stock, caseID, pick string) *Form {
	var from []field.Option
	for _, r := range s.Rows {
		if r.Qty > 0 {
			from = append(from, field.Option{Value: r.Item.ID + "/" + r.Place.ID,
				Label: text.Text{ZH: "%[1]s %[2]s 有%[3]d%[4]s", EN: "%[1]s, %[2]s: %[3]d %[4]s"}.With(r.Item.Name, r.Place.Name, r.Qty, r.Item.Unit)})
		}
	}
	return NewForm(FormOptions{
		Title: text.Text{ZH: "发放物资", EN: "Give goods"}, Draft: "issue/" + caseID, Drafts: drafts,
		First: entry.Values{"item": pick, "qty": "1"},
		Shape: func(entry.Values) []field.Spec {
			specs := []field.Spec{
				{Name: "item", Label: text.Text{ZH: "物资和地点", EN: "What and where"}, Kind: field.Choice, Options: from, Required: true},
				{Name: "qty", Label: text.Text{ZH: "数量", EN: "Quantity"}, Kind: field.Number, Max: 7, Required: true},
				{Name: "receiver", Label: text.Text{ZH: "领取人", EN: "Receiver"}, Max: 30},
			}
			if caseID == "" {
				specs = append(specs, field.Spec{Name: "reason", Label: text.Text{ZH: "用途", EN: "What for"}, Max: 60, Required: true})
			}
			return specs
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			n, err := quantity("qty", v["qty"])
			item, place, ok := strings.Cut(v["item"], "/")
			if !ok {
				return nil, rules.Bad("item", text.Text{ZH: "请选发什么、从哪里发", EN: "Choose what to give and from where"})
			}
			return &command.IssueGoods{Item: item, From: place, Qty: n, Case: caseID, Receiver: v["receiver"], Reason: v["reason"]}, err
		},
		Done: text.Text{ZH: "发放", EN: "given"},
	})
}

// NewReceive takes goods in as a new lot; pick names item and place chosen before, or "".
func NewReceive(drafts entry.Drafts, l *view.Lists, pick string) *Form {
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
		Title: text.Text{ZH: "物资入库", EN: "Receive goods"}, Draft: "receive", Drafts: drafts, First: entry.Values{"item": item, "place": place},
		Shape: func(entry.Values) []field.Spec {
			return []field.Spec{
				{Name: "item", Label: text.Text{ZH: "物资", EN: "Item"}, Kind: field.Choice, Options: items, Required: true},
				{Name: "place", Label: text.Text{ZH: "放到", EN: "Into"}, Kind: field.Choice, Options: places, Required: true},
				{Name: "qty", Label: text.Text{ZH: "数量", EN: "Quantity"}, Kind: field.Number, Max: 7, Required: true},
				{Name: "expires", Label: text.Text{ZH: "到期日", EN: "Expires"}, Kind: field.DateTime, Hint: text.Text{ZH: "2027-04-01, 没有就空着", EN: "2027-04-01 or empty"}},
				{Name: "label", Label: text.Text{ZH: "批次", EN: "Lot label"}, Max: 30},
				{Name: "supplier", Label: text.Text{ZH: "来源", EN: "From"}, Max: 30},
				{Name: "ref", Label: text.Text{ZH: "单号", EN: "Paper no."}, Max: 30},
			}
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			n, err := quantity("qty", v["qty"])
			return &command.ReceiveGoods{Item: v["item"], Place: v["place"], Qty: n, Expires: rules.Date(v["expires"]), Label: v["label"], Supplier: v["supplier"], Ref: v["ref"]}, err
		},
		Done: text.Text{ZH: "入库", EN: "received"},
	})
}

func quantity(field, s string) (int64, *rules.Error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return 0, rules.Bad(field, text.Text{ZH: "数量写整数", EN: "A whole number"})
	}
	return n, nil
}
