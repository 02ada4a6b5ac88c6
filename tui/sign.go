package tui

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/page/firstrun"
	"dutydesk/tui/page/signin"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// signedIn answers a sign-in, with what the person wants of the screen.
type signedIn struct {
	desk  Desk
	prefs rules.Prefs
	idle  time.Duration
	since bool // what has changed comes before the board
	place *spot
	err   error
}

// quit is the answer to the question of askQuit.
type quit struct{}

func (quit) Action() {}

// enter signs in, in the background.
func (a *App) enter(officer, pin string) tea.Cmd {
	return a.admit(func() (Desk, error) { return a.door.SignIn(officer, pin) })
}

// admit lets in whom prove brings, in the background.
func (a *App) admit(prove func() (Desk, error)) tea.Cmd {
	a.entering = true
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = signedIn{err: rules.Fault("signing in: panic: %v", r)}
			}
		}()
		desk, err := prove()
		return entered(a.door.Now(), desk, err)
	}
}

func entered(now time.Time, desk Desk, err error) signedIn {
	if err != nil {
		return signedIn{err: err}
	}
	out := signedIn{desk: desk, idle: defaultIdle}
	if after, ok := idleAfter(desk); ok {
		out.idle = after
	}
	out.prefs, _ = desk.Prefs() // without them the desk looks as the terminal is
	if !desk.MustSetPIN() {
		out.since, out.place = takesOver(desk), readPlace(desk, now)
	}
	return out
}

// takesOver says that the person comes to take over and that something has changed; false
// where that cannot be read: the board tells what is due.
func takesOver(desk Desk) (yes bool) {
	defer func() {
		if recover() != nil {
			yes = false
		}
	}()
	s, err := desk.Since()
	return err == nil && (s.First && len(s.Groups) > 0 || s.Moved)
}

// create makes the book of a desk that has none and goes to its board.
func (a *App) create(answers firstrun.Answers) tea.Cmd {
	a.entering = true
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = signedIn{err: rules.Fault("setting up: panic: %v", r)}
			}
		}()
		desk, err := a.door.Create(answers)
		return entered(a.door.Now(), desk, err)
	}
}

// signedIn opens the desk or shows the refusal, and then gives it the keys that were
// pressed meanwhile.
func (a *App) signedIn(m signedIn) {
	a.entering = false
	if m.err != nil {
		a.tell(signin.Refused{Err: rules.AsError(m.err)})
		a.tell(firstrun.Refused{Err: rules.AsError(m.err)})
	} else {
		a.sit(m)
	}
	a.late()
}

// sit opens the desk, for somebody who has been here where they left it. It asks first what
// must be asked: an own PIN after one that was good for one sign-in, and the time when the
// machine's is in doubt.
func (a *App) sit(m signedIn) {
	a.follow()
	id, name := m.desk.Actor()
	there := a.kept[id]
	delete(a.kept, id)
	welcome := screen.Say{Text: welcomeText.With(name)}
	if there != nil && !m.desk.MustSetPIN() && slices.Equal(there.desk.Roles(), m.desk.Roles()) {
		a.show(there)
		if there.lost != nil {
			welcome = screen.Say{Text: takenText.With(there.lost.By.Name, screen.HourMinute(there.lost.At)), Bad: true}
			there.lost = nil
		}
	} else {
		if there != nil && there.seat != nil {
			there.seat.Leave()
		}
		fresh := &sitting{desk: m.desk, base: map[route.Page]screen.Page{}}
		if there != nil { // what waits for an answer waits on
			fresh.waiting, fresh.saves = there.waiting, there.saves
		}
		a.show(fresh)
		a.join()
		a.land(m.place, m.since)
		if m.place != nil {
			welcome = screen.Say{Text: backText(name, m.place)}
		}
		if a.door.ClockDoubt() != nil {
			a.open(a.clockForm())
		}
		if m.desk.MustSetPIN() {
			a.open(a.ownPIN())
		}
	}
	a.said, a.prefs = welcome, m.prefs
	a.idle = idle{after: m.idle, since: a.door.Now()}
	a.wish(m.prefs)
	if a.seat != nil {
		a.seat.Key(a.idle.since)
	}
	a.run(a.takeOver())
	a.refresh()
}

// show puts a sitting on the screen.
func (a *App) show(s *sitting) { a.sitting, a.shown = s, s }

// ownPIN asks for an own PIN. It cannot be closed: until then the desk takes nothing else.
func (a *App) ownPIN() screen.Dialog {
	id, _ := a.desk.Actor()
	return dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "设自己的 PIN", EN: "Set your own PIN"}, Fixed: true,
		Intro: dialog.Lead(text.Text{ZH: "这次登录用的是一次性 PIN。请设自己的, 4 到 12 位数字。", EN: "That PIN was good for one sign-in. Set your own: 4 to 12 digits."}),
		Shape: entry.Fields(dialog.TwicePIN(text.Text{ZH: "新 PIN", EN: "New PIN"})...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			if err := dialog.SamePIN(v); err != nil {
				return nil, err
			}
			return &command.SetPIN{Officer: id, PIN: v["pin"]}, nil
		},
		Done: text.Text{ZH: "PIN 已设", EN: "PIN set"},
	})
}

// clockForm asks for the time when the machine's does not fit the records.
func (a *App) clockForm() screen.Dialog {
	now := a.door.Now()
	return dialog.NewForm(dialog.FormOptions{
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
			t, wrong := text.ParseWhen(v["now"], now.In(rules.Zone), text.AnyTime)
			if wrong != nil {
				return nil, rules.Bad("now", wrong.Text)
			}
			return &command.SetClock{Now: t.Time}, nil
		},
		Done: text.Text{ZH: "时间已校正", EN: "clock set"},
	})
}

func (a *App) askQuit() {
	if a.quitting != nil && a.dialog() == a.quitting {
		return // asked already
	}
	a.quitting = dialog.NewConfirm(quitTitle, quitAsk, quitTitle, func() route.Action { return quit{} })
	a.open(a.quitting)
}
