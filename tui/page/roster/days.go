package roster

import (
	"strings"
	"unicode/utf8"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/screen"
)

// day reads a day of a form: 29 is of the month that is shown, 11-29 the next such day from its
// beginning on; or in full, or by name (明天). "" is "".
func (p *Page) day(name, s string) (rules.Date, *rules.Error) {
	s = text.Digits(strings.TrimSpace(s))
	short := s
	if n := utf8.RuneCountInString(s); n > 0 && n <= 2 && strings.Trim(s, "0123456789") == "" {
		short = p.r.Month[len("2026-"):] + "-" + s
	}
	first := rules.Date(p.r.Month + "-01")
	if d, ok := dialog.NextDay(short, first); ok && (short == s || d[:7] == first[:7]) {
		return d, nil
	}
	if d, ok := command.ParseDate(s); ok {
		return d, nil
	}
	return dialog.Day(name, s, p.r.Now)
}

// backTurn reads a turn: its day, and its hour behind a blank where the day has several.
func (p *Page) backTurn(s string) (string, *rules.Error) {
	on, at, hour := strings.Cut(strings.TrimSpace(s), " ")
	d, wrong := p.day("back", on)
	if hour && wrong == nil {
		return string(d) + " " + at, nil
	}
	return string(d), wrong
}

func (p *Page) checkDay(s string) text.Text {
	if _, wrong := p.day("", s); wrong != nil {
		return wrong.Text
	}
	return text.Text{}
}

func (p *Page) checkTurn(s string) text.Text {
	if _, wrong := p.backTurn(s); wrong != nil {
		return wrong.Text
	}
	return text.Text{}
}

// onLeave says that leave was given, and which post of the shown month somebody else has to take
// for it first.
func (p *Page) onLeave(m screen.Saved) text.Text {
	said := text.Text{ZH: "已登记请假 %[1]s", EN: "Leave %[1]s is given"}.With(m.Result.ID)
	c, ok := m.Command.(*command.GiveLeave)
	if !ok || p.r.State != roster.Published {
		return said
	}
	who := c.Officer
	if who == "" {
		who = p.r.Me
	}
	for i := range p.r.Turns {
		t := &p.r.Turns[i]
		if post := t.Post(who); post != "" && t.Start.After(p.r.Now) && t.Date() >= c.First && t.Date() <= max(c.First, c.Last) {
			return text.Text{ZH: "%[1]s; %[2]s %[3]s待补: 选中那天按 Enter 调班", EN: "%[1]s; %[2]s needs another %[3]s: select the day, Enter swaps"}.With(said, string(t.Date()[5:]), rules.WordOf(roster.PostWords, string(post)))
		}
	}
	return said
}
