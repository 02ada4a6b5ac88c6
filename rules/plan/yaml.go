package plan

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	yaml "github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"dutydesk/rules/text"
)

// FileError is a fault in a plan file: where it is and what was expected there.
type FileError struct {
	File         string
	Line, Column int // from 1, columns in characters
	Text         text.Text
}

func (e *FileError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, e.Text.EN)
}

// reader walks one YAML file and gathers every fault with its place. Only plain mappings,
// sequences and scalars are read: no anchors, tags or merges.
type reader struct {
	file string
	errs []error
}

func (r *reader) fail(n ast.Node, format string, args ...any) {
	r.failAt(n, 0, format, args...)
}

// failAt points off characters into the node.
func (r *reader) failAt(n ast.Node, off int, format string, args ...any) {
	e := &FileError{File: r.file, Line: 1, Column: 1, Text: fault(format, args...)}
	if n != nil {
		if t := n.GetToken(); t != nil && t.Position != nil {
			e.Line, e.Column = t.Position.Line, t.Position.Column+off
		}
	}
	r.errs = append(r.errs, e)
}

// maxDepth is how deep lists and mappings may stand in one another on a line. The parser takes
// the square of the depth, so that a small file could keep a desk waiting.
const maxDepth = 32

// tooDeep is where a line nests deeper than maxDepth; 0 where none does. Brackets in quotes are
// counted too: a plan has none by the dozen.
func tooDeep(data []byte) (line, column int) {
	depth, line := 0, 1
	for text := range bytes.Lines(data) {
		column = 0
		for rest := bytes.TrimLeft(text, " "); len(rest) > 1 && (rest[0] == '-' || rest[0] == '?') && rest[1] == ' '; rest = bytes.TrimLeft(rest[1:], " ") {
			if column++; column > maxDepth {
				return line, 1
			}
		}
		for i, c := range text {
			switch c {
			case '[', '{':
				depth++
			case ']', '}':
				depth = max(depth-1, 0)
			}
			if depth > maxDepth {
				return line, i + 1
			}
		}
		line++
	}
	return 0, 0
}

// open parses the file into its one mapping, nil where it is none.
func (r *reader) open(data []byte) *mapping {
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // editors on Windows write one
	if line, column := tooDeep(data); line > 0 {
		r.errs = append(r.errs, &FileError{File: r.file, Line: line, Column: column, Text: fault("nested more than %d deep; expected a plan", maxDepth)})
		return nil
	}
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		e := &FileError{File: r.file, Line: 1, Column: 1, Text: fault("%s; expected YAML", err.Error())}
		if ye, ok := errors.AsType[yaml.Error](err); ok {
			e.Text = fault("%s; expected YAML", ye.GetMessage())
			if t := ye.GetToken(); t != nil && t.Position != nil {
				e.Line, e.Column = t.Position.Line, t.Position.Column
			}
		}
		r.errs = append(r.errs, e)
		return nil
	}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		r.fail(nil, "expected one YAML document")
		return nil
	}
	if m := r.mapping(f.Docs[0].Body); len(r.errs) == 0 {
		return m
	}
	return nil
}

// mapping is a YAML mapping; what is read from it is ticked off, the rest is a fault.
type mapping struct {
	r    *reader
	at   ast.Node
	keys []ast.Node
	vals map[string]ast.Node
	read []string
}

func (r *reader) mapping(n ast.Node) *mapping {
	m := &mapping{r: r, at: n, vals: map[string]ast.Node{}}
	var pairs []*ast.MappingValueNode
	switch n := n.(type) {
	case *ast.MappingNode:
		pairs = n.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{n}
	default:
		r.fail(n, "expected a mapping of keys and values")
	}
	for _, p := range pairs {
		m.keys = append(m.keys, p.Key)
		m.vals[p.Key.GetToken().Value] = p.Value
	}
	return m
}

// value is the node of a key, nil when absent.
func (m *mapping) value(key string) ast.Node {
	if !slices.Contains(m.read, key) {
		m.read = append(m.read, key)
	}
	return m.vals[key]
}

// done reports the keys that nobody asked for.
func (m *mapping) done() {
	for _, k := range m.keys {
		if name := k.GetToken().Value; !slices.Contains(m.read, name) {
			m.r.fail(k, "unknown key %q; expected one of %s", name, strings.Join(m.read, ", "))
		}
	}
}

// must is the node of a key that has to be there.
func (m *mapping) must(key string) ast.Node {
	n := m.value(key)
	if n == nil && m.at != nil {
		m.r.fail(m.at, "key %q is missing; expected it here", key)
	}
	return n
}

func (m *mapping) str(key string) string {
	if n := m.must(key); n != nil {
		return m.r.str(n)
	}
	return ""
}

func (m *mapping) optStr(key string) string {
	if n := m.value(key); n != nil {
		return m.r.str(n)
	}
	return ""
}

func (r *reader) str(n ast.Node) string {
	if s, ok := n.(*ast.StringNode); ok && strings.TrimSpace(s.Value) != "" {
		return s.Value
	}
	if _, tag := n.(*ast.TagNode); tag {
		r.fail(n, "%q begins a YAML tag; expected text, in quotes where it begins so", n.GetToken().Value)
		return ""
	}
	r.fail(n, "expected text on one line")
	return ""
}

// word is a string out of a closed list.
func (m *mapping) word(key string, of ...string) string {
	n := m.must(key)
	if n == nil {
		return ""
	}
	s := m.r.str(n)
	if s != "" && !slices.Contains(of, s) {
		m.r.fail(n, "%s %q; expected one of %s", key, s, strings.Join(of, ", "))
	}
	return s
}

func (m *mapping) integer(key string, low, high int) int {
	n := m.must(key)
	if n == nil {
		return low
	}
	if i, ok := n.(*ast.IntegerNode); ok {
		switch v := i.Value.(type) {
		case int64:
			if v >= int64(low) && v <= int64(high) {
				return int(v)
			}
		case uint64:
			if v >= uint64(max(low, 0)) && v <= uint64(high) {
				return int(v)
			}
		}
	}
	m.r.fail(n, "expected a whole number, %d to %d", low, high)
	return low
}

// day is a day of the year as MM-DD, "" when a key that may be absent is.
func (m *mapping) day(key string, needed bool) string {
	n := m.value(key)
	if n == nil && !needed {
		return ""
	}
	day := m.str(key)
	if _, err := time.Parse(time.DateOnly, "2001-"+day); err != nil && day != "" {
		m.r.fail(n, "%q; expected a day as MM-DD that every year has", day)
	}
	return day
}

func (m *mapping) boolean(key string) bool {
	n := m.value(key)
	if n == nil {
		return false
	}
	if b, ok := n.(*ast.BoolNode); ok {
		return b.Value
	}
	m.r.fail(n, "expected true or false")
	return false
}

// text reads the keys zh and en. A township's own plan may have Chinese alone.
func (m *mapping) text() text.Text { return text.Text{ZH: m.str("zh"), EN: m.optStr("en")} }

func (r *reader) text(n ast.Node) text.Text {
	if n == nil {
		return text.Text{}
	}
	m := r.mapping(n)
	defer m.done()
	return m.text()
}

// list is the nodes of a sequence, none when the key is absent.
func (m *mapping) list(key string) []ast.Node {
	n := m.value(key)
	if n == nil {
		return nil
	}
	if s, ok := n.(*ast.SequenceNode); ok {
		return s.Values
	}
	m.r.fail(n, "expected a list")
	return nil
}

func (m *mapping) strs(key string) []string {
	var out []string
	for _, n := range m.list(key) {
		out = append(out, m.r.str(n))
	}
	return out
}

// each reads a sequence of mappings.
func (m *mapping) each(key string, f func(*mapping)) {
	for _, n := range m.list(key) {
		item := m.r.mapping(n)
		f(item)
		item.done()
	}
}

// part reads a mapping that may be absent.
func (m *mapping) part(key string, f func(*mapping)) {
	if n := m.value(key); n != nil {
		part := m.r.mapping(n)
		f(part)
		part.done()
	}
}

// cond reads a condition and turns its faults into places in the file.
func (m *mapping) cond(c *compiler, key string) (cond, bool) {
	n := m.value(key)
	if n == nil {
		return cond{}, false
	}
	src := m.r.str(n)
	if src == "" {
		return cond{}, false
	}
	out, err := c.compile(src)
	if ce, ok := errors.AsType[*condError](err); ok {
		off := ce.at
		if o := n.GetToken().Origin; strings.HasPrefix(strings.TrimSpace(o), `"`) || strings.HasPrefix(strings.TrimSpace(o), "'") {
			off++
		}
		m.r.failAt(n, off, "%s: %s", key, ce.msg)
	}
	return out, err == nil
}
