package roll

import (
	"fmt"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/store/internal/tx"
)

// Series hands out the ids of one table in order, within one command.
type Series struct {
	prefix string
	digits int
	last   int
}

// NewSeries goes on after the last id of the table with this prefix. Ids are padded to
// digits; longer numbers are allowed, and sort before shorter ones, so beyond the padding
// the last one is searched for. It relies on numbers having no gaps there.
func NewSeries[T any](x *tx.Tx, t *tx.Table[T], prefix string, digits int) (*Series, error) {
	s := &Series{prefix: prefix, digits: digits}
	next, err := x.NextNumber(t.Name, prefix, digits)
	if err != nil {
		return nil, err
	}
	n, err := strconv.Atoi(strings.TrimPrefix(next, prefix))
	if err != nil {
		return nil, rules.Fault("id %q of %s is no number", next, t.Name)
	}
	s.last = n - 1
	taken := func(n int) (bool, error) { return t.Taken(x, s.id(n)) }
	// lo is taken, hi is free: double the step, then halve the gap.
	lo, hi := s.last, n
	for {
		ok, err := taken(hi)
		if err != nil {
			return nil, err
		}
		if !ok {
			break
		}
		lo, hi = hi, hi+2*(hi-s.last)
	}
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		ok, err := taken(mid)
		if err != nil {
			return nil, err
		}
		if ok {
			lo = mid
		} else {
			hi = mid
		}
	}
	s.last = lo
	return s, nil
}

// Dated is the prefix of a record of this day: B20261123-.
func Dated(x *tx.Tx, prefix string) string {
	return prefix + strings.ReplaceAll(string(rules.DateOf(x.Now)), "-", "") + "-"
}

// Next is the next id.
func (s *Series) Next() string {
	s.last++
	return s.id(s.last)
}

func (s *Series) id(n int) string { return fmt.Sprintf("%s%0*d", s.prefix, s.digits, n) }
