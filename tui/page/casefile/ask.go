package casefile

import (
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

// askForm asks for the selected question in a dialog: what is no yes or no needs one.
func (p *Page) askForm() route.Action {
	q := p.question()
	if q == nil {
		return nil
	}
	s, ok := rules.FactSpecOf(q.Fact)
	if !ok {
		return nil
	}
	version, conflict := p.version()
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "先问", EN: "Ask"}, Shape: entry.Fields(dialog.Fact(s)), Intro: dialog.Lead(q.Text),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			switch v["person."+s.Name] {
			case "":
				return nil, rules.Bad("person."+s.Name, text.Text{ZH: "请回答, 或按 Esc 关上", EN: "Answer it, or close with Esc"})
			case "unknown":
				return &command.EditCase{Case: p.id, Version: version(), Forget: []string{s.Name}}, nil
			}
			edit := &command.EditCase{Case: p.id, Version: version(), Person: &command.Person{}}
			return edit, dialog.ReadFact(&edit.Person.Facts, s, v)
		},
		Said: func(m screen.Saved) text.Text {
			told := answers[2].label
			if edit := m.Command.(*command.EditCase); edit.Person != nil {
				told = s.Said(&edit.Person.Facts)
			}
			return toldText.With(answerText.With(s.Label, told))
		},
		Conflict: conflict,
	}))
}

// edit adds to or corrects what is known of the person, the facts among it. Only what changed is sent, with
// the version it was read at: a newer one is a Conflict, and what is typed stays.
func (p *Page) edit() route.Action {
	k := &p.c.Case
	was := entry.Values{"place": k.Place.Text, "person.name": k.Person.Name, "person.sex": k.Person.Sex, "person.id": k.Person.IDNumber,
		"person.looks": k.Person.Looks, "person.address": k.Person.Address}
	specs := []field.Spec{
		{Name: "place", Label: text.Text{ZH: "地点", EN: "Place"}, Kind: field.Choice, Options: dialog.Places(p.lists), Free: true, Max: 40},
		{Name: "person.name", Label: text.Text{ZH: "姓名", EN: "Name"}, Max: 30},
		{Name: "person.sex", Label: text.Text{ZH: "性别", EN: "Sex"}, Kind: field.Choice, Options: dialog.Sexes},
		{Name: "person.id", Label: text.Text{ZH: "身份证号", EN: "ID number"}, Kind: field.ID},
		{Name: "person.looks", Label: text.Text{ZH: "体貌特征", EN: "Looks"}, Max: 200},
		{Name: "person.address", Label: text.Text{ZH: "住址", EN: "Address"}, Max: 60},
	}
	for s := range answerable {
		was["person."+s.Name] = dialog.FactValue(&k.Facts, s)
		specs = append(specs, dialog.Fact(s))
	}
	version, conflict := p.version()
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "更正", EN: "Correct"}, Draft: "edit/" + p.id, Drafts: p.desk, First: was, Focus: "person.name",
		Shape:    entry.Fields(specs...),
		Make:     func(v entry.Values) (command.Command, *rules.Error) { return changes(p.id, version(), was, v) },
		Done:     text.Text{ZH: "已更正", EN: "corrected"},
		Conflict: conflict,
	}))
}

// changes is the edit of what differs; a field that was emptied is forgotten.
func changes(id string, version int64, was, now entry.Values) (*command.EditCase, *rules.Error) {
	edit := &command.EditCase{Case: id, Version: version, Person: &command.Person{}}
	to := map[string]*string{"person.name": &edit.Person.Name, "person.sex": &edit.Person.Sex, "person.id": &edit.Person.IDNumber,
		"person.looks": &edit.Person.Looks, "person.address": &edit.Person.Address}
	for name, at := range to {
		if now[name] == was[name] {
			continue
		}
		if *at = now[name]; *at == "" {
			edit.Forget = append(edit.Forget, strings.TrimPrefix(name, "person."))
		}
	}
	if place := now["place"]; place != was["place"] && place != "" {
		edit.Place = &place
	}
	for s := range answerable {
		name := "person." + s.Name
		switch v := now[name]; v {
		case was[name]:
		case "", "unknown":
			edit.Forget = append(edit.Forget, s.Name)
		default:
			if err := dialog.ReadFact(&edit.Person.Facts, s, now); err != nil {
				return nil, err
			}
		}
	}
	return edit, nil
}

// answerable yields the facts that a person can answer: not whether there is a case.
func answerable(yield func(*rules.FactSpec) bool) {
	for i := range rules.FactSpecs {
		if s := &rules.FactSpecs[i]; s.Name != "case_opened" && !yield(s) {
			return
		}
	}
}
