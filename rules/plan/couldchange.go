package plan

import (
	"slices"

	"dutydesk/rules"
)

// couldChange names the unknown facts of the contract that could still change the answer,
// alone or together: bring an action or take it away, add a document, complete what is
// missing, let the case be closed, or set the review mark. Most dangerous first, then stock.
func (e *evaluation) couldChange() []string {
	c := change{evaluation: e, papers: map[string]bool{}, acts: make([]standing, len(e.lib.acts))}
	c.settle()
	for i, a := range e.lib.acts {
		for _, ln := range e.lib.lines[i] {
			if c.matters(i, a, ln) {
				c.set |= c.could(ln)
			}
		}
		if s := c.acts[i]; !s.done && s.owed && (a.action || !c.shut) {
			c.set |= s.doing
		}
	}
	c.review()
	out := []string{}
	for i, s := range rules.FactSpecs {
		if c.set&(1<<i) != 0 && inContract(s.Name) {
			out = append(out, s.Name)
		}
	}
	for i, a := range e.lib.acts {
		if _, known := e.facts.Stock[a.good]; a.good != "" && !known && c.acts[i].owed {
			return append(out, "stock")
		}
	}
	return out
}

// change gathers what could change an answer. A line is firm when it holds whatever else is
// told: what it brings cannot be brought again, nor taken away.
type change struct {
	*evaluation
	set    factSet
	acts   []standing // by act
	papers map[string]bool
	shut   bool // a firm line keeps the case open, and no fact can tell that it is done
}

// standing is how an act stands under the facts known.
type standing struct {
	done  bool
	owed  bool    // demanded, or could still be
	firm  bool    // demanded whatever else is told
	must  bool    // the same by a line that must
	doing factSet // the unknown facts that could show it as done
}

// settle finds the firm lines.
func (c *change) settle() {
	for i, a := range c.lib.acts {
		s := &c.acts[i]
		s.done = a.done.holds(c.truth) == rules.Yes || a.given != "" && slices.Contains(c.facts.Given, a.given)
		if !s.done {
			s.doing = a.done.asks(c.lib.leaves, c.truth, c.known)
			if a.given != "" {
				s.doing |= factBit["given"] &^ c.known
			}
		}
		for _, ln := range c.lib.lines[i] {
			if !c.alive(ln) {
				continue
			}
			s.owed = true
			if c.could(ln) != 0 || ln.when.holds(c.truth) != rules.Yes {
				continue
			}
			s.firm, s.must = true, s.must || ln.must
			for _, d := range ln.documents {
				c.papers[d] = true
			}
		}
		c.shut = c.shut || s.must && !s.done && s.doing == 0 && a.told()
	}
}

// alive says whether the line holds, or could.
func (c *change) alive(ln *line) bool {
	return c.holdsFor(ln) && ln.unless.holds(c.truth) != rules.Yes &&
		(ln.when.holds(c.truth) == rules.Yes || ln.when.asks(c.lib.leaves, c.truth, c.known) != 0)
}

// could is the unknown facts that decide whether a line that is alive holds.
func (c *change) could(ln *line) factSet {
	set := ln.unless.asks(c.lib.leaves, c.truth, c.known)
	if ln.when.holds(c.truth) != rules.Yes {
		set |= ln.when.asks(c.lib.leaves, c.truth, c.known)
	}
	return set
}

// matters says whether the answer has something by this line that no firm one brings.
func (c *change) matters(i int, a *act, ln *line) bool {
	if !c.alive(ln) {
		return false
	}
	s := c.acts[i]
	open := !s.done
	return open && a.action && !s.firm || open && ln.must && a.told() && !s.must && !c.shut ||
		open && ln.must && ln.refusal && a.given != "" && !s.must ||
		slices.ContainsFunc(ln.documents, func(d string) bool { return !c.papers[d] })
}

// review adds what decides the mark, unless a reading stands whatever else is told.
func (c *change) review() {
	var set factSet
	for _, p := range c.lib.plans {
		if c.in&(1<<p.index) == 0 {
			continue
		}
		for _, rd := range p.reads {
			if rd.unless.holds(c.truth) == rules.Yes {
				continue
			}
			may := rd.unless.asks(c.lib.leaves, c.truth, c.known)
			if rd.when.holds(c.truth) == rules.Yes {
				if may == 0 {
					return
				}
				set |= may
			} else if asks := rd.when.asks(c.lib.leaves, c.truth, c.known); asks != 0 {
				set |= asks | may
			}
		}
	}
	c.set |= set
}
