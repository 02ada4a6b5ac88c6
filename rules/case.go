package rules

import "time"

// CaseKind: 发现 / 走失 / 关注.
type CaseKind string

const (
	CaseFound   CaseKind = "found"
	CaseMissing CaseKind = "missing"
	CaseWatched CaseKind = "watched"
)

// CaseState: docs/domain.md §9.1. Transitions are the verbs on Case; StepBack undoes the last.
type CaseState string

const (
	CaseOpen       CaseState = "open"       // 在办
	CaseDispatched CaseState = "dispatched" // 已派人
	CaseOnScene    CaseState = "on_scene"   // 已到场
	CaseSettled    CaseState = "settled"    // 已处置
	CaseFollowUp   CaseState = "follow_up"  // 回访中
	CaseClosed     CaseState = "closed"     // 已办结
)

// Outcome is how a case was settled.
type Outcome string

const (
	OutcomeHelped  Outcome = "helped"  // 街面救助
	OutcomeShelter Outcome = "shelter" // 安置避寒点
	OutcomeStation Outcome = "station" // 护送救助站
	OutcomeHosp    Outcome = "hospital"
	OutcomeMental  Outcome = "mental_hospital"
	OutcomeHome    Outcome = "home"    // 护送回家
	OutcomeRefused Outcome = "refused" // 拒绝救助
	OutcomeLeft    Outcome = "left"    // 自行离开
	OutcomeDied    Outcome = "died"
	OutcomeOther   Outcome = "other"
)

// Person is who the case is about; an unnamed person is a normal record. The age is a
// fact (Facts.Age).
type Person struct {
	Name     string `json:"name,omitempty"`
	Identity string `json:"identity,omitempty"` // known, claimed, unknown; "" not asked
	Sex      string `json:"sex,omitempty"`      // M, F
	Birth    Date   `json:"birth,omitempty"`
	IDNumber string `json:"id,omitempty"`
	Looks    string `json:"looks,omitempty"`
	Address  string `json:"address,omitempty"`
}

// Act is something done for a case: Code is that of the obligation it fulfils.
type Act struct {
	Code    string    `json:"code"`
	At      time.Time `json:"at"`
	By      string    `json:"by"`
	Note    string    `json:"note,omitempty"`
	Ref     string    `json:"ref,omitempty"`     // call, move or order id
	Seq     uint64    `json:"seq,omitempty"`     // its journal entry
	Revoked string    `json:"revoked,omitempty"` // reason; the act stays visible
	From    string    `json:"from,omitempty"`    // the case it was done on, when that was merged into this one
}

// Waiver lets an obligation go, with a reason.
type Waiver struct {
	Code   string    `json:"code"`
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Reason string    `json:"reason"`
	Seq    uint64    `json:"seq,omitempty"` // its journal entry
	// Revoked is why it was taken back; such waivers stand in Case.Lifted.
	Revoked string `json:"revoked,omitempty"`
}

// Settling is what a settling wrote over, so that it can be taken back: At is its own time,
// Facts what the facts that it implied were before.
type Settling struct {
	At          time.Time            `json:"at"`
	State       CaseState            `json:"state"`
	Outcome     Outcome              `json:"outcome,omitempty"`
	OutcomeNote string               `json:"outcome_note,omitempty"`
	Ending      Ending               `json:"ending,omitzero"`
	SettledAt   *time.Time           `json:"settled_at,omitempty"`
	Facts       map[string]Tri       `json:"facts,omitempty"`
	FactsAt     map[string]time.Time `json:"facts_at,omitempty"`
}

// Undone is a step that was taken back: Step is the code of its command, Was what it had
// written, and At, By and Reason are of the counter-entry.
type Undone struct {
	Step    string     `json:"step"`
	Was     *time.Time `json:"was,omitempty"`     // its milestone
	WasSeq  uint64     `json:"was_seq,omitempty"` // journal number of a step of a team
	No      int        `json:"no,omitempty"`      // number of the team
	Team    string     `json:"team,omitempty"`
	Vehicle string     `json:"vehicle,omitempty"`
	Outcome Outcome    `json:"outcome,omitempty"`
	Note    string     `json:"note,omitempty"`
	At      time.Time  `json:"at"`
	By      string     `json:"by"`
	Reason  string     `json:"reason"`
	Seq     uint64     `json:"seq,omitempty"` // journal number of the refused referral that did it, 0 for a step back
}

// Case is one person in one situation. Milestones are write-once, unless the step was
// taken back; nil is "no data".
type Case struct {
	ID          string               `json:"id"` // C20261123-0007
	Kind        CaseKind             `json:"kind"`
	State       CaseState            `json:"state"`
	Place       PlaceRef             `json:"place"`
	Said        string               `json:"said,omitempty"`
	Caller      Caller               `json:"caller"`
	Call        string               `json:"call,omitempty"`
	Person      Person               `json:"person"`
	Facts       Facts                `json:"facts"`
	FactsAt     map[string]time.Time `json:"facts_at,omitempty"` // when each fact was last set
	Acts        []Act                `json:"acts,omitempty"`
	Waivers     []Waiver             `json:"waivers,omitempty"`
	Lifted      []Waiver             `json:"lifted,omitempty"` // waivers taken back; they let nothing go
	OpenedAt    time.Time            `json:"opened_at"`
	OpenedBy    string               `json:"opened_by"`
	Receiver    string               `json:"receiver"` // first receiver, owner until a written transfer (P7.2.27)
	Shift       string               `json:"shift,omitempty"`
	Teams       []Team               `json:"teams,omitempty"`         // in the order in which they were sent
	Team        string               `json:"team,omitempty"`          // of the first team, as the next two
	Vehicle     string               `json:"vehicle,omitempty"`       //
	DispatchAt  *time.Time           `json:"dispatched_at,omitempty"` // when the first team was sent
	ArriveAt    *time.Time           `json:"arrived_at,omitempty"`    // when somebody was on the scene first
	HereAt      *time.Time           `json:"here_at,omitempty"`       // when somebody was there who was sent with no team
	SettledAt   *time.Time           `json:"settled_at,omitempty"`
	ClosedAt    *time.Time           `json:"closed_at,omitempty"`
	Outcome     Outcome              `json:"outcome,omitempty"`
	OutcomeNote string               `json:"outcome_note,omitempty"`
	Settlings   []Settling           `json:"settlings,omitempty"` // what stood before each settling that stands
	Undone      []Undone             `json:"undone,omitempty"`    // steps taken back, oldest first
	Same        string               `json:"same,omitempty"`      // the case that it was merged into, where the work goes on
	Joined      []Joined             `json:"joined,omitempty"`    // cases that were merged into it, oldest first
	Ending      Ending               `json:"ending,omitzero"`     // of the settling that stands
	Forced      *Forced              `json:"forced,omitempty"`    // it was closed over open lines
	Lives       []Life               `json:"lives,omitempty"`     // what it was before it was opened again
	Distress    string               `json:"distress,omitempty"`  // why the person is in distress: a code of DistressWords (P7.2.4)
	Mode        string               `json:"mode,omitempty"`      // how help is given: a code of ModeWords (P4.3.19)
	Village     string               `json:"village,omitempty"`   // whose contact reported it: village id
	Meta
}
