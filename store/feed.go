package store

import (
	"sync"

	"dutydesk/store/internal/tx"
)

// Change says, after the commit, that a record of a kind changed. It carries no data: a
// reader reloads. Seq never falls for one reader; Lost says that it must reload
// everything.
type Change struct {
	Seq  uint64
	Kind string
	ID   string
	Lost bool
}

// feed hands changes to subscribers. A slow one is not waited for: its queue is dropped
// and it gets one Lost.
type feed struct {
	mu     sync.Mutex
	subs   map[*sub]struct{}
	closed bool
}

type sub struct {
	ch   chan Change
	lost bool
}

// feedDepth is how many changes a reader may lag behind.
const feedDepth = 64

// Watch gives the changes from now on, until stop is called or the book closes.
func (s *Store) Watch() (changes <-chan Change, stop func()) {
	c := &sub{ch: make(chan Change, feedDepth)}
	s.feed.mu.Lock()
	defer s.feed.mu.Unlock()
	if s.feed.closed {
		close(c.ch)
		return c.ch, func() {}
	}
	if s.feed.subs == nil {
		s.feed.subs = map[*sub]struct{}{}
	}
	s.feed.subs[c] = struct{}{}
	return c.ch, func() {
		s.feed.mu.Lock()
		defer s.feed.mu.Unlock()
		if _, ok := s.feed.subs[c]; ok {
			delete(s.feed.subs, c)
			close(c.ch)
		}
	}
}

func (f *feed) publish(changes []tx.Change) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for c := range f.subs {
		for _, ch := range changes {
			c.send(Change{Seq: ch.Seq, Kind: ch.Kind, ID: ch.ID})
		}
	}
}

// lost tells every reader to reload.
func (f *feed) lost(seq uint64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for c := range f.subs {
		c.send(Change{Seq: seq, Lost: true})
	}
}

// send never blocks. When the queue is full it is emptied and the reader told to reload.
func (c *sub) send(ch Change) {
	if c.lost {
		ch = Change{Seq: ch.Seq, Lost: true}
	}
	select {
	case c.ch <- ch:
		c.lost = false
		return
	default:
	}
	for {
		select {
		case <-c.ch:
			continue
		default:
		}
		break
	}
	c.lost = true
	select {
	case c.ch <- Change{Seq: ch.Seq, Lost: true}:
		c.lost = false
	default:
	}
}

func (f *feed) close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	for c := range f.subs {
		delete(f.subs, c)
		close(c.ch)
	}
}
