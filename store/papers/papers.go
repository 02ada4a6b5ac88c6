// Package papers keeps what was printed from the book and how far its signatures are. It
// loads, numbers and writes; which paper fits, which step may be noted and what is owed is
// decided by the verbs of rules.Paper, rules.Case and rules.Handover. What stands on a sheet
// is the caller's to draw from a view.Printing; papers are never covered, so that whoever
// may not see persons is refused them.
package papers

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

func find(x *tx.Tx, said string) (*rules.Paper, error) {
	return cases.Lookup(x, x.Now, table.Papers, "D", 4, "paper", said)
}

// Print records a print. Papers of the same kind and subject that nobody has signed are
// void with it: their ids are in More. Refused: a paper that does not fit the case, a
// handover that is not signed by both sides.
func Print(x *tx.Tx, c *command.PrintPaper) (command.Result, error) {
	p := &rules.Paper{Kind: c.Kind, Copies: c.Kind.Copies()}
	standing, err := subject(x, p, c)
	if err != nil {
		return command.Result{}, err
	}
	ids, err := roll.NewSeries(x, table.Papers, roll.Dated(x, "D"), 4)
	if err != nil {
		return command.Result{}, err
	}
	p.ID = ids.Next()
	p.Marks = []rules.PaperMark{{Step: rules.PaperPrinted, At: x.Now, By: x.Actor.Officer, Seq: x.Seq}}
	res := command.Result{ID: p.ID}
	for i := range standing {
		old := &standing[i]
		if old.Kind != p.Kind || old.Owes() != rules.PaperSigned {
			continue
		}
		if e := old.Cancel("", p.ID, x.Now, x.Actor.Officer); e != nil {
			return command.Result{}, e
		}
		if err := table.Papers.Put(x, old); err != nil {
			return command.Result{}, err
		}
		res.More = append(res.More, old.ID)
	}
	return res, table.Papers.Put(x, p)
}

// subject ties a new paper to its case or handover, where it is allowed there, and gives the
// papers that were printed from it before.
func subject(x *tx.Tx, p *rules.Paper, c *command.PrintPaper) ([]rules.Paper, error) {
	if !c.Kind.OfCase() {
		h, err := handover(x, c.Handover)
		if err != nil {
			return nil, err
		}
		if e := h.MayPrint(); e != nil {
			return nil, e
		}
		p.Handover = h.ID
		return table.Papers.By(x, "handover/"+h.ID)
	}
	k, err := cases.Find(x, x.Now, c.Case)
	if err != nil {
		return nil, err
	}
	before, err := cases.By(x, table.Papers, k)
	if err != nil {
		return nil, err
	}
	given, err := cases.Given(x, k.ID)
	if err != nil {
		return nil, err
	}
	given = cases.Unslipped(given, before)
	if e := k.MayPrint(c.Kind, len(given)); e != nil {
		return nil, e
	}
	if p.Case = k.ID; c.Kind == rules.PaperIssue {
		for _, g := range given {
			p.Goods = append(p.Goods, g.Move.ID)
		}
	}
	return before, nil
}

func handover(r tx.Reader, id string) (*rules.Handover, error) {
	h, err := table.Handovers.Get(r, id)
	if e := rules.AsError(err); e != nil && e.Kind == rules.NotFound {
		e.Field = "handover"
	}
	return h, err
}

// Mark notes a step of a paper.
func Mark(x *tx.Tx, c *command.MarkPaper) (command.Result, error) {
	p, err := find(x, c.Paper)
	if err != nil {
		return command.Result{}, err
	}
	at := x.Now
	if c.At != nil {
		at = c.At.UTC()
	}
	if e := p.Note(c.Step, at, x.Actor.Officer); e != nil {
		return command.Result{}, e
	}
	p.Marks[len(p.Marks)-1].Seq = x.Seq
	if err := table.Papers.Put(x, p); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: p.ID}, cases.CreditPaper(x, p)
}

// Void makes a paper void, with a reason; what it met on its case is owed again. Of a paper
// that was never written those that it replaced stand again: their ids are in More. Refused
// beside Cancel: to say that of one that is signed.
func Void(x *tx.Tx, c *command.VoidPaper) (command.Result, error) {
	p, err := find(x, c.Paper)
	if err != nil {
		return command.Result{}, err
	}
	if c.Unwritten && p.Mark(rules.PaperSigned) != nil {
		return command.Result{}, rules.Refuse(text.Text{ZH: "%[1]s 已签字, 不会没有写成。", EN: "%[1]s is signed, so it was written."}.With(p.ID), "")
	}
	if e := p.Cancel(c.Reason, "", x.Now, x.Actor.Officer); e != nil {
		return command.Result{}, e
	}
	if err := table.Papers.Put(x, p); err != nil {
		return command.Result{}, err
	}
	res := command.Result{ID: p.ID}
	if c.Unwritten {
		if res.More, err = stand(x, p); err != nil {
			return command.Result{}, err
		}
	}
	return res, cases.Discredit(x, p.Case, p.ID, c.Reason)
}

// stand has the papers count again that gave way to p.
func stand(x *tx.Tx, p *rules.Paper) (ids []string, err error) {
	all, err := beside(x, p)
	for i := range all {
		if !all[i].Stand(p.ID) {
			continue
		}
		if err := table.Papers.Put(x, &all[i]); err != nil {
			return nil, err
		}
		ids = append(ids, all[i].ID)
	}
	return ids, err
}

// beside is every paper of the same case or handover, itself among them.
func beside(x *tx.Tx, p *rules.Paper) ([]rules.Paper, error) {
	if !p.Kind.OfCase() {
		return table.Papers.By(x, "handover/"+p.Handover)
	}
	k, err := cases.Main(x, p.Case)
	if err != nil {
		return nil, err
	}
	return cases.By(x, table.Papers, k)
}

// covered refuses readers from whom persons are hidden.
func covered(e tx.Env) *rules.Error {
	switch {
	case !e.Hidden():
		return nil
	case e.Actor.Officer == "":
		return rules.Unsigned()
	}
	return &rules.Error{Kind: rules.Denied, Text: text.Text{ZH: "单据不遮盖个人情况, 您的角色不能看。", EN: "A paper covers nothing of persons: your role may not see it."}}
}

// List is the papers that still owe something, or with all the newest limit of all (0: every
// one). Denied to readers from whom persons are Hidden.
func List(v tx.View, e tx.Env, all bool, limit int) ([]view.PaperRow, error) {
	if err := covered(e); err != nil {
		return nil, err
	}
	var papers []rules.Paper
	var err error
	if all {
		err = table.Papers.Scan(v, "", "", true, func(p *rules.Paper) (bool, error) {
			papers = append(papers, *p)
			return len(papers) != limit, nil
		})
	} else {
		papers, err = table.By(v, table.Papers, "open")
	}
	if err != nil {
		return nil, err
	}
	days, err := table.Calendar(v)
	out := make([]view.PaperRow, 0, len(papers))
	for i := range papers {
		p := &papers[i]
		row := view.PaperRow{Paper: *p, State: p.State(), Subject: text.Text{ZH: p.Handover, EN: p.Handover}}
		if p.Owes() != "" {
			due := p.Due(days)
			row.Due = &due
		}
		if p.Case != "" {
			k, ferr := cases.Main(v, p.Case)
			if ferr != nil {
				return nil, ferr
			}
			row.Subject = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(k.ID, rules.Subject(k, false))
		}
		out = append(out, row)
	}
	return out, err
}
