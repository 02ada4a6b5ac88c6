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
	if d.actor.Officer == "" {
		return rules.Unsigned()
	}
	return d.s.saveDraft(d.actor.Officer, form, raw)
}

// Draft is what was typed in a form and not saved; nil when nothing.
func (d *Desk) Draft(form string) ([]byte, error) { return d.s.draft(d.actor.Officer, form) }

// atDesk owns the drafts of the desk itself: no officer's id, which is a letter and a number.
const atDesk = "@"

// Left keeps what was typed at this desk while nobody was signed in: a draft of the desk
// itself, one a form. Whoever signs in next may take it over.
type Left struct {
	s  *Store
	at string
}

// Left is the desk's own drafts.
func (s *Store) Left() Left { return Left{s, atDesk} }

// LeftAt is the drafts of a terminal elsewhere, which has one person: theirs alone.
func (s *Store) LeftAt(officer string) Left { return Left{s, atDesk + officer} }

// SaveDraft keeps a draft, within the same limits as an officer's; an empty one removes it.
func (l Left) SaveDraft(form string, raw []byte) error { return l.s.saveDraft(l.at, form, raw) }

// Draft is what SaveDraft kept, nil when nothing.
func (l Left) Draft(form string) ([]byte, error) { return l.s.draft(l.at, form) }

func (s *Store) saveDraft(owner, form string, raw []byte) error {
	if form == "" || len(form) > 64 || len(raw) > MaxDraft {
		return rules.Bad("draft", text.Text{ZH: "草稿太长, 没有保存。", EN: "The draft is too long and was not kept."})
	}
	key := owner + "/" + form
	keep := append([]byte(nil), raw...)
	return s.submit(&request{plain: func(w kv.Writer) error {
		if len(keep) == 0 {
			return w.Delete("draft", key)
		}
		return w.Put("draft", key, keep)
	}})
}

func (s *Store) draft(owner, form string) (raw []byte, err error) {
	err = s.view(func(v tx.View) error {
		raw = append(raw, v.R.Get("draft", owner+"/"+form)...)
		return nil
	})
	return raw, err
}
