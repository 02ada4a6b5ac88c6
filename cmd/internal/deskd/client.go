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
	"syscall"
	"time"

	"dutydesk/cmd/internal/line"
)

// Client is a conversation with the holder, before its one call.
type Client struct{ nc *net.UnixConn }

// Dial finds who listens at path and waits for its hello, until at the latest. ErrNobody:
// open the book yourself. ErrSilent, ErrDenied, ErrVersion: there is one, and nothing was
// asked for.
func Dial(path string, until time.Time) (*Client, error) {
	addr, folder, err := address(path)
	if err != nil {
		return nil, ErrNobody
	}
	defer folder.Close()
	d := net.Dialer{Deadline: until}
	nc, err := d.Dial("unix", addr.Name)
	switch {
	case errors.Is(err, syscall.ENOENT), errors.Is(err, syscall.ECONNREFUSED), errors.Is(err, syscall.ENOTDIR):
		return nil, ErrNobody
	case errors.Is(err, syscall.EACCES):
		return nil, ErrDenied
	case err != nil:
		return nil, ErrSilent
	}
	c := nc.(*net.UnixConn)
	if !owns(c, filepath.Dir(path)) {
		c.Close()
		return nil, ErrDenied
	}
	c.SetReadDeadline(until)
	k, p, err := readFrame(c)
	switch {
	case err == nil && k == hello && len(p) == 1 && p[0] == Version:
		return &Client{c}, nil
	case err == nil && k == denied:
		err = ErrDenied
	case err == nil:
		err = ErrVersion
	case errors.Is(err, os.ErrDeadlineExceeded):
		err = ErrSilent
	default: // it closed before it listened: as if nobody had been there
		err = ErrNobody
	}
	c.Close()
	return nil, err
}

// Close ends a conversation that was not used.
func (c *Client) Close() { c.nc.Close() }

// Streams are the client's own. Ask shows a prompt and reads without echo; nil: nobody can
// be asked.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	Ask func(prompt string) (string, error)

	Sizes <-chan line.Size // of a screen
}

// Run sends the call and plays the verb's streams here until it ends. ErrGone: the holder
// went away before it did anything with the streams, so the same call, with the same
// request id, may be made again. ErrLost: it was asked, and then went silent or away. Other errors are those of s.Out and s.Err: the
// verb may have gone on.
func (c *Client) Run(what Call, s Streams) (code int, err error) {
	defer c.nc.Close()
	p, err := json.Marshal(what)
	if err != nil {
		return 0, err
	}
	if len(p) > maxFrame {
		return 0, errors.New("arguments are too long")
	}
	var wmu sync.Mutex
	send := func(k kind, p []byte) error {
		wmu.Lock()
		defer wmu.Unlock()
		return writeFrame(c.nc, k, p)
	}
	if err := send(call, p); err != nil {
		return 0, ErrGone
	}
	done := make(chan struct{})
	defer close(done)
	for touched := false; ; {
		c.nc.SetReadDeadline(time.Now().Add(Silence))
		k, p, err := readFrame(c.nc)
		if err != nil {
			if late, ok := errors.AsType[net.Error](err); !touched && !(ok && late.Timeout()) {
				return 0, ErrGone
			}
			return 0, ErrLost
		}
		touched = touched || k == out || k == errs || k == want || k == ask
		switch k {
		case out:
			if _, err := s.Out.Write(p); err != nil {
				return 0, err
			}
		case errs:
			if _, err := s.Err.Write(p); err != nil {
				return 0, err
			}
		case want:
			go pump(s.In, send)
			if s.Sizes != nil {
				go resize(s.Sizes, done, send)
			}
		case ask:
			if s.Ask == nil {
				_ = send(noask, nil)
				continue
			}
			text, err := s.Ask(string(p))
			if err != nil {
				_ = send(noask, nil)
				continue
			}
			_ = send(answer, []byte(text))
		case exit:
			if len(p) != 1 {
				return 0, ErrLost
			}
			return int(p[0]), nil
		}
	}
}

// pump sends standard input until it ends, or the holder no longer takes it.
func pump(in io.Reader, send func(kind, []byte) error) {
	defer func() { _ = recover() }()
	buf := make([]byte, 32<<10)
	for {
		n, err := in.Read(buf)
		if n > 0 && send(input, buf[:n]) != nil {
			return
		}
		if err != nil {
			_ = send(end, nil)
			return
		}
	}
}

// resize tells the holder of the screen's size until the call ends.
func resize(sizes <-chan line.Size, done <-chan struct{}, send func(kind, []byte) error) {
	defer func() { _ = recover() }()
	for {
		select {
		case at := <-sizes:
			p := binary.BigEndian.AppendUint32(nil, uint32(at.W))
			if send(size, binary.BigEndian.AppendUint32(p, uint32(at.H))) != nil {
				return
			}
		case <-done:
			return
		}
	}
}
