package view

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Registers are the kinds of lists that the plans have a township keep.
type Registers struct {
	Stamp
	Kinds []RegisterKind `json:"kinds"` // those of a plan in force first, of the other plans last
	Can   Can            `json:"can"`
}

// RegisterKind is one of them.
type RegisterKind struct {
	ID      string    `json:"list"`
	Text    text.Text `json:"text"`
	Clauses []string  `json:"clauses"`
	Plans   []string  `json:"plans,omitempty"`
	InForce bool      `json:"in_force"`
	Rows    int       `json:"rows"`
	Open    int       `json:"open"` // that have not ended
}

// RegisterPage is one register with its rows and the figures that the plans want of it.
type RegisterPage struct {
	Stamp
	Register rules.Register   `json:"register"`
	Rows     []RegisterRow    `json:"rows"`
	Counts   []RegisterFigure `json:"counts"`
	Funds    *rules.Funds     `json:"funds,omitempty"`
	Villages []rules.Named    `json:"-"` // to choose from
	Can      Can              `json:"can"`
}

// RegisterRow is one row, masked for those for whom persons are Hidden.
type RegisterRow struct {
	rules.Row
	Title   text.Text            `json:"title"`
	Kind    text.Text            `json:"kind"`
	Stands  text.Text            `json:"standing"`
	Shown   map[string]text.Text `json:"shown"`
	Verdict rules.Verdict        `json:"verdict"`
	Twice   []string             `json:"twice,omitempty"` // other rows of the same person
	Next    []RegisterNext       `json:"next,omitempty"`
	Masked  bool                 `json:"masked,omitempty"`
	Can     Can                  `json:"can,omitempty"`
}

// RegisterNext is a step that may follow, and why not now.
type RegisterNext struct {
	State   string        `json:"state"`
	Text    text.Text     `json:"text"`
	Dated   bool          `json:"date,omitempty"`
	Noted   bool          `json:"note,omitempty"` // a note is needed, for the step or for what a rule finds
	Not     *rules.Error  `json:"not,omitempty"`
	Verdict rules.Verdict `json:"verdict"`
}

// RegisterFigure is a figure of a register against what a plan wants.
type RegisterFigure struct {
	Text    text.Text `json:"text"`
	Of      text.Text `json:"of,omitzero"` // the village or word that it is of
	Value   int64     `json:"value"`
	Money   bool      `json:"money,omitempty"` // in fen
	Min     *int64    `json:"min,omitempty"`
	Max     *int64    `json:"max,omitempty"`
	Said    *int64    `json:"said,omitempty"` // what the text counted for its own township; binds no other
	Off     bool      `json:"off"`
	Clauses []string  `json:"clauses"`
	Reading string    `json:"reading,omitempty"`
}
