package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
)

// planToday prints what the plans in force ask for together.
func (a *app) planToday() *cobra.Command {
	return a.verb(reads, "today", text.Text{ZH: "执行中的方案今天合起来要求什么", EN: "what the plans in force ask for together"}, 0, 0, func(b *book, _ []string) error {
		p, err := b.desk.PlansToday()
		if err != nil || b.json {
			return orObject(b, p, err)
		}
		if len(p.Seasons) == 0 {
			b.note(text.Text{ZH: "今天没有方案在执行, 下面是法规的要求。启用: dutydesk plan adopt P1", EN: "No plan is in force today; below is what regulations demand. To adopt one: dutydesk plan adopt P1"})
		}
		var rows [][]string
		for _, s := range p.Seasons {
			rows = append(rows, []string{s.Operation.ID, b.t(s.Title), b.t(text.Text{ZH: "第 %[1]d 天, 共 %[2]d 天", EN: "day %[1]d of %[2]d"}.With(s.Day, s.Days)), string(s.Operation.From) + " - " + string(s.Operation.To)})
		}
		b.columns(rows)
		rows = nil
		for _, d := range p.Deadlines {
			rows = append(rows, []string{string(d.Due), b.t(leftText(d.Left)), b.t(d.Text), strings.Join(d.Clauses, " ")})
		}
		for _, r := range p.Rosters {
			rows = append(rows, []string{b.t(text.Text{ZH: "值守", EN: "roster"}), "", b.t(r.Text), strings.Join(r.Clauses, " ")})
		}
		for i := range p.Registers {
			d := &p.Registers[i]
			rows = append(rows, []string{string(d.Due), b.t(leftText(d.Left)), b.t(d.Words()), strings.Join(d.Clauses, " ")})
		}
		b.columns(rows)
		b.duties(p.Duties)
		b.demands(p.Demands)
		return nil
	})
}

// orObject prints v as JSON unless the read failed.
func orObject(b *book, v any, err error) error {
	if err != nil {
		return err
	}
	return b.object(v)
}

// demands prints what can be asked for in a case, each act with its limit and clauses.
func (b *book) demands(list []rules.Demand) {
	if len(list) == 0 {
		return
	}
	b.printf("\n%s\n", b.t(text.Text{ZH: "对救助事项的要求", EN: "What is asked for in a case"}))
	rows := make([][]string, len(list))
	for i := range list {
		d := &list[i]
		what := b.t(d.Text)
		if d.Review {
			what += b.t(text.Text{ZH: " (待核)", EN: " (review)"})
		}
		rows[i] = []string{" " + b.t(rules.WordOf(rules.GoalWords, string(d.Goal))), what, b.t(d.Within()), strings.Join(d.Clauses, " ")}
	}
	b.columns(rows)
}

// planReadings prints where the plans can be read two ways.
func (a *app) planReadings() *cobra.Command {
	return a.verb(reads, "readings [PLAN]", text.Text{ZH: "方案有歧义处的两种读法, 现在按哪一种", EN: "where the plans can be read two ways, and how they are read"}, 0, 1, func(b *book, args []string) error {
		var ids []string
		if len(args) > 0 {
			ids = []string{strings.ToUpper(text.Digits(args[0]))}
		} else {
			rows, err := b.desk.Plans()
			if err != nil {
				return err
			}
			for _, r := range rows {
				ids = append(ids, r.Plan)
			}
		}
		for _, id := range ids {
			p, err := b.desk.Plan(id)
			if err == nil {
				err = b.readingsOf(p.Plan, p.Operation, p.Readings)
			}
			if err != nil {
				return err
			}
		}
		if len(args) > 0 {
			return nil
		}
		return b.readingsOf("R", "", plan.Shipped().Register())
	})
}

// readingsOf prints or emits the readings of a plan, of R those that belong to none alone.
func (b *book) readingsOf(id, operation string, list []rules.Ambiguity) error {
	if !b.json {
		b.readings(id, list)
		return nil
	}
	for _, r := range list {
		if err := b.object(struct {
			Plan      string `json:"plan"`
			Operation string `json:"operation,omitempty"`
			rules.Ambiguity
		}{id, operation, r}); err != nil {
			return err
		}
	}
	return nil
}

// readings prints those of a plan, each with its options and a mark on the one that holds.
func (b *book) readings(id string, list []rules.Ambiguity) {
	if len(list) == 0 {
		return
	}
	b.printf("\n%s %s\n", id, b.t(text.Text{ZH: "有歧义处的读法", EN: "Readings"}))
	var rows [][]string
	for i := range list {
		r := &list[i]
		words := b.t(r.Text)
		switch {
		case r.Options != nil:
		case id == "R":
			words += b.t(text.Text{ZH: " (只有一种读法)", EN: " (one reading)"})
		default:
			words += b.t(text.Text{ZH: " (按登记的读法, 不另选)", EN: " (as the register reads it, no choice)"})
		}
		rows = append(rows, []string{" " + r.ID, "", words, strings.Join(r.Clauses, " ")})
		for k, o := range r.Options {
			mark, words := "", b.t(o.Text)
			if o.Code == r.Taken {
				mark = "*"
			}
			if k == 0 {
				words += b.t(text.Text{ZH: " (登记的读法)", EN: " (the register's)"})
			}
			rows = append(rows, []string{"", mark, words, r.ID + "=" + o.Code})
		}
	}
	b.columns(rows)
}

func (a *app) planEnd() *cobra.Command {
	var c command.EndPlan
	var on string
	v := a.verb(writes, "end OPERATION REASON", text.Text{ZH: "提前结束或撤销已启用的方案, 写明原因", EN: "end an adopted plan early, or withdraw it, with a reason"}, 2, -1, func(b *book, args []string) error {
		c.Operation, c.Reason, c.On = args[0], strings.Join(args[1:], " "), rules.Date(on)
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&on, "on", "", a.t(text.Text{ZH: "末日 `DATE` (默认今天)", EN: "last day `DATE` (default today)"}))
	f.BoolVar(&c.Withdraw, "withdraw", false, a.t(text.Text{ZH: "立即撤销, 不论是否开始", EN: "withdraw it at once, begun or not"}))
	return v
}

// figures prints the sums and counts of a plan, each with how it comes about.
func (b *book) figures(list []rules.Figure) {
	if len(list) == 0 {
		return
	}
	b.printf("\n%s\n", b.t(text.Text{ZH: "金额和户数", EN: "Sums and counts"}))
	var rows [][]string
	for i := range list {
		f := &list[i]
		open := ""
		if f.Setting {
			open = f.Item + "="
		}
		rows = append(rows, []string{" " + b.t(f.Text), b.t(f.Words()), strings.Join(f.Clauses, " "), open})
		if f.Reading != nil {
			rows = append(rows, []string{"", b.t(f.Reading.Text), f.Reading.ID})
		}
	}
	b.columns(rows)
}
