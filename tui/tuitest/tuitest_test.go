package tuitest

import (
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/tui/style"
)

// recorder is a testing.TB that notes failures instead of failing.
type recorder struct {
	testing.TB
	failed []string
}

func (r *recorder) Helper()                   {}
func (r *recorder) Errorf(f string, a ...any) { r.failed = append(r.failed, fmt.Sprintf(f, a...)) }
func (r *recorder) Fatalf(f string, a ...any) { r.Errorf(f, a...); panic(r) }
func (r *recorder) Fatal(a ...any)            { r.Fatalf("%v", a) }

// fails reports whether f fails its test.
func fails(f func(t testing.TB)) (failed bool) {
	r := &recorder{}
	defer func() {
		if p := recover(); p != nil && p != any(r) {
			panic(p)
		}
		failed = len(r.failed) > 0
	}()
	f(r)
	return
}

func TestScreen(t *testing.T) {
	view := "值班 \x1b[1;31m!逾期\x1b[0m  \n\x1b[7m" + style.Pad(style.Narrow, "标题", 12) + "\x1b[0m\n一二三四五六\nend"
	want := []string{"值班 !逾期", "标题", "一二三四五六", "end", ""}
	if got := Screen(t, view, 12, 5); !reflect.DeepEqual(got, want) {
		t.Errorf("%q", got)
	}
	if got := Coloured(t, view, 12, 5); !strings.Contains(got, "␛[31;1m!逾期") {
		t.Errorf("%q", got)
	}
	for name, bad := range map[string]string{
		"too wide": "一二三四五六七", "too tall": "1\n2\n3\n4\n5\n6", "foreign": "a\x1b]0;x\a", "control": "a\tb",
	} {
		if !fails(func(t testing.TB) { Screen(t, bad, 12, 5) }) {
			t.Errorf("%s passed", name)
		}
	}
	if !fails(func(t testing.TB) { Fits(t, style.Wide, "一“二”三", 10, 1) }) {
		t.Error("a full line of ambiguous characters passed")
	}
}

func TestOnWideTerminal(t *testing.T) {
	if !OnWideTerminal(t) {
		return
	}
	if got := Screen(t, "“一”\nab", 6, 2); got[0] != "“一”" {
		t.Errorf("%q", got)
	}
	if !fails(func(t testing.TB) { Fits(t, style.Wide, "““““", 6, 1) }) {
		t.Error("eight cells fit into six")
	}
}

func TestGolden(t *testing.T) {
	t.Chdir(t.TempDir())
	if !fails(func(t testing.TB) { Golden(t, "pages/board", "一\n二") }) {
		t.Error("a missing file passed")
	}
	os.MkdirAll("testdata/pages", 0o755)
	os.WriteFile("testdata/pages/board.golden", []byte("一\n二\n"), 0o644)
	Golden(t, "pages/board", "一\n二")
	if !fails(func(t testing.TB) { Golden(t, "pages/board", "一\n三") }) {
		t.Error("a difference passed")
	}
}

func TestOnlyOwnEscapes(t *testing.T) {
	OnlyOwnEscapes(t, []byte("\x1b[?1049h\x1b[H\x1b[1;31m!逾期\x1b[0m\x1b[K\r\n\x1b[24;0H\x1b[?25l\x1b[2J"))
	OnlyOwnEscapes(t, []byte("\x1b]52;c;eA==\a\x1b]52;c;eA==\x1b\\"), "\x1b]52;")
	for _, bad := range []string{"张三\x1b]52;c;RVZJTA==\x07", "\u009b2J", "\x1b[6n", "\x1bP+q544e\x1b\\", "\x1b_x\x1b\\", "\x1b]",
		"\x07", "\u202e0002", "\x1b[?1h", "\x1b", "\x1b[", "\x1bc", "\xff", "a\tb", "\x1b[>4;1m", "\x1b[5i"} {
		if !fails(func(t testing.TB) { OnlyOwnEscapes(t, []byte(bad)) }) {
			t.Errorf("%q passed", bad)
		}
	}
}

func TestRedIsMarked(t *testing.T) {
	RedIsMarked(t, "\x1b[1;31m!逾期\x1b[0m \x1b[32m好\x1b[0m")
	if !fails(func(t testing.TB) { RedIsMarked(t, "\x1b[31m逾期\x1b[0m") }) {
		t.Error("bare red passed")
	}
}

func TestKeys(t *testing.T) {
	var got []string
	for _, msg := range Keys("F2", "text:汽车站 a\n", "Ctrl+K", "Shift+Tab", "PgDn", "？", "Space", "paste:x\ny", "size:80x24", "Alt+x", "Esc") {
		got = append(got, fmt.Sprintf("%v", msg))
	}
	want := "f2|汽车站| |a|enter|ctrl+k|shift+tab|pgdown|？| |[x\ny]|{80 24}|alt+x|esc"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("%q, want %q", s, want)
	}
	defer func() {
		if recover() == nil {
			t.Error("a key that does not exist passed")
		}
	}()
	Keys("F99")
}

// chain counts down by commands.
type chain struct {
	n     int
	cmd   func(n int) tea.Cmd
	order string
}

func (c chain) Init() tea.Cmd { return func() tea.Msg { return "init" } }
func (c chain) View() string  { return fmt.Sprint(c.n) }
func (c chain) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	c.order += fmt.Sprint(msg, " ")
	if n, ok := msg.(int); ok {
		c.n = n
		return c, c.cmd(n)
	}
	return c, nil
}

func say(msg tea.Msg) tea.Cmd { return func() tea.Msg { return msg } }

func TestDrive(t *testing.T) {
	got := Drive(t, chain{cmd: func(n int) tea.Cmd {
		switch n {
		case 3:
			return tea.Batch(say("a"), nil, tea.Sequence(say("b"), say(2), tea.Tick(time.Hour, func(time.Time) tea.Msg { return "tick" })))
		case 2:
			return tea.Every(time.Hour, func(time.Time) tea.Msg { return "tick" })
		}
		return nil
	}}, 3, "end")
	if got.order != "3 a b 2 end " {
		t.Errorf("%q", got.order)
	}
}

func TestDriverQuitsAndBounds(t *testing.T) {
	d := NewDriver(t, chain{cmd: func(int) tea.Cmd { return tea.Quit }})
	d.Start(80, 24)
	d.Send(1, "late")
	if c := d.Model.(chain); !d.Quit || c.order != "init {80 24} 1 " {
		t.Errorf("%v %q", d.Quit, c.order)
	}
	if !fails(func(t testing.TB) { Drive(t, chain{cmd: func(n int) tea.Cmd { return say(n + 1) }}, 1) }) {
		t.Error("a model that is never quiet passed")
	}
}

// A command that waits for news holds nothing up, and its news come later.
func TestDriverLeavesWaiters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		news := make(chan tea.Msg)
		d := NewDriver(t, chain{cmd: func(int) tea.Cmd { return func() tea.Msg { return <-news } }})
		d.Send(1)
		news <- "changed"
		synctest.Wait()
		d.Send("key")
		if c := d.Model.(chain); c.order != "1 changed key " {
			t.Errorf("%q", c.order)
		}
	})
}
