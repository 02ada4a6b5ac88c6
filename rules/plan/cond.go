package plan

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/builtin"
	"github.com/expr-lang/expr/conf"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// cond is a condition over facts as an "or" of terms, each an "and" of leaves. Kleene's
// and/or are minimum and maximum, which distribute, so the turning into terms changes no
// value, also not an unknown one. Without terms it never holds; an empty term always does.
type cond struct{ terms []term }

// term holds when all its leaves do. words names them, for "why".
type term struct {
	leaves []int // indexes into Library.leaves, ascending
	words  text.Text
}

// maxTerms bounds what one condition may unfold to.
const maxTerms = 64

// always is the condition of a line without one.
func always(words text.Text) cond { return cond{[]term{{words: words}}} }

// holds is the value of the condition: Yes, No or Unasked.
func (c cond) holds(truth []rules.Tri) rules.Tri {
	best := rules.No
	for i := range c.terms {
		v := rules.Yes
		for _, l := range c.terms[i].leaves {
			v = min(v, truth[l])
		}
		if best = max(best, v); best == rules.Yes {
			return best
		}
	}
	return best
}

// condError is a refusal at a character of the condition, counted from 0.
type condError struct {
	at  int
	msg text.Text
}

func (e *condError) Error() string { return fmt.Sprintf("character %d: %s", e.at+1, e.msg.EN) }

// compiler turns conditions into terms over one list of leaves, shared by all plans. facts
// is what the conditions may speak of, the facts of a case when nil.
type compiler struct {
	leaves []leaf
	facts  *vocabulary
}

func (c *compiler) vocabulary() *vocabulary {
	if c.facts == nil {
		return caseFacts
	}
	return c.facts
}

// compile parses with expr's grammar and accepts the small part of it that is safe on
// facts that may be unknown: a raw "!", "==" or "<" is refused with its place.
func (c *compiler) compile(src string) (cond, error) {
	cfg := conf.CreateNew()
	cfg.MaxNodes = 500
	for _, f := range c.vocabulary().functions { // ours, not expr's own any() over arrays
		cfg.Functions[f] = &builtin.Function{Name: f}
	}
	tree, err := parser.ParseWithConfig(src, cfg)
	if err != nil {
		if fe, ok := errors.AsType[*file.Error](err); ok {
			return cond{}, &condError{fe.From, fault("%s; expected %s", fe.Message, c.vocabulary().grammar)}
		}
		return cond{}, &condError{0, fault("%s; expected %s", err.Error(), c.vocabulary().grammar)}
	}
	terms, err := c.terms(tree.Node)
	if err != nil {
		return cond{}, err
	}
	for i := range terms {
		terms[i].words = c.words(terms[i].leaves)
	}
	return cond{terms}, nil
}

// terms unfolds a node.
func (c *compiler) terms(n ast.Node) ([]term, error) {
	refuse := func(format string, args ...any) ([]term, error) {
		at := 0
		if n != nil {
			at = n.Location().From
		}
		return nil, &condError{at, fault(format, args...)}
	}
	v := c.vocabulary()
	grammar := v.grammar
	switch n := n.(type) {
	case *ast.BinaryNode:
		if n.Operator != "and" && n.Operator != "or" {
			return refuse("%q is not allowed on facts, an unknown fact would read as a value; expected %s", n.Operator, grammar)
		}
		left, err := c.terms(n.Left)
		if err != nil {
			return nil, err
		}
		right, err := c.terms(n.Right)
		if err != nil {
			return nil, err
		}
		out := slices.Concat(left, right)
		if n.Operator == "and" {
			out = nil
			for _, a := range left {
				for _, b := range right {
					leaves := slices.Concat(a.leaves, b.leaves)
					slices.Sort(leaves)
					out = append(out, term{leaves: slices.Compact(leaves)})
				}
			}
		}
		if out = absorb(out); len(out) > maxTerms {
			return refuse("the condition unfolds to more than %d cases; expected a simpler one", maxTerms)
		}
		return out, nil
	case *ast.CallNode:
		name, ok := n.Callee.(*ast.IdentifierNode)
		if !ok || !slices.Contains(v.functions, name.Value) {
			return refuse("unknown function; expected %s", grammar)
		}
		return c.call(n, name.Value)
	case *ast.BuiltinNode:
		return refuse("unknown function %q; expected %s", n.Name, grammar)
	case *ast.UnaryNode:
		return refuse("%q is not allowed on facts, unknown is neither yes nor no; expected no(fact) or %s", n.Operator, grammar)
	case *ast.ConditionalNode:
		return nil, &condError{n.Cond.Location().From, fault("a choice is not allowed on facts; expected %s", grammar)}
	case *ast.IdentifierNode:
		return refuse("a bare %q is neither yes nor no; expected %s", n.Value, grammar)
	}
	return refuse("expected %s", grammar)
}

// call reads one function into its leaves: has and any with several options are an "or".
func (c *compiler) call(n *ast.CallNode, fn string) ([]term, error) {
	fail := func(at ast.Node, format string, args ...any) ([]term, error) {
		return nil, &condError{at.Location().From, fault(format, args...)}
	}
	v := c.vocabulary()
	names, expected := v.names, v.expected
	kind := map[string]rules.FactKind{"yes": rules.FactTri, "no": rules.FactTri, "under": rules.FactNumber, "atleast": rules.FactNumber,
		"atmost": rules.FactNumber, "has": rules.FactMulti, "lacks": rules.FactMulti, "is": rules.FactChoice, "other": rules.FactChoice, "any": rules.FactChoice}[fn]
	if len(n.Arguments) == 0 {
		return fail(n, "%s() names no fact; expected one of %s", fn, names(kind))
	}
	id, ok := n.Arguments[0].(*ast.IdentifierNode)
	if !ok {
		return fail(n.Arguments[0], "%s() begins with a fact; expected one of %s", fn, names(kind))
	}
	spec, ok := v.spec(id.Value)
	if !ok {
		return fail(id, "unknown fact %q; expected one of %s", id.Value, names(kind))
	}
	if kind != "" && spec.Kind != kind && !(kind == rules.FactNumber && spec.Kind == factMoney) {
		return fail(id, "%s() cannot read %q, a fact of kind %s; expected one of %s", fn, id.Value, spec.Kind, names(kind))
	}
	rest := n.Arguments[1:]
	low, high := 0, 0
	switch fn {
	case "under", "atleast", "atmost", "is", "other":
		low, high = 1, 1
	case "has", "lacks", "any":
		low, high = 1, len(spec.Options)
	}
	if len(rest) < low || len(rest) > high {
		return fail(n, "%s(%s) has %d further arguments; expected %d to %d", fn, id.Value, len(rest), low, high)
	}
	l := leaf{fn: fn, fact: id.Value}
	if low == 0 {
		return []term{{leaves: []int{c.add(l)}}}, nil
	}
	var out []term
	all := term{} // of lacks, which is an "and"
	for _, a := range rest {
		switch a := a.(type) {
		case *ast.IntegerNode:
			if spec.Kind != rules.FactNumber && spec.Kind != factMoney || a.Value < 1 || a.Value > v.limit {
				return fail(a, "%d does not fit %s; expected %s", a.Value, id.Value, expected(spec))
			}
			l.n = a.Value
		case *ast.StringNode:
			if !slices.ContainsFunc(spec.Options, func(o rules.Named) bool { return o.Code == a.Value }) {
				return fail(a, "%q is no option of %s; expected %s", a.Value, id.Value, expected(spec))
			}
			l.fn, l.option = optionFn(fn), a.Value
		default:
			return fail(a, "not an option of %s; expected %s", id.Value, expected(spec))
		}
		i := c.add(l)
		out = append(out, term{leaves: []int{i}})
		all.leaves = append(all.leaves, i)
	}
	if fn == "lacks" {
		slices.Sort(all.leaves)
		all.leaves = slices.Compact(all.leaves)
		return []term{all}, nil
	}
	return absorb(out), nil
}

// optionFn: any(x, "a", "b") is is(x, "a") or is(x, "b").
func optionFn(fn string) string {
	if fn == "any" {
		return "is"
	}
	return fn
}

// add is the index of the leaf, new or known.
func (c *compiler) add(l leaf) int {
	for i, have := range c.leaves {
		if have.fn == l.fn && have.fact == l.fact && have.option == l.option && have.n == l.n {
			return i
		}
	}
	c.leaves = append(c.leaves, l.finished(c.vocabulary()))
	return len(c.leaves) - 1
}

func (c *compiler) words(leaves []int) text.Text {
	list := make([]text.Text, len(leaves))
	for i, l := range leaves {
		list[i] = c.leaves[l].words
	}
	return joined(list)
}

// joined puts texts in a row, as text.Text.With does with a list.
func joined(list []text.Text) text.Text {
	zh, en := make([]string, len(list)), make([]string, len(list))
	for i, t := range list {
		zh[i], en[i] = t.ZH, t.EN
	}
	return text.Text{ZH: strings.Join(zh, "、"), EN: strings.Join(en, ", ")}
}

// absorb drops a term that another one with fewer leaves makes superfluous.
func absorb(in []term) []term {
	var out []term
	for i, t := range in {
		covered := slices.ContainsFunc(in, func(o term) bool { return len(o.leaves) < len(t.leaves) && within(o.leaves, t.leaves) }) ||
			slices.ContainsFunc(in[:i], func(o term) bool { return slices.Equal(o.leaves, t.leaves) })
		if !covered {
			out = append(out, t)
		}
	}
	return out
}

func within(small, large []int) bool {
	return !slices.ContainsFunc(small, func(l int) bool { return !slices.Contains(large, l) })
}

// expected lists the options of a fact.
func expected(s *rules.FactSpec) string {
	var out []string
	for _, o := range s.Options {
		out = append(out, fmt.Sprintf("%q", o.Code))
	}
	return strings.Join(out, ", ")
}
