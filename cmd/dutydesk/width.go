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

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// probeWait is how long a terminal may take to say where its cursor is.
const probeWait = 200 * time.Millisecond

// widthMode is how wide this terminal draws the ambiguous characters: DUTYDESK_WIDTH
// where it is set, else seen from where the cursor stands after one of them. Keys that
// were pressed meanwhile come back as typed.
func widthMode(in, out *os.File) (mode style.Mode, typed string) {
	switch os.Getenv("DUTYDESK_WIDTH") {
	case "narrow":
		return style.Narrow, ""
	case "wide":
		return style.Wide, ""
	}
	was, err := term.MakeRaw(int(in.Fd()))
	if err != nil {
		return style.Narrow, ""
	}
	defer term.Restore(int(in.Fd()), was)
	defer io.WriteString(out, "\r\x1b[K")
	io.WriteString(out, "\r│\x1b[6n")
	return probed(in, time.Now().Add(probeWait))
}

// position is the answer to CSI 6n: row and column of the cursor, from 1.
var position = regexp.MustCompile(`\x1b\[\d+;(\d+)R`)

// probed reads up to the end of the answer and no further, so that the rest stays for the
// program.
func probed(in *os.File, until time.Time) (mode style.Mode, typed string) {
	var got []byte
	for readable(in, until) {
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
