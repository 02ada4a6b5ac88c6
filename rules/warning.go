package rules

import (
	"slices"
	"time"

	"dutydesk/rules/text"
)

// WarningKind and WarningLevel follow docs/domain.md §3.
type (
	WarningKind  string
	WarningLevel string
)

const (
	ColdWave  WarningKind = "cold_wave"     // 寒潮
	Snowstorm WarningKind = "snowstorm"     // 暴雪
	RoadIce   WarningKind = "road_ice"      // 道路结冰
	Gale      WarningKind = "gale"          // 大风
	Frost     WarningKind = "frost"         // 霜冻
	Fog       WarningKind = "fog"           // 大雾
	LowTemp   WarningKind = "low_temp"      // 低温
	Freezing  WarningKind = "freezing_rain" // 冰冻

	Blue   WarningLevel = "blue"
	Yellow WarningLevel = "yellow"
	Orange WarningLevel = "orange"
	Red    WarningLevel = "red"
)

// Warning is a cold-weather warning in force from From until Until, or until lifted.
type Warning struct {
	ID       string       `json:"id"` // W20261123-01
	Kind     WarningKind  `json:"kind"`
	Level    WarningLevel `json:"level"`
	From     time.Time    `json:"from"`
	Until    *time.Time   `json:"until,omitempty"`
	Text     string       `json:"text,omitempty"`
	SetBy    string       `json:"set_by"`
	LiftedAt *time.Time   `json:"lifted_at,omitempty"`
	LiftedBy string       `json:"lifted_by,omitempty"`
	Reason   string       `json:"reason,omitempty"`
	Over     bool         `json:"over,omitempty"` // its end has passed and was noticed
	Meta
}

// InForce says whether the warning holds at now.
func (w Warning) InForce(now time.Time) bool {
	return w.LiftedAt == nil && !now.Before(w.From) && (w.Until == nil || now.Before(*w.Until))
}

// WarningLevelWords names the levels, the mildest first (docs/domain.md §3).
var WarningLevelWords = []Named{
	{string(Blue), text.Text{ZH: "蓝色", EN: "blue"}},
	{string(Yellow), text.Text{ZH: "黄色", EN: "yellow"}},
	{string(Orange), text.Text{ZH: "橙色", EN: "orange"}},
	{string(Red), text.Text{ZH: "红色", EN: "red"}},
}

// Ended says whether the warning is over at now, lifted or past its end.
func (w *Warning) Ended(now time.Time) bool {
	return w.LiftedAt != nil || w.Until != nil && !w.Until.After(now)
}

// Lift ends the warning before its time. Refused (Precondition): one that is over.
func (w *Warning) Lift(by, reason string, now time.Time) *Error {
	switch {
	case w.LiftedAt != nil:
		return Refuse(text.Text{ZH: "这条预警已在 %[1]s 解除。", EN: "This warning was lifted at %[1]s."}.With(Stamp(*w.LiftedAt)), "")
	case w.Ended(now):
		return Refuse(text.Text{ZH: "这条预警已在 %[1]s 到期。", EN: "This warning ended at %[1]s."}.With(Stamp(*w.Until)), "")
	}
	w.LiftedAt, w.LiftedBy, w.Reason = &now, by, reason
	return nil
}

// GiveWay ends the warning for the sake of next, of the same kind: where next begins, or at
// once when it would begin later itself. Its reason says what came of it, in Chinese, the
// book's own language.
func (w *Warning) GiveWay(next *Warning, by string, now time.Time) {
	rank := func(l WarningLevel) int {
		return slices.IndexFunc(WarningLevelWords, func(n Named) bool { return n.Code == string(l) })
	}
	why := text.Text{ZH: "继续%[1]s %[2]s", EN: "continued %[1]s %[2]s"}
	switch d := rank(next.Level) - rank(w.Level); {
	case d > 0:
		why = text.Text{ZH: "升级为%[1]s %[2]s", EN: "raised to %[1]s %[2]s"}
	case d < 0:
		why = text.Text{ZH: "降级为%[1]s %[2]s", EN: "lowered to %[1]s %[2]s"}
	}
	w.Reason = why.With(WordOf(WarningLevelWords, string(next.Level)), next.ID).In(text.ZH)
	if next.From.After(now) && w.From.Before(next.From) {
		if w.Until == nil || w.Until.After(next.From) {
			from := next.From
			w.Until = &from
		}
		return
	}
	w.LiftedAt, w.LiftedBy = &now, by
}

// Colder is the graver of two levels; "" is no warning.
func Colder(a, b WarningLevel) WarningLevel {
	grade := func(l WarningLevel) int {
		return slices.IndexFunc(WarningLevelWords, func(n Named) bool { return n.Code == string(l) })
	}
	if grade(b) > grade(a) {
		return b
	}
	return a
}
