package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
	"dutydesk/store/kv/fault"
)

// probe is a command made for these tests: it does what the test says.
type probe struct {
	Name string `json:"name"`
	do   func(*tx.Tx) (command.Result, error)
}

func (*probe) Code() string                           { return "probe" }
func (*probe) Area() rules.Area                       { return rules.AreaOfficer }
func (*probe) Check(time.Time) error                  { return nil }
func (p *probe) run(x *tx.Tx) (command.Result, error) { return p.do(x) }

// putNote writes one note, the smallest command with an id of its own.
func putNote(words string) *probe {
	return &probe{Name: words, do: func(x *tx.Tx) (command.Result, error) {
		id := fmt.Sprintf("N%06d", x.Seq)
		n := &rules.Note{ID: id, Text: words, At: x.Now, By: x.Actor.Officer}
		return command.Result{ID: id}, table.Notes.Put(x, n)
	}}
}

type desk struct {
	*Desk
	dir   string
	fault *fault.Engine
	clock time.Time
	mu    sync.Mutex
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{dir: filepath.Join(t.TempDir(), "desk"), clock: time.Date(2026, 11, 24, 2, 10, 0, 0, rules.Zone)}
	s, err := Create(d.dir, Setup{Town: "北渡镇", Admin: "许知远", PIN: "246810"}, d.options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.s.Close() })
	d.sign(t, s)
	return d
}

func (d *desk) options() Options {
	return Options{Cheap: true, Clock: func() time.Time { d.mu.Lock(); defer d.mu.Unlock(); return d.clock },
		Wrap: func(e kv.Engine) kv.Engine { d.fault = fault.Wrap(e); return d.fault }}
}

func (d *desk) sign(t testing.TB, s *Store) {
	t.Helper()
	var err error
	if d.Desk, err = s.SignIn("许知远", "246810", "test"); err != nil {
		t.Fatal(err)
	}
}

func (d *desk) reopen(t testing.TB) {
	t.Helper()
	d.s.Close()
	s, err := Open(d.dir, d.options())
	if err != nil {
		t.Fatal(err)
	}
	d.sign(t, s)
}

func (d *desk) notes(t testing.TB) (out []rules.Note) {
	t.Helper()
	if err := d.s.view(func(v tx.View) (err error) { out, err = table.Notes.All(v); return err }); err != nil {
		t.Fatal(err)
	}
	return out
}

func (d *desk) sound(t testing.TB) {
	t.Helper()
	rep, err := d.s.Verify(nil)
	if err != nil || len(rep.Problems) > 0 {
		t.Fatalf("verify: %v\n%s", err, strings.Join(rep.Problems, "\n"))
	}
}

// Ensure that for every place and every n at which the disk can fail, an answer "saved"
// means saved once, "not saved" means nothing is there, and the desk goes on.
func TestEveryFault(t *testing.T) {
	for _, w := range []fault.Where{fault.Put, fault.BeforeCommit, fault.AfterCommit} {
		for n := 1; n <= 12; n++ {
			t.Run(fmt.Sprintf("%d/%d", w, n), func(t *testing.T) {
				d := newDesk(t)
				if _, err := d.Do("first", putNote("先")); err != nil {
					t.Fatal(err)
				}
				d.fault.Arm(w, n)
				answered := map[string]error{}
				for i := 0; i < n+2; i++ {
					id := fmt.Sprint("req", i)
					_, answered[id] = d.Do(id, putNote(id))
				}
				if d.fault.Hit == 0 && w != fault.Put {
					t.Fatal("the fault was never reached")
				}
				d.reopen(t)
				d.sound(t)
				count := map[string]int{}
				for _, n := range d.notes(t) {
					count[n.Text]++
				}
				for id, err := range answered {
					switch {
					case err == nil && count[id] != 1:
						t.Errorf("%s was acknowledged and is there %d times", id, count[id])
					case err != nil && rules.KindOf(err) != rules.Unsaved:
						t.Errorf("%s: %v, want unsaved", id, err)
					case err != nil && count[id] != 0:
						t.Errorf("%s was called unsaved and is there", id)
					}
					// The same request again has one effect in the end.
					if _, err := d.Do(id, putNote(id)); err != nil {
						t.Errorf("repeat %s: %v", id, err)
					}
				}
				count = map[string]int{}
				for _, n := range d.notes(t) {
					count[n.Text]++
				}
				for id := range answered {
					if count[id] != 1 {
						t.Errorf("after repeating, %s is there %d times", id, count[id])
					}
				}
				d.sound(t)
			})
		}
	}
}

// Ensure that when even reopening fails nobody is told "saved" or "not saved", and the
// request id answers after the next start.
func TestUnknownOutcome(t *testing.T) {
	d := newDesk(t)
	d.fault.Arm(fault.AfterCommit, 1)
	f := d.fault
	broke := false
	d.s.eng = failReopen{f, &broke}
	_, err := d.Do("lost", putNote("不明"))
	if rules.KindOf(err) != rules.Unknown || !strings.Contains(rules.AsError(err).Text.ZH, "lost") {
		t.Fatalf("got %v, want unknown with the request id", err)
	}
	if _, err := d.Do("next", putNote("再")); rules.KindOf(err) != rules.Unsaved {
		t.Fatalf("a broken book took a write: %v", err)
	}
	if _, err := d.Do("lost", putNote("不明")); rules.KindOf(err) != rules.Unknown {
		t.Fatalf("the unclear request was answered: %v", err)
	}
	d.reopen(t)
	res, err := d.Do("lost", putNote("不明"))
	if err != nil || res.ID == "" {
		t.Fatal(err)
	}
	if got := d.notes(t); len(got) != 1 {
		t.Fatalf("%d notes, want the one that was on disk", len(got))
	}
	d.sound(t)
}

type failReopen struct {
	kv.Engine
	did *bool
}

func (f failReopen) Reopen() error { *f.did = true; return errors.New("no such device") }

// handing is a probe that counts as part of a handover.
type handing struct{ *probe }

func (handing) Code() string { return "handover.probe" }

// Ensure that a full disk costs an ordinary entry its place, with a plain sentence, while
// a handover is still written, out of the reserve.
func TestReserve(t *testing.T) {
	d := newDesk(t)
	reserve := filepath.Join(d.dir, ReserveFile)
	d.fault.Cause = syscall.ENOSPC
	d.fault.Arm(fault.BeforeCommit, 1)
	_, err := d.Do("a", putNote("平常"))
	if rules.KindOf(err) != rules.Unsaved || !strings.Contains(rules.AsError(err).Text.ZH, "磁盘已满") {
		t.Fatalf("got %v", err)
	}
	if _, err := os.Stat(reserve); err != nil {
		t.Fatalf("an ordinary entry took the reserve: %v", err)
	}
	d.fault.Arm(fault.BeforeCommit, 1)
	if _, err := d.Do("b", handing{putNote("交班")}); err != nil {
		t.Fatalf("the handover was not written: %v", err)
	}
	if _, err := os.Stat(reserve); err == nil {
		t.Error("the reserve was not given up")
	}
	if got := d.notes(t); len(got) != 1 || got[0].Text != "交班" {
		t.Errorf("notes %v", got)
	}
	if ws := StartWarnings(d.dir); len(ws) == 0 {
		t.Error("nobody is told that the reserve is gone")
	}
	d.sound(t)
}

// Ensure that a command that is refused or panics leaves its neighbours in the same
// commit untouched, and that many at once are each answered with their own outcome.
func TestNeighbours(t *testing.T) {
	d := newDesk(t)
	var wg sync.WaitGroup
	errs := make([]error, 90)
	for i := range errs {
		cmd := putNote(fmt.Sprint("n", i))
		switch i % 3 {
		case 1:
			cmd.do = func(x *tx.Tx) (command.Result, error) {
				table.Notes.Put(x, &rules.Note{ID: "Nbad", Text: "半截"})
				return command.Result{}, rules.Refuse(rules.Named{}.Text, "")
			}
		case 2:
			cmd.do = func(x *tx.Tx) (command.Result, error) {
				table.Notes.Put(x, &rules.Note{ID: "Nbad", Text: "半截"})
				panic("boom")
			}
		}
		wg.Go(func() { _, errs[i] = d.Do("", cmd) })
	}
	wg.Wait()
	want := map[int]rules.Kind{1: rules.Precondition, 2: rules.Internal}
	for i, err := range errs {
		if i%3 == 0 && err != nil || i%3 != 0 && (err == nil || rules.KindOf(err) != want[i%3]) {
			t.Errorf("request %d: %v", i, err)
		}
	}
	if got := d.notes(t); len(got) != 30 {
		t.Fatalf("%d notes, want 30", len(got))
	}
	if got := d.s.Seq(); got != 31 { // init and 30 notes
		t.Fatalf("journal has %d entries, want 31", got)
	}
	d.sound(t)
}

// Ensure that in a commit that fails, a request twice in it and a refusal that rested on
// a neighbour of it are answered by what is really on disk.
func TestFaultedBatch(t *testing.T) {
	for _, w := range []fault.Where{fault.BeforeCommit, fault.AfterCommit} {
		d := newDesk(t)
		running, gate := make(chan struct{}), make(chan struct{})
		hold := d.Begin("hold", &probe{do: func(*tx.Tx) (command.Result, error) { close(running); <-gate; return command.Result{}, nil }})
		<-running
		// All of these wait and share the next commit.
		first := d.Begin("same", putNote("一"))
		again := d.Begin("same", putNote("一"))
		refusal := d.Begin("refused", &probe{do: func(x *tx.Tx) (command.Result, error) {
			all, err := table.Notes.All(x)
			if err == nil && len(all) > 0 {
				err = rules.Refuse(rules.Named{}.Text, "")
			}
			return command.Result{}, err
		}})
		d.fault.Arm(w, 2)
		close(gate)
		if _, err := hold(); err != nil {
			t.Fatal(err)
		}
		_, err1 := first()
		_, err2 := again()
		_, err3 := refusal()
		if d.fault.Hit != 1 {
			t.Fatal("the fault was never reached")
		}
		want := rules.Unsaved
		if saved := len(d.notes(t)) == 1; saved != (w == fault.AfterCommit) || saved && (err1 != nil || err2 != nil) ||
			!saved && (rules.KindOf(err1) != want || rules.KindOf(err2) != want) || rules.KindOf(err3) != want {
			t.Errorf("%v: saved %v, answers %v | %v | %v", w, saved, err1, err2, err3)
		}
		d.sound(t)
	}
}

// Ensure that a repeated request has one effect, and that its id serves no other command,
// no other content and nobody else.
func TestRequestID(t *testing.T) {
	d := newDesk(t)
	a, err := d.Do("enter", putNote("一"))
	if err != nil {
		t.Fatal(err)
	}
	b, err := d.Do("enter", putNote("一"))
	if err != nil || a.ID != b.ID || a.Seq != b.Seq {
		t.Fatalf("second Enter: %v %v %v", a, b, err)
	}
	other := d.second(t)
	for name, do := range map[string]func() error{
		"command": func() error { _, err := d.Do("enter", &command.SetClock{Now: d.clock}); return err },
		"content": func() error { _, err := d.Do("enter", putNote("二")); return err },
		"person":  func() error { _, err := other.Do("enter", putNote("一")); return err },
	} {
		if err := do(); rules.KindOf(err) != rules.Invalid {
			t.Errorf("the id was taken for another %s: %v", name, err)
		}
	}
}

// second is another administrator at the same desk.
func (d *desk) second(t testing.TB) *Desk {
	t.Helper()
	if _, err := d.Do("", &command.AddOfficer{Name: "田望舒", Roles: []rules.Role{rules.RoleAdmin, rules.RoleLeader, rules.RoleOfficer}, PIN: "135790"}); err != nil {
		t.Fatal(err)
	}
	o, err := d.s.SignIn("田望舒", "135790", "test")
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// Ensure that one command cannot outgrow what a store with small transactions could take.
func TestLimits(t *testing.T) {
	d := newDesk(t)
	for name, do := range map[string]func(*tx.Tx) error{
		"writes": func(x *tx.Tx) error {
			var err error
			for i := 0; i <= tx.MaxWrites && err == nil; i++ {
				err = table.Notes.Put(x, &rules.Note{ID: fmt.Sprint("N", i), Case: "C"})
			}
			return err
		},
		"reads": func(x *tx.Tx) error {
			var err error
			for i := 0; i <= tx.MaxReads && err == nil; i++ {
				_, _, err = table.Notes.Find(x, fmt.Sprint(i))
			}
			return err
		},
		"bytes": func(x *tx.Tx) error {
			return table.Notes.Put(x, &rules.Note{ID: "N", Text: strings.Repeat("长", tx.MaxBytes/3+1)})
		},
	} {
		_, err := d.Do("", &probe{Name: name, do: func(x *tx.Tx) (command.Result, error) { return command.Result{}, do(x) }})
		if err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if len(d.notes(t)) != 0 {
		t.Error("something of a refused command is there")
	}
}

// Ensure that staged rows are seen by nobody until their job is live, then all at once.
func TestStaged(t *testing.T) {
	d := newDesk(t)
	for i := range 3 {
		cmd := &probe{do: func(x *tx.Tx) (command.Result, error) {
			if n := len(must(table.Notes.All(x))); n != i {
				return command.Result{}, fmt.Errorf("chunk %d sees %d rows of its job", i, n)
			}
			return command.Result{}, table.Notes.Put(x, &rules.Note{ID: fmt.Sprint("N", i), Text: "批"})
		}}
		if _, err := d.do(&request{id: fmt.Sprint("c", i), cmd: cmd, stage: "job1"}); err != nil {
			t.Fatal(err)
		}
		if got := d.notes(t); len(got) != 0 {
			t.Fatalf("after chunk %d somebody sees %d rows", i, len(got))
		}
	}
	d.sound(t)
	d.reopen(t)
	if _, err := d.do(&request{id: "live", cmd: &goLive{Job: "job1"}}); err != nil {
		t.Fatal(err)
	}
	if got := d.notes(t); len(got) != 3 {
		t.Fatalf("%d rows live, want 3", len(got))
	}
	d.sound(t)
}

// Ensure that a staged change of a record that exists is seen by nobody before its job is
// live, that a dead job's values give way, and that a job written over never goes live by halves.
func TestStagedChange(t *testing.T) {
	d := newDesk(t)
	write := func(id, words, stage string) {
		t.Helper()
		cmd := &probe{do: func(x *tx.Tx) (command.Result, error) {
			return command.Result{}, table.Notes.Put(x, &rules.Note{ID: id, Text: words, Case: words})
		}}
		if _, err := d.do(&request{cmd: cmd, stage: stage}); err != nil {
			t.Fatal(err)
		}
	}
	seen := func(want string) {
		t.Helper()
		var got []string
		for _, n := range d.notes(t) {
			got = append(got, n.ID+n.Text)
			by := []rules.Note{}
			d.s.view(func(v tx.View) (err error) { by, err = table.Notes.By(v, "case/"+n.Text); return err })
			if len(by) != 1 || by[0].Text != n.Text {
				t.Errorf("%s stands under its index as %v", n.ID, by)
			}
		}
		if fmt.Sprint(got) != want {
			t.Errorf("seen %v, want %s", got, want)
		}
		d.sound(t)
	}
	write("A", "旧", "")
	write("A", "新", "job")
	write("A", "新新", "job")
	write("B", "加", "job")
	seen("[A旧]")
	changes, stop := d.s.Watch()
	defer stop()
	if _, err := d.do(&request{cmd: &goLive{Job: "job"}}); err != nil {
		t.Fatal(err)
	}
	if c := <-changes; !c.Lost {
		t.Errorf("nobody is told to reload: %+v", c)
	}
	seen("[A新新 B加]")
	write("C", "死", "dead")
	write("C", "活", "next")
	write("A", "改", "next")
	seen("[A新新 B加]")
	if _, err := d.do(&request{cmd: &goLive{Job: "dead"}}); rules.KindOf(err) != rules.Conflict {
		t.Errorf("a job that was written over went live: %v", err)
	}
	write("A", "插", "")
	if _, err := d.do(&request{cmd: &goLive{Job: "next"}}); rules.KindOf(err) != rules.Conflict {
		t.Errorf("a job that was written over went live: %v", err)
	}
	seen("[A插 B加]")
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// Ensure that a stale version is a conflict that names who changed the record.
func TestStale(t *testing.T) {
	d := newDesk(t)
	res, err := d.Do("", putNote("一"))
	if err != nil {
		t.Fatal(err)
	}
	edit := func(based int64) error {
		_, err := d.Do("", &probe{do: func(x *tx.Tx) (command.Result, error) {
			n, err := table.Notes.Get(x, res.ID)
			if err == nil {
				err = table.Notes.Stale(x, n, based)
			}
			if err == nil {
				n.Text += "改"
				err = table.Notes.Put(x, n)
			}
			return command.Result{ID: res.ID}, err
		}})
		return err
	}
	if err := edit(1); err != nil {
		t.Fatal(err)
	}
	err = edit(1)
	if rules.KindOf(err) != rules.Conflict || !strings.Contains(rules.AsError(err).Text.ZH, "许知远") {
		t.Fatalf("got %v, want a conflict that names 许知远", err)
	}
	if err := edit(2); err != nil {
		t.Fatal(err)
	}
}

// Ensure that the time is asked when the machine's clock cannot be right, once, and that
// the answer holds over a restart.
func TestClock(t *testing.T) {
	for name, wrong := range map[string]time.Duration{"two hours back": -2 * time.Hour, "1970": -56 * 365 * 24 * time.Hour, "a month on": 30 * 24 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			right := d.clock.Add(time.Minute)
			d.mu.Lock()
			d.clock = d.clock.Add(wrong)
			d.mu.Unlock()
			if d.s.ClockDoubt() == nil {
				t.Fatal("the clock is not doubted")
			}
			_, err := d.Do("", putNote("早"))
			if e := rules.AsError(err); err == nil || e.Field != ClockField || e.Kind != rules.Precondition {
				t.Fatalf("got %v, want the clock question", err)
			}
			if _, err := d.Do("", &command.SetClock{Now: right}); err != nil {
				t.Fatal(err)
			}
			res, err := d.Do("", putNote("对"))
			if err != nil {
				t.Fatal(err)
			}
			d.reopen(t)
			if d.s.ClockDoubt() != nil {
				t.Error("asked again after a restart")
			}
			n := d.notes(t)[0]
			if off := n.At.Sub(right); off < -time.Second || off > time.Second {
				t.Errorf("the note stands at %v, want %v", n.At, right)
			}
			es, err := d.s.Journal(res.Seq, 1)
			if err != nil || len(es) != 1 || time.Duration(es[0].Offset)*time.Second/time.Minute != -wrong/time.Minute {
				if es[0].Offset == 0 {
					t.Errorf("the entry is not marked as written on an answered clock: %+v", es)
				}
			}
			d.sound(t)
		})
	}
}

// Ensure that drafts survive a restart, cost no journal entry, and go with the save.
func TestDraft(t *testing.T) {
	d := newDesk(t)
	before := d.s.Seq()
	if err := d.SaveDraft("call", []byte(`{"said":"桥洞"}`)); err != nil {
		t.Fatal(err)
	}
	d.reopen(t)
	if got, err := d.Draft("call"); err != nil || string(got) != `{"said":"桥洞"}` {
		t.Fatalf("draft %q %v", got, err)
	}
	if d.s.Seq() != before {
		t.Error("a draft was journaled")
	}
	if err := d.s.Public().SaveDraft("call", []byte("x")); rules.KindOf(err) != rules.Denied {
		t.Errorf("somebody who did not sign in kept a draft: %v", err)
	}
	if err := d.SaveDraft("call", make([]byte, MaxDraft+1)); rules.KindOf(err) != rules.Invalid {
		t.Errorf("a huge draft: %v", err)
	}
	if _, err := d.DoDraft("", "call", putNote("存")); err != nil {
		t.Fatal(err)
	}
	if got, _ := d.Draft("call"); got != nil {
		t.Errorf("the draft is still there: %q", got)
	}
}

// Ensure that a slow reader is told to reload and holds nobody up, and a quick one misses nothing.
func TestFeed(t *testing.T) {
	d := newDesk(t)
	slow, stop := d.s.Watch()
	defer stop()
	quick, stopQuick := d.s.Watch()
	defer stopQuick()
	var last uint64
	for i := range feedDepth * 3 {
		res, err := d.Do("", putNote(fmt.Sprint(i)))
		if err != nil {
			t.Fatal(err)
		}
		c := <-quick
		if c.Lost || c.Seq != res.Seq || c.Kind != "note" || c.ID != res.ID || c.Seq <= last {
			t.Fatalf("change %+v for %+v", c, res)
		}
		last = c.Seq
	}
	lost := false
	for len(slow) > 0 {
		c := <-slow
		lost = lost || c.Lost
	}
	if !lost {
		t.Error("the slow reader was never told to reload")
	}
}

// Ensure that whoever changes a byte of the book is found out, by the record, the leaf,
// the body, the index, the balance or the tree.
func TestTamper(t *testing.T) {
	flip := func(bucket string, change func(k string, v []byte) []byte) func(kv.Writer) error {
		return func(w kv.Writer) error {
			var key string
			var val []byte
			w.Scan(bucket, "", "", true, func(k string, v []byte) bool { key, val = k, append([]byte(nil), v...); return false })
			if n := change(key, val); n != nil {
				return w.Put(bucket, key, n)
			}
			return w.Delete(bucket, key)
		}
	}
	oneBit := func(_ string, v []byte) []byte { v[len(v)/2] ^= 1; return v }
	for name, tamper := range map[string]func(kv.Writer) error{
		"record bit":     flip("note", oneBit),
		"journal edited": flip("journal", func(_ string, v []byte) []byte { return []byte(strings.Replace(string(v), "许知远", "沈岚", 1)) }),
		"record resealed": flip("note", func(_ string, v []byte) []byte {
			forged := bytes.Replace(v[:len(v)-4], []byte(`"text":"4"`), []byte(`"text":"9"`), 1)
			return binary.BigEndian.AppendUint32(forged, crc32.Checksum(forged, crc32.MakeTable(crc32.Castagnoli)))
		}),
		"record gone": flip("note", func(string, []byte) []byte { return nil }),
		"tail cut":    flip("journal", func(string, []byte) []byte { return nil }),
		"body edited": flip("body", oneBit),
		"hash edited": flip("hash", oneBit),
		"index gone":  flip("ix", func(string, []byte) []byte { return nil }),
		"index added": func(w kv.Writer) error { return w.Put("ix", "note/shift/x\x00N9", []byte{}) },
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			for i := range 5 {
				if _, err := d.Do("", putNote(fmt.Sprint(i))); err != nil {
					t.Fatal(err)
				}
			}
			d.sound(t)
			if err := d.s.eng.Update(tamper); err != nil {
				t.Fatal(err)
			}
			rep, err := d.s.Verify(nil)
			if err != nil || len(rep.Problems) == 0 {
				t.Fatalf("not found out: %v", err)
			}
		})
	}
}

// Ensure that every migration has an old file that it was tried on, that steps run once
// and in order, and that a newer book is refused with a sentence.
func TestMigrations(t *testing.T) {
	for _, m := range migrations {
		if _, err := os.Stat(filepath.Join("..", "testdata", "schema", fmt.Sprintf("v%d.db", m.To-1))); err != nil {
			t.Errorf("migration to %d (%s) has no old file: %v", m.To, m.Why, err)
		}
	}
	d := newDesk(t)
	var ran []int
	steps := []migration{}
	for v := 2; v <= 4; v++ {
		steps = append(steps, migration{To: v, Move: func(kv.Writer) error { ran = append(ran, v); return nil }})
	}
	if err := migrate(d.s.eng, steps); err != nil || fmt.Sprint(ran) != "[2 3 4]" {
		t.Fatalf("ran %v, %v", ran, err)
	}
	if err := migrate(d.s.eng, steps); err != nil || len(ran) != 3 {
		t.Fatalf("ran again: %v, %v", ran, err)
	}
	if err := migrate(d.s.eng, migrations); rules.KindOf(err) != rules.Precondition {
		t.Fatalf("a newer book: %v", err)
	}
	broken := append(steps, migration{To: 5, Move: func(w kv.Writer) error { w.Put("state", "x", []byte("1")); return errors.New("no") }})
	if err := migrate(d.s.eng, broken); err == nil {
		t.Fatal("a failing migration passed")
	}
	if err := migrate(d.s.eng, steps); err != nil {
		t.Fatalf("after a failed migration: %v", err)
	}
}
