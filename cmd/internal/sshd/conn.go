package sshd

import (
	"errors"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/charmbracelet/ssh"
	gossh "golang.org/x/crypto/ssh"
)

// origin is what comes from one address; an IPv6 network counts as one.
type origin struct {
	conns, pending int
	wrong          int       // connections that failed to sign in, since the last that did
	until          time.Time // until then nothing is taken from it
}

// freeTries and maxPause are those of a PIN at the desk: nothing for three, then a second,
// two, four … a minute.
const (
	freeTries = 3
	maxPause  = time.Minute
)

// forget is when an address is forgotten that nothing comes from.
const forget = 10 * time.Minute

func address(a net.Addr) string {
	ap, err := netip.ParseAddrPort(a.String())
	if err != nil {
		return a.String()
	}
	ip := ap.Addr().Unmap().WithZone("")
	if ip.Is6() {
		if p, err := ip.Prefix(64); err == nil {
			return p.String()
		}
	}
	return ip.String()
}

type connKey struct{}

// accept lets a connection begin its handshake, or closes it: nil.
func (s *Server) accept(ctx ssh.Context, nc net.Conn) net.Conn {
	at, now := address(nc.RemoteAddr()), time.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.from[at]
	if o == nil {
		s.sweep(now)
		o = &origin{}
		s.from[at] = o
	}
	if s.closing || now.Before(o.until) || s.pending >= s.limits.Pending || o.pending >= s.limits.PendingEach ||
		len(s.conns) >= s.limits.Conns || o.conns >= s.limits.ConnsEach {
		return nil
	}
	s.pending++
	o.pending++
	o.conns++
	c := &conn{Conn: nc, s: s, at: at}
	s.conns[c] = struct{}{}
	nc.SetDeadline(now.Add(s.limits.Handshake))
	ctx.SetValue(connKey{}, c)
	return c
}

// sweep forgets addresses, lest a flood of them take the memory.
func (s *Server) sweep(now time.Time) {
	if len(s.from) < 1024 {
		return
	}
	for at, o := range s.from {
		if o.conns == 0 && now.Sub(o.until) > forget {
			delete(s.from, at)
		}
	}
}

// failed counts a connection that tried to sign in and did not. One that asked only what
// there is, or fell silent, has tried nothing.
func (s *Server) failed(nc net.Conn, err error) {
	defer func() { _ = recover() }()
	auth, ok := errors.AsType[*gossh.ServerAuthError](err)
	if !ok {
		return
	}
	tried := false
	for _, e := range auth.Errors {
		tried = tried || !errors.Is(e, gossh.ErrNoAuth)
	}
	if !tried {
		return
	}
	at := address(nc.RemoteAddr())
	s.mu.Lock()
	if o := s.from[at]; o != nil {
		if o.wrong++; o.wrong >= freeTries {
			o.until = time.Now().Add(min(maxPause, time.Second<<min(o.wrong-freeTries, 6)))
		}
	}
	s.mu.Unlock()
	s.gate.Failed(at)
}

// conn is one connection. Its deadlines are its own: until somebody is in, an end; after
// that, one for each write.
type conn struct {
	net.Conn
	s        *Server
	at       string
	in       atomic.Bool // somebody has signed in
	once     sync.Once
	channels int // under s.mu
}

func (c *conn) SetDeadline(time.Time) error      { return nil }
func (c *conn) SetReadDeadline(time.Time) error  { return nil }
func (c *conn) SetWriteDeadline(time.Time) error { return nil }

func (c *conn) Write(p []byte) (int, error) {
	if c.in.Load() {
		c.Conn.SetWriteDeadline(time.Now().Add(c.s.limits.Write))
	}
	return c.Conn.Write(p)
}

func (c *conn) Close() error {
	c.once.Do(func() {
		c.s.mu.Lock()
		defer c.s.mu.Unlock()
		delete(c.s.conns, c)
		o := c.s.from[c.at]
		o.conns--
		if !c.in.Load() {
			c.s.pending--
			o.pending--
		}
	})
	return c.Conn.Close()
}

// closeSoon gives a session a moment to take its leave.
func (c *conn) closeSoon() {
	time.AfterFunc(farewell, func() {
		defer func() { _ = recover() }()
		c.Conn.Close()
	})
}

// admit says that somebody is in.
func (c *conn) admit() {
	if c.in.Swap(true) {
		return
	}
	c.s.mu.Lock()
	o := c.s.from[c.at]
	o.wrong, o.until = 0, time.Time{}
	o.pending--
	c.s.pending--
	c.s.mu.Unlock()
	c.Conn.SetDeadline(time.Time{})
}
