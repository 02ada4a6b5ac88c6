package binding

import (
	"strings"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// Pen is how the table is drawn: language, width mode, colours. Phone shows only keys that
// a telephone has, and no digits while Typing makes them text; Few only the most needed.
type Pen struct {
	Lang               text.Lang
	Mode               style.Mode
	Theme              style.Theme
	Phone, Typing, Few bool
}

// fewest is how many keys a footer of few words has beside those that stay.
const fewest = 2

// key is the key to show for a binding, "" for none.
func (p Pen) key(b *Binding) string {
	if !p.Phone {
		return b.Keys[0]
	}
	for _, k := range b.Keys {
		if k == "enter" || k == "esc" || !p.Typing && len(k) == 1 && k[0] >= '0' && k[0] <= '9' {
			return k
		}
	}
	return ""
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
	used, shown := 0, 0
	for i := range t {
		k := &t[i]
		n := p.width(k)
		switch {
		case k.Silent, n == 0, used+n-gap > w:
			continue
		case k.Stays:
			keep -= n
		case used+n+keep-gap > w, p.Few && shown == fewest:
			continue
		default:
			shown++
		}
		if used > 0 {
			b.WriteString(style.Spaces(gap))
		}
		used += n
		name, label := Shown(p.key(k)), k.Label.In(p.Lang)
		if k.Refusal() != nil {
			b.WriteString(p.Theme.Dim.Paint(name + " " + label))
			continue
		}
		b.WriteString(p.Theme.Key.Paint(name) + " " + label)
	}
	return b.String()
}

const gap = 2

// width is the room of a key in the footer, the blanks beside it counted; 0 where it is
// not shown.
func (p Pen) width(b *Binding) int {
	if p.key(b) == "" {
		return 0
	}
	return style.Width(p.Mode, Shown(p.key(b))) + 1 + style.Width(p.Mode, b.Label.In(p.Lang)) + gap
}
