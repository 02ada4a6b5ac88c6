package fakedesk

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// lists runs what the set-up pages write. ours is false for any other command.
func (d *Desk) lists(cmd command.Command) (id string, ours bool, err error) {
	t := d.t
	l := *t.lists
	switch c := cmd.(type) {
	case *command.PutVillage:
		l.Villages, id, err = put(d, l.Villages, c.ID, c.Version, c.ID, villageKey, func(v *rules.Village) { v.Name, v.Contact, v.Phone = c.Name, c.Contact, c.Phone })
	case *command.PutAgency:
		l.Agencies, id, err = put(d, l.Agencies, c.ID, c.Version, fmt.Sprintf("A%02d", len(l.Agencies)+1), agencyKey, func(a *rules.Agency) { a.Name, a.Role, a.Phones, a.Hours = c.Name, c.Role, c.Phones, c.Hours })
	case *command.PutPlace:
		l.Places, id, err = put(d, l.Places, c.ID, c.Version, fmt.Sprintf("P%03d", 200+len(l.Places)), placeKey, func(p *rules.Place) {
			p.Name, p.Kind, p.Area, p.Village, p.Capacity = c.Name, c.Kind, c.Ground, c.Village, c.Capacity
		})
	case *command.PutItem:
		l.Items, id, err = put(d, l.Items, c.ID, c.Version, fmt.Sprintf("I%02d", len(l.Items)+1), itemKey, func(i *rules.Item) {
			i.Name, i.Unit, i.Good, i.Given, i.Min, i.Months = c.Name, c.Unit, c.Good, c.Given, c.Min, c.Months
		})
	case *command.AddOfficer:
		l.Officers, id, err = put(d, l.Officers, "", 0, fmt.Sprintf("U%03d", len(l.Officers)+1), officerKey, func(o *rules.Officer) {
			o.Name, o.Roles, o.Village, o.Phone, o.Post = c.Name, c.Roles, c.Village, c.Phone, c.Post
		})
	case *command.AddStandIn:
		l.Officers, id, err = put(d, l.Officers, "", 0, fmt.Sprintf("U%03d", len(l.Officers)+1), officerKey, func(o *rules.Officer) {
			o.Name, o.Phone, o.Post, o.Roles, o.StandIn = c.Name, c.Phone, c.Post, []rules.Role{rules.RoleOfficer}, d.who.ID
		})
	case *command.PutOfficer:
		l.Officers, id, err = put(d, l.Officers, c.ID, c.Version, "", officerKey, func(o *rules.Officer) {
			o.Name, o.Roles, o.Village, o.Phone, o.Post = c.Name, c.Roles, c.Village, c.Phone, c.Post
		})
	case *command.Retire:
		id = c.ID
		err = d.retire(&l, c)
	default:
		return d.settings(cmd)
	}
	if err == nil {
		t.lists = &l
	}
	return id, true, err
}

// key is where a record keeps what every list has.
type key struct {
	id      *string
	name    *string
	retired *bool
	meta    *rules.Meta
}

func villageKey(v *rules.Village) key { return key{&v.ID, &v.Name, &v.Retired, &v.Meta} }
func agencyKey(a *rules.Agency) key   { return key{&a.ID, &a.Name, &a.Retired, &a.Meta} }
func placeKey(p *rules.Place) key     { return key{&p.ID, &p.Name, &p.Retired, &p.Meta} }
func itemKey(i *rules.Item) key       { return key{&i.ID, &i.Name, &i.Retired, &i.Meta} }
func officerKey(o *rules.Officer) key { return key{&o.ID, &o.Name, &o.Retired, &o.Meta} }

// versioned are the records with a version from 1.
func versioned[T any](all []T, of func(*T) key) []T {
	out := slices.Clone(all)
	for i := range out {
		m := of(&out[i]).meta
		m.Version = max(m.Version, 1)
	}
	return out
}

// put adds the record fresh where version is 0, or changes the one of that id and version.
func put[T any](d *Desk, all []T, id string, version int64, fresh string, of func(*T) key, write func(*T)) ([]T, string, error) {
	out := versioned(all, of)
	var v T
	at := slices.IndexFunc(out, func(x T) bool { return *of(&x).id == id && version != 0 })
	switch {
	case version == 0:
		at, out = len(out), append(out, v)
		*of(&out[at]).id = fresh
	case at < 0:
		return nil, "", rules.Missing(text.Text{ZH: "记录", EN: "record"}, id)
	case of(&out[at]).meta.Version != version:
		return nil, "", &rules.Error{Kind: rules.Conflict, Text: text.Text{ZH: "周立冬 02:13 改过这一条, 请看后再存。", EN: "周立冬 changed this at 02:13: look again, then save."}}
	}
	write(&out[at])
	k := of(&out[at])
	for i := range out {
		if o := of(&out[i]); i != at && !*o.retired && (*o.name == *k.name || *o.id == *k.id) {
			return nil, "", rules.Bad("name", text.Text{ZH: "已有 %[1]s。", EN: "There is a %[1]s already."}.With(*k.name))
		}
	}
	k.meta.Version++
	k.meta.Seq = d.t.seq + 1
	return out, *k.id, nil
}

func (d *Desk) retire(l *view.Lists, c *command.Retire) error {
	if c.List == "officer" && d.t.shift != nil && c.ID == d.t.shift.Main && !c.Back {
		return rules.Refuse(text.Text{ZH: "%[1]s 正在班上, 先交班。", EN: "%[1]s is on duty: hand the shift over first."}.With(d.name(c.ID)), "")
	}
	switch c.List {
	case "village":
		l.Villages = set(l.Villages, c, villageKey)
	case "agency":
		l.Agencies = set(l.Agencies, c, agencyKey)
	case "place":
		l.Places = set(l.Places, c, placeKey)
	case "item":
		l.Items = set(l.Items, c, itemKey)
	case "kit":
		d.t.kits = set(d.t.kits, c, kitKey)
	case "officer":
		l.Officers = set(l.Officers, c, officerKey)
	}
	return nil
}

func set[T any](all []T, c *command.Retire, of func(*T) key) []T {
	out := versioned(all, of)
	for i := range out {
		if k := of(&out[i]); *k.id == c.ID {
			*k.retired = !c.Back
			k.meta.Version++
		}
	}
	return out
}

// settings runs what the page of settings writes.
func (d *Desk) settings(cmd command.Command) (id string, ours bool, err error) {
	t := d.t
	switch c := cmd.(type) {
	case *command.SetPrefs:
		if t.prefs == nil {
			t.prefs = map[string]rules.Prefs{}
		}
		t.prefs[d.who.ID] = c.Prefs
		return d.who.ID, true, nil
	case *command.SetSetting:
		if t.set == nil {
			t.set = map[string]string{}
		}
		t.set[c.Operation+"/"+c.Name] = c.Value
		return cmp.Or(c.Operation, c.Name), true, nil
	case *command.AdoptPlan:
		o := rules.Operation{ID: c.Plan + "-2026", Plan: c.Plan, From: c.From, To: c.To, Settings: c.Settings}
		t.adopt(o)
		return o.ID, true, nil
	case *command.EndPlan:
		id, err = d.end(c)
		return id, true, err
	}
	return "", false, nil
}

// Register is every list, what is retired among it.
func (d *Desk) Register() (*view.Register, error) {
	defer d.lock()()
	l := d.t.lists
	return &view.Register{Stamp: d.stamp(), Officers: versioned(l.Officers, officerKey), Villages: versioned(l.Villages, villageKey), Agencies: versioned(l.Agencies, agencyKey),
		Places: versioned(l.Places, placeKey), Items: versioned(l.Items, itemKey), Kits: versioned(d.t.kits, kitKey), Can: view.Can{}}, nil
}

// Settings are the settings of the desk, and two figures of the plan in force.
func (d *Desk) Settings() (*view.Settings, error) {
	defer d.lock()()
	own := text.Text{ZH: "本所设定", EN: "set by this desk"}
	var rows []view.SettingRow
	for _, s := range rules.SettingSpecs {
		r := view.SettingRow{Name: s.Name, Label: s.Label, Help: s.Help, Unit: s.Unit, Default: strconv.Itoa(s.Default), From: own}
		if s.YesNo {
			r.Options = rules.YesNoWords
		}
		if s.IsList() {
			r.Default, r.List = s.List, true
		}
		if s.Phone {
			r.Default = ""
		}
		rows = append(rows, r)
	}
	rows = append(rows,
		view.SettingRow{Operation: "P1-2026", Name: "followup_interval", Label: text.Text{ZH: "拒绝救助后回访间隔", EN: "Interval of visits after a refusal"}, Unit: text.Text{ZH: "天", EN: "days"}, Default: "3", From: own},
		view.SettingRow{Operation: "P1-2026", Name: "tracing_notice", Label: text.Text{ZH: "寻亲公告时限", EN: "Tracing notice within"}, Unit: text.Text{ZH: "小时", EN: "hours"}, Default: "24", Clause: "P1.4.9", From: text.Text{ZH: "条文", EN: "the text"}})
	for i := range rows {
		r := &rows[i]
		if r.Value = r.Default; d.t.set[r.Operation+"/"+r.Name] != "" {
			r.Value, r.Set = d.t.set[r.Operation+"/"+r.Name], true
		}
	}
	return &view.Settings{Stamp: d.stamp(), Rows: rows, Can: view.Can{}}, nil
}

// Prefs is how the person wants to see the desk.
func (d *Desk) Prefs() (rules.Prefs, error) {
	defer d.lock()()
	if p, ok := d.t.prefs[d.who.ID]; ok {
		return p, nil
	}
	return d.who.Prefs, nil
}

// Plans are the plans that the desk knows, the first of them adopted.
func (d *Desk) Plans() ([]view.PlanRow, error) {
	defer d.lock()()
	return d.plans(), nil
}

func (d *Desk) plans() []view.PlanRow {
	rows := []view.PlanRow{
		{Plan: "P1", Title: text.Text{ZH: "寒冬送温暖", EN: "Winter Warmth"}, Level: "county", Operations: []rules.Operation{{ID: "P1-2026", Plan: "P1", From: "2026-11-01", To: "2027-03-15"}}},
		{Plan: "P3", Title: text.Text{ZH: "冬季街面救助", EN: "Street help in winter"}, Level: "district"},
	}
	for i := range rows {
		if o, ok := d.t.ops[rows[i].Plan]; ok {
			rows[i].Operations = []rules.Operation{o}
		}
		stand(&rows[i], rules.DateOf(d.t.now))
	}
	return rows
}

// Keys are none: no officer of the town comes over SSH.
func (d *Desk) Keys(string) ([]view.Key, error) { return nil, nil }
