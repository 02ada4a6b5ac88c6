package rules

import (
	"slices"
	"testing"
	"time"

	"dutydesk/rules/text"
)

// Ensure that each slot takes what fits it, and says what is missing.
func TestSlotFits(t *testing.T) {
	for _, tt := range []struct {
		slot  Slot
		files int
		words string
		field string // at fault, "" for none
	}{
		{SlotPhoto, 1, "", ""}, {SlotPhoto, 2, "到场时", ""}, {SlotPhoto, 0, "桥洞", "files"},
		{SlotProof, 1, "", ""}, {SlotProof, 0, "", "files"},
		{SlotSystem, 0, "4199-0001", ""}, {SlotSystem, 1, "4199-0001", "slot"}, {SlotSystem, 0, " ", "words"},
		{SlotInvoice, 0, "M20261124-0001", ""}, {SlotInvoice, 1, "", ""}, {SlotInvoice, 0, "", "words"},
	} {
		e := tt.slot.Fits(tt.files, tt.words)
		switch {
		case tt.field == "" && e != nil:
			t.Errorf("%+v: %v", tt, e)
		case tt.field != "" && (e == nil || e.Field != tt.field || e.Kind != Invalid || e.Text.In(text.EN) == ""):
			t.Errorf("%+v: %v", tt, e)
		}
	}
}

// Ensure that a slot lacks something until an attachment stands in it, and again once that
// is struck out, which happens once.
func TestLacking(t *testing.T) {
	var all []Attachment
	if got := Lacking(all); !slices.Equal(got, []Slot{SlotPhoto, SlotProof, SlotSystem, SlotInvoice}) {
		t.Errorf("%v", got)
	}
	for _, n := range SlotWords {
		all = append(all, Attachment{ID: "F1", Slot: Slot(n.Code), Words: n.Code})
	}
	if got := Lacking(all); got != nil {
		t.Errorf("%v", got)
	}
	at := time.Date(2026, 11, 24, 2, 10, 0, 0, Zone)
	a := &all[1]
	if e := a.Strike("认错人", "U1", at); e != nil || a.Stands() || a.Struck != "认错人" || a.StruckBy != "U1" {
		t.Errorf("%v %+v", e, a)
	}
	if e := a.Strike("再来", "U1", at); e == nil || a.Struck != "认错人" {
		t.Errorf("%v %+v", e, a)
	}
	if got := Lacking(all); !slices.Equal(got, []Slot{SlotProof}) {
		t.Errorf("%v", got)
	}
}

// Ensure that what is on file of a minor, by group or by age, leaves only by who may and
// with a reason; of anybody else without.
func TestMayExport(t *testing.T) {
	child, grown := 17, Adult
	for _, tt := range []struct {
		facts  Facts
		role   Role
		minor  bool
		reason string
		want   Kind
		ok     bool
	}{
		{Facts{Age: &grown}, RoleOfficer, false, "", 0, true},
		{Facts{}, RoleOfficer, false, "", 0, true},
		{Facts{Age: &child}, RoleLeader, false, "调取", Precondition, false},
		{Facts{Groups: []string{"minor"}}, RoleOfficer, true, "调取", Denied, false},
		{Facts{Groups: []string{"minor"}}, RoleAdmin, true, "调取", Denied, false},
		{Facts{Age: &child}, RoleLeader, true, " ", Invalid, false},
		{Facts{Age: &child}, RoleLeader, true, "调取", 0, true},
		{Facts{Groups: []string{"minor"}}, RoleClerk, true, "调取", 0, true},
	} {
		c := Case{Facts: tt.facts}
		switch e := c.MayExport([]Role{tt.role}, tt.minor, tt.reason); {
		case tt.ok && e != nil:
			t.Errorf("%+v: %v", tt, e)
		case !tt.ok && (e == nil || e.Kind != tt.want || e.Clause != MinorClause):
			t.Errorf("%+v: %v", tt, e)
		}
	}
}
