package intake

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// Values of the fields "way" and "becomes".
const (
	in, out = "in", "out"

	toCase  = "case_new"
	join    = "case"
	pass    = "pass"
	nothing = "nothing"
	later   = "later"
)

// asked are the facts that the form itself asks for, what is dangerous first.
var asked = []string{"sudden_illness", "confused", "gravely_ill", "declines", "groups", "age"}

// shape is the fields for what becomes of the contact: what it is, where, who spoke, what
// was said, then the person.
func (p *Page) shape(v entry.Values) []field.Spec {
	var specs []field.Spec
	add := func(more ...field.Spec) { specs = append(specs, more...) }
	if p.call == "" {
		add(field.Spec{Name: "way", Label: wayText, Kind: field.Choice, Options: ways},
			field.Spec{Name: "kind", Label: kindText, Kind: field.Choice, Options: dialog.Options(rules.CallKindWords)},
			field.Spec{Name: "becomes", Label: becomesText, Kind: field.Choice, Options: becomes})
	}
	switch v["becomes"] {
	case toCase:
		add(field.Spec{Name: "about", Label: aboutText, Kind: field.Choice, Options: dialog.Options(rules.CaseKindWords)},
			field.Spec{Name: "place", Label: placeText, Kind: field.Choice, Options: dialog.Places(p.lists), Free: true, Max: 40, Required: true, Hint: placeHint})
	case join:
		add(field.Spec{Name: "case", Label: caseText, Kind: field.Choice, Options: p.open(), Required: true})
	case pass:
		add(field.Spec{Name: "pass_to", Label: passText, Kind: field.Choice, Options: dialog.Agencies(p.lists), Free: true, Max: 30, Required: true})
	}
	if v["way"] == out {
		add(dialog.PartyFields(v, dialog.Numbers(p.lists.Agencies))...)
	} else {
		add(field.Spec{Name: "caller.name", Label: callerText, Max: 30}, field.Spec{Name: "caller.unit", Label: unitText, Max: 30},
			field.Spec{Name: "caller.phone", Label: phoneText, Kind: field.Phone, Check: dialog.Phone})
	}
	add(field.Spec{Name: "said", Label: saidText, Kind: field.Note, Rows: 2, Max: 4000})
	if v["becomes"] == toCase {
		add(person()...)
	}
	add(dialog.At())
	return specs
}

// person is who it is about, what is dangerous first.
func person() []field.Spec {
	var specs []field.Spec
	for _, name := range asked {
		s, _ := rules.FactSpecOf(name)
		specs = append(specs, dialog.Fact(s))
	}
	return append(specs,
		field.Spec{Name: "person.name", Label: nameText, Max: 30, Hint: nameHint},
		field.Spec{Name: "person.sex", Label: sexText, Kind: field.Choice, Options: dialog.Sexes},
		field.Spec{Name: "person.looks", Label: looksText, Max: 200},
		field.Spec{Name: "person.id", Label: idText, Kind: field.ID})
}

// open is the cases that a contact can join.
func (p *Page) open() []field.Option {
	var out []field.Option
	for _, r := range p.cases {
		out = append(out, field.Option{Value: r.ID, Label: text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(screen.Short(r.ID), r.Place, r.Subject)})
	}
	return out
}

// command is what is written for the values.
func (p *Page) command(v entry.Values) (command.Command, *rules.Error) {
	at, err := dialog.When("at", v["at"], p.now())
	if err != nil {
		return nil, err
	}
	caller := rules.Caller{Name: v["caller.name"], Unit: v["caller.unit"], Phone: v["caller.phone"]}
	var intake *command.Intake
	if v["becomes"] == toCase {
		if intake, err = newIntake(v); err != nil {
			return nil, err
		}
	}
	if p.call != "" {
		intake.Said, intake.Caller, intake.At = v["said"], caller, at
		return &command.OpenCase{Intake: *intake, Call: p.call}, nil
	}
	c := &command.LogCall{Kind: rules.CallKind(v["kind"]), Said: v["said"], At: at, Caller: caller, Open: intake}
	if v["way"] == out {
		c.Out = true
		c.Agency, c.Caller = dialog.Party(v)
		if c.Reached, err = dialog.Reached(v); err != nil {
			return nil, err
		}
	}
	switch v["becomes"] {
	case join:
		if c.Case = v["case"]; c.Case == "" {
			return nil, rules.Bad("case", text.Text{ZH: "请选并入哪一件", EN: "Choose the case it joins"})
		}
	case pass:
		if c.PassTo = v["pass_to"]; c.PassTo == "" {
			return nil, rules.Bad("pass_to", text.Text{ZH: "请写转给谁", EN: "Write whom it goes to"})
		}
	case nothing:
		c.Nothing = true
	}
	return c, nil
}

func newIntake(v entry.Values) (*command.Intake, *rules.Error) {
	i := &command.Intake{Kind: rules.CaseKind(v["about"]), Place: v["place"]}
	q := &i.Person
	q.Name, q.Sex, q.Looks, q.IDNumber = v["person.name"], v["person.sex"], v["person.looks"], v["person.id"]
	for _, name := range asked {
		s, _ := rules.FactSpecOf(name)
		if err := dialog.ReadFact(&q.Facts, s, v); err != nil {
			return nil, err
		}
	}
	return i, nil
}
