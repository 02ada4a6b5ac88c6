package dialog

import (
	"maps"
	"strings"
	"testing"

	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// Ensure Down alone goes from the first field of a note to its button on a telephone, with
// nothing changed, in both languages.
func TestNoteByArrows(t *testing.T) {
	for _, lang := range []text.Lang{text.ZH, text.EN} {
		env := screen.Env{Lang: lang, Theme: style.NewTheme(nil)}
		f := NewNote(noDrafts{}, "C20261124-0001")
		f.View(env, 45, 20)
		was := f.Values()
		for n := 0; f.Focused() != ""; n++ {
			if n == 9 {
				t.Fatalf("Down stays in %s:\n%s", f.Focused(), strings.Join(f.View(env, 45, 20).Lines, "\n"))
			}
			send(f, "Down")
			f.View(env, 45, 20)
		}
		if !maps.Equal(f.Values(), was) {
			t.Errorf("on the way %v became %v", was, f.Values())
		}
	}
}
