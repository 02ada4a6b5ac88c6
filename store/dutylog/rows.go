package dutylog

import (
	"cmp"
	"slices"
	"strings"
	"time"

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
var quiet = map[string]bool{"officer.prefs": true, "officer.pin": true, "handover.word": true, "handover.line": true, "import.live": true,
	"ssh.in": true, "ssh.out": true, "ssh.failed": true}

// kinds are what commands are about, by the first part of their code; the others are "other".
var kinds = map[string]string{"call": "call", "case": "case", "referral": "case", "order": "order", "note": "note", "stock": "stock",
	"warning": "warning", "shift": "duty", "handover": "duty", "log": "duty", "paper": "paper", "followup": "case", "archive": "case", "record": "case",
	"plan": "plan", "duty": "plan", "calendar": "plan", "patrol": "patrol", "report": "duty",
	"notice": "notice", "row": "plan", "roster": "roster"}

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
	Over    string `json:"over"`
	Outcome string `json:"outcome"`
	Result  string `json:"result"`
	Read    string `json:"read_back"`
	Name    string `json:"name"`
	Plan    string `json:"plan"`
	Act     string `json:"act"`
	Team    any    `json:"team"` // who was sent, or the number of a team
	Vehicle string `json:"vehicle"`
	To      string `json:"to"`
	Who     string `json:"who"`
	Step    string `json:"step"`

	Receiver string `json:"receiver"`

	At *time.Time `json:"at"` // when it was, where that was said
}

// row is the line of an entry; false where it is none.
func (d *drawing) row(x *tx.Entry) (view.LogRow, bool, error) {
	if quiet[x.Code] || d.hidden && x.Code == "roster.leave" { // who is on leave is nobody else's
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
	if b.At != nil && !b.At.Truncate(time.Minute).Equal(x.At.Truncate(time.Minute)) {
		r.Happened = b.At
	}
	r.Words = cmp.Or(b.Words, b.Text, b.Said, b.Reason, b.Note, b.Over, b.Result, b.Read)
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
	case "followup":
		err = d.visit(x, &r)
	case "record":
		err = d.record(x, &r)
	case "archive":
		err = d.archive(x, &r)
	case "log":
		err = d.mark(x, &r)
	case "patrol":
		err = d.patrol(x, &r)
	case "report":
		err = d.report(x, &r)
	case "plan":
		err = d.operation(x, &r)
	case "duty":
		err = d.dated(x, &r)
	case "notice":
		err = d.notice(x, &b, &r)
	case "row":
		err = d.registered(x, &r)
	case "roster":
		err = d.rostered(x, &r)
	case "calendar":
		r.What, r.Key = two(r.What, x.Record), "duty/"
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
	case 'L':
		return "report/" + x.Record
	case 'Q':
		return "patrol/" + x.Record
	case 'N':
		return "note/" + x.Record
	}
	switch of, _, _ := strings.Cut(x.Code, "."); of {
	case "plan":
		plan, _, _ := strings.Cut(x.Record, "-")
		return "plan/" + plan
	case "duty":
		return "duty/" + x.Record
	case "notice":
		return "notice/" + x.Record
	case "roster":
		return "roster/" + x.Record
	}
	return ""
}

// written is the record of a table that an entry is about: its own, or else the first that
// it wrote; "" where it wrote none.
func written(x *tx.Entry, t string) string {
	ids := x.WroteOf(t)
	switch {
	case len(ids) == 0:
		return ""
	case slices.Contains(ids, x.Record):
		return x.Record
	}
	return ids[0]
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
	c, ok, err := table.Calls.Find(d.v, written(x, table.Calls.Name))
	if err != nil || !ok {
		return err
	}
	r.Key, r.From, r.Sort = "call/"+c.ID, from(c.Caller), callSort(c)
	switch x.Code {
	case "call.log":
		r.What, r.Words = callWord(c), c.Said
		r.Done, r.Struck = became(c), c.Struck != ""
		if c.Left != nil {
			r.Done = text.Text{ZH: "%[1]s, %[2]s 离开", EN: "%[1]s, left %[2]s"}.With(r.Done, rules.Stamp(*c.Left))
		}
		r.Within = c.Within()
		if c.Term != nil {
			r.Done = text.Text{ZH: "限 %[1]s, %[2]s", EN: "by %[1]s, %[2]s"}.With(rules.Stamp(*c.Term), r.Done)
		}
		if len(x.WroteOf(table.Cases.Name)) > 0 && c.Case != "" {
			r.Key = "case/" + c.Case
		}
	case "call.plan":
		r.Done = text.Text{ZH: "约 %[1]s 打", EN: "to be made %[1]s"}.With(rules.Stamp(*c.Due))
	case "call.pass":
		r.Done = text.Text{ZH: "转 %[1]s", EN: "passed to %[1]s"}.With(b.To)
	case "call.finish":
		r.Done = same(b.Result)
		if b.Result == "" {
			r.Done = rules.WordOf(rules.CallStateWords, string(c.State))
		}
		r.Words = ""
	case "call.term":
		if c.Term != nil {
			r.Done = text.Text{ZH: "限 %[1]s", EN: "by %[1]s"}.With(rules.Stamp(*c.Term))
		}
	case "call.leave":
		if c.Left != nil {
			r.Done = text.Text{ZH: "%[1]s 离开", EN: "left %[1]s"}.With(rules.Stamp(*c.Left))
		}
	case "call.reopen":
		r.Done = text.Text{ZH: "恢复待办", EN: "open again"}
	}
	return nil
}

// callSort is what a contact is filed under.
func callSort(c *rules.Call) text.Text {
	switch {
	case c.Out:
		return text.Text{ZH: "去电", EN: "call out"}
	case c.Kind == rules.CallPhone:
		return text.Text{ZH: "来电", EN: "call in"}
	case c.Kind == rules.CallCheck:
		return text.Text{ZH: "查岗", EN: "check"}
	case c.Kind == rules.CallNotice:
		return text.Text{ZH: "上级通知", EN: "notice"}
	case c.Kind == rules.CallOrder:
		return text.Text{ZH: "领导指示", EN: "order"}
	case c.Kind == rules.CallPatrol:
		return text.Text{ZH: "巡查发现", EN: "patrol"}
	}
	return rules.WordOf(rules.CallKindWords, string(c.Kind))
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
	k, ok, err := table.Cases.Find(d.v, written(x, table.Cases.Name))
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
	case "case.edit":
		r.Done, err = d.edited(x, k.ID)
		return err
	case "case.dispatch":
		who, _ := b.Team.(string)
		r.Done = same(strings.TrimSpace(who + " " + b.Vehicle))
	case "case.depart", "case.arrive", "case.return":
		for _, t := range k.AllTeams() {
			if t.Wrote(x.Seq) {
				r.Done = t.Label()
			}
		}
	case "case.close":
		if f := k.Forced; f != nil && b.Over != "" {
			leader, err := d.officer(f.Leader)
			if err != nil {
				return err
			}
			r.Done = text.Text{ZH: "由 %[1]s 决定, 未清 %[2]d 项", EN: "by the word of %[1]s, %[2]d open"}.With(leader, len(f.Open))
		}
	case "case.same", "case.split":
		return d.merging(x, r)
	case "case.act":
		r.Done = duty()
	case "case.waive", "case.revoke":
		r.Done = duty()
	case "case.settle":
		r.Done = rules.WordOf(rules.OutcomeWords, b.Outcome)
	}
	return nil
}
