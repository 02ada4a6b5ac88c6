package view

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// LogKinds are what the lines of a duty log are about, in the order of a filter.
var LogKinds = []rules.Named{
	{Code: "call", Text: text.Text{ZH: "来电", EN: "calls"}},
	{Code: "case", Text: text.Text{ZH: "救助", EN: "cases"}},
	{Code: "order", Text: text.Text{ZH: "指示", EN: "orders"}},
	{Code: "note", Text: text.Text{ZH: "记事", EN: "notes"}},
	{Code: "stock", Text: text.Text{ZH: "物资", EN: "goods"}},
	{Code: "patrol", Text: text.Text{ZH: "巡查", EN: "patrol"}},
	{Code: "warning", Text: text.Text{ZH: "预警", EN: "weather"}},
	{Code: "duty", Text: text.Text{ZH: "交接", EN: "duty"}},
	{Code: "paper", Text: text.Text{ZH: "单据", EN: "papers"}},
	{Code: "plan", Text: text.Text{ZH: "方案", EN: "plans"}},
	{Code: "notice", Text: text.Text{ZH: "通知", EN: "notices"}},
	{Code: "roster", Text: text.Text{ZH: "排班", EN: "roster"}},
	{Code: "other", Text: text.Text{ZH: "其他", EN: "other"}},
}

// LogRow is a line of the duty log (值班日志, columns of docs/domain.md §2.2): when, of what
// kind, from whom, what, what was done about it, and who wrote it.
type LogRow struct {
	Seq    uint64    `json:"seq"`
	At     time.Time `json:"at"`   // when it was written
	Kind   string    `json:"kind"` // of LogKinds
	Code   string    `json:"code"` // of the journal
	From   text.Text `json:"from,omitzero"`
	What   text.Text `json:"what"`
	Words  string    `json:"words,omitempty"` // as they were written
	Done   text.Text `json:"done,omitzero"`
	By     string    `json:"by"`               // name
	Key    string    `json:"key,omitempty"`    // case/C…, call/T…, order/O…, handover/H…, duty/Z…, plan/P1, notice/J…
	Struck bool      `json:"struck,omitempty"` // taken back by an entry of its own

	Within  bool  `json:"within,omitempty"`  // a visitor who was not seen to leave
	Version int64 `json:"version,omitempty"` // of a patrol

	Happened *time.Time `json:"happened,omitempty"` // when it was, where that is not the minute of writing
	Sort     text.Text  `json:"sort,omitzero"`      // of a contact: 来访, 查岗, 去电
}

// When is the moment that the line tells of.
func (r *LogRow) When() time.Time {
	if r.Happened != nil {
		return *r.Happened
	}
	return r.At
}

// Category is the word in the column of kinds: of a contact how it came, else of LogKinds.
func (r *LogRow) Category() text.Text {
	if !r.Sort.IsZero() {
		return r.Sort
	}
	return rules.WordOf(LogKinds, r.Kind)
}

// Handled is what was done about it, and of what was written down afterwards when that was.
func (r *LogRow) Handled() text.Text {
	if r.Happened == nil {
		return r.Done
	}
	at := rules.Stamp(r.At)
	if rules.DateOf(r.At) == rules.DateOf(*r.Happened) {
		at = r.At.In(rules.Zone).Format("15:04")
	}
	late := text.Text{ZH: "(%[1]s 补记)", EN: "(written %[1]s)"}.With(at)
	if r.Done.IsZero() {
		return late
	}
	return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(r.Done, late)
}

// LogAsk says which log: that of a shift, or of a civil day; of neither, that of the shift on
// duty or else the newest one.
type LogAsk struct {
	Shift string
	Date  rules.Date
}

// Log is the duty log of a shift or of a day, oldest line first. Prev and Next are the
// shifts beside it, "" at either end. Cut is how many older entries of a very long one are
// left out; Unread how many came after the last mark of a leader.
type Log struct {
	Stamp
	Town     string            `json:"town"`
	County   string            `json:"county,omitempty"`
	Demo     bool              `json:"demo,omitempty"`
	Shift    *rules.Shift      `json:"shift,omitempty"` // nil: of a day
	Date     rules.Date        `json:"date,omitempty"`
	Span     rules.Span        `json:"span"`
	Names    map[string]string `json:"names"` // of the crew, officer id → name
	Rows     []LogRow          `json:"rows"`
	Cut      int               `json:"cut,omitempty"`
	Weather  []text.Text       `json:"weather,omitempty"` // warnings that were in force
	Readings []rules.Reading   `json:"readings"`
	Unread   int               `json:"unread"`
	Signed   *Signed           `json:"signed,omitempty"` // nil while the shift is on duty, and of a day
	Prev     string            `json:"prev,omitempty"`
	Next     string            `json:"next,omitempty"`
	Can      Can               `json:"can"` // log.read; log.unread/<id> for each mark
}

// Signed is who signed for the end of a shift: its leaver and its taker, or the leader who let
// it pass to Incoming.
type Signed struct {
	Given    *rules.Signature `json:"given,omitempty"`
	Taken    *rules.Signature `json:"taken,omitempty"`
	Release  *rules.Release   `json:"release,omitempty"`
	Incoming string           `json:"incoming,omitempty"` // name
}

// LogShift is a shift in the list of logs.
type LogShift struct {
	Shift    rules.Shift     `json:"shift"`
	Main     string          `json:"main"`
	Leader   string          `json:"leader"`
	Readings []rules.Reading `json:"readings"`
	Read     bool            `json:"read"` // to its end, by somebody
}
