package registry

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// list is what the set-up commands need to know of one list of the desk.
type list[T any] struct {
	table  *tx.Table[T]
	prefix string // of its ids, with so many digits; "" for villages, which bring their code
	digits int
	find   func(r tx.Reader, which string) (*T, error) // among those in use
	name   func(*T) string
	out    func(*T) *bool // Retired
	// What it takes to go out of use and to come back beside a free name; nil: nothing.
	mayGo, mayCome func(*tx.Tx, *T) error
}

var (
	villages = list[rules.Village]{table.Villages, "", 0, roll.Village,
		func(v *rules.Village) string { return v.Name }, func(v *rules.Village) *bool { return &v.Retired }, needed, nil}
	officers = list[rules.Officer]{table.Officers, "U", 3, roll.Officer,
		func(o *rules.Officer) string { return o.Name }, func(o *rules.Officer) *bool { return &o.Retired },
		nil, func(x *tx.Tx, o *rules.Officer) error { return villageUsed(x, o.Name, o.Village) }}
	agencies = list[rules.Agency]{table.Agencies, "A", 2, roll.Agency,
		func(a *rules.Agency) string { return a.Name }, func(a *rules.Agency) *bool { return &a.Retired }, nil, nil}
	places = list[rules.Place]{table.Places, "P", 3, roll.Place,
		func(p *rules.Place) string { return p.Name }, func(p *rules.Place) *bool { return &p.Retired },
		empty, func(x *tx.Tx, p *rules.Place) error { return villageUsed(x, p.Name, p.Village) }}
	kits = list[rules.Kit]{table.Kits, "K", 2, roll.Kit,
		func(k *rules.Kit) string { return k.Name }, func(k *rules.Kit) *bool { return &k.Retired }, nil, itemsUsed}
	items = list[rules.Item]{table.Items, "I", 2, roll.Item,
		func(i *rules.Item) string { return i.Name }, func(i *rules.Item) *bool { return &i.Retired }, usedUp, nil}
)

// next is the id of a new record.
func (l list[T]) next(x *tx.Tx) (string, error) {
	s, err := roll.NewSeries(x, l.table, l.prefix, l.digits)
	if err != nil {
		return "", err
	}
	return s.Next(), nil
}

// based reads the record that a form began with. NotFound; Precondition when it is retired;
// Conflict when somebody changed it since that version.
func (l list[T]) based(x *tx.Tx, id string, version int64) (*T, error) {
	v, err := l.table.Get(x, id)
	if err != nil {
		return nil, roll.At("id", err)
	}
	if *l.out(v) {
		return nil, rules.Refuse(text.Text{ZH: "%[1]s 已停用, 先恢复再改。", EN: "%[1]s is retired: bring it back first, then change it."}.With(l.name(v)), "")
	}
	return v, l.table.Stale(x, v, version)
}

// turn refuses to take a record out of use, or to bring it back.
func (l list[T]) turn(x *tx.Tx, v *T, back bool) error {
	may := l.mayGo
	if back {
		may = l.mayCome
		id, _ := l.table.Meta(v)
		if err := l.free(x, id, l.name(v)); err != nil {
			return err
		}
	}
	if may == nil {
		return nil
	}
	return may(x, v)
}

// free refuses a name that another record in use bears.
func (l list[T]) free(r tx.Reader, id, name string) error {
	same, err := roll.Named(r, l.table, name, func(v *T) bool {
		at, _ := l.table.Meta(v)
		return *l.out(v) || at == id
	})
	if err != nil || len(same) == 0 {
		return err
	}
	other, _ := l.table.Meta(same[0])
	return rules.Bad("name", text.Text{ZH: "已有%[3]s %[1]s (%[2]s)。同名的请在名称里加以区别。",
		EN: "There is the %[3]s %[1]s (%[2]s) already. Tell the two apart in the name."}.With(name, other, l.table.Noun))
}

// retired finds a retired record by its id or exact name.
func (l list[T]) retired(r tx.Reader, which string) (*T, error) {
	v, ok, err := l.table.Find(r, text.Digits(which))
	switch {
	case err != nil:
		return nil, err
	case ok && !*l.out(v):
		return nil, l.inUse(v)
	case ok:
		return v, nil
	}
	gone, err := roll.Named(r, l.table, which, func(v *T) bool { return !*l.out(v) })
	switch {
	case err != nil:
		return nil, err
	case len(gone) == 0:
		if v, err := l.find(r, which); err == nil {
			return nil, l.inUse(v)
		}
		return nil, &rules.Error{Kind: rules.NotFound, Field: "id", Text: text.Text{
			ZH: "停用的%[1]s里没有 %[2]s。", EN: "No retired %[1]s is called %[2]s."}.With(l.table.Noun, which)}
	case len(gone) > 1:
		return nil, rules.Bad("id", text.Text{ZH: "停用的 %[1]s 不止一个, 请写编号。", EN: "Several retired records are called %[1]s: give the id."}.With(which))
	}
	return gone[0], nil
}

func (l list[T]) inUse(v *T) error {
	return rules.Refuse(text.Text{ZH: "%[1]s 没有停用。", EN: "%[1]s is not retired."}.With(l.name(v)), "")
}

// villageOf is the code of the village that a form names. One that stands in the record
// already is kept, retired or not.
func villageOf(x *tx.Tx, said, was string) (string, error) {
	if said == "" || said == was {
		return said, nil
	}
	v, err := roll.Village(x, said)
	if err != nil {
		return "", roll.At("village", err)
	}
	return v.ID, nil
}
