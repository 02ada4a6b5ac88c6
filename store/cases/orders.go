package cases

import (
	"dutydesk/rules"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Orders is the orders that wait for their leader's signature, the oldest first, or with all
// the newest limit of all (0: every one). For readers from whom persons are Hidden the words
// are covered, and those taken back left out, as on the page of a case.
func Orders(v tx.View, e tx.Env, all bool, limit int) ([]rules.Order, error) {
	out := []rules.Order{}
	var err error
	if all {
		err = table.Orders.Scan(v, "", "", true, func(o *rules.Order) (bool, error) {
			if !e.Hidden() || o.Struck == "" {
				out = append(out, *o)
			}
			return len(out) != limit, nil
		})
	} else {
		out, err = table.By(v, table.Orders, "open")
	}
	if e.Hidden() {
		coverOrders(out)
	}
	return out, err
}

// coverOrders takes the words away.
func coverOrders(all []rules.Order) {
	for i := range all {
		all[i].Text = ""
	}
}
