package stock

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Just is how long ago goods were given that somebody may have seen there still; looked is
// how many moves are looked through for them. Ours.
const (
	just   = time.Hour
	looked = 50
)

// justGone says who gave the item out of the place last, when that was a moment ago: of two
// who give the last ones, the second reads who was first. Nothing where nobody did.
func justGone(x *tx.Tx, item *rules.Item, place *rules.Place) (said []text.Text, err error) {
	n := 0
	err = table.Moves.Scan(x, "", "", true, func(m *rules.Move) (bool, error) {
		n++
		if x.Now.Sub(m.At) > just {
			return false, nil
		}
		if m.Kind != rules.MoveIssue || m.Item != item.ID || m.From != place.ID {
			return n < looked, nil
		}
		who := m.By
		if o, err := table.Officers.Get(x, m.By); err == nil {
			who = o.Name
		}
		said = append(said, text.Text{ZH: "%[1]s %[2]s 刚发出 %[3]d %[4]s。", EN: "%[1]s gave %[3]d %[4]s out at %[2]s."}.With(who, rules.Stamp(m.At), m.Qty, item.Unit))
		return false, nil
	})
	return said, err
}
