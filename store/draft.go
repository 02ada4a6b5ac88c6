package store

import (
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
)

// SaveDraft keeps what is typed in a form, one per officer and form, neither journaled
// nor versioned. An empty draft removes it.
func (d *Desk) SaveDraft(form string, raw []byte) error {
	key := d.actor.Officer + "/" + form
	keep := append([]byte(nil), raw...)
	return d.s.submit(&request{plain: func(w kv.Writer) error {
		if len(keep) == 0 {
			return w.Delete("draft", key)
		}
		return w.Put("draft", key, keep)
	}})
}

// Draft is what was typed in a form and not saved; nil when nothing.
func (d *Desk) Draft(form string) (raw []byte, err error) {
	err = d.s.view(func(v tx.View) error {
		raw = append(raw, v.R.Get("draft", d.actor.Officer+"/"+form)...)
		return nil
	})
	return raw, err
}
