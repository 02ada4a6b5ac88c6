package dialog

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Help shows the keys of the page and those that work anywhere. A key that is refused now
// tells why on Enter.
type Help struct {
	tables []binding.Table
	keys   []*binding.Binding
	at     int
	top    int
}

// NewHelp shows the tables.
func NewHelp(tables ...binding.Table) *Help {
	p := &Help{tables: tables}
	for _, t := range tables {
		for i := range t {
			p.keys = append(p.keys, &t[i])
		}
	}
	return p
}

// Typing is never.
func (p *Help) Typing() bool { return false }

// Keys are Enter, which asks why, and Esc.
func (p *Help) Keys() binding.Table {
	return binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "为什么", EN: "Why"}, Help: text.Text{ZH: "选中的键现在为什么不能用", EN: "Why the selected key cannot be used now"}, Do: p.why, Refuse: p.usable},
		{Keys: []string{"esc", "f1", "?"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Help: text.Text{ZH: "关上帮助", EN: "Close the help"},
			Do: func() route.Action { return screen.Close{Dialog: p} }},
	}
}

func (p *Help) why() route.Action { return screen.Open{Dialog: NewRefusal(p.keys[p.at].Refusal())} }

func (p *Help) usable() *rules.Error {
	if len(p.keys) > 0 && p.keys[p.at].Refusal() != nil {
		return nil
	}
	return rules.Refuse(text.Text{ZH: "这个键现在能用。", EN: "This key can be used now."}, "")
}

// Update moves the selection.
func (p *Help) Update(msg tea.Msg) route.Action {
	if key, ok := msg.(tea.KeyMsg); ok {
		p.at = max(0, min(p.at+Scroll(key, 8), len(p.keys)-1))
	}
	return nil
}

// Scroll is how many lines a key moves a text, page lines at a time by pages.
func Scroll(key tea.KeyMsg, page int) int {
	switch key.Type {
	case tea.KeyUp:
		return -1
	case tea.KeyDown:
		return 1
	case tea.KeyPgUp:
		return -page
	case tea.KeyPgDown, tea.KeySpace:
		return page
	case tea.KeyHome:
		return -1 << 20
	case tea.KeyEnd:
		return 1 << 20
	}
	return 0
}

// View draws one line a key; what is refused now is dim with its reason.
func (p *Help) View(env screen.Env, w, h int) screen.Frame {
	var lines []string
	n, from, to := 0, 0, 0
	for i, t := range p.tables {
		if i > 0 && len(lines) > 0 {
			lines = append(lines, "")
		}
		for j := range t {
			own := helpLines(env, &t[j], w-2, n == p.at)
			if n == p.at {
				from, to = len(lines), len(lines)+len(own)
			}
			lines = append(lines, own...)
			n++
		}
	}
	room := max(h-boxRows, 1)
	p.top = min(max(p.top, to-room), from)
	return scrolled(env, text.Text{ZH: "能用的键", EN: "Keys"}, lines, &p.top, w, h)
}

func helpLines(env screen.Env, b *binding.Binding, w int, selected bool) []string {
	keyW := 15
	if w < 60 {
		keyW = 11
	}
	why := b.Refusal()
	s := env.T(b.Help)
	if why != nil {
		s += "  " + env.T(text.Text{ZH: "(现在不能: ", EN: "(not now: "}) + env.T(why.Sentence()) + ")"
	}
	var out []string
	for i, l := range env.Wrap(s, max(w-keyW, 8)) {
		key := " "
		if i == 0 {
			if selected {
				key = env.Theme.Focus.Mark()
			}
			key += b.Shown()
			if env.Width(key) >= keyW { // the first key whole rather than half of both
				key = key[:1] + binding.Shown(b.Keys[0])
			}
		}
		token := env.Theme.Key
		if why != nil {
			token, l = env.Theme.Dim, env.Theme.Dim.Paint(l)
		}
		if selected && i == 0 {
			token = env.Theme.Focus
		}
		out = append(out, token.Paint(env.Pad(env.Cut(key, keyW-1), keyW))+l)
	}
	return out
}

// scrolled draws as much of lines as fits, from *top on, which it keeps in range.
func scrolled(env screen.Env, title text.Text, lines []string, top *int, w, h int) screen.Frame {
	room := max(h-boxRows, 1)
	*top = max(0, min(*top, len(lines)-room))
	hint := ""
	if len(lines) > room {
		hint = env.T(text.Text{ZH: "↑↓ PgUp PgDn 翻看 %[1]d/%[2]d", EN: "arrows, PgUp, PgDn: %[1]d/%[2]d"}.With(min(*top+room, len(lines)), len(lines)))
		lines = lines[*top : *top+room]
	}
	return screen.Frame{Lines: box(env, env.T(title), append([]string(nil), lines...), hint, w)}
}

// Text is something to read: why an obligation stands, a long note.
type Text struct {
	title text.Text
	draw  func(env screen.Env, w int) []string
	top   int
}

// NewText shows the lines that draw makes for a width.
func NewText(title text.Text, draw func(env screen.Env, w int) []string) *Text {
	return &Text{title: title, draw: draw}
}

// Typing is never.
func (p *Text) Typing() bool { return false }

// Keys close it.
func (p *Text) Keys() binding.Table {
	return binding.Table{{Keys: []string{"esc", "enter"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Help: text.Text{ZH: "看完关上", EN: "Close it"},
		Do: func() route.Action { return screen.Close{} }}}
}

// Update scrolls.
func (p *Text) Update(msg tea.Msg) route.Action {
	if key, ok := msg.(tea.KeyMsg); ok {
		p.top += Scroll(key, 8)
	}
	return nil
}

// View draws the text.
func (p *Text) View(env screen.Env, w, h int) screen.Frame {
	return scrolled(env, p.title, p.draw(env, w-2), &p.top, w, h)
}
