package registry

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// RetireListed takes a record out of use, or back into use; its history stays. Precondition
// while something rests on it: goods at a place, goods of an item, contacts and places of a
// village, kits that hold an item, an officer on duty, the last administrator. What comes
// back needs its name to be free, and its village or its items in use.
func RetireListed(x *tx.Tx, c *command.Retire) (command.Result, error) {
	switch c.List {
	case "village":
		return retire(x, villages, c)
	case "agency":
		return retire(x, agencies, c)
	case "place":
		return retire(x, places, c)
	case "item":
		return retire(x, items, c)
	case "kit":
		if k, ok := x.Plans.Kit(c.ID); ok {
			return command.Result{}, k.MayChange()
		}
		return retire(x, kits, c)
	}
	if !c.Back {
		o, err := roll.Officer(x, c.ID)
		if err != nil {
			return command.Result{}, roll.At("id", err)
		}
		return Retire(x, &command.RetireOfficer{Officer: o.ID, Reason: c.Reason})
	}
	return retire(x, officers, c)
}

// retire turns a record's Retired.
func retire[T any](x *tx.Tx, l list[T], c *command.Retire) (command.Result, error) {
	find := l.find
	if c.Back {
		find = l.retired
	}
	v, err := find(x, c.ID)
	if err != nil {
		return command.Result{}, roll.At("id", err)
	}
	if err := l.turn(x, v, c.Back); err != nil {
		return command.Result{}, err
	}
	id, _ := l.table.Meta(v)
	*l.out(v) = !c.Back
	return command.Result{ID: id}, l.table.Put(x, v)
}

// needed refuses to retire a village to which somebody or some place in use belongs.
func needed(x *tx.Tx, v *rules.Village) error {
	var who []text.Text
	named := func(name string) bool {
		who = append(who, text.Text{ZH: name, EN: name})
		return len(who) < some
	}
	err := table.Officers.Scan(x, "", "", false, func(o *rules.Officer) (bool, error) {
		return o.Retired || o.Village != v.ID || named(o.Name), nil
	})
	if err == nil && len(who) > 0 {
		return rules.Refuse(text.Text{ZH: "%[1]s 还有人员 %[2]s, 先停用或改到别的村(社区)。", EN: "%[2]s belong to %[1]s: retire them or move them to another village first."}.With(v.Name, who), "")
	}
	if err == nil {
		err = table.Places.Scan(x, "", "", false, func(p *rules.Place) (bool, error) {
			return p.Retired || p.Village != v.ID || named(p.Name), nil
		})
	}
	if err == nil && len(who) > 0 {
		return rules.Refuse(text.Text{ZH: "%[1]s 还有地点 %[2]s, 先停用或改到别的村(社区)。", EN: "%[2]s lie in %[1]s: retire them or move them to another village first."}.With(v.Name, who), "")
	}
	return err
}

// empty refuses to retire a place that holds goods.
func empty(x *tx.Tx, p *rules.Place) error {
	goods, err := goodsAt(x, p.ID)
	if err == nil && len(goods) > 0 {
		err = rules.Refuse(text.Text{ZH: "%[1]s 还存有 %[2]s, 发完再停用。", EN: "%[1]s still holds %[2]s: give them out first."}.With(p.Name, goods), "")
	}
	return err
}

// usedUp refuses to retire an item that lies somewhere.
func usedUp(x *tx.Tx, i *rules.Item) error {
	at, err := placesOf(x, i.ID)
	if err == nil && len(at) > 0 {
		err = rules.Refuse(text.Text{ZH: "%[1]s 还有库存 (%[2]s), 发完再停用。", EN: "%[1]s is still in stock (%[2]s): give it out first."}.With(i.Name, at), "")
	}
	if err != nil {
		return err
	}
	return packed(x, i)
}

// villageUsed refuses to bring back what belongs to a retired village.
func villageUsed(x *tx.Tx, name, village string) error {
	if village == "" {
		return nil
	}
	v, err := table.Villages.Get(x, village)
	if err == nil && v.Retired {
		err = rules.Refuse(text.Text{ZH: "%[1]s 属于已停用的 %[2]s, 先恢复 %[2]s。", EN: "%[1]s belongs to %[2]s, which is retired: bring %[2]s back first."}.With(name, v.Name), "")
	}
	return err
}

// some is how many names a refusal lists.
const some = 3

// booked says whether the ledger knows an item: every move leaves a balance, empty or not.
func booked(x *tx.Tx, item string) (found bool, err error) {
	err = table.Balances.Scan(x, item+"/", item+"/~", false, func(*rules.Balance) (bool, error) { found = true; return false, nil })
	return found, err
}

// goodsAt names what lies at a place.
func goodsAt(x *tx.Tx, place string) ([]text.Text, error) {
	return lying(x, func(b rules.Balance) string {
		if b.Place != place {
			return ""
		}
		return b.Item
	}, func(id string) (string, error) {
		i, err := table.Items.Get(x, id)
		if err != nil {
			return "", err
		}
		return i.Name, nil
	})
}

// placesOf names where an item lies.
func placesOf(x *tx.Tx, item string) ([]text.Text, error) {
	return lying(x, func(b rules.Balance) string {
		if b.Item != item {
			return ""
		}
		return b.Place
	}, func(id string) (string, error) {
		p, err := table.Places.Get(x, id)
		if err != nil {
			return "", err
		}
		return p.Name, nil
	})
}

// lying names the other side of the balances that are not empty: of gives its id, "" for a
// balance that does not matter.
func lying(x *tx.Tx, of func(rules.Balance) string, name func(id string) (string, error)) ([]text.Text, error) {
	held, err := table.By(x, table.Balances, "has")
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, b := range held {
		if id := of(b); id != "" && !slices.Contains(ids, id) && len(ids) < some {
			ids = append(ids, id)
		}
	}
	names := make([]text.Text, len(ids))
	for i, id := range ids {
		n, err := name(id)
		if err != nil {
			return nil, err
		}
		names[i] = text.Text{ZH: n, EN: n}
	}
	return names, nil
}
