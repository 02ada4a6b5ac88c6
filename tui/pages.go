package tui

import (
	"dutydesk/tui/dialog"
	"dutydesk/tui/page/board"
	"dutydesk/tui/page/calendar"
	"dutydesk/tui/page/call"
	"dutydesk/tui/page/casefile"
	"dutydesk/tui/page/cases"
	"dutydesk/tui/page/dutylog"
	"dutydesk/tui/page/handover"
	"dutydesk/tui/page/intake"
	"dutydesk/tui/page/lists"
	"dutydesk/tui/page/notices"
	"dutydesk/tui/page/operations"
	"dutydesk/tui/page/patrols"
	"dutydesk/tui/page/registers"
	"dutydesk/tui/page/roster"
	"dutydesk/tui/page/seats"
	"dutydesk/tui/page/settings"
	"dutydesk/tui/page/since"
	"dutydesk/tui/page/stock"
	"dutydesk/tui/page/village"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
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
	case route.Calendar:
		return calendar.New(a.desk, to.ID)
	case route.Notices:
		return notices.New(a.desk, to.ID)
	case route.Patrols:
		return patrols.New(a.desk, to.ID)
	case route.Roster:
		return roster.New(a.desk, to.ID)
	case route.Lists:
		return lists.New(a.desk)
	case route.Registers:
		return registers.New(a.desk, to.ID)
	case route.Plans:
		return operations.New(a.desk, to.ID)
	case route.Seats:
		return seats.New(a.desk, a.hall())
	case route.Settings:
		return settings.New(a.desk)
	case route.Village:
		return village.New(a.desk)
	}
	return board.New(a.desk, a.door.Notices, signOrder)
}

// signOrder asks a leader for the signature on an order that was given by telephone.
func signOrder(id string) route.Action { return screen.Open{Dialog: dialog.NewSignOrder(id)} }
