package main

import (
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) caseDispatch() *cobra.Command {
	var c command.Dispatch
	var at string
	v := a.verb(writes, "dispatch CASE TEAM", text.Text{ZH: "派人, 几个人用逗号隔开; 可以再派一队", EN: "send a team out, names with commas between; a further one too"}, 2, -1, func(b *book, args []string) (err error) {
		c.Case, c.Team = args[0], strings.Join(args[1:], " ")
		if c.At, err = b.timeFlag("at", at, false); err != nil {
			return err
		}
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Vehicle, "vehicle", "", a.t(text.Text{ZH: "车辆 `TEXT`", EN: "vehicle `TEXT`"}))
	a.atFlag(v, &at)
	return v
}

func (a *app) caseDepart() *cobra.Command {
	return a.teamStep("depart CASE", text.Text{ZH: "出发", EN: "the team is on its way"}, func(id string, team int, at *time.Time) command.Command {
		return &command.Depart{Case: id, Team: team, At: at}
	})
}

func (a *app) caseArrive() *cobra.Command {
	return a.teamStep("arrive CASE", text.Text{ZH: "已到场", EN: "the team is on the scene"}, func(id string, team int, at *time.Time) command.Command {
		return &command.Arrive{Case: id, Team: team, At: at}
	})
}

func (a *app) caseReturn() *cobra.Command {
	return a.teamStep("return CASE", text.Text{ZH: "已返回", EN: "the team is back"}, func(id string, team int, at *time.Time) command.Command {
		return &command.Return{Case: id, Team: team, At: at}
	})
}

func (a *app) teamStep(use string, help text.Text, make func(id string, team int, at *time.Time) command.Command) *cobra.Command {
	var team int
	var at string
	v := a.verb(writes, use, help, 1, 1, func(b *book, args []string) error {
		when, err := b.timeFlag("at", at, false)
		if err != nil {
			return err
		}
		return b.do(make(args[0], team, when))
	})
	a.teamFlag(v, &team)
	a.atFlag(v, &at)
	return v
}

func (a *app) teamFlag(v *cobra.Command, team *int) {
	v.Flags().IntVar(team, "team", 0, a.t(text.Text{ZH: "第 `N` 队 (只有一队的不用写)", EN: "team `N`; needless where only one fits"}))
}

// showTeams prints who answers for a case, who was sent, and the clocks of it.
func (b *book) showTeams(p *view.Case) {
	if r := p.Responsible; !r.Why.IsZero() {
		who := r.Name
		if r.Officer == "" {
			who = r.To
		}
		b.columns([][]string{{b.t(text.Text{ZH: "首接责任", EN: "Answers for it"}), strings.TrimSpace(who + " " + b.t(r.Why)), moment(r.Since), r.Clause}})
	}
	var rows [][]string
	for _, c := range p.Responses {
		due := momentOr(c.Due)
		if c.DoneAt != nil {
			due = moment(*c.DoneAt)
		}
		rows = append(rows, []string{"  " + b.t(rules.WordOf(rules.ObligationWords, string(c.State))), b.t(c.What), due, c.Clause, b.t(rules.WordOf(rules.AcuityWords, string(c.Acuity)))})
	}
	b.section(text.Text{ZH: "派人时限", EN: "Clocks of the team"}, rows)
	rows = nil
	for i := range p.Case.Teams {
		t := &p.Case.Teams[i]
		rows = append(rows, []string{"  " + strconv.Itoa(t.No), t.Who(), t.Vehicle.Text, b.t(t.Standing())})
	}
	b.section(text.Text{ZH: "派出的人", EN: "Teams"}, rows)
}
