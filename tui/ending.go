package tui

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// ending is closed with the session. A timer of v1 outlives its program: one of a minute
// would hold a session that has ended, with all that it shows, for as long.
type ending chan struct{}

// Tick is tea.Tick, which ends with the session.
func (e ending) Tick(d time.Duration, fn func(time.Time) tea.Msg) tea.Cmd {
	return func() tea.Msg {
		t := time.NewTimer(d)
		defer t.Stop()
		select {
		case at := <-t.C:
			return fn(at)
		case <-e:
			return nil
		}
	}
}
