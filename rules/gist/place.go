package gist

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mention is a known name, or words for a spot, in the message.
type mention struct{ from, to int }

// beside are the words that say where from a place somebody is: with one of them the place
// is what was said, not the place itself.
var beside = longest([]string{"附近", "旁边", "旁", "对面", "后面", "前面", "东侧", "西侧", "南侧", "北侧", "背后", "斜对面"})

// there are words behind a place that say that somebody is there: of several places the
// only one with such a word is meant.
var there = append([]string{"下", "里", "内", "有人", "有个", "有一", "发现", "门口"}, beside...)

// speakers stand before the place that somebody speaks from or belongs to.
var speakers = []string{"我是", "这里是", "我们是", "来自", "户籍", "家住", "老家", "籍贯", "住址", "系", "不在", "没在", "离开", "从", "送到", "送往", "去往", "户口", "转到"}

// place is where it is: the only known place that is named, a more exact one for two that
// stand together, or else the words for a spot.
func (t *message) place(places []string) Guess {
	var found []mention
	taken := make([]bool, len(t.s))
	for _, name := range longest(places) {
		if utf8.RuneCountInString(name) < 2 {
			continue
		}
		t.each(fold(name).s, func(from, to int) {
			if taken[from] || taken[to-1] {
				return
			}
			for i := from; i < to; i++ {
				taken[i] = true
			}
			found = append(found, mention{from, to})
		})
	}
	slices.SortFunc(found, func(a, b mention) int { return a.from - b.from })
	found = together(found)
	var all, firm []Guess
	for _, m := range found {
		if hasAny(t.before(m.from, 4), speakers) || starts(t.s[m.to:], []string{"的人", "人,", "村民", "干部", "书记", "主任", "避寒点"}) {
			continue
		}
		all = append(all, t.placeAt(m))
		if starts(t.s[m.to:], there) || hasAny(t.before(m.from, 1), []string{"在", "于"}) {
			firm = append(firm, all[len(all)-1])
		}
	}
	g := one(all)
	if g.Value == "" {
		g = one(firm)
	}
	if len(found) == 0 {
		g = one(t.spots())
	}
	hidden := []byte(t.s)
	for i, hide := range taken {
		if hide {
			hidden[i] = 0
		}
	}
	t.s = string(hidden)
	return g
}

// together keeps the last of names that follow each other: 河湾村三号涵洞.
func together(all []mention) (out []mention) {
	for i, m := range all {
		if i+1 < len(all) && all[i+1].from == m.to {
			continue
		}
		out = append(out, m)
	}
	return out
}

// placeAt is a known place with what is said beside it.
func (t *message) placeAt(m mention) Guess {
	for _, w := range beside {
		if strings.HasPrefix(t.s[m.to:], w) {
			m.to += len(w)
			break
		}
	}
	g := t.guess("", m.from, m.to)
	g.Value = strings.TrimSpace(t.said[g.From:g.To])
	return g
}

// ways are the words that a spot ends with; alone says that the word is enough by itself.
var ways = []struct {
	word  string
	alone bool
}{{"桥洞", true}, {"桥下", true}, {"涵洞", true}, {"地下通道", true}, {"路口", false}, {"附近", false}, {"旁边", false}, {"门口", false}, {"对面", false}, {"候车厅", true}, {"楼道", false}}

// stops are characters that do not belong to the name of a spot before it.
const stops = "在到于往从有说见着了是去来把被就的这那我他她"

// spots are the words for a place that is on no list.
func (t *message) spots() (all []Guess) {
	for _, w := range ways {
		t.each(w.word, func(from, to int) {
			start, n := from, 0
			for start > 0 && n < 12 {
				r, size := utf8.DecodeLastRuneInString(t.s[:start])
				if strings.ContainsRune(stops, r) || !unicode.Is(unicode.Han, r) && !(r < 0x80 && figure(byte(r))) {
					break
				}
				start, n = start-size, n+1
			}
			lead := t.before(start, 4)
			if n == 12 || n < 2 && !w.alone || hasAny(lead, speakers) || strings.HasSuffix(lead, "不") {
				return
			}
			for i, g := range all { // 桥洞附近: one spot, told to its end
				if int(t.at[start]) <= g.From && int(t.at[to]) >= g.To {
					all = append(all[:i], all[i+1:]...)
					break
				} else if int(t.at[start]) < g.To && int(t.at[to]) > g.From {
					return
				}
			}
			g := t.guess("", start, to)
			g.Value = t.said[g.From:g.To]
			all = append(all, g)
		})
	}
	return all
}
