package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/sys/unix"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// The journeys run this test binary as the program. Its main alone looks at
// TEST_CLOCK, the time that the machine shall show, and TEST_FSIZE, the size in bytes that
// a file may have (a full disk); the product knows neither.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dutydesk": func() {
		if s := os.Getenv("TEST_CLOCK"); s != "" {
			at, err := time.Parse(time.RFC3339, s)
			if err != nil {
				panic(err)
			}
			off := time.Until(at)
			machineClock = func() time.Time { return time.Now().Add(off) }
		}
		if s := os.Getenv("TEST_FSIZE"); s != "" {
			n, err := strconv.ParseUint(s, 10, 64)
			if err == nil {
				err = unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: n, Max: n})
			}
			if err != nil {
				panic(err)
			}
		}
		main()
	}})
}

func TestJourneys(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "../../testdata/journeys",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars, "LANG=C.UTF-8", "DUTYDESK_DATA="+e.WorkDir+"/data", "DUTYDESK_PIN=246810")
			h := &keeper{}
			e.Values["keeper"] = h
			e.Defer(h.kill)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "id": id, "field": field, "gbk": gbk, "flip": flip, "cut": cut,
			"spoil": spoil, "hold": hold, "signal": sendSignal, "release": release,
		},
	})
}

// exits CODE COMMAND…: the command ends with that code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND…")
	}
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		ee, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		code = ee.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("exit code %d, want %s\n%s%s", code, args[0], ts.ReadFile("stdout"), ts.ReadFile("stderr"))
	}
}

// id NAME: the first line of the last answer, kept in the variable.
func id(ts *testscript.TestScript, _ bool, args []string) {
	line, _, _ := strings.Cut(ts.ReadFile("stdout"), "\n")
	ts.Setenv(args[0], line)
}

// field NAME KEY: a text of the last answer in JSON, kept in the variable.
func field(ts *testscript.TestScript, _ bool, args []string) {
	var v map[string]any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile("stdout")), &v))
	ts.Setenv(args[0], fmt.Sprint(v[args[1]]))
}

// gbk FILE…: write the file anew in GB18030, with the byte order mark that some
// spreadsheets put before it.
func gbk(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		raw, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("\ufeff" + ts.ReadFile(name)))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name), raw, 0o600))
	}
}

// flip FILE TEXT: one bit of the text, wherever it stands in the file, turns.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	raw, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	if !bytes.Contains(raw, []byte(args[1])) {
		ts.Fatalf("%s is not in %s", args[1], args[0])
	}
	turned := []byte(args[1])
	turned[0] ^= 4
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), bytes.ReplaceAll(raw, []byte(args[1]), turned), 0o600))
}

// cut FILE BYTES: the file ends there.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// spoil FOLDER FILE: one bit turns of what is kept in the folder with the content of the file.
func spoil(ts *testscript.TestScript, _ bool, args []string) {
	sum := sha256.Sum256([]byte(ts.ReadFile(args[1])))
	hash := hex.EncodeToString(sum[:])
	path := filepath.Join(ts.MkAbs(args[0]), hash[:2], hash)
	raw, err := os.ReadFile(path)
	ts.Check(err)
	raw[0] ^= 4
	ts.Check(os.WriteFile(path, raw, 0o600))
}

// keeper is a process that has the book open: case open --stdin with its input kept open.
type keeper struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
	err bytes.Buffer
}

// start runs it, opens one case through it, and returns its id: by then it holds the book.
func (k *keeper) start(dir string, env []string) (string, error) {
	exe, err := exec.LookPath("dutydesk")
	if err != nil {
		return "", err
	}
	k.cmd = exec.Command(exe, "case", "open", "--stdin")
	k.cmd.Dir, k.cmd.Env, k.cmd.Stderr = dir, env, &k.err
	if k.in, err = k.cmd.StdinPipe(); err != nil {
		return "", err
	}
	out, err := k.cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	k.out = bufio.NewReader(out)
	if err := k.cmd.Start(); err != nil {
		return "", err
	}
	return k.open("值班室门口", "来人")
}

func (k *keeper) open(place, said string) (string, error) {
	if _, err := fmt.Fprintf(k.in, "{\"place\":%q,\"said\":%q}\n", place, said); err != nil {
		return "", err
	}
	line, err := k.out.ReadString('\n')
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, k.err.String())
	}
	return strings.TrimSpace(line), nil
}

func (k *keeper) kill() {
	if k.cmd != nil && k.cmd.Process != nil {
		_ = k.cmd.Process.Kill()
		_ = k.cmd.Wait()
		k.cmd = nil
	}
}

// hold NAME: another process opens the book and keeps it; the id of the case that it
// opened goes to the variable.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	k := ts.Value("keeper").(*keeper)
	env := []string{"PATH=" + ts.Getenv("PATH"), "HOME=" + ts.Getenv("HOME")}
	for _, v := range []string{"DUTYDESK_DATA", "DUTYDESK_PIN", "DUTYDESK_AS", "LANG", "TEST_CLOCK", "TEST_FSIZE"} {
		env = append(env, v+"="+ts.Getenv(v))
	}
	line, err := k.start(ts.MkAbs("."), env)
	ts.Check(err)
	ts.Setenv(args[0], line)
}

// signal STOP|CONT|KILL|TERM: to the process that holds the book.
func sendSignal(ts *testscript.TestScript, _ bool, args []string) {
	k := ts.Value("keeper").(*keeper)
	sig := map[string]syscall.Signal{"STOP": syscall.SIGSTOP, "CONT": syscall.SIGCONT, "KILL": syscall.SIGKILL, "TERM": syscall.SIGTERM}[args[0]]
	ts.Check(k.cmd.Process.Signal(sig))
	if sig == syscall.SIGKILL || sig == syscall.SIGTERM {
		_ = k.cmd.Wait()
		k.cmd = nil
	}
}

// release: the holder's input ends, and so does it, without a fault.
func release(ts *testscript.TestScript, _ bool, _ []string) {
	k := ts.Value("keeper").(*keeper)
	ts.Check(k.in.Close())
	if err := k.cmd.Wait(); err != nil {
		ts.Fatalf("%v: %s", err, k.err.String())
	}
	k.cmd = nil
}
