package field

import (
	"fmt"
	"strings"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

func (f *Field) drawChoice(w int, focused bool) block {
	n := f.room(w)
	m, t, c := f.look.Mode, f.look.Theme, &f.choice
	var b block
	f.printed = false
	if c.picked >= 0 {
		label := text.Display(f.Options[c.picked].Label.In(f.look.Lang))
		s := style.Pad(m, label, n)
		if f.selected() {
			s = t.Bar.Paint(style.Cut(m, label, n)) + style.Spaces(n-style.Width(m, label))
		}
		b = block{lines: []string{t.Input.Paint(s)}, col: min(style.Width(m, label), n-1), end: n}
	} else {
		s, caret := f.input(n)
		b = block{lines: []string{s}, col: caret, end: n}
	}
	if !c.open || !focused {
		return f.printOptions(b, w, focused)
	}
	b.end = w
	found := f.matches()
	if len(found) == 0 && !f.keeping() {
		b.lines = append(b.lines, t.Dim.Paint(style.Cut(m, "  "+noMatch.In(f.look.Lang), w)))
		return b
	}
	row := func(label string, marked bool) {
		if marked {
			label = t.Focus.Mark() + " " + label
			label = t.Focus.Paint(style.Pad(m, label, min(w, max(n, style.Width(m, label)))))
		} else {
			label = style.Cut(m, "  "+label, w)
		}
		b.lines = append(b.lines, label)
	}
	top := f.window(len(found))
	for i := top; i < min(top+shown, len(found)); i++ {
		label := text.Display(f.Options[found[i]].Label.In(f.look.Lang))
		if !f.Free || f.Numbered && len(f.ed.r) == 0 {
			label = fmt.Sprintf("%d %s", i-top+1, label)
		}
		if i == top && top > 0 {
			label += "  " + aboveText.With(top).In(f.look.Lang)
		}
		if below := len(found) - top - shown; i == top+shown-1 && below > 0 {
			label += "  " + belowText.With(below).In(f.look.Lang)
		}
		row(label, i == c.at)
	}
	if f.keeping() {
		keep := keepText
		if c.at >= 0 {
			keep = escText
		}
		row(keep.With(text.Display(strings.TrimSpace(f.ed.String()))).In(f.look.Lang), c.at < 0)
	}
	return b
}

// printOptions adds the numbers of a short closed list, beside the field or else under it:
// there a digit picks. They are not seen right after a pick by digit, when the next one is
// meant for the next field.
func (f *Field) printOptions(b block, w int, focused bool) block {
	if !focused || f.Free || f.choice.numbered || len(f.ed.r) > 0 || len(f.Options) < 2 || len(f.Options) > 9 {
		return b
	}
	m, t := f.look.Mode, f.look.Theme
	all := make([]string, len(f.Options))
	for i, o := range f.Options {
		all[i] = fmt.Sprintf("%d %s", i+1, text.Display(o.Label.In(f.look.Lang)))
	}
	s := strings.Join(all, "  ")
	n := style.Width(m, s)
	switch {
	case b.end+2+n <= w:
		b.lines[0] += style.Spaces(2) + t.Dim.Paint(s)
		b.end += 2 + n
	case n <= w:
		b.lines = append(b.lines, t.Dim.Paint(s))
	default:
		return b
	}
	f.printed = true
	return b
}
