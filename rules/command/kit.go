package command

import (
	"fmt"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// MaxLines is how many kinds of goods a kit or one issue holds [own].
const MaxLines = 12

// PutKit adds (ID "") or changes a kit of the township's own, as PutItem does an item.
type PutKit struct {
	ID      string          `json:"id,omitempty"`
	Name    string          `json:"name"`
	Lines   []rules.KitLine `json:"lines"` // items by id or name
	Version int64           `json:"version,omitempty"`
}

// IssueKit gives several kinds of goods out at once, all of them or none, each earliest
// expiry first: the lines of a kit, or without one those named. Version is that of the kit
// as it was seen: another one is a Conflict; 0 does not check.
type IssueKit struct {
	Kit      string        `json:"kit,omitempty"` // id or name
	Version  int64         `json:"version,omitempty"`
	Lines    []IssueLine   `json:"lines,omitempty"` // with a kit: what is given otherwise than it says
	From     string        `json:"from,omitempty"`  // where the lines lie that name no other place
	Case     string        `json:"case,omitempty"`
	Receiver string        `json:"receiver,omitempty"`
	Receipt  rules.Receipt `json:"receipt,omitempty"`
	Reason   string        `json:"reason,omitempty"` // needed when there is no case
}

// IssueLine is one kind of goods of an issue.
type IssueLine struct {
	Item       string `json:"item"`          // with a kit one of its items or goods
	Qty        int64  `json:"qty,omitempty"` // 0: as the kit says
	From       string `json:"from,omitempty"`
	Substitute string `json:"substitute,omitempty"` // the item that is given instead
	Skip       bool   `json:"skip,omitempty"`       // not given
	Reason     string `json:"reason,omitempty"`     // why another or none
}

func (*PutKit) Code() string   { return "kit.put" }
func (*IssueKit) Code() string { return "stock.kit" }

func (*PutKit) Area() rules.Area   { return rules.AreaStock }
func (*IssueKit) Area() rules.Area { return rules.AreaIssue }

// Check: a name, and so many of at least one item.
func (c *PutKit) Check(time.Time) error {
	if err := based(&c.ID, c.Version); err != nil {
		return err
	}
	if err := tidy("name", &c.Name, MaxName, wordTitle); err != nil {
		return err
	}
	if len(c.Lines) == 0 {
		return rules.Bad("lines[0].item", text.Text{ZH: "至少要有一样物资。", EN: "Give at least one item."})
	}
	if len(c.Lines) > MaxLines {
		return tooMany()
	}
	for i := range c.Lines {
		l, at := &c.Lines[i], fmt.Sprintf("lines[%d].", i)
		l.Good = ""
		if err := tidy(at+"item", &l.Item, MaxName, wordItem); err != nil {
			return err
		}
		if err := quantity(at+"qty", l.Qty); err != nil {
			return err
		}
	}
	return nil
}

func tooMany() error {
	return rules.Bad("lines", text.Text{ZH: "最多 %[1]d 样。", EN: "%[1]d kinds at most."}.With(MaxLines))
}

// Check: something is named and counted, every issue says why, and so does each line that
// is given otherwise than the kit has it.
func (c *IssueKit) Check(time.Time) error {
	why := wordReason
	if strings.TrimSpace(c.Case) != "" {
		why = text.Text{}
	}
	for _, s := range []struct {
		field string
		to    *string
		max   int
		need  text.Text
	}{{"kit", &c.Kit, MaxName, text.Text{}}, {"from", &c.From, MaxLine, text.Text{}}, {"case", &c.Case, MaxName, text.Text{}},
		{"receiver", &c.Receiver, MaxName, text.Text{}}, {"reason", &c.Reason, MaxLine, why}} {
		if err := tidy(s.field, s.to, s.max, s.need); err != nil {
			return err
		}
	}
	if err := closed("receipt", &c.Receipt, rules.ReceiptWords, false); err != nil {
		return err
	}
	switch {
	case c.Kit == "" && len(c.Lines) == 0:
		return rules.Bad("kit", text.Text{ZH: "要写发哪个物资包, 或发哪几样。", EN: "Name a kit, or the goods."})
	case len(c.Lines) > MaxLines:
		return tooMany()
	}
	for i := range c.Lines {
		if err := c.Lines[i].check(fmt.Sprintf("lines[%d].", i), c.Kit != "", c.From != ""); err != nil {
			return err
		}
	}
	return nil
}

func (l *IssueLine) check(at string, kit, from bool) error {
	need := text.Text{}
	if l.Skip || strings.TrimSpace(l.Substitute) != "" {
		need = wordReason
	}
	for _, s := range []struct {
		field string
		to    *string
		max   int
		need  text.Text
	}{{"item", &l.Item, MaxName, wordItem}, {"from", &l.From, MaxLine, text.Text{}},
		{"substitute", &l.Substitute, MaxName, text.Text{}}, {"reason", &l.Reason, MaxLine, need}} {
		if err := tidy(at+s.field, s.to, s.max, s.need); err != nil {
			return err
		}
	}
	switch {
	case !kit && (l.Skip || l.Substitute != ""):
		return rules.Bad(at+"item", text.Text{ZH: "没有物资包, 不用写代用或不发: 直接写发的几样。", EN: "Without a kit there is nothing to replace or leave out: name what is given."})
	case l.Skip && l.Substitute != "":
		return rules.Bad(at+"skip", text.Text{ZH: "不发和代用只能选一样。", EN: "Leave it out or replace it, not both."})
	case !kit && l.From == "" && !from:
		return rules.Bad(at+"from", text.Text{ZH: "要写从哪里发。", EN: "Say from where."})
	case kit && l.Qty == 0:
		return nil
	}
	return quantity(at+"qty", l.Qty)
}
