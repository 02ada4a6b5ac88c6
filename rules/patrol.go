package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// PatrolState: docs/domain.md §9.1. That one should be back by now is read off its hour.
type PatrolState string

const (
	PatrolOut  PatrolState = "out"  // 在外
	PatrolBack PatrolState = "back" // 已回
)

// PatrolWords names the states.
var PatrolWords = []Named{
	{string(PatrolOut), text.Text{ZH: "在外", EN: "out"}},
	{string(PatrolBack), text.Text{ZH: "已回", EN: "back"}},
}

// PatrolStep is one thing noted of a patrol: when it was, who wrote it down, and who told it
// by telephone, "" where the writer was there (代录).
type PatrolStep struct {
	At   time.Time `json:"at"`
	By   string    `json:"by"`
	Told string    `json:"told,omitempty"`
	Seq  uint64    `json:"seq,omitempty"`
}

// Teller is who told it, and who wrote it down for them.
func (s PatrolStep) Teller() text.Text {
	switch {
	case s.Told != "":
		return text.Text{ZH: "%[1]s 电话报, %[2]s 代录", EN: "told by %[1]s, written by %[2]s"}.With(s.Told, s.By)
	case s.By == "":
		return text.Text{}
	}
	return text.Text{ZH: "%[1]s 记", EN: "by %[1]s"}.With(s.By)
}

// PatrolStop is a place that a patrol came to, or passed over (跳过). Area and Village are the
// place's as it was on the list then. Hazard is a danger that was noted there (P1.3.2).
type PatrolStop struct {
	No int `json:"no"`
	PatrolStep
	Place   PlaceRef   `json:"place"`
	Area    string     `json:"area,omitempty"`
	Village string     `json:"village,omitempty"`
	Skipped bool       `json:"skipped,omitempty"`
	Seen    string     `json:"seen,omitempty"`
	Hazard  string     `json:"hazard,omitempty"`
	BackBy  *time.Time `json:"back_by,omitempty"` // when it will be back, as was said here
	Fixed   *HazardFix `json:"fixed,omitempty"`
	Call    string     `json:"call,omitempty"` // the find as a contact of the desk
	Case    string     `json:"case,omitempty"` // of the person found
	Struck  string     `json:"struck,omitempty"`
}

// HazardFix is what was done about a hazard, and when.
type HazardFix struct {
	Text string    `json:"text"`
	At   time.Time `json:"at"`
	By   string    `json:"by"`
	Seq  uint64    `json:"seq,omitempty"`
}

// Patrol is one round: who went out, where to, where they stopped, and that they came back.
// With Village it is that village's own round of its area (P3.5.5, P4.3.21, P7.2.19), else one
// of the township (P3.5.4). Agencies went along: it was a joint one (P1.3.5, P7.2.20).
// Protected is the tick of P1.4.3, nil while nobody asked.
type Patrol struct {
	ID        string       `json:"id"` // Q20261123-01
	State     PatrolState  `json:"state"`
	Crew      []string     `json:"crew"`
	Phone     string       `json:"phone,omitempty"` // at which the team is rung
	Vehicle   string       `json:"vehicle,omitempty"`
	Village   string       `json:"village,omitempty"` // id
	Places    []PlaceRef   `json:"places,omitempty"`  // where it was to go
	Agencies  []string     `json:"agencies,omitempty"`
	Protected *bool        `json:"protected,omitempty"`
	Note      string       `json:"note,omitempty"`
	Expected  *time.Time   `json:"expected,omitempty"` // when it should be back, as was said when it left: BackBy
	Out       PatrolStep   `json:"out"`
	Stops     []PatrolStop `json:"stops"` // in the order in which they were noted
	Back      *PatrolStep  `json:"back,omitempty"`
	Result    string       `json:"result,omitempty"`
	Undone    []TakenBack  `json:"undone,omitempty"` // returns that were none
	Struck    string       `json:"struck,omitempty"` // why the whole of it was taken back
	Shift     string       `json:"shift,omitempty"`
	Meta
}

// IsOut says that somebody is out with it.
func (p *Patrol) IsOut() bool { return p.State == PatrolOut && p.Struck == "" }

// Who is its crew and vehicle on one line.
func (p *Patrol) Who() string {
	return strings.TrimSpace(strings.Join(p.Crew, "、") + " " + p.Vehicle)
}

// Stands are the stops that were not struck out.
func (p *Patrol) Stands() []PatrolStop {
	return slices.DeleteFunc(slices.Clone(p.Stops), func(s PatrolStop) bool { return s.Struck != "" })
}

// Latest is the last place that was come to, by its time; nil before the first.
func (p *Patrol) Latest() *PatrolStop {
	var out *PatrolStop
	for i := range p.Stops {
		if s := &p.Stops[i]; s.Struck == "" && !s.Skipped && (out == nil || !s.At.Before(out.At)) {
			out = s
		}
	}
	return out
}

// Heard is when something was last heard of it: a stop or that one was passed over, its
// return, or else that it left.
func (p *Patrol) Heard() time.Time {
	at := p.Out.At
	for i := range p.Stops {
		if s := &p.Stops[i]; s.Struck == "" && s.At.After(at) {
			at = s.At
		}
	}
	if p.Back != nil && p.Back.At.After(at) {
		at = p.Back.At
	}
	return at
}

// Missed are the planned places that were neither come to nor passed over.
func (p *Patrol) Missed() (out []PlaceRef) {
	for _, w := range p.Places {
		if !slices.ContainsFunc(p.Stops, func(s PatrolStop) bool { return s.Struck == "" && s.Place == w }) {
			out = append(out, w)
		}
	}
	return out
}

// BackBy is when it should be back: as was said last, nil where nobody said.
func (p *Patrol) BackBy() *time.Time {
	said, by := p.Out.At, p.Expected
	for i := range p.Stops {
		if s := &p.Stops[i]; s.Struck == "" && s.BackBy != nil && !s.At.Before(said) {
			said, by = s.At, s.BackBy
		}
	}
	return by
}

// Awaited is by when the next word of a patrol that is out is due: silence after the last one
// (0: no limit), or the hour at which it should be back, whichever comes first; nil for neither.
func (p *Patrol) Awaited(silence time.Duration) *time.Time {
	if !p.IsOut() {
		return nil
	}
	due := p.BackBy()
	if at := p.Heard().Add(silence); silence > 0 && (due == nil || at.Before(*due)) {
		due = &at
	}
	return due
}

// Late says that a patrol should be back (逾期未回).
func (p *Patrol) Late(now time.Time) bool {
	by := p.BackBy()
	return p.IsOut() && by != nil && now.After(*by)
}

// Standing is how it stands in words; nothing in it depends on more than whether it is late.
func (p *Patrol) Standing(now time.Time) text.Text {
	switch {
	case p.Struck != "":
		return text.Text{ZH: "已划去", EN: "struck out"}
	case p.Late(now):
		return text.Text{ZH: "逾期未回", EN: "should be back"}
	}
	return WordOf(PatrolWords, string(p.State))
}

// Clauses are those that a round answers: joint ones, rounds of the villages, the areas.
func (p *Patrol) Clauses() []string {
	out := []string{"P1.3.3", "P1.3.6"}
	if len(p.Agencies) > 0 {
		out = append(out, "P1.3.5", "P7.2.20")
	}
	if p.Village != "" {
		return append(out, "P3.5.5", "P4.3.21", "P7.2.19")
	}
	return append(out, "P3.5.4")
}

// NightHours are the hours that count as night, [From, To) over midnight. No plan says which
// (docs/clauses.md §11): they are settings.
type NightHours struct{ From, To int }

// Has says that a moment lies in the night.
func (n NightHours) Has(t time.Time) bool {
	h := t.In(Zone).Hour()
	if n.From <= n.To {
		return h >= n.From && h < n.To
	}
	return h >= n.From || h < n.To
}

// Night says that the round was one by night (P3.4.4): some of what is known of it lies in the
// night hours.
func (p *Patrol) Night(n NightHours) bool {
	if n.Has(p.Out.At) || p.Back != nil && n.Has(p.Back.At) {
		return true
	}
	return slices.ContainsFunc(p.Stops, func(s PatrolStop) bool { return s.Struck == "" && n.Has(s.At) })
}

// Start sends it out. Refused (Precondition, crew): somebody of the crew is out with another.
func (p *Patrol) Start(out PatrolStep, others []Patrol) *Error {
	for i := range others {
		o := &others[i]
		for _, who := range p.Crew {
			if o.IsOut() && slices.Contains(o.Crew, who) {
				return &Error{Kind: Precondition, Field: "crew", Text: text.Text{ZH: "%[1]s 已随 %[2]s 巡查在外 (%[3]s 出发), 先记那一趟返回。",
					EN: "%[1]s is out with %[2]s since %[3]s. Mark that one as back first."}.With(who, o.ID, Stamp(o.Out.At))}
			}
		}
	}
	p.State, p.Out, p.Stops = PatrolOut, out, []PatrolStop{}
	return nil
}

func (p *Patrol) gone() *Error {
	return Refuse(text.Text{ZH: "%[1]s 已划去: %[2]s", EN: "%[1]s is struck out: %[2]s"}.With(p.ID, p.Struck), "")
}

// MinuteBefore says that a lies in an earlier minute than b: people tell times by the minute, and
// what was written down in the same one has seconds.
func MinuteBefore(a, b time.Time) bool {
	return a.Truncate(time.Minute).Before(b.Truncate(time.Minute))
}

// MayStop decides whether a stop may still be noted: also after the return, of a time before it.
func (p *Patrol) MayStop() *Error {
	if p.Struck != "" {
		return p.gone()
	}
	return nil
}

// Stop notes a place that it came to or passed over; its number is given. Refused (Invalid,
// at): before it left, or after it was back; a return said for before that (back_by); a struck
// patrol.
func (p *Patrol) Stop(s PatrolStop) *Error {
	if e := p.MayStop(); e != nil {
		return e
	}
	switch {
	case MinuteBefore(s.At, p.Out.At):
		return Bad("at", text.Text{ZH: "%[1]s 在出发 (%[2]s) 以前。", EN: "%[1]s is before it left (%[2]s)."}.With(Stamp(s.At), Stamp(p.Out.At)))
	case p.Back != nil && MinuteBefore(p.Back.At, s.At):
		return Bad("at", text.Text{ZH: "%[1]s 已返回, 补记的站要写返回以前的时间。", EN: "It was back by %[1]s: a stop noted later needs a time before that."}.With(Stamp(p.Back.At)))
	}
	if s.BackBy != nil && !s.BackBy.After(s.At) {
		return Bad("back_by", text.Text{ZH: "应回 %[1]s 不晚于这一站 (%[2]s)。", EN: "Back by %[1]s is not after this stop (%[2]s)."}.With(Stamp(*s.BackBy), Stamp(s.At)))
	}
	s.No = len(p.Stops) + 1
	p.Stops = append(slices.Clip(p.Stops), s)
	return nil
}

// MayReturn refuses a patrol that is back, or struck out.
func (p *Patrol) MayReturn() *Error {
	switch {
	case p.Struck != "":
		return p.gone()
	case p.Back != nil:
		return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 返回。", EN: "%[1]s was back at %[2]s."}.With(p.ID, Stamp(p.Back.At)), "")
	}
	return nil
}

// Return marks it as back. Refused: as MayReturn; a time before the last stop (Invalid, at).
func (p *Patrol) Return(back PatrolStep, result string) *Error {
	if e := p.MayReturn(); e != nil {
		return e
	}
	if last := p.Heard(); MinuteBefore(back.At, last) {
		return Bad("at", text.Text{ZH: "%[1]s 早于最后一次消息 (%[2]s)。", EN: "%[1]s is before the last word of it (%[2]s)."}.With(Stamp(back.At), Stamp(last)))
	}
	p.State, p.Back, p.Result = PatrolBack, &back, result
	return nil
}

// Hazard is the stop of that number where it notes a hazard.
func (p *Patrol) hazard(no int) (*PatrolStop, *Error) {
	if no < 1 || no > len(p.Stops) || p.Stops[no-1].Hazard == "" || p.Stops[no-1].Struck != "" {
		return nil, &Error{Kind: NotFound, Field: "hazard", Text: text.Text{ZH: "%[1]s 第 %[2]d 站没有记隐患。", EN: "%[1]s notes no hazard at stop %[2]d."}.With(p.ID, no)}
	}
	return &p.Stops[no-1], nil
}

// MayFix refuses a hazard that is not there, or dealt with (Precondition).
func (p *Patrol) MayFix(no int) *Error {
	s, e := p.hazard(no)
	switch {
	case e != nil:
		return e
	case p.Struck != "":
		return p.gone()
	case s.Fixed != nil:
		return Refuse(text.Text{ZH: "%[1]s 已处理: %[2]s", EN: "It was dealt with at %[1]s: %[2]s"}.With(Stamp(s.Fixed.At), s.Fixed.Text), "P1.3.2")
	}
	return nil
}

// Fix says what was done about a hazard.
func (p *Patrol) Fix(no int, f HazardFix) *Error {
	if e := p.MayFix(no); e != nil {
		return e
	}
	if s := &p.Stops[no-1]; MinuteBefore(f.At, s.At) {
		return Bad("at", text.Text{ZH: "%[1]s 早于发现 (%[2]s)。", EN: "%[1]s is before it was found (%[2]s)."}.With(Stamp(f.At), Stamp(s.At)))
	}
	p.Stops = slices.Clone(p.Stops)
	p.Stops[no-1].Fixed = &f
	return nil
}

// Steps of a patrol that can be taken back, each by its own name: UndoOut takes the whole of
// it back.
const (
	UndoOut  = "out"
	UndoBack = "back"
	undoStop = "stop/"
	undoFix  = "fix/"
)

// UndoStop and UndoFix name a stop, and what was done about its hazard.
func UndoStop(no int) string { return fmt.Sprint(undoStop, no) }
func UndoFix(no int) string  { return fmt.Sprint(undoFix, no) }

// LastStep is what Undo takes back when nothing is named: the return, the last stop that
// stands, or else the whole.
func (p *Patrol) LastStep() string {
	if p.Back != nil {
		return UndoBack
	}
	for i := range slices.Backward(p.Stops) {
		if p.Stops[i].Struck == "" {
			return UndoStop(i + 1)
		}
	}
	return UndoOut
}

// MayUndo refuses to take back what does not stand, and the whole of a patrol that is out and was
// somewhere: its team would be looked for by nobody.
func (p *Patrol) MayUndo(step string) *Error {
	if p.Struck != "" {
		return p.gone()
	}
	none := &Error{Kind: Precondition, Field: "step", Text: text.Text{ZH: "%[1]s 没有这一步可撤: %[2]s (out, back, stop/N, fix/N)", EN: "%[1]s has no such step to take back: %[2]s (out, back, stop/N, fix/N)"}.With(p.ID, step)}
	kind, n, numbered := strings.Cut(step, "/")
	no, _ := strconv.Atoi(n)
	switch {
	case step == UndoOut && p.IsOut() && len(p.Stands()) > 0: // people are out there
		return Refuse(text.Text{ZH: "%[1]s 已有站点, 人在外: 先记返回再划去。", EN: "%[1]s has stops and is out: mark it as back first, then strike it."}.With(p.ID), "")
	case step == UndoOut, step == UndoBack && p.Back != nil:
		return nil
	case !numbered || no < 1 || no > len(p.Stops) || p.Stops[no-1].Struck != "":
		return none
	case kind+"/" == undoStop, kind+"/" == undoFix && p.Stops[no-1].Fixed != nil:
		return nil
	}
	return none
}

// Undo takes a step back with a reason; what stood there stays to be read. A case that came
// out of a stop goes on.
func (p *Patrol) Undo(step string, as TakenBack) *Error {
	step = cmp.Or(step, p.LastStep())
	if e := p.MayUndo(step); e != nil {
		return e
	}
	_, n, _ := strings.Cut(step, "/")
	no, _ := strconv.Atoi(n)
	p.Stops = slices.Clone(p.Stops)
	switch {
	case step == UndoOut:
		p.Struck = as.Reason
	case step == UndoBack:
		p.State, p.Back, p.Result = PatrolOut, nil, ""
		p.Undone = append(slices.Clip(p.Undone), as)
	case strings.HasPrefix(step, undoFix):
		p.Stops[no-1].Fixed = nil
		p.Undone = append(slices.Clip(p.Undone), as)
	default:
		p.Stops[no-1].Struck = as.Reason
	}
	return nil
}
