package rules

import "dutydesk/rules/text"

// Demand is an act that the plans can ask for in their season, whatever case it will be: what
// an Obligation of a case comes from. Of several plans that ask for the same act there is one
// demand, with the strictest limit and every clause.
type Demand struct {
	Code    string    `json:"code"`
	Goal    Goal      `json:"goal"`
	Text    text.Text `json:"text"`
	Must    bool      `json:"must"` // false: permitted or encouraged
	Limit   *Limited  `json:"limit,omitempty"`
	Repeat  bool      `json:"repeat,omitempty"` // the limit runs anew from each time it is done
	Plans   []string  `json:"plans"`
	Clauses []string  `json:"clauses"`
	AnyOf   []string  `json:"any_of,omitempty"` // acts asked for here of which one is enough, itself included
	Review  bool      `json:"review,omitempty"` // turns on a reading of the register
	Why     []Reason  `json:"why"`
}

// Limited is how long there is from when an act is owed.
type Limited struct {
	Setting string    `json:"setting"` // that holds the figure
	Text    text.Text `json:"text"`
	N       int       `json:"n"`
	Unit    string    `json:"unit"` // minutes, hours, days
	Ours    bool      `json:"our_limit"`
}

// Ambiguity is a place where a plan's text can be read two ways (docs/clauses.md §10). With
// Options the township chooses, the register's reading first; without, Text is how this
// program reads it.
type Ambiguity struct {
	ID      string    `json:"id"`
	Text    text.Text `json:"text"`
	Options []Named   `json:"options,omitempty"`
	Taken   string    `json:"taken,omitempty"` // the option that holds
	Set     bool      `json:"set,omitempty"`   // the township chose another than the register's
	Clauses []string  `json:"clauses,omitempty"`
}

// UnitWords names the units of a limit.
var UnitWords = []Named{
	{"minutes", text.Text{ZH: "分钟", EN: "minutes"}},
	{"hours", text.Text{ZH: "小时", EN: "hours"}},
	{"days", text.Text{ZH: "天", EN: "days"}},
}

// Within is the limit in words, empty without one.
func (d *Demand) Within() text.Text {
	if d.Limit == nil {
		return text.Text{}
	}
	within := text.Text{ZH: "%[1]d %[2]s内", EN: "within %[1]d %[2]s"}
	if d.Repeat {
		within = text.Text{ZH: "每 %[1]d %[2]s", EN: "every %[1]d %[2]s"}
	}
	return within.With(d.Limit.N, WordOf(UnitWords, d.Limit.Unit))
}
