package plan

import (
	"slices"
	"testing"
)

// Ensure a township may prefer safe places alone, and that each setting knows the clauses
// that it governs in a plan and in the regulations, and no others.
func TestSettings(t *testing.T) {
	l := Shipped()
	var codes []string
	for _, n := range l.Destinations() {
		codes = append(codes, n.Code)
	}
	if !slices.Contains(codes, "escort_to_relief_site") || !slices.Contains(codes, "escort_to_medical_institution") || slices.Contains(codes, "notify_emergency_now") {
		t.Errorf("destinations %v", codes)
	}
	if got := l.Resting("tracing_notice", "P1"); !slices.Equal(got, []string{"R.7"}) {
		t.Errorf("tracing notice rests on %v", got)
	}
	if got := l.Resting(SettingEpidemic, "P7"); !slices.Contains(got, "P7.2.30") || slices.Contains(got, "P1.4.4") {
		t.Errorf("epidemic rules of P7: %v", got)
	}
	if got := l.Resting(SettingEpidemic, "P3"); got != nil {
		t.Errorf("epidemic rules of P3: %v", got)
	}
	if got := l.Resting("elderly_age", "P1"); got != nil {
		t.Errorf("an age is the limit of %v", got)
	}
}
