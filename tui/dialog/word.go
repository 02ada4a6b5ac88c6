package dialog

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Word is what somebody at the desk said. It is read once Enter or Esc closes it; until then
// it waits, whatever happens to the line.
type Word struct {
	word rules.Word
	read func() error
	busy bool
}

// wordRead answers the closing of a word.
type wordRead struct {
	d   *Word
	err error
}

// NewWord shows a word; read keeps that it was read.
func NewWord(w rules.Word, read func() error) *Word { return &Word{word: w, read: read} }

// Word is what was said.
func (w *Word) Word() rules.Word { return w.word }

// Line is what the status line says while it waits.
func (w *Word) Line() text.Text {
	return wordLine.With(w.word.Name, screen.HourMinute(w.word.At), w.word.Text)
}

// Typing is never.
func (w *Word) Typing() bool { return false }

// Keys close it as read.
func (w *Word) Keys() binding.Table {
	return binding.Table{{Keys: []string{"enter", "esc"}, Label: text.Text{ZH: "知道了", EN: "Read"}, Help: text.Text{ZH: "看过了, 关上", EN: "Read: close it"}, Do: w.close}}
}

func (w *Word) close() route.Action {
	if w.busy {
		return nil
	}
	w.busy = true
	return screen.Run{Cmd: func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = wordRead{w, rules.Fault("reading a word: panic: %v", r)}
			}
		}()
		return wordRead{w, w.read()}
	}}
}

// Update closes what was read. What could not be written as read comes again at the next
// sign-in, and says so.
func (w *Word) Update(msg tea.Msg) route.Action {
	m, ok := msg.(wordRead)
	if !ok || m.d != w {
		return nil
	}
	w.busy = false
	if m.err != nil {
		return route.All{screen.Close{Dialog: w}, screen.Say{Text: rules.AsError(m.err).Text, Bad: true}}
	}
	return screen.Close{Dialog: w}
}

// View draws it.
func (w *Word) View(env screen.Env, width, h int) screen.Frame {
	who := wordFrom.With(w.word.Name, env.HHMM(w.word.At))
	if w.word.All {
		who = wordToAll.With(w.word.Name, env.HHMM(w.word.At))
	}
	lines := append([]string{""}, env.Lines(w.word.Text, width-2)...)
	return screen.Frame{Lines: screen.Fit(box(env, env.T(who), lines, env.T(wordKeys), width), min(h, len(lines)+4))}
}

var (
	wordLine  = text.Text{ZH: "%[1]s %[2]s: %[3]s (Ctrl+T 看)", EN: "%[1]s %[2]s: %[3]s (Ctrl+T)"}
	wordFrom  = text.Text{ZH: "%[1]s %[2]s 留言", EN: "%[1]s at %[2]s"}
	wordToAll = text.Text{ZH: "%[1]s %[2]s 对大家说", EN: "%[1]s to all at %[2]s"}
	wordKeys  = text.Text{ZH: "Enter 知道了", EN: "Enter: read"}
)
