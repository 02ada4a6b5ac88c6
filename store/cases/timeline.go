package cases

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// timeline is what happened on a case, oldest first: its milestones, acts and waivers,
// with the officer and seq of the journal entry where there is one, the calls, notes,
// orders and moves of goods on it, and the edits that only the journal knows. What was
// taken back stays, marked, beside the entry that did it. Seq, Ref and Code together tell
// the events apart.
func timeline(r tx.Reader, p *view.Case, notes []rules.Note, moved []view.GoodsRow, name func(string) string, words func(string) (text.Text, bool)) ([]view.Event, error) {
	entries, err := tx.EntriesOf(r, p.Case.ID)
	if err != nil {
		return nil, err
	}
	var out []view.Event
	add := func(e view.Event) { out = append(out, e) }
	k := &p.Case
	add(view.Event{At: k.OpenedAt, By: name(k.OpenedBy), Code: "case.open", Text: k.Said, Seq: seqOf(entries, "case.open"),
		What: text.Text{ZH: "立案 %[1]s", EN: "opened (%[1]s)"}.With(rules.WordOf(rules.CaseKindWords, string(k.Kind)))})
	undone := undoing(k, entries)
	outcome, of := true, k   // the newest settling is the one that stands, in each life of the case
	newer := k.Outcome       // what the settling read before this one came to
	older := k.Settlings     // what those before it had said
	own := map[uint64]bool{} // entries told by the teams
	teamEvents(k, name, func(e view.Event) {
		for i := range entries {
			if entries[i].Seq == e.Seq && e.By == "" {
				e.By = entries[i].Name
			}
		}
		own[e.Seq] = true
		add(e)
	})
	for _, e := range slices.Backward(entries) {
		if own[e.Seq] {
			continue
		}
		what, words := told(of, e.Code, outcome, undone[e.Seq])
		if l := before(k, e); l != nil {
			outcome, of = true, &rules.Case{Team: l.Team, Vehicle: l.Vehicle, Outcome: l.Outcome, OutcomeNote: l.OutcomeNote, Ending: l.Ending, Forced: l.Forced}
			newer, older = l.Outcome, l.Settlings
			what, words = command.Told(e.Code), l.Reason
		}
		if e.Code == "case.settle" && undone[e.Seq] == nil {
			if n := len(older) - 1; !outcome && n >= 0 && older[n].Outcome != "" {
				what, words = rewritten(&older[n], newer)
				newer, older = older[n].Outcome, older[:n]
			}
			outcome = false
		}
		if e.Code == "case.edit" {
			what = edited(k, e.At, what)
		}
		if !what.IsZero() {
			add(view.Event{Seq: e.Seq, At: e.At, By: e.Name, Code: e.Code, What: what, Text: words})
		}
	}
	for _, a := range k.Acts {
		if a.Code == rules.FollowUpCode && a.Ref != "" {
			continue // the visit tells it
		}
		add(view.Event{Seq: a.Seq, At: a.At, By: name(a.By), Code: "case.act", Text: a.Note, Ref: a.Code,
			What: numbered(revoked(text.Text{ZH: "已办 %[1]s", EN: "done: %[1]s"}.With(dutyText(p.Obligations, a.Code, words)), a.Revoked), a.From, k.ID)})
	}
	for _, w := range slices.Concat(k.Waivers, k.Lifted) {
		add(view.Event{Seq: w.Seq, At: w.At, By: name(w.By), Code: "case.waive", Text: w.Reason, Ref: w.Code,
			What: revoked(text.Text{ZH: "免办 %[1]s", EN: "waived: %[1]s"}.With(dutyText(p.Obligations, w.Code, words)), w.Revoked)})
	}
	for i := range p.Calls {
		c := &p.Calls[i]
		born, err := written(r, entries, table.Calls.Name, c.ID, c.Meta)
		if err != nil {
			return nil, err
		}
		add(view.Event{Seq: born, At: c.At, By: name(c.By), Code: "call.log", What: callText(c), Text: c.Said, Ref: c.ID})
		for _, k := range c.Corrections {
			code := "call.amend"
			if k.State != "" {
				code = "call.reopen"
			}
			what := command.Told(code)
			if k.Unfound {
				code, what = "patrol.undo", text.Text{ZH: "来源已划去: 巡查记的这一站撤回了, 事项还在", EN: "its source was struck out: the stop of the patrol was taken back, the case stands"}
			}
			add(view.Event{Seq: k.Seq, At: k.At, By: name(k.By), Code: code, What: what, Text: k.Reason, Ref: c.ID})
		}
	}
	for _, n := range notes {
		born, err := written(r, entries, table.Notes.Name, n.ID, n.Meta)
		if err != nil {
			return nil, err
		}
		what := text.Text{ZH: "记事", EN: "note"}
		if n.Struck != "" {
			e, err := struck(r, n.Seq, n.Struck, n.ID)
			if err != nil {
				return nil, err
			}
			add(e)
			what = text.Text{ZH: "记事 (已划去: %[1]s)", EN: "note (struck out: %[1]s)"}.With(n.Struck)
		}
		add(view.Event{Seq: born, At: n.At, By: name(n.By), Code: "note.add", What: what, Text: n.Text, Ref: n.ID})
	}
	for _, f := range p.FollowUps {
		born, err := written(r, entries, table.FollowUps.Name, f.ID, f.Meta)
		if err != nil {
			return nil, err
		}
		what := text.Text{ZH: "回访: %[1]s", EN: "visit: %[1]s"}.With(rules.WordOf(rules.VisitWords, string(f.Result)))
		if f.Struck != "" {
			e, err := struck(r, f.Seq, f.Struck, f.ID)
			if err != nil {
				return nil, err
			}
			add(e)
			what = back(what)
		}
		add(view.Event{Seq: born, At: f.At, By: name(f.By), Code: "followup.add", What: what, Text: f.Words, Ref: f.ID})
	}
	if err := entered(r, p.Records, name, add); err != nil {
		return nil, err
	}
	for _, o := range p.Orders {
		born, err := written(r, entries, table.Orders.Name, o.ID, o.Meta)
		if err != nil {
			return nil, err
		}
		what := text.Text{ZH: "%[1]s 口头指示", EN: "order of %[1]s"}.With(name(o.Leader))
		if o.SignedAt != nil {
			add(view.Event{Seq: o.Seq, At: *o.SignedAt, By: name(o.Leader), Code: "order.sign", Ref: o.ID, What: text.Text{ZH: "补签", EN: "signed"}})
		}
		if o.Struck != "" {
			e, err := struck(r, o.Seq, o.Struck, o.ID)
			if err != nil {
				return nil, err
			}
			add(e)
			what = back(what)
		}
		add(view.Event{Seq: born, At: o.At, By: name(o.By), Code: "order.give", Text: o.Text, What: what, Ref: o.ID})
	}
	given := map[string]bool{} // issues of which something still stands
	for _, g := range moved {
		if g.Move.Kind == rules.MoveIssue && g.Move.Reversed == "" {
			given[g.Move.Issue] = true
		}
	}
	for _, g := range moved {
		born, err := written(r, entries, table.Moves.Name, g.Move.ID, g.Move.Meta)
		if err != nil {
			return nil, err
		}
		e := view.Event{Seq: born, At: g.Move.At, By: name(g.Move.By), Code: "stock.issue", Text: g.Move.Reason, Ref: g.Move.ID,
			What: text.Text{ZH: "发放 %[1]s", EN: "gave %[1]s"}.With(g.Line)}
		switch {
		case g.Move.Kind == rules.MoveReverse:
			e.Code, e.What = "stock.reverse", text.Text{ZH: "冲销 %[1]s %[2]d%[3]s", EN: "taken back: %[2]d %[3]s %[1]s"}.With(g.Item, g.Move.Qty, g.Unit)
		case g.Move.Reversed != "":
			e.What = back(e.What)
		}
		add(e)
		for _, l := range g.Left {
			what := text.Text{ZH: "未发 %[1]s", EN: "not given: %[1]s"}.With(l.What)
			if !given[g.Move.Issue] {
				what = back(what)
			}
			add(view.Event{Seq: born, At: g.Move.At, By: e.By, Code: "stock.kit", Text: l.Reason, What: what})
		}
	}
	referred(p, add)
	out = append(out, paperEvents(p.Papers, name)...)
	slices.SortStableFunc(out, func(a, b view.Event) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Seq, b.Seq)) })
	return out, nil
}

// written is the journal entry that first wrote a record on the case: one about the record
// itself, or about the case (entries).
func written(r tx.Reader, entries []tx.Entry, table, id string, m rules.Meta) (uint64, error) {
	if m.Version == 1 {
		return m.Seq, nil
	}
	own, err := tx.EntriesOf(r, id)
	if err != nil {
		return 0, err
	}
	first := m.Seq
	for _, e := range slices.Concat(own, entries) {
		wrote := func(s string) bool { return strings.HasPrefix(s, table+"/"+id+" ") }
		if e.Seq < first && slices.ContainsFunc(e.Wrote, wrote) {
			first = e.Seq
		}
	}
	return first, nil
}

// struck is the entry that took a note or an order back: the last one that wrote it.
func struck(r tx.Reader, seq uint64, reason, id string) (view.Event, error) {
	e, _, err := tx.EntryAt(r, seq)
	return view.Event{Seq: seq, At: e.At, By: e.Name, Code: e.Code, What: command.Told(e.Code), Text: reason, Ref: id}, err
}

// before is what the case was before the entry opened it again, nil for any other entry.
func before(k *rules.Case, e tx.Entry) *rules.Life {
	i := slices.IndexFunc(k.Lives, func(l rules.Life) bool { return e.Code == "case.reopen" && l.Seq == e.Seq })
	if i < 0 {
		return nil
	}
	return &k.Lives[i]
}

func seqOf(entries []tx.Entry, code string) uint64 {
	for i := range entries {
		if entries[i].Code == code {
			return entries[i].Seq
		}
	}
	return 0
}

// undoing finds for each step in the journal that was taken back, and for the entry that
// did it, what the case keeps of it; by seq.
func undoing(k *rules.Case, entries []tx.Entry) map[uint64]*rules.Undone {
	out := map[uint64]*rules.Undone{}
	var steps []tx.Entry // that stand, the last one last
	n := 0
	// take gives the step that the next of Undone took back: a team's by its number, else
	// the last one that is no team's, a settling where a referral did it.
	take := func() (uint64, bool) {
		u := &k.Undone[n]
		for i, e := range slices.Backward(steps) {
			if u.WasSeq != 0 && e.Seq == u.WasSeq || u.WasSeq == 0 && (e.Code == u.Step || u.Step == "") {
				steps = slices.Delete(steps, i, i+1)
				n++
				return e.Seq, true
			}
		}
		return 0, false
	}
	woken := func(until uint64) { // settlings that a refused referral took back
		for n < len(k.Undone) && k.Undone[n].Seq != 0 && k.Undone[n].Seq < until {
			u := &k.Undone[n]
			seq, ok := take()
			if !ok {
				return
			}
			out[seq] = u
		}
	}
	for _, e := range entries {
		woken(e.Seq)
		switch e.Code {
		case "case.dispatch", "case.depart", "case.arrive", "case.return", "case.settle", "case.close":
			steps = append(steps, e)
		case "case.reopen":
			steps = nil // no step back leads behind it
		case "case.back":
			if n < len(k.Undone) {
				u := &k.Undone[n]
				if seq, ok := take(); ok {
					out[e.Seq], out[seq] = u, u
				}
			}
		}
	}
	woken(math.MaxUint64)
	return out
}

// told is what a journal entry about the case adds to the timeline; nothing where it has a
// record of its own. settled says that the entry's outcome is the one that stands; u is what
// is kept of the step when it was taken back.
func told(k *rules.Case, code string, settled bool, u *rules.Undone) (what text.Text, words string) {
	switch {
	case u == nil:
	case code == "case.back":
		return text.Text{ZH: "退回一步: %[1]s", EN: "a step taken back: %[1]s"}.With(command.Told(u.Step)), u.Reason
	default:
		then := rules.Case{Team: u.Team, Vehicle: u.Vehicle, Outcome: u.Outcome, OutcomeNote: u.Note}
		what, words = told(&then, code, true, nil)
		return back(what), words
	}
	switch code {
	case "case.dispatch":
		return text.Text{ZH: "派出 %[1]s", EN: "sent %[1]s"}.With(strings.TrimSpace(k.Team + " " + k.Vehicle)), ""
	case "case.arrive":
		return text.Text{ZH: "到场", EN: "on the scene"}, ""
	case "case.settle":
		if !settled {
			return text.Text{ZH: "处置 (结果后来改过)", EN: "settled (the outcome was changed later)"}, ""
		}
		what = text.Text{ZH: "处置 %[1]s", EN: "settled: %[1]s"}.With(rules.WordOf(rules.OutcomeWords, string(k.Outcome)))
		if more := k.Ending.Words(); !more.IsZero() {
			what = text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(what, more)
		}
		return what, k.OutcomeNote
	case "case.close":
		if f := k.Forced; f != nil {
			return text.Text{ZH: "带班领导决定办结, %[1]d 项未清", EN: "closed by a leader over %[1]d open lines"}.With(len(f.Open)), f.Reason
		}
		return text.Text{ZH: "办结", EN: "closed"}, ""
	case "case.edit":
		return text.Text{ZH: "补充或更正情况", EN: "particulars changed"}, ""
	case "case.revoke":
		return text.Text{ZH: "撤销", EN: "taken back"}, ""
	case "archive.export":
		return text.Text{ZH: "导出附件", EN: "evidence exported"}, ""
	case "call.reopen":
		return text.Text{ZH: "一条来电移出本件", EN: "a call taken off this case"}, ""
	}
	return what, ""
}

// rewritten tells of a settling that another one, with the outcome newer, wrote over.
func rewritten(s *rules.Settling, newer rules.Outcome) (what text.Text, words string) {
	what, words = told(&rules.Case{Outcome: s.Outcome, OutcomeNote: s.OutcomeNote, Ending: s.Ending}, "case.settle", true, nil)
	if s.Outcome != newer {
		what = text.Text{ZH: "%[1]s (后来改为 %[2]s)", EN: "%[1]s (later changed: %[2]s)"}.With(what, rules.WordOf(rules.OutcomeWords, string(newer)))
	}
	return what, words
}

// edited adds to an edit the facts that it set last and that still stand.
func edited(k *rules.Case, at time.Time, what text.Text) text.Text {
	var facts []text.Text
	for i := range rules.FactSpecs {
		if s := &rules.FactSpecs[i]; k.FactsAt[s.Name].Equal(at) {
			facts = append(facts, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(s.Label, s.Said(&k.Facts)))
		}
	}
	if facts == nil {
		return what
	}
	return text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(what, facts)
}

// back marks what was taken back by an entry of its own.
func back(what text.Text) text.Text {
	return text.Text{ZH: "%[1]s (已撤回)", EN: "%[1]s (taken back)"}.With(what)
}

func revoked(what text.Text, reason string) text.Text {
	if reason == "" {
		return what
	}
	return text.Text{ZH: "%[1]s (已撤销: %[2]s)", EN: "%[1]s (taken back: %[2]s)"}.With(what, reason)
}

func dutyText(owed []rules.Obligation, code string, words func(string) (text.Text, bool)) text.Text {
	for i := range owed {
		if owed[i].Code == code {
			return owed[i].Text
		}
	}
	if w, ok := words(code); ok {
		return w
	}
	return text.Text{ZH: code, EN: code}
}

// callText says who was on the line, and for a call out whether anybody was reached.
func callText(c *rules.Call) text.Text {
	who := strings.Join(strings.Fields(c.Caller.Unit+" "+c.Caller.Name+" "+c.Caller.Phone), " ")
	kind := rules.WordOf(rules.CallKindWords, string(c.Kind))
	if c.Planned() {
		t := text.Text{ZH: "约定 %[1]s 去电 %[2]s", EN: "to ring %[2]s at %[1]s"}.With(rules.Stamp(*c.Due), who)
		if c.Made != "" {
			t = text.Text{ZH: "%[1]s, 已打", EN: "%[1]s, made"}.With(t)
		}
		return t
	}
	if !c.Out {
		return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(kind, who)
	}
	switch rules.TriOf(c.Reached) {
	case rules.Yes:
		return text.Text{ZH: "打给 %[1]s 通", EN: "called %[1]s, reached"}.With(who)
	case rules.No:
		return text.Text{ZH: "打给 %[1]s 未接", EN: "called %[1]s, not reached"}.With(who)
	}
	return text.Text{ZH: "打给 %[1]s", EN: "called %[1]s"}.With(who)
}
