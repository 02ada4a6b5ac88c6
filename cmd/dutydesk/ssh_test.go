package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"dutydesk/cmd/internal/sshd"
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// service is the SSH service over a test desk, with a key for each of some officers.
type service struct {
	*storetest.Book
	t    *testing.T
	addr string
	srv  *sshd.Server
	gate *gate
	host ssh.PublicKey
	keys map[string]ssh.Signer
}

func newKey(t testing.TB) ssh.Signer {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	s, err := ssh.NewSignerFromKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func serving(t *testing.T, limits sshd.Limits) *service {
	t.Helper()
	s := &service{Book: storetest.New(t), t: t, keys: map[string]ssh.Signer{}}
	s.Must("沈岚", &command.AddOfficer{Name: "罗望川", Roles: []rules.Role{rules.RoleVillage}, Village: "河湾村"})
	for _, name := range []string{"何雨禾", "沈岚", "白露生", "罗望川"} {
		k := newKey(t)
		s.keys[name] = k
		s.Must("沈岚", &command.AddKey{Officer: name, Line: string(ssh.MarshalAuthorizedKey(k.PublicKey())), PIN: storetest.PIN})
	}
	host := newKey(t)
	s.host = host.PublicKey()
	s.gate = newGate(s.Store, func(err error) { t.Log(err) })
	srv, err := sshd.New(host, s.gate, limits)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.srv, s.addr = srv, l.Addr().String()
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	changes, stop := s.Watch()
	go func() {
		for c := range changes {
			if c.Kind == "key" || c.Kind == "officer" {
				srv.Recheck()
			}
		}
	}()
	t.Cleanup(func() {
		stop()
		srv.Close()
		s.gate.close()
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
	})
	return s
}

func (s *service) dial(user string, auth ...ssh.AuthMethod) (*ssh.Client, error) {
	return ssh.Dial("tcp", s.addr, &ssh.ClientConfig{User: user, Auth: auth, HostKeyCallback: ssh.FixedHostKey(s.host), Timeout: 10 * time.Second})
}

func (s *service) client(name string) *ssh.Client {
	s.t.Helper()
	c, err := s.dial(name, ssh.PublicKeys(s.keys[name]))
	if err != nil {
		s.t.Fatalf("%s: %v", name, err)
	}
	s.t.Cleanup(func() { c.Close() })
	return c
}

// exec runs a verb, and returns its exit code and what it said.
func exec1(t *testing.T, c *ssh.Client, in, line string) (code int, out, warn string) {
	t.Helper()
	n, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	var o, e bytes.Buffer
	n.Stdin, n.Stdout, n.Stderr = strings.NewReader(in), &o, &e
	err = n.Run(line)
	if x, ok := errors.AsType[*ssh.ExitError](err); ok {
		code = x.ExitStatus()
	} else if err != nil {
		t.Fatalf("%s: %v %s", line, err, e.String())
	}
	return code, o.String(), e.String()
}

// farScreen is a screen at a far end, as a client sees it.
type farScreen struct {
	t  *testing.T
	n  *ssh.Session
	in io.WriteCloser

	mu   sync.Mutex
	seen bytes.Buffer
	more chan struct{}
}

func (f *farScreen) Write(p []byte) (int, error) {
	f.mu.Lock()
	f.seen.Write(p)
	f.mu.Unlock()
	if bytes.Contains(p, []byte("\x1b[6n")) {
		io.WriteString(f.in, "\x1b[9;2R")
	}
	select {
	case f.more <- struct{}{}:
	default:
	}
	return len(p), nil
}

func screenOf(t *testing.T, c *ssh.Client, w, h int) *farScreen {
	t.Helper()
	n, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	f := &farScreen{t: t, n: n, more: make(chan struct{}, 1)}
	if f.in, err = n.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	n.Stdout, n.Stderr = f, f
	if err := n.RequestPty("xterm-256color", h, w, ssh.TerminalModes{}); err != nil {
		t.Fatal(err)
	}
	if err := n.Shell(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close() })
	return f
}

// sees waits for words on the screen, since the last ones that were waited for.
func (f *farScreen) sees(want string) *farScreen {
	f.t.Helper()
	end := time.After(15 * time.Second)
	for {
		f.mu.Lock()
		i := bytes.Index(f.seen.Bytes(), []byte(want))
		if i >= 0 {
			f.seen.Next(i + len(want))
		}
		f.mu.Unlock()
		if i >= 0 {
			return f
		}
		select {
		case <-f.more:
		case <-end:
			f.mu.Lock()
			defer f.mu.Unlock()
			f.t.Fatalf("no %q:\n%q", want, f.seen.String())
		}
	}
}

func (f *farScreen) keys(keys string) *farScreen {
	f.t.Helper()
	if _, err := io.WriteString(f.in, keys); err != nil {
		f.t.Fatal(err)
	}
	return f
}

func (s *service) codes(from uint64) string {
	s.t.Helper()
	entries, err := s.Journal(from, 1000)
	if err != nil {
		s.t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Code+" "+e.Name)
	}
	return strings.Join(out, ", ")
}

// Ensure a key opens the screen without a PIN, under its owner's name, and that a note
// written there is in the book from that terminal; leaving is an entry.
func TestScreenOverSSH(t *testing.T) {
	s := serving(t, sshd.Usual)
	from := s.Seq() + 1
	f := screenOf(t, s.client("何雨禾"), 80, 24).sees("何雨禾 已登录")
	f.keys("\x1b[19~").sees("记事").keys("雪大了").sees("雪大了").keys("\x1b[20~")
	waitFor(t, func() bool { return strings.Contains(s.codes(from), "note.add 何雨禾") })
	if err := f.n.WindowChange(30, 45); err != nil {
		t.Fatal(err)
	}
	f.sees("何雨禾")
	f.keys("\x03").sees("退出").keys("\r").sees("\x1b[?1049l")
	if err := f.n.Wait(); err != nil {
		t.Errorf("%v", err)
	}
	waitFor(t, func() bool { return strings.Contains(s.codes(from), "ssh.out") })
	if got := s.codes(from); got != "ssh.in 何雨禾, note.add 何雨禾, ssh.out 何雨禾" {
		t.Error(got)
	}
	entries, err := s.Journal(from+1, 1)
	if err != nil || entries[0].Terminal != "ssh 127.0.0.1 SK001" {
		t.Errorf("%+v %v", entries, err)
	}
}

func waitFor(t *testing.T, ok func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(15 * time.Second); !ok(); <-tick.C {
		if time.Now().After(end) {
			t.Fatal("it never comes")
		}
	}
}

// Ensure four identities run the same verbs, each as themselves and no further: exit codes
// are carried, standard input streams, nothing acts as another or reaches the machine.
func TestVerbsOverSSH(t *testing.T) {
	s := serving(t, sshd.Usual)
	officer, leader, village, auditor := s.client("何雨禾"), s.client("沈岚"), s.client("罗望川"), s.client("白露生")
	if code, out, warn := exec1(t, officer, "", `case open 汽车站桥洞 '有 人'`); code != 0 || !strings.HasPrefix(out, "C") {
		t.Fatalf("%d %s %s", code, out, warn)
	}
	if code, out, _ := exec1(t, officer, `{"place":"三号涵洞","said":"又一个"}`+"\n", "case open --stdin"); code != 0 || !strings.HasPrefix(out, "C") {
		t.Errorf("stdin: %d %s", code, out)
	}
	for name, c := range map[string]*ssh.Client{"officer": officer, "leader": leader, "auditor": auditor} {
		if code, out, _ := exec1(t, c, "", "case list --json"); code != 0 || strings.Count(out, "\n") != 2 || !strings.Contains(out, `"id"`) {
			t.Errorf("%s: %d %s", name, code, out)
		}
	}
	for _, c := range []struct {
		who  *ssh.Client
		line string
		code int
		says string
	}{
		{auditor, "case open 汽车站桥洞 有人", exitRefused, "角色"},
		{village, "note add 风大", exitRefused, ""},
		{officer, "note add 风大 --as 沈岚", exitRefused, "以别人的名义"},
		{officer, "note add 风大 --as hyh", exitDone, ""},
		{officer, "case list --data /tmp", exitRefused, "--data"},
		{officer, "serve", exitRefused, ""},
		{officer, "demo", exitRefused, ""},
		{leader, "restore /etc/passwd", exitRefused, ""},
		{leader, "init --town 甲 --admin 乙", exitRefused, ""},
		{officer, "nosuch", exitUsage, ""},
		{officer, "case close 9999 完", exitRefused, ""},
		{officer, "", exitUsage, "终端"},
		{officer, "officer key add ssh-ed25519 AAAA", exitRefused, "PIN"},
		{village, "journal", exitRefused, "本村"},
		{village, "backup", exitRefused, "本村"},
		{auditor, "journal", exitDone, ""},
		{leader, "print handover --out /tmp/x.html", exitRefused, ""},
		{leader, "import /etc/passwd", exitRefused, ""},
		{leader, "backup /tmp/x.db", exitRefused, ""},
		{leader, "plan check /etc/passwd", exitRefused, ""},
	} {
		code, out, warn := exec1(t, c.who, "", c.line)
		if code != c.code || !strings.Contains(out+warn, c.says) || strings.Contains(out+warn, "root:") {
			t.Errorf("%s: exit %d, want %d: %s%s", c.line, code, c.code, out, warn)
		}
	}
	if got := s.codes(1); !strings.Contains(got, "ssh.in 罗望川") {
		t.Errorf("a village contact came in and the journal does not say so: %s", got)
	}
	// Threat 11: the same request from two sessions at once, and again after a reconnect, is one.
	var both sync.WaitGroup
	ids := make([]string, 3)
	for i, c := range []*ssh.Client{officer, s.client("何雨禾")} {
		both.Go(func() { _, ids[i], _ = exec1(t, c, "", "case open 汽车站桥洞 同一个 --request r-1") })
	}
	both.Wait()
	_, ids[2], _ = exec1(t, s.client("何雨禾"), "", "case open 汽车站桥洞 同一个 --request r-1")
	if ids[0] == "" || ids[0] != ids[1] || ids[0] != ids[2] {
		t.Errorf("one request, %q", ids)
	}
	if code, _, warn := exec1(t, leader, "", "case open 汽车站桥洞 同一个 --request r-1"); code != exitRefused || !strings.Contains(warn, "请求号") {
		t.Errorf("another's request: %d %s", code, warn)
	}
	s.Must("沈岚", &command.SetSetting{Name: rules.SettingSSHWrite, Value: "0"})
	if code, _, warn := exec1(t, officer, "", "note add 风大"); code != exitRefused || !strings.Contains(warn, "ssh_write") {
		t.Errorf("%d %s", code, warn)
	}
	if _, err := officer.NewSession(); err != nil {
		t.Fatal(err)
	}
}

// Ensure who may not come in does not: a key of nobody, another's name, a retired officer, a
// certificate, no key, a PIN while the setting is off, a wrong one while it is on.
func TestWhoComesIn(t *testing.T) {
	s := serving(t, sshd.Usual)
	s.keys["stranger"] = newKey(t)
	for _, c := range []struct{ user, key string }{{"何雨禾", "stranger"}, {"沈岚", "何雨禾"}, {"root", "何雨禾"}, {"", "何雨禾"}} {
		if _, err := s.dial(c.user, ssh.PublicKeys(s.keys[c.key])); err == nil {
			t.Errorf("%+v came in", c)
		}
		s.forgive()
	}
	for _, user := range []string{"何雨禾", "hyh", "U002", "heyuhe"} {
		c, err := s.dial(user, ssh.PublicKeys(s.keys["何雨禾"]))
		if err != nil {
			t.Errorf("%s: %v", user, err)
			continue
		}
		c.Close()
	}
	said := func(pin string) ssh.AuthMethod {
		return ssh.KeyboardInteractive(func(_, _ string, qs []string, _ []bool) ([]string, error) {
			return []string{pin}[:min(len(qs), 1)], nil
		})
	}
	if _, err := s.dial("何雨禾", said(storetest.PIN)); err == nil {
		t.Error("a PIN came in while the setting is off")
	}
	s.Must("沈岚", &command.SetSetting{Name: rules.SettingSSHPIN, Value: "1"})
	c, err := s.dial("何雨禾", said(storetest.PIN))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	screenOf(t, c, 80, 24).sees("何雨禾 已登录")
	if _, err := s.dial("何雨禾", said("000000")); err == nil {
		t.Error("a wrong PIN came in")
	}
	if _, err := s.dial("nobody", said(storetest.PIN)); err == nil {
		t.Error("nobody came in")
	}
	s.forgive()
	if _, err := s.dial("何雨禾"); err == nil {
		t.Error("nothing came in")
	}
}

// forgive lets the test go on after failures of its own: somebody who may comes in.
func (s *service) forgive() {
	s.t.Helper()
	waitFor(s.t, func() bool {
		c, err := s.dial("沈岚", ssh.PublicKeys(s.keys["沈岚"]))
		if err != nil {
			return false
		}
		n, err := c.NewSession()
		if err == nil {
			n.Close()
		}
		c.Close()
		return err == nil
	})
}

// offering offers a key and signs with another: what CVE-2024-45337 is about.
type offering struct {
	ssh.Signer
	asked *int
}

func (o offering) Sign(r io.Reader, data []byte) (*ssh.Signature, error) {
	*o.asked++
	return nil, errors.New("this key is only offered")
}

// Threat 6: offer key A (a leader's) unsigned, then authenticate with key B: the session is B's.
func TestUnprovenKey(t *testing.T) {
	s := serving(t, sshd.Usual)
	asked := 0
	s.Must("沈岚", &command.PutOfficer{ID: "U002", Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}, Version: 1})
	for _, user := range []string{"何雨禾", "U002"} {
		n := 0
		c, err := s.dial(user, ssh.PublicKeysCallback(func() ([]ssh.Signer, error) {
			return []ssh.Signer{offering{s.keys["沈岚"], &asked}, s.keys["何雨禾"]}, nil
		}))
		if err != nil {
			t.Fatal(err)
		}
		_, out, _ := exec1(t, c, "", "officer key list --json")
		if n = strings.Count(out, "\n"); n != 1 || !strings.Contains(out, "何雨禾") {
			t.Errorf("%s sees %d keys: %s", user, n, out)
		}
		c.Close()
	}
	// The other way round: named as the leader, proven as the officer.
	if _, err := s.dial("沈岚", ssh.PublicKeysCallback(func() ([]ssh.Signer, error) {
		return []ssh.Signer{offering{s.keys["沈岚"], &asked}, s.keys["何雨禾"]}, nil
	})); err == nil {
		t.Error("an unproven key came in")
	}
}

// Ensure a revoked key ends its open screen at once with the reason, and a running verb too.
func TestRevokedWhileOpen(t *testing.T) {
	s := serving(t, sshd.Usual)
	c := s.client("何雨禾")
	f := screenOf(t, c, 80, 24).sees("何雨禾 已登录")
	other := screenOf(t, s.client("白露生"), 80, 24).sees("白露生 已登录")
	s.Must("沈岚", &command.RevokeKey{Key: "SK001", Reason: "丢了"})
	f.sees("\x1b[?1049l").sees("已撤销")
	if err := c.Wait(); err == nil {
		t.Error("the connection closed without a fault") // it is cut
	}
	other.keys("\x1bOP").sees("帮助")
	if _, err := s.dial("何雨禾", ssh.PublicKeys(s.keys["何雨禾"])); err == nil {
		t.Error("it comes in again")
	}
}

// Ensure nothing but sessions is served.
func TestNothingElse(t *testing.T) {
	s := serving(t, sshd.Usual)
	c := s.client("何雨禾")
	if _, err := c.Dial("tcp", "127.0.0.1:22"); err == nil {
		t.Error("it forwards")
	}
	if _, err := c.Listen("tcp", "127.0.0.1:0"); err == nil {
		t.Error("it listens")
	}
	n, err := c.NewSession()
	if err != nil {
		t.Fatal(err)
	}
	defer n.Close()
	for _, sub := range []string{"sftp", "netconf", "x"} {
		if err := n.RequestSubsystem(sub); err == nil {
			t.Errorf("subsystem %s", sub)
		}
	}
	for _, req := range []string{"auth-agent-req@openssh.com", "x11-req", "break", "signal"} {
		if ok, err := n.SendRequest(req, true, ssh.Marshal(struct{ A string }{"TERM"})); ok || err != nil {
			t.Errorf("%s: %v %v", req, ok, err)
		}
	}
	for name, want := range map[string]bool{"LANG": true, "LC_ALL": true, "PATH": false, "LD_PRELOAD": false, "DUTYDESK_PIN": false, "DUTYDESK_AS": false} {
		if err := n.Setenv(name, "en_US.UTF-8"); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	var out bytes.Buffer
	n.Stderr = &out
	if err := n.Run("nosuch"); err == nil || !strings.Contains(out.String(), "No command") {
		t.Errorf("LANG is not heard: %s", out.String())
	}
}

// heap is what is held now.
func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}

// Threat 4: pty-req 5000×5000, 0×0, 65535², a storm of window changes: bounded, no memory, and
// others answer in under 100 ms.
func TestPTYBomb(t *testing.T) {
	s := serving(t, sshd.Usual)
	duty := s.client("沈岚")
	exec1(t, duty, "", "version")
	before := heap()
	c := s.client("何雨禾")
	for _, size := range [][2]int{{5000, 5000}, {65535, 65535}, {1<<31 - 1, 1<<31 - 1}} {
		screenOf(t, c, size[0], size[1]).sees("何雨禾 已登录").n.Close()
	}
	zero := screenOf(t, c, 0, 0).sees("何雨禾 已登录")
	stop := make(chan struct{})
	var storm sync.WaitGroup
	storm.Go(func() {
		tick := time.NewTicker(time.Millisecond)
		defer tick.Stop()
		for i := 0; ; i++ {
			select {
			case <-tick.C:
				_ = zero.n.WindowChange(1+i*977%65535, 1+i*499%65535)
			case <-stop:
				return
			}
		}
	})
	var took []time.Duration
	for range 30 {
		at := time.Now()
		exec1(t, duty, "", "version")
		took = append(took, time.Since(at))
	}
	close(stop)
	storm.Wait()
	if grown := int64(heap()) - int64(before); grown > 50<<20 {
		t.Errorf("%d MB more", grown>>20)
	}
	if m := median(took); m > 100*time.Millisecond {
		t.Errorf("others wait %v", m)
	}
	if err := zero.n.WindowChange(24, 80); err != nil {
		t.Fatal(err)
	}
	zero.keys("\x1bOP").sees("帮助")
}

func median(d []time.Duration) time.Duration {
	for i := range d {
		for j := i; j > 0 && d[j] < d[j-1]; j-- {
			d[j], d[j-1] = d[j-1], d[j]
		}
	}
	return d[len(d)/2]
}

func openFiles(t *testing.T) int {
	t.Helper()
	all, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip(err)
	}
	return len(all)
}

// Threat 5: 2,000 silent connections, one that drips, wrong keys without end, 200 channels:
// what is held is bounded, a session that is open goes on, failures are one entry.
func TestFlood(t *testing.T) {
	limits := sshd.Usual
	limits.Handshake, limits.PendingEach = time.Second, 10
	s := serving(t, limits)
	duty := s.client("沈岚")
	exec1(t, duty, "", "version")
	from, files := s.Seq()+1, openFiles(t)
	var held []net.Conn
	for range 2000 {
		nc, err := net.Dial("tcp", s.addr)
		if err != nil {
			t.Fatal(err)
		}
		held = append(held, nc)
	}
	held[0].Write([]byte("S"))
	if code, _, _ := exec1(t, duty, "", "case list"); code != 0 {
		t.Error(code)
	}
	for _, nc := range held { // they are closed from the other side, the last after the handshake's time
		nc.SetReadDeadline(time.Now().Add(10 * time.Second))
		if _, err := io.Copy(io.Discard, nc); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Fatal("a silent connection is held")
		}
		nc.Close()
	}
	waitFor(t, func() bool { return openFiles(t) <= files+5 })

	wrong := newKey(t)
	tried := 0
	for end := time.Now().Add(2 * time.Second); time.Now().Before(end); tried++ {
		if c, err := s.dial("何雨禾", ssh.PublicKeys(wrong)); err == nil {
			c.Close()
			t.Fatal("a wrong key came in")
		}
	}
	if code, _, _ := exec1(t, duty, "", "case list"); code != 0 {
		t.Error(code)
	}
	s.gate.close()
	if got := s.codes(from); strings.Count(got, "ssh.failed") != 1 {
		t.Errorf("after %d wrong keys: %s", tried, got)
	}

	opened := 0
	for range 200 {
		if _, err := duty.NewSession(); err == nil {
			opened++
		}
	}
	if opened > limits.Channels || opened == 0 {
		t.Errorf("%d channels at once", opened)
	}
}

// Threat 8: a client that takes nothing is dropped, and no other waits for it meanwhile.
func TestSlowReader(t *testing.T) {
	if testing.Short() {
		t.Skip("fills what is on the way")
	}
	limits := sshd.Usual
	limits.Write = 300 * time.Millisecond
	s := serving(t, limits)
	nc, err := net.Dial("tcp", s.addr)
	if err != nil {
		t.Fatal(err)
	}
	stopped := &stopping{Conn: nc, stop: make(chan struct{})}
	sc, chans, reqs, err := ssh.NewClientConn(stopped, s.addr, &ssh.ClientConfig{User: "何雨禾", Auth: []ssh.AuthMethod{ssh.PublicKeys(s.keys["何雨禾"])}, HostKeyCallback: ssh.FixedHostKey(s.host)})
	if err != nil {
		t.Fatal(err)
	}
	c := ssh.NewClient(sc, chans, reqs)
	slow := screenOf(t, c, 200, 60).sees("何雨禾 已登录")
	from := s.Seq() + 1
	close(stopped.stop)
	duty := screenOf(t, s.client("沈岚"), 120, 40).sees("沈岚 已登录")
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := 0; ; i++ {
			if strings.Contains(s.codes(max(from, s.Seq()-min(s.Seq(), 100))), "ssh.out 何雨禾") {
				return
			}
			s.As("周立冬").Do("", &command.AddNote{Text: fmt.Sprint("又一句", i)})
			_ = slow.n.WindowChange(200-i%2, 500-i%2) // whole screens, so that what is on the way fills up
		}
	}()
	for range 20 {
		at := time.Now()
		duty.keys("\x1bOP").sees("能用的键").keys("\x1b").sees("菜单")
		if took := time.Since(at); took > 2*time.Second {
			t.Errorf("another waits %v", took)
		}
	}
	select {
	case <-done:
	case <-time.After(40 * time.Second):
		t.Error("the slow one is never dropped")
	}
	nc.Close()
}

// stopping is a connection that reads nothing any more once it is stopped.
type stopping struct {
	net.Conn
	stop chan struct{}
}

func (s *stopping) Read(p []byte) (int, error) {
	select {
	case <-s.stop:
		select {}
	default:
	}
	return s.Conn.Read(p)
}

// Threats 1 and 7 on this transport: escapes in names and in TERM, a paste of 50 MB with an end
// mark inside: nothing of it comes back to a terminal, and the session goes on.
func TestPasteBomb(t *testing.T) {
	s := serving(t, sshd.Usual)
	duty := s.client("沈岚")
	f := screenOf(t, s.client("何雨禾"), 80, 24).sees("何雨禾 已登录")
	f.keys("\x1b[19~").sees("记事")
	f.keys("\x1b[200~张三\x1b]52;c;RVZJTA==\x07\u009b2J\x1b[6n\x1bP+q544e\x1b\\李四\r王五\x1b[201~").sees("王五")
	f.mu.Lock()
	for _, bad := range []string{"52;c;", "\u009b", "+q544e"} {
		if bytes.Contains(f.seen.Bytes(), []byte(bad)) {
			t.Errorf("%q reached a terminal", bad)
		}
	}
	f.mu.Unlock()
	big := []byte("\x1b[200~" + strings.Repeat("王大爷说冷。", 1<<20/18*50) + "\x1b[201~")
	sent := make(chan error, 1)
	go func() { _, err := f.in.Write(big); sent <- err }()
	var worst time.Duration
	for range 10 {
		at := time.Now()
		exec1(t, duty, "", "version")
		worst = max(worst, time.Since(at))
	}
	select {
	case err := <-sent:
		if err != nil {
			t.Fatal(err)
		}
	case <-time.After(30 * time.Second):
		t.Fatal("the paste is never taken")
	}
	f.sees("没有收下").keys("\x1b")
	if worst > time.Second {
		t.Errorf("others waited %v", worst)
	}
}

// Threat 18: a line that breaks amid typing keeps the draft, which is there at the next sign-in.
func TestBrokenLine(t *testing.T) {
	s := serving(t, sshd.Usual)
	from := s.Seq() + 1
	c := s.client("何雨禾")
	screenOf(t, c, 80, 24).sees("何雨禾 已登录").keys("\x1b[19~").sees("记事").keys("写到一半").sees("写到一半")
	c.Close()
	waitFor(t, func() bool { return strings.Contains(s.codes(from), "ssh.out") })
	screenOf(t, s.client("何雨禾"), 45, 30).sees("何雨禾 已登录").keys("\x1b[19~").sees("写到一半")
}

// Threat 17: a session in which nobody types ends by itself, with its reason.
func TestIdleSession(t *testing.T) {
	s := serving(t, sshd.Usual)
	s.gate.idle = func([]rules.Role) time.Duration { return 300 * time.Millisecond }
	f := screenOf(t, s.client("何雨禾"), 80, 24).sees("\x1b[?1049l").sees("很久没有按键")
	_ = f.n.Wait()
}

// Ensure 300 connects leave no goroutine and no file behind.
func TestNothingLeaks(t *testing.T) {
	s := serving(t, sshd.Usual)
	exec1(t, s.client("沈岚"), "", "version")
	n, files := runtime.NumGoroutine(), openFiles(t)
	for i := range 60 {
		c, err := s.dial("何雨禾", ssh.PublicKeys(s.keys["何雨禾"]))
		if err != nil {
			t.Fatal(err)
		}
		if i%10 == 0 {
			screenOf(t, c, 80, 24).sees("何雨禾 已登录")
		} else {
			exec1(t, c, "", "version")
		}
		c.Close()
	}
	t.Cleanup(func() {
		if t.Failed() {
			pprof.Lookup("goroutine").WriteTo(os.Stderr, 1)
		}
	})
	waitFor(t, func() bool { return runtime.NumGoroutine() <= n+3 && openFiles(t) <= files+3 })
}
