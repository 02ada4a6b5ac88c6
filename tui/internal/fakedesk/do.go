package fakedesk

import (
	"fmt"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui"
)

// Do runs a command: the same request gives the same answer.
func (d *Desk) Do(request string, cmd command.Command) (command.Result, error) {
	return d.DoDraft(request, "", cmd)
}

// DoDraft is Do, and drops the draft of the form.
func (d *Desk) DoDraft(request, form string, cmd command.Command) (command.Result, error) {
	defer d.lock()()
	t := d.t
	t.Requests = append(t.Requests, request)
	if res, ok := t.answers[request]; ok {
		return res, nil
	}
	if err := t.Fail; err != nil {
		t.Fail = nil
		return command.Result{}, err
	}
	if err := cmd.Check(t.now); err != nil {
		return command.Result{}, err
	}
	if _, ok := cmd.(*command.SetPIN); d.once && !ok {
		return command.Result{}, rules.Refuse(text.Text{ZH: "这是一次性 PIN, 请先改成自己的。", EN: "Set your own PIN first."}, "")
	}
	id, err := d.run(cmd)
	if err != nil {
		return command.Result{}, err
	}
	t.Log = append(t.Log, cmd)
	t.seq++
	res := command.Result{ID: id, Seq: t.seq}
	if l, ok := cmd.(*command.LogCall); ok && l.Open != nil {
		res.More = []string{t.order[len(t.order)-1]}
	}
	t.answers[request] = res
	delete(t.drafts, d.who.ID+"/"+form)
	select {
	case t.changes <- tui.Change{Seq: t.seq, Kind: cmd.Code(), ID: id}:
	default:
	}
	if err := t.FailAfter; err != nil {
		t.FailAfter = nil
		return command.Result{}, err
	}
	return res, nil
}

func (d *Desk) run(cmd command.Command) (string, error) {
	t := d.t
	switch c := cmd.(type) {
	case *command.SetPIN:
		d.once = false
		return c.Officer, nil
	case *command.SetClock:
		t.now, t.Doubt = c.Now, nil
		return "clock", nil
	case *command.LogCall:
		id := fmt.Sprintf("T20261124-%04d", 10+len(t.Log))
		if c.Open != nil {
			d.open(c.Open)
		}
		if c.Planned != "" && rules.TriOf(c.Reached) == rules.Yes {
			return id, d.call(c.Planned, func(k *rules.Call) { k.State, k.Made = rules.CallDone, id })
		}
		return id, nil
	case *command.OpenCase:
		return d.open(&c.Intake), nil
	case *command.EditCase:
		return c.Case, d.edit(c)
	case *command.DoAct:
		return c.Case, d.act(c)
	case *command.Waive:
		return c.Case, d.settle(c.Case, c.Act, rules.Waived, c.Reason)
	case *command.RevokeAct:
		return c.Case, d.settle(c.Case, c.Act, rules.Pending, "")
	case *command.PassCall:
		return c.Call, d.call(c.Call, func(k *rules.Call) { k.State, k.PassedTo = rules.CallPassed, c.To })
	case *command.FinishCall:
		return c.Call, d.call(c.Call, func(k *rules.Call) { k.State, k.Result = rules.CallDone, c.Result })
	case *command.IssueGoods:
		return d.issue(c)
	case *command.TakeShift:
		from, to := rules.Period(t.now)
		t.shift = &rules.Shift{ID: ShiftID, Start: from, End: to, Leader: c.Leader, Main: d.who.ID, State: rules.ShiftActive}
		return ShiftID, nil
	}
	for _, run := range []func(command.Command) (string, bool, error){
		d.kit, d.lists, d.team, d.counter, d.referral, d.same, d.papers, d.readings, d.archive, d.record, d.patrol, d.notice,
	} {
		if id, ours, err := run(cmd); ours {
			return id, err
		}
	}
	return d.handover(cmd)
}

func (d *Desk) open(in *command.Intake) string {
	t := d.t
	id := fmt.Sprintf("C20261124-%04d", 10+len(t.order))
	c := newCase()
	c.Case.ID, c.Case.Place, c.Case.Said = id, rules.PlaceRef{Text: in.Place}, in.Said
	c.Case.Facts = in.Person.Facts
	c.Case.Person = rules.Person{Name: in.Person.Name, Sex: in.Person.Sex, Looks: in.Person.Looks, IDNumber: in.Person.IDNumber}
	c.Subject = rules.Subject(&c.Case, false)
	t.cases[id], t.order = c, append(t.order, id)
	return id
}

func (d *Desk) edit(c *command.EditCase) error {
	k := d.t.cases[c.Case]
	if c.Version != 0 && c.Version != k.Case.Version {
		return &rules.Error{Kind: rules.Conflict, Text: text.Text{ZH: "周立冬 02:13 改过这一件, 请看后再存。", EN: "周立冬 changed this at 02:13: look again, then save."}}
	}
	k.Case.Version++
	if c.Place != nil {
		k.Case.Place.Text = *c.Place
	}
	if c.Person != nil {
		k.Case.Facts.Merge(&c.Person.Facts)
	}
	k.Ask = slices.DeleteFunc(k.Ask, func(q rules.Question) bool { return k.Case.Facts.Known(q.Fact) })
	return nil
}

func (d *Desk) act(c *command.DoAct) error { return d.settle(c.Case, c.Act, rules.Done, c.Note) }

func (d *Desk) settle(id, code string, to rules.ObligationState, note string) error {
	k := d.t.cases[id]
	for i := range k.Obligations {
		if o := &k.Obligations[i]; o.Code == code {
			o.State, o.Note, o.By, o.DoneAt = to, note, d.who.Name, &d.t.now
			k.Case.Version++
			k.Timeline = append(k.Timeline, view.Event{Seq: d.t.seq + 1, At: d.t.now, By: d.who.Name, Code: "case.act", What: o.Text, Text: note})
			slices.SortStableFunc(k.Obligations, func(a, b rules.Obligation) int { return b2i(!a.State.Open()) - b2i(!b.State.Open()) })
			return nil
		}
	}
	return rules.Missing(text.Text{ZH: "待办", EN: "obligation"}, code)
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (d *Desk) call(id string, f func(*rules.Call)) error {
	for i := range d.t.calls {
		if d.t.calls[i].ID == id {
			f(&d.t.calls[i])
			return nil
		}
	}
	return rules.Missing(text.Text{ZH: "来电来访", EN: "call"}, id)
}

func (d *Desk) issue(c *command.IssueGoods) (string, error) {
	for i := range d.t.stock {
		r := &d.t.stock[i]
		if r.Item.ID != c.Item || r.Place.ID != c.From {
			continue
		}
		if r.Qty < c.Qty {
			return "", &rules.Error{Kind: rules.Precondition, Field: "qty", Text: text.Text{ZH: "那里只有 %[1]d。", EN: "There are only %[1]d."}.With(r.Qty)}
		}
		r.Qty -= c.Qty
		return "M20261124-0001", nil
	}
	return "", rules.Bad("item", text.Text{ZH: "那里没有。", EN: "None there."})
}

func (d *Desk) handover(cmd command.Command) (string, error) {
	t := d.t
	switch c := cmd.(type) {
	case *command.DraftHandover:
		t.sheet = &rules.Handover{ID: "H20261124-01", Shift: ShiftID, State: rules.HandoverDraft, Outgoing: d.who.ID, DraftedAt: t.now,
			Lines: lines(t.cases[CaseID]), Counts: rules.Counts{Calls: 6, Opened: 2, Closed: 1, Open: 1, Issued: 4}}
		return t.sheet.ID, nil
	case *command.WriteWord:
		return c.Handover, d.line(c.Key, func(l *rules.Line) { l.Word = c.Word })
	case *command.PresentHandover:
		if c.PIN != PIN {
			return "", &rules.Error{Kind: rules.Denied, Field: "pin", Text: text.Text{ZH: "PIN 不对。", EN: "Wrong PIN."}}
		}
		t.sheet.State, t.sheet.Incoming, t.sheet.Leader, t.sheet.PresentedAt = rules.HandoverPresented, c.Incoming, c.Leader, &t.now
		t.sheet.Names = map[string]string{c.Incoming: d.name(c.Incoming), c.Leader: d.name(c.Leader)}
		t.sheet.Given = &rules.Signature{Officer: d.who.ID, Name: d.who.Name, At: t.now}
		return t.sheet.ID, nil
	case *command.AcceptLine:
		for _, key := range c.Keys {
			if err := d.line(key, func(l *rules.Line) { l.Accepted, l.Query = &t.now, c.Query }); err != nil {
				return "", err
			}
		}
		return c.Handover, nil
	case *command.ReturnHandover:
		t.sheet.State, t.sheet.Reason = rules.HandoverReturned, c.Reason
		return t.sheet.ID, nil
	case *command.AcceptHandover:
		return d.accept(c)
	}
	return d.passing(cmd)
}

// hand is who holds the desk, as the rules ask.
func (d *Desk) hand() rules.Hand {
	return rules.Hand{Officer: d.who.ID, Name: d.who.Name, Roles: d.who.Roles, At: d.t.now}
}

// passing runs what is counted, who was rung and whom the shift passes to.
func (d *Desk) passing(cmd command.Command) (string, error) {
	t := d.t
	switch c := cmd.(type) {
	case *command.CountThings:
		h := *t.sheet
		h.Lines = slices.Clone(h.Lines)
		if e := h.Tally(d.hand(), t.shift, rules.Live{Lines: d.live(h.Lines)}, c.Counts, c.Rest); e != nil {
			return "", e
		}
		t.sheet = &h
		return h.ID, nil
	case *command.RemindTaker:
		h := *t.sheet
		if e := h.Remind(d.hand(), c.Who, c.Reached, c.Words); e != nil {
			return "", e
		}
		t.sheet = &h
		return h.ID, nil
	case *command.ReleaseShift:
		if c.PIN != PIN {
			return "", &rules.Error{Kind: rules.Denied, Field: "pin", Text: text.Text{ZH: "PIN 不对。", EN: "Wrong PIN."}}
		}
		h := rules.Handover{ID: "H20261124-01", DraftedAt: t.now}
		if t.sheet != nil {
			h = *t.sheet
		}
		incoming, leader := t.officer(c.Incoming), t.officer(c.Leader)
		if e := h.Lapse(d.hand(), t.shift, rules.Live{Lines: d.live(h.Lines)}, incoming, leader, t.officer(c.Ordered), c.Reason); e != nil {
			return "", e
		}
		t.old, t.sheet = append([]rules.Handover{h}, t.old...), nil
		t.shift = &rules.Shift{ID: "S20261124-0800", Start: t.shift.End, End: t.shift.End.Add(24 * time.Hour), Leader: leader.ID, Main: incoming.ID, State: rules.ShiftActive, Released: h.ID}
		return h.ID, nil
	case *command.PlanCall:
		id := fmt.Sprintf("T20261124-%04d", 20+len(t.Log))
		t.calls = append(t.calls, rules.Call{ID: id, Kind: rules.CallPhone, Out: true, Caller: c.Caller, Agency: c.Agency, Said: c.Said, At: t.now, Case: c.Case,
			State: rules.CallOpen, Due: &c.Due, By: d.who.ID, Meta: rules.Meta{Version: 1}})
		return id, nil
	}
	return "noted", nil
}

func (d *Desk) accept(c *command.AcceptHandover) (string, error) {
	t := d.t
	if c.PIN != PIN {
		return "", &rules.Error{Kind: rules.Denied, Field: "pin", Text: text.Text{ZH: "PIN 不对。", EN: "Wrong PIN."}}
	}
	if c.Mark != fmt.Sprint("mark", t.seq) {
		return "", &rules.Error{Kind: rules.Conflict, Text: text.Text{ZH: "提交以后有变化, 请看后再接。", EN: "Work has changed since: look again."}}
	}
	h := *t.sheet
	h.State, h.ReadBack, h.Lines = rules.HandoverAccepted, c.ReadBack, d.live(h.Lines)
	h.Taken = &rules.Signature{Officer: d.who.ID, Name: d.who.Name, At: t.now}
	h.Head = &rules.Head{Size: int64(t.seq), Root: "3f9a0c7e51b2d4689e10"}
	t.old, t.sheet = append([]rules.Handover{h}, t.old...), nil
	t.shift = &rules.Shift{ID: "S20261124-0800", Start: t.shift.End, End: t.shift.End.Add(24 * time.Hour), Leader: h.Leader, Main: d.who.ID, State: rules.ShiftActive}
	return h.ID, nil
}

func (d *Desk) line(key string, f func(*rules.Line)) error {
	t := d.t
	t.sheet.Lines = append([]rules.Line(nil), t.sheet.Lines...)
	for i := range t.sheet.Lines {
		if t.sheet.Lines[i].Key == key {
			f(&t.sheet.Lines[i])
			return nil
		}
	}
	return rules.Missing(text.Text{ZH: "条目", EN: "line"}, key)
}

// Other lets another officer write something behind the session's back.
func (t *Town) Other(officer string, cmd command.Command) {
	desk, _ := t.SignIn(officer, PIN)
	if _, err := desk.Do(t.NewRequest(), cmd); err != nil {
		panic(err)
	}
}
