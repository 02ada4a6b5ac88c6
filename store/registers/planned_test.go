package registers_test

import (
	"testing"

	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// Ensure a meeting that is only planned falls short of nothing, and one that was held counts.
func TestPlannedIsNotShort(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.AdoptPlan{Plan: "P8", SeasonStartYear: 2026, From: "2026-11-01", To: "2027-03-31"})
	b.Must(main, &command.PutRow{Register: "activities", Fields: map[string]string{"title": "义诊", "kind": "clinic"}})
	off := func() bool {
		for _, c := range page(t, b, main, "activities").Counts {
			if c.Off {
				return true
			}
		}
		return false
	}
	if off() {
		t.Error("a free clinic that is planned is held against its number")
	}
	for range 3 {
		id := b.Must(main, &command.PutRow{Register: "activities", Fields: map[string]string{"title": "义诊", "kind": "clinic", "date": "2026-11-23", "place": "文化站", "served": "20"}}).ID
		b.Must(main, &command.StepRow{Row: id, State: "held"})
	}
	if !off() {
		t.Error("three free clinics are not more than two")
	}
}
