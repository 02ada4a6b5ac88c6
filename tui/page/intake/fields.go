package intake

import (
	"slices"
	"strings"

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

// shape is the fields for what becomes of the contact, in the order in which a telephone
// tells it: what was said, where, of whom, by whom, what becomes of it. What comes of a
// call out begins with whom it went to.
func (p *Page) shape(v entry.Values) []field.Spec {
	var specs []field.Spec
	add := func(more ...field.Spec) { specs = append(specs, more...) }
	called := v["way"] == out
	if called {
		add(dialog.PartyFields(v, dialog.Numbers(p.lists.Agencies))...)
	}
	add(field.Spec{Name: "said", Label: saidText, Kind: field.Note, Rows: 2, Max: 4000, Hint: p.saidHint()})
	if v["becomes"] == toCase {
		add(field.Spec{Name: "place", Label: placeText, Kind: field.Choice, Options: dialog.Places(p.lists), Free: true, Max: 40, Required: true, Hint: placeHint})
		add(p.person(v)...)
	}
	if !called {
		add(field.Spec{Name: "caller.name", Label: callerText, Max: 30}, field.Spec{Name: "caller.phone", Label: phoneText, Kind: field.Phone, Check: dialog.Phone},
			field.Spec{Name: "caller.unit", Label: unitText, Max: 30})
	}
	if p.call == "" {
		add(field.Spec{Name: "becomes", Label: becomesText, Kind: field.Choice, Options: p.becomes()})
	}
	switch v["becomes"] {
	case toCase:
		add(field.Spec{Name: "about", Label: aboutText, Kind: field.Choice, Options: dialog.Options(rules.CaseKindWords)})
	case join:
		add(field.Spec{Name: "case", Label: caseText, Kind: field.Choice, Options: p.open(), Required: true})
	case pass:
		add(field.Spec{Name: "pass_to", Label: passText, Kind: field.Choice, Options: dialog.Agencies(p.lists), Free: true, Max: 30, Required: true})
	}
	add(dialog.At())
	if p.call == "" {
		add(field.Spec{Name: "kind", Label: kindText, Kind: field.Choice, Options: dialog.Options(rules.CallKindWords)},
			field.Spec{Name: "way", Label: wayText, Kind: field.Choice, Options: ways})
	}
	return specs
}

// becomes is what can become of a contact. A blank form joins no case: it shows none.
func (p *Page) becomes() []field.Option {
	if p.blank == nil {
		return becomes
	}
	return slices.DeleteFunc(slices.Clone(becomes), func(o field.Option) bool { return o.Value == join })
}

// person is who it is about, what is dangerous first; behind what is always asked what the
// words told besides.
func (p *Page) person(v entry.Values) []field.Spec {
	var specs []field.Spec
	for _, name := range p.facts(v) {
		s, _ := rules.FactSpecOf(name)
		specs = append(specs, dialog.Fact(s))
	}
	return append(specs,
		field.Spec{Name: "person.name", Label: nameText, Max: 30, Hint: nameHint},
		field.Spec{Name: "person.sex", Label: sexText, Kind: field.Choice, Options: dialog.Sexes},
		field.Spec{Name: "person.looks", Label: looksText, Max: 200},
		field.Spec{Name: "person.id", Label: idText, Kind: field.ID})
}

// facts are the facts that the form has fields for.
func (p *Page) facts(v entry.Values) []string {
	names := slices.Clone(asked)
	for i := range rules.FactSpecs {
		name := rules.FactSpecs[i].Name
		if !slices.Contains(asked, name) && (v["person."+name] != "" || slices.Contains(p.told, name)) {
			names = append(names, name)
		}
	}
	return names
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
		if intake, err = p.newIntake(v); err != nil {
			return nil, err
		}
	}
	if p.call != "" {
		intake.Said, intake.Caller, intake.At = v["said"], caller, at
		return &command.OpenCase{Intake: *intake, Call: p.call}, nil
	}
	c := &command.LogCall{Kind: rules.CallKind(v["kind"]), Said: p.words(v), At: at, Caller: caller, Open: intake}
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

// words is what was said and, where no case takes it, behind it what was typed of place and
// person; what was guessed from the words stands in them.
func (p *Page) words(v entry.Values) string {
	if v["becomes"] == toCase {
		return v["said"]
	}
	var more []string
	for _, s := range append([]field.Spec{{Name: "place", Label: placeText}}, p.person(v)...) {
		value := v[s.Name]
		if value == "" || value == "unknown" || value == p.guessed[s.Name] || strings.Contains(v["said"], value) {
			continue
		}
		more = append(more, s.Label.ZH+" "+spoken(s, value))
	}
	return strings.TrimSpace(v["said"] + "\n" + strings.Join(more, "; "))
}

// spoken is a value as it is read: the words of choices for their codes.
func spoken(s field.Spec, value string) string {
	options := s.Options
	if s.Kind == field.Tri {
		options = yesNo
	}
	var all []string
	for _, one := range strings.Split(value, ",") {
		if i := slices.IndexFunc(options, func(o field.Option) bool { return o.Value == one }); i >= 0 {
			one = options[i].Label.ZH
		}
		all = append(all, one)
	}
	return strings.Join(all, ",")
}

func (p *Page) newIntake(v entry.Values) (*command.Intake, *rules.Error) {
	i := &command.Intake{Kind: rules.CaseKind(v["about"]), Place: v["place"]}
	q := &i.Person
	q.Name, q.Sex, q.Looks, q.IDNumber = v["person.name"], v["person.sex"], v["person.looks"], v["person.id"]
	for _, name := range p.facts(v) {
		s, _ := rules.FactSpecOf(name)
		if err := dialog.ReadFact(&q.Facts, s, v); err != nil {
			return nil, err
		}
	}
	return i, nil
}
