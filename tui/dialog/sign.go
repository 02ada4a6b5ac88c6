package dialog

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// Sign asks who signs for what was typed while nobody was signed in, and for their PIN.
type Sign struct {
	*entry.Entry
	o        SignOptions
	officers []field.Option
	busy     bool
}

// SignOptions say how it signs. Sign and Cancel run in the background; what they bring
// goes to the application.
type SignOptions struct {
	Lists  func() (*view.Lists, error)
	Sign   func(officer, pin string) tea.Cmd
	Cancel func() tea.Cmd
}

// NewSign asks for a signature.
func NewSign(o SignOptions) *Sign {
	s := &Sign{o: o}
	s.Entry = entry.New("", nil, nil, func(entry.Values) []field.Spec {
		return []field.Spec{
			{Name: "officer", Label: text.Text{ZH: "谁签字", EN: "Who signs"}, Kind: field.Choice, Options: s.officers, Required: true},
			{Name: "pin", Label: text.Text{ZH: "本人 PIN", EN: "Own PIN"}, Kind: field.Secret, Max: 12, Required: true},
		}
	})
	s.OnBack(s.cancel)
	return s
}

// Load reads who can sign.
func (s *Sign) Load() tea.Cmd { return screen.Read("sign", s.o.Lists) }

// Typing is always: a field has the focus.
func (s *Sign) Typing() bool { return true }

// Keys sign and close.
func (s *Sign) Keys() binding.Table {
	return append(binding.Table{
		{Keys: []string{"f9"}, Label: text.Text{ZH: "签字保存", EN: "Sign and save"}, Help: text.Text{ZH: "用本人 PIN 签字并保存", EN: "Sign with the PIN and save"}, Do: s.sign},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Help: text.Text{ZH: "不签, 回去接着写", EN: "Do not sign: back to what was typed"}, Do: s.cancel},
	}, binding.Fields...)
}

func (s *Sign) cancel() route.Action {
	if s.busy {
		return nil
	}
	return screen.Do(s.o.Cancel())
}

func (s *Sign) sign() route.Action {
	if s.busy {
		return nil
	}
	s.Finish()
	v := s.Values()
	switch {
	case v["officer"] == "":
		s.Entry.Refuse(rules.Bad("officer", text.Text{ZH: "选签字的人。", EN: "Choose who signs."}))
		return nil
	case v["pin"] == "":
		s.Entry.Refuse(rules.Bad("pin", text.Text{ZH: "请输入 PIN。", EN: "Type the PIN."}))
		s.Focus("pin")
		return nil
	}
	s.busy = true
	return screen.Do(s.o.Sign(v["officer"], v["pin"]))
}

// Refuse shows why the signature did not hold; another try is free.
func (s *Sign) Refuse(err *rules.Error) {
	s.busy = false
	s.Entry.Refuse(err)
}

// Update takes keys for the fields and the list of officers.
func (s *Sign) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		submit, act := s.Key(msg)
		if submit {
			return s.sign()
		}
		return act
	case screen.Got[*view.Lists]:
		if msg.ID == "sign" && msg.Err == nil {
			s.officers = nil
			for _, o := range msg.Value.Officers {
				s.officers = append(s.officers, field.Option{Value: o.ID, Label: text.Text{ZH: o.Name, EN: o.Name}})
			}
			s.Renew()
		}
	}
	return nil
}

// View draws the form.
func (s *Sign) View(env screen.Env, w, h int) screen.Frame {
	lines := append(env.Wrap(env.T(signIntro), w-2), "")
	in := s.Entry.View(env, w-2, max(h-len(lines)-2, 1))
	return screen.Frame{Lines: box(env, env.T(signTitle), append(lines, in.Lines...), "", w), Caret: in.Caret.At(boxTop+len(lines), boxLeft)}
}

var (
	signTitle = text.Text{ZH: "谁来签字", EN: "Who signs for it?"}
	signIntro = text.Text{ZH: "还没有登录。保存要有人用本人 PIN 签字。", EN: "Nobody is signed in. To save it, somebody signs with their own PIN."}
)

// NewSignOrder asks a leader for the signature on an order that was given by telephone.
func NewSignOrder(id string) *Form {
	return NewForm(FormOptions{
		Title: text.Text{ZH: "补签口头指示 %[1]s", EN: "Sign order %[1]s"}.With(id),
		Intro: Lead(text.Text{ZH: "由下指示的领导本人补签。", EN: "The leader who gave it signs it in person."}),
		Shape: entry.Fields(field.Spec{Name: "pin", Label: text.Text{ZH: "本人 PIN", EN: "Your PIN"}, Kind: field.Secret, Max: 12, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.SignOrder{Order: id, PIN: v["pin"]}, nil
		},
		Done: text.Text{ZH: "已补签", EN: "signed"},
	})
}
