//go:build unix

package field

import (
	"os"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/vt"
	"github.com/creack/pty"

	"dutydesk/rules/text"
	"dutydesk/tui/caret"
	"dutydesk/tui/input"
)

// program is a form on a real terminal, as the application puts it together.
type program struct {
	form *Form
	at   *caret.Writer
	w, h int
}

func (p *program) Init() tea.Cmd { return nil }

func (p *program) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		p.w, p.h = msg.Width, msg.Height
	case tea.KeyMsg:
		if p.form.Key(msg) == Ignored && msg.Type == tea.KeyF12 {
			return p, tea.Quit
		}
	}
	return p, nil
}

func (p *program) View() string {
	lines, row, col := p.form.View(p.w, p.h)
	p.at.Set(row, col)
	return strings.Join(lines, "\n")
}

// Reader, form, renderer and caret writer together: after every burst the cursor
// of the terminal stands behind what was typed.
func TestCursorOnATerminal(t *testing.T) {
	master, tty, err := pty.Open()
	if err != nil {
		t.Skip(err)
	}
	defer master.Close()
	defer tty.Close()
	pty.Setsize(master, &pty.Winsize{Cols: 40, Rows: 10})
	p := &program{at: caret.New(tty), form: New(plain, Spec{Name: "name", Label: text.T("姓名", "name"), Max: 9}, Spec{Name: "note", Label: text.T("情况", "what"), Kind: Note})}
	prog := tea.NewProgram(p, tea.WithInput(input.New(tty, input.Options{}).Input()), tea.WithOutput(p.at.Output()), tea.WithAltScreen(), tea.WithoutSignalHandler())
	ended := make(chan error, 1)
	go func() {
		_, err := prog.Run()
		ended <- err
	}()
	screen := vt.NewEmulator(40, 10)
	for _, step := range []struct {
		keys     string
		row, col int
	}{
		{"", 0, 6},
		{"张三a李", 0, 13},
		{"\x1b[D", 0, 11},               // only the caret moves
		{"\x1b[D\x1b[D", 0, 8},          // back over a and 三
		{"\x1b[F", 0, 13},               //
		{"王王王王王王", 0, 23},               // at its limit of nine characters
		{"\t", 1, 6},                    // the note
		{strings.Repeat("桥", 17), 2, 8}, // 33 cells a row, the last for the caret
		{"\x1b[200~一\r二\x1b[201~", 3, 8},
		{"\x1b[A", 2, 8},
		{"\x1b[B\r𮯰某\x1b[D", 4, 8}, // plane 2
	} {
		master.WriteString(step.keys)
		until(t, master, screen, func() bool {
			c := screen.CursorPosition()
			return c.Y == step.row && c.X == step.col
		}, step.keys)
	}
	if s := screen.String(); !strings.Contains(s, "𮯰某") {
		t.Errorf("the name is not on the screen as it was typed:\n%s", s)
	}
	master.WriteString("\x1b[24~")
	if err := <-ended; err != nil {
		t.Error(err)
	}
	p.at.Close()
	if v := p.form.Values(); v["name"] != "张三a李王王王王王" || v["note"] != strings.Repeat("桥", 17)+"一\n二\n𮯰某" {
		t.Errorf("%q", v)
	}
}

// until reads what the program draws until the screen is as it should be.
func until(t *testing.T, f *os.File, screen *vt.Emulator, ok func() bool, what string) {
	t.Helper()
	buf := make([]byte, 4096)
	f.SetReadDeadline(time.Now().Add(5 * time.Second))
	for !ok() {
		n, err := f.Read(buf)
		if err != nil {
			t.Fatalf("after %q the cursor is at %v: %v\n%s", what, screen.CursorPosition(), err, screen)
		}
		screen.Write(buf[:n])
	}
}
