package input

import (
	"bytes"
	"unicode/utf8"
)

// The marks around a bracketed paste.
const (
	pasteStart = "\x1b[200~"
	pasteEnd   = "\x1b[201~"
)

// stepPaste passes text on, line ends as \n, and disarms everything else.
func (m *machine) stepPaste(b []byte) int {
	if b[0] == '\x1b' && len(b) < len(pasteEnd) && bytes.HasPrefix([]byte(pasteEnd), b) {
		return 0
	}
	if bytes.HasPrefix(b, []byte(pasteEnd)) {
		m.closePaste()
		m.state = tail
		return len(pasteEnd)
	}
	if !utf8.FullRune(b) {
		return 0
	}
	return m.content(b)
}

// content passes one rune of a paste on, if it may, and returns its length.
func (m *machine) content(b []byte) int {
	r, n := utf8.DecodeRune(b)
	text := b[:n]
	switch {
	case r == '\n' && m.cr:
		m.cr = false
		return n
	case r == '\r':
		text = []byte{'\n'}
	case r == '\n', r == '\t':
	case r == utf8.RuneError, r < 0x20, r >= 0x7F && r < 0xA0:
		text = []byte(unreadable)
	}
	m.cr = r == '\r'
	if m.over > 0 || n > m.left {
		m.over += n
		return n
	}
	if !m.opened {
		m.opened = true
		m.out = append(m.out, pasteStart...)
	}
	m.left -= n
	m.out = append(m.out, text...)
	return n
}

func (m *machine) openPaste() {
	m.state, m.left, m.over, m.opened, m.cr = paste, m.limit, 0, false, false
}

// closePaste ends the message. An empty paste makes none: consumers index Runes.
func (m *machine) closePaste() {
	if m.opened {
		m.out = append(m.out, pasteEnd...)
	}
	m.cut += m.over
	m.opened, m.over = false, 0
}

// stepTail looks at what follows an end mark without a pause. When another end
// mark comes and no start mark before it, the first mark was part of what was
// pasted, and everything between was pasted too: it must not act as keys.
func (m *machine) stepTail(b []byte) int {
	end := bytes.Index(b, []byte(pasteEnd))
	start := bytes.Index(b, []byte(pasteStart))
	switch {
	case end >= 0 && (start < 0 || end < start):
		m.opened, m.cr = false, false
		for i := 0; i < end; {
			i += m.content(b[i:end])
		}
		m.closePaste()
		return end + len(pasteEnd)
	case start >= 0, len(b) > maxTail:
		m.state = ground
		return m.step(b)
	}
	return 0
}
