// Package correct lists what was saved at this desk since the person signed in, and leads
// from each entry to the one that answers it: nothing saved is ever erased, it is
// corrected by another entry with a reason. Whether the counter-entry is allowed is decided
// where it is written.
package correct

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// row is one thing saved and how it is corrected.
type row struct {
	saved screen.Saved
	way   way
}

// Dialog is the list of what was saved, the newest first.
type Dialog struct {
	drafts entry.Drafts
	rows   []row
	list   list.List
}

// New lists saves, which come with the oldest first.
func New(drafts entry.Drafts, saves []screen.Saved) *Dialog {
	d := &Dialog{drafts: drafts}
	var ids []string
	for _, s := range slices.Backward(saves) {
		for _, w := range ways(s) {
			ids = append(ids, s.Request+"/"+w.key)
			d.rows = append(d.rows, row{s, w})
		}
	}
	d.list.SetItems(ids)
	return d
}

// Of corrects one thing that was saved: by its form where there is one way, by a choice
// where there are more.
func Of(drafts entry.Drafts, s screen.Saved) route.Action {
	d := New(drafts, []screen.Saved{s})
	switch {
	case len(d.rows) == 1 && d.rows[0].way.not != nil:
		return screen.Refused(d.rows[0].way.not)
	case len(d.rows) == 1:
		return d.correct(d.rows[0].way)
	}
	return screen.Open{Dialog: d}
}

// Typing is never.
func (d *Dialog) Typing() bool { return false }

// Keys are Enter and Esc.
func (d *Dialog) Keys() binding.Table {
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "更正", EN: "Correct"}, Help: text.Text{ZH: "更正选中的一笔", EN: "Correct the selected entry"}, Do: d.choose, Refuse: d.refusal},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Help: text.Text{ZH: "关上", EN: "Close it"}, Do: func() route.Action { return screen.Close{Dialog: d} }},
	}, binding.Lists...)
}

func (d *Dialog) refusal() *rules.Error {
	if i := d.list.Index(); i >= 0 {
		return d.rows[i].way.not
	}
	return rules.Refuse(text.Text{ZH: "还没有保存过什么。", EN: "Nothing has been saved yet."}, "")
}

func (d *Dialog) choose() route.Action {
	return route.All{screen.Close{Dialog: d}, d.correct(d.rows[d.list.Index()].way)}
}

// correct goes to the page of the entry, or opens the form of its counter-entry.
func (d *Dialog) correct(w way) route.Action {
	if w.to.Page != "" {
		return w.to
	}
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: w.what, Draft: "correct/" + w.key, Drafts: d.drafts,
		Make: func(reason string) (command.Command, *rules.Error) { return w.make(reason), nil },
		Done: text.Text{ZH: "已更正", EN: "corrected"},
	}))
}

// Update moves the selection.
func (d *Dialog) Update(msg tea.Msg) route.Action {
	if key, ok := msg.(tea.KeyMsg); ok {
		d.list.Key(key)
	}
	return nil
}

// View draws a line for what was saved and how it is corrected.
func (d *Dialog) View(env screen.Env, w, h int) screen.Frame {
	rows := d.list.View(w-2, max(h-4, 1), func(i, w int, selected bool) string {
		r := &d.rows[i]
		ids := strings.Join(append([]string{screen.Short(r.saved.Result.ID)}, shortened(r.saved.Result.More)...), " ")
		what := env.T(command.Told(r.saved.Command.Code())) + " " + ids
		how := env.T(r.way.what)
		if r.way.not != nil {
			how = env.T(r.way.not.Text)
		}
		return env.Mark(env.Row(w-1, screen.Cell{S: what, W: (w - 2) * 2 / 5}, screen.Cell{S: how}), selected, r.way.not != nil)
	})
	return screen.Frame{Lines: env.Theme.Box(env.Mode, env.T(titleText), append(rows, "", env.Theme.Dim.Paint(env.Cut(env.T(hintText), w-2))), w)}
}

func shortened(ids []string) []string {
	var out []string
	for _, id := range ids {
		out = append(out, screen.Short(id))
	}
	return out
}

var (
	titleText = text.Text{ZH: "更正刚才保存的", EN: "Correct what was saved"}
	hintText  = text.Text{ZH: "原来的一笔留着, 另记一笔更正, 写明原因。", EN: "The entry stays; a correction is written beside it, with a reason."}
)
