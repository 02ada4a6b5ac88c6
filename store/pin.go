package store

import (
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/argon2"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
)

// PINs are kept as argon2id (t=2, 19 MiB, p=1: 28 ms on the reference machine,
// docs/reliability.md §3.3). Two are hashed at a time, so that a burst cannot take the memory.
const (
	pinTime   = 2
	pinMemory = 19 << 10
	freeTries = 3                // wrong PINs before the first wait
	maxWait   = 60 * time.Second // never longer: the desk must be able to sign at 08:00
)

var hashing = make(chan struct{}, 2)

// attempts counts wrong PINs per officer, in memory.
type attempts struct {
	mu sync.Mutex
	m  map[string]*tries
}

type tries struct {
	mu    sync.Mutex // held while one is compared
	wrong int
	until time.Time
}

func (s *Store) hashPIN(pin string) string {
	var salt [16]byte
	rand.Read(salt[:])
	m := uint32(pinMemory)
	if s.cheap {
		m = 8
	}
	return fmt.Sprintf("argon2id$%d$%d$%s$%s", pinTime, m, b64(salt[:]), b64(stretch(pin, salt[:], pinTime, m)))
}

func stretch(pin string, salt []byte, t, m uint32) []byte {
	hashing <- struct{}{}
	defer func() { <-hashing }()
	return argon2.IDKey([]byte(pin), salt, t, m, 1, 32)
}

func b64(b []byte) string { return base64.RawStdEncoding.EncodeToString(b) }

func matches(hash, pin string) bool {
	p := strings.Split(hash, "$")
	if len(p) != 5 || p[0] != "argon2id" {
		return false
	}
	var t, m uint32
	if _, err := fmt.Sscan(p[1]+" "+p[2], &t, &m); err != nil {
		return false
	}
	salt, err1 := base64.RawStdEncoding.DecodeString(p[3])
	want, err2 := base64.RawStdEncoding.DecodeString(p[4])
	return err1 == nil && err2 == nil && subtle.ConstantTimeCompare(stretch(pin, salt, t, m), want) == 1
}

// CheckPIN refuses a PIN that is no PIN: 4 to 12 digits, full-width ones folded by the caller.
func CheckPIN(pin string) error {
	bad := len(pin) < 4 || len(pin) > 12
	for _, c := range pin {
		bad = bad || c < '0' || c > '9'
	}
	if bad {
		return rules.Bad("pin", text.Text{ZH: "PIN 要 4 到 12 位数字。", EN: "A PIN is 4 to 12 digits."})
	}
	return nil
}

// verify checks an officer's PIN, full-width digits too. A wrong one costs a growing
// wait, at most a minute. The tries of one officer are compared one after the other: many
// wrong ones at once gain nothing, and many right ones are all taken.
func (s *Store) verify(officer, pin string) (rec tx.PIN, err error) {
	pin = text.Digits(strings.TrimSpace(pin))
	err = s.view(func(v tx.View) error {
		ok, err := tx.In(v, "pin", officer, &rec)
		if err == nil && !ok {
			err = &rules.Error{Kind: rules.Denied, Field: "pin", Text: text.Text{
				ZH: "还没有设 PIN, 请带班领导或管理员设一个。", EN: "No PIN is set yet: a leader or administrator sets one."}}
		}
		if err == nil && !rec.Belongs(officer) {
			err = &rules.Error{Kind: rules.Damaged, Field: "pin", Text: text.Text{
				ZH: "%[1]s 的 PIN 记录是别人的, 值班簿被改动过: 先检验 (verify)。", EN: "The PIN kept for %[1]s is somebody else's: the book was tampered with. Verify it."}.With(officer)}
		}
		return err
	})
	if err != nil {
		return rec, err
	}
	t := s.pins.of(officer)
	t.mu.Lock()
	defer t.mu.Unlock()
	if wait := t.until.Sub(s.clock()); wait > 0 && wait <= maxWait {
		return rec, &rules.Error{Kind: rules.Denied, Field: "pin", Text: text.Text{
			ZH: "PIN 错了多次, 请等 %[1]d 秒再试。", EN: "Too many wrong PINs: wait %[1]d s."}.With(int(wait.Seconds()) + 1)}
	}
	if rec.Used || !matches(rec.Hash, pin) {
		t.missed(s.clock())
		return rec, &rules.Error{Kind: rules.Denied, Field: "pin", Text: text.Text{ZH: "PIN 不对。", EN: "Wrong PIN."}}
	}
	t.wrong, t.until = 0, time.Time{}
	return rec, nil
}

// of is the tries of an officer.
func (a *attempts) of(officer string) *tries {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.m == nil {
		a.m = map[string]*tries{}
	}
	if a.m[officer] == nil {
		a.m[officer] = &tries{}
	}
	return a.m[officer]
}

// missed counts a wrong PIN.
func (t *tries) missed(now time.Time) {
	if t.wrong++; t.wrong >= freeTries {
		t.until = now.Add(min(maxWait, time.Second<<min(t.wrong-freeTries, 6)))
	}
}

// SignIn opens the desk in the name of an officer, by id or name, proven by the PIN. A
// one-time PIN is used up by it, and the desk then takes nothing but a new PIN.
func (s *Store) SignIn(officer, pin, terminal string) (*Desk, error) {
	d, rec, err := s.prove(officer, pin, terminal)
	if err != nil {
		return nil, err
	}
	if rec.Once {
		d.once.Store(true)
		err = s.submit(&request{plain: func(w kv.Writer) error { return tx.UsePIN(w, d.actor.Officer, rec) }})
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// Sign is SignIn for one command that somebody signs for without sitting down. A one-time
// PIN is refused and stays good: it is for signing in and setting an own one.
func (s *Store) Sign(officer, pin, terminal string) (*Desk, error) {
	d, rec, err := s.prove(officer, pin, terminal)
	if err == nil && rec.Once {
		err = rules.Bad("pin", text.Text{ZH: "这是一次性 PIN, 请先登录改成自己的。", EN: "This PIN is good for one sign-in: sign in and set your own first."})
	}
	if err != nil {
		return nil, err
	}
	return d, nil
}

// prove is the desk of an officer whose PIN is right.
func (s *Store) prove(officer, pin, terminal string) (*Desk, tx.PIN, error) {
	o, err := s.officer(officer)
	if err != nil {
		return nil, tx.PIN{}, err
	}
	rec, err := s.verify(o.ID, pin)
	if err != nil {
		return nil, rec, err
	}
	return &Desk{s: s, actor: tx.Actor{Officer: o.ID, Name: o.Name, Roles: o.Roles, Terminal: text.Clean(terminal, text.Line)}}, rec, nil
}

// Public reads without a PIN: lists are masked, nothing can be written.
func (s *Store) Public() *Desk { return &Desk{s: s} }

func (s *Store) officer(who string) (o rules.Officer, err error) {
	err = s.view(func(v tx.View) error {
		p, ok, err := table.Officers.Find(v, who)
		if err == nil && !ok {
			var same []rules.Officer
			if same, err = table.Officers.By(v, "name/"+who); len(same) == 1 {
				p, ok = &same[0], true
			}
		}
		if err == nil && (!ok || p.Retired) {
			err = rules.Missing(table.Officers.Noun, text.Clean(who, text.Line))
		}
		if err == nil {
			o = *p
		}
		return err
	})
	return o, err
}

// secrets hashes the PINs that a command sets, and checks the one it is signed with:
// none of them reaches the journal.
func (s *Store) secrets(a tx.Actor, cmd command.Command) (map[string]string, error) {
	set := map[string]string{}
	switch c := cmd.(type) {
	case *command.SetPIN:
		set[""] = c.PIN
	case *command.AddOfficer:
		if c.PIN != "" {
			set[""] = c.PIN
		}
	case *command.AddStandIn:
		set[""] = c.PIN
	case *command.Import:
		for name, pin := range c.PINs {
			set[name] = pin
		}
	case *command.PresentHandover:
		_, err := s.verify(a.Officer, c.PIN)
		return nil, err
	case *command.AcceptHandover:
		_, err := s.verify(a.Officer, c.PIN)
		return nil, err
	case *command.ReleaseShift:
		_, err := s.verify(a.Officer, c.PIN)
		return nil, err
	case *command.PublishRoster:
		_, err := s.verify(a.Officer, c.PIN)
		return nil, err
	case *command.SignOrder:
		_, err := s.verify(a.Officer, c.PIN)
		return nil, err
	case *command.TakeSeat:
		_, err := s.verify(a.Officer, c.PIN)
		return nil, err
	case *command.ReadLog:
		_, err := s.verify(a.Officer, c.PIN)
		return nil, err
	case *command.AddKey:
		_, err := s.verify(a.Officer, c.PIN)
		return nil, err
	}
	for k, pin := range set {
		pin = text.Digits(pin)
		if err := CheckPIN(pin); err != nil {
			return nil, err
		}
		set[k] = s.hashPIN(pin)
	}
	return set, nil
}

var errClosed = errors.New("the book is closed")
