package rules

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// Elsewhere refuses a patrol of which somebody is out with a team of one of the cases
// (Precondition, crew); one that is told as a whole only where it was not back before that
// team was sent.
func (p *Patrol) Elsewhere(cases []Case, back *time.Time) *Error {
	for i := range cases {
		for _, t := range cases[i].Out() {
			for _, m := range t.People {
				if slices.Contains(p.Crew, m.Name) && (back == nil || back.After(t.Sent.At)) {
					return &Error{Kind: Precondition, Field: "crew", Text: text.Text{ZH: "%[1]s 已随 %[2]s 第%[3]d队在外 (%[4]s 派出), 先记那一队返回。",
						EN: "%[1]s is out with team %[3]d of %[2]s since %[4]s. Mark that team as back first."}.With(m.Name, cases[i].ID, t.No, Stamp(t.Sent.At))}
				}
			}
		}
	}
	return nil
}

// Away says that somebody is out with one of the patrols, or with a team of one of the cases.
func Away(who string, patrols []Patrol, cases []Case) bool {
	return slices.ContainsFunc(patrols, func(p Patrol) bool { return p.IsOut() && slices.Contains(p.Crew, who) }) ||
		slices.ContainsFunc(cases, func(c Case) bool {
			return slices.ContainsFunc(c.Out(), func(t *Team) bool {
				return slices.ContainsFunc(t.People, func(m Member) bool { return m.Name == who })
			})
		})
}

// Unmanned says that with the crew everybody goes who is on duty and still at the desk.
func Unmanned(crew, duty []string) bool {
	return len(duty) > 0 && !slices.ContainsFunc(duty, func(who string) bool { return !slices.Contains(crew, who) })
}

// Unlisted are those of a crew whom the list of officers does not have, as they were said.
func Unlisted(crew []string, officers []Officer) (out []string) {
	for _, who := range crew {
		key := text.Fold(who)
		if !slices.ContainsFunc(officers, func(o Officer) bool {
			return key == text.Fold(o.ID) || key == text.Fold(o.Name) || key == text.Initials(o.Name)
		}) {
			out = append(out, who)
		}
	}
	return out
}

// LeavesDesk is the question that a crew is asked of whom everybody is on duty (Precondition,
// confirmed).
func LeavesDesk(duty []string) *Error {
	return &Error{Kind: Precondition, Field: "confirmed", Text: text.Text{ZH: "%[1]s 出去后值班室没有人。留一人, 或确认照样出发 (巡查页 F6 选 照样出发, 命令行 --yes)。",
		EN: "With %[1]s out nobody is in the duty room. Leave somebody, or confirm it (F6 on the page of patrols, --yes on the command line)."}.With(strings.Join(duty, "、"))}
}

// Finds are the stops that stand and out of which a case came; none of a patrol that was
// struck out.
func (p *Patrol) Finds() []PatrolStop {
	if p.Struck != "" {
		return nil
	}
	return slices.DeleteFunc(p.Stands(), func(s PatrolStop) bool { return s.Case == "" })
}

// Unfind notes on a contact that the stop of a patrol it came from was struck out. Its case
// goes on.
func (c *Call) Unfind(as Correction) {
	as.Unfound = true
	c.Corrections = append(slices.Clip(c.Corrections), as)
}
