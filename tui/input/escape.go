package input

import "unicode/utf8"

// stepEscape decides what begins with ESC in b: a sequence, a mark of a paste, an
// answer of the terminal, a key with Alt, or the key Esc and something else.
func (m *machine) stepEscape(b []byte) int {
	if len(b) == 1 {
		return 0
	}
	switch c := b[1]; {
	case c == '[':
		return m.stepCSI(b)
	case c == 'O':
		return m.stepSS3(b)
	case c == ']' || c == 'P':
		if len(b) == 2 {
			return 0
		}
		if answers(c, b[2]) {
			m.state = reply
			return 2
		}
	case c == '\x1b', c >= utf8.RuneSelf:
		// Esc, then something that a person typed after it. Alt with an arrow
		// looks the same on old terminals; no key of ours has Alt.
		m.escape()
		return 1
	}
	m.out = append(m.out, b[:2]...)
	return 2
}

// answers reports whether ESC c d begins OSC or DCS as terminals answer with
// them, and not Alt+] or Alt+P.
func answers(c, d byte) bool {
	digit := d >= '0' && d <= '9'
	return digit || c == 'P' && (d == '>' || d == '!' || d == '|' || d == '$' || d == '+')
}

// escape is the key Esc with more behind it in the same read. v1 knows Esc only
// as the last byte of a read; ESC ESC gives Esc with Alt, which Key puts right.
func (m *machine) escape() { m.out = append(m.out, "\x1b\x1b"...) }

// stepCSI waits for the final byte. What turns out to be no sequence goes on as
// it came.
func (m *machine) stepCSI(b []byte) int {
	for i := 2; i < len(b); i++ {
		c := b[i]
		switch {
		case i == 2 && c == '[': // F1 to F5 of the Linux console: ESC [ [ A
			if len(b) == 3 {
				return 0
			}
			n := 3
			if b[3] >= 'A' && b[3] <= 'E' {
				n = 4
			}
			m.out = append(m.out, b[:n]...)
			return n
		case c >= 0x40 && c <= 0x7E:
			m.sequence(b[:i+1])
			return i + 1
		case c < 0x20 || c > 0x7E || i >= maxSeq:
			m.out = append(m.out, b[:i]...)
			return i
		}
	}
	return 0
}

func (m *machine) sequence(seq []byte) {
	switch string(seq) {
	case pasteStart:
		m.openPaste()
	case pasteEnd: // of a paste that was closed long ago
	case "\x1b[M": // v1 would swallow the next three bytes as a mouse report, which we never ask for
	default:
		m.out = append(m.out, seq...)
	}
}

func (m *machine) stepSS3(b []byte) int {
	if len(b) == 2 {
		return 0
	}
	n := 3
	if c := b[2]; c < 0x40 || c > 0x7E {
		n = 2 // Alt+O, then something else
	}
	m.out = append(m.out, b[:n]...)
	return n
}

// release lets an ESC go that waited in vain, alone or with what came after it.
// It is the end of a read, so v1 takes a lone one for the key Esc.
func (m *machine) release() {
	if len(m.buf) == 0 || m.buf[0] != '\x1b' {
		return
	}
	m.out = append(m.out, m.buf...)
	m.buf = m.buf[:0]
}
