package wording

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// drawn is the first part of every key that the files of a package of store give to a row.
func drawn(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob("../../store/" + folder + "/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(folder, err)
	}
	given := regexp.MustCompile(`(?:Key(?:\t| )*[:=] *|crowd\(|reportLine\()"([a-z]+)[/"]`)
	var out []string
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range given.FindAllStringSubmatch(string(raw), -1) {
			out = append(out, m[1])
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Ensure that whatever the board and a handover draw has a word in a text to pass on, and its
// place in a handover.
func TestSources(t *testing.T) {
	board, handover := drawn(t, "board"), drawn(t, "handovers")
	if len(board) < 8 || len(handover) < 15 {
		t.Fatalf("board %q, handovers %q", board, handover)
	}
	for _, kind := range append(board, handover...) {
		if sources[kind].IsZero() {
			t.Errorf("%s has no word", kind)
		}
	}
	for _, kind := range handover {
		if !slices.Contains(rules.LineSources, kind) {
			t.Errorf("%s has no place in a handover", kind)
		}
	}
}

// Ensure that no row is told by its code.
func TestMatter(t *testing.T) {
	due := time.Date(2026, 11, 24, 8, 0, 0, 0, rules.Zone)
	r := Room{Now: due}
	for key, want := range map[string]string{
		"report/night":           "待报 昨夜情况",
		"report/nil/2026-11-23":  "待报 零报告",
		"patrol/next":            "该出去巡查",
		"patrol/Q20261124-01":    "巡查 1124-01",
		"hazard/open":            "未处理的隐患",
		"roster/B202612":         "排班",
		"roster/B20261124-01-01": "排班",
	} {
		for what, said := range map[string]text.Text{"board": matter(r, &view.DueRow{Key: key, Due: &due}), "handover": r.line(&rules.Line{Key: key, Due: &due})} {
			if got := said.In(text.ZH); !strings.HasPrefix(got, want) || strings.Contains(got, "night") || strings.Contains(got, "nil") {
				t.Errorf("%s of the %s: %s", key, what, got)
			}
		}
	}
}
