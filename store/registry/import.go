package registry

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
	"dutydesk/store/stock"
)

// Import sets the lists up, all or nothing. Villages are known by their code, the others by
// name: a row that exists is changed where the new one says something, the others are
// added; a row that changes nothing writes nothing. A first PIN is set for whoever has
// none, never over another. What the rows take out of use, or bring back, is under the rules
// of Retire once all of them are written. More lists the ids written, in the order of the
// rows. A refusal names its row in the field (places[3].village).
func Import(x *tx.Tx, c *command.Import) (command.Result, error) {
	im := &importer{x: x, series: map[string]*roll.Series{}, villages: map[string]string{"": ""}}
	for _, list := range []func() error{
		func() error { return each(im, "villages", c.Villages, im.village) },
		func() error { return each(im, "officers", c.Officers, im.officer) },
		func() error { return each(im, "agencies", c.Agencies, im.agency) },
		func() error { return each(im, "places", c.Places, im.place) },
		func() error { return each(im, "items", c.Items, im.item) },
	} {
		if err := list(); err != nil {
			return command.Result{}, err
		}
	}
	for _, t := range im.turned {
		if err := at(t.row, "retired", t.may()); err != nil {
			return command.Result{}, err
		}
	}
	moves, err := stock.Open(x, c.Opening)
	return command.Result{ID: "import", More: append(im.ids, moves...)}, err
}

func each[T any](im *importer, list string, rows []T, write func(T) error) error {
	for i, row := range rows {
		im.row = fmt.Sprintf("%s[%d]", list, i)
		if err := at(im.row, "", write(row)); err != nil {
			return err
		}
	}
	return nil
}

// at names the row of a refusal, and the field where it names none.
func at(row, field string, err error) error {
	if err == nil {
		return nil
	}
	e := rules.AsError(err)
	if e.Kind != rules.Internal {
		e.Field = row + "." + cmp.Or(e.Field, field)
	}
	return e
}

// importer remembers what a row may refer to: one command may read only so much.
type importer struct {
	x        *tx.Tx
	ids      []string
	series   map[string]*roll.Series
	villages map[string]string // as said → code
	row      string            // that is being written
	turned   []turned
}

// turned is a row that takes a record out of use or brings it back, and why it may not.
type turned struct {
	row string
	may func() error
}

func (im *importer) village(row rules.Village) error {
	v, old, err := table.Villages.Find(im.x, row.ID)
	if err != nil {
		return err
	}
	same, err := roll.Named(im.x, table.Villages, row.Name, func(v *rules.Village) bool { return v.Retired || v.ID == row.ID })
	if err != nil {
		return err
	}
	if len(same) > 0 && row.Name != "" && !row.Retired {
		return rules.Bad("name", text.Text{ZH: "%[1]s 已用于代码 %[2]s。", EN: "%[1]s is the name of code %[2]s already."}.With(row.Name, same[0].ID))
	}
	was := copyOf(v)
	if !old {
		v = &rules.Village{ID: row.ID}
	}
	lay(&v.Name, row.Name)
	lay(&v.Contact, row.Contact)
	lay(&v.Phone, row.Phone)
	v.Retired = row.Retired
	return save(im, villages, was, v, need("name", v.Name))
}

// officer leaves a retired officer of the same name alone: that may be another person.
func (im *importer) officer(row rules.Officer) error {
	same, err := activeOfficers(im.x, row.Name)
	if err != nil {
		return err
	}
	var was *rules.Officer
	v := &rules.Officer{Name: row.Name, Demo: row.Demo}
	if len(same) > 0 {
		was = same[0]
		v = copyOf(was)
	}
	code, err := im.villageOf(row.Village)
	if err != nil {
		return err
	}
	lay(&v.Village, code)
	lay(&v.Phone, row.Phone)
	lay(&v.Post, row.Post)
	if len(row.Roles) > 0 {
		v.Roles = row.Roles
	}
	switch {
	case len(v.Roles) == 0:
		return lacks("roles")
	case slices.Contains(v.Roles, rules.RoleVillage) && v.Village == "":
		return lacks("village")
	case was == nil:
		if v.ID, err = number(im, table.Officers, "U", 3); err != nil {
			return err
		}
	}
	if err := save(im, officers, was, v); err != nil {
		return err
	}
	if was != nil {
		if err := changed(im.x, v, was.Roles); err != nil {
			return err
		}
	}
	return im.firstPIN(v)
}

func (im *importer) firstPIN(o *rules.Officer) error {
	hash := im.x.Secrets[o.Name]
	if hash == "" {
		return nil
	}
	var has tx.PIN
	if ok, err := tx.In(im.x, "pin", o.ID, &has); err != nil || ok {
		return err
	}
	return im.x.PutIn("pin", o.ID, tx.PIN{Officer: o.ID, Hash: hash})
}

func (im *importer) agency(row rules.Agency) error {
	v, err := named(im, agencies, row.Name)
	if err != nil {
		return err
	}
	was := copyOf(v)
	if v == nil {
		v = &rules.Agency{Name: row.Name, Role: rules.AgencyOther}
		if v.ID, err = number(im, table.Agencies, "A", 2); err != nil {
			return err
		}
	}
	lay(&v.Role, row.Role)
	lay(&v.Hours, row.Hours)
	if len(row.Phones) > 0 {
		v.Phones = row.Phones
	}
	v.Retired = row.Retired
	return save(im, agencies, was, v)
}

func (im *importer) place(row rules.Place) error {
	v, err := named(im, places, row.Name)
	if err != nil {
		return err
	}
	was := copyOf(v)
	if v == nil {
		v = &rules.Place{Name: row.Name}
		if v.ID, err = number(im, table.Places, "P", 3); err != nil {
			return err
		}
	}
	code, err := im.villageOf(row.Village)
	if err != nil {
		return err
	}
	lay(&v.Kind, row.Kind)
	lay(&v.Area, row.Area)
	lay(&v.Village, code)
	lay(&v.Capacity, row.Capacity)
	v.Retired = row.Retired
	return save(im, places, was, v, need("kind", string(v.Kind)))
}

func (im *importer) item(row rules.Item) error {
	v, err := named(im, items, row.Name)
	if err != nil {
		return err
	}
	was := copyOf(v)
	if v == nil {
		v = &rules.Item{Name: row.Name}
		if v.ID, err = number(im, table.Items, "I", 2); err != nil {
			return err
		}
	}
	if was != nil && row.Unit != "" && row.Unit != was.Unit {
		return rules.Bad("unit", text.Text{ZH: "%[1]s 已按%[2]s记账, 单位不能改。", EN: "%[1]s is kept by %[2]s: its unit cannot change."}.With(was.Name, was.Unit))
	}
	lay(&v.Unit, row.Unit)
	lay(&v.Good, row.Good)
	lay(&v.Given, row.Given)
	lay(&v.Min, row.Min)
	lay(&v.Months, row.Months)
	v.Retired = row.Retired
	return save(im, items, was, v, need("unit", v.Unit))
}

// villageOf is the code of the village that a row refers to.
func (im *importer) villageOf(said string) (string, error) {
	if code, ok := im.villages[said]; ok {
		return code, nil
	}
	v, err := roll.Village(im.x, said)
	if err != nil {
		return "", roll.At("village", err)
	}
	im.villages[said] = v.ID
	return v.ID, nil
}

// named is the record that bears the name, one in use before one that is retired; nil when
// none does.
func named[T any](im *importer, l list[T], name string) (*T, error) {
	same, err := l.table.By(im.x, "name/"+name)
	if err != nil || len(same) == 0 {
		return nil, err
	}
	return &same[max(0, slices.IndexFunc(same, func(v T) bool { return !*l.out(&v) }))], nil
}

func number[T any](im *importer, t *tx.Table[T], prefix string, digits int) (string, error) {
	s := im.series[t.Name]
	if s == nil {
		var err error
		if s, err = roll.NewSeries(im.x, t, prefix, digits); err != nil {
			return "", err
		}
		im.series[t.Name] = s
	}
	return s.Next(), nil
}

// save writes a record that is whole and differs from what was there.
func save[T any](im *importer, l list[T], was, v *T, whole ...error) error {
	if err := cmp.Or(whole...); err != nil {
		return err
	}
	if was != nil && reflect.DeepEqual(was, v) {
		return nil
	}
	if was != nil && *l.out(was) != *l.out(v) {
		im.turned = append(im.turned, turned{im.row, func() error { return l.turn(im.x, v, !*l.out(v)) }})
	}
	id, _ := l.table.Meta(v)
	im.ids = append(im.ids, id)
	return l.table.Put(im.x, v)
}

func copyOf[T any](v *T) *T {
	if v == nil {
		return nil
	}
	c := *v
	return &c
}

// lay puts what a row says over what is there; what it leaves empty stays.
func lay[V comparable](at *V, said V) {
	var nothing V
	if said != nothing {
		*at = said
	}
}

func need(field, v string) error {
	if v == "" {
		return lacks(field)
	}
	return nil
}

func lacks(field string) *rules.Error {
	return rules.Bad(field, text.Text{ZH: "新的一行不能缺这一项。", EN: "A new row needs this."})
}
