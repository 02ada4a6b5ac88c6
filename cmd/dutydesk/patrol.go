package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) patrolVerbs() *cobra.Command {
	return a.group("patrol", text.Text{ZH: "巡查", EN: "patrols"},
		a.patrolOut(), a.patrolStop(), a.patrolBack(), a.patrolFix(), a.patrolUndo(), a.patrolList(), a.patrolShow(), a.patrolCoverage())
}

func (a *app) toldFlag(f *pflag.FlagSet, told *string) {
	f.StringVar(told, "told", "", a.t(text.Text{ZH: "代录: 谁打电话报的 `NAME`", EN: "written down for `NAME`, who told it by telephone"}))
}

func (a *app) patrolOut() *cobra.Command {
	var c command.StartPatrol
	var at, back, expected string
	var protected, unprotected bool
	v := a.verb(writes, "out [CREW...]", text.Text{ZH: "巡查出发, 或 --back 整趟补记; --village 是村里自己的", EN: "a patrol leaves, or with --back was a whole one; with --village it is a village's own"}, 0, -1, func(b *book, args []string) (err error) {
		c.Crew = args
		switch {
		case protected && unprotected:
			return usage(text.Text{ZH: "--protected 和 --unprotected 只用一个。", EN: "--protected or --unprotected, not both."})
		case protected || unprotected:
			c.Protected = &protected
		}
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		if c.Back, err = b.timeFlag("back", back, false); err != nil {
			return err
		}
		if c.Expected, err = b.timeFlag("expected", expected, true); err != nil {
			return err
		}
		if err := b.do(&c); err != nil || c.Village != "" {
			return err
		}
		if lists, err := b.desk.Lists(); err == nil {
			if t := view.Unlisted(c.Crew, lists.Officers); !t.IsZero() {
				b.note(t)
			}
		}
		return nil
	})
	f := v.Flags()
	f.StringVar(&c.Phone, "phone", "", a.t(text.Text{ZH: "打得通他们的电话 `NUMBER` (不写用名册上的)", EN: "the telephone `NUMBER` of the team (default the list's own)"}))
	f.StringVar(&c.Vehicle, "vehicle", "", a.t(text.Text{ZH: "车辆 `TEXT`", EN: "vehicle `TEXT`"}))
	f.StringVar(&c.Village, "village", "", a.t(text.Text{ZH: "哪个村(社区)自己的巡查 `NAME`", EN: "the village `NAME` whose own round it is"}))
	f.StringSliceVar(&c.Places, "place", nil, a.t(text.Text{ZH: "要去的地方 `NAME,...`", EN: "where it is to go, `NAME,...`"}))
	f.StringSliceVar(&c.Agencies, "with", nil, a.t(text.Text{ZH: "联合巡查的单位 `NAME,...`", EN: "units that go along, `NAME,...`"}))
	f.BoolVar(&protected, "protected", false, a.t(text.Text{ZH: "防护到位 (P1.4.3)", EN: "with protection (P1.4.3)"}))
	f.BoolVar(&unprotected, "unprotected", false, a.t(text.Text{ZH: "没有防护", EN: "without protection"}))
	f.StringVar(&c.Note, "note", "", a.t(text.Text{ZH: "说明 `TEXT`", EN: "a note `TEXT`"}))
	f.StringVar(&expected, "expected", "", a.t(text.Text{ZH: "应回的时间 `TIME`", EN: "when it should be back, `TIME`"}))
	f.StringVar(&back, "back", "", a.t(text.Text{ZH: "已经返回的时间 `TIME`: 整趟补记", EN: "when it was back, `TIME`: told as a whole"}))
	f.BoolVar(&c.Confirmed, "yes", false, a.t(text.Text{ZH: "值班室没有人也出发", EN: "leave though nobody stays in the duty room"}))
	f.StringVar(&c.Seen, "seen", "", a.t(text.Text{ZH: "整趟看到的 `TEXT`", EN: "what was seen on the whole, `TEXT`"}))
	a.toldFlag(f, &c.Told)
	a.atFlag(v, &at)
	return v
}

func (a *app) patrolStop() *cobra.Command {
	var c command.StopPatrol
	var in command.Intake
	var person personFlags
	var at, backBy string
	var found bool
	v := a.verb(writes, "stop PATROL PLACE [SEEN]", text.Text{ZH: "到了一处: 看到什么; --found 立案", EN: "a place that it came to, what was seen; --found opens a case"}, 2, -1, func(b *book, args []string) (err error) {
		c.Patrol, c.Place, c.Seen = args[0], args[1], strings.Join(args[2:], " ")
		if found {
			if in.Person, err = person.person(); err != nil {
				return err
			}
			in.Kind = rules.CaseKind(person.kind)
			c.Open = &in
		}
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		if c.BackBy, err = b.timeFlag("back-by", backBy, true); err != nil {
			return err
		}
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&backBy, "back-by", "", a.t(text.Text{ZH: "应回改为 `TIME`", EN: "they will be back by `TIME` now"}))
	f.BoolVar(&c.Skipped, "skipped", false, a.t(text.Text{ZH: "跳过没去, 写明原因", EN: "it was passed over: say why"}))
	f.StringVar(&c.Hazard, "hazard", "", a.t(text.Text{ZH: "隐患 `TEXT`", EN: "a hazard `TEXT`"}))
	f.BoolVar(&found, "found", false, a.t(text.Text{ZH: "发现人, 立案", EN: "a person was found: open a case"}))
	f.StringVar(&c.Case, "case", "", a.t(text.Text{ZH: "发现的人并入 `CASE`", EN: "the person found belongs to `CASE`"}))
	a.personFlags(f, &person, "name")
	a.toldFlag(f, &c.Told)
	a.atFlag(v, &at)
	return v
}

func (a *app) patrolBack() *cobra.Command {
	var c command.ReturnPatrol
	var at string
	v := a.verb(writes, "back PATROL [SEEN]", text.Text{ZH: "巡查返回", EN: "a patrol is back"}, 1, -1, func(b *book, args []string) (err error) {
		c.Patrol, c.Seen = args[0], strings.Join(args[1:], " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	a.toldFlag(v.Flags(), &c.Told)
	a.atFlag(v, &at)
	return v
}

func (a *app) patrolFix() *cobra.Command {
	var c command.FixHazard
	var at string
	v := a.verb(writes, "fix PATROL STOP WORDS", text.Text{ZH: "隐患怎样处理了; STOP 是第几站", EN: "what was done about the hazard of stop number STOP"}, 3, -1, func(b *book, args []string) (err error) {
		if c.Stop, err = strconv.Atoi(text.Digits(args[1])); err != nil {
			return usage(text.Text{ZH: "第几站要写数字。", EN: "The stop is a number."})
		}
		c.Patrol, c.Fix = args[0], strings.Join(args[2:], " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	a.atFlag(v, &at)
	return v
}

func (a *app) patrolUndo() *cobra.Command {
	var c command.UndoPatrol
	v := a.verb(writes, "undo PATROL REASON", text.Text{ZH: "撤回记错的一步 (默认最后一步)", EN: "take a wrong step back (default the last one)"}, 2, -1, func(b *book, args []string) error {
		c.Patrol, c.Reason = args[0], strings.Join(args[1:], " ")
		res, err := b.desk.Do(b.request, &c)
		if err != nil {
			return err
		}
		if len(res.More) > 0 && !b.json {
			b.note(view.CasesStay(res.More))
		}
		return b.saved(res)
	})
	v.Flags().StringVar(&c.Step, "step", "", a.t(text.Text{ZH: "哪一步 `STEP`: out (整趟) back stop/N fix/N", EN: "which `STEP`: out (the whole) back stop/N fix/N"}))
	v.Flags().Int64Var(&c.Version, "version", 0, a.t(text.Text{ZH: "看过的版本 `N`; 已有更新的就不撤", EN: "version `N` that was seen: a newer one refuses"}))
	return v
}

func (a *app) patrolList() *cobra.Command {
	var all bool
	var limit int
	v := a.verb(reads, "list", text.Text{ZH: "在外的巡查, 或全部", EN: "who is out on patrol, or all"}, 0, 0, func(b *book, _ []string) error {
		p, err := b.desk.Patrols(limit)
		if err != nil {
			return err
		}
		rows := p.Out
		if all {
			rows = append(rows, p.Rows...)
		}
		return show(b, rows, a.patrolRow)
	})
	v.Flags().BoolVar(&all, "all", false, a.t(text.Text{ZH: "返回的也列, 新的在前", EN: "those that are back too, newest first"}))
	v.Flags().IntVar(&limit, "limit", 30, a.t(text.Text{ZH: "返回的最多 `N` 趟 (0: 不限)", EN: "at most `N` of those that are back (0: no limit)"}))
	return v
}

func (a *app) patrolRow(r view.PatrolRow) []string {
	last := ""
	if s := r.Patrol.Latest(); s != nil {
		last = s.Place.Text + " " + rules.Stamp(s.At)
	}
	silent := ""
	if r.Patrol.IsOut() {
		silent = momentOr(r.Due)
	}
	return []string{r.Patrol.ID, a.t(r.Standing), rules.Stamp(r.Patrol.Out.At), r.Village, r.Patrol.Who(),
		a.t(text.Text{ZH: "%[1]d 站", EN: "%[1]d stops"}.With(len(r.Patrol.Stands()))), last, silent}
}

func (a *app) patrolShow() *cobra.Command {
	return a.verb(reads, "show PATROL", text.Text{ZH: "一趟巡查: 谁, 每一站, 发现, 返回", EN: "one patrol: who, every stop, what was found, the return"}, 1, 1, func(b *book, args []string) error {
		r, err := b.desk.Patrol(args[0])
		if err != nil {
			return err
		}
		if b.json {
			return b.object(r)
		}
		b.columns([][]string{a.patrolRow(*r)})
		var rows [][]string
		for _, l := range view.PatrolLines(r) {
			rows = append(rows, []string{"  " + b.t(l[0]), b.t(l[1])})
		}
		b.columns(rows)
		return nil
	})
}

func (a *app) patrolCoverage() *cobra.Command {
	return a.verb(reads, "coverage", text.Text{ZH: "巡查覆盖: 下一趟几点, 部位多久没去, 哪些村没巡, 未处理的隐患", EN: "what was covered: the next one due, places and areas by how long ago, villages, hazards"}, 0, 0, func(b *book, _ []string) error {
		p, err := b.desk.Patrols(1)
		if err != nil {
			return err
		}
		if b.json {
			return b.object(p.Cover)
		}
		b.showCover(&p.Cover, p.Now)
		return nil
	})
}

func (b *book) showCover(c *view.PatrolCover, now time.Time) {
	ago := func(at *time.Time) string {
		if at == nil {
			return b.t(text.Text{ZH: "没有记录", EN: "never on record"})
		}
		return b.t(view.Ago(now.Sub(*at)))
	}
	b.columns([][]string{
		{b.t(text.Text{ZH: "间隔", EN: "Interval"}), b.t(text.Text{ZH: "%[1]d 小时", EN: "%[1]d hours"}.With(int(c.Interval.Hours()))), b.t(rules.WordOf(rules.WarningLevelWords, string(c.Level)))},
		{b.t(text.Text{ZH: "上一趟", EN: "Last"}), ago(c.Last)},
		{b.t(text.Text{ZH: "夜间", EN: "By night"}), ago(c.Night), "P3.4.4"},
		{b.t(text.Text{ZH: "下一趟", EN: "Next due"}), momentOr(c.Due), b.t(rules.WordOf(rules.ObligationWords, string(c.State)))},
	})
	var rows [][]string
	for _, x := range c.Areas {
		mark := b.t(text.Text{ZH: "缺", EN: "not covered"})
		if x.Covered {
			mark = b.t(text.Text{ZH: "已覆盖", EN: "covered"})
		}
		rows = append(rows, []string{"  " + b.t(x.Text), mark, fmt.Sprint(x.Places), ago(x.At), strings.Join(x.Clauses, " ")})
	}
	b.section(text.Text{ZH: "部位种类", EN: "Kinds of area"}, rows)
	rows = nil
	for _, x := range c.Places {
		rows = append(rows, []string{"  " + x.Place.Name, x.Place.Area, ago(x.At), x.Patrol})
	}
	b.section(text.Text{ZH: "重点部位", EN: "Key places"}, rows)
	rows = nil
	for _, x := range c.Villages {
		mark := b.t(text.Text{ZH: "今日未记", EN: "none today"})
		if x.Today {
			mark = b.t(text.Text{ZH: "今日已巡", EN: "done today"})
		}
		rows = append(rows, []string{"  " + x.Village.Name, mark, ago(x.At), x.Patrol})
	}
	b.section(text.Text{ZH: "各村巡查 (P7.2.19)", EN: "Rounds of the villages (P7.2.19)"}, rows)
	rows = nil
	for _, x := range c.Hazards {
		rows = append(rows, []string{"  " + x.Patrol, fmt.Sprint(x.Stop), rules.Stamp(x.At), x.Place, x.Text})
	}
	b.section(text.Text{ZH: "未处理的隐患 (P1.3.2)", EN: "Hazards not dealt with (P1.3.2)"}, rows)
}
