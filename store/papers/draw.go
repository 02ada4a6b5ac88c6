package papers

import (
	"cmp"
	"maps"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/dutylog"
	"dutydesk/store/handovers"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/notices"
	"dutydesk/store/reports"
	"dutydesk/store/shifts"
)

// Draft is what a paper of the kind would be drawn from now; id names the case or the
// handover ("" is the open or newest one), of a duty log the shift or the day. A draft needs not fit: Print decides that. Denied
// to readers from whom persons are Hidden.
func Draft(v tx.View, e tx.Env, kind rules.PaperKind, id string) (*view.Printing, error) {
	if err := covered(e); err != nil {
		return nil, err
	}
	p := &view.Printing{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Kind: kind, By: e.Actor.Name, Names: map[string]string{}}
	var town table.Town
	if _, err := tx.StateOf(v, "town", &town); err != nil {
		return nil, err
	}
	p.Town, p.County, p.Demo = town.Name, town.County, town.Demo
	var err error
	if p.Duty, err = shifts.Duty(v, e); err != nil {
		return nil, err
	}
	if kind == rules.PaperLog {
		p.Log, err = dutylog.Page(v, e, logAsk(id))
		return p, err
	}
	if kind == rules.PaperReport {
		p.Report, err = reports.Draft(v, e, rules.ReportKind(id))
		return p, err
	}
	if kind == rules.PaperNotice {
		p.Notice, err = notices.Read(v, e, id)
		return p, err
	}
	if !kind.OfCase() {
		if p.Handover, err = handovers.Page(v, e, id); err == nil {
			maps.Copy(p.Names, p.Handover.Names)
			p.Readings, err = dutylog.Readings(v, p.Handover.Shift.ID)
		}
		return p, err
	}
	if p.Case, err = cases.Page(v, e, id); err != nil {
		return nil, err
	}
	k := &p.Case.Case
	if kind == rules.PaperCard {
		return p, card(v, p)
	}
	if p.Goods = p.Case.Goods; kind == rules.PaperIssue {
		p.Goods = cases.Unslipped(p.Goods, p.Case.Papers)
	}
	who := []string{k.OpenedBy, k.Receiver}
	for _, g := range p.Goods {
		who = append(who, g.Move.By)
	}
	for _, id := range who {
		o, ok, err := table.Officers.Find(v, id)
		if err != nil {
			return nil, err
		}
		if ok {
			p.Names[id] = o.Name
		}
	}
	return p, nil
}

// Read is what a recorded paper is drawn from: the case or handover as it is now, and on an
// issue slip the goods that it was printed for.
func Read(v tx.View, e tx.Env, id string) (*view.Printing, error) {
	if err := covered(e); err != nil {
		return nil, err
	}
	rec, err := cases.Lookup(v, e.Now, table.Papers, "D", 4, "paper", id)
	if err != nil {
		return nil, err
	}
	on := rec.Case
	if !rec.Kind.OfCase() {
		on = rec.Handover
	}
	p, err := Draft(v, e, rec.Kind, on)
	if err != nil {
		return nil, err
	}
	if p.Paper = rec; rec.Kind == rules.PaperIssue {
		p.Goods = nil
		for _, g := range p.Case.Goods {
			for _, id := range rec.Goods {
				if g.Move.ID == id {
					p.Goods = append(p.Goods, g)
				}
			}
		}
	}
	return p, nil
}

// logAsk is the log of a shift, or of a civil day where the id is one.
func logAsk(id string) view.LogAsk {
	if d, ok := rules.ParseDate(id); ok {
		return view.LogAsk{Date: d}
	}
	return view.LogAsk{Shift: id}
}

// maxPoints is how many places a card names. Ours.
const maxPoints = 3

// card is what stands on a help card beside 110 and 120: the desk's telephone, the station
// and the town's office, and where help is near, the places of the same village first. It
// tells nothing of the person, who carries it about.
func card(v tx.View, p *view.Printing) (err error) {
	if p.Phone, err = table.Phone(v, rules.SettingDeskPhone); err != nil {
		return err
	}
	all, err := table.Agencies.All(v)
	if err != nil {
		return err
	}
	for _, role := range []rules.AgencyRole{rules.AgencyReliefStation, rules.AgencySocialAffairs} {
		for _, a := range all {
			if a.Role == role && !a.Retired && len(a.Phones) > 0 {
				p.Agencies = append(p.Agencies, a)
			}
		}
	}
	places, err := table.Places.All(v)
	if err != nil {
		return err
	}
	here := ""
	for i := range places {
		if places[i].ID == p.Case.Case.Place.ID {
			here = places[i].Village
		}
	}
	places = slices.DeleteFunc(places, func(x rules.Place) bool {
		return x.Retired || x.Kind != rules.PlaceHelp && x.Kind != rules.PlaceShelter
	})
	slices.SortStableFunc(places, func(a, b rules.Place) int { return cmp.Compare(far(a, here), far(b, here)) })
	p.Points = places[:min(len(places), maxPoints)]
	for i := range p.Points {
		x := &p.Points[i]
		if w, ok, err := table.Villages.Find(v, x.Village); err != nil {
			return err
		} else if ok {
			x.Village = w.Name
		}
	}
	return nil
}

func far(p rules.Place, village string) int {
	if village != "" && p.Village == village {
		return 0
	}
	return 1
}
