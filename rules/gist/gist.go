// Package gist reads what a pasted group message or a hurried sentence tells: where, who
// rang, about whom, what is plainly said of them, when. It decides what is plain enough to
// be proposed; what two readers could take differently is left out, and so is what is
// denied, asked, feared or said of somebody else. Nothing of it is a record: the screen
// shows every guess with the words it rests on, and the person keeps or changes it.
package gist

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dutydesk/rules/text"
)

// Guess is a value and the words that it rests on: said[From:To]. Value "" is no guess.
type Guess struct {
	Value    string
	Why      string
	From, To int // bytes
}

// Fact is a guess of one of rules.FactSpecs: yes or no, or codes of its options with
// commas between.
type Fact struct {
	Name string
	Guess
}

// Gist is what a message tells.
type Gist struct {
	Place Guess     // a name of the places given, or the words as they are
	Phone Guess     // of who told it, as text.ParsePhone stores it
	Name  Guess     // of who it is about
	Sex   Guess     // M, F
	Age   Guess     // years
	Time  Guess     // 15:04, when it was told; Day says of which day
	Day   int       // days before today; only with Dated
	Dated bool      // the message says the day
	On    text.Date // with Dated and a date: the date, else zero
	Facts []Fact
}

// Fact is the guess of a fact; the zero Guess when there is none.
func (g *Gist) Fact(name string) Guess {
	for _, f := range g.Facts {
		if f.Name == name {
			return f.Guess
		}
	}
	return Guess{}
}

// limit is how much of a message is read, in bytes: more than the field of the words holds.
const limit = 16 << 10

// Read guesses what was said. places are the names of places and villages that the desk
// knows. It never fails; of a text with nothing plain in it the Gist is empty.
func Read(said string, places []string) Gist {
	t := fold(said[:cut(said)])
	var g Gist
	g.readTime(t)
	t.blankHeaders()
	g.Phone = t.phone()
	g.Place = t.place(places)
	g.readPerson(t)
	return g
}

// cut is where reading ends: at the limit, between two characters.
func cut(said string) int {
	n := min(len(said), limit)
	for n > 0 && n < len(said) && !utf8.RuneStart(said[n]) {
		n--
	}
	return n
}

// message is a message made comparable: full-width forms as ASCII, letters lower-case.
// Every mention that has been understood is blanked, so that a place called 妇女之家 says
// nothing of the person.
type message struct {
	said string
	s    string
	at   []int32 // byte of said for each byte of s, and for its end
}

func fold(said string) *message {
	t := &message{said: said, at: make([]int32, 0, len(said)+1)}
	b := make([]byte, 0, len(said))
	for i, r := range said {
		switch {
		case r == '　' || r == '\t' || r == '\r' || r == '\u00a0':
			r = ' '
		case r >= '！' && r <= '～':
			r = unicode.ToLower(r - '！' + '!')
		case r < utf8.RuneSelf:
			r = unicode.ToLower(r)
		}
		n := len(b)
		b = utf8.AppendRune(b, r)
		for range len(b) - n {
			t.at = append(t.at, int32(i))
		}
	}
	t.s, t.at = string(b), append(t.at, int32(len(said)))
	return t
}

// most is how many characters of a Why are shown: enough to find the place.
const most = 24

// guess is a value that rests on the bytes from to to of the folded text.
func (t *message) guess(value string, from, to int) Guess {
	g := Guess{Value: value, From: int(t.at[from]), To: int(t.at[to])}
	g.Why = strings.ToValidUTF8(strings.TrimSpace(t.said[g.From:g.To]), "")
	if r := []rune(g.Why); len(r) > most {
		g.Why = string(r[:most])
	}
	return g
}

// blank hides what was understood.
func (t *message) blank(from, to int) {
	t.s = t.s[:from] + strings.Repeat("\x00", to-from) + t.s[to:]
}

// each calls yield with every place of a word.
func (t *message) each(word string, yield func(from, to int)) {
	for i := 0; ; {
		k := strings.Index(t.s[i:], word)
		if k < 0 {
			return
		}
		yield(i+k, i+k+len(word))
		i += k + len(word)
	}
}

// before and after are at most n characters beside a place, without leaving the clause.
func (t *message) before(at, n int) string {
	from := at
	for range n {
		r, w := utf8.DecodeLastRuneInString(t.s[:from])
		if w == 0 || ends(r) {
			break
		}
		from -= w
	}
	return t.s[from:at]
}

func (t *message) after(at, n int) string {
	to := at
	for range n {
		r, w := utf8.DecodeRuneInString(t.s[to:])
		if w == 0 || ends(r) {
			break
		}
		to += w
	}
	return t.s[at:to]
}

// ends says that a clause ends here.
func ends(r rune) bool { return strings.ContainsRune(",，。；;!?、\n\x00", r) }

// edge says that a word ends beside this character: it is no Han and no letter or figure.
func edge(r rune) bool {
	return r == utf8.RuneError || r == 0 || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

func (t *message) prev(at int) rune { r, _ := utf8.DecodeLastRuneInString(t.s[:at]); return r }
func (t *message) next(at int) rune { r, _ := utf8.DecodeRuneInString(t.s[at:]); return r }

// one is the only value among guesses; none when they differ.
func one(all []Guess) Guess {
	if len(all) == 0 {
		return Guess{}
	}
	for _, g := range all {
		if g.Value != all[0].Value {
			return Guess{}
		}
	}
	return all[0]
}

// hasAny reports whether s holds one of the words.
func hasAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// longest sorts words so that the longer ones are found first.
func longest(words []string) []string {
	out := slices.Clone(words)
	slices.SortStableFunc(out, func(a, b string) int { return len(b) - len(a) })
	return out
}
