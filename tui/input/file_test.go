package input

import (
	"bytes"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// scripted is a file that gives random bytes and is sometimes silent. wait says
// what poll would say.
type scripted struct {
	File
	data   []byte
	rnd    *rand.Rand
	t      *testing.T
	silent bool
}

func (s *scripted) wait(time.Duration) bool {
	s.silent = s.rnd.IntN(3) == 0
	return !s.silent
}

func (s *scripted) read(p []byte) (int, error) {
	if len(s.data) == 0 {
		return 0, io.EOF
	}
	n := min(len(p), len(s.data), 1+s.rnd.IntN(90))
	copy(p, s.data[:n])
	s.data = s.data[n:]
	return n, nil
}

func (s *scripted) close() {}

// On a file everything decided must go out with the read that decided it, and
// nothing that only a clock decides may stay: the cancel reader of v1 sleeps
// until the terminal has new bytes.
func TestNothingStaysBehindOnAFile(t *testing.T) {
	words := []string{"王", "a", "\x1b", "[", "A", "\x1b[200~", "\x1b[201~", "\xe7", "\xff", "\r", "\n", "\x1bOP", "\x1b]1", "\a", "𠮷", "\x01", "200~", "O"}
	for seed := range uint64(3000) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		var b bytes.Buffer
		for range rnd.IntN(400) {
			b.WriteString(words[rnd.IntN(len(words))])
		}
		s := &scripted{data: b.Bytes(), rnd: rnd, t: t}
		r := New(s, Options{PasteLimit: 50})
		r.file, r.src = s, s
		buf := make([]byte, 256)
		for {
			n, err := r.read(buf)
			if len(r.ready) > 0 {
				t.Fatalf("seed %d: %d bytes stay behind a read of %d", seed, len(r.ready), n)
			}
			if !utf8.Valid(buf[:n]) {
				t.Fatalf("seed %d: cut rune in %q", seed, buf[:n])
			}
			if s.silent && r.m.waits() != nothing {
				t.Fatalf("seed %d: %q waits for a clock that nobody watches", seed, r.m.buf)
			}
			if err != nil {
				break
			}
		}
	}
}

func BenchmarkRead(b *testing.B) {
	s := []byte(strings.Repeat("王", 1200))
	buf := make([]byte, 256)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		r := New(bytes.NewReader(s), Options{})
		in := r.Input()
		for {
			if _, err := in.Read(buf); err != nil {
				break
			}
		}
	}
}
