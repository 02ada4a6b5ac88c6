package store

import (
	"errors"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/keys"
)

// Keys is the keys of an officer, or with "" all that the reader may see. Errors: Denied;
// NotFound.
func (d *Desk) Keys(officer string) ([]view.Key, error) {
	return local(d, d.s.Now(), func(v tx.View, e tx.Env) ([]view.Key, error) { return keys.List(v, e, officer) })
}

// ErrNobody says that a key, or a name, is nobody's who may come in.
var ErrNobody = keys.ErrUnknown

// KeyOf is whose key a fingerprint is. ErrNobody: no good key, or its officer is retired.
func (s *Store) KeyOf(print string) (k rules.Key, o rules.Officer, err error) {
	err = s.view(func(v tx.View) error {
		at, who, err := keys.Of(v, print)
		if err == nil {
			k, o = *at, *who
		}
		return err
	})
	return k, o, err
}

// SignKey is the desk of the officer whose key has been proven, from then on for as long as
// the key is good. Proving it is the caller's. Error: ErrNobody.
func (s *Store) SignKey(print, terminal string) (*Desk, error) {
	_, o, err := s.KeyOf(print)
	if err != nil {
		return nil, err
	}
	return &Desk{s: s, actor: tx.Actor{Officer: o.ID, Name: o.Name, Roles: o.Roles, Terminal: text.Clean(terminal, text.Line), Key: print}}, nil
}

// OfficerCalled is the one officer in use that a user name of SSH means: id, name, or
// initials that are one person's alone. ErrNobody: none, or several.
func (s *Store) OfficerCalled(user string) (o rules.Officer, err error) {
	user = strings.TrimSpace(text.Clean(user, text.Line))
	n := 0
	err = s.view(func(v tx.View) error {
		return table.Officers.Scan(v, "", "", false, func(p *rules.Officer) (bool, error) {
			if !p.Retired && Called(*p, user) {
				n, o = n+1, *p
			}
			return true, nil
		})
	})
	if err == nil && n != 1 {
		err = ErrNobody
	}
	return o, err
}

// Called says that a user name of SSH is this officer's: id, name, initials or whole pinyin.
func Called(o rules.Officer, user string) bool {
	return user != "" && (strings.EqualFold(user, o.ID) || user == o.Name ||
		strings.EqualFold(user, text.Initials(o.Name)) || strings.EqualFold(user, text.Pinyin(o.Name)))
}

// Keyed counts the keys that open the desk now.
func (s *Store) Keyed() (n int, err error) {
	err = s.view(func(v tx.View) error {
		return table.Keys.Scan(v, "", "", false, func(k *rules.Key) (bool, error) {
			if _, _, err := keys.Of(v, k.Print); err == nil && k.Good() {
				n++
			} else if err != nil && !errors.Is(err, ErrNobody) {
				return false, err
			}
			return true, nil
		})
	})
	return n, err
}

// Allows is a setting of the desk that is yes or no.
func (s *Store) Allows(name string) (yes bool, err error) {
	err = s.view(func(v tx.View) error {
		n, err := table.Setting(v, name)
		yes = n == 1
		return err
	})
	return yes, err
}

// stillGood refuses whom a key let in that has been revoked since.
func stillGood(r tx.Reader, a tx.Actor) error {
	if a.Key == "" {
		return nil
	}
	_, o, err := keys.Of(r, a.Key)
	if err == nil && o.ID == a.Officer {
		return nil
	}
	if err != nil && !errors.Is(err, ErrNobody) {
		return err
	}
	return &rules.Error{Kind: rules.Denied, Text: text.Text{ZH: "这次登录用的密钥已撤销。", EN: "The key of this session was revoked."}}
}

// CameIn writes that the person came over SSH; how is "key SK001" or "pin".
func (d *Desk) CameIn(address, how string) error {
	return d.s.note(d.actor, &cameIn{Address: text.Clean(address, text.Line), How: how})
}

// WentOut writes that the session ended, and why in one word: left, lost, idle, revoked, closed, slow.
func (d *Desk) WentOut(address, why string, after time.Duration) error {
	who := d.actor
	who.Key = "" // it may be why the session ended
	c := &wentOut{Officer: who.Officer, Address: text.Clean(address, text.Line), Why: why, Seconds: int64(after / time.Second)}
	err := d.s.note(who, c)
	if rules.KindOf(err) == rules.Denied { // retired meanwhile
		err = d.s.note(tx.Actor{Officer: system, Name: system}, c)
	}
	return err
}

// note writes an entry of coming and going.
func (s *Store) note(who tx.Actor, c command.Command) error {
	id := NewRequest()
	return s.submit(&request{id: id, cmd: c, actor: who, digest: id})
}

// FailedSignIn is how often somebody failed to come in from an address. No name: what is
// typed there may be a PIN.
type FailedSignIn struct {
	Address string `json:"address"`
	Times   int    `json:"times"`
}

// maxFailed is how many addresses one entry names.
const maxFailed = 10

// SignInsFailed writes a burst of failures as one entry.
func (s *Store) SignInsFailed(from time.Time, all []FailedSignIn) error {
	slices.SortFunc(all, func(a, b FailedSignIn) int { return b.Times - a.Times })
	c := &failed{From: from.UTC().Truncate(time.Second)}
	for i, f := range all {
		if i >= maxFailed {
			c.Others += f.Times
			continue
		}
		c.Addresses = append(c.Addresses, FailedSignIn{text.Clean(f.Address, text.Line), f.Times})
	}
	return s.note(tx.Actor{Officer: system, Name: system}, c)
}

// The entries of coming, going and failing over SSH. They write no record.
type (
	cameIn struct {
		Address string `json:"address"`
		How     string `json:"how"`
	}
	wentOut struct {
		Officer string `json:"officer"`
		Address string `json:"address"`
		Why     string `json:"why"`
		Seconds int64  `json:"seconds"`
	}
	failed struct {
		From      time.Time      `json:"from"`
		Addresses []FailedSignIn `json:"addresses"`
		Others    int            `json:"others,omitempty"` // from further addresses
	}
)

func (*cameIn) Code() string  { return "ssh.in" }
func (*wentOut) Code() string { return "ssh.out" }
func (*failed) Code() string  { return "ssh.failed" }

func (*cameIn) Area() rules.Area  { return rules.AreaSelf }
func (*wentOut) Area() rules.Area { return rules.AreaSelf }
func (*failed) Area() rules.Area  { return rules.AreaOfficer }

func (*cameIn) Check(time.Time) error  { return nil }
func (*wentOut) Check(time.Time) error { return nil }
func (*failed) Check(time.Time) error  { return nil }

func (*cameIn) run(x *tx.Tx) (command.Result, error)  { return command.Result{}, nil }
func (*wentOut) run(x *tx.Tx) (command.Result, error) { return command.Result{}, nil }
func (*failed) run(x *tx.Tx) (command.Result, error)  { return command.Result{}, nil }

var _ = []ownCommand{&cameIn{}, &wentOut{}, &failed{}}
