package command_test

import (
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// Ensure that each kind of entry asks for what it rests on, by the name of the field.
func TestCheckRecord(t *testing.T) {
	for _, x := range []struct {
		c     command.AddRecord
		field string
	}{
		{command.AddRecord{Kind: "lead"}, "case"},
		{command.AddRecord{Case: "1"}, "kind"},
		{command.AddRecord{Case: "1", Kind: "lead", Words: "x"}, "source"},
		{command.AddRecord{Case: "1", Kind: "lead", Source: "village"}, "words"},
		{command.AddRecord{Case: "1", Kind: "线索", Source: "志愿者", Words: "x"}, ""},
		{command.AddRecord{Case: "1", Kind: "screen", Identity: "known"}, "checks"},
		{command.AddRecord{Case: "1", Kind: "screen", Checks: []string{"asked"}}, "identity"},
		{command.AddRecord{Case: "1", Kind: "screen", Checks: []string{"x"}, Identity: "known"}, "checks"},
		{command.AddRecord{Case: "1", Kind: "screen", Checks: []string{"asked"}, Identity: "known", Result: "x"}, "result"},
		{command.AddRecord{Case: "1", Kind: "trace"}, "source"},
		{command.AddRecord{Case: "1", Kind: "trace", Source: "other"}, "words"},
		{command.AddRecord{Case: "1", Kind: "trace", Source: "头条寻人"}, ""},
		{command.AddRecord{Case: "1", Kind: "finding", Who: "x"}, "words"},
		{command.AddRecord{Case: "1", Kind: "finding", Words: "x"}, "who"},
		{command.AddRecord{Case: "1", Kind: "home", Source: "bus"}, "place"},
		{command.AddRecord{Case: "1", Kind: "home", Place: "x"}, "source"},
		{command.AddRecord{Case: "1", Kind: "home", Place: "x", Source: "亲属接回"}, ""},
	} {
		got := ""
		if err := x.c.Check(time.Date(2026, 11, 24, 2, 30, 0, 0, rules.Zone)); err != nil {
			got = rules.AsError(err).Field
		}
		if got != x.field {
			t.Errorf("%+v: %q, want %q", x.c, got, x.field)
		}
	}
}
