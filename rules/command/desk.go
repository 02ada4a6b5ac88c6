package command

import (
	"time"

	"dutydesk/rules"
)

// TakeShift begins a shift when none is active (the very first, or after a gap). Rostered says
// that nobody named the deputies, the roster has them: whoever cannot be one is left out.
type TakeShift struct {
	Leader   string   `json:"leader"` // officer id or name
	Deputies []string `json:"deputies,omitempty"`
	Rostered bool     `json:"rostered,omitempty"`
	Driver   string   `json:"driver,omitempty"`
}

// DraftHandover draws the active shift's handover up from live work, or redraws its draft
// keeping the words already written.
type DraftHandover struct{}

// WriteWord is the leaver's word on one open line. Was is the word that the writer saw
// there: when another stands there by now, the answer is a Conflict. Nil does not check.
type WriteWord struct {
	Handover string  `json:"handover"`
	Key      string  `json:"key"`
	Word     string  `json:"word"`
	Was      *string `json:"was,omitempty"`
}

// PresentHandover signs the leaver's side and offers it to Incoming, with Leader, and
// Deputies and Driver if there are any, of the next shift; presented already, it is
// presented again. PIN is the leaver's (the actor's); it is never journaled.
type PresentHandover struct {
	Handover string   `json:"handover"`
	Incoming string   `json:"incoming"`
	Leader   string   `json:"leader"`
	Deputies []string `json:"deputies,omitempty"`
	Driver   string   `json:"driver,omitempty"`
	PIN      string   `json:"-"`
}

// AcceptLine is the taker's answer to one line; Query keeps a question or remark. Open takes
// the answers to the lines back, before signing.
type AcceptLine struct {
	Handover string   `json:"handover"`
	Keys     []string `json:"keys"`
	Query    string   `json:"query,omitempty"`
	Open     bool     `json:"open,omitempty"`
}

// AcceptHandover signs the taker's side: the old shift closes and the new one begins in
// one transaction. Mark is the digest of the live lines the taker has seen: when work
// has changed since, the answer is a Conflict and the taker looks again. PIN is the
// taker's (the actor's).
type AcceptHandover struct {
	Handover string `json:"handover"`
	Mark     string `json:"mark"`
	ReadBack string `json:"read_back,omitempty"`
	PIN      string `json:"-"`
}

// ReturnHandover sends a presented handover back with a reason, or takes a draft back.
type ReturnHandover struct {
	Handover string `json:"handover"`
	Reason   string `json:"reason"`
}

// SetWarning puts a cold-weather warning in force by hand; LiftWarning ends one.
type SetWarning struct {
	Kind  rules.WarningKind  `json:"kind"`
	Level rules.WarningLevel `json:"level"`
	From  *time.Time         `json:"from,omitempty"` // now when nil
	Until *time.Time         `json:"until,omitempty"`
	Text  string             `json:"text,omitempty"`
}

// LiftWarning ends a warning.
type LiftWarning struct {
	Warning string `json:"warning"`
	Reason  string `json:"reason,omitempty"`
}

// AdoptPlan puts a plan in force for a season, or changes the dates and settings given of
// one that is. Empty dates are the plan's own window for
// SeasonStartYear (0: the season that contains or follows now).
type AdoptPlan struct {
	Plan            string            `json:"plan"` // P1 … P9
	SeasonStartYear int               `json:"season_start_year,omitempty"`
	From            rules.Date        `json:"from,omitempty"`
	To              rules.Date        `json:"to,omitempty"`
	Settings        map[string]string `json:"settings,omitempty"`
}

// EndPlan ends an operation before its time: On is its last day ("": today), or it is
// withdrawn at once, begun or not.
type EndPlan struct {
	Operation string     `json:"operation"` // P1-2026
	On        rules.Date `json:"on,omitempty"`
	Withdraw  bool       `json:"withdraw,omitempty"`
	Reason    string     `json:"reason"`
}

// GiveOrder takes down a leader's word given by telephone; SignOrder is the leader's
// signature afterwards (补签).
type GiveOrder struct {
	Leader string `json:"leader"`
	Text   string `json:"text"`
	Case   string `json:"case,omitempty"`
}

// SignOrder signs an order; the actor must be its leader. PIN is the leader's.
type SignOrder struct {
	Order string `json:"order"`
	PIN   string `json:"-"`
}

// ReceiveGoods takes goods into a place as a new lot.
type ReceiveGoods struct {
	Item     string     `json:"item"`
	Place    string     `json:"place"`
	Qty      int64      `json:"qty"`
	Label    string     `json:"label,omitempty"`
	Expires  rules.Date `json:"expires,omitempty"`
	Supplier string     `json:"supplier,omitempty"`
	Ref      string     `json:"ref,omitempty"`
}

// IssueGoods gives goods out from a place, earliest expiry first, or from the lot named.
type IssueGoods struct {
	Item     string `json:"item"`
	From     string `json:"from"`
	Qty      int64  `json:"qty"`
	Lot      string `json:"lot,omitempty"`
	Case     string `json:"case,omitempty"`
	Receiver string `json:"receiver,omitempty"`
	Reason   string `json:"reason,omitempty"` // needed when there is no case

	Receipt rules.Receipt `json:"receipt,omitempty"`
}

// AddOfficer registers a person. PIN may be empty: then a leader sets one later.
type AddOfficer struct {
	Name    string       `json:"name"`
	Roles   []rules.Role `json:"roles"`
	Village string       `json:"village,omitempty"`
	Phone   string       `json:"phone,omitempty"`
	Post    string       `json:"post,omitempty"`
	PIN     string       `json:"-"`
}

// SetPIN sets a PIN: one's own, or anybody's by a leader or administrator. Once makes it
// good for one sign-in, after which a new one is asked for.
type SetPIN struct {
	Officer string `json:"officer"`
	PIN     string `json:"-"`
	Once    bool   `json:"once,omitempty"`
}

// SetRoles replaces an officer's roles; RetireOfficer ends their access, history stays.
type SetRoles struct {
	Officer string       `json:"officer"`
	Roles   []rules.Role `json:"roles"`
}

// RetireOfficer ends an officer's access. Journals have it from before Retire took the
// officers in.
type RetireOfficer struct {
	Officer string `json:"officer"`
	Reason  string `json:"reason,omitempty"`
}

// Import sets the lists up, all or nothing. Rows that already exist by name are changed,
// the others added. Opening is stock on hand.
type Import struct {
	Villages []rules.Village   `json:"villages,omitempty"`
	Officers []rules.Officer   `json:"officers,omitempty"`
	Agencies []rules.Agency    `json:"agencies,omitempty"`
	Places   []rules.Place     `json:"places,omitempty"`
	Items    []rules.Item      `json:"items,omitempty"`
	Opening  []Opening         `json:"opening,omitempty"`
	PINs     map[string]string `json:"-"` // officer name → first PIN
}

// Opening is stock on hand at the start: item and place by name.
type Opening struct {
	Item    string     `json:"item"`
	Place   string     `json:"place"`
	Qty     int64      `json:"qty"`
	Label   string     `json:"label,omitempty"`
	Expires rules.Date `json:"expires,omitempty"`
}

// SetClock answers the clock question: the time it really is now. Later times are the
// machine's plus the offset found, until it is set again.
type SetClock struct {
	Now time.Time `json:"now"`
}

func (*TakeShift) Code() string       { return "shift.take" }
func (*DraftHandover) Code() string   { return "handover.draft" }
func (*WriteWord) Code() string       { return "handover.word" }
func (*PresentHandover) Code() string { return "handover.present" }
func (*AcceptLine) Code() string      { return "handover.line" }
func (*AcceptHandover) Code() string  { return "handover.accept" }
func (*ReturnHandover) Code() string  { return "handover.return" }
func (*SetWarning) Code() string      { return "warning.set" }
func (*LiftWarning) Code() string     { return "warning.lift" }
func (*AdoptPlan) Code() string       { return "plan.adopt" }
func (*EndPlan) Code() string         { return "plan.end" }
func (*GiveOrder) Code() string       { return "order.give" }
func (*SignOrder) Code() string       { return "order.sign" }
func (*ReceiveGoods) Code() string    { return "stock.receive" }
func (*IssueGoods) Code() string      { return "stock.issue" }
func (*AddOfficer) Code() string      { return "officer.add" }
func (*SetPIN) Code() string          { return "officer.pin" }
func (*SetRoles) Code() string        { return "officer.role" }
func (*RetireOfficer) Code() string   { return "officer.retire" }
func (*Import) Code() string          { return "import" }
func (*SetClock) Code() string        { return "clock.set" }

func (*TakeShift) Area() rules.Area       { return rules.AreaShift }
func (*DraftHandover) Area() rules.Area   { return rules.AreaShift }
func (*WriteWord) Area() rules.Area       { return rules.AreaShift }
func (*PresentHandover) Area() rules.Area { return rules.AreaShift }
func (*AcceptLine) Area() rules.Area      { return rules.AreaShift }
func (*AcceptHandover) Area() rules.Area  { return rules.AreaShift }
func (*ReturnHandover) Area() rules.Area  { return rules.AreaShift }
func (*SetWarning) Area() rules.Area      { return rules.AreaCase }
func (*LiftWarning) Area() rules.Area     { return rules.AreaCase }
func (*AdoptPlan) Area() rules.Area       { return rules.AreaPlan }
func (*EndPlan) Area() rules.Area         { return rules.AreaPlan }
func (*GiveOrder) Area() rules.Area       { return rules.AreaCase }
func (*SignOrder) Area() rules.Area       { return rules.AreaOrder }
func (*ReceiveGoods) Area() rules.Area    { return rules.AreaStock }
func (*IssueGoods) Area() rules.Area      { return rules.AreaIssue }
func (*AddOfficer) Area() rules.Area      { return rules.AreaOfficer }
func (*SetPIN) Area() rules.Area          { return rules.AreaSelf }
func (*SetRoles) Area() rules.Area        { return rules.AreaOfficer }
func (*RetireOfficer) Area() rules.Area   { return rules.AreaOfficer }
func (*Import) Area() rules.Area          { return rules.AreaOfficer }
func (*SetClock) Area() rules.Area        { return rules.AreaStaff }
