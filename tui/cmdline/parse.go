package cmdline

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/route"
)

// Snapshot is what a line is read against: no line is understood from anything else.
type Snapshot struct {
	Now     time.Time
	Here    string // the case whose page is open, "" for none
	Lists   *view.Lists
	Cases   []view.CaseRow // that are open
	Stock   *view.Stock    // for the kits, nil: none
	Patrols *view.Patrols  // for the rounds that are out, nil: none
	Pages   map[string]Page

	made map[string][]option // of lists and pages, see Fresh
}

// Page is a case page as it was read, or why it could not be.
type Page struct {
	Case *view.Case
	Err  *rules.Error
}

// Entry is one entry of a line as it is understood. Either Command or Go is set, or
// neither: then Err says why not, or Needs which page must be read to know.
type Entry struct {
	Text    string // as typed
	Case    string // "" is the shift
	What    text.Text
	Command command.Command
	Go      route.Action
	Err     *rules.Error
	Needs   string
	Refused *rules.Error // what the desk would answer by the page that was read

	verb  *verb
	slots []slot
}

// slot is a word of a line and what may stand there; from and to count characters.
type slot struct {
	from, to int
	options  []option
	hint     text.Text // what to write, where there is nothing to choose from
}

// Parse reads every entry of a line. It changes nothing and asks nobody.
func Parse(line string, s *Snapshot) []Entry {
	var out []Entry
	r := []rune(line)
	for _, p := range split(r) {
		if strings.TrimSpace(string(r[p.from:p.to])) != "" {
			out = append(out, parse(r, p, s))
		}
	}
	return out
}

type piece struct{ from, to int }

// split cuts a line at its semicolons, but not within quotation marks that are closed.
func split(r []rune) (out []piece) {
	closing := map[rune]rune{'"': '"', '“': '”', '「': '」', '『': '』'}
	from := 0
	for i := 0; i < len(r); i++ {
		switch end := closing[r[i]]; {
		case end != 0:
			if n := slices.Index(r[i+1:], end); n >= 0 {
				i += n + 1
			}
		case r[i] == ';' || r[i] == '；':
			out = append(out, piece{from, i})
			from = i + 1
		}
	}
	return append(out, piece{from, len(r)})
}

type word struct {
	from, to int
	s        string
}

// reader gives the words of an entry one after the other.
type reader struct {
	s     *Snapshot
	line  []rune
	words []word
	at    int
	end   int // of the entry
	e     *Entry
	v     *verb
}

func parse(line []rune, p piece, s *Snapshot) Entry {
	e := Entry{Text: strings.TrimSpace(string(line[p.from:p.to]))}
	r := &reader{s: s, line: line, end: p.to, e: &e}
	for i := p.from; i < p.to; {
		if unicode.IsSpace(line[i]) {
			i++
			continue
		}
		from := i
		for i < p.to && !unicode.IsSpace(line[i]) {
			i++
		}
		r.words = append(r.words, word{from, i, string(line[from:i])})
	}
	if err := r.entry(); err != nil {
		e.Command, e.Go, e.Needs, e.Err = nil, nil, "", err
	}
	if e.Needs != "" {
		e.Command = nil
	}
	return e
}

// entry reads [case] verb [arguments].
func (r *reader) entry() *rules.Error {
	named, err := r.subject()
	if err != nil {
		return err
	}
	if named && !r.more() && r.e.Case != "" {
		r.slot(verbOptions)
		r.e.Go = route.To{Page: route.Case, ID: r.e.Case}
		r.e.What = openText.With(r.s.subject(r.e.Case))
		return nil
	}
	if err := r.verb(named); err != nil {
		return err
	}
	switch {
	case r.v.at == nowhereAt && named:
		return bad(noCaseText.With(r.v.word()))
	case r.v.at == nowhereAt || r.v.at == namedAt && !named:
		r.e.Case = ""
	case r.v.at == onCase && r.e.Case == "":
		return bad(whichText.With(r.v.word()))
	}
	if r.e.Case != "" && r.v.at != nowhereAt {
		switch p := r.s.Pages[r.e.Case]; {
		case p.Err != nil:
			return p.Err
		case p.Case == nil:
			r.e.Needs = r.e.Case
		}
	}
	if err := r.v.read(r); err != nil {
		return err
	}
	if !r.more() {
		return nil
	}
	return bad(tooMuchText.With(r.v.word(), r.rest(text.Text{})))
}

// subject reads the case, if one is written; the page's case else.
func (r *reader) subject() (named bool, err *rules.Error) {
	r.e.Case = r.s.Here
	if !r.more() {
		return false, nil
	}
	w := r.words[0]
	digits, n := caseNumber([]rune(w.s))
	if n == 0 {
		return false, nil
	}
	if rest := []rune(w.s)[n:]; len(rest) > 0 {
		if !unicode.Is(unicode.Han, rest[0]) {
			return false, nil
		}
		r.words = slices.Insert(r.words, 1, word{w.from + n, w.to, string(rest)})
		r.words[0] = word{w.from, w.from + n, string([]rune(w.s)[:n])}
	}
	r.mark(1, r.s.caseOptions())
	r.at++
	r.e.Case, err = r.s.find(digits)
	return true, err
}

// verb reads what is to be done. A Chinese verb may stand without a blank before its
// first argument, as long as no other verb begins the same way.
func (r *reader) verb(named bool) *rules.Error {
	first := verbOptions
	if !named {
		first = append(slices.Clone(verbOptions), r.s.caseOptions()...)
	}
	if !r.more() {
		r.slot(first)
		if named {
			return bad(whatText)
		}
		return missingWord(verbText)
	}
	w := r.words[r.at]
	r.mark(1, first)
	hits := found(verbOptions, w.s, begins)
	if len(hits) == 0 {
		var glued string
		for _, v := range verbs {
			for _, zh := range v.zh {
				if strings.HasPrefix(w.s, zh) {
					hits = append(slices.DeleteFunc(hits, func(o option) bool { return o.value == v.en[0] }), v.option())
					glued = zh
				}
			}
		}
		if len(hits) == 1 {
			for _, zh := range verbNamed(hits[0].value).zh {
				if strings.HasPrefix(w.s, zh) && len(zh) > len(glued) {
					glued = zh
				}
			}
			n := w.from + len([]rune(glued))
			r.words = slices.Insert(r.words, r.at+1, word{n, w.to, string(r.line[n:w.to])})
			r.words[r.at] = word{w.from, n, glued}
		}
	}
	switch len(hits) {
	case 0:
		return missing(verbText, w.s)
	case 1:
		r.v = verbNamed(hits[0].value)
		r.e.verb = r.v
		r.at++
		return nil
	}
	return several(w.s, hits)
}

func (r *reader) more() bool { return r.at < len(r.words) }

// mark says what may stand where the next n words are; slot where there is none yet.
func (r *reader) mark(n int, options []option) {
	r.e.slots = append(r.e.slots, slot{from: r.words[r.at].from, to: r.words[r.at+n-1].to, options: options})
}

func (r *reader) slot(options []option) {
	r.e.slots = append(r.e.slots, slot{from: r.end, to: r.end, options: options})
}

// rest is everything that is left, as it was typed.
func (r *reader) rest(hint text.Text) string {
	if !r.more() {
		r.e.slots = append(r.e.slots, slot{from: r.end, to: r.end, hint: hint})
		return ""
	}
	from := r.words[r.at].from
	r.e.slots = append(r.e.slots, slot{from: from, to: r.end, hint: hint})
	r.at = len(r.words)
	return strings.TrimSpace(string(r.line[from:r.end]))
}

// longest is how many words the name of one thing may have.
const longest = 8

// pick reads one thing of a list: words that are its whole name, or one word that finds
// it alone.
func (r *reader) pick(noun text.Text, all []option) (option, *rules.Error) {
	if !r.more() {
		r.slot(all)
		return option{}, missingWord(noun)
	}
	o, n, hits := r.look(all, inside)
	if n == 0 {
		r.mark(1, all)
		if len(hits) > 1 {
			return option{}, several(r.words[r.at].s, hits)
		}
		return option{}, missing(noun, r.words[r.at].s)
	}
	r.mark(n, all)
	r.at += n
	return o, nil
}

// look is the one thing that the next n words find; n is 0 where none or several are
// found.
func (r *reader) look(all []option, limit int) (o option, n int, hits []option) {
	for n := min(longest, len(r.words)-r.at); n > 0; n-- {
		said := string(r.line[r.words[r.at].from:r.words[r.at+n-1].to])
		if !among(all, said) {
			continue
		}
		if hits := found(all, said, exact); len(hits) == 1 {
			return hits[0], n, hits
		}
	}
	if hits = found(all, r.words[r.at].s, limit); len(hits) == 1 {
		return hits[0], 1, hits
	}
	return option{}, 0, hits
}

// own reads one thing of a list, or a word that is none of it: then value is "".
func (r *reader) own(all []option) (o option, err *rules.Error) {
	o, n, hits := r.look(all, begins)
	if n == 0 {
		n = 1
		if len(hits) > 1 {
			err = several(r.words[r.at].s, hits)
		} else {
			o = option{label: same(r.words[r.at].s)}
		}
	}
	r.mark(n, all)
	r.at += n
	return o, err
}

func bad(t text.Text) *rules.Error { return rules.Bad("line", t) }

func several(said string, all []option) *rules.Error {
	return bad(severalText.With(said, listed(all)))
}

func missing(noun text.Text, said string) *rules.Error { return bad(noneText.With(noun, said)) }

func missingWord(noun text.Text) *rules.Error { return bad(writeText.With(noun)) }

var (
	shiftText    = text.Text{ZH: "本班", EN: "this shift"}
	caseText     = text.Text{ZH: "救助事项", EN: "case"}
	openCaseText = text.Text{ZH: "在办的救助事项", EN: "open case"}
	verbText     = text.Text{ZH: "动词", EN: "verb"}
	openText     = text.Text{ZH: "打开 %[1]s", EN: "open %[1]s"}
	severalText  = text.Text{ZH: "「%[1]s」可以是: %[2]s。请多写几个字", EN: "\"%[1]s\" may be: %[2]s. Write more of it"}
	noneText     = text.Text{ZH: "没有这个%[1]s: %[2]s", EN: "No such %[1]s: %[2]s"}
	writeText    = text.Text{ZH: "要写%[1]s", EN: "Needed: %[1]s"}
	whichText    = text.Text{ZH: "哪一件? 编号写在前面: 4 %[1]s …", EN: "Which case? Write its number first: 4 %[1]s …"}
	whatText     = text.Text{ZH: "本班做什么? 如: 0 记 一句话", EN: "What on the shift? As: 0 note some words"}
	noCaseText   = text.Text{ZH: "「%[1]s」前面不写编号", EN: "\"%[1]s\" takes no case number"}
	tooMuchText  = text.Text{ZH: "「%[1]s」后面多了: %[2]s", EN: "Too much behind \"%[1]s\": %[2]s"}
)
