// Package tui is the desk on a terminal: one Bubble Tea model that holds the pages and
// the dialogs, gives them the keys, and carries out what they ask for. It decides nothing
// of the procedure: what is due, what is refused and why come with the read models. It
// never opens the book; package cmd hands it a Door.
package tui

import (
	"maps"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// Options are how one session is drawn where the officer has no wish of their own.
type Options struct {
	Lang     text.Lang
	Mode     style.Mode
	Renderer *lipgloss.Renderer // the session's own; nil draws without colours
	Caret    Caret              // nil when nobody places a cursor
	Clip     func(string)       // hands a text to the terminal's clipboard; nil cannot
	Print    Printer            // prints papers; nil cannot
	Signed   Desk               // of who has proven elsewhere who they are; nil: the sign-in page asks
	Width    int
	Height   int
}

// Printer writes a paper for the person at a desk and says where; it may take its time.
// The id is that of the recorded paper, "" of a draft.
type Printer func(Desk, screen.Print) (id, path string, err error)

// Caret is told where the caret of the focused field stands, from 0, or that no field has
// the focus (tui/caret).
type Caret interface {
	Set(row, col int)
	Hide()
}

// Cut tells the session that the end of a paste was not taken in (tui/input): Lost bytes.
type Cut struct{ Lost int }

// App is one terminal at the desk. It is used by one tea.Program.
type App struct {
	*sitting // what is shown, or while an answer is given behind the lock, its own
	shown    *sitting
	kept     map[string]*sitting // what officers have open behind the lock, by id
	door     Door
	o        Options
	env      screen.Env
	w, h     int
	lay      screen.Layout
	town     string
	entering bool         // a sign-in is under way
	early    []tea.KeyMsg // pressed meanwhile
	idle     idle
	work     work
	live     live
	cmds     []tea.Cmd
	frame    string
	over     ending
}

// sitting is what one person has open. It is kept while the desk is locked.
type sitting struct {
	desk    Desk // nil: nobody is signed in
	board   *view.Board
	base    map[route.Page]screen.Page // pages that keep their selection
	stack   []place                    // where the person has been, the visible page last
	dialogs []screen.Dialog            // the top one last
	waiting []screen.Dialog            // what the machine wants answered, the first one first
	saves   []screen.Saved             // what was saved here, the newest last
	said    screen.Say
	prefs   rules.Prefs // how the person wants to see the desk

	quitting screen.Dialog // the question whether to end, once it was asked
	leaving  bool          // it was answered with yes

	around
	keeper  *entry.Keeper // of the place
	placed  string        // what was kept of it last
	placing bool          // the timer runs
}

// place is a page and how one came to it.
type place struct {
	to   route.To
	page screen.Page
}

// New is a session at the sign-in page.
func New(door Door, o Options) *App {
	a := &App{door: door, o: o, over: make(ending), kept: map[string]*sitting{}, env: screen.Env{Now: door.Now()}}
	a.wish(rules.Prefs{})
	a.resize(o.Width, o.Height)
	a.outside("")
	a.draw()
	return a
}

// Init asks for the first page and begins to listen to the book.
func (a *App) Init() tea.Cmd {
	a.follow()
	if a.o.Signed != nil {
		a.run(a.admit(func() (Desk, error) { return a.o.Signed, nil }))
	}
	a.refresh()
	return a.issue(a.nextMinute())
}

// Update is the root: it alone interprets messages and actions.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		a.resize(msg.Width, msg.Height)
	case tea.KeyMsg:
		a.key(msg)
	case minute:
		a.minute()
	case changed:
		a.changed(msg)
	case settled:
		a.settled()
	case refreshed:
		a.refreshed(msg)
	case signedIn:
		a.signedIn(msg)
	case vouched:
		a.vouched(msg)
	case answer:
		a.within(msg.to, func() { a.tell(msg.msg) })
	case screen.Saved:
		a.saved(msg)
	case printed:
		a.printed(msg)
	case slow:
		a.work.slow(msg)
	case idleRead:
		a.idleRead(msg)
	case tookOver:
		a.tookOver(msg)
	case news:
		a.news(msg)
	case yielded:
		a.yielded(msg)
	case seize:
		a.seize(msg)
	case placeDue:
		a.placeDue(msg)
	case Cut:
		a.said = screen.Say{Text: cutText.With(msg.Lost), Bad: true}
	}
	if a.settleSeat(false); !a.silent(msg) {
		a.draw()
	}
	return a, a.issue()
}

// silent says that a message changes nothing that is seen: what it asks to be read comes with
// one of its own.
func (a *App) silent(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case changed:
		return msg.open
	case slow:
		return !a.work.has(msg.task)
	case settled, idleRead, placeDue:
		return true
	}
	return false
}

func (a *App) resize(w, h int) {
	a.w, a.h = w, h
	a.lay = screen.Lay(w, h, int(a.env.Mode))
}

// View is the frame that the last Update drew.
func (a *App) View() string { return a.frame }

// run adds a command to those that this Update returns.
func (a *App) run(cmd tea.Cmd) {
	if cmd != nil {
		a.cmds = append(a.cmds, cmd)
	}
}

func (a *App) issue(more ...tea.Cmd) tea.Cmd {
	cmds := append(a.cmds, more...)
	a.cmds = nil
	switch len(cmds) {
	case 0:
		return nil
	case 1:
		return cmds[0]
	}
	return tea.Batch(cmds...)
}

// answer is what a command brought to the sitting that asked for it.
type answer struct {
	to  *sitting
	msg tea.Msg
}

// own makes the command answer the sitting that asks, whoever is at the screen by then.
// What the root waits for itself passes.
func (a *App) own(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	to := a.sitting
	return func() tea.Msg { return owned(to, cmd()) }
}

func owned(to *sitting, msg tea.Msg) tea.Msg {
	switch msg := msg.(type) {
	case nil, signedIn, vouched:
		return msg
	case tea.BatchMsg:
		all := make(tea.BatchMsg, len(msg))
		for i, cmd := range msg {
			if cmd != nil {
				all[i] = func() tea.Msg { return owned(to, cmd()) }
			}
		}
		return all
	}
	return answer{to, msg}
}

// within does something in a sitting: the one that is shown, or one behind the lock. What
// no longer is anywhere is over.
func (a *App) within(there *sitting, do func()) {
	here := a.sitting
	if there != here && !slices.Contains(slices.Collect(maps.Values(a.kept)), there) {
		return
	}
	a.sitting = there
	do()
	if a.sitting == there {
		a.sitting = here
	}
}

// behind says that the sitting at work is not the one on the screen.
func (a *App) behind() bool { return a.sitting != a.shown }

// tell gives a message to everything of the sitting that may wait for it.
func (a *App) tell(msg tea.Msg) {
	for _, d := range slices.Clone(a.dialogs) {
		a.do(d.Update(msg))
	}
	seen := map[screen.Page]bool{}
	for _, p := range slices.Clone(a.stack) {
		seen[p.page] = true
		a.do(p.page.Update(msg))
	}
	for _, p := range a.base {
		if !seen[p] {
			a.do(p.Update(msg))
		}
	}
}

// shows says that a page is on the way back or kept for the session.
func (a *App) shows(p screen.Page) bool {
	for _, q := range a.base {
		if q == p {
			return true
		}
	}
	return slices.ContainsFunc(a.stack, func(q place) bool { return q.page == p })
}

func (a *App) page() screen.Page { return a.stack[len(a.stack)-1].page }

func (a *App) dialog() screen.Dialog {
	if len(a.dialogs) == 0 {
		return nil
	}
	return a.dialogs[len(a.dialogs)-1]
}

// draw makes the frame and places the caret.
func (a *App) draw() {
	if a.lay.Size == screen.Tiny {
		a.frame = strings.Join(a.tooSmall(), "\n")
		a.place(nil)
		return
	}
	lines := make([]string, 0, a.h)
	lines = append(lines, a.header())
	body := a.page().View(a.env, a.lay)
	lines = append(lines, screen.Fit(body.Lines, a.lay.H)...)
	caret := body.Caret.At(1, 0)
	lines = append(lines, a.statusLine(), a.footer())
	if d := a.dialog(); d != nil {
		lines, caret = a.overlay(lines, d)
	}
	a.frame = strings.Join(lines, "\n")
	a.place(caret)
}

func (a *App) place(p *screen.Point) {
	switch {
	case a.o.Caret == nil:
	case p == nil:
		a.o.Caret.Hide()
	default:
		a.o.Caret.Set(p.Row, p.Col)
	}
}
