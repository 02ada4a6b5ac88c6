package store

import (
	"fmt"

	"dutydesk/rules"
	"dutydesk/store/board"
	"dutydesk/store/calls"
	"dutydesk/store/cases"
	"dutydesk/store/dutylog"
	"dutydesk/store/followups"
	"dutydesk/store/handovers"
	"dutydesk/store/internal/tx"
	"dutydesk/store/papers"
	"dutydesk/store/patrols"
	"dutydesk/store/referrals"
	"dutydesk/store/registry"
	"dutydesk/store/reports"
	"dutydesk/store/rosters"
	"dutydesk/store/season"
	"dutydesk/store/shifts"
	"dutydesk/store/since"
	"dutydesk/store/stock"
	"dutydesk/store/villages"
	"dutydesk/store/weather"

	"dutydesk/rules/view"
)

// The read models of a desk. Each is a snapshot that nobody changes.

// Board answers without a key.
func (d *Desk) Board() (*view.Board, error) {
	b, err := shared(d, "board", board.Read)
	if err != nil || !b.Slips {
		return b, err
	}
	return own(d, b.Now, func(v tx.View, e tx.Env) (*view.Board, error) { return board.Own(v, e, b) })
}

// Lists is what forms choose from.
func (d *Desk) Lists() (*view.Lists, error) { return shared(d, "lists", registry.Lists) }

// Stock is what lies where.
func (d *Desk) Stock() (*view.Stock, error) { return shared(d, "stock", stock.Read) }

// Case is a case page; the id may be a unique tail of it ("1123-0007", "7").
func (d *Desk) Case(id string) (*view.Case, error) {
	p, err := shared(d, "case/"+id, func(v tx.View, e tx.Env) (*view.Case, error) { return cases.Page(v, e, id) })
	if err != nil || len(p.Orders) == 0 {
		return p, err
	}
	return own(d, p.Now, func(_ tx.View, e tx.Env) (*view.Case, error) { return cases.Own(p, e), nil })
}

// Alike is the open cases that may be about the same person as one, the likest first.
func (d *Desk) Alike(id string) ([]view.Alike, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]view.Alike, error) { return cases.Alike(v, e, id) })
}

// Cases lists open cases, or with all the newest limit of all (0: every one).
func (d *Desk) Cases(all bool, limit int) ([]view.CaseRow, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]view.CaseRow, error) { return cases.List(v, e, all, limit) })
}

// Calls lists open calls, or with all the newest limit of all (0: every one).
func (d *Desk) Calls(all bool, limit int) ([]rules.Call, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]rules.Call, error) { return calls.List(v, e, all, limit) })
}

// Call is one call, found by its id or a unique tail of it.
func (d *Desk) Call(id string) (*rules.Call, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*rules.Call, error) { return calls.Read(v, e, id) })
}

// Warnings lists warnings in force, or all, newest first.
func (d *Desk) Warnings(all bool) ([]rules.Warning, error) {
	return local(d, d.s.Now(), func(v tx.View, e tx.Env) ([]rules.Warning, error) { return weather.List(v, e, all) })
}

// Plans lists the plans the desk knows and the operations adopted from them.
func (d *Desk) Plans() ([]view.PlanRow, error) {
	return own(d, d.s.Now(), registry.Plans)
}

// PlansToday is what all operations in force ask for together.
func (d *Desk) PlansToday() (*view.PlansToday, error) {
	return own(d, d.s.Now(), registry.PlansToday)
}

// Plan is one plan with what it asks in its season. Error: NotFound.
func (d *Desk) Plan(id string) (*view.PlanPage, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.PlanPage, error) { return registry.Plan(v, e, id) })
}

// Duty is who is on duty.
func (d *Desk) Duty() (view.Duty, error) { return local(d, d.s.Now(), shifts.Duty) }

// Handover is the handover page; "" is the one being drafted or presented, or else the newest.
func (d *Desk) Handover(id string) (*view.Handover, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.Handover, error) { return handovers.Page(v, e, id) })
}

// Handovers lists handovers without their lines, newest first (limit 0: all).
func (d *Desk) Handovers(limit int) ([]rules.Handover, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]rules.Handover, error) { return handovers.List(v, e, limit) })
}

// Register is every list with what is retired, for the set-up pages.
func (d *Desk) Register() (*view.Register, error) { return shared(d, "register", registry.Register) }

// Settings are the settings of the desk and its operations.
func (d *Desk) Settings() (*view.Settings, error) {
	return shared(d, "settings", registry.Settings)
}

// Prefs is how the person at this desk wants to see it.
func (d *Desk) Prefs() (rules.Prefs, error) { return local(d, d.s.Now(), registry.Prefs) }

// Moves is the ledger of goods newest first, of one item at one place where they are named,
// at most limit moves (0: every one).
func (d *Desk) Moves(item, place string, limit int) ([]view.MoveRow, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]view.MoveRow, error) { return stock.Moves(v, e, item, place, limit) })
}

// Notes is the duty log, the notes that stand on no case, newest first (limit 0: all).
func (d *Desk) Notes(limit int) ([]rules.Note, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]rules.Note, error) { return cases.Notes(v, e, limit) })
}

// Orders is what leaders said by telephone and have not signed, or with all the newest limit
// of all (0: every one).
func (d *Desk) Orders(all bool, limit int) ([]rules.Order, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]rules.Order, error) { return cases.Orders(v, e, all, limit) })
}

// Referrals are those that the desk has to see to, or with all the newest limit of all (0:
// every one); of one case where it is not "".
func (d *Desk) Referrals(caseID string, all bool, limit int) ([]view.Referral, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]view.Referral, error) {
		return referrals.List(v, e, caseID, all, limit)
	})
}

// Referral is one referral, found by its id or a unique tail of it.
func (d *Desk) Referral(id string) (*view.Referral, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.Referral, error) { return referrals.Read(v, e, id) })
}

// Papers lists the papers that owe a signature or a seal, or with all the newest limit of
// all (0: every one).
func (d *Desk) Papers(all bool, limit int) ([]view.PaperRow, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]view.PaperRow, error) { return papers.List(v, e, all, limit) })
}

// DraftPaper is what a paper of a kind would be drawn from now, of a case or a handover.
func (d *Desk) DraftPaper(kind rules.PaperKind, id string) (*view.Printing, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.Printing, error) { return papers.Draft(v, e, kind, id) })
}

// Paper is what a recorded paper is drawn from.
func (d *Desk) Paper(id string) (*view.Printing, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.Printing, error) { return papers.Read(v, e, id) })
}

// Log is the duty log of a shift or a day.
func (d *Desk) Log(ask view.LogAsk) (*view.Log, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.Log, error) { return dutylog.Page(v, e, ask) })
}

// Logs lists the newest shifts with the marks of leaders on their logs (limit 0: all).
func (d *Desk) Logs(limit int) ([]view.LogShift, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]view.LogShift, error) { return dutylog.List(v, e, limit) })
}

// Since is what has changed since the reader's last shift.
func (d *Desk) Since() (*view.Since, error) { return own(d, d.s.Now(), since.Read) }

// Shelters are the shelters with who is in them and the beds that are free.
func (d *Desk) Shelters() ([]view.Shelter, error) {
	return own(d, d.s.Now(), cases.Shelters)
}

// FollowUps are the visits of a case, or of all cases the newest limit (0: every one).
func (d *Desk) FollowUps(caseID string, limit int) ([]view.FollowUp, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]view.FollowUp, error) { return followups.List(v, e, caseID, limit) })
}

// Calendar is the season by its dates, within from and to where they are not "", and of one
// operation where that is named.
func (d *Desk) Calendar(from, to rules.Date, operation string) (*view.Calendar, error) {
	return shared(d, fmt.Sprintf("calendar/%q", [...]string{string(from), string(to), operation}), func(v tx.View, e tx.Env) (*view.Calendar, error) {
		return season.Read(v, e, season.Ask{From: from, To: to, Operation: operation})
	})
}

// DaysOff is the notice of days off of a year as the desk has it.
func (d *Desk) DaysOff(year int) (view.YearDays, error) {
	return own(d, d.s.Now(), func(v tx.View, _ tx.Env) (view.YearDays, error) { return season.Year(v, year) })
}

// Patrols is who is out on patrol, the newest limit of the others (0: every one), and what
// was covered.
func (d *Desk) Patrols(limit int) (*view.Patrols, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.Patrols, error) { return patrols.Page(v, e, limit) })
}

// Patrol is one patrol, found by its id or a unique tail of it.
func (d *Desk) Patrol(id string) (*view.PatrolRow, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.PatrolRow, error) { return patrols.Read(v, e, id) })
}

// Report is a report of a kind as it draws itself up now.
func (d *Desk) Report(kind rules.ReportKind) (*view.Report, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.Report, error) { return reports.Draft(v, e, kind) })
}

// Reports are those that were sent, newest first (limit 0: all).
func (d *Desk) Reports(limit int) ([]rules.Report, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) ([]rules.Report, error) { return reports.List(v, e, limit) })
}

// Roster is a month of the roster, 2026-12; "" is this month.
func (d *Desk) Roster(month string) (*view.Roster, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.Roster, error) { return rosters.Read(v, e, month) })
}

// Village is the desk as a village contact sees it. Denied to everybody else.
func (d *Desk) Village() (*view.Village, error) { return local(d, d.s.Now(), villages.Read) }

// Whole refuses a village contact what is of the whole township and no read model: the
// journal, a backup.
func (d *Desk) Whole() error {
	a, err := d.reader()
	if err == nil && rules.VillageOnly(a.Roles) {
		err = rules.Elsewhere()
	}
	return err
}

// Wall is what hangs on the wall: nothing of persons, the same for every reader.
func (d *Desk) Wall() (*view.Wall, error) { return own(d, d.s.Now(), board.Wall) }
