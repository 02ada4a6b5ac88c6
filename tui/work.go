package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
)

// patience is how long something may take before the screen says that it is under way.
const patience = 500 * time.Millisecond

// work is what is under way in the background, by request id.
type work struct{ under map[string]*task }

type task struct {
	what text.Text
	of   *sitting
	long bool
}

// slow says that a task has taken longer than patience.
type slow struct{ task *task }

func (w *work) start(id string, what text.Text, of *sitting) {
	if w.under == nil {
		w.under = map[string]*task{}
	}
	w.under[id] = &task{what: what, of: of}
}

// watch looks at the task again when patience is over.
func (w *work) watch(id string) tea.Cmd {
	t := w.under[id]
	return tea.Tick(patience, func(time.Time) tea.Msg { return slow{t} })
}

func (w *work) slow(m slow) { m.task.long = true }

// has says that a task is under way.
func (w *work) has(t *task) bool {
	for _, u := range w.under {
		if u == t {
			return true
		}
	}
	return false
}

// done forgets a task and tells for whom it was; nil when nobody knows of it.
func (w *work) done(id string) *sitting {
	t := w.under[id]
	if t == nil {
		return nil
	}
	delete(w.under, id)
	return t.of
}

// long is what has been under way for longer than patience; zero without any.
func (w *work) long() text.Text {
	for _, t := range w.under {
		if t.long {
			return t.what
		}
	}
	return text.Text{}
}
