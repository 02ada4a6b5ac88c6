package plan

import "dutydesk/rules"

// rulebook is the leaves that the conditions of one section share.
type rulebook struct{ compiler }

// look holds a rulebook against a sheet.
type look struct {
	leaves []leaf
	truth  []rules.Tri
	known  factSet
	open   factSet // facts not known that could still change what was looked at
}

func (b *rulebook) look(s sheet) *look {
	return &look{leaves: b.leaves, truth: s.truth(b.leaves), known: s.known()}
}

// holds says whether a condition does, and else notes what could still make it hold.
func (l *look) holds(c cond) bool {
	if c.holds(l.truth) == rules.Yes {
		return true
	}
	l.open |= c.asks(l.leaves, l.truth, l.known)
	return false
}

// stands says whether a condition holds without its exception; an exception that is not
// known hinders nothing.
func (l *look) stands(when, unless cond) bool {
	return unless.holds(l.truth) != rules.Yes && l.holds(when) && !l.holds(unless)
}
