package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"

	"dutydesk/cmd/internal/deskd"
	"dutydesk/cmd/internal/sshd"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
)

// serveVerb is the service: it holds the book, answers beside it, and takes SSH.
func (a *app) serveVerb() *cobra.Command {
	var listen string
	v := a.onlyHere("serve", text.Text{ZH: "SSH 服务: 多人同时用值班台", EN: "the SSH service: many at the desk at once"}, 0, func([]string) error {
		dir, err := a.folder()
		if err != nil {
			return err
		}
		return a.serve(dir, listen)
	})
	v.Flags().StringVar(&listen, "listen", ":2222", a.t(text.Text{ZH: "在 `ADDRESS` 上听", EN: "listen at `ADDRESS`"}))
	return v
}

// serve fails closed: no host key, nobody who could come in, no service.
func (a *app) serve(dir, listen string) error {
	if !bookIn(dir) {
		return rules.Refuse(text.Text{ZH: "%[1]s 里没有值班簿, 先运行 dutydesk init。", EN: "There is no book in %[1]s: run dutydesk init first."}.With(dir), "")
	}
	key, err := hostKey(dir)
	if err != nil {
		return err
	}
	h, err := a.holdToServe(dir)
	if err != nil {
		return err
	}
	defer h.close()
	if err := someoneMayCome(h.Store); err != nil {
		return err
	}
	g := newGate(h.Store, func(err error) { fmt.Fprintln(os.Stderr, err) })
	s, err := sshd.New(key, g, sshd.Usual)
	if err != nil {
		return rules.AsError(err)
	}
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{ZH: "不能在 %[1]s 上听: %[2]s", EN: "Cannot listen at %[1]s: %[2]s"}.With(listen, cause(err))}
	}
	for _, w := range store.StartWarnings(dir) {
		a.note(w)
	}
	a.note(hostKeyText.With(ssh.FingerprintSHA256(key.PublicKey())))
	a.printf("%s\n", l.Addr())
	stopped := make(chan error, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				stopped <- rules.Fault("panic: %v", p)
			}
		}()
		stopped <- s.Serve(l)
	}()
	changes, unwatch := h.Watch()
	recheck := func() {
		defer func() { // one panic must not leave a revoked key its sessions for good
			if p := recover(); p != nil {
				g.warn(rules.Fault("rechecking sessions: panic: %v", p))
			}
		}()
		s.Recheck()
	}
	go func() {
		for c := range changes {
			if c.Lost || c.Kind == "key" || c.Kind == "officer" || c.Kind == "setting" {
				recheck()
			}
		}
	}()
	hit := make(chan os.Signal, 1)
	stop := onSignal(func(s os.Signal) { hit <- s })
	select {
	case <-hit:
	case err = <-stopped:
	}
	stop()
	unwatch()
	s.Close()
	g.close()
	return errors.Join(err, h.close())
}

// holdToServe opens the book for the service. Where a desk has it open, that one goes first.
func (a *app) holdToServe(dir string) (*held, error) {
	c, err := deskd.Dial(filepath.Join(dir, store.SocketFile), time.Now().Add(deskd.Silence))
	switch {
	case err == nil:
		c.Close()
		return nil, rules.Refuse(text.Text{ZH: "值班簿正开着: 先退出那个值班台, 再开服务。", EN: "The book is open: leave that desk first, then start the service."}, "")
	case !errors.Is(err, deskd.ErrNobody):
		return nil, holderFault(err)
	}
	return a.hold(dir)
}

// someoneMayCome refuses a service into which nobody could come.
func someoneMayCome(st *store.Store) error {
	n, err := st.Keyed()
	if err != nil || n > 0 {
		return err
	}
	if pins, err := st.Allows(rules.SettingSSHPIN); err != nil || pins {
		return err
	}
	return rules.Refuse(text.Text{ZH: "还没有人登记密钥, 谁也登不进来。先 dutydesk officer key add, 或打开设置 ssh_pin。",
		EN: "Nobody has a key: nobody could come in. dutydesk officer key add first, or the setting ssh_pin."}, "")
}

// How long somebody may type nothing: who is on duty watches the board through the night.
const (
	idleOnDuty = 13 * time.Hour
	idleElse   = time.Hour
)

func idleOf(roles []rules.Role) time.Duration {
	if slices.Contains(roles, rules.RoleOfficer) || slices.Contains(roles, rules.RoleLeader) {
		return idleOnDuty
	}
	return idleElse
}

// gate lets officers in over SSH.
type gate struct {
	st   *store.Store
	warn func(error)
	idle func([]rules.Role) time.Duration
	seen sync.Map // when verbs of a person from an address were last written down as coming

	mu     sync.Mutex
	failed map[string]int
	since  time.Time
	wait   time.Duration
	timer  *time.Timer
}

var _ sshd.Gate = (*gate)(nil)

func newGate(st *store.Store, warn func(error)) *gate { return &gate{st: st, warn: warn, idle: idleOf} }

// Key is the owner of a good key, where the user name is theirs.
func (g *gate) Key(user, print string) (sshd.Person, bool) {
	k, o, err := g.st.KeyOf(print)
	if err != nil || !store.Called(o, user) {
		return sshd.Person{}, false
	}
	return sshd.Person{ID: o.ID, Key: k.Print, Idle: g.idle(o.Roles)}, true
}

// PINs is the setting ssh_pin.
func (g *gate) PINs() bool {
	yes, err := g.st.Allows(rules.SettingSSHPIN)
	return err == nil && yes
}

// PIN tries one as the desk does, with the same growing wait.
func (g *gate) PIN(user, pin string) (sshd.Person, bool) {
	o, err := g.st.OfficerCalled(user)
	if err != nil || !g.PINs() {
		return sshd.Person{}, false
	}
	d, err := g.st.SignIn(o.ID, pin, "ssh")
	if err != nil {
		return sshd.Person{}, false
	}
	return sshd.Person{ID: o.ID, Idle: g.idle(o.Roles), Seat: d}, true
}

// Still says that the key is good, or PINs are a way in still, and the officer is not retired.
func (g *gate) Still(p sshd.Person) bool {
	if p.Key == "" {
		_, err := g.st.OfficerCalled(p.ID)
		return err == nil && g.PINs()
	}
	_, o, err := g.st.KeyOf(p.Key)
	return err == nil && o.ID == p.ID
}

// A burst of failures is one entry, a minute after its first; while it goes on the next ones
// come at twice the distance each, up to an hour: failures cannot fill the book.
const (
	burst    = time.Minute
	maxBurst = time.Hour
)

// maxOrigins bounds the addresses that are counted apart.
const maxOrigins = 1000

// Failed counts one.
func (g *gate) Failed(address string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.failed == nil {
		g.failed, g.since = map[string]int{}, g.st.Now()
	}
	if len(g.failed) >= maxOrigins && g.failed[address] == 0 {
		address = "..."
	}
	g.failed[address]++
	if g.timer == nil {
		g.wait = max(g.wait, burst)
		g.timer = time.AfterFunc(g.wait, g.flush)
	}
}

func (g *gate) flush() {
	defer func() { _ = recover() }()
	g.mu.Lock()
	failed, since := g.failed, g.since
	g.failed = nil
	if failed == nil { // it is over
		g.wait, g.timer = 0, nil
		g.mu.Unlock()
		return
	}
	g.wait = min(2*g.wait, maxBurst)
	g.timer = time.AfterFunc(g.wait, g.flush)
	g.mu.Unlock()
	g.write(failed, since)
}

func (g *gate) write(failed map[string]int, since time.Time) {
	var all []store.FailedSignIn
	for at, n := range failed {
		all = append(all, store.FailedSignIn{Address: at, Times: n})
	}
	if err := g.st.SignInsFailed(since, all); err != nil {
		g.warn(err)
	}
}

// close writes what has not been written.
func (g *gate) close() {
	g.mu.Lock()
	failed, since := g.failed, g.since
	g.failed = nil
	if g.timer != nil {
		g.timer.Stop()
	}
	g.mu.Unlock()
	if failed != nil {
		g.write(failed, since)
	}
}
