package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// Ensure that only what a print left behind an hour ago and more is removed.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	for name, age := range map[string]time.Duration{".paper-123": 2 * time.Hour, ".paper-124": time.Minute, ".paper-mine": 2 * time.Hour, "D20261124-0001.html": 2 * time.Hour} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	sweep(dir)
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, f := range all {
		left = append(left, f.Name())
	}
	if want := []string{".paper-124", ".paper-mine", "D20261124-0001.html"}; !slices.Equal(left, want) {
		t.Errorf("%q", left)
	}
}
