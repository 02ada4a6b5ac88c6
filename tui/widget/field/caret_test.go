package field

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/vt"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// carets are texts and keys, and what a terminal shows left and right of the caret then; a
// left that begins with the label is all that stands there.
var carets = []struct {
	name        string
	spec        Spec
	steps       []string
	left, right string
}{
	{"nothing", Spec{}, nil, "文 ", " "},
	{"ASCII", Spec{}, []string{"text:tent 110"}, "tent 110", " "},
	{"Han", Spec{}, []string{"text:桥洞老人"}, "桥洞老人", " "},
	{"mixed", Spec{}, []string{"text:桥A洞b3号"}, "桥A洞b3号", " "},
	{"a mere move", Spec{}, []string{"text:桥A洞b3号", "Left", "Left", "Left"}, "桥A洞", "b"},
	{"and back", Spec{}, []string{"text:桥A洞b3号", "Left", "Left", "Left", "Right", "Home", "Right"}, "桥", "A"},
	{"full-width digits", Spec{Kind: Phone}, []string{"text:１３８９"}, "１３８９", " "},
	{"full-width digits, a move", Spec{Kind: Number}, []string{"text:１３８９", "Left"}, "１３８", "９"},
	{"full-width digits, folded", Spec{Kind: Phone}, []string{"text:１１０", "Tab", "Shift+Tab", "Left"}, "11", "0"},
	{"a dash, an ellipsis", Spec{}, []string{"text:等——等……"}, "等——等……", " "},
	{"quotes", Spec{}, []string{"text:“老砖厂”", "Left"}, "“老砖厂", "”"},
	{"a point in a name", Spec{}, []string{"text:买买提·艾力", "Left", "Left"}, "买买提·", "艾"},
	{"signs", Spec{}, []string{"text:3×5°●→", "Left"}, "3×5°●", "→"},
	{"a combining mark", Spec{}, []string{"text:q\u0307王q\u0307", "Left"}, "王", "q\u0307"},
	{"a mark typed alone", Spec{}, []string{"text:e", "text:\u0301", "text:b"}, "éb", " "},
	{"plane 2", Spec{}, []string{"text:𠮷某𮯰", "Left"}, "𠮷某", "𮯰"},
	{"private use", Spec{}, []string{"text:王\uE864二", "Left"}, "王〓", "二"},
	{"scrolled right", Spec{}, []string{"text:" + strings.Repeat("一二三四五六七八九十", 6)}, "八九十", " "},
	{"scrolled right, a move", Spec{}, []string{"text:" + strings.Repeat("一二三四五六七八九十", 6), "Left", "Left"}, "七八", "九"},
	{"scrolled and back", Spec{}, []string{"text:" + strings.Repeat("一二三四五六七八九十", 6), "Home", "Right", "Right"}, "文 一二", "三"},
	{"scrolled over signs", Spec{}, []string{"text:" + strings.Repeat("“一”…a×", 30), "Left"}, "一”…a", "×"},
	{"a PIN", Spec{Kind: Secret}, []string{"text:246", "Left"}, "**", "*"},
	{"a choice", Spec{Kind: Choice, Options: places}, []string{"2"}, "桥洞", " "},
	{"a choice while it is typed", Spec{Kind: Choice, Options: places, Free: true}, []string{"text:河湾“村", "Left"}, "河湾“", "村"},
	{"a suggestion", Spec{Default: "桥洞"}, nil, "桥洞", " "},
	{"ticks", Spec{Kind: Multi, Options: goods}, []string{"3"}, "[", "x"},
	{"yes or no", Spec{Kind: Tri}, []string{"2"}, "(", "x"},
	{"a note", Spec{Kind: Note}, []string{"text:一\n“二”", "Left"}, "文   “二", "”"},
	{"a note that wraps", Spec{Kind: Note}, []string{"text:" + strings.Repeat("桥", 80), "text:洞"}, "洞", " "},
	{"a note that wraps, a move", Spec{Kind: Note}, []string{"text:" + strings.Repeat("桥洞", 40), "Left"}, "桥", "洞"},
	{"a note with signs that wraps", Spec{Kind: Note}, []string{"text:" + strings.Repeat("“一”…", 40) + "×"}, "×", " "},
	{"a note, up and down", Spec{Kind: Note}, []string{"text:一二三\n四五六\n七八九", "Left", "Up", "Up", "Down"}, "四五", "六"},
	{"a note, its beginning", Spec{Kind: Note}, []string{"text:一二三\n四五六", "Home"}, "文 ", "四"},
}

func checkCarets(t *testing.T, m style.Mode) {
	for _, c := range carets {
		for _, w := range []int{45, 80} {
			c.spec.Name, c.spec.Label = "f", text.T("文", "文")
			look := plain
			look.Mode = m
			f := New(look, c.spec, Spec{Name: "next"})
			f.View(w, 12) // a Note moves by the rows that are seen
			press(f, c.steps...)
			lines, row, col := f.View(w, 12)
			tuitest.Fits(t, m, strings.Join(lines, "\n"), w, 12)
			term := vt.NewEmulator(w, 12)
			term.WriteString(strings.Join(lines, "\r\n"))
			if row < 0 || row >= len(lines) || col < 0 || col >= w {
				t.Errorf("%s at %d: the caret is at %d,%d", c.name, w, row, col)
				continue
			}
			left, right := cells(term, row, 0, col), cells(term, row, col, w)
			want := strings.TrimPrefix(c.left, "文 ")
			if strings.HasPrefix(c.left, "文") {
				if left = strings.TrimLeft(left, " >文"); left != strings.TrimLeft(want, " 文") {
					t.Errorf("%s at %d: left of the caret stands %q, not %q alone", c.name, w, left, want)
				}
			} else if !strings.HasSuffix(left, want) {
				t.Errorf("%s at %d: left of the caret stands %q, not %q", c.name, w, left, want)
			}
			if !strings.HasPrefix(right, c.right) {
				t.Errorf("%s at %d: right of the caret stands %q, not %q", c.name, w, right, c.right)
			}
		}
	}
}

// cells is what a terminal shows in some columns of a row.
func cells(term *vt.Emulator, row, from, to int) string {
	var b strings.Builder
	for x := from; x < to; x++ {
		if c := term.CellAt(x, row); c != nil && c.Width > 0 {
			b.WriteString(c.Content)
		}
	}
	return b.String()
}

// Ensure the caret of every kind of text stands where the terminal, which measures for
// itself, has that character.
func TestCarets(t *testing.T) { checkCarets(t, style.Narrow) }

func TestCaretsOnAWideTerminal(t *testing.T) {
	if tuitest.OnWideTerminal(t) {
		checkCarets(t, style.Wide)
	}
}
