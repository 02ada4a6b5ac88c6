package style

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// What may not begin a line, and what may not end one (GB/T 15834-2011, 4.8 and
// 5.1: points, closing marks; opening marks), with the ASCII twins.
const (
	neverFirst = "，。、：；？！）〕】》〉」』”’…—·％℃,.:;?!)]}>%~"
	neverLast  = "（〔【《〈「『“‘([{<"
)

// Breaks reports whether a line may end between two characters that stand beside
// each other, neither of them a blank.
func Breaks(before, after rune) bool {
	if strings.ContainsRune(neverFirst, after) || strings.ContainsRune(neverLast, before) {
		return false
	}
	return !inWord(before) || !inWord(after)
}

// inWord holds words, figures and what joins them: 2026-11-23, C20261123-0007.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return r > ' '
	}
	return r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// cell is one thing drawn, with the colours that come before it.
type cell struct {
	r    rune
	w    int
	text string
}

// Wrap is s in lines of at most w cells. \n begins a new line; blanks where a
// line breaks are dropped. A line never begins with a point or a closing mark nor
// ends with an opening one, unless nothing else fits. Colours go on over lines.
// Without room for a Chinese character (w < 2) one stands as "~".
func Wrap(m Mode, s string, w int) []string {
	w = max(w, 1)
	if w >= len(s) && !strings.ContainsAny(s, "\n\x1b") {
		return []string{Draw(s)}
	}
	var lines []string
	colour := ""
	for _, para := range strings.Split(s, "\n") {
		cells, only := explode(m, para, w)
		if len(cells) == 0 {
			colour = after(colour, only)
			lines = append(lines, "")
		}
		for len(cells) > 0 {
			n := lineEnd(cells, w)
			var line string
			line, colour = join(cells[:n], colour)
			lines = append(lines, line)
			for cells = cells[n:]; len(cells) > 0 && cells[0].r == ' '; {
				colour = after(colour, cells[0].text)
				cells = cells[1:]
			}
		}
	}
	return lines
}

// after is what is open after the colours in s, when colour was open before it.
func after(colour, s string) string {
	for {
		i := strings.IndexByte(s, '\x1b')
		if i < 0 {
			return colour
		}
		s = s[i:]
		n := sgr(s)
		if isReset(s[:n]) {
			colour = ""
		} else {
			colour += s[:n]
		}
		s = s[n:]
	}
}

// explode cuts a paragraph into cells. A mark without width and a reset belong to
// the cell before them, a colour to the cell that it colours. only is what a
// paragraph without cells holds.
func explode(m Mode, s string, w int) (cells []cell, only string) {
	cells = make([]cell, 0, len(s)/2+1)
	head := ""
	for i := 0; i < len(s); {
		n, c, as := next(m, s[i:])
		text := s[i : i+n]
		r, _ := utf8.DecodeRuneInString(text)
		if as != same {
			r = as
			if text = ""; as != 0 {
				text = string(as)
			}
		}
		if c > w {
			r, c, text = '~', 1, "~"
		}
		i += n
		switch {
		case c > 0:
			cells = append(cells, cell{r: r, w: c, text: head + text})
			head = ""
		case len(cells) == 0 || text != "" && text[0] == '\x1b' && !isReset(text):
			head += text
		default:
			cells[len(cells)-1].text += head + text
			head = ""
		}
	}
	if len(cells) > 0 {
		cells[len(cells)-1].text += head
		head = ""
	}
	return cells, head
}

// lineEnd is how many cells the next line takes.
func lineEnd(cells []cell, w int) int {
	used, n := 0, 0
	for n < len(cells) && used+cells[n].w <= w {
		used += cells[n].w
		n++
	}
	if n == len(cells) {
		return n
	}
	for i := n; i > 0; i-- {
		if ends(cells, i) {
			return i
		}
	}
	return max(n, 1)
}

// ends reports whether a line may end before cells[i]. Blanks on both sides of
// the place are not seen, so what stands beyond them counts.
func ends(cells []cell, i int) bool {
	j, k := i, i
	for j < len(cells) && cells[j].r == ' ' {
		j++
	}
	for k > 0 && cells[k-1].r == ' ' {
		k--
	}
	switch {
	case j == len(cells):
		return true
	case k == 0:
		return false // only an indent
	case j > k:
		return !strings.ContainsRune(neverFirst, cells[j].r) && !strings.ContainsRune(neverLast, cells[k-1].r)
	}
	return Breaks(cells[k-1].r, cells[j].r)
}

// join makes a line of cells, opening the colour that goes on from the line above
// and closing what is open at the end. Blanks at the end are dropped.
func join(cells []cell, colour string) (line, open string) {
	end := len(cells)
	for end > 1 && cells[end-1].text == " " {
		end--
	}
	var b strings.Builder
	b.WriteString(colour)
	open = colour
	for _, c := range cells[:end] {
		b.WriteString(c.text)
		open = after(open, c.text)
	}
	if open != "" {
		b.WriteString(reset)
	}
	return b.String(), open
}
