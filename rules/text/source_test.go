package text

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const importPath = "dutydesk/rules/text"

// TestEveryTextOfTheRepository reads every Go file of the module and checks each
// Text that is written out in it (DESIGN §6): both sides there, the same verbs on
// both, no emoji.
func TestEveryTextOfTheRepository(t *testing.T) {
	root := moduleRoot(t)
	found := 0
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if d.IsDir() {
			if name != root && (base[0] == '.' || base[0] == '_' || base == "testdata" || base == "vendor") {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(base, ".go") || strings.HasSuffix(base, "_test.go") || base[0] == '.' || base[0] == '_' {
			return nil
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		n, faults := checkTexts(rel, string(source), path.Dir(rel) == "rules/text")
		found += n
		for _, f := range faults {
			t.Error(f)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if found < 15 {
		t.Errorf("only %d texts found: the walk does not see them", found)
	}
	t.Logf("%d texts", found)
}

func moduleRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = up
	}
}

// checkTexts finds the Texts of one file and what is wrong with them. A side that
// is no literal (a variable, a call) is not judged; Text{} says nothing on
// purpose. inside is set for files of this package.
func checkTexts(name, source string, inside bool) (found int, faults []string) {
	files := token.NewFileSet()
	f, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return 0, []string{err.Error()}
	}
	c := checker{names: localNames(f), inside: inside}
	c.fault = func(at token.Pos, format string, args ...any) {
		faults = append(faults, fmt.Sprintf("%s: %s", files.Position(at), fmt.Sprintf(format, args...)))
	}
	ast.Inspect(f, c.visit)
	return c.found, faults
}

// localNames are the names under which the file imports this package.
func localNames(f *ast.File) (names []string) {
	for _, spec := range f.Imports {
		if p, err := strconv.Unquote(spec.Path.Value); err != nil || p != importPath {
			continue
		}
		if spec.Name == nil {
			names = append(names, path.Base(importPath))
		} else {
			names = append(names, spec.Name.Name)
		}
	}
	return names
}

type checker struct {
	names  []string
	inside bool
	found  int
	fault  func(at token.Pos, format string, args ...any)
}

// ours reports whether e names want of this package.
func (c *checker) ours(e ast.Expr, want string) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name == want && (c.inside || slices.Contains(c.names, "."))
	case *ast.SelectorExpr:
		x, ok := e.X.(*ast.Ident)
		return ok && e.Sel.Name == want && slices.Contains(c.names, x.Name)
	case *ast.StarExpr:
		return c.ours(e.X, want)
	}
	return false
}

func (c *checker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CompositeLit:
		if c.ours(n.Type, "Text") {
			c.literal(n)
		}
		c.elements(n, n.Type)
	case *ast.CallExpr:
		if c.ours(n.Fun, "T") && len(n.Args) == 2 {
			c.sides(n.Pos(), n.Args[0], n.Args[1])
		}
	}
	return true
}

// elements looks at elided element literals: []text.Text{{…}}, map[K]text.Text,
// also nested.
func (c *checker) elements(n *ast.CompositeLit, typ ast.Expr) {
	var key, element ast.Expr
	switch typ := typ.(type) {
	case *ast.ArrayType:
		element = typ.Elt
	case *ast.MapType:
		key, element = typ.Key, typ.Value
	default:
		return
	}
	one := func(e, typ ast.Expr) {
		lit, ok := e.(*ast.CompositeLit)
		if !ok || lit.Type != nil || typ == nil {
			return
		}
		if c.ours(typ, "Text") {
			c.literal(lit)
		} else {
			c.elements(lit, typ)
		}
	}
	for _, e := range n.Elts {
		if kv, ok := e.(*ast.KeyValueExpr); ok {
			one(kv.Key, key)
			e = kv.Value
		}
		one(e, element)
	}
}

func (c *checker) literal(n *ast.CompositeLit) {
	var zh, en ast.Expr
	for i, e := range n.Elts {
		kv, ok := e.(*ast.KeyValueExpr)
		switch {
		case ok && fmt.Sprint(kv.Key) == "ZH", !ok && i == 0:
			zh = e
		case ok && fmt.Sprint(kv.Key) == "EN", !ok && i == 1:
			en = e
		}
	}
	if len(n.Elts) > 0 {
		c.sides(n.Pos(), value(zh), value(en))
	}
}

func value(e ast.Expr) ast.Expr {
	if kv, ok := e.(*ast.KeyValueExpr); ok {
		return kv.Value
	}
	return e
}

// sides judges one Text. A side that is absent counts as empty, unless the other
// is no literal: Text{ZH: name} shows a name, which is the same in both languages.
func (c *checker) sides(at token.Pos, zh, en ast.Expr) {
	c.found++
	z, zLit := constant(zh)
	e, eLit := constant(en)
	if zh == nil && !eLit || en == nil && !zLit {
		return
	}
	for _, side := range []struct {
		name, s string
		literal bool
	}{{"Chinese", z, zLit || zh == nil}, {"English", e, eLit || en == nil}} {
		switch {
		case !side.literal:
		case strings.TrimSpace(side.s) == "":
			c.fault(at, "the %s side is missing", side.name)
		default:
			if r := emoji(side.s); r != 0 {
				c.fault(at, "the %s side has the emoji %U", side.name, r)
			}
			if strings.Contains(verb.ReplaceAllString(side.s, ""), "%[") {
				c.fault(at, "the %s side has a verb that fmt does not read: %q", side.name, side.s)
			}
		}
	}
	if zLit && eLit {
		if vz, ve := verbs(z), verbs(e); !slices.Equal(vz, ve) {
			c.fault(at, "verbs differ: Chinese %v, English %v", vz, ve)
		}
	}
}

// constant is the value of a string literal or of a sum of them.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		s, err := strconv.Unquote(e.Value)
		return s, err == nil && e.Kind == token.STRING
	case *ast.ParenExpr:
		return constant(e.X)
	case *ast.BinaryExpr:
		x, okX := constant(e.X)
		y, okY := constant(e.Y)
		return x + y, okX && okY && e.Op == token.ADD
	}
	return "", false
}

// verb is flags, width, precision, the number and the letter, in the order in
// which fmt reads them.
var verb = regexp.MustCompile(`%[-+#0]*[0-9]*(?:\.[0-9]+)?(\[[0-9]+\])?([a-zA-Z%])`)

// verbs are the numbered verbs as a sorted set, then the others in their order.
func verbs(s string) []string {
	var numbered, others []string
	for _, m := range verb.FindAllStringSubmatch(s, -1) {
		switch {
		case m[2] == "%":
		case m[1] != "":
			numbered = append(numbered, m[1]+m[2])
		default:
			others = append(others, m[2])
		}
	}
	slices.Sort(numbered)
	return append(slices.Compact(numbered), others...)
}

// emoji is the first character that terminals draw as a coloured picture, or that
// asks for one: Emoji_Presentation, VS16, keycap, joiner.
func emoji(s string) rune {
	const wide = "⌚⌛⏩⏪⏫⏬⏰⏳◽◾☔☕♈♉♊♋♌♍♎♏♐♑♒♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓❔❕❗➕➖➗➰➿⬛⬜⭐⭕"
	for _, r := range s {
		if r >= 0x1F000 && r <= 0x1FAFF || r == 0xFE0F || r == 0x20E3 || r == 0x200D || strings.ContainsRune(wide, r) {
			return r
		}
	}
	return 0
}

func TestCheckTexts(t *testing.T) {
	const head = "package p\nimport \"" + importPath + "\"\n"
	for _, c := range []struct {
		source string
		found  int
		fault  string // part of the only fault, "" for none
	}{
		{head + `var a = text.Text{ZH: "待办", EN: "to do"}`, 1, ""},
		{head + `var a = text.Text{"待办", "to do"}`, 1, ""},
		{head + `var a = text.T("待办", "to do")`, 1, ""},
		{head + `var a = text.Text{}`, 0, ""},
		{head + `var a = text.Text{ZH: "待办"}`, 1, "English side is missing"},
		{head + `var a = text.Text{EN: "to do"}`, 1, "Chinese side is missing"},
		{head + `var a = text.Text{ZH: "待办", EN: ""}`, 1, "English side is missing"},
		{head + `var a = text.T("待办", " ")`, 1, "English side is missing"},
		{head + `var a = text.T("", "to do")`, 1, "Chinese side is missing"},
		{head + `var a = text.T("", name)`, 1, "Chinese side is missing"},
		{head + `var a = text.T("待"+"办", ("to" + " do"))`, 1, ""},
		{head + "var a = text.T(`待办`, ``)", 1, "English side is missing"},
		{head + `var a = text.Text{ZH: name}`, 1, ""},
		{head + `var a = text.T(zh, en)`, 1, ""},
		{head + `var a = &text.Text{ZH: "待办"}`, 1, "English side is missing"},
		{head + `var a = []text.Text{{ZH: "待办"}}`, 1, "English side is missing"},
		{head + `var a = []*text.Text{{"待办", "to do"}, {"待办", ""}}`, 2, "English side is missing"},
		{head + `var a = map[int]text.Text{1: {ZH: "待办"}}`, 1, "English side is missing"},
		{head + `var a = map[text.Text]int{{ZH: "待办"}: 1}`, 1, "English side is missing"},
		{head + `var a = [...][]text.Text{2: {{ZH: "待办"}}}`, 1, "English side is missing"},
		{head + `var a = struct{ N text.Text }{N: text.T("待办", "")}`, 1, "English side is missing"},
		{head + `func f() { g(text.T("待办", "").With(1)) }`, 1, "English side is missing"},
		{"package p\nimport tx \"" + importPath + "\"\nvar a = tx.T(\"待办\", \"\")", 1, "English side is missing"},
		{"package p\nimport . \"" + importPath + "\"\nvar a = T(\"待办\", \"\")", 1, "English side is missing"},
		{"package p\nimport \"text\"\nvar a = text.T(\"待办\", \"\")", 0, ""},
		{"package p\nvar a = T(\"待办\", \"\")", 0, ""},
		{head + `var a = text.T("%[1]s 逾期 %[2]d 分", "%[2]d min late: %[1]s")`, 1, ""},
		{head + `var a = text.T("%[1]s %[1]s", "%[1]s")`, 1, ""},
		{head + `var a = text.T("%02[1]d 时", "%[1]d h")`, 1, ""},
		{head + `var a = text.T("%[1]s 逾期", "late")`, 1, "verbs differ"},
		{head + `var a = text.T("%[1]s", "%[1]d")`, 1, "verbs differ"},
		{head + `var a = text.T("%[1]s", "%[2]s")`, 1, "verbs differ"},
		{head + `var a = text.T("%s %d", "%d %s")`, 1, "verbs differ"},
		{head + `var a = text.T("%s", "%s %s")`, 1, "verbs differ"},
		{head + `var a = text.T("满 100%", "100% full")`, 1, ""},
		{head + `var a = text.T("%d%%", "%d %%")`, 1, ""},
		{head + `var a = text.T("%[1]02d", "%02[1]d")`, 1, "does not read"},
		{head + `var a = text.T("❄️ 寒潮", "cold")`, 1, "emoji U+FE0F"},
		{head + `var a = text.T("寒潮", "🥶 cold")`, 1, "emoji U+1F976"},
		{head + `var a = text.T("✅ 已办", "done")`, 1, "emoji U+2705"},
		{head + `var a = text.T("√ 已办 → ！", "done")`, 1, ""},
		{head + `var a = `, 0, "expected"},
	} {
		found, faults := checkTexts("p.go", c.source, false)
		switch {
		case c.fault == "" && len(faults) > 0, c.fault != "" && (len(faults) == 0 || !strings.Contains(faults[0], c.fault)):
			// "%[1]02d" is two faults: it is not read, and so the verbs differ
			t.Errorf("%s\ngives %q, want %q", c.source, faults, c.fault)
		case found != c.found && c.fault != "expected":
			t.Errorf("%s\nhas %d texts, want %d", c.source, found, c.found)
		}
	}
	if n, faults := checkTexts("p.go", `package text; var a, b = T("待办", ""), Text{ZH: "待办"}`, true); n != 2 || len(faults) != 2 {
		t.Errorf("inside the package: %d texts, %q", n, faults)
	}
}
