package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) caseSettle() *cobra.Command {
	var c command.Settle
	var witnesses []string
	v := a.verb(writes, "settle CASE OUTCOME [WORDS]", text.Text{ZH: "已处置: helped shelter station hospital mental_hospital home refused left died other; 同一结果再写是补充",
		EN: "settled: helped shelter station hospital mental_hospital home refused left died other; the same outcome again adds to it"}, 2, -1, func(b *book, args []string) error {
		c.Case, c.Outcome, c.Note = args[0], rules.Outcome(args[1]), strings.Join(args[2:], " ")
		for _, w := range witnesses {
			c.Witnesses = append(c.Witnesses, witness(w))
		}
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&c.Place, "place", "", a.t(text.Text{ZH: "避寒点、医院 `PLACE`", EN: "shelter or hospital, `PLACE`"}))
	f.StringVar(&c.Over, "over", "", a.t(text.Text{ZH: "避寒点已满还要安置的原因 `REASON` (带班领导, 或加 --order)", EN: "`REASON` to take one more into a full shelter (a leader, or with --order)"}))
	f.StringVar(&c.Order, "order", "", a.t(text.Text{ZH: "本件上的口头指示 `ORDER`", EN: "`ORDER` on this case"}))
	f.StringVar(&c.Receiver.Name, "receiver", "", a.t(text.Text{ZH: "接收人姓名 `NAME`", EN: "`NAME` of who received the person"}))
	f.StringVar(&c.Receiver.Relation, "relation", "", a.t(text.Text{ZH: "与本人关系 `TEXT`", EN: "how they are related, `TEXT`"}))
	f.StringVar(&c.Receiver.Phone, "receiver-phone", "", a.t(text.Text{ZH: "接收人电话 `NUMBER`", EN: "their telephone `NUMBER`"}))
	f.BoolVar(&c.Receiver.IDSeen, "id-seen", false, a.t(text.Text{ZH: "已核对接收人证件, 留了复印件", EN: "their identity paper was looked at and copied"}))
	f.StringVar(&c.Receiver.Proof, "proof", "", a.t(text.Text{ZH: "监护证明 `TEXT`", EN: "what proves the guardian, `TEXT`"}))
	f.StringVar((*string)(&c.Sign), "sign", "", a.t(text.Text{ZH: "拒绝救助怎样签的 `HOW`: signed thumb would_not", EN: "how a refusal was signed, `HOW`: signed thumb would_not"}))
	f.StringArrayVar(&witnesses, "witness", nil, a.t(text.Text{ZH: "拒签见证人 `NAME,UNIT,PHONE`, 写两次", EN: "witness `NAME,UNIT,PHONE` of a refusal to sign, twice"}))
	return v
}

// witness reads name, unit or relation, and telephone between commas of either width.
func witness(s string) rules.Witness {
	part := append(strings.SplitN(strings.ReplaceAll(s, "，", ","), ",", 3), "", "")
	return rules.Witness{Name: strings.TrimSpace(part[0]), Unit: strings.TrimSpace(part[1]), Phone: strings.TrimSpace(part[2])}
}

func (a *app) caseClose() *cobra.Command {
	var c command.CloseCase
	v := a.verb(writes, "close CASE [WORDS]", text.Text{ZH: "办结; --over 由带班领导越过没办的", EN: "close a case; with --over a leader does so over what is open"}, 1, -1, func(b *book, args []string) error {
		c.Case, c.Note = args[0], strings.Join(args[1:], " ")
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Over, "over", "", a.t(text.Text{ZH: "有没办的也办结的原因 `REASON` (带班领导, 或加 --order)", EN: "`REASON` to close it over what is open (a leader, or with --order)"}))
	v.Flags().StringVar(&c.Order, "order", "", a.t(text.Text{ZH: "本件上的口头指示 `ORDER`", EN: "`ORDER` on this case"}))
	return v
}

func (a *app) caseReopen() *cobra.Command {
	var c command.ReopenCase
	v := a.verb(writes, "reopen CASE REASON", text.Text{ZH: "办结的重新打开, 写明原因; 办错了用 back", EN: "open a closed case again, with a reason; back is for a slip"}, 2, -1, func(b *book, args []string) error {
		c.Case, c.Reason = args[0], strings.Join(args[1:], " ")
		return b.do(&c)
	})
	v.Flags().Int64Var(&c.Version, "version", 0, a.t(text.Text{ZH: "看过的版本 `N` (case show --json)", EN: "version `N` that was seen (case show --json)"}))
	return v
}

func (a *app) caseClosing() *cobra.Command {
	return a.verb(reads, "closing CASE", text.Text{ZH: "办结前还要清哪些", EN: "all that stands in the way of closing a case"}, 1, 1, func(b *book, args []string) error {
		if err := b.desk.SeesPersons(); err != nil {
			return err
		}
		p, err := b.desk.Case(args[0])
		if err != nil {
			return err
		}
		if b.json {
			return show(b, p.Closing, func(rules.Block) []string { return nil })
		}
		b.columns(append(b.blockRows(p.Closing), b.hintRows(p.Hints)...))
		return nil
	})
}

func (b *book) blockRows(blocks []rules.Block) [][]string {
	var rows [][]string
	for _, x := range blocks {
		firm := ""
		if x.Firm {
			firm = b.t(text.Text{ZH: "不能越过", EN: "firm"})
		}
		rows = append(rows, []string{"  " + b.t(rules.WordOf(rules.BlockWords, string(x.Kind))), x.Code + x.Record, x.Clause, firm, b.t(x.Text)})
	}
	return rows
}

func (a *app) placeBeds() *cobra.Command {
	return a.verb(reads, "beds", text.Text{ZH: "避寒点里有谁, 空几张床", EN: "who is in the shelters, and the beds that are free"}, 0, 0, func(b *book, _ []string) error {
		all, err := b.desk.Shelters()
		if err != nil {
			return err
		}
		return show(b, all, func(s view.Shelter) []string {
			free := b.t(text.Text{ZH: "床位数没有登记", EN: "beds not written down"})
			if s.Free != nil {
				free = b.t(text.Text{ZH: "空 %[1]s", EN: "%[1]s free"}.With(strconv.Itoa(*s.Free)))
			}
			if s.Over > 0 {
				free = b.t(text.Text{ZH: "超员 %[1]d", EN: "%[1]d over"}.With(s.Over))
			}
			var who []string
			for _, p := range s.In {
				who = append(who, p.Case+" "+b.t(p.Subject))
			}
			return []string{s.Place.ID, s.Place.Name, free, b.t(text.Text{ZH: "在 %[1]d", EN: "%[1]d in"}.With(len(s.In))), strings.Join(who, "; ")}
		})
	})
}

// followupVerbs write the visits to those who declined help (P3.4.6).
func (a *app) followupVerbs() *cobra.Command {
	return a.group("followup", text.Text{ZH: "回访", EN: "visits to those who declined help"},
		a.followupAdd(), a.followupList(), a.followupStrike())
}

func (a *app) followupAdd() *cobra.Command {
	var c command.RecordFollowUp
	var at string
	v := a.verb(writes, "add CASE RESULT [WORDS]", text.Text{ZH: "记回访: found refuses accepts gone not_found", EN: "record a visit: found refuses accepts gone not_found"}, 2, -1, func(b *book, args []string) (err error) {
		c.Case, c.Result, c.Words = args[0], rules.VisitResult(args[1]), strings.Join(args[2:], " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	a.atFlag(v, &at)
	return v
}

func (a *app) followupList() *cobra.Command {
	var on string
	var limit int
	v := a.verb(reads, "list", text.Text{ZH: "列出回访, 新的在前", EN: "list the visits, newest first"}, 0, 0, func(b *book, _ []string) error {
		all, err := b.desk.FollowUps(on, limit)
		if err != nil {
			return err
		}
		return show(b, all, func(r view.FollowUp) []string {
			v, struck := &r.FollowUp, ""
			if v.Struck != "" {
				struck = b.t(text.Text{ZH: "已撤回: %[1]s", EN: "taken back: %[1]s"}.With(v.Struck))
			}
			return []string{v.ID, moment(v.At), v.By, v.Case, b.t(r.Subject), b.t(rules.WordOf(rules.VisitWords, string(v.Result))), v.Words, struck}
		})
	})
	v.Flags().StringVar(&on, "case", "", a.t(text.Text{ZH: "只要这件 `CASE` 的, 旧的在前", EN: "of this `CASE` alone, oldest first"}))
	v.Flags().IntVar(&limit, "limit", 0, a.t(text.Text{ZH: "最多 `N` 条 (0: 不限)", EN: "at most `N` (0: no limit)"}))
	return v
}

func (a *app) followupStrike() *cobra.Command {
	return a.verb(writes, "strike VISIT REASON", text.Text{ZH: "撤回记错的回访", EN: "take a wrong visit back"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.StrikeFollowUp{FollowUp: args[0], Reason: strings.Join(args[1:], " ")})
	})
}
