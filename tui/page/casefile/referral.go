package casefile

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
	"dutydesk/tui/words"
)

// refer lists where the case can be sent, and the next steps of what was sent, the newest
// first; those that are refused now with their reason.
func (p *Page) refer() route.Action {
	t := binding.Table{{Label: text.Text{ZH: "移送到…", EN: "Send to…"}, Help: text.Text{ZH: "把人或一件事移送给单位: 哪里, 谁护送, 什么车", EN: "Hand the person or a matter to an agency: where, who goes along"}, Do: p.send, Refuse: p.can("referral.send")}}
	for i := range slices.Backward(p.c.Referrals) {
		r := &p.c.Referrals[i]
		for _, s := range nextSteps {
			if !r.Referral.Live() && s.code != "referral.back" {
				continue
			}
			t = append(t, binding.Binding{Label: stepText.With(s.label, r.Referral.To), Help: s.help,
				Do: func() route.Action { return p.step(r, s) }, Refuse: func() *rules.Error { return r.Can[s.code] }})
		}
	}
	if len(t) == 1 && t[0].Refusal() == nil { // nothing was sent yet
		return p.send()
	}
	for i := range t {
		t[i].Keys = []string{strconv.Itoa(i + 1)}
	}
	return screen.Show(dialog.NewMenu(t))
}

// next is a step of a referral that was sent.
type next struct {
	code        string
	label, help text.Text
	fields      []field.Spec
	make        func(id string, version int64, v entry.Values) command.Command
}

var (
	who    = field.Spec{Name: "who", Label: text.Text{ZH: "对方谁", EN: "Who there"}, Max: 30, Hint: text.Text{ZH: "对方经办人, 可以空着", EN: "who spoke for them, may stay empty"}}
	reason = field.Spec{Name: "reason", Label: text.Text{ZH: "原因", EN: "Reason"}, Max: 200, Required: true}
)

var nextSteps = []next{
	{"referral.receive", text.Text{ZH: "收到", EN: "Received"}, text.Text{ZH: "对方知道了, 还没有接收", EN: "They know of it and have not taken it over yet"},
		[]field.Spec{who, dialog.At()}, func(id string, _ int64, v entry.Values) command.Command {
			return &command.ReceiveReferral{Referral: id, Who: v["who"]}
		}},
	{"referral.accept", text.Text{ZH: "接收", EN: "Accepted"}, text.Text{ZH: "人到了, 或事项接过去了", EN: "The person is there, or the matter is theirs"},
		[]field.Spec{who, {Name: "signed", Label: text.Text{ZH: "交接单", EN: "Form"}, Kind: field.Choice, Hint: text.Text{ZH: "没有签的, 首接责任仍在本台", EN: "unsigned, the first receiver stays responsible"}, Options: []field.Option{
			{Value: "yes", Label: text.Text{ZH: "双方已签字", EN: "signed by both"}},
			{Value: "no", Label: text.Text{ZH: "还没有签", EN: "not signed yet"}},
		}}, dialog.At()}, func(id string, _ int64, v entry.Values) command.Command {
			return &command.AcceptReferral{Referral: id, Who: v["who"], Signed: v["signed"] == "yes"}
		}},
	{"referral.refuse", text.Text{ZH: "拒收", EN: "Refused"}, text.Text{ZH: "对方不收, 写明原因", EN: "They do not take it, with their reason"},
		[]field.Spec{reason, who, dialog.At()}, func(id string, _ int64, v entry.Values) command.Command {
			return &command.RefuseReferral{Referral: id, Reason: v["reason"], Who: v["who"]}
		}},
	{"referral.finish", text.Text{ZH: "办结", EN: "Done"}, text.Text{ZH: "接收以后怎样了", EN: "What came of it after they accepted"},
		[]field.Spec{{Name: "outcome", Label: text.Text{ZH: "结果", EN: "Outcome"}, Max: 200, Required: true}, dialog.At()}, func(id string, _ int64, v entry.Values) command.Command {
			return &command.FinishReferral{Referral: id, Outcome: v["outcome"]}
		}},
	{"referral.revoke", text.Text{ZH: "撤回", EN: "Revoke"}, text.Text{ZH: "不送了, 写明原因", EN: "It is not sent after all, with the reason"},
		[]field.Spec{reason}, func(id string, _ int64, v entry.Values) command.Command {
			return &command.RevokeReferral{Referral: id, Reason: v["reason"]}
		}},
	{"referral.back", text.Text{ZH: "退一步", EN: "Step back"}, text.Text{ZH: "最后一步记错了, 写明原因退回", EN: "The last step was written down wrongly: take it back"},
		[]field.Spec{reason}, func(id string, version int64, v entry.Values) command.Command {
			return &command.StepBackReferral{Referral: id, Version: version, Reason: v["reason"]}
		}},
}

// step asks for what a step of a referral needs.
func (p *Page) step(r *view.Referral, s next) route.Action {
	id, version, now := r.Referral.ID, r.Referral.Version, p.c.Now
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: stepText.With(s.label, r.Referral.To), Draft: s.code + "/" + id, Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "%[1]s: 现在是%[2]s。", EN: "%[1]s: it stands at %[2]s."}.With(r.Subject, words.Of(rules.ReferralWords, r.Referral.State))),
		Shape: entry.Fields(s.fields...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], now)
			cmd := s.make(id, version, v)
			switch c := cmd.(type) {
			case *command.ReceiveReferral:
				c.At = at
			case *command.AcceptReferral:
				c.At = at
			case *command.RefuseReferral:
				c.At = at
			case *command.FinishReferral:
				c.At = at
			}
			return cmd, err
		},
		Done: stepText.With(s.label, r.Referral.To),
	}))
}

// send hands the person, or a matter, to an agency.
func (p *Page) send() route.Action {
	now := p.c.Now
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "移送", EN: "Referral"}, Draft: "refer/" + p.id, Drafts: p.desk,
		Shape: entry.Fields(
			field.Spec{Name: "agency", Label: text.Text{ZH: "移送到", EN: "To"}, Kind: field.Choice, Options: p.receivers(), Free: true, Max: 40, Required: true},
			field.Spec{Name: "matter", Label: text.Text{ZH: "事项", EN: "Matter"}, Max: 200, Hint: text.Text{ZH: "空着: 移送本人", EN: "empty: the person"}},
			field.Spec{Name: "escort", Label: text.Text{ZH: "护送人", EN: "Escort"}, Max: 120, Hint: text.Text{ZH: "几个人用顿号隔开", EN: "names with commas between"}},
			field.Spec{Name: "vehicle", Label: text.Text{ZH: "车辆", EN: "Vehicle"}, Kind: field.Choice, Options: p.cars(), Free: true, Max: 20},
			field.Spec{Name: "departed_at", Label: text.Text{ZH: "出发", EN: "Left"}, Kind: field.DateTime, Sense: text.Past, Hint: text.Text{ZH: "02:40, 没有就空着", EN: "02:40, or empty"}},
			field.Spec{Name: "note", Label: text.Text{ZH: "说明", EN: "Note"}, Max: 500},
			field.Spec{Name: "goal", Label: text.Text{ZH: "为了", EN: "What for"}, Kind: field.Choice, Options: dialog.Options(rules.GoalWords), Hint: text.Text{ZH: "空着: 按单位", EN: "empty: by the agency"}},
			dialog.At()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.SendReferral{Case: p.id, Agency: v["agency"], Goal: rules.Goal(v["goal"]), Matter: v["matter"], Escort: people(v["escort"]), Vehicle: v["vehicle"], Note: v["note"]}
			var err *rules.Error
			if c.DepartAt, err = dialog.When("departed_at", v["departed_at"], now); err != nil {
				return nil, err
			}
			c.At, err = dialog.When("at", v["at"], now)
			return c, err
		},
		Done: text.Text{ZH: "已移送", EN: "referred"},
	}))
}

// receivers are the agencies that can take something over: those that an open obligation
// leads to first. A leader is told by telephone.
func (p *Page) receivers() []field.Option {
	var first, rest []field.Option
	for _, a := range p.lists.Agencies {
		if a.Retired || a.Role == rules.AgencyLeader {
			continue
		}
		o := field.Option{Value: a.ID, Label: plain(a.Name)}
		if slices.ContainsFunc(p.c.Obligations, func(o rules.Obligation) bool { return o.State.Open() && rules.BringsTo[o.Code] == a.Role }) {
			first = append(first, o)
		} else {
			rest = append(rest, o)
		}
	}
	return append(first, rest...)
}

// people are the names in a field: between commas of any kind, and between blanks where
// they are written in Han.
func people(s string) []string {
	han := strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	return strings.FieldsFunc(s, func(r rune) bool {
		return strings.ContainsRune("、,，;；", r) || han && unicode.IsSpace(r)
	})
}

// referralLines are the referrals that somebody still has to see to, the worst first, each
// where it went, how far it is and how long nothing was heard.
func (p *Page) referralLines(env screen.Env, w int) []string {
	var open []*view.Referral
	for i := range p.c.Referrals {
		if r := &p.c.Referrals[i]; r.Referral.Open() {
			open = append(open, r)
		}
	}
	slices.SortStableFunc(open, func(a, b *view.Referral) int { return urgency(b) - urgency(a) })
	var out []string
	for _, r := range open {
		token := env.StateToken(r.State)
		mark := token.Mark()
		if mark == "" {
			mark = " "
		}
		out = append(out, token.Paint(env.Pad(mark+env.T(referralText(env, &p.c.Case, r)), w)))
	}
	return out
}

func urgency(r *view.Referral) int {
	return slices.Index([]rules.ObligationState{rules.Pending, rules.Due, rules.Overdue}, r.State)
}

func referralText(env screen.Env, k *rules.Case, v *view.Referral) text.Text {
	r := &v.Referral
	s, _ := r.Last()
	t := text.Text{ZH: "移送 %[1]s %[2]s %[3]s", EN: "To %[1]s: %[2]s %[3]s"}.With(r.To, words.Of(rules.ReferralWords, r.State), env.HHMM(s.At))
	silent := env.Minutes(max(env.Now.Sub(s.At), 0))
	switch r.State {
	case rules.ReferralSent:
		return text.Text{ZH: "%[1]s, 未确认 %[2]s", EN: "%[1]s, unconfirmed %[2]s"}.With(t, silent)
	case rules.ReferralReceived:
		return text.Text{ZH: "%[1]s, 未接收 %[2]s", EN: "%[1]s, not accepted %[2]s"}.With(t, silent)
	case rules.ReferralAccepted:
		if r.Matter == "" && !r.Transferred(k) {
			t = text.Text{ZH: "%[1]s, 未书面移交", EN: "%[1]s, not in writing"}.With(t)
		}
		return text.Text{ZH: "%[1]s, 待结果", EN: "%[1]s, outcome to come"}.With(t)
	}
	return text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(t, s.Text)
}

var stepText = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}
