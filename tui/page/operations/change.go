package operations

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// changeOptions say what a form changes of an own plan: edits, or a command of its own, and the
// form's field of each edit, "" where its fields are called as those of the edit.
type changeOptions struct {
	dialog.FormOptions
	desk  Desk
	id    string
	was   string // text of the file
	edits func(v entry.Values) ([]rules.PlanEdit, []string)
	cmd   func(v entry.Values) (command.Command, []string, *rules.Error)
}

// change is a form in two steps: what was typed, then what it would do. The second alone saves.
type change struct {
	*dialog.Form
	o       changeOptions
	cmd     command.Command
	fields  []string
	seen    *view.PlanChange // nil while the form is filled in
	reading bool
	top     int
}

func newChange(o changeOptions) *change {
	c := &change{o: o}
	o.FormOptions.Make = func(entry.Values) (command.Command, *rules.Error) { return c.cmd, nil }
	c.Form = dialog.NewForm(o.FormOptions)
	return c
}

// Typing is in the first step.
func (c *change) Typing() bool { return c.seen == nil }

// Keys look at the change, then save it or go back.
func (c *change) Keys() binding.Table {
	if c.seen == nil {
		t := c.Form.Keys()
		for i := range t {
			if t[i].Keys[0] == "f9" {
				t[i].Label, t[i].Help = text.Text{ZH: "预览", EN: "Preview"}, text.Text{ZH: "看改后的文件、检查结果和影响, 再保存", EN: "See the file, its check and the effect, then save"}
				t[i].Do = c.look
			}
		}
		return t
	}
	return binding.Table{
		{Keys: []string{"f9", "enter"}, Label: text.Text{ZH: "保存", EN: "Save"}, Help: text.Text{ZH: "照此保存", EN: "Save it so"}, Do: c.save, Refuse: c.unsound},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "回去改", EN: "Back"}, Help: text.Text{ZH: "不保存, 回去改", EN: "Back to the form without saving"}, Do: func() route.Action {
			c.seen = nil
			return nil
		}},
	}
}

func (c *change) unsound() *rules.Error {
	if len(c.seen.Faults) > 0 {
		return rules.Refuse(faultWords(c.seen.Faults[0]), "")
	}
	return nil
}

// look asks the desk what the change would do.
func (c *change) look() route.Action {
	if c.Busy() || c.reading {
		return nil
	}
	c.Finish()
	if err := c.Leaked(); err != nil {
		c.Refuse(err)
		return nil
	}
	cmd, fields, err := c.o.cmd(c.Values())
	if err != nil {
		c.Refuse(err)
		return nil
	}
	c.cmd, c.fields, c.reading = cmd, fields, true
	desk := c.o.desk
	return screen.Do(screen.Read("change/"+c.o.id, func() (*view.PlanChange, error) { return desk.PlanChange(cmd) }))
}

func (c *change) save() route.Action {
	switch cmd := c.cmd.(type) {
	case *command.EditPlan:
		cmd.Confirmed = true
	case *command.RevertPlan:
		cmd.Confirmed = true
	}
	return c.Form.Save(c.cmd, text.Text{ZH: "%[1]s 已改", EN: "%[1]s is changed"}.With(c.o.id))
}

// Update takes keys, what the change would do, and the answer to the save.
func (c *change) Update(msg tea.Msg) route.Action {
	switch m := msg.(type) {
	case screen.Got[*view.PlanChange]:
		if m.ID != "change/"+c.o.id || !c.reading {
			return nil
		}
		c.reading = false
		if err := rules.AsError(m.Err); err != nil {
			c.Refuse(c.at(err))
			return nil
		}
		c.seen, c.top = m.Value, 0
		return nil
	case screen.Saved:
		if m.Err != nil {
			c.seen = nil
		}
	case tea.KeyMsg:
		if c.seen != nil {
			switch m.Type {
			case tea.KeyDown, tea.KeyPgDown:
				c.top++
			case tea.KeyUp, tea.KeyPgUp:
				c.top = max(c.top-1, 0)
			}
			return nil
		}
		submit, act := c.Key(m)
		if submit {
			return c.look()
		}
		return act
	}
	act := c.Form.Update(msg)
	if all, ok := act.(route.All); ok {
		for i := range all {
			if x, is := all[i].(screen.Close); is && x.Dialog != nil {
				all[i] = screen.Close{Dialog: c}
			}
		}
	}
	return act
}

// at names the form's field that a refusal of an edit is about.
func (c *change) at(err *rules.Error) *rules.Error {
	out := *err
	if rest, ok := strings.CutPrefix(err.Field, "edits["); ok {
		n, name, _ := strings.Cut(rest, "].")
		if i, bad := strconv.Atoi(n); bad == nil && i < len(c.fields) && c.fields[i] != "" {
			name = c.fields[i]
		}
		out.Field = name
	}
	return &out
}

// View draws the form, or what it would do.
func (c *change) View(env screen.Env, w, h int) screen.Frame {
	if c.seen == nil {
		return c.Form.View(env, w, h)
	}
	lines := c.lines(env, w-2)
	room := max(h-2, 1)
	c.top = min(c.top, max(len(lines)-room, 0))
	lines = lines[c.top:min(c.top+room, len(lines))]
	return screen.Frame{Lines: env.Theme.Box(env.Mode, env.T(text.Text{ZH: "改后的 %[1]s, 保存前看一看", EN: "%[1]s as it would be"}.With(c.o.id)), lines, w)}
}

func (c *change) lines(env screen.Env, w int) []string {
	s := c.seen
	var out []string
	say := func(t text.Text) { out = append(out, env.Wrap(env.T(t), w)...) }
	for _, f := range s.Faults {
		out = append(out, env.Alarm(env.T(faultWords(f)), w)...)
	}
	switch {
	case len(s.Faults) > 0:
		say(text.Text{ZH: "有错, 不能保存。按 Esc 回去改。", EN: "It is not sound and cannot be saved. Esc goes back."})
	case !s.Adopted:
		say(text.Text{ZH: "检查通过。方案没有启用, 不影响在办事项。", EN: "The check finds nothing. The plan is not adopted: no case is touched."})
	case len(s.Cases) == 0:
		say(text.Text{ZH: "检查通过。方案已启用, 在办事项不变。", EN: "The check finds nothing. The plan is adopted; no open case changes."})
	default:
		say(text.Text{ZH: "检查通过。方案已启用, %[1]d 件在办事项会变:", EN: "The check finds nothing. The plan is adopted; %[1]d open cases would change:"}.With(len(s.Cases)))
	}
	for _, k := range s.Cases {
		for _, x := range []struct {
			words text.Text
			list  []rules.Named
		}{{text.Text{ZH: "%[1]s 新增: %[2]s", EN: "%[1]s new: %[2]s"}, k.Appear}, {text.Text{ZH: "%[1]s 不再要求: %[2]s", EN: "%[1]s no longer: %[2]s"}, k.Vanish}, {text.Text{ZH: "%[1]s 时限改变: %[2]s", EN: "%[1]s due at another time: %[2]s"}, k.Moved}} {
			if len(x.list) > 0 {
				say(x.words.With(k.Case, command.Words(x.list)))
			}
		}
	}
	out = append(out, "", env.Theme.Title.Paint(env.Cut(env.T(text.Text{ZH: "文件里改动的行", EN: "Lines of the file that change"}), w)))
	for _, l := range differing(c.o.was, s.Text) {
		out = append(out, env.Cut(text.Display(l), w))
	}
	return append(out, "", env.Theme.Dim.Paint(env.Cut(env.T(text.Text{ZH: "Enter 保存  Esc 回去改", EN: "Enter saves, Esc goes back"}), w)))
}

// differing are the lines that one text has and the other has not, in their order.
func differing(was, is string) []string {
	count := map[string]int{}
	for l := range strings.Lines(was) {
		count[l]++
	}
	var out []string
	for l := range strings.Lines(is) {
		if count[l]--; count[l] < 0 && strings.TrimSpace(l) != "" {
			out = append(out, "+ "+strings.TrimRight(l, "\n"))
		}
	}
	for l := range strings.Lines(was) {
		if count[l] > 0 && strings.TrimSpace(l) != "" {
			count[l]--
			out = append(out, "- "+strings.TrimRight(l, "\n"))
		}
	}
	return out
}
