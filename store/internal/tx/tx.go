package tx

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/kv"
)

// Limits of one command. Larger work is staged (Stage, GoLive).
const (
	MaxReads  = 1000   // keys looked up and ranges scanned
	MaxRows   = 20_000 // rows of all ranges
	MaxWrites = 1000
	MaxBytes  = 1 << 20
)

// Actor is who runs a command, and from where.
type Actor struct {
	Officer  string
	Name     string
	Roles    []rules.Role
	Terminal string
	Key      string // fingerprint of the key that proved who it is; "" where a PIN did
}

// Withheld stands, for those who may not read it, for a reason or words: without any, what was
// struck out would look as if it stood.
const Withheld = "*"

// Hand is who acts, and when, in the words of the rules.
func (a Actor) Hand(at time.Time) rules.Hand {
	return rules.Hand{Officer: a.Officer, Name: a.Name, Roles: a.Roles, At: at}
}

// Tx is one command's view of the book: what is committed, its neighbours in the same
// commit that already ran, and its own writes. Now and Seq are fixed for the command.
type Tx struct {
	Actor   Actor
	Now     time.Time
	Seq     uint64
	Plans   *plan.Library
	Secrets map[string]string          // argon2id hashes of PINs that the command carried, by officer name or ""
	Head    func() (rules.Head, error) // the signed tree head before this command

	under   kv.Reader
	live    func(job string) bool
	own     map[string]map[string][]byte // bucket → key → value; nil value: deleted
	job     string
	reads   int
	rows    int
	writes  int
	bytes   int
	record  string
	Changes []Change
	written map[string]int64 // id → version, of what was put
}

// Env is what a query knows beside the book: the moment, the plans, and for whom it
// answers. Masked readers (nobody signed in) see names, numbers and health facts masked.
type Env struct {
	Now    time.Time
	Seq    uint64
	Plans  *plan.Library
	Actor  Actor
	Masked bool
	Offset time.Duration // answered clock offset, for the board

	PlanFaults func() []view.PlanFault // of own plans: what is wrong with records and files
}

// Hidden says that a reader sees nothing of persons: nobody signed in, or a village
// contact, who may see the own village only.
func (e Env) Hidden() bool {
	return e.Masked || !rules.SeesPersons(e.Actor.Roles)
}

// Change says that a record of a table changed; it carries no data.
type Change struct {
	Seq  uint64
	Kind string // table
	ID   string
}

// Reader is what lookups need: a Tx, or a View outside of one.
type Reader interface {
	raw(bucket, key string) ([]byte, error)
	scan(bucket, from, to string, reverse bool, fn func(key string, value []byte) (bool, error)) error
	isLive(job string) bool
}

// New starts a command's write-set over under.
func New(under kv.Reader, seq uint64, now time.Time, actor Actor) *Tx {
	x := &Tx{Actor: actor, Now: now.UTC(), Seq: seq, under: under, own: map[string]map[string][]byte{}, written: map[string]int64{}}
	x.live = func(job string) bool { return under.Get("job", job) != nil }
	return x
}

// View reads what is committed, outside of any command.
type View struct{ R kv.Reader }

func (v View) raw(bucket, key string) ([]byte, error) { return v.R.Get(bucket, key), nil }
func (v View) isLive(job string) bool                 { return v.R.Get("job", job) != nil }
func (v View) scan(bucket, from, to string, reverse bool, fn func(string, []byte) (bool, error)) (err error) {
	v.R.Scan(bucket, from, to, reverse, func(k string, val []byte) bool {
		var more bool
		more, err = fn(k, val)
		return more && err == nil
	})
	return err
}

func (x *Tx) isLive(job string) bool {
	if job == x.job { // a later chunk sees the earlier ones
		return true
	}
	if v, ok := x.own["job"][job]; ok {
		return v != nil
	}
	return x.live(job)
}

func (x *Tx) raw(bucket, key string) ([]byte, error) {
	if err := x.read(); err != nil {
		return nil, err
	}
	if v, ok := x.own[bucket][key]; ok {
		return v, nil
	}
	return x.under.Get(bucket, key), nil
}

func (x *Tx) read() error {
	if x.reads++; x.reads > MaxReads {
		return tooLarge("reads", MaxReads)
	}
	return nil
}

func tooLarge(what string, n int) error {
	return &rules.Error{Kind: rules.Internal, Err: fmt.Errorf("more than %d %s in one command", n, what),
		Text: text.Text{ZH: "一次要处理的太多, 请分成几次。没有保存。", EN: "Too much for one step: split it. Nothing was saved."}}
}

// scan merges the own writes of the range into what lies under.
func (x *Tx) scan(bucket, from, to string, reverse bool, fn func(string, []byte) (bool, error)) (err error) {
	if err := x.read(); err != nil {
		return err
	}
	var own []string
	for k := range x.own[bucket] {
		if k >= from && (to == "" || k < to) {
			own = append(own, k)
		}
	}
	slices.Sort(own)
	if reverse {
		slices.Reverse(own)
	}
	before := func(a, b string) bool { return (a < b) != reverse && a != b }
	more := true
	emit := func(k string, v []byte) bool {
		if x.rows++; x.rows > MaxRows {
			err = tooLarge("rows", MaxRows)
			return false
		}
		more, err = fn(k, v)
		return more && err == nil
	}
	flush := func(until string, all bool) bool {
		for len(own) > 0 && (all || before(own[0], until)) {
			k := own[0]
			own = own[1:]
			if v := x.own[bucket][k]; v != nil && !emit(k, v) {
				return false
			}
		}
		return true
	}
	x.under.Scan(bucket, from, to, reverse, func(k string, v []byte) bool {
		if !flush(k, false) {
			return false
		}
		if len(own) > 0 && own[0] == k { // overwritten or deleted here
			own = own[1:]
			o := x.own[bucket][k]
			return o == nil || emit(k, o)
		}
		return emit(k, v)
	})
	if err == nil && more {
		flush("", true)
	}
	return err
}

func (x *Tx) put(bucket, key string, value []byte) error {
	if x.writes++; x.writes > MaxWrites {
		return tooLarge("writes", MaxWrites)
	}
	if x.bytes += len(key) + len(value); x.bytes > MaxBytes {
		return tooLarge("bytes", MaxBytes)
	}
	m := x.own[bucket]
	if m == nil {
		m = map[string][]byte{}
		x.own[bucket] = m
	}
	m[key] = value
	return nil
}

// PutState writes a small record of the desk itself.
func (x *Tx) PutState(key string, v any) error { return x.PutNow("state", key, v) }

// PutNow writes a sealed record that is no noun, staged or not: requests, live jobs.
func (x *Tx) PutNow(bucket, key string, v any) error {
	raw, err := seal(v)
	if err != nil {
		return err
	}
	return x.put(bucket, key, raw)
}

// PutIn writes a sealed record that is no noun (a PIN), which waits for the job like any
// other when the command is staged.
func (x *Tx) PutIn(bucket, key string, v any) error {
	old, err := x.raw(bucket, key)
	if err != nil {
		return err
	}
	enc, err := x.layered(bucket, key, old, v)
	if err != nil {
		return err
	}
	return x.put(bucket, key, enc)
}

// layered is the value of v written over old; while staging, what is seen of old stays for
// everybody else.
func (x *Tx) layered(bucket, key string, old []byte, v any) ([]byte, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	l := layers{base: body}
	if x.job != "" {
		l = layers{job: x.job, next: body}
	}
	if old != nil {
		before, err := unseal(bucket, key, old)
		if err != nil {
			return nil, err
		}
		switch mine := before.job == x.job; {
		case x.job != "" && mine:
			l.base = before.base
		case x.job != "":
			l.base = before.seen(x.isLive)
		}
		if before.job != x.job && before.job != "" && !x.isLive(before.job) {
			if err := x.PutNow("job", broken+before.job, true); err != nil {
				return nil, err
			}
		}
	}
	return l.seal(), nil
}

// Version is that of a record that this command put, 0 of another one.
func (x *Tx) Version(id string) int64 { return x.written[id] }

// StateOf reads a record of bucket state; false when absent.
func StateOf(r Reader, key string, v any) (bool, error) { return In(r, "state", key, v) }

// In reads a sealed record that is no noun; false when absent.
func In(r Reader, bucket, key string, v any) (bool, error) {
	raw, err := r.raw(bucket, key)
	if err != nil || raw == nil {
		return false, err
	}
	l, err := unseal(bucket, key, raw)
	if err != nil {
		return false, err
	}
	body := l.seen(r.isLive)
	if body == nil {
		return false, nil
	}
	if err := json.Unmarshal(body, v); err != nil {
		return false, damaged(bucket, key, err.Error())
	}
	return true, nil
}

// About names the record that the journal entry of this command is about. Without it,
// the entry names the result's id.
func (x *Tx) About(id string) { x.record = id }

// Stage makes every record put from here on inert under the job: written, and unseen by
// everybody until GoLive(job). Later commands of the same job see it. A job that never
// goes live harms nobody: its values give way to the next write.
func (x *Tx) Stage(job string) { x.job = job }

// broken marks, in bucket job, a job one of whose staged values was written over.
const broken = "broken/"

// GoLive makes all records staged under the job visible at once. It is a Conflict when
// one of them was written over meanwhile: all or nothing.
func (x *Tx) GoLive(job string) error {
	raw, err := x.raw("job", broken+job)
	if err == nil && raw != nil {
		err = &rules.Error{Kind: rules.Conflict, Text: text.Text{
			ZH: "导入期间有人改了同一条记录, 这次导入没有生效。请再导入一次。", EN: "Somebody changed one of these records meanwhile; nothing was imported. Import again."}}
	}
	if err != nil {
		return err
	}
	return x.PutNow("job", job, true)
}

// Merge writes the write-set into w.
func (x *Tx) Merge(w kv.Writer) error {
	for bucket, m := range x.own {
		for key, v := range m {
			var err error
			if v == nil {
				err = w.Delete(bucket, key)
			} else {
				err = w.Put(bucket, key, v)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// OnDuty is the id of the shift on duty, "" when nobody has taken the desk.
func OnDuty(r Reader) (string, error) {
	var id string
	_, err := StateOf(r, "shift", &id)
	return id, err
}

// NextNumber is prefix + the next number in the table, as far as
// ids of equal length sort by number; package roll goes on beyond the padding.
func (x *Tx) NextNumber(table, prefix string, digits int) (string, error) {
	n := 0
	err := x.scan(table, prefix, prefix+"~", true, func(k string, _ []byte) (bool, error) {
		_, err := fmt.Sscanf(k[len(prefix):], "%d", &n)
		return false, err
	})
	return fmt.Sprintf("%s%0*d", prefix, digits, n+1), err
}

// Wrote lists the records written, each with the hash of its value (Entry.Wrote).
func (x *Tx) Wrote(b Body) []string {
	var out []string
	seen := map[string]bool{}
	for _, c := range x.Changes {
		if k := c.Kind + "/" + c.ID; !seen[k] {
			seen[k] = true
			out = append(out, k+" "+b.HashValue(x.own[c.Kind][c.ID]))
		}
	}
	return out
}

// Record is what the journal entry is about: About's id, else the one given.
func (x *Tx) Record(id string) string {
	if x.record != "" {
		return x.record
	}
	return id
}

// DropDraft removes a form's draft together with the save.
func (x *Tx) DropDraft(officer, form string) error {
	if form == "" {
		return nil
	}
	return x.put("draft", officer+"/"+form, nil)
}

// Forms are the forms in which an officer has typed something that is not saved.
func Forms(r Reader, officer string) (forms []string, err error) {
	prefix := officer + "/"
	err = r.scan("draft", prefix, officer+"0", false, func(k string, _ []byte) (bool, error) { // "0" follows "/"
		forms = append(forms, k[len(prefix):])
		return true, nil
	})
	return forms, err
}
