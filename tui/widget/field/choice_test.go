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
		{"by arrows", []string{"Space", "Down", "Down", "Enter"}, "P3"},
		{"by arrows, left by Tab", []string{"Space", "Down", "Tab", "Shift+Tab"}, "P2"},
		{"by number", []string{"Space", "4"}, "P4"},
		{"by a full-width number, unopened", []string{"２"}, "P2"},
		{"among matches", []string{"text:洞", "Down", "Enter"}, "P3"},
		{"opened by Enter", []string{"Enter", "Enter"}, "P1"},
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
		{"Esc brings it back", []string{"text:河湾村", "Enter", "Ctrl+U", "text:洞", "Down", "Esc"}, "河湾村"},
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
	press(f, "2")
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
	press(f, "Space", "Down", "Down", "Down", "Down", "Down", "Down", "Down")
	lines, _, _ := f.View(60, 20)
	if s := ansi.Strip(strings.Join(lines, "|")); len(lines) != 1+shown || !strings.Contains(s, "> 6 辛村") || !strings.Contains(s, "1 丙村") {
		t.Errorf("%q", s)
	}
	press(f, "2") // the numbers are those that are seen
	value(t, f, "丁")
}
