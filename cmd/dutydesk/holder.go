package main

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"dutydesk/cmd/internal/deskd"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
	"dutydesk/store/kv"
)

// withBook runs fn on the book: at its holder when there is one, else here, holding it
// meanwhile. writes says whether fn changes anything, which decides what is known when
// the holder is lost.
func (a *app) withBook(writes bool, fn func(*store.Store) error) error {
	if a.holder != nil {
		return fn(a.holder)
	}
	dir, err := a.folder()
	if err != nil {
		return err
	}
	until := time.Now().Add(deskd.Silence)
	for {
		c, err := deskd.Dial(filepath.Join(dir, store.SocketFile), until)
		if err == nil {
			err := a.callHolder(c, writes)
			if errors.Is(err, deskd.ErrGone) && time.Now().Before(until) {
				continue // it was just leaving: ask whoever comes next, with the same request id
			}
			return err
		}
		if !errors.Is(err, deskd.ErrNobody) {
			return holderFault(err)
		}
		h, err := a.hold(dir)
		switch {
		case err == nil:
			defer onSignal(func(s os.Signal) { h.close(); quit(s) })()
			err := errors.Join(fn(h.Store), h.close())
			if failed := failedBackup(h.Store); failed != nil { // closing waited for it
				a.note(*failed)
			}
			return err
		case !errors.Is(err, kv.ErrLocked) || time.Now().After(until):
			return err
		} // held, and nobody listens: the holder is starting or ending
	}
}

func holderFault(err error) error {
	e := &rules.Error{Kind: rules.Precondition, Err: err}
	switch {
	case errors.Is(err, deskd.ErrDenied):
		e.Kind = rules.Denied
		e.Text = text.Text{ZH: "数据文件夹不属于您这个用户, 不能用正开着的值班台。", EN: "The data folder is not this user's: the open desk cannot be used."}
	case errors.Is(err, deskd.ErrVersion):
		e.Text = text.Text{ZH: "正开着的值班台是另一个版本, 请先退出它。", EN: "The open desk is of another version: leave it first."}
	default:
		e.Text = text.Text{ZH: "值班簿正被另一个程序打开, 它 3 秒没有应答。什么也没有写。", EN: "Another program has the book open and did not answer for 3 s. Nothing was written."}
	}
	return e
}

// callHolder has the verb run where the book is open.
func (a *app) callHolder(c *deskd.Client, writes bool) error {
	env := map[string]string{}
	for _, k := range carried {
		if v := a.env(k); v != "" {
			env[k] = v
		}
	}
	code, err := c.Run(deskd.Call{Args: a.args, Dir: a.dir, Env: env, Terminal: a.ask != nil, Request: a.request},
		deskd.Streams{In: a.in, Out: a.out, Err: a.err, Ask: a.ask})
	switch {
	case err == nil:
		return finished(code)
	case !errors.Is(err, deskd.ErrLost):
		return &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{
			ZH: "答复写不出去: %[1]s", EN: "The answer could not be written: %[1]s"}.With(cause(err))}
	case writes:
		return &rules.Error{Kind: rules.Unknown, Err: err, Text: text.Text{
			ZH: "结果不明: 值班台中途没有应答。请用同一请求号再做一次 (--request %[1]s), 不会重复。",
			EN: "Outcome unknown: the desk stopped answering. Repeat with the same request id (--request %[1]s); it cannot be doubled."}.With(a.request)}
	}
	return holderFault(errors.Join(deskd.ErrSilent, err))
}

// held is the book in the hands of this process, which answers others meanwhile.
type held struct {
	*store.Store
	server *deskd.Server
	once   sync.Once
	err    error
}

// hold opens the book in dir and listens beside it.
func (a *app) hold(dir string) (*held, error) {
	st, err := store.Open(dir, store.Options{Clock: machineClock})
	if err != nil {
		return nil, err
	}
	return a.answer(st)
}

// answer lets other processes use the book that is open here.
func (a *app) answer(st *store.Store) (*held, error) {
	h := &held{Store: st}
	var err error
	h.server, err = deskd.Listen(filepath.Join(st.Dir(), store.SocketFile), func(s *deskd.Session) int { return run(remote(st, s)) })
	if err != nil {
		st.Close()
		return nil, &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{
			ZH: "在数据文件夹里建不了 %[1]s: %[2]s", EN: "%[1]s cannot be made in the data folder: %[2]s"}.With(store.SocketFile, cause(err))}
	}
	return h, nil
}

// close ends the listening first: whoever finds the book locked can then wait for it.
func (h *held) close() error {
	h.once.Do(func() {
		h.server.Close()
		h.err = h.Store.Close()
	})
	return h.err
}
