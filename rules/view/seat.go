package view

import (
	"time"

	"dutydesk/rules"
)

// KnockKind is what a seat is told.
type KnockKind string

// A word was said; somebody asks to take the seat over, may take another's, has taken this
// one; the person wants a form at another place, has got it there.
const (
	KnockSaid   KnockKind = "said"
	KnockAsked  KnockKind = "asked"
	KnockAgreed KnockKind = "agreed"
	KnockTaken  KnockKind = "taken"
	KnockWanted KnockKind = "wanted"
	KnockGiven  KnockKind = "given"
)

// Knock is something that a seat is told by another.
type Knock struct {
	Kind KnockKind
	By   rules.Seat
	Form string     // KnockWanted, KnockGiven
	Word rules.Word // KnockSaid
	At   time.Time
}
