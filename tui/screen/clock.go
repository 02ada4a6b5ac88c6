package screen

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// HHMM is a moment of today; earlier and later days have their date before it.
func (e Env) HHMM(t time.Time) string {
	l := t.In(rules.Zone)
	if rules.DateOf(t) == rules.DateOf(e.Now) {
		return l.Format("15:04")
	}
	return l.Format("01-02 15:04")
}

// HourMinute is the time of day alone.
func HourMinute(t time.Time) string { return t.In(rules.Zone).Format("15:04") }

// Minutes is a length of time in at most two units; from ten hours on in one.
func (e Env) Minutes(d time.Duration) string {
	m := int(d / time.Minute)
	switch h := m / 60; {
	case h >= 24:
		return e.T(text.Text{ZH: "%[1]d天", EN: "%[1]dd"}.With(h / 24))
	case h > 9 || h > 0 && m%60 == 0:
		return e.T(text.Text{ZH: "%[1]d时", EN: "%[1]dh"}.With(h))
	case h > 0:
		return e.T(text.Text{ZH: "%[1]d时%[2]d分", EN: "%[1]dh%[2]dm"}.With(h, m%60))
	}
	return e.T(text.Text{ZH: "%[1]d分", EN: "%[1]dm"}.With(m))
}

// Clock is how the clock of an obligation stands, with the mark of its state: "!逾期 3分",
// "*4分", " 3时"; blank without a clock.
func (e Env) Clock(state rules.ObligationState, due *time.Time) string {
	mark := e.StateToken(state).Mark()
	if mark == "" {
		mark = " "
	}
	if due == nil || !state.Open() {
		return mark
	}
	d := due.Truncate(time.Minute).Sub(e.Now.Truncate(time.Minute))
	if state == rules.Overdue {
		return mark + e.T(text.Text{ZH: "逾期 ", EN: "late "}) + e.Minutes(max(-d, 0))
	}
	return mark + e.Minutes(max(d, 0))
}

// ClockWidth is the room that Clock needs.
func (e Env) ClockWidth() int {
	if e.Lang == text.EN {
		return 11
	}
	return 13
}

// StateToken is the colour of an obligation's state, its mark included.
func (e Env) StateToken(s rules.ObligationState) style.Token {
	switch s {
	case rules.Overdue:
		return e.Theme.Danger
	case rules.Due:
		return e.Theme.Warn
	case rules.Done:
		return e.Theme.OK
	case rules.Waived:
		return e.Theme.Dim
	}
	return style.Token{}
}

// Short is an id without what the screen says anyway: 1124-0004 for C20261124-0004,
// T1124-0002 for a call.
func Short(id string) string {
	if len(id) < 10 || id[0] < 'A' || id[0] > 'Z' || id[1] < '0' || id[1] > '9' {
		return id
	}
	if id[0] == 'C' {
		return id[5:]
	}
	return id[:1] + id[5:]
}

// StateWidth is the room that the word of a case's state needs.
func (e Env) StateWidth() int {
	if e.Lang == text.EN {
		return 9
	}
	return 6
}

// GoalWidth is the room that the word of a goal needs.
func (e Env) GoalWidth() int {
	if e.Lang == text.EN {
		return 7
	}
	return 4
}

// SectionWidth is the room that the name of a handover's section needs.
func (e Env) SectionWidth() int {
	if e.Lang == text.EN {
		return 7
	}
	return 4
}
