package gist

import (
	"strings"

	"dutydesk/rules/text"
)

// others are words before a number that is not the caller's; coded those before a number
// that is none of a telephone.
var (
	others = []string{"家属", "儿子", "女儿", "老伴", "亲属", "亲戚", "父亲", "母亲", "丈夫", "妻子", "热线", "值班", "救助站", "派出所", "医院", "请打", "拨打", "请联系", "本人电话", "他电话", "她电话", "hotline", "son", "daughter"}
	coded  = []string{"单号", "编号", "卡号", "账号", "帐号", "证号", "身份证", "案号", "工单", "学号", "车牌", "微信号", "qq", "元", "￥", "¥"}
)

// phone is the number of who told it: the only mobile or landline number there is.
func (t *message) phone() Guess {
	var all []Guess
	for i := 0; i < len(t.s); {
		if !figure(t.s[i]) && !(t.s[i] == '+' || t.s[i] == '(') {
			i++
			continue
		}
		from, to := i, t.run(i)
		i = max(to, i+1)
		all = append(all, t.numbers(from, to)...)
	}
	return one(all)
}

func figure(b byte) bool { return b >= '0' && b <= '9' }

// run is the end of figures with at most two signs between two of them.
func (t *message) run(from int) int {
	end, signs := from, 0
	for i := from; i < len(t.s); i++ {
		switch c := t.s[i]; {
		case figure(c):
			end, signs = i+1, 0
		case strings.IndexByte(" -()+", c) >= 0 && signs < 2:
			signs++
		default:
			return end
		}
	}
	return end
}

// numbers are the telephone numbers in a run of figures: the whole run, or the pieces of it
// between blanks. A run as long as an identity number is one, however it is divided.
func (t *message) numbers(from, to int) (all []Guess) {
	run := t.s[from:to]
	n := 0
	for i := range len(run) {
		if figure(run[i]) {
			n++
		}
	}
	if n < 10 || n == 15 || n == 18 || n == 17 && strings.HasPrefix(t.s[to:], "x") || !t.alone(from, to) {
		return nil
	}
	if g, ok := t.number(from, to); ok {
		return append(all, g)
	}
	for i := from; i < to; {
		if t.s[i] == ' ' {
			i++
			continue
		}
		end := to
		if k := strings.IndexByte(t.s[i:to], ' '); k >= 0 {
			end = i + k
		}
		if g, ok := t.number(i, end); ok {
			all = append(all, g)
		}
		i = end
	}
	return all
}

// alone says that a run of figures is no part of a word, a decimal or a time.
func (t *message) alone(from, to int) bool {
	part := func(r rune) bool {
		return r < 0x80 && (r >= 'a' && r <= 'z' || strings.ContainsRune("./:_@#*", r))
	}
	return (from == 0 || !part(t.prev(from)) || t.prev(from) == ':') && (to == len(t.s) || !part(t.next(to)) || t.next(to) == '.')
}

func (t *message) number(from, to int) (Guess, bool) {
	number, wrong := text.ParsePhone(t.s[from:to])
	long := wrong == nil && len(number) >= 11 && (number[0] == '0' || len(number) == 11 && number[0] == '1')
	lead := t.before(from, 8)
	if !long || hasAny(lead, others) || hasAny(lead, coded) {
		return Guess{}, false
	}
	return t.guess(number, from, to), true
}
