package cmdline

import (
	"encoding/json"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
)

// Drafts of the command line: the lines that were run, newest first, and the one that was
// left unfinished.
const (
	historyForm = "cmdline"
	lineForm    = "cmdline/line"
)

// most is how many lines the history keeps.
const most = 50

// keeper writes drafts one after the other, so that an older one never covers a newer.
type keeper struct {
	drafts entry.Drafts
	last   chan struct{}
}

func (k *keeper) write(form string, raw []byte) tea.Cmd {
	before, done := k.last, make(chan struct{})
	k.last = done
	write := screen.Read(form, func() (struct{}, error) { return struct{}{}, k.drafts.SaveDraft(form, raw) })
	return func() tea.Msg {
		defer close(done)
		if before != nil {
			<-before
		}
		got, _ := write().(screen.Got[struct{}])
		return kept{k, got.Err}
	}
}

// kept says that a draft was written, or why it was not.
type kept struct {
	k   *keeper
	err error
}

// history is the lines that were run, newest first. at is the one that is shown, -1 for
// the line being typed, which is kept in typed meanwhile.
type history struct {
	lines []string
	at    int
	typed string
}

// readHistory reads what was kept; what cannot be read is an empty history.
func readHistory(raw []byte) (lines []string) {
	if json.Unmarshal(raw, &lines) != nil {
		return nil
	}
	return lines
}

// add puts a line first, once. It reports whether anything changed.
func (h *history) add(line string) bool {
	line = strings.TrimSpace(line)
	h.at, h.typed = -1, ""
	if line == "" || len(h.lines) > 0 && h.lines[0] == line {
		return false
	}
	rest := slices.DeleteFunc(slices.Clone(h.lines), func(l string) bool { return l == line })
	h.lines = append([]string{line}, rest[:min(len(rest), most-1)]...)
	return true
}

// older and newer move through the history; now is what the line says. ok is false at
// either end.
func (h *history) older(now string) (line string, ok bool) {
	if h.at+1 >= len(h.lines) {
		return "", false
	}
	if h.at < 0 {
		h.typed = now
	}
	h.at++
	return h.lines[h.at], true
}

func (h *history) newer() (line string, ok bool) {
	if h.at < 0 {
		return "", false
	}
	if h.at--; h.at < 0 {
		return h.typed, true
	}
	return h.lines[h.at], true
}

func (h *history) raw() []byte {
	b, _ := json.Marshal(h.lines)
	return b
}
