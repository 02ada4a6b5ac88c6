package rules

import (
	"slices"
	"strings"

	"dutydesk/rules/text"
)

// Register is a kind of list that the plans have a township keep (台账): what a row of it
// says, by which steps it goes, and which rule of a plan a row is held against. Package plan
// reads them from registers/*.yaml.
type Register struct {
	ID      string          `json:"list"`
	Text    text.Text       `json:"text"`
	Clauses []string        `json:"clauses"`         // why it is kept
	Plans   []string        `json:"plans,omitempty"` // offered first while one of them is in force; none: always
	Holds   Holds           `json:"holds"`
	Fields  []RegisterField `json:"fields"`
	States  []RegisterState `json:"states"`
	Rules   []RegisterRule  `json:"rules,omitempty"`
	Checks  []RegisterCheck `json:"checks,omitempty"`
	Unique  [][]string      `json:"unique,omitempty"` // fields that no two rows share; said, never refused
	NotWith []NotWith       `json:"not_with,omitempty"`
	Counts  []RegisterCount `json:"counts,omitempty"`
}

// Holds is what a row of a register is about. Rows about persons are masked for those for
// whom persons are Hidden.
type Holds string

const (
	HoldsPerson    Holds = "person"
	HoldsHousehold Holds = "household"
	HoldsUnit      Holds = "unit"
	HoldsEvent     Holds = "event"
	HoldsThing     Holds = "thing"
)

// Personal says that a row is about persons.
func (h Holds) Personal() bool { return h == HoldsPerson || h == HoldsHousehold }

// FieldType is what a field of a row takes. Its value is kept as a string: a date as
// 2026-12-01, a moment as RFC 3339, money in fen, a yes or no as yes, no and "" for unknown,
// choices joined by commas in the order of the register.
type FieldType string

const (
	FieldText     FieldType = "text"
	FieldNote     FieldType = "note"
	FieldDate     FieldType = "date"
	FieldMoment   FieldType = "moment"
	FieldMoney    FieldType = "money"
	FieldNumber   FieldType = "number"
	FieldYesNo    FieldType = "yesno"
	FieldChoice   FieldType = "choice"
	FieldChoices  FieldType = "choices"
	FieldVillage  FieldType = "village" // id of a village of the lists
	FieldPlace    FieldType = "place"   // id of a place of the lists, else as it was said
	FieldOfficer  FieldType = "officer" // id of an officer, else a name
	FieldOfficers FieldType = "officers"
	FieldAgency   FieldType = "agency" // id of an agency of the lists, else as it was said
	FieldPhone    FieldType = "phone"
	FieldIDNo     FieldType = "idno"
	FieldName     FieldType = "name"
	FieldRecord   FieldType = "record" // id of a record of this desk
)

// FieldTypes are the types, as a file of registers writes them.
var FieldTypes = []FieldType{FieldText, FieldNote, FieldDate, FieldMoment, FieldMoney, FieldNumber, FieldYesNo, FieldChoice, FieldChoices,
	FieldVillage, FieldPlace, FieldOfficer, FieldOfficers, FieldAgency, FieldPhone, FieldIDNo, FieldName, FieldRecord}

// RegisterField is one field of a register's rows.
type RegisterField struct {
	Code    string    `json:"code"`
	Type    FieldType `json:"type"`
	Need    bool      `json:"need,omitempty"`
	Text    text.Text `json:"text"`
	Of      []Named   `json:"of,omitempty"`      // of a choice and of choices
	Min     int64     `json:"min,omitempty"`     // of a number, and of money in fen
	Max     int64     `json:"max,omitempty"`     // the same; 0: none of its own
	Due     bool      `json:"due,omitempty"`     // of a date: something is to be done by it, while the row is not ended
	Hide    bool      `json:"hide,omitempty"`    // masked besides names, telephones and ID numbers
	Clauses []string  `json:"clauses,omitempty"` // what asks for the field
}

// Personal says that the field is masked for those for whom persons are Hidden, in a
// register about persons.
func (f *RegisterField) Personal() bool {
	return f.Hide || f.Type == FieldName || f.Type == FieldPhone || f.Type == FieldIDNo
}

// RegisterState is a state of a row. A row begins in the first; each is entered once.
type RegisterState struct {
	Code    string        `json:"state"`
	Text    text.Text     `json:"text"`
	After   []string      `json:"after,omitempty"`   // the states that it follows; the loader fills in the one before
	Needs   []string      `json:"needs,omitempty"`   // fields without which it is refused
	Asks    []RegisterAsk `json:"asks,omitempty"`    // what they have to say
	Dated   bool          `json:"date,omitempty"`    // it has a day of its own, asked for at the step
	Final   bool          `json:"final,omitempty"`   // it ends the row
	Out     bool          `json:"out,omitempty"`     // the row counts no more: refused, withdrawn
	Noted   bool          `json:"note,omitempty"`    // a note is needed
	Clauses []string      `json:"clauses,omitempty"` // what asks for the step; for the refusal of what it needs
}

// RegisterRule holds a row against an op of `plan ask` (docs/plan-questions.md).
type RegisterRule struct {
	Op    string         `json:"op"`
	Plan  string         `json:"plan"`
	List  string         `json:"checklist,omitempty"` // of the op checklist
	Stage []RegisterStep `json:"at,omitempty"`        // the states that it judges the entry of; none: always judged
	Where []RegisterWord `json:"where,omitempty"`     // only rows that say all of this
	From  []RegisterFact `json:"from"`
}

// RegisterWord is a field that has one of these values.
type RegisterWord struct {
	Field string   `json:"field"`
	Is    []string `json:"is"`
}

// Fits says whether a row says it.
func (w *RegisterWord) Fits(row *Row) bool {
	return slices.ContainsFunc(strings.Split(row.Fields[w.Field], ","), func(v string) bool { return v != "" && slices.Contains(w.Is, v) })
}

// CheckAs is what a broken check does.
type CheckAs string

const (
	CheckRefuses CheckAs = "refuse" // the state is not entered
	CheckNotes   CheckAs = "note"   // it is entered with a note
	CheckWarns   CheckAs = "warn"
)

// RegisterCheck holds a row against what a clause asks of its own fields, at the entry of
// states. It is broken where the row says all of Where and what follows is not so; where
// nothing follows, by Where alone. It is held while the plan of one of its clauses is in
// force, and where no plan of the register is.
type RegisterCheck struct {
	Code    string         `json:"code"`
	Text    text.Text      `json:"text"`
	Clauses []string       `json:"clauses"`
	Reading string         `json:"reading,omitempty"`
	As      CheckAs        `json:"as"`
	At      []string       `json:"at"`
	Where   []RegisterWord `json:"where,omitempty"`
	Field   string         `json:"field,omitempty"`
	All     bool           `json:"all,omitempty"`    // Field has every one of its choices
	Each    *int64         `json:"each,omitempty"`   // Field is this much, money in fen …
	Times   string         `json:"times,omitempty"`  // … times what this field says
	Most    *int64         `json:"most,omitempty"`   // Field is no more than this
	Same    string         `json:"same,omitempty"`   // Field says what this one says
	Tier    bool           `json:"tier,omitempty"`   // Field is the tier of the rule grant
	After   string         `json:"after,omitempty"`  // this state was entered
	Unless  string         `json:"unless,omitempty"` // a field that settles it where it is filled in
}

// RegisterStep is a state and the op's step that it is, where the op has steps.
type RegisterStep struct {
	State string `json:"state"`
	Step  string `json:"step,omitempty"`
}

// RegisterFact says whence a fact of an op comes: from a field, from a state that was
// entered, or always the same.
type RegisterFact struct {
	Fact  string `json:"fact"` // application.reason is a part of an object
	Field string `json:"field,omitempty"`
	State string `json:"state,omitempty"`
	Value string `json:"value,omitempty"`
	List  bool   `json:"as_list,omitempty"` // one value stands as a list of one
}

// NotWith refuses a row whose person stands in another register too, by these fields.
type NotWith struct {
	Register string    `json:"list"`
	Fields   []string  `json:"fields"`
	Clauses  []string  `json:"clauses"`
	Warn     bool      `json:"warn,omitempty"` // said, not refused: the text is silent
	Reading  string    `json:"reading,omitempty"`
	Text     text.Text `json:"text"`
}

// RegisterCount is a figure that a plan wants kept over the rows that are not struck.
type RegisterCount struct {
	Text    text.Text `json:"text"`
	Clauses []string  `json:"clauses"`
	Per     string    `json:"per,omitempty"`   // a field: one figure for each of its values; every village of the lists for a village
	Sum     string    `json:"sum,omitempty"`   // a money or number field; none: the rows are counted
	Where   string    `json:"where,omitempty"` // a field that has …
	Is      []string  `json:"is,omitempty"`    // … one of these values
	From    string    `json:"from,omitempty"`  // counted from this state on
	Min     *int64    `json:"min,omitempty"`   // money in fen
	Max     *int64    `json:"max,omitempty"`
	Said    *int64    `json:"said,omitempty"`    // what the text counted for its own township: shown, binds no other
	Less    []Less    `json:"less,omitempty"`    // taken off the sum
	Until   string    `json:"until,omitempty"`   // Max binds once every row counted has entered this state
	Reading string    `json:"reading,omitempty"` // register id where the figure turns on a reading
}

// Less is a field whose sum is taken off a figure: of the rows counted, or, of another
// register, of those that have entered From.
type Less struct {
	Register string `json:"list,omitempty"`
	Field    string `json:"field"`
	From     string `json:"from,omitempty"`
}

// Field is the field of that code.
func (r *Register) Field(code string) (*RegisterField, bool) {
	i := slices.IndexFunc(r.Fields, func(f RegisterField) bool { return f.Code == code })
	if i < 0 {
		return nil, false
	}
	return &r.Fields[i], true
}

// State is the state of that code.
func (r *Register) State(code string) (*RegisterState, bool) {
	i := slices.IndexFunc(r.States, func(s RegisterState) bool { return s.Code == code })
	if i < 0 {
		return nil, false
	}
	return &r.States[i], true
}

// Funds is the money set aside for the grants of a plan against what is planned, in fen.
type Funds struct {
	Text     text.Text `json:"text"`
	Fund     int64     `json:"fund"`
	Total    int64     `json:"total"`
	Over     int64     `json:"over"` // what exceeds it
	Stop     bool      `json:"stop"` // the text is silent: stop and ask
	Words    text.Text `json:"words,omitzero"`
	Clauses  []string  `json:"clauses"`
	Readings []string  `json:"readings,omitempty"`
}
