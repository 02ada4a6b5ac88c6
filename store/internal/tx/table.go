package tx

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

// Table is the records of one noun: where they lie, what they are called, and the index
// entries that lead to one. An index entry is "name/value"; By finds the ids under it.
type Table[T any] struct {
	Name  string
	Noun  text.Text
	Meta  func(*T) (id string, m *rules.Meta)
	Index func(*T) []string // nil: none
}

// Get reads a record; absent is a NotFound error naming the noun.
func (t *Table[T]) Get(r Reader, id string) (*T, error) {
	v, ok, err := t.Find(r, id)
	if err == nil && !ok {
		err = rules.Missing(t.Noun, text.Clean(id, text.Line))
	}
	return v, err
}

// Find reads a record that may be absent.
func (t *Table[T]) Find(r Reader, id string) (*T, bool, error) {
	if id == "" {
		return nil, false, nil
	}
	raw, err := r.raw(t.Name, id)
	if err != nil || raw == nil {
		return nil, false, err
	}
	return t.decode(r, id, raw)
}

func (t *Table[T]) decode(r Reader, id string, raw []byte) (*T, bool, error) {
	l, err := unseal(t.Name, id, raw)
	if err != nil {
		return nil, false, err
	}
	body := l.seen(r.isLive)
	if body == nil {
		return nil, false, nil
	}
	v, err := t.read(id, body)
	return v, err == nil, err
}

// Head reads a record without what stands from a field of it on, which is a long one: its cost
// is that of the fields before. The JSON of a record has its fields in the order of its type,
// and a quote within a string is escaped, so that the name is found once.
func (t *Table[T]) Head(r Reader, id, until string) (*T, bool, error) {
	raw, err := r.raw(t.Name, id)
	if err != nil || raw == nil {
		return nil, false, err
	}
	l, err := unseal(t.Name, id, raw)
	if err != nil {
		return nil, false, err
	}
	body := l.seen(r.isLive)
	if body == nil {
		return nil, false, nil
	}
	if i := bytes.Index(body, []byte(`,"`+until+`":`)); i >= 0 {
		body = append(bytes.Clone(body[:i]), '}')
	}
	v, err := t.read(id, body)
	return v, err == nil, err
}

func (t *Table[T]) read(id string, body []byte) (*T, error) {
	v := new(T)
	if err := json.Unmarshal(body, v); err != nil {
		return nil, damaged(t.Name, id, err.Error())
	}
	return v, nil
}

// Taken says whether an id stands in the table, staged records too.
func (t *Table[T]) Taken(r Reader, id string) (bool, error) {
	raw, err := r.raw(t.Name, id)
	return raw != nil, err
}

// Scan calls fn for the records with from <= id < to, newest first when reverse, until
// it returns false.
func (t *Table[T]) Scan(r Reader, from, to string, reverse bool, fn func(*T) (bool, error)) error {
	return r.scan(t.Name, from, to, reverse, func(k string, raw []byte) (bool, error) {
		v, ok, err := t.decode(r, k, raw)
		if err != nil || !ok {
			return err == nil, err
		}
		return fn(v)
	})
}

// All reads every record, in order of id.
func (t *Table[T]) All(r Reader) ([]T, error) {
	var out []T
	err := t.Scan(r, "", "", false, func(v *T) (bool, error) { out = append(out, *v); return true, nil })
	return out, err
}

// IDs lists the ids that stand under an index entry, in order. A staged change stands
// under its entries before it is live, so a caller that reads none of the records may
// count too many while an import is under way; By does not.
func (t *Table[T]) IDs(r Reader, entry string) ([]string, error) {
	p := t.Name + "/" + entry + "\x00"
	var ids []string
	err := r.scan("ix", p, p+"\xff", false, func(k string, _ []byte) (bool, error) {
		ids = append(ids, k[len(p):])
		return true, nil
	})
	return ids, err
}

// By reads the records under an index entry, in order of id.
func (t *Table[T]) By(r Reader, entry string) ([]T, error) {
	ids, err := t.IDs(r, entry)
	if err != nil {
		return nil, err
	}
	out := make([]T, 0, len(ids))
	for _, id := range ids {
		v, ok, err := t.Find(r, id)
		if err != nil {
			return nil, err
		}
		if ok && slices.Contains(t.index(v), entry) {
			out = append(out, *v)
		}
	}
	return out, nil
}

// Put writes a record with the next Version and this command's Seq, and keeps its index.
func (t *Table[T]) Put(x *Tx, v *T) error {
	id, meta := t.Meta(v)
	if id == "" || strings.ContainsRune(id, 0) {
		return rules.Fault("bad id %q in %s", id, t.Name)
	}
	var stale []string
	raw, err := x.raw(t.Name, id)
	if err != nil {
		return err
	}
	meta.Version, meta.Seq = 1, x.Seq
	if raw != nil {
		old, live, err := t.decode(x, id, raw)
		if err != nil {
			return err
		}
		if live {
			_, om := t.Meta(old)
			meta.Version = om.Version + 1
		}
		if stale, err = t.entries(id, raw); err != nil {
			return err
		}
	}
	enc, err := x.layered(t.Name, id, raw, v)
	if err != nil {
		return err
	}
	now := t.index(v)
	if x.job != "" { // what stood before is still found
		if now, err = t.entries(id, enc); err != nil {
			return err
		}
	}
	if err := x.reindex(t.Name, id, stale, now); err != nil {
		return err
	}
	x.Changes = append(x.Changes, Change{Seq: x.Seq, Kind: t.Name, ID: id})
	x.written[id] = meta.Version
	return x.put(t.Name, id, enc)
}

// entries are the index entries of every layer of a value.
func (t *Table[T]) entries(id string, raw []byte) ([]string, error) {
	l, err := unseal(t.Name, id, raw)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, body := range [][]byte{l.base, l.next} {
		if len(body) == 0 {
			continue
		}
		v, err := t.read(id, body)
		if err != nil {
			return nil, err
		}
		if got, _ := t.Meta(v); got != id {
			return nil, damaged(t.Name, id, "carries the id "+got)
		}
		for _, e := range t.index(v) {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out, nil
}

func (t *Table[T]) index(v *T) []string {
	if t.Index == nil {
		return nil
	}
	return t.Index(v)
}

func (x *Tx) reindex(table, id string, old, now []string) error {
	keep := make(map[string]bool, len(now))
	for _, e := range now {
		keep[e] = true
	}
	for _, e := range old {
		if keep[e] {
			delete(keep, e)
			continue
		}
		if err := x.put("ix", table+"/"+e+"\x00"+id, nil); err != nil {
			return err
		}
	}
	for e := range keep {
		if err := x.put("ix", table+"/"+e+"\x00"+id, []byte{}); err != nil {
			return err
		}
	}
	return nil
}

// Stale is the Conflict of a command that was based on version based while the record
// has another: it names who changed it, how and when.
func (t *Table[T]) Stale(x *Tx, v *T, based int64) error {
	id, m := t.Meta(v)
	if based == 0 || based == m.Version {
		return nil
	}
	who, what, at := text.Text{ZH: "有人", EN: "Somebody"}, text.Text{}, ""
	if e, ok, err := EntryAt(x, m.Seq); err != nil {
		return err
	} else if ok {
		who, what, at = text.Text{ZH: e.Name, EN: e.Name}, command.Told(e.Code), rules.Stamp(e.At)
	}
	return &rules.Error{Kind: rules.Conflict, Err: fmt.Errorf("%s: version %d, based on %d", id, m.Version, based),
		Text: text.Text{ZH: "%[1]s 刚改过这条记录 (%[2]s, %[3]s)。您写的还在, 请看过新内容再保存。",
			EN: "%[1]s has just changed this record (%[2]s, %[3]s). What you typed is kept: look at the new text, then save."}.With(who, what, at)}
}

// Indexes recomputes a record's index keys from its raw bytes, for verify.
func (t *Table[T]) Indexes(id string, raw []byte) ([]string, error) {
	es, err := t.entries(id, raw)
	for i, e := range es {
		es[i] = t.Name + "/" + e + "\x00" + id
	}
	return es, err
}

// Checker is a table as verify sees it.
type Checker interface {
	Bucket() string
	Indexes(id string, raw []byte) ([]string, error)
}

// Bucket is the table's name.
func (t *Table[T]) Bucket() string { return t.Name }
