package dialog

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/entry"
	"dutydesk/tui/widget/field"
)

// none is the option of a multi that says: asked, and none of them.
const none = "none"

// Fact is the field of a fact, named as in the command's JSON: person.NAME.
func Fact(s *rules.FactSpec) field.Spec {
	f := field.Spec{Name: "person." + s.Name, Label: s.Label, Options: Options(s.Options)}
	switch s.Kind {
	case rules.FactTri:
		f.Kind = field.Tri
	case rules.FactChoice:
		f.Kind = field.Choice
	case rules.FactMulti:
		f.Kind = field.Multi
		f.Options = append(f.Options, field.Option{Value: none, Label: text.Text{ZH: "都不是", EN: "none"}})
	case rules.FactNumber:
		f.Kind, f.Max = field.Number, 3
	}
	return f
}

// ReadFact writes what was typed for a fact into f. A field that is empty, or says that
// nobody knows, leaves the fact as it is.
func ReadFact(f *rules.Facts, s *rules.FactSpec, values entry.Values) *rules.Error {
	v := values["person."+s.Name]
	switch {
	case v == "" || v == "unknown":
	case s.Kind == rules.FactTri:
		f.SetTri(s.Name, map[string]rules.Tri{"yes": rules.Yes, "no": rules.No}[v])
	case s.Kind == rules.FactChoice:
		f.SetWord(s.Name, v)
	case v == none:
		f.SetList(s.Name, []string{})
	case s.Kind == rules.FactMulti:
		f.SetList(s.Name, strings.Split(strings.TrimSuffix(v, ","+none), ","))
	default:
		n, err := strconv.Atoi(v)
		if err != nil {
			return rules.Bad("person."+s.Name, text.Text{ZH: "写整数, 如 60", EN: "A whole number, such as 60"})
		}
		f.Age = &n
	}
	return nil
}
