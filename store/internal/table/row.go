package table

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// Rows are the rows of the registers. "in/" leads to those of a register that are not
// struck, "who/" to those of one person or household by ID number, and by village and name.
var Rows = &tx.Table[rules.Row]{Name: "row", Noun: text.Text{ZH: "台账登记", EN: "row of a register"},
	Meta: func(v *rules.Row) (string, *rules.Meta) { return v.ID, &v.Meta },
	Index: func(v *rules.Row) []string {
		if v.Struck != nil {
			return nil
		}
		out := []string{"in/" + v.Register}
		if id := v.Fields["idno"]; id != "" {
			out = append(out, Who(v.Register, id))
		}
		if name := v.Fields["name"]; name != "" && v.Fields["village"] != "" {
			out = append(out, Who(v.Register, v.Fields["village"]+"/"+name))
		}
		return out
	}}

// Who is the index entry of a person in a register.
func Who(register, who string) string { return "who/" + register + "/" + who }
