package field

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

var telephone = []Button{{text.T("保存", "Save"), Submit}, {text.T("返回", "Back"), Back}}

// onTelephone is a form whose last field is a Note, with buttons.
func onTelephone() *Form {
	f := New(plain, Spec{Name: "a", Label: text.T("姓名", "name")}, Spec{Name: "n", Label: text.T("情况", "what"), Kind: Note})
	f.SetButtons(telephone...)
	return f
}

// Ensure a form is filled in, saved and left with arrows and Enter alone.
func TestButtons(t *testing.T) {
	for _, c := range []struct {
		name  string
		steps []string
		last  Outcome
		at    string
	}{
		{"Enter saves", []string{"text:王某", "Enter", "text:老人", "Enter", "text:一名", "Down", "Enter"}, Submit, ""},
		{"Tab reaches it", []string{"Tab", "Tab", "Enter"}, Submit, ""},
		{"Space presses it", []string{"Tab", "Tab", "Space"}, Submit, ""},
		{"Right, Enter leaves", []string{"Down", "Down", "Right", "Enter"}, Back, ""},
		{"Down goes on to the next one", []string{"Down", "Down", "Down", "Down", "Enter"}, Back, ""},
		{"Left comes back", []string{"Down", "Down", "Right", "Left", "Left", "Enter"}, Submit, ""},
		{"Up goes back to the fields", []string{"Down", "Down", "Right", "Up"}, Used, "n"},
		{"Shift+Tab goes back", []string{"Shift+Tab", "Shift+Tab", "Shift+Tab"}, Used, "n"},
		{"Up from the first field goes to them", []string{"Up", "Enter"}, Submit, ""},
		{"Tab goes round", []string{"Tab", "Tab", "Tab", "Tab"}, Used, "a"},
		{"text is nothing there", []string{"Down", "Down", "5"}, Used, ""},
		{"Esc is the page's", []string{"Down", "Down", "Esc"}, Ignored, ""},
	} {
		f := onTelephone()
		if got := press(f, c.steps...); got != c.last || f.Focused() != c.at {
			t.Errorf("%s: outcome %d at %q, want %d at %q", c.name, got, f.Focused(), c.last, c.at)
		}
	}
	f := New(plain, Spec{Name: "a"})
	f.SetButtons(telephone...)
	if press(f, "text:甲", "Enter"); f.Focused() != "" || press(f, "Enter") != Submit {
		t.Error("Enter in the last line does not go on to the button")
	}
	if f.SetErrors(map[string]text.Text{"a": text.T("不对", "wrong")}); f.Focused() != "a" {
		t.Error("an error does not lead back to its field")
	}
	press(f, "Down")
	if f.SetButtons(); f.Focused() != "a" || press(f, "Enter") != Submit {
		t.Error("a window that has become wide again")
	}
}

// Ensure Up in the first row and Down in the last one leave a Note, wherever it wraps.
func TestNoteIsLeftByArrows(t *testing.T) {
	for _, w := range []int{20, 45, 80} {
		f := onTelephone()
		f.Focus("n")
		press(f, "text:"+strings.Repeat("桥洞下有一名老人，", 20)+"\n\n", "Home")
		lines, _, _ := f.View(w, 20)
		if s := strings.Join(lines, ""); !strings.Contains(s, "↓") || !strings.Contains(s, "往下") {
			t.Errorf("%d: nobody says how to go on: %q", w, lines)
		}
		rows := len(f.Field("n").rows(f.Field("n").wide))
		for range rows {
			press(f, "Up")
		}
		if f.Focused() != "a" {
			t.Errorf("%d: after %d times Up in %s", w, rows, f.Focused())
		}
		press(f, "Down")
		for range rows - 1 {
			press(f, "Down")
		}
		if press(f, "Down"); f.Focused() != "" || press(f, "Enter") != Submit {
			t.Errorf("%d: Down does not leave", w)
		}
	}
}

// Ensure the row is seen when it has the focus, at every size and in both languages, with
// the caret on its button.
func TestButtonsAreSeen(t *testing.T) {
	for _, lang := range []text.Lang{text.ZH, text.EN} {
		for w := 20; w < 61; w += 5 {
			for h := 1; h < 12; h++ {
				look := plain
				look.Lang = lang
				f := filled(look)
				f.SetButtons(telephone...)
				f.Focus("pin")
				for i, label := range []text.Text{telephone[0].Label, telephone[1].Label} {
					press(f, "Down")
					lines, row, col := f.View(w, h)
					tuitest.Fits(t, style.Narrow, strings.Join(lines, "\n"), w, h)
					if row < 0 || row >= len(lines) || !strings.HasPrefix(ansi.Strip(style.Slice(style.Narrow, lines[row], col, w)), label.In(lang)) {
						t.Fatalf("button %d in %dx%d: caret %d,%d of %q", i, w, h, row, col, lines)
					}
				}
			}
		}
	}
	f := onTelephone()
	press(f, "Down", "Down")
	if s := screenOf(f); !strings.HasSuffix(strings.TrimSpace(s), ">[ 保存 ]  [ 返回 ]") {
		t.Errorf("%q", s)
	}
}

func TestInherit(t *testing.T) {
	f := New(clocked, Spec{Name: "a"}, Spec{Name: "t", Kind: DateTime, Sense: text.Past}, Spec{Name: "b"})
	f.Field("b").Guess("甲", text.T("原文里有", "in the text"))
	press(f, "text:张", "text:三", "Tab", "text:0214", "Tab", "Shift+Tab")
	g := New(Look{}, Spec{Name: "new"}, Spec{Name: "b"}, Spec{Name: "t", Kind: DateTime, Sense: text.Past, Required: true}, Spec{Name: "a", Kind: Note})
	v := f.Values()
	g.Load(v)
	g.Inherit(f)
	if g.Focused() != "t" || g.Field("new").focused || !g.Field("t").focused || !strings.Contains(beside(g), "= 11-24 02:14 周二") || !g.Field("t").Required {
		t.Errorf("focus %s: %q", g.Focused(), beside(g))
	}
	if g.Field("b").Guessed() || g.Values()["a"] != v["a"] { // the person went through b
		t.Errorf("guess %v, %v", g.Field("b").Guessed(), g.Values())
	}
	press(g, "Ctrl+Y")
	value(t, g, "")
}
