package field

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules/text"
)

func TestSuggestionIsReplaced(t *testing.T) {
	for _, c := range []struct {
		name  string
		kind  Kind
		first string
		steps []string
		want  string
	}{
		{"typed over", Number, "1", []string{"2"}, "2"},
		{"typed on", Number, "1", []string{"1", "2"}, "12"},
		{"kept by End", Number, "1", []string{"End", "2"}, "12"},
		{"kept by Right", Number, "1", []string{"Right", "2"}, "12"},
		{"kept by Left", Number, "1", []string{"Left", "2"}, "21"},
		{"left alone", Number, "1", []string{"Tab", "Shift+Tab"}, "1"},
		{"left alone, then typed over", Number, "1", []string{"Tab", "Shift+Tab", "2"}, "2"},
		{"removed", Number, "12", []string{"Backspace"}, ""},
		{"pasted over", Text, "张三", []string{"paste:李四"}, "李四"},
		{"a time", DateTime, "11-24 02:14", []string{"text:０３：００"}, "03:00"},
		{"a choice", Choice, "P1", []string{"text:qd", "Enter"}, "P2"},
		{"a choice kept", Choice, "P1", []string{"Enter", "Shift+Tab"}, "P1"},
		{"undone", Text, "张三", []string{"text:李", "Ctrl+Y", "Ctrl+Y"}, "张三"},
	} {
		spec := Spec{Name: "f", Kind: c.kind, Options: places}
		for how, put := range map[string]func() *Form{
			"Default": func() *Form { spec.Default = c.first; return New(plain, spec, Spec{Name: "next"}) },
			"Suggest": func() *Form {
				spec.Default = ""
				f := New(plain, spec, Spec{Name: "next"})
				f.Field("f").Suggest(c.first)
				return f
			},
		} {
			f := put()
			press(f, c.steps...)
			if got := f.Values()["f"]; got != c.want {
				t.Errorf("%s, %s: %q, want %q", c.name, how, got, c.want)
			}
		}
	}
}

func TestWhatWasTypedIsNoSuggestion(t *testing.T) {
	f := New(plain, Spec{Name: "f", Kind: Number, Default: "1"})
	f.Load(map[string]string{"f": "3"}) // a draft
	press(f, "0")
	value(t, f, "30")
	f.Load(map[string]string{"f": "1"}) // a form that is built anew
	press(f, "2")
	value(t, f, "2")
}

func TestSuggestionIsReversed(t *testing.T) {
	reversed, _, _ := strings.Cut(plain.Theme.Bar.Paint("桥洞"), "\x1b[0m")
	for _, s := range []Spec{{Default: "桥洞"}, {Kind: Choice, Options: places, Default: "P2"}} {
		f := one(s)
		lines, _, col := f.View(60, 5)
		if !strings.Contains(lines[0], reversed) || !strings.HasSuffix(ansi.Strip(ansi.Cut(lines[0], 0, col)), "桥洞") {
			t.Errorf("%q, caret %d", lines[0], col)
		}
		press(f, "End")
		if lines, _, _ := f.View(60, 5); strings.Contains(lines[0], reversed) {
			t.Errorf("kept, and yet %q", lines[0])
		}
	}
}

func TestAges(t *testing.T) {
	for typed, want := range map[string]string{
		"约70": "70", "70岁": "70", "大约 ７０ 岁": "70", "about 70": "70", "About70": "70", "～70": "70", "７０": "70", "~7.5": "7.5",
		"约": "约", "岁": "岁", "七十": "七十", "70b": "70b", "约七十岁": "约七十岁", "70多岁": "70多岁",
	} {
		f := New(plain, Spec{Name: "age", Kind: Number, Max: 5}, Spec{Name: "next"})
		press(f, "text:"+typed)
		value(t, f, want)
		if press(f, "Tab", "Shift+Tab"); f.Field("age").ed.String() != want {
			t.Errorf("%s is shown as %q", typed, f.Field("age").ed.String())
		}
	}
	f := one(Spec{Kind: Number, Max: 3})
	press(f, "text:约1234岁")
	value(t, f, "123")
	if press(f, "4"); f.Field("f").Refused() != 1 {
		t.Error("more figures than there is room for")
	}
}

func TestNoteTellsHowToGoOn(t *testing.T) {
	for _, width := range []int{25, 40, 80} {
		f := New(plain, Spec{Name: "a"}, Spec{Name: "n", Kind: Note, Rows: 2, Label: text.T("对方原话", "said")}, Spec{Name: "b"})
		says := func() string {
			lines, _, _ := f.View(width, 12)
			return strings.Join(strings.Fields(ansi.Strip(strings.Join(lines, " "))), " ")
		}
		if strings.Contains(says(), "Tab") {
			t.Errorf("%d: said before it is asked: %q", width, says())
		}
		press(f, "Tab", "text:一", "Enter", "text:二", "Enter", "text:三")
		if s := says(); !strings.Contains(s, "Tab 往下") {
			t.Errorf("%d: %q", width, s)
		}
		if s := says(); !strings.Contains(s, "一") || !strings.Contains(s, "三") {
			t.Errorf("%d: three lines are not seen in %q", width, s)
		}
	}
}

// Ensure the hint of a note stands in one piece: under the label where it fits there, else
// under the field.
func TestHintIsNotCut(t *testing.T) {
	for _, label := range []text.Text{text.T("内容", "Text"), text.T("说了些什么话", "what was said")} {
		for lang, want := range map[text.Lang]string{text.ZH: "按↓往下", text.EN: "Down: next"} {
			look := plain
			look.Lang = lang
			f := New(look, Spec{Name: "n", Kind: Note, Rows: 3, Label: label})
			f.SetButtons(telephone...)
			lines, _, _ := f.View(45, 12)
			if s := ansi.Strip(strings.Join(lines, "\n")); !strings.Contains(s, want) {
				t.Errorf("%s:\n%s", label.In(lang), s)
			}
		}
	}
}

func TestMoreFieldsThanRows(t *testing.T) {
	var specs []Spec
	for _, r := range "甲乙丙丁戊己庚辛壬癸" {
		specs = append(specs, Spec{Name: string(r), Label: text.T(string(r), string(r))})
	}
	f := New(plain, specs...)
	last := func(w, h int) string {
		lines, row, _ := f.View(w, h)
		if len(lines) != min(h, 10) || row >= len(lines) {
			t.Errorf("%d lines in %d, caret in %d", len(lines), h, row)
		}
		return strings.TrimSpace(ansi.Strip(lines[len(lines)-1]))
	}
	for _, c := range []struct {
		focus string
		w, h  int
		want  string
	}{
		{"甲", 60, 6, "v 还有5项"}, {"己", 60, 6, "^ 上面1项  v 还有4项"}, {"癸", 60, 6, "^ 上面5项"}, {"己", 16, 6, "^ 4  v 4"},
	} {
		f.Focus(c.focus)
		if got := last(c.w, c.h); got != c.want {
			t.Errorf("%s in %dx%d: %q, want %q", c.focus, c.w, c.h, got, c.want)
		}
	}
	if s := last(60, 10); strings.ContainsAny(s, "^v") {
		t.Errorf("everything is seen, and yet %q", s)
	}
}

// 𮯰 is in none of the older width tables.
func TestNewestNames(t *testing.T) {
	f := one(Spec{Label: text.T("姓名", "name")})
	press(f, "text:𮯰某")
	lines, _, col := f.View(40, 3)
	if !strings.Contains(lines[0], "𮯰某") || col != 6+4 {
		t.Errorf("caret %d in %q", col, lines[0])
	}
}
