package handovers

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// things are what is counted when the desk changes hands: what the ledger says lies in the
// duty room's own reserve, the vehicles on the list of places, and the keys, telephones and
// the like that the township has set. None has a word of its own before it was counted.
func (d *drawing) things() error {
	for i := range d.reserve {
		r := &d.reserve[i]
		d.add(rules.Line{Key: "thing/" + r.Place.ID + "/" + r.Item.ID, Section: rules.SectionCounts, Quiet: true,
			Title:  text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(r.Item.Name, r.Place.Name),
			Detail: []text.Text{text.Text{ZH: "账面 %[1]d%[2]s", EN: "booked %[1]d %[2]s"}.With(r.Qty, r.Item.Unit)},
			Count:  &rules.Count{Kind: rules.ThingGoods, Unit: r.Item.Unit, Book: r.Qty}})
	}
	names, err := table.ListSetting(d.r, rules.SettingHandoverThings)
	if err != nil {
		return err
	}
	for _, n := range names {
		d.add(thing(rules.ThingKept, n, same(n)))
	}
	places, err := table.Places.All(d.r)
	for i := range places {
		if p := &places[i]; p.Kind == rules.PlaceVehicle && !p.Retired {
			d.add(thing(rules.ThingVehicle, p.ID, text.Text{ZH: "车辆 %[1]s", EN: "vehicle: %[1]s"}.With(p.Name)))
		}
	}
	if err != nil {
		return err
	}
	all, err := table.Setting(d.r, rules.SettingHandoverCount)
	d.out.CountAll = all != 0
	return err
}

func thing(kind rules.ThingKind, id string, title text.Text) rules.Line {
	return rules.Line{Key: "thing/" + string(kind) + "/" + id, Section: rules.SectionCounts, Quiet: true, Title: title, Count: &rules.Count{Kind: kind}}
}

// forms of the handover itself are no work that somebody left: they begin with these.
var ownForms = []string{"present", "word/", "query/", "sign/", "return/", "count/", "remind/", "release"}

// drafts are what the people of the shift typed and did not save. What stands in them is
// theirs.
func (d *drawing) drafts() error {
	for _, id := range append([]string{d.shift.Main}, d.shift.Deputies...) {
		forms, err := tx.Forms(d.r, id)
		if err != nil {
			return err
		}
		forms = slices.DeleteFunc(forms, func(f string) bool {
			return slices.ContainsFunc(ownForms, func(own string) bool { return strings.HasPrefix(f, own) })
		})
		if len(forms) == 0 {
			continue
		}
		name, err := d.officer(id)
		if err != nil {
			return err
		}
		d.add(rules.Line{Key: "draft/" + id, Section: rules.SectionAction, Quiet: true,
			Title: text.Text{ZH: "%[1]s 有 %[2]d 份写了没有保存的草稿", EN: "%[1]s left %[2]d draft(s) unsaved"}.With(name, len(forms))})
	}
	return nil
}

// release tells that the shift began on a leader's word, without the signature of whoever
// has it.
func (d *drawing) release() error {
	if d.shift.Released == "" {
		return nil
	}
	h, ok, err := table.Handovers.Find(d.r, d.shift.Released)
	if err != nil || !ok {
		return err
	}
	l := rules.Line{Key: "release/" + h.ID, Section: rules.SectionSummary, Quiet: true,
		Title: text.Text{ZH: "上一班 %[1]s 未签接", EN: "the shift before was not signed for: %[1]s"}.With(h.ID), Detail: []text.Text{h.Passed()}}
	for i := range h.Reminders {
		l.Detail = append(l.Detail, h.Reminders[i].Said())
	}
	d.add(l)
	return nil
}
