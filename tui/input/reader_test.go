package input

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"
)

// chunks is a source that gives one piece a Read, then the end.
type chunks [][]byte

func (c *chunks) Read(p []byte) (int, error) {
	if len(*c) == 0 {
		return 0, io.EOF
	}
	n := copy(p, (*c)[0])
	if (*c)[0] = (*c)[0][n:]; len((*c)[0]) == 0 {
		*c = (*c)[1:]
	}
	return n, nil
}

func pieces(s string, sizes ...int) *chunks {
	c := &chunks{}
	for i := 0; len(s) > 0; i++ {
		n := min(sizes[i%len(sizes)], len(s))
		*c = append(*c, []byte(s[:n]))
		s = s[n:]
	}
	return c
}

// reads gives what v1 would get, one entry a Read, and checks what must hold of
// each: it never fills 256 bytes and never ends inside a rune.
func reads(t *testing.T, r *Reader) []string {
	t.Helper()
	var all []string
	buf := make([]byte, 256)
	for {
		n, err := r.Input().Read(buf)
		if n >= 256 {
			t.Fatalf("a read of %d bytes: v1 takes it for one that was cut", n)
		}
		if !utf8.Valid(buf[:n]) {
			t.Fatalf("a read ends inside a rune: %q", buf[:n])
		}
		if n > 0 {
			all = append(all, string(buf[:n]))
		}
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestHanArrivesWholeAtEverySplit(t *testing.T) {
	for _, count := range []int{500, 1200} {
		s := strings.Repeat("王", count)
		for i := 1; i < len(s); i++ {
			got := strings.Join(reads(t, New(pieces(s, i, len(s)), Options{})), "")
			if got != s {
				t.Fatalf("%d × 王 cut at byte %d: %d runes arrived", count, i, utf8.RuneCountInString(got))
			}
		}
		for _, sizes := range [][]int{{1}, {2}, {4}, {5, 7}, {83}, {84}, {85}, {254}, {255}, {256}, {257}, {1, 300}, {4096}} {
			if got := strings.Join(reads(t, New(pieces(s, sizes...), Options{})), ""); got != s {
				t.Fatalf("%d × 王 in pieces of %v: %d runes arrived", count, sizes, utf8.RuneCountInString(got))
			}
		}
	}
}

func TestFourByteNamesAndFullWidthKeysPass(t *testing.T) {
	const s = "𠮷䶮𬭎？／：、·a 1\r\t\x7f\x03"
	for i := 1; i < len(s); i++ {
		if got := strings.Join(reads(t, New(pieces(s, i, len(s)), Options{})), ""); got != s {
			t.Fatalf("cut at %d: %q", i, got)
		}
	}
}

func TestBytesThatAreNoTextAreSeen(t *testing.T) {
	gbk := "\xd5\xc5x" // 张 from a terminal set to GBK
	got := strings.Join(reads(t, New(pieces(gbk, 1), Options{})), "")
	if want := unreadable + unreadable + "x"; got != want {
		t.Fatalf("got %q, want %q", got, want)
	}
	if got := strings.Join(reads(t, New(pieces("王\xe7\x8e", 4), Options{})), ""); got != "王"+unreadable {
		t.Fatalf("a rune cut by the end of the input: %q", got)
	}
}

// sequences are what terminals send for the keys of DESIGN §6, and odd ones.
var sequences = []string{
	"\x1b[A", "\x1b[1;5C", "\x1b[5~", "\x1b[15~", "\x1bOP", "\x1bOS", "\x1b[[A", "\x1b[Z", "\x1b[3~",
	"\x1b[24~", "\x1b[<0;10;20M", "\x1b[?62;1;6c", "\x1bx", "\x1b\r", "\x1b\x7f",
}

func TestSequencesAreJoined(t *testing.T) {
	for _, seq := range sequences {
		for i := 1; i < len(seq); i++ {
			synctest.Test(t, func(t *testing.T) {
				pr, pw := io.Pipe()
				go func() {
					for _, piece := range []string{seq[:i], seq[i:], "王"} {
						pw.Write([]byte(piece))
						time.Sleep(30 * time.Millisecond) // of the bubble's own clock
					}
					pw.Close()
				}()
				got := reads(t, New(pr, Options{}))
				if strings.Join(got, "|") != seq+"|王" {
					t.Errorf("%q cut at %d arrived as %q", seq, i, got)
				}
			})
		}
	}
}

// What never becomes a sequence goes on as it came, and bounds what is held.
func TestEndlessSequence(t *testing.T) {
	in := "\x1b[" + strings.Repeat("1", 1000) + "A王"
	if got := strings.Join(reads(t, New(pieces(in, 7), Options{})), ""); got != in {
		t.Errorf("%d of %d bytes", len(got), len(in))
	}
}

func TestSequenceInThreeReads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pr, pw := io.Pipe()
		go func() {
			for _, b := range []string{"\x1b", "[", "A"} {
				pw.Write([]byte(b))
				time.Sleep(49 * time.Millisecond)
			}
			pw.Close()
		}()
		if got := reads(t, New(pr, Options{})); strings.Join(got, "|") != "\x1b[A" {
			t.Errorf("%q", got)
		}
	})
}

func TestLoneEscIsReleased(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pr, pw := io.Pipe()
		r := New(pr, Options{})
		defer r.Close()
		go func() {
			pw.Write([]byte("\x1b"))
			time.Sleep(EscWait + time.Millisecond)
			pw.Write([]byte("[A"))
			pw.Close()
		}()
		start, buf := time.Now(), make([]byte, 256)
		n, err := r.Input().Read(buf)
		if string(buf[:n]) != "\x1b" || err != nil || time.Since(start) != EscWait {
			t.Errorf("read %q, %v after %v", buf[:n], err, time.Since(start))
		}
		if got := reads(t, r); strings.Join(got, "") != "[A" {
			t.Errorf("then %q", got)
		}
	})
}

// Esc and what is typed after it come in one packet on a slow line: neither may
// swallow the other. ESC ESC is what v1 calls Alt+Esc, and Key turns into Esc.
func TestEscBeforeText(t *testing.T) {
	for in, want := range map[string]string{
		"\x1b王":                   "\x1b\x1b王",
		"\x1b\x1b[A":              "\x1b\x1b\x1b[A",
		"\x1b\x1b":                "\x1b\x1b\x1b",
		"\x1b\x1b[200~a\x1b[201~": "\x1b\x1b\x1b[200~a\x1b[201~",
		"\x1b[12王":                "\x1b[12王",
		"\x1bO王":                  "\x1bO王",
		"a\x1b":                   "a\x1b",
		"\x1b[M!!!":               "!!!",
		"\x1b[201~x":              "x",
	} {
		if got := strings.Join(reads(t, New(pieces(in, 100), Options{})), ""); got != want {
			t.Errorf("%q arrived as %q, want %q", in, got, want)
		}
	}
}

func TestAnswersOfTheTerminalAreNoText(t *testing.T) {
	for in, want := range map[string]string{
		"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\王": "王",
		"\x1b]11;rgb:1e1e/1e1e/1e1e\a王":     "王",
		"\x1bP>|xterm(390)\x1b\\王":          "王",
		"\x1b]11;rgb\x1b[A":                 "\x1b[A",
		"\x1b]x":                            "\x1b]x",
		"\x1bPing":                          "\x1bPing",
	} {
		for i := 1; i < len(in); i++ {
			if got := strings.Join(reads(t, New(pieces(in, i, 100), Options{})), ""); got != want {
				t.Errorf("%q cut at %d arrived as %q, want %q", in, i, got, want)
			}
		}
	}
}

func TestClose(t *testing.T) {
	pr, pw := io.Pipe()
	defer pw.Close()
	r := New(pr, Options{})
	done := make(chan error)
	go func() {
		_, err := r.Input().Read(make([]byte, 256))
		done <- err
	}()
	r.Close()
	r.Close()
	if err := <-done; err != io.EOF {
		t.Fatalf("a closed reader gave %v", err)
	}
}

func TestBrokenSources(t *testing.T) {
	if _, err := New(still{}, Options{}).Input().Read(make([]byte, 256)); err != errNoProgress {
		t.Errorf("a source that gives nothing: %v", err)
	}
	if _, err := New(broken{}, Options{}).Input().Read(make([]byte, 256)); err != io.ErrUnexpectedEOF {
		t.Errorf("a source that panics: %v", err)
	}
}

type still struct{}

func (still) Read([]byte) (int, error) { return 0, nil }

type broken struct{}

func (broken) Read([]byte) (int, error) { panic("torn") }
