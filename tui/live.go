package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
)

// pause is how long the screen rests after a reading that somebody else's change asked
// for: at most ten a second (DESIGN §5).
const pause = 100 * time.Millisecond

// live is how the session follows the book. One reading is under way at a time, so that
// an older answer never covers a newer one.
type live struct {
	changes <-chan Change
	stop    func()
	reading bool
	again   bool // asked for while reading
	resting bool
	stale   bool // changed while resting
}

// reading is the task of reading header and page.
const reading = "reading"

type (
	changed   struct{ open bool } // the book changed, or closed
	settled   struct{}            // the rest is over
	minute    struct{}            // the clock shows another minute
	refreshed struct {
		of    *sitting
		board screen.Got[*view.Board]
		town  string // while nobody is signed in
		page  tea.Msg
		on    string // the record that was touched last so
		touch *rules.Touch
	}
)

// follow begins to listen to the book, as soon as there is one.
func (a *App) follow() {
	if a.live.changes == nil && !a.door.Empty() {
		a.live.changes, a.live.stop = a.door.Watch()
		a.run(a.nextChange())
	}
}

// nextChange waits for a change and takes what else has come by then.
func (a *App) nextChange() tea.Cmd {
	changes := a.live.changes
	return func() tea.Msg {
		_, open := <-changes
		for open {
			select {
			case _, open = <-changes:
			default:
				return changed{true}
			}
		}
		return changed{false}
	}
}

func (a *App) changed(m changed) {
	if !m.open {
		a.said = screen.Say{Text: closedText, Bad: true}
		return
	}
	a.run(a.nextChange())
	if a.live.resting {
		a.live.stale = true
		return
	}
	a.rest()
	a.refresh()
}

func (a *App) rest() {
	a.live.resting, a.live.stale = true, false
	a.run(tea.Tick(pause, func(time.Time) tea.Msg { return settled{} }))
}

func (a *App) settled() {
	a.live.resting = false
	if a.live.stale {
		a.rest()
		a.refresh()
	}
}

// touched notices that somebody else changed the record that is shown.
func (a *App) touched(m refreshed) {
	if m.touch == nil || m.on != a.record() {
		return
	}
	t := &a.touch
	if t.record != m.on {
		*t = touch{record: m.on, seq: m.touch.Seq}
	} else if m.touch.Seq > t.seq {
		t.seq, t.by = m.touch.Seq, m.touch
	}
}

// nextMinute wakes the session when the clock of the header moves.
func (a *App) nextMinute() tea.Cmd {
	now := a.door.Now()
	return a.over.Tick(now.Truncate(time.Minute).Add(time.Minute).Sub(now), func(time.Time) tea.Msg { return minute{} })
}

// refresh reads the header and the visible page again; both come in one message, so that
// a change is one frame.
func (a *App) refresh() {
	if a.behind() {
		return // it is read when the person comes back
	}
	if a.live.reading {
		a.live.again = true
		return
	}
	a.live.reading, a.live.again = true, false
	a.env.Now = a.door.Now()
	of, desk, load, on := a.sitting, a.desk, a.page().Load(), a.record()
	a.work.start(reading, readingText, of)
	a.run(a.work.watch(reading))
	a.run(func() tea.Msg {
		out := refreshed{of: of}
		if desk != nil && !rules.VillageOnly(desk.Roles()) {
			out.board, _ = screen.Read("", desk.Board)().(screen.Got[*view.Board])
		} else if !a.door.Empty() {
			out.town, _, _ = a.door.Town()
		}
		if load != nil {
			out.page = load()
		}
		if desk != nil && on != "" {
			got, _ := screen.Read("", func() (*rules.Touch, error) { return desk.Touched(on) })().(screen.Got[*rules.Touch])
			out.on, out.touch = on, got.Value // without it the page shows what is there
		}
		return out
	})
}

func (a *App) refreshed(m refreshed) {
	a.live.reading = false
	a.work.done(reading)
	switch {
	case m.of != a.shown:
	case m.board.Err != nil:
		a.said = screen.Say{Text: rules.AsError(m.board.Err).Text, Bad: true}
	case m.board.Value != nil:
		a.board, a.town = m.board.Value, m.board.Value.Town
	case m.town != "":
		a.town = m.town
	}
	if m.of == a.shown {
		a.touched(m)
		a.tell(m.page)
		a.late()
	}
	if a.live.again {
		a.refresh()
	}
}
