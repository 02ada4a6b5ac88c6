//go:build !unix || zos

package input

import "time"

// canPoll is false where a descriptor cannot be polled: a file is then read as a
// stream, without raw mode.
const canPoll = false

type fileSource struct{ f File }

func (fileSource) close()                       {}
func (fileSource) wait(time.Duration) bool      { return false }
func (s fileSource) read(p []byte) (int, error) { return s.f.Read(p) }
