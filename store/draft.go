package store

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
)

// MaxDraft bounds what a form may keep, in bytes.
const MaxDraft = 256 << 10

// SaveDraft keeps what is typed in a form, one per officer and form, neither journaled
// nor versioned. An empty draft removes it. Only who signed in has drafts.
func (d *Desk) SaveDraft(form string, raw []byte) error {
	switch {
	case d.actor.Officer == "":
		return notSignedIn()
	case form == "" || len(form) > 64 || len(raw) > MaxDraft:
		return rules.Bad("draft", text.Text{ZH: "草稿太长, 没有保存。", EN: "The draft is too long and was not kept."})
	}
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
