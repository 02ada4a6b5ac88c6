package cases

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/tx"
)

// Given is the goods that stand given on a case: neither reversed nor a reversal.
func Given(x *tx.Tx, id string) ([]view.GoodsRow, error) {
	moved, err := goods(x, NewGoods(x, x.Plans, false), id)
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
}

// paperEvents is what happened with the papers of a case.
func paperEvents(papers []rules.Paper, name func(string) string) (out []view.Event) {
	for i := range papers {
		p := &papers[i]
		kind := rules.WordOf(rules.PaperWords, string(p.Kind))
		for _, m := range p.Marks {
			code := "paper.mark"
			if m.Step == rules.PaperPrinted {
				code = "paper.print"
			}
			out = append(out, view.Event{Seq: p.Seq, At: m.At, By: name(m.By), Code: code, Ref: p.ID,
				What: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(kind, rules.WordOf(rules.PaperStepWords, string(m.Step)))})
		}
		if p.Void() {
			out = append(out, view.Event{Seq: p.Seq, At: *p.VoidAt, By: name(p.VoidBy), Code: "paper.void", Ref: p.ID,
				What: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(kind, p.State())})
		}
	}
	return out
}
