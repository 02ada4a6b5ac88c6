package casefile

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/words"
)

// why opens the reasons of the selected obligation: each clause that asks for it, what it
// asks, the facts that brought it, and how it was read where it can be read two ways.
func (p *Page) why() route.Action {
	o := *p.obligation()
	return screen.Show(dialog.NewText(text.Text{ZH: "缘由: %[1]s", EN: "Why: %[1]s"}.With(o.Text), func(env screen.Env, w int) []string {
		return whyLines(env, &o, w)
	}))
}

func whyLines(env screen.Env, o *rules.Obligation, w int) []string {
	var rows dialog.Labelled
	add := func(label, t text.Text) { rows.Add(label, env.T(t)) }
	add(text.Text{ZH: "状态", EN: "State"}, words.Of(words.Obligations, o.State))
	if o.Due != nil {
		add(text.Text{ZH: "时限", EN: "Limit"}, limitText(env, o))
	}
	if o.By != "" || o.Note != "" {
		add(text.Text{ZH: "经办", EN: "By"}, plain(strings.Join(nonEmpty(o.By, o.Note), " ")))
	}
	if len(o.Documents) > 0 {
		var keep []text.Text
		for _, d := range o.Documents {
			keep = append(keep, d.Text)
		}
		add(text.Text{ZH: "留存", EN: "Keep"}, text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(keep))
	}
	for _, r := range o.Why {
		rows.Title(dialog.SourceTitle(r.Plan, r.Clause))
		add(text.Text{ZH: "要求", EN: "Asks"}, r.Text)
		add(text.Text{ZH: "因为", EN: "Because"}, r.When)
		add(text.Text{ZH: "理解", EN: "Reading"}, r.Reading)
		add(text.Text{ZH: "出处", EN: "Source"}, r.Source)
	}
	return rows.Lines(env, w)
}

func plain(s string) text.Text { return text.Text{ZH: s, EN: s} }

func limitText(env screen.Env, o *rules.Obligation) text.Text {
	t := text.Text{ZH: "%[1]s 起, 到 %[2]s", EN: "from %[1]s to %[2]s"}.With(env.HHMM(o.Since), env.HHMM(*o.Due))
	if o.OurLimit {
		t = text.Text{ZH: "%[1]s (时限由本所设定, 条文没有写)", EN: "%[1]s (the limit is this desk's setting, not the text's)"}.With(t)
	}
	return t
}
