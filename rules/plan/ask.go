package plan

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
)

// question is one line of docs/plan-questions.md, its values still raw.
type question map[string]json.RawMessage

// ops of docs/plan-questions.md.
var ops = map[string]func(*Library, *Plan, question) (any, error){
	"window": (*Library).askWindow, "obligations": (*Library).askObligations,
	"deadline": (*Library).askDeadline, "roster": (*Library).askRoster,
	"followup": (*Library).askFollowup, "checklist": (*Library).askChecklist,
	"grant": (*Library).askGrant, "delivery": (*Library).askDelivery, "stage": (*Library).askStage,
	"amount": (*Library).askAmount, "owner": (*Library).askOwner, "funds": (*Library).askFunds,
}

// Ask answers one question of docs/plan-questions.md with one JSON object, without a
// newline. What cannot be answered is {"error": …}; Ask itself never fails.
func (l *Library) Ask(line []byte) []byte {
	answer, err := l.loaded().answer(line)
	if err == nil {
		var out []byte
		if out, err = json.Marshal(answer); err == nil {
			return out
		}
	}
	out, _ := json.Marshal(map[string]string{"error": err.Error()})
	return out
}

func (l *Library) answer(line []byte) (any, error) {
	var q question
	if err := json.Unmarshal(line, &q); err != nil {
		return nil, fmt.Errorf("not one JSON object: %w", err)
	}
	id, err := q.str("plan")
	if err != nil {
		return nil, err
	}
	op, err := q.str("op")
	if err != nil {
		return nil, err
	}
	p, ok := l.Plan(id)
	switch {
	case !ok && planID.MatchString(id):
		return nil, fmt.Errorf("plan %s is not available yet", id)
	case !ok:
		return nil, fmt.Errorf("plan: unknown plan %q, expected P1 to P9", clip(id))
	}
	run, ok := ops[op]
	switch {
	case !ok:
		return nil, fmt.Errorf("op: unknown op %q", clip(op))
	case run == nil:
		return nil, fmt.Errorf("op %s is not available yet", op)
	}
	return run(l, p, q)
}

// clip keeps an echo of the question short.
func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// has says whether the key is there with a value; null is none.
func (q question) has(key string) bool {
	raw, ok := q[key]
	return ok && string(raw) != "null"
}

// decode reads the value of a key that is there.
func (q question) decode(key, expected string, into any) error {
	if json.Unmarshal(q[key], into) != nil {
		return fmt.Errorf("%s: expected %s", key, expected)
	}
	return nil
}

// str is a string that has to be there.
func (q question) str(key string) (string, error) {
	if !q.has(key) {
		return "", fmt.Errorf("%s: missing, expected a string", key)
	}
	var s string
	err := q.decode(key, "a string", &s)
	return s, err
}

// date is an optional civil date; a time counts with its date at the desk.
func (q question) date(key string) (rules.Date, error) {
	if !q.has(key) {
		return "", nil
	}
	const expected = "a date as 2006-01-02"
	var s string
	if err := q.decode(key, expected, &s); err != nil {
		return "", err
	}
	if d, ok := rules.ParseDate(s); ok {
		return d, nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return rules.DateOf(t), nil
	}
	return "", fmt.Errorf("%s: %q, expected %s", key, clip(s), expected)
}

// dates is an optional list of civil dates.
func (q question) dates(key string) ([]rules.Date, error) {
	if !q.has(key) {
		return nil, nil
	}
	var raw []json.RawMessage
	if err := q.decode(key, "a list of dates as 2006-01-02", &raw); err != nil {
		return nil, err
	}
	out := make([]rules.Date, 0, len(raw))
	for i, r := range raw {
		d, err := question{key: r}.date(key)
		if err == nil && d == "" {
			err = fmt.Errorf("%s: null in the list, expected a date", key)
		}
		if err != nil {
			return nil, fmt.Errorf("%w, at number %d", err, i+1)
		}
		out = append(out, d)
	}
	return out, nil
}

// list is an optional list of words.
func (q question) list(key string) ([]string, error) {
	if !q.has(key) {
		return nil, nil
	}
	var list []*string
	if err := q.decode(key, "a list of words", &list); err != nil {
		return nil, err
	}
	out := make([]string, len(list))
	for i, s := range list {
		if s == nil {
			return nil, fmt.Errorf("%s: null in the list, expected words", key)
		}
		out[i] = *s
	}
	return out, nil
}

// optStr is a string, "" when absent.
func (q question) optStr(key string) (string, error) {
	if !q.has(key) {
		return "", nil
	}
	return q.str(key)
}

// year is an optional calendar year, 0 when absent.
func (q question) year(key string) (int, error) { return q.whole(key, 1, 9998, "a year") }

// whole is an optional whole number, 0 when absent.
func (q question) whole(key string, low, high int, what string) (int, error) {
	if !q.has(key) {
		return 0, nil
	}
	expected := what + " as a whole number"
	var n float64
	if err := q.decode(key, expected, &n); err != nil {
		return 0, err
	}
	if n != math.Trunc(n) || n < float64(low) || n > float64(high) {
		return 0, fmt.Errorf("%s: expected %s, %d to %d", key, expected, low, high)
	}
	return int(n), nil
}

// windowAnswer: docs/plan-questions.md, window.
type windowAnswer struct {
	Start   *rules.Date `json:"season_start"`
	End     *rules.Date `json:"season_end"`
	Days    *int        `json:"days,omitempty"`
	Inside  *bool       `json:"inside,omitempty"`
	Setting bool        `json:"setting,omitempty"`
	Review  bool        `json:"review"`
	Reading []string    `json:"readings,omitempty"`
	Clauses []string    `json:"clauses"`
	Ask     []string    `json:"ask"`
}

// windowAsked adds an inside that cannot be told to an answer where a date is asked.
type windowAsked struct {
	windowAnswer
	Inside *bool `json:"inside"`
}

func (l *Library) askWindow(p *Plan, q question) (any, error) {
	date, err := q.date("date")
	if err != nil {
		return nil, err
	}
	issued, err := q.date("issued_on")
	if err != nil {
		return nil, err
	}
	year, err := q.year("season_start_year")
	if err != nil {
		return nil, err
	}
	if p.window.year != 0 {
		year = 0 // the plan prints its own
	}
	taken, err := l.taken(q)
	if err != nil {
		return nil, err
	}
	_, named, _, _ := p.Window(year)
	from, to, days, setting := p.WindowRead(year, taken)
	a := windowAnswer{Setting: setting, Clauses: p.window.clauses, Ask: []string{}}
	if to != "" {
		a.End = &to
	} else if p.window.last != "" {
		a.Ask = append(a.Ask, "season_start_year")
	}
	if to != "" && p.window.by && (date == "" || date == named) { // it decides the last day
		a.Review, a.Reading = true, []string{ReadBefore}
	}
	if p.window.length != nil && date == "" {
		a.Review, a.Reading = true, append(a.Reading, p.window.length.id)
	}
	if setting {
		if date != "" {
			return windowAsked{windowAnswer: a}, nil
		}
		return a, nil
	}
	a.Start, a.Days = &from, &days
	if date == "" {
		return a, nil
	}
	inside := from <= date && date <= to
	a.Inside = &inside
	b := p.window.before
	if b == nil || date > to {
		return a, nil
	}
	switch early := date < from; {
	case issued == "" && early:
		a.Ask = append(a.Ask, "issued_on")
	case issued != "" && early == (issued <= date): // the day of issue would decide otherwise
		a.Review, a.Reading = true, append(a.Reading, b.id)
		a.Clauses = slices.Concat(a.Clauses, p.window.also)
	}
	return a, nil
}

// contractFacts are the facts that docs/plan-questions.md names for obligations. Further
// facts of the desk are read where they fit and passed over where they do not.
const contractFacts = " sudden_illness gravely_ill groups mental_illness intellectual_disability declines full_capacity " +
	"consent temporary_difficulty weather found found_by stays_on_street necessary enters from_area track_verifiable " +
	"escorted handover_form given case_opened "

func inContract(fact string) bool { return strings.Contains(contractFacts, " "+fact+" ") }
