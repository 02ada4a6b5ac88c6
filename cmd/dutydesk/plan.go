package main

import (
	"bufio"
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store"
)

func (a *app) planVerbs() *cobra.Command {
	c := a.group("plan", text.Text{ZH: "方案", EN: "plans"}, a.planList(), a.planShow(), a.planToday(), a.planReadings(), a.planAdopt(), a.planEnd(), a.planAsk(), a.planCheck(), a.planCoverage(),
		a.planCalendar(), a.planDone(), a.planWaive(), a.planUndo(), a.planDate(), a.planDrop(), a.planDay())
	c.AddCommand(a.ownPlanVerbs()...)
	return c
}

func (a *app) planRow(r view.PlanRow) []string {
	var ops []string
	for _, o := range r.Operations {
		ops = append(ops, o.ID+" "+string(o.From)+" - "+string(o.To))
	}
	state := a.t(rules.WordOf(rules.OperationWords, r.State))
	if r.Day > 0 && r.State == rules.OperationInForce {
		state += " " + strconv.Itoa(r.Day) + "/" + strconv.Itoa(r.Of)
	}
	next := ""
	if d := r.Next; d != nil {
		next = string(d.Due) + " " + a.t(d.Text)
	}
	return []string{r.Plan, a.t(r.Title), state, strings.Join(ops, "; "), next}
}

func (a *app) planList() *cobra.Command {
	return a.verb(reads, "list", text.Text{ZH: "有哪些方案, 哪些已启用", EN: "the plans, and which are adopted"}, 0, 0, func(b *book, _ []string) error {
		rows, err := b.desk.Plans()
		if err != nil {
			return err
		}
		for _, r := range rows {
			b.planFaults(r.Faults)
		}
		return show(b, rows, a.planRow)
	})
}

func (a *app) planShow() *cobra.Command {
	return a.verb(reads, "show PLAN", text.Text{ZH: "一个方案: 期限、到期事项、值守、清单和全部条文", EN: "one plan: its window, what falls due, the roster, the lists, and all it says"}, 1, 1, func(b *book, args []string) error {
		p, err := b.desk.Plan(strings.ToUpper(text.Digits(args[0])))
		switch {
		case err != nil:
			return err
		case b.json:
			return b.object(p)
		}
		b.planFaults(p.Faults)
		b.columns([][]string{a.planRow(p.PlanRow)})
		b.printf("%s\n", b.t(windowText(p)))
		var rows [][]string
		for _, d := range p.Deadlines {
			rows = append(rows, []string{string(d.Due), b.t(leftText(d.Left)), b.t(d.Text), strings.Join(d.Clauses, " ")})
		}
		if r := p.Roster; r != nil {
			rows = append(rows, []string{b.t(text.Text{ZH: "值守", EN: "roster"}), "", b.t(r.Text), strings.Join(r.Clauses, " ")})
		}
		for _, l := range p.Lists {
			rows = append(rows, []string{b.t(text.Text{ZH: "清单", EN: "list"}), "", b.t(text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(l.Text, command.Words(l.Items))), strings.Join(l.Clauses, " ")})
		}
		b.columns(rows)
		b.duties(p.Duties)
		b.planRegisters(p.Registers)
		b.figures(p.Figures)
		b.demands(p.Demands)
		b.readings(p.Plan, p.Readings)
		b.planSections(p.Sections)
		return nil
	})
}

// windowText is the season of a plan in words; some texts print no first day, or none at all.
func windowText(p *view.PlanPage) text.Text {
	switch {
	case p.To == "":
		return text.Text{ZH: "条文没写起止日期", EN: "no days in the text"}
	case p.From == "":
		return text.Text{ZH: "本季期限 至 %[1]s, 条文没写首日", EN: "window of this season to %[1]s, no first day in the text"}.With(string(p.To))
	}
	return text.Text{ZH: "本季期限 %[1]s 至 %[2]s, %[3]d 天", EN: "window of this season %[1]s to %[2]s, %[3]d days"}.With(string(p.From), string(p.To), p.Days)
}

func leftText(days int) text.Text {
	switch {
	case days < 0:
		return text.Text{ZH: "已过 %[1]d 天", EN: "%[1]d days ago"}.With(-days)
	case days == 0:
		return text.Text{ZH: "今天", EN: "today"}
	}
	return text.Text{ZH: "还有 %[1]d 天", EN: "in %[1]d days"}.With(days)
}

func (a *app) planAdopt() *cobra.Command {
	var c command.AdoptPlan
	var from, to string
	v := a.verb(writes, "adopt PLAN", text.Text{ZH: "本季启用方案", EN: "put a plan in force for a season"}, 1, 1, func(b *book, args []string) error {
		c.Plan, c.From, c.To = args[0], rules.Date(from), rules.Date(to)
		res, err := b.desk.Do(b.request, &c)
		if err != nil {
			return err
		}
		return b.adopted(res)
	})
	f := v.Flags()
	f.IntVar(&c.SeasonStartYear, "season", 0, a.t(text.Text{ZH: "首日所在 `YEAR` (默认本季)", EN: "`YEAR` of the first day (default this season)"}))
	f.StringVar(&from, "from", "", a.t(text.Text{ZH: "首日 `DATE` (默认按方案)", EN: "first day `DATE` (default the plan's)"}))
	f.StringVar(&to, "to", "", a.t(text.Text{ZH: "末日 `DATE` (默认按方案)", EN: "last day `DATE` (default the plan's)"}))
	f.StringToStringVar(&c.Settings, "set", nil, a.t(text.Text{ZH: "设置 `NAME=VALUE,...`", EN: "settings `NAME=VALUE,...`"}))
	return v
}

// adopted prints the id of an operation, and on stderr its first and last day and whether
// today is one of them: until then, or since then, nothing is due by it.
func (b *book) adopted(res command.Result) error {
	rows, err := b.desk.Plans()
	if err != nil {
		b.note(text.Text{ZH: "已启用, 日期没有读出: %[1]s", EN: "Adopted; its dates could not be read: %[1]s"}.With(rules.AsError(err).Text))
		return b.saved(res)
	}
	var op rules.Operation
	for _, r := range rows {
		if i := slices.IndexFunc(r.Operations, func(o rules.Operation) bool { return o.ID == res.ID }); i >= 0 {
			op = r.Operations[i]
		}
	}
	err = b.saved(res)
	b.note(text.Text{ZH: "%[1]s: %[2]s 至 %[3]s", EN: "%[1]s: %[2]s to %[3]s"}.With(op.ID, string(op.From), string(op.To)))
	today := rules.DateOf(b.st.Now())
	switch op.State(today) {
	case "planned":
		b.note(text.Text{ZH: "%[2]s 今天还没有生效; 要从今天起执行, 再加 --from %[1]s",
			EN: "%[2]s is not in force yet; for it to begin today, adopt it again with --from %[1]s"}.With(string(today), op.ID))
	case "ended":
		b.note(text.Text{ZH: "%[1]s 今天已过期限; 日期用 --from 和 --to 写明", EN: "%[1]s has ended by today; name its days with --from and --to"}.With(op.ID))
	}
	return err
}

// planAsk answers questions about the plans (docs/plan-questions.md). Without own plans
// on a data folder that was named it needs no book.
func (a *app) planAsk() *cobra.Command {
	return &cobra.Command{Use: "ask", Short: a.t(text.Text{ZH: "每行读一个 JSON 问题, 每行答一个", EN: "read one JSON question a line, answer one a line"}), Args: a.arity(0, 0),
		RunE: func(*cobra.Command, []string) error {
			if a.holder != nil || a.ownLibrary() {
				return a.withBook(reads, func(st *store.Store) error { return answerAll(a.in, a.out, st.Public().AskPlans) })
			}
			return answerAll(a.in, a.out, plan.Shipped().Ask)
		}}
}

// answerAll answers line by line, in order. What is buffered goes out before it waits for
// a further question.
func answerAll(in io.Reader, out io.Writer, answer func([]byte) []byte) error {
	w := bufio.NewWriterSize(out, 64<<10)
	r := bufio.NewReaderSize(waiting{in, w}, 64<<10)
	for {
		line, err := r.ReadBytes('\n')
		if len(line) > 0 { // an empty line too has its answer, so that they stay in step
			w.Write(answer(bytes.TrimSpace(line)))
			w.WriteByte('\n')
		}
		if err != nil {
			if ferr := w.Flush(); err == io.EOF || ferr != nil {
				err = ferr
			}
			if err != nil {
				return &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{ZH: "读写中断: %[1]s", EN: "Input or output broke off: %[1]s"}.With(cause(err))}
			}
			return nil
		}
	}
}

// waiting flushes the answers before each read that may wait.
type waiting struct {
	io.Reader
	w *bufio.Writer
}

func (w waiting) Read(p []byte) (int, error) {
	if err := w.w.Flush(); err != nil {
		return 0, err
	}
	return w.Reader.Read(p)
}
