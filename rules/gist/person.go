package gist

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"dutydesk/rules/text"
)

// readPerson guesses what is said of the person. Of two persons neither age nor sex nor
// group is guessed: the words do not say whose they are.
func (g *Gist) readPerson(t *message) {
	g.Name = t.name()
	ages, several := t.ages()
	sex, mixed := t.sexes()
	several = several || mixed || t.second()
	groups := t.facts(crowd)
	if !several {
		g.Age, g.Sex = one(ages), one(sex)
		several = len(ages) > 0 && g.Age.Value == "" || len(sex) > 0 && g.Sex.Value == ""
	}
	if several {
		g.Age, g.Sex = Guess{}, Guess{}
	} else if f, ok := joined(groups, g.Age); ok {
		g.Facts = append(g.Facts, f)
	}
	g.Facts = agreed(append(g.Facts, t.facts(plain)...))
}

// agreed leaves out the facts that are said to be so and not so.
func agreed(all []Fact) (out []Fact) {
	for i, f := range all {
		twice := false
		for j, x := range all {
			twice = twice || i != j && x.Name == f.Name
		}
		if !twice {
			out = append(out, f)
		}
	}
	return out
}

// joined makes one answer of the groups. An age that contradicts them, and old with young,
// leave it to the person.
func joined(groups []Fact, age Guess) (Fact, bool) {
	var values []string
	var minor, elderly bool
	for _, f := range groups {
		minor, elderly = minor || f.Value == "minor", elderly || f.Value == "elderly"
	}
	n, _ := strconv.Atoi(age.Value)
	if len(groups) == 0 || minor && elderly || minor && n >= 18 || elderly && n > 0 && n < 50 {
		return Fact{}, false
	}
	for _, w := range crowd {
		for _, f := range groups {
			if f.Value == w.value && (len(values) == 0 || values[len(values)-1] != f.Value) {
				values = append(values, f.Value)
			}
		}
	}
	f := groups[0]
	f.Value = strings.Join(values, ",")
	return f, true
}

// facts are what the words of a list state, each once for a value, the first place of it.
func (t *message) facts(list []said) (all []Fact) {
	for _, w := range list {
		var first *Guess
		for _, word := range w.words {
			t.each(word, func(from, to int) {
				if first != nil && int(t.at[from]) >= first.From || !t.stated(from, to) {
					return
				}
				g := t.guess(w.value, from, to)
				first = &g
			})
		}
		if first != nil {
			all = append(all, Fact{w.fact, *first})
		}
	}
	return all
}

// stated says that a word is said of the person, now, and neither denied nor asked.
func (t *message) stated(from, to int) bool {
	back := 6
	if t.s[from] < utf8.RuneSelf { // an English word
		if from > 0 && !edge(t.prev(from)) || to < len(t.s) && !edge(t.next(to)) {
			return false
		}
		back = 16
	}
	return !hasAny(t.before(from, back), denied) && !starts(t.s[to:], taken) && !strings.HasSuffix(t.after(to, 8), "吗") &&
		!hasAny(t.before(from, 12), elsewhere) && !t.teller(to)
}

// tells are what somebody does who tells of another.
var tells = []string{"说", "讲", "报", "来电", "打电话", "反映", "发现", "看见", "看到", "称", "告诉", "求助", "主任", "家属", "的家", "医院", "医生", "之家", "服务", "活动", "大学", "食堂", "公寓", "院", "节", "said", "says", "called", "reports"}

// teller says that the word before a place is who tells, not who it is about: 大妈发现….
// Who speaks confusedly is no teller.
func (t *message) teller(at int) bool {
	rest := t.after(at, 5)
	for _, verb := range tells {
		i := strings.Index(rest, verb)
		if i < 0 || i > 6 {
			continue
		}
		after := rest[i+len(verb):]
		if !starts(after, []string{"不", "胡", "话", "自己", "梦"}) {
			return true
		}
	}
	return false
}

func (t *message) second() bool { return hasAny(t.s, second) }

// sexes are the words that tell a man or a woman. mixed says that a second person is named
// by one of them.
func (t *message) sexes() (all []Guess, mixed bool) {
	for _, w := range sexes {
		for _, word := range w.words {
			t.each(word, func(from, to int) {
				switch lead := t.before(from, 1); {
				case word[0] < 0x80 && (from > 0 && unicode.IsLetter(t.prev(from)) || unicode.IsLetter(t.next(to))):
				case lead == "的" && starts(word, kin) || lead == "他" || lead == "她" || lead == "和" || lead == "跟":
					mixed = true
				case lead == "女" && word == "小伙", t.teller(to), hasAny(t.before(from, 4), []string{"没有", "不是", "我是"}):
				default:
					all = append(all, t.guess(w.value, from, to))
				}
			})
		}
	}
	for _, x := range []struct{ word, value string }{{"男", "M"}, {"女", "F"}} {
		t.each(x.word, func(from, to int) {
			lead, next := t.before(from, 1), t.after(to, 1)
			switch {
			case lead != "" && strings.Contains("儿孙子母父妇侄甥养继婆处", lead), strings.HasPrefix(t.before(from, 2), "不是"), t.teller(to):
			case next == "" || edge(t.next(to)) || strings.Contains("子性的人孩童约老,", next):
				all = append(all, t.guess(x.value, from, to))
			}
		})
	}
	return all, mixed
}

// kin are words for old people that are as often somebody's own.
var kin = []string{"爷爷", "奶奶", "婆婆", "伯伯"}

var (
	labels  = []string{"姓名:", "姓名", "名叫", "本名", "自称叫", "自称", "叫", "name is ", "name: ", "named "}
	unnamed = []string{"不详", "不明", "未知", "不知", "不清", "无", "保密", "待查", "什么", "unknown"}
	called  = []string{"医生", "老师", "书记", "主任", "站长", "队长", "所长", "师傅", "大爷", "大妈", "大叔", "大姐", "先生", "女士", "同志", "警官", "护士", "来", "去", "过", "到", "送", "接", "看", "车", "说", "也", "了", "他", "她", "人", "不"}
)

// name is who the person is said to be, by a word for it.
func (t *message) name() Guess {
	var all []Guess
	for _, label := range labels {
		t.each(label, func(from, to int) {
			g, ok := t.nameAt(to, strings.HasPrefix(label, "姓名"))
			if label == "叫" && !t.names(from) {
				ok = false
			}
			if ok && !hasAny(t.before(from, 4), []string{"我", "女儿", "儿子", "老伴", "母亲", "父亲", "家属", "联系人", "孙", "报警人", "的狗", "狗", "村", "店", "地方"}) {
				all = append(all, g)
			}
		})
	}
	return one(all)
}

// names says that 叫 at a place gives a name: it is not to call, to cry, to wake.
func (t *message) names(at int) bool {
	lead := t.before(at, 2)
	return lead == "" || strings.HasSuffix(lead, "名") || hasAny(lead, []string{"他", "她", "老人", "男子", "女子", "大爷", "大妈", "孩子", "老汉", "婆婆", "自称", "说", "者"})
}

func (t *message) nameAt(at int, labelled bool) (Guess, bool) {
	for at < len(t.s) && (t.s[at] == ' ' || t.s[at] == ':') {
		at++
	}
	end, n := at, 0
	for end < len(t.s) {
		r := t.next(end)
		if !unicode.Is(unicode.Han, r) && r != '·' || r == '的' || r == '男' || r == '女' || r == '今' || r == '年' || n > 12 {
			break
		}
		end, n = end+len(string(r)), n+1
	}
	name := t.s[at:end]
	dotted := strings.Contains(name, "·")
	switch {
	case n < 2 || n > 4 && !dotted, starts(name, unnamed), hasAny(name, called):
		return Guess{}, false
	case !dotted && !labelled && !strings.ContainsRune(text.Surnames, t.next(at)):
		return Guess{}, false
	}
	return t.guess(name, at, end), true
}
