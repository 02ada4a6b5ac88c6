package table_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

type nothing struct{}

func (nothing) Get(string, string) []byte                                    { return nil }
func (nothing) Scan(string, string, string, bool, func(string, []byte) bool) {}

// Ensure any selection of many records is read whole and in order, whatever lies between
// them, and a dense one within the reads of one command.
func TestRead(t *testing.T) {
	const n = 900
	x := tx.New(nothing{}, 1, time.Unix(0, 0), tx.Actor{})
	var all []string
	for i := range n {
		l := &rules.Lot{ID: fmt.Sprintf("B%04d", i)}
		all = append(all, l.ID)
		if err := table.Lots.Put(x, l); err != nil {
			t.Fatal(err)
		}
	}
	for name, keep := range map[string]func(i int) bool{
		"all":     func(int) bool { return true },
		"first":   func(i int) bool { return i < 40 },
		"few":     func(i int) bool { return i%300 == 0 },
		"sparse":  func(i int) bool { return i%20 == 0 },
		"islands": func(i int) bool { return i%100 < 5 },
		"ends":    func(i int) bool { return i < 20 || i > n-20 },
		"none":    func(int) bool { return false },
	} {
		x := tx.New(under{x}, 2, time.Unix(0, 0), tx.Actor{})
		want := []string{}
		asked := []string{}
		for i, id := range all {
			if keep(i) {
				want = append(want, id)
				asked = append(asked, id, id+"-absent")
			}
		}
		for _, ids := range [][]string{want, asked} {
			got, err := table.Read(x, table.Lots, slices.Clone(ids))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			found := []string{}
			for _, l := range got {
				found = append(found, l.ID)
			}
			if !slices.Equal(found, want) {
				t.Errorf("%s: %d found, want %d", name, len(found), len(want))
			}
		}
	}
}

// under reads what another write-set would have written.
type under struct{ x *tx.Tx }

func (u under) Get(bucket, key string) []byte { return u.all()[bucket][key] }

func (u under) Scan(bucket, from, to string, reverse bool, fn func(string, []byte) bool) {
	m := u.all()[bucket]
	var keys []string
	for k := range m {
		if k >= from && (to == "" || k < to) {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	if reverse {
		slices.Reverse(keys)
	}
	for _, k := range keys {
		if !fn(k, m[k]) {
			return
		}
	}
}

func (u under) all() map[string]map[string][]byte {
	w := kept{}
	if err := u.x.Merge(w); err != nil {
		panic(err)
	}
	return w
}

type kept map[string]map[string][]byte

func (k kept) Get(bucket, key string) []byte                                { return k[bucket][key] }
func (k kept) Scan(string, string, string, bool, func(string, []byte) bool) {}
func (k kept) Put(bucket, key string, v []byte) error {
	if k[bucket] == nil {
		k[bucket] = map[string][]byte{}
	}
	k[bucket][key] = v
	return nil
}
func (k kept) Delete(bucket, key string) error { delete(k[bucket], key); return nil }
