package registry_test

import (
	"slices"
	"testing"

	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// Ensure that a plan names its registers with its own clauses, how many rows each has, and,
// while it is in force, what is off in them.
func TestPlanRegisters(t *testing.T) {
	b := storetest.New(t)
	of := func(id, register string) *view.PlanRegister {
		p, err := b.As(admin).Plan(id)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(p.Registers, func(r view.PlanRegister) bool { return r.Register == register })
		if i < 0 {
			t.Fatalf("%s has no %s: %+v", id, register, p.Registers)
		}
		return &p.Registers[i]
	}
	if r := of("P8", "delegates"); r.Rows != 0 || len(r.Off) != 0 || !slices.Equal(r.Clauses, []string{"P8.1.1"}) {
		t.Errorf("%+v", r)
	}
	b.Must("许知远", &command.AdoptPlan{Plan: "P8", SeasonStartYear: 2027, From: "2026-11-24", To: "2027-03-10"})
	b.Must("何雨禾", &command.PutRow{Register: "delegates", Fields: map[string]string{"name": "罗望川", "village": "河湾村"}})
	r := of("P8", "delegates")
	if r.Rows != 1 || r.Open != 1 || len(r.Off) != 1 || r.Off[0].Words().ZH != "返乡代表 现 1, 应 26" {
		t.Errorf("%+v", r)
	}
	of("P5", "visits")
	of("P4", "village_duty")
}
