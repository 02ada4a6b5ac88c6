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

// handoverCount writes down what was found of one thing, or that the rest is as it should be.
func (a *app) handoverCount(id *string) *cobra.Command {
	var c command.CountThings
	var one rules.Counting
	var found string
	var ok, wrong bool
	v := a.verb(writes, "count [KEY]", text.Text{ZH: "清点: 一样一样记, 或 --rest 其余都相符", EN: "count: one thing, or --rest for all others as they should be"}, 0, 1, func(b *book, args []string) error {
		c.Handover, c.Counts = *id, nil
		said := found != "" || ok || wrong || one.Word != ""
		switch {
		case len(args) == 0 && (said || !c.Rest):
			return usage(text.Text{ZH: "写清点的是哪一样 (handover show 里 thing/ 开头的), 或 --rest。", EN: "Say which thing (thing/… in handover show), or --rest."})
		case ok && wrong:
			return usage(text.Text{ZH: "--ok 和 --wrong 只能写一个。", EN: "Either --ok or --wrong."})
		}
		if len(args) > 0 {
			one.Key = args[0]
			if found != "" {
				n, err := strconv.ParseInt(text.Digits(found), 10, 64)
				if err != nil {
					return usage(text.Text{ZH: "--found 要写整数。", EN: "--found needs a whole number."})
				}
				one.Found = &n
			}
			if ok || wrong {
				one.OK = &ok
			}
			c.Counts = []rules.Counting{one}
		}
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&found, "found", "", a.t(text.Text{ZH: "实点 `N` (备用物资)", EN: "`N` were found (goods)"}))
	f.BoolVar(&ok, "ok", false, a.t(text.Text{ZH: "在, 完好", EN: "there and in order"}))
	f.BoolVar(&wrong, "wrong", false, a.t(text.Text{ZH: "缺或有损", EN: "missing or damaged"}))
	f.StringVar(&one.Word, "word", "", a.t(text.Text{ZH: "情况 `TEXT`: 不符的原因; 车辆写里程、油量、损伤", EN: "`TEXT`: why it differs; of a vehicle mileage, fuel and damage"}))
	f.BoolVar(&c.Rest, "rest", false, a.t(text.Text{ZH: "其余未点的都相符, 车辆除外", EN: "all not counted yet is as it should be, vehicles excepted"}))
	return v
}

func (a *app) handoverRemind(id *string) *cobra.Command {
	var c command.RemindTaker
	var missed bool
	v := a.verb(writes, "remind [WORDS]", text.Text{ZH: "记催接班的电话: 通没通", EN: "note a call to whoever should take over: reached or not"}, 0, -1, func(b *book, args []string) error {
		if c.Reached == missed {
			return usage(text.Text{ZH: "通了写 --reached, 没接写 --missed。", EN: "Say --reached or --missed."})
		}
		c.Handover, c.Words = *id, strings.Join(args, " ")
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&c.Who, "who", "", a.t(text.Text{ZH: "打给 `WHO` (默认接班人)", EN: "`WHO` was rung (default: who takes over)"}))
	f.BoolVar(&c.Reached, "reached", false, a.t(text.Text{ZH: "通了", EN: "reached"}))
	f.BoolVar(&missed, "missed", false, a.t(text.Text{ZH: "未接", EN: "not reached"}))
	return v
}

// handoverRelease lets the shift pass that is meant: of two who let it pass at once, one is
// told that it has passed.
func (a *app) handoverRelease(id *string) *cobra.Command {
	var c command.ReleaseShift
	var shift string
	v := a.verb(writes, "release --to OFFICER --leader LEADER REASON", text.Text{ZH: "带班领导放行: 不等签接, 由别人或本人接着值", EN: "a leader lets the shift pass unsigned, to another or to the same officer"}, 1, -1, func(b *book, args []string) error {
		c.Shift, c.Reason, c.PIN = shift, strings.Join(args, " "), b.pin
		switch {
		case shift != "" && *id != "":
			return usage(text.Text{ZH: "--shift 和 --handover 只能写一个。", EN: "Either --shift or --handover."})
		case *id != "":
			p, err := b.desk.Handover(*id)
			if err != nil {
				return err
			}
			c.Shift = p.Shift.ID
		case shift == "":
			d, err := b.desk.Duty()
			if err != nil {
				return err
			}
			if d.Shift != nil {
				c.Shift = d.Shift.ID
			}
		}
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&shift, "shift", "", a.t(text.Text{ZH: "放行哪个班 `SHIFT` (默认现在的; 用 --request 重做时要写)", EN: "the `SHIFT` that passes (default the one on duty; say it when repeating with --request)"}))
	f.StringVar(&c.Incoming, "to", "", a.t(text.Text{ZH: "由 `OFFICER` 值下一班", EN: "`OFFICER` who goes on"}))
	f.StringVar(&c.Leader, "leader", "", a.t(text.Text{ZH: "下一班带班领导 `LEADER`", EN: "`LEADER` of the next shift"}))
	f.StringSliceVar(&c.Deputies, "deputy", nil, a.t(text.Text{ZH: "副班 `NAME,...`", EN: "deputies `NAME,...`"}))
	f.StringVar(&c.Driver, "driver", "", a.t(text.Text{ZH: "驾驶员 `NAME`", EN: "driver `NAME`"}))
	f.StringVar(&c.Ordered, "ordered", "", a.t(text.Text{ZH: "`LEADER` 电话里答应的 (记口头指示, 待补签)", EN: "said by `LEADER` on the telephone: an order to be signed"}))
	return v
}

// passing is who is late, who was rung, and on whose word the shift passed.
func (b *book) passing(p *view.Handover) []text.Text {
	var out []text.Text
	if !p.Waiting.IsZero() {
		out = append(out, p.Waiting)
	}
	for i := range p.Handover.Reminders {
		out = append(out, p.Handover.Reminders[i].Said())
	}
	if t := p.Handover.Passed(); !t.IsZero() {
		out = append(out, t)
	}
	return out
}
