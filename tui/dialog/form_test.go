package dialog

import (
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
	"dutydesk/tui/widget/field"
)

func newForm(fixed bool) *Form {
	return NewForm(FormOptions{
		Title: text.T("说明", "Note"), Fixed: fixed,
		Shape: entry.Fields(field.Spec{Name: "note", Label: text.T("情况", "what"), Kind: field.Note}, At()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := When("at", v["at"], now)
			return &command.DoAct{Note: v["note"], At: at}, err
		},
	})
}

func send(f *Form, steps ...string) (act route.Action) {
	for _, m := range tuitest.Keys(steps...) {
		act = f.Update(m.(tea.KeyMsg))
	}
	return act
}

// Ensure a form dialog on a telephone is saved and closed by its buttons, and one that must
// be answered has none that closes it.
func TestFormOnATelephone(t *testing.T) {
	env := screen.Env{Theme: style.NewTheme(nil), Now: now}
	f := newForm(false)
	view := func(w int) string {
		in := f.View(env, w, 20)
		tuitest.Fits(t, style.Narrow, strings.Join(in.Lines, "\n"), w, 20)
		if in.Caret == nil || in.Caret.Row >= len(in.Lines) {
			t.Errorf("at %d the caret is at %v", w, in.Caret)
		}
		return ansi.Strip(strings.Join(in.Lines, "\n"))
	}
	if s := view(76); strings.Contains(s, "[ 保存 ]") {
		t.Errorf("in a wide window: %s", s)
	}
	if s := view(45); !strings.Contains(s, "[ 保存 ]  [ 返回 ]") {
		t.Errorf("on a telephone: %s", s)
	}
	send(f, "text:一名老人", "Down", "text:昨晚10点", "Enter")
	if s := view(45); !strings.Contains(s, "= 11-23 22:00 周一") {
		t.Errorf("the time as it was understood: %s", s)
	}
	save, ok := send(f, "Enter").(screen.Save)
	if c, _ := save.Command.(*command.DoAct); !ok || c.Note != "一名老人" || c.At.In(rules.Zone).Format("01-02 15:04") != "11-23 22:00" {
		t.Errorf("saved %+v", save.Command)
	}
	all, ok := send(newOnTelephone(env, false), "Tab", "Tab", "Right", "Enter").(route.All)
	if !ok || all[len(all)-1] != (screen.Close{}) {
		t.Errorf("the other button: %v", all)
	}
	if fixed := ansi.Strip(strings.Join(newOnTelephone(env, true).View(env, 45, 20).Lines, "")); strings.Contains(fixed, "返回") {
		t.Errorf("a form that must be answered: %s", fixed)
	}
}

func newOnTelephone(env screen.Env, fixed bool) *Form {
	f := newForm(fixed)
	f.View(env, 45, 20)
	return f
}
