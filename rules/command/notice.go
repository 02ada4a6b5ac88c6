package command

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// NewNotice begins to pass a message on to many (通知传达). To names villages, agencies and
// officers in the order to ring them, or all of a list (ToWords); Others are on no list.
// Text "" is the template of the kind; On is the warning, order or call that it passes on.
// Due nil is the desk's own limit (rules.SettingNoticeDue).
type NewNotice struct {
	Kind   rules.NoticeKind `json:"kind"`
	Text   string           `json:"text,omitempty"`
	On     string           `json:"on,omitempty"`
	To     []string         `json:"to,omitempty"`
	Others []Contact        `json:"others,omitempty"`
	Due    *time.Time       `json:"due,omitempty"`
}

// Contact is somebody on no list of the desk, with the numbers in the order to try them.
type Contact struct {
	Name    string   `json:"name"`
	Phones  []string `json:"phones,omitempty"`
	Village string   `json:"village,omitempty"` // id or name
}

// AddReceivers puts further ones at the end of the list.
type AddReceivers struct {
	Notice string    `json:"notice"`
	To     []string  `json:"to,omitempty"`
	Others []Contact `json:"others,omitempty"`
}

// NoteResult is what came of one try at a receiver, named by number or name. Phone "" is the
// number whose turn it was. Seen is how many tries stood on the receiver when the number was
// rung, nil where nobody looked: a try in vain that another one overtook is a Conflict. Call
// names the call out that it was, where one was written down.
type NoteResult struct {
	Notice   string             `json:"notice"`
	Receiver string             `json:"receiver"`
	Result   rules.NoticeResult `json:"result"`
	Phone    string             `json:"phone,omitempty"`
	Seen     *int               `json:"seen,omitempty"`
	Said     string             `json:"said,omitempty"`
	Call     string             `json:"call,omitempty"`
	At       *time.Time         `json:"at,omitempty"`
}

// ExplainReceiver says why a receiver cannot be told.
type ExplainReceiver struct {
	Notice   string `json:"notice"`
	Receiver string `json:"receiver"`
	Reason   string `json:"reason"`
}

// CorrectResult takes the last result or explanation of a receiver back, or with Result puts
// another one in its place. Version is of the notice: a Conflict when the receiver was written
// on since; 0 does not check.
type CorrectResult struct {
	Notice   string             `json:"notice"`
	Receiver string             `json:"receiver"`
	Result   rules.NoticeResult `json:"result,omitempty"`
	Reason   string             `json:"reason"`
	Version  int64              `json:"version,omitempty"`
}

// WithdrawNotice ends a notice that was made by mistake.
type WithdrawNotice struct {
	Notice string `json:"notice"`
	Reason string `json:"reason"`
}

// CloseNotice explains all who are left with one reason, which closes the notice. Version is of
// the notice as it was read: a Conflict when it is another by now; 0 does not check.
type CloseNotice struct {
	Notice  string `json:"notice"`
	Reason  string `json:"reason"`
	Version int64  `json:"version,omitempty"`
}

// ConfirmNotice is the 收到 of a village contact, for the own village and no other.
type ConfirmNotice struct {
	Notice string `json:"notice"`
	Said   string `json:"said,omitempty"`
}

func (*CloseNotice) Code() string   { return "notice.close" }
func (*ConfirmNotice) Code() string { return "notice.confirm" }

func (*CloseNotice) Area() rules.Area   { return rules.AreaCase }
func (*ConfirmNotice) Area() rules.Area { return rules.AreaSelf }

// Check needs the notice and the reason.
func (c *CloseNotice) Check(now time.Time) error {
	return counter(now, "notice", labelNotice, &c.Notice, &c.Reason).result()
}

// Check needs the notice.
func (c *ConfirmNotice) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("notice", labelNotice, &c.Notice)
	k.line("said", labelSaid, &c.Said, maxReason)
	return k.result()
}

func (*NewNotice) Code() string       { return "notice.new" }
func (*AddReceivers) Code() string    { return "notice.add" }
func (*NoteResult) Code() string      { return "notice.result" }
func (*ExplainReceiver) Code() string { return "notice.explain" }
func (*CorrectResult) Code() string   { return "notice.correct" }
func (*WithdrawNotice) Code() string  { return "notice.withdraw" }

func (*NewNotice) Area() rules.Area       { return rules.AreaCase }
func (*AddReceivers) Area() rules.Area    { return rules.AreaCase }
func (*NoteResult) Area() rules.Area      { return rules.AreaLocal }
func (*ExplainReceiver) Area() rules.Area { return rules.AreaCase }
func (*CorrectResult) Area() rules.Area   { return rules.AreaCase }
func (*WithdrawNotice) Area() rules.Area  { return rules.AreaCase }

// Groups that a notice may be addressed to as a whole.
const (
	ToVillages = "villages"
	ToAgencies = "agencies"
	ToOfficers = "officers"
)

// ToWords names them.
var ToWords = []rules.Named{
	{Code: ToVillages, Text: text.Text{ZH: "各村", EN: "all villages"}},
	{Code: ToAgencies, Text: text.Text{ZH: "各单位", EN: "all agencies"}},
	{Code: ToOfficers, Text: text.Text{ZH: "值班人员", EN: "all officers"}},
}

var (
	labelNotice   = text.Text{ZH: "通知编号", EN: "notice number"}
	labelMessage  = text.Text{ZH: "通知内容", EN: "message"}
	labelNoticeTo = text.Text{ZH: "传给谁", EN: "receiver"}
	labelSource   = text.Text{ZH: "来源编号", EN: "source number"}
)

// Check reads the kind, the names and numbers; a free notice needs its words. Who the names
// are, the book decides.
func (c *NewNotice) Check(now time.Time) error {
	k := &fields{now: now}
	pick(k, "kind", &c.Kind, rules.NoticeKindWords, rules.NoticeFree)
	k.text("text", labelMessage, &c.Text, text.Note, maxNotice)
	if c.Kind == rules.NoticeFree {
		k.need("text", labelMessage, c.Text)
	}
	k.line("on", labelSource, &c.On, maxName)
	c.On = strings.ToUpper(text.Digits(c.On))
	k.receivers(&c.To, &c.Others)
	if c.Due != nil && !c.Due.After(now) {
		k.bad("due", text.Text{ZH: "时限 %[1]s 已过。", EN: "The limit %[1]s has passed."}.With(rules.Stamp(*c.Due)))
	}
	return k.result()
}

// maxNotice is how long a message may be: what can be read out by telephone. Ours.
const maxNotice = 500

// receivers reads whom a notice goes to, each name once.
func (k *fields) receivers(to *[]string, others *[]Contact) {
	var names []string
	for _, n := range *to {
		k.line("to", labelNoticeTo, &n, maxName)
		if code, ok := Coded(ToWords, n); ok {
			n = code
		}
		if n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	*to = names
	all := slices.Clone(*others)
	for i := range all {
		c := &all[i]
		k.line("others", labelName, &c.Name, maxName)
		k.need("others", labelName, c.Name)
		k.line("others", labelNoticeTo, &c.Village, maxName)
		c.Phones = slices.Clone(c.Phones)
		for j := range c.Phones {
			n, p := text.ParsePhone(c.Phones[j])
			if p != nil {
				k.bad("others", text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(c.Name, p.Text))
				continue
			}
			c.Phones[j] = n
		}
	}
	*others = all
	if len(names) == 0 && len(all) == 0 {
		k.bad("to", text.Text{ZH: "要写传给谁: 各村, 或村、单位、人员的名称。", EN: "Say whom it goes to: all villages, or names of villages, agencies, officers."})
	}
}

// Contacts reads people on no list, one a line: the name, telephones, and a village, divided
// by blanks.
func Contacts(lines string) []Contact {
	var out []Contact
	for line := range strings.Lines(lines) {
		words := strings.FieldsFunc(line, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",，、;；", r) })
		if len(words) == 0 {
			continue
		}
		c := Contact{Name: words[0]}
		for _, w := range words[1:] {
			if d := text.Digits(w); strings.IndexFunc(d, unicode.IsDigit) == 0 {
				c.Phones = append(c.Phones, d)
			} else {
				c.Village = w
			}
		}
		out = append(out, c)
	}
	return out
}

// Check needs the notice and somebody to add.
func (c *AddReceivers) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("notice", labelNotice, &c.Notice)
	k.receivers(&c.To, &c.Others)
	return k.result()
}

// ofNotice is what every step has: its notice and the receiver.
func ofNotice(now time.Time, notice, receiver *string) *fields {
	k := &fields{now: now}
	k.id("notice", labelNotice, notice)
	k.id("receiver", labelNoticeTo, receiver)
	return k
}

// Check needs the notice, the receiver and the result.
func (c *NoteResult) Check(now time.Time) error {
	k := ofNotice(now, &c.Notice, &c.Receiver)
	pick(k, "result", &c.Result, rules.NoticeResultWords, "")
	if err := phone("phone", &c.Phone); err != nil && k.err == nil {
		k.err = rules.AsError(err)
	}
	k.line("said", labelSaid, &c.Said, maxReason)
	k.line("call", labelCall, &c.Call, maxName)
	k.at("at", c.At)
	return k.result()
}

// Check needs the notice, the receiver and the reason.
func (c *ExplainReceiver) Check(now time.Time) error {
	k := ofNotice(now, &c.Notice, &c.Receiver)
	k.reason(&c.Reason)
	return k.result()
}

// Check needs the notice, the receiver and the reason.
func (c *CorrectResult) Check(now time.Time) error {
	k := ofNotice(now, &c.Notice, &c.Receiver)
	if c.Result != "" {
		pick(k, "result", &c.Result, rules.NoticeResultWords, "")
	}
	k.reason(&c.Reason)
	return k.result()
}

// Check needs the notice and the reason.
func (c *WithdrawNotice) Check(now time.Time) error {
	return counter(now, "notice", labelNotice, &c.Notice, &c.Reason).result()
}

// NoticeText is the words of a template, in Chinese, the book's own language, to be changed
// before they are passed on; "" of a free one. The warning is what it passes on, nil where
// none is in force. The sentences are ours.
func NoticeText(kind rules.NoticeKind, w *rules.Warning) string {
	sky := "寒冷天气"
	if w != nil {
		sky = rules.WordOf(WarningKinds, string(w.Kind)).ZH + rules.WordOf(WarningLevels, string(w.Level)).ZH + "预警"
		if w.Until != nil {
			sky += "(至 " + rules.Stamp(*w.Until) + ")"
		}
	}
	switch kind {
	case rules.NoticeCold:
		return sky + "。请看望辖区独居老人和在外露宿的人, 检查取暖防火, 有情况立即报镇值班室; 收到请回复。"
	case rules.NoticePatrol:
		return sky + "。今夜请巡查桥洞、车站、市场等处, 发现受冻的人立即报镇值班室; 收到请回复。"
	case rules.NoticeNil:
		return "请报今日情况; 没有情况也要报(零报告)。收到请回复。"
	case rules.NoticeAlone:
		return sky + "。问候: 屋里暖不暖, 药和吃的够不够, 要不要人来; 不接的请村里上门看。"
	}
	return ""
}
