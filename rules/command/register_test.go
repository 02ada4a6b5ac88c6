package command

import (
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

func TestReadField(t *testing.T) {
	now := time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)
	of := []rules.Named{{Code: "a", Text: text.Text{ZH: "甲", EN: "alpha"}}, {Code: "b", Text: text.Text{ZH: "乙", EN: "beta"}}}
	for _, c := range []struct {
		f          rules.RegisterField
		said, want string
		bad        bool
	}{
		{rules.RegisterField{Type: rules.FieldMoney}, "１２００.5元", "120050", false},
		{rules.RegisterField{Type: rules.FieldMoney}, "0.05", "5", false},
		{rules.RegisterField{Type: rules.FieldMoney}, "1.005", "", true},
		{rules.RegisterField{Type: rules.FieldMoney}, "-1", "", true},
		{rules.RegisterField{Type: rules.FieldMoney}, "1.-5", "", true},
		{rules.RegisterField{Type: rules.FieldNumber}, "4", "4", false},
		{rules.RegisterField{Type: rules.FieldNumber}, "4.5", "", true},
		{rules.RegisterField{Type: rules.FieldNumber, Max: 3}, "4", "", true},
		{rules.RegisterField{Type: rules.FieldYesNo}, "是", "yes", false},
		{rules.RegisterField{Type: rules.FieldYesNo}, "也许", "", true},
		{rules.RegisterField{Type: rules.FieldChoice, Of: of}, "乙", "b", false},
		{rules.RegisterField{Type: rules.FieldChoice, Of: of}, "丙", "", true},
		{rules.RegisterField{Type: rules.FieldChoices, Of: of}, "乙、a", "a,b", false},
		{rules.RegisterField{Type: rules.FieldDate}, "2026年12月1日", "2026-12-01", false},
		{rules.RegisterField{Type: rules.FieldDate}, "2026-02-30", "", true},
		{rules.RegisterField{Type: rules.FieldMoment}, "2026-12-01 09:30", "2026-12-01T01:30:00Z", false},
		{rules.RegisterField{Type: rules.FieldMoment}, "早上", "", true},
		{rules.RegisterField{Type: rules.FieldIDNo}, "4199", "", true},
		{rules.RegisterField{Type: rules.FieldText}, " ", "", false},
	} {
		got, err := ReadField(&c.f, c.said, now)
		if (err != nil) != c.bad || !c.bad && got != c.want {
			t.Errorf("%s %q: %q %v", c.f.Type, c.said, got, err)
		}
		if err == nil && got != "" {
			if again, err := ReadField(&c.f, ShowField(&c.f, got).ZH, now); err != nil || again != got {
				t.Errorf("%s %q reads back as %q %v", c.f.Type, got, again, err)
			}
		}
	}
}
