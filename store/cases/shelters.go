package cases

import (
	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Shelters are the shelters in use, who is in each and how many beds are free. Who is in one
// follows from how their cases were settled. Masked as Subject does.
func Shelters(r tx.View, e tx.Env) ([]view.Shelter, error) {
	places, err := table.Places.All(r)
	if err != nil {
		return nil, err
	}
	out := []view.Shelter{}
	for i := range places {
		p := &places[i]
		if p.Kind != rules.PlaceShelter || p.Retired {
			continue
		}
		s := view.Shelter{Place: *p, In: []view.Sheltered{}}
		cases, err := table.By(r, table.Cases, "shelter/"+p.ID)
		if err != nil {
			return nil, err
		}
		for j := range cases {
			k := &cases[j]
			s.In = append(s.In, view.Sheltered{Case: k.ID, Subject: Subject(k, e.Hidden()), Since: *k.SettledAt})
		}
		if p.Capacity > 0 {
			free := max(p.Capacity-len(s.In), 0)
			s.Free, s.Over = &free, max(len(s.In)-p.Capacity, 0)
		}
		out = append(out, s)
	}
	return out, nil
}
