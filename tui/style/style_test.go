package style

import (
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/mattn/go-runewidth"
	"github.com/muesli/termenv"
)

var modes = []Mode{Narrow, Wide}

func TestWidth(t *testing.T) {
	for _, c := range []struct {
		s            string
		narrow, wide int
	}{
		{"", 0, 0},
		{"C20261123-0007", 14, 14},
		{"张三a李四", 9, 9},
		{"，（）：？！", 12, 12},
		{"…—“”·×°●→│", 10, 20},
		{"买买提·艾力", 11, 12},
		{"𠮷䶮𬭎\U0002EBF0", 8, 8},
		{"\uE864", 2, 2},
		{"\U000F0000", 2, 2},
		{"\uFFFD", 1, 2},
		{"\xff", 1, 2},
		{"\x07", 1, 2},
		{"e\u0301", 1, 1},
		{"\u202e0002", 5, 6},
		{"张\u200b三", 4, 4},
		{"⚠\uFE0F", 1, 1},
		{"👨\u200d👩\u200d👧", 6, 6},
		{"👍🏽", 2, 2},
		{"🇨🇳", 2, 2},
		{"\x1b[1;31m逾期\x1b[0m", 4, 4},
		{"\x1b[2J", 4, 5},
		{"\x1b", 1, 2},
		{"a\tb\nc", 5, 5},
		{"㎡￥\u3000", 6, 6},
	} {
		if n, w := Width(Narrow, c.s), Width(Wide, c.s); n != c.narrow || w != c.wide {
			t.Errorf("%q is %d narrow, %d wide; want %d, %d", c.s, n, w, c.narrow, c.wide)
		}
	}
}

// pieces are what random texts of these tests are made of.
var pieces = []string{"张", "三", "a", "B", " ", "，", "。", "（", "）", "“", "”", "…", "—", "·", "\uE864", "𠮷", "\t",
	"\x1b[1m", "\x1b[31m", "\x1b[0m", "\x1b[7;1m", "2026-11-23", "!", "\uFFFD", "⚠\uFE0F", "e\u0301", "\x1b[2J", "\x07", "│", "℃", "👍", "🇨", "、", "》", "\xe5\xbc"}

func random(rnd *rand.Rand) string {
	var b strings.Builder
	for range rnd.IntN(20) {
		b.WriteString(pieces[rnd.IntN(len(pieces))])
	}
	return b.String()
}

// everywhere runs f on random texts, in both modes and at all small widths.
func everywhere(t *testing.T, f func(t *testing.T, m Mode, s string, w int)) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 4000 {
		s := random(rnd)
		f(t, modes[rnd.IntN(2)], s, rnd.IntN(26)-2)
		if t.Failed() {
			return
		}
	}
}

// sane fails when s holds anything a terminal obeys but colours, or leaves one open.
func sane(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("%q is no UTF-8", s)
	}
	if plain := ansi.Strip(s); strings.ContainsAny(plain, "\x1b\x07\t\n\r") || strings.ContainsRune(plain, 0xE864) {
		t.Errorf("%q lets something through", s)
	}
	if i := strings.LastIndex(s, "\x1b["); i >= 0 && !strings.HasPrefix(s[i:], reset) {
		t.Errorf("%q leaves a colour open", s)
	}
}

func TestCutAndPadAtEveryWidth(t *testing.T) {
	everywhere(t, func(t *testing.T, m Mode, s string, w int) {
		cut := Cut(m, s, w)
		if n := Width(m, cut); n > max(w, 0) {
			t.Errorf("Cut(%d, %q, %d) = %q, %d cells", m, s, w, cut, n)
		}
		if Width(m, s) > w && w > 0 {
			sane(t, cut)
			if !strings.HasSuffix(strings.TrimSuffix(cut, reset), Ellipsis(m)) {
				t.Errorf("Cut(%d, %q, %d) = %q does not say that it is cut", m, s, w, cut)
			}
		}
		for name, f := range map[string]func(Mode, string, int) string{"Pad": Pad, "PadLeft": PadLeft} {
			if got := f(m, s, w); Width(m, got) != max(w, 0) {
				t.Errorf("%s(%d, %q, %d) = %q, %d cells", name, m, s, w, got, Width(m, got))
			}
		}
		if d := Draw(s); Width(m, d) != Width(m, s) || Draw(d) != d {
			t.Errorf("Draw(%q) = %q, other width, or drawn again differs", s, d)
		}
	})
}

// The renderer and the tests' terminal measure with x/ansi: in narrow mode what we
// draw has the same width there.
func TestNarrowAgreesWithTheRenderer(t *testing.T) {
	everywhere(t, func(t *testing.T, m Mode, s string, w int) {
		if d := Draw(s); ansi.StringWidth(d) != Width(Narrow, d) {
			t.Errorf("%q: renderer %d, ours %d", d, ansi.StringWidth(d), Width(Narrow, d))
		}
	})
}

// Wide mode is xterm -cjk_width, which go-runewidth's EastAsianWidth tables copy.
func TestWideAgreesWithEastAsianTables(t *testing.T) {
	c := &runewidth.Condition{EastAsianWidth: true, StrictEmojiNeutral: true}
	for r := rune(0xA0); r < 0x3000; r++ {
		as, n := drawn(Wide, r)
		if as == r && n > 0 && n != c.RuneWidth(r) && r != 0xAD && !(r >= 0x1100 && r < 0x1200) && c.RuneWidth(r) > 0 {
			t.Errorf("%U: ours %d, East Asian table %d", r, n, c.RuneWidth(r))
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct {
		m    Mode
		s    string
		w    int
		want string
	}{
		{Narrow, "张家村王大爷", 12, "张家村王大爷"},
		{Narrow, "张家村王大爷", 11, "张家村王大…"},
		{Narrow, "张家村王大爷", 10, "张家村王…"},
		{Wide, "张家村王大爷", 10, "张家村王~"},
		{Wide, "“一”", 5, "“一~"},
		{Narrow, "张三", 1, "…"},
		{Narrow, "张三", 0, ""},
		{Narrow, "\x1b[31m张三李四\x1b[0m", 5, "\x1b[31m张三…\x1b[0m"},
		{Narrow, "\uE864氏", 4, "〓氏"},
	} {
		if got := Cut(c.m, c.s, c.w); got != c.want {
			t.Errorf("Cut(%d, %q, %d) = %q, want %q", c.m, c.s, c.w, got, c.want)
		}
	}
	if got := PadLeft(Narrow, "12件", 6); got != "  12件" {
		t.Errorf("%q", got)
	}
}

func TestSlice(t *testing.T) {
	everywhere(t, func(t *testing.T, m Mode, s string, w int) {
		full := Width(m, s)
		for to := w; to < w+4; to++ {
			got := Slice(m, s, w, to)
			if want := min(full, max(to, 0)) - min(full, max(w, 0)); Width(m, got) != max(want, 0) {
				t.Errorf("Slice(%d, %q, %d, %d) = %q, %d cells of %d", m, s, w, to, got, Width(m, got), want)
			}
			sane(t, got)
		}
	})
}

func TestSplice(t *testing.T) {
	base := []string{"张家村王大爷", "abc", "\x1b[31m红红红红\x1b[0m"}
	got := Splice(Narrow, base, []string{"[x]", "[y]", "[z]", "[w]"}, 3, 0)
	want := []string{"张 [x]王大爷", "abc[y]", "\x1b[31m红 \x1b[0m[z]\x1b[31m红\x1b[0m"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if base[0] != "张家村王大爷" {
		t.Error("base was changed")
	}
	if got := Splice(Narrow, []string{"甲乙丙"}, []string{"XYZ"}, -2, 0); got[0] != "Z 乙丙" {
		t.Errorf("left of the screen: %q", got)
	}
	everywhere(t, func(t *testing.T, m Mode, s string, w int) {
		box := Pad(m, "框", 4)
		got := Splice(m, []string{s, s}, []string{box}, w, 1)
		if w > -4 && Width(m, got[1]) != max(Width(m, s), w+4) || got[0] != s {
			t.Errorf("Splice over %q at %d = %q", s, w, got)
		}
	})
}

func TestTheme(t *testing.T) {
	r := lipgloss.NewRenderer(io.Discard)
	for _, p := range []termenv.Profile{termenv.TrueColor, termenv.ANSI256, termenv.ANSI} {
		r.SetColorProfile(p)
		th := NewTheme(r)
		if got := th.Danger.Flag("逾期"); got != "\x1b[1;31m!逾期\x1b[0m" {
			t.Errorf("danger with profile %v: %q", p, got)
		}
		v := reflect.ValueOf(th)
		for i := range v.NumField() {
			tok := v.Field(i).Interface().(Token)
			if strings.Contains(tok.on, "38;") || strings.Contains(tok.on, "48;") {
				t.Errorf("%s uses more than 16 colours: %q", v.Type().Field(i).Name, tok.on)
			}
			if strings.Contains(tok.on, "31") && tok.mark == "" {
				t.Errorf("%s is red and has no mark", v.Type().Field(i).Name)
			}
		}
	}
	for _, none := range []*lipgloss.Renderer{nil, lipgloss.NewRenderer(io.Discard, termenv.WithProfile(termenv.Ascii))} {
		v := reflect.ValueOf(NewTheme(none))
		for i := range v.NumField() {
			if on := v.Field(i).Interface().(Token).on; strings.Contains(on, "3") {
				t.Errorf("without colours %s is %q", v.Type().Field(i).Name, on)
			}
		}
		if NewTheme(none).Bar.Paint("x") == "x" {
			t.Error("without colours the bar is not reversed")
		}
	}
	th := NewTheme(nil)
	if got := th.Bar.Paint("a" + th.Title.Paint("b") + "c"); got != "\x1b[7ma\x1b[1mb\x1b[0m\x1b[7mc\x1b[0m" {
		t.Errorf("nested: %q", got)
	}
	for w := range 9 {
		for _, line := range th.Box(Wide, "说明", []string{"“为什么”", ""}, w) {
			if Width(Wide, line) != w {
				t.Errorf("a box of %d has %q", w, line)
			}
		}
	}
}
