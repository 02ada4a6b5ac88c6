package tui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
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
		a.run(a.save(act))
	case screen.Help:
		a.open(dialog.NewHelp(a.tables()...))
	case screen.Menu:
		a.open(dialog.NewMenu(a.menu()...))
	case screen.Turn:
		a.turn()
	case screen.Leave:
		a.askLeave()
	case screen.Quit:
		a.askQuit()
	case leave:
		a.leavePages()
		a.signOut()
		a.refresh()
	case quit:
		a.run(tea.Quit)
	}
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

// Close keeps what is typed and stops following the book. It is called once the program
// has ended, in whatever way: a person, a signal, a terminal that is gone.
func (a *App) Close() {
	a.cmds = nil
	a.leavePages()
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

// save writes a command in the background. A panic there leaves the outcome unknown: the
// request id answers it.
func (a *App) save(s screen.Save) tea.Cmd {
	if s.Request == "" {
		s.Request = a.door.NewRequest()
	}
	desk := a.desk
	return func() (msg tea.Msg) {
		out := screen.Saved{Save: s}
		defer func() {
			if r := recover(); r != nil {
				out.Err = &rules.Error{Kind: rules.Unknown, Text: unknownText, Err: rules.Fault("panic: %v", r)}
				msg = out
			}
		}()
		if s.Form != "" {
			out.Result, out.Err = desk.DoDraft(s.Request, s.Form, s.Command)
		} else {
			out.Result, out.Err = desk.Do(s.Request, s.Command)
		}
		return out
	}
}

// saved says what became of a write, lets the form that asked for it know, and reads
// again.
func (a *App) saved(m screen.Saved) {
	err := rules.AsError(m.Err)
	switch {
	case err == nil:
		ids := append([]string{m.Result.ID}, m.Result.More...)
		a.said = screen.Say{Text: savedText.With(strings.Join(ids, " "), m.Done)}
	case err.Kind == rules.Unknown:
		a.said = screen.Say{Text: unknownText, Bad: true}
	default:
		a.said = screen.Say{Text: dialog.Sentence(err), Bad: true}
	}
	a.tell(m)
	if p, ok := m.From.(screen.Page); ok && a.desk != nil && !a.shows(p) {
		a.do(p.Update(m)) // it was left meanwhile, and may have more to save
	}
	if err != nil && err.Kind == rules.Unknown {
		again := m.Save
		a.open(dialog.NewUnknown(m.Request, err, func() route.Action { return again }))
	}
	if err != nil && err.Field == "clock" {
		a.askClock()
	}
	a.refresh()
}
