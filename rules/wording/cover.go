package wording

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// cover is what must not be read in the words of one matter: the names of its persons, and
// with a minor the words altogether.
type cover struct {
	person   string // whom the case is about
	names    []string
	officers []string // who serve: their names stay
	minor    bool
}

// most is how much of somebody's words a paper quotes, in characters; the record has all.
const most = 300

var (
	healthLeft = text.Text{ZH: "(健康情况从略)", EN: "(health: left out)"}
	minorLeft  = text.Text{ZH: "(涉及未成年人, 内容从略)", EN: "(about a minor: left out)"}
	childWords = regexp.MustCompile(`(?i)未成年|孩|儿童|婴|幼|少年|少女|学生|小学|初中|高中|中学|校服|男童|女童|弃儿|娃|小朋友|\b(child(ren)?|kids?|baby|infant|toddler|bo(y|ys)|girls?|minors?|teen(ager)?s?|pupils?|schools?|sons?|daughters?)\b`)
	ages       = regexp.MustCompile(`(\d{1,3}|[一二三四五六七八九十两]{1,3}) ?(多|来)?(周岁|岁|个月大|月龄)|(?i)\b(\d{1,3})[- ]?(years?[- ]old|y/?o)\b|(?i)\b(aged?|about) (\d{1,2})\b`)
	illWords   = regexp.MustCompile(`(?i)病|症|疾|残|瘫|瘸|聋|哑|盲|失明|痴|呆傻|智力|智障|精神|神志|意识|昏|晕|不醒|抽搐|癫|休克|呼吸|心跳|脉搏|体温|发烧|发热|高烧|低烧|咳|呕|吐血|便血|流血|出血|伤|骨折|冻僵|冻坏|烧|烫|肿|痛|疼|感染|传染|艾滋|肝炎|结核|新冠|阳性|癌|瘤|糖尿|血压|中风|偏瘫|怀孕|孕妇|流产|临产|醉|酗酒|吸毒|戒毒|药|自杀|自残|轻生|割腕|抑郁|医|救护|急救|120|住院|手术|死|亡|行动不便|腿脚|口齿不清|说话不清|糊涂|轮椅|拐杖|走不动|不能动|动不了|说胡话|` +
		`\b(ill(ness)?|sick|disease|hurt|injur\w*|wound\w*|bleed\w*|blood|fever|cough\w*|vomit\w*|pain|unconscious|confus\w*|mental\w*|disab\w*|deaf|blind|mute|lame|pregnan\w*|drunk|drug\w*|hospital|doctor|ambulance|medic\w*|epilep\w*|stroke|cancer|hiv|aids|hepatitis|tuberculosis|diabet\w*|suicid\w*|frostbit\w*|dead|died|dying|death|faint\w*|breath\w*)\b`)
	clause = regexp.MustCompile(`[^ ,，、。;；!！?？][^,，、。;；!！?？]*`)
)

// grown covers what is not about the person: who was sent, which unit rang.
func (c cover) grown() cover {
	c.minor = false
	return c
}

// words is what somebody wrote, on one line, quoted in both languages alike: numbers and
// names covered, what tells of health left out. "" stays "".
func (c cover) words(s string) text.Text {
	s = strings.TrimSpace(text.Display(s))
	if s == "" {
		return text.Text{}
	}
	folded := flat(s)
	if c.minor || young(folded) {
		return minorLeft
	}
	if folded, ok := c.covered(folded); ok {
		s = folded
	} else {
		return text.Text{ZH: "(从略)", EN: "(left out)"}
	}
	s, cut := text.Clipped(s, most)
	if cut {
		s += "…"
	}
	return text.Text{ZH: leave(s, healthLeft.ZH), EN: leave(s, healthLeft.EN)}
}

// leave puts one mark in place of the clauses that tell of health.
func leave(s, mark string) string {
	var b strings.Builder
	end, left := 0, false
	for _, at := range clause.FindAllStringIndex(s, -1) {
		ill := illWords.MatchString(s[at[0]:at[1]])
		switch {
		case ill && left:
		case ill:
			b.WriteString(s[end:at[0]] + mark)
		default:
			b.WriteString(s[end:at[1]])
		}
		end, left = at[1], ill
	}
	return b.String() + s[end:]
}

// flat is s with full-width letters and digits as ASCII, and every digit as one.
func flat(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～' && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			return r - '！' + '!'
		case unicode.IsSpace(r):
			return ' '
		case r > unicode.MaxASCII && unicode.Is(unicode.Nd, r):
			return figure(r)
		}
		return r
	}, s)
}

// figure is a decimal digit of another script as ASCII. Decimal digits stand in runs of ten,
// from zero on (Unicode, General Category Nd).
func figure(r rune) rune {
	n := rune(0)
	for unicode.Is(unicode.Nd, r-n-1) && n < 9 {
		n++
	}
	return '0' + n
}

// young says that words speak of a minor.
func young(s string) bool {
	if childWords.MatchString(s) {
		return true
	}
	return slices.ContainsFunc(ages.FindAllString(s, -1), func(said string) bool {
		if strings.Contains(said, "月") {
			return true
		}
		n, known := count(said)
		return known && n < adult
	})
}

// adult is the age from which on a person is no minor (docs/domain.md §1.5).
const adult = 18

// count is the number in an age, in figures or in Chinese numerals up to 99.
func count(s string) (n int, known bool) {
	for _, r := range s {
		at := strings.IndexRune("零一二三四五六七八九", r)
		switch {
		case r >= '0' && r <= '9':
			n, known = n*10+int(r-'0'), true
		case r == '十':
			n, known = max(n, 1)*10, true
		case r == '两':
			n, known = n+2, true
		case at > 0:
			n, known = n+at/len("零"), true
		}
	}
	return n, known
}

// covered is s without numbers and names; false where a name is too short to be told from
// the words around it.
func (c cover) covered(s string) (string, bool) {
	for _, name := range c.names {
		name = strings.TrimSpace(flat(text.Display(name)))
		if n := utf8.RuneCountInString(name); n == 0 || strings.Contains(name, "*") {
			continue // nothing, or masked already
		} else if n == 1 {
			if strings.Contains(s, name) {
				return "", false
			}
			continue
		}
		s = hide(s, name, Name(name))
		if rs := []rune(name); (len(rs) == 3 || len(rs) == 4) && unicode.Is(unicode.Han, rs[0]) {
			s = hide(s, string(rs[1:]), strings.Repeat("某", len(rs)-1))
		}
	}
	s = called.ReplaceAllStringFunc(s, func(m string) string {
		at := called.FindStringSubmatchIndex(m)
		for i := 2; i < len(at); i += 2 {
			if at[i] >= 0 {
				return m[:at[i]] + Name(m[at[i]:at[i+1]]) + m[at[i+1]:]
			}
		}
		return m
	})
	return numbers(s), true
}

// hide puts mask in place of a name, also with blanks or points between its characters. A
// name with fewer than two characters of its own stays.
func hide(s, name, mask string) string {
	var parts []string
	for _, r := range name {
		if !unicode.IsSpace(r) && !unicode.IsPunct(r) {
			parts = append(parts, regexp.QuoteMeta(string(r)))
		}
	}
	if len(parts) < 2 {
		return s
	}
	return regexp.MustCompile(`(?i)`+strings.Join(parts, `[\s\pP\x{FFFD}]{0,3}`)).ReplaceAllLiteralString(s, mask)
}

// surnames are the hundred that most people bear. called finds a name where words announce
// one, or a title follows it.
const surnames = `[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤苗乔康柳岳]`

var surname = regexp.MustCompile(`^` + surnames)

var called = regexp.MustCompile(`(?:叫做?|姓名[:：是为]?|名字[叫是:：]?|我是|他是|她是|本人|其[父母子女妻夫兄弟姐妹]) ?(` + surnames + `\p{Han}{1,2})` +
	`|(` + surnames + `\p{Han}{1,2}?)(?:老人|大爷|大娘|大妈|奶奶|爷爷|先生|女士|师傅|同志|[(（]身份证|[,， ]{0,2}身份证|[,， ]{0,2}电话)`)

// Name is the name of a person helped or of a caller, as a report writes it: 田某某.
func Name(s string) string {
	masked := text.MaskName(flat(s))
	if strings.IndexFunc(masked, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0 && strings.IndexFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) }) < 0 {
		return masked
	}
	return strings.ReplaceAll(masked, "*", "某")
}

// trades end what stands in the place of a name and names nobody: 出租车司机.
var trades = regexp.MustCompile(`^(\p{Han}*)(司机|店员|店主|老板|保安|保洁员|值班员|工作人员|村民|居民|群众|路人|乘客|网友|热心人|住户|业主|环卫工|护林员|网格员|接警员|志愿者)$`)

// trade says that a caller's name is none: a trade, without a surname before it.
func trade(name string) bool {
	m := trades.FindStringSubmatch(name)
	return m != nil && (m[1] == "" || !surname.MatchString(m[1]))
}

// longest is how many Han characters a name without a point has at most; what is longer
// holds more than a name, and where the name begins is not known.
const longest = 4

// caller is how a caller's name is written: by the trade, masked, or not at all.
func caller(name string) text.Text {
	name = strings.TrimSpace(flat(text.Display(name)))
	public := text.Text{ZH: "群众", EN: "a member of the public"}
	switch {
	case trade(name):
		return same(name)
	case name == "", utf8.RuneCountInString(name) > longest && !strings.ContainsAny(name, "·.• ") && unicode.Is(unicode.Han, []rune(name)[0]):
		return public
	}
	return text.Text{ZH: public.ZH + Name(name), EN: text.MaskName(name)}
}

// numerals are the digits that people also write out.
const numerals = "〇零一二三四五六七八九幺两壹贰叁肆伍陆柒捌玖"

// run is seven or more digits, with what people put between them. ours are the desk's own
// ids and dates.
var (
	ours = `[CTHWSMNOBD]20\d{6}-\d{2,4}\b|20\d\d-\d\d-\d\d\b`
	run  = regexp.MustCompile(`(` + ours + `)|(?:[\pN` + numerals + `][ \pS\p{Pd}\x{FFFD}.．,，、/／()（）_*·•・]{0,3}){6,}[\pN` + numerals + `](?: ?[xX])?`)
)

// numbers covers every long number: of an identity card, of a telephone, of an account. The
// desk's own ids and dates stay.
func numbers(s string) string {
	return run.ReplaceAllStringFunc(s, func(n string) string {
		if run.FindStringSubmatch(n)[1] == n {
			return n
		}
		digits := strings.Map(func(r rune) rune {
			switch {
			case r >= '0' && r <= '9', r == 'x', r == 'X':
				return unicode.ToUpper(r)
			case unicode.Is(unicode.N, r) || strings.ContainsRune(numerals, r):
				return '*'
			}
			return -1
		}, n)
		if len(digits) == 15 || len(digits) >= 17 {
			return text.MaskID(digits)
		}
		return text.MaskPhone(digits)
	})
}

// ending is the last digits of a telephone, as much as its mask leaves; "" for none.
func ending(phone string) string {
	masked := text.MaskPhone(phone)
	if phone == "" || !strings.Contains(masked, "*") {
		return ""
	}
	return masked[strings.LastIndex(masked, "*")+1:]
}

// minor says that a case may be about somebody under age.
func minor(k *rules.Case, now time.Time) bool {
	today := text.DateOf(now.In(rules.Zone))
	if a := k.Facts.Age; a != nil && *a < adult || slices.Contains(k.Facts.Groups, "minor") {
		return true
	}
	if d, ok := rules.ParseDate(string(k.Person.Birth)); ok && text.Age(text.DateOf(d.Time()), today) < adult {
		return true
	}
	if id, p := text.ParseID(k.Person.IDNumber, today); p == nil && text.Age(id.Birth, today) < adult {
		return true
	}
	return slices.ContainsFunc([]string{k.Said, k.Person.Name, k.Person.Looks, k.OutcomeNote}, func(s string) bool { return young(flat(text.Display(s))) })
}
