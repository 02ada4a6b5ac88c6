package casefile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/archive"
	"dutydesk/tui/correct"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/words"
)

// tale is the events of a timeline by what tells them apart, the newest first.
func tale(all []view.Event) []string {
	var out []string
	for i := len(all) - 1; i >= 0; i-- {
		e := &all[i]
		out = append(out, strconv.FormatUint(e.Seq, 10)+"/"+e.Ref+"/"+e.Code)
	}
	return out
}

// event is the selected one, nil without any.
func (p *Page) event() *view.Event {
	if i := p.tale.Index(); p.c != nil && i >= 0 && i < len(p.c.Timeline) {
		return &p.c.Timeline[len(p.c.Timeline)-1-i]
	}
	return nil
}

// written are the commands that an event of the timeline can be corrected as.
var written = map[string]command.Command{
	"case.dispatch": &command.Dispatch{}, "case.depart": &command.Depart{}, "case.arrive": &command.Arrive{}, "case.return": &command.Return{},
	"note.add": &command.AddNote{}, "order.give": &command.GiveOrder{}, "stock.issue": &command.IssueGoods{}, "call.log": &command.LogCall{}, "followup.add": &command.RecordFollowUp{},
	"case.same":  &command.SameCase{},
	"record.add": &command.AddRecord{}, "record.finish": &command.FinishRecord{},
	"referral.send": &command.SendReferral{}, "referral.receive": &command.ReceiveReferral{}, "referral.accept": &command.AcceptReferral{},
	"archive.attach": &command.Attach{}, "referral.refuse": &command.RefuseReferral{}, "referral.finish": &command.FinishReferral{}, "referral.revoke": &command.RevokeReferral{},
}

// counter answers the selected event of the story by another entry.
func (p *Page) counter() route.Action {
	e := p.event()
	if no, err := strconv.Atoi(e.Ref); err == nil && teamCode[e.Code] {
		return p.backTeam(no, e.Code)
	}
	s := screen.Saved{Save: screen.Save{Request: "story", Command: written[e.Code]}}
	s.Result.ID, s.Result.More = e.Ref, p.together(e.Ref)
	return correct.Of(p.desk, s)
}

// together are the other moves that stand of the issue of a move.
func (p *Page) together(move string) []string {
	var out []string
	issue := ""
	for _, g := range p.c.Goods {
		if g.Move.ID == move {
			issue = g.Move.Issue
		}
	}
	for _, g := range p.c.Goods {
		if issue != "" && g.Move.Issue == issue && g.Move.ID != move {
			out = append(out, g.Move.ID)
		}
	}
	return out
}

// standing is why the selected event has no counter-entry.
func (p *Page) standing() *rules.Error {
	e := p.event()
	switch {
	case e == nil:
		return rules.Refuse(text.Text{ZH: "没有选中经过。", EN: "Nothing of the story is selected."}, "")
	case written[e.Code] == nil || e.Ref == "":
		return rules.Refuse(text.Text{ZH: "这一条不在这里撤: 已办和免办在待办栏撤, 「进程」里退回, 情况用「更正」。",
			EN: "Not from here: acts and waivers are taken back among what is owed, steps by Progress, what is known by Correct."}, "")
	}
	if teamCode[e.Code] {
		return p.notLast(e)
	}
	code := e.Code
	if c := answered[code]; c != "" {
		code = c
	}
	return p.c.Can[code+"/"+e.Ref]
}

// teamCode are the steps of a team, whose event names its number.
var teamCode = map[string]bool{"case.dispatch": true, "case.depart": true, "case.arrive": true, "case.return": true}

// answered are the counter-entries that the page's Can knows an event by; of a step of a
// referral it is the step's own code.
var answered = map[string]string{"note.add": "note.strike", "order.give": "order.strike", "stock.issue": "stock.reverse", "call.log": "call.amend", "archive.attach": "archive.detach", "case.same": "case.split", "followup.add": "followup.strike", "record.add": "record.back", "record.finish": "record.back"}

// story is what is known and what happened, in h lines, the newest in sight at first.
func (p *Page) story(env screen.Env, w, h int) []string {
	lines, from, to := p.storyLines(env, w)
	p.height = max(h-1, 1)
	if p.focus == story && from >= 0 {
		p.top = min(max(p.top, to-p.height), from)
		if p.tale.Index() == 0 && to <= p.height {
			p.top = 0 // what is known stands above the newest event
		}
	}
	p.top = max(0, min(p.top, len(lines)-p.height))
	right := ""
	if len(lines) > p.height {
		right = fmt.Sprintf("%d-%d/%d", p.top+1, p.top+p.height, len(lines))
		lines = lines[p.top : p.top+p.height]
	}
	return screen.Fit(append([]string{p.head(env, story, env.T(storyText), right, w)}, lines...), h)
}

// storyLines are the lines of the story; from and to are those of the selected event, from
// is -1 without one.
func (p *Page) storyLines(env screen.Env, w int) (out []string, from, to int) {
	var known dialog.Labelled
	add := known.Add
	k := &p.c.Case
	add(text.Text{ZH: "所述", EN: "Said"}, k.Said)
	add(text.Text{ZH: "来电", EN: "Caller"}, strings.Join(nonEmpty(k.Caller.Name, k.Caller.Unit, k.Caller.Phone), " "))
	add(text.Text{ZH: "特征", EN: "Looks"}, k.Person.Looks)
	add(text.Text{ZH: "证件", EN: "ID"}, k.Person.IDNumber)
	add(text.Text{ZH: "住址", EN: "Home"}, k.Person.Address)
	add(text.Text{ZH: "已知", EN: "Known"}, p.known(env))
	add(text.Text{ZH: "责任", EN: "Answers"}, p.answering(env))
	if len(k.Teams) == 0 {
		add(text.Text{ZH: "派人", EN: "Team"}, strings.Join(nonEmpty(k.Team, k.Vehicle), " "))
	}
	for i := range k.Teams {
		add(text.Text{ZH: "%[1]d队", EN: "Team %[1]d"}.With(k.Teams[i].No), sent(env, &k.Teams[i]))
	}
	if k.Outcome != "" {
		add(text.Text{ZH: "处置", EN: "Settled"}, strings.Join(nonEmpty(env.T(words.Of(rules.OutcomeWords, k.Outcome)), env.T(k.Ending.Words()), k.OutcomeNote), " "))
	}
	add(text.Text{ZH: "缘由", EN: "Reason"}, strings.Join(nonEmpty(env.T(words.Of(rules.DistressWords, k.Distress)), env.T(words.Of(rules.ModeWords, k.Mode))), " "))
	for i := range p.c.Records {
		if r := &p.c.Records[i]; r.Stands() {
			add(text.Text{ZH: "登记", EN: "Record"}, strings.Join(nonEmpty(env.HHMM(r.At), env.T(r.Titled()), r.Who, r.Result), " "))
		}
	}
	if t := p.c.FirstAction; t != nil {
		add(text.Text{ZH: "首办", EN: "First"}, env.HHMM(*t))
	}
	for _, m := range p.c.Merged {
		add(text.Text{ZH: "并入", EN: "Merged"}, strings.Join(nonEmpty(screen.Short(m.ID), m.Place, m.Caller.Name, m.Caller.Unit, m.Caller.Phone, m.Said, m.Looks, m.Team), " "))
	}
	for _, g := range p.c.Goods {
		add(text.Text{ZH: "物资", EN: "Goods"}, env.HHMM(g.Move.At)+" "+env.T(g.Line))
	}
	if slices.ContainsFunc(p.c.Archive, func(s view.SlotRow) bool { return s.Count > 0 }) || p.owesArchive() {
		add(archiveText, env.T(archive.Filled(p.c.Archive)))
	}
	out, from = known.Lines(env, w), -1
	for i := len(p.c.Timeline) - 1; i >= 0; i-- { // the newest first
		e := &p.c.Timeline[i]
		lines := dialog.Hang(env, env.HHMM(e.At), strings.Join(nonEmpty(e.By, env.T(e.What), e.Text), " "), w)
		if len(p.c.Timeline)-1-i == p.tale.Index() {
			from, to = len(out), len(out)+len(lines)
			if p.focus == story {
				lines[0] = env.Mark(env.Pad(lines[0], w-1), true, false)
			}
		}
		out = append(out, lines...)
	}
	return out, from, to
}

func nonEmpty(s ...string) []string {
	var out []string
	for _, x := range s {
		if x != "" {
			out = append(out, x)
		}
	}
	return out
}
