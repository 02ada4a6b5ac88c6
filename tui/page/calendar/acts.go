package calendar

import (
	"fmt"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

var evidenceText = text.Text{ZH: "凭据说明、文号或数量、本台编号, 至少写一样。", EN: "Of evidence, number and record, give one at least."}

// item is what a command calls the duty of a row.
func item(r *view.CalendarRow) string {
	if r.Own != nil {
		return r.Own.ID
	}
	return r.Item
}

func version(r *view.CalendarRow) int64 {
	if r.Task == nil {
		return 0
	}
	return r.Task.Version
}

func lead(r *view.CalendarRow) func(screen.Env, int) []string {
	due := text.T(string(r.Due), string(r.Due))
	if r.Undated {
		due = undatedText
	}
	return dialog.Lead(text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(due, r.Text, strings.Join(r.Clauses, " ")))
}

// done asks for the day and what shows it.
func (p *Page) done() route.Action {
	r := *p.row()
	intro := func(env screen.Env, w int) []string {
		return append(lead(&r)(env, w), env.Wrap(env.T(evidenceText), w)...)
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "办完", EN: "Done"}, Draft: "duty/" + r.Key, Drafts: p.desk, Intro: intro,
		First: entry.Values{"done_on": string(rules.DateOf(p.c.Now))},
		Shape: entry.Fields(append(consists(&r),
			field.Spec{Name: "evidence.words", Label: text.Text{ZH: "凭据说明", EN: "Evidence"}, Max: command.MaxNote, Hint: text.Text{ZH: "贴在哪里, 报给谁, 谁签收", EN: "posted where, handed to whom"}},
			field.Spec{Name: "done_on", Label: text.Text{ZH: "完成日", EN: "Done on"}, Max: 20, Required: true},
			field.Spec{Name: "evidence.number", Label: text.Text{ZH: "文号或数量", EN: "Number"}, Max: command.MaxName},
			field.Spec{Name: "evidence.record", Label: text.Text{ZH: "本台编号", EN: "Record"}, Max: command.MaxName, Hint: text.Text{ZH: "单据、附件、事项的编号", EN: "id of a paper, attachment or case"}},
		)...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.DoDuty{Operation: r.Operation, Item: item(&r), Date: r.Date, DoneOn: rules.Date(v["done_on"]), Version: version(&r),
				Evidence: rules.Evidence{Words: v["evidence.words"], Record: v["evidence.record"], Number: v["evidence.number"], Has: v["evidence.has"], Lacks: v["evidence.lacks"]}}, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已记完成: %[1]s", EN: "Done: %[1]s"}.With(r.Text)
		},
	}))
}

// consists asks for each of the things that a duty consists of, and why one is missing.
func consists(r *view.CalendarRow) []field.Spec {
	if len(r.Consists) == 0 {
		return nil
	}
	return []field.Spec{
		{Name: "evidence.has", Label: text.Text{ZH: "已有材料", EN: "What is there"}, Kind: field.Multi, Options: dialog.Options(r.Consists)},
		{Name: "evidence.lacks", Label: text.Text{ZH: "缺的原因", EN: "Why one is missing"}, Max: command.MaxNote},
	}
}

// waive asks for the reason and the clause.
func (p *Page) waive() route.Action {
	r := *p.row()
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "免办", EN: "Waive"}, Draft: "waive/" + r.Key, Drafts: p.desk, Intro: lead(&r),
		First: entry.Values{"clause": strings.Join(r.Clauses[:min(len(r.Clauses), 1)], "")},
		Shape: entry.Fields(
			field.Spec{Name: "reason", Label: text.Text{ZH: "原因", EN: "Reason"}, Max: command.MaxNote, Required: true},
			field.Spec{Name: "clause", Label: text.Text{ZH: "依据条文", EN: "Clause"}, Max: command.MaxName, Required: true},
		),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.WaiveDuty{Operation: r.Operation, Item: item(&r), Date: r.Date, Reason: v["reason"], Clause: v["clause"], Version: version(&r)}, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已免办: %[1]s", EN: "Waived: %[1]s"}.With(r.Text)
		},
	}))
}

// undo takes a mark back; an own duty without one is taken off the calendar.
func (p *Page) undo() route.Action {
	r := *p.row()
	o := dialog.ReasonOptions{Title: text.Text{ZH: "撤回记录", EN: "Take the mark back"}, Intro: lead(&r),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.UndoDuty{Duty: r.Key, Reason: reason}, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "已撤回: %[1]s", EN: "Taken back: %[1]s"}.With(r.Text)
		}}
	if r.Own != nil && !settled(&r) {
		o.Title = text.Text{ZH: "从日历撤下", EN: "Take off the calendar"}
		o.Make = func(reason string) (command.Command, *rules.Error) {
			return &command.StrikeDuty{Duty: r.Own.ID, Reason: reason}, nil
		}
		o.Said = func(screen.Saved) text.Text {
			return text.Text{ZH: "已撤下: %[1]s", EN: "Taken off: %[1]s"}.With(r.Text)
		}
	}
	return screen.Show(dialog.NewReason(o))
}

// add asks for a duty of the township's own.
func (p *Page) add() route.Action {
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "加本镇到期事项", EN: "Add a dated duty"}, Draft: "duty.put", Drafts: p.desk,
		First: entry.Values{"due": string(p.at)}, Shape: ownShape,
		Make: func(v entry.Values) (command.Command, *rules.Error) { return own(v, &rules.Task{}), nil },
		Said: func(m screen.Saved) text.Text {
			return text.Text{ZH: "已加 %[1]s", EN: "Added %[1]s"}.With(m.Result.ID)
		},
		After: func(res command.Result) route.Action { p.seek = res.ID; return nil },
	}))
}

// edit changes a duty of the township's own, as the selected row has it.
func (p *Page) edit() route.Action {
	t := *p.row().Own
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "改本镇到期事项 %[1]s", EN: "Change dated duty %[1]s"}.With(t.ID), Draft: "duty.put/" + t.ID, Drafts: p.desk, Shape: ownShape,
		First: entry.Values{"title": t.Title, "due": string(t.Due), "owner": t.Owner, "clause": t.Clause, "every": string(t.Every), "until": string(t.Until)},
		Make:  func(v entry.Values) (command.Command, *rules.Error) { return own(v, &t), nil },
		Said: func(m screen.Saved) text.Text {
			return text.Text{ZH: "已改 %[1]s", EN: "Changed %[1]s"}.With(m.Result.ID)
		},
	}))
}

func ownShape(v entry.Values) []field.Spec {
	specs := []field.Spec{
		{Name: "title", Label: text.Text{ZH: "事项", EN: "Duty"}, Max: command.MaxLine, Required: true},
		{Name: "due", Label: text.Text{ZH: "到期日", EN: "Due"}, Max: 20, Required: true, Hint: text.Text{ZH: "2026-12-01; 重复的写首日", EN: "2026-12-01; the first day of a series"}},
		{Name: "owner", Label: text.Text{ZH: "谁负责", EN: "Who answers"}, Max: command.MaxName},
		{Name: "clause", Label: text.Text{ZH: "依据条文", EN: "Clause"}, Max: command.MaxName},
		{Name: "every", Label: text.Text{ZH: "重复", EN: "Repeat"}, Kind: field.Choice, Options: dialog.Options(rules.EveryWords)},
	}
	if v["every"] != "" {
		specs = append(specs, field.Spec{Name: "until", Label: text.Text{ZH: "到哪天", EN: "Until"}, Max: 20, Required: true})
	}
	return specs
}

// own is what was typed of a duty, over the one that stood there.
func own(v entry.Values, was *rules.Task) *command.PutDuty {
	return &command.PutDuty{ID: was.ID, Version: was.Version, Title: v["title"], Due: rules.Date(v["due"]), Owner: v["owner"], Clause: v["clause"],
		Every: rules.Every(v["every"]), Until: rules.Date(v["until"])}
}

// daysOff asks for the notice of the year that is not known yet, or else of this one: a line
// a feast, as the command line has it.
func (p *Page) daysOff() route.Action {
	n := p.c.Years[0]
	for _, y := range p.c.Years {
		if !y.Known {
			n = y
			break
		}
	}
	first := entry.Values{"source": n.Source}
	for _, l := range n.Lines {
		first[l.Feast] = said(l)
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "%[1]d 年放假通知", EN: "Days off of %[1]d"}.With(n.Year), Draft: "daysoff/" + strconv.Itoa(n.Year), Drafts: p.desk, First: first,
		Intro: dialog.Lead(text.Text{ZH: "一个节日一行: 首日..末日, 调休上班用 + 接上, 如 2027-02-05..2027-02-11+2027-02-20; 空着是没有。",
			EN: "A feast a line: first..last, workdays in their place after +, as 2027-02-05..2027-02-11+2027-02-20; empty is none."}),
		Shape: func(entry.Values) []field.Spec {
			var specs []field.Spec
			for _, f := range rules.FeastWords {
				specs = append(specs, field.Spec{Name: f.Code, Label: f.Text, Max: 80})
			}
			return append(specs, field.Spec{Name: "source", Label: text.Text{ZH: "文号", EN: "Paper"}, Max: command.MaxName})
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.PutDaysOff{Year: n.Year, Source: v["source"], Version: n.Version}
			at := map[string]string{"lines": "new_year", "lines[0].feast": "new_year"}
			for _, f := range rules.FeastWords {
				if s := strings.TrimSpace(v[f.Code]); s != "" {
					at[fmt.Sprintf("lines[%d].", len(c.Lines))] = f.Code
					c.Lines = append(c.Lines, stretch(f.Code, s))
				}
			}
			if e := rules.AsError(c.Check(p.c.Now)); e != nil {
				return nil, fielded(e, at)
			}
			return c, nil
		},
		Said: func(screen.Saved) text.Text {
			return text.Text{ZH: "%[1]d 年放假通知已录入", EN: "The days off of %[1]d are entered"}.With(n.Year)
		},
	}))
}

// fielded names the field of the form that a refusal of a line is about.
func fielded(e *rules.Error, at map[string]string) *rules.Error {
	out := *e
	if name, ok := at[e.Field]; ok {
		out.Field = name
	} else if i := strings.Index(e.Field, "."); i > 0 {
		out.Field = at[e.Field[:i+1]]
	}
	return &out
}

func stretch(feast, s string) rules.Stretch {
	parts := strings.Split(strings.NewReplacer("＋", "+", "至", "..").Replace(s), "+")
	from, to, several := strings.Cut(parts[0], "..")
	if !several {
		to = from
	}
	l := rules.Stretch{Feast: feast, From: rules.Date(from), To: rules.Date(to)}
	for _, w := range parts[1:] {
		l.Work = append(l.Work, rules.Date(w))
	}
	return l
}

func said(l rules.Stretch) string {
	s := string(l.From) + ".." + string(l.To)
	for _, w := range l.Work {
		s += "+" + string(w)
	}
	return s
}
