package deskd

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"dutydesk/cmd/internal/line"
)

// maxConns is how many verbs run here at once; further ones wait in the socket's queue.
// Screens stay long, so they are counted apart, and refused beyond maxScreens.
const (
	maxConns   = 64
	maxScreens = 32
)

// Session is one verb that runs here for a client. In is read only when the verb wants
// it; Out and Err fail once the client is gone.
type Session struct {
	Call
	In  io.Reader
	Out io.Writer
	Err io.Writer
	c   *conn

	Line *line.Line // of a screen; nil with Call.Screen set: there are too many
}

// Ask shows a prompt at the client's terminal and returns what was typed, without echo.
// ErrNoAsk when there is no terminal.
func (s *Session) Ask(prompt string) (string, error) { return s.c.askClient(prompt) }

// Server listens beside an open book. Its caller holds the book's lock, so a socket file
// that is already there is a dead holder's and is replaced.
type Server struct {
	ln     *net.UnixListener
	path   string
	folder *os.File
	handle func(*Session) int

	mu      sync.Mutex
	conns   map[*conn]struct{}
	closing bool
	screens int
	wg      sync.WaitGroup
}

// Listen starts to answer at path, a file in the data folder. handle runs a verb and
// returns its exit code; it may run many times at once.
func Listen(path string, handle func(*Session) int) (*Server, error) {
	addr, folder, err := address(path)
	if err != nil {
		return nil, err
	}
	ln, err := bind(addr, path)
	if err != nil {
		folder.Close()
		return nil, err
	}
	s := &Server{ln: ln, path: path, folder: folder, handle: handle, conns: map[*conn]struct{}{}}
	s.wg.Add(1)
	go s.accept()
	return s, nil
}

func bind(addr *net.UnixAddr, path string) (*net.UnixListener, error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	ln, err := net.ListenUnix("unix", addr)
	if err != nil {
		return nil, err
	}
	ln.SetUnlinkOnClose(false)
	if err := os.Chmod(path, 0o600); err != nil {
		ln.Close()
		return nil, err
	}
	return ln, nil
}

func (s *Server) accept() {
	defer s.wg.Done()
	defer func() { _ = recover() }()
	slots := make(chan struct{}, maxConns)
	for {
		slots <- struct{}{}
		nc, err := s.ln.AcceptUnix()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil { // out of files, perhaps: let some go
			<-slots
			<-time.After(beat / 10)
			continue
		}
		c := &conn{nc: nc, answers: make(chan reply, 1)}
		c.stdin, c.feed = io.Pipe()
		s.mu.Lock()
		if s.closing {
			s.mu.Unlock()
			nc.Close()
			<-slots
			continue
		}
		s.conns[c] = struct{}{}
		s.wg.Add(1)
		s.mu.Unlock()
		c.free = sync.OnceFunc(func() { <-slots })
		go func() {
			defer s.wg.Done()
			defer c.free()
			defer nc.Close()
			s.serve(c)
			s.mu.Lock()
			delete(s.conns, c)
			s.mu.Unlock()
		}()
	}
}

// serve runs one conversation. A panic in it is not the desk's: the client sees the
// connection break.
func (s *Server) serve(c *conn) {
	defer func() { _ = recover() }()
	if !owns(c.nc, filepath.Dir(s.path)) {
		_ = c.send(denied, nil)
		return
	}
	c.nc.SetReadDeadline(time.Now().Add(Silence))
	if c.send(hello, []byte{Version}) != nil {
		return
	}
	k, p, err := readFrame(c.nc)
	sess := &Session{In: &wanted{c: c}, Out: stream{c, out}, Err: stream{c, errs}, c: c}
	if err != nil || k != call || json.Unmarshal(p, &sess.Call) != nil {
		return
	}
	s.mu.Lock()
	if !s.closing {
		c.nc.SetReadDeadline(time.Time{})
	}
	s.mu.Unlock()
	if sess.Screen != nil && s.screen(1) {
		defer s.screen(-1)
		c.free()
		c.line = line.New(sess.In, sess.Out, line.Bound(uint32(sess.Screen.W), uint32(sess.Screen.H)), func() { c.nc.Close() })
		defer c.line.Close()
		sess.Line = c.line
	}
	done := make(chan struct{})
	var wg sync.WaitGroup
	wg.Add(2)
	go func() { defer wg.Done(); c.listen() }()
	go func() { defer wg.Done(); c.beat(done) }()
	code := s.handle(sess)
	close(done)
	_ = c.send(exit, []byte{byte(code)})
	c.stdin.CloseWithError(io.ErrClosedPipe)
	c.nc.CloseRead()
	wg.Wait()
}

// screen counts one more screen, unless there are as many as there may be, or one less.
func (s *Server) screen(n int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.screens+n > maxScreens {
		return false
	}
	s.screens += n
	return true
}

// Close stops answering, takes the socket away, ends the input of verbs that still read,
// and waits until each has finished what it had begun.
func (s *Server) Close() {
	s.mu.Lock()
	if s.closing {
		s.mu.Unlock()
		s.wg.Wait()
		return
	}
	s.closing = true
	os.Remove(s.path)
	s.ln.Close()
	for c := range s.conns {
		c.feed.CloseWithError(ErrClosing)
		c.nc.SetReadDeadline(time.Now())
		c.nc.SetWriteDeadline(time.Now().Add(Silence)) // a client that does not read holds nobody up
	}
	s.mu.Unlock()
	s.wg.Wait()
	s.folder.Close()
}

// conn is the holder's end of a conversation.
type conn struct {
	nc      *net.UnixConn
	wmu     sync.Mutex
	stdin   *io.PipeReader
	feed    *io.PipeWriter
	answers chan reply
	line    *line.Line // of a screen
	free    func()     // gives the place among the verbs back
}

type reply struct {
	text string
	err  error
}

func (c *conn) send(k kind, p []byte) error {
	c.wmu.Lock()
	defer c.wmu.Unlock()
	return writeFrame(c.nc, k, p)
}

// listen takes the client's frames until it is gone.
func (c *conn) listen() {
	defer func() { _ = recover() }()
	defer close(c.answers)
	for {
		k, p, err := readFrame(c.nc)
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			c.feed.CloseWithError(ErrClosing)
			return
		case err != nil:
			c.feed.CloseWithError(io.ErrUnexpectedEOF)
			return
		}
		switch k {
		case input:
			c.feed.Write(p) // the verb has ended when this fails; exit follows
		case end:
			c.feed.Close()
		case answer:
			c.offer(reply{text: string(p)})
		case noask:
			c.offer(reply{err: ErrNoAsk})
		case size:
			if c.line != nil && len(p) == 8 {
				c.line.Resize(line.Bound(binary.BigEndian.Uint32(p), binary.BigEndian.Uint32(p[4:])))
			}
		}
	}
}

func (c *conn) offer(r reply) {
	select {
	case c.answers <- r:
	default: // an answer nobody asked for
	}
}

// beat says that the holder lives, also while a verb works in silence.
func (c *conn) beat(done <-chan struct{}) {
	defer func() { _ = recover() }()
	t := time.NewTicker(beat)
	defer t.Stop()
	for {
		select {
		case <-done:
			return
		case <-t.C:
			if c.send(alive, nil) != nil {
				return
			}
		}
	}
}

func (c *conn) askClient(prompt string) (string, error) {
	if err := c.send(ask, []byte(prompt)); err != nil {
		return "", err
	}
	r, ok := <-c.answers
	if !ok {
		return "", io.ErrUnexpectedEOF
	}
	return r.text, r.err
}

// wanted asks the client for its standard input at the first read.
type wanted struct {
	c    *conn
	once sync.Once
}

func (w *wanted) Read(p []byte) (int, error) {
	w.once.Do(func() { _ = w.c.send(want, nil) })
	return w.c.stdin.Read(p)
}

// stream is one of the verb's outputs.
type stream struct {
	c *conn
	k kind
}

func (s stream) Write(p []byte) (int, error) {
	n := 0
	for len(p) > 0 {
		part := p[:min(len(p), maxFrame)]
		if err := s.c.send(s.k, part); err != nil {
			return n, err
		}
		n, p = n+len(part), p[len(part):]
	}
	return n, nil
}
