package dialog

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// Ensure a reason is asked for until there is one, unless none is needed.
func TestReason(t *testing.T) {
	for _, c := range []struct {
		optional bool
		steps    []string
		want     string // reason that is sent, - for nothing
	}{
		{false, []string{"F9", "Enter"}, "-"},
		{false, []string{"text:记错了", "Enter"}, "记错了"},
		{true, []string{"Enter"}, ""},
		{true, []string{"text:记错了", "Enter"}, "记错了"},
	} {
		got := "-"
		f := NewReason(ReasonOptions{Title: text.T("划去", "Strike"), Optional: c.optional, Make: func(reason string) (command.Command, *rules.Error) {
			got = reason
			return &command.StrikeNote{Note: "N1", Reason: reason}, nil
		}})
		if c.steps[0] == "F9" {
			f.save()
			c.steps = c.steps[1:]
		}
		act := send(f, c.steps...)
		save, ok := act.(screen.Save)
		if got != c.want || ok != (c.want != "-") || ok && save.Command.(*command.StrikeNote).Reason != c.want {
			t.Errorf("%v %v: %q, %+v", c.optional, c.steps, got, act)
		}
		s := ansi.Strip(strings.Join(f.View(screen.Env{Theme: style.NewTheme(nil)}, 45, 20).Lines, "\n"))
		if said := strings.Contains(s, "写一句为什么"); said != (c.want == "-") {
			t.Errorf("%v %v:\n%s", c.optional, c.steps, s)
		}
	}
}

func TestSamePIN(t *testing.T) {
	specs := TwicePIN(text.T("本人 PIN", "Own PIN"))
	v := entry.Values{specs[0].Name: "135790", specs[1].Name: "135791"}
	if err := SamePIN(v); err == nil || err.Field != specs[1].Name {
		t.Errorf("two that differ: %v", err)
	}
	if v[specs[1].Name] = "135790"; SamePIN(v) != nil {
		t.Error("the same is refused")
	}
}

// Ensure the texts beside labels begin in one column, in both languages and width modes.
func TestLabelledLinesUp(t *testing.T) {
	var rows Labelled
	rows.Add(text.T("所述", "Said"), "甲一")
	rows.Add(text.T("来电人姓名", "Caller and so on"), "甲二\n甲三")
	rows.Add(text.T("证件", "ID"), "   ")
	rows.Title(text.T("方案", "Plan"))
	rows.Add(text.T("特征", "Looks"), "甲四")
	for _, lang := range []text.Lang{text.ZH, text.EN} {
		for _, mode := range []style.Mode{style.Narrow, style.Wide} {
			env := screen.Env{Lang: lang, Mode: mode, Theme: style.NewTheme(nil)}
			lines := rows.Lines(env, 45)
			at := map[int]bool{}
			for _, l := range lines {
				l = ansi.Strip(l)
				if before, _, ok := strings.Cut(l, "甲"); ok {
					at[env.Width(before)] = true
				}
			}
			if s := strings.Join(lines, "\n"); len(at) != 1 || len(lines) != 6 || strings.Contains(s, "ID") {
				t.Errorf("%s: texts begin at %v:\n%s", lang, at, s)
			}
		}
	}
}
