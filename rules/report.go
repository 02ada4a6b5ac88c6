package rules

import (
	"time"

	"dutydesk/rules/text"
)

// ReportKind is a report that the desk owes every day at a set hour (docs/domain.md §2.1, §9.2).
type ReportKind string

const (
	ReportNil   ReportKind = "nil"   // 零报告: also when nothing happened
	ReportNight ReportKind = "night" // 昨夜情况, for the county
)

// ReportWords names them.
var ReportWords = []Named{
	{string(ReportNil), text.Text{ZH: "零报告", EN: "nil report"}},
	{string(ReportNight), text.Text{ZH: "昨夜情况", EN: "last night's situation"}},
}

// PaperReport is the kind of a printed report; its id is the kind of report. It is drawn anew
// each time and never recorded: that it was sent stands in the book.
const PaperReport PaperKind = "report"

// ReportFigures are what happened in the hours of a report. They tell of nobody.
type ReportFigures struct {
	Calls    int   `json:"calls"` // in, with visits and words from above
	Out      int   `json:"calls_out"`
	Visits   int   `json:"visits"`
	Checks   int   `json:"checks"` // 查岗
	Above    int   `json:"above"`  // words from above
	Terms    int   `json:"terms"`  // of them still open with a term
	Opened   int   `json:"opened"`
	Settled  int   `json:"settled"`
	Closed   int   `json:"closed"`
	Refused  int   `json:"refused"` // settled as declined
	Open     int   `json:"open"`    // cases now
	Shelter  int   `json:"in_shelter"`
	Issued   int64 `json:"issued"` // units of goods given out
	Patrols  int   `json:"patrols"`
	Night    int   `json:"night_patrols"`
	Stops    int   `json:"stops"`
	Found    int   `json:"found"` // persons found at stops
	Hazards  int   `json:"hazards"`
	Villages int   `json:"villages_patrolled"`
	OfAll    int   `json:"villages"`
	Away     int   `json:"patrols_out"` // now
}

// Nothing says that nobody was helped or looked for in these hours: a nil report.
func (f ReportFigures) Nothing() bool { return f.Opened+f.Settled+f.Found == 0 }

// Report is one that was sent: for which hour, what it said, to whom and who received it.
type Report struct {
	ID       string        `json:"id"` // L20261123-01
	Kind     ReportKind    `json:"kind"`
	For      time.Time     `json:"for"`  // the hour at which it was due
	From     time.Time     `json:"from"` // the hours that it tells of
	Till     time.Time     `json:"till"`
	Figures  ReportFigures `json:"figures"`
	Lines    []text.Text   `json:"lines"` // as it was sent
	Form     ReportForm    `json:"form,omitempty"`
	No       int           `json:"no,omitempty"`    // of a further one: which of its form for the hour
	Of       string        `json:"of,omitempty"`    // of a further one: the report before it
	Words    string        `json:"words,omitempty"` // of a further one: what is added, or was wrong
	To       string        `json:"to"`
	Receiver string        `json:"receiver"`
	How      ReportHow     `json:"how,omitempty"`
	At       time.Time     `json:"at"`
	By       string        `json:"by"`
	Name     string        `json:"name"`
	Shift    string        `json:"shift,omitempty"`
	Struck   string        `json:"struck,omitempty"`
	Meta
}

// Stands says that it was not taken back.
func (r *Report) Stands() bool { return r.Struck == "" }

// MayStrike refuses one that is struck out already.
func (r *Report) MayStrike() *Error {
	if r.Stands() {
		return nil
	}
	return Refuse(text.Text{ZH: "%[1]s 已撤回: %[2]s", EN: "%[1]s was taken back: %[2]s"}.With(r.ID, r.Struck), "")
}

// Strike takes the mark that it was sent back: it is owed again. What it said stays.
func (r *Report) Strike(reason string) *Error {
	if e := r.MayStrike(); e != nil {
		return e
	}
	r.Struck = reason
	return nil
}

// MayReport refuses a second report for the same hour; sent is the one that stands, nil for none.
func MayReport(sent *Report) *Error {
	if sent == nil {
		return nil
	}
	to := text.Text{ZH: sent.To, EN: sent.To}
	if sent.Receiver != "" { // covered for some readers
		to = text.Text{ZH: "%[1]s (%[2]s 收)", EN: "%[1]s, received by %[2]s"}.With(sent.To, sent.Receiver)
	}
	return Refuse(text.Text{ZH: "%[1]s 的%[2]s已于 %[3]s 报 %[4]s。补报用续报, 改数用更正, 没报到的先撤回。", EN: "The %[2]s of %[1]s was sent at %[3]s to %[4]s. Add to it or correct it; take it back if it did not arrive."}.
		With(Stamp(sent.For), WordOf(ReportWords, string(sent.Kind)), Stamp(sent.At), to), "")
}

// ReportAhead is how long before its hour a report is owed. Ours.
const ReportAhead = time.Hour

// ReportHour is the hour that a report is for at a moment: the coming one from ReportAhead
// before it, else the last one. hour is a setting; one of 24 or more is no report: false.
func ReportHour(hour int, now time.Time) (time.Time, bool) {
	if hour < 0 || hour > 23 {
		return time.Time{}, false
	}
	at := DateOf(now).Time().Add(time.Duration(hour) * time.Hour)
	switch next := at.AddDate(0, 0, 1); {
	case !now.Before(next.Add(-ReportAhead)):
		return next, true
	case now.Before(at.Add(-ReportAhead)):
		return at.AddDate(0, 0, -1), true
	}
	return at, true
}

// Hour is the hour that a report of the kind is for at a moment: as ReportHour, but the night's
// is from midnight on the one of that morning. The county wants it before its hour
// (docs/domain.md §9.2), and what a night long gone was is told as not sent.
func (k ReportKind) Hour(hour int, now time.Time) (time.Time, bool) {
	at, ok := ReportHour(hour, now)
	if today := DateOf(now).Time().Add(time.Duration(hour) * time.Hour); ok && k == ReportNight && at.Before(today) {
		at = today
	}
	return at, ok
}
