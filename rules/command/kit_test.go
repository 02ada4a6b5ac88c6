package command

import (
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

func TestKitChecks(t *testing.T) {
	kit := func(lines ...IssueLine) *IssueKit {
		return &IssueKit{Kit: "夜巡包", Case: "4", From: "备用", Lines: lines}
	}
	goods := func(lines ...IssueLine) *IssueKit { return &IssueKit{Case: "4", Lines: lines} }
	many := make([]rules.KitLine, MaxLines+1)
	for i := range many {
		many[i] = rules.KitLine{Item: "棉被", Qty: 1}
	}
	for _, c := range []struct {
		what  string
		cmd   Command
		field string // "" is good
	}{
		{"a kit", &PutKit{Name: "夜巡包", Lines: []rules.KitLine{{Item: "棉被", Qty: 1}}}, ""},
		{"no name", &PutKit{Name: " ", Lines: []rules.KitLine{{Item: "棉被", Qty: 1}}}, "name"},
		{"nothing in it", &PutKit{Name: "夜巡包"}, "lines[0].item"},
		{"no item", &PutKit{Name: "夜巡包", Lines: []rules.KitLine{{Item: "棉被", Qty: 1}, {Qty: 1}}}, "lines[1].item"},
		{"none of it", &PutKit{Name: "夜巡包", Lines: []rules.KitLine{{Item: "棉被"}}}, "lines[0].qty"},
		{"below none", &PutKit{Name: "夜巡包", Lines: []rules.KitLine{{Item: "棉被", Qty: -1}}}, "lines[0].qty"},
		{"too many", &PutKit{Name: "夜巡包", Lines: many}, "lines"},
		{"an id without a version", &PutKit{ID: "K01", Name: "夜巡包", Lines: many[:1]}, "version"},
		{"as the kit says", kit(), ""},
		{"a word for the receipt", &IssueKit{Kit: "K01", Case: "4", Receipt: "按指印"}, ""},
		{"no such receipt", &IssueKit{Kit: "K01", Case: "4", Receipt: "画押"}, "receipt"},
		{"neither kit nor goods", &IssueKit{Case: "4"}, "kit"},
		{"without a case a reason", &IssueKit{Kit: "K01"}, "reason"},
		{"nobody is named in a kit of names", &IssueKit{Kit: "K01", Reason: "巡查"}, ""},
		{"left out without a reason", kit(IssueLine{Item: "棉鞋", Skip: true}), "lines[0].reason"},
		{"left out", kit(IssueLine{Item: "棉鞋", Skip: true, Reason: "自己有"}), ""},
		{"replaced without a reason", kit(IssueLine{Item: "棉鞋", Substitute: "袜子"}), "lines[0].reason"},
		{"both", kit(IssueLine{Item: "棉鞋", Substitute: "袜子", Skip: true, Reason: "x"}), "lines[0].skip"},
		{"goods", goods(IssueLine{Item: "棉被", Qty: 1, From: "备用"}), ""},
		{"goods from nowhere", goods(IssueLine{Item: "棉被", Qty: 1}), "lines[0].from"},
		{"no goods", goods(IssueLine{Item: "棉被", From: "备用"}), "lines[0].qty"},
		{"goods left out", goods(IssueLine{Item: "棉被", Qty: 1, From: "备用", Skip: true, Reason: "x"}), "lines[0].item"},
		{"goods without a name", goods(IssueLine{Qty: 1, From: "备用"}), "lines[0].item"},
		{"a receipt for one item", &IssueGoods{Item: "棉被", From: "备用", Qty: 1, Case: "4", Receipt: "signature"}, ""},
		{"a wrong receipt for one item", &IssueGoods{Item: "棉被", From: "备用", Qty: 1, Case: "4", Receipt: "x"}, "receipt"},
	} {
		err := c.cmd.Check(time.Time{})
		e := rules.AsError(err)
		switch {
		case c.field == "" && err != nil:
			t.Errorf("%s: %v", c.what, err)
		case c.field != "" && (err == nil || e.Field != c.field || e.Text.In(text.EN) == "" || e.Text.In(text.ZH) == ""):
			t.Errorf("%s: %v, want field %s", c.what, err, c.field)
		}
	}
	c := &IssueKit{Kit: "K01", Case: "4", Receipt: "按指印"}
	if err := c.Check(time.Time{}); err != nil || c.Receipt != rules.ReceiptThumbprint {
		t.Errorf("%+v %v", c, err)
	}
}
