package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"

	"dutydesk/cmd/internal/demo"
	"dutydesk/rules"
	"dutydesk/store"
)

// product is the program in a data folder of its own.
type product struct {
	t    *testing.T
	data string
	env  []string
}

func newProduct(t *testing.T, seed bool) *product {
	t.Helper()
	p := &product{t: t, data: filepath.Join(t.TempDir(), "data")}
	p.env = append(os.Environ(), "LANG=C.UTF-8", "DUTYDESK_DATA="+p.data, "DUTYDESK_PIN=246810", "DUTYDESK_AS=何雨禾")
	if seed {
		if err := demo.Seed(p.data, demo.Start, time.Now); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func (p *product) cmd(env []string, args ...string) *exec.Cmd {
	exe, err := exec.LookPath("dutydesk")
	if err != nil {
		p.t.Fatal(err)
	}
	c := exec.Command(exe, args...)
	c.Env = append(p.env[:len(p.env):len(p.env)], env...)
	return c
}

// run runs a verb to its end.
func (p *product) run(env []string, args ...string) (code int, out, warn string) {
	p.t.Helper()
	c := p.cmd(env, args...)
	var o, e bytes.Buffer
	c.Stdout, c.Stderr = &o, &e
	err := c.Run()
	if ee, ok := errors.AsType[*exec.ExitError](err); ok {
		code = ee.ExitCode()
	} else if err != nil {
		p.t.Fatal(err)
	}
	return code, o.String(), e.String()
}

func (p *product) must(args ...string) string {
	p.t.Helper()
	code, out, warn := p.run(nil, args...)
	if code != 0 {
		p.t.Fatalf("%v: exit %d, %s", args, code, warn)
	}
	return out
}

// ids are the cases in the book.
func (p *product) ids() map[string]bool {
	p.t.Helper()
	all := map[string]bool{}
	for line := range strings.Lines(p.must("case", "list", "--all", "--json")) {
		var row struct{ ID string }
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			p.t.Fatal(err)
		}
		all[row.ID] = true
	}
	return all
}

// Promise 1: whatever was acknowledged before a kill -9 is in the book, and the book is sound.
func TestKilledAmidAcknowledgedOpens(t *testing.T) {
	p := newProduct(t, true)
	var told []string
	for round, after := range []int{1, 40, 700} {
		for _, through := range []bool{false, true} { // alone, and through the socket of another holder
			var holder *keeper
			if through {
				holder = &keeper{}
				id, err := holder.start(t.TempDir(), p.env)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(holder.kill)
				told = append(told, id)
			}
			c := p.cmd(nil, "case", "open", "--stdin")
			in, err := c.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			out, err := c.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			var warn bytes.Buffer
			c.Stderr = &warn
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			go func() {
				w := bufio.NewWriter(in)
				for i := 0; ; i++ {
					if _, err := fmt.Fprintf(w, "{\"place\":\"汽车站桥洞\",\"said\":\"第 %d 个\"}\n", i); err != nil {
						return
					}
				}
			}()
			r := bufio.NewReader(out)
			for i := 0; ; i++ {
				line, err := r.ReadString('\n')
				if err != nil { // a line without its end was not acknowledged
					break
				}
				told = append(told, strings.TrimSpace(line))
				if i == after {
					if through {
						_ = holder.cmd.Process.Kill()
					} else {
						_ = c.Process.Kill()
					}
				}
			}
			err = c.Wait()
			if through {
				holder.kill()
				if ee, ok := errors.AsType[*exec.ExitError](err); !ok || ee.ExitCode() != exitUnknown || !strings.Contains(warn.String(), `"request":"`) {
					t.Errorf("round %d: a client whose holder was killed: %v, %s", round, err, warn.String())
				}
			}
			have := p.ids()
			for _, id := range told {
				if !have[id] {
					t.Fatalf("round %d: %q was acknowledged and is gone", round, id)
				}
			}
			p.must("verify")
		}
	}
	seen := map[string]bool{}
	for _, id := range told {
		if seen[id] {
			t.Fatalf("%s was given twice", id)
		}
		seen[id] = true
	}
	if len(told) < 1000 {
		t.Errorf("only %d ids were told", len(told))
	}
}

// A full disk in the middle of a handover, wherever it strikes: an input/output fault, and
// either the shift is handed over with both signatures or it is not at all.
func TestFullDiskInAHandover(t *testing.T) {
	p := newProduct(t, true)
	p.must("handover", "draft")
	var page struct {
		Handover rules.Handover
		Live     []rules.Line
		Mark     string
	}
	show := func() {
		t.Helper()
		if err := json.Unmarshal([]byte(p.must("handover", "show", "H20261124-01", "--json")), &page); err != nil {
			t.Fatal(err)
		}
	}
	show()
	for _, l := range page.Live {
		if !l.Quiet {
			p.must("handover", "word", l.Key, "照办")
		}
	}
	p.must("handover", "present", "--to", "周立冬", "--leader", "宋长宁")
	taker := "DUTYDESK_AS=周立冬"
	show()
	for _, l := range page.Live {
		if code, _, warn := p.run([]string{taker}, "handover", "accept", "--line", l.Key); code != 0 {
			t.Fatalf("%s: exit %d, %s", l.Key, code, warn)
		}
	}
	failed := 0
	size := int64(16 << 20)
	if st, err := os.Stat(filepath.Join(p.data, store.BookFile)); err == nil {
		size = st.Size()
	}
	for limit := int64(4 << 10); ; limit += max(4<<10, limit/6) {
		code, _, warn := p.run([]string{taker, fmt.Sprint("TEST_FSIZE=", limit)}, "handover", "accept", "--mark", page.Mark, "--read-back", "逐项核对")
		show()
		accepted := page.Handover.State == rules.HandoverAccepted && page.Handover.Taken != nil && page.Handover.Head != nil
		var duty struct{ Main string }
		if err := json.Unmarshal([]byte(p.must("shift", "now", "--json")), &duty); err != nil {
			t.Fatal(err)
		}
		p.must("verify")
		switch {
		case code == exitDone && accepted && duty.Main == "周立冬":
			if failed < 3 {
				t.Errorf("the disk was full %d times only", failed)
			}
			return
		case code == exitFault && page.Handover.State == rules.HandoverPresented && page.Handover.Taken == nil && duty.Main == "何雨禾":
			failed++
		default:
			t.Fatalf("limit %d: exit %d, state %s, taken %v, on duty %s\n%s", limit, code, page.Handover.State, page.Handover.Taken, duty.Main, warn)
		}
		if limit > 2*size {
			t.Fatal("never accepted")
		}
	}
}

// A standard output that cannot be written is a fault, though what was done is done.
func TestTheAnswerCannotBeWritten(t *testing.T) {
	p := newProduct(t, true)
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip(err)
	}
	defer full.Close()
	before := len(p.ids())
	c := p.cmd(nil, "case", "open", "桥洞", "有人")
	c.Stdout = full
	err = c.Run()
	if ee, ok := errors.AsType[*exec.ExitError](err); !ok || ee.ExitCode() != exitFault {
		t.Errorf("%v", err)
	}
	if n := len(p.ids()); n != before+1 {
		t.Errorf("%d cases, had %d", n, before)
	}
}

// terminal runs the program on a terminal of its own; seen gets all that it writes.
func (p *product) terminal(env []string, args ...string) (c *exec.Cmd, tty *os.File) {
	p.t.Helper()
	c = p.cmd(append(env, "TERM=xterm-256color"), args...)
	tty, err := pty.StartWithSize(c, &pty.Winsize{Rows: 24, Cols: 80})
	if err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(func() { tty.Close(); _ = c.Process.Kill() })
	return c, tty
}

// until reads the terminal up to a mark, and answers when it is asked where the cursor is.
func until(t *testing.T, tty *os.File, mark string) string {
	t.Helper()
	if err := tty.SetReadDeadline(time.Now().Add(time.Minute)); err != nil && !errors.Is(err, os.ErrNoDeadline) {
		t.Fatal(err)
	}
	var seen []byte
	buf := make([]byte, 4096)
	for !bytes.Contains(seen, []byte(mark)) {
		n, err := tty.Read(buf)
		if err != nil {
			t.Fatalf("no %q: %v\n%q", mark, err, seen)
		}
		if bytes.Contains(buf[:n], []byte("\x1b[6n")) {
			if _, err := tty.WriteString("\x1b[1;2R"); err != nil {
				t.Fatal(err)
			}
		}
		seen = append(seen, buf[:n]...)
	}
	return string(seen)
}

func TestTheDemoOnATerminal(t *testing.T) {
	p := newProduct(t, false)
	tmp := t.TempDir()
	c, tty := p.terminal([]string{"TMPDIR=" + tmp}, "demo")
	until(t, tty, "北渡镇")
	dirs, err := filepath.Glob(filepath.Join(tmp, "dutydesk-demo-*"))
	if err != nil || len(dirs) != 1 {
		t.Fatalf("%v %v", dirs, err)
	}

	p.must("case", "open", "汽车站桥洞", "有人", "--data", dirs[0]) // verbs work beside it

	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	until(t, tty, "\x1b[?1049l") // the screen is given back
	_, _ = io.Copy(io.Discard, tty)
	_ = c.Wait()
	if code := c.ProcessState.ExitCode(); code != 143 {
		t.Errorf("exit code %d", code)
	}
	if left, _ := filepath.Glob(filepath.Join(tmp, "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// What is typed a moment before the end is there the next time: told to end, or the
// terminal gone.
func TestTypedBeforeTheEnd(t *testing.T) {
	p := newProduct(t, true)
	typed := func(tty *os.File, keys, shown string) {
		t.Helper()
		if _, err := tty.WriteString(keys); err != nil {
			t.Fatal(err)
		}
		until(t, tty, shown)
	}
	note := func(first, shown string) (*exec.Cmd, *os.File) {
		t.Helper()
		c, tty := p.terminal(nil)
		until(t, tty, "姓名")
		typed(tty, "hyh\r246810\r", "待办")
		typed(tty, "\x1b[19~", first) // F8
		typed(tty, shown, shown)
		return c, tty
	}
	c, tty := note("记事", "风大了")
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	until(t, tty, "\x1b[?1049l")
	_ = c.Wait()

	c, tty = note("风大了", "雪也大")
	tty.Close() // SIGHUP
	_ = c.Wait()

	c, _ = note("雪也大", "完")
	_ = c.Process.Signal(syscall.SIGTERM)
	_ = c.Wait()
}

// A backup that fails after a handover is told, though the handover is done.
func TestAFailedBackupIsTold(t *testing.T) {
	p := newProduct(t, true)
	p.must("handover", "draft")
	var page struct {
		Live []rules.Line
		Mark string
	}
	show := func() {
		t.Helper()
		if err := json.Unmarshal([]byte(p.must("handover", "show", "--json")), &page); err != nil {
			t.Fatal(err)
		}
	}
	show()
	for _, l := range page.Live {
		if !l.Quiet {
			p.must("handover", "word", l.Key, "照办")
		}
	}
	p.must("handover", "present", "--to", "周立冬", "--leader", "宋长宁")
	dir := filepath.Join(p.data, store.BackupDir)
	if err := errors.Join(os.RemoveAll(dir), os.WriteFile(dir, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	show()
	for _, l := range page.Live {
		p.run([]string{"DUTYDESK_AS=周立冬"}, "handover", "accept", "--line", l.Key)
	}
	code, out, warn := p.run([]string{"DUTYDESK_AS=周立冬"}, "handover", "accept", "--mark", page.Mark, "--read-back", "逐项核对")
	if code != 0 || !strings.HasPrefix(out, "H2026") || !strings.Contains(warn, "自动备份没有成功") {
		t.Errorf("exit %d, %q, %q", code, out, warn)
	}
}

func TestTheFirstTimeOnATerminal(t *testing.T) {
	p := newProduct(t, false)
	p.env = append(p.env, "DUTYDESK_PIN=", "DUTYDESK_AS=")
	c, tty := p.terminal(nil)
	until(t, tty, "乡镇(街道)")
	if _, err := tty.WriteString("北渡镇\r\r许知远\r135790\r135790\r"); err != nil {
		t.Fatal(err)
	}
	if seen := until(t, tty, "许知远 已登录"); strings.Contains(seen, "135790") {
		t.Error("a PIN was shown")
	}
	if err := c.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, tty)
	_ = c.Wait()
	if code, _, warn := p.run([]string{"DUTYDESK_PIN=135790", "DUTYDESK_AS=许知远"}, "case", "open", "桥洞", "有人"); code != 0 {
		t.Errorf("exit %d: %s", code, warn)
	}
}

// A PIN is asked for on a terminal without echo, also when the holder of the book is
// another process; and a verb leaves the terminal alone otherwise.
func TestThePINOnATerminal(t *testing.T) {
	p := newProduct(t, true)
	p.env = append(p.env, "DUTYDESK_PIN=")
	for _, through := range []bool{false, true} {
		if through {
			k := &keeper{}
			if _, err := k.start(t.TempDir(), append(p.env, "DUTYDESK_PIN=246810")); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(k.kill)
		}
		c, tty := p.terminal(nil, "case", "open", "桥洞", "有人")
		seen := until(t, tty, "何雨禾 的 PIN: ")
		if _, err := tty.WriteString("246810\n"); err != nil {
			t.Fatal(err)
		}
		rest, _ := io.ReadAll(tty)
		_ = c.Wait()
		seen += string(rest)
		if c.ProcessState.ExitCode() != 0 || !strings.Contains(seen, "C2026") || strings.Contains(seen, "246810") || strings.Contains(seen, "\x1b") {
			t.Errorf("through the socket %v: exit %d, %q", through, c.ProcessState.ExitCode(), seen)
		}
	}
}

// Cases come through a pipe, the PIN from the person at the terminal.
func TestThePINBesideAPipe(t *testing.T) {
	p := newProduct(t, true)
	p.env = append(p.env, "DUTYDESK_PIN=")
	c := p.cmd(nil, "case", "open", "--stdin")
	c.Stdin = strings.NewReader("{\"place\":\"桥洞\",\"said\":\"有人\"}\n")
	var out bytes.Buffer
	c.Stdout = &out
	ours, theirs, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer ours.Close()
	c.Stderr = theirs
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true, Ctty: 2}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	theirs.Close()
	until(t, ours, "何雨禾 的 PIN: ")
	if _, err := ours.WriteString("246810\n"); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(ours)
	if err := c.Wait(); err != nil || !strings.HasPrefix(out.String(), "C2026") || bytes.Contains(rest, []byte("246810")) {
		t.Errorf("%v, %q, %q", err, out.String(), rest)
	}
}

// A one-time PIN is replaced before anything is done with it.
func TestAOneTimePIN(t *testing.T) {
	p := newProduct(t, true)
	once := []string{"DUTYDESK_AS=沈岚", "DUTYDESK_NEW_PIN=1111"}
	if code, _, warn := p.run(once, "officer", "pin", "何雨禾", "--once"); code != 0 {
		t.Fatalf("exit %d: %s", code, warn)
	}
	if code, out, warn := p.run([]string{"DUTYDESK_PIN=1111", "DUTYDESK_NEW_PIN=975310"}, "case", "open", "桥洞", "有人"); code != 0 || out == "" {
		t.Fatalf("exit %d: %s", code, warn)
	}
	if code, _, _ := p.run([]string{"DUTYDESK_PIN=1111"}, "case", "open", "桥洞", "有人"); code != exitRefused {
		t.Error("the one-time PIN worked twice")
	}
	if code, _, warn := p.run([]string{"DUTYDESK_PIN=975310"}, "case", "open", "桥洞", "有人"); code != 0 {
		t.Errorf("exit %d: %s", code, warn)
	}
}
