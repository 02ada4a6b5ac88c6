package table

import (
	"slices"

	"dutydesk/store/internal/tx"
)

// A command may read only so many keys (tx.MaxReads), and on a big night more is open than
// that. Up to few records are looked up one by one; of more, neighbours are read in one
// scan, which goes on over at most gap records that nobody asked for.
const (
	few = 32
	gap = 32
)

// By is t.By for an entry under which very many records may stand.
func By[T any](r tx.Reader, t *tx.Table[T], entry string) ([]T, error) {
	ids, err := t.IDs(r, entry)
	if err != nil {
		return nil, err
	}
	all, err := Read(r, t, ids)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(v T) bool { return !slices.Contains(t.Index(&v), entry) }), nil
}

// Read reads the records of these ids, which are in order, each once. What is absent is
// left out.
func Read[T any](r tx.Reader, t *tx.Table[T], ids []string) ([]T, error) {
	out := make([]T, 0, len(ids))
	if len(ids) <= few {
		for _, id := range ids {
			v, ok, err := t.Find(r, id)
			if err != nil {
				return nil, err
			}
			if ok {
				out = append(out, *v)
			}
		}
		return out, nil
	}
	for len(ids) > 0 {
		strange := 0
		err := t.Scan(r, ids[0], ids[len(ids)-1]+"\x00", false, func(v *T) (bool, error) {
			id, _ := t.Meta(v)
			for len(ids) > 0 && ids[0] < id { // absent
				ids = ids[1:]
			}
			if len(ids) > 0 && ids[0] == id {
				out, ids, strange = append(out, *v), ids[1:], 0
			} else {
				strange++
			}
			return len(ids) > 0 && strange <= gap, nil
		})
		if err != nil {
			return nil, err
		}
		if strange <= gap { // the end was reached
			break
		}
	}
	return out, nil
}
