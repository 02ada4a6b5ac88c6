package cmdline

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
)

// who reads one word: who came or rang.
func (r *reader) who(noun text.Text) (string, *rules.Error) {
	if !r.more() {
		r.slot(nil)
		return "", missingWord(noun)
	}
	w := r.words[r.at].s
	r.mark(1, nil)
	r.at++
	return w, nil
}

// readVisit reads who came and what about.
func readVisit(r *reader) *rules.Error {
	who, err := r.who(callerText)
	if err != nil {
		return err
	}
	words, err := r.text(saidText)
	r.does(&command.LogCall{Kind: rules.CallVisit, Caller: rules.Caller{Name: who}, Said: words}, with(same(who), words))
	return err
}

// readCheck reads who rang to see who picks up.
func readCheck(r *reader) *rules.Error {
	who, err := r.who(callerText)
	if err != nil {
		return err
	}
	words := r.rest(saidText)
	r.does(&command.LogCall{Kind: rules.CallCheck, Caller: rules.Caller{Unit: who}, Said: words}, with(same(who), words))
	return nil
}

// readAbove reads who asks, until when, and for what.
func readAbove(r *reader) *rules.Error {
	who, err := r.who(unitText)
	if err != nil {
		return err
	}
	c := &command.LogCall{Kind: rules.CallNotice, Caller: rules.Caller{Unit: who}}
	said, err := r.who(termText)
	if err != nil {
		return err
	}
	if s := strings.ToLower(said); s != "无" && s != "none" {
		if c.Term, err = dialog.Until("term", said, r.s.Now); err != nil {
			return err
		}
	}
	c.Said, err = r.text(saidText)
	says := same(who)
	if c.Term != nil {
		says = text.Text{ZH: "%[1]s, 限 %[2]s", EN: "%[1]s, by %[2]s"}.With(who, rules.Stamp(*c.Term))
	}
	r.does(c, with(says, c.Said))
	return err
}

var (
	callerText = text.Text{ZH: "谁", EN: "who"}
	unitText   = text.Text{ZH: "哪个单位", EN: "which unit"}
	termText   = text.Text{ZH: "期限", EN: "term"}
)

// readSent reads which report was sent, and who received it.
func readSent(r *reader) *rules.Error {
	o, err := r.pick(reportText, spelt(named(rules.ReportWords)))
	if err != nil {
		return err
	}
	who, err := r.text(callerText)
	r.does(&command.SendReport{Kind: rules.ReportKind(o.value), Receiver: who}, with(o.label, who))
	return err
}

var reportText = text.Text{ZH: "哪份报告", EN: "which report"}
