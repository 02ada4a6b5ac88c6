package store

import (
	"slices"
	"strings"

	"dutydesk/rules/roster"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// slipCodes are the commands that may write a month that is signed: slips, and what takes the
// signature back before the month begins.
var slipCodes = []string{"roster.swap", "roster.accept", "roster.approve", "roster.refuse", "roster.undo", "roster.withdraw"}

// sheets are the months of the roster that are signed as the journal tells it, entry by entry.
type sheets map[string]bool

// entry holds an entry against the months that were signed before it: only a slip changes one.
func (s sheets) entry(e *tx.Entry, rep *Report) {
	for _, w := range e.Wrote {
		id, ok := strings.CutPrefix(w, table.Rosters.Name+"/")
		if !ok {
			continue
		}
		id, _, _ = strings.Cut(id, " ")
		if s[id] && !slices.Contains(slipCodes, e.Code) {
			rep.bad("roster %s was signed, and entry %d (%s) changed it without a slip", id, e.Seq, e.Code)
		}
		switch e.Code {
		case "roster.publish":
			s[id] = true
		case "roster.withdraw":
			s[id] = false
		}
	}
}

// months holds the months that stand against what the journal tells of their signature.
func (s sheets) months(v tx.View, rep *Report) error {
	return table.Rosters.Scan(v, "", "", false, func(m *roster.Month) (bool, error) {
		if signed := m.State == roster.Published; signed != s[m.ID] || signed != (m.SignedBy != nil) {
			rep.bad("roster %s is not as it was signed or taken back last", m.ID)
		}
		return true, nil
	})
}
