// Package here knows who is at the desk now: one seat a session, what it has open, and the
// words that people say to each other. It decides who is woken by what, who keeps the draft
// of a form that two places have open, and what a seat is told that lost its form or its
// place. Who may take a seat over is decided by package rules, and written by package store;
// how a seat looks is left to package tui.
//
// Nothing here waits: a seat that does not listen collects what it was told, at most Most
// things, and no other seat notices. Nothing but words is kept when the process ends.
package here

import (
	"fmt"
	"slices"
	"sync"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/view"
)

// Letters keeps words until they were read, also when the process ends: durable when Keep
// returns.
type Letters interface {
	Keep(words []rules.Word) error
	Drop(word rules.Word) error
}

// Hub is the desk's seats. The zero Hub has none and keeps no words.
type Hub struct {
	mu      sync.Mutex
	letters Letters
	now     func() time.Time
	count   int
	said    int
	seats   []*Seat                 // in the order of their coming
	held    map[form]*Seat          // who keeps the draft of a form
	wanted  map[form]*Seat          // who asked for it
	unread  map[string][]rules.Word // by officer, oldest first
}

// form is the draft of an officer.
type form struct{ officer, name string }

// Most is how much is kept for a seat that does not listen. Ours.
const Most = 100

// New is a hub on the desk's clock, with the words that were not read yet.
func New(now func() time.Time, letters Letters, unread []rules.Word) *Hub {
	h := &Hub{now: now, letters: letters, held: map[form]*Seat{}, wanted: map[form]*Seat{}, unread: map[string][]rules.Word{}}
	for _, w := range unread {
		h.unread[w.To] = append(h.unread[w.To], w)
		h.said = max(h.said, number(w.ID))
	}
	return h
}

func number(id string) (n int) {
	_, _ = fmt.Sscanf(id, "W%d", &n)
	return n
}

// Seat is one session. Its methods are safe for use by many goroutines, and none but Say,
// Read and those of Letters wait for the disk.
type Seat struct {
	h    *Hub
	is   rules.Seat
	ch   chan struct{}
	in   []view.Knock
	mine []string // forms whose drafts this seat keeps
	gone bool
	all  bool // wants to know of every step of the others

	agreed map[string]time.Time // officers who may take the seat, and since when
}

// Consent is how long the consent to a change of seat holds. Ours.
const Consent = 5 * time.Minute

// Sit begins a seat for an officer at a terminal. What waits unread for them is told at once.
func (h *Hub) Sit(officer, name, terminal string, roles []rules.Role) *Seat {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.count++
	now := h.now()
	s := &Seat{h: h, ch: make(chan struct{}, 1), is: rules.Seat{ID: fmt.Sprintf("S%d", h.count), Officer: officer, Name: name, Terminal: terminal, Roles: roles, Since: now, Last: now}}
	h.seats = append(h.seats, s)
	for _, w := range h.unread[officer] {
		s.in = append(s.in, view.Knock{Kind: view.KnockSaid, Word: w, At: w.At})
	}
	if len(s.in) > 0 {
		s.wake()
	}
	h.wakeAll(s)
	return s
}

// Seats are those at the desk now, in the order of their coming.
func (h *Hub) Seats() []rules.Seat {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.others(nil)
}

func (h *Hub) others(but *Seat) []rules.Seat {
	out := make([]rules.Seat, 0, len(h.seats))
	for _, s := range h.seats {
		if s != but {
			out = append(out, s.is)
		}
	}
	return out
}

// Of finds a seat by its id, or by the officer's id or name; of several seats of a person the
// one whose last key is the newest. Agreed says that its person agreed to by taking it.
func (h *Hub) Of(which, by string) (seat rules.Seat, agreed, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.find(which)
	if s == nil {
		return rules.Seat{}, false, false
	}
	at, yes := s.agreed[by]
	return s.is, yes && h.now().Sub(at) < Consent, true
}

func (h *Hub) find(which string) (found *Seat) {
	for _, s := range h.seats {
		if s.is.ID == which {
			return s
		}
		if (s.is.Officer == which || s.is.Name == which) && (found == nil || s.is.Last.After(found.is.Last)) {
			found = s
		}
	}
	return found
}

// Take gives a seat to an officer, once that was written: its session is told, and keeps no
// draft any more. It does nothing where the seat is gone.
func (h *Hub) Take(which, officer, name string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	s := h.find(which)
	if s == nil {
		return
	}
	by := rules.Seat{Officer: officer, Name: name}
	if t := h.find(officer); t != nil {
		by = t.is
	}
	s.agreed = nil
	s.told(view.Knock{Kind: view.KnockTaken, By: by, At: h.now()})
}

// wakeAll wakes every seat but one.
func (h *Hub) wakeAll(but *Seat) {
	for _, s := range h.seats {
		if s != but {
			s.wake()
		}
	}
}

// near wakes the seats to which a step of another one matters: those on one of its records,
// and those that look at everybody.
func (h *Hub) near(but *Seat, records ...string) {
	for _, s := range h.seats {
		if s != but && (s.all || s.is.Record != "" && slices.Contains(records, s.is.Record)) {
			s.wake()
		}
	}
}

func (s *Seat) wake() {
	if s.gone {
		return
	}
	select {
	case s.ch <- struct{}{}:
	default:
	}
}

// told leaves a knock and wakes the seat. Beyond Most the oldest goes: words are kept apart.
func (s *Seat) told(k view.Knock) {
	if s.gone {
		return
	}
	s.in = append(s.in, k)
	s.in = s.in[max(len(s.in)-Most, 0):]
	s.wake()
}
