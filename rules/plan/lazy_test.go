package plan

import (
	"reflect"
	"testing"

	"dutydesk/rules"
)

// TestLoadsNone: what needs no plan reads none of the files; the kits of plans in force are
// read alone, as the whole library has them.
func TestLoadsNone(t *testing.T) {
	read := false
	l := &Library{later: func() *Library { read = true; return Shipped().loaded() }}
	all := []rules.Operation{{Plan: "P1"}, {Plan: "P3"}, {Plan: "P7"}, {Plan: "P9"}}
	if got := l.Kits(all); len(got) == 0 {
		t.Error("plan 7 has no kit")
	}
	if _, ok := l.Kit("P7-1"); !ok {
		t.Error("no kit P7-1")
	}
	if _, ok := l.Kit("K01"); ok {
		t.Error("an own kit is no plan's")
	}
	if l.Kits(nil); read {
		t.Error("kits read the plans")
	}
	var whole []rules.Kit
	for _, p := range l.Plans() {
		whole = append(whole, p.kits...)
	}
	if !read {
		t.Error("the list of plans read none")
	}
	if got := shippedKits(); !reflect.DeepEqual(got, whole) {
		t.Errorf("got %+v\nwant %+v", got, whole)
	}
}
