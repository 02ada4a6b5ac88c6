package dialog

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Form is an entry in a dialog. It closes when it is saved.
type Form struct {
	*entry.Entry
	o FormOptions
}

// FormOptions say what a form dialog is.
type FormOptions struct {
	Title  text.Text
	Draft  string       // name under which the draft is kept, "" for none
	Drafts entry.Drafts // where; may be nil without Draft
	First  entry.Values // what it begins with
	Shape  entry.Shape
	Focus  string // field that gets the focus first, "" for the first one
	// Make is the command of what was typed, or what is wrong with it.
	Make func(v entry.Values) (command.Command, *rules.Error)
	// Intro is what stands above the fields.
	Intro func(env screen.Env, w int) []string
	// Done is what the status line says beside the id; After what is done next.
	// Said, when there is one, is said in its place of what was saved.
	Done  text.Text
	Said  func(screen.Saved) text.Text
	After func(command.Result) route.Action
	// Conflict is told that somebody changed the record meanwhile; what is typed stays.
	Conflict func()
	// Fixed keeps Esc from closing it.
	Fixed bool
}

// Lead is a sentence that a form stands under.
func Lead(t text.Text) func(screen.Env, int) []string {
	return func(env screen.Env, w int) []string { return env.Wrap(env.T(t), w) }
}

// NewForm is a form dialog.
func NewForm(o FormOptions) *Form {
	f := &Form{Entry: entry.New(o.Draft, o.Drafts, o.First, o.Shape), o: o}
	if o.Focus != "" {
		f.Focus(o.Focus)
	}
	f.OnBack(f.close)
	if o.Fixed {
		f.OnBack(nil)
	}
	return f
}

// Typing is always: a field has the focus.
func (f *Form) Typing() bool { return true }

// Keys save and close.
func (f *Form) Keys() binding.Table {
	t := binding.Table{{Keys: []string{"f9"}, Label: text.Text{ZH: "保存", EN: "Save"},
		Help: text.Text{ZH: "保存; 在最后一栏按 Enter 也是保存", EN: "Save; Enter in the last field saves too"}, Do: f.save}}
	if !f.o.Fixed {
		t = append(t, binding.Binding{Keys: []string{"esc"}, Label: text.Text{ZH: "关闭", EN: "Close"},
			Help: text.Text{ZH: "不保存, 关上; 写了的留作草稿", EN: "Close without saving; what is typed stays as a draft"},
			Do:   f.close})
	}
	if f.o.Draft != "" {
		t = append(t, binding.Binding{Keys: []string{"ctrl+n"}, Label: text.Text{ZH: "清空", EN: "Clear"},
			Help: text.Text{ZH: "清空重写; 紧接着按 Ctrl+Y 恢复", EN: "Empty all fields; Ctrl+Y right after brings them back"}, Do: f.Clear})
	}
	return append(t, binding.Fields...)
}

func (f *Form) close() route.Action { return route.All{screen.Do(f.Leave()), screen.Close{}} }

func (f *Form) save() route.Action {
	if f.Busy() {
		return nil
	}
	f.Finish()
	if err := f.Leaked(); err != nil {
		f.Refuse(err)
		return nil
	}
	cmd, err := f.o.Make(f.Values())
	if err != nil {
		f.Refuse(err)
		return nil
	}
	return f.Save(cmd, f.o.Done)
}

// Update takes keys for the fields and the answer to a save.
func (f *Form) Update(msg tea.Msg) route.Action {
	if key, ok := msg.(tea.KeyMsg); ok {
		submit, act := f.Key(key)
		if submit {
			return f.save()
		}
		return act
	}
	done, act := f.Entry.Update(msg)
	if !done {
		if m, ok := msg.(screen.Saved); ok && m.From == any(f.Entry) && rules.KindOf(m.Err) == rules.Conflict && f.o.Conflict != nil {
			f.o.Conflict()
		}
		return act
	}
	all, saved := route.All{screen.Close{Dialog: f}}, msg.(screen.Saved)
	if f.o.Said != nil {
		all = append(all, screen.Say{Text: f.o.Said(saved)})
	}
	if f.o.After != nil {
		all = append(all, f.o.After(saved.Result))
	}
	return all
}

// View draws the form.
func (f *Form) View(env screen.Env, w, h int) screen.Frame {
	lines := []string{""}
	if f.o.Intro != nil {
		lines = append(f.o.Intro(env, w-2), "")
	}
	in := f.Entry.View(env, w-2, max(h-len(lines)-2, 1))
	return screen.Frame{Lines: box(env, env.T(f.o.Title), append(lines, in.Lines...), "", w), Caret: in.Caret.At(boxTop+len(lines), boxLeft)}
}
