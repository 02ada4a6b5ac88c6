package store

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// The machine's clock is doubted when it stands before the newest entry by more than
// ClockBack, or after it by more than ClockAhead (DESIGN §5). The officer is asked the
// time once (command.SetClock); order is the journal's seq, never time.
const (
	ClockBack  = 10 * time.Minute
	ClockAhead = 7 * 24 * time.Hour
)

// Clock is the answered offset to the machine's clock.
type Clock struct {
	Offset time.Duration `json:"offset"`
}

// ClockField is the Field of the error that asks for the time.
const ClockField = "clock"

func clockDoubt(last, now time.Time) *rules.Error {
	if last.IsZero() || (!now.Before(last.Add(-ClockBack)) && !now.After(last.Add(ClockAhead))) {
		return nil
	}
	return &rules.Error{Kind: rules.Precondition, Field: ClockField, Text: text.Text{
		ZH: "本机时间 %[1]s 与最后一条记录 %[2]s 对不上。请先核对时间 (dutydesk clock TIME), 再做一次。",
		EN: "This machine says %[1]s, the newest entry %[2]s. Check the time first (dutydesk clock TIME), then do it again."}.
		With(now.In(rules.Zone).Format("2006-01-02 15:04"), last.In(rules.Zone).Format("2006-01-02 15:04"))}
}

// ClockDoubt asks whether the time must be confirmed before anything is written; nil when not.
func (s *Store) ClockDoubt() *rules.Error { return clockDoubt(s.last.Load().at, s.Now()) }
