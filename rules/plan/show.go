package plan

import (
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"dutydesk/rules/text"
)

// Section is one part of a plan as its file says it, for people who want to read all of a
// plan.
type Section struct {
	Name  string    `json:"name"` // of the file: obligations, grants.criteria
	Title text.Text `json:"title"`
	Rows  []Row     `json:"rows"`
}

// Row is one line of a section, with the lines below it.
type Row struct {
	Clauses []string  `json:"clauses,omitempty"`
	Text    text.Text `json:"text"`
	Details []Detail  `json:"details,omitempty"`
	Rows    []Row     `json:"rows,omitempty"`
}

// Detail is a further key of a line and what it says.
type Detail struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// titles are the words of the sections. One that is not here shows the name of its key.
var titles = map[string]text.Text{
	"window":            {ZH: "期限", EN: "Window"},
	"obligations":       {ZH: "对救助事项的要求", EN: "Obligations of a case"},
	"readings":          {ZH: "有歧义处的读法", EN: "Readings"},
	"register":          {ZH: "只有一种读法的", EN: "Read one way only"},
	"choices":           {ZH: "可选的读法", EN: "Readings to choose from"},
	"deadlines":         {ZH: "限期", EN: "Deadlines"},
	"dates":             {ZH: "其他期限", EN: "Further dates"},
	"series":            {ZH: "每天每周的事", EN: "Every day, every week"},
	"spring_festival":   {ZH: "春节前后", EN: "Around the Spring Festival"},
	"duties":            {ZH: "职责和目标", EN: "Duties and goals"},
	"checklists":        {ZH: "清单", EN: "Checklists"},
	"roster":            {ZH: "值班要求", EN: "Roster"},
	"followup":          {ZH: "回访", EN: "Follow-up"},
	"kits":              {ZH: "成套物资", EN: "Kits"},
	"grants":            {ZH: "慰问档次", EN: "Grants"},
	"grants.tiers":      {ZH: "慰问标准", EN: "Tiers"},
	"grants.criteria":   {ZH: "条件", EN: "Criteria"},
	"grants.implied":    {ZH: "包含关系", EN: "What includes what"},
	"grants.diseases":   {ZH: "列明的病种", EN: "Listed diseases"},
	"grants.readings":   {ZH: "档次有歧义处的读法", EN: "Readings of the tiers"},
	"delivery":          {ZH: "发放", EN: "Delivery"},
	"delivery.checks":   {ZH: "发放纪律", EN: "Discipline of delivery"},
	"delivery.readings": {ZH: "发放有歧义处的读法", EN: "Readings of delivery"},
	"stages":            {ZH: "申请流程", EN: "Application"},
	"stages.excluded":   {ZH: "不进名册的", EN: "Not on the roster"},
	"stages.steps":      {ZH: "申请步骤", EN: "Steps of an application"},
	"amounts":           {ZH: "标准", EN: "Amounts"},
	"amounts.standards": {ZH: "慰问标准", EN: "Standards"},
	"amounts.floors":    {ZH: "最低标准", EN: "Floors"},
	"owners":            {ZH: "归口单位", EN: "Owners"},
	"funds":             {ZH: "资金", EN: "Funds"},
	"figures":           {ZH: "金额和户数", EN: "Sums and counts"},
	"settings":          {ZH: "设置", EN: "Settings"},
	"own_figures":       {ZH: "本镇数字", EN: "Figures of the township"},
	"notices":           {ZH: "通知", EN: "Notices"},
	"turned_off":        {ZH: "不执行的", EN: "Turned off"},
	"documents":         {ZH: "材料", EN: "Evidence"},
	"acts":              {ZH: "行动", EN: "Acts"},
}

// Sections is everything that the plan of that id says, in the order of its file; nil for an
// id that no plan has.
func (l *Library) Sections(id string) []Section {
	p, ok := l.Plan(id)
	if !ok {
		return nil
	}
	data, ok := l.Source(p.ID)
	if !ok {
		return nil
	}
	f, err := parser.ParseBytes(data, 0)
	if err != nil || len(f.Docs) != 1 {
		return nil
	}
	var out []Section
	for _, pair := range pairs(f.Docs[0].Body) {
		name := pair.Key.GetToken().Value
		if name != "id" && name != "title" && name != "level" && name != "copied" {
			out = append(out, sections(name, pair.Value)...)
		}
	}
	return out
}

// sections is the section of a key: a list is one, a mapping is one for its own keys and
// one for each list or mapping in it.
func sections(name string, n ast.Node) []Section {
	title, ok := titles[name]
	if !ok {
		title = text.Text{ZH: name, EN: name}
	}
	s := Section{Name: name, Title: title}
	if list, ok := n.(*ast.SequenceNode); ok {
		for _, v := range list.Values {
			s.Rows = append(s.Rows, row(v))
		}
		return []Section{s}
	}
	own, below := []*ast.MappingValueNode{}, []Section{}
	for _, pair := range pairs(n) {
		key := name + "." + pair.Key.GetToken().Value
		if _, ok := titles[key]; ok && nested(pair.Value) {
			below = append(below, sections(key, pair.Value)...)
		} else {
			own = append(own, pair)
		}
	}
	if len(own) == 0 {
		return below
	}
	s.Rows = []Row{rowOf(own)}
	return append([]Section{s}, below...)
}

// nested says whether a value has lines of its own.
func nested(n ast.Node) bool {
	if list, ok := n.(*ast.SequenceNode); ok {
		return len(list.Values) > 0 && pairs(list.Values[0]) != nil
	}
	return pairs(n) != nil
}

func pairs(n ast.Node) []*ast.MappingValueNode {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}
	}
	return nil
}

func row(n ast.Node) Row {
	if list := pairs(n); list != nil {
		return rowOf(list)
	}
	s := scalar(n)
	return Row{Text: text.Text{ZH: s, EN: s}}
}

func rowOf(list []*ast.MappingValueNode) Row {
	var r Row
	for _, pair := range list {
		key := pair.Key.GetToken().Value
		switch {
		case key == "zh":
			r.Text.ZH = scalar(pair.Value)
		case key == "en":
			r.Text.EN = scalar(pair.Value)
		case key == "clauses":
			r.Clauses = scalars(pair.Value)
		case pairs(pair.Value) != nil:
			below := row(pair.Value)
			below.Details = slices.Insert(below.Details, 0, Detail{"key", key})
			r.Rows = append(r.Rows, below)
		case nested(pair.Value):
			for _, v := range pair.Value.(*ast.SequenceNode).Values {
				r.Rows = append(r.Rows, row(v))
			}
		default:
			r.Details = append(r.Details, Detail{key, strings.Join(scalars(pair.Value), ", ")})
		}
	}
	return r
}

func scalars(n ast.Node) []string {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		return []string{scalar(n)}
	}
	var out []string
	for _, v := range list.Values {
		out = append(out, scalar(v))
	}
	return out
}

func scalar(n ast.Node) string {
	if s, ok := n.(*ast.StringNode); ok {
		return s.Value
	}
	return n.GetToken().Value
}
