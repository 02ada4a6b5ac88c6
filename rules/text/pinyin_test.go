package text

import (
	"testing"

	pinyin "github.com/mozillazg/go-pinyin"
)

func TestPinyin(t *testing.T) {
	for _, c := range []struct{ in, initials, full string }{
		{"汽车站桥洞", "qczqd", "qichezhanqiaodong"},
		{"火车站广场", "hczgc", "huochezhanguangchang"},
		{"大槐树村", "dhsc", "dahuaishucun"},
		{"重庆", "cq", "chongqing"},
		{"宋长宁", "scn", "songchangning"},
		{"长宁", "cn", "changning"},
		{"镇长", "zz", "zhenzhang"},
		{"单雨", "sy", "shanyu"},
		{"单位", "dw", "danwei"},
		{"仇小满", "qxm", "qiuxiaoman"},
		{"解放", "jf", "jiefang"},
		{"解小满", "xxm", "xiexiaoman"},
		{"曾望舒", "zws", "zengwangshu"},
		{"查岗", "cg", "chagang"},
		{"查望舒", "zws", "zhawangshu"},
		{"尹露生", "yls", "yinlusheng"},
		{"朴露生", "pls", "piaolusheng"},
		{"区知远", "ozy", "ouzhiyuan"},
		{"区政府", "qzf", "quzhengfu"},
		{"尉迟恭", "ycg", "yuchigong"},
		{"吕绿", "ll", "lvlv"},
		{"买买提·艾力", "mmtal", "maimaitiaili"},
		{"ATM 区", "atmq", "atmqu"},
		{"３号桥洞", "3hqd", "3haoqiaodong"},
		{"王\U0002EBF0\uE864三", "wls", "wangluansan"}, // the dictionary reads 70 private characters of GB 18030, and not 𮯰
		{"嗯", "n", "n"},
		{"", "", ""},
		{"—(%)", "", ""},
	} {
		if got := Initials(c.in); got != c.initials {
			t.Errorf("Initials(%q) = %q, want %q", c.in, got, c.initials)
		}
		if got := Pinyin(c.in); got != c.full {
			t.Errorf("Pinyin(%q) = %q, want %q", c.in, got, c.full)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, c := range []struct {
		query, s string
		want     bool
	}{
		{"", "汽车站桥洞", true},
		{"桥洞", "汽车站桥洞", true},
		{"桥 洞", "汽车站桥洞", true},
		{"qcz", "汽车站桥洞", true},
		{"QCZ", "汽车站桥洞", true},
		{"ｑｄ", "汽车站桥洞", true},
		{"czq", "汽车站桥洞", true},
		{"qichezhan", "汽车站桥洞", true},
		{"qi che zhan", "汽车站桥洞", true},
		{"qi'che", "汽车站桥洞", true},
		{"qichez", "汽车站桥洞", true},
		{"qchezh", "汽车站桥洞", true},
		{"qiaod", "汽车站桥洞", true},
		{"iao", "汽车站桥洞", false}, // not where a syllable begins
		{"qcd", "汽车站桥洞", false},
		{"qcz桥", "汽车站桥洞", false},
		{"hyh", "何雨禾", true},
		{"cn", "长宁路", true},
		{"zn", "长宁路", true}, // either reading of a polyphone
		{"sw", "单位", true},
		{"dw", "单位", true},
		{"lv", "吕", true},
		{"lü", "吕", true},
		{"买买提・艾力", "买买提·艾力", true},
		{"mmtal", "买买提·艾力", true},
		{"张三", "张\u200b三", true},
		{"zs", "张" + bad + "三", true},
		{"3h", "3 号桥洞", true},
		{"atm", "ATM 自助区", true},
		{"tf", "田\U0002EBF0福", true},
		{"\U0002EBF0", "田\U0002EBF0福", true},
		{"an", "", false},
		{"zuichangdechaxunyezhinengzhemochanglezaichangyidianjiuburenle123", "最长", false},
	} {
		if got := Match(c.query, c.s); got != c.want {
			t.Errorf("Match(%q, %q) = %v", c.query, c.s, got)
		}
	}
}

// Every correction must correct something, else the table grows for nothing.
func TestReadingsAreNeeded(t *testing.T) {
	first := func(r rune) string { return toneless(pinyin.SinglePinyin(r, pinyin.NewArgs())[0]) }
	for _, table := range []map[string][]string{surnames, usual} {
		for one, want := range table {
			r := []rune(one)
			if len(r) != 1 || len(want) != 1 || first(r[0]) == want[0] {
				t.Errorf("%s=%v is not needed", one, want)
			}
		}
	}
	for word, want := range words {
		rs := []rune(word)
		if len(rs) != 2 || len(want) != 2 {
			t.Errorf("%s=%v does not have two readings", word, want)
			continue
		}
		if got := reading(rs, 0); got != want[0] {
			t.Errorf("%s begins %s", word, got)
		}
	}
	for word := range pinyin.PinyinDict {
		for _, syllable := range append(others(rune(word)), reading([]rune{rune(word)}, 0)) {
			for _, c := range syllable {
				if c < 'a' || c > 'z' {
					t.Fatalf("%c is read %q", word, syllable)
				}
			}
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	names := []string{"汽车站桥洞", "火车站广场", "大槐树村", "买买提·艾力", "兴隆社区 3 号楼地下通道"}
	for b.Loop() {
		for _, n := range names {
			Match("qichezq", n)
		}
	}
}
