// Package line is the far end of a terminal as the desk sees it: the bytes that a person
// types, the bytes that are shown there, its size, and its end. The socket and SSH both
// bring one.
//
// It decides how large a screen may be, when somebody has not typed for too long, and when
// somebody who does not take what is sent is given up. Who the person is, and what is on
// the screen, is the caller's.
package line

import (
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// A screen beyond these is drawn as if it ended there: 5000 × 5000 cells cost 2.4 GB
// (docs/reliability.md §3.1). One without a size is 80 × 24.
const (
	MaxW, MaxH = 500, 200
	defW, defH = 80, 24
)

// WriteWait is how long a far end may take none of what is sent to it.
const WriteWait = 10 * time.Second

// Size is columns and rows.
type Size struct{ W, H int }

// Bound is the size that a screen of so many columns and rows is drawn in.
func Bound(w, h uint32) Size {
	if w == 0 || h == 0 {
		return Size{defW, defH}
	}
	return Size{int(min(w, MaxW)), int(min(h, MaxH))}
}

// Line is one far end. Resize, Close and Quiet may be called from any goroutine.
type Line struct {
	out   io.Writer
	drop  func() // ends the connection, so that a write that hangs returns
	wait  time.Duration
	sizes chan Size
	at    atomic.Pointer[Size]
	last  atomic.Int64 // unix nanoseconds of the last byte typed

	chunks chan []byte
	left   []byte
	gone   chan struct{}
	once   sync.Once
}

// New begins to read what is typed. drop must end the connection under in and out: it is
// called when the far end takes nothing for WriteWait.
func New(in io.Reader, out io.Writer, at Size, drop func()) *Line {
	l := &Line{out: out, drop: drop, wait: WriteWait, sizes: make(chan Size, 1), chunks: make(chan []byte), gone: make(chan struct{})}
	l.at.Store(&at)
	l.last.Store(time.Now().UnixNano())
	go l.pump(in)
	return l
}

// pump takes what is typed until there is no more of it, or the line is closed.
func (l *Line) pump(in io.Reader) {
	defer l.Close()
	defer func() { _ = recover() }()
	for empty := 0; empty < 100; {
		buf := make([]byte, 1024)
		n, err := in.Read(buf)
		if n > 0 {
			empty = 0
			l.last.Store(time.Now().UnixNano())
			select {
			case l.chunks <- buf[:n]:
			case <-l.gone:
				return
			}
		} else {
			empty++
		}
		if err != nil {
			return
		}
	}
}

// Read gives what was typed, io.EOF after the end. One goroutine reads at a time.
func (l *Line) Read(p []byte) (int, error) {
	for len(l.left) == 0 {
		select {
		case l.left = <-l.chunks:
		case <-l.gone:
			return 0, io.EOF
		}
	}
	n := copy(p, l.left)
	l.left = l.left[n:]
	return n, nil
}

// Readable waits at most until then, and says whether Read would return at once.
func (l *Line) Readable(until time.Time) bool {
	if len(l.left) > 0 {
		return true
	}
	t := time.NewTimer(time.Until(until))
	defer t.Stop()
	select {
	case l.left = <-l.chunks:
		return true
	case <-l.gone:
		return false
	case <-t.C:
		return false
	}
}

// Write shows bytes at the far end. It does not wait for ever for one that takes nothing.
func (l *Line) Write(p []byte) (int, error) {
	t := time.AfterFunc(l.wait, func() {
		defer func() { _ = recover() }()
		l.Close()
		l.drop()
	})
	defer t.Stop()
	return l.out.Write(p)
}

// GiveUp sets another wait than WriteWait, before the first Write.
func (l *Line) GiveUp(after time.Duration) { l.wait = after }

// Resize says that the far end's screen changed. Only the newest size is kept.
func (l *Line) Resize(s Size) {
	l.at.Store(&s)
	select {
	case <-l.sizes:
	default:
	}
	select {
	case l.sizes <- s:
	default:
	}
}

// Size is the newest size, Sizes the changes of it.
func (l *Line) Size() Size         { return *l.at.Load() }
func (l *Line) Sizes() <-chan Size { return l.sizes }

// Quiet is how long nothing was typed.
func (l *Line) Quiet() time.Duration { return time.Since(time.Unix(0, l.last.Load())) }

// Gone is closed at the end of the line.
func (l *Line) Gone() <-chan struct{} { return l.gone }

// Close ends the line for the screen on it. The connection is the caller's to end.
func (l *Line) Close() { l.once.Do(func() { close(l.gone) }) }
