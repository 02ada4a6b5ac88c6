package caret

import (
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/charmbracelet/x/vt"
)

// screen is a terminal that also counts what it was sent.
type screen struct {
	*vt.Emulator
	mu     sync.Mutex
	writes []string
	shown  bool
}

func newScreen(w, h int) *screen {
	s := &screen{Emulator: vt.NewEmulator(w, h), shown: true}
	s.SetCallbacks(vt.Callbacks{CursorVisibility: func(v bool) { s.shown = v }})
	return s
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes = append(s.writes, string(p))
	return s.Emulator.Write(p)
}

func (s *screen) sent() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := strings.Join(s.writes, "")
	s.writes = nil
	return all
}

// field is a program with one line of text; the caret stands behind it.
type field struct {
	w     *Writer
	label string
	text  string
	left  int  // runes right of the caret
	blur  bool // no field has the focus
}

func (f *field) Init() tea.Cmd { return nil }

func (f *field) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if k, ok := msg.(tea.KeyMsg); ok {
		switch k.Type {
		case tea.KeyRunes:
			f.text += string(k.Runes)
		case tea.KeyLeft:
			f.left++
		case tea.KeyEsc:
			f.blur = true
		}
	}
	return f, nil
}

// View scrolls a text of more than ten columns.
func (f *field) View() string {
	r := []rune(f.text)
	before := string(r[:len(r)-f.left])
	for ansi.StringWidth(before) > 10 {
		before = string([]rune(before)[1:])
	}
	if f.blur {
		f.w.Hide()
	} else {
		f.w.Set(1, ansi.StringWidth(f.label+before))
	}
	return "值班\n" + f.label + before + string(r[len(r)-f.left:]) + "\n底栏"
}

// start runs f on a terminal inside a bubble of synctest.
func start(t *testing.T, f *field, s *screen) *tea.Program {
	p := tea.NewProgram(f, tea.WithOutput(f.w.Output()), tea.WithInput(nil), tea.WithAltScreen(), tea.WithoutSignalHandler())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if _, err := p.Run(); err != nil {
			t.Error(err)
		}
	}()
	t.Cleanup(func() { p.Quit(); <-ended; f.w.Close() })
	p.Send(tea.WindowSizeMsg{Width: 40, Height: 5})
	settle()
	return p
}

// settle lets the bubble's clock run until every frame and move is out.
func settle() {
	time.Sleep(Wait + time.Second/20)
	synctest.Wait()
}

func check(t *testing.T, s *screen, x, y int) {
	t.Helper()
	if p := s.CursorPosition(); p.X != x || p.Y != y || !s.shown {
		t.Errorf("the cursor is at column %d row %d, visible %v; want %d, %d, visible", p.X, p.Y, s.shown, x, y)
	}
}

func typed(s string) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s)} }

func TestCaretStandsBehindChineseText(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScreen(40, 5)
		f := &field{w: New(s), label: "  姓名："}
		p := start(t, f, s)
		check(t, s, 8, 1)
		p.Send(typed("张三a李"))
		settle()
		check(t, s, 15, 1)
		p.Send(typed("四五六七八")) // scrolled: the last ten columns show
		settle()
		check(t, s, 18, 1)
		if line := strings.Split(s.String(), "\n")[1]; !strings.HasPrefix(line, "  姓名：四五六七八") {
			t.Errorf("line %q", line)
		}
	})
}

func TestOnlyTheCaretMoves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScreen(40, 5)
		f := &field{w: New(s), label: "姓名：", text: "张三"}
		p := start(t, f, s)
		check(t, s, 10, 1)
		s.sent()
		p.Send(tea.KeyMsg{Type: tea.KeyLeft})
		settle()
		check(t, s, 8, 1)
		if got := s.sent(); got != "\x1b[2;9H" {
			t.Errorf("a caret that only moved cost %q", got)
		}
	})
}

// A key held down repeats faster than Wait; each frame-less move must still show.
func TestHeldArrowMoves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScreen(40, 5)
		f := &field{w: New(s), label: "姓名：", text: "一二三四五"}
		p := start(t, f, s)
		s.sent()
		for range 4 {
			p.Send(tea.KeyMsg{Type: tea.KeyLeft})
			time.Sleep(10 * time.Millisecond)
		}
		synctest.Wait()
		if got := s.sent(); got == "" {
			t.Error("nothing moved while the key was held")
		}
		settle()
		check(t, s, 8, 1)
	})
}

func TestNothingChangesNothingIsSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScreen(40, 5)
		p := start(t, &field{w: New(s), label: "姓名：", text: "张"}, s)
		s.sent()
		for range 5 {
			p.Send(struct{}{})
			settle()
		}
		if got := s.sent(); got != "" {
			t.Errorf("sent %q", got)
		}
	})
}

func TestHide(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newScreen(40, 5)
		p := start(t, &field{w: New(s), text: "张"}, s)
		s.sent()
		p.Send(tea.KeyMsg{Type: tea.KeyEsc})
		settle()
		if got := s.sent(); got != hide || s.shown {
			t.Errorf("sent %q, visible %v", got, s.shown)
		}
		p.Send(typed("李")) // a frame without a caret
		settle()
		if got := s.sent(); strings.Contains(got, "?25") || s.shown {
			t.Errorf("a frame without a caret: %q", got)
		}
	})
}
