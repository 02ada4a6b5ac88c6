package cases

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// GoalWords names the goals. They are all that a masked reader learns of an obligation:
// its own words would tell of illness, minors and refusals.
var GoalWords = []rules.Named{
	{Code: string(rules.GoalMedical), Text: text.Text{ZH: "救治", EN: "care"}},
	{Code: string(rules.GoalTold), Text: text.Text{ZH: "报告", EN: "report"}},
	{Code: string(rules.GoalSafe), Text: text.Text{ZH: "安置", EN: "safe place"}},
	{Code: string(rules.GoalGoods), Text: text.Text{ZH: "物资", EN: "goods"}},
	{Code: string(rules.GoalFamily), Text: text.Text{ZH: "寻亲返乡", EN: "family"}},
	{Code: string(rules.GoalPaper), Text: text.Text{ZH: "手续", EN: "papers"}},
}

// Said is what an obligation says to a reader.
func Said(o *rules.Obligation, masked bool) text.Text {
	if masked {
		return rules.WordOf(GoalWords, string(o.Goal))
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
	k.Said, k.OutcomeNote, k.Outcome = "", "", ""
	k.Facts, k.FactsAt, k.Acts, k.Waivers, k.Lifted = rules.Facts{}, nil, nil, nil, nil
	p.Ask = nil
	for i := range p.Obligations {
		o := &p.Obligations[i]
		*o = rules.Obligation{Goal: o.Goal, Text: Said(o, true), State: o.State, Must: o.Must, Since: o.Since, Due: o.Due, DoneAt: o.DoneAt}
	}
	for i := range p.Calls {
		MaskCall(&p.Calls[i])
	}
	for i := range p.Orders {
		p.Orders[i].Text = ""
	}
	for i := range p.Goods {
		m := &p.Goods[i].Move
		m.Receiver, m.Reason = maskName(m.Receiver), ""
	}
	quiet := p.Timeline[:0]
	for _, e := range p.Timeline {
		switch e.Code {
		case "case.act", "case.waive", "case.settle", "call.log":
			e.What = maskedEvent[e.Code]
		}
		e.Text = ""
		quiet = append(quiet, e)
	}
	p.Timeline = quiet
}

var maskedEvent = map[string]text.Text{
	"case.act":    {ZH: "办了一项", EN: "something done"},
	"case.waive":  {ZH: "免办一项", EN: "something waived"},
	"case.settle": {ZH: "处置", EN: "settled"},
	"call.log":    {ZH: "来电或去电", EN: "a call"},
}

// MaskCall leaves of a call its kind, minute and state, with the caller
// shortened; the unit that was called would tell of the person.
func MaskCall(c *rules.Call) {
	c.Caller = maskCaller(c.Caller)
	if c.Place != nil && c.Place.ID == "" {
		c.Place = nil
	}
	c.Agency, c.PassedTo, c.Said, c.Result = "", "", "", ""
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
