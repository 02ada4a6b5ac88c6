package store

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
)

// Ensure that a case and its main case must know of each other in whatever state they are,
// that a way from case to case that never ends is found, and that reading it ends.
func TestVerifySames(t *testing.T) {
	closed := time.Date(2026, 11, 24, 3, 0, 0, 0, rules.Zone)
	k := func(id, same string, joined ...string) *rules.Case {
		c := &rules.Case{ID: "C20261124-000" + id, State: rules.CaseOpen, OpenedAt: closed}
		if same != "" {
			c.Same, c.State, c.ClosedAt = "C20261124-000"+same, rules.CaseClosed, &closed
		}
		for _, j := range joined {
			c.Joined = append(c.Joined, rules.Joined{Case: "C20261124-000" + j})
		}
		return c
	}
	open := func(c *rules.Case) *rules.Case { c.State = rules.CaseOpen; return c }
	over := func(c *rules.Case) *rules.Case { c.State, c.ClosedAt = rules.CaseClosed, &closed; return c }
	back := func(c *rules.Case) *rules.Case { c.Joined[0].Back = &rules.TakenBack{At: closed}; return c }
	for name, c := range map[string]struct {
		cases []*rules.Case
		want  string // "" sound
	}{
		"merged":                   {[]*rules.Case{k("1", "", "2"), k("2", "1")}, ""},
		"into a closed one":        {[]*rules.Case{over(k("1", "", "2")), k("2", "1")}, ""},
		"taken apart":              {[]*rules.Case{back(k("1", "", "2")), k("2", "")}, ""},
		"a chain":                  {[]*rules.Case{k("1", "", "2"), k("2", "1", "3"), k("3", "2")}, ""},
		"main does not know":       {[]*rules.Case{k("1", ""), k("2", "1")}, "does not have it"},
		"a closed one knows not":   {[]*rules.Case{over(k("1", "")), k("2", "1")}, "does not have it"},
		"main is gone":             {[]*rules.Case{k("2", "1")}, "does not have it"},
		"the other does not know":  {[]*rules.Case{k("1", "", "2"), k("2", "")}, "was not merged into it"},
		"a closed one has it":      {[]*rules.Case{over(k("1", "", "2")), k("2", "")}, "was not merged into it"},
		"merged and not closed":    {[]*rules.Case{k("1", "", "2"), open(k("2", "1"))}, "is not closed"},
		"into each other":          {[]*rules.Case{k("1", "2", "2"), k("2", "1", "1")}, "leads to no case that goes on"},
		"into themselves by three": {[]*rules.Case{k("1", "2", "3"), k("2", "3", "1"), k("3", "1", "2")}, "leads to no case that goes on"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			put := &probe{Name: name, do: func(x *tx.Tx) (command.Result, error) {
				for _, one := range c.cases {
					if err := table.Cases.Put(x, one); err != nil {
						return command.Result{}, err
					}
				}
				return command.Result{}, nil
			}}
			if _, err := d.Do("", put); err != nil {
				t.Fatal(err)
			}
			rep, err := d.s.Verify(nil)
			if err != nil || (c.want == "") != (len(rep.Problems) == 0) || c.want != "" && !strings.Contains(strings.Join(rep.Problems, "\n"), c.want) {
				t.Fatalf("%v %q", err, rep.Problems)
			}
			_, err = d.Case(c.cases[len(c.cases)-1].ID)
			if lost := strings.Contains(c.want, "leads to"); lost != (err != nil && rules.KindOf(err) == rules.Internal) {
				t.Errorf("the page: %v", err)
			}
		})
	}
}

// Ensure that a signed month changes by slips alone, and that another change is found although
// it is in the journal.
func TestVerifyRoster(t *testing.T) {
	for name, c := range map[string]struct {
		code string
		of   roster.State
		want string // "" sound
	}{
		"signed":            {"roster.swap", roster.Published, ""},
		"set after":         {"roster.set", roster.Published, "without a slip"},
		"by a slip":         {"roster.approve", roster.Published, ""},
		"taken back":        {"roster.withdraw", roster.Draft, ""},
		"a draft by itself": {"roster.approve", roster.Draft, "is not as it was signed"},
	} {
		t.Run(name, func(t *testing.T) {
			rep, d := Report{}, newDesk(t)
			signed := sheets{}
			signed.entry(&tx.Entry{Seq: 1, Code: "roster.publish", Wrote: []string{"roster/B202612 00"}}, &rep)
			signed.entry(&tx.Entry{Seq: 2, Code: c.code, Wrote: []string{"roster/B202612 01"}}, &rep)
			m := &roster.Month{ID: "B202612", State: c.of}
			if c.of == roster.Published {
				m.SignedBy = &rules.Signature{Officer: "U000001"}
			}
			if _, err := d.Do("", &probe{Name: name, do: func(x *tx.Tx) (command.Result, error) { return command.Result{}, table.Rosters.Put(x, m) }}); err != nil {
				t.Fatal(err)
			}
			err := d.s.eng.View(func(r kv.Reader) error { return signed.months(tx.View{R: r}, &rep) })
			if got := strings.Join(rep.Problems, "; "); err != nil || (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
				t.Errorf("%v %q", err, got)
			}
		})
	}
}
