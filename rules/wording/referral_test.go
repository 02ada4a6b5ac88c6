package wording

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// A referral is told with a unit that says nothing of health, and never with its reason.
func TestReferral(t *testing.T) {
	for role, want := range map[rules.AgencyRole]string{rules.AgencyReliefStation: "移送县甲站 (拒收)", rules.AgencyMental: "移送有关单位 (拒收)"} {
		r := rules.Referral{Agency: "A01", To: "县甲站", Role: role, Matter: "密", State: rules.ReferralRefused,
			Steps: []rules.ReferralStep{{State: rules.ReferralSent}, {State: rules.ReferralRefused, Text: "密", Who: "密"}}}
		p := Case(Room{}, &view.Case{Referrals: []view.Referral{{Referral: r}}})
		got := p.In(text.ZH)
		if !strings.Contains(got, want) || strings.Contains(got, "密") {
			t.Errorf("%s: %s", role, got)
		}
	}
}
