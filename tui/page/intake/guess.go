package intake

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/gist"
	"dutydesk/rules/text"
)

// burst is how many characters at once in the words are a message, though the terminal did
// not mark them as pasted.
const burst = 20

// told is a guess for a field.
type told struct {
	field string
	gist.Guess
}

// heard is what the words tell, in the order of the fields; those that tell nothing have no
// value.
func (p *Page) heard() (all []told) {
	v := p.form.Values()
	g := gist.Read(v["said"], names(p.lists.Places, p.lists.Villages))
	for _, f := range g.Facts {
		if !slices.Contains(p.facts(v), f.Name) {
			p.told = append(p.told, f.Name)
		}
	}
	p.form.Renew()
	all = []told{{"place", g.Place}, {"person.name", g.Name}, {"person.sex", g.Sex}, {"caller.phone", g.Phone}, {"person.age", g.Age}}
	if p.call == "" {
		at := g.Time
		at.Value = g.Moment(p.now().In(rules.Zone))
		all = append(all, told{"at", at})
	}
	for _, name := range p.facts(v) {
		if name != "age" {
			all = append(all, told{"person." + name, g.Fact(name)})
		}
	}
	return all
}

// guess proposes in the empty fields what the words tell. A guess that nobody has gone
// through follows the words when they change. It reports whether anything new is proposed.
func (p *Page) guess() (anew bool) {
	for _, is := range p.heard() {
		if p.form.Guessed(is.field) && p.form.Values()[is.field] != is.Value {
			p.form.Set(is.field, "")
		}
		if is.Value != "" && p.form.Guess(is.field, is.Value, why(is.Guess)) {
			p.guessed[is.field], anew = is.Value, true
		}
	}
	return anew
}

// again marks as guesses what came back from a draft and is what the words tell: a draft
// does not keep who put a value in.
func (p *Page) again() {
	for _, is := range p.heard() {
		if is.Value != "" && p.form.Values()[is.field] == is.Value {
			p.form.Set(is.field, "")
		}
	}
	p.guess()
}

// names are the places and villages that are known by name.
func names(places []rules.Place, villages []rules.Village) (out []string) {
	for _, p := range places {
		if !p.Retired {
			out = append(out, p.Name)
		}
	}
	for _, v := range villages {
		if !v.Retired {
			out = append(out, v.Name)
		}
	}
	return out
}

// proposeCase proposes the case that the contact seems to be about.
func (p *Page) proposeCase() {
	if t, ok := p.twin(); ok && t.caseID != "" {
		p.form.Guess("case", t.caseID, t.why)
	}
}

// saidHint stands in the empty field of the words.
func (p *Page) saidHint() text.Text {
	if p.blank != nil {
		return saidHintB
	}
	return saidHintA
}

// why is what a guess rests on: its words, unless they are the value itself.
func why(g gist.Guess) text.Text {
	if g.Why == g.Value {
		return asSaid
	}
	return guessText.With(g.Why)
}

var (
	asSaid    = text.Text{ZH: "原话如此", EN: "as said"}
	guessText = text.Text{ZH: "「%[1]s」", EN: "\"%[1]s\""}
)
