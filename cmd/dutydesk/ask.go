package main

import (
	"bufio"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"

	"golang.org/x/sys/unix"
	"golang.org/x/term"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
)

// echo gives the terminal its echo back; nil while none is taken.
var echo atomic.Pointer[func()]

// quit ends the program on a signal, and gives the terminal its echo back.
func quit(s os.Signal) {
	if restore := echo.Load(); restore != nil {
		(*restore)()
		fmt.Fprintln(os.Stderr)
	}
	os.Exit(killedBy(s))
}

// askTerminal shows a prompt on the standard error and reads a line without echo, which is
// off before the prompt can be seen. Where the standard input is not typed, the line comes
// from the terminal that the program was started on.
func (a *app) askTerminal(prompt string) (string, error) {
	tty := os.Stdin
	if !a.person {
		var err error
		if tty, err = os.Open("/dev/tty"); err != nil {
			return "", err
		}
		defer tty.Close()
	}
	fd := int(tty.Fd())
	was, err := term.GetState(fd)
	if err == nil {
		err = noEcho(fd)
	}
	if err != nil {
		return "", err
	}
	restore := func() { _ = term.Restore(fd, was) }
	echo.Store(&restore)
	defer func() { restore(); echo.Store(nil) }()
	defer onSignal(quit)()
	fmt.Fprint(a.err, prompt)
	raw, err := term.ReadPassword(fd)
	fmt.Fprintln(a.err)
	return string(raw), err
}

// onSignal calls fn when the process is told to end, until stop is called.
func onSignal(fn func(os.Signal)) (stop func()) {
	hit, done, ended := make(chan os.Signal, 1), make(chan struct{}), make(chan struct{})
	signal.Notify(hit, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		defer close(ended)
		defer func() { _ = recover() }()
		select {
		case s := <-hit:
			fn(s)
		case <-done:
		}
	}()
	return func() { signal.Stop(hit); close(done); <-ended }
}

func noEcho(fd int) error {
	t, err := unix.IoctlGetTermios(fd, unix.TCGETS)
	if err != nil {
		return err
	}
	t.Lflag &^= unix.ECHO
	return unix.IoctlSetTermios(fd, unix.TCSETS, t)
}

// killedBy is the exit code that a shell gives a program ended by a signal.
func killedBy(s os.Signal) int {
	if n, ok := s.(syscall.Signal); ok {
		return 128 + int(n)
	}
	return 1
}

// askLine reads a line of the set-up, with echo.
func askLine(a *app, in *bufio.Reader, prompt text.Text) (string, error) {
	fmt.Fprint(a.err, a.t(prompt))
	s, err := in.ReadString('\n')
	if s == "" && err != nil {
		return "", err
	}
	return text.Clean(strings.TrimSpace(s), text.Line), nil
}

// pin is the PIN of who acts: DUTYDESK_PIN, else asked for. "" with a nil error: there is
// neither.
func (a *app) pin(name string) (string, error) {
	if p := a.env("DUTYDESK_PIN"); p != "" {
		return p, nil
	}
	if a.ask == nil {
		return "", nil
	}
	p, err := a.ask(a.t(text.Text{ZH: "%[1]s 的 PIN: ", EN: "PIN of %[1]s: "}.With(name)))
	if err != nil {
		return "", noPIN
	}
	return p, nil
}

// newPIN is a PIN to be set: DUTYDESK_NEW_PIN, else asked for twice. "" with a nil error:
// there is neither.
func (a *app) newPIN(name string) (string, error) {
	if p := a.env("DUTYDESK_NEW_PIN"); p != "" {
		return p, nil
	}
	if a.ask == nil {
		return "", nil
	}
	p, err := a.ask(a.t(text.Text{ZH: "%[1]s 的新 PIN (4 到 12 位数字): ", EN: "New PIN of %[1]s (4 to 12 digits): "}.With(name)))
	if err != nil {
		return "", noPIN
	}
	if err := store.CheckPIN(text.Digits(p)); err != nil {
		return "", err
	}
	again, err := a.ask(a.t(text.Text{ZH: "再输一遍: ", EN: "Once more: "}))
	if err != nil {
		return "", noPIN
	}
	if again != p {
		return "", rules.Bad("pin", text.Text{ZH: "两次输入的 PIN 不一样。", EN: "The two PINs differ."})
	}
	return p, nil
}

var noPIN = usage(text.Text{ZH: "要输入 PIN: 在终端上输入, 或设 DUTYDESK_PIN。", EN: "A PIN is needed: on a terminal, or in DUTYDESK_PIN."})
