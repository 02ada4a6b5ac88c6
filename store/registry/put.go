package registry

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// The Put commands write all fields of a record as a form shows them. Version 0 adds one,
// with an id of its own; another one changes the record that has it, which keeps its id
// whatever it is called. Errors: Invalid for a name that is taken; NotFound for what the
// form refers to; Precondition for a retired record; Conflict when somebody changed it
// meanwhile.

// put writes the record that a form began with, or a new one, as lay makes it.
func put[T any](x *tx.Tx, l list[T], id string, version int64, name string, lay func(v *T, id string) error) (command.Result, error) {
	v := new(T)
	var err error
	if version != 0 {
		v, err = l.based(x, id, version)
	} else if l.prefix != "" {
		id, err = l.next(x)
	}
	if err == nil {
		err = l.free(x, id, name)
	}
	if err == nil {
		err = lay(v, id)
	}
	if err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: id}, l.table.Put(x, v)
}

// PutVillage adds or changes a village. Its code is its id and never changes; one that
// stands on the list already, retired too, is Invalid for a new village.
func PutVillage(x *tx.Tx, c *command.PutVillage) (command.Result, error) {
	if c.Version == 0 {
		switch v, ok, err := table.Villages.Find(x, c.ID); {
		case err != nil:
			return command.Result{}, err
		case ok && v.Retired:
			return command.Result{}, rules.Bad("id", text.Text{ZH: "代码 %[1]s 是已停用的 %[2]s, 请恢复它。", EN: "The code %[1]s is that of %[2]s, which is retired: bring it back."}.With(c.ID, v.Name))
		case ok:
			return command.Result{}, rules.Bad("id", text.Text{ZH: "代码 %[1]s 已用于 %[2]s。", EN: "The code %[1]s is that of %[2]s already."}.With(c.ID, v.Name))
		}
	}
	return put(x, villages, c.ID, c.Version, c.Name, func(v *rules.Village, id string) error {
		v.ID, v.Name, v.Contact, v.Phone = id, c.Name, c.Contact, c.Phone
		return nil
	})
}

// PutAgency adds or changes a partner unit.
func PutAgency(x *tx.Tx, c *command.PutAgency) (command.Result, error) {
	return put(x, agencies, c.ID, c.Version, c.Name, func(a *rules.Agency, id string) error {
		a.ID, a.Name, a.Role, a.Phones, a.Hours = id, c.Name, c.Role, c.Phones, c.Hours
		return nil
	})
}

// PutPlace adds or changes a place. One that holds goods does not become a hotspot, where
// none are kept.
func PutPlace(x *tx.Tx, c *command.PutPlace) (command.Result, error) {
	return put(x, places, c.ID, c.Version, c.Name, func(p *rules.Place, id string) error {
		if c.Kind == rules.PlaceHotspot && p.Kind != c.Kind {
			if goods, err := goodsAt(x, id); err != nil {
				return err
			} else if len(goods) > 0 {
				return rules.Bad("kind", text.Text{ZH: "%[1]s 还存有 %[2]s, 不能改为重点部位。", EN: "%[1]s holds %[2]s: it cannot become a hotspot."}.With(c.Name, goods))
			}
		}
		village, err := villageOf(x, c.Village, p.Village)
		p.ID, p.Name, p.Kind, p.Area, p.Village, p.Capacity = id, c.Name, c.Kind, c.Ground, village, c.Capacity
		return err
	})
}

// PutItem adds or changes an item. Once it has moves, its unit stays: they are counted in it.
func PutItem(x *tx.Tx, c *command.PutItem) (command.Result, error) {
	return put(x, items, c.ID, c.Version, c.Name, func(i *rules.Item, id string) error {
		if i.Unit != "" && i.Unit != c.Unit {
			if kept, err := booked(x, id); err != nil {
				return err
			} else if kept {
				return rules.Bad("unit", text.Text{ZH: "%[1]s 已按%[2]s记账, 单位不能改。", EN: "%[1]s is kept by %[2]s: its unit cannot change."}.With(i.Name, i.Unit))
			}
		}
		i.ID, i.Name, i.Unit, i.Good, i.Given, i.Min, i.Months = id, c.Name, c.Unit, c.Good, c.Given, c.Min, c.Months
		return nil
	})
}

// PutOfficer changes a person. Roles are changed as by SetRoles: Precondition when it would
// leave the desk without an administrator, take the actor's own keys away, or the desk from
// whoever is on duty.
func PutOfficer(x *tx.Tx, c *command.PutOfficer) (command.Result, error) {
	var was []rules.Role
	var now *rules.Officer
	res, err := put(x, officers, c.ID, c.Version, c.Name, func(o *rules.Officer, id string) error {
		was, now = o.Roles, o
		village, err := villageOf(x, c.Village, o.Village)
		o.Name, o.Roles, o.Village, o.Phone, o.Post = c.Name, c.Roles, village, c.Phone, c.Post
		return err
	})
	if err != nil {
		return command.Result{}, err
	}
	return res, changed(x, now, was)
}
