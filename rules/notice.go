package rules

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// NoticeKind says from which template a notice was written.
type NoticeKind string

const (
	NoticeCold   NoticeKind = "cold"   // 寒潮预警传达
	NoticePatrol NoticeKind = "patrol" // 巡查要求
	NoticeNil    NoticeKind = "nil"    // 零报告
	NoticeAlone  NoticeKind = "alone"  // 夜间问候独居的人
	NoticeFree   NoticeKind = "free"   // 其他
)

// NoticeKindWords names the kinds.
var NoticeKindWords = []Named{
	{string(NoticeCold), text.Text{ZH: "预警传达", EN: "weather warning"}},
	{string(NoticePatrol), text.Text{ZH: "巡查要求", EN: "patrols"}},
	{string(NoticeNil), text.Text{ZH: "零报告", EN: "nil report"}},
	{string(NoticeAlone), text.Text{ZH: "独居问候", EN: "people living alone"}},
	{string(NoticeFree), text.Text{ZH: "其他通知", EN: "other"}},
}

// NoticeState: 传达中 / 已传达 / 已撤回 (docs/domain.md §9.1; a withdrawn one is ours).
type NoticeState string

const (
	NoticeOpen      NoticeState = "open"
	NoticeClosed    NoticeState = "closed"
	NoticeWithdrawn NoticeState = "withdrawn"
)

// NoticeStateWords names the states.
var NoticeStateWords = []Named{
	{string(NoticeOpen), text.Text{ZH: "传达中", EN: "being passed on"}},
	{string(NoticeClosed), text.Text{ZH: "已传达", EN: "passed on"}},
	{string(NoticeWithdrawn), text.Text{ZH: "已撤回", EN: "withdrawn"}},
}

// NoticeResult is what came of one try at a receiver (docs/domain.md §9.1).
type NoticeResult string

const (
	ResultThrough  NoticeResult = "through"  // 通: told by telephone
	ResultMissed   NoticeResult = "missed"   // 未接
	ResultWechat   NoticeResult = "wechat"   // 微信已回
	ResultReceived NoticeResult = "received" // 收到
)

// NoticeResultWords names the results, in the order of their digits.
var NoticeResultWords = []Named{
	{string(ResultThrough), text.Text{ZH: "通", EN: "got through"}},
	{string(ResultMissed), text.Text{ZH: "未接", EN: "no answer"}},
	{string(ResultWechat), text.Text{ZH: "微信已回", EN: "WeChat reply"}},
	{string(ResultReceived), text.Text{ZH: "收到", EN: "received"}},
}

// Kinds of a receiver: the list that it stands on, or nobody's.
const (
	ReceiverVillage = "village"
	ReceiverAgency  = "agency"
	ReceiverOfficer = "officer"
	ReceiverPerson  = "person" // on no list of the desk: somebody living alone
)

// Notice is a message to be passed on to many (通知传达), as a dial list in order.
type Notice struct {
	ID        string           `json:"id"` // J20261124-0003
	Kind      NoticeKind       `json:"kind"`
	Text      string           `json:"text"`
	On        string           `json:"on,omitempty"`  // the warning, order or call that it passes on
	Due       *time.Time       `json:"due,omitempty"` // all are to be reached by then
	State     NoticeState      `json:"state"`
	Count     *Tally           `json:"count,omitempty"` // of the receivers, as the last step left them; stands before them so that it is read without
	Receivers []NoticeReceiver `json:"receivers"`
	At        time.Time        `json:"at"`
	By        string           `json:"by"`
	Name      string           `json:"name"`
	Shift     string           `json:"shift,omitempty"`
	ClosedAt  *time.Time       `json:"closed_at,omitempty"` // the last one was reached or explained
	Withdrawn *NoticeMark      `json:"withdrawn,omitempty"`
	Meta
}

// NoticeReceiver is one line of the dial list, as the list named it when it was put there.
type NoticeReceiver struct {
	No        int         `json:"no"` // from 1, in the order of the list
	Kind      string      `json:"kind"`
	ID        string      `json:"id,omitempty"`
	Name      string      `json:"name"`
	Also      []string    `json:"also,omitempty"`    // others who are told by the same call
	Contact   string      `json:"contact,omitempty"` // who answers there
	Village   string      `json:"village,omitempty"` // of a person: village id
	Phones    []string    `json:"phones,omitempty"`  // in the order to try them
	Tries     []NoticeTry `json:"tries,omitempty"`   // oldest first, struck ones too
	Explained *NoticeMark `json:"explained,omitempty"`
	Undone    string      `json:"undone,omitempty"`  // why an explanation was taken back
	Changed   int64       `json:"changed,omitempty"` // the version of the notice in which it was written on last
}

// NoticeTry is one result: by which number, when, and who took it.
type NoticeTry struct {
	Result NoticeResult `json:"result"`
	Phone  string       `json:"phone,omitempty"`
	Said   string       `json:"said,omitempty"`
	Call   string       `json:"call,omitempty"` // the call out that it was
	At     time.Time    `json:"at"`
	By     string       `json:"by"`
	Name   string       `json:"name"`
	Struck string       `json:"struck,omitempty"` // why it was taken back
	Seq    uint64       `json:"seq,omitempty"`
}

// NoticeMark is a reason with who gave it and when.
type NoticeMark struct {
	Reason string    `json:"reason"`
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Name   string    `json:"name"`
}

// Called is how the line names the receiver, with those who are told by the same call.
func (r *NoticeReceiver) Called() text.Text {
	if len(r.Also) == 0 {
		return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(r.Name)
	}
	return text.Text{ZH: "%[1]s(同号 %[2]s)", EN: "%[1]s (same number: %[2]s)"}.With(r.Name, strings.Join(r.Also, "、"))
}

// Standing are the tries that were not taken back.
func (r *NoticeReceiver) Standing() []NoticeTry {
	return slices.DeleteFunc(slices.Clone(r.Tries), func(t NoticeTry) bool { return t.Struck != "" })
}

// Last is the last try that stands, nil for none.
func (r *NoticeReceiver) Last() *NoticeTry {
	for i := len(r.Tries) - 1; i >= 0; i-- {
		if r.Tries[i].Struck == "" {
			return &r.Tries[i]
		}
	}
	return nil
}

// Reached says that somebody there was told.
func (r *NoticeReceiver) Reached() bool {
	t := r.Last()
	return t != nil && t.Result != ResultMissed
}

// Settled says that nothing more is to be done about the receiver.
func (r *NoticeReceiver) Settled() bool { return r.Reached() || r.Explained != nil }

// Again says when a receiver comes round: at once while there is a number that was not tried in
// this round, else wait after the last try.
func (r *NoticeReceiver) Again(wait time.Duration) time.Time {
	missed := r.Standing()
	if len(missed) == 0 || len(r.Phones) > 0 && len(missed)%len(r.Phones) != 0 {
		return time.Time{}
	}
	return missed[len(missed)-1].At.Add(wait)
}

// Phone is the number to ring now, "" where there is none.
func (r *NoticeReceiver) Phone() string {
	if len(r.Phones) == 0 {
		return ""
	}
	return r.Phones[len(r.Standing())%len(r.Phones)]
}

// Tally is how far a notice is.
type Tally struct {
	All       int `json:"all"`
	Reached   int `json:"reached"`
	Explained int `json:"explained"`
	Missed    int `json:"missed"` // tried in vain
}

// Left is how many are neither reached nor explained.
func (t Tally) Left() int { return t.All - t.Reached - t.Explained }

// Tally counts the receivers.
func (n *Notice) Tally() Tally {
	t := Tally{All: len(n.Receivers)}
	for i := range n.Receivers {
		switch r := &n.Receivers[i]; {
		case r.Reached():
			t.Reached++
		case r.Explained != nil:
			t.Explained++
		case r.Last() != nil:
			t.Missed++
		}
	}
	return t
}

// Next is whom to ring now, and by when the next one comes round where nobody is to be rung
// yet: the second number of whoever did not answer, those not tried in order, then those
// whose wait is over, the longest first. Nil and the zero time when all are settled.
func (n *Notice) Next(now time.Time, wait time.Duration) (*NoticeReceiver, time.Time) {
	if n.State != NoticeOpen {
		return nil, time.Time{}
	}
	var fresh, again *NoticeReceiver
	var soonest time.Time
	for i := range n.Receivers {
		r := &n.Receivers[i]
		if r.Settled() {
			continue
		}
		at := r.Again(wait)
		switch {
		case at.IsZero() && len(r.Standing()) > 0: // the other number, at once
			return r, time.Time{}
		case at.IsZero():
			if fresh == nil {
				fresh = r
			}
		case again == nil || at.Before(soonest):
			again, soonest = r, at
		}
	}
	switch {
	case fresh != nil:
		return fresh, time.Time{}
	case again != nil && !soonest.After(now):
		return again, time.Time{}
	}
	return nil, soonest
}

// Late says that somebody is not reached though all were to be.
func (n *Notice) Late(now time.Time) bool {
	return n.State == NoticeOpen && n.Due != nil && now.After(*n.Due)
}

// Receiver finds a line by its number or its name.
func (n *Notice) Receiver(said string) (*NoticeReceiver, *Error) {
	if no, err := strconv.Atoi(said); err == nil && no >= 1 && no <= len(n.Receivers) {
		return &n.Receivers[no-1], nil
	}
	var found *NoticeReceiver
	for _, fits := range []func(name string) bool{
		func(name string) bool { return name == said },
		func(name string) bool { return said != "" && strings.Contains(name, said) },
	} {
		for i := range n.Receivers {
			if !fits(n.Receivers[i].Name) {
				continue
			}
			if found != nil {
				return nil, Bad("receiver", text.Text{ZH: "%[1]s 对得上几个, 请写序号。", EN: "%[1]s fits several: give the number."}.With(said))
			}
			found = &n.Receivers[i]
		}
		if found != nil {
			return found, nil
		}
	}
	return nil, &Error{Kind: NotFound, Field: "receiver", Text: text.Text{ZH: "名单上没有 %[1]s, 共 %[2]d 个。", EN: "%[1]s is not on the list of %[2]d."}.With(said, len(n.Receivers))}
}

// Names of those who have not confirmed, in order.
func (n *Notice) Unconfirmed() []string {
	var out []string
	for i := range n.Receivers {
		if r := &n.Receivers[i]; !r.Reached() {
			out = append(out, r.Name)
		}
	}
	return out
}

// PaperNotice is the kind of a printed notice with its dial list. It is drawn anew each time
// and never recorded: what came of the calls stands in the book.
const PaperNotice PaperKind = "notice"
