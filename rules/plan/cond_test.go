package plan

import (
	"errors"
	"strings"
	"testing"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/parser"

	"dutydesk/rules"
)

func ptr[T any](v T) *T { return &v }

// value compiles and evaluates one condition with the elderly age of 60.
func value(t *testing.T, src string, f rules.Facts) rules.Tri {
	t.Helper()
	var c compiler
	out, err := c.compile(src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	truth := make([]rules.Tri, len(c.leaves))
	for i := range c.leaves {
		truth[i] = c.leaves[i].holds(&f, 60)
	}
	return out.holds(truth)
}

func TestConditions(t *testing.T) {
	const yes, no, unknown = rules.Yes, rules.No, rules.Unasked
	tests := []struct {
		src  string
		f    rules.Facts
		want rules.Tri
	}{
		{`yes(declines)`, rules.Facts{}, unknown},
		{`no(declines)`, rules.Facts{}, unknown},
		{`yes(declines)`, rules.Facts{Declines: ptr(true)}, yes},
		{`no(declines)`, rules.Facts{Declines: ptr(true)}, no},
		{`no(declines)`, rules.Facts{Declines: ptr(false)}, yes},
		{`known(declines)`, rules.Facts{}, no},
		{`known(declines)`, rules.Facts{Declines: ptr(false)}, yes},
		{`known(found_by)`, rules.Facts{FoundBy: "police"}, yes},
		{`known(groups)`, rules.Facts{Groups: []string{}}, yes},
		{`known(age)`, rules.Facts{Age: ptr(0)}, yes},
		{`under(age, 18)`, rules.Facts{}, unknown},
		{`under(age, 18)`, rules.Facts{Age: ptr(17)}, yes},
		{`under(age, 18)`, rules.Facts{Age: ptr(18)}, no},
		{`atleast(age, 18)`, rules.Facts{Age: ptr(18)}, yes},
		{`atleast(age, 18)`, rules.Facts{Age: ptr(17)}, no},
		{`is(weather, "snow")`, rules.Facts{}, unknown},
		{`is(weather, "snow")`, rules.Facts{Weather: "ice"}, no},
		{`any(weather, "snow", "ice")`, rules.Facts{}, unknown},
		{`any(weather, "snow", "ice")`, rules.Facts{Weather: "ice"}, yes},
		{`any(weather, "snow", "ice")`, rules.Facts{Weather: "clear"}, no},

		{`has(groups, "minor")`, rules.Facts{}, unknown},
		{`has(groups, "minor")`, rules.Facts{Groups: []string{}}, no},
		{`has(groups, "minor")`, rules.Facts{Groups: []string{"disabled"}}, no},
		{`has(groups, "minor")`, rules.Facts{Groups: []string{"minor"}}, yes},
		{`has(groups, "minor")`, rules.Facts{Age: ptr(17)}, yes},
		{`has(groups, "minor")`, rules.Facts{Age: ptr(17), Groups: []string{}}, yes},
		{`has(groups, "minor")`, rules.Facts{Age: ptr(18)}, no},
		{`has(groups, "elderly")`, rules.Facts{Age: ptr(59)}, no},
		{`has(groups, "elderly")`, rules.Facts{Age: ptr(60)}, yes},
		{`has(groups, "elderly")`, rules.Facts{Age: ptr(50), Groups: []string{"elderly"}}, yes},
		{`has(groups, "disabled")`, rules.Facts{Age: ptr(30)}, unknown},
		{`has(groups, "elderly", "disabled")`, rules.Facts{Age: ptr(30)}, unknown},
		{`has(groups, "elderly", "disabled")`, rules.Facts{Age: ptr(70)}, yes},

		// Kleene: unknown passes through unless the other side decides.
		{`yes(declines) and yes(consent)`, rules.Facts{Declines: ptr(true)}, unknown},
		{`yes(declines) and yes(consent)`, rules.Facts{Declines: ptr(false)}, no},
		{`yes(declines) or yes(consent)`, rules.Facts{Declines: ptr(true)}, yes},
		{`yes(declines) or yes(consent)`, rules.Facts{Declines: ptr(false)}, unknown},
		{`(yes(declines) or no(consent)) and yes(found)`, rules.Facts{Consent: ptr(false)}, unknown},
		{`(yes(declines) or no(consent)) and yes(found)`, rules.Facts{Consent: ptr(false), Found: ptr(true)}, yes},
		{`(yes(declines) or no(consent)) and yes(found)`, rules.Facts{Found: ptr(false)}, no},
		{`yes(declines) or yes(consent) and yes(found)`, rules.Facts{Declines: ptr(true), Found: ptr(false)}, yes},
	}
	for _, tt := range tests {
		if got := value(t, tt.src, tt.f); got != tt.want {
			t.Errorf("%s on %+v = %d, want %d", tt.src, tt.f, got, tt.want)
		}
	}
}

// TestTermsKeepKleene holds the unfolded terms against the tree they came from, for every
// value of three facts.
func TestTermsKeepKleene(t *testing.T) {
	srcs := []string{
		`(yes(found) or no(enters)) and (yes(enters) or no(necessary))`,
		`yes(found) and no(found) or yes(enters)`,
		`yes(found) or yes(found) and yes(enters) or yes(necessary)`,
		`(yes(found) or yes(enters) or yes(necessary)) and (no(found) or no(enters) or no(necessary))`,
		`yes(found) and (known(enters) or yes(necessary)) or no(necessary) and known(found)`,
	}
	values := []rules.Tri{rules.Yes, rules.No, rules.Unasked}
	for _, src := range srcs {
		tree, err := parser.ParseWithConfig(src, conf.CreateNew())
		if err != nil {
			t.Fatal(err)
		}
		for n := range 27 {
			var f rules.Facts
			f.SetTri("found", values[n%3])
			f.SetTri("enters", values[n/3%3])
			f.SetTri("necessary", values[n/9])
			if got, want := value(t, src, f), kleene(tree.Node, &f); got != want {
				t.Errorf("%s, case %d: %d, want %d", src, n, got, want)
			}
		}
	}
}

func kleene(n ast.Node, f *rules.Facts) rules.Tri {
	if b, ok := n.(*ast.BinaryNode); ok {
		if b.Operator == "and" {
			return min(kleene(b.Left, f), kleene(b.Right, f))
		}
		return max(kleene(b.Left, f), kleene(b.Right, f))
	}
	c := n.(*ast.CallNode)
	fact := c.Arguments[0].(*ast.IdentifierNode).Value
	switch c.Callee.(*ast.IdentifierNode).Value {
	case "yes":
		return f.Tri(fact)
	case "no":
		return -f.Tri(fact)
	}
	return triOf(f.Known(fact))
}

func TestConditionsRefused(t *testing.T) {
	tests := []struct {
		src  string
		at   int // character of the refusal, from 1
		want string
	}{
		{`declines`, 1, `bare "declines"`},
		{`!declines`, 1, `"!" is not allowed`},
		{`not declines`, 1, `"not" is not allowed`},
		{`!yes(declines)`, 1, `"!" is not allowed`},
		{`yes(found) and not yes(declines)`, 16, `"not" is not allowed`},
		{`declines == true`, 10, `"==" is not allowed`},
		{`declines != true`, 10, `"!=" is not allowed`},
		{`age < 18`, 5, `"<" is not allowed`},
		{`yes(found) && yes(declines)`, 12, `"&&" is not allowed`},
		{`yes(found) || yes(declines)`, 12, `"||" is not allowed`},
		{`yes(declnes)`, 5, `unknown fact "declnes"; expected one of sudden_illness`},
		{`yes(weather)`, 5, `yes() cannot read "weather"`},
		{`is(weather, "hail")`, 13, `"hail" is no option of weather; expected "clear"`},
		{`is(weather, 3)`, 13, `3 does not fit weather; expected "clear"`},
		{`is(weather, snow)`, 13, `not an option of weather`},
		{`is(groups, "minor")`, 4, `is() cannot read "groups"`},
		{`is(weather)`, 1, `expected 1 to 1`},
		{`is(weather, "snow", "ice")`, 1, `2 further arguments; expected 1 to 1`},
		{`has(groups, "woman")`, 13, `"woman" is no option of groups`},
		{`under(age, "18")`, 12, `"18" is no option of age; expected a whole number`},
		{`under(age, 200)`, 12, `200 does not fit age`},
		{`under(age, -1)`, 12, `not an option of age`},
		{`under(declines, 18)`, 7, `under() cannot read "declines"`},
		{`yes("declines")`, 5, `yes() begins with a fact`},
		{`yes()`, 1, `yes() names no fact`},
		{`maybe(declines)`, 1, `unknown function; expected yes(fact)`},
		{`len(groups) > 1`, 13, `">" is not allowed`},
		{`filter(groups, true)`, 1, `unknown function "filter"`},
		{`true`, 1, `expected yes(fact)`},
		{`yes(declines) ? yes(found) : no(found)`, 1, `a choice is not allowed`},
		{`yes(found) and`, 14, `unexpected token EOF`},
		{`yes(found`, 9, `unexpected token EOF`},
		{`yes(found) yes(enters)`, 12, `unexpected token`},
		{``, 1, `unexpected token EOF`},
	}
	for _, tt := range tests {
		var c compiler
		_, err := c.compile(tt.src)
		ce, ok := errors.AsType[*condError](err)
		if !ok {
			t.Errorf("%s compiled", tt.src)
			continue
		}
		if ce.at+1 != tt.at || !strings.Contains(ce.msg.EN, tt.want) || !strings.Contains(ce.msg.EN, "expected") || ce.msg.ZH == "" {
			t.Errorf("%s: at %d, %s; want at %d, %s", tt.src, ce.at+1, ce.msg, tt.at, tt.want)
		}
	}
}

func TestConditionTooLarge(t *testing.T) {
	four := `any(weather, "snow", "ice", "rain", "clear")`
	three := `any(from_area, "low_risk", "medium_risk", "high_risk")`
	two := `(yes(found) or yes(enters))`
	var c compiler
	if _, err := c.compile(strings.Join([]string{four, three, two, `(yes(consent) or yes(declines))`, `(yes(danger) or yes(confused))`}, " and ")); err == nil || !strings.Contains(err.Error(), "simpler") {
		t.Errorf("96 terms: %v", err)
	}
}
