package rules

import (
	"time"

	"dutydesk/rules/text"
)

// Key is a public key by which an officer comes to the desk over SSH (DESIGN §7). Somebody
// may have several. A key that is revoked opens nothing and stays on record.
type Key struct {
	ID      string    `json:"id"` // SK001
	Officer string    `json:"officer"`
	Kind    string    `json:"kind"`              // ssh-ed25519
	Public  string    `json:"public"`            // as in authorized_keys, without the comment
	Print   string    `json:"print"`             // SHA256:…
	Comment string    `json:"comment,omitempty"` // whose and of which machine
	AddedBy string    `json:"added_by"`
	AddedAt time.Time `json:"added_at"`

	RevokedBy string     `json:"revoked_by,omitempty"`
	RevokedAt *time.Time `json:"revoked_at,omitempty"`
	Reason    string     `json:"reason,omitempty"`
	Meta
}

// Good says that the key still opens the desk.
func (k *Key) Good() bool { return k.RevokedAt == nil }

// Revoke ends a key. Precondition when that was done before. It cannot be taken back: what
// may have been copied stays copied.
func (k *Key) Revoke(by, reason string, now time.Time) *Error {
	if !k.Good() {
		return Refuse(text.Text{ZH: "密钥 %[1]s 已在 %[2]s 撤销。", EN: "Key %[1]s was revoked at %[2]s."}.With(k.ID, Stamp(*k.RevokedAt)), "")
	}
	k.RevokedBy, k.RevokedAt, k.Reason = by, &now, reason
	return nil
}

// MayKeys decides whether somebody with these roles may see to the keys of an officer: their
// own, or anybody's where they may see to officers.
func MayKeys(roles []Role, actor, officer string) *Error {
	if actor != "" && actor == officer {
		return nil
	}
	return May(roles, AreaOfficer)
}
