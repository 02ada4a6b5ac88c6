// Package keys holds the public keys by which officers come over SSH: what is added, ended
// and read. It decides which keys are strong enough and whose they may be. Proving a key is
// the transport's, and what its officer may do the commands' own.
package keys

import (
	"crypto/rsa"
	"errors"
	"slices"
	"strings"

	"golang.org/x/crypto/ssh"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// minRSA and maxRSA bound an RSA key in bits: below is weak, above costs a server its time
// (docs/reliability.md §3.1).
const (
	minRSA = 3072
	maxRSA = 8192
)

// maxEach is how many good keys one person may have. Ours.
const maxEach = 10

// Add gives an officer a key. Errors: Invalid for what is no key or no strong one, and for one
// that somebody has; Denied for the key of another, and for an own one that was revoked.
func Add(x *tx.Tx, c *command.AddKey) (command.Result, error) {
	who := c.Officer
	if who == "" {
		who = x.Actor.Officer
	}
	o, err := roll.Officer(x, who)
	if err != nil {
		return command.Result{}, roll.At("officer", err)
	}
	if e := rules.MayKeys(x.Actor.Roles, x.Actor.Officer, o.ID); e != nil {
		return command.Result{}, e
	}
	k, err := parse(c.Line)
	if err != nil {
		return command.Result{}, err
	}
	if err := free(x, o, k.Print); err != nil {
		return command.Result{}, err
	}
	s, err := roll.NewSeries(x, table.Keys, "SK", 3)
	if err != nil {
		return command.Result{}, err
	}
	k.ID, k.Officer, k.AddedBy, k.AddedAt = s.Next(), o.ID, x.Actor.Officer, x.Now
	return command.Result{ID: k.ID}, table.Keys.Put(x, k)
}

// free refuses a key that is somebody's, and one too many.
func free(x *tx.Tx, o *rules.Officer, print string) error {
	same, err := table.Keys.By(x, "print/"+print)
	if err != nil {
		return err
	}
	if len(same) > 0 {
		return rules.Bad("line", text.Text{ZH: "这把密钥已登记 (%[1]s)。一把密钥只归一人, 也不登记两次。", EN: "This key is registered already (%[1]s): a key is one person's, once."}.With(same[0].ID))
	}
	was, err := table.Keys.By(x, "was/"+print)
	if err != nil {
		return err
	}
	if len(was) > 0 && rules.May(x.Actor.Roles, rules.AreaOfficer) != nil {
		return &rules.Error{Kind: rules.Denied, Field: "line", Text: text.Text{ZH: "这把密钥被撤销过 (%[1]s): 请换一把新的, 或由带班领导、管理员登记。",
			EN: "This key was revoked (%[1]s): make a new one, or let a leader or administrator register it."}.With(was[0].ID)}
	}
	all, err := table.Keys.By(x, "officer/"+o.ID)
	good := 0
	for i := range all {
		if all[i].Good() {
			good++
		}
	}
	if err == nil && good >= maxEach {
		err = rules.Bad("line", text.Text{ZH: "%[1]s 已有 %[2]d 把密钥, 先撤销不用的。", EN: "%[1]s has %[2]d keys already: revoke one that is not used."}.With(o.Name, good))
	}
	return err
}

// parse reads the line of a .pub file.
func parse(line string) (*rules.Key, error) {
	public, comment, options, rest, err := ssh.ParseAuthorizedKey([]byte(line))
	switch {
	case strings.Contains(line, "PRIVATE KEY"):
		return nil, rules.Bad("line", text.Text{ZH: "这是私钥, 不要给任何人。要的是 .pub 文件里的一行。", EN: "This is the private key: give it to nobody. The line of the .pub file is wanted."})
	case err != nil || len(options) > 0 || len(strings.TrimSpace(string(rest))) > 0:
		return nil, rules.Bad("line", text.Text{ZH: "读不出公钥。贴 .pub 文件里的一行, 如 ssh-ed25519 AAAA… 说明。", EN: "This is no public key. Paste the line of the .pub file, such as ssh-ed25519 AAAA… comment."})
	}
	if err := strong(public); err != nil {
		return nil, err
	}
	return &rules.Key{Kind: public.Type(), Public: strings.TrimSpace(string(ssh.MarshalAuthorizedKey(public))), Print: ssh.FingerprintSHA256(public),
		Comment: text.Clean(comment, text.Line)}, nil
}

// strong refuses DSA, RSA out of bounds, certificates and what is not known.
func strong(public ssh.PublicKey) error {
	switch public.Type() {
	case ssh.KeyAlgoED25519, ssh.KeyAlgoSKED25519, ssh.KeyAlgoECDSA256, ssh.KeyAlgoECDSA384, ssh.KeyAlgoECDSA521, ssh.KeyAlgoSKECDSA256:
		return nil
	case ssh.KeyAlgoRSA:
		if c, ok := public.(ssh.CryptoPublicKey); ok {
			if r, ok := c.CryptoPublicKey().(*rsa.PublicKey); ok && r.N.BitLen() >= minRSA && r.N.BitLen() <= maxRSA {
				return nil
			}
		}
		return rules.Bad("line", text.Text{ZH: "RSA 密钥要 %[1]d 到 %[2]d 位。用 ssh-keygen -t ed25519 另做一把更好。", EN: "An RSA key has %[1]d to %[2]d bits. Better make one with ssh-keygen -t ed25519."}.With(minRSA, maxRSA))
	}
	return rules.Bad("line", text.Text{ZH: "不收 %[1]s 密钥。用 ssh-keygen -t ed25519 做一把。", EN: "No %[1]s keys. Make one with ssh-keygen -t ed25519."}.With(text.Clean(public.Type(), text.Line)))
}

// Revoke ends a key. Errors: NotFound; Denied for the key of another; Precondition when it was
// ended before.
func Revoke(x *tx.Tx, c *command.RevokeKey) (command.Result, error) {
	k, err := find(x, c.Key)
	if err != nil {
		return command.Result{}, err
	}
	if e := rules.MayKeys(x.Actor.Roles, x.Actor.Officer, k.Officer); e != nil {
		return command.Result{}, e
	}
	if e := k.Revoke(x.Actor.Officer, c.Reason, x.Now); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: k.ID}, table.Keys.Put(x, k)
}

// find is a key by its id, with or without its letters, or its fingerprint.
func find(r tx.Reader, said string) (*rules.Key, error) {
	switch same, err := table.Keys.By(r, "print/"+said); {
	case err != nil:
		return nil, err
	case len(same) == 1:
		return &same[0], nil
	}
	id := strings.ToUpper(text.Digits(said))
	if !strings.HasPrefix(id, "SK") {
		id = "SK" + id
	}
	k, ok, err := table.Keys.Find(r, id)
	if err == nil && !ok {
		e := rules.Missing(table.Keys.Noun, said)
		e.Field = "key"
		return nil, e
	}
	return k, err
}

// List is the keys of an officer, or with "" all that the reader may see: one's own, or
// everybody's for those who see to officers and for the auditor.
func List(v tx.View, e tx.Env, who string) ([]view.Key, error) {
	if e.Actor.Officer == "" {
		return nil, rules.Unsigned()
	}
	officer := ""
	if who != "" {
		o, err := roll.Officer(v, who)
		if err != nil {
			return nil, err
		}
		officer = o.ID
	}
	out := []view.Key{}
	err := table.Keys.Scan(v, "", "", false, func(k *rules.Key) (bool, error) {
		if officer != "" && k.Officer != officer || !sees(e, k.Officer) {
			return true, nil
		}
		o, _, err := table.Officers.Find(v, k.Officer)
		if err != nil {
			return false, err
		}
		row := view.Key{Key: *k, Can: view.Can{(&command.RevokeKey{}).Code(): rules.MayKeys(e.Actor.Roles, e.Actor.Officer, k.Officer)}}
		if o != nil {
			row.Name = o.Name
		}
		out = append(out, row)
		return true, nil
	})
	if err == nil && officer != "" && !sees(e, officer) {
		err = rules.MayKeys(e.Actor.Roles, e.Actor.Officer, officer)
	}
	return out, err
}

func sees(e tx.Env, officer string) bool {
	return rules.MayKeys(e.Actor.Roles, e.Actor.Officer, officer) == nil || slices.Contains(e.Actor.Roles, rules.RoleAuditor)
}

// ErrUnknown says that a key opens nothing here.
var ErrUnknown = errors.New("the key is nobody's")

// Of is the good key of a fingerprint and its officer, who is not retired.
func Of(r tx.Reader, print string) (*rules.Key, *rules.Officer, error) {
	same, err := table.Keys.By(r, "print/"+print)
	if err != nil {
		return nil, nil, err
	}
	if len(same) != 1 {
		return nil, nil, ErrUnknown
	}
	o, ok, err := table.Officers.Find(r, same[0].Officer)
	if err == nil && (!ok || o.Retired) {
		err = ErrUnknown
	}
	return &same[0], o, err
}
