// Package tuitest lets tests look at the screen as a terminal would show it, type
// as a person would, and run a model without a program.
//
// It decides how a frame becomes lines and how a test is told of a difference.
// It is imported by tests alone.
package tuitest

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"

	"dutydesk/tui/style"
)

// Screen is a frame on a terminal of w by h cells: h lines without colours and
// without blanks at the end. A frame that does not fit fails the test.
func Screen(t testing.TB, view string, w, h int) []string {
	t.Helper()
	term := terminal(t, view, w, h)
	lines := make([]string, h)
	for y := range lines {
		var b strings.Builder
		for x := 0; x < w; x++ {
			switch c := term.CellAt(x, y); {
			case c == nil:
			case c.Content != "":
				b.WriteString(c.Content)
			case c.Width == 1:
				b.WriteByte(' ')
			}
		}
		lines[y] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

// Coloured is Screen with the colours in it, their ESC drawn as ␛.
func Coloured(t testing.TB, view string, w, h int) string {
	t.Helper()
	return strings.ReplaceAll(terminal(t, view, w, h).Render(), "\x1b", "␛")
}

// terminal shows a frame as v1 writes it: every line from the left edge.
func terminal(t testing.TB, view string, w, h int) *vt.Emulator {
	t.Helper()
	Fits(t, style.Narrow, view, w, h)
	OnlyOwnEscapes(t, []byte(view))
	term := vt.NewEmulator(w, h)
	lines := strings.Split(view, "\n")
	if len(lines) > h { // as v1 does
		lines = lines[len(lines)-h:]
	}
	for i, line := range lines {
		if i > 0 {
			term.WriteString("\r\n")
		}
		term.WriteString(ansi.Truncate(line, w, ""))
	}
	return term
}

// Fits fails the test when a frame has more than h lines, or a line of more than
// w cells in the mode. In wide mode a line with ambiguous characters must also
// leave the last column free: v1 takes it for shorter than it is and erases to
// the end of the line, which there means its last character.
func Fits(t testing.TB, m style.Mode, view string, w, h int) {
	t.Helper()
	lines := strings.Split(view, "\n")
	if len(lines) > h {
		t.Errorf("the frame has %d lines for a screen of %d", len(lines), h)
	}
	for i, line := range lines {
		n := style.Width(m, line)
		if n > w {
			t.Errorf("line %d has %d cells for a screen of %d: %q", i+1, n, w, line)
		} else if n == w && ansi.StringWidth(line) < n {
			t.Errorf("line %d fills %d cells with ambiguous characters in it: v1 would erase the last: %q", i+1, w, line)
		}
	}
}

// OnWideTerminal reports whether Screen shows ambiguous characters two cells wide.
// The libraries learn that once per process: called in a plain one, it runs the
// calling test again in a child where it is so, and reports false.
//
//	if !tuitest.OnWideTerminal(t) {
//		return
//	}
func OnWideTerminal(t *testing.T) bool {
	t.Helper()
	const env = "RUNEWIDTH_EASTASIAN"
	if os.Getenv(env) == "1" {
		return true
	}
	parts := strings.Split(t.Name(), "/")
	for i, p := range parts {
		parts[i] = "^" + regexp.QuoteMeta(p) + "$"
	}
	cmd := exec.Command(os.Args[0], "-test.run="+strings.Join(parts, "/"), "-test.v")
	cmd.Env = append(os.Environ(), env+"=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("on a wide terminal: %v\n%s", err, out)
	} else if !strings.Contains(string(out), "--- PASS: "+t.Name()) {
		t.Errorf("on a wide terminal the test did not run:\n%s", out)
	}
	return false
}
