package wording

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func TestWords(t *testing.T) {
	c := cover{names: []string{"田有福", "白桂枝", "Li Wei"}}
	for _, k := range []struct{ said, want string }{
		{"", ""},
		{"三号涵洞口有人露宿", "三号涵洞口有人露宿"},
		{"田有福在桥下", "田某某在桥下"},
		{"田 有·福在桥下", "田某某在桥下"},
		{"有福说冷", "某某说冷"},
		{"li  wei is cold", "L* W** is cold"},
		{"他叫王小明, 住河湾村", "他叫王某某, 住河湾村"},
		{"赵大山老人没吃饭", "赵某某老人没吃饭"},
		{"电话 19900000031", "电话 199****0031"},
		{"电话 １９９ ００００ ００３１", "电话 199****0031"},
		{"电话 199-0000-0031, 急", "电话 199****0031, 急"},
		{"打 8220015", "打 8******"},
		{"打 12345 或 110", "打 12345 或 110"},
		{"身份证 41990119540307001x", "身份证 419901********001X"},
		{"C20261124-0004 2026-11-24 02:14", "C20261124-0004 2026-11-24 02:14"},
		{"02:14, 02:30, 03:15", "02:14, 02:30, 03:15"},
		{"冷得很, 发烧, 说胡话, 没吃饭", "冷得很, (健康情况从略), 没吃饭"},
		{"三岁的孩子在哭", minorLeft.ZH},
		{"人约12岁", minorLeft.ZH},
		{"人约十二三岁", minorLeft.ZH},
		{"人约六十岁", "人约六十岁"},
		{"a boy of ten", minorLeft.ZH},
		{strings.Repeat("冷", most+5), strings.Repeat("冷", most) + "…"},
	} {
		if got := c.words(k.said).ZH; got != k.want {
			t.Errorf("words(%q) = %q, want %q", k.said, got, k.want)
		}
	}
	if got := (cover{names: []string{"冷"}}).words("天很冷").ZH; strings.Contains(got, "冷") {
		t.Errorf("a name of one character shows: %q", got)
	}
}

// A caller is written by surname or trade; what holds more than a name is not written.
func TestCaller(t *testing.T) {
	for in, want := range map[string]string{"": "群众", "白桂枝": "群众白某某", "群众": "群众", "出租车司机": "出租车司机", "枣林村村民": "枣林村村民",
		"李建国司机": "群众", "前营村魏夏至": "群众", "白**": "群众白某某", "Li Wei": "群众L* W**", "买买提·艾力": "群众买买提·某某"} {
		if got := caller(in).ZH; got != want {
			t.Errorf("caller(%q) = %q, want %q", in, got, want)
		}
	}
	if got := (cover{names: []string{"白**", "*", "··"}}).words("白天·来过*").ZH; got != "白天·来过*" {
		t.Errorf("a masked name spoils the words: %q", got)
	}
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{"田有福": "田某某", "欧阳小禾": "欧阳某某", "Li Wei": "L* W**", "买买提·艾力": "买买提·某某", "": ""} {
		if got := Name(in); got != want {
			t.Errorf("Name(%q) = %q, want %q", in, got, want)
		}
	}
}

// Every sign of a minor closes the person and the words.
func TestMinor(t *testing.T) {
	age := 17
	for name, k := range map[string]rules.Case{
		"age": {Facts: rules.Facts{Age: &age}}, "group": {Facts: rules.Facts{Groups: []string{"minor"}}},
		"birth": {Person: rules.Person{Birth: "2010-01-01"}}, "id": {Person: rules.Person{IDNumber: "419901201501010014"}},
		"looks": {Person: rules.Person{Looks: "穿校服"}}, "name": {Person: rules.Person{Name: "无名氏(女,约6岁)"}}, "said": {Said: "一个男孩"},
	} {
		k.Said += " 甲乙丙"
		p := &view.Case{Case: k}
		p.Now = rules.Date("2026-11-24").Time()
		if name == "id" {
			if _, bad := text.ParseID(k.Person.IDNumber, text.DateOf(p.Now)); bad != nil {
				t.Fatal(bad)
			}
		}
		got := Case(Room{Now: p.Now}, p)
		if s := got.In(text.ZH); !strings.Contains(s, "未成年人") || strings.Contains(s, "甲乙丙") {
			t.Errorf("%s: %s", name, s)
		}
	}
}

// Whatever stands between the digits of a number, fewer than five of an end are left of a
// telephone, and nothing of a birthday.
func TestNumbers(t *testing.T) {
	for _, sep := range []string{"", " ", "-", "–", ".", " - ", "·", "*", "\uFFFD"} {
		for _, n := range []string{"19900000031", "419901195403070011", "041982200150012"} {
			got := numbers("打" + strings.Join(strings.Split(n, ""), sep) + "找")
			if strings.Contains(strings.Map(func(r rune) rune {
				if r < '0' || r > '9' {
					return -1
				}
				return r
			}, got), n[4:9]) {
				t.Errorf("%q between: %s", sep, got)
			}
		}
	}
}
