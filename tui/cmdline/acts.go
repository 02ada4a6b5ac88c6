package cmdline

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
)

// does makes the entry a command; says is what it does beside its verb.
func (r *reader) does(c command.Command, says text.Text) {
	r.e.Command, r.e.What = c, r.v.said()
	if r.e.Case != "" || r.v.at == mayBeAt {
		r.e.What = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(r.s.subject(r.e.Case), r.e.What)
	}
	if !says.IsZero() {
		r.e.What = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(r.e.What, says)
	}
	if p := r.s.Pages[r.e.Case].Case; p != nil {
		r.e.Refused = p.Can[c.Code()]
	}
}

// text is the rest of the entry, which may not be empty.
func (r *reader) text(noun text.Text) (string, *rules.Error) {
	s := r.rest(noun)
	if s == "" {
		return "", missingWord(noun)
	}
	return s, nil
}

// with is a thing and, where there are any, the words behind it.
func with(what text.Text, words string) text.Text {
	if words == "" {
		return what
	}
	return text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(what, words)
}

func readNote(r *reader) *rules.Error {
	s, err := r.text(wordsText)
	r.does(&command.AddNote{Case: r.e.Case, Text: s}, same(s))
	return err
}

// duty reads an obligation of the case, one that is open or one that is not.
func (r *reader) duty(open bool) (option, *rules.Error) {
	p := r.s.Pages[r.e.Case].Case
	if p == nil {
		r.rest(dutyText) // it is known when the page has been read
		return option{}, nil
	}
	all := r.s.once(fmt.Sprintf("duty/%s/%t", r.e.Case, open), func() (out []option) {
		for _, o := range p.Obligations {
			if o.State.Open() == open {
				out = append(out, option{value: o.Code, label: o.Text, names: []string{o.Code}})
			}
		}
		return out
	})
	if len(all) == 0 && open {
		return option{}, bad(nothingOpenText.With(r.s.subject(r.e.Case)))
	}
	return r.pick(dutyText, all)
}

func readDone(r *reader) *rules.Error {
	o, err := r.duty(true)
	if err != nil {
		return err
	}
	note := r.rest(noteText)
	r.does(&command.DoAct{Case: r.e.Case, Act: o.value, Note: note}, with(o.label, note))
	if p := r.s.Pages[r.e.Case].Case; p != nil {
		r.e.Refused = cmp.Or(p.Can["act/"+o.value], r.e.Refused)
	}
	return nil
}

func readWaive(r *reader) *rules.Error {
	o, err := r.duty(true)
	return r.reasoned(o, err, func(why string) command.Command {
		return &command.Waive{Case: r.e.Case, Act: o.value, Reason: why}
	})
}

func readRevoke(r *reader) *rules.Error {
	o, err := r.duty(false)
	return r.reasoned(o, err, func(why string) command.Command {
		return &command.RevokeAct{Case: r.e.Case, Act: o.value, Reason: why}
	})
}

// reasoned reads the reason of what is done to an obligation.
func (r *reader) reasoned(o option, err *rules.Error, c func(why string) command.Command) *rules.Error {
	if err != nil || o.value == "" {
		return err
	}
	why, err := r.text(reasonText)
	r.does(c(why), with(o.label, why))
	return err
}

func readSend(r *reader) *rules.Error {
	if !r.more() {
		r.slot(r.s.officers(""))
		return missingWord(teamText)
	}
	who, err := r.own(r.s.officers(""))
	if err != nil {
		return err
	}
	c := &command.Dispatch{Case: r.e.Case, Team: who.label.ZH}
	if !r.more() {
		r.slot(r.s.places(rules.PlaceVehicle))
	} else {
		car, err := r.own(r.s.places(rules.PlaceVehicle))
		if err != nil {
			return err
		}
		c.Vehicle = car.label.ZH
	}
	r.does(c, with(same(c.Team), c.Vehicle))
	return nil
}

func readArrive(r *reader) *rules.Error {
	no, said, err := r.team()
	r.does(&command.Arrive{Case: r.e.Case, Team: no}, said)
	return err
}

func readDepart(r *reader) *rules.Error {
	no, said, err := r.team()
	r.does(&command.Depart{Case: r.e.Case, Team: no}, said)
	return err
}

func readReturn(r *reader) *rules.Error {
	no, said, err := r.team()
	r.does(&command.Return{Case: r.e.Case, Team: no}, said)
	return err
}

// team reads the number of a team, 0 where none is written.
func (r *reader) team() (no int, said text.Text, _ *rules.Error) {
	if !r.more() {
		r.slot(nil)
		return 0, said, nil
	}
	w := text.Digits(r.words[r.at].s)
	no, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(w, "第"), "队"))
	if err != nil || no < 1 { // what is left over is refused at the end
		return 0, said, nil
	}
	r.mark(1, nil)
	r.at++
	return no, text.Text{ZH: "第%[1]d队", EN: "team %[1]d"}.With(no), nil
}

func readSettle(r *reader) *rules.Error {
	o, err := r.pick(outcomeText, outcomeOptions)
	if err != nil {
		return err
	}
	note := r.rest(noteText)
	r.does(&command.Settle{Case: r.e.Case, Outcome: rules.Outcome(o.value), Note: note}, with(o.label, note))
	return nil
}

func readClose(r *reader) *rules.Error {
	note := r.rest(noteText)
	r.does(&command.CloseCase{Case: r.e.Case, Note: note}, same(note))
	return nil
}

func readBack(r *reader) *rules.Error {
	why, err := r.text(reasonText)
	r.does(&command.StepBack{Case: r.e.Case, Reason: why}, same(why))
	return err
}

// readRing reads a call out: whom, whether anybody answered, what was said.
func readRing(r *reader) *rules.Error {
	c := &command.LogCall{Kind: rules.CallPhone, Out: true, Case: r.e.Case}
	to, err := r.party(c)
	if err != nil {
		return err
	}
	got, err := r.pick(reachedText, reachedOptions)
	if err != nil {
		return err
	}
	yes := got.value == "yes"
	c.Reached, c.Said = &yes, r.rest(saidText)
	r.does(c, with(text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s, %[2]s"}.With(to, got.label), c.Said))
	return nil
}

// party reads an agency or a leader; a number that belongs to none stands for itself.
func (r *reader) party(c *command.LogCall) (to text.Text, err *rules.Error) {
	all := r.s.parties(r.e.Case)
	if r.more() {
		w := r.words[r.at].s
		if n, wrong := text.ParsePhone(w); wrong == nil && !among(all, w) {
			r.mark(1, all)
			r.at++
			c.Caller.Phone = n
			return same(n), nil
		}
	}
	from := r.at
	o, err := r.pick(agencyText, all)
	if err != nil {
		return to, err
	}
	c.Agency = o.value
	if len(o.only) > 0 {
		c.Caller.Phone = o.only[0]
	}
	if n, wrong := text.ParsePhone(r.words[from].s); wrong == nil && slices.Contains(o.only, n) {
		c.Caller.Phone = n
	}
	return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(o.label, c.Caller.Phone), nil
}

// readIncoming reads a call in: a number where one is written first, and what was said.
func readIncoming(r *reader) *rules.Error {
	c := &command.LogCall{Kind: rules.CallPhone, Case: r.e.Case}
	if r.more() {
		if w := r.words[r.at]; strings.IndexFunc(w.s, unicode.IsLetter) < 0 && len([]rune(w.s)) > 6 {
			n, wrong := text.ParsePhone(w.s)
			if wrong != nil {
				return bad(wrong.Text)
			}
			c.Caller.Phone = n
			r.at++
		}
	}
	said, err := r.text(saidText)
	c.Said = said
	r.does(c, with(same(cmp.Or(c.Caller.Phone, said)), map[bool]string{true: said}[c.Caller.Phone != ""]))
	return err
}

func readGive(r *reader) *rules.Error {
	c := &command.IssueGoods{Case: r.e.Case}
	item, err := r.pick(itemText, r.s.gifts())
	if err != nil {
		return err
	}
	if k := r.s.kit(item.value); k != nil {
		return r.readKit(k)
	}
	if c.Qty, err = r.number(); err != nil {
		return err
	}
	from, err := r.pick(placeText, r.s.places(keeping...))
	if err != nil {
		return err
	}
	c.Item, c.From = item.value, from.value
	to := &c.Receiver
	noun := receiverText
	if c.Case == "" {
		to, noun = &c.Reason, purposeText
	}
	if *to = r.rest(noun); *to == "" && c.Case == "" {
		return missingWord(noun)
	}
	r.does(c, with(text.Text{ZH: "%[1]s %[2]d 自 %[3]s", EN: "%[2]d of %[1]s from %[3]s"}.With(item.label, c.Qty, from.label), *to))
	return nil
}

// number reads how many, a unit behind it or not: 2, ２床.
func (r *reader) number() (int64, *rules.Error) {
	if !r.more() {
		return 0, missingWord(qtyText)
	}
	s := text.Digits(r.words[r.at].s)
	digits := strings.TrimRightFunc(s, func(c rune) bool { return c < '0' || c > '9' })
	n, err := strconv.ParseInt(digits, 10, 32)
	if err != nil || n < 1 {
		return 0, bad(wholeText.With(r.words[r.at].s))
	}
	r.at++
	return n, nil
}

func readOrder(r *reader) *rules.Error {
	o, err := r.pick(leaderText, r.s.officers(rules.RoleLeader))
	if err != nil {
		return err
	}
	s, err := r.text(wordsText)
	r.does(&command.GiveOrder{Leader: o.value, Text: s, Case: r.e.Case}, with(o.label, s))
	return err
}

func readWarning(r *reader) *rules.Error {
	kind, err := r.pick(kindText, kindOptions)
	if err != nil {
		return err
	}
	level, err := r.pick(levelText, levelOptions)
	if err != nil {
		return err
	}
	c := &command.SetWarning{Kind: rules.WarningKind(kind.value), Level: rules.WarningLevel(level.value)}
	says := text.Text{ZH: "%[1]s%[2]s", EN: "%[2]s %[1]s"}.With(kind.label, level.label)
	if c.Until, err = dialog.Until("line", halfWidth(r.rest(untilText)), r.s.Now); c.Until != nil {
		says = text.Text{ZH: "%[1]s 至 %[2]s", EN: "%[1]s until %[2]s"}.With(says, rules.Stamp(*c.Until))
	}
	r.does(c, says)
	return err
}

// halfWidth is a time as the input method may write it, in ASCII.
func halfWidth(s string) string { return strings.ReplaceAll(text.Digits(s), "：", ":") }

// What settle and warning choose from.
var (
	outcomeOptions = named(rules.OutcomeWords)
	kindOptions    = named(command.WarningKinds)
	levelOptions   = named(command.WarningLevels)
)

var (
	wordsText       = text.Text{ZH: "内容", EN: "words"}
	noteText        = text.Text{ZH: "说明, 可以空着", EN: "a note, may stay empty"}
	reasonText      = text.Text{ZH: "原因", EN: "the reason"}
	dutyText        = text.Text{ZH: "待办事项", EN: "obligation"}
	teamText        = text.Text{ZH: "派谁去", EN: "who goes"}
	outcomeText     = text.Text{ZH: "结果", EN: "outcome"}
	agencyText      = text.Text{ZH: "单位或号码", EN: "agency or number"}
	reachedText     = text.Text{ZH: "「通」还是「未接」", EN: "\"reached\" or \"no\""}
	saidText        = text.Text{ZH: "说了什么", EN: "what was said"}
	itemText        = text.Text{ZH: "物资", EN: "item"}
	qtyText         = text.Text{ZH: "数量", EN: "how many"}
	placeText       = text.Text{ZH: "地点", EN: "place"}
	receiverText    = text.Text{ZH: "谁领, 可以空着", EN: "who receives it, may stay empty"}
	purposeText     = text.Text{ZH: "用途", EN: "what for"}
	leaderText      = text.Text{ZH: "领导", EN: "leader"}
	kindText        = text.Text{ZH: "预警种类", EN: "kind of warning"}
	levelText       = text.Text{ZH: "预警级别", EN: "level of warning"}
	untilText       = text.Text{ZH: "到什么时候, 如 06:00", EN: "until when, as 06:00"}
	wholeText       = text.Text{ZH: "数量写整数: %[1]s", EN: "A whole number, not %[1]s"}
	nothingOpenText = text.Text{ZH: "%[1]s 没有待办", EN: "%[1]s has nothing to do"}
)
