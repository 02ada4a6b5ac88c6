package command

import (
	"cmp"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// AddKey gives an officer a further key for SSH: Line is that of its .pub file. PIN is that
// of who adds it, who is the actor; it is never journaled. So a session that a key alone has
// opened adds none.
type AddKey struct {
	Officer string `json:"officer,omitempty"` // "": one's own
	Line    string `json:"line"`
	PIN     string `json:"-"`
}

// RevokeKey ends a key, and every session that it has opened.
type RevokeKey struct {
	Key    string `json:"key"`
	Reason string `json:"reason,omitempty"`
}

func (*AddKey) Code() string    { return "key.add" }
func (*RevokeKey) Code() string { return "key.revoke" }

func (*AddKey) Area() rules.Area    { return rules.AreaSelf }
func (*RevokeKey) Area() rules.Area { return rules.AreaSelf }

// maxKey is how long the line of a key may be: RSA of 8192 bits with its comment.
const maxKey = 2000

// Check: one line, the PIN. What is a key, and strong enough, the store decides.
func (c *AddKey) Check(time.Time) error {
	c.PIN = pin(c.PIN)
	err := cmp.Or(
		tidy("officer", &c.Officer, MaxName, text.Text{}),
		tidy("line", &c.Line, maxKey, text.Text{ZH: "公钥 (.pub 文件里的一行)", EN: "public key, the line of its .pub file"}),
	)
	if err == nil && c.PIN == "" {
		err = rules.Bad("pin", text.Text{ZH: "添加密钥要本人 PIN: 在值班台上, 或在界面里添加。", EN: "Adding a key takes the PIN: at the desk itself, or on the screen."})
	}
	return err
}

// Check: a key, by its id or fingerprint.
func (c *RevokeKey) Check(time.Time) error {
	return cmp.Or(
		tidy("key", &c.Key, MaxLine, text.Text{ZH: "密钥编号或指纹", EN: "key by id or fingerprint"}),
		tidy("reason", &c.Reason, MaxLine, text.Text{}),
	)
}
