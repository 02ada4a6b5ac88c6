package cases

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/tx"
)

// Said is what an obligation says to a reader. Masked, its goal is all that shows: its own
// words would tell of illness, minors and refusals.
func Said(o *rules.Obligation, masked bool) text.Text {
	if masked {
		return rules.WordOf(rules.GoalWords, string(o.Goal))
	}
	return o.Text
}

// Subject is who a case is about for a reader. Masked, it leaves looks and age out too:
// looks may tell of health, an age of a minor.
func Subject(k *rules.Case, masked bool) text.Text {
	if !masked {
		return rules.Subject(k, false)
	}
	c := rules.Case{Person: rules.Person{Name: k.Person.Name, Sex: k.Person.Sex}}
	return rules.Subject(&c, true)
}

// Place is where a case is for a reader. Masked, only a place on the list is named: free
// text may hold anything.
func Place(k *rules.Case, masked bool) string {
	if masked && k.Place.ID == "" {
		return ""
	}
	return k.Place.Text
}

// mask leaves of a page what may be seen without a PIN: that there is a case, where, in
// which state, and how much is due when. Names and numbers are shortened; health, facts,
// words and reasons go. The page is this reader's own copy.
func mask(p *view.Case) {
	k := &p.Case
	k.Person = rules.Person{Name: maskName(k.Person.Name), Sex: k.Person.Sex, IDNumber: maskID(k.Person.IDNumber)}
	k.Caller = maskCaller(k.Caller)
	k.Place.Text = Place(k, true)
	k.Said, k.OutcomeNote, k.Outcome, k.Team, k.Vehicle = "", "", "", "", ""
	k.Facts, k.FactsAt, k.Acts, k.Waivers, k.Lifted = rules.Facts{}, nil, nil, nil, nil
	k.Settlings, k.Undone, k.Ending, k.Forced, k.Lives, k.Teams = nil, nil, rules.Ending{}, nil, nil, nil
	k.Joined = slices.Clone(k.Joined)
	for i := range k.Joined {
		j := &k.Joined[i]
		*j = rules.Joined{Case: j.Case, Told: j.Told, State: j.State, At: j.At, By: j.By, Seq: j.Seq, Back: j.Back}
		if j.Back != nil {
			j.Back = &rules.TakenBack{At: j.Back.At, By: j.Back.By, Seq: j.Back.Seq}
		}
	}
	p.Merged = nil
	p.Ask, p.Closing, p.FollowUps, p.Shelters = nil, nil, nil, nil
	p.Records, p.Hints, k.Distress, k.Mode = nil, nil, "", ""
	p.Responsible.To, p.Responsible.Why, p.Responsible.Ends = "", text.Text{}, text.Text{}
	for i := range p.Responses {
		p.Responses[i].Acuity, p.Responses[i].Because = "", nil // they tell of health and age
	}
	for i := range p.Obligations {
		o := &p.Obligations[i]
		*o = rules.Obligation{Goal: o.Goal, Text: Said(o, true), State: o.State, Must: o.Must, Since: o.Since, Due: o.Due, DoneAt: o.DoneAt}
	}
	for i := range p.Archive {
		p.Archive[i].Files = nil
	}
	for i := range p.Calls {
		MaskCall(&p.Calls[i])
	}
	// Without its reason an order taken back would look as if it stood.
	p.Orders = slices.DeleteFunc(p.Orders, func(o rules.Order) bool { return o.Struck != "" })
	coverOrders(p.Orders)
	quiet := p.Timeline[:0]
	for _, e := range p.Timeline {
		switch e.Code {
		case "referral.send", "referral.receive", "referral.accept", "referral.refuse", "referral.finish", "referral.revoke", "referral.back",
			"archive.attach", "archive.detach", "record.add", "record.finish", "record.back":
			e.What = command.Told(e.Code)
		case "case.depart", "case.arrive", "case.return":
			e.What = command.Told(e.Code)
		case "case.act", "case.waive", "case.edit", "case.settle", "case.dispatch", "call.log", "note.add", "followup.add", "case.close":
			e.What = maskedEvent[e.Code]
		}
		if e.Code == "case.act" || e.Code == "case.waive" {
			e.Ref = "" // the obligation
		}
		e.Text = ""
		quiet = append(quiet, e)
	}
	p.Timeline = quiet
	for i := range p.Numbers {
		MaskNumbers(&p.Numbers[i])
	}
}

var maskedEvent = map[string]text.Text{
	"case.act":      {ZH: "办了一项", EN: "something done"},
	"case.waive":    {ZH: "免办一项", EN: "something waived"},
	"case.edit":     {ZH: "补充或更正情况", EN: "particulars changed"},
	"case.settle":   {ZH: "处置", EN: "settled"},
	"case.dispatch": {ZH: "派人", EN: "sent a team"},
	"followup.add":  {ZH: "回访", EN: "a visit"},
	"case.close":    {ZH: "办结", EN: "closed"},
	"call.log":      {ZH: "来电或去电", EN: "a call"},
	"note.add":      {ZH: "记事", EN: "note"},
}

// MaskCall leaves of a call its kind, minute and state, with the caller
// shortened; the unit that was called would tell of the person.
func MaskCall(c *rules.Call) {
	c.Caller = maskCaller(c.Caller)
	if c.Place != nil && c.Place.ID == "" {
		c.Place = nil
	}
	if c.Struck != "" {
		c.Struck = tx.Withheld
	}
	c.Agency, c.PassedTo, c.Said, c.Result, c.Corrections = "", "", "", "", nil
}

// MaskNumbers covers the telephones of an agency. Short numbers (110, 120) belong to nobody
// and stay.
func MaskNumbers(a *rules.Agency) {
	a.Phones = slices.Clone(a.Phones)
	for i, p := range a.Phones {
		a.Phones[i] = text.MaskPhone(p)
	}
}

func maskCaller(c rules.Caller) rules.Caller {
	return rules.Caller{Name: maskName(c.Name), Phone: maskPhone(c.Phone)}
}

func maskName(s string) string  { return masked(s, text.MaskName) }
func maskID(s string) string    { return masked(s, text.MaskID) }
func maskPhone(s string) string { return masked(s, text.MaskPhone) }

func masked(s string, by func(string) string) string {
	if s == "" {
		return ""
	}
	return by(s)
}
