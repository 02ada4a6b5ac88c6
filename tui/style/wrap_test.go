package style

import (
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		s    string
		w    int
		want []string
	}{
		{"", 10, []string{""}},
		{"值班室", 6, []string{"值班室"}},
		{"值班室来电", 6, []string{"值班室", "来电"}},
		{"值班室来电", 7, []string{"值班室", "来电"}},
		{"请立即报告，谢谢", 10, []string{"请立即报", "告，谢谢"}},
		{"他说：“快来！”", 8, []string{"他说：", "“快来！”"}},
		{"他说（快来）", 6, []string{"他说", "（快", "来）"}},
		{"桥洞一人……未醒", 8, []string{"桥洞一", "人……未醒"}},
		{"一\n\n二", 8, []string{"一", "", "二"}},
		{"case C20261123-0007 opened", 15, []string{"case", "C20261123-0007", "opened"}},
		{"见C20261123-0007号", 10, []string{"见", "C20261123-", "0007号"}},
		{"室温 12℃", 6, []string{"室温", "12℃"}},
		{"a b  c", 3, []string{"a b", "c"}},
		{"  缩进两格的话", 8, []string{"  缩进两", "格的话"}},
		{"！！！！！", 4, []string{"！！", "！！", "！"}},
	} {
		if got := Wrap(Narrow, c.s, c.w); !reflect.DeepEqual(got, c.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", c.s, c.w, got, c.want)
		}
	}
	if got := Wrap(Narrow, "值班", 1); !reflect.DeepEqual(got, []string{"~", "~"}) {
		t.Errorf("no room for a character: %q", got)
	}
	if got := Wrap(Wide, "““““", 4); len(got) != 2 {
		t.Errorf("wide mode counts “ as two: %q", got)
	}
}

func TestWrapKeepsColours(t *testing.T) {
	got := Wrap(Narrow, "\x1b[31m逾期三分\n未报\x1b[0m带班", 4)
	want := []string{"\x1b[31m逾期\x1b[0m", "\x1b[31m三分\x1b[0m", "\x1b[31m未报\x1b[0m", "带班"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Nothing but blanks may be lost, no line may be too long, and the rules of
// Chinese lines hold wherever the line above has another place to break.
func TestWrapAtEveryWidth(t *testing.T) {
	everywhere(t, func(t *testing.T, m Mode, s string, w int) {
		lines := Wrap(m, s, w)
		squeeze := func(s string) string {
			return strings.NewReplacer(" ", "", "\n", "", "~", "").Replace(ansi.Strip(Draw(s)))
		}
		if got := squeeze(strings.Join(lines, "")); w >= 2 && got != squeeze(s) {
			t.Errorf("Wrap(%d, %q, %d) = %q loses text", m, s, w, lines)
		}
		for i, line := range lines {
			sane(t, line)
			if Width(m, line) > max(w, 1) {
				t.Errorf("Wrap(%d, %q, %d): line %q has %d cells", m, s, w, line, Width(m, line))
			}
			if i == 0 || w < 6 {
				continue
			}
			first, _ := utf8.DecodeRuneInString(ansi.Strip(line))
			above := []rune(strings.ReplaceAll(ansi.Strip(lines[i-1]), "\u0301", ""))
			if strings.ContainsRune(neverFirst, first) && first != '~' && breakable(above) {
				t.Errorf("Wrap(%d, %q, %d): %q begins with a point", m, s, w, line)
			}
		}
	})
}

func breakable(line []rune) bool {
	for i := 1; i < len(line); i++ {
		if line[i-1] != ' ' && line[i] != ' ' && Breaks(line[i-1], line[i]) {
			return true
		}
	}
	return false
}

var (
	han   = "桥洞老年男神志不清未报带班领导已经联系镇卫生院派车"
	mixed = "1124-04 桥洞 老年男 “神志不清” 未报带班 2026-11-24 02:14"
)

func BenchmarkWidthHan(b *testing.B) {
	for b.Loop() {
		Width(Narrow, han)
	}
}

func BenchmarkWidthASCII(b *testing.B) {
	for b.Loop() {
		Width(Narrow, "C20261123-0007 2026-11-24 02:14:55 +08:00")
	}
}

func BenchmarkWidthMixed(b *testing.B) {
	for b.Loop() {
		Width(Wide, mixed)
	}
}

func BenchmarkWidthLibrary(b *testing.B) {
	for b.Loop() {
		ansi.StringWidth(han)
	}
}

func BenchmarkPad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Pad(Narrow, mixed, 80)
	}
}

func BenchmarkCut(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Cut(Narrow, han, 21)
	}
}

func BenchmarkWrap(b *testing.B) {
	b.ReportAllocs()
	s := strings.Repeat(mixed+"，", 20)
	for b.Loop() {
		Wrap(Narrow, s, 60)
	}
}

func BenchmarkSplice(b *testing.B) {
	b.ReportAllocs()
	base := make([]string, 24)
	for i := range base {
		base[i] = Pad(Narrow, mixed, 80)
	}
	box := NewTheme(nil).Box(Narrow, "确认", []string{han, mixed, ""}, 40)
	for b.Loop() {
		Splice(Narrow, base, box, 20, 8)
	}
}
