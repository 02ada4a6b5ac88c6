package wording

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dutydesk/rules/text"
)

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

// compound are the surnames of two characters that are met most.
const compound = `欧阳|司马|上官|诸葛|司徒|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司空|端木|百里|呼延|独孤|南宫|夏侯|轩辕|濮阳|淳于|申屠`

// called finds a name where words announce one, or a title follows it.
var called = regexp.MustCompile(`(?:姓名[:：是为]?|名字[叫是:：]?|名叫|名为|自称[叫是]?) ?(\p{Han}{1,8}[·・•]\p{Han}{1,8}|(?:` + compound + `)\p{Han}{1,2}|\p{Han}{2,3})` +
	`|(?:叫做?|说是) ?(\p{Han}{1,8}[·・•]\p{Han}{1,8}|(?:` + compound + `)\p{Han}{1,2}|[` + text.Surnames + `]\p{Han}{1,2})` +
	`|叫 ?([^\P{Han}不了来人他她你我车派村民医救警上下去回起大]\p{Han}{1,2})(?:[ ,，.。;；、!！(（]|$)` +
	`|(?:我是|他是|她是|本人|其[父母子女妻夫兄弟姐妹]) ?([` + text.CommonSurnames + `]\p{Han}{1,2})` +
	`|((?:` + compound + `|[` + text.CommonSurnames + `])\p{Han}{1,2}?)(?:老人|大爷|大娘|大妈|奶奶|爷爷|先生|女士|师傅|同志|[(（]身份证|[,， ]{0,2}身份证|[,， ]{0,2}电话)`)

var surname = regexp.MustCompile(`^[` + text.CommonSurnames + `]`)

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
