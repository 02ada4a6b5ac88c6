package since

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
)

func same(s string) text.Text { return text.Text{ZH: s, EN: s} }

// subject is where and who.
func (d *drawing) subject(k *rules.Case) text.Text {
	who := cases.Subject(k, d.e.Masked)
	if at := cases.Place(k, d.e.Masked); at != "" {
		return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(at, who)
	}
	return who
}

// cases tells each case once, in the worst group that it belongs to: in danger or overdue
// now, changed since or not; refused since; else changed since, or about to be late.
func (d *drawing) cases() error {
	open, err := d.scene.Open(d.v)
	if err != nil {
		return err
	}
	pace, err := cases.PaceOf(d.v)
	if err != nil {
		return err
	}
	told := map[string]bool{}
	standing := map[string]live.Standing{}
	for _, s := range open {
		k := s.Case
		standing[k.ID] = s
		w := cases.Worst(s)
		clocks, err := pace.Responses(d.v, d.scene, k)
		if err != nil {
			return err
		}
		team := cases.Pressing(clocks)
		late := team != nil && team.State == rules.Overdue
		severe := rules.SectionOf(k, s.Demands.Obligations, late) == rules.SectionSevere
		if d.e.Masked { // that somebody is in grave danger is told to nobody
			severe = late || w != nil && w.State == rules.Overdue
		}
		if !severe {
			continue
		}
		told[k.ID] = true
		r := view.SinceRow{Key: "case/" + k.ID, At: k.OpenedAt, What: rules.WordOf(rules.CaseStateWords, string(k.State)), Subject: d.subject(k), Grave: true,
			New: !k.OpenedAt.Before(d.s.From)}
		if w != nil {
			r.State, r.Due, r.What = w.State, w.Due, cases.Said(w, d.e.Masked)
			r.New = r.New || w.State == rules.Overdue && w.Due != nil && w.Due.After(d.s.From)
		}
		if late && (w == nil || w.State != rules.Overdue) {
			r.State, r.Due, r.What, r.New = team.State, team.Due, team.What, r.New || team.Due.After(d.s.From)
		}
		d.add("severe", r)
	}
	changed, err := read(d, table.Cases)
	if err != nil {
		return err
	}
	for i := range changed {
		k := &changed[i]
		if told[k.ID] || k.Same != "" { // what was merged is told with its main case
			continue
		}
		steps, at := d.steps(k)
		if steps.IsZero() { // what is known was added to, or an act recorded: it is counted
			continue
		}
		r := view.SinceRow{Key: "case/" + k.ID, At: at, What: steps, Subject: d.subject(k), New: !k.OpenedAt.Before(d.s.From)}
		if s, ok := standing[k.ID]; ok {
			if w := cases.Worst(s); w != nil {
				r.State, r.Due = w.State, w.Due
			}
		}
		if !d.e.Masked && k.Outcome == rules.OutcomeRefused && since(k.SettledAt, d.s.From) {
			r.Grave = k.State != rules.CaseClosed
			told[k.ID] = true
			d.add("refused", r)
			continue
		}
		told[k.ID] = true
		d.add("case", r)
	}
	for _, s := range open { // nothing was done on it, and its time is running out
		w := cases.Worst(s)
		if k := s.Case; !told[k.ID] && w != nil && w.State == rules.Due {
			d.add("case", view.SinceRow{Key: "case/" + k.ID, At: w.Since, State: w.State, Due: w.Due, What: cases.Said(w, d.e.Masked), Subject: d.subject(k), New: !w.Since.Before(d.s.From)})
		}
	}
	return nil
}

func since(t *time.Time, from time.Time) bool { return t != nil && !t.Before(from) }

// steps are the milestones that a case passed since then, in their order, and the last of
// their times.
func (d *drawing) steps(k *rules.Case) (text.Text, time.Time) {
	var zh, en []string
	var last time.Time
	add := func(at *time.Time, t text.Text) {
		if since(at, d.s.From) {
			zh, en, last = append(zh, t.In(text.ZH)), append(en, t.In(text.EN)), *at
		}
	}
	add(&k.OpenedAt, text.Text{ZH: "新立", EN: "opened"})
	for i := range k.Lives {
		add(&k.Lives[i].At, text.Text{ZH: "重新打开", EN: "opened again"})
	}
	add(k.DispatchAt, text.Text{ZH: "派人", EN: "sent out"})
	for i := range k.Teams {
		if t := &k.Teams[i]; i > 0 {
			add(&t.Sent.At, text.Text{ZH: "又派人", EN: "sent out more"})
		}
	}
	add(k.ArriveAt, text.Text{ZH: "到场", EN: "on the scene"})
	settled := text.Text{ZH: "处置", EN: "settled"}
	if !d.e.Masked {
		settled = rules.WordOf(rules.OutcomeWords, string(k.Outcome))
	}
	add(k.SettledAt, settled)
	for i := range k.Joined {
		if j := &k.Joined[i]; j.Back == nil {
			add(&j.At, text.Text{ZH: "并入 %[1]s", EN: "%[1]s merged into it"}.With(j.Case[len("C2026"):]))
		}
	}
	add(k.ClosedAt, text.Text{ZH: "办结", EN: "closed"})
	for i := range k.Undone {
		add(&k.Undone[i].At, text.Text{ZH: "退回一步", EN: "a step taken back"})
	}
	return text.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}, last
}

// referrals that moved; one that was refused and unanswered is among what is refused.
func (d *drawing) referrals() error {
	moved, err := read(d, table.Referrals)
	if err != nil {
		return err
	}
	for i := range moved {
		f := &moved[i]
		k, ok, err := table.Cases.Find(d.v, f.Case)
		if err != nil {
			return err
		}
		last, _ := f.Last()
		r := view.SinceRow{Key: "case/" + f.Case, At: last.At, What: text.Text{ZH: "移送%[1]s", EN: "referral %[1]s"}.With(rules.WordOf(rules.ReferralWords, string(f.State)))}
		if ok {
			r.Subject = d.subject(k)
		}
		if !d.e.Masked {
			r.What = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(f.To, rules.WordOf(rules.ReferralWords, string(f.State)))
			if last.Text != "" && f.State == rules.ReferralRefused {
				r.What = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(r.What, last.Text)
			}
		}
		if f.State == rules.ReferralRefused {
			r.Grave = f.Open()
			d.add("refused", r)
			continue
		}
		d.add("referral", r)
	}
	return nil
}

// signLimit is by when an order is to be signed, as on the board.
const signLimit = 24 * time.Hour

// orders that were given, signed or taken back since, and every one that waits for its
// signature.
func (d *drawing) orders() error {
	all, err := read(d, table.Orders)
	if err != nil {
		return err
	}
	open, err := table.By(d.v, table.Orders, "open")
	if err != nil {
		return err
	}
	for _, o := range open {
		if !d.touched["order"][o.ID] {
			all = append(all, o)
		}
	}
	for i := range all {
		o := &all[i]
		leader, err := d.officer(o.Leader)
		if err != nil {
			return err
		}
		r := view.SinceRow{Key: "order/" + o.ID, At: o.At, Subject: same(leader), New: !o.At.Before(d.s.From)}
		state := text.Text{ZH: "已补签", EN: "signed"}
		switch {
		case o.Struck != "":
			state = text.Text{ZH: "已撤回", EN: "taken back"}
		case o.Open():
			due := o.At.Add(signLimit)
			r.State, r.Due = rules.Standing(o.At, due, d.e.Now), &due
			r.Grave = r.State == rules.Overdue
			state = text.Text{ZH: "待补签", EN: "to be signed"}
		}
		if r.What = state; !d.e.Masked {
			r.What = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(state, o.Text)
		}
		if r.Case = o.Case; o.Case != "" && !o.Open() {
			r.Key = "case/" + o.Case
		}
		d.add("order", r)
	}
	return nil
}

// calls that are still open; what was done with the others is counted.
func (d *drawing) calls() error {
	all, err := read(d, table.Calls)
	for i := range all {
		c := &all[i]
		if !c.Open() {
			continue
		}
		if d.e.Masked {
			cases.MaskCall(c)
		}
		who := strings.Join(strings.Fields(c.Caller.Unit+" "+c.Caller.Name+" "+c.Caller.Phone), " ")
		what := same(c.Said)
		if c.Said == "" {
			what = rules.WordOf(rules.CallKindWords, string(c.Kind))
		}
		if c.State == rules.CallPassed && c.PassedTo != "" {
			what = text.Text{ZH: "已转 %[1]s: %[2]s", EN: "passed to %[1]s: %[2]s"}.With(c.PassedTo, what)
		}
		r := view.SinceRow{Key: "call/" + c.ID, At: c.At, State: rules.Pending, What: what, Subject: same(who), New: !c.At.Before(d.s.From)}
		if c.Planned() {
			r.State, r.Due = rules.Standing(c.At, *c.Due, d.e.Now), c.Due
			r.What, r.Grave = text.Text{ZH: "约定去电: %[1]s", EN: "a call to be made: %[1]s"}.With(what), r.State == rules.Overdue
		}
		d.add("call", r)
	}
	return err
}

// notes of the desk itself; those on cases are counted.
func (d *drawing) notes() error {
	all, err := read(d, table.Notes)
	for i := range all {
		n := &all[i]
		if n.Case != "" || n.Struck != "" {
			continue
		}
		d.codes["note.add"]--
		by, err := d.officer(n.By)
		if err != nil {
			return err
		}
		what := same(n.Text)
		if d.e.Masked {
			what = text.Text{ZH: "记事", EN: "a note"}
		}
		d.add("note", view.SinceRow{Key: "note/" + n.ID, At: n.At, What: what, Subject: same(by), New: true})
	}
	if d.codes["note.add"] <= 0 {
		delete(d.codes, "note.add")
	}
	return err
}

// newestHandovers is how many accepted handovers are told line by line: their lines are the
// most of a book. Ours.
const newestHandovers = 10

// handovers that were accepted in between, with what was severe on them.
func (d *drawing) handovers() error {
	ids := d.ids(table.Handovers.Name)
	slices.Reverse(ids)
	if len(ids) > newestHandovers {
		ids = ids[:newestHandovers]
	}
	for _, id := range ids {
		h, ok, err := table.Handovers.Find(d.v, id)
		if err != nil {
			return err
		}
		if ok && h.State == rules.HandoverLapsed && h.Release != nil && h.Seq > d.s.After {
			r := view.SinceRow{Key: "handover/" + h.ID, At: h.Release.At, New: true, Grave: true, What: text.Text{ZH: "放行, 未签接", EN: "let pass, unsigned"}}
			if !d.e.Masked {
				r.What = h.Passed()
			}
			d.add("handover", r)
			continue
		}
		if !ok || h.State != rules.HandoverAccepted || h.Taken == nil || h.Given == nil || h.Seq <= d.s.After {
			continue
		}
		r := view.SinceRow{Key: "handover/" + h.ID, At: h.Taken.At, New: true,
			What: text.Text{ZH: "%[1]s 交 %[2]s", EN: "%[1]s to %[2]s"}.With(h.Given.Name, h.Taken.Name)}
		n, titles := 0, []text.Text{}
		for i := range h.Lines {
			if h.Lines[i].Section == rules.SectionSevere {
				if n++; n <= 3 && !d.e.Masked {
					titles = append(titles, h.Lines[i].Title)
				}
			}
		}
		if n > 0 && !d.e.Masked {
			r.What = text.Text{ZH: "%[1]s, 紧要 %[2]d", EN: "%[1]s, severe %[2]d"}.With(r.What, n)
			r.Subject = text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(titles)
		}
		d.add("handover", r)
	}
	return nil
}
