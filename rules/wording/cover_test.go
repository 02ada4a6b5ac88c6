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
		{"他叫戚小明, 住河湾村", "他叫戚某某, 住河湾村"},
		{"赵大山老人没吃饭", "赵某某老人没吃饭"},
		{"安置老人, 查看老人", "安置老人, 查看老人"},
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

// Whoever may be under age by the words is treated as a minor: of a range the lower age
// counts.
func TestYoung(t *testing.T) {
	for _, s := range []string{"三岁", "十二岁", "十二三岁", "十五六岁", "十六七岁", "十七八岁", "十几岁", "十多岁", "十来岁", "17 岁", "17-20岁", "17到19岁", "十七或者十八岁", "17、8岁", "十七、八岁",
		"八个月大", "初二的女生", "在读初三", "初一学的", "读高一", "高三的", "今年高二, 住校", "一个男生", "16-20 years old", "a 9 year-old", "aged 12", "a schoolgirl? a girl"} {
		if !young(s) {
			t.Errorf("%q tells of a minor", s)
		}
	}
	for _, s := range []string{"十八岁", "十八九岁", "二十一二岁", "二十几岁", "二十多岁", "六七十岁", "两三百岁", "几十岁", "27、8岁", "二十七、八岁", "20-30岁", "18到20岁", "一百零二岁", "百岁", "七旬", "2、65岁",
		"大年初一来过", "正月初三", "身高一米七", "高一点的架子上", "高三层", "20-30 years old", "aged 60"} {
		if young(s) {
			t.Errorf("%q tells of nobody under age", s)
		}
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

// Ensure a name that somebody announces is covered whatever it looks like, and words of
// blood, falls, cures and an age under 18 leave nothing to read.
func TestAnnounced(t *testing.T) {
	for said, want := range map[string]string{
		"他叫欧阳建国": "他叫欧阳某某", "叫冼玉兰": "叫冼某某", "姓名闵怀山": "姓名闵某某", "名叫司马春": "名叫司马某", "说是刘德福": "说是刘某某",
		"自称买买提·艾力": "自称买买提·某某", "桥洞下有人": "桥洞下有人",
		"满头是血": healthLeft.ZH, "摔破了头": healthLeft.ZH, "刚做完化疗": healthLeft.ZH, "打胰岛素": healthLeft.ZH,
		"未满十八周岁": minorLeft.ZH, "不到18岁": minorLeft.ZH,
	} {
		if got := (cover{}).words(said).ZH; got != want {
			t.Errorf("%s: %s, want %s", said, got, want)
		}
	}
}
