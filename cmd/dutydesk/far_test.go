package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"golang.org/x/sys/unix"
)

// types sends keys and waits for what they bring onto the screen.
func types(t *testing.T, tty *os.File, keys, shown string) string {
	t.Helper()
	if _, err := tty.WriteString(keys); err != nil {
		t.Fatal(err)
	}
	return until(t, tty, shown)
}

// Ensure a second dutydesk is a second screen of the same book: it signs in for itself, sees
// what the first one writes, follows its own size, and ends alone, however it ends.
func TestASecondScreen(t *testing.T) {
	p := newProduct(t, true)
	first, tty := p.terminal(nil)
	until(t, tty, "姓名")
	types(t, tty, "hyh\r246810\r", "待办")

	second, tty2 := p.terminal(nil)
	until(t, tty2, "姓名")
	types(t, tty2, "zld\r246810\r", "已登录")
	if s := types(t, tty2, "\x1b[19~", "记事"); !strings.Contains(s, "\x1b[K") {
		t.Error("a shorter line leaves the end of the one before it on the second screen")
	}
	types(t, tty2, "雪大了", "雪大了")
	types(t, tty2, "\x1b[20~", "周立冬")
	if out := p.must("log"); !strings.Contains(out, "雪大了") {
		t.Errorf("the note of the second screen is not in the log:\n%s", out)
	}
	if err := pty.Setsize(tty2, &pty.Winsize{Rows: 30, Cols: 45}); err != nil {
		t.Fatal(err)
	}
	until(t, tty2, "周立冬")
	if err := second.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = second.Wait()
	types(t, tty, "\x1b[19~", "记事") // the first one goes on
	types(t, tty, "\x1b", "待办")

	third, tty3 := p.terminal(nil)
	until(t, tty3, "姓名")
	types(t, tty3, "\x03", "退出")
	types(t, tty3, "\r", "\x1b[?1049l")
	_, _ = io.Copy(io.Discard, tty3)
	_ = third.Wait()
	if code := third.ProcessState.ExitCode(); code != 0 {
		t.Errorf("leaving the third screen: exit code %d", code)
	}
	if err := first.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	until(t, tty, "\x1b[?1049l")
	_ = first.Wait()
}

// Ensure that when the holder ends, told to or killed, a screen behind it gets its terminal
// back and a sentence, and that what was typed there is a draft.
func TestTheHolderEnds(t *testing.T) {
	for name, sig := range map[string]syscall.Signal{"told": syscall.SIGTERM, "killed": syscall.SIGKILL} {
		t.Run(name, func(t *testing.T) {
			p := newProduct(t, true)
			holder, tty := p.terminal(nil)
			until(t, tty, "姓名")
			second, tty2 := p.terminal(nil)
			before, err := termios(tty2)
			if err != nil {
				t.Fatal(err)
			}
			until(t, tty2, "姓名")
			types(t, tty2, "zld\r246810\r", "已登录")
			types(t, tty2, "\x1b[19~", "记事")
			types(t, tty2, "风停了", "风停了")
			if sig == syscall.SIGKILL { // a draft is written at most every 2 s
				for end := time.Now().Add(time.Minute); !draftKept(t, p, "风停了"); {
					if time.Now().After(end) {
						t.Fatal("the draft is never kept")
					}
				}
			}
			if err := holder.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			said := until(t, tty2, "\x1b[?1049l")
			rest, _ := io.ReadAll(tty2)
			rest = append([]byte(said), rest...)
			_ = second.Wait()
			_ = holder.Wait()
			if code := second.ProcessState.ExitCode(); code != exitHolder || !bytes.Contains(rest, []byte("草稿")) {
				t.Errorf("exit code %d, said %q", code, rest)
			}
			if after, err := termios(tty2); err == nil && after != before {
				t.Errorf("the terminal was %+v and is %+v", before, after)
			}
			_, tty3 := p.terminal(nil)
			until(t, tty3, "姓名")
			types(t, tty3, "zld\r246810\r", "已登录")
			types(t, tty3, "\x1b[19~", "风停了")
		})
	}
}

// draftKept says whether words that were typed stand in the book, by a copy of what is committed.
func draftKept(t *testing.T, p *product, words string) bool {
	t.Helper()
	copied := filepath.Join(t.TempDir(), "copy")
	p.must("backup", copied)
	raw, err := os.ReadFile(copied)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(raw, []byte(words))
}

func termios(tty *os.File) (unix.Termios, error) {
	t, err := unix.IoctlGetTermios(int(tty.Fd()), unix.TCGETS)
	if err != nil {
		return unix.Termios{}, err
	}
	return *t, nil
}
