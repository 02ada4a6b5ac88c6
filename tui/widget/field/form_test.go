package field

import (
	"reflect"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

func intake() []Spec {
	return []Spec{
		{Name: "caller", Label: text.T("来电人", "caller"), Required: true, Max: 30},
		{Name: "phone", Label: text.T("电话", "phone"), Kind: Phone, Hint: text.T("手机或座机", "mobile or landline")},
		{Name: "place", Label: text.T("地点", "place"), Kind: Choice, Options: places, Free: true, Max: 60},
		{Name: "confused", Label: text.T("神志不清", "confused"), Kind: Tri},
		{Name: "needs", Label: text.T("需要", "needs"), Kind: Multi, Options: goods},
		{Name: "note", Label: text.T("情况", "what is wrong"), Kind: Note, Rows: 3},
		{Name: "pin", Label: text.T("口令", "PIN"), Kind: Secret},
	}
}

func TestFocusOrder(t *testing.T) {
	f := New(plain, intake()...)
	for _, c := range []struct{ key, want string }{
		{"Tab", "phone"}, {"Down", "place"}, {"Up", "phone"}, {"Enter", "place"}, {"Shift+Tab", "phone"}, {"Shift+Tab", "caller"},
		{"Up", "caller"}, {"Shift+Tab", "pin"}, {"Down", "pin"}, {"Tab", "caller"},
	} {
		if out := press(f, c.key); out != Used || f.Focused() != c.want {
			t.Errorf("after %s: %s, want %s (%v)", c.key, f.Focused(), c.want, out)
		}
	}
	f.Focus("pin")
	if press(f, "Enter") != Submit {
		t.Error("Enter in the last field does not submit")
	}
	for _, key := range []string{"F2", "Esc", "PgDn", "Ctrl+K", "Ctrl+C"} {
		if press(f, key) != Ignored {
			t.Errorf("%s is the page's", key)
		}
	}
	if f.Focus("nobody") || f.Field("nobody") != nil {
		t.Error("a field that is not there")
	}
	var empty Form
	if empty.Focused() != "" || empty.Key(tea.KeyMsg{Type: tea.KeyTab}) != Ignored || empty.SetErrors(nil) != true {
		t.Error("an empty form")
	}
	empty.Blur()
}

func TestNoteMovesInside(t *testing.T) {
	f := New(plain, Spec{Name: "a"}, Spec{Name: "n", Kind: Note}, Spec{Name: "b"})
	f.Focus("n")
	press(f, "text:第一行\n第二行很长", "Up", "text:，")
	value(t, f, "第一行，\n第二行很长")
	if press(f, "Up"); f.Focused() != "a" {
		t.Error("Up in the first row does not leave")
	}
	press(f, "Down", "Down", "Home", "text:又", "End", "text:。", "Down")
	if f.Focused() != "b" || f.Values()["n"] != "第一行，\n又第二行很长。" {
		t.Errorf("%s %q", f.Focused(), f.Values()["n"])
	}
	press(f, "Shift+Tab", "paste:\r\n第三行\n")
	if got := f.Values()["n"]; got != "第一行，\n又第二行很长。\n第三行" {
		t.Errorf("%q", got)
	}
}

func TestErrorsKeepEverythingTyped(t *testing.T) {
	f := New(plain, intake()...)
	press(f, "text:王某", "Tab", "text:11", "Tab", "text:桥下", "Tab", "1", "Tab", "2", "Tab", "text:老人")
	before := f.Values()
	e := text.T("号码位数不对", "wrong number of digits")
	if !f.SetErrors(map[string]text.Text{"phone": e, "note": text.T("太短", "too short")}) {
		t.Error("names not known")
	}
	if f.Focused() != "phone" || !reflect.DeepEqual(before, f.Values()) {
		t.Errorf("focus %s, values %v", f.Focused(), f.Values())
	}
	lines, _, _ := f.View(80, 24)
	if !strings.Contains(ansi.Strip(lines[1]), "!号码位数不对") {
		t.Errorf("the error does not stand beside its field: %q", lines)
	}
	tuitest.RedIsMarked(t, strings.Join(lines, "\n"))
	if f.SetErrors(map[string]text.Text{"elsewhere": e}) {
		t.Error("an error without a field is known")
	}
	if !f.Field("phone").Error().IsZero() || !f.Field("note").Error().IsZero() {
		t.Error("old errors stay")
	}
}

func TestLoad(t *testing.T) {
	f := New(plain, intake()...)
	press(f, "text:王某", "Tab", "Tab", "text:qcz", "Enter", "Tab", "3", "Tab", "1", "Tab", "text:一\n二", "Tab", "text:4321")
	want := f.Values()
	for name, v := range map[string]string{"caller": "王某", "place": "P1", "confused": "unknown", "needs": "blanket", "note": "一\n二"} {
		if want[name] != v {
			t.Errorf("%s is %q", name, want[name])
		}
	}
	g := New(plain, intake()...)
	g.Load(want)
	if got := g.Values(); !reflect.DeepEqual(got, want) {
		t.Errorf("loaded %v", got)
	}
}

// filled is the intake form as it stands half-way through a call.
func filled(look Look) *Form {
	f := New(look, intake()...)
	press(f, "text:王某（路人）", "Tab", "text:１３８", "Tab", "text:桥", "Tab", "1", "Tab", "2", "Tab", "text:桥洞下“老年男”，神志不清……衣着单薄，已让其在原地等候，不要离开。")
	f.SetErrors(map[string]text.Text{"phone": text.T("号码位数不对，手机是十一位", "wrong number of digits: a mobile has eleven")})
	return f
}

func TestScreens(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"80x24", 80, 24}, {"45x12", 45, 12}, {"20x5", 20, 5}} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			f := filled(Look{Lang: lang, Theme: style.NewTheme(nil)})
			lines, _, _ := f.View(size.w, size.h)
			tuitest.Golden(t, size.name+"-"+string(lang), strings.Join(tuitest.Screen(t, strings.Join(lines, "\n"), size.w, size.h), "\n"))
		}
	}
	f := filled(plain)
	f.Focus("place")
	press(f, "Space", "Down")
	lines, _, _ := f.View(45, 12)
	tuitest.Golden(t, "coloured", tuitest.Coloured(t, strings.Join(lines, "\n"), 45, 12))
}

func TestScreenOnAWideTerminal(t *testing.T) {
	if !tuitest.OnWideTerminal(t) {
		return
	}
	f := filled(Look{Mode: style.Wide, Theme: style.NewTheme(nil)})
	f.Focus("note")
	for w := 20; w < 81; w++ {
		lines, row, col := f.View(w, 24)
		view := strings.Join(lines, "\n")
		tuitest.Fits(t, style.Wide, view, w, 24)
		screen := tuitest.Screen(t, view, w, 24)
		// The caret stands behind the last character typed.
		if got := ansi.Cut(screen[row], 0, col); !strings.HasSuffix(got, "。") {
			t.Errorf("width %d: left of the caret stands %q", w, got)
		}
	}
}
