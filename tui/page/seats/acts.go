package seats

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// ask asks the person of a seat to agree. The next F7 takes it, if they did.
func (p *Page) ask(s rules.Seat) screen.Dialog {
	return dialog.NewConfirm(takeTitle, askText.With(s.Name, int(p.limit/time.Minute)), text.Text{ZH: "请其同意", EN: "Ask"}, func() route.Action {
		if seat := p.hall.Seat(); seat == nil || !seat.Ask(s.ID) {
			return screen.Refused(rules.NotHere(s.Name))
		}
		p.asked[s.ID] = true
		return screen.Say{Text: askedText.With(s.Name)}
	})
}

// sign takes a seat over, with the taker's own PIN, and goes where it was.
func (p *Page) sign(s rules.Seat) screen.Dialog {
	return dialog.NewForm(dialog.FormOptions{
		Title: takeTitle, Intro: dialog.Lead(signText.With(s.Name, s.Terminal)),
		Shape: entry.Fields(field.Spec{Name: "pin", Label: text.Text{ZH: "本人 PIN", EN: "Own PIN"}, Kind: field.Secret, Max: 12, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.TakeSeat{Seat: s.ID, PIN: v["pin"]}, nil
		},
		Done: text.Text{ZH: "席位已接用, 班还是 %[1]s 的", EN: "seat taken; the shift is still that of %[1]s"}.With(s.Name),
		After: func(command.Result) route.Action {
			delete(p.asked, s.ID)
			if s.Page == "" || s.Page == string(route.Seats) {
				return route.To{Page: route.Board}
			}
			return route.To{Page: route.Page(s.Page), ID: s.Record}
		},
	})
}

// say is one line to somebody, or to all with to "".
type say struct {
	*entry.Entry
	title text.Text
	to    string
	seat  Seat
	busy  bool
}

// said answers it.
type said struct {
	of    *say
	names []string
	err   error
}

func newSay(drafts entry.Drafts, seat Seat, to, name string) *say {
	s := &say{to: to, seat: seat, title: text.Text{ZH: "给 %[1]s 留言", EN: "To %[1]s"}.With(name)}
	if to == "" {
		s.title = text.Text{ZH: "对大家说", EN: "To all"}
	}
	s.Entry = entry.New("say/"+to, drafts, nil, entry.Fields(field.Spec{Name: "text", Label: text.Text{ZH: "内容", EN: "Words"}, Max: rules.WordMax, Required: true,
		Hint: text.Text{ZH: "不进日志; 重要的写在事项上", EN: "not in the log; what matters goes on the case"}}))
	s.OnBack(s.close)
	return s
}

// Typing is always: the field has the focus.
func (s *say) Typing() bool { return true }

// Keys send and close.
func (s *say) Keys() binding.Table {
	return append(binding.Table{
		{Keys: []string{"f9"}, Label: text.Text{ZH: "发出", EN: "Send"}, Help: text.Text{ZH: "发出; 按 Enter 也是", EN: "Send; Enter does too"}, Do: s.send},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Help: text.Text{ZH: "不发, 写了的留作草稿", EN: "Close; what is typed stays as a draft"}, Do: s.close},
	}, binding.Fields...)
}

func (s *say) close() route.Action { return route.All{screen.Do(s.Leave()), screen.Close{Dialog: s}} }

func (s *say) send() route.Action {
	if s.busy {
		return nil
	}
	s.Finish()
	words, e := rules.SayWord(s.Values()["text"])
	if e != nil {
		s.Refuse(e)
		return nil
	}
	s.busy = true
	return screen.Run{Cmd: func() (msg tea.Msg) {
		out := said{of: s}
		defer func() {
			if r := recover(); r != nil {
				out.err = rules.Fault("saying a word: panic: %v", r)
				msg = out
			}
		}()
		out.names, out.err = s.seat.Say(s.to, words)
		return out
	}}
}

// Update takes keys for the field, and whether it was taken.
func (s *say) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		submit, act := s.Key(msg)
		if submit {
			return s.send()
		}
		return act
	case said:
		if msg.of != s {
			return nil
		}
		if s.busy = false; msg.err != nil {
			s.Refuse(rules.AsError(msg.err))
			return nil
		}
		done := text.Text{ZH: "已发给 %[1]s", EN: "sent to %[1]s"}.With(msg.names[0])
		if len(msg.names) > 1 {
			done = text.Text{ZH: "已发给 %[1]s 和另外 %[2]d 人", EN: "sent to %[1]s and %[2]d more"}.With(msg.names[0], len(msg.names)-1)
		}
		return route.All{s.Clear(), screen.Close{Dialog: s}, screen.Say{Text: done}}
	default:
		_, act := s.Entry.Update(msg)
		return act
	}
}

// View draws the line.
func (s *say) View(env screen.Env, w, h int) screen.Frame {
	in := s.Entry.View(env, w-2, max(h-3, 1))
	return screen.Frame{Lines: env.Theme.Box(env.Mode, env.T(s.title), append([]string{""}, in.Lines...), w), Caret: in.Caret.At(2, 1)}
}

var (
	takeTitle = text.Text{ZH: "接用席位", EN: "Take the seat"}
	askText   = text.Text{ZH: "%[1]s 还在用。无人操作 %[2]d 分钟后可直接接用; 急用先请其同意, 同意后再按 F7。", EN: "%[1]s is still there. After %[2]d minutes without a key the seat is free; ask now, and press F7 again once they agree."}
	askedText = text.Text{ZH: "已请 %[1]s 同意; 同意后再按 F7。", EN: "%[1]s was asked; press F7 again once they agree."}
	signText  = text.Text{ZH: "接用 %[1]s 在 %[2]s 的席位: 那边锁上, 写了的留着。不是交接班, 班还是原班。记入日志。", EN: "Take the seat of %[1]s at %[2]s: it locks there, what was typed stays. This is no handover: the shift stays. It is written into the journal."}
)
