package dialog

import (
	"slices"
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

// FactValue is a fact as the field of Fact has it, "" when it is not known.
func FactValue(f *rules.Facts, s *rules.FactSpec) string {
	switch {
	case !f.Known(s.Name):
		return ""
	case s.Kind == rules.FactTri:
		if f.Tri(s.Name) == rules.Yes {
			return "yes"
		}
		return "no"
	case s.Kind == rules.FactChoice:
		return f.Word(s.Name)
	case s.Kind == rules.FactNumber:
		return strconv.Itoa(*f.Age)
	}
	var all []string
	for _, o := range s.Options { // in the order of the field
		if slices.Contains(f.List(s.Name), o.Code) {
			all = append(all, o.Code)
		}
	}
	if len(all) == 0 {
		return none
	}
	return strings.Join(all, ",")
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
		n, err := whole("person."+s.Name, v)
		if err != nil {
			return err
		}
		age := int(n)
		f.Age = &age
	}
	return nil
}

// whole reads a whole number.
func whole(field, s string) (int64, *rules.Error) {
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil {
		return 0, rules.Bad(field, text.Text{ZH: "写整数, 如 60", EN: "A whole number, such as 60"})
	}
	return n, nil
}
