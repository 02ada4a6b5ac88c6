package tui

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/page/board"
	"dutydesk/tui/page/call"
	"dutydesk/tui/page/casefile"
	"dutydesk/tui/page/cases"
	"dutydesk/tui/page/dutylog"
	"dutydesk/tui/page/handover"
	"dutydesk/tui/page/intake"
	"dutydesk/tui/page/lists"
	"dutydesk/tui/page/settings"
	"dutydesk/tui/page/since"
	"dutydesk/tui/page/stock"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// newPage makes the page that a route names, with the part of the desk that it needs.
func (a *App) newPage(to route.To) screen.Page {
	me, _ := a.desk.Actor()
	switch to.Page {
	case route.Cases:
		return cases.New(a.desk)
	case route.Case:
		return casefile.New(a.desk, to.ID, to.Focus)
	case route.Call:
		return call.New(a.desk, to.ID)
	case route.Intake:
		return intake.New(a.desk, a.door.Now, to.ID)
	case route.Handover:
		return handover.New(a.desk, me, to.ID)
	case route.Since:
		return since.New(a.desk, signOrder)
	case route.Log:
		return dutylog.New(a.desk, to.ID)
	case route.Stock:
		return stock.New(a.desk)
	case route.Lists:
		return lists.New(a.desk)
	case route.Settings:
		return settings.New(a.desk)
	}
	return board.New(a.desk, a.door.Notices, signOrder)
}

// signOrder asks a leader for the signature on an order that was given by telephone.
func signOrder(id string) route.Action {
	return screen.Open{Dialog: dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "补签口头指示 %[1]s", EN: "Sign order %[1]s"}.With(id),
		Intro: dialog.Lead(text.Text{ZH: "由下指示的领导本人补签。", EN: "The leader who gave it signs it in person."}),
		Shape: entry.Fields(field.Spec{Name: "pin", Label: text.Text{ZH: "本人 PIN", EN: "Your PIN"}, Kind: field.Secret, Max: 12, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.SignOrder{Order: id, PIN: v["pin"]}, nil
		},
		Done: text.Text{ZH: "已补签", EN: "signed"},
	})}
}
