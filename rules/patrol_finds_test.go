package rules_test

import (
	"slices"
	"testing"

	"dutydesk/rules"
)

// Ensure that nobody is in two places: out with a team of a case, and on patrol.
func TestElsewhere(t *testing.T) {
	at, early, late := stepAt(1, 0).At, stepAt(0, 30).At, stepAt(2, 0).At
	k := rules.Case{ID: "C20261124-0001", Teams: []rules.Team{{No: 1, People: []rules.Member{{Name: "林霁"}}, Sent: rules.Mark{At: at}}}}
	p := &rules.Patrol{Crew: []string{"小马", "林霁"}}
	if e := p.Elsewhere([]rules.Case{k}, nil); e == nil || e.Field != "crew" || !slices.Contains([]rules.Kind{rules.Precondition}, e.Kind) {
		t.Errorf("%v", e)
	}
	if e := p.Elsewhere([]rules.Case{k}, &late); e == nil {
		t.Error("a round that went on while the team was out")
	}
	if e := p.Elsewhere([]rules.Case{k}, &early); e != nil {
		t.Error(e)
	}
	k.Teams[0].Back = &rules.Mark{At: late}
	if e := p.Elsewhere([]rules.Case{k}, nil); e != nil {
		t.Error(e)
	}
}

// Ensure that the desk is unmanned only when everybody goes who is on duty.
func TestUnmanned(t *testing.T) {
	for _, k := range []struct {
		crew, duty []string
		want       bool
	}{
		{[]string{"甲", "乙"}, []string{"甲"}, true},
		{[]string{"甲"}, []string{"甲", "乙"}, false},
		{[]string{"乙"}, []string{"甲"}, false},
		{[]string{"乙"}, nil, false},
	} {
		if got := rules.Unmanned(k.crew, k.duty); got != k.want {
			t.Errorf("%v of %v: %v", k.crew, k.duty, got)
		}
	}
}
