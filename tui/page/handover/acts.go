package handover

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

var (
	leaderText = text.Text{ZH: "带班领导", EN: "Duty leader"}
	pinText    = text.Text{ZH: "本人 PIN", EN: "Your PIN"}
)

// take begins a shift when nobody is on duty.
func (p *Page) take() route.Action {
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "接班", EN: "Take the shift"}, First: p.rostered(),
		Shape: entry.Fields(p.crewFields()...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.TakeShift{Leader: v["leader"], Driver: v["driver"], Deputies: deputies(v)}, nil
		},
		Done: text.Text{ZH: "已接班", EN: "shift taken"},
	}))
}

func (p *Page) draft() route.Action {
	return screen.Save{From: p, Command: &command.DraftHandover{}, Done: text.Text{ZH: "交接稿已拟", EN: "handover drafted"}}
}

// lineIntro is the line that a dialog is about.
func lineIntro(l rules.Line) func(screen.Env, int) []string {
	return func(env screen.Env, w int) []string {
		out := env.Wrap(env.T(l.Title), w)
		for _, d := range l.Detail {
			out = append(out, env.Wrap("  "+env.T(d), w)...)
		}
		return out
	}
}

func (p *Page) word() route.Action {
	l, id := *p.line(), p.h.Handover.ID
	was := l.Word
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "交代", EN: "Word"}, Draft: "word/" + id + "/" + l.Key, Drafts: p.desk, Intro: lineIntro(l), First: entry.Values{"word": l.Word},
		Shape: entry.Fields(field.Spec{Name: "word", Label: text.Text{ZH: "交代", EN: "Word"}, Max: 300, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.WriteWord{Handover: id, Key: l.Key, Word: v["word"], Was: &was}, nil
		},
		Conflict: func() { // what the other wrote has been shown by now
			if now := p.at(l.Key); now != nil {
				was = now.Word
			}
		},
		Done:  text.Text{ZH: "交代", EN: "word"},
		After: func(command.Result) route.Action { p.next(wordless); return nil },
	}))
}

// at is the live line of a key, nil without one.
func (p *Page) at(key string) *rules.Line {
	for i := range p.h.Live {
		if p.h.Live[i].Key == key {
			return &p.h.Live[i]
		}
	}
	return nil
}

// crewFields are who leads, helps and drives in a shift.
func (p *Page) crewFields() []field.Spec {
	return []field.Spec{
		{Name: "leader", Label: leaderText, Kind: field.Choice, Options: dialog.Officers(p.lists, rules.RoleLeader), Required: true},
		{Name: "deputies", Label: text.Text{ZH: "副班", EN: "Deputies"}, Kind: field.Multi, Options: dialog.Officers(p.lists, rules.RoleOfficer, rules.RoleLeader)},
		{Name: "driver", Label: text.Text{ZH: "司机", EN: "Driver"}, Kind: field.Choice, Options: dialog.Names(p.lists), Free: true, Max: 20},
	}
}

func deputies(v entry.Values) []string {
	if v["deputies"] == "" {
		return nil
	}
	return strings.Split(v["deputies"], ",")
}

// crewValues is a crew as the form shows it.
func crewValues(s *rules.Shift) entry.Values {
	return entry.Values{"leader": s.Leader, "deputies": strings.Join(s.Deputies, ","), "driver": s.Driver}
}

// crew corrects who leads, helps and drives in the shift on duty, on the version that the
// form was opened on. Once a Conflict has been read that is the one which the page has by
// then, and what nobody touched in the form is as it stands there.
func (p *Page) crew() route.Action {
	was, read := p.duty.Shift, false
	first := crewValues(was)
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "改本班班组", EN: "Change the crew"}, Draft: "crew", Drafts: p.desk,
		First: first,
		Shape: entry.Fields(append(p.crewFields(), field.Spec{Name: "reason", Label: text.Text{ZH: "原因", EN: "Reason"}, Max: 200, Required: true})...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			s := was
			if read && p.duty.Shift != nil {
				s = p.duty.Shift
			}
			crew := crewValues(s)
			for name := range crew {
				if v[name] != first[name] {
					crew[name] = v[name]
				}
			}
			return &command.ChangeCrew{Leader: crew["leader"], Deputies: deputies(crew), Driver: crew["driver"], Version: s.Version, Reason: v["reason"]}, nil
		},
		Done:     text.Text{ZH: "班组已改", EN: "crew changed"},
		Conflict: func() { read = true },
	}))
}

// present signs the leaver's side.
func (p *Page) present() route.Action {
	id := p.h.Handover.ID
	first := p.rostered()
	if h := &p.h.Handover; h.State == rules.HandoverPresented { // who was named stays
		first = crewValues(&rules.Shift{Leader: h.Leader, Deputies: h.Deputies, Driver: h.Driver})
		first["incoming"] = h.Incoming
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "提交交接", EN: "Present the handover"}, Draft: "present", Drafts: p.desk, First: first,
		Intro: p.presentLead, Shape: p.shape,
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.PresentHandover{Handover: id, Incoming: v["incoming"], Leader: v["leader"], Deputies: deputies(v), Driver: v["driver"], PIN: v["pin"]}, nil
		},
		Done: text.Text{ZH: "已提交, 待接", EN: "presented"},
	}))
}

func (p *Page) accept() route.Action {
	l := p.line()
	p.next(unanswered)
	return screen.Save{From: p, Command: &command.AcceptLine{Handover: p.h.Handover.ID, Keys: []string{l.Key}}, Done: l.Title}
}

// next selects the line after this one that is still wanting, from the top again after the
// last; without any the selection stays.
func (p *Page) next(wanting func(*rules.Line) bool) {
	at, n := p.lines.Index(), len(p.h.Live)
	for i := 1; i < n; i++ {
		if l := &p.h.Live[(at+i)%n]; wanting(l) {
			p.lines.Select(l.Key)
			return
		}
	}
}

// wordless is a line with open matters that the leaver has not put a word to; unanswered
// one that the taker has neither accepted nor asked about.
func wordless(l *rules.Line) bool   { return l.Wordless() }
func unanswered(l *rules.Line) bool { return l.Accepted == nil && l.Query == "" }

func (p *Page) acceptQuiet() route.Action {
	var keys []string
	for _, l := range p.h.Live {
		if l.Quiet && l.Accepted == nil && l.Query == "" {
			keys = append(keys, l.Key)
		}
	}
	if len(keys) == 0 {
		return screen.Say{Text: text.Text{ZH: "无待办的条目都已接收。", EN: "Every quiet line is accepted."}}
	}
	return screen.Save{From: p, Command: &command.AcceptLine{Handover: p.h.Handover.ID, Keys: keys}, Done: text.Text{ZH: "接收 %[1]d 项", EN: "%[1]d lines accepted"}.With(len(keys))}
}

func (p *Page) query() route.Action {
	l, id := *p.line(), p.h.Handover.ID
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "存疑", EN: "Query"}, Draft: "query/" + id + "/" + l.Key, Drafts: p.desk, Intro: lineIntro(l), First: entry.Values{"query": l.Query},
		Shape: entry.Fields(field.Spec{Name: "query", Label: text.Text{ZH: "问题或备注", EN: "Question or remark"}, Max: 300, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			if v["query"] == "" {
				return nil, rules.Bad("query", text.Text{ZH: "请写问什么", EN: "Write what you ask"})
			}
			return &command.AcceptLine{Handover: id, Keys: []string{l.Key}, Query: v["query"]}, nil
		},
		Done: text.Text{ZH: "存疑", EN: "query"},
	}))
}

// sign takes over. It signs for the lines as the page has them at that moment, which is as
// the dialog shows them: what changed since they were presented stands above the fields.
// What the page has not read yet is a Conflict.
func (p *Page) sign() route.Action {
	id, first := p.h.Handover.ID, "pin" // who types it at once types it nowhere else
	if p.severe() {
		first = "read_back"
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "签收接班", EN: "Sign and take over"}, Draft: "sign/" + id, Drafts: p.desk,
		Intro: p.readAloud, Focus: first,
		Shape: entry.Fields(
			field.Spec{Name: "read_back", Label: text.Text{ZH: "复述要点", EN: "Read-back"}, Kind: field.Note, Rows: 3, Max: 1000, Required: p.severe()},
			field.Spec{Name: "pin", Label: pinText, Kind: field.Secret, Max: 12, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.AcceptHandover{Handover: id, Mark: p.h.Mark, ReadBack: v["read_back"], PIN: v["pin"]}, nil
		},
		Done:  text.Text{ZH: "已接班", EN: "taken over"},
		After: func(r command.Result) route.Action { return route.To{Page: route.Handover, ID: r.ID} },
	}))
}

// severe says that a line is severe, which the taker reads back.
func (p *Page) severe() bool {
	return slices.ContainsFunc(p.h.Live, func(l rules.Line) bool { return l.Section == rules.SectionSevere })
}

// readAloud is what the taker says back before signing: the most dangerous lines of the night
// with the leaver's word, and what differs from what was presented.
func (p *Page) readAloud(env screen.Env, w int) []string {
	const most, longest = 3, 60
	var out []string
	severe := 0
	for i := range p.h.Live {
		l := &p.h.Live[i]
		if l.Section != rules.SectionSevere {
			continue
		}
		if severe++; severe > most {
			continue
		}
		s := env.T(l.Title)
		if l.Word != "" {
			word, cut := text.Clipped(l.Word, longest)
			if cut {
				word += "…"
			}
			s += ": " + text.Display(word)
		}
		out = append(out, env.Wrap(env.Theme.Danger.Flag(s), w)...)
	}
	switch {
	case severe == 0:
		out = env.Wrap(env.T(text.Text{ZH: "没有紧要的事。", EN: "Nothing is severe."}), w)
	case severe > most:
		out = append(out, env.Wrap(env.T(text.Text{ZH: "另有紧要 %[1]d 项", EN: "%[1]d more are severe"}.With(severe-most)), w)...)
	}
	if severe > 0 {
		out = append(env.Wrap(env.T(text.Text{ZH: "请向交班人复述最要紧的:", EN: "Say back to the leaver what matters most:"}), w), out...)
	}
	return append(out, p.changeLines(env, w)...)
}

// changeLines is what differs from what was presented, one line each.
func (p *Page) changeLines(env screen.Env, w int) []string {
	if len(p.h.Changes) == 0 {
		return env.Wrap(env.T(text.Text{ZH: "交出以后没有变化。", EN: "Nothing has changed since it was presented."}), w)
	}
	out := []string{env.Theme.Title.Paint(env.Cut(env.T(changesText.With(len(p.h.Changes))), w))}
	for _, c := range p.h.Changes {
		l := c.New
		if l == nil {
			l = c.Old
		}
		var detail []string
		for _, d := range l.Detail {
			detail = append(detail, env.T(d))
		}
		s := env.T(changeWords[c.Kind]) + " " + env.T(l.Title)
		if c.Kind != "gone" && len(detail) > 0 {
			s += "  " + strings.Join(detail, "; ")
		}
		out = append(out, env.Wrap(s, w)...)
	}
	return out
}

func (p *Page) giveBack() route.Action {
	id := p.h.Handover.ID
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: text.Text{ZH: "退回", EN: "Return"}, Draft: "return/" + id, Drafts: p.desk,
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.ReturnHandover{Handover: id, Reason: reason}, nil
		},
		Done: text.Text{ZH: "已退回", EN: "returned"},
	}))
}

// rostered is the crew of the published roster, as a form begins with it; nothing without one.
func (p *Page) rostered() entry.Values {
	t := p.duty.Next
	if t == nil {
		return entry.Values{}
	}
	return entry.Values{"incoming": t.Main, "leader": t.Leader, "deputies": strings.Join(t.Deputies, ","), "driver": t.Driver}
}
