package storetest_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// Ensure that counter-entries tell nobody without a PIN, nor a village contact, why they
// were made or what stood there.
func TestCountersMasked(t *testing.T) {
	b := storetest.New(t)
	id, call := plant(b)
	said, words := "改丙", "改"
	do := func(cmd command.Command) { b.T.Helper(); b.Must("何雨禾", cmd) }
	do(&command.AmendCall{Call: call, Said: &said, Reason: words + "甲"})
	do(&command.ReopenCall{Call: call, Reason: words + "乙"})
	do(&command.StepBack{Case: id, Reason: words + "丁"})
	do(&command.StrikeNote{Note: "N20261124-0001", Reason: words + "戊"})
	do(&command.StrikeNote{Note: "N20261124-0002", Reason: words + "己"})
	do(&command.StrikeOrder{Order: "1", Reason: words + "庚"})
	moves, err := b.As("何雨禾").Moves("", "", 1)
	if err != nil {
		t.Fatal(err)
	}
	do(&command.ReverseMove{Move: moves[0].Move.ID, Reason: words + "辛"})
	for name, shown := range readAll(t, b.As("柳村"), id, call) { // the pages below are none of a village contact's
		if strings.Contains(shown, words) {
			t.Errorf("a village contact reads %q in %s: %s", words, name, shown)
		}
	}
	{
		who, d := "", b.Public()
		all := readAll(t, d, id, call)
		for name, read := range map[string]func() (any, error){
			"moves": func() (any, error) { return d.Moves("", "", 0) },
			"notes": func() (any, error) { return d.Notes(0) },
		} {
			v, err := read()
			if err != nil {
				t.Fatal(err)
			}
			raw, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = string(raw)
		}
		page, err := d.Case(id)
		if err != nil || len(page.Orders) != 0 {
			t.Errorf("%q sees an order that was taken back as if it stood: %+v %v", who, page, err)
		}
		notes, err := d.Notes(0)
		if err != nil || !slices.ContainsFunc(notes, func(n rules.Note) bool { return n.Struck == "*" }) {
			t.Errorf("%q sees no note struck out: %+v %v", who, notes, err)
		}
		for name, shown := range all {
			for _, secret := range append([]string{words}, secrets...) {
				if i := strings.Index(shown, secret); tells(name, shown, secret) {
					t.Errorf("%q reads %q in %s: …%s", who, secret, name, shown[max(0, i-120):min(len(shown), i+80)])
				}
			}
		}
	}
}
