package registry

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/tx"
)

// Lists is what forms choose from: nothing retired, telephones covered for readers from whom
// persons are Hidden.
func Lists(v tx.View, e tx.Env) (*view.Lists, error) { return read(v, e, false) }

// Register is every list with what is retired, covered like Lists, and what the reader may
// change of them.
func Register(v tx.View, e tx.Env) (*view.Register, error) {
	l, err := read(v, e, true)
	if err != nil {
		return nil, err
	}
	r := &view.Register{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Can: view.Can{},
		Officers: l.Officers, Villages: l.Villages, Agencies: l.Agencies, Places: l.Places, Items: l.Items}
	if r.Kits, err = allKits(v, e); err != nil {
		return nil, err
	}
	for _, c := range []command.Command{&command.PutVillage{}, &command.PutAgency{}, &command.PutPlace{}, &command.PutItem{}, &command.PutKit{},
		&command.PutOfficer{}, &command.AddOfficer{}, &command.AddStandIn{}} {
		r.Can[c.Code()] = cases.May(e, c.Area())
	}
	for _, l := range command.ListWords {
		c := &command.Retire{List: l.Code}
		r.Can[c.Code()+"/"+l.Code] = cases.May(e, c.Area())
	}
	// The PINs of others are meant; one's own is everybody's to set.
	r.Can[(&command.SetPIN{}).Code()] = cases.May(e, rules.AreaOfficer)
	return r, nil
}

func read(v tx.View, e tx.Env, retired bool) (l *view.Lists, err error) {
	l = &view.Lists{}
	if l.Officers, err = rows(v, officers, retired); err != nil {
		return nil, err
	}
	if l.Villages, err = rows(v, villages, retired); err != nil {
		return nil, err
	}
	if l.Agencies, err = rows(v, agencies, retired); err != nil {
		return nil, err
	}
	if l.Places, err = rows(v, places, retired); err != nil {
		return nil, err
	}
	if l.Items, err = rows(v, items, retired); err != nil {
		return nil, err
	}
	if e.Hidden() {
		mask(l)
	}
	return l, nil
}

// rows are the records of a list in use, or with the retired ones among them.
func rows[T any](r tx.Reader, l list[T], retired bool) ([]T, error) {
	out := []T{}
	err := l.table.Scan(r, "", "", false, func(v *T) (bool, error) {
		if retired || !*l.out(v) {
			out = append(out, *v)
		}
		return true, nil
	})
	return out, err
}

func mask(l *view.Lists) {
	for i := range l.Officers {
		l.Officers[i].Phone = text.MaskPhone(l.Officers[i].Phone)
	}
	for i := range l.Villages {
		l.Villages[i].Phone = text.MaskPhone(l.Villages[i].Phone)
		l.Villages[i].Contact = text.MaskName(l.Villages[i].Contact)
	}
	for i := range l.Agencies {
		cases.MaskNumbers(&l.Agencies[i])
	}
}
