package here

import (
	"fmt"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/view"
)

// Me is the seat itself.
func (s *Seat) Me() rules.Seat { s.h.mu.Lock(); defer s.h.mu.Unlock(); return s.is }

// Others are the other seats, in the order of their coming.
func (s *Seat) Others() []rules.Seat { s.h.mu.Lock(); defer s.h.mu.Unlock(); return s.h.others(s) }

// News wakes whoever listens that something about the others changed or that something was
// told. It closes when the seat leaves.
func (s *Seat) News() <-chan struct{} { return s.ch }

// Told takes what the seat was told since.
func (s *Seat) Told() (in []view.Knock) {
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	in, s.in = s.in, nil
	return in
}

// Key says that a key was pressed. It wakes nobody.
func (s *Seat) Key(at time.Time) { s.h.mu.Lock(); s.is.Last = at; s.h.mu.Unlock() }

// At says where the seat is: the page, the record on it, the forms that are open, the top one
// last, whether it is locked, and whether it looks at everybody. It keeps the drafts of those
// forms from now on, where no other place of the person does; elsewhere are those that one
// does.
func (s *Seat) At(page, record string, forms []string, locked, all bool) (elsewhere []string) {
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	if s.gone {
		return nil
	}
	was := s.is
	s.is.Page, s.is.Record, s.is.Locked, s.is.Form, s.all = page, record, locked, "", all
	if len(forms) > 0 {
		s.is.Form = forms[len(forms)-1]
	}
	for _, name := range s.mine {
		if !slices.Contains(forms, name) {
			s.h.free(s, name)
		}
	}
	s.mine = s.mine[:0]
	for _, name := range forms {
		f := form{s.is.Officer, name}
		if at := s.h.held[f]; at != nil && at != s {
			elsewhere = append(elsewhere, name)
			continue
		}
		s.h.held[f] = s
		s.mine = append(s.mine, name)
	}
	switch {
	case was.Locked != locked:
		s.h.wakeAll(s)
	case was.Page != page || was.Record != record || was.Form != s.is.Form:
		s.h.near(s, was.Record, record)
	}
	return elsewhere
}

// free lets the draft of a form go, to whoever asked for it.
func (h *Hub) free(s *Seat, name string) {
	f := form{s.is.Officer, name}
	if h.held[f] != s {
		return
	}
	delete(h.held, f)
	if to := h.wanted[f]; to != nil {
		delete(h.wanted, f)
		if !to.gone {
			h.held[f] = to
			to.mine = append(to.mine, name)
			to.told(view.Knock{Kind: view.KnockGiven, By: s.is, Form: name, At: h.now()})
		}
	}
}

// Elsewhere is the other place of the person that keeps the draft of a form, nil when none
// does.
func (s *Seat) Elsewhere(name string) *rules.Seat {
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	if at := s.h.held[form{s.is.Officer, name}]; at != nil && at != s {
		is := at.is
		return &is
	}
	return nil
}

// Want asks the other place to let a form go: it keeps what is typed there and closes it, and
// the form is given. It is given at once where no place has it.
func (s *Seat) Want(name string) {
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	f := form{s.is.Officer, name}
	at := s.h.held[f]
	if at == nil || at == s {
		s.give(f)
		return
	}
	s.h.wanted[f] = s
	at.told(view.Knock{Kind: view.KnockWanted, By: s.is, Form: name, At: s.h.now()})
}

// Seize takes a form that was asked for and not let go: the other place does not answer. What
// it typed since its last draft stays on its screen, and is not kept there any more.
func (s *Seat) Seize(name string) {
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	if f := (form{s.is.Officer, name}); s.h.wanted[f] == s {
		delete(s.h.wanted, f)
		s.give(f)
	}
}

func (s *Seat) give(f form) {
	by := s.is
	if at := s.h.held[f]; at != nil {
		by = at.is
		at.mine = slices.DeleteFunc(at.mine, func(n string) bool { return n == f.name })
	}
	s.h.held[f] = s
	s.mine = append(s.mine, f.name)
	s.told(view.Knock{Kind: view.KnockGiven, By: by, Form: f.name, At: s.h.now()})
}

// Ask asks the person of another seat to agree that it is taken over. False when it is gone.
func (s *Seat) Ask(seat string) bool {
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	to := s.h.find(seat)
	if to == nil || to == s {
		return false
	}
	to.told(view.Knock{Kind: view.KnockAsked, By: s.is, At: s.h.now()})
	return true
}

// Agree lets another officer take this seat, for as long as Consent.
func (s *Seat) Agree(officer string) {
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	if s.agreed == nil {
		s.agreed = map[string]time.Time{}
	}
	s.agreed[officer] = s.h.now()
	for _, o := range s.h.seats {
		if o.is.Officer == officer {
			o.told(view.Knock{Kind: view.KnockAgreed, By: s.is, At: s.h.now()})
		}
	}
}

// Leave ends the seat. What it kept of forms is free.
func (s *Seat) Leave() {
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	if s.gone {
		return
	}
	for _, name := range s.mine {
		s.h.free(s, name)
	}
	s.gone, s.mine, s.in = true, nil, nil
	s.h.seats = slices.DeleteFunc(s.h.seats, func(o *Seat) bool { return o == s })
	close(s.ch)
	s.h.wakeAll(nil)
}

// Say says something to an officer (id or name), or with "" to everybody at the desk. It is
// durable when it returns, and reaches each at every terminal of theirs, also at the next
// sign-in. Refused: rules.SayWord; a village contact (Denied); somebody who is not at the desk
// (Precondition, "to"). It gives the names of those who get it.
func (s *Seat) Say(to, said string) (names []string, err error) {
	return s.h.Say(s.Me(), to, said)
}

// Say is Seat.Say for somebody who has no seat of their own, the command line.
func (h *Hub) Say(from rules.Seat, to, said string) (names []string, err error) {
	if !rules.SeesSeats(from.Roles) {
		return nil, rules.Unseen()
	}
	said, e := rules.SayWord(said)
	if e != nil {
		return nil, e
	}
	h.mu.Lock()
	var words []rules.Word
	now := h.now()
	for _, o := range h.seats {
		already := slices.ContainsFunc(words, func(w rules.Word) bool { return w.To == o.is.Officer })
		if already || o.is.Officer == from.Officer || to != "" && o.is.Officer != to && o.is.Name != to || to == "" && !rules.SeesSeats(o.is.Roles) {
			continue
		}
		h.said++
		words = append(words, rules.Word{ID: fmt.Sprintf("W%d", h.said), From: from.Officer, Name: from.Name, To: o.is.Officer, All: to == "", At: now, Text: said})
		names = append(names, o.is.Name)
	}
	h.mu.Unlock()
	if len(words) == 0 {
		return nil, rules.NotHere(to)
	}
	if h.letters != nil {
		if err := h.letters.Keep(words); err != nil {
			return nil, err
		}
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, w := range words {
		h.unread[w.To] = append(h.unread[w.To], w)
		for _, o := range h.seats {
			if o.is.Officer == w.To {
				o.told(view.Knock{Kind: view.KnockSaid, Word: w, At: now})
			}
		}
	}
	return names, nil
}

// Unread are the words that the person has not read yet, oldest first.
func (s *Seat) Unread() []rules.Word {
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	return slices.Clone(s.h.unread[s.is.Officer])
}

// Read says that the person has read a word; it is gone, at their other places too.
func (s *Seat) Read(word rules.Word) error {
	if s.h.letters != nil {
		if err := s.h.letters.Drop(word); err != nil {
			return err
		}
	}
	s.h.mu.Lock()
	defer s.h.mu.Unlock()
	s.h.unread[word.To] = slices.DeleteFunc(slices.Clone(s.h.unread[word.To]), func(w rules.Word) bool { return w.ID == word.ID })
	for _, o := range s.h.seats {
		if o.is.Officer == word.To {
			o.in = slices.DeleteFunc(o.in, func(k view.Knock) bool { return k.Kind == view.KnockSaid && k.Word.ID == word.ID })
			o.wake()
		}
	}
	return nil
}
