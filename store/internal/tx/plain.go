package tx

import (
	"errors"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/kv"
)

// PIN is an officer's PIN as kept: an argon2id hash. Once is good for one sign-in, after
// which it is Used. Officer is whose it is, so that it opens nobody else's desk under another
// key; "" in books from before that was kept.
type PIN struct {
	Officer string `json:"officer,omitempty"`
	Hash    string `json:"hash"`
	Once    bool   `json:"once,omitempty"`
	Used    bool   `json:"used,omitempty"`
}

// Belongs says that the PIN is the one of an officer.
func (p PIN) Belongs(officer string) bool { return p.Officer == "" || p.Officer == officer }

// UsePIN marks a one-time PIN as used, outside of a command. It refuses when somebody
// used or replaced it since was was read.
func UsePIN(w kv.Writer, officer string, was PIN) error {
	var now PIN
	if ok, err := In(View{R: w}, "pin", officer, &now); err != nil || !ok || now != was {
		return errors.Join(err, &rules.Error{Kind: rules.Denied, Field: "pin", Text: text.Text{ZH: "PIN 不对。", EN: "Wrong PIN."}})
	}
	now.Used = true
	raw, err := seal(now)
	if err != nil {
		return err
	}
	return w.Put("pin", officer, raw)
}

// PutVersion writes the schema version outside of a command.
func PutVersion(w kv.Writer, n int) error {
	raw, err := seal(n)
	if err != nil {
		return err
	}
	return w.Put("state", "version", raw)
}
