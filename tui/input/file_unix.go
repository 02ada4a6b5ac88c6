//go:build unix && !zos

package input

import (
	"errors"
	"time"

	"golang.org/x/sys/unix"
)

const canPoll = true

// fileSource reads a descriptor, and asks the kernel first when it may not wait
// for ever. No goroutine: bytes that nobody asked for stay in the terminal, for
// whoever reads it next.
type fileSource struct{ f File }

func (s fileSource) close() {}

func (s fileSource) read(p []byte) (int, error) { return s.f.Read(p) }

// wait polls. A descriptor that cannot be polled counts as silent: ESC is then
// released at once, which is what v1 does alone.
func (s fileSource) wait(d time.Duration) bool {
	end := time.Now().Add(d)
	for {
		fds := []unix.PollFd{{Fd: int32(s.f.Fd()), Events: unix.POLLIN}}
		left := max(0, time.Until(end))
		n, err := unix.Poll(fds, int((left+time.Millisecond-1)/time.Millisecond))
		if errors.Is(err, unix.EINTR) {
			continue
		}
		return err == nil && n > 0 && fds[0].Revents&unix.POLLNVAL == 0
	}
}
