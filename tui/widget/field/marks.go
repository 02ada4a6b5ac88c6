package field

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// answers of a Tri, in the order of their numbers.
var answers = []Option{
	{Value: "yes", Label: text.T("是", "yes")},
	{Value: "no", Label: text.T("否", "no")},
	{Value: "unknown", Label: text.T("不明", "unknown")},
}

// spoken are what an input method may send for an answer, and second letters.
var spoken = map[string]string{"是": "yes", "有": "yes", "y": "yes", "否": "no", "无": "no", "没": "no", "n": "no"}

func (f *Field) chosen() string {
	var v []string
	for i, on := range f.on {
		if on {
			v = append(v, f.Options[i].Value)
		}
	}
	return strings.Join(append(v, f.other...), ",")
}

func (f *Field) setMulti(v string) {
	clear(f.on)
	f.other = nil
	for _, one := range strings.Split(v, ",") {
		i := slices.IndexFunc(f.Options, func(o Option) bool { return o.Value == one })
		if i >= 0 {
			f.on[i] = true
		} else if one = text.Clean(one, text.Line); one != "" {
			f.other = append(f.other, one)
		}
	}
}

func (f *Field) setTri(v string) {
	f.tri, f.at = "", 0
	for i, a := range answers {
		if a.Value == v {
			f.tri, f.at = v, i
		}
	}
}

// keyMulti: Left and Right move, Space and the number turn an option on or off. The number
// of an option that the program has guessed confirms it first.
func (f *Field) keyMulti(msg tea.KeyMsg) bool {
	if len(f.Options) == 0 {
		return false
	}
	s, ok := typed(msg)
	switch n := number(s); {
	case msg.Type == tea.KeyLeft:
		f.at = max(f.at-1, 0)
	case msg.Type == tea.KeyRight:
		f.at = min(f.at+1, len(f.Options)-1)
	case s == " " || s == "　":
		f.on[f.at] = !f.on[f.at]
	case n >= 0 && n < len(f.Options):
		f.at = n
		f.on[n] = !f.on[n] || f.Guessed()
	default:
		return ok // other text has no place here, and is no command either
	}
	return true
}

// keyTri: 1, 2, 3 answer; Space goes round; Left and Right go to the neighbour.
func (f *Field) keyTri(msg tea.KeyMsg) bool {
	at := slices.IndexFunc(answers, func(a Option) bool { return a.Value == f.tri })
	s, ok := typed(msg)
	switch n := number(s); {
	case msg.Type == tea.KeyLeft:
		at = max(at-1, 0)
	case msg.Type == tea.KeyRight:
		at = min(at+1, 2)
	case s == " " || s == "　":
		at = (at + 1) % 3
	case n >= 0 && n < 3:
		at = n
	case msg.Type == tea.KeyBackspace, msg.Type == tea.KeyDelete:
		f.tri, f.at = "", 0
		return true
	case spoken[strings.ToLower(s)] != "":
		f.setTri(spoken[strings.ToLower(s)])
		return true
	default:
		return ok
	}
	f.tri, f.at = answers[at].Value, at
	return true
}

// drawMarks draws the options of a Multi or a Tri side by side, as many rows as
// they need. The caret stands in the brackets of the option that Space acts on.
func (f *Field) drawMarks(w int) block {
	options, open, shut := f.Options, "[", "]"
	if f.Kind == Tri {
		options, open, shut = answers, "(", ")"
	}
	m, t := f.look.Mode, f.look.Theme
	b := block{lines: []string{""}}
	used := 0
	for i, o := range options {
		on := f.Kind == Tri && f.tri == o.Value || f.Kind == Multi && f.on[i]
		mark := " "
		if on {
			mark = "x"
		}
		s := open + mark + shut
		if i < 9 {
			s += string(rune('1'+i)) + " "
		}
		s = style.Cut(m, s+text.Display(o.Label.In(f.look.Lang)), w)
		n := style.Width(m, s)
		if used > 0 && used+2+n > w {
			b.lines, used = append(b.lines, ""), 0
		}
		last := len(b.lines) - 1
		if used > 0 {
			b.lines[last] += "  "
			used += 2
		}
		if i == f.at {
			b.row, b.col = last, min(used+1, w-1)
		}
		if on {
			s = t.Title.Paint(s)
		}
		b.lines[last] += s
		used += n
	}
	if b.end = used; len(b.lines) > 1 {
		b.end = w
	}
	return b
}
