package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"dutydesk/rules/text"
)

// OwnPlan is a plan of the township: the text of its file, which package plan reads. The
// record is the truth, the file in the data folder its export.
type OwnPlan struct {
	ID     string `json:"id"` // X1
	Title  string `json:"title"`
	From   string `json:"from,omitempty"`   // the plan that it was copied from
	Text   string `json:"text"`             // YAML
	Hash   string `json:"hash"`             // SHA-256 of Text, hex
	Before string `json:"before,omitempty"` // Text before the last change, to which it can go back
	Struck string `json:"struck,omitempty"` // why it was taken off the list
	Acks   []Ack  `json:"acks,omitempty"`
	Meta
}

// Ack is that an officer read a notice as it stood.
type Ack struct {
	Notice  string    `json:"notice"`
	Officer string    `json:"officer"`
	At      time.Time `json:"at"`
	Words   string    `json:"words"` // hash of what was read; another text is to be read again
}

// MaxFigure bounds a figure of a plan: the minutes of a year.
const MaxFigure = 366 * 24 * 60

// MaxPlan bounds the text of an own plan in bytes; the nine have 12,000 at most. Ours.
const MaxPlan = 128 << 10

// HashText is the hash that an export and an acknowledgement are known by.
func HashText(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// Write gives the plan another text. Error: Precondition for one that was taken off.
func (p *OwnPlan) Write(yaml, title string) *Error {
	if no := p.MayChange(); no != nil {
		return no
	}
	p.Before, p.Text, p.Hash, p.Title = p.Text, yaml, HashText(yaml), title
	return nil
}

// MayChange refuses a plan that was taken off the list.
func (p *OwnPlan) MayChange() *Error {
	if p.Struck != "" {
		return Refuse(text.Text{ZH: "%[1]s 已撤下: %[2]s", EN: "%[1]s was taken off: %[2]s"}.With(p.ID, p.Struck), "")
	}
	return nil
}

// MayUndo refuses to go back where there is no text before.
func (p *OwnPlan) MayUndo() *Error {
	if no := p.MayChange(); no != nil {
		return no
	}
	if p.Before == "" {
		return Refuse(text.Text{ZH: "%[1]s 没有可退回的修改。", EN: "%[1]s has no change to take back."}.With(p.ID), "")
	}
	return nil
}

// Undo goes back to the text before the last change; a second time it brings that back. Error: that of MayUndo.
func (p *OwnPlan) Undo() *Error {
	if no := p.MayUndo(); no != nil {
		return no
	}
	p.Text, p.Hash, p.Before = p.Before, HashText(p.Before), p.Text
	return nil
}

// Strike takes the plan off the list for a reason. Error: that of MayChange; whether it is
// adopted the caller knows.
func (p *OwnPlan) Strike(reason string) *Error {
	if no := p.MayChange(); no != nil {
		return no
	}
	p.Struck = reason
	return nil
}

// Acknowledge keeps that an officer read a notice with these words. Error: Precondition for
// one without words, and for words that the officer has acknowledged already.
func (p *OwnPlan) Acknowledge(notice, words, officer string, at time.Time) *Error {
	if no := p.MayChange(); no != nil {
		return no
	}
	if words == "" {
		return Refuse(text.Text{ZH: "这个通知还没有写内容。", EN: "Nothing is written in this notice yet."}, "")
	}
	if p.Read(notice, words, officer) {
		return Refuse(text.Text{ZH: "您已签收过这个通知。", EN: "You have acknowledged this notice already."}, "")
	}
	p.Acks = append(p.Acks, Ack{Notice: notice, Officer: officer, At: at, Words: HashText(words)})
	return nil
}

// Read says that an officer acknowledged a notice with these very words.
func (p *OwnPlan) Read(notice, words, officer string) bool {
	h := HashText(words)
	for i := range p.Acks {
		if a := &p.Acks[i]; a.Notice == notice && a.Officer == officer && a.Words == h {
			return true
		}
	}
	return false
}

// PlanEdit is one change of an own plan by form.
type PlanEdit struct {
	Do     string `json:"do"`               // of PlanEdits
	Name   string `json:"name,omitempty"`   // what is changed; "" adds a new one
	Value  string `json:"value,omitempty"`  // of set; the day MM-DD of a deadline
	ZH     string `json:"zh,omitempty"`     // words
	EN     string `json:"en,omitempty"`     // the same in English, may be left out
	Title  string `json:"title,omitempty"`  // of a notice
	On     bool   `json:"on,omitempty"`     // a deadline due on that very day, not by it
	Reason string `json:"reason,omitempty"` // of off
}

// What a PlanEdit does.
const (
	EditSet      = "set"      // Name: title, title_en, level, window.first, window.last, figures.<setting>
	EditDeadline = "deadline" // Name: an item
	EditItem     = "item"     // Name: a checklist; adds a line to it
	EditNotice   = "notice"   // Name: a notice
	EditOff      = "off"      // Name: the place of a line, as obligations/mask
	EditOn       = "on"
)

// PlanEdits names them.
var PlanEdits = []Named{
	{EditSet, text.Text{ZH: "名称日期数字", EN: "title, days, figures"}},
	{EditDeadline, text.Text{ZH: "到期事项", EN: "dated duty"}},
	{EditItem, text.Text{ZH: "清单条目", EN: "checklist line"}},
	{EditNotice, text.Text{ZH: "通知", EN: "notice"}},
	{EditOff, text.Text{ZH: "停用条目", EN: "turn off"}},
	{EditOn, text.Text{ZH: "恢复条目", EN: "turn on"}},
}
