package rules

import "dutydesk/rules/text"

// Operation is a plan adopted for a season, with own dates and settings.
type Operation struct {
	ID        string            `json:"id"` // P1-2026
	Plan      string            `json:"plan"`
	From      Date              `json:"from"`
	To        Date              `json:"to"` // last day, inside
	Settings  map[string]string `json:"settings,omitempty"`
	Ended     string            `json:"ended,omitempty"`     // why it ends before its time, or was withdrawn
	Withdrawn bool              `json:"withdrawn,omitempty"` // it asks for nothing any more, whatever its dates
	Meta
}

// The states of an operation. OperationNone is that of a plan that nobody adopted.
const (
	OperationNone      = "not_adopted"
	OperationPlanned   = "planned"
	OperationInForce   = "in_force"
	OperationEnded     = "ended"
	OperationWithdrawn = "withdrawn"
)

// OperationWords names them.
var OperationWords = []Named{
	{OperationNone, text.Text{ZH: "未启用", EN: "not adopted"}},
	{OperationPlanned, text.Text{ZH: "未开始", EN: "planned"}},
	{OperationInForce, text.Text{ZH: "执行中", EN: "in force"}},
	{OperationEnded, text.Text{ZH: "已结束", EN: "ended"}},
	{OperationWithdrawn, text.Text{ZH: "已撤销", EN: "withdrawn"}},
}

// State of an operation on a day: planned, in_force, ended or withdrawn.
func (o Operation) State(on Date) string {
	switch {
	case o.Withdrawn:
		return OperationWithdrawn
	case o.To != "" && on > o.To:
		return OperationEnded
	case o.From != "" && on < o.From:
		return OperationPlanned
	}
	return OperationInForce
}

// Over says that it asks for nothing any more on a day.
func (o Operation) Over(on Date) bool {
	s := o.State(on)
	return s == OperationEnded || s == OperationWithdrawn
}

// Day is which day of the operation a day is, of how many, both ends counted; 0 of them
// before its first day and where a day is not known.
func (o Operation) Day(on Date) (day, days int) {
	if o.From == "" || o.To == "" {
		return 0, 0
	}
	count := func(to Date) int { return int(to.Time().Sub(o.From.Time()).Hours()/24) + 1 }
	return max(min(count(on), count(o.To)), 0), count(o.To)
}

// MayEnd is why the operation cannot be ended or withdrawn on a day: it is over.
func (o Operation) MayEnd(today Date) *Error {
	switch o.State(today) {
	case OperationWithdrawn:
		return Refuse(text.Text{ZH: "%[1]s 已撤销: %[2]s", EN: "%[1]s was withdrawn: %[2]s"}.With(o.ID, o.Ended), "")
	case OperationEnded:
		return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 结束。", EN: "%[1]s ended on %[2]s."}.With(o.ID, string(o.To)), "")
	}
	return nil
}

// End makes on the last day of an operation in force, for a reason. Errors: that of MayEnd;
// Precondition for one that has not begun; Invalid at on for a day before today, or one that
// is not before its last.
func (o *Operation) End(on, today Date, reason string) error {
	if no := o.MayEnd(today); no != nil {
		return no
	}
	switch {
	case o.State(today) == OperationPlanned:
		return Refuse(text.Text{ZH: "%[1]s 到 %[2]s 才开始; 不执行就撤销。", EN: "%[1]s begins on %[2]s only: withdraw it instead."}.With(o.ID, string(o.From)), "")
	case on < today:
		return Bad("on", text.Text{ZH: "末日不能早于今天 %[1]s; 今天就停用的, 选撤销。", EN: "The last day cannot be before today, %[1]s; to stop at once, withdraw it."}.With(string(today)))
	case o.To != "" && on >= o.To:
		return Bad("on", text.Text{ZH: "末日要早于现在的末日 %[1]s; 延长是改日期。", EN: "The last day must be before the one it has, %[1]s; to go on longer, change its dates."}.With(string(o.To)))
	}
	o.To, o.Ended = on, reason
	return nil
}

// Withdraw takes an operation out at once, for a reason, begun or not. Error: that of MayEnd.
func (o *Operation) Withdraw(today Date, reason string) error {
	if no := o.MayEnd(today); no != nil {
		return no
	}
	o.Withdrawn, o.Ended = true, reason
	return nil
}
