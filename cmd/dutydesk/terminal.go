package main

import (
	"io"
	"os"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"
	"golang.org/x/term"

	"dutydesk/cmd/internal/line"
	"dutydesk/rules"
	"dutydesk/store"
	"dutydesk/tui"
	"dutydesk/tui/caret"
	"dutydesk/tui/input"
)

// terminal is where one person sees the desk: this process's own terminal, or the far end of
// a line, behind the socket or over SSH. What it is decides nothing of what is shown there.
type terminal struct {
	keys     keyboard
	out      io.Writer
	at       line.Size
	sizes    <-chan line.Size // of a far end; nil: Bubble Tea asks the terminal itself
	gone     <-chan struct{}  // the line has ended, and the session with it
	env      func(string) string
	renderer *lipgloss.Renderer
	patience time.Duration  // how long it may take to say where its cursor is
	place    string         // what the journal calls it
	only     *rules.Officer // whose it is; nil: anybody's
	why      func() string  // why a session over SSH ended; nil: it is none
	signed   *store.Desk    // of who has proven who they are; nil: the PIN does it
}

// here is the terminal of this process.
func here() (*terminal, error) {
	w, h, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		return nil, rules.AsError(err)
	}
	return &terminal{keys: console{os.Stdin}, out: os.Stdout, at: line.Size{W: w, H: h}, env: os.Getenv,
		renderer: lipgloss.NewRenderer(os.Stdout), patience: probeWait, place: "desk"}, nil
}

// far is a terminal at the other end of a line. Its colours are those that its own TERM
// promises: nothing is asked of it.
func far(l *line.Line, env func(string) string, place string, patience time.Duration) *terminal {
	return &terminal{keys: farKeys{l}, out: l, at: l.Size(), sizes: l.Sizes(), gone: l.Gone(), env: env,
		renderer: farRenderer(l, env), patience: patience, place: place}
}

// environ is a far environment for termenv.
type environ func(string) string

func (e environ) Environ() []string        { return nil }
func (e environ) Getenv(key string) string { return e(key) }

func farRenderer(out io.Writer, env func(string) string) *lipgloss.Renderer {
	profile := termenv.NewOutput(out, termenv.WithEnvironment(environ(env)), termenv.WithUnsafe()).EnvColorProfile()
	if t := env("TERM"); t == "" || t == "dumb" {
		profile = termenv.Ascii
	}
	r := lipgloss.NewRenderer(out, termenv.WithProfile(profile))
	r.SetHasDarkBackground(true)
	return r
}

// program runs the screen on a terminal. However it ends, what is typed is kept.
func (a *app) program(d *door, t *terminal) error {
	mode, typed := widthMode(t)
	cursor := caret.New(t.out)
	var p *tea.Program
	keys := input.New(t.keys.source(), input.Options{OnCut: func(lost int) {
		go func() { // the reader may not wait for the program that waits for it
			defer func() { _ = recover() }()
			p.Send(tui.Cut{Lost: lost})
		}()
	}})
	defer keys.Close()
	o := tui.Options{Lang: a.lang, Mode: mode, Renderer: t.renderer, Caret: cursor, Width: t.at.W, Height: t.at.H,
		Clip:  func(s string) { io.WriteString(cursor.Output(), ansi.SetSystemClipboard(s)) },
		Print: printFor(func() string { return d.dir })}
	if t.signed != nil {
		o.Signed = t.signed
	}
	app := tui.New(d, o)
	p = tea.NewProgram(app, tea.WithAltScreen(), tea.WithInput(keys.Input()), tea.WithOutput(cursor.Output()), tea.WithoutSignalHandler())

	var hit os.Signal
	stop := func() {}
	if t.gone == nil {
		stop = onSignal(func(s os.Signal) { hit = s; p.Quit() })
	}
	over := make(chan struct{})
	go func() {
		defer func() { _ = recover() }()
		t.follow(p, over)
	}()
	if typed != "" {
		go func() {
			defer func() { _ = recover() }()
			for _, k := range strokes(typed) {
				p.Send(k)
			}
		}()
	}
	_, err := p.Run()
	close(over)
	stop()
	app.Close()
	cursor.Close()
	switch {
	case hit != nil:
		return finished(killedBy(hit))
	case t.ended():
		return nil // nobody is there to be told
	case err != nil:
		return rules.Fault("screen: %w", err)
	}
	return nil
}

// follow tells the program of the far end's size, and of its end. Without the first size the
// program does not know where a line ends, and clears none.
func (t *terminal) follow(p *tea.Program, over <-chan struct{}) {
	if t.sizes != nil {
		p.Send(tea.WindowSizeMsg{Width: t.at.W, Height: t.at.H})
	}
	for {
		select {
		case s := <-t.sizes:
			p.Send(tea.WindowSizeMsg{Width: s.W, Height: s.H})
			select { // a storm of sizes is one, the newest
			case <-time.After(sizeRest):
			case <-over:
				return
			}
		case <-t.gone:
			p.Quit()
			return
		case <-over:
			return
		}
	}
}

// sizeRest is the least time between two sizes that are drawn.
const sizeRest = 50 * time.Millisecond

func (t *terminal) ended() bool {
	select {
	case <-t.gone:
		return true
	default:
		return false
	}
}
