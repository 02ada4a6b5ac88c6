package view

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Notice is a notice as a page or a list shows it. Masked, it has no words and no receivers;
// a village contact reads the line of the own village alone.
type Notice struct {
	Notice rules.Notice `json:"notice"`
	Tally  rules.Tally  `json:"tally"`
	Next   int          `json:"next,omitempty"`  // the receiver to ring now
	Again  *time.Time   `json:"again,omitempty"` // nobody now: when one comes round
	Late   bool         `json:"late,omitempty"`  // past its limit, and not all are reached
	Can    Can          `json:"can"`             // by command code, those on a receiver with /<no>
}

// Notices is the page of notices: those that are open, then the newest of the others, and what
// might be passed on now.
type Notices struct {
	Stamp
	Rows    []Notice     `json:"rows"`
	Suggest []Suggestion `json:"suggest"`
	Can     Can          `json:"can"` // notice.new
}

// Suggestion is something that might be passed on: a warning in force, a notice or an order
// from above, the night's calls to people living alone. Others are who would be rung, as
// the registers and the list before know them.
type Suggestion struct {
	Key    string                 `json:"key"`
	Kind   rules.NoticeKind       `json:"kind"`
	On     string                 `json:"on,omitempty"`
	What   text.Text              `json:"what"`
	Text   string                 `json:"text"`
	Others []rules.NoticeReceiver `json:"others,omitempty"`
}

// Said is how far the notice is.
func (n *Notice) Said() text.Text {
	t := n.Tally
	out := text.Text{ZH: "已通知 %[1]d/%[2]d", EN: "%[1]d of %[2]d told"}.With(t.Reached, t.All)
	if t.Explained > 0 {
		out = text.Text{ZH: "%[1]s 说明 %[2]d", EN: "%[1]s, %[2]d explained"}.With(out, t.Explained)
	}
	return out
}
