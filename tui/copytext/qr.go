package copytext

import (
	"strings"
	"unicode/utf8"

	"rsc.io/qr"
	"rsc.io/qr/coding"

	"dutydesk/tui/style"
)

// quiet is the light border of a code, in modules (ISO/IEC 18004, 6.3.8).
const quiet = 4

// largest is the greatest version of a code, smallest the least: 4v+17 modules a side.
const smallest, largest = 1, 40

func side(v int) int { return 4*v + 17 }

// ink says how a code is drawn: in colours black on white, without them by reversing, and
// where half blocks are of unsure width with two blanks a module.
type ink struct {
	blanks bool
	mono   bool
	turned bool // without colours: the terminal is light
}

// fits is the greatest version that cols by rows cells hold, 0 for none.
func (k ink) fits(cols, rows int) int {
	n := min(cols, 2*rows)
	if k.blanks {
		n = min(cols/2, rows)
	}
	return max(min((n-2*quiet-17)>>2, largest), 0)
}

// codes is a text as QR codes.
type codes struct {
	parts []*qr.Code
	key   string
}

// split is the text in as few codes as fit the version: one with more redundancy where it
// fits, else several that together hold the text, none of them part of a character.
func split(s string, most int) ([]*qr.Code, error) {
	if c, err := qr.Encode(s, qr.M); err == nil && c.Size <= side(most) {
		return []*qr.Code{c}, nil
	}
	var out []*qr.Code
	for room := bytesIn(most); s != ""; {
		n := min(room, len(s))
		for n < len(s) && !utf8.RuneStart(s[n]) {
			n--
		}
		c, err := qr.Encode(s[:n], qr.L)
		if err != nil {
			return nil, err
		}
		out, s = append(out, c), s[n:]
	}
	return out, nil
}

// bytesIn is how many bytes a code of a version holds at level L, after the mode and the
// length: four bits and eight, or sixteen from version 10 on.
func bytesIn(v int) int {
	n := coding.Version(v).DataBytes(coding.L) - 2
	if v >= 10 {
		n--
	}
	return n
}

// draw is a code with its border as lines of the screen, each of the same width.
func (k ink) draw(c *qr.Code) []string {
	black := func(x, y int) bool { return c.Black(x-quiet, y-quiet) }
	n := c.Size + 2*quiet
	var lines []string
	if k.blanks {
		for y := range n {
			lines = append(lines, k.row(n, func(x int) bool { return black(x, y) }))
		}
		return lines
	}
	on, off := "\x1b[30;47m", "\x1b[0m"
	if k.mono && k.turned {
		on, off = "", ""
	} else if k.mono {
		on = "\x1b[7m"
	}
	for y := 0; y < n; y += 2 {
		var b strings.Builder
		b.WriteString(on)
		for x := range n {
			b.WriteString(halves[black(x, y)][black(x, y+1)])
		}
		b.WriteString(off)
		lines = append(lines, b.String())
	}
	return lines
}

// halves are the blocks by their upper and lower half, ink on paper.
var halves = map[bool]map[bool]string{
	false: {false: " ", true: "▄"},
	true:  {false: "▀", true: "█"},
}

// row draws one row of modules in blanks, two a module, by their background alone.
func (k ink) row(n int, black func(x int) bool) string {
	dark, light := "\x1b[30;40m", "\x1b[30;47m"
	switch {
	case k.mono && k.turned:
		dark, light = "\x1b[7m", "\x1b[0m"
	case k.mono:
		dark, light = "\x1b[0m", "\x1b[7m"
	}
	var b strings.Builder
	for x := 0; x < n; {
		end := x + 1
		for end < n && black(end) == black(x) {
			end++
		}
		on := light
		if black(x) {
			on = dark
		}
		b.WriteString(on)
		b.WriteString(style.Spaces(2 * (end - x)))
		b.WriteString("\x1b[0m")
		x = end
	}
	return b.String()
}
