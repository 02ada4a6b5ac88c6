package input

import (
	"errors"
	"io"
	"sync"
	"time"
)

var errNoProgress = errors.New("input: the source returns neither bytes nor an error")

// streamSource reads an io.Reader that cannot be asked whether bytes are there:
// a goroutine waits in its Read. It takes one chunk ahead, no more.
type streamSource struct {
	src   io.Reader
	start sync.Once
	stop  sync.Once
	done  chan struct{}
	chunk chan []byte
	took  chan struct{}
	cause error // why the pump ended; set before chunk is closed
	left  []byte
	over  bool
	err   error
}

func newStream(src io.Reader) *streamSource {
	return &streamSource{src: src, done: make(chan struct{}), chunk: make(chan []byte), took: make(chan struct{})}
}

func (s *streamSource) close() { s.stop.Do(func() { close(s.done) }) }

func (s *streamSource) read(p []byte) (int, error) {
	if len(s.left) == 0 && !s.over {
		s.next(-1)
	}
	if len(s.left) == 0 {
		return 0, s.err
	}
	n := copy(p, s.left)
	if s.left = s.left[n:]; len(s.left) == 0 {
		select {
		case s.took <- struct{}{}: // the pump may write over the chunk now
		case <-s.done:
		}
	}
	return n, nil
}

func (s *streamSource) wait(d time.Duration) bool {
	if len(s.left) > 0 || s.over {
		return true
	}
	return s.next(d)
}

// next takes the next chunk, or learns of the end, within d (for ever when d < 0).
func (s *streamSource) next(d time.Duration) bool {
	s.start.Do(func() { go s.pump() })
	var late <-chan time.Time
	switch {
	case d == 0:
		select {
		case b, ok := <-s.chunk:
			s.keep(b, ok)
			return true
		default:
			return false
		}
	case d > 0:
		t := time.NewTimer(d)
		defer t.Stop()
		late = t.C
	}
	select {
	case b, ok := <-s.chunk:
		s.keep(b, ok)
	case <-s.done:
		s.over, s.err = true, io.EOF
	case <-late:
		return false
	}
	return true
}

func (s *streamSource) keep(b []byte, ok bool) {
	if s.left = b; !ok {
		s.over, s.err = true, s.cause
	}
}

// pump ends with the source's error, or with close.
func (s *streamSource) pump() {
	defer close(s.chunk)
	defer func() {
		if p := recover(); p != nil {
			s.cause = io.ErrUnexpectedEOF // a broken source ends the session, not the desk
		}
	}()
	buf := make([]byte, 4096)
	for empty := 0; ; {
		n, err := s.src.Read(buf)
		if n > 0 {
			empty = 0
			select {
			case s.chunk <- buf[:n]:
			case <-s.done:
				s.cause = io.EOF
				return
			}
			select {
			case <-s.took:
			case <-s.done:
				s.cause = io.EOF
				return
			}
		} else if empty++; err == nil && empty > 100 {
			err = errNoProgress
		}
		if err != nil {
			s.cause = err
			return
		}
	}
}
