// Package rules is the procedure of a township duty desk in winter: its nouns, the
// steps each may take, and the reasons for a "no". It is pure: no clock, no file, no
// terminal. Time, facts and loaded records come in as arguments; callers keep them.
package rules

import (
	"encoding/json"
	"errors"
	"fmt"

	"dutydesk/rules/text"
)

// Kind says what sort of "no" an Error is. The list is closed: add only at the end.
type Kind int

const (
	Internal     Kind = iota // a fault of the program; the person sees one plain sentence
	Invalid                  // what was typed cannot be right
	NotFound                 // no such record
	Conflict                 // somebody else changed it meanwhile
	Denied                   // this officer may not
	Precondition             // not now: something must happen first
	Damaged                  // the book on disk does not read as it was written
	Unsaved                  // input or output fault: nothing of the request is on disk
	Unknown                  // the outcome could not be learnt; the request id answers it later
)

func (k Kind) String() string {
	return [...]string{"internal", "invalid", "not_found", "conflict", "denied", "precondition", "damaged", "unsaved", "unknown"}[k]
}

// Error is a refusal with its reason. Text is for the person in both languages, Field
// names the field at fault (the JSON name), Clause the plan or regulation it rests on,
// Err the cause for the log.
type Error struct {
	Kind   Kind
	Field  string
	Text   text.Text
	Clause string
	Err    error
	Blocks []Block // of a closing that is refused: every line that stands in the way
}

func (e *Error) Error() string {
	s := e.Kind.String()
	if e.Field != "" {
		s += " " + e.Field
	}
	s += ": " + e.Text.In(text.EN)
	if e.Clause != "" {
		s += " [" + e.Clause + "]"
	}
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	return s
}

// Sentence is the error as the person reads it, with the clause it rests on.
func (e *Error) Sentence() text.Text {
	if e.Clause == "" {
		return e.Text
	}
	return text.Text{ZH: e.Text.In(text.ZH) + " (" + e.Clause + ")", EN: e.Text.In(text.EN) + " (" + e.Clause + ")"}
}

func (e *Error) Unwrap() error { return e.Err }

// MarshalJSON writes what a person may see of it; the cause stays in the log.
func (e *Error) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Kind   string    `json:"kind"`
		Field  string    `json:"field,omitempty"`
		Text   text.Text `json:"text"`
		Clause string    `json:"clause,omitempty"`
		Blocks []Block   `json:"blocks,omitempty"`
	}{e.Kind.String(), e.Field, e.Text, e.Clause, e.Blocks})
}

// KindOf is the Kind of the first *Error in err's chain, Internal for any other error.
func KindOf(err error) Kind {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Kind
	}
	return Internal
}

// AsError is err as an *Error; a foreign error is wrapped as Internal.
func AsError(err error) *Error {
	if err == nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	return &Error{Kind: Internal, Err: err, Text: text.Text{
		ZH: "程序内部出错, 没有保存。请记下时间告诉管理员。", EN: "Internal fault, nothing was saved. Note the time and tell the administrator."}}
}

// OrNil is e as an error that is nil where e is.
func (e *Error) OrNil() error {
	if e == nil {
		return nil
	}
	return e
}

// Bad is an Invalid error on a field.
func Bad(field string, t text.Text) *Error { return &Error{Kind: Invalid, Field: field, Text: t} }

// Missing is a NotFound error for a record of that noun.
func Missing(noun text.Text, id string) *Error {
	return &Error{Kind: NotFound, Text: text.Text{ZH: "没有这个%[1]s: %[2]s", EN: "No such %[1]s: %[2]s"}.With(noun, id)}
}

// Refuse is a Precondition error resting on a clause ("" where it is the product's own).
func Refuse(t text.Text, clause string) *Error {
	return &Error{Kind: Precondition, Text: t, Clause: clause}
}

// Fault wraps a fault of the program for the log.
func Fault(format string, args ...any) *Error { return AsError(fmt.Errorf(format, args...)) }
