package cases

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// List is the open cases, most urgent first, or with all the newest limit of all cases (0:
// every one).
func List(v tx.View, e tx.Env, all bool, limit int) ([]view.CaseRow, error) {
	e.Masked = e.Hidden()
	scene, err := live.SceneAt(v, e.Plans, e.Now)
	if err != nil {
		return nil, err
	}
	rows := []view.CaseRow{}
	if all {
		err := table.Cases.Scan(v, "", "", true, func(k *rules.Case) (bool, error) {
			rows = append(rows, row(scene, k, e.Masked))
			return len(rows) != limit, nil
		})
		return rows, err
	}
	open, err := scene.Open(v)
	if err != nil {
		return nil, err
	}
	for _, s := range open {
		r := rowOf(s, e.Masked)
		parts, err := merged(v, s.Case)
		if err != nil {
			return nil, err
		}
		for i := range parts {
			r.Merged = append(r.Merged, parts[i].ID)
		}
		rows = append(rows, r)
	}
	slices.SortStableFunc(rows, func(a, b view.CaseRow) int {
		return cmp.Or(Urgency(a.Worst, a.Due, b.Worst, b.Due), cmp.Compare(a.ID, b.ID))
	})
	return rows, nil
}

// row leaves out what is due on a closed case: nothing is.
func row(scene live.Scene, k *rules.Case, masked bool) view.CaseRow {
	s := live.Standing{Case: k}
	if k.State != rules.CaseClosed {
		s.Demands = scene.Of(k)
	}
	return rowOf(s, masked)
}

func rowOf(s live.Standing, masked bool) view.CaseRow {
	k := s.Case
	r := view.CaseRow{ID: k.ID, State: k.State, Kind: k.Kind, Subject: Subject(k, masked), Place: Place(k, masked),
		OpenedAt: k.OpenedAt, Outcome: k.Outcome, Same: k.Same}
	if masked {
		r.Outcome = ""
	}
	if w := Worst(s); w != nil {
		r.Worst, r.Due, r.What = w.State, w.Due, Said(w, masked)
	}
	return r
}

// Worst is the most urgent of what is owed on a case, nil when nothing is.
func Worst(s live.Standing) *rules.Obligation {
	if owed := s.Demands.Owed(); len(owed) > 0 {
		return &owed[0]
	}
	return nil
}

// Urgency orders two matters: what is overdue first, then by the time they are due; what
// has no clock comes after, and what asks for nothing last.
func Urgency(a rules.ObligationState, aDue *time.Time, b rules.ObligationState, bDue *time.Time) int {
	place := func(s rules.ObligationState, due *time.Time) int {
		switch {
		case s == rules.Overdue:
			return 0
		case due != nil:
			return 1
		case s != "":
			return 2
		}
		return 3
	}
	if c := cmp.Compare(place(a, aDue), place(b, bDue)); c != 0 || aDue == nil || bDue == nil {
		return c
	}
	return aDue.Compare(*bDue)
}
