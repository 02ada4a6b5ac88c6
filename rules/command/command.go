// Package command lists everything that can be written into the book, as values. The
// terminal, the command line and an import run the same values; a value's JSON is the
// command line's JSON and the journal's body. Check cleans what a person typed and
// refuses what cannot be right on its face; what depends on the book is decided when the
// command runs.
package command

import (
	"time"

	"dutydesk/rules"
)

// Command is one thing to write. Code is its stable name in the journal. Check runs
// before the command is queued, may rewrite its own fields (text.Clean, full-width
// digits), and returns a *rules.Error naming the field. now is the desk's time.
type Command interface {
	Code() string
	Area() rules.Area
	Check(now time.Time) error
}

// Result is what a durable command answers: the id of the record it made or changed.
// Extra ids (the case that a call opened, the moves of an issue) are in More.
type Result struct {
	ID   string   `json:"id"`
	More []string `json:"more,omitempty"`
	Seq  uint64   `json:"seq"`

	Version int64 `json:"-"` // of ID's record now, 0 where it is not known; what is taken back is based on it
}
