package main

import (
	"io"
	"os"
	"regexp"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"dutydesk/cmd/internal/line"
	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// probeWait is how long a terminal may take to say where its cursor is.
const probeWait = 200 * time.Millisecond

// keyboard is where keys come from: the console of this process, or the far end of a line.
type keyboard interface {
	// source is what the program reads.
	source() io.Reader
	// raw makes every key arrive at once, unseen, until restore is called.
	raw() (restore func(), err error)
	// readable waits at most until then for a key.
	readable(until time.Time) bool
	Read(p []byte) (int, error)
}

// console is the terminal of this process.
type console struct{ *os.File }

func (c console) source() io.Reader             { return c.File }
func (c console) readable(until time.Time) bool { return readable(c.File, until) }

func (c console) raw() (func(), error) {
	was, err := term.MakeRaw(int(c.Fd()))
	return func() { term.Restore(int(c.Fd()), was) }, err
}

// farKeys are the keys of a far end, whose own terminal is raw already.
type farKeys struct{ *line.Line }

func (f farKeys) source() io.Reader             { return f.Line }
func (f farKeys) raw() (func(), error)          { return func() {}, nil }
func (f farKeys) readable(until time.Time) bool { return f.Readable(until) }

// widthMode is how wide a terminal draws the ambiguous characters: DUTYDESK_WIDTH
// where it is set, else seen from where the cursor stands after one of them. Keys that
// were pressed meanwhile come back as typed.
func widthMode(t *terminal) (mode style.Mode, typed string) {
	switch t.env("DUTYDESK_WIDTH") {
	case "narrow":
		return style.Narrow, ""
	case "wide":
		return style.Wide, ""
	}
	restore, err := t.keys.raw()
	if err != nil {
		return style.Narrow, ""
	}
	defer restore()
	defer io.WriteString(t.out, "\r\x1b[K")
	io.WriteString(t.out, "\r│\x1b[6n")
	return probed(t.keys, time.Now().Add(t.patience))
}

// position is the answer to CSI 6n: row and column of the cursor, from 1.
var position = regexp.MustCompile(`\x1b\[\d+;(\d+)R`)

// probed reads up to the end of the answer and no further, so that the rest stays for the
// program.
func probed(in keyboard, until time.Time) (mode style.Mode, typed string) {
	var got []byte
	for in.readable(until) {
		var b [1]byte
		if n, err := in.Read(b[:]); n == 0 || err != nil {
			break
		}
		got = append(got, b[0])
		if at := position.FindSubmatchIndex(got); at != nil {
			if string(got[at[2]:at[3]]) == "3" {
				mode = style.Wide
			}
			return mode, lines(got[:at[0]])
		}
	}
	return mode, lines(got)
}

// sequence is a key that is no text, also one cut short: what it does cannot be seen yet.
var sequence = regexp.MustCompile(`\x1b(\[\[?[0-9;]*[~A-Za-z]?|O.?)?`)

// lines is what was typed, each Enter as a line end, without the keys that are no text.
func lines(typed []byte) string {
	typed = sequence.ReplaceAll(typed, nil)
	return text.Clean(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(typed)), text.Note)
}

// strokes are the keys of what was typed before the program could read: an Enter between a
// name and a PIN is a key, lest both stand in one field.
func strokes(typed string) []tea.KeyMsg {
	var out []tea.KeyMsg
	for i, line := range strings.Split(typed, "\n") {
		if i > 0 {
			out = append(out, tea.KeyMsg{Type: tea.KeyEnter})
		}
		if line != "" {
			out = append(out, tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(line)})
		}
	}
	return out
}

func readable(f *os.File, until time.Time) bool {
	for {
		left := time.Until(until).Milliseconds()
		if left <= 0 {
			return false
		}
		n, err := unix.Poll([]unix.PollFd{{Fd: int32(f.Fd()), Events: unix.POLLIN}}, int(left))
		if err != unix.EINTR {
			return err == nil && n > 0
		}
	}
}
