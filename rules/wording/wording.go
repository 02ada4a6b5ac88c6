// Package wording puts what the desk knows into plain paragraphs as a duty room reports it
// (docs/domain.md §2.2, §2.3: time, place, person, cause, handling, result, what is asked
// for): the board, the night in six lines, a case, a call, a handover, the warnings. A paper
// leaves the desk, so it is masked for any reader: of the persons helped and of callers the
// surname, of numbers what the masks of package text leave, of health and of minors nothing
// but that there is a matter. Officers' names stay. What is not known is said to be unknown.
//
// Names that stand only in somebody's words are covered as far as they can be recognised:
// whoever sends a paper reads it first. Who asks for one, and where it goes, is the caller's.
package wording

import (
	"fmt"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Paper is a text ready to be sent: paragraphs without a line break, safe for a terminal.
type Paper struct {
	Code  string      `json:"code"` // night, board, case, call, handover, warning
	Title text.Text   `json:"title"`
	Lines []text.Text `json:"lines"`
}

// In is the whole paper in one language, a paragraph a line.
func (p *Paper) In(lang text.Lang) string {
	lines := make([]string, len(p.Lines))
	for i, l := range p.Lines {
		lines[i] = l.In(lang)
	}
	return strings.Join(lines, "\n")
}

// Room is the duty room that speaks, as it stands at a moment.
type Room struct {
	Town   string
	Now    time.Time
	Duty   view.Duty
	Hidden bool // the reader sees nothing of persons: what is missing is not unknown
}

// RoomOf is the room of a board that was read with these roles.
func RoomOf(b *view.Board, roles []rules.Role) Room {
	return Room{Town: b.Town, Now: b.Now, Duty: b.Duty, Hidden: !rules.SeesPersons(roles)}
}

// paper is a paper of the room: the first line opens with its head, every line is safe.
func (r Room) paper(code string, title text.Text, lines ...text.Text) Paper {
	head := text.Text{ZH: "【%[1]s值班室 %[2]s】%[3]s", EN: "[%[1]s duty room, %[2]s] %[3]s"}
	lines[0] = head.With(r.Town, rules.Stamp(r.Now), lines[0])
	for i, l := range lines {
		lines[i] = text.Text{ZH: text.Display(l.ZH), EN: text.Display(l.EN)}
	}
	return Paper{Code: code, Title: title, Lines: lines}
}

// unknown stands for what nobody has told: never for what this reader may not see.
func (r Room) unknown() text.Text {
	if r.Hidden {
		return text.Text{ZH: "(未登录, 从略)", EN: "(left out: not signed in)"}
	}
	return text.Text{ZH: "未询明", EN: "not known"}
}

// signed is who reports.
func (r Room) signed() text.Text {
	return text.Text{ZH: "值班: %[1]s。", EN: "On duty: %[1]s."}.With(r.crew())
}

// crew is who is on duty and who leads.
func (r Room) crew() text.Text {
	if r.Duty.Shift == nil {
		return text.Text{ZH: "暂无人在班", EN: "nobody"}
	}
	people := []text.Text{text.Text{ZH: "值班员 %[1]s", EN: "officer %[1]s"}.With(r.Duty.Main)}
	if len(r.Duty.Deputies) > 0 {
		people = append(people, text.Text{ZH: "副班 %[1]s", EN: "with %[1]s"}.With(strings.Join(r.Duty.Deputies, " ")))
	}
	if r.Duty.Leader != "" {
		people = append(people, text.Text{ZH: "带班领导 %[1]s", EN: "leader %[1]s"}.With(r.Duty.Leader))
	}
	return join(people, ", ", ", ")
}

// moment is a time as it is spoken: 11月24日2时06分.
func moment(t time.Time) text.Text {
	l := t.In(rules.Zone)
	zh := fmt.Sprintf("%d月%d日%d时%02d分", int(l.Month()), l.Day(), l.Hour(), l.Minute())
	return text.Text{ZH: zh, EN: rules.Stamp(t)}
}

// late is how long ago a time was, in minutes, hours or days.
func late(due, now time.Time) text.Text {
	m := max(int(now.Truncate(time.Minute).Sub(due.Truncate(time.Minute))/time.Minute), 0)
	switch {
	case m >= 48*60:
		return text.Text{ZH: "%[1]d天", EN: "%[1]d days"}.With(m / (24 * 60))
	case m >= 60:
		return text.Text{ZH: "%[1]d小时%[2]d分钟", EN: "%[1]d h %[2]d min"}.With(m/60, m%60)
	}
	return text.Text{ZH: "%[1]d分钟", EN: "%[1]d min"}.With(m)
}

// join puts parts in a row with a separator of each language.
func join(parts []text.Text, zh, en string) text.Text {
	a, b := make([]string, len(parts)), make([]string, len(parts))
	for i, p := range parts {
		a[i], b[i] = p.In(text.ZH), p.In(text.EN)
	}
	return text.Text{ZH: strings.Join(a, zh), EN: strings.Join(b, en)}
}

// list is parts as one sentence's enumeration; none stands where there are no parts.
func list(parts []text.Text, none text.Text) text.Text {
	if len(parts) == 0 {
		return none
	}
	return join(parts, "; ", "; ")
}

// same reads alike in both languages.
func same(s string) text.Text { return text.Text{ZH: s, EN: s} }

// tail is the part of an id that people say: 1124-0004 for C20261124-0004.
func tail(id string) string {
	if len(id) > len("C2026") {
		return id[len("C2026"):]
	}
	return id
}

var none = text.Text{ZH: "无", EN: "none"}
