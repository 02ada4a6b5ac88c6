package store

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
	"dutydesk/store/kv/bolt"
)

// Setup is what a new desk starts with.
type Setup struct {
	Town   string // 北渡镇
	County string
	Code   string // division code
	Admin  string // the first officer: administrator, leader and duty officer
	PIN    string
	Demo   bool
}

// reserveSize is given up when the disk is full, so that a handover can still be written.
const reserveSize = 4 << 20

// Create makes the data folder (0700), the signing key, the reserve and the book with its
// first officer. It refuses a folder that holds a book.
func Create(dir string, set Setup, opt Options) (*Store, error) {
	set.Town, set.Admin = text.Clean(set.Town, text.Line), text.Clean(set.Admin, text.Line)
	set.County, set.Code, set.PIN = text.Clean(set.County, text.Line), text.Clean(set.Code, text.Line), text.Digits(set.PIN)
	switch {
	case set.Town == "":
		return nil, rules.Bad("town", text.Text{ZH: "要写乡镇名。", EN: "Name the township."})
	case set.Admin == "":
		return nil, rules.Bad("admin", text.Text{ZH: "要写第一位人员的姓名。", EN: "Name the first officer."})
	}
	if err := CheckPIN(set.PIN); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, BookFile)
	if _, err := os.Lstat(path); err == nil {
		return nil, &rules.Error{Kind: rules.Precondition, Err: os.ErrExist, Text: text.Text{
			ZH: "%[1]s 里已经有值班簿。", EN: "There is a book in %[1]s already."}.With(dir)}
	}
	eng, err := prepare(dir, path)
	if err != nil {
		return nil, opening(path, err)
	}
	s, err := open(dir, eng, opt)
	if err != nil {
		eng.Close()
		return nil, err
	}
	d := &Desk{s: s, actor: tx.Actor{Officer: system, Name: system}}
	req := &request{id: "init", cmd: &initDesk{Key: publicKey(s.key), Town: table.Town{Name: set.Town, County: set.County, Code: set.Code, Demo: set.Demo}, Admin: set.Admin},
		actor: d.actor, secrets: map[string]string{"": s.hashPIN(set.PIN)}}
	if err := s.submit(req); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

func prepare(dir, path string) (kv.Engine, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	// A folder that everybody shares (/tmp) stays as it is; the files are private anyway.
	if st, err := os.Stat(dir); err != nil {
		return nil, err
	} else if st.Mode()&os.ModeSticky == 0 {
		if err := os.Chmod(dir, 0o700); err != nil {
			return nil, err
		}
	}
	key := filepath.Join(dir, KeyFile)
	if _, err := os.Stat(key); errors.Is(err, os.ErrNotExist) {
		seed := make([]byte, ed25519.SeedSize)
		rand.Read(seed)
		if err := writeFile(key, []byte(hex.EncodeToString(seed)+"\n")); err != nil {
			return nil, err
		}
	}
	if err := keepReserve(dir); err != nil {
		return nil, err
	}
	eng, err := bolt.Create(path, tx.Buckets)
	if err != nil {
		return nil, err
	}
	return eng, eng.Update(func(w kv.Writer) error { return tx.PutVersion(w, tx.SchemaVersion) })
}

// keepReserve takes room on the disk under the reserve's name when it is not there.
func keepReserve(dir string) error {
	path := filepath.Join(dir, ReserveFile)
	if st, err := os.Stat(path); err == nil && st.Size() == reserveSize {
		return nil
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	err = unix.Fallocate(int(f.Fd()), 0, 0, reserveSize)
	if errors.Is(err, unix.EOPNOTSUPP) { // no way to reserve without writing
		_, err = f.WriteAt(make([]byte, reserveSize), 0)
	}
	if err != nil {
		os.Remove(path)
	}
	return err
}

// writeFile writes a private file so that it is whole and durable or not there.
func writeFile(path string, data []byte) error {
	return whole(path, func(f *os.File) error { _, err := f.Write(data); return err }, nil)
}

// whole fills a private file of a name nobody knows, syncs it, lets check look at it, and
// gives it its name: it follows no link and keeps no foreign mode.
func whole(path string, fill func(*os.File) error, check func(tmp string) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	err = fill(f)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil && check != nil {
		err = check(f.Name())
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return err
	}
	return bolt.SyncDir(filepath.Dir(path))
}

// initDesk is the first entry of every book.
type initDesk struct {
	Key   string     `json:"key"` // public half of the desk's signing key, base64
	Town  table.Town `json:"town"`
	Admin string     `json:"admin"`
}

func (*initDesk) Code() string          { return "desk.init" }
func (*initDesk) Area() rules.Area      { return rules.AreaOfficer }
func (*initDesk) Check(time.Time) error { return nil }

func (c *initDesk) run(x *tx.Tx) (command.Result, error) {
	o := &rules.Officer{ID: "U001", Name: c.Admin, Roles: []rules.Role{rules.RoleAdmin, rules.RoleLeader, rules.RoleOfficer}, Demo: c.Town.Demo}
	err := errors.Join(
		x.PutState("town", c.Town),
		x.PutState("key", c.Key),
		table.Officers.Put(x, o),
		x.PutIn("pin", o.ID, tx.PIN{Officer: o.ID, Hash: x.Secrets[""]}),
	)
	return command.Result{ID: o.ID}, err
}

// setClock answers the clock question; the offset holds for every later entry. While the
// clock is not in doubt only a leader or an administrator may move it.
func setClock(x *tx.Tx, c *command.SetClock, machine time.Time, doubted bool) (command.Result, error) {
	if !doubted && rules.May(x.Actor.Roles, rules.AreaOfficer) != nil {
		return command.Result{}, &rules.Error{Kind: rules.Denied, Field: ClockField, Text: text.Text{
			ZH: "时间没有疑问, 只有带班领导或管理员可以改。", EN: "The time is not in doubt: only a leader or an administrator may change it."}}
	}
	off := c.Now.Sub(machine).Truncate(time.Second)
	if off > -time.Second && off < time.Second {
		off = 0
	}
	return command.Result{ID: fmt.Sprint(off)}, x.PutState("clock", Clock{Offset: off})
}
