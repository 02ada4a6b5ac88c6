// Package memory is a book without a file, for the tests of packages that storetest itself is made
// of. It keeps what is put there; versions, the journal and taking back are its caller's.
package memory

import (
	"maps"
	"slices"
)

// Book holds values by bucket and key: what properties and long histories need of an
// engine. It takes nothing back.
type Book map[string]map[string][]byte

// Get is nil where nothing is.
func (m Book) Get(bucket, key string) []byte { return m[bucket][key] }

// Put makes the bucket when it is not there.
func (m Book) Put(bucket, key string, value []byte) error {
	if m[bucket] == nil {
		m[bucket] = map[string][]byte{}
	}
	m[bucket][key] = value
	return nil
}

// Delete takes a key away, there or not.
func (m Book) Delete(bucket, key string) error { delete(m[bucket], key); return nil }

// Scan reads keys from one on and before another ("" for all), by key or in reverse, until fn
// says no.
func (m Book) Scan(bucket, from, to string, reverse bool, fn func(string, []byte) bool) {
	keys := slices.Sorted(maps.Keys(m[bucket]))
	if reverse {
		slices.Reverse(keys)
	}
	for _, k := range keys {
		if k >= from && (to == "" || k < to) && !fn(k, m[bucket][k]) {
			return
		}
	}
}
