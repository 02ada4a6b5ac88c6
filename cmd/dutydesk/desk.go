package main

import (
	"errors"
	"os"
	"path/filepath"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"golang.org/x/term"

	"dutydesk/cmd/internal/deskd"
	_ "dutydesk/cmd/internal/quiet"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
	"dutydesk/store/kv"
	"dutydesk/tui"
	"dutydesk/tui/caret"
	"dutydesk/tui/input"
)

// openDesk opens the desk on this terminal; the first time a book is set up.
func (a *app) openDesk() error {
	if a.holder != nil {
		return errOpenAlready
	}
	if err := onTerminal(); err != nil {
		return err
	}
	dir, err := a.folder()
	if err != nil {
		return err
	}
	if !bookIn(dir) {
		st, err := a.create(dir, store.Setup{})
		if err != nil {
			return err
		}
		if err := st.Close(); err != nil {
			return err
		}
	}
	h, err := a.holdForScreen(dir)
	if err != nil {
		return err
	}
	return a.screen(h)
}

var errOpenAlready = rules.Refuse(text.Text{ZH: "值班台已经在另一个窗口打开; 命令行照常可用。", EN: "The desk is open in another window already; the command line works beside it."}, "")

func onTerminal() error {
	if !term.IsTerminal(int(os.Stdin.Fd())) || !term.IsTerminal(int(os.Stdout.Fd())) {
		return usage(text.Text{ZH: "值班台要在终端上打开。", EN: "The desk opens on a terminal."})
	}
	return nil
}

// screen runs the program on the book until the person leaves, and closes both.
func (a *app) screen(h *held) error {
	err := a.program(h)
	return errors.Join(err, h.close())
}

// holdForScreen opens the book, or says who has it.
func (a *app) holdForScreen(dir string) (*held, error) {
	until := time.Now().Add(deskd.Silence)
	for {
		c, err := deskd.Dial(filepath.Join(dir, store.SocketFile), until)
		if err == nil {
			c.Close()
			return nil, errOpenAlready
		}
		if !errors.Is(err, deskd.ErrNobody) {
			return nil, holderFault(err)
		}
		h, err := a.hold(dir)
		if err == nil || !errors.Is(err, kv.ErrLocked) || time.Now().After(until) {
			return h, err
		}
	}
}

// program runs the screen. However it ends, what is typed is kept.
func (a *app) program(h *held) error {
	mode, typed := widthMode(os.Stdin, os.Stdout)
	cursor := caret.New(os.Stdout)
	var p *tea.Program
	keys := input.New(os.Stdin, input.Options{OnCut: func(lost int) {
		go func() { // the reader may not wait for the program that waits for it
			defer func() { _ = recover() }()
			p.Send(tui.Cut{Lost: lost})
		}()
	}})
	defer keys.Close()
	w, ht, err := term.GetSize(int(os.Stdout.Fd()))
	if err != nil {
		return rules.AsError(err)
	}
	app := tui.New(door{h.Store}, tui.Options{Lang: a.lang, Mode: mode, Renderer: lipgloss.NewRenderer(os.Stdout), Caret: cursor, Width: w, Height: ht})
	p = tea.NewProgram(app, tea.WithAltScreen(), tea.WithInput(keys.Input()), tea.WithOutput(cursor.Output()), tea.WithoutSignalHandler())

	var hit os.Signal
	stop := onSignal(func(s os.Signal) { hit = s; p.Quit() })
	if typed != "" {
		go func() {
			defer func() { _ = recover() }()
			p.Send(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(typed)})
		}()
	}
	_, err = p.Run()
	stop()
	app.Close()
	cursor.Close()
	switch {
	case hit != nil:
		return finished(killedBy(hit))
	case err != nil:
		return rules.Fault("screen: %w", err)
	}
	return nil
}

// door lets the screen into the book.
type door struct{ st *store.Store }

var _ tui.Door = door{}

func (d door) Town() (name, county string, demo bool) {
	t, err := d.st.Town()
	if err != nil {
		return "", "", false
	}
	return t.Name, t.County, t.Demo
}

func (d door) Public() tui.Desk { return d.st.Public() }

func (d door) SignIn(officer, pin string) (tui.Desk, error) {
	desk, err := d.st.SignIn(officer, pin, "desk")
	if err != nil {
		return nil, err
	}
	return desk, nil
}

func (d door) Now() time.Time           { return d.st.Now() }
func (d door) ClockDoubt() *rules.Error { return d.st.ClockDoubt() }
func (d door) NewRequest() string       { return store.NewRequest() }

// Notices are what endangers the book: where its folder lies, a backup that failed.
func (d door) Notices() []text.Text {
	out := store.StartWarnings(d.st.Dir())
	if failed := failedBackup(d.st); failed != nil {
		out = append(out, *failed)
	}
	return out
}

// failedBackup says why the last backup that the book took by itself failed, nil when it
// did not.
func failedBackup(st *store.Store) *text.Text {
	last := st.LastBackup()
	if last == nil || last.Err == nil {
		return nil
	}
	t := text.Text{ZH: "交接后的自动备份没有成功: %[1]s", EN: "The backup after the handover failed: %[1]s"}.With(rules.AsError(last.Err).Text)
	return &t
}

// Watch hands the book's changes on. The book drops what is not taken in time, and says so.
func (d door) Watch() (<-chan tui.Change, func()) {
	from, stop := d.st.Watch()
	to, done := make(chan tui.Change), make(chan struct{})
	go func() {
		defer close(to)
		defer func() { _ = recover() }()
		for c := range from {
			select {
			case to <- tui.Change{Seq: c.Seq, Kind: c.Kind, ID: c.ID, Lost: c.Lost}:
			case <-done:
				return
			}
		}
	}()
	return to, func() { stop(); close(done) }
}
