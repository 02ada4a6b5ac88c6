package rosters

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/shifts"
)

// springClause asks for a patrol around the clock about the Spring Festival.
const springClause = "P3.5.2"

var springText = text.Text{ZH: "春节前后: 专人 24 小时巡查", EN: "Spring Festival: dedicated round-the-clock patrol"}

// Read is a month; "" is this one. Whoever sees nothing of persons sees neither telephones nor
// the reasons of slips.
func Read(v tx.View, e tx.Env, which string) (*view.Roster, error) {
	today := rules.DateOf(e.Now)
	if which == "" {
		which = string(today[:7])
	}
	if _, ok := rules.ParseDate(which + "-01"); !ok {
		return nil, rules.Bad("month", text.Text{ZH: "月份写成 2026-12。", EN: "Write the month as 2026-12."})
	}
	first := rules.Date(which + "-01")
	k, err := open(v, e.Plans, e.Now, first, roster.Last(roster.MonthID(first)))
	if err != nil {
		return nil, err
	}
	id := roster.MonthID(rules.Date(which + "-01"))
	out := &view.Roster{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Month: which, Scheme: k.scheme, Names: k.judge.Known, Me: e.Actor.Officer,
		Turns: []view.RosterTurn{}, Faults: []roster.Fault{}, Counts: []roster.Count{}, Slips: []view.RosterSlip{}, People: []view.RosterPerson{}}
	m, err := month(v, id)
	if err != nil {
		return nil, err
	}
	for i := range k.people {
		o := &k.people[i]
		p := view.RosterPerson{ID: o.ID, Name: o.Name, Post: o.Post, Phone: o.Phone, Leads: o.MayLead("") == nil}
		if e.Hidden() {
			p.Phone = text.MaskPhone(p.Phone)
		}
		out.People = append(out.People, p)
	}
	if m != nil {
		out.State, out.Version, out.SignedBy, out.Said = m.State, m.Version, m.SignedBy, m.Said
		if err := k.shown(v, e, m, out); err != nil {
			return nil, err
		}
	}
	if err := k.counted(v, e, id, m, out); err != nil {
		return nil, err
	}
	if m == nil || m.State == roster.Published {
		holes, err := k.holes(v, e.Now, id)
		if err != nil {
			return nil, err
		}
		for _, h := range holes {
			if !slices.ContainsFunc(out.Faults, func(f roster.Fault) bool {
				return f.Kind == roster.FaultGap && f.At.Before(h.Until) && h.At.Before(f.Until)
			}) {
				out.Faults = append(out.Faults, h)
			}
		}
		slices.SortStableFunc(out.Faults, func(a, b roster.Fault) int { return a.At.Compare(b.At) })
	}
	if err := k.slips(v, e, out); err != nil {
		return nil, err
	}
	if e.Hidden() {
		conceal(out)
	}
	out.Can = view.Can{}
	for _, c := range []command.Command{&command.SetRoster{}, &command.GenerateRoster{}, &command.SetTurn{}, &command.PublishRoster{}, &command.WithdrawRoster{}, &command.GiveLeave{}, &command.AskSwap{}} {
		no := cases.May(e, c.Area())
		if no == nil {
			switch c.(type) {
			case *command.GenerateRoster:
				no = m.MayDraft()
			case *command.SetTurn:
				if no = m.MayDraft(); no == nil && m == nil {
					no = m.MayPublish()
				}
			case *command.PublishRoster:
				no = m.MayPublish()
			case *command.WithdrawRoster:
				no = m.MayWithdraw(e.Now)
			case *command.AskSwap:
				if m == nil || m.State != roster.Published {
					no = rules.Refuse(text.Text{ZH: "发布以后才用调班单; 草稿直接改。", EN: "Slips are for what is published; a draft is set itself."}, "")
				}
			}
		}
		out.Can[c.Code()] = no
	}
	return out, nil
}

// shown are the turns of a month with their faults and counts.
func (k *room) shown(v tx.View, e tx.Env, m *roster.Month, out *view.Roster) (err error) {
	if out.Faults, err = k.faults(v, m.ID, ""); err != nil {
		return err
	}
	if e.Hidden() {
		out.Faults = roster.Concealed(out.Faults)
	}
	spring := false
	ops, err := live.Operations(v, e.Now)
	if err != nil {
		return err
	}
	for _, o := range ops {
		spring = spring || o.Plan == "P3"
	}
	for i := range m.Turns {
		t := &m.Turns[i]
		r := view.RosterTurn{Turn: *t, Key: t.Key(), Day: k.plan.Days.Day(t.Date()), Names: k.names(t)}
		if spring && r.Day.Name == rules.WordOf(rules.FeastWords, "spring") && r.Day.Kind != rules.DayMakeUp {
			r.Asked, r.Clause = springText, springClause
		}
		for _, f := range out.Faults {
			if f.At.Equal(t.Start) || f.Kind == roster.FaultGap && f.At.Before(t.End) && !f.At.Before(t.Start) {
				r.Bad = append(r.Bad, f.Text)
			}
		}
		out.Turns = append(out.Turns, r)
	}
	return nil
}

// counted is what each serves in a month: who really stood where the turns are over, the table
// where they are to come; and by how many nights the staff differ.
func (k *room) counted(v tx.View, e tx.Env, id string, m *roster.Month, out *view.Roster) error {
	var turns []roster.Turn
	if m != nil {
		turns = m.Turns
	}
	stood, err := stood(v, turns, roster.First(id), roster.Last(id), e.Now)
	if err != nil {
		return err
	}
	if len(stood) == 0 {
		return nil
	}
	counts := roster.Counts(stood, k.plan.Days)
	for _, p := range slices.Concat(k.plan.Leaders, k.plan.Staff) {
		if c := counts[p]; c.Officer == "" {
			counts[p] = roster.Count{Officer: p}
		}
	}
	first, last := roster.First(id), roster.Last(id)
	lo, hi := 1<<30, 0
	for id, c := range counts {
		c.Name = k.judge.Known[id]
		for _, l := range k.plan.Leave {
			for d := max(l.From, first); l.Officer == id && d <= min(l.To, last); d = d.Add(1) {
				c.Leave++
			}
		}
		if slices.Contains(k.plan.Staff, id) && !slices.Contains(k.scheme.NoNights, id) {
			lo, hi = min(lo, c.Nights), max(hi, c.Nights)
		}
		out.Counts = append(out.Counts, c)
	}
	out.Spread = max(hi-lo, 0)
	if m != nil {
		if out.Season, err = k.season(v, m, e.Now); err != nil {
			return err
		}
	}
	slices.SortFunc(out.Counts, func(a, b roster.Count) int { return cmp.Or(b.Nights-a.Nights, cmp.Compare(a.Officer, b.Officer)) })
	return nil
}

// season is the difference in nights over the months that follow each other around one, of the
// staff who serve from the first of them on: who joined later owes none of the nights before.
func (k *room) season(r tx.Reader, m *roster.Month, now time.Time) (int, error) {
	first := roster.First(m.ID)
	prior, _, err := before(r, first, k.plan.Days, now)
	if err != nil {
		return 0, err
	}
	all, err := later(r, first)
	if err == nil && len(all) > 0 {
		all, err = stood(r, all, first, roster.Last(roster.MonthID(all[len(all)-1].Date())), now)
	}
	if err != nil {
		return 0, err
	}
	counts := roster.Counts(all, k.plan.Days)
	lo, hi := 1<<30, 0
	for _, id := range k.plan.Staff {
		was, ok := prior[id]
		if !ok && len(prior) > 0 || slices.Contains(k.scheme.NoNights, id) {
			continue
		}
		n := was.Nights + counts[id].Nights
		lo, hi = min(lo, n), max(hi, n)
	}
	return max(hi-lo, 0), nil
}

func (k *room) names(t *roster.Turn) view.RosterNames {
	of := func(ids []string) (out []string) {
		for _, id := range ids {
			out = append(out, k.judge.Known[id])
		}
		return out
	}
	return view.RosterNames{Leader: k.judge.Known[t.Leader], Main: k.judge.Known[t.Main], Deputies: of(t.Deputies), Driver: k.judge.Known[t.Driver], Standby: of(t.Standby)}
}

// conceal leaves out what tells of somebody's health or home: who serves no nights, who is kept
// together or apart, and who is on leave.
func conceal(out *view.Roster) {
	out.Scheme.NoNights, out.Scheme.Together, out.Scheme.Apart = nil, nil, nil
	out.Slips = slices.DeleteFunc(out.Slips, func(s view.RosterSlip) bool { return s.Kind == roster.SlipLeave })
	for i := range out.Counts {
		out.Counts[i].Leave = 0
	}
	for i := range out.Said {
		out.Said[i] = out.Said[i].Concealed()
	}
}

// Words say what a slip is about.
func words(s *roster.Slip, name map[string]string) text.Text {
	switch {
	case s.Kind == roster.SlipLeave:
		return text.Text{ZH: "%[1]s 请假 %[2]s 至 %[3]s", EN: "%[1]s on leave %[2]s to %[3]s"}.With(name[s.Officer], string(s.First), string(s.Last))
	case s.Back != nil:
		return text.Text{ZH: "%[1]s 的班 %[2]s 与 %[3]s 的班 %[4]s 对调", EN: "%[1]s %[2]s for %[3]s %[4]s"}.With(name[s.Officer], rules.Stamp(*s.Turn), name[s.To], rules.Stamp(*s.Back))
	}
	return text.Text{ZH: "%[2]s 的班由 %[1]s 换成 %[3]s", EN: "%[2]s from %[1]s to %[3]s"}.With(name[s.Officer], rules.Stamp(*s.Turn), name[s.To])
}

// slips are those that are open, and of the month, newest first.
func (k *room) slips(v tx.View, e tx.Env, out *view.Roster) error {
	first, last := rules.Date(out.Month+"-01"), roster.Last(roster.MonthID(rules.Date(out.Month+"-01")))
	by := e.Actor.Hand(e.Now)
	return table.Slips.Scan(v, "", "", true, func(s *roster.Slip) (bool, error) {
		of := s.First != "" && s.First <= last && s.Last >= first
		for _, at := range []*time.Time{s.Turn, s.Back} {
			of = of || at != nil && rules.DateOf(*at) >= first && rules.DateOf(*at) <= last
		}
		if !of && !s.Open() {
			return true, nil
		}
		r := view.RosterSlip{Slip: *s, What: words(s, k.judge.Known), Can: view.Can{}}
		r.State = s.Standing(e.Now)
		if e.Hidden() {
			r.Reason, r.Word = "*", ""
		}
		for cmd, verb := range map[command.Command]func(rules.Hand) *rules.Error{&command.AcceptSwap{}: s.MayAccept, &command.ApproveSwap{}: s.MayApprove,
			&command.RefuseSwap{}: s.MayRefuse, &command.UndoSlip{}: s.MayUndo} {
			if r.Can[cmd.Code()] = cases.May(e, cmd.Area()); r.Can[cmd.Code()] == nil {
				r.Can[cmd.Code()] = verb(by)
			}
		}
		out.Slips = append(out.Slips, r)
		return len(out.Slips) < 200, nil
	})
}

// Ahead is what is wrong in the next days, and who is next: false where no plan in force asks
// for a roster and none is published. A draft keeps nobody on duty. Who sees nothing of persons
// has it as roster.Concealed.
func Ahead(v tx.View, e tx.Env, days int) (faults []roster.Fault, next *roster.Turn, ok bool, err error) {
	today := rules.DateOf(e.Now)
	k, err := open(v, e.Plans, e.Now, today, today.Add(days))
	if err != nil {
		return nil, nil, false, err
	}
	faults, next, ok, err = k.ahead(v, e.Now, today.Add(days))
	if e.Hidden() {
		faults = roster.Concealed(faults)
	}
	return faults, next, ok, err
}

// ahead is Ahead to the beginning of a day.
func (k *room) ahead(r tx.View, now time.Time, to rules.Date) (faults []roster.Fault, next *roster.Turn, ok bool, err error) {
	all, err := published(r, rules.DateOf(now), to)
	if err != nil || len(all) == 0 && len(k.judge.Demands) == 0 {
		return nil, nil, false, err
	}
	on, err := shifts.OnDuty(r)
	if err != nil {
		return nil, nil, false, err
	}
	if i := slices.IndexFunc(all, func(t roster.Turn) bool { return t.Start.After(now) }); i >= 0 {
		next = &all[i]
	}
	return k.judge.Ahead(all, on, now, to.Time()), next, true, nil
}

// holes are the times of a month for which nothing is published, from now on, where a plan in
// force asks for a roster.
func (k *room) holes(r tx.View, now time.Time, id string) (out []roster.Fault, err error) {
	first, end := roster.First(id).Time(), min(roster.Last(id), k.until).Add(1)
	if len(k.judge.Demands) == 0 || !first.Before(end.Time()) || !now.Before(end.Time()) {
		return nil, nil
	}
	ahead, _, _, err := k.ahead(r, now, end)
	for _, f := range ahead {
		if f.Kind == roster.FaultGap && f.Until.After(first) {
			out = append(out, f)
		}
	}
	return out, err
}

// Owed are the open slips that wait for somebody's consent, and that they may approve; in the
// order in which they were written.
func Owed(v tx.View, e tx.Env) (asked, accepted []roster.Slip, err error) {
	if cases.May(e, rules.AreaStaff) != nil {
		return nil, nil, nil
	}
	open, err := table.Slips.By(v, "open")
	by := e.Actor.Hand(e.Now)
	for i := range open {
		switch open[i].Owes(by) {
		case roster.SlipAsked:
			asked = append(asked, open[i])
		case roster.SlipAccepted:
			accepted = append(accepted, open[i])
		}
	}
	return asked, accepted, err
}

// Moved are the slips among ids in words, and whether one concerns a reader. Leave is not for one
// who is hidden.
func Moved(r tx.Reader, ids []string, me string, hidden bool) (rows []view.SinceRow, mine bool, err error) {
	officers, err := table.Officers.All(r)
	if err != nil {
		return nil, false, err
	}
	name := map[string]string{}
	for i := range officers {
		name[officers[i].ID] = officers[i].Name
	}
	for _, id := range ids {
		s, ok, err := table.Slips.Find(r, id)
		if err != nil {
			return nil, false, err
		}
		if !ok || hidden && s.Kind == roster.SlipLeave {
			continue
		}
		grave := me != "" && (s.Officer == me || s.To == me)
		mine = mine || grave
		rows = append(rows, view.SinceRow{Key: "roster/" + s.ID, At: s.At, What: words(s, name), Subject: s.StandingFor(me), Grave: grave, New: true})
	}
	return rows, mine, nil
}
