package main

import (
	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// number is a telephone that may be rung for a case.
type number struct {
	ID     string           `json:"id"`
	Name   string           `json:"name"`
	Role   rules.AgencyRole `json:"role,omitempty"`
	Phone  string           `json:"phone,omitempty"`  // "" none is known
	Missed string           `json:"missed,omitempty"` // when it was rung in vain last
	Next   bool             `json:"next,omitempty"`   // the one to ring now, of its party
}

func (a *app) callNumbers() *cobra.Command {
	return a.verb(reads, "numbers CASE", text.Text{ZH: "这件打给谁: 最要紧的在前, 打过未接的写明", EN: "whom to ring for a case: the most urgent first, with those that did not answer"}, 1, 1, func(b *book, args []string) error {
		p, err := b.desk.Case(args[0])
		if err != nil {
			return err
		}
		rows := []number{}
		for i := range p.Numbers {
			party := &p.Numbers[i]
			next, _ := party.Next(p.Calls)
			if len(party.Phones) == 0 {
				rows = append(rows, number{ID: party.ID, Name: party.Name, Role: party.Role})
			}
			for _, n := range party.Phones {
				row := number{ID: party.ID, Name: party.Name, Role: party.Role, Phone: n, Next: n == next}
				if c := rules.Missed(p.Calls, n); c != nil {
					row.Missed = moment(c.At)
				}
				rows = append(rows, row)
			}
		}
		return show(b, rows, func(n number) []string {
			phone, missed := n.Phone, ""
			if phone == "" {
				phone = a.t(text.Text{ZH: "没有登记号码, 到名册补上", EN: "no number on the lists: add it there"})
			}
			if n.Missed != "" {
				missed = a.t(text.Text{ZH: "%[1]s 未接", EN: "not reached %[1]s"}.With(n.Missed))
			}
			return []string{n.ID, phone, n.Name, missed}
		})
	})
}
