package cmdline

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
)

// turnOptions are what an officer does to the roster.
var turnOptions = spelt([]option{
	{value: "leave", label: text.Text{ZH: "请假", EN: "leave"}},
	{value: "swap", label: text.Text{ZH: "调", EN: "swap"}, names: []string{"调班"}},
	{value: "cover", label: text.Text{ZH: "顶", EN: "cover"}, names: []string{"顶班"}},
	{value: "accept", label: text.Text{ZH: "同意", EN: "accept"}},
	{value: "approve", label: text.Text{ZH: "批准", EN: "approve"}},
	{value: "refuse", label: text.Text{ZH: "不同意", EN: "refuse"}},
	{value: "undo", label: text.Text{ZH: "撤销", EN: "undo"}},
})

var (
	turnText = text.Text{ZH: "请假, 调, 顶, 同意, 批准, 不同意 或 撤销", EN: "leave, swap, cover, accept, approve, refuse or undo"}
	dayText  = text.Text{ZH: "哪天, 如 12-05", EN: "which day, as 12-05"}
	slipText = text.Text{ZH: "调班单编号, 如 1124-01", EN: "the slip, as 1124-01"}
	forText  = text.Text{ZH: "谁", EN: "whom"}
)

// readTurn reads one's own leave, a swap of one's own turn, taking over somebody's at once, and
// the answers to a slip.
func readTurn(r *reader) *rules.Error {
	what, err := r.pick(turnText, turnOptions)
	if err != nil {
		return err
	}
	switch what.value {
	case "leave":
		return r.away(what)
	case "swap", "cover":
		return r.passing(what)
	}
	id, err := r.slipID()
	if err != nil {
		return err
	}
	says := text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(what.label, id)
	switch what.value {
	case "accept":
		r.does(&command.AcceptSwap{Slip: id}, says)
		return nil
	case "approve":
		r.does(&command.ApproveSwap{Slip: id}, says)
		return nil
	}
	why, err := r.text(reasonText)
	if what.value == "refuse" {
		r.does(&command.RefuseSwap{Slip: id, Reason: why}, with(says, why))
	} else {
		r.does(&command.UndoSlip{Slip: id, Reason: why}, with(says, why))
	}
	return err
}

// recent is for how many days after it a day without its year is the past one. Ours.
const recent = 7

// onDay reads a day; one without its year is the next of that name, and refused where it has
// just passed: nobody who writes yesterday means next year.
func (r *reader) onDay(s string) (rules.Date, *rules.Error) {
	today := rules.DateOf(r.s.Now)
	if d, ok := dialog.NextDay(s, today.Add(-recent)); ok {
		if d < today {
			return "", bad(text.Text{ZH: "%[1]s 已经过去; 补记请写年份。", EN: "%[1]s is past; to enter it after, write the year."}.With(string(d)))
		}
		return d, nil
	}
	d, err := dialog.Day("line", s, r.s.Now)
	if err != nil {
		return "", bad(err.Text)
	}
	return d, nil
}

// day reads a day as onDay.
func (r *reader) day() (rules.Date, *rules.Error) {
	if !r.more() {
		r.rest(dayText)
		return "", missingWord(dayText)
	}
	d, err := r.onDay(halfWidth(r.words[r.at].s))
	if err != nil {
		return "", err
	}
	r.mark(1, nil)
	r.at++
	return d, nil
}

// away reads the first day of leave, the last where another day follows, and why.
func (r *reader) away(what option) *rules.Error {
	c := &command.GiveLeave{}
	var err *rules.Error
	if c.First, err = r.day(); err != nil {
		return err
	}
	c.Last = c.First
	if r.more() {
		if d, wrong := r.onDay(halfWidth(r.words[r.at].s)); wrong == nil && d != "" {
			c.Last = d
			r.mark(1, nil)
			r.at++
		}
	}
	if c.Reason, err = r.text(reasonText); err != nil {
		return err
	}
	r.does(c, with(text.Text{ZH: "%[1]s %[2]s 至 %[3]s", EN: "%[1]s %[2]s to %[3]s"}.With(what.label, string(c.First), string(c.Last)), c.Reason))
	return nil
}

// passing reads a day, the other officer, and why: one's own turn goes to them, or with cover
// theirs to oneself at once.
func (r *reader) passing(what option) *rules.Error {
	d, err := r.day()
	if err != nil {
		return err
	}
	who, err := r.pick(forText, r.s.officers(""))
	if err != nil {
		return err
	}
	why, err := r.text(reasonText)
	c := &command.AskSwap{Turn: string(d), To: who.value, Reason: why}
	if what.value == "cover" {
		c.Officer, c.To, c.Now = who.value, "", true
	}
	r.does(c, with(text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(what.label, string(d), who.label), why))
	return err
}

// slipID reads the number of a slip, in full or the tail of it: which slip that is, the store finds.
func (r *reader) slipID() (string, *rules.Error) {
	if !r.more() {
		r.rest(slipText)
		return "", missingWord(slipText)
	}
	id := strings.ToUpper(halfWidth(r.words[r.at].s))
	r.mark(1, nil)
	r.at++
	return id, nil
}
