package casefile

import (
	"slices"
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// closing closes the case, or lists everything that stands in the way of it: Enter on a line
// leads to where it is cleared.
func (p *Page) closing() route.Action {
	if len(p.c.Closing) == 0 {
		return p.closeCase()
	}
	var t binding.Table
	for i := range p.c.Closing {
		b := &p.c.Closing[i]
		do, refuse := p.clears(b)
		t = append(t, binding.Binding{Label: rules.WordOf(rules.BlockWords, string(b.Kind)), Help: blockText(b), Do: do, Refuse: refuse})
	}
	t = append(t, p.hints()...)
	t = append(t, binding.Binding{Label: text.Text{ZH: "领导办结", EN: "By a leader"}, Help: text.Text{ZH: "带班领导决定: 有没清的也办结, 写明原因", EN: "A leader decides: close it over what is open, with a reason"},
		Do: p.force, Refuse: p.can("case.close/over")})
	for i := range t {
		t[i].Keys = []string{strconv.Itoa(i + 1)}
	}
	return screen.Show(dialog.NewMenu(t).Titled(text.Text{ZH: "办结前还有 %[1]d 项", EN: "%[1]d before closing"}.With(len(p.c.Closing))))
}

func blockText(b *rules.Block) text.Text {
	t := b.Text
	if b.Clause != "" {
		t = text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(t, b.Clause)
	}
	return t
}

// closingHelp says on the menu how much stands in the way.
func (p *Page) closingHelp() text.Text {
	if n := len(p.c.Closing); n > 0 {
		return text.Text{ZH: "还有 %[1]d 项没清: 逐项列出", EN: "%[1]d stand in the way: list them"}.With(n)
	}
	return text.Text{ZH: "不再有待办, 办结", EN: "Nothing is owed any more"}
}

// notClosing is why not even the list is of use: the case is closed, or the person may not.
func (p *Page) notClosing() *rules.Error {
	if p.c == nil {
		return p.needCase()
	}
	if no := p.c.Can["case.close"]; no != nil && len(p.c.Closing) == 0 {
		return no
	}
	return nil
}

// clears is what clears a line, and why it cannot be done now. The list closes first, so
// that a dialog of the line stands on the page.
func (p *Page) clears(b *rules.Block) (do func() route.Action, refuse func() *rules.Error) {
	switch b.Kind {
	case rules.BlockTeam:
		return p.teamStep(b.Code), p.can(b.Code)
	case rules.BlockSettle, rules.BlockEnding:
		return func() route.Action { return p.settleAt(b.Code) }, p.can("case.settle")
	case rules.BlockGoods:
		if given(b.Code) {
			return p.issue, p.can("stock.issue")
		}
	case rules.BlockQuestion:
		return func() route.Action { p.focus = ask; p.ask.Select(b.Code); return nil }, p.needCase
	case rules.BlockReferral:
		return p.refer, p.needCase
	case rules.BlockPaper:
		return p.papers, p.needCase
	case rules.BlockOrder:
		return func() route.Action { return screen.Show(dialog.NewSignOrder(b.Record)) }, p.needCase
	case rules.BlockCall:
		return func() route.Action { return route.To{Page: route.Call, ID: b.Record} }, p.needCase
	}
	if to := p.leads(b.Code); to != nil {
		return to, p.needCase
	}
	return func() route.Action {
		p.focus = owed
		p.owed.Select(b.Code)
		return p.enter()
	}, p.can("act/" + b.Code)
}

// given says that goods meet the duty of that code; what is told needs none.
func given(code string) bool {
	if code == "give_help_info" {
		return false
	}
	for _, c := range rules.GoodsMeet {
		if c == code {
			return true
		}
	}
	return false
}

// leads is where a duty is met that has a dialog of its own, nil for one that is noted as
// done or met by a call.
func (p *Page) leads(code string) func() route.Action {
	switch code {
	case rules.FollowUpCode:
		return p.visit
	case "written_handover", "keep_record", "collect_form":
		return p.papers
	case "collector_id":
		return func() route.Action { return p.settleAt("receiver.id_seen") }
	case "departure_note":
		return func() route.Action { return p.settleAt("note") }
	}
	if rules.BringsTo[code] != "" && !slices.Contains([]string{"medical", "tracing_notice"}, code) {
		return p.refer
	}
	return nil
}

// force closes the case over what is open, by a leader's word.
func (p *Page) force() route.Action {
	version, conflict := p.version()
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "带班领导办结", EN: "Closed by a leader"}, Draft: "force/" + p.id, Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "没清的 %[1]d 项记在案里, 写进交接班记录。", EN: "The %[1]d open lines stay on record and go into the handover."}.With(len(p.c.Closing))),
		Shape: func(entry.Values) []field.Spec {
			out := p.leaderFields("over", text.Text{ZH: "原因", EN: "Reason"}, text.Text{})
			out[0].Required = true
			return out
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			if v["over"] == "" {
				return nil, rules.Bad("over", text.Text{ZH: "写一句为什么", EN: "Say in a few words why"})
			}
			return &command.CloseCase{Case: p.id, Version: version(), Over: v["over"], Order: v["order"]}, nil
		},
		Done: text.Text{ZH: "已办结", EN: "closed"}, Conflict: conflict,
	}))
}

func (p *Page) closeCase() route.Action {
	version, conflict := p.version()
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "办结", EN: "Close"}, Draft: "close/" + p.id, Drafts: p.desk, Intro: p.hinted(),
		Shape: entry.Fields(field.Spec{Name: "note", Label: text.Text{ZH: "说明", EN: "Note"}, Max: 500}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.CloseCase{Case: p.id, Version: version(), Note: v["note"]}, nil
		},
		Done:     text.Text{ZH: "已办结", EN: "closed"},
		Conflict: conflict,
	}))
}
