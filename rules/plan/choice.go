package plan

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Choice is an entry of the register (docs/clauses.md §10) that a township may read either
// way, by Operation.Settings[ID]. The first option is the register's reading, which holds
// where nobody chose.
type Choice struct {
	ID      string
	Text    text.Text
	Options []rules.Named
}

// Choices lists them in the order of the register.
func (l *Library) Choices() []*Choice { return l.loaded().choices }

// Choice is the one of that id.
func (l *Library) Choice(id string) (*Choice, bool) {
	for _, c := range l.loaded().choices {
		if c.ID == id {
			return c, true
		}
	}
	return nil, false
}

// Offers says whether it has that option.
func (c *Choice) Offers(code string) bool {
	return slices.ContainsFunc(c.Options, func(o rules.Named) bool { return o.Code == code })
}

// taken is the option that the settings of an operation choose.
func (c *Choice) taken(settings map[string]string) string {
	if v := settings[c.ID]; c.Offers(v) {
		return v
	}
	return c.Options[0].Code
}

// option is one reading of a choice, on which a part of a plan rests.
type option struct {
	*Choice
	code string
}

// under says whether what rests on the option is in force; what rests on none always is.
func (o option) under(settings map[string]string) bool {
	return o.Choice == nil || o.taken(settings) == o.code
}

// chosen says whether the settings take the option, of one that there is.
func (o option) chosen(settings map[string]string) bool { return o.Choice != nil && o.under(settings) }

// option reads the key taken: the id of a choice and one of its options.
func (ld *loader) option(m *mapping) option {
	s := m.optStr("taken")
	if s == "" {
		return option{}
	}
	id, code, _ := strings.Cut(s, " ")
	c, ok := ld.lib.Choice(id)
	if !ok || !c.Offers(code) {
		m.r.fail(m.value("taken"), "taken %q; expected a choice of base.yaml and one of its options, as A-01 strict", s)
		return option{}
	}
	return option{c, code}
}

func (ld *loader) choice(m *mapping) {
	c := &Choice{ID: m.str("id"), Text: m.text()}
	if c.ID != "" && !registerID.MatchString(c.ID) {
		m.r.fail(m.value("id"), "choice %q; expected an id of the register as A-01", c.ID)
	}
	m.must("options")
	m.each("options", func(m *mapping) {
		o := rules.Named{Code: m.str("code"), Text: m.text()}
		if c.Offers(o.Code) {
			m.r.fail(m.value("code"), "option %q stands twice; expected one", o.Code)
		}
		c.Options = append(c.Options, o)
	})
	if len(c.Options) < 2 {
		m.r.fail(m.value("options"), "%d options; expected two or more, the register's first", len(c.Options))
		return
	}
	if _, twice := ld.lib.Choice(c.ID); twice {
		m.r.fail(m.value("id"), "choice %s stands twice; expected one", c.ID)
	}
	ld.lib.choices = append(ld.lib.choices, c)
}

// Register lists the entries of the register that this program reads one way only and that
// stand in no section of a plan (Ambiguities has those).
func (l *Library) Register() []rules.Ambiguity { return l.loaded().register }

func (ld *loader) entry(m *mapping) {
	a := rules.Ambiguity{ID: m.register(), Clauses: ld.clauses(m, "bears_on"), Text: m.text()}
	if _, choice := ld.lib.Choice(a.ID); choice || slices.ContainsFunc(ld.lib.register, func(o rules.Ambiguity) bool { return o.ID == a.ID }) {
		m.r.fail(m.value("id"), "choice %s stands twice; expected one", a.ID)
	}
	ld.lib.register = append(ld.lib.register, a)
}
