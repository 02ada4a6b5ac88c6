package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// vouched answers a save that somebody signed for while nobody was signed in.
type vouched struct {
	of      *sitting
	save    screen.Save
	signing *dialog.Sign
	denied  *rules.Error // the signature was refused; nothing was written
	saved   screen.Saved
}

// vouch asks who signs for a save, and writes it in their name.
func (a *App) vouch(s screen.Save) {
	var d *dialog.Sign
	of, public := a.sitting, a.door.Public()
	d = dialog.NewSign(dialog.SignOptions{Lists: public.Lists,
		Sign: func(officer, pin string) tea.Cmd {
			a.work.start(s.Request, savingText, a.sitting)
			a.run(a.work.watch(s.Request))
			return a.signed(d, s, officer, pin)
		},
		Cancel: func() tea.Cmd {
			return func() tea.Msg {
				return vouched{of: of, save: s, signing: d, saved: screen.Saved{Save: s, Err: rules.Refuse(unsignedText, "")}}
			}
		}})
	a.open(d)
}

func (a *App) signed(d *dialog.Sign, s screen.Save, officer, pin string) tea.Cmd {
	of := a.sitting
	return func() (msg tea.Msg) {
		out := vouched{of: of, save: s, signing: d, saved: screen.Saved{Save: s}}
		defer func() {
			if r := recover(); r != nil {
				out.saved.Err = &rules.Error{Kind: rules.Unknown, Text: unknownText, Err: rules.Fault("panic: %v", r)}
				msg = out
			}
		}()
		desk, err := a.door.Sign(officer, pin)
		if err != nil {
			out.denied = rules.AsError(err)
			return out
		}
		out.saved, _ = written(desk, s)().(screen.Saved)
		return out
	}
}

// vouched shows a refused signature where it was given; anything else goes to the form.
func (a *App) vouched(m vouched) {
	a.work.done(m.save.Request)
	if m.of != a.shown {
		return // somebody signed in meanwhile
	}
	if m.denied != nil {
		m.signing.Refuse(m.denied)
		return
	}
	a.close(m.signing)
	a.answer(m.saved)
	a.refresh()
}

// askForgotten gives somebody who forgot their PIN one that is good for one sign-in. A
// leader or administrator signs for it (DESIGN §7).
func (a *App) askForgotten() screen.Dialog {
	people := a.people()
	return dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "忘了 PIN", EN: "Forgotten PIN"},
		Intro: dialog.Lead(text.Text{ZH: "由带班领导或管理员设一个一次性 PIN, 并用自己的 PIN 签字。本人登录后改成自己的。", EN: "A leader or administrator sets a PIN for one sign-in and signs with their own. The person then sets their own."}),
		Shape: func(entry.Values) []field.Spec {
			return append([]field.Spec{{Name: "officer", Label: text.Text{ZH: "谁忘了", EN: "Whose"}, Kind: field.Choice, Options: people(), Required: true}}, dialog.TwicePIN(text.Text{ZH: "一次性 PIN", EN: "One-time PIN"})...)
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			if err := dialog.SamePIN(v); err != nil {
				return nil, err
			}
			return &command.SetPIN{Officer: v["officer"], PIN: v["pin"], Once: true}, nil
		},
		Done: text.Text{ZH: "一次性 PIN 已设, 现在可以登录", EN: "one-time PIN set: sign in with it now"},
	})
}

// askStandIn registers somebody whom nobody registered and who takes a turn now. Whoever
// may take or hand over a shift vouches with their own PIN.
func (a *App) askStandIn() screen.Dialog {
	return dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "登记顶班人员", EN: "Register a stand-in"},
		Intro: dialog.Lead(text.Text{ZH: "没有登记过的人临时顶班。由在册值班员或带班领导担保签字。", EN: "For somebody on no list who takes a turn now. A registered duty officer or leader vouches."}),
		Shape: entry.Fields(append([]field.Spec{
			{Name: "name", Label: text.Text{ZH: "姓名", EN: "Name"}, Max: 30, Required: true},
			{Name: "phone", Label: text.Text{ZH: "电话", EN: "Telephone"}, Kind: field.Phone, Check: dialog.Phone},
			{Name: "post", Label: text.Text{ZH: "职务", EN: "Post"}, Max: 30},
		}, dialog.TwicePIN(text.Text{ZH: "本人 PIN", EN: "Own PIN"})...)...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			if err := dialog.SamePIN(v); err != nil {
				return nil, err
			}
			return &command.AddStandIn{Name: v["name"], Phone: v["phone"], Post: v["post"], PIN: v["pin"]}, nil
		},
		Done: text.Text{ZH: "已登记, 现在可以登录", EN: "registered: sign in now"},
	})
}

// people are the officers to choose from, as far as they have been read.
func (a *App) people() func() []field.Option {
	return func() []field.Option {
		if p, ok := a.stack[0].page.(interface{ People() []field.Option }); ok {
			return p.People()
		}
		return nil
	}
}

var unsignedText = text.Text{ZH: "没有签字, 没有保存。写的还在。", EN: "Nobody signed: nothing was saved. What you typed is still here."}
