package table

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// Keys are the keys of officers. "print/" leads to a key that is good by its fingerprint,
// "was/" to the revoked ones, "officer/" to all of an officer.
var Keys = &tx.Table[rules.Key]{Name: "key", Noun: text.Text{ZH: "密钥", EN: "key"},
	Meta: func(v *rules.Key) (string, *rules.Meta) { return v.ID, &v.Meta },
	Index: func(v *rules.Key) []string {
		by := "print/"
		if !v.Good() {
			by = "was/"
		}
		return []string{by + v.Print, "officer/" + v.Officer}
	}}
