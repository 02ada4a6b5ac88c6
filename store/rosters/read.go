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
	k, err := open(v, e.Plans, e.Now)
	if err != nil {
		return nil, err
	}
	id := roster.MonthID(rules.Date(which + "-01"))
	out := &view.Roster{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Month: which, Scheme: k.scheme, Names: k.judge.Known,
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
	if err := k.slips(v, e, out); err != nil {
		return nil, err
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
	counts := roster.Counts(m.Turns, k.plan.Days)
	for _, p := range slices.Concat(k.plan.Leaders, k.plan.Staff) {
		if c := counts[p]; c.Officer == "" {
			counts[p] = roster.Count{Officer: p}
		}
	}
	first, last := roster.First(m.ID), roster.Last(m.ID)
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
	slices.SortFunc(out.Counts, func(a, b roster.Count) int { return cmp.Or(b.Nights-a.Nights, cmp.Compare(a.Officer, b.Officer)) })
	return nil
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
	by := rules.Hand{Officer: e.Actor.Officer, Name: e.Actor.Name, Roles: e.Actor.Roles, At: e.Now}
	return table.Slips.Scan(v, "", "", true, func(s *roster.Slip) (bool, error) {
		of := s.First != "" && s.First <= last && s.Last >= first
		for _, at := range []*time.Time{s.Turn, s.Back} {
			of = of || at != nil && rules.DateOf(*at) >= first && rules.DateOf(*at) <= last
		}
		if !of && !s.Open() {
			return true, nil
		}
		r := view.RosterSlip{Slip: *s, What: words(s, k.judge.Known), Can: view.Can{}}
		if e.Hidden() {
			r.Reason, r.Word = "*", ""
		}
		signed := cases.May(e, rules.AreaCase)
		for code, no := range map[string]*rules.Error{"roster.accept": s.MayAccept(by), "roster.approve": s.MayApprove(by), "roster.refuse": s.MayRefuse(by), "roster.undo": s.MayUndo(by)} {
			if signed != nil {
				no = signed
			}
			r.Can[code] = no
		}
		out.Slips = append(out.Slips, r)
		return len(out.Slips) < 200, nil
	})
}

// Ahead is what is wrong in the next days, from now on: false where no roster was ever made.
// Published alone counts: a draft keeps nobody on duty.
func Ahead(v tx.View, e tx.Env, days int) (faults []roster.Fault, next *roster.Turn, ok bool, err error) {
	today := rules.DateOf(e.Now)
	k, err := open(v, e.Plans, e.Now)
	if err != nil {
		return nil, nil, false, err
	}
	all, err := turns(v, today, today.Add(days))
	if err != nil {
		return nil, nil, false, err
	}
	var live []roster.Turn
	for i := range all {
		m, err := month(v, roster.MonthID(all[i].Date()))
		if err != nil {
			return nil, nil, false, err
		}
		if m.State == roster.Published {
			live = append(live, all[i])
		}
		if next == nil && all[i].Start.After(e.Now) && m.State == roster.Published {
			next = &all[i]
		}
	}
	if len(live) == 0 {
		return nil, nil, false, nil
	}
	for _, f := range k.judge.Faults(live, today, today.Add(days-1)) {
		if !f.At.Before(e.Now) {
			faults = append(faults, f)
		}
	}
	return faults, next, true, nil
}

// Moved are the slips among ids in words, and whether each concerns a reader.
func Moved(r tx.Reader, ids []string, me string) (rows []view.SinceRow, mine bool, err error) {
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
		if !ok {
			continue
		}
		grave := me != "" && (s.Officer == me || s.To == me)
		mine = mine || grave
		rows = append(rows, view.SinceRow{Key: "roster/" + s.ID, At: s.At, What: words(s, name), Subject: rules.WordOf(roster.SlipWords, string(s.State)), Grave: grave, New: true})
	}
	return rows, mine, nil
}
