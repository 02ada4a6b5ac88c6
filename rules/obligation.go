package rules

import (
	"time"

	"dutydesk/rules/text"
)

// Goal groups obligations: within one goal the ways that are alternatives fulfil each other.
type Goal string

const (
	GoalMedical Goal = "medical"    // 救治
	GoalTold    Goal = "told"       // 报告
	GoalSafe    Goal = "safe_place" // 安置
	GoalGoods   Goal = "goods"      // 物资
	GoalFamily  Goal = "family"     // 寻亲返乡
	GoalPaper   Goal = "paper"      // 手续
)

// ObligationState: 待办 / 到期 / 逾期 / 已办 / 免办.
type ObligationState string

const (
	Pending ObligationState = "pending"
	Due     ObligationState = "due"     // the last quarter of its time has begun
	Overdue ObligationState = "overdue" // its time is up
	Done    ObligationState = "done"
	Waived  ObligationState = "waived"
)

// Open says whether it still asks for something.
func (s ObligationState) Open() bool { return s == Pending || s == Due || s == Overdue }

// Standing is how a matter stands that began at since and is due at due; the last quarter
// of its time makes it due.
func Standing(since, due, now time.Time) ObligationState {
	switch {
	case now.After(due):
		return Overdue
	case !now.Before(due.Add(-due.Sub(since) / 4)):
		return Due
	}
	return Pending
}

// Pressing says that it asks for something now.
func (s ObligationState) Pressing() bool { return s == Due || s == Overdue }

// Reason is one clause that asks for an obligation, with what brought it.
type Reason struct {
	Plan    string    `json:"plan"` // P1 … P9, R for regulation (base.yaml)
	Clause  string    `json:"clause"`
	Text    text.Text `json:"text"`             // what the clause asks, in our words
	When    text.Text `json:"when"`             // the facts that brought it, in words
	Reading text.Text `json:"reading,omitzero"` // register id and the reading taken, if the text can be read two ways
	Source  text.Text `json:"source,omitzero"`  // 依法规 / 本所归纳 and where from, for R
}

// Obligation is what a plan or a regulation demands of a case, as it stands at one moment.
// It is derived from facts, never stored.
type Obligation struct {
	Code      string          `json:"code"`
	Goal      Goal            `json:"goal"`
	Text      text.Text       `json:"text"`
	Plans     []string        `json:"plans"`
	Clauses   []string        `json:"clauses"`
	Must      bool            `json:"must"`           // false: permitted or encouraged
	Firm      bool            `json:"firm,omitempty"` // no leader closes a case over it
	After     bool            `json:"-"`              // the outcome alone brought it
	State     ObligationState `json:"state"`
	Since     time.Time       `json:"since"`
	Due       *time.Time      `json:"due,omitempty"` // nil: no clock
	OurLimit  bool            `json:"our_limit"`     // the minutes are a setting of ours, not the text's
	Review    bool            `json:"review"`
	Rank      int             `json:"rank"`                // 0 most urgent
	Documents []Named         `json:"documents,omitempty"` // evidence to keep
	AnyOf     []string        `json:"any_of,omitempty"`    // alternatives within the goal, itself included; one act fulfils all
	DoneAt    *time.Time      `json:"done_at,omitempty"`
	By        string          `json:"by,omitempty"`
	Note      string          `json:"note,omitempty"` // of the act, or the reason of the waiver
	Why       []Reason        `json:"why"`
}

// Question is a fact that is not known and could still bring an obligation.
type Question struct {
	Fact   string    `json:"fact"`
	Text   text.Text `json:"text"`
	Brings []string  `json:"brings"` // codes it could bring, most urgent first
	Rank   int       `json:"rank"`
}

// GoalWords names the goals, short enough for a column.
var GoalWords = []Named{
	{string(GoalMedical), text.Text{ZH: "救治", EN: "medical"}},
	{string(GoalTold), text.Text{ZH: "报告", EN: "report"}},
	{string(GoalSafe), text.Text{ZH: "安置", EN: "shelter"}},
	{string(GoalGoods), text.Text{ZH: "物资", EN: "goods"}},
	{string(GoalFamily), text.Text{ZH: "寻亲", EN: "family"}},
	{string(GoalPaper), text.Text{ZH: "手续", EN: "papers"}},
}

// ObligationWords names the states (docs/domain.md §9.1).
var ObligationWords = []Named{
	{string(Pending), text.Text{ZH: "待办", EN: "to do"}},
	{string(Due), text.Text{ZH: "到期", EN: "due"}},
	{string(Overdue), text.Text{ZH: "逾期", EN: "late"}},
	{string(Done), text.Text{ZH: "已办", EN: "done"}},
	{string(Waived), text.Text{ZH: "免办", EN: "waived"}},
}
