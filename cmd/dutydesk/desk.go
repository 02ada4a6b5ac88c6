package main

import (
	"errors"
	"os"
	"sync/atomic"
	"time"

	"golang.org/x/term"

	_ "dutydesk/cmd/internal/quiet"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
	"dutydesk/tui"
	"dutydesk/tui/entry"
	"dutydesk/tui/page/firstrun"
)

// openDesk opens the desk on this terminal; the first time a book is set up. Where another
// process holds the book, that one draws the screen.
func (a *app) openDesk() error {
	if a.holder != nil {
		return a.openFar()
	}
	if err := onTerminal(); err != nil {
		return err
	}
	dir, err := a.folder()
	if err != nil {
		return err
	}
	d := &door{dir: dir, place: "desk", make: func(set store.Setup) (*held, error) { return a.makeHeld(dir, set) }}
	if bookIn(dir) {
		h, err := a.holdOrWatch(dir)
		if h == nil {
			return err
		}
		d.book.Store(h.Store)
		d.held = h
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

var errNoTerminal = usage(text.Text{ZH: "值班台要在终端上打开。", EN: "The desk opens on a terminal."})

func onTerminal() error {
	if !term.IsTerminal(int(os.Stdin.Fd())) || !term.IsTerminal(int(os.Stdout.Fd())) {
		return errNoTerminal
	}
	return nil
}

// screen runs the program until the person leaves, and closes the book.
func (a *app) screen(d *door) error {
	t, err := here()
	if err == nil {
		err = a.program(d, t)
	}
	if d.held != nil {
		err = errors.Join(err, d.held.close())
	}
	return err
}

// door lets the screen into the book, which the first run makes.
type door struct {
	dir   string
	place string // what the journal calls the terminal
	make  func(store.Setup) (*held, error)
	book  atomic.Pointer[store.Store]
	held  *held          // where this screen's process holds the book for it alone
	only  *rules.Officer // whose terminal it is; nil: anybody's
}

var _ tui.Door = (*door)(nil)

func (d *door) st() *store.Store { return d.book.Load() }

// Empty says that there is no book yet.
func (d *door) Empty() bool { return d.book.Load() == nil }

// Create makes the book and signs its first officer in.
func (d *door) Create(a firstrun.Answers) (tui.Desk, error) {
	if d.Empty() {
		h, err := d.make(store.Setup{Town: a.Town, County: a.County, Admin: a.Admin, PIN: a.PIN})
		if err != nil {
			return nil, err
		}
		d.held = h
		d.book.Store(h.Store)
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
	if err := d.stranger(officer); err != nil {
		return nil, err
	}
	desk, err := d.st().SignIn(officer, pin, d.place)
	if err != nil {
		return nil, err
	}
	if d.only != nil {
		desk.FromAfar()
	}
	return desk, nil
}

func (d *door) Sign(officer, pin string) (tui.Desk, error) {
	if err := d.stranger(officer); err != nil {
		return nil, err
	}
	desk, err := d.st().Sign(officer, pin, d.place)
	if err != nil {
		return nil, err
	}
	if d.only != nil {
		desk.FromAfar()
	}
	return desk, nil
}

// stranger refuses at a terminal that a key has opened everybody but its owner.
func (d *door) stranger(officer string) error {
	if d.only == nil || store.Called(*d.only, officer) {
		return nil
	}
	return &rules.Error{Kind: rules.Denied, Field: "officer", Text: text.Text{ZH: "这里是 %[1]s 的 SSH 会话, 别人请用自己的密钥另开一个。", EN: "This is the SSH session of %[1]s: others open one with a key of their own."}.With(d.only.Name)}
}

// Left keeps what is typed while nobody is signed in: at the desk itself for whoever comes.
func (d *door) Left() entry.Drafts {
	if d.only != nil {
		return d.st().LeftAt(d.only.ID)
	}
	return d.st().Left()
}

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
