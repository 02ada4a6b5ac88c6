package operations

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// line is one line of the page: what it is, how it stands (a day, a limit, a figure) and on
// which clauses; notes tell more of it. A heading is passed over.
type line struct {
	id      string
	head    bool
	grey    bool
	urgent  bool
	plan    string // that the keys act on
	what    text.Text
	stands  text.Text
	clauses string
	notes   []note
	to      *route.To // where Enter goes; nil says why the line stands there
}

// note is a label and what it says; with a title alone a new group begins.
type note struct{ label, title, says text.Text }

// lines are all that is known of the line.
func (l *line) lines(env screen.Env, w int) []string {
	var rows dialog.Labelled
	if env.Width(env.T(l.what)) > w-2 { // the title above it is cut
		rows.Add(whatText, strings.TrimSpace(env.T(l.what)))
	}
	rows.Add(clausesText, l.clauses)
	rows.Add(standsText, env.T(l.stands))
	for _, n := range l.notes {
		if !n.title.IsZero() {
			rows.Title(n.title)
			continue
		}
		rows.Add(n.label, env.T(n.says))
	}
	return rows.Lines(env, w)
}

func heading(id string, what text.Text) line { return line{id: "/" + id, head: true, what: what} }

// under is a heading with its lines, nothing where there are none.
func under(id string, what text.Text, lines ...line) []line {
	if len(lines) == 0 {
		return nil
	}
	return append([]line{heading(id, what)}, lines...)
}

// listLines are what all plans ask for together, and each plan with how it stands.
func listLines(m *loaded) []line {
	together := line{id: Today, what: togetherText, stands: text.Text{ZH: "%[1]d 个方案执行中", EN: "%[1]d in force"}.With(len(m.today.Seasons)), to: &route.To{Page: route.Plans, ID: Today}}
	out := []line{together}
	for i := range m.plans {
		r := &m.plans[i]
		l := line{id: r.Plan, plan: r.Plan, what: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(r.Plan, r.Title), stands: standing(r), to: &route.To{Page: route.Plans, ID: r.Plan},
			grey: r.State != rules.OperationInForce && r.State != rules.OperationPlanned}
		l.notes = append(l.notes, note{label: levelText, says: rules.WordOf(levels, r.Level)})
		for _, o := range r.Operations {
			l.notes = append(l.notes, note{label: daysLabel, says: text.Text{ZH: "%[1]s 至 %[2]s, %[3]s", EN: "%[1]s to %[2]s, %[3]s"}.With(string(o.From), string(o.To), o.ID)}, note{label: endedText, says: text.T(o.Ended, o.Ended)})
		}
		if r.Copied != "" {
			l.notes = append(l.notes, note{label: copiedText, says: text.T(r.Copied, r.Copied)})
		}
		for _, f := range r.Faults {
			l.urgent = true
			l.notes = append(l.notes, note{label: faultText, says: faultWords(f)})
		}
		if r.Left {
			l.to = nil
		}
		if d := r.Next; d != nil {
			l.urgent = d.Near
			l.notes = append(l.notes, note{label: nextText, says: text.Text{ZH: "%[1]s %[2]s, %[3]s", EN: "%[1]s %[2]s, %[3]s"}.With(string(d.Due), d.Text, left(d.Left))})
		}
		out = append(out, l)
	}
	return out
}

// standing is the state of a plan, with the day while it is in force.
func standing(r *view.PlanRow) text.Text {
	if len(r.Faults) > 0 {
		return text.Text{ZH: "%[1]s, 文件有问题", EN: "%[1]s, a file is wrong"}.With(rules.WordOf(rules.OperationWords, r.State))
	}
	state := rules.WordOf(rules.OperationWords, r.State)
	if r.State == rules.OperationInForce && r.Of > 0 {
		return text.Text{ZH: "%[1]s %[2]d/%[3]d天", EN: "%[1]s, day %[2]d of %[3]d"}.With(state, r.Day, r.Of)
	}
	return state
}

// left is how many days there are until a day.
func left(days int) text.Text {
	switch {
	case days < 0:
		return text.Text{ZH: "已过 %[1]d 天", EN: "%[1]d days ago"}.With(-days)
	case days == 0:
		return text.Text{ZH: "今天", EN: "today"}
	}
	return text.Text{ZH: "还有 %[1]d 天", EN: "in %[1]d days"}.With(days)
}

// todayLines are what the plans in force ask for together.
func todayLines(m *view.PlansToday) []line {
	var out, plans []line
	for _, s := range m.Seasons {
		plans = append(plans, line{id: "plan/" + s.Operation.Plan, plan: s.Operation.Plan, what: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(s.Operation.Plan, s.Title),
			stands: text.Text{ZH: "%[1]d/%[2]d天", EN: "day %[1]d of %[2]d"}.With(s.Day, s.Days), to: &route.To{Page: route.Plans, ID: s.Operation.Plan}})
	}
	out = append(out, under("plans", text.Text{ZH: "执行中的方案", EN: "Plans in force"}, plans...)...)
	out = append(out, under("dues", duesText, dueLines(m.Deadlines, func(plan string) string { return running(m, plan) })...)...)
	var rosters []line
	for i := range m.Rosters {
		rosters = append(rosters, rosterLine(&m.Rosters[i]))
	}
	out = append(out, under("roster", rosterText, rosters...)...)
	out = append(out, under("registers", registersText, registerDues(m.Registers)...)...)
	out = append(out, dutyLines(m.Duties)...)
	return append(out, demandLines(m.Demands)...)
}

// running is the operation in force of a plan, "" for none.
func running(m *view.PlansToday, plan string) string {
	for i := range m.Seasons {
		if m.Seasons[i].Operation.Plan == plan {
			return m.Seasons[i].Operation.ID
		}
	}
	return ""
}

// dueLines are dated items, each leading to its place in the calendar where an operation has
// it: of names the one of a plan, "" for none.
func dueLines(list []view.PlanDue, of func(plan string) string) []line {
	var out []line
	for i := range list {
		d := &list[i]
		l := line{id: "due/" + d.Plan + d.Item, what: d.Text, stands: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(string(d.Due), left(d.Left)), clauses: strings.Join(d.Clauses, " "), urgent: d.Near, grey: d.Left < 0}
		if op := of(d.Plan); op != "" {
			l.to = &route.To{Page: route.Calendar, ID: op + "/" + d.Item}
		}
		if d.Reads != "" {
			l.notes = append(l.notes, note{label: readingLabel, says: text.Text{ZH: "%[1]s: 「某日前」含当日否, 由本镇选定", EN: "%[1]s: whether \"before a day\" takes in that day; the township chooses"}.With(d.Reads)})
		}
		if d.Review {
			l.what = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(l.what, reviewText)
		}
		out = append(out, l)
	}
	return out
}

func rosterLine(r *view.PlanRoster) line {
	l := line{id: "roster/" + r.Plan, what: r.Text, clauses: strings.Join(r.Clauses, " ")}
	if r.Leader {
		l.stands = text.Text{ZH: "每班带班", EN: "a leader each shift"}
	}
	return l
}

// demandLines are the acts asked for in a case, under their goals.
func demandLines(list []rules.Demand) []line {
	var out []line
	words := map[string]text.Text{}
	for i := range list {
		words[list[i].Code] = list[i].Text
	}
	for _, g := range rules.GoalWords {
		var rows []line
		for i := range list {
			if string(list[i].Goal) == g.Code {
				rows = append(rows, demandLine(&list[i], words))
			}
		}
		out = append(out, under("goal/"+g.Code, text.Text{ZH: "对救助事项的要求: %[1]s", EN: "Asked for in a case: %[1]s"}.With(g.Text), rows...)...)
	}
	return out
}

func demandLine(d *rules.Demand, words map[string]text.Text) line {
	l := line{id: "act/" + d.Code, what: d.Text, stands: d.Within(), clauses: strings.Join(d.Clauses, " ")}
	if d.AnyOf != nil {
		l.what = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(l.what, anyText)
		var all []text.Text
		for _, code := range d.AnyOf {
			all = append(all, words[code])
		}
		l.notes = append(l.notes, note{label: text.Text{ZH: "办一即可", EN: "One of"}, says: text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(all)})
	}
	if d.Review {
		l.what = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(l.what, reviewText)
	}
	if d.Limit != nil && d.Limit.Ours {
		l.notes = append(l.notes, note{label: limitText, says: text.Text{ZH: "由本所设定 (%[1]s), 条文没有写", EN: "this desk's setting (%[1]s), not in the text"}.With(d.Limit.Text)})
	}
	if !d.Must {
		l.notes = append(l.notes, note{label: text.Text{ZH: "性质", EN: "Force"}, says: text.Text{ZH: "提倡或许可, 不是必须", EN: "encouraged or permitted, no duty"}})
	}
	for i := range d.Why {
		r := &d.Why[i]
		l.notes = append(l.notes, note{title: dialog.SourceTitle(r.Plan, r.Clause)},
			note{label: text.Text{ZH: "要求", EN: "Asks"}, says: r.Text}, note{label: text.Text{ZH: "条件", EN: "When"}, says: r.When},
			note{label: readingLabel, says: r.Reading}, note{label: text.Text{ZH: "出处", EN: "Source"}, says: r.Source})
	}
	return l
}

func count(n int) text.Text { s := strconv.Itoa(n); return text.T(s, s) }
