package stock

import (
	"fmt"
	"maps"
	"testing"

	"pgregory.net/rapid"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// whole is shed.run for issues of several lines.
func (s *shed) whole(c *command.IssueKit) (res command.Result, err error) {
	if err := c.Check(s.now); err != nil {
		return res, err
	}
	err = s.do(func(x *tx.Tx) (err error) {
		x.Plans = plan.Shipped()
		res, err = IssueKit(x, c)
		return err
	})
	return res, err
}

// Ensure that whatever is received, given by kits with lines left out, replaced, in other
// numbers or from elsewhere, and taken back one by one or whole, every balance is the sum of
// its moves and never below zero; an issue writes all of its lines or none, and it goes
// through exactly when every line has enough.
func TestKitLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := newShed(t)
		if err := s.do(func(x *tx.Tx) error {
			return table.Kits.Put(x, &rules.Kit{ID: "K01", Name: "包", Lines: []rules.KitLine{{Item: "I01", Qty: 2}, {Item: "I02", Qty: 3}}})
		}); err != nil {
			t.Fatal(err)
		}
		places := []string{"P001", "P002"}
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			place := rapid.SampledFrom(places).Draw(t, "place")
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				s.now = s.now.AddDate(0, 0, 1)
			case 1, 2:
				c := &command.ReceiveGoods{Item: rapid.SampledFrom([]string{"I01", "I02"}).Draw(t, "item"), Place: place, Qty: rapid.Int64Range(1, 6).Draw(t, "qty")}
				if rapid.Bool().Draw(t, "dated") {
					c.Expires = rules.DateOf(s.now).Add(rapid.IntRange(0, 3).Draw(t, "good for"))
				}
				if _, err := s.run(c); err != nil {
					t.Fatal(err)
				}
			case 3:
				s.takeIssueBack(t)
			default:
				s.giveKit(t, place, places)
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

// giveKit gives the kit from a place, its lines as the kit says or otherwise.
func (s *shed) giveKit(t *rapid.T, place string, places []string) {
	c := &command.IssueKit{Kit: "K01", From: place, Reason: "巡查"}
	want := map[string]int64{} // item/place → how many
	for i, item := range []string{"I01", "I02"} {
		from, qty, l := place, int64(i+2), command.IssueLine{Item: item}
		switch rapid.IntRange(0, 4).Draw(t, "otherwise") {
		case 0:
			l.Skip, l.Reason = true, "不要"
		case 1:
			l.Substitute, l.Reason = []string{"I02", "I01"}[i], "换"
			item = l.Substitute
		case 2:
			qty = rapid.Int64Range(1, 5).Draw(t, "qty")
			l.Qty = qty
		case 3:
			from = rapid.SampledFrom(places).Draw(t, "from")
			l.From = from
		default:
			l.Item = ""
		}
		if !l.Skip {
			want[item+"/"+from] += qty
		}
		if l.Item != "" {
			c.Lines = append(c.Lines, l)
		}
	}
	enough := len(want) > 0
	for at, n := range want {
		var there int64
		for _, b := range s.usable(t, at[:3], at[4:]) {
			there += b.Qty
		}
		enough = enough && there >= n
	}
	before := s.sums(t)
	res, err := s.whole(c)
	if (err == nil) != enough {
		t.Fatalf("%+v with %v wanted: %v", c, want, err)
	}
	after := s.sums(t)
	if err != nil {
		if !maps.Equal(before, after) {
			t.Fatalf("refused, and yet %v became %v", before, after)
		}
		return
	}
	for _, id := range append([]string{res.ID}, res.More...) {
		m, err := table.Moves.Get(tx.View{R: s}, id)
		if err != nil {
			t.Fatal(err)
		}
		if m.Issue != res.ID || m.Kit != "K01" || m.Receiver == "" {
			t.Fatalf("%+v", m)
		}
		want[m.Item+"/"+m.From] -= m.Qty
	}
	for at, n := range want {
		if n != 0 {
			t.Fatalf("%s: %d more were wanted", at, n)
		}
	}
}

// takeIssueBack takes any issue back whole, and tells that nothing of it stands then.
func (s *shed) takeIssueBack(t *rapid.T) {
	all, err := table.Moves.All(tx.View{R: s})
	if err != nil {
		t.Fatal(err)
	}
	standing := map[string]bool{}
	var issues []rules.Move
	for _, m := range all {
		if m.Kind == rules.MoveIssue {
			standing[m.Issue] = standing[m.Issue] || m.Reversed == ""
			issues = append(issues, m)
		}
	}
	if len(issues) == 0 {
		return
	}
	m := rapid.SampledFrom(issues).Draw(t, "issue")
	whole := rapid.Bool().Draw(t, "whole")
	may := m.Reversed == "" || whole && standing[m.Issue]
	if _, err := s.run(&command.ReverseMove{Move: m.ID, Whole: whole, Reason: "记错"}); (err == nil) != may {
		t.Fatalf("%+v whole %v: %v", m, whole, err)
	}
	again, err := table.Moves.By(tx.View{R: s}, "issue/"+m.Issue)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range again {
		if whole && o.Reversed == "" {
			t.Fatalf("%s still stands", o.ID)
		}
	}
}

// Ensure a kit of many lines out of very many lots is given, or refused, within one command.
func TestKitOfManyLots(t *testing.T) {
	s := newShed(t)
	const n = 12
	var lines []command.IssueLine
	for i := range n {
		id := fmt.Sprintf("I%02d", i+10)
		if err := s.do(func(x *tx.Tx) error {
			if err := table.Items.Put(x, &rules.Item{ID: id, Name: id, Unit: "件", Given: "food"}); err != nil {
				return err
			}
			var rows []command.Opening
			for k := range 40 {
				rows = append(rows, command.Opening{Item: id, Place: "P001", Qty: 1, Label: fmt.Sprint(k)})
			}
			_, err := Open(x, rows)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, command.IssueLine{Item: id, Qty: 8, From: "P001"})
	}
	res, err := s.whole(&command.IssueKit{Lines: lines, Reason: "巡查"})
	if err != nil || len(res.More) != n*8-1 {
		t.Errorf("%d moves: %v", len(res.More)+1, err)
	}
	for i := range lines {
		lines[i].From = "P002"
	}
	if _, err := s.whole(&command.IssueKit{Lines: lines, Reason: "巡查"}); rules.KindOf(err) != rules.Precondition {
		t.Errorf("where there is nothing: %v", err)
	}
}

// Ensure that an issue of before issues were marked is not taken back whole: its moves are
// taken back one by one.
func TestOlderIssueIsNotWhole(t *testing.T) {
	s := newShed(t)
	if _, err := s.run(&command.ReceiveGoods{Item: "I01", Place: "P001", Qty: 5}); err != nil {
		t.Fatal(err)
	}
	res, err := s.run(&command.IssueGoods{Item: "I01", From: "P001", Qty: 2, Reason: "巡查"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.do(func(x *tx.Tx) error {
		m, err := table.Moves.Get(x, res.ID)
		if err != nil {
			return err
		}
		m.Issue = ""
		return table.Moves.Put(x, m)
	}); err != nil {
		t.Fatal(err)
	}
	_, err = s.run(&command.ReverseMove{Move: res.ID, Whole: true, Reason: "记错"})
	if e := rules.AsError(err); e == nil || e.Kind != rules.Precondition || e.Field != "whole" {
		t.Errorf("%v", err)
	}
	if _, err := s.run(&command.ReverseMove{Move: res.ID, Reason: "记错"}); err != nil {
		t.Error(err)
	}
}
