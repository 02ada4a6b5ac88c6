package caret

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/term"
	"github.com/creack/pty"
)

// A frame is hidden, drawn and placed in one write, with the position that was
// set last; and a frame that comes takes the move along.
func TestFrameAndCaretAreOneWrite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScreen(40, 5)
		w := New(s)
		out := w.Output()
		io.WriteString(out, enterAlt)
		io.WriteString(out, hide)
		w.Set(1, 2)
		w.Set(3, 4)
		s.sent()
		io.WriteString(out, home+"甲")
		if got := s.sent(); got != home+"甲\x1b[4;5H"+show {
			t.Errorf("first frame %q", got)
		}
		w.Set(0, 2)
		io.WriteString(out, home+"乙")
		settle()
		if got := s.sent(); got != hide+home+"乙\x1b[1;3H"+show {
			t.Errorf("second frame %q", got)
		}
		w.Set(-1, 5)
		settle()
		if got := s.sent(); got != hide {
			t.Errorf("outside the screen: %q", got)
		}
	})
}

func TestOtherBytes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScreen(40, 5)
		w := New(s)
		out := w.Output()
		w.Set(1, 1)
		io.WriteString(out, home+"外") // not in the alternate screen
		io.WriteString(out, enterAlt+"")
		io.WriteString(out, "\x1b[2J")
		io.WriteString(out, home)
		settle()
		if got := s.sent(); got != home+"外"+enterAlt+"\x1b[2J"+home {
			t.Errorf("before the first frame: %q", got)
		}
		io.WriteString(out, home+"甲")
		s.sent()
		io.WriteString(out, "\x1b]52;c;eA==\a")
		io.WriteString(out, "\x1b[?2004h")
		settle()
		if got := s.sent(); got != "\x1b]52;c;eA==\a\x1b[?2004h" {
			t.Errorf("what moves nothing: %q", got)
		}
		io.WriteString(out, "\x1b[2J") // v1 sends this and home before a repaint
		settle()
		if got := s.sent(); got != "\x1b[2J\x1b[2;2H" {
			t.Errorf("what may move it: %q", got)
		}
		io.WriteString(out, leaveAlt)
		w.Set(2, 2)
		settle()
		if got := s.sent(); got != leaveAlt {
			t.Errorf("after the alternate screen: %q", got)
		}
	})
}

func TestCloseLeavesAVisibleCursor(t *testing.T) {
	var b bytes.Buffer
	w := New(&b)
	io.WriteString(w.Output(), hide)
	w.Close()
	w.Close()
	if b.String() != hide+show {
		t.Errorf("%q", b.String())
	}
	io.WriteString(w.Output(), "bye")
	if b.String() != hide+show+"bye" {
		t.Errorf("after Close: %q", b.String())
	}
	b.Reset()
	New(&b).Close()
	if b.Len() > 0 {
		t.Errorf("a cursor that was never hidden: %q", b.String())
	}
}

func TestProgramEndsWithAVisibleCursor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScreen(40, 5)
		f := &field{w: New(s), blur: true}
		p := tea.NewProgram(f, tea.WithOutput(f.w.Output()), tea.WithInput(nil), tea.WithAltScreen(), tea.WithoutSignalHandler())
		go func() { settle(); p.Kill() }()
		p.Run()
		f.w.Close()
		if !s.shown || s.IsAltScreen() {
			t.Errorf("visible %v, alternate screen %v", s.shown, s.IsAltScreen())
		}
	})
}

func TestFd(t *testing.T) {
	master, tty, err := pty.Open()
	if err != nil {
		t.Skip(err)
	}
	defer master.Close()
	defer tty.Close()
	f, ok := New(tty).Output().(term.File)
	if !ok || f.Fd() != tty.Fd() || !term.IsTerminal(f.Fd()) {
		t.Error("the terminal's descriptor is lost")
	}
	f.Close()
	if _, err := tty.Stat(); err != nil {
		t.Error("Close closed the terminal")
	}
	if _, ok := New(&bytes.Buffer{}).Output().(term.File); ok {
		t.Error("a buffer plays a terminal")
	}
	var _ File = (*os.File)(nil)
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestErrorsPass(t *testing.T) {
	w := New(failing{})
	io.WriteString(w.Output(), enterAlt)
	if _, err := io.WriteString(w.Output(), home+"甲"); err != io.ErrClosedPipe {
		t.Errorf("%v", err)
	}
}

// whole fails when two writes reach the terminal at once, or a frame in pieces.
type whole struct {
	t    *testing.T
	busy sync.Mutex
}

func (w *whole) Write(p []byte) (int, error) {
	if !w.busy.TryLock() {
		w.t.Error("two writes at once")
		return len(p), nil
	}
	defer w.busy.Unlock()
	if s := string(p); strings.Contains(s, home) && !strings.Contains(s, "甲乙") {
		w.t.Errorf("a frame in pieces: %q", s)
	}
	return len(p), nil
}

func TestConcurrentUse(t *testing.T) {
	w := New(&whole{t: t})
	out := w.Output()
	io.WriteString(out, enterAlt)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for n := range 500 {
				switch {
				case i == 0:
					fmt.Fprintf(out, home+"甲乙%d", n)
				case n%7 == 0:
					w.Hide()
				default:
					w.Set(i, n)
				}
			}
		})
	}
	wg.Wait()
	w.Close()
}

func BenchmarkFrame(b *testing.B) {
	w := New(io.Discard)
	out := w.Output()
	io.WriteString(out, enterAlt)
	frame := []byte(home + strings.Repeat("北渡镇值班室 ", 40))
	for i := 0; b.Loop(); i++ {
		w.Set(i%20, 4)
		out.Write(frame)
	}
}
