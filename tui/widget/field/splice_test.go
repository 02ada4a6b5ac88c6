package field

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
)

// Ensure a splice is one step of undo, replaces a suggestion's hold, keeps to the limit and
// leaves the caret behind what it put in.
func TestSplice(t *testing.T) {
	f := New(plain, Spec{Name: "line", Label: text.T("行", "line"), Max: 20})
	x := f.Field("line")
	x.SetValue("办 救 好")
	for _, c := range []struct {
		from, to int
		s, want  string
		caret    int
	}{
		{2, 3, "急救", "办 急救 好", 4},
		{4, 4, "车", "办 急救车 好", 5},
		{0, 99, "", "", 0},
		{-3, 7, strings.Repeat("长", 30), strings.Repeat("长", 20), 20},
	} {
		before, _ := x.Typed()
		x.Splice(c.from, c.to, c.s)
		if got, caret := x.Typed(); got != c.want || caret != c.caret {
			t.Errorf("%+v: %q, caret %d", c, got, caret)
		}
		if before == "" {
			continue
		}
		f.Key(tea.KeyMsg{Type: tea.KeyCtrlY})
		if got, _ := x.Typed(); got != before {
			t.Errorf("%+v undone: %q, want %q", c, got, before)
		}
		f.Key(tea.KeyMsg{Type: tea.KeyCtrlR})
	}
	if x.Refused() == 0 {
		t.Error("nothing is said of what had no room")
	}
}
