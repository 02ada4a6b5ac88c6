package cases

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Given is the goods that stand given on a case: neither reversed nor a reversal.
func Given(x *tx.Tx, id string) ([]view.GoodsRow, error) {
	k, err := Main(x, id)
	if err != nil {
		return nil, err
	}
	moved, err := goods(x, NewGoods(x, x.Plans, false), k)
	return standing(moved), err
}

func standing(moved []view.GoodsRow) (out []view.GoodsRow) {
	for _, g := range moved {
		if g.Move.Kind == rules.MoveIssue && g.Move.Reversed == "" {
			out = append(out, g)
		}
	}
	return out
}

// Unslipped is the goods that no signed slip among papers names.
func Unslipped(given []view.GoodsRow, papers []rules.Paper) []view.GoodsRow {
	signed := rules.SignedFor(papers)
	return slices.DeleteFunc(slices.Clone(given), func(g view.GoodsRow) bool { return signed[g.Move.ID] })
}

// PapersCan says what may be done with the papers of a page, and which may be printed:
// print is asked for each kind.
func PapersCan(e tx.Env, can view.Can, papers []rules.Paper, kinds []rules.PaperKind, print func(rules.PaperKind) *rules.Error) {
	denied := May(e, (&command.PrintPaper{}).Area())
	either := func(rule func() *rules.Error) *rules.Error {
		if denied != nil {
			return denied
		}
		return rule()
	}
	for _, k := range kinds {
		can["paper.print/"+string(k)] = either(func() *rules.Error { return print(k) })
	}
	for i := range papers {
		p := &papers[i]
		for _, s := range rules.PaperStepWords[1:] {
			can["paper.mark/"+p.ID+"/"+s.Code] = either(func() *rules.Error { return p.MayMark(rules.PaperStep(s.Code)) })
		}
		can["paper.void/"+p.ID] = either(p.MayVoid)
	}
}

// papersCan is PapersCan for a case.
func papersCan(e tx.Env, p *view.Case) {
	var kinds []rules.PaperKind
	for _, n := range rules.PaperWords {
		if k := rules.PaperKind(n.Code); k.OfCase() {
			kinds = append(kinds, k)
		}
	}
	PapersCan(e, p.Can, p.Papers, kinds, func(k rules.PaperKind) *rules.Error {
		return p.Case.MayPrint(k, len(Unslipped(p.Goods, p.Papers)))
	})
	for i := range p.Papers {
		id := p.Papers[i].ID
		rests := func(a rules.Act) bool { return a.Ref == id && a.Revoked == "" }
		if p.Can["paper.void/"+id] == nil && slices.ContainsFunc(p.Case.Acts, rests) {
			p.Can["paper.void/"+id] = p.Case.Working()
		}
	}
}

// paperMeets is which duties of a case a signed paper meets: the handover of a person in
// writing (P1.3.13, R.11), the record of a refusal (P3.4.7), the collection of a child
// (R.13), which is its handover in writing too.
var paperMeets = map[rules.PaperKind][]string{
	rules.PaperTransfer: {"written_handover"},
	rules.PaperRefusal:  {"keep_record"},
	rules.PaperCollect:  {"collect_form", "written_handover"},
}

// CreditPaper records what a paper meets on its case when it is signed: a transfer only while
// an agency has accepted the person. Void takes it back (Discredit).
func CreditPaper(x *tx.Tx, p *rules.Paper) error {
	m := p.Mark(rules.PaperSigned)
	if m == nil || paperMeets[p.Kind] == nil {
		return nil
	}
	k, err := Main(x, p.Case)
	if err != nil || k.Working() != nil {
		return err
	}
	to := ""
	if p.Kind == rules.PaperTransfer {
		refs, err := By(x, table.Referrals, k)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(refs, func(r rules.Referral) bool { return r.Matter == "" && r.State == rules.ReferralAccepted })
		if i < 0 {
			return nil
		}
		to = refs[i].To
	}
	if p.Kind == rules.PaperCollect {
		to = k.Ending.Receiver.Name
	}
	for _, code := range paperMeets[p.Kind] {
		if err := creditDuty(x, k, p, code, to); err != nil {
			return err
		}
	}
	return nil
}

// creditDuty records that the signed paper meets that duty, once.
func creditDuty(x *tx.Tx, k *rules.Case, p *rules.Paper, code, to string) error {
	m := p.Mark(rules.PaperSigned)
	if slices.ContainsFunc(k.Acts, func(a rules.Act) bool { return a.Ref == p.ID && a.Code == code }) {
		return nil
	}
	_, owed, err := demands(x, k)
	if err != nil {
		return err
	}
	o, e := rules.Owed(owed, code)
	if e != nil || !o.State.Open() || m.At.Before(o.Since.Add(-rules.Grace)) {
		return nil
	}
	a := rules.Act{Code: code, At: m.At, By: m.By, Note: to, Ref: p.ID, Seq: x.Seq}
	if p.Case != k.ID {
		a.From = p.Case
	}
	if e := k.Act(a, owed, names(x)); e != nil {
		return e
	}
	return table.Cases.Put(x, k)
}

// paperEvents is what happened with the papers of a case. Hours are told in minutes: a step
// of the minute in which the one before it was noted stands after that.
func paperEvents(papers []rules.Paper, name func(string) string) (out []view.Event) {
	for i := range papers {
		p := &papers[i]
		kind := rules.WordOf(rules.PaperWords, string(p.Kind))
		var from time.Time
		for _, m := range p.Marks {
			code, at := "paper.mark", m.At
			if at.Before(from) {
				at = from
			}
			switch m.Step {
			case rules.PaperPrinted:
				code, from = "paper.print", at
			case rules.PaperSigned: // what comes after the signature needs it, not each other
				from = at
			}
			out = append(out, view.Event{Seq: cmp.Or(m.Seq, p.Seq), At: at, By: name(m.By), Code: code, Ref: p.ID,
				What: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(kind, rules.WordOf(rules.PaperStepWords, string(m.Step)))})
		}
		if p.Void() {
			out = append(out, view.Event{Seq: p.Seq, At: *p.VoidAt, By: name(p.VoidBy), Code: "paper.void", Ref: p.ID,
				What: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(kind, p.State())})
		}
	}
	return out
}
