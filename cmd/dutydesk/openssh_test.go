package main

import (
	"bufio"
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/creack/pty"
)

// openSSH is OpenSSH's client of one officer against a service of the product.
type openSSH struct {
	t    *testing.T
	args []string
}

// Ensure the service that the product starts takes OpenSSH's own client: its keys, its verbs,
// its standard input and exit codes, its terminal, and the end of the service.
func TestOpenSSH(t *testing.T) {
	for _, tool := range []string{"ssh", "ssh-keygen"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	p := newProduct(t, true)
	home := t.TempDir()
	if code, _, warn := p.run(nil, "serve", "--listen", "127.0.0.1:0"); code != exitRefused || !strings.Contains(warn, "init --host-key") {
		t.Fatalf("a service without a host key: %d %s", code, warn)
	}
	print := strings.TrimSpace(p.must("init", "--host-key"))
	if code, _, _ := p.run(nil, "init", "--host-key"); code != exitRefused {
		t.Error("a second host key was made")
	}
	if st, err := os.Stat(filepath.Join(p.data, hostKeyFile)); err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", st, err)
	}
	if out := p.must("version"); !strings.Contains(out, print) {
		t.Errorf("version does not show %s: %s", print, out)
	}
	if code, _, warn := p.run(nil, "serve", "--listen", "127.0.0.1:0"); code != exitRefused || !strings.Contains(warn, "key add") {
		t.Fatalf("a service without a key: %d %s", code, warn)
	}
	keygen := func(name string) string {
		path := filepath.Join(home, name)
		if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name+"@laptop", "-f", path).CombinedOutput(); err != nil {
			t.Fatalf("%v %s", err, out)
		}
		return path
	}
	people := []struct{ user, name string }{{"hyh", "何雨禾"}, {"shenlan", "沈岚"}, {"lwc", "罗望川"}, {"白露生", "白露生"}}
	for i, who := range people {
		line, err := os.ReadFile(keygen("k"+string(rune('0'+i))) + ".pub")
		if err != nil {
			t.Fatal(err)
		}
		if code, _, warn := p.run([]string{"DUTYDESK_AS=" + who.name}, "officer", "key", "add", string(line)); code != 0 {
			t.Fatalf("%s: %s", who.name, warn)
		}
	}
	serve := p.cmd(nil, "serve", "--listen", "127.0.0.1:0")
	var warn bytes.Buffer
	serve.Stderr = &warn
	out, err := serve.StdoutPipe()
	if err == nil {
		err = serve.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = serve.Process.Kill() })
	addr, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("%v %s", err, warn.String())
	}
	_, port, err := net.SplitHostPort(strings.TrimSpace(addr))
	if err != nil {
		t.Fatal(err)
	}
	as := func(i int) *openSSH {
		return &openSSH{t, []string{"-F", "none", "-p", port, "-l", people[i].user, "-i", filepath.Join(home, "k"+string(rune('0'+i))),
			"-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=accept-new", "-o", "UserKnownHostsFile=" + filepath.Join(home, "known"), "127.0.0.1"}}
	}
	officer, leader, village, auditor := as(0), as(1), as(2), as(3)
	id := strings.TrimSpace(officer.must("", "case open 汽车站桥洞 有人"))
	if got := officer.must("", "case show "+id+" --json"); !strings.Contains(got, id) {
		t.Error(got)
	}
	officer.must(`{"place":"三号涵洞","said":"又一个"}`+"\n", "case open --stdin")
	leader.must("", "officer key list --json")
	auditor.must("", "journal --limit 5")
	auditor.fails(exitRefused, "note add 看过了")
	village.fails(exitRefused, "journal")
	officer.fails(exitRefused, "case close 9999 完")
	officer.fails(exitUsage, "nosuch")
	p.must("case", "list") // verbs of the machine go through the service
	if code, _, _ := p.run(nil, "serve", "--listen", "127.0.0.1:0"); code != exitRefused {
		t.Error("a second service was started")
	}

	c := exec.Command("ssh", append([]string{"-tt"}, officer.args...)...)
	c.Env = append(os.Environ(), "TERM=xterm-256color")
	tty, err := pty.StartWithSize(c, &pty.Winsize{Rows: 30, Cols: 45})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tty.Close(); _ = c.Process.Kill() })
	until(t, tty, "何雨禾 已登录")
	types(t, tty, "\x1b[19~", "记事")
	types(t, tty, "雪大", "雪大")
	if err := serve.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	until(t, tty, "服务已停")
	_ = c.Wait()
	if err := serve.Wait(); err != nil {
		t.Errorf("the service ends with %v", err)
	}
	if !strings.Contains(warn.String(), print) {
		t.Errorf("the fingerprint is not told: %s", warn.String())
	}
	_, tty2 := p.terminal(nil)
	until(t, tty2, "姓名")
	types(t, tty2, "hyh\r246810\r", "已登录")
	types(t, tty2, "\x1b[19~", "雪大")
}

func (s *openSSH) run(in, line string) (code int, out, warn string) {
	s.t.Helper()
	c := exec.Command("ssh", append(append([]string{}, s.args...), line)...)
	var o, e bytes.Buffer
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(in), &o, &e
	err := c.Run()
	if x, ok := errors.AsType[*exec.ExitError](err); ok {
		code = x.ExitCode()
	} else if err != nil {
		s.t.Fatal(err)
	}
	return code, o.String(), e.String()
}

func (s *openSSH) must(in, line string) string {
	s.t.Helper()
	code, out, warn := s.run(in, line)
	if code != 0 {
		s.t.Fatalf("%s: exit %d, %s", line, code, warn)
	}
	return out
}

func (s *openSSH) fails(want int, line string) {
	s.t.Helper()
	if code, out, warn := s.run("", line); code != want {
		s.t.Errorf("%s: exit %d, want %d, %s%s", line, code, want, out, warn)
	}
}
