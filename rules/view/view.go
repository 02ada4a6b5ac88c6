// Package view holds the read models: plain structs that a page or a verb shows. Board,
// Stock, Lists and the page of a case are computed once for a journal sequence, a minute and
// an audience, and shared by all its sessions: nobody changes one. The lists of cases and
// calls, a handover, who is on duty, the log and what has changed are computed for each reader. What a person may not
// do stands in Can with its reason, from the same function that the command asks.
package view

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
)

// Can maps an act to why it is refused; a nil reason, or no entry, allows it.
type Can map[string]*rules.Error

// Stamp says of what moment a model speaks.
type Stamp struct {
	Seq uint64    `json:"seq"`
	Now time.Time `json:"now"`
}

// Duty is who is on duty and until when.
type Duty struct {
	Shift    *rules.Shift `json:"shift,omitempty"` // nil: nobody has taken the desk
	Main     string       `json:"main"`            // names
	Leader   string       `json:"leader"`
	Deputies []string     `json:"deputies,omitempty"`
	Standby  []string     `json:"standby,omitempty"` // who may be called in now, by the published roster
	Late     bool         `json:"late"`              // past its end, not handed over

	Next *roster.Turn `json:"next,omitempty"` // that the published roster has after it, or now where nobody is on duty
}

// Season is an operation in force and how far it is.
type Season struct {
	Operation rules.Operation `json:"operation"`
	Title     text.Text       `json:"title"`
	Day       int             `json:"day"` // n of Days, 1-based; 0 outside
	Days      int             `json:"days"`
}

// DueRow is one line of the board: the worst open matter of one source.
type DueRow struct {
	Key     string                `json:"key"`            // case/C…, call/T…, order/O…, handover/…, referral/R…, patrol/Q…, report/<kind>
	Case    string                `json:"case,omitempty"` // where a referral is seen to
	State   rules.ObligationState `json:"state"`
	Due     *time.Time            `json:"due,omitempty"`
	What    text.Text             `json:"what"`    // what must be done
	Subject text.Text             `json:"subject"` // whom or where
	More    int                   `json:"more"`    // further open obligations of the same source
	Code    string                `json:"code,omitempty"`
	Clauses []string              `json:"clauses,omitempty"`
	On      string                `json:"on,omitempty"`     // of a paper: the case/C… or handover/H… it was printed from
	Danger  bool                  `json:"danger,omitempty"` // of a case: a person in grave danger and not yet settled; it stands first
}

// AskRow is a fact that must still be asked on an open case.
type AskRow struct {
	Case     string         `json:"case"`
	Subject  text.Text      `json:"subject"`
	Question rules.Question `json:"question"`
}

// ShortRow is an item below its minimum, or a lot about to expire.
type ShortRow struct {
	Item    string     `json:"item"`
	Unit    string     `json:"unit"`
	OnHand  int64      `json:"on_hand"`
	Min     int64      `json:"min"`
	Expires rules.Date `json:"expires,omitempty"` // of the lot that expires first, when within 30 days
}

// Board answers without a key: who is on duty until when, what is due and how late, the
// weather, what is short, what must still be asked.
type Board struct {
	Stamp
	Town      string          `json:"town"`
	Duty      Duty            `json:"duty"`
	Seasons   []Season        `json:"seasons"` // in force, then those that lie ahead
	Warnings  []rules.Warning `json:"warnings"`
	Todo      int             `json:"todo"`
	Overdue   int             `json:"overdue"`
	OpenCases int             `json:"open_cases"`
	OpenCalls int             `json:"open_calls"`
	Rows      []DueRow        `json:"rows"` // most urgent first
	Asks      []AskRow        `json:"asks"`
	Short     []ShortRow      `json:"short"`
	PlanFault *PlanFault      `json:"plan_fault,omitempty"`        // the first of what is wrong with own plans
	Out       []OutRow        `json:"out"`                         // who is out, the longest first
	Handover  *rules.Handover `json:"handover,omitempty"`          // drafted or presented, not yet accepted
	Returned  bool            `json:"handover_returned,omitempty"` // it was sent back, and is to be drawn up again
	Slips     bool            `json:"-"`                           // somebody has still to answer a swap slip
	Unread    int             `json:"unread,omitempty"`            // logs of shifts that no leader has read, for those who may
	Unsure    []int           `json:"days_off_unknown,omitempty"`  // years without a notice of days off on which a line's workday rests
	ClockOff  time.Duration   `json:"clock_offset,omitempty"`
	Can       Can             `json:"can"`
}

// Event is one line of a case's or the desk's timeline. Code is the journal's, Seq the entry
// that it tells of; with Ref they tell it from every other.
type Event struct {
	Seq  uint64    `json:"seq"`
	At   time.Time `json:"at"`
	By   string    `json:"by"` // name
	Code string    `json:"code"`
	What text.Text `json:"what"`
	Text string    `json:"text,omitempty"` // words as written
	Ref  string    `json:"ref,omitempty"`  // the note, move, order, call or obligation that it speaks of
}

// GoodsRow is goods given for a case.
type GoodsRow struct {
	Move rules.Move `json:"move"`
	Item string     `json:"item"`
	Unit string     `json:"unit"`
	From string     `json:"from"`
	Lot  string     `json:"lot"`
	Kit  text.Text  `json:"kit,omitzero"`  // of which it is a line
	For  text.Text  `json:"for,omitzero"`  // what stood in the kit in its place
	Line text.Text  `json:"line,omitzero"` // rules.Move.Line of goods given
	Left []LeftRow  `json:"left,omitempty"`
}

// LeftRow is a line of a kit that was left out on purpose.
type LeftRow struct {
	What   text.Text `json:"what"`
	Reason string    `json:"reason"`
}

// Case is the case page.
type Case struct {
	Stamp
	Case        rules.Case         `json:"case"`
	Subject     text.Text          `json:"subject"` // who, in a few words
	Obligations []rules.Obligation `json:"obligations"`
	Ask         []rules.Question   `json:"ask"`
	Calls       []rules.Call       `json:"calls"`
	Orders      []rules.Order      `json:"orders"`
	Goods       []GoodsRow         `json:"goods"` // that stand given
	Referrals   []Referral         `json:"referrals"`
	Timeline    []Event            `json:"timeline"`
	Numbers     []rules.Agency     `json:"numbers"`                // whom to ring for what is open, most urgent first; then villages and officers, under their ids
	Papers      []rules.Paper      `json:"papers"`                 // printed from it, oldest first
	FollowUps   []rules.FollowUp   `json:"followups,omitempty"`    // oldest first
	Records     []rules.Record     `json:"records,omitempty"`      // oldest first
	Hints       []rules.Hint       `json:"hints,omitempty"`        // to think of before closing; they stop nothing
	FirstAction *time.Time         `json:"first_action,omitempty"` // P7.2.33
	Closing     []rules.Block      `json:"closing,omitempty"`      // all that stands in the way of closing it
	Shelters    []Shelter          `json:"shelters,omitempty"`     // where a person can be taken in
	Archive     []SlotRow          `json:"archive"`                // the four slots (P1.4.16)
	Merged      []Merged           `json:"merged,omitempty"`
	Responses   []rules.Response   `json:"responses"`
	Responsible Responsible        `json:"responsible"`
	// Can is by command code, act/<code>, waive/<code> and revoke/<code> for each obligation,
	// and for each record of the timeline call.amend/<id>, call.reopen/<id>, note.strike/<id>,
	// order.strike/<id> and stock.reverse/<id>; of a referral the code of a step/<id> says
	// whether that step may be taken back; for papers paper.print/<kind>,
	// paper.mark/<id>/<step> and paper.void/<id>; archive.detach/<id> for an
	// attachment, and archive.export/minor for exporting with a reason; case.split/<id> for
	// what was merged into it; record.finish/<id> and record.back/<id> for its further records; case.close/over for closing over what is
	// open; of team n the code of a step/n, and case.back/n for its last one.
	Can Can `json:"can"`
}

// Shelter is a shelter with who is in it. Free is how many beds are free, nil where nobody
// has written down how many there are.
type Shelter struct {
	Place rules.Place `json:"place"`
	In    []Sheltered `json:"in"`
	Free  *int        `json:"free,omitempty"`
	Over  int         `json:"over,omitempty"` // how many are in it beyond its beds (超员)
}

// Sheltered is a person in a shelter.
type Sheltered struct {
	Case    string    `json:"case"`
	Subject text.Text `json:"subject"`
	Since   time.Time `json:"since"`
}

// FollowUp is a visit as a list shows it; By of the record is a name.
type FollowUp struct {
	FollowUp rules.FollowUp `json:"followup"`
	Subject  text.Text      `json:"subject"`
}

// Responsible is who answers for a case, with the name of the officer.
type Responsible struct {
	rules.Responsible
	Name string `json:"name,omitempty"` // of the first receiver
}

// OutRow is a team that is out. Masked, it says only where and since when.
type OutRow struct {
	Case    string    `json:"case,omitempty"`
	Team    int       `json:"team,omitempty"`
	Patrol  string    `json:"patrol,omitempty"` // in place of a case and its team
	Who     string    `json:"who,omitempty"`
	Vehicle string    `json:"vehicle,omitempty"`
	Place   string    `json:"place,omitempty"`
	Since   time.Time `json:"since"` // when it was sent; a patrol, when it was last heard of
	What    text.Text `json:"what,omitzero"`
}

// Referral is a referral as a page or a list shows it. In its steps names stand for
// officers. What is awaited, how that stands and by when say nothing of one at its end.
type Referral struct {
	Referral rules.Referral        `json:"referral"`
	Phones   []string              `json:"phones,omitempty"` // of the agency, in the order to try them
	Subject  text.Text             `json:"subject"`          // whom or what
	What     text.Text             `json:"what,omitzero"`    // what is awaited
	State    rules.ObligationState `json:"state,omitempty"`
	Due      *time.Time            `json:"due,omitempty"`
	Can      Can                   `json:"can"` // by command code
}

// CaseRow is a line of the case list.
type CaseRow struct {
	ID       string                `json:"id"`
	State    rules.CaseState       `json:"state"`
	Kind     rules.CaseKind        `json:"kind"`
	Subject  text.Text             `json:"subject"`
	Place    string                `json:"place"`
	OpenedAt time.Time             `json:"opened_at"`
	Worst    rules.ObligationState `json:"worst,omitempty"`
	Due      *time.Time            `json:"due,omitempty"`
	What     text.Text             `json:"what,omitzero"`
	Outcome  rules.Outcome         `json:"outcome,omitempty"`
	Same     string                `json:"same,omitempty"`   // the case it was merged into
	Merged   []string              `json:"merged,omitempty"` // of an open case, the numbers that lead to it
}

// StockRow is one item at one place.
type StockRow struct {
	Item  rules.Item  `json:"item"`
	Place rules.Place `json:"place"`
	Qty   int64       `json:"qty"`
	Lots  []LotRow    `json:"lots"` // earliest expiry first
}

// LotRow is a lot at a place.
type LotRow struct {
	Lot rules.Lot `json:"lot"`
	Qty int64     `json:"qty"`
}

// Stock is what lies where.
type Stock struct {
	Stamp
	Rows  []StockRow `json:"rows"`
	Short []ShortRow `json:"short"`
	Kits  []KitRow   `json:"kits"`
	Can   Can        `json:"can"`
}

// KitRow is a kit that can be given, with what lies where for each of its lines.
type KitRow struct {
	Kit    rules.Kit     `json:"kit"`
	Offers []rules.Offer `json:"offers"`
}

// Usable is how many of the row may still be given on a day.
func (r *StockRow) Usable(day rules.Date) int64 {
	n := r.Qty
	for _, l := range r.Lots {
		if l.Lot.Expires != "" && l.Lot.Expires < day {
			n -= l.Qty
		}
	}
	return n
}

// Heaps are the rows as what may be given from them today.
func (s *Stock) Heaps() []rules.Heap {
	var out []rules.Heap
	for i := range s.Rows {
		r := &s.Rows[i]
		out = append(out, rules.Heap{Item: r.Item, Place: r.Place, Qty: r.Usable(rules.DateOf(s.Now))})
	}
	return out
}

// KitRows lays what is there beside the lines of the kits. Items are those in use.
func (s *Stock) KitRows(kits []rules.Kit, items []rules.Item) []KitRow {
	rows, heaps := []KitRow{}, s.Heaps()
	for _, k := range kits {
		rows = append(rows, KitRow{Kit: k, Offers: k.Offers(items, heaps)})
	}
	return rows
}

// Change is a line that differs between what was presented and what is live now.
type Change struct {
	Kind string      `json:"kind"` // added, gone, changed
	Old  *rules.Line `json:"old,omitempty"`
	New  *rules.Line `json:"new,omitempty"`
}

// Said is what changed, in words.
func (c Change) Said() text.Text { return rules.LineChange(c).Said() }

// Handover is the handover page: the record, the live lines, what changed since it was
// presented, and Mark, the digest of the live lines that AcceptHandover wants back.
type Handover struct {
	Stamp
	Handover rules.Handover    `json:"handover"`
	Shift    rules.Shift       `json:"shift"`
	Live     []rules.Line      `json:"live"`    // equal to Handover.Lines once accepted
	Changes  []Change          `json:"changes"` // since presented
	Mark     string            `json:"mark"`
	Waiting  text.Text         `json:"waiting,omitzero"` // who is late and since when
	Names    map[string]string `json:"names"`            // officer id → name
	Papers   []rules.Paper     `json:"papers"`
	Readings []rules.Reading   `json:"readings,omitempty"` // of a sheet of the past: the marks on the log of its shift
	Can      Can               `json:"can"`                // with those of papers as on a case
}

// Lists is what forms choose from.
type Lists struct {
	Officers []rules.Officer `json:"officers"`
	Villages []rules.Village `json:"villages"`
	Agencies []rules.Agency  `json:"agencies"`
	Places   []rules.Place   `json:"places"`
	Items    []rules.Item    `json:"items"`
}

// Register is every list as it stands, what is retired among it: what the set-up pages
// show and change.
type Register struct {
	Stamp
	Officers []rules.Officer `json:"officers"`
	Villages []rules.Village `json:"villages"`
	Agencies []rules.Agency  `json:"agencies"`
	Places   []rules.Place   `json:"places"`
	Items    []rules.Item    `json:"items"`
	Kits     []rules.Kit     `json:"kits"` // those of the plans in force first, which nobody changes
	Can      Can             `json:"can"`  // by command code; list.retire/<list> for each list, both ways
}

// SettingRow is a setting as it stands. Operation is "" for the desk's own; Value is what
// holds, Set that somebody set it. Clause and From say where the default comes from.
type SettingRow struct {
	Operation string        `json:"operation,omitempty"`
	Name      string        `json:"name"`
	Label     text.Text     `json:"label"`
	Help      text.Text     `json:"help,omitzero"`
	Unit      text.Text     `json:"unit,omitzero"`
	Options   []rules.Named `json:"options,omitempty"` // of a choice; none for a figure
	Value     string        `json:"value"`
	Default   string        `json:"default"`
	Set       bool          `json:"set"`
	List      bool          `json:"list,omitempty"` // Value is a list of names, divided by 、
	Clause    string        `json:"clause,omitempty"`
	From      text.Text     `json:"from"`
}

// Settings are the settings of the desk and of the operations that are not over.
type Settings struct {
	Stamp
	Rows []SettingRow `json:"rows"`
	Can  Can          `json:"can"` // setting.set for those of an operation, setting.set/desk for the desk's own
}

// MoveRow is a move of goods with the names of what it names. Back is why it cannot be taken
// back, nil when it can.
type MoveRow struct {
	Move rules.Move   `json:"move"`
	Item string       `json:"item"`
	Unit string       `json:"unit"`
	Lot  string       `json:"lot"`
	From string       `json:"from"` // "" outside: a supplier
	To   string       `json:"to"`   // "" outside: a person
	By   string       `json:"by"`
	Line text.Text    `json:"line,omitzero"` // rules.Move.Line of goods given
	Left []LeftRow    `json:"left,omitempty"`
	Back *rules.Error `json:"back,omitempty"`
}
