package main

import (
	"encoding/json"
	"errors"
	"fmt"

	"dutydesk/cmd/internal/deskd"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/kv"
)

// Exit codes (DESIGN §8).
const (
	exitDone    = 0
	exitRefused = 1 // by a rule
	exitUsage   = 2
	exitHolder  = 3 // who holds the book does not answer
	exitDamaged = 4
	exitFault   = 5 // input or output; nothing half-written
	exitUnknown = 6 // outcome unknown: repeat with the same request id
)

// usageError is a command line that cannot be understood.
type usageError struct{ text text.Text }

func (e *usageError) Error() string { return e.text.In(text.EN) }

func usage(t text.Text) error { return &usageError{t} }

// finished carries an exit code whose reason has been told already.
type finished int

func (f finished) Error() string { return fmt.Sprint("exit ", int(f)) }

// exitCode maps every error of a run to its exit code.
func exitCode(err error) int {
	if code, ok := errors.AsType[finished](err); ok {
		return int(code)
	}
	if _, ok := errors.AsType[*usageError](err); ok {
		return exitUsage
	}
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, kv.ErrLocked), errors.Is(err, deskd.ErrSilent), errors.Is(err, deskd.ErrVersion):
		return exitHolder
	}
	switch rules.KindOf(err) {
	case rules.Invalid, rules.NotFound, rules.Conflict, rules.Denied, rules.Precondition:
		return exitRefused
	case rules.Damaged:
		return exitDamaged
	case rules.Unknown:
		return exitUnknown
	}
	return exitFault // Unsaved and Internal
}

// problem is an error as JSON on the standard error.
type problem struct {
	Error   string `json:"error"`
	Kind    string `json:"kind"`
	Field   string `json:"field,omitempty"`
	Clause  string `json:"clause,omitempty"`
	Request string `json:"request,omitempty"` // with kind unknown: repeat with it
	Line    int    `json:"line,omitempty"`    // of the input, from 1
	File    string `json:"file,omitempty"`    // of an import

	Blocks []rules.Block `json:"blocks,omitempty"` // of a closing: every line in the way
}

func (a *app) problemOf(err error) problem {
	if u, ok := errors.AsType[*usageError](err); ok {
		return problem{Error: a.t(u.text), Kind: "usage"}
	}
	e := rules.AsError(err)
	p := problem{Error: a.t(e.Text), Kind: e.Kind.String(), Field: e.Field, Clause: e.Clause, Blocks: e.Blocks}
	if exitCode(err) == exitHolder {
		p.Kind = "holder"
	}
	if e.Kind == rules.Unknown {
		p.Request = a.request
	}
	return p
}

// report tells what went wrong and returns the exit code.
func (a *app) report(err error) int {
	code := exitCode(err)
	if _, told := errors.AsType[finished](err); err == nil || told {
		return code
	}
	p := a.problemOf(err)
	if a.jsonErr {
		a.problem(p)
		return code
	}
	s := p.Error
	if p.Clause != "" {
		s += " [" + p.Clause + "]"
	}
	fmt.Fprintln(a.err, s)
	if e := rules.AsError(err); e.Kind == rules.Internal && code == exitFault {
		fmt.Fprintln(a.err, e.Err) // for the administrator
	}
	if code == exitUsage {
		a.note(text.Text{ZH: "用法见 dutydesk help。", EN: "See dutydesk help."})
	}
	return code
}

// problem writes one error as a line of JSON.
func (a *app) problem(p problem) {
	raw, err := json.Marshal(p)
	if err == nil {
		fmt.Fprintf(a.err, "%s\n", raw)
	}
}
