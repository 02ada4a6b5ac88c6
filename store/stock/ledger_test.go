package stock

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/storetest/memory"
)

// shed is a desk that has nothing but stock.
type shed struct {
	memory.Book
	seq uint64
	now time.Time
}

func newShed(t rapid.TB) *shed {
	s := &shed{Book: memory.Book{}, now: time.Date(2026, 11, 23, 20, 0, 0, 0, rules.Zone)}
	err := s.do(func(x *tx.Tx) error {
		for i, name := range []string{"棉被", "方便面"} {
			if err := table.Items.Put(x, &rules.Item{ID: fmt.Sprintf("I%02d", i+1), Name: name, Unit: "件"}); err != nil {
				return err
			}
		}
		for i, name := range []string{"镇仓库", "值班室备用"} {
			if err := table.Places.Put(x, &rules.Place{ID: fmt.Sprintf("P%03d", i+1), Name: name, Kind: rules.PlaceDepot}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *shed) do(fn func(*tx.Tx) error) error {
	s.seq++
	x := tx.New(s, s.seq, s.now, tx.Actor{Officer: "U001", Name: "许知远", Roles: []rules.Role{rules.RoleStorekeeper}})
	if err := fn(x); err != nil {
		return err
	}
	return x.Merge(s)
}

func (s *shed) run(c command.Command) (res command.Result, err error) {
	if err := c.Check(s.now); err != nil {
		return res, err
	}
	err = s.do(func(x *tx.Tx) (err error) {
		switch c := c.(type) {
		case *command.ReceiveGoods:
			res, err = Receive(x, c)
		case *command.IssueGoods:
			res, err = Issue(x, c)
		case *command.ReverseMove:
			res, err = Reverse(x, c)
		}
		return err
	})
	return res, err
}

// sums are the balances as the moves make them.
func (s *shed) sums(t rapid.TB) map[string]int64 {
	moves, err := table.Moves.All(tx.View{R: s})
	if err != nil {
		t.Fatal(err)
	}
	sum := map[string]int64{}
	for _, m := range moves {
		if !rules.Outside(m.From) {
			sum[table.BalanceID(m.Item, m.From, m.Lot)] -= m.Qty
		}
		if !rules.Outside(m.To) {
			sum[table.BalanceID(m.Item, m.To, m.Lot)] += m.Qty
		}
	}
	return sum
}

// usable is what may be given of an item at a place, by lot.
func (s *shed) usable(t rapid.TB, item, place string) map[string]rules.Balance {
	all, err := table.Balances.All(tx.View{R: s})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]rules.Balance{}
	for _, b := range all {
		if b.Item == item && b.Place == place && b.Qty > 0 && (s.expiry(t, b.Lot) == "" || s.expiry(t, b.Lot) >= rules.DateOf(s.now)) {
			out[b.Lot] = b
		}
	}
	return out
}

func (s *shed) expiry(t rapid.TB, lot string) rules.Date {
	l, err := table.Lots.Get(tx.View{R: s}, lot)
	if err != nil {
		t.Fatal(err)
	}
	return l.Expires
}

// Ensure that whatever is received, issued and taken back on whatever days, every balance is
// the sum of its moves and never below zero; an issue goes through exactly when enough may be
// given, takes nothing that has expired, and empties a lot before one that keeps longer; a
// move is taken back exactly once, and goods received only while they are all there.
func TestLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newShed(t)
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			item, place := rapid.SampledFrom([]string{"I01", "I02"}).Draw(t, "item"), rapid.SampledFrom([]string{"P001", "P002"}).Draw(t, "place")
			qty := rapid.Int64Range(1, 9).Draw(t, "qty")
			switch rapid.IntRange(0, 6).Draw(t, "step") {
			case 0:
				s.now = s.now.AddDate(0, 0, rapid.IntRange(1, 3).Draw(t, "days"))
			case 1, 2:
				c := &command.ReceiveGoods{Item: item, Place: place, Qty: qty}
				if rapid.Bool().Draw(t, "dated") {
					c.Expires = rules.DateOf(s.now).Add(rapid.IntRange(0, 6).Draw(t, "good for"))
				}
				if _, err := s.run(c); err != nil {
					t.Fatal(err)
				}
			case 3, 4:
				s.takeBack(t)
			default:
				before := s.usable(t, item, place)
				var enough int64
				for _, b := range before {
					enough += b.Qty
				}
				res, err := s.run(&command.IssueGoods{Item: item, From: place, Qty: qty, Reason: "巡查"})
				if (err == nil) != (qty <= enough) {
					t.Fatalf("%d of %d to give: %v", qty, enough, err)
				}
				if err == nil {
					s.inOrder(t, before, s.usable(t, item, place), append([]string{res.ID}, res.More...), qty)
				}
			}
			sums := s.sums(t)
			balances, err := table.Balances.All(tx.View{R: s})
			if err != nil || len(balances) != len(sums) {
				t.Fatalf("%d balances, %d in the moves: %v", len(balances), len(sums), err)
			}
			for _, b := range balances {
				if id := table.BalanceID(b.Item, b.Place, b.Lot); b.Qty < 0 || b.Qty != sums[id] {
					t.Fatalf("%s: %d, its moves make %d", id, b.Qty, sums[id])
				}
			}
		}
	})
}

// takeBack takes any move back.
func (s *shed) takeBack(t *rapid.T) {
	all, err := table.Moves.All(tx.View{R: s})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		return
	}
	m := rapid.SampledFrom(all).Draw(t, "move")
	id := table.BalanceID(m.Item, m.Place(), m.Lot)
	there := s.sums(t)[id]
	may := m.Kind == rules.MoveIssue && m.Reversed == "" || m.Kind == rules.MoveReceive && m.Reversed == "" && there >= m.Qty
	if _, err = s.run(&command.ReverseMove{Move: m.ID, Reason: "记错"}); (err == nil) != may {
		t.Fatalf("%+v with %d there: %v", m, there, err)
	}
	if now := s.sums(t)[id]; err == nil && now != map[rules.MoveKind]int64{rules.MoveReceive: there - m.Qty, rules.MoveIssue: there + m.Qty}[m.Kind] {
		t.Fatalf("%+v: %d there, then %d", m, there, now)
	}
}

// inOrder checks which lots an issue took from.
func (s *shed) inOrder(t rapid.TB, before, after map[string]rules.Balance, ids []string, qty int64) {
	var took int64
	for _, id := range ids {
		m, err := table.Moves.Get(tx.View{R: s}, id)
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := before[m.Lot]; !ok {
			t.Fatalf("%s was not to be given", m.Lot)
		}
		took += m.Qty
		for lot := range after { // what is still there keeps at least as long
			if e, m := s.expiry(t, lot), s.expiry(t, m.Lot); e != "" && (m == "" || e < m) {
				t.Fatalf("gave a lot until %q while one until %q was there", m, e)
			}
		}
	}
	if took != qty {
		t.Fatalf("took %d, asked for %d", took, qty)
	}
}

// Ensure a day's 100th lot does not take the number of another.
func TestManyLots(t *testing.T) {
	s := newShed(t)
	seen := map[string]bool{}
	for i := range 250 {
		res, err := s.run(&command.ReceiveGoods{Item: "I01", Place: "P001", Qty: 1})
		if err != nil {
			t.Fatal(err)
		}
		if lot := res.More[0]; seen[lot] {
			t.Fatalf("lot %s is given twice, at %d", lot, i)
		} else {
			seen[lot] = true
		}
	}
	if !seen["B20261123-01"] || !seen["B20261123-250"] {
		t.Errorf("lots are not numbered 01 to 250")
	}
	if _, err := s.run(&command.IssueGoods{Item: "I01", From: "P001", Qty: 150, Reason: "巡查"}); err != nil {
		t.Error(err)
	}
}

// Ensure that what lies at the desk is read at the cost of what is there, not of what was
// given out long ago.
func TestEmptiedLotsCostNothing(t *testing.T) {
	s := newShed(t)
	read := func() int {
		c := &counted{Book: s.Book}
		if _, err := Short(tx.View{R: c}, rules.DateOf(s.now)); err != nil {
			t.Fatal(err)
		}
		return c.n
	}
	must := func(c command.Command) {
		t.Helper()
		if _, err := s.run(c); err != nil {
			t.Fatal(err)
		}
	}
	must(&command.ReceiveGoods{Item: "I02", Place: "P001", Qty: 1})
	before := read()
	for range 50 {
		must(&command.ReceiveGoods{Item: "I01", Place: "P001", Qty: 1})
	}
	must(&command.IssueGoods{Item: "I01", From: "P001", Qty: 50, Reason: "巡查"})
	if after := read(); after != before {
		t.Errorf("%d records read after 50 lots were emptied, %d before", after, before)
	}
}

// counted counts the records and rows that were read.
type counted struct {
	memory.Book
	n int
}

func (c *counted) Get(bucket, key string) []byte { c.n++; return c.Book.Get(bucket, key) }

func (c *counted) Scan(bucket, from, to string, reverse bool, fn func(string, []byte) bool) {
	c.Book.Scan(bucket, from, to, reverse, func(k string, v []byte) bool { c.n++; return fn(k, v) })
}

// Ensure a store with very many lots is read, and given from, within one command.
func TestVeryManyLots(t *testing.T) {
	s := newShed(t)
	const n = 1200
	for base := 0; base < n; base += 100 { // as an import would
		err := s.do(func(x *tx.Tx) error {
			var rows []command.Opening
			for i := range 100 {
				rows = append(rows, command.Opening{Item: "I01", Place: "P001", Qty: 1, Label: fmt.Sprint(base + i)})
			}
			_, err := Open(x, rows)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := s.do(func(x *tx.Tx) error { _, err := Short(x, rules.DateOf(s.now)); return err }); err != nil {
		t.Errorf("what is short: %v", err)
	}
	if _, err := s.run(&command.IssueGoods{Item: "I01", From: "P001", Qty: 20, Reason: "巡查"}); err != nil {
		t.Errorf("giving out: %v", err)
	}
	if _, err := s.run(&command.IssueGoods{Item: "I01", From: "P002", Qty: 20, Reason: "巡查"}); rules.KindOf(err) != rules.Precondition {
		t.Errorf("where there is nothing: %v", err)
	}
}

// Ensure every good and every gift that an item can be has an act.
func TestFulfils(t *testing.T) {
	for _, n := range slices.Concat(command.Goods, command.Givens) {
		if rules.GoodsMeet[n.Code] == "" {
			t.Errorf("%s rules.GoodsMeet nothing", n.Code)
		}
	}
	if len(rules.GoodsMeet) != len(command.Goods)+len(command.Givens) {
		t.Errorf("%v: more than the closed lists", rules.GoodsMeet)
	}
}
