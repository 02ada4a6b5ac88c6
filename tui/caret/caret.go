// Package caret keeps the terminal's own cursor at the caret of the focused
// field, because an input method opens its window there. Bubble Tea v1 hides the
// cursor and leaves it where a frame ended.
//
// It decides when a move must be sent, and sends nothing while nothing changes.
// Where the caret is the root model decides: it calls Set or Hide in View, before
// it returns the frame. The position is in cells of the screen, row and column
// from 0, measured with style.Width.
//
// What v1.3.10 writes (standard_renderer.go): a frame is one Write, by flush, and
// in the alternate screen begins with a cursor home; execute writes one short
// sequence. So a position can go after any Write, and flush is never confused by
// it. Outside the alternate screen v1 moves relatively: there nothing is added.
package caret

import (
	"bytes"
	"io"
	"strconv"
	"sync"
	"time"
)

// Wait is how long a move waits for the frame that it belongs to. v1 flushes a
// changed frame within 1/60 s; when none comes, only the caret has moved.
const Wait = 25 * time.Millisecond

const (
	home     = "\x1b[H"
	hide     = "\x1b[?25l"
	show     = "\x1b[?25h"
	enterAlt = "\x1b[?1049h"
	leaveAlt = "\x1b[?1049l"
)

// File is a local terminal, usually os.Stdout: what v1 needs to ask its size.
type File interface {
	io.ReadWriteCloser
	Fd() uintptr
}

type place struct {
	on       bool
	row, col int
}

// Writer is the output of one program. Set and Hide may be called while a frame
// is being written; they wait for it.
type Writer struct {
	out io.Writer

	mu      sync.Mutex
	alt     bool  // the alternate screen is on
	painted bool  // a frame has been written in it
	visible bool  // the terminal shows its cursor
	here    bool  // at is where the cursor stands
	at      place // what was sent last
	want    place
	armed   bool // timer runs
	closed  bool
	timer   *time.Timer
	buf     []byte
}

// New makes a Writer over out. Give Output to tea.WithOutput.
func New(out io.Writer) *Writer { return &Writer{out: out, visible: true} }

// Output is what Bubble Tea writes to. It has Fd when out has it, so v1 learns
// the window size as from the file itself. Other bytes for the terminal, such as
// OSC 52, may be written to it too: they never land inside a frame.
func (w *Writer) Output() io.Writer {
	if f, ok := w.out.(File); ok {
		return fileOutput{output{w}, f}
	}
	return output{w}
}

// Set puts the caret at a cell, with the next frame, or alone after Wait. A cell
// left of or above the screen is no place: the cursor is hidden.
func (w *Writer) Set(row, col int) {
	w.ask(place{on: row >= 0 && col >= 0, row: row, col: col})
}

// Hide takes the cursor off the screen: no field has the focus.
func (w *Writer) Hide() { w.ask(place{}) }

// Close leaves a visible cursor and stops adding anything. It does not close out.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.disarm()
	if w.closed || w.visible {
		w.closed = true
		return nil
	}
	w.closed, w.visible = true, true
	_, err := io.WriteString(w.out, show)
	return err
}

type output struct{ w *Writer }

func (o output) Write(p []byte) (int, error) { return o.w.write(p) }

type fileOutput struct {
	output
	file File
}

func (f fileOutput) Fd() uintptr                { return f.file.Fd() }
func (f fileOutput) Read(p []byte) (int, error) { return f.file.Read(p) }
func (f fileOutput) Close() error               { return f.w.Close() }

func (w *Writer) ask(p place) {
	if !p.on {
		p = place{}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.want = p
	w.arm()
}

// arm starts the clock for a move that no frame may bring. A clock that runs is
// not put back, or a held arrow key would never show.
func (w *Writer) arm() {
	switch {
	case !w.alt || !w.painted || w.closed:
	case w.settled():
		w.disarm()
	case w.armed:
	case w.timer == nil:
		w.armed, w.timer = true, time.AfterFunc(Wait, w.alone)
	default:
		w.armed = true
		w.timer.Reset(Wait)
	}
}

func (w *Writer) disarm() {
	if w.armed {
		w.armed = false
		w.timer.Stop()
	}
}

// settled reports whether the terminal already shows what is wanted.
func (w *Writer) settled() bool {
	if !w.want.on {
		return !w.visible
	}
	return w.visible && w.here && w.at == w.want
}

// alone sends a move that no frame brought.
func (w *Writer) alone() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.armed || w.closed || !w.alt {
		return
	}
	w.armed = false
	if w.settled() {
		return
	}
	w.buf = w.buf[:0]
	if !w.want.on {
		w.buf = append(w.buf, hide...)
	}
	w.send(w.place())
}

// place appends the wanted position, and the show if the cursor will be hidden
// by what stands before it in buf, or is now.
func (w *Writer) place() bool {
	if !w.want.on {
		return false
	}
	w.buf = append(w.buf, "\x1b["...)
	w.buf = strconv.AppendInt(w.buf, int64(w.want.row)+1, 10)
	w.buf = append(w.buf, ';')
	w.buf = strconv.AppendInt(w.buf, int64(w.want.col)+1, 10)
	w.buf = append(w.buf, 'H')
	if !w.visible || bytes.HasPrefix(w.buf, []byte(hide)) {
		w.buf = append(w.buf, show...)
	}
	return true
}

func (w *Writer) send(visible bool) error {
	w.visible, w.here, w.at = visible, visible, w.want
	_, err := w.out.Write(w.buf)
	return err
}

func (w *Writer) write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed || !w.alt || len(p) <= len(home) || !bytes.HasPrefix(p, []byte(home)) {
		return w.pass(p)
	}
	w.disarm()
	w.painted = true
	w.buf = w.buf[:0]
	if w.visible {
		w.buf = append(w.buf, hide...)
	}
	w.buf = append(w.buf, p...)
	if err := w.send(w.place()); err != nil {
		return 0, err
	}
	return len(p), nil
}

// pass hands on what is no frame, and notes what it does to the cursor.
func (w *Writer) pass(p []byte) (int, error) {
	switch string(p) {
	case enterAlt:
		w.alt, w.painted, w.here = true, false, false
	case leaveAlt:
		w.alt, w.painted, w.here = false, false, false
		w.disarm()
	case hide:
		w.visible = false
	case show:
		w.visible = true
	default:
		// Modes, titles and the clipboard move nothing. Anything else might.
		if !bytes.HasPrefix(p, []byte("\x1b[?")) && !bytes.HasPrefix(p, []byte("\x1b]")) {
			w.here = false
		}
	}
	n, err := w.out.Write(p)
	w.arm()
	return n, err
}
