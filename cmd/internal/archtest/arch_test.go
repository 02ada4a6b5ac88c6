// Package archtest holds the arrows of DESIGN §2 as a test: who may import whom, which
// outside modules each part may use, how long a file may be, and what stands at the top of
// the repository. A change that needs another arrow changes this table, in the open.
package archtest

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	root   = "../../.."
	module = "dutydesk/"
)

// ceiling is the length of a file in lines, outside tests.
const ceiling = 450

// part is a folder with all below it; the longest that fits a package counts.
type part struct {
	dir     string
	inside  []string // parts of this module that it may import, itself included when named
	outside []string // modules of others, by prefix of the import path
}

var parts = []part{
	{"rules", []string{"rules"}, nil},
	{"rules/text", nil, []string{"golang.org/x/text/", "github.com/mozillazg/go-pinyin"}},
	{"rules/plan", []string{"rules"}, []string{"github.com/goccy/go-yaml", "github.com/expr-lang/expr"}},
	{"store", []string{"rules", "store"}, []string{"golang.org/x/crypto/argon2", "golang.org/x/crypto/ssh", "golang.org/x/mod/sumdb/tlog", "golang.org/x/sys/unix"}},
	{"store/kv", []string{"store/kv"}, nil},
	{"store/kv/bolt", []string{"store/kv"}, []string{"go.etcd.io/bbolt"}},
	{"tui", []string{"rules", "tui"}, []string{"github.com/charmbracelet/bubbletea", "github.com/charmbracelet/lipgloss", "github.com/charmbracelet/x/ansi"}},
	{"tui/copytext", []string{"rules", "tui"}, []string{"github.com/charmbracelet/bubbletea", "rsc.io/qr"}},
	{"tui/input", nil, []string{"github.com/charmbracelet/bubbletea", "golang.org/x/sys/unix"}},
	{"tui/style", []string{"rules/text"}, []string{"github.com/charmbracelet/lipgloss", "github.com/muesli/termenv", "github.com/clipperhouse/displaywidth"}},
	{"tui/tuitest", []string{"rules", "tui"}, []string{"github.com/charmbracelet/", "github.com/muesli/termenv"}},
	{"cmd", []string{"rules", "store", "tui", "cmd", "testdata"}, []string{"github.com/spf13/cobra", "github.com/spf13/pflag", "github.com/charmbracelet/bubbletea",
		"github.com/charmbracelet/lipgloss", "github.com/charmbracelet/x/ansi", "github.com/muesli/termenv", "golang.org/x/sys/unix", "golang.org/x/term", "golang.org/x/crypto/ssh"}},
	{"cmd/internal/sshd", []string{"cmd/internal/line"}, []string{"github.com/charmbracelet/wish", "github.com/charmbracelet/ssh", "golang.org/x/crypto/ssh"}},
	{"cmd/internal/sheet", []string{"rules", "tui/style"}, nil},
	{"cmd/internal/townfiles", []string{"rules"}, []string{"golang.org/x/text/"}},
	{"testdata", nil, nil},
}

// top is what stands at the top of the repository beside dotfiles.
var top = []string{"cmd", "tui", "store", "rules", "testdata", "go.mod", "go.sum", "README.md"}

// file is a parsed Go file of the repository.
type file struct {
	name string // cmd/dutydesk/main.go
	dir  string
	test bool
	src  []byte
	tree *ast.File
}

func (f *file) imports() (paths []string) {
	for _, i := range f.tree.Imports {
		paths = append(paths, strings.Trim(i.Path.Value, `"`))
	}
	return paths
}

func files(t *testing.T) (all []*file) {
	t.Helper()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && name != root && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		src, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		tree, err := parser.ParseFile(token.NewFileSet(), name, src, 0)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		all = append(all, &file{name: rel, dir: path.Dir(rel), test: strings.HasSuffix(rel, "_test.go"), src: src, tree: tree})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 50 {
		t.Fatalf("only %d files found", len(all))
	}
	return all
}

func under(dir, part string) bool { return dir == part || strings.HasPrefix(dir, part+"/") }

func partOf(dir string) *part {
	var best *part
	for i := range parts {
		if p := &parts[i]; under(dir, p.dir) && (best == nil || len(p.dir) > len(best.dir)) {
			best = p
		}
	}
	return best
}

func standard(imp string) bool {
	first, _, _ := strings.Cut(imp, "/")
	return !strings.Contains(first, ".") && !strings.HasPrefix(imp, module)
}

// allowed says whether a package in dir may import imp.
func allowed(dir, imp string) bool {
	p := partOf(dir)
	if p == nil {
		return false
	}
	if in, ok := strings.CutPrefix(imp, module); ok {
		return in == dir || slices.ContainsFunc(p.inside, func(d string) bool { return under(in, d) })
	}
	return standard(imp) || slices.ContainsFunc(p.outside, func(m string) bool { return under(imp, strings.TrimSuffix(m, "/")) })
}

func TestArrows(t *testing.T) {
	for _, f := range files(t) {
		for _, imp := range f.imports() {
			if !f.test && !allowed(f.dir, imp) {
				t.Errorf("%s may not import %s", f.name, imp)
			}
		}
	}
}

func TestTheTableForbids(t *testing.T) {
	for _, c := range []struct{ dir, imp string }{
		{"tui", "dutydesk/store"}, {"tui/page/board", "dutydesk/store/kv"}, {"tui", "go.etcd.io/bbolt"}, {"tui", "dutydesk/cmd/internal/demo"},
		{"store", "dutydesk/tui/style"}, {"store", "go.etcd.io/bbolt"}, {"store/cases", "go.etcd.io/bbolt"}, {"store/kv/bolt", "dutydesk/rules"},
		{"rules", "github.com/expr-lang/expr"}, {"rules/view", "dutydesk/store"}, {"rules/text", "dutydesk/rules"}, {"rules/plan", "go.etcd.io/bbolt"},
		{"cmd/dutydesk", "github.com/charmbracelet/wish"}, {"elsewhere", "fmt"},
		{"cmd/internal/sheet", "dutydesk/store"}, {"cmd/internal/sheet", "dutydesk/tui/page/board"}, {"cmd/internal/sheet", "github.com/spf13/cobra"},
	} {
		if allowed(c.dir, c.imp) {
			t.Errorf("%s may import %s", c.dir, c.imp)
		}
	}
}

// Not even a test of the screen opens a book: it plays on a desk of its own.
func TestTheScreenKnowsNoStore(t *testing.T) {
	for _, f := range files(t) {
		for _, imp := range f.imports() {
			switch {
			case under(f.dir, "tui") && (under(imp, module+"store") || under(imp, module+"cmd") || strings.Contains(imp, "bbolt") || strings.Contains(imp, "wish")):
				t.Errorf("%s imports %s", f.name, imp)
			case under(f.dir, "tui/page") && under(imp, module+"tui/page") && imp != module+f.dir:
				t.Errorf("%s: a page imports a page, %s", f.name, imp)
			}
		}
	}
}

// The procedure is pure: no clock, no file, no network.
func TestRulesArePure(t *testing.T) {
	for _, f := range files(t) {
		if !under(f.dir, "rules") || f.test {
			continue
		}
		for _, imp := range f.imports() {
			if imp == "os" || imp == "net" || strings.HasPrefix(imp, "os/") || strings.HasPrefix(imp, "net/") || imp == "syscall" {
				t.Errorf("%s imports %s", f.name, imp)
			}
		}
		for _, call := range selected(f, "time") {
			if call == "Now" || call == "Since" || call == "Until" || call == "Sleep" || call == "After" {
				t.Errorf("%s asks the clock: time.%s", f.name, call)
			}
		}
	}
}

// A test waits for a mark. Under testing/synctest time is the bubble's own.
func TestNobodySleeps(t *testing.T) {
	for _, f := range files(t) {
		if slices.Contains(selected(f, "time"), "Sleep") && !slices.Contains(f.imports(), "testing/synctest") {
			t.Errorf("%s sleeps", f.name)
		}
	}
}

// selected lists the names taken from a package: time.Now gives Now.
func selected(f *file, pkg string) (names []string) {
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == pkg {
				names = append(names, s.Sel.Name)
			}
		}
		return true
	})
	return names
}

func TestFilesAreShort(t *testing.T) {
	for _, f := range files(t) {
		if n := bytes.Count(f.src, []byte("\n")); !f.test && n > ceiling {
			t.Errorf("%s has %d lines", f.name, n)
		}
	}
}

func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	ignored, err := os.ReadFile(path.Join(root, ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if slices.Contains(strings.Fields(string(ignored)), "/"+e.Name()) {
			continue // what go build leaves
		}
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(top, e.Name()) {
			t.Errorf("%s does not belong at the top", e.Name())
		}
	}
	for _, name := range top {
		if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name }) {
			t.Errorf("%s is missing", name)
		}
	}
}
