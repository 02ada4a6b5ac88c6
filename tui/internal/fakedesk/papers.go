package fakedesk

import (
	"fmt"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// papers runs the commands on papers. ours is false for any other command.
func (d *Desk) papers(cmd command.Command) (id string, ours bool, err error) {
	switch c := cmd.(type) {
	case *command.PrintPaper:
		p := rules.Paper{ID: fmt.Sprintf("D20261124-%04d", len(d.t.printed)+1), Kind: c.Kind, Case: c.Case, Handover: c.Handover, Copies: c.Kind.Copies(),
			Marks: []rules.PaperMark{{Step: rules.PaperPrinted, At: d.t.now, By: d.who.ID}}}
		for i := range d.t.printed {
			if old := &d.t.printed[i]; old.Kind == p.Kind && old.Case+old.Handover == p.Case+p.Handover && old.Owes() == rules.PaperSigned {
				if e := old.Cancel("", p.ID, d.t.now, d.who.ID); e != nil {
					return "", true, e
				}
			}
		}
		d.t.printed = append(d.t.printed, p)
		return p.ID, true, nil
	case *command.MarkPaper:
		return c.Paper, true, d.paper(c.Paper, func(p *rules.Paper) *rules.Error { return p.Note(c.Step, d.t.now, d.who.ID) })
	case *command.VoidPaper:
		return c.Paper, true, d.paper(c.Paper, func(p *rules.Paper) *rules.Error { return p.Cancel(c.Reason, "", d.t.now, d.who.ID) })
	}
	return "", false, nil
}

func (d *Desk) paper(id string, verb func(*rules.Paper) *rules.Error) error {
	for i := range d.t.printed {
		if d.t.printed[i].ID == id {
			if e := verb(&d.t.printed[i]); e != nil {
				return e
			}
			return nil
		}
	}
	return rules.Missing(text.Text{ZH: "单据", EN: "paper"}, id)
}

// papersOf are the papers of a case or a handover, and what may be done with them.
func (d *Desk) papersOf(of string, can view.Can) (out []rules.Paper) {
	for _, p := range d.t.printed {
		if p.Case+p.Handover != of {
			continue
		}
		out = append(out, p)
		for _, s := range rules.PaperStepWords[1:] {
			can[strings.Join([]string{"paper.mark", p.ID, s.Code}, "/")] = p.MayMark(rules.PaperStep(s.Code))
		}
		can["paper.void/"+p.ID] = p.MayVoid()
	}
	return out
}
