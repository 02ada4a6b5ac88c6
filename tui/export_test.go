package tui

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/tui/binding"
)

// Tables are the keys that work now.
func (a *App) Tables() []binding.Table { return a.tables() }

// Minute is the message that the clock of the header sends.
func Minute() tea.Msg { return minute{} }

// Settled is the message that ends the rest after a reading.
func Settled() tea.Msg { return settled{} }

// Changed is the message that the book changed.
func Changed() tea.Msg { return changed{open: true} }

// Slow is the message that a request under way has taken long.
func (a *App) Slow(request string) tea.Msg { return slow{a.work.under[request]} }

// Inside says that somebody is signed in.
func (a *App) Inside() bool { return a.desk != nil }
