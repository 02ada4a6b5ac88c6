// Package same is the dialog in which two cases of one person become one (并案): the open
// cases with the likest first and why it is like, then which of the two goes on, what holds
// where they contradict each other, and the reason. How like cases are and what contradicts
// comes with the read model; whether they may be merged is decided where it is written.
package same

import (
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
	"dutydesk/tui/widget/field"
	"dutydesk/tui/widget/list"
	"dutydesk/tui/words"
)

// Desk is what the dialog reads.
type Desk interface {
	entry.Drafts
	Case(id string) (*view.Case, error)
	Alike(id string) ([]view.Alike, error)
}

// Dialog lists the open cases that may be about the person of one.
type Dialog struct {
	desk  Desk
	of    string
	c     *view.Case
	rows  []view.Alike
	list  list.List
	fault *rules.Error
}

// New is the dialog for a case.
func New(desk Desk, id string) *Dialog { return &Dialog{desk: desk, of: id} }

type loaded struct {
	c    *view.Case
	rows []view.Alike
}

// Load reads the cases.
func (d *Dialog) Load() tea.Cmd {
	desk, id := d.desk, d.of
	return screen.Read("same/"+id, func() (m loaded, err error) {
		err = screen.Reads(
			screen.Into(&m.c, func() (*view.Case, error) { return desk.Case(id) }),
			screen.Into(&m.rows, func() ([]view.Alike, error) { return desk.Alike(id) }))
		return m, err
	})
}

// Typing is never.
func (d *Dialog) Typing() bool { return false }

// Update takes what was read, and keys that move.
func (d *Dialog) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		if msg.ID != "same/"+d.of {
			return nil
		}
		if d.fault = rules.AsError(msg.Err); d.fault != nil {
			return nil
		}
		d.c, d.rows = msg.Value.c, msg.Value.rows
		var ids []string
		for i := range d.rows {
			ids = append(ids, d.rows[i].ID)
		}
		d.list.SetItems(ids)
	case tea.KeyMsg:
		d.list.Key(msg)
	}
	return nil
}

func (d *Dialog) selected() *view.Alike {
	if i := d.list.Index(); i >= 0 && i < len(d.rows) {
		return &d.rows[i]
	}
	return nil
}

// Keys choose a case.
func (d *Dialog) Keys() binding.Table {
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "是同一人", EN: "The same"}, Help: text.Text{ZH: "两件是同一个人: 定主件, 写原因", EN: "Both are one person: say which case goes on, and why"}, Do: d.ask, Refuse: d.none},
		{Keys: []string{"f6", "v"}, Label: text.Text{ZH: "去看", EN: "Look"}, Help: text.Text{ZH: "去看选中的那一件", EN: "Look at the selected case"}, Do: d.look, Refuse: d.none},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Stays: true, Help: text.Text{ZH: "回到原来的页", EN: "Back to the page"},
			Do: func() route.Action { return screen.Close{Dialog: d} }},
	}, binding.Lists...)
}

func (d *Dialog) none() *rules.Error {
	switch {
	case d.c == nil:
		return screen.Unread()
	case d.selected() == nil:
		return rules.Refuse(noneText, "")
	}
	return nil
}

func (d *Dialog) look() route.Action {
	return route.All{screen.Close{Dialog: d}, route.To{Page: route.Case, ID: d.selected().ID}}
}

// differ is the name of the field that asks which case is right.
const differ = "differ."

// ask is the form for the selected case. The one that is further, or else older, is proposed
// as the main case.
func (d *Dialog) ask() route.Action {
	other, own := *d.selected(), d.c.Case
	first := own.ID
	if a, b := own.State.Reach(), other.State.Reach(); b > a || a == b && other.OpenedAt.Before(own.OpenedAt) {
		first = other.ID
	}
	shape := func(v entry.Values) []field.Spec {
		specs := []field.Spec{{Name: "as", Label: text.Text{ZH: "主件", EN: "Main case"}, Kind: field.Choice, Required: true, Default: first, Hint: text.Text{ZH: "另一件到此为止, 编号通向主件", EN: "the other one ends, its number leads here"},
			Options: []field.Option{named(own.ID, d.c.Subject), named(other.ID, other.Subject)}}}
		for _, x := range other.Differs {
			specs = append(specs, field.Spec{Name: differ + x.Name, Label: x.Label, Kind: field.Choice, Required: true, Hint: text.Text{ZH: "两件说法不一, 哪个对?", EN: "they contradict each other: which is right?"},
				Options: []field.Option{named(own.ID, x.Main), named(other.ID, x.Other)}})
		}
		return append(specs, dialog.ReasonField(true))
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "并案 %[1]s 和 %[2]s", EN: "Merge %[1]s and %[2]s"}.With(screen.Short(own.ID), screen.Short(other.ID)),
		Draft: "same/" + own.ID + "/" + other.ID, Drafts: d.desk, Intro: dialog.Lead(why(&other)), Shape: shape,
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.SameCase{Case: own.ID, As: v["as"], Version: own.Version, Reason: v["reason"]}
			switch {
			case c.As == "":
				return nil, rules.Bad("as", text.Text{ZH: "哪件是主件?", EN: "Which case goes on?"})
			case c.As == own.ID:
				c.Case, c.Version = other.ID, other.Version
			}
			for _, x := range other.Differs {
				switch v[differ+x.Name] {
				case "":
					return nil, rules.Bad(differ+x.Name, text.Text{ZH: "%[1]s: 以哪件为准?", EN: "%[1]s: which case is right?"}.With(x.Label))
				case c.As:
					c.Keep = append(c.Keep, x.Name)
				default:
					c.Take = append(c.Take, x.Name)
				}
			}
			return c, nil
		},
		Done:  text.Text{ZH: "已并案", EN: "merged"},
		After: func(command.Result) route.Action { return screen.Close{Dialog: d} },
	}))
}

// named is a case as a choice, with what it stands for.
func named(id string, t text.Text) field.Option {
	return field.Option{Value: id, Label: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(screen.Short(id), t)}
}

// why says in words what makes two cases alike.
func why(a *view.Alike) text.Text {
	if len(a.Why) == 0 {
		return noSignText
	}
	return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(a.Why)
}

// View draws a line for each case, the reasons first, and the selected one in full below.
func (d *Dialog) View(env screen.Env, w, h int) screen.Frame {
	w = min(w, 84)
	title := env.T(titleText.With(screen.Short(d.of)))
	if d.c == nil {
		return screen.Frame{Lines: env.Theme.Box(env.Mode, title, env.Absent("", d.fault, w-2).Lines[1:], w)}
	}
	under := d.under(env, w-2)
	if len(d.rows) == 0 {
		return screen.Frame{Lines: env.Theme.Box(env.Mode, title, env.Wrap(env.T(noneText), w-2), w)}
	}
	rows := d.list.View(w-2, max(h-3-len(under), 1), func(i, w int, selected bool) string {
		r := &d.rows[i]
		return env.Mark(env.Row(w-1, screen.Cell{S: screen.Short(r.ID), W: 9}, screen.Cell{S: env.T(why(r)) + "  " + r.Place + " " + env.T(r.Subject)}), selected, len(r.Why) == 0)
	})
	return screen.Frame{Lines: env.Theme.Box(env.Mode, title, append(append(rows, ""), under...), w)}
}

func (d *Dialog) under(env screen.Env, w int) []string {
	r := d.selected()
	if r == nil {
		return nil
	}
	lines := env.Wrap(strings.TrimSpace(env.HHMM(r.OpenedAt)+" "+env.T(words.Of(words.CaseStates, r.State))+" "+r.Place+" "+env.T(r.Subject)), w)
	lines = append(lines, env.Wrap(env.T(why(r)), w)...)
	var names []text.Text
	for _, x := range r.Differs {
		names = append(names, x.Label)
	}
	if len(names) > 0 {
		lines = append(lines, env.Wrap(env.T(differText.With(names)), w)...)
	}
	return lines
}

var (
	titleText  = text.Text{ZH: "%[1]s 和哪件是同一个人?", EN: "Which case is the person of %[1]s?"}
	noneText   = text.Text{ZH: "没有别的在办事项。", EN: "No other case is open."}
	noSignText = text.Text{ZH: "没有相像之处", EN: "nothing in common"}
	differText = text.Text{ZH: "说法不一: %[1]s", EN: "They contradict each other: %[1]s"}
)
