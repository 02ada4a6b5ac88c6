// Package villages draws what a village contact reads, which is of the own village alone, and
// decides which commands of a contact are about it. It leaves to package cases where a case
// lies, to rules who may run a command at all, and to each noun's own package what the command
// does.
package villages

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/season"
	"dutydesk/store/shifts"
	"dutydesk/store/weather"
)

// Read is the desk as the contact of a village sees it. Denied to everybody else: they have the
// board; Precondition for a contact of no village.
func Read(v tx.View, e tx.Env) (*view.Village, error) {
	own, err := cases.VillageOf(v, e.Actor)
	if err != nil {
		return nil, err
	}
	if own == nil {
		return nil, &rules.Error{Kind: rules.Denied, Text: text.Text{ZH: "这一页是村级联络员的。", EN: "This page is a village contact's."}}
	}
	d := &drawing{v: v, e: e, own: own, page: &view.Village{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, ID: own.ID, Name: own.Name,
		Warnings: []rules.Warning{}, Asks: []view.VillageAsk{}, Cases: []view.VillageCase{}, Places: []rules.Place{},
		Can: view.Can{"case.open": cases.May(e, (&command.OpenCase{}).Area())}}}
	for _, part := range []func() error{d.head, d.cases, d.notices, d.duties} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(d.page.Asks, urgency)
	slices.Reverse(d.page.Cases)
	return d.page, nil
}

// kinds in the order in which they are shown where no clock decides.
var kinds = []string{view.AskArrive, view.AskPerson, view.AskNotice, view.AskVisit, view.AskDuty}

// urgency puts what is late first, then what a person waits for.
func urgency(a, b view.VillageAsk) int {
	late := func(x view.VillageAsk) int {
		if x.Late {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(late(a), late(b)), cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(a.Key, b.Key))
}

// drawing is a village's page being drawn.
type drawing struct {
	v    tx.View
	e    tx.Env
	own  *rules.Village
	page *view.Village
}

func (d *drawing) head() error {
	var town table.Town
	if _, err := tx.StateOf(d.v, "town", &town); err != nil {
		return err
	}
	d.page.Town = town.Name
	duty, err := shifts.Duty(d.v, d.e)
	if err != nil {
		return err
	}
	d.page.Main, d.page.Leader = duty.Main, duty.Leader
	if d.page.Warnings, err = weather.List(d.v, d.e, false); err != nil {
		return err
	}
	return table.Places.Scan(d.v, "", "", false, func(p *rules.Place) (bool, error) {
		if p.Village == d.own.ID && !p.Retired {
			d.page.Places = append(d.page.Places, *p)
		}
		return true, nil
	})
}

// cases shows the cases of the village, the teams that come, and who is to be visited.
func (d *drawing) cases() error {
	scene, err := live.SceneAt(d.v, d.e.Plans, d.e.Now)
	if err != nil {
		return err
	}
	open, err := scene.Open(d.v)
	if err != nil {
		return err
	}
	for _, s := range open {
		k := s.Case
		in, here, err := cases.InVillage(d.v, k, d.own)
		if err != nil {
			return err
		}
		if !in {
			continue
		}
		c := view.VillageCase{ID: k.ID, State: k.State, Kind: k.Kind, Subject: cases.Subject(k, true), OpenedAt: k.OpenedAt, Out: len(k.Out())}
		if here {
			c.Place = k.Place.Text
		}
		if k.OpenedBy == d.e.Actor.Officer {
			c.Said = k.Said
		}
		d.page.Cases = append(d.page.Cases, c)
		if here {
			d.teams(k)
		}
		d.visit(s)
	}
	return nil
}

// teams are those that were sent and of which nobody wrote that they came.
func (d *drawing) teams(k *rules.Case) {
	for _, t := range k.Out() {
		if t.Arrived != nil {
			continue
		}
		no := t.No
		copied := *k
		a := view.VillageAsk{Key: fmt.Sprintf("%s/%s/%d", view.AskArrive, k.ID, no), Kind: view.AskArrive, Case: k.ID, Team: no,
			What: text.Text{ZH: "镇里派的人到了没有: %[1]s", EN: "has the team come: %[1]s"}.With(k.Place.Text)}
		if e := copied.Arrive(no, rules.Mark{}, d.e.Now); e != nil && e.Kind != rules.Invalid {
			a.Refused = e
		}
		d.page.Asks = append(d.page.Asks, a)
	}
}

// visit asks to look in on somebody who declined help, when the plans ask for it (P3.4.6).
func (d *drawing) visit(s live.Standing) {
	i := slices.IndexFunc(s.Demands.Obligations, func(o rules.Obligation) bool { return o.Code == visits && o.State.Open() })
	if i < 0 || s.Case.MayVisit() != nil {
		return
	}
	o := s.Demands.Obligations[i]
	who := s.Case.Person.Name
	if who == "" {
		who = s.Case.Place.Text
	}
	d.page.Asks = append(d.page.Asks, view.VillageAsk{Key: view.AskVisit + "/" + s.Case.ID, Kind: view.AskVisit, Case: s.Case.ID,
		What: text.Text{ZH: "去看一次, 再劝劝: %[1]s", EN: "visit, and persuade again: %[1]s"}.With(who),
		Due:  o.Due, Late: o.State == rules.Overdue, Clauses: o.Clauses})
}

// visits is the code of what asks for a visit (rules/plan/plans/base.yaml).
const visits = "periodic_followup"

// notices are those that the village has not answered, and the people of the village whom
// nobody reached by telephone.
func (d *drawing) notices() error {
	open, err := table.By(d.v, table.Notices, "open")
	if err != nil {
		return err
	}
	for i := range open {
		n := &open[i]
		for j := range n.Receivers {
			r := &n.Receivers[j]
			kind := asked(r, d.own.ID)
			if kind == "" || r.Settled() {
				continue
			}
			a := view.VillageAsk{Key: kind + "/" + n.ID + "/" + strconv.Itoa(r.No), Kind: kind, Notice: n.ID, No: r.No, Words: n.Text,
				Due: n.Due, Late: n.Late(d.e.Now), What: text.Text{ZH: "收到请回: %[1]s", EN: "answer: %[1]s"}.With(rules.WordOf(rules.NoticeKindWords, string(n.Kind))), Refused: n.MayNote(r)}
			if kind == view.AskPerson {
				a.Words = "" // they are read out to the person
				a.What = text.Text{ZH: "没接电话, 请上门看: %[1]s", EN: "did not answer: look in on %[1]s"}.With(r.Name)
			}
			d.page.Asks = append(d.page.Asks, a)
		}
	}
	return nil
}

// asked says what a line of a dial list asks of a village: an answer, or where somebody of the
// village was rung in vain a look. "" is nothing.
func asked(r *rules.NoticeReceiver, village string) string {
	switch {
	case r.Kind == rules.ReceiverVillage && r.ID == village:
		return view.AskNotice
	case r.Kind == rules.ReceiverPerson && r.Village == village && r.Last() != nil:
		return view.AskPerson
	}
	return ""
}

// duties are the dated duties of the villages that are near or late. The township notes that
// they are done.
func (d *drawing) duties() error {
	near, err := season.Near(d.v, d.e)
	if err != nil {
		return err
	}
	for _, r := range near {
		if r.Kind == view.RowOwn || !plan.OfVillages(r.Owner) {
			continue
		}
		due := r.Due.Add(1).Time()
		d.page.Asks = append(d.page.Asks, view.VillageAsk{Key: view.AskDuty + "/" + r.Key, Kind: view.AskDuty, What: r.Text, Due: &due,
			Late: r.State == string(plan.DueLate), Clauses: r.Clauses,
			Refused: rules.Refuse(text.Text{ZH: "办好了告诉镇里, 由镇里记。", EN: "Tell the township when it is done: it is noted there."}, "")})
	}
	return nil
}
