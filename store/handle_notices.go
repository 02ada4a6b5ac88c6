package store

import (
	"dutydesk/rules/view"
	"dutydesk/store/internal/tx"
	"dutydesk/store/notices"
)

// Notices are those that are being passed on and the newest others, at most limit in all where
// that is not 0, with what might be passed on now.
func (d *Desk) Notices(limit int) (*view.Notices, error) {
	return local(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.Notices, error) { return notices.List(v, e, limit) })
}

// Notice is one notice, found by its id or a unique tail of it. Error: NotFound.
func (d *Desk) Notice(id string) (*view.Notice, error) {
	return local(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.Notice, error) { return notices.Read(v, e, id) })
}
