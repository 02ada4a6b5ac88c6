package plan

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// FileCheck is what a check of a plan file found: its faults, or else what it would oblige
// the desk to do in the sample cases.
type FileCheck struct {
	File   string   `json:"file"`
	Plan   string   `json:"plan,omitempty"`
	OK     bool     `json:"ok"`
	Faults []Fault  `json:"faults"`
	Played []Played `json:"played,omitempty"`
}

// Fault is a mistake in a plan file: where it is, and what was expected there.
type Fault struct {
	Line    int       `json:"line"`
	Column  int       `json:"column"`
	Message text.Text `json:"message"`
}

// Played is a sample case and what the plan says of it.
type Played struct {
	Sample  text.Text  `json:"sample"`
	Obliges []Obliged  `json:"obliges,omitempty"`
	Grant   *SampleAid `json:"grant,omitempty"`
}

// Obliged is one act that a plan asks for.
type Obliged struct {
	Code    string    `json:"code"`
	Text    text.Text `json:"text"`
	Must    bool      `json:"must"`
	Clauses []string  `json:"clauses"`
}

// SampleAid is where a sample household falls.
type SampleAid struct {
	Tier    string    `json:"tier"`
	Text    text.Text `json:"text"`
	Yuan    int64     `json:"yuan"`
	Matched []string  `json:"matched"`
	Review  bool      `json:"review"`
}

// What a plan file may be at most. The nine have some 250 lines.
const (
	mostLines = 5000
	mostBytes = 1 << 20
)

// Check reads a plan file beside base.yaml, in the place of the shipped plan of its id, and
// reports every fault. A sound file is played over the sample cases. Nothing is kept.
func Check(name string, data []byte) FileCheck {
	c := FileCheck{File: name, Faults: []Fault{}}
	if f, bad := unreadable(data); bad {
		c.Faults = append(c.Faults, f)
		return c
	}
	ld := &loader{lib: &Library{byCode: map[string]*act{}, settings: map[string]*Setting{}}}
	base, err := fs.ReadFile(shipped, "plans/base.yaml")
	if err != nil {
		panic(err) // it is embedded
	}
	ofBase := startsAs(data, "R")
	if ofBase {
		base = data // a changed one brings its own
	} else {
		ld.file("plans/base.yaml", base)
	}
	ld.clause = clauseKnown(base)
	before := len(ld.lib.plans)
	ld.file(name, data)
	for _, err := range ld.errs {
		if fe, ok := errors.AsType[*FileError](err); ok {
			c.Faults = append(c.Faults, Fault{fe.Line, fe.Column, fe.Text})
		}
	}
	slices.SortStableFunc(c.Faults, func(a, b Fault) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
	if len(ld.lib.plans) > before {
		c.Plan = ld.lib.plans[before].ID
	} else if ofBase {
		c.Plan = "R"
	}
	if c.OK = len(ld.errs) == 0; c.OK {
		c.Played = ld.finish().play(c.Plan)
	}
	return c
}

// unreadable refuses what is no text file of a sensible size, without reading it as YAML.
func unreadable(data []byte) (Fault, bool) {
	lines := bytes.Count(data, []byte("\n"))
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return Fault{1, 1, text.Text{ZH: "文件是空的; 应为写有 id、title 和 window 的方案", EN: "the file is empty; expected a plan with id, title and window"}}, true
	case len(data) > mostBytes:
		return Fault{1, 1, text.Text{ZH: "文件大于 1 MiB; 应为几百行的方案", EN: "the file is larger than 1 MiB; expected a plan of some hundred lines"}}, true
	case lines > mostLines:
		return Fault{mostLines + 1, 1, text.Text{ZH: "多于 5000 行; 应为几百行的方案", EN: "more than 5000 lines; expected a plan of some hundred"}}, true
	}
	line, column := 1, 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			return Fault{line, column, text.Text{ZH: "不是 UTF-8; 要存成 UTF-8", EN: "not UTF-8; expected the file saved as UTF-8"}}, true
		case r < ' ' && r != '\n' && r != '\r' && r != '\t' || r == 0x7f:
			return Fault{line, column, text.Text{ZH: "有控制字符; 应为纯文字", EN: "a control character; expected plain text"}}, true
		case r == '\n':
			line, column = line+1, 0
		}
		data, column = data[n:], column+1
	}
	return Fault{}, false
}

// startsAs says whether the file is of that id, sound or not.
func startsAs(data []byte, id string) bool {
	r := &reader{}
	m := r.open(data)
	if m == nil || m.vals["id"] == nil {
		return false
	}
	return m.vals["id"].GetToken().Value == id
}

// clauseKnown says of a clause id whether a plan has it, or base.yaml for a regulation.
func clauseKnown(base []byte) func(string) bool {
	regulations := map[string][]string{}
	if f, err := parser.ParseBytes(base, 0); err == nil && len(f.Docs) > 0 && f.Docs[0].Body != nil {
		ast.Walk(citing{"", regulations}, f.Docs[0].Body)
	}
	return func(id string) bool {
		return strings.HasPrefix(id, "R.") && regulations[id] != nil ||
			slices.ContainsFunc(ClauseRows(), func(r ClauseRow) bool { return r.ID == id })
	}
}

// sampleCases are situations of every kind that the plans speak of.
var sampleCases = []struct {
	words text.Text
	facts rules.Facts
}{
	{text.Text{ZH: "只接到线索, 什么都不知道", EN: "A lead, nothing known"}, rules.Facts{}},
	{text.Text{ZH: "见到一人, 还没有立案", EN: "A person met, no case yet"}, rules.Facts{Found: new(true), CaseOpened: new(false)}},
	{text.Text{ZH: "村里发现流浪未成年人", EN: "A village finds a wandering minor"}, rules.Facts{Groups: []string{"minor"}, Found: new(true), FoundBy: "village"}},
	{text.Text{ZH: "老年人, 能自己作主, 拒绝救助", EN: "An elderly person of full capacity declines"}, rules.Facts{Groups: []string{"elderly"}, FullCapacity: new(true), Declines: new(true), Consent: new(false)}},
	{text.Text{ZH: "突发疾病, 要直接送医", EN: "Sudden illness, straight to hospital"}, rules.Facts{SuddenIllness: new(true), Necessary: new(true)}},
	{text.Text{ZH: "危重病人", EN: "Gravely ill"}, rules.Facts{GravelyIll: new(true)}},
	{text.Text{ZH: "疑似精神障碍", EN: "Signs of mental illness"}, rules.Facts{Mental: new(true), Found: new(true)}},
	{text.Text{ZH: "雪天临时遇困求助", EN: "In difficulty through snow"}, rules.Facts{Weather: "snow", TempDifficulty: new(true)}},
	{text.Text{ZH: "高风险地区来, 要入站", EN: "From a high-risk area, enters a station"}, rules.Facts{FromArea: "high_risk", Enters: new(true)}},
	{text.Text{ZH: "同意护送, 已送到, 没有交接单", EN: "Agreed and escorted, no handover form"}, rules.Facts{FullCapacity: new(true), Consent: new(true), Escorted: new(true)}},
	{text.Text{ZH: "仍在露宿", EN: "Stays outside"}, rules.Facts{StaysOnStreet: new(true)}},
}

// sampleHouseholds stand on the edges and in the middle of a table of grants.
var sampleHouseholds = []struct {
	words text.Text
	facts string
}{
	{text.Text{ZH: "低保, 大病自付20000元", EN: "Low-income, major illness, 20,000 self-paid"}, `{"types":["dibao"],"major_illness":true,"self_paid":20000}`},
	{text.Text{ZH: "低保, 大病自付9999.99元", EN: "Low-income, major illness, 9,999.99 self-paid"}, `{"types":["dibao"],"major_illness":true,"self_paid":9999.99}`},
	{text.Text{ZH: "其他困难家庭, 大病自付50000元", EN: "Other family, major illness, 50,000 self-paid"}, `{"types":["difficult"],"major_illness":true,"self_paid":50000}`},
	{text.Text{ZH: "残疾人困难家庭, 患病自付15000元, 有高中生", EN: "Family of a disabled person, 15,000 self-paid, a senior high pupil"}, `{"types":["disabled_difficult"],"illness":true,"self_paid":15000,"student":"senior_high"}`},
	{text.Text{ZH: "火灾后非常困难", EN: "Very poor after a fire"}, `{"types":["difficult"],"hardship":"very","other_cause":"fire"}`},
	{text.Text{ZH: "没有困难", EN: "No difficulty"}, `{"types":[]}`},
}

// play holds the samples against one plan alone.
func (l *Library) play(id string) []Played {
	var ops []rules.Operation
	p, known := l.Plan(id)
	if known {
		ops = []rules.Operation{{Plan: id}}
	}
	out := []Played{}
	for _, c := range sampleCases {
		s := Subject{Facts: c.facts}
		e := l.evaluation(ops, &s, time.Time{}, !known)
		e.run()
		pl := Played{Sample: c.words}
		for _, o := range e.obligations() {
			if o.State.Open() {
				pl.Obliges = append(pl.Obliges, Obliged{o.Code, o.Text, o.Must, o.Clauses})
			}
		}
		if len(pl.Obliges) > 0 {
			out = append(out, pl)
		}
	}
	if !known || p.relief.grants == nil {
		return out
	}
	for _, h := range sampleHouseholds {
		out = append(out, Played{Sample: h.words, Grant: p.relief.grants.sample(h.facts)})
	}
	return out
}

func (g *grants) sample(facts string) *SampleAid {
	var q question
	if err := json.Unmarshal([]byte(facts), &q); err != nil {
		panic("plan: " + err.Error()) // the samples are ours
	}
	s, err := q.sheet(householdFacts)
	if err != nil {
		panic("plan: " + err.Error())
	}
	a := g.judge(s)
	aid := &SampleAid{Tier: a.Tier, Yuan: int64(a.Amount) / 100, Matched: a.Matched, Review: a.Review, Text: text.Text{ZH: "不享受", EN: "none"}}
	if a.tier != nil {
		aid.Text = a.tier.words
	}
	return aid
}
