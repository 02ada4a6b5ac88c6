package tui

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// do carries out an action at once; only what a Run or a Save does happens in the
// background.
func (a *App) do(act route.Action) {
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
		a.run(act.Cmd)
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
	case quit:
		a.run(tea.Quit)
	}
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
	if l, ok := d.(loader); ok {
		a.run(l.Load())
	}
}

// loader is a dialog that reads something when it opens; leaver keeps what is typed when
// its page is left.
type (
	loader interface{ Load() tea.Cmd }
	leaver interface{ Leave() tea.Cmd }
)

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
	if f, ok := a.page().(focuser); ok && to.Focus != "" {
		f.Focus(to.Focus)
	}
	a.refresh()
}

// focuser is a page that is kept, and told what it is opened for.
type focuser interface{ Focus(part string) }

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
	if l, ok := a.page().(leaver); ok {
		a.run(l.Leave())
	}
}

func (a *App) leavePages() {
	for _, d := range a.dialogs {
		if l, ok := d.(leaver); ok {
			a.run(l.Leave())
		}
	}
	for _, p := range a.stack {
		if l, ok := p.page.(leaver); ok {
			a.run(l.Leave())
		}
	}
}

// Close keeps what is typed, behind the lock too, and stops following the book. It is
// called once the program has ended, in whatever way: a person, a signal, a terminal that
// is gone.
func (a *App) Close() {
	a.cmds = nil
	a.leavePages()
	for _, a.sitting = range a.kept {
		a.leavePages()
	}
	for _, keep := range a.cmds {
		keep()
	}
	a.cmds = nil
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
