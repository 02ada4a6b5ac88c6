package rules

import (
	"slices"

	"dutydesk/rules/text"
)

// Tri is a three-valued truth: what is not known is neither yes nor no.
type Tri int8

const (
	No      Tri = -1
	Unasked Tri = 0
	Yes     Tri = 1
)

// TriOf reads an optional bool.
func TriOf(b *bool) Tri {
	switch {
	case b == nil:
		return Unasked
	case *b:
		return Yes
	}
	return No
}

// Facts are what is known of a person in a situation, in the words of
// docs/plan-questions.md. A nil pointer, nil slice or "" is unknown; an empty slice is
// "none".
type Facts struct {
	Age            *int             `json:"age,omitempty"`    // years
	Groups         []string         `json:"groups,omitempty"` // elderly minor disabled mobility_impaired
	SuddenIllness  *bool            `json:"sudden_illness,omitempty"`
	GravelyIll     *bool            `json:"gravely_ill,omitempty"`
	Confused       *bool            `json:"confused,omitempty"` // 神志不清
	Danger         *bool            `json:"danger,omitempty"`   // to self or others
	Mental         *bool            `json:"mental_illness,omitempty"`
	Intellectual   *bool            `json:"intellectual_disability,omitempty"`
	SuspectedLost  *bool            `json:"suspected_lost,omitempty"` // lost, abandoned or trafficked
	Identified     *bool            `json:"identified,omitempty"`
	FullCapacity   *bool            `json:"full_capacity,omitempty"`
	Consent        *bool            `json:"consent,omitempty"` // to being escorted
	Declines       *bool            `json:"declines,omitempty"`
	Found          *bool            `json:"found,omitempty"`
	FoundBy        string           `json:"found_by,omitempty"` // village, police, public, self, patrol
	StaysOnStreet  *bool            `json:"stays_on_street,omitempty"`
	CaseOpened     *bool            `json:"case_opened,omitempty"`
	Enters         *bool            `json:"enters,omitempty"`    // a station or shelter
	FromArea       string           `json:"from_area,omitempty"` // low_risk medium_risk high_risk
	TrackVerified  *bool            `json:"track_verifiable,omitempty"`
	Weather        string           `json:"weather,omitempty"` // clear snow ice freezing_rain rain
	TempDifficulty *bool            `json:"temporary_difficulty,omitempty"`
	Necessary      *bool            `json:"necessary,omitempty"` // direct transport to hospital
	Escorted       *bool            `json:"escorted,omitempty"`
	HandoverForm   *bool            `json:"handover_form,omitempty"`
	Given          []string         `json:"given,omitempty"` // food winter_items help_info
	Stock          map[string]int64 `json:"stock,omitempty"` // units on hand by good
}

// FactKind is how a fact is asked for.
type FactKind string

const (
	FactTri    FactKind = "tri"
	FactChoice FactKind = "choice"
	FactMulti  FactKind = "multi"
	FactNumber FactKind = "number"
)

// FactSpec describes one fact: its JSON name, its words and how it is asked.
type FactSpec struct {
	Name    string
	Kind    FactKind
	Label   text.Text
	Ask     text.Text
	Options []Named
	tri     func(*Facts) **bool
	word    func(*Facts) *string
	list    func(*Facts) *[]string
}

func tri(name string, label, ask text.Text, at func(*Facts) **bool) FactSpec {
	return FactSpec{Name: name, Kind: FactTri, Label: label, Ask: ask, tri: at}
}

// FactSpecs lists every fact that a person can be asked for, most dangerous first.
var FactSpecs = []FactSpec{
	tri("sudden_illness", text.Text{ZH: "突发疾病", EN: "sudden illness"}, text.Text{ZH: "突发疾病或受伤吗?", EN: "Suddenly ill or hurt?"}, func(f *Facts) **bool { return &f.SuddenIllness }),
	tri("confused", text.Text{ZH: "神志不清", EN: "confused"}, text.Text{ZH: "神志不清吗?", EN: "Confused?"}, func(f *Facts) **bool { return &f.Confused }),
	tri("gravely_ill", text.Text{ZH: "危重病", EN: "gravely ill"}, text.Text{ZH: "病情危重吗?", EN: "Gravely ill?"}, func(f *Facts) **bool { return &f.GravelyIll }),
	tri("danger", text.Text{ZH: "有伤害危险", EN: "danger to self or others"}, text.Text{ZH: "会伤害自己或他人吗?", EN: "A danger to self or others?"}, func(f *Facts) **bool { return &f.Danger }),
	{Name: "age", Kind: FactNumber, Label: text.Text{ZH: "年龄", EN: "age"}, Ask: text.Text{ZH: "大约几岁?", EN: "About how old?"}},
	{Name: "groups", Kind: FactMulti, Label: text.Text{ZH: "人群", EN: "groups"}, Ask: text.Text{ZH: "未成年, 老年, 残疾, 行动不便?", EN: "Minor, elderly, disabled, hard to move?"},
		Options: []Named{
			{"minor", text.Text{ZH: "未成年人", EN: "minor"}},
			{"elderly", text.Text{ZH: "老年人", EN: "elderly"}},
			{"disabled", text.Text{ZH: "残疾人", EN: "disabled"}},
			{"mobility_impaired", text.Text{ZH: "行动不便", EN: "hard to move"}},
		}, list: func(f *Facts) *[]string { return &f.Groups }},
	tri("suspected_lost", text.Text{ZH: "疑似走失被拐", EN: "suspected lost or trafficked"}, text.Text{ZH: "疑似走失、被遗弃或被拐吗?", EN: "Perhaps lost, abandoned or trafficked?"}, func(f *Facts) **bool { return &f.SuspectedLost }),
	tri("mental_illness", text.Text{ZH: "疑似精神障碍", EN: "mental illness"}, text.Text{ZH: "疑似精神障碍吗?", EN: "Signs of mental illness?"}, func(f *Facts) **bool { return &f.Mental }),
	tri("intellectual_disability", text.Text{ZH: "智力残疾", EN: "intellectual disability"}, text.Text{ZH: "智力残疾吗?", EN: "Intellectual disability?"}, func(f *Facts) **bool { return &f.Intellectual }),
	tri("declines", text.Text{ZH: "拒绝救助", EN: "declines help"}, text.Text{ZH: "不愿接受救助吗?", EN: "Declines to be helped?"}, func(f *Facts) **bool { return &f.Declines }),
	tri("full_capacity", text.Text{ZH: "完全民事行为能力", EN: "full civil capacity"}, text.Text{ZH: "能自己作主吗? (完全民事行为能力)", EN: "Has full civil capacity?"}, func(f *Facts) **bool { return &f.FullCapacity }),
	tri("consent", text.Text{ZH: "同意护送", EN: "agrees to escort"}, text.Text{ZH: "同意护送吗?", EN: "Agrees to be escorted?"}, func(f *Facts) **bool { return &f.Consent }),
	tri("identified", text.Text{ZH: "身份已查清", EN: "identity known"}, text.Text{ZH: "身份查清了吗?", EN: "Is the identity known?"}, func(f *Facts) **bool { return &f.Identified }),
	tri("temporary_difficulty", text.Text{ZH: "因天气临时遇困", EN: "in difficulty through weather"}, text.Text{ZH: "因恶劣天气临时遇困吗?", EN: "In difficulty because of the weather?"}, func(f *Facts) **bool { return &f.TempDifficulty }),
	{Name: "weather", Kind: FactChoice, Label: text.Text{ZH: "天气", EN: "weather"}, Ask: text.Text{ZH: "那里天气怎样?", EN: "What is the weather there?"},
		Options: []Named{
			{"clear", text.Text{ZH: "无雨雪", EN: "clear"}},
			{"snow", text.Text{ZH: "雪", EN: "snow"}},
			{"ice", text.Text{ZH: "结冰", EN: "ice"}},
			{"freezing_rain", text.Text{ZH: "冻雨", EN: "freezing rain"}},
			{"rain", text.Text{ZH: "雨", EN: "rain"}},
		}, word: func(f *Facts) *string { return &f.Weather }},
	tri("found", text.Text{ZH: "已见到人", EN: "person met"}, text.Text{ZH: "已经见到本人了吗?", EN: "Has somebody met the person?"}, func(f *Facts) **bool { return &f.Found }),
	{Name: "found_by", Kind: FactChoice, Label: text.Text{ZH: "谁发现的", EN: "found by"}, Ask: text.Text{ZH: "谁发现的?", EN: "Found by whom?"},
		Options: []Named{
			{"village", text.Text{ZH: "村(社区)", EN: "village"}},
			{"police", text.Text{ZH: "公安", EN: "police"}},
			{"public", text.Text{ZH: "群众", EN: "public"}},
			{"self", text.Text{ZH: "本人", EN: "self"}},
			{"patrol", text.Text{ZH: "巡查", EN: "patrol"}},
		}, word: func(f *Facts) *string { return &f.FoundBy }},
	tri("stays_on_street", text.Text{ZH: "仍在露宿", EN: "stays outside"}, text.Text{ZH: "还在外面露宿吗?", EN: "Still living outside?"}, func(f *Facts) **bool { return &f.StaysOnStreet }),
	tri("necessary", text.Text{ZH: "需直接送医", EN: "direct transport needed"}, text.Text{ZH: "需要直接送医吗?", EN: "Is direct transport to hospital needed?"}, func(f *Facts) **bool { return &f.Necessary }),
	tri("enters", text.Text{ZH: "入站或入住", EN: "enters a shelter"}, text.Text{ZH: "要入站或住避寒点吗?", EN: "Enters a station or shelter?"}, func(f *Facts) **bool { return &f.Enters }),
	{Name: "from_area", Kind: FactChoice, Label: text.Text{ZH: "来自地区风险", EN: "area of origin"}, Ask: text.Text{ZH: "从哪类风险地区来?", EN: "Risk level of the place of origin?"},
		Options: []Named{
			{"low_risk", text.Text{ZH: "低风险", EN: "low risk"}},
			{"medium_risk", text.Text{ZH: "中风险", EN: "medium risk"}},
			{"high_risk", text.Text{ZH: "高风险", EN: "high risk"}},
		}, word: func(f *Facts) *string { return &f.FromArea }},
	tri("track_verifiable", text.Text{ZH: "轨迹可核实", EN: "movements verifiable"}, text.Text{ZH: "活动轨迹能核实吗?", EN: "Can the movements be verified?"}, func(f *Facts) **bool { return &f.TrackVerified }),
	tri("escorted", text.Text{ZH: "已护送", EN: "escorted"}, text.Text{ZH: "已护送到位了吗?", EN: "Has the person been escorted?"}, func(f *Facts) **bool { return &f.Escorted }),
	tri("handover_form", text.Text{ZH: "已有交接单", EN: "handover form made"}, text.Text{ZH: "书面交接办了吗?", EN: "Is the written handover made?"}, func(f *Facts) **bool { return &f.HandoverForm }),
	{Name: "given", Kind: FactMulti, Label: text.Text{ZH: "已给", EN: "given"}, Ask: text.Text{ZH: "已给了什么?", EN: "What was given?"},
		Options: []Named{
			{"food", text.Text{ZH: "食品", EN: "food"}},
			{"winter_items", text.Text{ZH: "御寒物品", EN: "winter items"}},
			{"help_info", text.Text{ZH: "求助方式", EN: "help information"}},
		}, list: func(f *Facts) *[]string { return &f.Given }},
	tri("case_opened", text.Text{ZH: "已立案", EN: "case opened"}, text.Text{ZH: "已立案了吗?", EN: "Is a case open?"}, func(f *Facts) **bool { return &f.CaseOpened }),
}

var specByName = func() map[string]*FactSpec {
	m := make(map[string]*FactSpec, len(FactSpecs))
	for i := range FactSpecs {
		m[FactSpecs[i].Name] = &FactSpecs[i]
	}
	return m
}()

// FactSpecOf is the spec of a fact by its JSON name.
func FactSpecOf(name string) (*FactSpec, bool) { s, ok := specByName[name]; return s, ok }

// Tri reads a yes/no fact; Unasked for a name that is none.
func (f *Facts) Tri(name string) Tri {
	if s := specByName[name]; s != nil && s.tri != nil {
		return TriOf(*s.tri(f))
	}
	return Unasked
}

// SetTri writes a yes/no fact; it reports whether name is one.
func (f *Facts) SetTri(name string, v Tri) bool {
	s := specByName[name]
	if s == nil || s.tri == nil {
		return false
	}
	p := s.tri(f)
	if *p = nil; v != Unasked {
		b := v == Yes
		*p = &b
	}
	return true
}

// Word reads a choice fact, "" when unknown.
func (f *Facts) Word(name string) string {
	if s := specByName[name]; s != nil && s.word != nil {
		return *s.word(f)
	}
	return ""
}

// SetWord writes a choice fact; it reports whether name is one and v one of its options or "".
func (f *Facts) SetWord(name, v string) bool {
	s := specByName[name]
	if s == nil || s.word == nil || (v != "" && !s.has(v)) {
		return false
	}
	*s.word(f) = v
	return true
}

// List reads a multi fact: nil is unknown, empty is none.
func (f *Facts) List(name string) []string {
	if s := specByName[name]; s != nil && s.list != nil {
		return *s.list(f)
	}
	return nil
}

// SetList writes a multi fact; it reports whether name is one and every v an option of it.
func (f *Facts) SetList(name string, v []string) bool {
	s := specByName[name]
	if s == nil || s.list == nil || slices.ContainsFunc(v, func(o string) bool { return !s.has(o) }) {
		return false
	}
	*s.list(f) = v
	return true
}

// Known says whether the fact has been told.
func (f *Facts) Known(name string) bool {
	s := specByName[name]
	switch {
	case s == nil:
		return false
	case s.tri != nil:
		return *s.tri(f) != nil
	case s.word != nil:
		return *s.word(f) != ""
	case s.list != nil:
		return *s.list(f) != nil
	}
	return name == "age" && f.Age != nil
}

func (s *FactSpec) has(v string) bool {
	return slices.ContainsFunc(s.Options, func(o Named) bool { return o.Code == v })
}

// Changed names the facts that differ between f and g.
func (f *Facts) Changed(g *Facts) []string {
	var out []string
	for i := range FactSpecs {
		s := &FactSpecs[i]
		var same bool
		switch {
		case s.tri != nil:
			same = TriOf(*s.tri(f)) == TriOf(*s.tri(g))
		case s.word != nil:
			same = *s.word(f) == *s.word(g)
		case s.list != nil:
			a, b := *s.list(f), *s.list(g)
			same = slices.Equal(a, b) && (a == nil) == (b == nil)
		default:
			same = (f.Age == nil) == (g.Age == nil) && (f.Age == nil || *f.Age == *g.Age)
		}
		if !same {
			out = append(out, s.Name)
		}
	}
	return out
}

// Merge writes every fact that g knows into f.
func (f *Facts) Merge(g *Facts) {
	for i := range FactSpecs {
		s := &FactSpecs[i]
		if !g.Known(s.Name) {
			continue
		}
		s.copy(f, g)
	}
	if g.Stock != nil {
		f.Stock = g.Stock
	}
}

// copy writes the fact as g has it into f.
func (s *FactSpec) copy(f, g *Facts) {
	switch {
	case s.tri != nil:
		*s.tri(f) = *s.tri(g)
	case s.word != nil:
		*s.word(f) = *s.word(g)
	case s.list != nil:
		*s.list(f) = *s.list(g)
	default:
		f.Age = g.Age
	}
}

// Said is the value of the fact in words, none where it is not known.
func (s *FactSpec) Said(f *Facts) text.Text {
	switch {
	case !f.Known(s.Name):
		return text.Text{}
	case s.tri != nil && f.Tri(s.Name) == Yes:
		return text.Text{ZH: "是", EN: "yes"}
	case s.tri != nil:
		return text.Text{ZH: "否", EN: "no"}
	case s.word != nil:
		return WordOf(s.Options, f.Word(s.Name))
	case s.list == nil:
		return text.Text{ZH: "%[1]d", EN: "%[1]d"}.With(*f.Age)
	}
	var all []text.Text
	for _, v := range f.List(s.Name) {
		all = append(all, WordOf(s.Options, v))
	}
	if len(all) == 0 {
		return text.Text{ZH: "无", EN: "none"}
	}
	return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(all)
}
