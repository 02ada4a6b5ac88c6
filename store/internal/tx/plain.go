package tx

import "dutydesk/store/kv"

// PIN is an officer's PIN as kept: an argon2id hash. Once is good for one sign-in, after
// which it is Used.
type PIN struct {
	Hash string `json:"hash"`
	Once bool   `json:"once,omitempty"`
	Used bool   `json:"used,omitempty"`
}

// PutPIN writes a PIN outside of a command.
func PutPIN(w kv.Writer, officer string, p PIN) error {
	raw, err := seal(p)
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
