package call

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/words"
)

// labelWidth is the room of the labels, a blank before and after each.
const labelWidth = 12

// View draws the call.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.call == nil {
		return env.Absent(p.id, p.err, l.W)
	}
	c := p.call
	kind := words.Of(rules.CallKindWords, c.Kind)
	if c.Out {
		kind = text.Text{ZH: "%[1]s (去)", EN: "%[1]s, out"}.With(kind)
	}
	if c.Planned() {
		kind = text.Text{ZH: "约定去电", EN: "call to be made"}
	}
	lines := []string{env.Heading(env.T(text.Text{ZH: "来电来访 %[1]s  %[2]s  %[3]s", EN: "Call %[1]s  %[2]s  %[3]s"}.With(screen.Short(c.ID), kind, words.Of(words.CallStates, c.State))), env.HHMM(c.At), l.W), ""}
	row := func(label text.Text, s string) {
		if strings.TrimSpace(s) == "" {
			return
		}
		for i, line := range env.Lines(s, max(l.W-labelWidth-2, 8)) {
			head := style.Spaces(labelWidth)
			if i == 0 {
				head = env.Theme.Dim.Paint(env.Pad(" "+env.T(label), labelWidth))
			}
			lines = append(lines, head+line)
		}
	}
	if c.Planned() {
		row(text.Text{ZH: "几点打", EN: "To be made"}, rules.Stamp(*c.Due))
	}
	if c.Term != nil {
		row(termText, rules.Stamp(*c.Term))
	}
	row(text.Text{ZH: "已划去", EN: "Struck out"}, c.Struck)
	row(otherText, side(c.Caller))
	row(saidText, c.Said)
	switch rules.TriOf(c.Reached) {
	case rules.Yes:
		row(reachedText, env.T(text.Text{ZH: "通", EN: "yes"}))
	case rules.No:
		row(reachedText, env.T(text.Text{ZH: "未接", EN: "no"}))
	}
	row(text.Text{ZH: "转给", EN: "Passed to"}, c.PassedTo)
	row(text.Text{ZH: "结果", EN: "Result"}, c.Result)
	row(text.Text{ZH: "打过", EN: "Made by"}, c.Made)
	row(text.Text{ZH: "约定", EN: "Planned as"}, c.Plan)
	row(text.Text{ZH: "事项", EN: "Case"}, c.Case)
	for _, x := range c.Corrections {
		row(amendText, p.corrected(env, x))
	}
	return screen.Frame{Lines: lines}
}

// side is who spoke, as far as it is known.
func side(c rules.Caller) string {
	return strings.Join(strings.Fields(c.Name+" "+c.Unit+" "+c.Phone), " ")
}
