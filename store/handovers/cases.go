package handovers

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/live"
)

// cases gives every open case up to three lines: the case, which needs a word; under what
// to do, its duties with owner and time, quiet because the word stands on the case; and
// under what may come, the grave facts that nobody has asked for yet.
func (d *drawing) cases() error {
	open, err := d.scene.Open(d.r)
	if err != nil {
		return err
	}
	d.open = len(open)
	if err := d.referrals(open); err != nil {
		return err
	}
	var rest []string
	for i := range open {
		st := &open[i]
		d.known[st.Case.ID] = st.Case
		if i >= ownCases {
			rest = append(rest, st.Case.ID)
			continue
		}
		who := text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(tail(st.Case.ID), rules.Subject(st.Case, false))
		duties, err := d.duties(st)
		if err != nil {
			return err
		}
		if i >= fullCases {
			d.add(d.withReferrals(st, shortCase(st, who, duties)))
			continue
		}
		d.add(d.withReferrals(st, caseLine(st, who, duties)))
		if l, err := d.dueLine(st, who, duties); err != nil {
			return err
		} else if l.Detail != nil {
			d.add(l)
		}
		if l := askLine(st, who); l.Key != "" {
			d.add(l)
		}
	}
	d.crowd("case", rules.SectionSevere, text.Text{ZH: "事项 %[1]s 另 %[2]d 件在办", EN: "cases of %[1]s: %[2]d more are open"}, rest)
	return nil
}

// duty is one thing that must still be done: an obligation, or several that are
// alternatives within their goal, of which one act is enough; or a team that should be out.
type duty struct {
	late    bool
	text    text.Text
	due     *time.Time
	clauses []string
}

func (y duty) line() text.Text {
	what := text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(y.text, strings.Join(y.clauses, " "))
	if len(y.clauses) == 0 {
		what = y.text
	}
	if y.due == nil {
		return what
	}
	return text.Text{ZH: "%[1]s 前 %[2]s", EN: "by %[1]s: %[2]s"}.With(rules.Stamp(*y.due), what)
}

// duties are what must still be done on the case, what is due first in front, and among it
// the team whose clock runs.
func (d *drawing) duties(st *live.Standing) ([]duty, error) {
	open := st.Demands.Owed()
	slices.SortStableFunc(open, func(a, b rules.Obligation) int {
		switch {
		case a.Must != b.Must && a.Must: // what should be done comes after what must
			return -1
		case a.Must != b.Must:
			return 1
		case a.Due != nil && b.Due != nil:
			return cmp.Or(a.Due.Compare(*b.Due), cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Code, b.Code))
		case a.Due != nil:
			return -1
		case b.Due != nil:
			return 1
		}
		return cmp.Or(cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Code, b.Code))
	})
	clocks, err := d.pace.Responses(d.r, d.scene, st.Case)
	if err != nil {
		return nil, err
	}
	var out []duty
	seen := map[string]bool{}
	for i := range open {
		o := &open[i]
		if seen[o.Code] {
			continue
		}
		y := duty{late: o.State == rules.Overdue, text: o.Text, due: o.Due, clauses: o.Clauses}
		for _, code := range o.AnyOf {
			seen[code] = true
			if w, ok := d.scene.Plans.Act(code); ok && code != o.Code {
				y.text = text.Text{ZH: "%[1]s 或 %[2]s", EN: "%[1]s or %[2]s"}.With(y.text, w)
			}
		}
		out = append(out, y)
	}
	// Of the clocks of a team the next one that runs, also while it does not press: a line
	// changes by what happens, and not by time alone.
	if i := slices.IndexFunc(clocks, func(r rules.Response) bool { return r.State.Open() && r.Due != nil }); i >= 0 {
		w := &clocks[i]
		at := slices.IndexFunc(out, func(y duty) bool { return y.due == nil || w.Due.Before(*y.due) })
		if at < 0 {
			at = len(out)
		}
		out = slices.Insert(out, at, duty{late: w.State == rules.Overdue, due: w.Due, clauses: []string{w.Clause},
			text: text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(rules.WordOf(rules.AcuityWords, string(w.Acuity)), w.What)})
	}
	return out, nil
}

// overdue says that something of the case is late: a duty, also one that another would meet,
// or a team.
func overdue(st *live.Standing, duties []duty) bool {
	return slices.ContainsFunc(duties, func(y duty) bool { return y.late }) ||
		slices.ContainsFunc(st.Demands.Owed(), func(o rules.Obligation) bool { return o.State == rules.Overdue })
}

// shortCase is a case with how far it is, what comes first and how much else.
func shortCase(st *live.Standing, who text.Text, duties []duty) rules.Line {
	l := caseHead(st, who, duties)
	if len(duties) > 0 {
		l.Due = duties[0].due
		l.Detail = append(l.Detail, text.Text{ZH: "先办: %[1]s (另 %[2]d 项)", EN: "first: %[1]s (+%[2]d)"}.With(duties[0].text, len(duties)-1))
	}
	return l
}

// caseHead is who and where, and how far the case is.
func caseHead(st *live.Standing, who text.Text, duties []duty) rules.Line {
	c, late := st.Case, overdue(st, duties)
	l := rules.Line{Key: "case/" + c.ID, Section: rules.SectionOf(c, st.Demands.Blocking, late), Overdue: late,
		Grave: rules.SectionOf(c, nil, false) == rules.SectionSevere,
		Title: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s, %[2]s"}.With(who, c.Place.Text)}
	if c.Kind != rules.CaseFound {
		l.Title = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(rules.WordOf(rules.CaseKindWords, string(c.Kind)), l.Title)
	}
	l.Detail = append(l.Detail, standing(c))
	for _, j := range c.Joined {
		if j.Back == nil && j.Team != "" {
			l.Detail = append(l.Detail, text.Text{ZH: "%[1]s 也派了人: %[2]s", EN: "sent out on %[1]s too: %[2]s"}.With(tail(j.Case), j.Team))
		}
		if j.Back == nil {
			l.Detail = append(l.Detail, text.Text{ZH: "同一人, %[1]s 已并入: %[2]s", EN: "the same person, %[1]s was merged into it: %[2]s"}.With(tail(j.Case), told(j.Reason)))
		}
	}
	return l
}

func caseLine(st *live.Standing, who text.Text, duties []duty) rules.Line {
	c, l := st.Case, caseHead(st, who, duties)
	if c.Said != "" {
		l.Detail = append(l.Detail, text.Text{ZH: "报称: %[1]s", EN: "told: %[1]s"}.With(told(c.Said)))
	}
	if len(duties) > 0 {
		l.Due = duties[0].due
		l.Detail = append(l.Detail, text.Text{ZH: "先办: %[1]s", EN: "first: %[1]s"}.With(duties[0].line()))
	}
	return l
}

// standing is how far the case is, by its last milestone.
func standing(c *rules.Case) text.Text {
	at := func(t *time.Time) string {
		if t == nil {
			return "?"
		}
		return rules.Stamp(*t)
	}
	switch c.State {
	case rules.CaseDispatched:
		team := strings.TrimSpace(c.Team + " " + c.Vehicle)
		return text.Text{ZH: "已派人 %[1]s %[2]s", EN: "sent %[1]s: %[2]s"}.With(at(c.DispatchAt), team)
	case rules.CaseOnScene:
		return text.Text{ZH: "已到场 %[1]s %[2]s", EN: "on the scene %[1]s %[2]s"}.With(at(c.ArriveAt), c.Team)
	case rules.CaseSettled, rules.CaseFollowUp:
		state := text.Text{ZH: "已处置", EN: "settled"}
		if c.State == rules.CaseFollowUp {
			state = text.Text{ZH: "回访中", EN: "in follow-up"}
		}
		t := text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s: %[3]s"}.With(state, at(c.SettledAt), rules.WordOf(rules.OutcomeWords, string(c.Outcome)))
		if c.OutcomeNote != "" {
			t = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(t, told(c.OutcomeNote))
		}
		return t
	}
	return text.Text{ZH: "在办, %[1]s 接报", EN: "open, told %[1]s"}.With(rules.Stamp(c.OpenedAt))
}

// dueLine lists the duties of a case with their owner, and what was done already.
func (d *drawing) dueLine(st *live.Standing, who text.Text, duties []duty) (rules.Line, error) {
	if len(duties) == 0 {
		return rules.Line{}, nil
	}
	owner, err := d.receiver(st.Case)
	if err != nil {
		return rules.Line{}, err
	}
	l := rules.Line{Key: "due/" + st.Case.ID, Section: rules.SectionAction, Quiet: true, Overdue: overdue(st, duties), Due: duties[0].due,
		Title: text.Text{ZH: "待办 %[1]s %[2]s", EN: "to do %[1]s, %[2]s"}.With(who, owner)}
	for _, y := range duties {
		l.Detail = append(l.Detail, y.line())
	}
	done := slices.DeleteFunc(slices.Clone(st.Case.Acts), func(a rules.Act) bool { return a.Revoked != "" })
	slices.SortStableFunc(done, func(a, b rules.Act) int { return a.At.Compare(b.At) })
	for _, a := range done {
		w, ok := d.scene.Plans.Act(a.Code)
		if !ok {
			w = same(a.Code)
		}
		l.Detail = append(l.Detail, text.Text{ZH: "已办 %[1]s %[2]s", EN: "done %[1]s %[2]s"}.With(rules.Stamp(a.At), w))
	}
	return l, nil
}

func askLine(st *live.Standing, who text.Text) rules.Line {
	var labels []text.Text
	for _, f := range rules.Grave {
		asked := slices.ContainsFunc(st.Demands.Ask, func(q rules.Question) bool { return q.Fact == f })
		if spec, ok := rules.FactSpecOf(f); ok && asked {
			labels = append(labels, spec.Label)
		}
	}
	if labels == nil || st.Case.SettledAt != nil {
		return rules.Line{}
	}
	return rules.Line{Key: "ask/" + st.Case.ID, Section: rules.SectionWhatIf, Quiet: true,
		Title: text.Text{ZH: "未问清 %[1]s: %[2]s", EN: "not asked yet, %[1]s: %[2]s"}.With(who, labels)}
}
