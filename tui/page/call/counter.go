package call

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// reached are the words for whether a call out got through.
var reached = []field.Option{
	{Value: "yes", Label: text.Text{ZH: "通", EN: "reached"}},
	{Value: "no", Label: text.Text{ZH: "未接", EN: "not reached"}},
}

// amend corrects what was written down. Only what was changed is sent, with the version that
// the form was opened on, or once a Conflict has been read, the one that the page has by then.
func (p *Page) amend() route.Action {
	was, read := *p.call, false
	now := func() *rules.Call {
		if read {
			return p.call
		}
		return &was
	}
	got := map[rules.Tri]string{rules.Yes: "yes", rules.No: "no"}[rules.TriOf(was.Reached)]
	specs := []field.Spec{
		{Name: "said", Label: saidText, Kind: field.Note, Rows: 3, Max: 4000},
		{Name: "caller.name", Label: otherText, Max: 30},
		{Name: "caller.phone", Label: text.Text{ZH: "电话", EN: "Telephone"}, Kind: field.Phone, Check: dialog.Phone},
		{Name: "caller.unit", Label: text.Text{ZH: "单位", EN: "Unit"}, Max: 30},
	}
	if was.Out {
		specs = append(specs, field.Spec{Name: "reached", Label: reachedText, Kind: field.Choice, Options: reached})
	}
	first := entry.Values{"said": was.Said, "caller.name": was.Caller.Name, "caller.phone": was.Caller.Phone, "caller.unit": was.Caller.Unit, "reached": got}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: amendText, Draft: "amend/" + p.id, Drafts: p.desk, Intro: dialog.Lead(text.Text{ZH: "原来写的留着, 与更正一起看得到。", EN: "What stood there is kept and shown beside the correction."}),
		First: first,
		Shape: entry.Fields(append(specs, dialog.ReasonField(true))...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.AmendCall{Call: p.id, Version: now().Version, Reason: v["reason"]}
			if said := v["said"]; said != first["said"] {
				c.Said = &said
			}
			by := now().Caller
			changed := func(name string, to *string) {
				if v[name] != first[name] {
					*to, c.Caller = v[name], &by
				}
			}
			changed("caller.name", &by.Name)
			changed("caller.phone", &by.Phone)
			changed("caller.unit", &by.Unit)
			if yes := v["reached"] == "yes"; was.Out && v["reached"] != got {
				c.Reached = &yes
			}
			if c.Said == nil && c.Caller == nil && c.Reached == nil {
				return nil, rules.Bad("said", text.Text{ZH: "没有改动。", EN: "Nothing was changed."})
			}
			return c, nil
		},
		Done:     text.Text{ZH: "已更正", EN: "corrected"},
		Conflict: func() { read = true },
	}))
}

// reopen takes the end of the call back.
func (p *Page) reopen() route.Action {
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: reopenText, Draft: "reopen/" + p.id, Drafts: p.desk,
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.ReopenCall{Call: p.id, Reason: reason}, nil
		},
		Done: text.Text{ZH: "已恢复为待办", EN: "open again"},
	}))
}

// corrected says in one line what a correction changed, who made it and why.
func (p *Page) corrected(env screen.Env, c rules.Correction) string {
	var was []text.Text
	add := func(t text.Text, args ...any) { was = append(was, t.With(args...)) }
	if c.Said != nil {
		add(text.Text{ZH: "原记 %[1]s", EN: "it read %[1]s"}, *c.Said)
	}
	if c.Caller != nil {
		add(text.Text{ZH: "原记对方 %[1]s", EN: "the other side was %[1]s"}, side(*c.Caller))
	}
	switch rules.TriOf(c.Reached) {
	case rules.Yes:
		add(text.Text{ZH: "原记 通", EN: "it said reached"})
	case rules.No:
		add(text.Text{ZH: "原记 未接", EN: "it said not reached"})
	}
	if c.Unknown {
		add(text.Text{ZH: "原来没记通没通", EN: "it did not say whether it got through"})
	}
	switch {
	case c.Case != "":
		add(text.Text{ZH: "原并入 %[1]s", EN: "it had joined %[1]s"}, screen.Short(c.Case))
	case c.PassedTo != "":
		add(text.Text{ZH: "原转给 %[1]s", EN: "it was passed to %[1]s"}, c.PassedTo)
	case c.Result != "":
		add(text.Text{ZH: "原结果 %[1]s", EN: "the result was %[1]s"}, c.Result)
	case c.State == rules.CallNoAction:
		add(text.Text{ZH: "原记 无需办理", EN: "it said no action"})
	}
	return env.HHMM(c.At) + " " + env.T(text.Text{ZH: "%[1]s: %[2]s (原因: %[3]s)", EN: "%[1]s: %[2]s (reason: %[3]s)"}.With(p.name(c.By), was, c.Reason))
}

// name is an officer's, as far as the lists have been read.
func (p *Page) name(id string) string {
	if p.lists != nil {
		for _, o := range p.lists.Officers {
			if o.ID == id {
				return o.Name
			}
		}
	}
	return id
}

var (
	amendText   = text.Text{ZH: "更正", EN: "Correct"}
	reopenText  = text.Text{ZH: "恢复", EN: "Reopen"}
	saidText    = text.Text{ZH: "所述", EN: "Said"}
	otherText   = text.Text{ZH: "对方", EN: "Other side"}
	reachedText = text.Text{ZH: "通没通", EN: "Reached"}
)
