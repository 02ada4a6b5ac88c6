package dialog

import (
	"strings"
	"testing"

	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// Ensure a question about many at once is answered yes by its digit alone, and that no
// question lets the page show through beside it.
func TestQuestion(t *testing.T) {
	did := false
	q := NewQuestion(text.T("清点相符", "All as booked"), text.T("都数过?", "All counted?"), text.T("都数过", "Yes"), func() route.Action { did = true; return nil })
	for _, key := range []string{"enter", "2", "esc"} {
		if q.Keys().Find(key).Do(); did {
			t.Fatalf("%s did it", key)
		}
	}
	if q.Keys().Find("1").Do(); !did {
		t.Error("1 did not do it")
	}
	env := screen.Env{Theme: style.NewTheme(nil)}
	for _, l := range q.View(env, 80, 20).Lines {
		if env.Width(l) != 80 {
			t.Errorf("%d cells: %q", env.Width(l), l)
		}
	}
	if s := strings.Join(q.View(env, 45, 20).Lines, ""); !strings.Contains(s, "1 都数过   2 否") {
		t.Error(s)
	}
}
