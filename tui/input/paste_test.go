package input

import (
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func pasted(s string) string { return pasteStart + s + pasteEnd }

func TestPastePasses(t *testing.T) {
	for in, want := range map[string]string{
		pasted("张家村王大爷"):             pasted("张家村王大爷"),
		pasted("一\r\n二\r三\n四"):       pasted("一\n二\n三\n四"),
		pasted("a\tb"):               pasted("a\tb"),
		pasted("") + "x":             "x",
		pasted("\x03\x1b[A\x7fq"):    pasted(unreadable + unreadable + "[A" + unreadable + "q"),
		pasted("\u009b2J\u0085"):     pasted(unreadable + "2J" + unreadable),
		pasted("\xd5\xc5"):           pasted(unreadable + unreadable),
		pasted("甲") + pasted("乙"):    pasted("甲") + pasted("乙"),
		pasted("甲") + "\r":           pasted("甲") + "\r",
		pasted("甲") + "\x1b[A":       pasted("甲") + "\x1b[A",
		pasted("\x1b]52;c;eA==\a"):   pasted(unreadable + "]52;c;eA==" + unreadable),
		pasted("a\x1b[200~b") + "\r": pasted("a"+unreadable+"[200~b") + "\r",
	} {
		for i := 1; i < len(in); i++ {
			if got := strings.Join(reads(t, New(pieces(in, i, 1000), Options{})), ""); got != want {
				t.Errorf("%q cut at %d arrived as %q, want %q", in, i, got, want)
			}
		}
	}
}

// What is pasted may hold an end mark, so that its rest acts as keys. The rest
// arrives as text, whatever the cut.
func TestEndMarkInsideAPaste(t *testing.T) {
	in := pasteStart + "甲" + pasteEnd + "y\r" + pasteEnd + "z"
	for i := 1; i < len(in); i++ {
		got := strings.Join(reads(t, New(pieces(in, i, 1000), Options{})), "")
		if want := pasted("甲") + pasted("y\n") + "z"; got != want {
			t.Errorf("cut at %d: %q, want %q", i, got, want)
		}
	}
	three := pasteStart + "甲" + pasteEnd + "y" + pasteEnd + pasteEnd + "\r" + pasteEnd
	if got := strings.Join(reads(t, New(pieces(three, 7), Options{})), ""); got != pasted("甲")+pasted("y")+pasted("\n") {
		t.Errorf("three end marks: %q", got)
	}
}

func TestKeyRightAfterAPasteIsOnlyDelayed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pr, pw := io.Pipe()
		r := New(pr, Options{})
		defer r.Close()
		go func() {
			pw.Write([]byte(pasted("甲") + "\r"))
			time.Sleep(time.Second)
			pw.Write([]byte("x")) // long after: no wait at all
			pw.Close()
		}()
		buf, start := make([]byte, 256), time.Now()
		n, _ := r.Input().Read(buf)
		if string(buf[:n]) != pasted("甲")+"\r" || time.Since(start) != EscWait {
			t.Errorf("%q after %v", buf[:n], time.Since(start))
		}
		if n, _ = r.Input().Read(buf); string(buf[:n]) != "x" || time.Since(start) != time.Second {
			t.Errorf("%q after %v", buf[:n], time.Since(start))
		}
	})
}

// Long after a paste its end is no question any more: a key is not held back.
func TestKeyLongAfterAPaste(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pr, pw := io.Pipe()
		r := New(pr, Options{})
		defer r.Close()
		go func() {
			pw.Write([]byte(pasted("甲")))
			time.Sleep(time.Second)
			pw.Write([]byte("x"))
			time.Sleep(time.Second)
			pw.Close()
		}()
		buf, start := make([]byte, 256), time.Now()
		n, _ := r.Input().Read(buf)
		if string(buf[:n]) != pasted("甲") || time.Since(start) != 0 {
			t.Errorf("%q after %v", buf[:n], time.Since(start))
		}
		if n, _ = r.Input().Read(buf); string(buf[:n]) != "x" || time.Since(start) != time.Second {
			t.Errorf("%q after %v", buf[:n], time.Since(start))
		}
		reads(t, r)
	})
}

func TestPasteWithoutEndClosesItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pr, pw := io.Pipe()
		r := New(pr, Options{})
		defer r.Close()
		go func() {
			pw.Write([]byte(pasteStart + strings.Repeat("王", 40)))
			time.Sleep(PasteWait - time.Millisecond)
			pw.Write([]byte("李\x1b[2"))
			time.Sleep(PasteWait + time.Millisecond)
			pw.Write([]byte("\x1b[A"))
			time.Sleep(time.Second)
			pw.Write([]byte(pasteEnd + "x"))
			pw.Close()
		}()
		got := reads(t, r)
		if want := pasted(strings.Repeat("王", 40)+"李") + "\x1b[Ax"; strings.Join(got, "") != want {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

// The end mark goes missing exactly when a read is full: still closed in time.
func TestPasteWithoutEndAtAFullRead(t *testing.T) {
	for n := range 300 {
		synctest.Test(t, func(t *testing.T) {
			pr, pw := io.Pipe()
			r := New(pr, Options{})
			defer pw.Close()
			go pw.Write([]byte(pasteStart + strings.Repeat("x", n+1)))
			start := time.Now()
			var got strings.Builder
			buf := make([]byte, 256)
			for !strings.HasSuffix(got.String(), pasteEnd) {
				k, err := r.Input().Read(buf)
				if err != nil {
					t.Fatal(err)
				}
				got.Write(buf[:k])
			}
			if time.Since(start) != PasteWait || got.String() != pasted(strings.Repeat("x", n+1)) {
				t.Errorf("%d bytes: closed after %v", n+1, time.Since(start))
			}
		})
	}
}

func TestLargePasteIsCut(t *testing.T) {
	text := strings.Repeat("王", 350_000) // 1.05 MB
	var called int
	r := New(strings.NewReader(pasted(text)+pasted("李")+"x"), Options{OnCut: func(n int) { called += n }})
	got := strings.Join(reads(t, r), "")
	kept := PasteLimit / 3
	if want := pasted(text[:kept*3]) + pasted("李") + "x"; got != want {
		t.Fatalf("%d bytes arrived, want %d", len(got), len(want))
	}
	if lost := len(text) - kept*3; called != lost || r.TakeCut() != lost || r.TakeCut() != 0 {
		t.Fatalf("told of %d lost bytes, want %d", called, lost)
	}
}

// The flag stands before the paste's last bytes are handed out, so that the
// message finds it.
func TestCutIsKnownWithThePaste(t *testing.T) {
	r := New(strings.NewReader(pasted("一二三四")), Options{PasteLimit: 7})
	buf := make([]byte, 256)
	for {
		n, err := r.Input().Read(buf)
		if err != nil {
			t.Fatal("the paste never ended")
		}
		if strings.HasSuffix(string(buf[:n]), pasteEnd) {
			break
		}
	}
	if n := r.TakeCut(); n != 6 {
		t.Fatalf("%d bytes cut, want 6", n)
	}
}

func BenchmarkPaste1MB(b *testing.B) {
	s := pasted(strings.Repeat("王", 350_000))
	buf := make([]byte, 256)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		in := New(strings.NewReader(s), Options{}).Input()
		for {
			if _, err := in.Read(buf); err != nil {
				break
			}
		}
	}
}
