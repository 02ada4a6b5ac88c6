package deskd

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func listen(t *testing.T, path string, handle func(*Session) int) *Server {
	t.Helper()
	s, err := Listen(path, handle)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func dial(t *testing.T, path string) *Client {
	t.Helper()
	c, err := Dial(path, time.Now().Add(Silence))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAVerbRunsAtTheHolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	listen(t, path, func(s *Session) int {
		pin, err := s.Ask("PIN: ")
		if err != nil {
			return 9
		}
		in, err := io.ReadAll(s.In)
		if err != nil {
			return 8
		}
		fmt.Fprintf(s.Out, "%s %s %s %s %s", s.Args[0], s.Dir, s.Env["LANG"], pin, in)
		fmt.Fprint(s.Err, "warned")
		return 4
	})
	var out, warn bytes.Buffer
	big := strings.Repeat("桥洞", 100_000)
	code, err := dial(t, path).Run(
		Call{Args: []string{"case"}, Dir: "/here", Env: map[string]string{"LANG": "zh"}, Terminal: true},
		Streams{In: strings.NewReader(big), Out: &out, Err: &warn, Ask: func(p string) (string, error) { return p + "246810", nil }})
	if err != nil || code != 4 || warn.String() != "warned" || out.String() != "case /here zh PIN: 246810 "+big {
		t.Fatalf("code %d, %v, out %.60q, err %q", code, err, out.String(), warn.String())
	}
}

func TestManyAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	listen(t, path, func(s *Session) int { io.Copy(s.Out, s.In); return 0 })
	var wg sync.WaitGroup
	for i := range 3 * maxConns {
		wg.Go(func() {
			var out bytes.Buffer
			c, err := Dial(path, time.Now().Add(10*Silence))
			if err != nil {
				t.Error(err)
				return
			}
			want := fmt.Sprint("line ", i)
			if code, err := c.Run(Call{}, Streams{In: strings.NewReader(want), Out: &out, Err: io.Discard}); code != 0 || err != nil || out.String() != want {
				t.Errorf("%d, %v, %q", code, err, out.String())
			}
		})
	}
	wg.Wait()
}

func TestNoTerminalToAskOn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	asked := make(chan error, 1)
	listen(t, path, func(s *Session) int { _, err := s.Ask("PIN"); asked <- err; return 0 })
	if _, err := dial(t, path).Run(Call{}, Streams{Out: io.Discard, Err: io.Discard}); err != nil {
		t.Fatal(err)
	}
	if err := <-asked; !errors.Is(err, ErrNoAsk) {
		t.Fatal(err)
	}
}

func TestNobodyListens(t *testing.T) {
	dir := t.TempDir()
	for name, path := range map[string]string{"no folder": dir + "/none/s", "no socket": dir + "/s"} {
		if _, err := Dial(path, time.Now().Add(Silence)); err != ErrNobody {
			t.Errorf("%s: %v", name, err)
		}
	}
	// A dead holder's file: bound once, closed without being taken away.
	stale := filepath.Join(dir, "stale")
	ln, err := net.ListenUnix("unix", &net.UnixAddr{Net: "unix", Name: stale})
	if err != nil {
		t.Fatal(err)
	}
	ln.SetUnlinkOnClose(false)
	ln.Close()
	if _, err := Dial(stale, time.Now().Add(Silence)); err != ErrNobody {
		t.Errorf("stale: %v", err)
	}
	listen(t, stale, func(*Session) int { return 7 })
	if code, err := dial(t, stale).Run(Call{}, Streams{Out: io.Discard, Err: io.Discard}); code != 7 || err != nil {
		t.Errorf("replaced: %d %v", code, err)
	}
}

// deaf listens and never says anything; greeted says hello first.
func deaf(t *testing.T, greeted bool) string {
	path := filepath.Join(t.TempDir(), "s")
	ln, err := net.ListenUnix("unix", &net.UnixAddr{Net: "unix", Name: path})
	if err != nil {
		t.Fatal(err)
	}
	var held []net.Conn
	t.Cleanup(func() {
		ln.Close()
		for _, c := range held {
			c.Close()
		}
	})
	if greeted {
		go func() {
			c, err := ln.Accept()
			if err == nil {
				held = append(held, c)
				writeFrame(c, hello, []byte{Version})
			}
		}()
	}
	return path
}

func TestASilentHolder(t *testing.T) {
	if _, err := Dial(deaf(t, false), time.Now().Add(Silence/20)); err != ErrSilent {
		t.Error(err)
	}
	if testing.Short() {
		t.Skip("waits for the whole silence")
	}
	if _, err := dial(t, deaf(t, true)).Run(Call{}, Streams{Out: io.Discard, Err: io.Discard}); !errors.Is(err, ErrLost) {
		t.Error(err)
	}
}

func TestAnotherVersion(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	ln, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	go func() {
		if c, err := ln.Accept(); err == nil {
			defer c.Close()
			writeFrame(c, hello, []byte{Version + 1})
			io.Copy(io.Discard, c)
		}
	}()
	if _, err := Dial(path, time.Now().Add(Silence)); err != ErrVersion {
		t.Error(err)
	}
}

func TestTheHolderDiesAmidAVerb(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	listen(t, path, func(s *Session) int { s.c.nc.Close(); return 0 })
	if _, err := dial(t, path).Run(Call{}, Streams{Out: io.Discard, Err: io.Discard}); !errors.Is(err, ErrLost) {
		t.Error(err)
	}
}

func TestAPanicEndsOneVerbAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	listen(t, path, func(s *Session) int {
		if s.Args != nil {
			panic("bad")
		}
		return 0
	})
	if _, err := dial(t, path).Run(Call{Args: []string{"x"}}, Streams{Out: io.Discard, Err: io.Discard}); !errors.Is(err, ErrLost) {
		t.Error(err)
	}
	if code, err := dial(t, path).Run(Call{}, Streams{Out: io.Discard, Err: io.Discard}); code != 0 || err != nil {
		t.Error(code, err)
	}
}

func TestCloseEndsVerbsThatRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	reading := make(chan struct{})
	s, err := Listen(path, func(s *Session) int {
		buf := make([]byte, 1)
		io.ReadFull(s.In, buf)
		close(reading)
		if _, err := s.In.Read(buf); !errors.Is(err, ErrClosing) {
			return 1
		}
		return 5
	})
	if err != nil {
		t.Fatal(err)
	}
	in, typing := io.Pipe()
	defer typing.Close()
	c := dial(t, path)
	code := make(chan int)
	go func() {
		n, err := c.Run(Call{}, Streams{In: in, Out: io.Discard, Err: io.Discard})
		if err != nil {
			n = -1
		}
		code <- n
	}()
	typing.Write([]byte("x"))
	<-reading
	s.Close()
	if n := <-code; n != 5 {
		t.Error(n)
	}
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		t.Error("the socket is still there")
	}
	s.Close() // twice is harmless
}

func TestALongPath(t *testing.T) {
	dir := t.TempDir()
	for len(dir) < 2*maxPath {
		dir = filepath.Join(dir, "北渡镇值班室")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "s")
	s := listen(t, path, func(*Session) int { return 6 })
	if code, err := dial(t, path).Run(Call{}, Streams{Out: io.Discard, Err: io.Discard}); code != 6 || err != nil {
		t.Error(code, err)
	}
	s.Close()
	if _, err := Dial(path, time.Now().Add(Silence)); err != ErrNobody {
		t.Error(err)
	}
}

func TestFramesOfAnySizeAreBounded(t *testing.T) {
	if _, _, err := readFrame(bytes.NewReader([]byte{byte(out), 0xff, 0xff, 0xff, 0xff})); err == nil {
		t.Error("a frame of 4 GiB was believed")
	}
}
