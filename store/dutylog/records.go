package dutylog

import (
	"cmp"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

func (d *drawing) order(x *tx.Entry, r *view.LogRow) error {
	ids := x.WroteOf(table.Orders.Name)
	if len(ids) == 0 {
		return nil
	}
	o, ok, err := table.Orders.Find(d.v, ids[0])
	if err != nil || !ok {
		return err
	}
	leader, err := d.officer(o.Leader)
	r.Key, r.From = "order/"+o.ID, same(leader)
	if o.Case != "" {
		r.Key = "case/" + o.Case
	}
	if x.Code == "order.sign" {
		r.Words = o.Text
	}
	if x.Code == "order.give" {
		r.What, r.Words = text.Text{ZH: "口头指示", EN: "oral order"}, o.Text
		switch {
		case o.Struck != "":
			r.Struck = true
		case o.SignedAt != nil:
			r.Done = text.Text{ZH: "%[1]s 补签", EN: "signed %[1]s"}.With(rules.Stamp(*o.SignedAt))
		default:
			r.Done = text.Text{ZH: "待补签", EN: "to be signed"}
		}
	}
	return err
}

func (d *drawing) note(x *tx.Entry, r *view.LogRow) error {
	ids := x.WroteOf(table.Notes.Name)
	if len(ids) == 0 {
		return nil
	}
	n, ok, err := table.Notes.Find(d.v, ids[0])
	if err != nil || !ok {
		return err
	}
	if n.Case != "" {
		r.Key, r.From = "case/"+n.Case, same(tail(n.Case))
	}
	if x.Code == "note.add" {
		r.Words, r.Struck = n.Text, n.Struck != ""
	}
	return nil
}

func (d *drawing) moves(x *tx.Entry, r *view.LogRow) error {
	var lines []text.Text
	for _, id := range x.WroteOf(table.Moves.Name) {
		m, ok, err := table.Moves.Find(d.v, id)
		if err != nil {
			return err
		}
		if !ok || x.Code == "stock.reverse" && m.Kind != rules.MoveReverse {
			continue
		}
		row, err := d.goods.Row(*m)
		if err != nil {
			return err
		}
		line := row.Line
		if line.IsZero() {
			line = text.Text{ZH: "%[1]s %[2]d%[3]s %[4]s", EN: "%[2]d %[3]s of %[1]s, %[4]s"}.With(row.Item, m.Qty, row.Unit, row.From)
		}
		lines = append(lines, line)
		r.Struck = r.Struck || x.Code != "stock.reverse" && m.Reversed != ""
		if r.Key = "stock/" + m.Item; m.Case != "" {
			r.Key = "case/" + m.Case
		}
		r.From = same(m.Receiver)
	}
	r.Done = joined(lines)
	return nil
}

func joined(all []text.Text) text.Text {
	zh, en := make([]string, len(all)), make([]string, len(all))
	for i, t := range all {
		zh[i], en[i] = t.In(text.ZH), t.In(text.EN)
	}
	return text.Text{ZH: strings.Join(zh, "; "), EN: strings.Join(en, "; ")}
}

func (d *drawing) referral(x *tx.Entry, b *body, r *view.LogRow) error {
	ids := x.WroteOf(table.Referrals.Name)
	if len(ids) == 0 {
		return nil
	}
	f, ok, err := table.Referrals.Find(d.v, ids[len(ids)-1])
	if err != nil || !ok {
		return err
	}
	r.Key, r.From, r.Done = "case/"+f.Case, same(tail(f.Case)), same(strings.TrimSpace(f.To+" "+b.Who))
	r.Words = cmp.Or(b.Outcome, r.Words)
	return nil
}

func (d *drawing) warning(x *tx.Entry, r *view.LogRow) error {
	ids := x.WroteOf(table.Warnings.Name)
	if len(ids) == 0 {
		return nil
	}
	w, ok, err := table.Warnings.Find(d.v, ids[len(ids)-1])
	if err == nil && ok {
		r.Done = warningText(w)
	}
	return err
}

func (d *drawing) duty(x *tx.Entry, r *view.LogRow) error {
	if ids := x.WroteOf(table.Handovers.Name); len(ids) > 0 {
		h, ok, err := table.Handovers.Find(d.v, ids[0])
		if err != nil || !ok {
			return err
		}
		r.Key = "handover/" + h.ID
		out, err := d.officer(h.Outgoing)
		if err != nil {
			return err
		}
		r.From = same(out)
		if h.Incoming == "" {
			return nil
		}
		in, err := d.officer(h.Incoming)
		switch x.Code {
		case "handover.present":
			r.Done = text.Text{ZH: "交给 %[1]s", EN: "to %[1]s"}.With(in)
		case "handover.accept": // it is the taker who signs
			r.From, r.Done = same(in), text.Text{ZH: "接自 %[1]s", EN: "from %[1]s"}.With(out)
		case "handover.release":
			r.Done = text.Text{ZH: "放行, %[1]s 接替未签", EN: "let pass, %[1]s goes on unsigned"}.With(in)
		}
		return err
	}
	ids := x.WroteOf(table.Shifts.Name)
	if len(ids) == 0 {
		return nil
	}
	s, ok, err := table.Shifts.Find(d.v, ids[0])
	if err != nil || !ok {
		return err
	}
	leader, err := d.officer(s.Leader)
	r.Done = text.Text{ZH: "带班 %[1]s", EN: "leader %[1]s"}.With(leader)
	return err
}

func (d *drawing) paper(x *tx.Entry, b *body, r *view.LogRow) error {
	ids := x.WroteOf(table.Papers.Name)
	if len(ids) == 0 {
		return nil
	}
	p, ok, err := table.Papers.Find(d.v, ids[len(ids)-1])
	if err != nil || !ok {
		return err
	}
	r.From, r.Done = same(tail(p.Case)), rules.WordOf(rules.PaperWords, string(p.Kind))
	if r.Key = "handover/" + p.Handover; p.Case != "" {
		r.Key = "case/" + p.Case
	}
	if b.Step != "" {
		r.Done = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(r.Done, rules.WordOf(rules.PaperStepWords, b.Step))
	}
	return nil
}

func (d *drawing) mark(x *tx.Entry, r *view.LogRow) error {
	ids := x.WroteOf(table.Readings.Name)
	if len(ids) == 0 {
		return nil
	}
	m, ok, err := table.Readings.Find(d.v, ids[0])
	if err == nil && ok {
		r.Done = text.Text{ZH: "班次 %[1]s", EN: "shift %[1]s"}.With(tail(m.Shift))
		r.Struck = x.Code == "log.read" && !m.Stands()
	}
	return err
}

// merging says which case ended in which, or was taken out of it again.
func (d *drawing) merging(x *tx.Entry, r *view.LogRow) error {
	for _, id := range x.WroteOf(table.Cases.Name) {
		k, ok, err := table.Cases.Find(d.v, id)
		if err != nil || !ok {
			return err
		}
		for _, j := range k.Joined {
			switch {
			case j.Seq == x.Seq:
				r.Done = text.Text{ZH: "%[1]s 并入 %[2]s", EN: "%[1]s into %[2]s"}.With(tail(j.Case), tail(k.ID))
			case j.Back != nil && j.Back.Seq == x.Seq:
				r.Done = text.Text{ZH: "%[1]s 从 %[2]s 分出", EN: "%[1]s out of %[2]s"}.With(tail(j.Case), tail(k.ID))
			default:
				continue
			}
			r.Key = "case/" + k.ID
			r.From = text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(tail(k.ID), k.Place.Text, named(k))
		}
	}
	return nil
}

// visit is a visit to somebody who declined, or that it was taken back.
func (d *drawing) visit(x *tx.Entry, r *view.LogRow) error {
	f, ok, err := table.FollowUps.Find(d.v, written(x, table.FollowUps.Name))
	if err != nil || !ok {
		return err
	}
	r.Key, r.From = "case/"+f.Case, same(tail(f.Case))
	r.Done = rules.WordOf(rules.VisitWords, string(f.Result))
	if x.Code == "followup.add" {
		r.Words, r.Struck = f.Words, f.Struck != ""
	}
	return nil
}

// record is a further record of a case, its result, or that one was taken back.
func (d *drawing) record(x *tx.Entry, r *view.LogRow) error {
	n, ok, err := table.Records.Find(d.v, written(x, table.Records.Name))
	if err != nil || !ok {
		return err
	}
	r.Key, r.From = "case/"+n.Case, same(tail(n.Case))
	r.Done = n.Titled()
	switch x.Code {
	case "record.add":
		r.Words, r.Struck = n.Words, !n.Stands()
	case "record.finish":
		r.Words = n.Result
	}
	return nil
}

// archive is evidence that was filed, struck out or copied out.
func (d *drawing) archive(x *tx.Entry, r *view.LogRow) error {
	var lines []text.Text
	for _, id := range x.WroteOf(table.Attachments.Name) {
		a, ok, err := table.Attachments.Find(d.v, id)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		r.Key, r.From = "case/"+a.Case, same(tail(a.Case))
		lines = append(lines, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(rules.WordOf(rules.SlotWords, string(a.Slot)), a.Title()))
		if x.Code == "archive.attach" {
			r.Words, r.Struck = a.Words, !a.Stands()
			if a.File == nil { // the words are its title
				r.Words = ""
			}
		}
	}
	r.Done = joined(lines)
	return nil
}
