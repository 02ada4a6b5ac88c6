package field

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules/text"
)

var places = []Option{
	{"P1", text.T("汽车站", "bus station")},
	{"P2", text.T("桥洞", "bridge")},
	{"P3", text.T("三号涵洞", "culvert 3")},
	{"P4", text.T("卫生院", "clinic")},
}

func TestChoicePicks(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps []string
		want  string
	}{
		{"by initials", []string{"text:qcz", "Enter"}, "P1"},
		{"by pinyin, left by Tab", []string{"text:qiaodong", "Tab", "Shift+Tab"}, "P2"},
		{"by text", []string{"text:涵", "Enter"}, "P3"},
		{"by English", []string{"text:clin", "Enter"}, "P4"},
		{"by arrows", []string{"Down", "Down", "Down", "Enter"}, "P3"},
		{"by arrows, left by Tab", []string{"Down", "Down", "Tab", "Shift+Tab"}, "P2"},
		{"by number", []string{"Space", "4"}, "P4"},
		{"by a full-width number", []string{"２"}, "P2"},
		{"by a number that is not shown", []string{"Esc", "2"}, ""},
		{"by a number among what letters found", []string{"text:d", "2"}, "P3"},
		{"by arrows, opened again", []string{"2", "Down", "Down", "Enter"}, "P3"},
		{"opened again by Space", []string{"2", "Space", "Space", "Down", "Space", "Enter"}, "P3"},
		{"opened again by Up, left", []string{"2", "Up", "Up", "Esc"}, "P2"},
		{"among matches", []string{"text:洞", "Down", "Enter"}, "P3"},
		{"nothing by Enter alone", []string{"Enter"}, ""},
		{"a blank is no text", []string{"text:qc", "Space", "text:z", "Enter"}, "P1"},
		{"nothing by only looking", []string{"Space", "Tab", "Shift+Tab"}, ""},
		{"Esc leaves it", []string{"2", "text:qcz", "Esc"}, "P2"},
		{"typing begins anew", []string{"2", "text:qcz", "Enter"}, "P1"},
		{"Backspace takes it away", []string{"2", "Backspace", "Tab", "Shift+Tab"}, ""},
		{"what finds nothing stays", []string{"text:火星", "Enter", "Tab", "Shift+Tab"}, "火星"},
		{"a label typed in full", []string{"text:桥洞", "Tab", "Shift+Tab"}, "P2"},
	} {
		f := New(plain, Spec{Name: "f", Kind: Choice, Options: places}, Spec{Name: "next"})
		press(f, c.steps...)
		if got := f.Values()["f"]; got != c.want || f.Focused() != "f" {
			t.Errorf("%s: %q in %s, want %q", c.name, got, f.Focused(), c.want)
		}
	}
}

// Ensure arrows alone go through a choice, open or closed, and leave what was there.
func TestArrowsGoThroughAChoice(t *testing.T) {
	for _, c := range []struct {
		name, was, key string
		free           bool
		typed          []string
		most           int
		at, want       string
	}{
		{"down, nothing picked", "", "Down", false, nil, 5, "next", ""},
		{"down, one picked", "P2", "Down", false, nil, 4, "next", "P2"},
		{"up, one picked", "P2", "Up", false, nil, 3, "first", "P2"},
		{"up, nothing picked", "", "Up", false, nil, 1, "first", ""},
		{"up from half-way", "", "Up", false, []string{"Down", "Down"}, 2, "first", ""},
		{"down, what was typed means one", "", "Down", false, []string{"text:qd"}, 2, "next", "P2"},
		{"down, words of one's own", "", "Down", true, []string{"text:洞"}, 3, "next", "洞"},
		{"up, words of one's own", "", "Up", true, []string{"text:洞"}, 1, "first", "洞"},
		{"down, nothing picked, free", "", "Down", true, nil, 5, "next", ""},
	} {
		f := New(plain, Spec{Name: "first"}, Spec{Name: "f", Kind: Choice, Options: places, Free: c.free}, Spec{Name: "next"})
		f.Load(map[string]string{"f": c.was})
		f.Focus("f")
		press(f, c.typed...)
		n := 0
		for ; n < 9 && f.Focused() == "f"; n++ {
			press(f, c.key)
		}
		if got := f.Values()["f"]; got != c.want || f.Focused() != c.at || n > c.most {
			t.Errorf("%s: %q, then in %q after %d keys", c.name, got, f.Focused(), n)
		}
	}
	f := New(plain, Spec{Name: "f", Kind: Choice, Options: places}, Spec{Name: "next"})
	if press(f, "text:qd", "Down", "Enter"); f.Values()["f"] != "P2" || f.Focused() != "f" {
		t.Error("an arrow to the only one that was found goes past it")
	}
	f = one(Spec{Kind: Choice, Options: places})
	if press(f, "Down", "Down", "Down", "Down", "Down", "Down", "Enter"); f.Values()["f"] != "P4" {
		t.Error("in the only field the last line does not stay marked")
	}
}

// Ensure a digit picks in a short closed choice, whose numbers are seen there, and opens one
// whose numbers are not.
func TestClosedChoicePicksByDigit(t *testing.T) {
	sexes := []Option{{"m", text.T("男", "male")}, {"f", text.T("女", "female")}}
	seen := func(f *Form, w int) string {
		lines, _, _ := f.View(w, 12)
		return ansi.Strip(strings.Join(lines, "\n"))
	}
	for _, w := range []int{30, 45, 80} {
		f := New(plain, Spec{Name: "f", Kind: Choice, Options: sexes, Label: text.T("性别", "sex")}, Spec{Name: "age", Kind: Number})
		f.Load(map[string]string{"f": "m"})
		if press(f, "Esc"); !strings.Contains(seen(f, w), "1 男  2 女") {
			t.Errorf("%d: the numbers are not seen:\n%s", w, seen(f, w))
		}
		if press(f, "2"); f.Values()["f"] != "f" || f.Open() || f.Focused() != "f" {
			t.Errorf("%d: a digit leaves %v", w, f.Values())
		}
		if strings.Contains(seen(f, w), "1 男") {
			t.Errorf("%d: the next digit is the next field's, and yet:\n%s", w, seen(f, w))
		}
		if press(f, "6", "0"); f.Values()["age"] != "60" {
			t.Errorf("%d: %v", w, f.Values())
		}
	}
	for name, s := range map[string]Spec{
		"many":         {Kind: Choice, Options: append(append(places[:4:4], places...), places...)},
		"too wide":     {Kind: Choice, Options: []Option{{"a", text.T(strings.Repeat("长", 30), "long")}, {"b", text.T("短", "short")}}},
		"text allowed": {Kind: Choice, Options: sexes, Free: true},
	} {
		f := one(s)
		f.Load(map[string]string{"f": s.Options[0].Value})
		if press(f, "Esc"); strings.Contains(seen(f, 45), "2 ") {
			t.Errorf("%s: numbers are seen", name)
		}
		if press(f, "2"); !f.Open() {
			t.Errorf("%s: a digit does not open the list", name)
		}
	}
}

func TestChoiceSaysWhenNothingMatches(t *testing.T) {
	f := New(plain, Spec{Name: "f", Kind: Choice, Options: places}, Spec{Name: "next"})
	press(f, "text:火星")
	if lines, _, _ := f.View(60, 10); !strings.Contains(strings.Join(lines, ""), "没有相符的") {
		t.Errorf("%q", lines)
	}
	press(f, "Tab")
	if f.Field("f").Error() != noSuch {
		t.Error("no error")
	}
}

func TestFreeChoiceKeepsText(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps []string
		want  string
	}{
		{"text", []string{"text:河湾村 3 号", "Enter"}, "河湾村 3 号"},
		{"text that a list would narrow", []string{"text:洞", "Tab", "Shift+Tab"}, "洞"},
		{"a number is text", []string{"text:3"}, "3"},
		{"an arrow picks", []string{"text:洞", "Down", "Enter"}, "P2"},
		{"a label is its option", []string{"text:桥洞", "Enter"}, "P2"},
		{"Esc keeps the words", []string{"text:洞", "Down", "Esc", "Tab", "Shift+Tab"}, "洞"},
		{"initials", []string{"text:qcz", "Enter"}, "P1"},
		{"initials, left by Tab", []string{"text:qd", "Tab", "Shift+Tab"}, "P2"},
		{"initials, then an arrow as before", []string{"text:qcz", "Down", "Enter"}, "P1"},
		{"initials kept by Esc", []string{"text:qcz", "Esc", "Tab", "Shift+Tab"}, "qcz"},
		{"initials kept by the last line", []string{"text:qcz", "Up", "Enter"}, "qcz"},
		{"letters that find nothing", []string{"text:A3", "Enter"}, "A3"},
		{"a label among longer ones", []string{"text:卫生院", "Tab", "Shift+Tab"}, "P4"},
		{"nothing marked", []string{"Tab", "Shift+Tab"}, ""},
		{"edited again", []string{"text:河湾村", "Enter", "Left", "Backspace"}, "河村"},
	} {
		f := New(plain, Spec{Name: "f", Kind: Choice, Options: places, Free: true}, Spec{Name: "next"})
		press(f, c.steps...)
		if got := f.Values()["f"]; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestChoiceInAForm(t *testing.T) {
	f := New(plain, Spec{Name: "f", Kind: Choice, Options: places, Label: text.T("地点", "place")}, Spec{Name: "next"})
	press(f, "Space")
	if !f.Open() || press(f, "Down") != Used || f.Focused() != "f" {
		t.Error("an open list does not keep its keys")
	}
	if press(f, "Esc") != Used || f.Open() {
		t.Error("Esc does not close the list")
	}
	if press(f, "Esc") != Ignored {
		t.Error("Esc of a closed list is the page's")
	}
	press(f, "2", "2")
	if press(f, "Enter"); f.Focused() != "next" {
		t.Error("Enter on a choice that is made does not go on")
	}
	lines, _, _ := f.View(60, 10)
	if !strings.Contains(ansi.Strip(lines[0]), "桥洞") {
		t.Errorf("%q", lines)
	}
	look := plain
	look.Lang = text.EN
	f.SetLook(look)
	if lines, _, _ := f.View(60, 10); !strings.Contains(ansi.Strip(lines[0]), "bridge") {
		t.Errorf("%q", lines)
	}
}

func TestLongChoiceScrolls(t *testing.T) {
	var many []Option
	for _, r := range "甲乙丙丁戊己庚辛壬癸" {
		many = append(many, Option{Value: string(r), Label: text.T(string(r)+"村", string(r)+" village")})
	}
	f := one(Spec{Kind: Choice, Options: many})
	press(f, "Down", "Down", "Down", "Down", "Down", "Down", "Down", "Down")
	lines, _, _ := f.View(60, 20)
	if s := ansi.Strip(strings.Join(lines, "|")); len(lines) != 1+shown || !strings.Contains(s, "> 6 辛村") || !strings.Contains(s, "1 丙村  ^ 上面2项") || !strings.Contains(s, "6 辛村  v 还有2项") {
		t.Errorf("%q", s)
	}
	press(f, "2") // the numbers are those that are seen
	value(t, f, "丁")
}

// A person sees what there is to choose without knowing a key.
func TestEmptyChoiceOpens(t *testing.T) {
	f := New(plain, Spec{Name: "a"}, Spec{Name: "f", Kind: Choice, Options: places}, Spec{Name: "b"})
	if press(f, "Down"); !f.Open() || f.Focused() != "f" {
		t.Fatal("an empty choice does not open")
	}
	if s := screenOf(f); !strings.Contains(s, "1 汽车站") || !strings.Contains(s, "4 卫生院") || strings.Contains(s, "> 1") {
		t.Errorf("%q", s)
	}
	if press(f, "Up"); f.Focused() != "a" {
		t.Error("Up with nothing marked does not go back")
	}
	if press(f, "Tab", "2", "Tab", "Shift+Tab"); f.Open() {
		t.Error("a choice that is made opens")
	}
	if s := screenOf(f); !strings.Contains(s, "桥洞") {
		t.Errorf("%q", s)
	}
	if press(f, "Down"); f.Focused() != "f" || !strings.Contains(screenOf(f), "> 2 桥洞") {
		t.Errorf("Down does not open it: %q", screenOf(f))
	}
	// The options come later.
	f = New(plain, Spec{Name: "f", Kind: Choice})
	f.fields[0].Options = places
	if f.Field("f").SetValue(""); !f.Open() {
		t.Error("options that came later are not shown")
	}
}

func TestFreeChoiceSaysWhatKeepsTheWords(t *testing.T) {
	for typed, want := range map[string]string{"qcz": "> 汽车站", "火星": "> 照写「火星」", "洞": "> 照写「洞」", "桥洞": "> 桥洞"} {
		f := one(Spec{Kind: Choice, Options: places, Free: true})
		press(f, "text:"+typed)
		if s := screenOf(f); !strings.Contains(s, want) || !strings.Contains(s, "照写「"+typed+"」") {
			t.Errorf("%s: %q", typed, s)
		}
	}
	f := one(Spec{Kind: Choice, Options: places, Free: true})
	press(f, "text:qcz")
	if s := screenOf(f); !strings.Contains(s, "  Esc 照写「qcz」") {
		t.Errorf("%q", s)
	}
}

func screenOf(f *Form) string {
	lines, _, _ := f.View(60, 20)
	return ansi.Strip(strings.Join(lines, "|"))
}
