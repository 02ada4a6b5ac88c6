package registry

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Lists is what forms choose from: nothing retired, telephones covered for readers from whom
// persons are Hidden.
func Lists(v tx.View, e tx.Env) (*view.Lists, error) {
	var l view.Lists
	var err error
	if l.Officers, err = active(v, table.Officers, func(o *rules.Officer) bool { return o.Retired }); err != nil {
		return nil, err
	}
	if l.Villages, err = active(v, table.Villages, func(o *rules.Village) bool { return o.Retired }); err != nil {
		return nil, err
	}
	if l.Agencies, err = active(v, table.Agencies, func(o *rules.Agency) bool { return o.Retired }); err != nil {
		return nil, err
	}
	if l.Places, err = active(v, table.Places, func(o *rules.Place) bool { return o.Retired }); err != nil {
		return nil, err
	}
	if l.Items, err = active(v, table.Items, func(o *rules.Item) bool { return o.Retired }); err != nil {
		return nil, err
	}
	if e.Hidden() {
		mask(&l)
	}
	return &l, nil
}

func active[T any](r tx.Reader, t *tx.Table[T], retired func(*T) bool) ([]T, error) {
	out := []T{}
	err := t.Scan(r, "", "", false, func(v *T) (bool, error) {
		if !retired(v) {
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
