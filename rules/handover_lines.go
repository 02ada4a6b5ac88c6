package rules

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// Section orders a handover as I-PASS does: what is severe, the summary, what is to do,
// what may come.
type Section string

const (
	SectionSevere  Section = "severe"
	SectionSummary Section = "summary"
	SectionAction  Section = "action"
	SectionWhatIf  Section = "what_if"
	SectionCounts  Section = "counts" // what is counted when the desk changes hands
)

// SectionWords names the sections, in their order.
var SectionWords = []Named{
	{string(SectionSevere), text.Text{ZH: "紧要", EN: "Severe"}},
	{string(SectionSummary), text.Text{ZH: "概况", EN: "Summary"}},
	{string(SectionAction), text.Text{ZH: "待办", EN: "To do"}},
	{string(SectionWhatIf), text.Text{ZH: "如遇", EN: "What if"}},
	{string(SectionCounts), text.Text{ZH: "清点", EN: "Counted"}},
}

// Line is one item of a handover, drawn from live work. Key names its source
// ("case/C20261123-0007", "team/C…", "order/…", "call/…", "warning/…", "stock/…"); Mark is a digest of
// what is said of it, so that a change since presenting is seen. Grave is severe whatever the
// time is. Quiet lines carry no
// open duty of their own: they need no word and are accepted at once.
type Line struct {
	Key      string      `json:"key"`
	Section  Section     `json:"section"`
	Title    text.Text   `json:"title"`
	Detail   []text.Text `json:"detail"` // one fact a line
	Due      *time.Time  `json:"due,omitempty"`
	Overdue  bool        `json:"overdue,omitempty"`
	Grave    bool        `json:"grave,omitempty"`
	Quiet    bool        `json:"quiet"`
	Mark     string      `json:"mark"`
	Told     bool        `json:"told,omitempty"`     // it says itself what is to be done: no word is needed
	Late     bool        `json:"late,omitempty"`     // of a frozen one: came or changed after it was presented
	Count    *Count      `json:"count,omitempty"`    // of a thing that is counted
	Word     string      `json:"word,omitempty"`     // the leaver's word on it
	Accepted *time.Time  `json:"accepted,omitempty"` // by the taker
	Query    string      `json:"query,omitempty"`    // the taker's question or remark
}

// Wordless says that the line still needs the leaver's word.
func (l *Line) Wordless() bool { return !l.Quiet && !l.Told && l.Word == "" }

// Grave are the facts that make a case severe until it is settled, and that must not
// stay unasked over a handover.
var Grave = []string{"sudden_illness", "confused", "gravely_ill", "danger"}

// InDanger says that the person is in grave danger, by a fact that somebody said, and that the
// case is not yet settled.
func (c *Case) InDanger() bool {
	return c.SettledAt == nil && slices.ContainsFunc(Grave, func(f string) bool { return c.Facts.Tri(f) == Yes })
}

// SectionOf is where a case stands in a handover: severe when something is overdue, a duty or
// late, the clock of a team (Responses), or when the person is in grave danger and not yet
// settled.
func SectionOf(c *Case, owed []Obligation, late bool) Section {
	overdue := func(o Obligation) bool { return o.State == Overdue }
	if late || slices.ContainsFunc(owed, overdue) || c.InDanger() {
		return SectionSevere
	}
	return SectionSummary
}

var (
	sections = []Section{SectionSevere, SectionSummary, SectionAction, SectionWhatIf, SectionCounts}
)

// LineSources are what lines of a handover are about, by the first part of their key, in the
// order in which they stand.
var LineSources = []string{"case", "team", "due", "patrol", "call", "order", "report", "paper", "duty", "notice", "warning", "ask", "hazard", "stock", "note", "counts", "release", "draft", "thing", "forced", "roster"}

// Source splits a line's key into what it is about and which one.
func Source(key string) (kind, id string) {
	kind, id, _ = strings.Cut(key, "/")
	return kind, id
}

// OrderLines puts lines in I-PASS order: what is severe, the summary, what is to do, what may
// come; within each what is due first, then by source. It does not depend on the moment.
func OrderLines(lines []Line) {
	slices.SortStableFunc(lines, func(a, b Line) int {
		ka, _ := Source(a.Key)
		kb, _ := Source(b.Key)
		return cmp.Or(
			cmp.Compare(slices.Index(sections, a.Section), slices.Index(sections, b.Section)),
			byDue(a, b),
			cmp.Compare(slices.Index(LineSources, ka), slices.Index(LineSources, kb)),
			cmp.Compare(a.Key, b.Key))
	})
}

func byDue(a, b Line) int {
	switch {
	case a.Due == nil && b.Due == nil:
		return 0
	case a.Due == nil:
		return 1
	case b.Due == nil:
		return -1
	}
	return a.Due.Compare(*b.Due)
}

// MarkOf is a digest of what is said of a line, without the words, answers and order. It
// stands still while time passes: that a line became overdue, severe by that or no longer quiet,
// is told as a change (Diff), and takes no acceptance back. Whoever signs at 08:04 what was
// accepted at 08:01 is not sent back by the clock.
func MarkOf(l Line) string {
	d := sha256.New()
	fmt.Fprintf(d, "%q %q %q %t\n", l.Key, l.Title.ZH, l.Title.EN, l.Grave)
	if l.Due != nil {
		fmt.Fprintf(d, "due %d\n", l.Due.Unix())
	}
	for _, t := range l.Detail {
		fmt.Fprintf(d, "%q %q\n", t.ZH, t.EN)
	}
	if c := l.Count; c != nil {
		fmt.Fprintf(d, "count %d %d %v %s\n", c.Book, c.Was, c.Done(), c.Said().EN)
	}
	return short(d.Sum(nil))
}

// MarkAll is the digest over all lines and the leaver's words on them, in any order. What
// somebody is typing elsewhere is no part of it.
func MarkAll(lines []Line) string {
	var said []string
	for i := range lines {
		if l := &lines[i]; !l.typing() {
			said = append(said, fmt.Sprintf("%s %q\n", MarkOf(*l), l.Word))
		}
	}
	slices.Sort(said)
	d := sha256.Sum256([]byte(strings.Join(said, "")))
	return short(d[:])
}

// short is enough of a digest to notice a change, and to be typed.
func short(sum []byte) string { return hex.EncodeToString(sum[:8]) }

// Carry gives fresh lines the words and answers that stand on the old ones by key. An
// acceptance does not outlive a change of the line.
func Carry(fresh, old []Line) []Line {
	out := slices.Clone(fresh)
	for i := range out {
		l := &out[i]
		if was := find(old, l.Key); was != nil {
			l.Word, l.Query = was.Word, was.Query
			l.recount(was.Count)
			if MarkOf(*was) == MarkOf(*l) {
				l.Accepted = was.Accepted
			}
		}
	}
	return out
}

// LineChange is a line that differs between what was presented and what is live.
type LineChange struct {
	Kind string `json:"kind"` // added, gone, changed, late: it became overdue
	Old  *Line  `json:"old,omitempty"`
	New  *Line  `json:"new,omitempty"`
}

// Diff lists what differs, in the order of live, what is gone last.
func Diff(presented, live []Line) []LineChange {
	var out []LineChange
	for i := range live {
		l := &live[i]
		if l.typing() {
			continue
		}
		switch was := find(presented, l.Key); {
		case was == nil:
			out = append(out, LineChange{Kind: "added", New: l})
		case MarkOf(*was) != MarkOf(*l):
			out = append(out, LineChange{Kind: "changed", Old: was, New: l})
		case l.Overdue && !was.Overdue:
			out = append(out, LineChange{Kind: "late", Old: was, New: l})
		}
	}
	for i := range presented {
		if l := &presented[i]; !l.typing() && find(live, l.Key) == nil {
			out = append(out, LineChange{Kind: "gone", Old: l})
		}
	}
	return out
}

// typing is a line about what is typed and not saved, which changes with every key.
func (l *Line) typing() bool {
	kind, _ := Source(l.Key)
	return kind == "draft"
}

func find(lines []Line, key string) *Line {
	if i := slices.IndexFunc(lines, func(l Line) bool { return l.Key == key }); i >= 0 {
		return &lines[i]
	}
	return nil
}

func noLine(key string, t text.Text) *Error {
	return &Error{Kind: NotFound, Field: "key", Text: t.With(text.Clean(key, text.Line))}
}

// missing refuses while a line is not ok, naming the first three.
func missing(field string, lines []Line, ok func(*Line) bool, t text.Text) *Error {
	var titles []text.Text
	for i := range lines {
		if !ok(&lines[i]) {
			titles = append(titles, lines[i].Title)
		}
	}
	if titles == nil {
		return nil
	}
	e := Refuse(t.With(len(titles), firstThree(titles)), "")
	e.Field = field
	return e
}

var changeWords = map[string]text.Text{
	"added":   {ZH: "新增 %[1]s", EN: "new: %[1]s"},
	"changed": {ZH: "有变 %[1]s", EN: "changed: %[1]s"},
	"late":    {ZH: "已逾期 %[1]s", EN: "overdue: %[1]s"},
	"gone":    {ZH: "已了结 %[1]s", EN: "finished: %[1]s"},
}

// Said is what changed, in words.
func (c LineChange) Said() text.Text {
	l := c.New
	if l == nil {
		l = c.Old
	}
	return changeWords[c.Kind].With(l.Title)
}

// changed is the Conflict of a taker who signs what is no longer so. One matter is named
// once, and the counts, which move with everything, only when nothing else did.
func changed(diff []LineChange) *Error {
	var what []text.Text
	seen := map[string]bool{}
	for _, c := range diff {
		l := c.New
		if l == nil {
			l = c.Old
		}
		kind, id := Source(l.Key)
		if seen[id] || kind == "counts" && len(diff) > 1 {
			continue
		}
		seen[id] = true
		what = append(what, c.Said())
	}
	if what == nil {
		return &Error{Kind: Conflict, Field: "mark", Text: text.Text{
			ZH: "您看到的不是现在的清单, 请看过再签字。", EN: "What you saw is not the list as it is now: look again, then sign."}}
	}
	return &Error{Kind: Conflict, Field: "mark", Text: text.Text{
		ZH: "交出后有变化: %[1]s。请看过再签字。", EN: "Work went on since it was presented: %[1]s. Look again, then sign."}.With(firstThree(what))}
}

func firstThree(all []text.Text) text.Text {
	const most = 3
	if len(all) <= most {
		return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(all)
	}
	return text.Text{ZH: "%[1]s 等 (+%[2]d)", EN: "%[1]s (+%[2]d)"}.With(all[:most], len(all)-most)
}
