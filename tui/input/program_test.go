//go:build linux

package input

import (
	"io"
	"os"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// keys is a program that hands every key to a channel and ends at F12.
type keys chan tea.KeyMsg

func (k keys) Init() tea.Cmd { return nil }
func (k keys) View() string  { return "" }
func (k keys) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyMsg); ok {
		k <- key
		if key.Type == tea.KeyF12 {
			return k, tea.Quit
		}
	}
	return k, nil
}

// run starts a program on in and returns its keys; the channel closes at its end.
func run(t *testing.T, in io.Reader) chan tea.KeyMsg {
	k := make(keys, 10_000)
	p := tea.NewProgram(k, tea.WithInput(in), tea.WithOutput(io.Discard), tea.WithoutSignals())
	go func() {
		if _, err := p.Run(); err != nil {
			t.Error(err)
		}
		close(k)
	}()
	return k
}

// text joins the runes of the keys up to F12.
func text(k chan tea.KeyMsg) (runes string, names []string) {
	var b strings.Builder
	for key := range k {
		if key.Type == tea.KeyRunes || key.Type == tea.KeySpace {
			b.WriteString(string(key.Runes))
		} else {
			names = append(names, Key(key).String())
		}
	}
	return b.String(), names
}

func openPTY(t *testing.T) (master, tty *os.File) {
	t.Helper()
	master, tty, err := pty.Open()
	if err != nil {
		t.Skip(err)
	}
	t.Cleanup(func() { master.Close(); tty.Close() })
	return master, tty
}

const f12 = "\x1b[24~"

func TestProgramOverStream(t *testing.T) {
	pr, pw, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer pr.Close()
	// A pipe has Fd and Name, but here it plays an SSH session: a bare reader.
	k := run(t, New(struct{ io.Reader }{pr}, Options{}).Input())
	want := strings.Repeat("王", 1200) + "空 格" + strings.Repeat("李", 500)
	if _, err := pw.WriteString(want + "\x1b[A" + f12); err != nil {
		t.Fatal(err)
	}
	got, names := text(k)
	if got != want || strings.Join(names, " ") != "up f12" {
		t.Fatalf("%d of %d bytes arrived, then %v", len(got), len(want), names)
	}
}

func TestProgramOnATerminal(t *testing.T) {
	master, tty := openPTY(t)
	k := run(t, New(tty, Options{}).Input())
	master.WriteString("a")
	if key := <-k; key.String() != "a" { // in cooked mode nothing comes before Enter
		t.Fatalf("first key %v", key)
	}
	if raw, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS); err != nil || raw.Lflag&unix.ICANON != 0 {
		t.Fatal("the terminal is not in raw mode")
	}
	want := strings.Repeat("王", 1200)
	go master.WriteString(want + "\x1b" + "李" + "\x1bOP" + pasted(strings.Repeat("粘", 2000)) + f12)
	var typed, paste int
	var names []string
	for key := range k {
		switch {
		case key.Paste:
			paste += len(key.Runes)
		case key.Type == tea.KeyRunes:
			typed += len(key.Runes)
		default:
			names = append(names, Key(key).String())
		}
	}
	if typed != 1201 || paste != 2000 || strings.Join(names, " ") != "esc f1 f12" {
		t.Fatalf("typed %d, pasted %d, keys %v", typed, paste, names)
	}
	if cooked, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS); err != nil || cooked.Lflag&unix.ICANON == 0 {
		t.Fatal("the terminal was left in raw mode")
	}
}

func TestLoneEscOnATerminal(t *testing.T) {
	master, tty := openPTY(t)
	k := run(t, New(tty, Options{}).Input())
	master.WriteString("\x1b")
	if key := <-k; key.String() != "esc" {
		t.Fatalf("Esc arrived as %v", key)
	}
	master.WriteString(f12)
	text(k)
}

// The program ends while its reader waits for a key: what is typed later belongs
// to whoever reads the terminal next.
func TestCancelOnATerminal(t *testing.T) {
	master, tty := openPTY(t)
	k := make(keys, 10)
	p := tea.NewProgram(k, tea.WithInput(New(tty, Options{}).Input()), tea.WithOutput(io.Discard), tea.WithoutSignals())
	ended := make(chan error)
	go func() {
		_, err := p.Run()
		ended <- err
	}()
	master.WriteString("a")
	<-k
	p.Quit()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	master.WriteString("next\n")
	buf := make([]byte, 16)
	if n, err := tty.Read(buf); err != nil || string(buf[:n]) != "next\n" {
		t.Fatalf("the next reader got %q, %v", buf[:n], err)
	}
}

func TestPasteWithoutEndOnATerminal(t *testing.T) {
	master, tty := openPTY(t)
	k := run(t, New(tty, Options{PasteWait: EscWait}).Input())
	master.WriteString(pasteStart + "半截")
	if key := <-k; !key.Paste || string(key.Runes) != "半截" {
		t.Fatalf("got %v", key)
	}
	master.WriteString(f12)
	if _, names := text(k); strings.Join(names, " ") != "f12" {
		t.Fatalf("deaf after it: %v", names)
	}
}
