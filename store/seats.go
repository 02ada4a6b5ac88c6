package store

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/here"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
)

// Seats is who is at the desk now, in this process.
func (s *Store) Seats() *here.Hub { return s.seats }

// letters keeps words in the book, like drafts neither journaled nor versioned.
type letters struct{ s *Store }

// Keep writes words and returns when they are durable.
func (l letters) Keep(words []rules.Word) error {
	return l.s.submit(&request{plain: func(w kv.Writer) error {
		for _, word := range words {
			raw, err := tx.Seal(word)
			if err != nil {
				return err
			}
			if err := w.Put("word", word.To+"/"+word.ID, raw); err != nil {
				return err
			}
		}
		return nil
	}})
}

// Drop removes a word that was read.
func (l letters) Drop(word rules.Word) error {
	return l.s.submit(&request{plain: func(w kv.Writer) error { return w.Delete("word", word.To+"/"+word.ID) }})
}

// openSeats begins with nobody, and with the words that were not read.
func (s *Store) openSeats() error {
	var unread []rules.Word
	err := s.view(func(v tx.View) error { return words(v, func(w rules.Word) { unread = append(unread, w) }) })
	if err != nil {
		return err
	}
	order := func(w rules.Word) int { n, _ := strconv.Atoi(strings.TrimPrefix(w.ID, "W")); return n }
	slices.SortFunc(unread, func(a, b rules.Word) int { return cmp.Compare(order(a), order(b)) })
	s.seats = here.New(s.Now, letters{s}, unread)
	return nil
}

// words reads the words that nobody has read; a damaged one is an error.
func words(v tx.View, each func(rules.Word)) (err error) {
	var keys []string
	v.R.Scan("word", "", "", false, func(k string, _ []byte) bool { keys = append(keys, k); return true })
	for _, k := range keys {
		var w rules.Word
		if _, err := tx.In(v, "word", k, &w); err != nil {
			return err
		}
		each(w)
	}
	return nil
}

// SavePlace keeps where the person is on the screen, as a draft is kept; nil forgets it. It is
// one for a person, at whichever terminal.
func (d *Desk) SavePlace(raw []byte) error {
	if d.actor.Officer == "" {
		return rules.Unsigned()
	}
	return d.s.saveDraft(places, d.actor.Officer, raw)
}

// Place is what SavePlace kept, nil when nothing.
func (d *Desk) Place() ([]byte, error) { return d.s.draft(places, d.actor.Officer) }

// places owns the places of all officers among the drafts.
const places = "@place"

// Touched is the newest entry about a record, nil when there is none. Not for a reader from
// whom persons are hidden.
func (d *Desk) Touched(record string) (t *rules.Touch, err error) {
	if err := d.SeesPersons(); err != nil {
		return nil, err
	}
	err = d.s.view(func(v tx.View) error {
		e, ok, err := tx.LastOf(v, record)
		if ok {
			t = &rules.Touch{Seq: e.Seq, At: e.At, Officer: e.Officer, Name: e.Name, Code: e.Code}
		}
		return err
	})
	return t, err
}

// seated fills in whose seat is taken over, for the journal; whether it may be, the handler
// decides.
func (s *Store) seated(cmd command.Command, by string) {
	c, ok := cmd.(*command.TakeSeat)
	if !ok {
		return
	}
	if seat, agreed, ok := s.seats.Of(c.Seat, by); ok {
		c.Was = &command.SeatTook{Officer: seat.Officer, Name: seat.Name, Terminal: seat.Terminal, Idle: int(seat.Idle(s.Now()) / time.Minute), Agreed: agreed}
	}
}

// takeSeat writes that a seat was taken over. Refused: a seat that is gone (NotFound), and
// what rules.Seat.MayTake refuses. It changes no record: the shift is whose it was.
func (s *Store) takeSeat(x *tx.Tx, c *command.TakeSeat) (command.Result, error) {
	seat, agreed, ok := s.seats.Of(c.Seat, x.Actor.Officer)
	if !ok {
		return command.Result{}, rules.Missing(text.Text{ZH: "席位", EN: "seat"}, c.Seat)
	}
	id, err := tx.OnDuty(x)
	if err != nil {
		return command.Result{}, err
	}
	var duty *rules.Shift
	if id != "" {
		if duty, err = table.Shifts.Get(x, id); err != nil {
			return command.Result{}, err
		}
	}
	limit, err := table.Setting(x, rules.SettingSeatIdle)
	if err != nil {
		return command.Result{}, err
	}
	by := rules.Hand{Officer: x.Actor.Officer, Name: x.Actor.Name, Roles: x.Actor.Roles, At: x.Now}
	if e := seat.MayTake(by, duty, time.Duration(limit)*time.Minute, agreed); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: id}, nil
}
