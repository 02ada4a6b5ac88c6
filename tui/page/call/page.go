// Package call is the page of one contact that still asks for something: who said what, and
// what can become of it. What may be done with it is decided by the command.
package call

import (
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
)

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Call(id string) (*rules.Call, error)
	Lists() (*view.Lists, error)
}

// Page is one call.
type Page struct {
	desk  Desk
	id    string
	call  *rules.Call
	lists *view.Lists
	err   *rules.Error
}

// New is the page of a call.
func New(desk Desk, id string) *Page { return &Page{desk: desk, id: id} }

// CaseID is the case that a note from here belongs to, "" for the shift.
func (p *Page) CaseID() string {
	if p.call == nil {
		return ""
	}
	return p.call.Case
}

type loaded struct {
	call  *rules.Call
	lists *view.Lists
}

// Load looks the call up.
func (p *Page) Load() tea.Cmd {
	desk, id := p.desk, p.id
	return screen.Read(id, func() (m loaded, err error) {
		err = screen.Reads(screen.Into(&m.lists, desk.Lists), screen.Into(&m.call, func() (*rules.Call, error) { return desk.Call(id) }))
		return m, err
	})
}

// Typing is never.
func (p *Page) Typing() bool { return false }

// Update takes the call that was read.
func (p *Page) Update(msg tea.Msg) route.Action {
	if m, ok := msg.(screen.Got[loaded]); ok && m.ID == p.id {
		if p.err = rules.AsError(m.Err); p.err == nil {
			p.call, p.lists = m.Value.call, m.Value.lists
		}
	}
	return nil
}

// Keys are what can become of the call, and how what was written down is put right.
func (p *Page) Keys() binding.Table {
	t := p.contactKeys()
	if p.call != nil && p.call.Planned() {
		t = append(p.plannedKeys(), t[4:6]...)
	}
	return t
}

// contactKeys are those of a call that was taken or made.
func (p *Page) contactKeys() binding.Table {
	return binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "立案", EN: "Open a case"}, Help: text.Text{ZH: "由这个来电立案", EN: "Open a case out of this call"},
			Do: func() route.Action { return route.To{Page: route.Intake, ID: p.id} }, Refuse: p.finished},
		{Keys: []string{"f6", "p"}, Label: text.Text{ZH: "转办", EN: "Pass on"}, Help: text.Text{ZH: "转给有关单位办", EN: "Pass it on to the unit concerned"}, Do: p.pass, Refuse: p.finished},
		{Keys: []string{"f7", "d"}, Label: text.Text{ZH: "办完", EN: "Done"}, Help: text.Text{ZH: "写明办理结果", EN: "Write down how it ended"}, Do: p.finish, Refuse: p.finished},
		{Keys: []string{"ctrl+w", "n"}, Label: text.Text{ZH: "无需办理", EN: "No action"}, Help: text.Text{ZH: "没有要办的", EN: "There is nothing to do"}, Do: p.nothing, Refuse: p.finished},
		{Keys: []string{"ctrl+e", "e"}, Label: amendText, Help: text.Text{ZH: "更正记下的内容, 写明原因; 原来的留着", EN: "Correct what was written down, with a reason; what stood there is kept"}, Do: p.amend, Refuse: p.unread},
		{Keys: []string{"delete", "x"}, Label: reopenText, Help: text.Text{ZH: "办错了, 恢复为待办, 写明原因", EN: "It was ended wrongly: open it again, with a reason"}, Do: p.reopen, Refuse: p.standing},
		{Keys: []string{"ctrl+d", "t"}, Silent: true, Label: termText, Help: text.Text{ZH: "写上或更改办理期限, 写明原因", EN: "Write until when it is to be done, or change that, with a reason"}, Do: p.term, Refuse: p.noTerm},
		{Keys: []string{"ctrl+f", "s"}, Silent: true, Label: strikeText, Help: text.Text{ZH: "整条记错了, 划去, 写明原因; 原文留着, Del 可恢复", EN: "The whole of it is wrong: strike it out, with a reason; Del brings it back"}, Do: p.strike, Refuse: p.struck},
	}
}

func (p *Page) unread() *rules.Error {
	if p.call == nil {
		return screen.Unread()
	}
	return nil
}

func (p *Page) standing() *rules.Error {
	if p.call == nil {
		return screen.Unread()
	}
	return p.call.MayReopen()
}

func (p *Page) finished() *rules.Error {
	switch {
	case p.call == nil:
		return screen.Unread()
	case p.call.Case != "":
		return rules.Refuse(text.Text{ZH: "已归入 %[1]s, 请到那件里办。", EN: "It belongs to %[1]s: go on there."}.With(p.call.Case), "")
	case p.call.State != rules.CallOpen && p.call.State != rules.CallPassed:
		return rules.Refuse(text.Text{ZH: "已经办完。有新情况请另记一条, 办错了按 Del 恢复。", EN: "It is finished. Log a new call for anything further; Del reopens it."}, "")
	}
	return nil
}

func (p *Page) pass() route.Action {
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "转办", EN: "Pass on"}, Draft: "pass/" + p.id, Drafts: p.desk,
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.PassCall{Call: p.id, To: v["to"]}, nil
		},
		Done:  text.Text{ZH: "已转办", EN: "passed on"},
		Shape: entry.Fields(field.Spec{Name: "to", Label: text.Text{ZH: "转给", EN: "To"}, Kind: field.Choice, Options: dialog.Agencies(p.lists), Free: true, Max: 30, Required: true}),
	}))
}

func (p *Page) finish() route.Action {
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "办完", EN: "Done"}, Draft: "finish/" + p.id, Drafts: p.desk,
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.FinishCall{Call: p.id, Result: v["result"]}, nil
		},
		Done:  text.Text{ZH: "已办", EN: "done"},
		Shape: entry.Fields(field.Spec{Name: "result", Label: text.Text{ZH: "结果", EN: "Result"}, Max: 500, Required: true}),
	}))
}

func (p *Page) nothing() route.Action {
	save := screen.Save{From: p, Command: &command.FinishCall{Call: p.id, Nothing: true}, Done: text.Text{ZH: "无需办理", EN: "no action"}}
	return screen.Open{Dialog: dialog.NewConfirm(text.Text{ZH: "无需办理", EN: "No action"}, text.Text{ZH: "记为无需办理?", EN: "Mark it as: nothing to do?"}, text.Text{ZH: "是", EN: "Yes"},
		func() route.Action { return save })}
}
