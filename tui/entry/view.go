package entry

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// View draws the form, what is said of no field above it.
func (e *Entry) View(env screen.Env, w, h int) screen.Frame {
	e.look = field.Look{Lang: env.Lang, Mode: env.Mode, Theme: env.Theme, Now: env.Now.In(rules.Zone)}
	e.form.SetLook(e.look)
	e.form.SetButtons(e.buttons(w)...)
	var lines []string
	if e.err != nil {
		s := e.err.Text
		if e.err.Clause != "" {
			s = text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(s, e.err.Clause)
		}
		lines = env.Alarm(env.T(s), w)
	}
	top := len(lines)
	form, row, col := e.form.View(w, max(h-top, 1))
	f := screen.Frame{Lines: append(lines, form...)}
	if row >= 0 {
		f.Caret = &screen.Point{Row: top + row, Col: col}
	}
	return f
}

// small is the width below which a form has buttons: a telephone.
const small = 60

func (e *Entry) buttons(w int) []field.Button {
	switch {
	case w >= small:
		return nil
	case e.back == nil:
		return []field.Button{{Label: saveText, Outcome: field.Submit}}
	}
	return []field.Button{{Label: saveText, Outcome: field.Submit}, {Label: backText, Outcome: field.Back}}
}

var (
	saveText = text.Text{ZH: "保存", EN: "Save"}
	backText = text.Text{ZH: "返回", EN: "Back"}
)
