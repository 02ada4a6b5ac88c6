package fakedesk

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// PatrolID is the round that is out.
const PatrolID = "Q20261124-01"

// Patrols is one round that is out, one of a village that is back, and what they covered.
func (d *Desk) Patrols(int) (*view.Patrols, error) {
	defer d.lock()()
	yes, due := true, at(3, 40)
	out := rules.Patrol{ID: PatrolID, State: rules.PatrolOut, Crew: []string{"周立冬", "唐秋实"}, Vehicle: "救助巡查车", Agencies: []string{"北渡派出所"}, Protected: &yes,
		Places: []rules.PlaceRef{{ID: "P001", Text: "汽车站桥洞"}, {ID: "P003", Text: "三号涵洞"}}, Out: rules.PatrolStep{At: at(1, 20), By: "何雨禾"},
		Stops: []rules.PatrolStop{{No: 1, PatrolStep: rules.PatrolStep{At: at(1, 40), By: "何雨禾", Told: "周立冬"}, Place: rules.PlaceRef{ID: "P001", Text: "汽车站桥洞"}, Area: "桥梁涵洞", Seen: "留有铺盖, 无人", Hazard: "桥下结冰"}}}
	back := rules.PatrolStep{At: at(0, 30), By: "何雨禾", Told: "田望舒"}
	home := rules.Patrol{ID: "Q20261123-02", State: rules.PatrolBack, Crew: []string{"田望舒"}, Village: "419901101201", Out: rules.PatrolStep{At: at(0, 5), By: "何雨禾", Told: "田望舒"}, Back: &back, Result: "平安", Stops: []rules.PatrolStop{}}
	seen := at(1, 40)
	p := &view.Patrols{Stamp: d.stamp(), Can: view.Can{}, Out: []view.PatrolRow{{Patrol: out, Night: true, Joint: true, Standing: out.Standing(d.t.now), Heard: out.Heard(), Due: out.Awaited(time.Hour), State: rules.Pending, Can: view.Can{}}},
		Rows: []view.PatrolRow{{Patrol: home, Village: "河湾村", Night: true, Standing: home.Standing(d.t.now), Heard: home.Heard(), Can: view.Can{"patrol.back": home.MayReturn()}}}}
	p.Cover = view.PatrolCover{Level: rules.Orange, Interval: 4 * time.Hour, Last: &seen, Night: &seen, Due: &due, State: rules.Pending, Clauses: []string{"P1.3.6"},
		Areas: []view.AreaVisit{{Area: "桥梁涵洞", Text: text.Text{ZH: "桥梁涵洞", EN: "bridges and culverts"}, Clauses: []string{"P1.3.6"}, Places: 2, At: &seen, Covered: true},
			{Area: "广场", Text: text.Text{ZH: "广场", EN: "squares"}, Clauses: []string{"P1.3.6", "P3.4.10"}, Places: 1}},
		Villages: []view.VillageVisit{{Village: rules.Village{ID: "419901101202", Name: "柳树湾村"}}, {Village: rules.Village{ID: "419901101201", Name: "河湾村"}, Today: true, At: &home.Out.At, Patrol: home.ID}},
		Hazards:  []view.HazardRow{{Patrol: PatrolID, Stop: 1, Place: "汽车站桥洞", At: seen, Text: "桥下结冰"}}}
	for _, x := range d.t.lists.Places {
		if x.Kind == rules.PlaceHotspot {
			v := view.PlaceVisit{Place: x}
			if x.ID == "P001" {
				v.At, v.Patrol = &seen, PatrolID
			}
			p.Cover.Places = append(p.Cover.Places, v)
		}
	}
	return p, nil
}

// patrol answers the steps of rounds.
func (d *Desk) patrol(cmd command.Command) (string, bool, error) {
	switch c := cmd.(type) {
	case *command.SendReport:
		return "L20261124-01", true, nil
	case *command.StartPatrol:
		return "Q20261124-02", true, nil
	case *command.StopPatrol:
		return c.Patrol, true, nil
	case *command.ReturnPatrol:
		return c.Patrol, true, nil
	case *command.FixHazard:
		return c.Patrol, true, nil
	case *command.UndoPatrol:
		return c.Patrol, true, nil
	}
	return "", false, nil
}

// Report is what the county is told: one case opened, one round.
func (d *Desk) Report(kind rules.ReportKind) (*view.Report, error) {
	defer d.lock()()
	hour, _ := rules.ReportHour(8, at(7, 10))
	r := &view.Report{Stamp: d.stamp(), Kind: kind, Town: "北渡镇", For: hour, From: hour.AddDate(0, 0, -1), Till: d.t.now, Can: view.Can{},
		Figures: rules.ReportFigures{Calls: 3, Checks: 1, Opened: 1, Open: 1, Patrols: 1, Night: 1, Stops: 1, Villages: 1, OfAll: 2, Away: 1}}
	return r, nil
}
