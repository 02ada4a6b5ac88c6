package binding

import (
	"strings"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// Pen is how the table is drawn: language, width mode, colours.
type Pen struct {
	Lang  text.Lang
	Mode  style.Mode
	Theme style.Theme
}

// Footer is the keys that fit into w cells, the first ones first; those that stay have
// their room kept. What is refused now is drawn dim.
func (t Table) Footer(p Pen, w int) string {
	keep := 0
	for i := range t {
		if t[i].Stays {
			keep += p.width(&t[i])
		}
	}
	var b strings.Builder
	used := 0
	for i := range t {
		k := &t[i]
		n := p.width(k)
		switch {
		case k.Silent, used+n-gap > w:
			continue
		case k.Stays:
			keep -= n
		case used+n+keep-gap > w:
			continue
		}
		if used > 0 {
			b.WriteString(style.Spaces(gap))
		}
		used += n
		name, label := Shown(k.Keys[0]), k.Label.In(p.Lang)
		if k.Refusal() != nil {
			b.WriteString(p.Theme.Dim.Paint(name + " " + label))
			continue
		}
		b.WriteString(p.Theme.Key.Paint(name) + " " + label)
	}
	return b.String()
}

const gap = 2

// width is the room of a key in the footer, the blanks beside it counted.
func (p Pen) width(b *Binding) int {
	return style.Width(p.Mode, Shown(b.Keys[0])) + 1 + style.Width(p.Mode, b.Label.In(p.Lang)) + gap
}
