package tui

import (
	"iter"
	"maps"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// do carries out an action at once; only what a Run or a Save does happens in the
// background.
func (a *App) do(act route.Action) {
	if a.behind() && visible(act) {
		return // nobody behind the lock touches what is on the screen
	}
	switch act := act.(type) {
	case nil:
	case route.All:
		for _, one := range act {
			a.do(one)
		}
	case route.To:
		a.goTo(act)
	case route.Back:
		a.back()
	case screen.Open:
		a.open(act.Dialog)
	case screen.Close:
		a.close(act.Dialog)
	case screen.Run:
		a.run(a.own(act.Cmd))
	case screen.Later:
		to := a.sitting
		a.run(tea.Tick(act.After, func(time.Time) tea.Msg { return answer{to, act.Msg} }))
	case screen.Say:
		a.said = act
	case screen.Save:
		a.save(act)
	case screen.Offer:
		a.waiting = append(a.waiting, act.Dialog)
	case screen.Clip:
		if a.o.Clip != nil {
			a.o.Clip(act.Text)
		}
	case screen.Print:
		a.print(act)
	case screen.Help:
		a.help()
	case screen.Menu:
		a.open(dialog.NewMenu(a.menu()...))
	case screen.Turn:
		a.turn()
	case screen.Lock:
		a.lock()
	case screen.Quit:
		a.askQuit()
	case wantForm:
		a.want(act.form)
	case quit:
		a.leaving = true
		a.run(tea.Quit)
	}
}

// visible says that an action changes the screen itself, not only what somebody has open.
func visible(act route.Action) bool {
	switch act.(type) {
	case screen.Lock, screen.Quit, screen.Turn, screen.Clip, quit:
		return true
	}
	return false
}

// help opens why the last thing was refused, or else the keys of what is shown.
func (a *App) help() {
	if why := a.said.Err; why != nil {
		a.said.Err = nil // asked again, it is the keys
		a.open(dialog.NewRefusal(why))
		return
	}
	a.open(dialog.NewHelp(a.tables()...))
}

func (a *App) open(d screen.Dialog) {
	a.dialogs = append(a.dialogs, d)
	if l, ok := d.(screen.Loader); ok {
		a.run(a.own(l.Load()))
	}
}

func (a *App) close(d screen.Dialog) {
	if d == nil {
		d = a.dialog()
	}
	a.dialogs = slices.DeleteFunc(slices.Clone(a.dialogs), func(x screen.Dialog) bool { return x == d })
}

// goTo shows a page. The board is where every way back ends, and the pages with a digit are
// kept for the session; another visit of the same place goes back to it.
func (a *App) goTo(to route.To) {
	if a.desk == nil {
		return
	}
	a.leavePage()
	here := func(p place) bool { return p.to.Page == to.Page && p.to.ID == to.ID }
	if i := slices.IndexFunc(a.stack, here); i >= 0 {
		a.stack = a.stack[:i+1]
	} else if p := a.root(to); p != nil {
		a.stack = append(a.stack, place{to, p})
	} else {
		a.stack = append(a.stack, place{to, a.newPage(to)})
	}
	if f, ok := a.page().(screen.Focuser); ok && to.Focus != "" {
		f.Focus(to.Focus)
	}
	a.refresh()
}

// root is the page with a digit that to names, nil for any other.
func (a *App) root(to route.To) screen.Page {
	if to.ID != "" || !slices.Contains(roots, to.Page) {
		return nil
	}
	p := a.base[to.Page]
	if p == nil {
		p = a.newPage(to)
		a.base[to.Page] = p
	}
	return p
}

func (a *App) back() {
	if len(a.stack) > 1 {
		a.leavePage()
		a.stack = a.stack[:len(a.stack)-1]
		a.refresh()
	}
}

// leavePage lets the visible page keep what is typed in it; leavePages lets all.
func (a *App) leavePage() {
	if l, ok := a.page().(screen.Leaver); ok {
		a.run(a.own(l.Leave()))
	}
}

func (a *App) leavePages() {
	for l := range a.leavers() {
		a.run(a.own(l.Leave()))
	}
}

// leavers are the dialogs and pages of the sitting in which something can be typed.
func (a *App) leavers() iter.Seq[screen.Leaver] {
	return func(yield func(screen.Leaver) bool) {
		for _, d := range a.dialogs {
			if l, ok := d.(screen.Leaver); ok && !yield(l) {
				return
			}
		}
		for _, p := range a.stack {
			if l, ok := p.page.(screen.Leaver); ok && !yield(l) {
				return
			}
		}
	}
}

// Close keeps what is typed, behind the lock too, and stops following the book. It is
// called once the program has ended, in whatever way: a person, a signal, a terminal that
// is gone. What was to be kept and was not yet is written here, and waited for.
func (a *App) Close() {
	for _, of := range append(slices.Collect(maps.Values(a.kept)), a.shown) {
		a.sitting = of
		for l := range a.leavers() {
			l.Leave()
			if f, ok := l.(screen.Flusher); ok {
				f.Flush()
			}
		}
		of := a.sitting
		a.flushPlace(of.leaving)
		if of.seat != nil {
			of.seat.Leave()
		}
	}
	a.cmds = nil
	select {
	case <-a.over:
	default:
		close(a.over)
	}
	if a.live.stop != nil {
		a.live.stop()
		a.live.stop = nil
	}
}

// turn shows everything in the other language.
func (a *App) turn() {
	if a.env.Lang == text.EN {
		a.env.Lang = text.ZH
	} else {
		a.env.Lang = text.EN
	}
}
