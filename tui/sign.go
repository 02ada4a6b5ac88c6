package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/page/signin"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// signedIn answers a sign-in.
type signedIn struct {
	desk Desk
	err  error
}

// leave and quit are the answers to the questions of askLeave and askQuit.
type (
	leave struct{}
	quit  struct{}
)

func (leave) Action() {}
func (quit) Action()  {}

// signOut shows the sign-in page and forgets everything of the person.
func (a *App) signOut() {
	name, county, demo := a.door.Town()
	a.town = name
	public := a.door.Public()
	page := signin.New(signin.Options{Town: name, County: county, Demo: demo, Doubt: a.door.ClockDoubt, Notices: a.door.Notices,
		Lists: func() (*view.Lists, error) { return public.Lists() },
		Enter: func(officer, pin string) tea.Cmd {
			return func() (msg tea.Msg) {
				defer func() {
					if r := recover(); r != nil {
						msg = signedIn{err: rules.Fault("signing in: panic: %v", r)}
					}
				}()
				desk, err := a.door.SignIn(officer, pin)
				return signedIn{desk, err}
			}
		}})
	a.desk, a.board, a.dialogs = nil, nil, nil
	a.base = map[route.Page]screen.Page{}
	a.stack = []place{{page: page}}
}

// signedIn opens the desk, and asks first what must be asked: an own PIN after one that
// was good for one sign-in, and the time when the machine's is in doubt.
func (a *App) signedIn(m signedIn) {
	if m.err != nil {
		a.tell(signin.Refused{Err: rules.AsError(m.err)})
		return
	}
	a.desk = m.desk
	_, name := m.desk.Actor()
	a.said = screen.Say{Text: welcomeText.With(name)}
	board := a.root(route.To{Page: route.Board})
	a.stack = []place{{route.To{Page: route.Board}, board}}
	if a.door.ClockDoubt() != nil {
		a.askClock()
	}
	if m.desk.MustSetPIN() {
		a.askPIN()
	}
	a.refresh()
}

// askPIN asks for an own PIN. It cannot be closed: until then the desk takes nothing else.
func (a *App) askPIN() {
	id, _ := a.desk.Actor()
	a.open(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "设自己的 PIN", EN: "Set your own PIN"}, Fixed: true,
		Intro: dialog.Lead(text.Text{ZH: "这次登录用的是一次性 PIN。请设自己的, 4 到 12 位数字。", EN: "That PIN was good for one sign-in. Set your own: 4 to 12 digits."}),
		Shape: entry.Fields(
			field.Spec{Name: "pin", Label: text.Text{ZH: "新 PIN", EN: "New PIN"}, Kind: field.Secret, Max: 12, Required: true},
			field.Spec{Name: "again", Label: text.Text{ZH: "再输一次", EN: "Once more"}, Kind: field.Secret, Max: 12, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			if v["pin"] != v["again"] {
				return nil, rules.Bad("again", text.Text{ZH: "两次输入不一样。", EN: "The two differ."})
			}
			return &command.SetPIN{Officer: id, PIN: v["pin"]}, nil
		},
		Done: text.Text{ZH: "PIN 已设", EN: "PIN set"},
	}))
}

// askClock asks for the time when the machine's does not fit the records.
func (a *App) askClock() {
	now := a.door.Now()
	a.open(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "核对时间", EN: "Check the time"},
		Intro: func(env screen.Env, w int) []string {
			if why := a.door.ClockDoubt(); why != nil {
				return env.Wrap(env.T(why.Text), w)
			}
			return nil
		},
		First: entry.Values{"now": now.In(rules.Zone).Format("2006-01-02 15:04")},
		Shape: entry.Fields(field.Spec{Name: "now", Label: text.Text{ZH: "现在时间", EN: "The time now"}, Kind: field.DateTime, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			t, err := time.ParseInLocation("2006-1-2 15:4", v["now"], rules.Zone)
			if err != nil {
				return nil, rules.Bad("now", text.Text{ZH: "写成 2026-11-24 02:14", EN: "Write it as 2026-11-24 02:14"})
			}
			return &command.SetClock{Now: t}, nil
		},
		Done: text.Text{ZH: "时间已校正", EN: "clock set"},
	}))
}

func (a *App) askLeave() {
	_, name := a.desk.Actor()
	a.open(dialog.NewConfirm(leaveTitle, leaveAsk.With(name), leaveTitle, func() route.Action { return leave{} }))
}

func (a *App) askQuit() {
	a.open(dialog.NewConfirm(quitTitle, quitAsk, quitTitle, func() route.Action { return quit{} }))
}
