package cases

import (
	"cmp"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Ringable is an officer as somebody to ring; a leader has the role of one.
func Ringable(o *rules.Officer) *rules.Agency {
	a := &rules.Agency{ID: o.ID, Name: o.Name}
	if o.Phone != "" {
		a.Phones = []string{o.Phone}
	}
	if leads(o.Roles) {
		a.Role = rules.AgencyLeader
	}
	return a
}

// Contact is the contact of a village as somebody to ring.
func Contact(v *rules.Village) *rules.Agency {
	a := &rules.Agency{ID: v.ID, Name: strings.TrimSpace(v.Name + " " + v.Contact)}
	if v.Phone != "" {
		a.Phones = []string{v.Phone}
	}
	return a
}

// people are whom else to ring about a case: the village that it lies in, the leaders, the
// other villages and officers, none of them twice.
func people(r tx.Reader, k *rules.Case, known []rules.Agency) ([]rules.Agency, error) {
	home := ""
	if p, ok, err := table.Places.Find(r, k.Place.ID); err != nil {
		return nil, err
	} else if ok {
		home = p.Village
	}
	officers, err := table.Officers.All(r)
	if err != nil {
		return nil, err
	}
	villages, err := table.Villages.All(r)
	if err != nil {
		return nil, err
	}
	type ranked struct {
		rules.Agency
		rank int
	}
	var all []ranked
	for i := range villages {
		if v := &villages[i]; !v.Retired {
			rank := 2
			if v.ID == home || v.Name == k.Place.Text {
				rank = 0
			}
			all = append(all, ranked{*Contact(v), rank})
		}
	}
	for i := range officers {
		if o := &officers[i]; !o.Retired && !slices.ContainsFunc(known, func(a rules.Agency) bool { return a.ID == o.ID }) {
			a, rank := Ringable(o), 3
			if a.Role == rules.AgencyLeader {
				rank = 1
			}
			all = append(all, ranked{*a, rank})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return cmp.Compare(a.rank, b.rank) })
	out := make([]rules.Agency, len(all))
	for i := range all {
		out[i] = all[i].Agency
	}
	return out, nil
}
