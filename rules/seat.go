package rules

import (
	"strings"
	"time"
	"unicode/utf8"

	"dutydesk/rules/text"
)

// Seat is one session at the desk: who sits at which terminal, and what they have open. It
// lives as long as the session and is never in the book; who took one over is.
type Seat struct {
	ID       string    `json:"id"` // S1, counted by the process
	Officer  string    `json:"officer"`
	Name     string    `json:"name"`
	Terminal string    `json:"terminal"` // desk, or where they come from
	Roles    []Role    `json:"-"`
	Since    time.Time `json:"since"`
	Last     time.Time `json:"last"` // key
	Locked   bool      `json:"locked,omitempty"`
	Page     string    `json:"page,omitempty"`
	Record   string    `json:"record,omitempty"` // id of the record on it
	Form     string    `json:"form,omitempty"`   // name of the draft of the form that is open
}

// Idle is how long nobody has pressed a key there.
func (s *Seat) Idle(now time.Time) time.Duration { return max(now.Sub(s.Last), 0) }

// SeesSeats says that a reader may see who is at the desk and on which record: not a village
// contact alone, who is told only that somebody is.
func SeesSeats(roles []Role) bool { return SeesPersons(roles) }

// MayTake decides who may take a seat over: anybody who may serve a shift, from the main
// officer on duty, by their consent at once, else after limit without a key (0 never). A
// change of seat is no change of shift: who is on duty stays it. Refused: the own seat, the
// seat of anybody else (Precondition, saying who is on duty), too early (naming since when).
func (s *Seat) MayTake(by Hand, duty *Shift, limit time.Duration, agreed bool) *Error {
	if e := May(by.Roles, AreaShift); e != nil {
		return e
	}
	switch {
	case s.Officer == by.Officer:
		return Refuse(text.Text{ZH: "这是您自己的席位。", EN: "This seat is your own."}, "")
	case duty == nil:
		return Refuse(text.Text{ZH: "还没有人值班, 请先接班。", EN: "Nobody is on duty: take the shift first."}, "")
	case s.Officer != duty.Main:
		return Refuse(text.Text{ZH: "%[1]s 不是本班主班, 席位不用接用。", EN: "%[1]s is not the main officer on duty: that seat need not be taken."}.With(s.Name), "")
	case agreed:
		return nil
	case limit <= 0:
		return Refuse(text.Text{ZH: "接用席位要 %[1]s 同意 (设置里没有时限)。", EN: "%[1]s has to agree: the settings give no time after which a seat is free."}.With(s.Name), "")
	case s.Idle(by.At) < limit:
		return Refuse(text.Text{ZH: "%[1]s %[2]s 还在操作, 无人操作 %[3]d 分钟后才能接用; 急用先请对方同意。",
			EN: "%[1]s pressed a key at %[2]s: a seat is free after %[3]d minutes without one. Ask them to agree."}.With(s.Name, Stamp(s.Last), int(limit/time.Minute)), "")
	}
	return nil
}

// WordMax is how many characters a word to somebody at the desk has. Ours.
const WordMax = 200

// Word is what somebody at the desk says to another there. It is kept until it was shown and
// read, and is no entry: what matters for the case is written on the case.
type Word struct {
	ID   string    `json:"id"`
	From string    `json:"from"` // officer
	Name string    `json:"name"` // as they are called
	To   string    `json:"to"`   // officer
	All  bool      `json:"all,omitempty"`
	At   time.Time `json:"at"`
	Text string    `json:"text"`
}

// SayWord is the words of a Word, clean and on one line. Refused (Invalid, "text"): none, more
// than WordMax characters.
func SayWord(said string) (string, *Error) {
	said = strings.TrimSpace(text.Clean(said, text.Line))
	switch n := utf8.RuneCountInString(said); {
	case n == 0:
		return "", Bad("text", text.Text{ZH: "要写内容。", EN: "Write what to say."})
	case n > WordMax:
		return "", Bad("text", text.Text{ZH: "太长 (%[1]d 字, 最多 %[2]d 字)。长的记到值班日志 (F8)。", EN: "Too long (%[1]d characters, %[2]d at most). Write a note instead (F8)."}.With(n, WordMax))
	}
	return said, nil
}

// NotHere refuses a word to somebody who is not at the desk, or with "" to all when nobody else
// is, and says the way out.
func NotHere(name string) *Error {
	if name == "" {
		return &Error{Kind: Precondition, Field: "to", Text: text.Text{ZH: "没有别人在线, 没有发出。要留话请记到值班日志 (F8)。",
			EN: "Nobody else is at the desk: nothing was sent. Write it into the log (F8)."}}
	}
	return &Error{Kind: Precondition, Field: "to", Text: text.Text{ZH: "%[1]s 现在不在线, 没有发出。请打电话, 或记到值班日志 (F8)。",
		EN: "%[1]s is not at the desk: nothing was sent. Ring them, or write it into the log (F8)."}.With(name)}
}

// Touch is the newest entry about a record: who did what to it, when.
type Touch struct {
	Seq     uint64    `json:"seq"`
	At      time.Time `json:"at"`
	Officer string    `json:"officer"`
	Name    string    `json:"name"`
	Code    string    `json:"code"` // of the command
}

// Unseen refuses a village contact, who is told only that somebody is at the desk.
func Unseen() *Error {
	return &Error{Kind: Denied, Text: text.Text{ZH: "您的角色看不到谁在线; 有事请打值班电话。", EN: "Your role does not see who is at the desk: ring the duty room."}}
}
