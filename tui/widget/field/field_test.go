package field

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

var plain = Look{Lang: text.ZH, Theme: style.NewTheme(nil)}

// one is a form of a single field.
func one(s Spec) *Form {
	if s.Name == "" {
		s.Name = "f"
	}
	return New(plain, s)
}

func press(f *Form, steps ...string) (last Outcome) {
	for _, msg := range tuitest.Keys(steps...) {
		last = f.Key(msg.(tea.KeyMsg))
	}
	return last
}

func value(t *testing.T, f *Form, want string) {
	t.Helper()
	if got := f.Values()[f.Focused()]; got != want {
		t.Errorf("value %q, want %q", got, want)
	}
}

func TestEditing(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps []string
		want  string
	}{
		{"typed", []string{"text:张三 李四"}, "张三 李四"},
		{"in the middle", []string{"text:张三", "Left", "text:家"}, "张家三"},
		{"home, end", []string{"text:三", "Home", "text:张", "End", "text:村"}, "张三村"},
		{"backspace, delete", []string{"text:一二三四", "Left", "Left", "Backspace", "Delete"}, "一四"},
		{"ctrl+h", []string{"text:一二", "Ctrl+H"}, "一"},
		{"past both ends", []string{"Left", "Backspace", "text:一", "Right", "Right", "Delete", "text:二"}, "一二"},
		{"ctrl+u", []string{"text:一二三", "Left", "Ctrl+U"}, "三"},
		{"ctrl+w takes Han up to a point", []string{"text:桥洞，老人", "Ctrl+W"}, "桥洞，"},
		{"ctrl+w takes a word", []string{"text:call 110 ", "Ctrl+W"}, "call"},
		{"ctrl+w in nothing", []string{"Ctrl+W", "Ctrl+U"}, ""},
		{"a letter and its mark are one", []string{"text:q\u0307b", "Left", "Backspace"}, "b"},
		{"a mark typed alone joins its letter", []string{"text:e", "text:\u0301"}, "é"},
		{"a name that is newer than the tables", []string{"text:\U0002EBF0𠮷", "Left", "Backspace"}, "𠮷"},
		{"pasted with its line end", []string{"paste:张家村王大爷\n"}, "张家村王大爷"},
		{"pasted lines", []string{"paste:一\n二"}, "一 二"},
		{"controls", []string{"paste:a\x1b]52;c;eA==\ab\u202e"}, "a\uFFFD]52;c;eA==\uFFFDb\uFFFD"},
		{"what input puts for them", []string{"paste:a\uFDD0[A"}, "a\uFFFD[A"},
		{"private use is kept", []string{"text:\uE864"}, "\uE864"},
		{"alt with a letter is no text", []string{"text:a", "Alt+x"}, "a"},
		{"alt with a Han is", []string{"Alt+王"}, "王"},
	} {
		f := one(Spec{})
		press(f, c.steps...)
		if got := f.Values()["f"]; got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestUndo(t *testing.T) {
	f := one(Spec{})
	press(f, "text:张", "text:三", "Left", "text:家", "paste:村里")
	for _, want := range []string{"张家三", "张三", "", ""} {
		press(f, "Ctrl+Y")
		value(t, f, want)
	}
	for _, want := range []string{"张三", "张家三", "张家村里三"} {
		press(f, "Ctrl+R")
		value(t, f, want)
	}
	press(f, "Ctrl+U", "Ctrl+_")
	value(t, f, "张家村里三")
	if press(f, "Ctrl+Z") != Ignored {
		t.Error("Ctrl+Z is somebody's")
	}
	for range 3 * steps {
		press(f, "text:a", "Left")
	}
	if n := len(f.fields[0].ed.past); n > steps {
		t.Errorf("%d undo steps", n)
	}
}

func TestLengthIsKept(t *testing.T) {
	f := one(Spec{Max: 5})
	press(f, "text:一二三四")
	press(f, "Home", "text:甲乙丙")
	value(t, f, "甲一二三四")
	if n := f.Field("f").Refused(); n != 2 {
		t.Errorf("%d refused, want 2", n)
	}
	if lines, _, _ := f.View(60, 5); !strings.Contains(lines[0], "已满5字，余下2字未收") {
		t.Errorf("%q does not tell", lines)
	}
	press(f, "text:x")
	value(t, f, "甲一二三四")
	press(f, "End")
	if f.Field("f").Refused() != 0 {
		t.Error("the signal stays")
	}
	f = one(Spec{Max: 3})
	press(f, "paste:ab"+"q\u0307") // the letter has room, its mark has not
	value(t, f, "ab")
}

func TestFigures(t *testing.T) {
	for kind, c := range map[Kind][2]string{
		Number:   {"　１２．５ ", "12.5"},
		ID:       {"１１０１０１１９５２０３１４００３ｘ", "11010119520314003X"},
		Phone:    {"０９９１－１２３４５６７", "0991-1234567"},
		DateTime: {"１１－２４　０２：１４", "11-24 02:14"},
		Text:     {"１２号", "１２号"},
	} {
		f := New(plain, Spec{Name: "f", Kind: kind}, Spec{Name: "next"})
		press(f, "text:"+c[0])
		value(t, f, c[1])
		press(f, "Tab", "Shift+Tab")
		if got := f.Field("f").ed.String(); kind != Text && got != c[1] {
			t.Errorf("kind %d shows %q after it was left", kind, got)
		}
		press(f, "Ctrl+Y")
		if got := f.Field("f").ed.String(); kind != Text && got != c[0] {
			t.Errorf("kind %d: folding cannot be undone: %q", kind, got)
		}
	}
	f := one(Spec{})
	press(f, "paste:\r\n张三\n")
	if got := f.Field("f").ed.String(); got != "张三" {
		t.Errorf("a line end that came with a copied line: %q", got)
	}
	// Nothing is refused while it is typed: the rules say what is wrong with it.
	f = one(Spec{Kind: Number})
	press(f, "text:十二")
	value(t, f, "十二")
}

func TestSecret(t *testing.T) {
	f := one(Spec{Kind: Secret, Label: text.T("口令", "PIN")})
	press(f, "text:１２ab")
	value(t, f, "12ab")
	lines, _, _ := f.View(60, 5)
	if s := strings.Join(lines, ""); !strings.Contains(s, "****") || strings.ContainsAny(s, "１a●") {
		t.Errorf("%q", s)
	}
}

func TestCheckOnLeaving(t *testing.T) {
	bad := text.T("不像电话", "no telephone number")
	f := New(plain, Spec{Name: "f", Kind: Phone, Check: func(v string) text.Text {
		if v != "110" {
			return bad
		}
		return text.Text{}
	}}, Spec{Name: "next"})
	press(f, "Tab", "Shift+Tab")
	if !f.Field("f").Error().IsZero() {
		t.Error("an empty field is checked")
	}
	press(f, "text:１１")
	if !f.Field("f").Error().IsZero() {
		t.Error("checked while it is typed")
	}
	press(f, "Tab")
	if f.Field("f").Error() != bad {
		t.Error("not checked")
	}
	press(f, "Shift+Tab", "text:0")
	if !f.Field("f").Error().IsZero() {
		t.Error("the error stays while it is mended")
	}
	value(t, f, "110")
}

func TestTri(t *testing.T) {
	f := one(Spec{Kind: Tri})
	value(t, f, "")
	for _, c := range []struct{ key, want string }{
		{"Space", "yes"}, {"Space", "no"}, {"Space", "unknown"}, {"Space", "yes"}, {"Right", "no"}, {"Right", "unknown"},
		{"Right", "unknown"}, {"Left", "no"}, {"1", "yes"}, {"２", "no"}, {"3", "unknown"}, {"y", "yes"}, {"否", "no"},
		{"Backspace", ""}, {"Left", "yes"}, {"x", "yes"},
	} {
		press(f, c.key)
		if got := f.Values()["f"]; got != c.want {
			t.Errorf("after %s %q, want %q", c.key, got, c.want)
		}
	}
	f.Load(map[string]string{"f": "no"})
	value(t, f, "no")
	f.Load(map[string]string{"f": "maybe"})
	value(t, f, "")
}

var goods = []Option{{"blanket", text.T("毛毯", "blanket")}, {"coat", text.T("棉衣", "coat")}, {"food", text.T("食品", "food")}}

func TestMulti(t *testing.T) {
	f := one(Spec{Kind: Multi, Options: goods})
	press(f, "Space", "Right", "Right", "Space")
	value(t, f, "blanket,food")
	press(f, "2", "1", "x", "9")
	value(t, f, "coat,food")
	f.Load(map[string]string{"f": "food,tent"})
	value(t, f, "food,tent") // a value of older options is not lost
	f.Load(map[string]string{"f": ""})
	value(t, f, "")
	if press(one(Spec{Kind: Multi}), "Space", "1", "Left") != Ignored {
		t.Error("no options")
	}
}
