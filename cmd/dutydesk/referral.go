package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) referralVerbs() *cobra.Command {
	return a.group("referral", text.Text{ZH: "移送", EN: "referrals to agencies"},
		a.referralSend(), a.referralReceive(), a.referralAccept(), a.referralRefuse(), a.referralDone(),
		a.referralRevoke(), a.referralBack(), a.referralList(), a.referralShow())
}

func (a *app) referralSend() *cobra.Command {
	var c command.SendReferral
	var goal, depart, at string
	v := a.verb(writes, "send CASE AGENCY [WORDS]", text.Text{ZH: "把人 (或 --matter 事项) 移送给单位", EN: "hand the person, or a --matter, to an agency"}, 2, -1, func(b *book, args []string) (err error) {
		c.Case, c.Agency, c.Note, c.Goal = args[0], args[1], strings.Join(args[2:], " "), rules.Goal(goal)
		if c.DepartAt, err = b.timeFlag("departed_at", depart, false); err != nil {
			return err
		}
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&c.Matter, "matter", "", a.t(text.Text{ZH: "移送的不是人, 是事项 `TEXT`", EN: "not the person but a matter, `TEXT`"}))
	f.StringVar(&goal, "goal", "", a.t(text.Text{ZH: "为了 `GOAL`: medical told safe_place goods family paper (默认看单位)", EN: "what for, `GOAL`: medical told safe_place goods family paper (default by the agency)"}))
	f.StringSliceVar(&c.Escort, "escort", nil, a.t(text.Text{ZH: "护送人 `NAME,...`", EN: "escort, `NAME,...`"}))
	f.StringVar(&c.Vehicle, "vehicle", "", a.t(text.Text{ZH: "车辆 `TEXT`", EN: "vehicle `TEXT`"}))
	f.StringVar(&depart, "depart", "", a.t(text.Text{ZH: "出发时间 `TIME`", EN: "when they left, `TIME`"}))
	a.atFlag(v, &at)
	return v
}

func (a *app) atFlag(v *cobra.Command, at *string) {
	v.Flags().StringVar(at, "at", "", a.t(text.Text{ZH: "什么时候 `TIME` (默认现在)", EN: "when, `TIME` (default now)"}))
}

func (a *app) whoFlag(v *cobra.Command, who *string) {
	v.Flags().StringVar(who, "who", "", a.t(text.Text{ZH: "对方经办人 `NAME`", EN: "`NAME` of who spoke for the agency"}))
}

func (a *app) referralReceive() *cobra.Command {
	var c command.ReceiveReferral
	var at string
	v := a.verb(writes, "receive REFERRAL", text.Text{ZH: "对方确认收到", EN: "the agency confirms that it knows of it"}, 1, 1, func(b *book, args []string) (err error) {
		c.Referral = args[0]
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	a.whoFlag(v, &c.Who)
	a.atFlag(v, &at)
	return v
}

func (a *app) referralAccept() *cobra.Command {
	var c command.AcceptReferral
	var at string
	v := a.verb(writes, "accept REFERRAL", text.Text{ZH: "对方接收了人或事项", EN: "the agency has taken it over"}, 1, 1, func(b *book, args []string) (err error) {
		c.Referral = args[0]
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	v.Flags().BoolVar(&c.Signed, "signed", false, a.t(text.Text{ZH: "交接单双方已签字", EN: "both sides have signed the handover form"}))
	a.whoFlag(v, &c.Who)
	a.atFlag(v, &at)
	return v
}

func (a *app) referralRefuse() *cobra.Command {
	var c command.RefuseReferral
	var at string
	v := a.verb(writes, "refuse REFERRAL REASON", text.Text{ZH: "对方拒收, 写明原因", EN: "the agency does not take it, with its reason"}, 2, -1, func(b *book, args []string) (err error) {
		c.Referral, c.Reason = args[0], strings.Join(args[1:], " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	a.whoFlag(v, &c.Who)
	a.atFlag(v, &at)
	return v
}

func (a *app) referralDone() *cobra.Command {
	var c command.FinishReferral
	var at string
	v := a.verb(writes, "done REFERRAL OUTCOME", text.Text{ZH: "办结, 写明结果", EN: "what came of one that was accepted"}, 2, -1, func(b *book, args []string) (err error) {
		c.Referral, c.Outcome = args[0], strings.Join(args[1:], " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	a.atFlag(v, &at)
	return v
}

func (a *app) referralRevoke() *cobra.Command {
	return a.verb(writes, "revoke REFERRAL REASON", text.Text{ZH: "撤回还没有接收的移送", EN: "take back one that nobody has accepted"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.RevokeReferral{Referral: args[0], Reason: strings.Join(args[1:], " ")})
	})
}

func (a *app) referralBack() *cobra.Command {
	var version int64
	var step string
	v := a.verb(writes, "back REFERRAL REASON", text.Text{ZH: "退回记错的最后一步", EN: "take a wrong last step back"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.StepBackReferral{Referral: args[0], Step: rules.ReferralState(step), Version: version, Reason: strings.Join(args[1:], " ")})
	})
	v.Flags().StringVar(&step, "step", "", a.t(text.Text{ZH: "要退的一步 `STEP`: received accepted refused done revoked; 之后另有一步的就不退", EN: "the `STEP` that is meant: received accepted refused done revoked; another one since refuses"}))
	v.Flags().Int64Var(&version, "version", 0, a.t(text.Text{ZH: "看过的版本 `N` (referral show --json); 已有更新的就不退", EN: "version `N` that was seen (referral show --json): a newer one refuses"}))
	return v
}

func (a *app) referralList() *cobra.Command {
	var on string
	var all bool
	var limit int
	v := a.verb(reads, "list", text.Text{ZH: "列出没有完的, 或全部", EN: "list those not at their end, or all"}, 0, 0, func(b *book, _ []string) error {
		rows, err := b.desk.Referrals(on, all, limit)
		if err != nil {
			return err
		}
		return show(b, rows, func(r view.Referral) []string {
			s, _ := r.Referral.Last()
			return []string{r.Referral.ID, a.t(rules.WordOf(rules.ReferralWords, string(r.Referral.State))), moment(s.At), r.Referral.To,
				r.Referral.Case, a.t(r.Subject), a.t(r.What), momentOr(r.Due)}
		})
	})
	f := v.Flags()
	f.StringVar(&on, "case", "", a.t(text.Text{ZH: "只看事项 `CASE` 的", EN: "of `CASE` alone"}))
	f.BoolVar(&all, "all", false, a.t(text.Text{ZH: "全部, 新的在前", EN: "all, newest first"}))
	f.IntVar(&limit, "limit", 0, a.t(text.Text{ZH: "最多 `N` 条 (0: 不限)", EN: "at most `N` (0: no limit)"}))
	return v
}

func (a *app) referralShow() *cobra.Command {
	return a.verb(reads, "show REFERRAL", text.Text{ZH: "一次移送: 去向, 护送, 每一步", EN: "one referral: where to, the escort, every step"}, 1, 1, func(b *book, args []string) error {
		r, err := b.desk.Referral(args[0])
		if err != nil {
			return err
		}
		if b.json {
			return b.object(r)
		}
		b.showReferral(r)
		return nil
	})
}

func (b *book) showReferral(v *view.Referral) {
	r := &v.Referral
	b.columns([][]string{{r.ID, b.t(rules.WordOf(rules.ReferralWords, string(r.State))), r.To, r.Case, b.t(v.Subject), b.t(rules.WordOf(rules.GoalWords, string(r.Goal)))}})
	rows := [][]string{}
	add := func(label text.Text, said string) {
		if said != "" {
			rows = append(rows, []string{"  " + b.t(label), said})
		}
	}
	add(text.Text{ZH: "电话", EN: "Telephone"}, strings.Join(v.Phones, ", "))
	add(text.Text{ZH: "护送", EN: "Escort"}, strings.Join(r.Escort, ", "))
	add(text.Text{ZH: "车辆", EN: "Vehicle"}, r.Vehicle)
	add(text.Text{ZH: "出发", EN: "Left"}, momentOr(r.DepartAt))
	add(text.Text{ZH: "待办", EN: "Awaited"}, strings.TrimSpace(b.t(v.What)+" "+momentOr(v.Due)))
	b.columns(rows)
	rows = nil
	for _, s := range r.Steps {
		signed, taken := "", ""
		if s.Signed {
			signed = b.t(text.Text{ZH: "双方已签", EN: "signed by both"})
		}
		if s.Back != nil {
			taken = b.t(text.Text{ZH: "已退回: %[1]s", EN: "taken back: %[1]s"}.With(s.Back.Reason))
		}
		rows = append(rows, []string{"  " + moment(s.At), s.By, b.t(rules.WordOf(rules.ReferralWords, string(s.State))), s.Who, signed, s.Text, taken})
	}
	b.section(text.Text{ZH: "经过", EN: "History"}, rows)
}
