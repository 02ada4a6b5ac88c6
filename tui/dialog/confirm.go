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
}

// NewConfirm asks before do is done. yes is the word on Enter.
func NewConfirm(title, ask, yes text.Text, do func() route.Action) *Confirm {
	return &Confirm{title: title, ask: ask, yes: yes, do: do}
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

// Keys are Enter and Esc.
func (c *Confirm) Keys() binding.Table {
	return binding.Table{
		{Keys: []string{"enter", "y"}, Label: c.yes, Help: text.Text{ZH: "照办", EN: "Do it"},
			Do: func() route.Action { return route.All{screen.Close{}, c.do()} }},
		{Keys: []string{"esc", "n"}, Label: noText, Help: text.Text{ZH: "不做, 关上", EN: "Leave it and close"},
			Do: func() route.Action { return screen.Close{} }},
	}
}

// View draws the question.
func (c *Confirm) View(env screen.Env, w, h int) screen.Frame {
	w = min(w, 60)
	lines := append([]string{""}, env.Lines(c.ask.In(env.Lang), w-2)...)
	return screen.Frame{Lines: screen.Fit(box(env, env.T(c.title), lines, "", w), min(h, len(lines)+2))}
}

var (
	noText       = text.Text{ZH: "否", EN: "No"}
	unknownTitle = text.Text{ZH: "是否存上, 不清楚", EN: "Saved or not?"}
	unknownAsk   = text.Text{ZH: "%[2]s\n请求号 %[1]s\n按 Enter 用同一请求号再存一次: 若已存上, 不会重复。", EN: "%[2]s\nRequest %[1]s\nEnter sends the same request again: if it was saved, nothing happens twice."}
	againText    = text.Text{ZH: "再存一次", EN: "Send again"}
)
