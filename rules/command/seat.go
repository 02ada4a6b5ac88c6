package command

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// TakeSeat takes the session of the main officer on duty over: by their consent, or after the
// setting seat_idle. Seat is its id, or the officer by id or name. It is no change of shift.
// PIN is the taker's, who is the actor. Was is filled in by the store: whose seat it was, for
// the journal.
type TakeSeat struct {
	Seat string    `json:"seat"`
	Was  *SeatTook `json:"was,omitempty"`
	PIN  string    `json:"-"`
}

// SeatTook is what the journal keeps of a seat that was taken over.
type SeatTook struct {
	Officer  string `json:"officer"`
	Name     string `json:"name"`
	Terminal string `json:"terminal"`
	Idle     int    `json:"idle_minutes"`
	Agreed   bool   `json:"agreed,omitempty"`
}

func (*TakeSeat) Code() string { return "seat.take" }

func (*TakeSeat) Area() rules.Area { return rules.AreaShift }

// Check: a seat is named, and it is signed. What it was is not the caller's to say.
func (c *TakeSeat) Check(time.Time) error {
	c.Was = nil
	if err := tidy("seat", &c.Seat, MaxName, text.Text{ZH: "谁的席位", EN: "whose seat"}); err != nil {
		return err
	}
	return signature(&c.PIN)
}
