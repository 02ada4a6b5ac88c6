package tui_test

import (
	"regexp"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/internal/fakedesk"
)

// noTelephone are the keys that a telephone does not have.
var noTelephone = regexp.MustCompile(`\bF[0-9]+\b|\bCtrl\+|\bTab\b|\bDel(ete)?\b`)

// Ensure no page names a key at 45 columns that a telephone lacks, in either language.
func TestTelephoneNamesItsKeys(t *testing.T) {
	for name, c := range map[string]struct {
		town  func(*fakedesk.Town)
		steps []string // nil: before signing in
	}{
		"signin": {}, "board": {nil, []string{}}, "nobody": {(*fakedesk.Town).NoShift, []string{}}, "nobody takes": {(*fakedesk.Town).NoShift, []string{"2", "F5", "Esc"}},
		"cases": {nil, []string{"2", "Tab"}}, "case": {nil, []string{"Enter"}}, "call": {nil, []string{"Down", "Enter"}}, "none": {nil, []string{"F5"}}, "draft": {nil, []string{"F5", "F6"}},
		"stock": {nil, []string{"4"}}, "lists": {nil, []string{"5"}}, "settings": {nil, []string{"6"}}, "lock": {nil, []string{"Ctrl+L"}}, "lock, other": {nil, []string{"Ctrl+L", "Esc"}},
	} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			n := open(t, set{lang: lang, w: 45, h: 24, town: c.town})
			if c.steps != nil {
				n.signIn("hyh").press(c.steps...)
			}
			if s := n.text(); noTelephone.MatchString(s) {
				t.Errorf("%s names %q:\n%s", name, noTelephone.FindAllString(s, -1), s)
			}
		}
	}
}

// Ensure the sign-in page of a telephone says how the menu opens, and it does.
func TestMenuBeforeSigningIn(t *testing.T) {
	n := open(t, set{w: 45, h: 24}).sees("0 菜单: 登记, 记事, 忘了 PIN, 顶班")
	n.press("h").misses("0 菜单:")
	n.press("Esc", "0").sees("顶班")
	n = open(t, set{w: 45, h: 24}).signIn("hyh").press("Ctrl+L").sees("Esc 换人, 再按 0 菜单").misses("0 菜单:")
	n.press("Esc").sees("0 菜单: 登记").press("0").sees("忘了 PIN")
	open(t, set{}).misses("0 菜单:")
}

// Ensure a PIN never stands in clear behind a name that is nobody's: figures are taken again
// once the name is changed.
func TestPINBehindAWrongName(t *testing.T) {
	for _, step := range []string{"text:864208", "paste:864208", "text:８６４２０８"} {
		n := open(t, set{}).press("text:zzz", "Enter", step, "Enter").sees("没有这个人", "zzz").misses("8642", "８６４２")
		n.press("Right", step).misses("8642", "８６４２")
		n.press("Backspace", "Backspace", "Backspace", "3", "Enter", "text:"+fakedesk.PIN, "Enter").sees("周立冬 已登录")
	}
	open(t, set{}).press("text:zzz", "Enter", "Esc", "3", "Enter", "text:"+fakedesk.PIN, "Enter").sees("周立冬 已登录")
	open(t, set{}).press("9", "9", "Enter", "text:a1").sees("99a1")
}

// Ensure the screens of few words have fewer cells filled than the usual ones, body only.
func TestFewWords(t *testing.T) {
	for name, steps := range map[string][]string{"board": {}, "cases": {"2"}, "case": {"Enter"}, "draft": {"F5", "F6", "Enter", "text:每小时去看一次, 带上热水和棉衣", "F9"}, "stock": {"4"}, "lists": {"5"}, "settings": {"6"}} {
		for _, size := range [][2]int{{45, 24}, {80, 24}, {100, 30}, {120, 40}} {
			filled := func(theme string) int {
				n := open(t, set{w: size[0], h: size[1], town: func(f *fakedesk.Town) { f.Wants(rules.Prefs{Theme: theme}) }}).signIn("hyh").press(steps...)
				lines := strings.Split(n.text(), "\n")
				return len(strings.Join(strings.Fields(strings.Join(lines[1:len(lines)-1], "\n")), ""))
			}
			if name == "settings" && size[0] == 45 { // the list goes on where its explanation was
				continue
			}
			few, all := filled(rules.ThemeContrast), filled("")
			if few > all || few == all && size[0] > 45 { // a telephone has few words already
				t.Errorf("%s %v: %d of %d", name, size, few, all)
			}
		}
	}
}
