package board

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
)

// next is what a new desk still needs before it can work, in order: a shift, the lists, a
// plan, then the first call. A desk whose lists are filled needs nothing: who takes the shift
// and which plan is in force is said elsewhere.
func (p *Page) next(l screen.Layout) []text.Text {
	missing := p.missing()
	if len(missing) == 0 {
		return nil
	}
	var out []text.Text
	if p.board.Duty.Shift == nil {
		out = append(out, l.Key(stepShiftText, "f5", "3"))
	}
	out = append(out, l.Key(stepListsText.With(missing), "5"))
	if !slices.ContainsFunc(p.board.Seasons, p.stands) {
		out = append(out, l.Key(stepPlanText, "9"))
	}
	return append(out, l.Key(stepCallText, "f2"))
}

// missing is which lists have nobody and nothing on them.
func (p *Page) missing() (out []text.Text) {
	l := p.lists
	if l == nil {
		return nil
	}
	for _, x := range []struct {
		n    int
		name text.Text
	}{{len(l.Villages), villagesText}, {len(l.Agencies), agenciesText}, {len(l.Places), placesText}, {len(l.Items), itemsText}} {
		if x.n == 0 {
			out = append(out, x.name)
		}
	}
	return out
}

// stands says that a season is in force or lies ahead.
func (p *Page) stands(s view.Season) bool {
	return s.Day > 0 || s.Operation.From > rules.DateOf(p.board.Now)
}

// inForce says that a plan is in force today.
func (p *Page) inForce() bool {
	return slices.ContainsFunc(p.board.Seasons, func(s view.Season) bool { return s.Day > 0 })
}

// about is the selected line in full: what, whom, when, by which clauses. Of few words it is
// none.
func (p *Page) about(env screen.Env, w int) []string {
	i := p.due.Index()
	if i < 0 || p.onAsk || env.Few {
		return nil
	}
	r := &p.board.Rows[i]
	out := []string{env.Heading(env.T(selectedText), number(env, r.Key), w)}
	add := func(s string) {
		for _, line := range env.Wrap(s, max(w-1, 1)) {
			out = append(out, " "+line)
		}
	}
	add(capital(env.T(r.What)))
	add(env.T(r.Subject))
	if r.Due != nil {
		out = append(out, " "+env.StateToken(r.State).Paint(env.Cut(strings.TrimSpace(env.Clock(r.State, r.Due))+"  "+env.T(dueText.With(env.HHMM(*r.Due))), w-1)))
	}
	if r.More > 0 {
		add(env.T(furtherText.With(r.More)))
	}
	if len(r.Clauses) > 0 {
		out = append(out, " "+env.Theme.Dim.Paint(env.Cut(strings.Join(r.Clauses, " "), w-1)))
	}
	return out
}
