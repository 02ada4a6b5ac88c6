package tui

import (
	"slices"
	"strconv"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/page/firstrun"
	"dutydesk/tui/page/intake"
	"dutydesk/tui/page/signin"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// idle is when the desk locks by itself.
type idle struct {
	after time.Duration // 0: never
	since time.Time     // the last key
}

// wait is a reading of the setting idle_lock.
type wait struct {
	desk  Desk
	after time.Duration
}

// minute moves the clock on, and locks a desk at which nobody has pressed a key for long.
func (a *App) minute() {
	a.env.Now = a.door.Now()
	a.run(a.nextMinute())
	if a.desk != nil && a.idle.after > 0 && a.env.Now.Sub(a.idle.since) >= a.idle.after {
		a.lock()
		return
	}
	a.run(a.readIdle())
	a.refresh()
}

func (a *App) readIdle() tea.Cmd {
	desk := a.desk
	if desk == nil {
		return nil
	}
	return func() tea.Msg { return wait{desk, idleAfter(desk)} }
}

// idleAfter is how long a desk may stand open without a key, 0 for as long as it likes.
func idleAfter(desk Desk) time.Duration {
	defer func() { _ = recover() }()
	s, err := desk.Settings()
	if err != nil {
		return 0
	}
	for _, row := range s.Rows {
		if row.Operation == "" && row.Name == rules.SettingIdleLock {
			n, _ := strconv.Atoi(row.Value)
			return time.Duration(n) * time.Minute
		}
	}
	return 0
}

// lock hides the desk behind the sign-in page. What is open stays as it is for whoever
// signs in again; what is typed is kept as a draft too.
func (a *App) lock() {
	if a.desk == nil {
		return
	}
	a.leavePages()
	id, name := a.desk.Actor()
	a.said = screen.Say{}
	a.kept[id] = a.sitting
	a.outside(name)
	a.refresh()
}

// outside is the desk as it stands for everybody: the sign-in page, with the name of who
// was here last.
func (a *App) outside(last string) {
	if a.door.Empty() {
		a.sitting = sitting{base: map[route.Page]screen.Page{}, stack: []place{{page: firstrun.New(a.create)}}}
		a.wish(rules.Prefs{})
		return
	}
	name, county, demo := a.door.Town()
	a.town = name
	public := a.door.Public()
	page := signin.New(signin.Options{Town: name, County: county, Demo: demo, Last: last, Doubt: a.door.ClockDoubt, Notices: a.door.Notices,
		Lists: func() (*view.Lists, error) { return public.Lists() },
		Enter: func(officer, pin string) tea.Cmd { return a.enter(officer, pin) }})
	a.sitting = sitting{base: map[route.Page]screen.Page{}, stack: []place{{page: page}}}
	a.wish(rules.Prefs{})
}

// blankCall and blankNote take down a call and a note while the desk is locked: they show
// nothing of the desk, and ask who signs when they are saved.
func (a *App) blankCall() route.Action {
	if len(a.stack) == 1 {
		a.stack = append(a.stack, place{route.To{Page: route.Intake}, intake.NewBlank(a.door.Left(), a.door.Now)})
	}
	return nil
}

func (a *App) blankNote() route.Action {
	return screen.Open{Dialog: dialog.NewBlankNote(a.door.Left())}
}

// wish draws the screen as an officer wants it, or as the terminal is.
func (a *App) wish(p rules.Prefs) {
	a.env.Lang, a.env.Mode = a.o.Lang, a.o.Mode
	if p.Lang != "" {
		a.env.Lang = p.Lang
	}
	switch p.Width {
	case "narrow":
		a.env.Mode = style.Narrow
	case "wide":
		a.env.Mode = style.Wide
	}
	a.env.Few = p.Theme == rules.ThemeContrast
	a.env.Theme = style.NewTheme(a.o.Renderer)
	if a.env.Few {
		a.env.Theme = style.NewContrast(a.o.Renderer)
	}
	a.resize(a.w, a.h)
}

// left are the forms that can be filled in while nobody is signed in.
var left = []string{"intake", "note/"}

// took says which of them were handed to whoever signed in, and which were not, because
// they have one of their own.
type took struct {
	desk      Desk
	over, not bool
}

// takeOver hands what was typed at the locked desk and not saved to whoever signed in, as
// their own draft. A form of theirs that is begun already stays, and so does the other one.
func (a *App) takeOver() tea.Cmd {
	desk, from := a.desk, a.door.Left()
	open := slices.ContainsFunc(a.stack, func(p place) bool { return p.to.Page == route.Intake })
	return func() (msg tea.Msg) {
		out := took{desk: desk}
		defer func() {
			if recover() != nil {
				msg = out
			}
		}()
		for _, form := range left {
			raw, err := from.Draft(form)
			if err != nil || len(raw) == 0 {
				continue
			}
			own, err := desk.Draft(form)
			if err != nil || len(own) > 0 || open || desk.SaveDraft(form, raw) != nil {
				out.not = true
				continue
			}
			out.over = true
			_ = from.SaveDraft(form, nil)
		}
		return out
	}
}

func (a *App) took(m took) {
	switch {
	case m.desk != a.desk:
	case m.over:
		a.said = screen.Say{Text: tookText}
	case m.not:
		a.said = screen.Say{Text: notTookText, Bad: true}
	}
}

var (
	tookText    = text.Text{ZH: "锁屏时写的还没有保存, 已放进您的草稿: 按 F2 或 F8 接着写。", EN: "What was typed while the desk was locked is not saved yet: it is in your drafts now, F2 or F8 goes on."}
	notTookText = text.Text{ZH: "锁屏时还有没保存的内容; 先存完您自己的草稿, 下次登录时给您。", EN: "Something typed while the desk was locked is not saved: save your own draft first, it comes at the next sign-in."}
)
