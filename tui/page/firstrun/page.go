// Package firstrun is the first page of a desk that has no book yet: whose desk it is, who
// sits at it, and their PIN. The book is made by the door; from here the person is at
// once on the board.
package firstrun

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/widget/field"
)

// Answers are what a desk begins with. Admin is its first officer: administrator, leader
// and duty officer at once.
type Answers struct{ Town, County, Admin, PIN string }

// Refused is why no book was made.
type Refused struct{ Err *rules.Error }

// Page is the first page.
type Page struct {
	form   *entry.Entry
	create func(Answers) tea.Cmd
	busy   bool
}

// New is the page; create makes the book in the background, and signs the officer in.
func New(create func(Answers) tea.Cmd) *Page {
	p := &Page{create: create, form: entry.New("", nil, nil, entry.Fields(
		field.Spec{Name: "town", Label: text.Text{ZH: "乡镇(街道)", EN: "Township"}, Max: 30, Required: true, Hint: text.Text{ZH: "例: 北渡镇", EN: "as: 北渡镇"}},
		field.Spec{Name: "county", Label: text.Text{ZH: "县(市区)", EN: "County"}, Max: 30, Hint: text.Text{ZH: "可空", EN: "may be empty"}},
		field.Spec{Name: "admin", Label: text.Text{ZH: "您的姓名", EN: "Your name"}, Max: 30, Required: true},
		field.Spec{Name: "pin", Label: text.Text{ZH: "PIN", EN: "PIN"}, Kind: field.Secret, Max: 12, Required: true, Check: pin},
		field.Spec{Name: "again", Label: text.Text{ZH: "再输一次", EN: "Once more"}, Kind: field.Secret, Max: 12, Required: true},
	))}
	p.form.OnBack(nil) // there is no page behind it
	return p
}

// pin says what is wrong with a PIN when its field is left; the book decides.
func pin(s string) text.Text {
	if s = text.Digits(s); s != "" && (len(s) < 4 || strings.Trim(s, "0123456789") != "") {
		return text.Text{ZH: "PIN 要 4 到 12 位数字。", EN: "A PIN is 4 to 12 digits."}
	}
	return text.Text{}
}

// Load reads nothing: there is no book.
func (p *Page) Load() tea.Cmd { return nil }

// Typing is always.
func (p *Page) Typing() bool { return true }

// Grabs says that an open list has the key.
func (p *Page) Grabs(key string) bool { return p.form.Grabs(key) }

// Keys make the book.
func (p *Page) Keys() binding.Table {
	return append(binding.Table{{Keys: []string{"f9"}, Label: text.Text{ZH: "建值班簿", EN: "Set it up"},
		Help: text.Text{ZH: "建值班簿并登录; 在最后一栏按 Enter 也是", EN: "Make the book and sign in; Enter in the last field does too"}, Do: p.make}}, binding.Fields...)
}

func (p *Page) make() route.Action {
	if p.busy {
		return nil
	}
	p.form.Finish()
	v := p.form.Values()
	for _, name := range []string{"town", "admin", "pin"} {
		if strings.TrimSpace(v[name]) == "" {
			p.form.Refuse(rules.Bad(name, text.Text{ZH: "要填这一栏。", EN: "This is needed."}))
			p.form.Focus(name)
			return nil
		}
	}
	if v["pin"] != v["again"] {
		p.form.Refuse(rules.Bad("again", text.Text{ZH: "两次输入不一样。", EN: "The two differ."}))
		p.form.Focus("again")
		return nil
	}
	p.busy = true
	return screen.Do(p.create(Answers{Town: v["town"], County: v["county"], Admin: v["admin"], PIN: v["pin"]}))
}

// Update takes what is typed, and a refusal.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		submit, act := p.form.Key(msg)
		if submit {
			return p.make()
		}
		return act
	case Refused:
		p.busy = false
		p.form.Set("again", "")
		p.form.Refuse(msg.Err)
	}
	return nil
}

// widest is how much of a wide window the page uses.
const widest = 64

// View draws the page in the middle of the window.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	w := min(l.W, widest)
	left := (l.W - w) / 2
	lines := []string{env.Theme.Title.Paint(env.Cut(env.T(titleText), w))}
	lines = append(lines, env.Wrap(env.T(introText), w)...)
	lines = append(lines, "")
	in := p.form.View(env, w, max(l.H-len(lines), 3))
	top := len(lines)
	lines = append(lines, in.Lines...)
	if p.busy {
		lines = append(lines, "", env.T(busyText))
	}
	down := max(0, min(2, l.H-len(lines)))
	out := make([]string, down, down+len(lines))
	for _, line := range lines {
		out = append(out, style.Spaces(left)+line)
	}
	return screen.Frame{Lines: out, Caret: in.Caret.At(down+top, left)}
}

var (
	titleText = text.Text{ZH: "第一次打开: 建值班簿", EN: "First time here: set the desk up"}
	introText = text.Text{ZH: "填五栏就能用。您是第一位人员: 管理员, 带班领导, 值班员; 名册和方案以后在 5 名册, 6 设置里补。F12 换英文。", EN: "Five fields and it works. You are its first officer: administrator, leader and duty officer; lists and plans come later on pages 5 and 6. F12 turns to Chinese."}
	busyText  = text.Text{ZH: "正在建值班簿…", EN: "Making the book…"}
)
