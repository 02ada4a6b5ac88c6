package lists

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// edit opens the form of the selected record. A Conflict keeps what is typed: see renew.
func (p *Page) edit() route.Action {
	r, s := p.row(), p.section()
	sh := s.sheet(p.reg, r.id)
	c := &correction{at: p.at, id: r.id, first: sh.first, version: r.version}
	c.Form = p.sheet(sh, dialog.FormOptions{
		Title: text.Text{ZH: "修改%[1]s %[2]s", EN: "Change %[1]s %[2]s"}.With(s.noun, r.name), Draft: "list/" + s.list + "/" + r.id,
		Make: func(v entry.Values) (command.Command, *rules.Error) { return sh.make(v, c.version) },
		Said: func(m screen.Saved) text.Text {
			return text.Text{ZH: "已改 %[1]s %[2]s", EN: "Changed: %[1]s %[2]s"}.With(m.Result.ID, nameOf(m.Command))
		},
		Conflict: func() { c.stale = true },
	}, text.Text{})
	p.form = c
	return screen.Show(c.Form)
}

// add opens an empty form, and another one after each that is saved: a list is filled in
// one go.
func (p *Page) add() route.Action {
	s := p.section()
	sh := s.sheet(p.reg, "")
	p.form = &correction{at: p.at, first: sh.first}
	p.form.Form = p.sheet(sh, dialog.FormOptions{
		Title: text.Text{ZH: "添加%[1]s", EN: "Add: %[1]s"}.With(s.noun), Draft: "list/" + s.list + "/",
		Make: func(v entry.Values) (command.Command, *rules.Error) { return sh.make(v, 0) },
		Said: func(m screen.Saved) text.Text {
			if s.list == officers {
				return text.Text{ZH: "已添加 %[1]s %[2]s; 关上后按 F7 给一次性 PIN", EN: "Added: %[1]s %[2]s. Close this, then F7 gives a one-time PIN"}.With(m.Result.ID, nameOf(m.Command))
			}
			return text.Text{ZH: "已添加 %[1]s %[2]s", EN: "Added: %[1]s %[2]s"}.With(m.Result.ID, nameOf(m.Command))
		},
		After: func(res command.Result) route.Action {
			p.seek = res.ID
			return p.add()
		},
	}, text.Text{ZH: "最后一栏按 Enter 保存, 接着写下一个; Esc 结束。", EN: "Enter in the last field saves and goes on to the next; Esc ends."})
	return screen.Show(p.form.Form)
}

// sheet is a form dialog that says, above its fields, lead and what the focused one is for.
// The room for that stays the same from field to field.
func (p *Page) sheet(sh sheet, o dialog.FormOptions, lead text.Text) *dialog.Form {
	var form *dialog.Form
	o.Drafts, o.First, o.Shape = p.desk, sh.first, sh.shape
	o.Intro = func(env screen.Env, w int) []string {
		var lines []string
		if !lead.IsZero() {
			lines = env.Wrap(env.T(lead), w)
		}
		room := 0
		for _, t := range sh.about {
			room = max(room, len(env.Wrap(env.T(t), w)))
		}
		about := screen.Fit(env.Wrap(env.T(sh.about[form.Focused()]), w), room)
		for _, l := range about {
			lines = append(lines, env.Theme.Dim.Paint(l))
		}
		return lines
	}
	form = dialog.NewForm(o)
	return form
}

// nameOf is the name that a command gives its record.
func nameOf(cmd command.Command) string {
	switch c := cmd.(type) {
	case *command.AddOfficer:
		return c.Name
	case *command.PutOfficer:
		return c.Name
	case *command.PutVillage:
		return c.Name
	case *command.PutAgency:
		return c.Name
	case *command.PutPlace:
		return c.Name
	case *command.PutItem:
		return c.Name
	case *command.PutKit:
		return c.Name
	}
	return ""
}

// retire takes the selected record out of use, or back, after saying what that means.
func (p *Page) retire() route.Action {
	r, s := p.row(), p.section()
	title, lead := text.Text{ZH: "停用%[1]s %[2]s", EN: "Retire %[1]s %[2]s"}, s.off
	done := text.Text{ZH: "已停用 %[1]s", EN: "Retired: %[1]s"}.With(r.name)
	if r.retired {
		title, lead = text.Text{ZH: "恢复%[1]s %[2]s", EN: "Bring back %[1]s %[2]s"}, backText
		done = text.Text{ZH: "已恢复 %[1]s", EN: "Back in use: %[1]s"}.With(r.name)
	}
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: title.With(s.noun, r.name), Intro: dialog.Lead(lead), Optional: r.retired,
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.Retire{List: s.list, ID: r.id, Back: r.retired, Reason: reason}, nil
		},
		Said: func(screen.Saved) text.Text { return done },
	}))
}

// pin sets a PIN of the selected officer that is good for one sign-in. It is typed twice
// and kept in no draft.
func (p *Page) pin() route.Action {
	r := p.row()
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "一次性 PIN: %[1]s", EN: "One-time PIN: %[1]s"}.With(r.name), Intro: dialog.Lead(pinText),
		Shape: entry.Fields(dialog.TwicePIN(text.Text{ZH: "PIN", EN: "PIN"})...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.SetPIN{Officer: r.id, PIN: v["pin"], Once: true}, dialog.SamePIN(v)
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已设, 请当面告诉 %[1]s; 登录后要另设", EN: "Set. Tell %[1]s in person; a new one is asked for at sign-in"}.With(r.name)
		},
	}))
}

var (
	backText = text.Text{ZH: "恢复后又能选到; 人员又能登录, PIN 忘了再按 F7。", EN: "It is offered again; an officer can sign in again, with F7 for a new PIN."}
	pinText  = text.Text{ZH: "只能用它登录一次, 登录后必须改成自己的。请当面告诉, 不要写下来。", EN: "Good for one sign-in, after which their own must be set. Tell it in person; do not write it down."}
)
