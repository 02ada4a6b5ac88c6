// Package board answers without a key: who is on duty until when, what is due and how
// late, what the weather does to us, what is short, and what must still be asked. It
// decides what is a line of the board and in which order; what a case demands is package
// live's to say. Its cost follows open work: it reads the lists, the balances, what stands
// under the indexes "open" and "out", and of history the newest shifts alone, a fixed number
// of them, for the logs that nobody has read.
package board

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/shifts"
	"dutydesk/store/stock"
	"dutydesk/store/weather"
)

// HandoverClause marks the row that asks for the handover of a shift: rules of single
// townships name hour and signatures (docs/domain.md §2.1), so it is 本所归纳.
const HandoverClause = "R 本所归纳"

// handoverWarn is how long before the end of a shift its handover is shown; signLimit by
// when a leader's order given by telephone is to be signed. Both ours.
const (
	handoverWarn = time.Hour
	signLimit    = 24 * time.Hour
)

// Read draws the board. Without a PIN names are shortened and of an obligation only its
// goal is told.
func Read(v tx.View, e tx.Env) (*view.Board, error) {
	e.Masked = e.Hidden()
	b := &view.Board{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, ClockOff: e.Offset,
		Seasons: []view.Season{}, Rows: []view.DueRow{}, Asks: []view.AskRow{}, Out: []view.OutRow{}}
	d := &drawing{v: v, e: e, b: b}
	for _, part := range []func() error{d.head, d.cases, d.teams, d.calls, d.orders, d.referrals, d.papers, d.duties, d.notices, d.patrols, d.reports, d.roster, d.handover, d.logs, d.can} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	d.order()
	slices.SortStableFunc(b.Asks, func(x, y view.AskRow) int {
		return cmp.Or(cmp.Compare(x.Question.Rank, y.Question.Rank), cmp.Compare(x.Case, y.Case))
	})
	return b, nil
}

// order puts persons in grave danger first, whatever else is late (ours), then the most urgent
// line.
func (d *drawing) order() {
	grave := func(r view.DueRow) int {
		if r.Danger {
			return 1
		}
		return 0
	}
	slices.SortStableFunc(d.b.Rows, func(x, y view.DueRow) int {
		return cmp.Or(cmp.Compare(grave(y), grave(x)), cases.Urgency(x.State, x.Due, y.State, y.Due), cmp.Compare(x.Key, y.Key))
	})
}

// drawing is a board being drawn.
type drawing struct {
	v     tx.View
	e     tx.Env
	b     *view.Board
	scene live.Scene
	pace  cases.Pace
}

func (d *drawing) head() (err error) {
	var town table.Town
	if _, err := tx.StateOf(d.v, "town", &town); err != nil {
		return err
	}
	d.b.Town = town.Name
	if town.Demo { // a demo's clock is meant to differ
		d.b.ClockOff = 0
	}
	if d.scene, err = live.SceneAt(d.v, d.e.Plans, d.e.Now); err != nil {
		return err
	}
	if d.b.Duty, err = shifts.Duty(d.v, d.e); err != nil {
		return err
	}
	if d.b.Short, err = stock.Short(d.v, rules.DateOf(d.e.Now)); err != nil {
		return err
	}
	d.b.Warnings = []rules.Warning{}
	for _, w := range d.scene.Warnings {
		d.b.Warnings = append(d.b.Warnings, weather.For(d.e, w))
	}
	for _, o := range d.scene.Operations {
		d.b.Seasons = append(d.b.Seasons, d.season(o))
	}
	if d.e.PlanFaults != nil {
		if bad := d.e.PlanFaults(); len(bad) > 0 {
			d.b.PlanFault = &bad[0]
		}
	}
	return d.ahead()
}

// ahead adds the operations that are adopted and have not begun.
func (d *drawing) ahead() error {
	all, err := table.Operations.All(d.v)
	for _, o := range all {
		if o.State(rules.DateOf(d.e.Now)) == "planned" {
			d.b.Seasons = append(d.b.Seasons, d.season(o))
		}
	}
	return err
}

func (d *drawing) season(o rules.Operation) view.Season {
	s := view.Season{Operation: o, Title: text.Text{ZH: o.Plan, EN: o.Plan}}
	if d.e.Masked {
		s.Operation.Ended = ""
	}
	if p, ok := d.e.Plans.Plan(o.Plan); ok {
		s.Title = p.Title
	}
	if o.From != "" && o.To != "" {
		s.Days = days(o.From, o.To)
		s.Day = max(days(o.From, rules.DateOf(d.e.Now)), 0)
	}
	return s
}

// days counts from one day to another, both inside.
func days(from, to rules.Date) int { return int(to.Time().Sub(from.Time()).Hours()/24) + 1 }

// row puts a line on the board and counts what stands behind it.
func (d *drawing) row(r view.DueRow, overdue int) {
	d.b.Rows = append(d.b.Rows, r)
	d.b.Todo += 1 + r.More
	d.b.Overdue += overdue
}

// cases gives each open case one line, its worst obligation with the number of the others,
// and its most dangerous question.
func (d *drawing) cases() error {
	open, err := d.scene.Open(d.v)
	if err != nil {
		return err
	}
	d.b.OpenCases = len(open)
	if d.pace, err = cases.PaceOf(d.v); err != nil {
		return err
	}
	for _, s := range open {
		k := s.Case
		who := cases.Subject(k, d.e.Masked)
		if at := cases.Place(k, d.e.Masked); at != "" {
			who = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(at, who)
		}
		r := view.DueRow{Key: "case/" + k.ID, State: rules.Pending, Subject: who, What: idle(k, s.Demands.Ask), Danger: !d.e.Masked && k.InDanger()}
		late := 0
		owed := s.Demands.Owed()
		if len(owed) > 0 {
			w := &owed[0]
			r.State, r.Due, r.What, r.More = w.State, w.Due, cases.Said(w, d.e.Masked), len(owed)-1
			if !d.e.Masked {
				r.Code, r.Clauses = w.Code, w.Clauses
			}
			for i := range owed {
				if owed[i].State == rules.Overdue {
					late++
				}
			}
		}
		slow, err := d.response(k, cases.Worst(s), &r)
		if err != nil {
			return err
		}
		d.row(r, late+slow)
		if len(s.Demands.Ask) > 0 && !d.e.Masked {
			d.b.Asks = append(d.b.Asks, view.AskRow{Case: k.ID, Subject: who, Question: s.Demands.Ask[0]})
		}
	}
	return nil
}

// idle is what remains of a case on which nothing is owed; papers and orders have rows of
// their own.
func idle(k *rules.Case, ask []rules.Question) text.Text {
	switch k.State {
	case rules.CaseOpen, rules.CaseDispatched, rules.CaseOnScene:
		return text.Text{ZH: "待写处置结果", EN: "to be settled"}
	}
	if n := len(k.Blocks(rules.Closing{Ask: ask})); n > 0 {
		return text.Text{ZH: "办结前还有 %[1]d 项", EN: "%[1]d more before it can be closed"}.With(n)
	}
	return text.Text{ZH: "可办结", EN: "can be closed"}
}

// calls shows the contacts that still ask for something. None has a clock of its own but
// those that are to be made at an hour.
func (d *drawing) calls() error {
	open, err := table.Calls.By(d.v, "open")
	if err != nil {
		return err
	}
	d.b.OpenCalls = len(open)
	for i := range open {
		k := &open[i]
		what := text.Text{ZH: "来电待办", EN: "call to be dealt with"}
		if k.Planned() {
			d.planned(k)
			continue
		}
		switch {
		case k.State == rules.CallPassed && d.e.Masked:
			what = text.Text{ZH: "已转办, 问结果", EN: "passed on: ask how it went"}
		case k.State == rules.CallPassed:
			what = text.Text{ZH: "已转 %[1]s, 问结果", EN: "passed to %[1]s: ask how it went"}.With(k.PassedTo)
		case k.Out:
			what = text.Text{ZH: "未接通, 再打", EN: "not reached: ring again"}
		}
		r := view.DueRow{Key: "call/" + k.ID, State: rules.Pending, What: what, Subject: caller(k, d.e.Masked)}
		if k.Term != nil {
			r.Due, r.State = k.Term, standing(k.At, *k.Term, d.e.Now)
			r.What = text.Text{ZH: "%[1]s, 限 %[2]s", EN: "%[1]s, by %[2]s"}.With(what, rules.Stamp(*k.Term))
		}
		d.row(r, count(r.State))
	}
	return nil
}

// planned shows a call that is to be made at an hour.
func (d *drawing) planned(k *rules.Call) {
	r := view.DueRow{Key: "call/" + k.ID, Due: k.Due, State: standing(k.At, *k.Due, d.e.Now), Subject: caller(k, d.e.Masked),
		What: text.Text{ZH: "约定去电", EN: "call to be made"}}
	if k.Said != "" && !d.e.Masked {
		r.What = text.Text{ZH: "约定去电: %[1]s", EN: "call to be made: %[1]s"}.With(k.Said)
	}
	d.row(r, count(r.State))
}

func caller(k *rules.Call, masked bool) text.Text {
	if masked {
		m := *k
		cases.MaskCall(&m)
		k = &m
	}
	who := cmp.Or(k.Caller.Unit, k.Caller.Name, k.Caller.Phone)
	if who == "" {
		return rules.WordOf(rules.CallKindWords, string(k.Kind))
	}
	return text.Text{ZH: who, EN: who}
}

// orders shows what a leader gave by telephone and has not signed.
func (d *drawing) orders() error {
	open, err := table.Orders.By(d.v, "open")
	if err != nil {
		return err
	}
	for _, o := range open {
		due := o.At.Add(signLimit)
		leader, _, err := table.Officers.Find(d.v, o.Leader)
		if err != nil {
			return err
		}
		name := o.Leader
		if leader != nil {
			name = leader.Name
		}
		r := view.DueRow{Key: "order/" + o.ID, State: standing(o.At, due, d.e.Now), Due: &due,
			What: text.Text{ZH: "口头指示待补签", EN: "order to be signed"}, Subject: text.Text{ZH: name, EN: name}}
		d.row(r, count(r.State))
	}
	return nil
}

// standing is how a matter stands that began at since and is due at due; the last quarter
// of its time makes it due (rules.Due).
func standing(since, due, now time.Time) rules.ObligationState {
	return rules.Standing(since, due, now)
}

func count(s rules.ObligationState) int {
	if s == rules.Overdue {
		return 1
	}
	return 0
}

// can says why a key of the board is grey.
func (d *drawing) can() error {
	d.b.Can = view.Can{}
	for _, c := range []command.Command{&command.LogCall{}, &command.PlanCall{}, &command.OpenCase{}, &command.AddNote{}, &command.GiveOrder{},
		&command.SignOrder{}, &command.SetWarning{}, &command.LiftWarning{}, &command.TakeShift{}, &command.DraftHandover{},
		&command.ReceiveGoods{}, &command.IssueGoods{}, &command.IssueKit{}, &command.AdoptPlan{}, &command.StartPatrol{}, &command.SendReport{}, &command.NewNotice{}} {
		d.b.Can[c.Code()] = cases.May(d.e, c.Area())
	}
	d.b.Can["shift.crew"] = shifts.MayCrew(d.e, d.b.Duty.Shift)
	switch s := d.b.Duty.Shift; {
	case s != nil && d.b.Can["shift.take"] == nil:
		d.b.Can["shift.take"] = rules.Refuse(text.Text{ZH: "%[1]s 正在值班, 请办交接班。", EN: "%[1]s is on duty: have the shift handed over."}.With(d.b.Duty.Main), "")
	case s == nil && d.b.Can["handover.draft"] == nil:
		d.b.Can["handover.draft"] = new(rules.Handover).MayDraw(rules.Hand{}, nil)
	}
	return nil
}
