package demo

import (
	"fmt"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
)

// staff are the officers who take the desk in turn.
var staff = []string{"何雨禾", "周立冬", "罗小满", "唐秋实", "林霁", "乔知雪"}

// roster is the one of this month and the next: generated, set to who serves in the story,
// published; and one slip waits for its answer.
func (p *play) roster() {
	const head = "沈岚"
	this := rules.DateOf(p.shift)
	next := roster.Last(roster.MonthID(this)).Add(1)
	months := command.GenerateRoster{Month: string(this[:7]), Through: string(next[:7])}
	p.as(p.day(0, -0.2), head, &command.SetRoster{Deputies: 1, Leaders: []string{"沈岚", "宋长宁"}, Staff: staff}, nil)
	p.as(p.day(0, -0.2), head, &months, nil)
	for n := range duty {
		turn := rules.DateOf(p.day(n, 0))
		if turn[:7] != this[:7] {
			continue
		}
		for _, x := range []command.SetTurn{
			{Post: roster.Deputy}, // nobody may have two posts of a turn on the way
			{Post: roster.Leader, Officers: []string{duty[n].leader}},
			{Post: roster.Main, Officers: []string{duty[n].main}},
		} {
			x.Turn = string(turn)
			p.as(p.day(0, -0.15), head, &x, nil)
		}
	}
	p.as(p.day(0, -0.1), head, &months, nil)
	for _, m := range []string{months.Month, months.Through} {
		p.as(p.day(0, 3), head, &command.PublishRoster{Month: m, PIN: pin}, nil)
	}
	p.on(p.day(6, 9), func() error { return p.swap(string(this[:7]), this.Add(3)) })
}

// swap has somebody asked to take over a turn from a day on, the first that the rules let
// pass: nobody serves two turns that touch. It waits for their word.
func (p *play) swap(month string, from rules.Date) error {
	for _, m := range []string{month, string(from[:7])} {
		d, err := p.desk(admin)
		if err != nil {
			return err
		}
		r, err := d.Roster(m)
		if err != nil {
			return err
		}
		for _, t := range r.Turns {
			if t.Names.Main == "" || t.Date() < from {
				continue
			}
			if d, err = p.desk(t.Names.Main); err != nil {
				return err
			}
			for _, to := range staff {
				p.n++
				_, err := d.Do(fmt.Sprintf("demo-%d", p.n), &command.AskSwap{Turn: t.Key, To: to, Reason: "孩子开家长会"})
				switch kind := rules.KindOf(err); {
				case err == nil:
					return nil
				case kind == rules.Damaged, kind == rules.Unsaved, kind == rules.Unknown:
					return err
				}
			}
		}
	}
	return nil
}
