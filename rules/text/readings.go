package text

import (
	"strings"

	pinyin "github.com/mozillazg/go-pinyin"
)

// The tables of this file are small on purpose: the dictionary gives every
// character its commonest reading, and they mend only what a duty desk meets
// wrongly every week. For the common polyphones Match takes every reading, so that
// a wrong guess here costs a candidate more in a list, not a miss. All of them are
// ours [own].

// words whose readings the dictionary does not give when it goes by character.
// They win over surnames: 解放 is no Mr Xie.
var words = readingsOf(
	"重庆=chong qing 重阳=chong yang 重复=chong fu 厦门=xia men 东莞=dong guan 蚌埠=beng bu 银行=yin hang 音乐=yin yue " +
		"会计=kuai ji 镇长=zhen zhang 乡长=xiang zhang 村长=cun zhang 所长=suo zhang 站长=zhan zhang 队长=dui zhang " +
		"校长=xiao zhang 县长=xian zhang 市长=shi zhang 组长=zu zhang 局长=ju zhang 院长=yuan zhang 家长=jia zhang " +
		"解放=jie fang 解除=jie chu 解散=jie san 解决=jie jue 单位=dan wei 单元=dan yuan 单车=dan che 单亲=dan qin " +
		"查岗=cha gang 查房=cha fang 查询=cha xun 查看=cha kan 查验=cha yan 区政=qu zheng 区医=qu yi 区委=qu wei " +
		"尉迟=yu chi 万俟=mo qi 单于=chan yu 长孙=zhang sun 澹台=tan tai 调解=tiao jie")

// surnames are read so when they begin a name: two or three Han characters and
// nothing else.
var surnames = readingsOf("单=shan 仇=qiu 解=xie 曾=zeng 查=zha 朴=piao 区=ou 缪=miao 乜=nie 盖=ge")

// usual are readings that fit names and places better than the dictionary's first
// (长宁, 成都, 卜家庄, 翟营).
var usual = readingsOf("长=chang 都=du 卜=bu 薄=bo 翟=zhai 阚=kan 覃=qin 着=zhuo")

// twofold are characters whose every dictionary reading Match accepts.
const twofold = "长重单仇解曾查朴区行乐都厦盖牟覃缪乜翟阚藏调传降还角相强卜薄堡盛召种会参校便朝隗员"

// readingsOf reads "词=ci" pairs. It runs once; a pair without "=" is a mistake
// of ours and shows in the tests as a missing word.
func readingsOf(pairs string) map[string][]string {
	m := make(map[string][]string)
	var word string
	for _, f := range strings.Fields(pairs) {
		if w, first, ok := strings.Cut(f, "="); ok {
			word, f = w, first
		}
		m[word] = append(m[word], f)
	}
	return m
}

// reading is the one reading of the Han character rs[i], without tone and with v
// for ü, or "" when none is known.
func reading(rs []rune, i int) string {
	if i+1 < len(rs) {
		if w, ok := words[string(rs[i:i+2])]; ok {
			return w[0]
		}
	}
	if i > 0 {
		if w, ok := words[string(rs[i-1:i+1])]; ok {
			return w[1]
		}
	}
	one := string(rs[i])
	if i == 0 && likeName(rs) {
		if w, ok := surnames[one]; ok {
			return w[0]
		}
	}
	if w, ok := usual[one]; ok {
		return w[0]
	}
	first, _, _ := strings.Cut(pinyin.PinyinDict[int(rs[i])], ",")
	return toneless(first)
}

// others are the readings of r that Match accepts beside the one of reading.
func others(r rune) []string {
	if !strings.ContainsRune(twofold, r) {
		return nil
	}
	all := strings.Split(pinyin.PinyinDict[int(r)], ",")
	for i, s := range all {
		all[i] = toneless(s)
	}
	return all
}

func likeName(rs []rune) bool {
	for _, r := range rs {
		if !han(r) {
			return false
		}
	}
	return len(rs) == 2 || len(rs) == 3
}

// toneless turns lǘ into lv and hǎo into hao.
func toneless(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case 'ā', 'á', 'ǎ', 'à':
			return 'a'
		case 'ē', 'é', 'ě', 'è', 'ê', 'ế', 'ề':
			return 'e'
		case 'ī', 'í', 'ǐ', 'ì':
			return 'i'
		case 'ō', 'ó', 'ǒ', 'ò':
			return 'o'
		case 'ū', 'ú', 'ǔ', 'ù':
			return 'u'
		case 'ǖ', 'ǘ', 'ǚ', 'ǜ', 'ü':
			return 'v'
		case 'ń', 'ň', 'ǹ':
			return 'n'
		case 'ḿ':
			return 'm'
		}
		if r >= 0x300 {
			return -1 // a tone written as a combining mark (ê̄, m̀)
		}
		return r
	}, s)
}
