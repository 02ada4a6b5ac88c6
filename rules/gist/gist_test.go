package gist

import (
	"maps"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

var places = []string{"汽车站桥洞", "汽车站", "火车站广场", "三号涵洞", "河湾村", "柳树湾村", "车站社区避寒点", "石桥村", "妇女之家"}

// told is a Gist in short: what is guessed and nothing else.
func told(g Gist) map[string]string {
	out := map[string]string{"place": g.Place.Value, "phone": g.Phone.Value, "name": g.Name.Value, "sex": g.Sex.Value, "age": g.Age.Value, "time": g.Time.Value}
	for _, f := range g.Facts {
		out[f.Name] = f.Value
	}
	maps.DeleteFunc(out, func(_, v string) bool { return v == "" })
	return out
}

func want(s string) map[string]string {
	out := map[string]string{}
	for _, f := range strings.Fields(s) {
		k, v, _ := strings.Cut(f, "=")
		out[k] = v
	}
	return out
}

// Ensure what is plainly told is guessed, and nothing that could be read two ways.
func TestRead(t *testing.T) {
	for _, c := range []struct{ said, want string }{
		{"汽车站桥洞下面躺着一个老汉, 约70岁, 叫不醒, 我电话19900000021", "place=汽车站桥洞 age=70 sex=M groups=elderly confused=yes phone=19900000021"},
		{"火车站广场有个女的，四十来岁，精神不正常，不肯走", "place=火车站广场 sex=F age=40 mental_illness=yes declines=yes"},
		{"三号涵洞 一名男子 35岁 受伤流血", "place=三号涵洞 sex=M age=35 sudden_illness=yes"},
		{"河湾村三号涵洞发现无名男，约６０岁，神志不清", "place=三号涵洞 sex=M age=60 confused=yes"},
		{"桥洞下有个老人", "place=桥洞 groups=elderly"},
		{"老供销社旁边躺着一个醉汉", "place=老供销社旁边"},
		{"在迎宾大道路口看到一位婆婆, 七旬, 走不动了", "place=迎宾大道路口 sex=F age=70 groups=elderly,mobility_impaired"},
		{"火车站广场附近有人冻着", "place=火车站广场附近"},
		{"姓名：马小禾，男，52岁，智力残疾", "name=马小禾 sex=M age=52 groups=disabled intellectual_disability=yes"},
		{"他叫石望归, 走丢两天了", "name=石望归 suspected_lost=yes"},
		{"他叫肖望归", "name=肖望归"},
		{"老人叫覃有福, 二十一二岁, 六七十岁", "name=覃有福"},
		{"名叫田有福的老汉在石桥村迷路", "name=田有福 sex=M groups=elderly place=石桥村 suspected_lost=yes"},
		{"有个孩子，八岁，男孩，在汽车站", "age=8 sex=M groups=minor place=汽车站"},
		{"汽车站桥洞有个老汉，七十来岁，说不清话，一直发抖", "place=汽车站桥洞 sex=M age=70 groups=elderly confused=yes"},
		{"老大爷说不清自己是谁，神志清楚", "sex=M groups=elderly confused=no"},
		{"年约六十五岁 女性 拄着拐", "age=65 sex=F groups=mobility_impaired"},
		{"男，约70，灰棉袄", "sex=M age=70"},
		{"年龄：68", "age=68"},
		{"联系电话 0419-8220015", "phone=0419-8220015"},
		{"打 199-0000-0021 找我", "phone=19900000021"},
		{"＋８６ １９９００００００２１", "phone=19900000021"},
		{"有人在桥下，02:10看到的", "place=桥下 time=02:10"},
		{"昨晚十点在汽车站见过", "time=22:00 place=汽车站"},
		{"凌晨1点20分 三号涵洞有人", "time=01:20 place=三号涵洞"},
		{"张三 2026/11/24 02:03:11\n汽车站桥洞有个老太, 昏迷", "time=02:03 place=汽车站桥洞 sex=F groups=elderly confused=yes"},
		{"[2026-11-24 02:03] 田姐:\n三号涵洞 男的 50岁", "time=02:03 place=三号涵洞 sex=M age=50"},
		{"🆘🆘火车站广场❗️女，30岁😭受伤", "place=火车站广场 sex=F age=30 sudden_illness=yes"},
		{"minor injuries, not at all confused, no longer unconscious", ""},
		{"children playing, a manager called", "groups=minor"},
		{"an old man, about 70 years old, unconscious at 三号涵洞, call 19900000021", "sex=M age=70 groups=elderly confused=yes place=三号涵洞 phone=19900000021"},
		{"a woman, 35-year-old, injured, refuses help", "sex=F age=35 sudden_illness=yes declines=yes"},
		{"危重，奄奄一息", "gravely_ill=yes"},
		{"愿意去救助站", "declines=no"},
		{"大妈发现一名男子，四十多岁", "sex=M age=40"},
		{"露宿街头的残疾人", "stays_on_street=yes groups=disabled"},

		// traps
		{"60多岁的老人和他8岁孙女在汽车站", "place=汽车站"},
		{"母亲报警说儿子走失, 8岁", "suspected_lost=yes"},
		{"一男一女, 都受伤", "sudden_illness=yes"},
		{"两个老人 70岁", ""},
		{"没有受伤，没喝醉，意识清醒", "confused=no"},
		{"未见受伤", ""},
		{"无明显外伤，不是精神病", ""},
		{"有没有受伤? 是否昏迷?", ""},
		{"受伤吗", ""},
		{"受伤：无", ""},
		{"可能受伤了", ""},
		{"如遇昏迷人员请拨打120", ""},
		{"70号院3栋502室", ""},
		{"2026年11月24日 棉被70床 方便面20箱", ""},
		{"救助金70元, 共12345元", ""},
		{"身份证419901195601010013", ""},
		{"身份证 419901 19900101001 3", ""},
		{"419901 19560101 001X", ""},
		{"订单号19900000021", ""},
		{"电话19900000021或者19900000022", ""},
		{"家属电话19900000021", ""},
		{"请打110或120", ""},
		{"80岁以上老人请到村里登记", "groups=elderly"},
		{"60-70岁, 六七十岁", ""},
		{"未满18岁", ""},
		{"水深约70, 距离约70米", ""},
		{"叫救护车来, 已叫王医生", ""},
		{"姓名不详", ""},
		{"妇女之家活动, 妇女主任来电", "place=妇女之家"},
		{"男科医院门口, 女厕所没水", "place=男科医院门口"},
		{"孩子的奶奶报的", ""},
		{"桥下有人 02:10", "place=桥下 time=02:10"},
		{"穿灰棉袄的大爷，在河湾村 13:05", "place=河湾村 sex=M groups=elderly time=13:05"},
		{"三号涵洞和火车站广场都看过了", ""},
		{"我是河湾村的, 汽车站桥洞有人", "place=汽车站桥洞"},
		{"河湾村罗望川报: 汽车站桥洞下有个老汉", "place=汽车站桥洞 sex=M groups=elderly"},
		{"河湾村来电, 在三号涵洞看到一个女的", "place=三号涵洞 sex=F"},
		{"汽车站有人, 火车站广场有人", ""},
		{"2点左右来过", ""},
		{"避寒点开放18:00-08:00", ""},
		{"以前受伤过", ""},
		{"老人45岁", "age=45"},
		{"", ""},
	} {
		if got := told(Read(c.said, places)); !maps.Equal(got, want(c.want)) {
			t.Errorf("%q\n  got %v\n want %v", c.said, got, want(c.want))
		}
	}
}

// Ensure a guess shows the words it rests on, as they were written.
func TestWhy(t *testing.T) {
	said := "三号涵洞，约７０岁老汉，神志不清"
	g := Read(said, places)
	for _, c := range []struct {
		g    Guess
		want string
	}{{g.Age, "约７０岁"}, {g.Sex, "老汉"}, {g.Place, "三号涵洞"}, {g.Fact("confused"), "神志不清"}} {
		if c.g.Why != c.want || said[c.g.From:c.g.To] != c.want {
			t.Errorf("%+v, want %q", c.g, c.want)
		}
	}
}

// Ensure a time told is one of the last day, in the words of the field.
func TestMoment(t *testing.T) {
	now := time.Date(2026, 11, 24, 2, 14, 0, 0, time.UTC)
	for said, want := range map[string]string{
		"02:10 看到": "02:10", "22:05看到的": "11-23 22:05", "昨晚十点": "11-23 22:00", "今晚八点": "",
		"张三 2026/11/24 02:03:11\n有人": "02:03", "张三 2026/11/20 02:03:11\n有人": "", "有人": "",
		"张三 2025-11-24 02:03:11\n有人": "", "张三 2026-10-55 02:03:11\n有人": "", "今天凌晨一点半": "01:30", "昨晚八九点": "",
	} {
		g := Read(said, nil)
		if got := g.Moment(now); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
	year := time.Date(2027, 1, 1, 0, 10, 0, 0, time.UTC)
	for said, want := range map[string]string{"张三 2026-12-31 23:50\n有人": "12-31 23:50", "张三 2027-12-31 23:50\n有人": "", "[2026/12/31 23:50] 张三\n有人": "12-31 23:50"} {
		g := Read(said, nil)
		if got := g.Moment(year); got != want {
			t.Errorf("after midnight of the new year, %q: %q, want %q", said, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"汽车站桥洞下 约70岁 19900000021", "张三 2026/11/24 02:03:11\n", "\xff\xfe岁", "十十岁", "姓名:", "昨晚", "约"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g := Read(s, places)
		all := []Guess{g.Place, g.Phone, g.Name, g.Sex, g.Age, g.Time}
		for _, x := range g.Facts {
			all = append(all, x.Guess)
		}
		for _, x := range all {
			if x.From < 0 || x.From > x.To || x.To > len(s) || x.Value != "" && x.From == x.To || !utf8.ValidString(x.Why) {
				t.Fatalf("%q: %+v", s, x)
			}
		}
		g.Moment(time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC))
	})
}

// Ensure no message keeps a person waiting, whatever is in it.
func BenchmarkRead(b *testing.B) {
	for name, s := range map[string]string{
		"message": strings.Repeat("汽车站桥洞下面躺着一个老汉, 约70岁, 叫不醒, 我电话19900000021。\n", 800),
		"denied":  strings.Repeat("不受伤", 7300),
		"figures": strings.Repeat("1 2 ", 16<<10),
		"headers": strings.Repeat("a 1:23\n", 9300),
		"names":   strings.Repeat("桥洞", 10900),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Read(s, places)
			}
		})
	}
}
