package dialog

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/widget/field"
	"dutydesk/tui/words"
)

// Places are the places a person can be found at or taken to, by name: the text of a place
// that is on no list is kept beside them.
func Places(l *view.Lists) []field.Option {
	var out []field.Option
	for _, p := range l.Places {
		if !p.Retired && p.Kind != rules.PlaceVehicle {
			out = append(out, same(p.Name))
		}
	}
	for _, v := range l.Villages {
		if !v.Retired {
			out = append(out, same(v.Name))
		}
	}
	return out
}

// Agencies are the partner units, by id.
func Agencies(l *view.Lists) []field.Option {
	var out []field.Option
	for _, a := range l.Agencies {
		if !a.Retired {
			out = append(out, field.Option{Value: a.ID, Label: text.Text{ZH: a.Name, EN: a.Name}})
		}
	}
	return out
}

// Other is the choice of somebody who is on no list.
const Other = "other"

// Numbers are the telephones of agencies, one choice each, and Other; one of which none is
// known is a choice that asks for the number. Party reads a choice.
func Numbers(agencies []rules.Agency) []field.Option {
	var out []field.Option
	for _, a := range agencies {
		if len(a.Phones) == 0 && !a.Retired {
			out = append(out, field.Option{Value: a.ID + "/", Label: text.Text{ZH: "%[1]s 无号码, 自己写", EN: "%[1]s, no number: write it"}.With(a.Name)})
		}
		for _, n := range a.Phones {
			if !a.Retired {
				out = append(out, field.Option{Value: a.ID + "/" + n, Label: text.Text{ZH: a.Name + " " + n, EN: a.Name + " " + n}})
			}
		}
	}
	return append(out, field.Option{Value: Other, Label: text.Text{ZH: "其他号码", EN: "another number"}})
}

// Party is whom a call out went to: the choice among Numbers, or for Other the fields
// caller.name and caller.phone.
func Party(v entry.Values) (agency string, to rules.Caller) {
	if v["agency"] == Other {
		return "", rules.Caller{Name: v["caller.name"], Phone: v["caller.phone"]}
	}
	agency, phone, _ := strings.Cut(v["agency"], "/")
	if phone == "" {
		phone = v["caller.phone"]
	}
	return agency, rules.Caller{Phone: phone}
}

// PartyFields are the fields of a call out that say whom it went to and whether anybody
// answered.
func PartyFields(v entry.Values, numbers []field.Option) []field.Spec {
	specs := []field.Spec{{Name: "agency", Label: text.Text{ZH: "打给", EN: "To"}, Kind: field.Choice, Options: numbers, Required: true}}
	if v["agency"] == Other {
		specs = append(specs, field.Spec{Name: "caller.name", Label: text.Text{ZH: "谁", EN: "Who"}, Max: 30},
			field.Spec{Name: "caller.phone", Label: text.Text{ZH: "号码", EN: "Number"}, Kind: field.Phone, Check: Phone})
	}
	if id, unknown := strings.CutSuffix(v["agency"], "/"); unknown && id != "" {
		specs = append(specs, field.Spec{Name: "caller.phone", Label: text.Text{ZH: "号码", EN: "Number"}, Kind: field.Phone, Check: Phone,
			Hint: text.Text{ZH: "名册里没有, 写上打的号码", EN: "not on the lists: the number that was rung"}})
	}
	return append(specs, field.Spec{Name: "reached", Label: text.Text{ZH: "通没通", EN: "Reached"}, Kind: field.Choice, Required: true, Options: []field.Option{
		{Value: "yes", Label: text.Text{ZH: "通", EN: "reached"}},
		{Value: "no", Label: text.Text{ZH: "未接", EN: "not reached"}},
	}})
}

// Reached reads the field reached; an answer is needed.
func Reached(v entry.Values) (*bool, *rules.Error) {
	if v["reached"] == "" {
		return nil, rules.Bad("reached", text.Text{ZH: "通了还是没接?", EN: "Was anybody reached?"})
	}
	yes := v["reached"] == "yes"
	return &yes, nil
}

// Phone says what is wrong with a telephone number while it is typed.
func Phone(s string) text.Text {
	if _, wrong := text.ParsePhone(s); wrong != nil {
		return wrong.Text
	}
	return text.Text{}
}

// Officers are those with one of the roles, by id.
func Officers(l *view.Lists, roles ...rules.Role) []field.Option {
	var out []field.Option
	for _, o := range l.Officers {
		if o.Retired {
			continue
		}
		if slices.ContainsFunc(roles, func(r rules.Role) bool { return slices.Contains(o.Roles, r) }) {
			out = append(out, field.Option{Value: o.ID, Label: text.Text{ZH: o.Name, EN: o.Name}})
		}
	}
	return out
}

// Names are the officers by name, to choose from where anybody else may be written too.
func Names(l *view.Lists) []field.Option {
	var out []field.Option
	for _, o := range l.Officers {
		if !o.Retired {
			out = append(out, same(o.Name))
		}
	}
	return out
}

func same(s string) field.Option { return field.Option{Value: s, Label: text.Text{ZH: s, EN: s}} }

// Options are the choices of a closed list.
func Options(list []rules.Named) []field.Option {
	out := make([]field.Option, len(list))
	for i, n := range list {
		out[i] = field.Option{Value: n.Code, Label: n.Text}
	}
	return out
}

// Sexes are male and female.
var Sexes = Options(words.Sexes)
