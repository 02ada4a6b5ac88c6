package style

import "strings"

const reset = "\x1b[0m"

const blanks = "                                                                                                                                "

// Spaces is n blanks, without a new string for any width of a screen.
func Spaces(n int) string {
	if n <= 0 {
		return ""
	}
	if n <= len(blanks) {
		return blanks[:n]
	}
	return strings.Repeat(" ", n)
}

// Ellipsis stands at the end of a cut text: one cell in either mode.
func Ellipsis(m Mode) string {
	if m == Wide {
		return "~"
	}
	return "…"
}

// Cut is s in at most w cells. A text that is too long ends with Ellipsis; a wide
// character is dropped whole. Colours that were open at the cut are closed.
func Cut(m Mode, s string, w int) string {
	s, _ = cut(m, s, w)
	return s
}

// Pad is s in exactly w cells, blanks on the right.
func Pad(m Mode, s string, w int) string {
	s, n := cut(m, s, w)
	if n >= w {
		return s
	}
	return s + Spaces(w-n)
}

// PadLeft is s in exactly w cells, blanks on the left: for figures.
func PadLeft(m Mode, s string, w int) string {
	s, n := cut(m, s, w)
	if n >= w {
		return s
	}
	return Spaces(w-n) + s
}

// cut also gives the width of its result.
func cut(m Mode, s string, w int) (string, int) {
	if w <= 0 {
		return "", 0
	}
	if n := Width(m, s); n <= w {
		return Draw(s), n
	}
	end, cells, open := 0, 0, false
	for i := 0; i < len(s); {
		n, c, as := next(m, s[i:])
		if cells+c > w-1 {
			break
		}
		if s[i] == '\x1b' && as == same {
			open = !isReset(s[i : i+n])
		}
		i, cells = i+n, cells+c
		end = i
	}
	out := Draw(s[:end]) + Ellipsis(m)
	if open {
		out += reset
	}
	return out, cells + 1
}

func isReset(seq string) bool { return seq == reset || seq == "\x1b[m" }

// Slice is the cells from up to but without to. Half of a wide character at
// either end is a blank, and the colours of that place are opened and closed; the
// result has exactly to-from cells when s reaches that far, else fewer.
func Slice(m Mode, s string, from, to int) string {
	s, _ = slice(m, s, from, to)
	return s
}

func slice(m Mode, s string, from, to int) (string, int) {
	from = max(from, 0)
	if to <= from {
		return "", 0
	}
	var b strings.Builder
	colour := "" // open at this place
	at, width := 0, 0
	started := false
	for i := 0; i < len(s) && at < to; {
		n, c, as := next(m, s[i:])
		piece := s[i : i+n]
		i += n
		if s[i-n] == '\x1b' && as == same {
			if isReset(piece) {
				colour = ""
			} else {
				colour += piece
			}
			if started {
				b.WriteString(piece)
			}
			continue
		}
		if at+c <= from && (c > 0 || !started) {
			at += c // left of the slice
			continue
		}
		if !started {
			started = true
			b.WriteString(colour)
		}
		if at < from || at+c > to {
			cells := min(at+c, to) - max(at, from)
			b.WriteString(Spaces(cells))
			width += cells
		} else {
			if as == same {
				b.WriteString(piece)
			} else if as != 0 {
				b.WriteRune(as)
			}
			width += c
		}
		at += c
	}
	if started && colour != "" {
		b.WriteString(reset)
	}
	return b.String(), width
}

// Splice lays box over base with its corner at column x, row y: a dialog over a
// page. Rows and columns outside base's rows are left out; a base row that ends
// before the box is filled with blanks. base itself is not changed.
func Splice(m Mode, base, box []string, x, y int) []string {
	out := append([]string(nil), base...)
	for i, line := range box {
		row := y + i
		if row < 0 || row >= len(out) {
			continue
		}
		w := Width(m, line)
		if x < 0 {
			line = Slice(m, line, -x, w)
		}
		left, n := slice(m, out[row], 0, x)
		right := Slice(m, out[row], max(x+w, 0), 1<<30)
		out[row] = left + Spaces(max(x, 0)-n) + Draw(line) + right
	}
	return out
}
