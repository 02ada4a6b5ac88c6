package plan

import "testing"

// TestLoadsNone: what needs no plan reads none of the files; the kits of no operation do not.
func TestLoadsNone(t *testing.T) {
	read := false
	l := &Library{later: func() *Library { read = true; return Shipped().loaded() }}
	if l.Kits(nil); read {
		t.Error("the kits of no operation read the plans")
	}
	if l.Plans(); !read {
		t.Error("the list of plans read none")
	}
}
