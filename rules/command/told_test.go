package command_test

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"dutydesk/rules/command"
)

// Ensure that every command says in words what it did.
func TestTold(t *testing.T) {
	n := 0
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?:Code\(\) string\s+\{ |\t)return "([a-z]+\.[a-z]+)"`).FindAllSubmatch(src, -1) {
			n++
			if code := string(m[1]); command.Told(code).ZH == code {
				t.Errorf("%s has no words", code)
			}
		}
	}
	if n < 30 {
		t.Fatalf("found only %d commands", n)
	}
}
