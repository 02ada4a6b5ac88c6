package tui

import (
	"context"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/page/firstrun"
)

// Desk is the book in the hands of one officer: all that the screen may ask of it. Reads
// are snapshots that nobody changes; errors are *rules.Error. It is used from commands,
// on several goroutines at once, never from Update.
type Desk interface {
	// Do runs a command and returns when it is durable; the same request never has a
	// second effect. DoDraft drops the draft of a form with it.
	Do(request string, cmd command.Command) (command.Result, error)
	DoDraft(request, form string, cmd command.Command) (command.Result, error)
	SaveDraft(form string, raw []byte) error
	Draft(form string) ([]byte, error)

	// SavePlace keeps where the person is, like a draft; nil forgets it. Touched is the
	// newest entry about a record, nil when there is none.
	SavePlace(raw []byte) error
	Place() ([]byte, error)
	Touched(record string) (*rules.Touch, error)

	Board() (*view.Board, error)
	Lists() (*view.Lists, error)
	Stock() (*view.Stock, error)
	Moves(item, place string, limit int) ([]view.MoveRow, error)
	Case(id string) (*view.Case, error)
	Cases(all bool, limit int) ([]view.CaseRow, error)
	Alike(id string) ([]view.Alike, error)
	Call(id string) (*rules.Call, error)
	Calls(all bool, limit int) ([]rules.Call, error)
	Handover(id string) (*view.Handover, error)
	Handovers(limit int) ([]rules.Handover, error)
	Warnings(all bool) ([]rules.Warning, error)
	Duty() (view.Duty, error)
	Register() (*view.Register, error)
	Settings() (*view.Settings, error)
	Keys(officer string) ([]view.Key, error)
	Prefs() (rules.Prefs, error)
	Since() (*view.Since, error)
	Log(ask view.LogAsk) (*view.Log, error)
	Plans() ([]view.PlanRow, error)
	Plan(id string) (*view.PlanPage, error)
	PlansToday() (*view.PlansToday, error)
	OwnPlan(id string) (*view.OwnPlan, error)
	PlanChange(cmd command.Command) (*view.PlanChange, error)
	Roster(month string) (*view.Roster, error)
	Calendar(from, to rules.Date, operation string) (*view.Calendar, error)
	Registers() (*view.Registers, error)
	RegisterPage(kind string, all bool) (*view.RegisterPage, error)
	Notices(limit int) (*view.Notices, error)
	Notice(id string) (*view.Notice, error)
	Report(kind rules.ReportKind) (*view.Report, error)
	Patrols(limit int) (*view.Patrols, error)
	Village() (*view.Village, error)

	// What is filed of a case lies beside the book: Inbox is what waits to be filed, Stow
	// copies a file in and can be stopped, Unbox takes what is filed out of the inbox, Export
	// records that files leave and copies them ("" into the data folder's own folder).
	Inbox() (*view.Inbox, error)
	Stow(ctx context.Context, path string, told func(done, size int64)) (rules.Content, error)
	Unbox(path string, c rules.Content) error
	Export(request string, cmd *command.ExportArchive, to string) ([]string, error)

	Actor() (id, name string)
	Roles() []rules.Role
	MustSetPIN() bool
}

// Door is what stands before the desk: who may come in, what time it is, and word of
// what changes in the book.
type Door interface {
	// Empty says that there is no book yet. Then Create makes it and signs its first officer
	// in; before that only Now and Notices may be asked.
	Empty() bool
	Create(firstrun.Answers) (Desk, error)

	// Town is called from commands, never from Update.
	Town() (name, county string, demo bool)
	Public() Desk // masked, writes nothing
	SignIn(officer, pin string) (Desk, error)
	// Sign is SignIn for one command that somebody signs for without sitting down.
	Sign(officer, pin string) (Desk, error)
	// Left keeps what is typed while nobody is signed in, one draft a form for the terminal.
	Left() entry.Drafts
	Now() time.Time
	ClockDoubt() *rules.Error // why the machine's time must be confirmed first, nil when not
	// Notices are what endangers the book, to be told on the sign-in page and the board.
	// It looks at disks: it is called from commands, never from Update.
	Notices() []text.Text
	NewRequest() string
	Watch() (changes <-chan Change, stop func())
	// Sit begins the place of a session among those at the desk, nil where nobody keeps
	// them. The terminal is the door's to name. It does not wait.
	Sit(Desk) Seat
}

// Change says that a record of a kind changed. It carries no data: who shows it reads it
// again. Lost says that changes were missed, so that everything is read again.
type Change struct {
	Seq      uint64
	Kind, ID string
	Lost     bool
}
