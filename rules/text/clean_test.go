package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const bad = "\uFFFD"

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, line, note string }{
		{"", "", ""},
		{"田有福", "田有福", "田有福"},
		{"买买提·艾力", "买买提·艾力", "买买提·艾力"},
		{"买买提・艾力 买买提•艾力", "买买提・艾力 买买提•艾力", "买买提・艾力 买买提•艾力"},
		{"王\U0002EBF0", "王\U0002EBF0", "王\U0002EBF0"}, // newer than Go's tables
		{"王\U00033400", "王\U00033400", "王\U00033400"}, // not assigned yet, plane 3
		{"王\uE864\U000F0001\U0010FFFD", "王\uE864\U000F0001\U0010FFFD", "王\uE864\U000F0001\U0010FFFD"},
		{"\u2FFC王", "\u2FFC王", "\u2FFC王"},                                // Unicode 15.1, in a CJK block
		{"好\U0001FAE9", "好\U0001FAE9", "好\U0001FAE9"},                    // pictograph of Unicode 16
		{"\U0002FFFE\uFFFF\uFDD0", bad + bad + bad, bad + bad + bad},     // noncharacters
		{"\u0378\U000E1000\U00040000", bad + bad + bad, bad + bad + bad}, // unassigned elsewhere

		// reliability.md §4 row 1
		{"张三\x1b]52;c;RVZJTA==\x07", "张三" + bad + "]52;c;RVZJTA==" + bad, "张三" + bad + "]52;c;RVZJTA==" + bad},
		{"\u009b2J", bad + "2J", bad + "2J"},
		{"\x9b2J", bad + "2J", bad + "2J"},
		{"\x1b[6n", bad + "[6n", bad + "[6n"},
		{"\x1bP+q544e\x1b\\", bad + "P+q544e" + bad + "\\", bad + "P+q544e" + bad + "\\"},
		{"\x1b]", bad + "]", bad + "]"},
		{"李四\r王五", "李四" + bad + "王五", "李四" + bad + "王五"},
		{"\x1b]8;;http://e\x07点我", bad + "]8;;http://e" + bad + "点我", bad + "]8;;http://e" + bad + "点我"},
		{"\x00\x08\x0e\x0f\x7f\u0085", strings.Repeat(bad, 6), strings.Repeat(bad, 6)},

		// row 2
		{"\u202e0002\u2066", bad + "0002" + bad, bad + "0002" + bad},
		{"张\u200b三\u200d\ufeff\u2060\u00ad\u034f\u3164", "张" + bad + "三" + strings.Repeat(bad, 6), "张" + bad + "三" + strings.Repeat(bad, 6)},
		{"张" + strings.Repeat("\u0335", 100) + "三", "张\u0335\u0335" + bad + "三", "张\u0335\u0335" + bad + "三"},
		{"\u0335a", bad + "a", bad + "a"},
		{"\u200e\u200f\u061c\u2028\u2029", strings.Repeat(bad, 5), strings.Repeat(bad, 5)},
		{"\U000E0041\U000E0100\uFFF9\u180e", strings.Repeat(bad, 4), strings.Repeat(bad, 4)},
		{"1\uFE0F\u20E3 ❤\uFE0F", "1\u20E3 ❤", "1\u20E3 ❤"},
		{"a\xff\xed\xa0\x80", "a" + strings.Repeat(bad, 4), "a" + strings.Repeat(bad, 4)},
		{"a" + bad, "a" + bad, "a" + bad},

		// lines
		{"一\r\n二\n三\t四", "一 二 三 四", "一\n二\n三 四"},
		{"一\r\r\n二", "一" + bad + " 二", "一" + bad + "\n二"},
		{"a\n\u0301b", "a \u0301b", "a\n" + bad + "b"},
		{"\r", bad, bad},

		// NFC
		{"e\u0301", "é", "é"},
		{"e\u0323\u0302", "ệ", "ệ"},
		{"\uF9D1", "六", "六"},
		{"\u1112\u1161\u11ab", "한", "한"},
	} {
		for shape, want := range map[Shape]string{Line: c.line, Note: c.note} {
			got := Clean(c.in, shape)
			if got != want {
				t.Errorf("Clean(%+q, %d) = %+q, want %+q", c.in, shape, got, want)
			}
			holds(t, c.in, got, shape)
		}
	}
}

// dangerous is written without the code's own tables: what must never be in a
// clean text, from reliability.md §3.2 and the Unicode general categories.
func dangerous(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7F && r <= 0x9F, r >= 0xD800 && r <= 0xDFFF,
		r >= 0x200B && r <= 0x200F, r >= 0x2028 && r <= 0x202E, r >= 0x2060 && r <= 0x206F,
		r >= 0xFE00 && r <= 0xFE0F, r == 0xFEFF, r >= 0xFFF0 && r <= 0xFFFB,
		r == 0x061C, r == 0x00AD, r == 0x034F, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0,
		r >= 0x180B && r <= 0x180F, r >= 0xE0000 && r <= 0xE0FFF, r&0xFFFE == 0xFFFE:
		return true
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r)
}

// holds checks what Clean promises of every text.
func holds(t *testing.T, in, out string, shape Shape) {
	t.Helper()
	if !utf8.ValidString(out) {
		t.Errorf("Clean(%+q, %d) is not valid UTF-8: %+q", in, shape, out)
	}
	marks := 0
	for _, r := range out {
		if dangerous(r) && (r != '\n' || shape == Line) {
			t.Errorf("Clean(%+q, %d) has %U: %+q", in, shape, r, out)
		}
		if marks++; !unicode.Is(unicode.M, r) {
			marks = 0
		}
		if marks > 2 {
			t.Errorf("Clean(%+q, %d) stacks marks: %+q", in, shape, out)
		}
	}
	if again := Clean(out, shape); again != out {
		t.Errorf("Clean(%+q, %d) = %+q, cleaned again %+q", in, shape, out, again)
	}
	if strings.ReplaceAll(norm.NFC.String(out), "\u034f", "") != out {
		t.Errorf("Clean(%+q, %d) is not NFC: %+q", in, shape, out)
	}
	if strings.Contains(in, "\x1b") && !strings.Contains(out, bad) {
		t.Errorf("Clean(%+q, %d) hides an escape: %+q", in, shape, out)
	}
}

func TestCleanOfEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune && !t.Failed(); r++ {
		if r > 0x20000 && r&0xFFFF > 0x1000 && r&0xFFFF < 0xFFC0 || r > 0x3400 && r < 0x9F00 ||
			r > 0xAC00 && r < 0xD700 || r > 0x12000 && r < 0x1AF00 && !unicode.Is(unicode.M, r) {
			r += 30 // inside a block of Han, of Hangul, of old scripts, of nothing or of private use
		}
		for _, in := range []string{string(r), "a" + string(r) + "\u0301" + string(r), "桥" + strings.Repeat(string(r), 33)} {
			holds(t, in, Clean(in, Note), Note)
		}
		kept := r >= 0x20000 && r <= 0x3FFFD && r != 0x2FFFE && r != 0x2FFFF || unicode.Is(unicode.Co, r) ||
			unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) && !dangerous(r) && !mark(r)
		got := Clean(string(r), Line)
		if kept && r != utf8.RuneError && strings.Contains(got, bad) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r) {
			t.Errorf("%U is lost", r)
		}
		if plain(r) && (forbidden(r) || mark(r) || !norm.NFC.IsNormalString(string(r))) {
			t.Errorf("%U is not plain", r)
		}
	}
}

func TestDisplay(t *testing.T) {
	for in, want := range map[string]string{
		"王\uE864\U0010FFFD": "王〓〓",
		"一\n二":              "一 二",
		"\x1b[2J":           bad + "[2J",
		"王\U0002EBF0":       "王\U0002EBF0",
	} {
		if got := Display(in); got != want || Display(got) != got {
			t.Errorf("Display(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

func TestClipped(t *testing.T) {
	for _, c := range []struct {
		in   string
		max  int
		want string
		cut  bool
	}{
		{"汽车站桥洞", 5, "汽车站桥洞", false},
		{"汽车站桥洞", 3, "汽车站", true},
		{"汽车站", 0, "", true},
		{"汽车站", -1, "", true},
		{"", 0, "", false},
		{"ab\u0335\u0335c", 3, "a", true},
		{"ab\u0335\u0335c", 4, "ab\u0335\u0335", true},
		{"a\xff\xff", 2, "a\xff", true},
	} {
		if got, cut := Clipped(c.in, c.max); got != c.want || cut != c.cut {
			t.Errorf("Clipped(%q, %d) = %q, %v", c.in, c.max, got, cut)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{
		"", "田有福", "买买提·艾力", "王\U0002EBF0\uE864", "张三\x1b]52;c;RVZJTA==\x07", "\u009b2J", "\x9b", "\x1b[6n", "\x1bP+q544e\x1b\\",
		"\x1b_x\x1b\\", "\x1b]", "李四\r王五", "\x1b]8;;http://e\x07点我\x1b]8;;\x07", "\u202e0002", "\u2066", "张\u200b三", "张" + strings.Repeat("\u0335", 100),
		"a\r\n\r\r\n\tb", "\xed\xa0\x80", "e\u0323\u0302\u0301", "\u0344\u0f81\u0ddd", "\u1100\u1161\u11a8", strings.Repeat("\u1161", 70), "1\uFE0F\u20E3", "\U000E0041",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, shape := range []Shape{Line, Note} {
			out := Clean(s, shape)
			holds(t, s, out, shape)
			cut, _ := Clipped(out, 7)
			holds(t, out, Clean(cut, shape), shape)
			if Clean(cut, shape) != cut {
				t.Errorf("Clipped(%+q, 7) = %+q is not clean", out, cut)
			}
		}
		shown := Display(s)
		holds(t, s, shown, Line)
		if strings.ContainsFunc(shown, private) {
			t.Errorf("Display(%+q) shows private use", s)
		}
	})
}

var sink string

func BenchmarkClean(b *testing.B) {
	note := strings.Repeat("02:14 桥洞发现一名老年男子，神志不清，已拨打 120，带班领导已知。\n", 22) // 2 KB
	for name, s := range map[string]string{
		"plain":   note,
		"names":   note + "买买提·艾力 é 王\U0002EBF0\uE864",
		"dirty":   note + "\x1b[2J",
		"escapes": strings.Repeat("\x1b[", 1000),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			b.ReportAllocs()
			for b.Loop() {
				sink = Clean(s, Note)
			}
		})
	}
}

func TestCleanTextIsNotCopied(t *testing.T) {
	for _, s := range []string{"02:14 桥洞，老年男子。\n已拨 120", "买买提·艾力 é 王\U0002EBF0\uE864"} {
		if n := testing.AllocsPerRun(100, func() { sink = Clean(s, Note) }); n != 0 {
			t.Errorf("Clean(%q) makes %v allocations", s, n)
		}
	}
}
