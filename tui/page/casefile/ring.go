package casefile

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// call logs a call out to one of the numbers; id is the party chosen, "" for none. Of a party
// with several the first one that was not rung in vain is chosen; whether it was answered is
// for the person to say. When nobody answered the next number is offered.
func (p *Page) call(id string) route.Action {
	first := ""
	for i := range p.numbers {
		if a := &p.numbers[i]; a.ID == id {
			n, _ := a.Next(p.c.Calls)
			first = a.ID + "/" + n
			break
		}
	}
	return p.ringOut(id, first, nil, nil)
}

// ringOut is the form of a call out with the number first chosen; lead says why. tried are
// the calls that the forms before it made in vain.
func (p *Page) ringOut(id, first string, tried []rules.Call, lead func(screen.Env, int) []string) route.Action {
	now, numbers := p.c.Now, dialog.Numbers(p.numbers)
	focus := "agency"
	if first != "" {
		focus = "reached"
	}
	if strings.HasSuffix(first, "/") {
		focus = "caller.phone"
	}
	var last *command.LogCall
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "去电", EN: "Call out"}, Draft: "out/" + p.id + "/" + id, Drafts: p.desk, Focus: focus, Intro: lead,
		Shape: func(v entry.Values) []field.Spec {
			if v == nil || v["agency"] == "" {
				v = entry.Values{"agency": first}
			}
			party := dialog.PartyFields(v, numbers)
			party[0].Default = first
			return append(party,
				dialog.At(),
				field.Spec{Name: "said", Label: text.Text{ZH: "说了什么", EN: "Said"}, Max: 500})
		},
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.LogCall{Kind: rules.CallPhone, Out: true, Said: v["said"], Case: p.id}
			c.Agency, c.Caller = dialog.Party(v)
			var err *rules.Error
			if c.Reached, err = dialog.Reached(v); err != nil {
				return nil, err
			}
			c.At, err = dialog.When("at", v["at"], now)
			last = c
			return c, err
		},
		Done:  text.Text{ZH: "去电", EN: "call out"},
		After: func(command.Result) route.Action { return p.after(last, tried) },
	}))
}

// after offers the next number when nobody answered: of the same party, of another one that
// stands for the same, then the leader.
func (p *Page) after(c *command.LogCall, tried []rules.Call) route.Action {
	if c == nil || rules.TriOf(c.Reached) != rules.No || c.Agency == "" {
		return nil
	}
	tried = append(tried, rules.Call{Out: true, Agency: c.Agency, Caller: c.Caller, Reached: c.Reached, At: p.c.Now})
	a, n := rules.NextParty(p.numbers, c.Agency, slices.Concat(p.c.Calls, tried))
	if a == nil {
		return screen.Say{Text: text.Text{ZH: "未接。没有别的号码了, 过几分钟再打, 或派人去找。", EN: "Not reached, and no other number: ring again in a few minutes, or send somebody."}}
	}
	return p.ringOut(a.ID+"/next", a.ID+"/"+n, tried, dialog.Lead(text.Text{ZH: "未接。下一个: %[1]s %[2]s", EN: "Not reached. Next: %[1]s %[2]s"}.With(a.Name, n)))
}
