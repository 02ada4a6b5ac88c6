package view

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Calendar is the season by its dates: every dated duty of the adopted plans and of the
// township, the days that offices work, and which years' notices are known.
type Calendar struct {
	Stamp
	Rows       []CalendarRow `json:"rows"`       // by date
	Operations []Season      `json:"operations"` // that the rows are of
	Years      []YearDays    `json:"years"`      // of this year and the next
	Days       []rules.Day   `json:"-"`          // of the months in sight, each day
	Can        Can           `json:"can"`
}

// Kinds of a row.
const (
	RowDuty     = "duty"     // of a plan, once
	RowTask     = "task"     // of a plan, once, no day in the text
	RowSeries   = "series"   // each day or week: the period that is now, or else the nearest
	RowOwn      = "own"      // of the township
	RowRegister = "register" // a day that stands in rows of a register
	RowBegins   = "begins"   // first day of an operation
	RowEnds     = "ends"     // its last
)

// CalendarRow is one date. What is only to be known (RowBegins, RowEnds) has no
// State.
type CalendarRow struct {
	Key       string         `json:"key"` // id of its Task, whether that is written or not
	Kind      string         `json:"kind"`
	Operation string         `json:"operation,omitempty"`
	Plan      string         `json:"plan,omitempty"`
	Item      string         `json:"item,omitempty"`
	Date      rules.Date     `json:"date,omitempty"` // of a series: the last day of the period
	Text      text.Text      `json:"text"`
	Owner     text.Text      `json:"owner,omitzero"` // who answers
	Clauses   []string       `json:"clauses,omitempty"`
	Due       rules.Date     `json:"due"`
	OnDay     bool           `json:"on_day,omitempty"`  // on that very day, not by it
	Undated   bool           `json:"undated,omitempty"` // nobody named a day: Due is only where it stands
	Left      int            `json:"days_left"`         // negative when it is past
	State     string         `json:"state,omitempty"`   // open, due_today, overdue, done_on_time, done_late, waived
	Standing  text.Text      `json:"standing,omitzero"`
	Near      bool           `json:"near,omitempty"`     // open, and due within three days
	Review    bool           `json:"review,omitempty"`   // the reading of 「X前」 decides the state
	Consists  []rules.Named  `json:"consists,omitempty"` // of these things: done with each, or the reason
	Gaps      []rules.Date   `json:"gaps,omitempty"`     // days without a published roster, of what is asked around a feast
	Every     rules.Every    `json:"every,omitempty"`
	Done      int            `json:"done,omitempty"`   // periods of a series, done or waived
	Missed    int            `json:"missed,omitempty"` // that are over and neither
	Periods   int            `json:"periods,omitempty"`
	Task      *rules.Task    `json:"task,omitempty"` // what was written on it, or the own duty
	Own       *rules.Task    `json:"-"`              // the own duty that a period is of
	Why       []rules.Reason `json:"why,omitempty"`
	Can       Can            `json:"can,omitempty"` // by command code
}

// RowWaived is the state of a row that was waived; the others are plan.DueStatus, and "missed"
// of a series that is over without its last period noted.
const RowWaived = "waived"

// Open says that something is still owed.
func (r *CalendarRow) Open() bool {
	return r.State == "open" || r.State == "due_today" || r.State == "overdue"
}

// RegisterDue is what is to be done by a day that stands in rows of a register: those of one
// day, or all whose day went by.
type RegisterDue struct {
	Register string     `json:"register"`
	Field    string     `json:"field"`
	Text     text.Text  `json:"text"`
	Clauses  []string   `json:"clauses,omitempty"`
	Due      rules.Date `json:"due"` // the oldest
	Left     int        `json:"days_left"`
	State    string     `json:"state"`
	Near     bool       `json:"near,omitempty"`
	Rows     []string   `json:"rows"`
}

// Key names it on a calendar.
func (d *RegisterDue) Key() string {
	return "register/" + d.Register + "/" + d.Field + "/" + string(d.Due)
}

// Words say what is due and of how many rows.
func (d *RegisterDue) Words() text.Text {
	return text.Text{ZH: "%[1]s %[2]d 条", EN: "%[1]s, %[2]d"}.With(d.Text, len(d.Rows))
}

// Pressing says that it is near or late.
func (d *RegisterDue) Pressing() bool { return d.Near || d.State == "overdue" }

// Days writes days as a list shows them, month and day.
func Days(list []rules.Date) []string {
	out := make([]string, len(list))
	for i, d := range list {
		out[i] = string(d[5:])
	}
	return out
}

// YearDays is the notice of a year as the desk has it. Words says plainly when it has none.
type YearDays struct {
	Year    int             `json:"year"`
	Known   bool            `json:"known"`
	Own     bool            `json:"own,omitempty"` // entered by the township
	Source  string          `json:"source,omitempty"`
	Lines   []rules.Stretch `json:"lines"`
	Version int64           `json:"version,omitempty"`
	Words   text.Text       `json:"words,omitzero"`
}

// Counted is how a series went so far; nothing for what is due once.
func (r *CalendarRow) Counted() text.Text {
	if r.Every == "" || r.Periods == 0 {
		return text.Text{}
	}
	return text.Text{ZH: "%[1]s 已记 %[2]d/%[3]d 缺 %[4]d", EN: "%[1]s, noted %[2]d of %[3]d, missed %[4]d"}.
		With(rules.WordOf(rules.EveryWords, string(r.Every)), r.Done, r.Periods, r.Missed)
}

// Shown is what was written on it: when it was done and what shows it, or why it was waived.
func (r *CalendarRow) Shown() text.Text {
	t := r.Task
	switch {
	case t == nil:
		return text.Text{}
	case t.Waived != nil:
		return text.Text{ZH: "%[1]s (%[2]s, %[3]s 记)", EN: "%[1]s (%[2]s, by %[3]s)"}.With(t.Waived.Reason, t.Waived.Clause, t.Name)
	case t.DoneOn != "" && t.Name == "": // covered
		return text.Text{ZH: "%[1]s 完成", EN: "done %[1]s"}.With(string(t.DoneOn))
	case t.DoneOn != "":
		return text.Text{ZH: "%[1]s 完成 %[2]s (%[3]s 记)", EN: "done %[1]s, %[2]s (by %[3]s)"}.With(string(t.DoneOn), t.Evidence.String(), t.Name)
	case t.Back != "":
		return text.Text{ZH: "%[2]s 撤回: %[1]s", EN: "taken back by %[2]s: %[1]s"}.With(t.Back, t.Name)
	}
	return text.Text{}
}
