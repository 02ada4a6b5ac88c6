package sshd

import (
	"io"
	"strings"
	"sync"
	"time"

	"github.com/charmbracelet/ssh"
	gossh "golang.org/x/crypto/ssh"

	"dutydesk/cmd/internal/line"
)

// Why a session ended.
const (
	Left    = "left"    // the person, or the verb was done
	Lost    = "lost"    // the line
	Idle    = "idle"    // nothing was typed for too long
	Revoked = "revoked" // the key, or its officer retired
	Closed  = "closed"  // the service
)

// Session is one terminal or one verb of a person.
type Session struct {
	Person
	Address string
	Args    []string // of a verb; nil: the screen
	Env     map[string]string
	In      io.Reader
	Out     io.Writer
	Err     io.Writer
	Line    *line.Line // of a terminal; nil where there is none
	v       *visit
}

// Why is the reason for which the session ends, Left while none is known.
func (s *Session) Why() string {
	s.v.mu.Lock()
	defer s.v.mu.Unlock()
	if s.v.why == "" {
		return Left
	}
	return s.v.why
}

// visit is a session from its channel's opening to its end.
type visit struct {
	s    *Server
	conn *conn
	who  Person
	ch   gossh.Channel
	env  map[string]string
	pty  bool
	size line.Size

	mu   sync.Mutex
	why  string
	line *line.Line
}

// session serves one channel. The person is asked for again, before the first byte.
func (s *Server) session(_ *ssh.Server, sc *gossh.ServerConn, nc gossh.NewChannel, ctx ssh.Context) {
	defer func() {
		if recover() != nil {
			sc.Close()
		}
	}()
	c, ok := ctx.Value(connKey{}).(*conn)
	if !ok {
		sc.Close()
		return
	}
	who, ok := s.person(ctx, sc)
	if !ok {
		nc.Reject(gossh.Prohibited, "denied")
		sc.Close()
		return
	}
	v := &visit{s: s, conn: c, who: who, env: map[string]string{}, size: line.Bound(0, 0)}
	if !s.enter(v) {
		nc.Reject(gossh.ResourceShortage, "too many sessions") // who has none is not in: the handshake's end holds
		return
	}
	c.admit()
	defer s.leave(v)
	ch, reqs, err := nc.Accept()
	if err != nil {
		return
	}
	v.ch = ch
	v.requests(reqs)
}

// enter counts a session in, within the limits.
func (s *Server) enter(v *visit) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	each := 0
	for o := range s.visits {
		if o.who.ID == v.who.ID {
			each++
		}
	}
	if s.closing || len(s.visits) >= s.limits.Sessions || each >= s.limits.SessionEach || v.conn.channels >= s.limits.Channels {
		return false
	}
	v.conn.channels++
	v.conn.Conn.SetReadDeadline(time.Time{})
	s.visits[v] = struct{}{}
	return true
}

// lone is how long a connection may stay without a session.
const lone = time.Minute

// begin counts something to wait for at the end; false once the end has come.
func (s *Server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.closing {
		s.served.Add(1)
	}
	return !s.closing
}

func (s *Server) leave(v *visit) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v.conn.channels--; v.conn.channels == 0 { // a connection alone is held for nobody
		v.conn.Conn.SetReadDeadline(time.Now().Add(lone))
	}
	delete(s.visits, v)
}

// requests answers what the client asks of the channel until it is closed.
func (v *visit) requests(reqs <-chan *gossh.Request) {
	var running chan struct{}
	for req := range reqs {
		ok := false
		switch req.Type {
		case "pty-req":
			var r struct {
				Term       string
				W, H, X, Y uint32
				Modes      string
			}
			if ok = gossh.Unmarshal(req.Payload, &r) == nil && running == nil; ok {
				v.pty, v.size = true, line.Bound(r.W, r.H)
				if plain(r.Term) {
					v.env["TERM"] = r.Term
				}
			}
		case "window-change":
			var r struct{ W, H, X, Y uint32 }
			if ok = gossh.Unmarshal(req.Payload, &r) == nil && v.pty; ok {
				v.resize(line.Bound(r.W, r.H))
			}
		case "env":
			var r struct{ Name, Value string }
			if ok = gossh.Unmarshal(req.Payload, &r) == nil && running == nil && known(r.Name) && plain(r.Value); ok {
				v.env[r.Name] = r.Value
			}
		case "shell", "exec":
			var r struct{ Command string }
			if req.Type == "exec" && gossh.Unmarshal(req.Payload, &r) != nil || running != nil {
				break
			}
			args, whole := Split(r.Command)
			if ok = whole && v.s.begin(); ok {
				req.Reply(true, nil)
				running = make(chan struct{})
				go v.serve(req.Type == "exec", args, running)
				continue
			}
		}
		if req.WantReply {
			req.Reply(ok, nil)
		}
	}
	v.end(Lost)
	if running != nil {
		<-running
	}
}

// known are the variables that are taken.
func known(name string) bool {
	switch name {
	case "LANG", "LC_ALL", "LC_MESSAGES", "LC_CTYPE":
		return true
	}
	return false
}

// plain says that a value is short and of printable ASCII.
func plain(s string) bool {
	return len(s) <= 64 && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' })
}

func (v *visit) resize(to line.Size) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.size = to
	if v.line != nil {
		v.line.Resize(to)
	}
}

// end says why the session ends, and ends its line. The first reason counts.
func (v *visit) end(why string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.why == "" {
		v.why = why
	}
	if v.line != nil {
		v.line.Close()
	}
}

// serve has the Gate serve the session, and tells its exit code.
func (v *visit) serve(verb bool, args []string, done chan struct{}) {
	defer v.s.served.Done()
	defer close(done)
	code := 1
	defer func() {
		if recover() != nil {
			code = 1
		}
		v.ch.SendRequest("exit-status", false, gossh.Marshal(struct{ Code uint32 }{uint32(code)}))
		v.ch.Close()
	}()
	sess := &Session{Person: v.who, Address: v.conn.at, Env: v.env, v: v}
	drop := func() { v.conn.Conn.Close() }
	if verb {
		sess.Args = append([]string{}, args...)
		limit := time.AfterFunc(v.s.limits.Verb, drop)
		defer limit.Stop()
		sess.In, sess.Out, sess.Err = v.ch, v.lines(v.ch, drop), v.lines(v.ch.Stderr(), drop)
	} else {
		sess.In, sess.Out, sess.Err = strings.NewReader(""), v.lines(v.ch, drop), v.lines(v.ch.Stderr(), drop)
	}
	if v.pty && !verb {
		v.mu.Lock()
		v.line = line.New(v.ch, v.ch, v.size, drop)
		v.line.GiveUp(v.s.limits.Write)
		if v.why != "" {
			v.line.Close()
		}
		sess.Line = v.line
		v.mu.Unlock()
		stop := v.watchIdle()
		defer stop()
		defer v.line.Close()
	}
	code = v.s.gate.Serve(sess)
}

// watchIdle ends the session when nothing was typed for as long as the person may stay idle.
func (v *visit) watchIdle() (stop func()) {
	if v.who.Idle <= 0 {
		return func() {}
	}
	var t *time.Timer
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	t = time.AfterFunc(v.who.Idle, func() {
		defer func() { _ = recover() }()
		left := v.who.Idle - v.line.Quiet()
		if left <= 0 {
			v.end(Idle)
			return
		}
		mu.Lock()
		defer mu.Unlock()
		t.Reset(left)
	})
	return func() { t.Stop() }
}

// lines writes to the far end, with the line ends of a terminal where there is one. Who takes
// nothing for long is dropped.
func (v *visit) lines(to io.Writer, drop func()) io.Writer {
	return &sender{to: to, crlf: v.pty, wait: 6 * v.s.limits.Write, drop: drop}
}

type sender struct {
	to   io.Writer
	crlf bool
	wait time.Duration
	drop func()
}

func (s *sender) Write(p []byte) (int, error) {
	t := time.AfterFunc(s.wait, s.drop)
	defer t.Stop()
	if !s.crlf {
		return s.to.Write(p)
	}
	if _, err := io.WriteString(s.to, strings.ReplaceAll(strings.ReplaceAll(string(p), "\r\n", "\n"), "\n", "\r\n")); err != nil {
		return 0, err
	}
	return len(p), nil
}
