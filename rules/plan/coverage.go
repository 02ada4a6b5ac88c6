package plan

import (
	_ "embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"dutydesk/rules/text"
)

// clauseList is every clause of the nine plans (docs/clauses.md): its id, who it binds, the
// subsystem that it weighs on, and, where no plan file carries it, what became of it: out
// (another level's work), or the source file that holds it.
//
//go:embed clauses.txt
var clauseList string

// ClauseRow is one clause of the plans.
type ClauseRow struct {
	ID        string // P1.3.13
	Who       string // all, town, village, duty, none; another level: station, county, district, city, school
	Subsystem string
	mark      string
}

// ClauseRows lists the clauses in the order of docs/clauses.md.
var ClauseRows = sync.OnceValue(func() []ClauseRow {
	var out []ClauseRow
	for line := range strings.Lines(clauseList) {
		f := append(strings.Fields(line), "")
		if len(f) < 4 {
			panic("plan: clauses.txt: " + line)
		}
		out = append(out, ClauseRow{f[0], f[1], f[2], f[3]})
	}
	return out
})

// Covered says where a clause of the plans stands in this product.
type Covered struct {
	Clause    string    `json:"clause"`
	Who       string    `json:"who"`
	Subsystem string    `json:"subsystem"`
	State     string    `json:"state"` // encoded, outside
	Where     []string  `json:"where"` // file:line; a source file stands without a line
	Why       text.Text `json:"why"`   // of outside
}

// States of a clause. A clause without one is a fault of this build, and stands as open.
const (
	Encoded = "encoded"
	Outside = "outside"
)

// States are those of a clause in the order in which they are told.
var States = []string{Encoded, Outside}

// outside says whose work a clause of another level is.
var outside = map[string]text.Text{
	"station":  {ZH: "县救助管理站的事, 本所转介和记录", EN: "the county rescue station's; this desk refers and records"},
	"county":   {ZH: "县级的事, 本所照办和上报", EN: "the county's; this desk follows and reports"},
	"district": {ZH: "区级的事, 本所照办和上报", EN: "the district's; this desk follows and reports"},
	"city":     {ZH: "市级部门的事, 本所转介", EN: "the city departments'; this desk refers"},
	"school":   {ZH: "学校和教师的事, 本所接转线索", EN: "the schools' and teachers'; this desk passes leads on"},
}

// ClauseCoverage says of every clause where it is encoded, or why it is outside this
// desk. Its places are of the shipped files.
func ClauseCoverage() ([]Covered, error) {
	places, err := places(shipped, registerFiles)
	if err != nil {
		return nil, err
	}
	var out []Covered
	for _, r := range ClauseRows() {
		c := Covered{Clause: r.ID, Who: r.Who, Subsystem: r.Subsystem, Where: places[r.ID]}
		switch {
		case len(c.Where) > 0:
			c.State = Encoded
		case r.mark == "out":
			c.State, c.Why = Outside, outside[r.Who]
		case r.mark != "":
			c.State, c.Where = Encoded, []string{r.mark}
		default:
			c.State = "open"
		}
		if c.Where == nil {
			c.Where = []string{}
		}
		out = append(out, c)
	}
	return out, nil
}

// places finds where the clauses stand in plan files and in registers: every list under a
// key that ends in "clauses", whatever the section.
func places(sources ...fs.FS) (map[string][]string, error) {
	out := map[string][]string{}
	for _, files := range sources {
		for _, pattern := range []string{"plans/*.yaml", "registers/*.yaml"} {
			list, err := fs.Glob(files, pattern)
			if err != nil {
				return nil, err
			}
			for _, name := range list {
				if err := cited(files, name, out); err != nil {
					return nil, err
				}
			}
		}
	}
	return out, nil
}

func cited(files fs.FS, name string, out map[string][]string) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	f, err := parser.ParseBytes(data, 0)
	if err != nil {
		return err
	}
	for _, doc := range f.Docs {
		ast.Walk(citing{name, out}, doc.Body)
	}
	return nil
}

type citing struct {
	file string
	at   map[string][]string
}

// Visit notes the clauses of a node.
func (c citing) Visit(n ast.Node) ast.Visitor {
	pair, ok := n.(*ast.MappingValueNode)
	if !ok || pair.Key.GetToken().Value != "clauses" {
		return c
	}
	if list, ok := pair.Value.(*ast.SequenceNode); ok {
		for _, v := range list.Values {
			t := v.GetToken()
			place := fmt.Sprintf("rules/plan/%s:%d", c.file, t.Position.Line)
			if !slices.Contains(c.at[t.Value], place) {
				c.at[t.Value] = append(c.at[t.Value], place)
			}
		}
	}
	return nil
}
