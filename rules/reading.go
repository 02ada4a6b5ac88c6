package rules

import (
	"slices"
	"time"

	"dutydesk/rules/text"
)

// Span is a run of journal entries, both inside; From 0 is none.
type Span struct {
	From uint64 `json:"from"`
	To   uint64 `json:"to"`
}

// Reading is a leader's mark (阅签, docs/domain.md §9.2) that the log of a shift was read up
// to an entry of the journal. It holds nothing up, may come late, and several leaders may
// each make theirs; one that was taken back stays to be read.
type Reading struct {
	ID       string     `json:"id"` // Y20261124-01
	Shift    string     `json:"shift"`
	By       string     `json:"by"`
	Name     string     `json:"name"` // as they were called then
	Upto     uint64     `json:"upto"`
	At       time.Time  `json:"at"`
	Words    string     `json:"words,omitempty"`
	Struck   string     `json:"struck,omitempty"` // why it was taken back
	StruckAt *time.Time `json:"struck_at,omitempty"`
	Meta
}

// Serves says that an officer is of the crew: its leader, its main officer or a deputy.
func (s *Shift) Serves(officer string) bool {
	return s.Main == officer || s.Leader == officer || slices.Contains(s.Deputies, officer)
}

// PaperLog is the kind of a printed duty log. It is drawn anew each time and never recorded:
// nobody signs it, the marks on it stand in the book.
const PaperLog PaperKind = "log"

// Stands says that the mark was not taken back.
func (r *Reading) Stands() bool { return r.Struck == "" }

// ReadUpto is the last entry that anybody's mark reaches, 0 for none.
func ReadUpto(all []Reading) (upto uint64) {
	for i := range all {
		if all[i].Stands() {
			upto = max(upto, all[i].Upto)
		}
	}
	return upto
}

// MayRead decides who may mark the log of the shift as read, whose entries are log: a leader
// or an administrator. Refused (Precondition) when the own mark reaches its end already.
func (s *Shift) MayRead(by Hand, log Span, marks []Reading) *Error {
	if e := May(by.Roles, AreaRead); e != nil {
		return e
	}
	return s.marked(by, log.To, marks)
}

func (s *Shift) marked(by Hand, upto uint64, marks []Reading) *Error {
	for i := range marks {
		if m := &marks[i]; m.Stands() && m.By == by.Officer && m.Upto >= upto {
			return Refuse(text.Text{ZH: "您已于 %[1]s 阅签到这里 (%[2]s)。", EN: "You read it up to here on %[1]s (%[2]s)."}.With(Stamp(m.At), m.ID), "")
		}
	}
	return nil
}

// Read is the mark of by on the log of the shift up to an entry (0: its end), for the caller
// to number. Refused: as MayRead; an entry that is not of this log (Invalid, upto).
func (s *Shift) Read(by Hand, log Span, upto uint64, words string, marks []Reading) (*Reading, *Error) {
	if e := May(by.Roles, AreaRead); e != nil {
		return nil, e
	}
	if upto == 0 {
		upto = log.To
	}
	if upto < log.From || upto > log.To {
		return nil, Bad("upto", text.Text{ZH: "第 %[1]d 条不在 %[2]s 的日志里 (%[3]d 至 %[4]d)。", EN: "Entry %[1]d is not in the log of %[2]s (%[3]d to %[4]d)."}.With(upto, s.ID, log.From, log.To))
	}
	if e := s.marked(by, upto, marks); e != nil {
		return nil, e
	}
	return &Reading{Shift: s.ID, By: by.Officer, Name: by.Name, Upto: upto, At: by.At, Words: words}, nil
}

// MayStrike decides who may take the mark back: whoever made it, once.
func (r *Reading) MayStrike(by Hand) *Error {
	switch {
	case r.Struck != "":
		return Refuse(text.Text{ZH: "%[1]s 已撤回: %[2]s", EN: "%[1]s was taken back: %[2]s"}.With(r.ID, r.Struck), "")
	case r.By != by.Officer:
		return &Error{Kind: Denied, Text: text.Text{ZH: "这是 %[1]s 的阅签, 只能本人撤回。", EN: "This is the mark of %[1]s, who alone may take it back."}.With(r.Name)}
	}
	return nil
}

// Strike takes the mark back with a reason; its words stay to be read.
func (r *Reading) Strike(by Hand, reason string) *Error {
	if e := r.MayStrike(by); e != nil {
		return e
	}
	r.Struck, r.StruckAt = reason, &by.At
	return nil
}
