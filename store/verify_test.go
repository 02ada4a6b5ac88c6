package store

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
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
