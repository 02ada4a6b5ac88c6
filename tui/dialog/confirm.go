package dialog

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Confirm asks one question; Enter does what it is about.
type Confirm struct {
	title, ask text.Text
	yes        text.Text
	do         func() route.Action
	digit      bool // 1 says yes, and Enter says no
}

// NewConfirm asks before do is done. yes is the word on Enter.
func NewConfirm(title, ask, yes text.Text, do func() route.Action) *Confirm {
	return &Confirm{title: title, ask: ask, yes: yes, do: do}
}

// NewQuestion asks before something is done in many at once: yes needs its digit, Enter
// leaves it.
func NewQuestion(title, ask, yes text.Text, do func() route.Action) *Confirm {
	c := NewConfirm(title, ask, yes, do)
	c.digit = true
	return c
}

// NewUnknown says that the outcome of a request could not be learnt, and offers to send
// the same request again, which is harmless.
func NewUnknown(request string, err *rules.Error, again func() route.Action) *Confirm {
	return NewConfirm(unknownTitle, unknownAsk.With(request, err.Text), againText, again)
}

// Update takes no message.
func (c *Confirm) Update(tea.Msg) route.Action { return nil }

// Typing is never.
func (c *Confirm) Typing() bool { return false }

// Keys are Enter and Esc, of a question 1 and 2 too.
func (c *Confirm) Keys() binding.Table {
	yes, no := []string{"enter", "y"}, []string{"esc", "n"}
	if c.digit {
		yes, no = []string{"1"}, []string{"2", "enter", "esc", "n"}
	}
	return binding.Table{
		{Keys: yes, Label: c.yes, Help: text.Text{ZH: "照办", EN: "Do it"},
			Do: func() route.Action { return route.All{screen.Close{}, c.do()} }},
		{Keys: no, Label: noText, Help: text.Text{ZH: "不做, 关上", EN: "Leave it and close"},
			Do: func() route.Action { return screen.Close{} }},
	}
}

// View draws the question.
func (c *Confirm) View(env screen.Env, w, h int) screen.Frame {
	lines := append([]string{""}, env.Lines(c.ask.In(env.Lang), w-2)...)
	if c.digit {
		lines = append(lines, "", env.Cut(env.T(digitsText.With(c.yes)), w-2))
	}
	return screen.Frame{Lines: screen.Fit(box(env, env.T(c.title), lines, "", w), min(h, len(lines)+2))}
}

var (
	digitsText   = text.Text{ZH: "1 %[1]s   2 否 (Enter)", EN: "1 %[1]s   2 no (Enter)"}
	noText       = text.Text{ZH: "否", EN: "No"}
	unknownTitle = text.Text{ZH: "是否存上, 不清楚", EN: "Saved or not?"}
	unknownAsk   = text.Text{ZH: "%[2]s\n请求号 %[1]s\n按 Enter 用同一请求号再存一次: 若已存上, 不会重复。", EN: "%[2]s\nRequest %[1]s\nEnter sends the same request again: if it was saved, nothing happens twice."}
	againText    = text.Text{ZH: "再存一次", EN: "Send again"}
)
