// Package sshd is the desk's SSH service: connections, handshakes, limits, sessions. It decides
// who may try how often and how much a connection may take (docs/reliability.md §3.1, and the
// threats 4 to 8 of §4), and carries a terminal or a verb to its Gate. Whose a key is, what a
// session shows and what is written of it is the Gate's.
//
// Nothing but sessions is served: no forwarding, no agent, no X11, no subsystem, no environment
// beyond LANG and LC_*.
package sshd

import (
	"errors"
	"net"
	"sync"
	"time"

	"github.com/charmbracelet/ssh"
	"github.com/charmbracelet/wish"
	gossh "golang.org/x/crypto/ssh"
)

// Person is who a connection has proven to be.
type Person struct {
	ID   string        // of the officer
	Key  string        // fingerprint of the key that proved it; "" where a PIN did
	Idle time.Duration // without a key pressed; then the session ends
	Seat any           // what the Gate wants to find again in Serve
}

// Gate decides who comes in, and serves them. It is used by many goroutines.
type Gate interface {
	// Key says whose good key a fingerprint is, where the user name is theirs too. It is
	// asked for keys that are only offered, again for the one that was proven, and by Recheck.
	Key(user, print string) (Person, bool)
	// PINs says whether PIN is a way in; PIN tries one.
	PINs() bool
	PIN(user, pin string) (Person, bool)
	// Still says whether somebody who is here may stay.
	Still(Person) bool
	// Failed hears of each connection that tried to sign in and did not.
	Failed(address string)
	// Serve is one session, and returns its exit code.
	Serve(*Session) int
}

// Limits bound what comes from outside. The figures are ours.
type Limits struct {
	Handshake   time.Duration // until the first session is open
	Pending     int           // connections that have not signed in, in all
	PendingEach int           // the same from one address
	Conns       int           // connections in all
	ConnsEach   int           // the same from one address
	Sessions    int           // in all
	SessionEach int           // of one person
	Channels    int           // of one connection, at once
	Write       time.Duration // how long a far end may take nothing
	Verb        time.Duration // how long a verb may go on
}

// Usual are the limits of a township: 300 sessions, 8 a person.
var Usual = Limits{Handshake: 15 * time.Second, Pending: 100, PendingEach: 40, Conns: 400, ConnsEach: 300,
	Sessions: 300, SessionEach: 8, Channels: 10, Write: 10 * time.Second, Verb: time.Hour}

// maxTries is how many keys and PINs a connection may try.
const maxTries = 3

// What a client may choose from: an ssh-audit without a fail, and no NIST curve in the exchange.
var (
	exchanges = []string{gossh.KeyExchangeMLKEM768X25519, gossh.KeyExchangeCurve25519, "curve25519-sha256@libssh.org"}
	ciphers   = []string{gossh.CipherChaCha20Poly1305, gossh.CipherAES256GCM, gossh.CipherAES128GCM}
	macs      = []string{gossh.HMACSHA512ETM, gossh.HMACSHA256ETM}
	keyKinds  = []string{gossh.KeyAlgoED25519, gossh.KeyAlgoSKED25519, gossh.KeyAlgoSKECDSA256, gossh.KeyAlgoECDSA256, gossh.KeyAlgoECDSA384, gossh.KeyAlgoECDSA521, gossh.KeyAlgoRSASHA512, gossh.KeyAlgoRSASHA256}
)

// Server is the service.
type Server struct {
	gate   Gate
	limits Limits
	srv    *ssh.Server

	mu      sync.Mutex
	closing bool
	conns   map[*conn]struct{}
	visits  map[*visit]struct{}
	from    map[string]*origin
	pending int
	served  sync.WaitGroup
}

// New makes a service with its host key.
func New(host gossh.Signer, gate Gate, limits Limits) (*Server, error) {
	s := &Server{gate: gate, limits: limits, conns: map[*conn]struct{}{}, visits: map[*visit]struct{}{}, from: map[string]*origin{}}
	var err error
	s.srv, err = wish.NewServer(
		wish.WithVersion("desk"),
		func(srv *ssh.Server) error { srv.AddHostKey(host); return nil },
		wish.WithPublicKeyAuth(s.offered),
		func(srv *ssh.Server) error {
			srv.ConnCallback = s.accept
			srv.ConnectionFailedCallback = s.failed
			srv.ServerConfigCallback = s.config
			srv.ChannelHandlers = map[string]ssh.ChannelHandler{"session": s.session}
			srv.RequestHandlers = map[string]ssh.RequestHandler{}
			srv.SubsystemHandlers = map[string]ssh.SubsystemHandler{}
			srv.Handler = func(ssh.Session) {}
			return nil
		})
	return s, err
}

// config is that of one connection.
func (s *Server) config(ctx ssh.Context) *gossh.ServerConfig {
	c := &gossh.ServerConfig{MaxAuthTries: maxTries, PublicKeyAuthAlgorithms: keyKinds}
	c.KeyExchanges, c.Ciphers, c.MACs = exchanges, ciphers, macs
	defer func() { _ = recover() }()
	if s.gate.PINs() {
		c.KeyboardInteractiveCallback = s.asked
	}
	return c
}

// offered answers a key that the client offers: that it would do. It is not proven yet, so
// nothing is remembered of it.
func (s *Server) offered(ctx ssh.Context, key ssh.PublicKey) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	if _, cert := key.(*gossh.Certificate); cert {
		return false
	}
	_, ok = s.gate.Key(ctx.User(), gossh.FingerprintSHA256(key))
	return ok
}

var errDenied = errors.New("denied")

// byPIN marks the permissions of a connection that a PIN has opened; it holds the Person.
type byPIN struct{}

// asked asks for a PIN, also for a name that is nobody's.
func (s *Server) asked(meta gossh.ConnMetadata, ask gossh.KeyboardInteractiveChallenge) (p *gossh.Permissions, err error) {
	defer func() {
		if recover() != nil {
			p, err = nil, errDenied
		}
	}()
	said, err := ask("", "", []string{"PIN: "}, []bool{false})
	if err != nil || len(said) != 1 || len(said[0]) > 64 {
		return nil, errDenied
	}
	who, ok := s.gate.PIN(meta.User(), said[0])
	if !ok {
		return nil, errDenied
	}
	return &gossh.Permissions{ExtraData: map[any]any{byPIN{}: who}}, nil
}

// person is who the connection has proven to be: the owner of the key whose signature the
// handshake has checked, asked for again, or whose PIN was right.
func (s *Server) person(ctx ssh.Context, sc *gossh.ServerConn) (Person, bool) {
	if sc.Permissions == nil {
		return Person{}, false
	}
	if who, ok := sc.Permissions.ExtraData[byPIN{}].(Person); ok {
		return who, s.gate.Still(who)
	}
	key, _ := ctx.Value(ssh.ContextKeyPublicKey).(ssh.PublicKey)
	if key == nil {
		return Person{}, false
	}
	return s.gate.Key(sc.User(), gossh.FingerprintSHA256(key))
}

// Serve answers at a listener until Close.
func (s *Server) Serve(l net.Listener) error {
	err := s.srv.Serve(l)
	if errors.Is(err, ssh.ErrServerClosed) {
		return nil
	}
	return err
}

// Recheck ends the sessions of those who may not stay, at once.
func (s *Server) Recheck() {
	for _, v := range s.open() {
		if !s.gate.Still(v.who) {
			v.end(Revoked)
			v.conn.closeSoon()
		}
	}
}

// Close ends every session with its reason, waits a moment for them to take their leave, and
// then cuts what is left.
func (s *Server) Close() {
	s.mu.Lock()
	s.closing = true
	s.mu.Unlock()
	all := s.open()
	for _, v := range all {
		v.end(Closed)
	}
	done := make(chan struct{})
	go func() { s.served.Wait(); close(done) }()
	select {
	case <-done:
	case <-time.After(farewell):
	}
	s.srv.Close()
	s.mu.Lock()
	for c := range s.conns {
		c.Conn.Close()
	}
	s.mu.Unlock()
	<-done
}

// farewell is how long a session has to take its leave.
const farewell = 3 * time.Second

func (s *Server) open() (all []*visit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for v := range s.visits {
		all = append(all, v)
	}
	return all
}
