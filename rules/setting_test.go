package rules

import "testing"

// Ensure every setting of the desk has words, a default within its bounds, and its name once.
func TestSettingSpecs(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range SettingSpecs {
		if s.Label.IsZero() || s.Help.IsZero() || s.Default < s.Min || s.Default > s.Max || s.YesNo && (s.Min != 0 || s.Max != 1) || seen[s.Name] {
			t.Errorf("%+v", s)
		}
		seen[s.Name] = true
		if got, ok := SettingSpecOf(s.Name); !ok || got.Name != s.Name {
			t.Errorf("%s is not found", s.Name)
		}
	}
	if _, ok := SettingSpecOf("colour"); ok || !seen[SettingIdleLock] || !seen[SettingCopyOut] {
		t.Error("the names differ")
	}
}
