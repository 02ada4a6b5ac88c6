// Package deskd carries a verb of the command line to the process that has the book
// open, and its answer back, over a socket in the data folder. So every verb works while
// a desk is open (DESIGN §5, one owner).
//
// It decides who may speak (the peer's uid must own the data folder, on both sides), when
// a holder counts as silent, and what is known when a connection breaks. What a verb
// does, and who may do it, stays with the caller: the PIN decides the officer.
//
// The conversation: the holder sends hello at once; the client sends one call; then
// output, error output and alive frames come, with a prompt or a wish for standard input
// when the verb asks, and exit is the last. Before hello nothing has been asked for, so a
// client may try again; after the call it may not. A call with a screen is the desk itself,
// drawn by the holder: keys go as input, frames come as output, and the size may change.
package deskd

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"dutydesk/cmd/internal/line"
)

// Version of the conversation; a holder of another one is not spoken to.
const Version = 1

// Silence is how long a holder may keep quiet before it counts as not answering (DESIGN
// §5); it says that it is alive every beat.
const (
	Silence = 3 * time.Second
	beat    = Silence / 4
)

// Faults of a conversation.
var (
	ErrNobody  = errors.New("nobody listens")                     // no holder: open the book yourself
	ErrSilent  = errors.New("the holder does not answer")         // before the call: nothing was asked for
	ErrDenied  = errors.New("the data folder is not this user's") // uid differs
	ErrVersion = errors.New("the holder speaks another version")
	ErrLost    = errors.New("the holder went away after the call was sent") // the outcome is not known here
	ErrGone    = fmt.Errorf("%w, before it answered anything", ErrLost)     // the same call may be made again
	ErrClosing = errors.New("the desk is closing")
	ErrNoAsk   = errors.New("no terminal to ask on")
)

// Call is a verb as typed. Dir is where relative paths start.
type Call struct {
	Args     []string          `json:"args"`
	Dir      string            `json:"dir"`
	Env      map[string]string `json:"env"`
	Terminal bool              `json:"terminal"`         // somebody can be asked for a PIN
	Request  string            `json:"request"`          // request id, so that a lost outcome can be asked for again
	Screen   *line.Size        `json:"screen,omitempty"` // draw the desk's screen in this size: the terminal is raw
}

type kind byte

const (
	hello  kind = iota + 1 // holder: version
	denied                 // holder: the peer's uid does not own the folder
	call                   // client: Call
	want                   // holder: start sending standard input
	input                  // client: standard input
	end                    // client: end of standard input
	ask                    // holder: a prompt, to be answered without echo
	answer                 // client
	noask                  // client: there is nobody to ask
	out                    // holder: standard output
	errs                   // holder: standard error
	alive                  // holder
	exit                   // holder: exit code, the last frame
	size                   // client: columns and rows of its screen, which changed
)

// maxFrame bounds a frame; writers cut what is longer.
const maxFrame = 1 << 20

func writeFrame(w io.Writer, k kind, p []byte) error {
	buf := make([]byte, 5, 5+len(p))
	buf[0] = byte(k)
	binary.BigEndian.PutUint32(buf[1:], uint32(len(p)))
	_, err := w.Write(append(buf, p...))
	return err
}

func readFrame(r io.Reader) (kind, []byte, error) {
	var head [5]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return 0, nil, err
	}
	n := binary.BigEndian.Uint32(head[1:])
	if n > maxFrame {
		return 0, nil, fmt.Errorf("frame of %d bytes", n)
	}
	p := make([]byte, n)
	if _, err := io.ReadFull(r, p); err != nil {
		return 0, nil, io.ErrUnexpectedEOF
	}
	return kind(head[0]), p, nil
}

// maxPath is what a socket's path may have in bytes.
const maxPath = 104

// address is the socket's address. A longer path is reached through its open folder; the
// caller closes that when the address is no longer used.
func address(path string) (*net.UnixAddr, *os.File, error) {
	d, err := os.Open(filepath.Dir(path))
	if err != nil {
		return nil, nil, err
	}
	if len(path) > maxPath {
		path = fmt.Sprintf("/proc/self/fd/%d/%s", d.Fd(), filepath.Base(path))
	}
	return &net.UnixAddr{Net: "unix", Name: path}, d, nil
}
