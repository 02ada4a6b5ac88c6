package cmdline

import (
	"encoding/json"
	"slices"
	"strings"
)

// Drafts of the command line: the lines that were run, newest first, the one that was left
// unfinished, and the entry of which nobody knows whether it was written.
const (
	historyForm = "cmdline"
	lineForm    = "cmdline/line"
	lostForm    = "cmdline/lost" // the entry whose outcome is unknown
)

// most is how many lines the history keeps.
const most = 50

// kept says that a draft was written, or why it was not.
type kept struct {
	d   *Line
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
