package rules

import (
	"slices"
	"time"

	"dutydesk/rules/text"
)

// Row is one line of a register (台账登记). Its fields are in the form of their FieldType; a
// field that is not there is not known.
type Row struct {
	ID       string            `json:"id"` // G20261124-0007
	Register string            `json:"register"`
	Fields   map[string]string `json:"fields"`
	State    string            `json:"state"`
	Steps    []RowStep         `json:"steps"` // write-once, the first is the entry
	Struck   *TakenBack        `json:"struck,omitempty"`
	Meta
}

// RowStep is one state that a row entered.
type RowStep struct {
	State string     `json:"state"`
	On    Date       `json:"on,omitempty"` // the day that it happened, of a state that has one
	At    time.Time  `json:"at"`           // when it was written down
	By    string     `json:"by"`
	Note  string     `json:"note,omitempty"`
	Back  *TakenBack `json:"back,omitempty"` // it was taken back, and why
	Seq   uint64     `json:"seq"`
}

// Finding is something that a rule says of a row.
type Finding struct {
	Code    string    `json:"code"`
	Text    text.Text `json:"text"`
	Clauses []string  `json:"clauses,omitempty"`
}

// Verdict is what the rules of a register say of a row.
type Verdict struct {
	Missing  []Finding `json:"missing,omitempty"`  // the step is refused
	Breaches []Finding `json:"breaches,omitempty"` // it happened, and needs a note
	Warnings []Finding `json:"warnings,omitempty"`
	Tier     string    `json:"tier,omitempty"`
	TierText text.Text `json:"tier_text,omitzero"`
	Amount   *int64    `json:"amount,omitempty"` // of the tier or the standard, in fen
	Owner    string    `json:"owner,omitempty"`
	Review   bool      `json:"review,omitempty"` // 需核定: a reading of the text decides it
	Readings []string  `json:"readings,omitempty"`
	Clauses  []string  `json:"clauses,omitempty"`
	Ask      []string  `json:"ask,omitempty"` // facts that could change it
}

// Refusal is why a step may not be taken, nil where nothing is missing.
func (v *Verdict) Refusal() *Error {
	if len(v.Missing) == 0 {
		return nil
	}
	words, clause := findings(v.Missing)
	return &Error{Kind: Precondition, Field: v.Missing[0].Code, Clause: clause, Text: text.Text{ZH: "还缺: %[1]s。", EN: "Still missing: %[1]s."}.With(words)}
}

// Unexplained refuses a breach without a note: it can be written down, and why.
func (v *Verdict) Unexplained(note string) *Error {
	if len(v.Breaches) == 0 || note != "" {
		return nil
	}
	words, clause := findings(v.Breaches)
	return &Error{Kind: Precondition, Field: "note", Clause: clause, Text: text.Text{ZH: "%[1]s。要写明原因才能登记。", EN: "%[1]s. It can be entered with the reason."}.With(words)}
}

func findings(all []Finding) (words []text.Text, clause string) {
	for _, f := range all {
		words = append(words, f.Text)
		if clause == "" && len(f.Clauses) > 0 {
			clause = f.Clauses[0]
		}
	}
	return words, clause
}

// Entered says whether the row is, or was on its way, in a state.
func (r *Row) Entered(state string) bool {
	return slices.ContainsFunc(r.Steps, func(s RowStep) bool { return s.State == state && s.Back == nil })
}

// Ended says that nothing is to be done with the row any more.
func (r *Row) Ended(reg *Register) bool {
	s, ok := reg.State(r.State)
	return r.Struck != nil || ok && s.Final
}

// Next are the states that the row may enter now.
func (r *Row) Next(reg *Register) []RegisterState {
	if r.Ended(reg) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(reg.States), func(s RegisterState) bool { return !slices.Contains(s.After, r.State) })
}

// Put writes the fields of a row: of a new one, which begins in the first state, or of one
// that was seen. Refused: a struck row; a field that the register or a state that the row
// has entered needs.
func (r *Row) Put(reg *Register, fields map[string]string, first RowStep) *Error {
	if r.Struck != nil {
		return r.gone()
	}
	for _, f := range reg.Fields {
		if f.Need && fields[f.Code] == "" {
			return need(f, f.Clauses)
		}
	}
	for _, s := range reg.States {
		if r.Entered(s.Code) {
			if e := needed(reg, &s, fields); e != nil {
				return e
			}
		}
	}
	r.Fields = fields
	if len(r.Steps) == 0 {
		first.State = reg.States[0].Code
		if e := needed(reg, &reg.States[0], fields); e != nil {
			return e
		}
		r.State, r.Steps = first.State, []RowStep{first}
	}
	return nil
}

func needed(reg *Register, s *RegisterState, fields map[string]string) *Error {
	for _, code := range s.Needs {
		if f, ok := reg.Field(code); ok && fields[code] == "" {
			return need(*f, append(slices.Clone(f.Clauses), s.Clauses...))
		}
	}
	return lacking(reg, s, fields)
}

func need(f RegisterField, clauses []string) *Error {
	words := text.Text{ZH: "要写%[1]s。", EN: "Give: %[1]s."}
	switch f.Type {
	case FieldChoice, FieldYesNo, FieldVillage:
		words = text.Text{ZH: "请选%[1]s。", EN: "Choose: %[1]s."}
	case FieldChoices:
		words = text.Text{ZH: "还缺: %[1]s。", EN: "Still missing: %[1]s."}
	}
	e := &Error{Kind: Invalid, Field: "fields." + f.Code, Text: words.With(f.Text)}
	if len(clauses) > 0 {
		e.Clause = clauses[0]
	}
	return e
}

func (r *Row) gone() *Error {
	return Refuse(text.Text{ZH: "%[1]s 已划去, 先恢复。", EN: "%[1]s was struck out; bring it back first."}.With(r.ID), "")
}

// Step enters a state. What a rule of a plan says of it is the caller's to ask. Refused: a
// struck row, a state that does not follow, a field that it needs, a day or note that is
// missing, a day to come, one before the steps that stand or a year before the entry.
func (r *Row) Step(reg *Register, step RowStep, now time.Time) *Error {
	if r.Struck != nil {
		return r.gone()
	}
	s, ok := reg.State(step.State)
	if !ok {
		return Bad("state", text.Text{ZH: "%[2]s没有状态 %[1]s。", EN: "%[2]s has no state %[1]s."}.With(step.State, reg.Text))
	}
	if !slices.ContainsFunc(r.Next(reg), func(n RegisterState) bool { return n.Code == s.Code }) {
		at, _ := reg.State(r.State)
		e := &Error{Kind: Precondition, Field: "state", Text: text.Text{ZH: "现在是%[1]s, 下一步不是%[2]s。", EN: "It is at: %[1]s. The next step is not: %[2]s."}.With(at.Text, s.Text)}
		if len(s.Clauses) > 0 {
			e.Clause = s.Clauses[0]
		}
		return e
	}
	if e := needed(reg, s, r.Fields); e != nil {
		return e
	}
	switch {
	case s.Dated && step.On == "":
		step.On = DateOf(now)
	case step.On > DateOf(now):
		return Bad("on", text.Text{ZH: "日期 %[1]s 还没有到。", EN: "The day %[1]s has not come yet."}.With(string(step.On)))
	}
	if e := r.early(step.On); e != nil {
		return e
	}
	if s.Noted && step.Note == "" {
		return Bad("note", text.Text{ZH: "%[1]s要写说明。", EN: "%[1]s: say why."}.With(s.Text))
	}
	if v := (Verdict{Breaches: r.Unusual(reg, s)}); step.Note == "" {
		if e := v.Unexplained(""); e != nil {
			return e
		}
	}
	r.State, r.Steps = s.Code, append(r.Steps, step)
	return nil
}

// early refuses a day before that of a step that stands, or over a year before the entry.
func (r *Row) early(on Date) *Error {
	if on == "" || len(r.Steps) == 0 {
		return nil
	}
	for _, s := range r.Steps {
		if s.Back == nil && on < s.On {
			return Bad("on", text.Text{ZH: "日期 %[1]s 早于上一步 (%[2]s)。", EN: "The day %[1]s is before that of the step before (%[2]s)."}.With(string(on), string(s.On)))
		}
	}
	if floor := DateOf(r.Steps[0].At.AddDate(-1, 0, 0)); !r.Steps[0].At.IsZero() && on < floor {
		return Bad("on", text.Text{ZH: "日期 %[1]s 太早, 不能早于 %[2]s。", EN: "The day %[1]s is too early: not before %[2]s."}.With(string(on), string(floor)))
	}
	return nil
}

// Last is the step that can be taken back, nil where there is only the entry.
func (r *Row) Last() *RowStep {
	for i := len(r.Steps) - 1; i > 0; i-- {
		if r.Steps[i].Back == nil {
			return &r.Steps[i]
		}
	}
	return nil
}

// Back takes the last step back. Refused: the entry itself, which is struck.
func (r *Row) Back(why TakenBack) *Error {
	if r.Struck != nil {
		return r.gone()
	}
	s := r.Last()
	if s == nil {
		return Refuse(text.Text{ZH: "只有登记这一步, 不要了就划去。", EN: "There is only its entry: strike the row out."}, "")
	}
	s.Back = &why
	for i := len(r.Steps) - 1; i >= 0; i-- {
		if r.Steps[i].Back == nil {
			r.State = r.Steps[i].State
			break
		}
	}
	return nil
}

// Strike takes a row off its list; it stays to be read.
func (r *Row) Strike(why TakenBack) *Error {
	if r.Struck != nil {
		return Refuse(text.Text{ZH: "%[1]s 已经划去。", EN: "%[1]s is struck out already."}.With(r.ID), "")
	}
	r.Struck = &why
	return nil
}

// Restore brings a struck row back.
func (r *Row) Restore() *Error {
	if r.Struck == nil {
		return Refuse(text.Text{ZH: "%[1]s 没有划去。", EN: "%[1]s is not struck out."}.With(r.ID), "")
	}
	r.Struck = nil
	return nil
}
