package text

import (
	"fmt"
	"time"
)

// Date is a civil date, without a clock and without a zone.
type Date struct{ Year, Month, Day int }

// DateOf is the civil date of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// Valid reports whether the day stands in the calendar, leap years included.
func (d Date) Valid() bool {
	return d.Year >= 1 && d == DateOf(time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC))
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// String is 1952-03-14.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// Age is the full years (周岁) from birth to the day on, reached on the birthday.
// Someone born on 29 February reaches it on 1 March of a common year, so a minor
// is never taken for an adult a day early. It is -1 when a date is not valid or
// birth is after on: no data, which is not zero years old.
func Age(birth, on Date) int {
	if !birth.Valid() || !on.Valid() || on.Before(birth) {
		return -1
	}
	years := on.Year - birth.Year
	if (Date{birth.Year, on.Month, on.Day}).Before(birth) {
		years--
	}
	return years
}
