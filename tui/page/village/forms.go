package village

import (
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// What a contact says of a case that stands already at the place.
const (
	another  = "another"
	theSame  = "same"
	seen     = "seen"
	notFound = "not_found"
)

// reportForm asks for what the desk must know first: where, what, and whether somebody is ill.
// A fourth question comes where somebody was reported at the place already.
func (p *Page) reportForm() *dialog.Form {
	v := p.v
	var places []field.Option
	for _, x := range v.Places {
		places = append(places, field.Option{Value: x.Name, Label: text.Text{ZH: x.Name, EN: x.Name}})
	}
	return dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "报告发现的人", EN: "Somebody found"}, Draft: "village.report", Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "有生命危险先打 120。", EN: "Is a life in danger? Ring 120 first."}),
		Shape: func(x entry.Values) []field.Spec {
			specs := []field.Spec{
				{Name: "place", Label: text.Text{ZH: "在哪里", EN: "Where"}, Kind: field.Choice, Free: true, Numbered: true, Options: places, Required: true, Max: 100},
				{Name: "said", Label: text.Text{ZH: "什么情况", EN: "What"}, Required: true, Max: 500, Hint: text.Text{ZH: "男女, 年纪, 样子", EN: "sex, age, looks"}},
				{Name: "person.sudden_illness", Label: text.Text{ZH: "有伤病吗", EN: "Ill or hurt"}, Kind: field.Choice, Options: []field.Option{
					{Value: "yes", Label: text.Text{ZH: "有, 或叫不醒", EN: "yes, or will not wake"}}, {Value: "no", Label: text.Text{ZH: "没有", EN: "no"}}, {Value: "unknown", Label: text.Text{ZH: "不清楚", EN: "not known"}}}},
			}
			if c := v.Alike(x["place"]); c != nil {
				specs = append(specs, field.Spec{Name: "same", Label: text.Text{ZH: "是同一个吗", EN: "The same one"}, Kind: field.Choice, Required: true,
					Options: []field.Option{{Value: another, Label: text.Text{ZH: "是另一个人", EN: "somebody else"}}, {Value: theSame, Label: text.Text{ZH: "就是 %[1]s", EN: "it is %[1]s"}.With(c.ID)}}})
			}
			return specs
		},
		Make: func(x entry.Values) (command.Command, *rules.Error) {
			if c := v.Alike(x["place"]); c != nil && x["same"] != another {
				if x["same"] == theSame {
					e := rules.Refuse(text.Text{ZH: "%[1]s 已经报过, 不用再报。有新情况打值班室电话。", EN: "%[1]s was reported already. Ring the duty room with anything new."}.With(c.ID), "")
					e.Field = "same"
					return nil, e
				}
				return nil, rules.Bad("same", text.Text{ZH: "%[1]s 已报过一个 (%[2]s), 是同一个人吗?", EN: "Somebody was reported there at %[1]s (%[2]s): the same one?"}.With(rules.Stamp(c.OpenedAt), c.ID))
			}
			in := command.Intake{Kind: rules.CaseFound, Place: x["place"], Said: x["said"]}
			switch x["person.sudden_illness"] {
			case "yes":
				in.Person.Facts.SetTri("sudden_illness", rules.Yes)
			case "no":
				in.Person.Facts.SetTri("sudden_illness", rules.No)
			}
			return &command.OpenCase{Intake: in}, nil
		},
		Said: func(s screen.Saved) text.Text {
			return text.Text{ZH: "已报镇值班室 %[1]s", EN: "Reported to the duty room: %[1]s"}.With(s.Result.ID)
		},
	})
}

// answer asks for what a line needs.
func (p *Page) answer(a view.VillageAsk) route.Action {
	switch a.Kind {
	case view.AskArrive:
		return screen.Show(dialog.NewConfirm(text.Text{ZH: "到场", EN: "Arrived"}, text.Text{ZH: "%[1]s 派的人到了吗?", EN: "Has the team of %[1]s come?"}.With(a.Case), text.Text{ZH: "到了", EN: "It has"}, func() route.Action {
			return screen.Save{From: p, Command: &command.Arrive{Case: a.Case, Team: a.Team}, Done: text.Text{ZH: "已记到场", EN: "arrival noted"}}
		}))
	case view.AskVisit:
		return screen.Show(p.visitForm(a))
	}
	return screen.Show(p.noticeForm(a))
}

func freeWords(label text.Text) field.Spec {
	return field.Spec{Name: "words", Label: label, Max: 500, Hint: text.Text{ZH: "可以不写", EN: "may be empty"}}
}

// visitForm asks what came of a visit.
func (p *Page) visitForm(a view.VillageAsk) *dialog.Form {
	return dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "回访", EN: "Visit"}, Draft: "village.visit/" + a.Case, Drafts: p.desk, Intro: dialog.Lead(a.What),
		Shape: entry.Fields(field.Spec{Name: "result", Label: text.Text{ZH: "结果", EN: "Result"}, Kind: field.Choice, Options: dialog.Options(rules.VisitWords), Required: true},
			freeWords(text.Text{ZH: "情况", EN: "Words"})),
		Make: func(x entry.Values) (command.Command, *rules.Error) {
			return &command.RecordFollowUp{Case: a.Case, Result: rules.VisitResult(x["result"]), Words: x["words"]}, nil
		},
		Said: func(screen.Saved) text.Text { return text.Text{ZH: "已记回访", EN: "Visit noted"} },
	})
}

// noticeForm answers a notice, or says whether somebody who did not answer was met.
func (p *Page) noticeForm(a view.VillageAsk) *dialog.Form {
	specs := []field.Spec{freeWords(text.Text{ZH: "回话", EN: "Answer"})}
	lead := text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(a.Words)
	if a.Kind == view.AskPerson {
		lead = a.What
		specs = []field.Spec{{Name: "met", Label: text.Text{ZH: "结果", EN: "Result"}, Kind: field.Choice, Required: true, Options: []field.Option{
			{Value: seen, Label: text.Text{ZH: "见到, 人好", EN: "met, and well"}}, {Value: notFound, Label: text.Text{ZH: "没见到人", EN: "not met"}}}}, freeWords(text.Text{ZH: "情况", EN: "Words"})}
	}
	return dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "答复", EN: "Answer"}, Draft: "village.notice/" + a.Notice + "/" + strconv.Itoa(a.No), Drafts: p.desk, Intro: dialog.Lead(lead),
		Shape: entry.Fields(specs...),
		Make: func(x entry.Values) (command.Command, *rules.Error) {
			if x["met"] == notFound {
				e := rules.Refuse(text.Text{ZH: "没见到人马上打值班室电话, 不在这里记。", EN: "Ring the duty room at once: it is not noted here."}, "")
				e.Field = "met"
				return nil, e
			}
			if a.Kind == view.AskPerson && x["met"] == "" {
				return nil, rules.Bad("met", text.Text{ZH: "请选结果。", EN: "Choose the result."})
			}
			if a.Kind == view.AskNotice {
				return &command.ConfirmNotice{Notice: a.Notice, Said: x["words"]}, nil
			}
			return &command.NoteResult{Notice: a.Notice, Receiver: strconv.Itoa(a.No), Result: rules.ResultReceived, Said: x["words"]}, nil
		},
		Said: func(screen.Saved) text.Text { return text.Text{ZH: "已回镇值班室", EN: "The duty room has it"} },
	})
}

// told shows a case of the village.
func (p *Page) told(c view.VillageCase) *dialog.Text {
	return dialog.NewText(text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(c.ID), func(env screen.Env, w int) []string {
		lines := env.Wrap(env.T(rules.WordOf(rules.CaseStateWords, string(c.State)))+"  "+env.T(c.Subject), w)
		at := env.T(text.Text{ZH: "家在本村, 人不在本村。", EN: "At home in the village, found elsewhere."})
		if c.Place != "" {
			at = c.Place
		}
		lines = append(lines, env.Wrap(at+"  "+rules.Stamp(c.OpenedAt), w)...)
		if c.Said != "" {
			lines = append(lines, env.Lines(c.Said, w)...)
		}
		if c.Out > 0 {
			lines = append(lines, env.Wrap(env.T(text.Text{ZH: "镇里已派人 (%[1]d 队)。", EN: "Teams on their way or there: %[1]d."}.With(c.Out)), w)...)
		}
		return append(lines, env.Wrap(env.T(text.Text{ZH: "要补充或更正, 打值班室电话。", EN: "Ring the duty room to add or correct."}), w)...)
	})
}
