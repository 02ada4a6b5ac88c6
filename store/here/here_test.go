package here

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/view"
)

var officer = []rules.Role{rules.RoleOfficer}

func hub() *Hub {
	return New(func() time.Time { return time.Date(2026, 11, 24, 2, 10, 0, 0, rules.Zone) }, nil, nil)
}

// woken says whether a seat was told of something.
func (s *Seat) woken() bool {
	select {
	case <-s.ch:
		return true
	default:
		return false
	}
}

// Ensure a seat is woken by who comes and goes, by a step on its own record, and by nothing
// else: a key wakes nobody, nor does a step elsewhere.
func TestWhoIsWoken(t *testing.T) {
	h := hub()
	a := h.Sit("U1", "何雨禾", "desk", officer)
	b := h.Sit("U2", "周立冬", "ssh", officer)
	if !a.woken() || b.woken() {
		t.Error("coming")
	}
	a.At("case", "C1", nil, false, false)
	b.At("board", "", nil, false, false)
	if a.woken() || b.woken() {
		t.Error("a step elsewhere")
	}
	b.At("case", "C1", nil, false, false)
	if !a.woken() {
		t.Error("a step onto the record")
	}
	b.At("case", "C1", []string{"note/C1"}, false, false)
	if !a.woken() || a.Others()[0].Form != "note/C1" {
		t.Error("a form")
	}
	b.Key(time.Now())
	if a.woken() {
		t.Error("a key")
	}
	b.At("board", "", nil, false, false)
	if !a.woken() {
		t.Error("a step off the record")
	}
	a.At("seats", "", nil, false, true)
	b.At("stock", "", nil, false, false)
	if !a.woken() {
		t.Error("whoever looks at all sees every step")
	}
	b.Leave()
	b.Leave()
	if !a.woken() || len(a.Others()) != 0 {
		t.Error("going")
	}
	if _, open := <-b.News(); open {
		t.Error("the news go on")
	}
}

// Ensure one place keeps a draft, lets it go when asked, or loses it when it does not answer.
func TestOnePlaceKeepsADraft(t *testing.T) {
	h := hub()
	a, b := h.Sit("U1", "何雨禾", "desk", officer), h.Sit("U1", "何雨禾", "laptop", officer)
	other := h.Sit("U2", "周立冬", "ssh", officer)
	note := []string{"note/C1"}
	if a.At("case", "C1", note, false, false) != nil || other.At("case", "C1", note, false, false) != nil {
		t.Error("the drafts of two people are two")
	}
	if got := b.At("case", "C1", note, false, false); !slices.Equal(got, note) || b.Elsewhere("note/C1").Terminal != "desk" || a.Elsewhere("note/C1") != nil {
		t.Errorf("open at two places: %v", got)
	}
	b.Want("note/C1")
	if k := a.Told(); len(k) != 1 || k[0].Kind != view.KnockWanted || k[0].Form != "note/C1" {
		t.Errorf("asked: %+v", k)
	}
	a.At("case", "C1", nil, false, false)
	if k := b.Told(); len(k) != 1 || k[0].Kind != view.KnockGiven || b.Elsewhere("note/C1") != nil {
		t.Errorf("given: %+v", k)
	}
	a.At("case", "C1", note, false, false)
	a.Want("note/C1")
	a.Seize("note/C1")
	if a.Elsewhere("note/C1") != nil || b.Elsewhere("note/C1") == nil {
		t.Error("not seized")
	}
	a.Leave()
	if b.Elsewhere("note/C1") != nil {
		t.Error("who left keeps it")
	}
}

// slow refuses to keep.
type slow struct{ err error }

func (s slow) Keep([]rules.Word) error { return s.err }
func (s slow) Drop(rules.Word) error   { return s.err }

// Ensure a word that was not kept reaches nobody.
func TestNotKeptIsNotSaid(t *testing.T) {
	h := hub()
	h.letters = slow{errors.New("disk")}
	a, b := h.Sit("U1", "何雨禾", "desk", officer), h.Sit("U2", "周立冬", "ssh", officer)
	if _, err := a.Say("", "喂"); err == nil || len(b.Told()) != 0 || len(b.Unread()) != 0 {
		t.Error("said without being kept")
	}
	h.letters = nil
	if names, err := a.Say("周立冬", "喂"); err != nil || !slices.Equal(names, []string{"周立冬"}) || len(b.Unread()) != 1 {
		t.Errorf("%v %v", names, err)
	}
	v := h.Sit("U5", "村里", "phone", []rules.Role{rules.RoleVillage})
	if _, err := v.Say("", "喂"); rules.KindOf(err) != rules.Denied {
		t.Errorf("a village: %v", err)
	}
	if names, _ := a.Say("", "大家"); slices.Contains(names, "村里") {
		t.Error("a village was told what is for the desk")
	}
}

// Ensure a seat that never listens holds up nobody, and keeps no more than Most.
func TestADeafSeat(t *testing.T) {
	h := hub()
	deaf, a := h.Sit("U1", "何雨禾", "desk", officer), h.Sit("U2", "周立冬", "ssh", officer)
	for range 3 * Most {
		a.Ask(deaf.Me().ID)
	}
	if got := len(deaf.Told()); got != Most {
		t.Errorf("%d things were kept", got)
	}
}

// Ensure many at once do not disturb each other (with -race).
func TestManySeats(t *testing.T) {
	h := hub()
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			s := h.Sit(fmt.Sprintf("U%d", i%10), "何雨禾", "ssh", officer)
			for j := range 20 {
				s.At("case", fmt.Sprintf("C%d", j%3), []string{"note"}, false, j%2 == 0)
				s.Key(time.Now())
				s.Want("note")
				s.Others()
				s.Told()
				s.Seize("note")
				_, _ = s.Say("", "喂")
				for _, w := range s.Unread() {
					_ = s.Read(w)
				}
			}
			s.Leave()
		})
	}
	wg.Wait()
	if len(h.Seats()) != 0 || len(h.held) != 0 {
		t.Errorf("left: %v %v", h.Seats(), h.held)
	}
}
