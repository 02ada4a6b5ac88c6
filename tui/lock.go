package tui

import (
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

// defaultIdle holds where the setting cannot be read: a desk is never left open for want
// of an answer.
var defaultIdle = func() time.Duration {
	spec, _ := rules.SettingSpecOf(rules.SettingIdleLock)
	return time.Duration(spec.Default) * time.Minute
}()

// idleRead is a reading of the setting idle_lock.
type idleRead struct {
	of    *sitting
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
	of, desk := a.sitting, a.desk
	if desk == nil {
		return nil
	}
	return func() tea.Msg {
		if after, ok := idleAfter(desk); ok {
			return idleRead{of, after}
		}
		return nil
	}
}

func (a *App) idleRead(m idleRead) {
	if m.of == a.shown {
		a.idle.after = m.after
	}
}

// idleAfter is how long a desk may stand open without a key, 0 for as long as it likes; ok
// is false where the setting cannot be read.
func idleAfter(desk Desk) (after time.Duration, ok bool) {
	defer func() {
		if recover() != nil {
			after, ok = 0, false
		}
	}()
	s, err := desk.Settings()
	if err != nil {
		return 0, false
	}
	for _, row := range s.Rows {
		if row.Operation == "" && row.Name == rules.SettingIdleLock {
			n, err := strconv.Atoi(row.Value)
			return time.Duration(n) * time.Minute, err == nil
		}
	}
	return 0, false
}

// lock hides the desk behind the sign-in page. What is open stays as it is for whoever
// signs in again; what is typed is kept as a draft too.
func (a *App) lock() {
	if a.desk == nil {
		return
	}
	a.leavePages()
	a.run(a.keepPlace())
	a.settleSeat(true)
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
		a.show(&sitting{base: map[route.Page]screen.Page{}, stack: []place{{page: firstrun.New(a.create)}}})
		a.wish(rules.Prefs{})
		return
	}
	public := a.door.Public()
	page := signin.New(signin.Options{Town: a.door.Town, Last: last, Doubt: a.door.ClockDoubt, Notices: a.door.Notices,
		Lists: func() (*view.Lists, error) { return public.Lists() }, Enter: a.enter})
	a.show(&sitting{base: map[route.Page]screen.Page{}, stack: []place{{page: page}}})
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

// blankForms are the drafts of the forms that can be filled in while nobody is signed in.
var blankForms = []string{"intake", "note/"}

// tookOver says which of them were handed to whoever signed in, and which were not, because
// they have one of their own.
type tookOver struct {
	by        *sitting
	took, not bool
}

// takeOver hands what was typed at the locked desk and not saved to whoever signed in, as
// their own draft. A form of theirs that is begun already stays, and so does the other one.
func (a *App) takeOver() tea.Cmd {
	if rules.May(a.desk.Roles(), rules.AreaCase) != nil {
		return nil // it is not for whoever may not save it
	}
	by, desk, from, open := a.sitting, a.desk, a.door.Left(), a.openDrafts()
	return func() (msg tea.Msg) {
		out := tookOver{by: by}
		defer func() {
			if recover() != nil {
				msg = out
			}
		}()
		for _, form := range blankForms {
			raw, err := from.Draft(form)
			if err != nil || len(raw) == 0 {
				continue
			}
			own, err := desk.Draft(form)
			if err != nil || len(own) > 0 || open[form] || desk.SaveDraft(form, raw) != nil {
				out.not = true
				continue
			}
			out.took = true
			_ = from.SaveDraft(form, nil)
		}
		return out
	}
}

// openDrafts are the drafts of the forms that the person has open.
func (a *App) openDrafts() map[string]bool {
	open := map[string]bool{}
	for l := range a.leavers() {
		if d, ok := l.(interface{ DraftName() string }); ok {
			open[d.DraftName()] = true
		}
	}
	return open
}

func (a *App) tookOver(m tookOver) {
	if m.by != a.shown {
		return
	}
	switch {
	case m.took && m.not:
		a.said = screen.Say{Text: text.Text{ZH: "%[1]s%[2]s", EN: "%[1]s %[2]s"}.With(tookText, notTookText), Bad: true}
	case m.took:
		a.said = screen.Say{Text: tookText}
	case m.not:
		a.said = screen.Say{Text: notTookText, Bad: true}
	}
}

var (
	tookText    = text.Text{ZH: "锁屏时写的还没有保存, 已放进您的草稿: 按 F2 或 F8 接着写。", EN: "What was typed while the desk was locked is not saved yet: it is in your drafts now, F2 or F8 goes on."}
	notTookText = text.Text{ZH: "锁屏时还有没保存的内容; 先存完您自己的草稿, 下次登录时给您。", EN: "Something typed while the desk was locked is not saved: save your own draft first, it comes at the next sign-in."}
)
