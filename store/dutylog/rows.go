package dutylog

import (
	"cmp"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// drawing draws entries as rows, each name read once.
type drawing struct {
	v        tx.View
	e        tx.Env
	hidden   bool
	officers map[string]string
	goods    *cases.Goods
}

func newDrawing(v tx.View, e tx.Env) *drawing {
	return &drawing{v: v, e: e, hidden: e.Hidden(), officers: map[string]string{}, goods: cases.NewGoods(v, e.Plans, e.Hidden())}
}

// quiet entries are no line of a log: how somebody wants their screen, words and answers on
// the lines of a handover, which stand on its sheet.
var quiet = map[string]bool{"officer.prefs": true, "officer.pin": true, "handover.word": true, "handover.line": true, "import.live": true}

// kinds are what commands are about, by the first part of their code; the others are "other".
var kinds = map[string]string{"call": "call", "case": "case", "referral": "case", "order": "order", "note": "note", "stock": "stock",
	"warning": "warning", "shift": "duty", "handover": "duty", "log": "duty", "paper": "paper"}

// KindOf is what an entry is about, of view.LogKinds.
func KindOf(code string) string {
	of, _, _ := strings.Cut(code, ".")
	return cmp.Or(kinds[of], "other")
}

// body is what of commands the log tells, whatever they are: the words that somebody wrote,
// and what it was done to.
type body struct {
	Words   string `json:"words"`
	Note    string `json:"note"`
	Text    string `json:"text"`
	Said    string `json:"said"`
	Reason  string `json:"reason"`
	Outcome string `json:"outcome"`
	Result  string `json:"result"`
	Read    string `json:"read_back"`
	Name    string `json:"name"`
	Plan    string `json:"plan"`
	Act     string `json:"act"`
	Team    string `json:"team"`
	Vehicle string `json:"vehicle"`
	To      string `json:"to"`
	Who     string `json:"who"`
	Step    string `json:"step"`
}

// row is the line of an entry; false where it is none.
func (d *drawing) row(x *tx.Entry) (view.LogRow, bool, error) {
	if quiet[x.Code] {
		return view.LogRow{}, false, nil
	}
	r := view.LogRow{Seq: x.Seq, At: x.At, Kind: KindOf(x.Code), Code: x.Code, By: x.Name, What: command.Told(x.Code), Key: d.key(x)}
	if d.hidden {
		return r, true, nil
	}
	var b body
	if _, err := tx.BodyOf(d.v, x.Seq, &b); err != nil {
		return r, false, err
	}
	r.Words = cmp.Or(b.Words, b.Text, b.Said, b.Reason, b.Note, b.Result, b.Read)
	var err error
	switch of, _, _ := strings.Cut(x.Code, "."); of {
	case "call":
		err = d.call(x, &b, &r)
	case "case":
		err = d.onCase(x, &b, &r)
	case "order":
		err = d.order(x, &r)
	case "note":
		err = d.note(x, &r)
	case "stock":
		err = d.moves(x, &r)
	case "referral":
		err = d.referral(x, &b, &r)
	case "warning":
		err = d.warning(x, &r)
	case "handover", "shift":
		err = d.duty(x, &r)
	case "paper":
		err = d.paper(x, &b, &r)
	default:
		if name := cmp.Or(b.Name, b.Plan); name != "" {
			r.What = two(r.What, name)
		}
	}
	return r, true, err
}

// key is the record that a line opens, by what the entry is about.
func (d *drawing) key(x *tx.Entry) string {
	if x.Record == "" {
		return ""
	}
	switch x.Record[0] {
	case 'C':
		if strings.HasPrefix(x.Record, "C2") {
			return "case/" + x.Record
		}
	case 'T':
		return "call/" + x.Record
	case 'O':
		return "order/" + x.Record
	case 'H':
		return "handover/" + x.Record
	case 'M':
		return "stock/" + x.Record
	}
	return ""
}

// two is what was done and to what, as one text.
func two(what text.Text, to string) text.Text {
	return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(what, to)
}

func same(s string) text.Text { return text.Text{ZH: s, EN: s} }

// tail is the part of an id that people say: C20261123-0007 is 1123-0007.
func tail(id string) string {
	if len(id) > len("C2026") {
		return id[len("C2026"):]
	}
	return id
}

// officer is the name of an officer, the id itself when there is none.
func (d *drawing) officer(id string) (string, error) {
	if n, ok := d.officers[id]; ok {
		return n, nil
	}
	o, ok, err := table.Officers.Find(d.v, id)
	name := id
	if ok {
		name = o.Name
	}
	d.officers[id] = name
	return name, err
}

func from(c rules.Caller) text.Text {
	return same(strings.Join(strings.Fields(c.Unit+" "+c.Name+" "+c.Phone), " "))
}

func (d *drawing) call(x *tx.Entry, b *body, r *view.LogRow) error {
	ids := x.WroteOf(table.Calls.Name)
	if len(ids) == 0 {
		return nil
	}
	c, ok, err := table.Calls.Find(d.v, ids[0])
	if err != nil || !ok {
		return err
	}
	r.Key, r.From = "call/"+c.ID, from(c.Caller)
	switch x.Code {
	case "call.log":
		r.What, r.Words = callWord(c), c.Said
		r.Done = became(c)
		if len(x.WroteOf(table.Cases.Name)) > 0 && c.Case != "" {
			r.Key = "case/" + c.Case
		}
	case "call.pass":
		r.Done = text.Text{ZH: "转 %[1]s", EN: "passed to %[1]s"}.With(b.To)
	case "call.finish":
		r.Done = same(b.Result)
		if b.Result == "" {
			r.Done = rules.WordOf(rules.CallStateWords, string(c.State))
		}
		r.Words = ""
	case "call.reopen":
		r.Done = text.Text{ZH: "恢复待办", EN: "open again"}
	}
	return nil
}

// callWord is how a word reached the desk, or left it.
func callWord(c *rules.Call) text.Text {
	kind := rules.WordOf(rules.CallKindWords, string(c.Kind))
	if !c.Out {
		if c.Kind == rules.CallPhone {
			return text.Text{ZH: "来电", EN: "call in"}
		}
		return kind
	}
	switch rules.TriOf(c.Reached) {
	case rules.Yes:
		return text.Text{ZH: "去电 通", EN: "call out, reached"}
	case rules.No:
		return text.Text{ZH: "去电 未接", EN: "call out, not reached"}
	}
	return text.Text{ZH: "去电", EN: "call out"}
}

// became is what came of a call.
func became(c *rules.Call) text.Text {
	switch {
	case c.Case != "":
		return text.Text{ZH: "归入事项 %[1]s", EN: "case %[1]s"}.With(tail(c.Case))
	case c.State == rules.CallPassed:
		return text.Text{ZH: "转 %[1]s", EN: "passed to %[1]s"}.With(c.PassedTo)
	case c.Result != "":
		return same(c.Result)
	}
	return rules.WordOf(rules.CallStateWords, string(c.State))
}

// named is who a case is about, by name and sex alone: the case says the rest.
func named(k *rules.Case) text.Text {
	return rules.Subject(&rules.Case{Person: rules.Person{Name: k.Person.Name, Sex: k.Person.Sex}}, false)
}

func (d *drawing) onCase(x *tx.Entry, b *body, r *view.LogRow) error {
	ids := x.WroteOf(table.Cases.Name)
	if len(ids) == 0 {
		return nil
	}
	k, ok, err := table.Cases.Find(d.v, ids[0])
	if err != nil || !ok {
		return err
	}
	r.Key = "case/" + k.ID
	r.From = text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(tail(k.ID), k.Place.Text, named(k))
	duty := func() text.Text {
		if w, ok := d.e.Plans.Act(b.Act); ok {
			return w
		}
		return same(b.Act)
	}
	switch x.Code {
	case "case.open":
		r.What = text.Text{ZH: "立案 %[1]s", EN: "opened (%[1]s)"}.With(rules.WordOf(rules.CaseKindWords, string(k.Kind)))
		r.Words = k.Said
	case "case.dispatch":
		r.Done = same(strings.TrimSpace(b.Team + " " + b.Vehicle))
	case "case.act":
		r.Done = duty()
	case "case.waive", "case.revoke":
		r.Done = duty()
	case "case.settle":
		r.Done = rules.WordOf(rules.OutcomeWords, b.Outcome)
	}
	return nil
}

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
		if out, err := d.officer(h.Outgoing); err != nil {
			return err
		} else {
			r.From = same(out)
		}
		if h.Incoming != "" && (x.Code == "handover.present" || x.Code == "handover.accept") {
			in, err := d.officer(h.Incoming)
			r.Done = text.Text{ZH: "交给 %[1]s", EN: "to %[1]s"}.With(in)
			return err
		}
		return nil
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
