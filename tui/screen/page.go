package screen

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
)

// Page is one screen of the desk. It keeps its own state and does no reading or writing
// in Update: that is what the commands of Load and of Run are for.
type Page interface {
	// Load reads what the page shows, in one message; nil reads nothing.
	Load() tea.Cmd
	// Update takes a message of a command, or a key that no binding has.
	Update(msg tea.Msg) route.Action
	// View draws the body: at most l.H lines of at most l.W cells.
	View(env Env, l Layout) Frame
	// Keys is what can be done here.
	Keys() binding.Table
	// Typing says that a field has the focus, so that characters are text.
	Typing() bool
}

// Dialog lies over the page and gets the keys before it.
type Dialog interface {
	Update(msg tea.Msg) route.Action
	// View draws the dialog: lines of exactly the width it chooses, at most w by h.
	View(env Env, w, h int) Frame
	Keys() binding.Table
	Typing() bool
}

// What a page or a dialog may be beside that. A Loader reads something when its dialog
// opens. A Leaver is told that it is left, and keeps what is typed; a Flusher writes at the
// end of the program what was to be kept and is not stored yet. A Focuser is kept for the
// session and told what it is opened for. A Grabber has a field that wants a key before any
// binding. A CasePage shows the case that a note or a command from there is about. A Whole
// dialog takes the window. A Reader has not read yet what a key is understood by. A Spotter
// says what is chosen on it (Spot), and chooses it again at another sign-in (Return), before
// anything was read.
type (
	Loader   interface{ Load() tea.Cmd }
	Leaver   interface{ Leave() tea.Cmd }
	Flusher  interface{ Flush() }
	Focuser  interface{ Focus(part string) }
	Grabber  interface{ Grabs(key string) bool }
	CasePage interface{ CaseID() string }
	Whole    interface{ Whole() bool }
	Reader   interface{ Reading() bool }
	Spotter  interface {
		Spot() string
		Return(spot string)
	}
)

// Point is a cell, from 0.
type Point struct{ Row, Col int }

// Frame is lines, and the cell of the caret where a field has the focus.
type Frame struct {
	Lines []string
	Caret *Point
}

// At is the caret moved down and right, nil without one.
func (p *Point) At(row, col int) *Point {
	if p == nil {
		return nil
	}
	return &Point{p.Row + row, p.Col + col}
}

// ReadingText stands where nothing has been read yet.
var ReadingText = text.Text{ZH: "正在读…", EN: "Reading…"}

// Unread is why a key is grey before the page has been read.
func Unread() *rules.Error { return rules.Refuse(ReadingText, "") }

// Absent is a page that has nothing to show: it is being read, or err says why it was not.
func (e Env) Absent(title string, err *rules.Error, w int) Frame {
	lines := []string{e.Heading(title, "", w), ""}
	if err != nil {
		return Frame{Lines: append(lines, e.Alarm(e.T(err.Text), w)...)}
	}
	return Frame{Lines: append(lines, " "+e.T(ReadingText))}
}

// Got is what a read brought. ID tells apart the records that a page may have asked for.
type Got[T any] struct {
	ID    string
	Value T
	Err   error
}

// Reads runs reads one after the other, up to the first that fails; Into is one of them,
// with the place where its answer goes.
func Reads(all ...func() error) error {
	for _, read := range all {
		if err := read(); err != nil {
			return err
		}
	}
	return nil
}

// Into is a read for Reads.
func Into[T any](to *T, read func() (T, error)) func() error {
	return func() (err error) {
		*to, err = read()
		return err
	}
}

// Read makes a command of a read. A panic in it is an Internal error: one page fails, not
// the session.
func Read[T any](id string, read func() (T, error)) tea.Cmd {
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = Got[T]{ID: id, Err: rules.Fault("reading %T %s: panic: %v", *new(T), id, r)}
			}
		}()
		v, err := read()
		return Got[T]{ID: id, Value: v, Err: err}
	}
}
