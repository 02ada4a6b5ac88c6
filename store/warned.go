package store

import (
	"sync"
	"time"

	"dutydesk/rules/text"
)

// warned are the warnings about the disk, looked for once a minute for all sessions.
type warned struct {
	mu   sync.Mutex
	at   time.Time
	said []text.Text
}

// Warnings is StartWarnings of the open book, at most a minute old.
func (s *Store) Warnings() []text.Text {
	w := &s.warned
	w.mu.Lock()
	defer w.mu.Unlock()
	if now := time.Now(); w.at.IsZero() || now.Sub(w.at) >= time.Minute {
		w.at, w.said = now, StartWarnings(s.dir)
	}
	return w.said
}
