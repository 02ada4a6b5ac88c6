package tuitest

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func init() {
	if flag.Lookup("update") == nil {
		flag.Bool("update", false, "write the golden files instead of comparing them")
	}
}

func updating() bool {
	v, ok := flag.Lookup("update").Value.(flag.Getter)
	on, _ := v.Get().(bool)
	return ok && on
}

// Golden compares got with testdata/<name>.golden of the calling package. With
// go test -update it writes the file. Names may hold slashes.
func Golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", filepath.FromSlash(name)+".golden")
	if !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	if updating() {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s is missing; go test -update writes it. Got:\n%s", path, got)
	}
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs (- file, + got; go test -update writes it):\n%s", path, diff(string(want), got))
	}
}

// diff shows the lines that differ, each under its number, and the heading ("-- name --")
// that they stand under.
func diff(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	var out strings.Builder
	under, shown := "", ""
	for i := range max(len(a), len(b)) {
		x, y := "", ""
		if i < len(a) {
			x = a[i]
		}
		if i < len(b) {
			y = b[i]
		}
		if strings.HasPrefix(y, "-- ") && strings.HasSuffix(y, " --") {
			under = y
		}
		if x != y || i >= len(a) || i >= len(b) {
			if under != shown {
				fmt.Fprintln(&out, under)
				shown = under
			}
			fmt.Fprintf(&out, "%3d - %s\n    + %s\n", i+1, x, y)
		}
	}
	return out.String()
}
