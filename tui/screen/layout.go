package screen

import (
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
)

// Size is the breakpoint a window has reached.
type Size int

// Breakpoints, each at its columns and rows (DESIGN §6). Below Phone nothing is drawn but
// a sentence.
const (
	Tiny   Size = iota
	Phone       // 45 columns: one pane, key names only where they fit
	Small       // 80×24
	Medium      // 100×30: two panes
	Large       // 120×40
)

const (
	phoneW, phoneH   = 45, 10
	smallW           = 80
	mediumW, mediumH = 100, 24
	largeW, largeH   = 120, 40
	gap              = 2
)

// Layout is where everything of a window stands. Rows from the top: the header, the body
// of H rows, the status line, the footer.
type Layout struct {
	Size Size
	W, H int // of the body
	Main int // width of the first pane
	Side int // width of the second pane, 0 when there is one
	Gap  int // blanks between them
}

// Lay arranges a window of w columns and h rows. spare columns at the right stay free: one
// where ambiguous characters are wide, because v1 takes such a line for shorter than it is
// and erases what it thinks is behind it.
func Lay(w, h, spare int) Layout {
	l := Layout{W: max(w-spare, 0), H: max(h-3, 0), Main: max(w-spare, 0)}
	switch {
	case w < phoneW || h < phoneH:
		return l
	case w < smallW:
		l.Size = Phone
	case w >= largeW && h >= largeH:
		l.Size = Large
	case w >= mediumW && h >= mediumH:
		l.Size = Medium
	default:
		l.Size = Small
	}
	if l.Size >= Medium {
		l.Gap, l.Side = gap, (l.W-gap)/3
		l.Main = l.W - gap - l.Side
	}
	return l
}

// Two reports whether there is a second pane.
func (l Layout) Two() bool { return l.Side > 0 }

// Telling is the layout of a page whose second pane holds sentences: in a large window it has
// two fifths.
func (l Layout) Telling() Layout {
	if l.Size == Large {
		l.Side = (l.W - l.Gap) * 2 / 5
		l.Main = l.W - l.Gap - l.Side
	}
	return l
}

// Key is how a sentence names what a key does: "F6 拟稿". A telephone has no such keys; there
// it is the digit, Enter, Esc or arrow among them, else the way by the menu.
func (l Layout) Key(label text.Text, keys ...string) text.Text {
	if l.Size != Phone {
		return keyText.With(binding.Shown(keys[0]), label)
	}
	for _, k := range keys {
		switch {
		case len(k) == 1 && k >= "0" && k <= "9", k == "enter", k == "esc":
			return keyText.With(binding.Shown(k), label)
		case arrows[k] != "":
			return keyText.With(arrows[k], label)
		}
	}
	return byMenuText.With(label)
}

var arrows = map[string]string{"up": "↑", "down": "↓", "left": "←", "right": "→"}

var (
	keyText    = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}
	byMenuText = text.Text{ZH: "0 菜单 > %[1]s", EN: "0 Menu > %[1]s"}
)
