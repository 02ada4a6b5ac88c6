// Package roster decides who is on duty on which day of a month: which turns a day has, who
// may take one, how turns are shared fairly, what is wrong with a month as it stands, and
// what a slip may change. It knows officers by id alone and reads no clock; who an officer
// is, and what the adopted plans ask, the caller tells it.
package roster

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Post is a place in a turn (docs/domain.md §2.1).
type Post string

const (
	Leader  Post = "leader"
	Main    Post = "main"
	Deputy  Post = "deputy"
	Driver  Post = "driver"
	Standby Post = "standby"
)

// PostWords name the posts.
var PostWords = []rules.Named{
	{Code: string(Leader), Text: text.Text{ZH: "带班", EN: "leader"}},
	{Code: string(Main), Text: text.Text{ZH: "主班", EN: "main"}},
	{Code: string(Deputy), Text: text.Text{ZH: "副班", EN: "deputy"}},
	{Code: string(Driver), Text: text.Text{ZH: "驾驶员", EN: "driver"}},
	{Code: string(Standby), Text: text.Text{ZH: "备班", EN: "standby"}},
}

// Posts are all of them, in the order in which they are filled.
var Posts = []Post{Leader, Main, Deputy, Driver, Standby}

// What a month is printed as, by its id: 2026-12, a calendar of one officer 2026-12/U000001.
// Both are drawn anew each time and never recorded.
const (
	PaperTable    rules.PaperKind = "roster"
	PaperCalendar rules.PaperKind = "roster.calendar"
)

// Turn is one shift as it is planned, [Start, End). Officers stand by id.
type Turn struct {
	Start    time.Time `json:"start"`
	End      time.Time `json:"end"`
	Office   bool      `json:"office,omitempty"` // a workday's daytime, kept by the office
	Group    string    `json:"group,omitempty"`
	Leader   string    `json:"leader,omitempty"`
	Main     string    `json:"main,omitempty"`
	Deputies []string  `json:"deputies,omitempty"`
	Driver   string    `json:"driver,omitempty"`
	Standby  []string  `json:"standby,omitempty"`
	Fixed    []Post    `json:"fixed,omitempty"` // set by hand: generating leaves them
}

// Date is the day on which the turn begins.
func (t *Turn) Date() rules.Date { return rules.DateOf(t.Start) }

// Key names the turn: its day, and where it begins at another hour than 08:00 that hour.
func (t *Turn) Key() string { return t.Start.In(rules.Zone).Format("2006-01-02 15:04") }

// Night says that the turn holds the small hours, which is what a night is counted by. Ours.
func (t *Turn) Night() bool {
	at := t.Date().Time().Add(26 * time.Hour) // 02:00 after the day it begins on
	early := t.Date().Time().Add(2 * time.Hour)
	return !at.Before(t.Start) && at.Before(t.End) || !early.Before(t.Start) && early.Before(t.End)
}

// In is who holds a post.
func (t *Turn) In(p Post) []string {
	var one string
	switch p {
	case Deputy:
		return t.Deputies
	case Standby:
		return t.Standby
	case Leader:
		one = t.Leader
	case Main:
		one = t.Main
	case Driver:
		one = t.Driver
	}
	if one == "" {
		return nil
	}
	return []string{one}
}

// Put gives a post to officers; leader, main and driver are one.
func (t *Turn) Put(p Post, who []string) {
	one := ""
	if len(who) > 0 {
		one = who[0]
	}
	switch p {
	case Deputy:
		t.Deputies = slices.Clone(who)
	case Standby:
		t.Standby = slices.Clone(who)
	case Leader:
		t.Leader = one
	case Main:
		t.Main = one
	case Driver:
		t.Driver = one
	}
}

// Crew is everybody of the turn but those on standby, each once.
func (t *Turn) Crew() []string {
	var out []string
	for _, p := range []Post{Leader, Main, Deputy, Driver} {
		for _, id := range t.In(p) {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// serves says that somebody is of the crew.
func (t *Turn) serves(id string) bool {
	return id != "" && (t.Leader == id || t.Main == id || t.Driver == id || slices.Contains(t.Deputies, id))
}

// Holds says that somebody has a post of the turn, standby too.
func (t *Turn) Holds(id string) bool { return t.serves(id) || slices.Contains(t.Standby, id) }

// clone is a copy that shares nothing.
func (t *Turn) clone() Turn {
	c := *t
	c.Deputies, c.Standby, c.Fixed = slices.Clone(t.Deputies), slices.Clone(t.Standby), slices.Clone(t.Fixed)
	return c
}

// State of a month: draft, published.
type State string

const (
	Draft     State = "draft"
	Published State = "published"
)

// StateWords name the states of a month.
var StateWords = []rules.Named{
	{Code: string(Draft), Text: text.Text{ZH: "草稿", EN: "draft"}},
	{Code: string(Published), Text: text.Text{ZH: "已发布", EN: "published"}},
}

// Month is the roster of a month: the turns that begin in it.
type Month struct {
	ID       string           `json:"id"` // B202612
	State    State            `json:"state"`
	Turns    []Turn           `json:"turns"`
	Said     []Unfilled       `json:"said,omitempty"`      // what generating could not do
	SignedBy *rules.Signature `json:"signed_by,omitempty"` // the office head who published it
	Reason   string           `json:"reason,omitempty"`    // why it was published with holes
	Back     string           `json:"back,omitempty"`      // why it was withdrawn
	rules.Meta
}

// MonthID is the id of the month of a day.
func MonthID(d rules.Date) string { return "B" + string(d[:4]) + string(d[5:7]) }

// First is the first day of the month of an id.
func First(id string) rules.Date {
	return rules.Date(id[1:5] + "-" + id[5:7] + "-01")
}

// Last is the last day of the month of an id.
func Last(id string) rules.Date { return rules.DateOf(First(id).Time().AddDate(0, 1, -1)) }

// Turn finds the turn that begins at a moment.
func (m *Month) Turn(at time.Time) *Turn {
	for i := range m.Turns {
		if m.Turns[i].Start.Equal(at) {
			return &m.Turns[i]
		}
	}
	return nil
}

// MayDraft refuses a change by hand or by generating once the month is published: from then
// on it changes by slips.
func (m *Month) MayDraft() *rules.Error {
	if m != nil && m.State == Published {
		return rules.Refuse(text.Text{ZH: "这个月的班已发布, 要改请办调班单。", EN: "This month is published: change it by a swap slip."}, "")
	}
	return nil
}

// Publish signs the month. Refused: one that is published, one without turns, one with
// faults unless reason says why it goes out all the same.
func (m *Month) Publish(by rules.Hand, faults []Fault, reason string) *rules.Error {
	if e := m.MayPublish(); e != nil {
		return e
	}
	if len(faults) > 0 && reason == "" {
		f := &faults[0]
		clause := ""
		if len(f.Clauses) > 0 {
			clause = f.Clauses[0]
		}
		e := rules.Refuse(text.Text{ZH: "还有 %[1]d 处问题, 头一处: %[2]s %[3]s。先补齐, 或写明为什么照样发布。",
			EN: "%[1]d faults are left, the first: %[2]s %[3]s. Mend them, or say why it is published all the same."}.With(len(faults), string(f.Date), f.Text), clause)
		e.Field = "reason"
		return e
	}
	m.State, m.Reason, m.Back = Published, reason, ""
	m.SignedBy = &rules.Signature{Officer: by.Officer, Name: by.Name, At: by.At}
	return nil
}

// MayPublish refuses a month that is published or not there.
func (m *Month) MayPublish() *rules.Error {
	switch {
	case m == nil || len(m.Turns) == 0:
		return rules.Refuse(text.Text{ZH: "这个月还没有排班, 先自动排班。", EN: "This month has no roster: generate it first."}, "")
	case m.State == Published:
		return rules.Refuse(text.Text{ZH: "这个月的班已经发布。", EN: "This month is published already."}, "")
	}
	return nil
}

// Withdraw makes a published month a draft again. Refused once a turn of it has begun.
func (m *Month) Withdraw(now time.Time, reason string) *rules.Error {
	if e := m.MayWithdraw(now); e != nil {
		return e
	}
	m.State, m.SignedBy, m.Back = Draft, nil, reason
	return nil
}

// MayWithdraw is why it cannot.
func (m *Month) MayWithdraw(now time.Time) *rules.Error {
	switch {
	case m == nil || m.State != Published:
		return rules.Refuse(text.Text{ZH: "这个月还没有发布。", EN: "This month is not published."}, "")
	case !now.Before(m.Turns[0].Start):
		return rules.Refuse(text.Text{ZH: "这个月的班已经开始值, 不能撤回, 要改请办调班单。", EN: "A turn of this month has begun: change it by a swap slip."}, "")
	}
	return nil
}

// Set gives a post of a draft to officers by hand; nobody leaves it to generating again.
func (m *Month) Set(at time.Time, p Post, who []string) *rules.Error {
	if e := m.MayDraft(); e != nil {
		return e
	}
	t := m.Turn(at)
	if t == nil {
		return NoTurn(rules.Stamp(at))
	}
	if len(who) > 1 && p != Deputy && p != Standby {
		return rules.Bad("officers", text.Text{ZH: "%[1]s只能有一人。", EN: "There is one %[1]s."}.With(rules.WordOf(PostWords, string(p))))
	}
	for _, id := range who {
		for _, other := range Posts {
			if other != p && slices.Contains(t.In(other), id) {
				e := rules.Bad("officers", text.Text{ZH: "这个人在本班已是%[1]s。", EN: "That officer is %[1]s of this turn already."}.With(rules.WordOf(PostWords, string(other))))
				return e
			}
		}
	}
	t.Put(p, who)
	t.Fixed = slices.DeleteFunc(t.Fixed, func(f Post) bool { return f == p })
	if len(who) > 0 {
		t.Fixed = append(t.Fixed, p)
	}
	return nil
}

// NoMonth says that a month was never generated, and how it is.
func NoMonth(month string) *rules.Error {
	return &rules.Error{Kind: rules.NotFound, Field: "turn", Text: text.Text{ZH: "%[1]s 还没有排班, 先自动排班 (roster generate %[1]s)。", EN: "%[1]s has no roster: generate it first (roster generate %[1]s)."}.With(month)}
}

// NoTurn says that the roster has no such turn.
func NoTurn(which string) *rules.Error {
	return &rules.Error{Kind: rules.NotFound, Field: "turn", Text: text.Text{ZH: "排班里没有 %[1]s 的班。", EN: "The roster has no turn at %[1]s."}.With(which)}
}
