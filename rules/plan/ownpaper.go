package plan

import (
	"regexp"
	"slices"
	"strings"

	yaml "github.com/goccy/go-yaml"
)

// paper is the text of a plan file by its top-level sections. One that no edit touches stays
// as it is written, with its comments, also one that this program knows nothing of; one that
// is touched is written anew without the comments inside it.
type paper struct {
	head  string // comments above the first section
	parts []sheetPart
}

type sheetPart struct{ key, text string }

var topKey = regexp.MustCompile(`^([a-z_]+):(\s|$)`)

func readPaper(data []byte) *paper {
	p := &paper{}
	var held strings.Builder // comments that belong to what follows
	for line := range strings.Lines(strings.ReplaceAll(string(data), "\r\n", "\n")) {
		if !strings.HasSuffix(line, "\n") {
			line += "\n"
		}
		switch m := topKey.FindStringSubmatch(line); {
		case m != nil && len(p.parts) == 0:
			p.head = held.String()
			held.Reset()
			p.parts = append(p.parts, sheetPart{m[1], line})
		case m != nil:
			p.parts = append(p.parts, sheetPart{m[1], held.String() + line})
			held.Reset()
		case strings.TrimSpace(line) == "" || line[0] == '#':
			held.WriteString(line)
		case len(p.parts) > 0:
			last := &p.parts[len(p.parts)-1]
			last.text += held.String() + line
			held.Reset()
		}
	}
	if len(p.parts) > 0 {
		p.parts[len(p.parts)-1].text += held.String()
	}
	return p
}

func (p *paper) bytes() []byte {
	var b strings.Builder
	b.WriteString(p.head)
	for _, s := range p.parts {
		b.WriteString(s.text)
	}
	return []byte(b.String())
}

// section is what a section says, nil where there is none.
func (p *paper) section(key string) any {
	for _, s := range p.parts {
		if s.key == key {
			var m yaml.MapSlice
			if yaml.UnmarshalWithOptions([]byte(s.text), &m, yaml.UseOrderedMap()) == nil && len(m) == 1 {
				return m[0].Value
			}
		}
	}
	return nil
}

// set writes a section anew: figures behind the window, any other new one at the end.
func (p *paper) set(key string, v any) {
	raw, err := yaml.MarshalWithOptions(yaml.MapSlice{{Key: key, Value: v}}, yaml.IndentSequence(true))
	if err != nil {
		panic("plan: " + err.Error()) // what was read can be written
	}
	body := string(raw)
	for i, s := range p.parts {
		if s.key != key {
			continue
		}
		above := ""
		for line := range strings.Lines(s.text) {
			if topKey.MatchString(line) {
				break
			}
			above += line
		}
		p.parts[i].text = above + body
		return
	}
	at := len(p.parts)
	if i := slices.IndexFunc(p.parts, func(s sheetPart) bool { return s.key == "window" }); key == "own_figures" && i >= 0 {
		at = i + 1
	} else {
		body = "\n" + body
	}
	p.parts = slices.Insert(p.parts, at, sheetPart{key, body})
}

func (p *paper) drop(key string) {
	p.parts = slices.DeleteFunc(p.parts, func(s sheetPart) bool { return s.key == key })
}

func field(m yaml.MapSlice, key string) any {
	for _, it := range m {
		if it.Key == key {
			return it.Value
		}
	}
	return nil
}

func word(m yaml.MapSlice, key string) string { s, _ := field(m, key).(string); return s }

func without(m yaml.MapSlice, keys ...string) yaml.MapSlice {
	return slices.DeleteFunc(slices.Clone(m), func(it yaml.MapItem) bool {
		k, _ := it.Key.(string)
		return slices.Contains(keys, k)
	})
}

// with sets a key, in its place or at the end; "" takes it away.
func with(m yaml.MapSlice, key string, v any) yaml.MapSlice {
	if v == "" {
		return without(m, key)
	}
	m = slices.Clone(m)
	for i := range m {
		if m[i].Key == key {
			m[i].Value = v
			return m
		}
	}
	return append(m, yaml.MapItem{Key: key, Value: v})
}
