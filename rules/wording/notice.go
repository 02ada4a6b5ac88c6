package wording

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Notice is a notice in its own words, how far it is, and who has not confirmed. Villages,
// agencies and officers are named; of people on no list the surname alone.
func Notice(r Room, p *view.Notice) Paper {
	n := &p.Notice
	lines := []text.Text{text.Text{ZH: "通知 %[1]s。", EN: "Notice %[1]s."}.With(n.ID)}
	if said := (cover{}).words(n.Text); !said.IsZero() {
		lines[0] = text.Text{ZH: "%[1]s%[2]s", EN: "%[1]s %[2]s"}.With(lines[0], said)
	}
	state := text.Text{ZH: "%[1]s, %[2]s。", EN: "%[1]s, %[2]s."}.With(rules.WordOf(rules.NoticeStateWords, string(n.State)), p.Said())
	if n.Due != nil && n.State == rules.NoticeOpen {
		state = text.Text{ZH: "%[1]s请于%[2]s前回复。", EN: "%[1]s Please confirm by %[2]s."}.With(state, moment(*n.Due))
	}
	lines = append(lines, state)
	var left []text.Text
	for i := range n.Receivers {
		x := &n.Receivers[i]
		if x.Reached() {
			continue
		}
		name := same(x.Name)
		if x.Kind == rules.ReceiverPerson {
			name = same(text.MaskName(x.Name))
		}
		switch {
		case x.Explained != nil:
			name = text.Text{ZH: "%[1]s(已说明)", EN: "%[1]s (explained)"}.With(name)
		case x.Last() != nil:
			name = text.Text{ZH: "%[1]s(未接)", EN: "%[1]s (no answer)"}.With(name)
		}
		left = append(left, name)
	}
	if len(n.Receivers) > 0 {
		lines = append(lines, text.Text{ZH: "未确认: %[1]s。", EN: "Not confirmed: %[1]s."}.With(list(left, none)))
	}
	return r.paper("notice", text.Text{ZH: "通知 %[1]s", EN: "Notice %[1]s"}.With(tail(n.ID)), append(lines, r.signed())...)
}

// Message is the words of a notice alone, to be pasted where those who get it read them: who
// asks, what, and until when an answer is wanted. It names nobody whom it went to.
func Message(r Room, p *view.Notice) Paper {
	n := &p.Notice
	lines := []text.Text{(cover{}).words(n.Text)}
	if lines[0].IsZero() {
		lines[0] = r.unknown()
	}
	if n.Due != nil && n.State == rules.NoticeOpen {
		lines = append(lines, text.Text{ZH: "请于%[1]s前回复。", EN: "Please confirm by %[1]s."}.With(moment(*n.Due)))
	}
	return r.paper("message", text.Text{ZH: "通知原文 %[1]s", EN: "Message %[1]s"}.With(tail(n.ID)), lines...)
}
