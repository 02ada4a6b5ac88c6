package store

import (
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
)

func (d *desk) pass(t time.Duration) { d.mu.Lock(); d.clock = d.clock.Add(t); d.mu.Unlock() }

// Ensure that wrong PINs cost a growing wait that never passes a minute, that waiting
// then lets the right one in, and that one officer's mistakes cost nobody else anything.
func TestWrongPIN(t *testing.T) {
	d := newDesk(t)
	if _, err := d.Do("", &command.AddOfficer{Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}, PIN: "135790"}); err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		_, err := d.s.SignIn("许知远", "000000", "t")
		if rules.KindOf(err) != rules.Denied {
			t.Fatalf("try %d: %v", i, err)
		}
		if i >= 3 && i%2 == 1 && !strings.Contains(rules.AsError(err).Text.ZH, "秒") {
			t.Fatalf("try %d did not have to wait: %v", i, err)
		}
		if i%2 == 1 {
			d.pass(61 * time.Second)
		}
	}
	if _, err := d.s.SignIn("何雨禾", "135790", "t"); err != nil {
		t.Errorf("somebody else had to wait: %v", err)
	}
	d.pass(61 * time.Second)
	if _, err := d.s.SignIn("许知远", "２４６８１０", "t"); err != nil {
		t.Errorf("after a minute, with full-width digits: %v", err)
	}
}

// Ensure that many tries at once gain nothing over one after another.
func TestParallelPIN(t *testing.T) {
	d := newDesk(t)
	var wg sync.WaitGroup
	var compared atomic.Int32
	for range 64 {
		wg.Go(func() {
			_, err := d.s.SignIn("许知远", "000000", "t")
			if e := rules.AsError(err); err == nil || !strings.Contains(e.Text.ZH, "秒") {
				compared.Add(1)
			}
		})
	}
	wg.Wait()
	if n := compared.Load(); n > freeTries {
		t.Errorf("%d PINs were compared at once, at most %d may be", n, freeTries)
	}
}

// Ensure that of two who use a one-time PIN at once only one is let in, and that setting
// somebody else's PIN, or another one-time one, does not stand for setting one's own.
func TestOneTimePINOnce(t *testing.T) {
	d := newDesk(t)
	other := d.second(t)
	if _, err := other.Do("", &command.SetPIN{Officer: "许知远", PIN: "111222", Once: true}); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var in atomic.Pointer[Desk]
	var n atomic.Int32
	for range 8 {
		wg.Go(func() {
			if got, err := d.s.SignIn("许知远", "111222", "t"); err == nil {
				n.Add(1)
				in.Store(got)
			}
		})
	}
	wg.Wait()
	if n.Load() != 1 {
		t.Fatalf("%d were let in", n.Load())
	}
	for _, c := range []*command.SetPIN{{Officer: "田望舒", PIN: "999888"}, {Officer: "许知远", PIN: "999888", Once: true}} {
		if _, err := in.Load().Do("", c); rules.KindOf(err) != rules.Precondition {
			t.Errorf("%+v: %v", c, err)
		}
	}
	if !in.Load().MustSetPIN() {
		t.Error("the own PIN is no longer asked for")
	}
}

// Ensure that a one-time PIN opens the desk once, and only for setting an own PIN.
func TestOneTimePIN(t *testing.T) {
	d := newDesk(t)
	if _, err := d.Do("", &command.AddOfficer{Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.s.SignIn("何雨禾", "", "t"); rules.KindOf(err) != rules.Denied {
		t.Fatalf("signed in without a PIN: %v", err)
	}
	if _, err := d.Do("", &command.SetPIN{Officer: "何雨禾", PIN: "111222", Once: true}); err != nil {
		t.Fatal(err)
	}
	own, err := d.s.SignIn("何雨禾", "111222", "t")
	if err != nil || !own.MustSetPIN() {
		t.Fatal(own, err)
	}
	if _, err := d.s.SignIn("何雨禾", "111222", "t"); rules.KindOf(err) != rules.Denied {
		t.Fatalf("a one-time PIN worked twice: %v", err)
	}
	if _, err := own.Do("", &command.AddNote{Text: "记"}); rules.KindOf(err) != rules.Precondition {
		t.Fatalf("wrote before setting an own PIN: %v", err)
	}
	if _, err := own.Do("", &command.SetPIN{Officer: "何雨禾", PIN: "333444"}); err != nil {
		t.Fatal(err)
	}
	if _, err := own.Do("", &command.AddNote{Text: "记"}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.s.SignIn("何雨禾", "333444", "t"); err != nil {
		t.Fatal(err)
	}
}

// Ensure that no PIN, right or wrong, stands anywhere in the book.
func TestPINNowhere(t *testing.T) {
	d := newDesk(t)
	if _, err := d.Do("", &command.SetPIN{Officer: "许知远", PIN: "975318642"}); err != nil {
		t.Fatal(err)
	}
	d.s.SignIn("许知远", "86420975", "t")
	d.s.view(func(v tx.View) error {
		for _, b := range tx.Buckets {
			v.R.Scan(b, "", "", false, func(k string, val []byte) bool {
				for _, pin := range []string{"975318642", "86420975", "246810"} {
					if strings.Contains(string(val), pin) {
						t.Errorf("%s/%q holds a PIN", b, k)
					}
				}
				return true
			})
		}
		return nil
	})
}

// Ensure that nobody writes without signing in, and that a retired officer's open session
// is refused at once.
func TestWhoMay(t *testing.T) {
	d := newDesk(t)
	if _, err := d.s.Public().Do("", putNote("谁")); rules.KindOf(err) != rules.Denied {
		t.Errorf("the public desk wrote: %v", err)
	}
	if _, err := d.Do("", &command.AddOfficer{Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}, PIN: "135790"}); err != nil {
		t.Fatal(err)
	}
	own, err := d.s.SignIn("何雨禾", "135790", "t")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := own.Do("", &command.AddOfficer{Name: "甲", Roles: []rules.Role{rules.RoleAdmin}}); rules.KindOf(err) != rules.Denied {
		t.Errorf("an officer added an administrator: %v", err)
	}
	if _, err := d.Do("", &command.RetireOfficer{Officer: "何雨禾"}); err != nil {
		t.Fatal(err)
	}
	if _, err := own.Do("", &command.AddNote{Text: "记"}); rules.KindOf(err) != rules.Denied {
		t.Errorf("a retired officer wrote: %v", err)
	}
	if _, err := d.s.SignIn("何雨禾", "135790", "t"); err == nil {
		t.Error("a retired officer signed in")
	}
	if _, err := own.Board(); rules.KindOf(err) != rules.Denied {
		t.Errorf("a retired officer reads on: %v", err)
	}
}

// Ensure that a backup taken while work goes on opens, verifies, and restores; that a
// sound book is never overwritten; and that a damaged one is moved aside.
func TestBackupRestore(t *testing.T) {
	d := newDesk(t)
	for i := range 5 {
		if _, err := d.Do("", putNote(string(rune('a'+i)))); err != nil {
			t.Fatal(err)
		}
	}
	path, err := d.s.BackupNow("test")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.s.Backup(path); rules.KindOf(err) != rules.Precondition {
		t.Errorf("a backup was overwritten: %v", err)
	}
	if _, err := d.Do("", putNote("later")); err != nil {
		t.Fatal(err)
	}
	d.s.Close()
	if _, err := Restore(path, d.dir, d.clock); rules.KindOf(err) != rules.Precondition {
		t.Fatalf("a sound book was overwritten: %v", err)
	}
	book := d.dir + "/" + BookFile
	ruin(t, book)
	if _, err := Open(d.dir, d.options()); rules.KindOf(err) != rules.Damaged {
		t.Fatalf("a ruined book: %v", err)
	}
	aside, err := Restore(path, d.dir, d.clock)
	if err != nil || aside == "" {
		t.Fatal(aside, err)
	}
	d.reopen(t)
	if got := d.notes(t); len(got) != 5 {
		t.Errorf("%d notes, want 5", len(got))
	}
	d.sound(t)
	fresh := t.TempDir() + "/fresh"
	if _, err := Restore(path, fresh, d.clock); err != nil {
		t.Fatalf("into an empty folder: %v", err)
	}
	if st, err := os.Stat(fresh + "/" + ReserveFile); err != nil || st.Size() != reserveSize {
		t.Errorf("a restored book has no reserve: %v", err)
	}
	s, err := Open(fresh, d.options())
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func ruin(t *testing.T, path string) {
	t.Helper()
	if err := os.Truncate(path, 9000); err != nil {
		t.Fatal(err)
	}
}

// Ensure that many sign-ins at once with the right PIN are all taken, however long the
// comparing takes.
func TestRightPINsAtOnce(t *testing.T) {
	d := newDesk(t)
	d.s.cheap = false // so that one is still compared when the next comes
	if _, err := d.Do("", &command.AddOfficer{Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}, PIN: "135790"}); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 2 * freeTries {
		wg.Go(func() {
			if _, err := d.s.SignIn("何雨禾", "135790", "test"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

// Ensure that a PIN that is put in the place of another officer's opens no desk, and that verify
// tells of it.
func TestExchangedPIN(t *testing.T) {
	d := newDesk(t)
	res, err := d.Do("", &command.AddOfficer{Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}, PIN: "135790"})
	if err != nil {
		t.Fatal(err)
	}
	own, err := d.s.officer("许知远")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.s.submit(&request{plain: func(w kv.Writer) error { return w.Put("pin", own.ID, w.Get("pin", res.ID)) }}); err != nil {
		t.Fatal(err)
	}
	if _, err := d.s.SignIn("许知远", "135790", "t"); rules.KindOf(err) != rules.Damaged {
		t.Errorf("signed in with somebody else's PIN: %v", err)
	}
	if rep, err := d.s.Verify(nil); err != nil || !strings.Contains(strings.Join(rep.Problems, "\n"), "pin/"+own.ID) {
		t.Errorf("%v %+v", err, rep)
	}
}
