package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"dutydesk/cmd/internal/deskd"
	_ "dutydesk/cmd/internal/quiet"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
	"dutydesk/store/kv"
	"dutydesk/tui"
	"dutydesk/tui/caret"
	"dutydesk/tui/entry"
	"dutydesk/tui/input"
	"dutydesk/tui/page/firstrun"
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
	d := &door{dir: dir, make: func(set store.Setup) (*held, error) { return a.makeHeld(dir, set) }}
	if bookIn(dir) {
		h, err := a.holdForScreen(dir)
		if err != nil {
			return err
		}
		d.book.Store(h)
	}
	return a.screen(d)
}

// makeHeld sets a book up and holds it.
func (a *app) makeHeld(dir string, set store.Setup) (*held, error) {
	st, err := store.Create(dir, set, store.Options{Clock: machineClock})
	if err != nil {
		return nil, err
	}
	return a.answer(st)
}

var errOpenAlready = rules.Refuse(text.Text{ZH: "值班台已经在另一个窗口打开; 命令行照常可用。", EN: "The desk is open in another window already; the command line works beside it."}, "")

func onTerminal() error {
	if !term.IsTerminal(int(os.Stdin.Fd())) || !term.IsTerminal(int(os.Stdout.Fd())) {
		return usage(text.Text{ZH: "值班台要在终端上打开。", EN: "The desk opens on a terminal."})
	}
	return nil
}

// screen runs the program until the person leaves, and closes the book.
func (a *app) screen(d *door) error {
	err := a.program(d)
	if h := d.book.Load(); h != nil {
		err = errors.Join(err, h.close())
	}
	return err
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
func (a *app) program(d *door) error {
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
	app := tui.New(d, tui.Options{Lang: a.lang, Mode: mode, Renderer: lipgloss.NewRenderer(os.Stdout), Caret: cursor, Width: w, Height: ht,
		Clip:  func(s string) { io.WriteString(cursor.Output(), ansi.SetSystemClipboard(s)) },
		Print: printFor(func() string { return d.dir })})
	p = tea.NewProgram(app, tea.WithAltScreen(), tea.WithInput(keys.Input()), tea.WithOutput(cursor.Output()), tea.WithoutSignalHandler())

	var hit os.Signal
	stop := onSignal(func(s os.Signal) { hit = s; p.Quit() })
	if typed != "" {
		go func() {
			defer func() { _ = recover() }()
			for _, k := range strokes(typed) {
				p.Send(k)
			}
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

// door lets the screen into the book, which the first run makes.
type door struct {
	dir  string
	make func(store.Setup) (*held, error)
	book atomic.Pointer[held]
}

var _ tui.Door = (*door)(nil)

func (d *door) st() *store.Store { return d.book.Load().Store }

// Empty says that there is no book yet.
func (d *door) Empty() bool { return d.book.Load() == nil }

// Create makes the book and signs its first officer in.
func (d *door) Create(a firstrun.Answers) (tui.Desk, error) {
	if d.Empty() {
		h, err := d.make(store.Setup{Town: a.Town, County: a.County, Admin: a.Admin, PIN: a.PIN})
		if err != nil {
			return nil, err
		}
		d.book.Store(h)
	}
	return d.SignIn(firstOfficer, a.PIN)
}

func (d *door) Town() (name, county string, demo bool) {
	t, err := d.st().Town()
	if err != nil {
		return "", "", false
	}
	return t.Name, t.County, t.Demo
}

func (d *door) Public() tui.Desk { return d.st().Public() }

func (d *door) SignIn(officer, pin string) (tui.Desk, error) {
	desk, err := d.st().SignIn(officer, pin, "desk")
	if err != nil {
		return nil, err
	}
	return desk, nil
}

func (d *door) Sign(officer, pin string) (tui.Desk, error) {
	desk, err := d.st().Sign(officer, pin, "desk")
	if err != nil {
		return nil, err
	}
	return desk, nil
}

func (d *door) Left() entry.Drafts       { return d.st().Left() }
func (d *door) ClockDoubt() *rules.Error { return d.st().ClockDoubt() }
func (d *door) NewRequest() string       { return store.NewRequest() }

// Now is the desk's time, before there is a book the machine's.
func (d *door) Now() time.Time {
	if d.Empty() {
		return machineClock()
	}
	return d.st().Now()
}

// Notices are what endangers the book: where its folder lies, a backup that failed.
func (d *door) Notices() []text.Text {
	if d.Empty() {
		return store.StartWarnings(d.dir)
	}
	out := d.st().Warnings()
	if failed := failedBackup(d.st()); failed != nil {
		out = append(out[:len(out):len(out)], *failed) // the others see theirs
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
func (d *door) Watch() (<-chan tui.Change, func()) {
	from, stop := d.st().Watch()
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
