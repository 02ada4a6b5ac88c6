// Package words names the states of the procedure on the screen. The lists are those of
// package rules, under the names that the pages use.
package words

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Of is the name of a code; the code itself when the list has none, so that a newer book
// can still be read.
func Of[C ~string](list []rules.Named, code C) text.Text { return rules.WordOf(list, string(code)) }

// The states of calls, cases, obligations and handovers; what obligations serve; the parts
// of a handover; what a person can be said to be.
var (
	CallStates  = rules.CallStateWords
	CaseStates  = rules.CaseStateWords
	Obligations = rules.ObligationWords
	Goals       = rules.GoalWords
	Handovers   = rules.HandoverWords
	Sections    = rules.SectionWords
	Sexes       = rules.SexWords
)
