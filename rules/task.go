package rules

import (
	"strings"
	"time"

	"dutydesk/rules/text"
)

// Task is a dated duty of the season as the desk keeps it: what was done, with evidence, or
// why it need not be; of a plan's item that alone, of the township's own also what it is.
// An item on which nothing was written has no Task.
type Task struct {
	ID        string `json:"id"`                  // P9-2026/village_posting, of a series …/2027-01-17; own Z20261124-01
	Operation string `json:"operation,omitempty"` // "" of an own one
	Item      string `json:"item"`                // of the plan; of an own one its id
	Date      Date   `json:"date,omitempty"`      // of a series: the last day of the period

	// Of the township's own, or of its series:
	Title  string `json:"title,omitempty"`
	Owner  string `json:"owner,omitempty"` // who answers, as written
	Clause string `json:"clause,omitempty"`
	Due    Date   `json:"due,omitempty"` // of a series its first day; of a plan's duty the day that the township gave it
	Every  Every  `json:"every,omitempty"`
	Until  Date   `json:"until,omitempty"`
	Struck string `json:"struck,omitempty"` // why it was taken off the calendar

	DoneOn   Date       `json:"done_on,omitempty"`
	Evidence Evidence   `json:"evidence,omitzero"`
	Waived   *Exemption `json:"waived,omitempty"`
	Back     string     `json:"back,omitempty"` // why the last mark was taken back

	By   string    `json:"by,omitempty"` // of the last step
	Name string    `json:"name,omitempty"`
	At   time.Time `json:"at,omitzero"`
	Meta
}

// Evidence is what shows that a duty was done: words, a record of this desk, a number.
type Evidence struct {
	Words  string `json:"words,omitempty"`
	Record string `json:"record,omitempty"` // id of a case, paper, attachment, referral or call
	Number string `json:"number,omitempty"` // of the document, or how many
	Has    string `json:"has,omitempty"`    // of a duty with a checklist: the codes of what is there, joined by commas
	Lacks  string `json:"lacks,omitempty"`  // why what is not there is not
}

// Exemption is why a duty need not be done here, and the clause that it rests on.
type Exemption struct {
	Reason string `json:"reason"`
	Clause string `json:"clause"`
}

// Every is how often a duty comes back.
type Every string

const (
	EveryDay  Every = "day"
	EveryWeek Every = "week" // Monday to Sunday
)

// EveryWords names them.
var EveryWords = []Named{
	{string(EveryDay), text.Text{ZH: "每天", EN: "every day"}},
	{string(EveryWeek), text.Text{ZH: "每周", EN: "every week"}},
}

// Period is the one of a series that holds d, cut to the days from and to, both inside. It
// is empty outside of them.
func (e Every) Period(d, from, to Date) (first, last Date) {
	if d < from || d > to {
		return "", ""
	}
	first, last = d, d
	if e == EveryWeek {
		monday := d.Add(-sinceMonday(d))
		first, last = max(monday, from), min(monday.Add(6), to)
	}
	return first, last
}

// Periods is how many periods lie between two days, both inside.
func (e Every) Periods(from, to Date) int {
	if to < from {
		return 0
	}
	days := int(to.Time().Sub(from.Time())/(24*time.Hour)) + 1
	if e != EveryWeek {
		return days
	}
	return (sinceMonday(from) + days + 6) / 7
}

func sinceMonday(d Date) int { return (int(d.Time().Weekday()) + 6) % 7 }

// Settled says that nothing is owed: it was done or waived.
func (t *Task) Settled() bool { return t.DoneOn != "" || t.Waived != nil }

// MayMark decides whether it may be marked as done, or waived: not twice, and not once it was
// taken off the calendar.
func (t *Task) MayMark() *Error {
	switch {
	case t.Struck != "":
		return Refuse(text.Text{ZH: "已从日历撤下: %[1]s", EN: "It was taken off the calendar: %[1]s"}.With(t.Struck), "")
	case t.DoneOn != "":
		return Refuse(text.Text{ZH: "已于 %[1]s 完成 (%[2]s 记)。要改先撤回。", EN: "It was done on %[1]s, as %[2]s noted. Take that back to change it."}.With(string(t.DoneOn), t.Name), "")
	case t.Waived != nil:
		return Refuse(text.Text{ZH: "已免办 (%[2]s): %[1]s", EN: "It was waived by %[2]s: %[1]s"}.With(t.Waived.Reason, t.Name), t.Waived.Clause)
	}
	return nil
}

// Do marks it as done on a day with its evidence. Refused: as MayMark; a day that has not come
// (Invalid, done_on).
func (t *Task) Do(by Hand, on Date, e Evidence) *Error {
	if no := t.MayMark(); no != nil {
		return no
	}
	if today := DateOf(by.At); on > today {
		return Bad("done_on", text.Text{ZH: "%[1]s 还没有到。", EN: "%[1]s has not come yet."}.With(string(on)))
	}
	t.DoneOn, t.Evidence, t.Back = on, e, ""
	t.sign(by)
	return nil
}

// Waive says that it need not be done here. Refused: as MayMark.
func (t *Task) Waive(by Hand, w Exemption) *Error {
	if no := t.MayMark(); no != nil {
		return no
	}
	t.Waived, t.Back = &w, ""
	t.sign(by)
	return nil
}

// MaySetDay decides whether a plan's duty whose text names no day may be given one: until it
// is settled.
func (t *Task) MaySetDay() *Error { return t.MayMark() }

// SetDay gives a plan's duty a day of the township's, in place of an earlier one. Refused: as
// MaySetDay.
func (t *Task) SetDay(by Hand, due Date) *Error {
	if no := t.MaySetDay(); no != nil {
		return no
	}
	t.Due, t.Back = due, ""
	t.sign(by)
	return nil
}

// MayUndo refuses to take back what was not written.
func (t *Task) MayUndo() *Error {
	if !t.Settled() && !t.dated() {
		return Refuse(text.Text{ZH: "还没有记过完成或免办。", EN: "It was neither marked done nor waived."}, "")
	}
	return nil
}

// dated says that a plan's duty was given a day.
func (t *Task) dated() bool { return t.Operation != "" && t.Due != "" }

// Undo takes the mark or the waiver back, or where there is none the day that was given; the
// journal keeps what stood there.
func (t *Task) Undo(by Hand, reason string) *Error {
	if e := t.MayUndo(); e != nil {
		return e
	}
	if !t.Settled() {
		t.Due = ""
	}
	t.DoneOn, t.Evidence, t.Waived, t.Back = "", Evidence{}, nil, reason
	t.sign(by)
	return nil
}

// MayStrike decides whether it may be taken off the calendar: the township's own, once.
func (t *Task) MayStrike() *Error {
	switch {
	case t.Operation != "" || t.Title == "":
		return Refuse(text.Text{ZH: "方案的事项不能撤下, 可以免办。", EN: "An item of a plan stays on the calendar; it can be waived."}, "")
	case t.Struck != "":
		return t.MayMark()
	}
	return nil
}

// Strike takes an own duty off the calendar with a reason.
func (t *Task) Strike(by Hand, reason string) *Error {
	if e := t.MayStrike(); e != nil {
		return e
	}
	t.Struck = reason
	t.sign(by)
	return nil
}

func (t *Task) sign(by Hand) { t.By, t.Name, t.At = by.Officer, by.Name, by.At }

// String is the evidence on one line.
func (e Evidence) String() string {
	var out []string
	for _, s := range []string{e.Words, e.Number, e.Record, e.Lacks} {
		if s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}
