package field

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// Whatever is typed at whatever size: nothing panics, every line fits, the caret
// is inside, and left of it stands the character before it.
func TestAnything(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	steps := tuitest.Keys("text:张", "text:三a“", "text:…", "text:，", "Space", "Space", "Left", "Left", "Right", "Home", "End", "Up", "Down", "Enter",
		"Backspace", "Delete", "Ctrl+W", "Ctrl+U", "Ctrl+Y", "Ctrl+R", "Tab", "Shift+Tab", "1", "2", "Esc", "paste:一\n二\x1b[31m", "text:e\u0301", "text:𠮷", "text:qd", "Ctrl+Left")
	for range 150 {
		look := Look{Lang: []text.Lang{text.ZH, text.EN}[rnd.IntN(2)], Mode: style.Mode(rnd.IntN(2)), Theme: style.NewTheme(nil)}
		specs := intake()
		rnd.Shuffle(len(specs), func(i, j int) { specs[i], specs[j] = specs[j], specs[i] })
		f := New(look, specs...)
		for range 150 {
			f.Key(steps[rnd.IntN(len(steps))].(tea.KeyMsg))
			if rnd.IntN(30) == 0 {
				f.SetErrors(map[string]text.Text{"phone": text.T("号码不对", "wrong number"), "note": text.T("太短了", "too short")})
			}
			w, h := rnd.IntN(60)-1, rnd.IntN(15)-1
			if rnd.IntN(3) == 0 {
				w, h = 20, 5
			}
			lines, row, col := f.View(w, h)
			if w <= 0 || h <= 0 {
				continue
			}
			view := strings.Join(lines, "\n")
			tuitest.Fits(t, look.Mode, view, w, h)
			tuitest.OnlyOwnEscapes(t, []byte(view))
			if row < 0 || row >= len(lines) || col < 0 || col >= w {
				t.Fatalf("the caret is at %d,%d of %dx%d", row, col, w, h)
			}
			x := f.fields[f.at]
			if lineKind := x.Kind < Note && x.Kind != Secret; lineKind && w >= 20 && x.ed.pos > 0 {
				at := x.ed.before(x.ed.pos)
				want := style.Draw(string(x.ed.r[at:x.ed.pos]))
				n := style.Width(look.Mode, want)
				if got := ansi.Strip(style.Slice(look.Mode, lines[row], col-n, col)); got != want && at >= x.off {
					t.Fatalf("left of the caret stands %q, not %q: %q", got, want, lines[row])
				}
			}
			if t.Failed() {
				t.Fatalf("%dx%d mode %d: %q", w, h, look.Mode, lines)
			}
		}
		for name, v := range f.Values() {
			if text.Clean(v, text.Note) != v {
				t.Fatalf("%s holds %q", name, v)
			}
		}
	}
}

func TestLineScrolls(t *testing.T) {
	f := one(Spec{Kind: Number, Max: 40, Label: text.T("数", "no")})
	x := f.Field("f")
	press(f, "text:一二三四五六七八九十")
	for _, c := range []struct {
		key, want string
		caret     int
	}{
		{"End", "五六七八九十", 12}, {"Left", "五六七八九十", 10}, {"Home", "一二三四五六七", 0}, {"Right", "一二三四五六七", 2},
	} {
		press(f, c.key)
		if s, caret := x.line(14); strings.TrimRight(s, " ") != c.want || caret != c.caret {
			t.Errorf("%s: %q, caret %d; want %q, %d", c.key, s, caret, c.want, c.caret)
		}
	}
}

// A mark whose letter has scrolled out of sight would be drawn on the label.
func TestLineDoesNotBeginWithAMark(t *testing.T) {
	f := one(Spec{})
	press(f, "text:q\u0307w\u0307王x\u0307y\u0307")
	for w := 1; w < 8; w++ {
		s, _ := f.Field("f").line(w)
		if strings.HasPrefix(s, "\u0307") {
			t.Errorf("width %d: %q", w, s)
		}
	}
}

func TestNoteRowsFit(t *testing.T) {
	f := one(Spec{Kind: Note})
	press(f, "text:a", "Home", "Space", "End", "Backspace", "text:x，，王“”")
	x := f.Field("f")
	for w := 3; w < 9; w++ {
		rows := x.rows(w)
		for i := range rows {
			if n := width(x.look.Mode, x.ed.r[rows[i]:x.end(rows, i)]); n > w-1 {
				t.Errorf("width %d: row %d has %d cells", w, i, n)
			}
		}
	}
}

func TestLongNote(t *testing.T) {
	f := one(Spec{Kind: Note, Max: 5})
	press(f, "paste:一二三四五六七")
	if f.Field("f").Refused() != 2 {
		t.Error("the limit of a note")
	}
	f = one(Spec{Kind: Note, Rows: 3, Label: text.T("情况怎样", "what is wrong")})
	press(f, "paste:"+strings.Repeat("桥洞下有一名老人，", 30))
	lines, row, _ := f.View(40, 10)
	if len(lines) != 3 || row != 2 {
		t.Errorf("%d lines, caret in %d", len(lines), row)
	}
	for i, line := range lines {
		if strings.HasPrefix(strings.TrimSpace(ansi.Strip(line)), "，") {
			t.Errorf("row %d begins with a point", i)
		}
	}
}

func BenchmarkForm(b *testing.B) {
	b.ReportAllocs()
	f := filled(plain)
	for b.Loop() {
		f.View(80, 24)
	}
}

func BenchmarkTypeInLongNote(b *testing.B) {
	f := one(Spec{Kind: Note, Max: 100_000})
	press(f, "paste:"+strings.Repeat("桥洞下有一名老人，", 2000))
	keys := tuitest.Keys("text:王", "Backspace")
	for i := 0; b.Loop(); i++ {
		f.Key(keys[i%2].(tea.KeyMsg))
		f.View(80, 24)
	}
}
