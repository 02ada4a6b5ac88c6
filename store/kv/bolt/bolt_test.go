package bolt_test

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"dutydesk/store/kv"
	"dutydesk/store/kv/bolt"
)

var buckets = []string{"a", "b"}

func filled(t *testing.T, n int) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "book.db")
	e, err := bolt.Create(path, buckets)
	if err != nil {
		t.Fatal(err)
	}
	err = e.Update(func(w kv.Writer) error {
		for i := range n {
			if err := w.Put("a", fmt.Sprintf("k%05d", i), bytes.Repeat([]byte{byte(i)}, 300)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// Ensure that scans run in order both ways, with both ends, and stop when told.
func TestScan(t *testing.T) {
	e, err := bolt.Open(filled(t, 10), buckets, false)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	for _, c := range []struct {
		from, to string
		reverse  bool
		stop     int
		want     string
	}{
		{"", "", false, 99, "[0 1 2 3 4 5 6 7 8 9]"},
		{"", "", true, 99, "[9 8 7 6 5 4 3 2 1 0]"},
		{"k00003", "k00006", false, 99, "[3 4 5]"},
		{"k00003", "k00006", true, 99, "[5 4 3]"},
		{"k00003", "k9", true, 2, "[9 8]"},
		{"k000035", "", false, 1, "[4]"},
		{"x", "", true, 99, "[]"},
	} {
		got := []int{}
		e.View(func(r kv.Reader) error {
			r.Scan("a", c.from, c.to, c.reverse, func(k string, _ []byte) bool {
				var i int
				fmt.Sscanf(k, "k%d", &i)
				got = append(got, i)
				return len(got) < c.stop
			})
			return nil
		})
		if fmt.Sprint(got) != c.want {
			t.Errorf("%q..%q reverse=%v: %v, want %v", c.from, c.to, c.reverse, got, c.want)
		}
	}
}

// Ensure that a second holder is told so, at once.
func TestLocked(t *testing.T) {
	path := filled(t, 1)
	e, err := bolt.Open(path, buckets, false)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	if _, err := bolt.Open(path, buckets, false); !errors.Is(err, kv.ErrLocked) {
		t.Fatalf("got %v", err)
	}
}

// Ensure that a file cut at any length, or overwritten with noise, opens with an error or
// reads with one, and never ends in a panic or a fault.
func TestDamaged(t *testing.T) {
	path := filled(t, 2000)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	whole = whole[:(len(bytes.TrimRight(whole, "\x00"))+4095)/4096*4096] // the file grows ahead of its data
	rng := rand.New(rand.NewPCG(1, 2))
	noticed, most := 0, byte(0)
	try := func(name string, raw []byte) {
		p := filepath.Join(t.TempDir(), "x.db")
		if err := os.WriteFile(p, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		e, err := bolt.Open(p, buckets, false)
		if err != nil {
			noticed++
			return
		}
		defer e.Close()
		err = e.View(func(r kv.Reader) error {
			r.Scan("a", "", "", false, func(k string, v []byte) bool { most = max(most, slices.Max(v)); return true })
			return nil
		})
		if err == nil {
			err = e.Check()
		}
		if err != nil {
			noticed++
			if !errors.Is(err, kv.ErrDamaged) {
				t.Errorf("%s: %v is not called damage", name, err)
			}
		}
	}
	try("cut to nothing", nil)
	for i := range 40 {
		cut := rng.IntN(len(whole))
		try(fmt.Sprint("cut at ", cut), whole[:cut])
		noise := slices.Clone(whole)
		at := rng.IntN(len(noise) - 4096)
		for j := range 4096 {
			noise[at+j] = byte(rng.Uint32())
		}
		try(fmt.Sprint("noise ", i, " at ", at), noise)
	}
	if noticed < 50 {
		t.Errorf("only %d of 80 damaged files were noticed", noticed)
	}
}

// Ensure that a book that is not there is not made by opening it.
func TestAbsent(t *testing.T) {
	p := filepath.Join(t.TempDir(), "none.db")
	if _, err := bolt.Open(p, buckets, false); !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	if _, err := os.Stat(p); err == nil {
		t.Fatal("opening made a file")
	}
}
