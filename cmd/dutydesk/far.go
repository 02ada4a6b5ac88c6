package main

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"golang.org/x/term"

	"dutydesk/cmd/internal/deskd"
	"dutydesk/cmd/internal/line"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
	"dutydesk/store/kv"
)

// looks is the part of a terminal's environment that its screen is drawn by.
var looks = []string{"TERM", "COLORTERM", "NO_COLOR", "DUTYDESK_WIDTH"}

// openFar draws the screen at the far end that this run has, where it has one.
func (a *app) openFar() error {
	switch {
	case a.crowded:
		return rules.Refuse(text.Text{ZH: "打开的屏幕太多, 先关掉一个。", EN: "Too many screens are open: close one first."}, "")
	case a.far == nil:
		return errNoTerminal
	}
	d := &door{dir: a.holder.Dir(), place: a.far.place, only: a.far.only}
	d.book.Store(a.holder)
	err := a.program(d, a.far)
	if err == nil && a.far.ended() && a.far.why == nil {
		a.note(goneText)
		return finished(exitHolder)
	}
	return err
}

// holdOrWatch opens the book for a screen of this process. Where another process has it
// open, that one draws the screen here until the person leaves: then there is no book.
func (a *app) holdOrWatch(dir string) (*held, error) {
	until := time.Now().Add(deskd.Silence)
	for {
		c, err := deskd.Dial(filepath.Join(dir, store.SocketFile), until)
		if err == nil {
			err := a.watch(c)
			if errors.Is(err, deskd.ErrGone) && time.Now().Before(until) {
				continue // it was just leaving
			}
			return nil, err
		}
		if !errors.Is(err, deskd.ErrNobody) {
			return nil, holderFault(err)
		}
		h, err := a.hold(dir)
		if err == nil || !errors.Is(err, kv.ErrLocked) || time.Now().After(until) {
			return h, err
		}
	}
}

// leave takes a terminal out of whatever a screen that broke off left it in.
const leave = "\x1b[?2004l\x1b[?25h\x1b[?1049l\x1b[0m\r\x1b[K"

// watch shows on this terminal the screen that the holder of the book draws. The terminal is
// given back however it ends.
func (a *app) watch(c *deskd.Client) error {
	in, out := int(os.Stdin.Fd()), int(os.Stdout.Fd())
	size := func() line.Size {
		w, h, err := term.GetSize(out)
		if err != nil {
			return line.Bound(0, 0)
		}
		return line.Bound(uint32(w), uint32(h))
	}
	env := map[string]string{}
	for _, k := range append(carried, looks...) {
		if v := a.env(k); v != "" {
			env[k] = v
		}
	}
	was, err := term.MakeRaw(in)
	if err != nil {
		c.Close()
		return rules.AsError(err)
	}
	restore := func() { _ = term.Restore(in, was) }
	sizes, done := make(chan line.Size, 1), make(chan struct{})
	turned := make(chan os.Signal, 1)
	signal.Notify(turned, syscall.SIGWINCH)
	go func() {
		defer func() { _ = recover() }()
		for {
			select {
			case <-turned:
				sizes <- size()
			case <-done:
				return
			}
		}
	}()
	stop := onSignal(func(s os.Signal) { fmt.Fprint(os.Stdout, leave); restore(); os.Exit(killedBy(s)) })
	at := size()
	code, err := c.Run(deskd.Call{Args: []string{"--lang", string(a.lang)}, Dir: a.dir, Env: env, Screen: &at},
		deskd.Streams{In: os.Stdin, Out: os.Stdout, Err: a.err, Sizes: sizes})
	stop()
	signal.Stop(turned)
	close(done)
	if err != nil && !errors.Is(err, deskd.ErrGone) {
		fmt.Fprint(os.Stdout, leave)
	}
	restore()
	switch {
	case errors.Is(err, deskd.ErrGone):
		return err
	case err != nil:
		return &rules.Error{Kind: rules.Precondition, Err: errors.Join(deskd.ErrSilent, err), Text: text.Text{
			ZH: "开着值班簿的程序断开了。已保存的都在, 写的留作草稿。再运行 dutydesk 接着做。",
			EN: "The program that has the book open went away. What was saved is safe, what was typed is a draft. Run dutydesk again to go on."}}
	}
	return finished(code)
}

// goneText tells the far end why its screen ended by itself.
var goneText = text.Text{ZH: "值班台已关闭。写的留作草稿, 再运行 dutydesk 接着做。", EN: "The desk was closed. What was typed is kept as a draft: run dutydesk again to go on."}
