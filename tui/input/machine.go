package input

import "unicode/utf8"

// unreadable stands for a byte that is no UTF-8 and for a control inside a
// paste. It is a noncharacter, which nobody can type, which v1 passes on, and
// which text.Clean turns into U+FFFD.
const unreadable = "\uFDD0"

// The most that may be held back. Three bytes come out for one that went in, at
// worst, and all must fit one Read beside the next bytes: see room.
const (
	maxSeq  = 32 // the longest sequence a terminal sends us, a mouse report, has about 15
	maxTail = 40
)

type state uint8

const (
	ground state = iota
	paste        // after the start mark
	tail         // after the end mark, while bytes come without a pause
	reply        // inside OSC or DCS: an answer of the terminal to a question
)

// need says what the bytes held back wait for.
type need uint8

const (
	nothing need = iota // nothing held, or only a part of a rune, which has time
	restOfSequence
	restOfPaste
)

// machine cuts a stream of bytes into tokens and decides what v1 gets of them.
type machine struct {
	state  state
	buf    []byte // came, not decided
	out    []byte // decided
	limit  int    // content bytes of one paste
	left   int    // content bytes that the open paste may still bring
	opened bool   // the start mark is out
	cr     bool   // the last byte of the paste was \r
	over   int    // content bytes cut from the open paste
	cut    int    // content bytes cut from closed pastes, not reported yet
}

// room is how many bytes may be fed so that everything decided fits one Read
// (249 leaves six for the mark of a paste that closes itself).
func (m *machine) room() int {
	n := (full-len(pasteEnd)-len(m.out))/3 - len(m.buf)
	if len(m.out) > 0 && n < 8 {
		return 0 // enough for now, rather than many tiny reads
	}
	return n
}

func (m *machine) waits() need {
	switch {
	case m.state == paste:
		return restOfPaste
	case m.state == reply, m.state == tail && len(m.buf) > 0, len(m.buf) > 0 && m.buf[0] == '\x1b':
		return restOfSequence
	}
	return nothing
}

func (m *machine) takeCut() (n int) {
	n, m.cut = m.cut, 0
	return n
}

func (m *machine) feed(b []byte) {
	m.buf = append(m.buf, b...)
	i := 0
	for i < len(m.buf) {
		n := m.step(m.buf[i:])
		if n == 0 {
			break
		}
		i += n
	}
	m.buf = append(m.buf[:0], m.buf[i:]...)
}

// step decides the first token of b and returns its length, or 0 when more bytes
// are needed.
func (m *machine) step(b []byte) int {
	switch m.state {
	case paste:
		return m.stepPaste(b)
	case tail:
		return m.stepTail(b)
	case reply:
		return m.stepReply(b)
	}
	return m.stepGround(b)
}

func (m *machine) stepGround(b []byte) int {
	if b[0] == '\x1b' {
		return m.stepEscape(b)
	}
	if !utf8.FullRune(b) {
		return 0
	}
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError {
		m.out = append(m.out, unreadable...)
	} else {
		m.out = append(m.out, b[:n]...)
	}
	return n
}

// stepReply swallows what the terminal answers until BEL or ST.
func (m *machine) stepReply(b []byte) int {
	switch {
	case b[0] == '\a':
		m.state = ground
		return 1
	case b[0] == '\x1b' && len(b) == 1:
		return 0
	case b[0] == '\x1b' && b[1] == '\\':
		m.state = ground
		return 2
	case b[0] == '\x1b', b[0] < 0x20:
		m.state = ground // not an answer: a key cut it short
		return m.step(b)
	}
	return 1
}

// expire decides what was held back, because its time is over.
func (m *machine) expire() {
	for m.waits() != nothing {
		switch m.state {
		case paste:
			m.closePaste()
			m.state = ground
			m.buf = m.buf[:0] // at most a beginning of the end mark or of a rune
		case tail, reply:
			m.quiet()
		default:
			m.release()
		}
	}
}

// quiet tells that nothing came for EscWait: the tail of a paste is over, and so
// is an answer that was never closed.
func (m *machine) quiet() {
	switch m.state {
	case tail:
		m.state = ground
		m.feed(nil)
	case reply:
		m.state = ground
		m.buf = m.buf[:0]
	}
}

// finish decides everything, at the end of the input.
func (m *machine) finish() {
	m.expire()
	if len(m.buf) > 0 {
		m.out = append(m.out, unreadable...)
		m.buf = m.buf[:0]
	}
}
