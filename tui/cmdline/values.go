package cmdline

import (
	"fmt"
	"slices"
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

var reachedOptions = spelt([]option{
	{value: "yes", label: text.Text{ZH: "通", EN: "reached"}, names: []string{"接通", "通了", "打通", "已通", "yes"}},
	{value: "no", label: text.Text{ZH: "未接", EN: "no"}, names: []string{"未通", "没通", "没接", "不通", "无人接", "not reached"}},
})

var answerOptions = spelt([]option{
	{value: "yes", label: text.Text{ZH: "是", EN: "yes"}, names: []string{"有", "对"}},
	{value: "no", label: text.Text{ZH: "否", EN: "no"}, names: []string{"不是", "没有", "无", "不"}},
	unknownOption,
})

// unknownOption makes a fact unknown again.
var unknownOption = option{value: "unknown", label: text.Text{ZH: "不知道", EN: "unknown"}, names: []string{"不清楚", "未知"}}

// noneOption is the answer that none of several things holds.
var noneOption = option{value: "none", label: text.Text{ZH: "都不是", EN: "none"}, names: []string{"都没有"}}

// factOptions are what can be asked of a person.
var factOptions = func() (out []option) {
	for _, s := range rules.FactSpecs {
		if s.Name != "case_opened" {
			out = append(out, option{value: s.Name, label: s.Label, names: []string{s.Name}, loose: []string{s.Ask.ZH, s.Ask.EN}})
		}
	}
	return spelt(out)
}()

// readFact reads which fact, and what is answered.
func readFact(r *reader) *rules.Error {
	o, err := r.pick(factText, factOptions)
	if err != nil {
		return err
	}
	s, _ := rules.FactSpecOf(o.value)
	c := &command.EditCase{Case: r.e.Case, Person: &command.Person{}}
	says, err := r.answer(s, c)
	r.does(c, text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(s.Label, says))
	return err
}

func (r *reader) answer(s *rules.FactSpec, c *command.EditCase) (says text.Text, err *rules.Error) {
	switch s.Kind {
	case rules.FactNumber:
		return r.figure(s, c)
	case rules.FactMulti:
		return r.choices(s, c)
	}
	all := answerOptions
	if s.Kind == rules.FactChoice {
		all = spelt(append(named(s.Options), unknownOption))
	}
	o, err := r.pick(s.Label, all)
	switch {
	case err != nil:
	case o.value == unknownOption.value:
		forget(s, c)
	case s.Kind == rules.FactChoice:
		c.Person.Facts.SetWord(s.Name, o.value)
	case o.value == "yes":
		c.Person.Facts.SetTri(s.Name, rules.Yes)
	default:
		c.Person.Facts.SetTri(s.Name, rules.No)
	}
	return o.label, err
}

func forget(s *rules.FactSpec, c *command.EditCase) {
	c.Person, c.Forget = nil, []string{s.Name}
}

// figure reads an age.
func (r *reader) figure(s *rules.FactSpec, c *command.EditCase) (says text.Text, err *rules.Error) {
	if r.more() && among(spelt([]option{unknownOption}), r.words[r.at].s) {
		r.at++
		forget(s, c)
		return unknownOption.label, nil
	}
	n, err := r.number()
	age := int(n)
	c.Person.Facts.Age = &age
	return same(strconv.Itoa(age)), err
}

// choices reads one or several of the options, or that none of them holds.
func (r *reader) choices(s *rules.FactSpec, c *command.EditCase) (says text.Text, err *rules.Error) {
	all := spelt(append(named(s.Options), noneOption, unknownOption))
	var codes []string
	var labels []text.Text
	for first := true; first || r.more(); first = false {
		o, err := r.pick(s.Label, all)
		switch {
		case err != nil:
			return says, err
		case o.value == unknownOption.value && first:
			forget(s, c)
			return o.label, nil
		case o.value == noneOption.value && first:
			c.Person.Facts.SetList(s.Name, []string{})
			return o.label, nil
		case o.value == unknownOption.value || o.value == noneOption.value:
			return says, bad(aloneText.With(o.label))
		}
		if !slices.Contains(codes, o.value) {
			codes, labels = append(codes, o.value), append(labels, o.label)
		}
	}
	c.Person.Facts.SetList(s.Name, codes)
	return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(labels), nil
}

// once makes options of what has been read a single time, until Fresh.
func (s *Snapshot) once(name string, make func() []option) []option {
	all, ok := s.made[name]
	if !ok {
		all = spelt(make())
		if s.made == nil {
			s.made = map[string][]option{}
		}
		s.made[name] = all
	}
	return all
}

// Fresh forgets what was made of lists and pages: call it when one of them changes.
func (s *Snapshot) Fresh() { s.made = nil }

// officers are those with a role, all of them for "".
func (s *Snapshot) officers(role rules.Role) []option {
	return s.once("officers/"+string(role), func() (out []option) {
		if s.Lists == nil {
			return nil
		}
		for _, o := range s.Lists.Officers {
			if !o.Retired && (role == "" || slices.Contains(o.Roles, role)) {
				out = append(out, option{value: o.ID, label: same(o.Name), only: []string{o.ID}})
			}
		}
		return out
	})
}

// places are those of the kinds, in the order of the kinds.
func (s *Snapshot) places(kinds ...rules.PlaceKind) []option {
	return s.once(fmt.Sprint("places", kinds), func() (out []option) {
		if s.Lists == nil {
			return nil
		}
		for _, k := range kinds {
			for _, p := range s.Lists.Places {
				if p.Kind == k && !p.Retired {
					out = append(out, option{value: p.ID, label: same(p.Name), only: []string{p.ID}})
				}
			}
		}
		return out
	})
}

func (s *Snapshot) items() []option {
	return s.once("items", func() (out []option) {
		if s.Lists == nil {
			return nil
		}
		for _, i := range s.Lists.Items {
			if !i.Retired {
				out = append(out, option{value: i.ID, label: same(i.Name), only: []string{i.ID}})
			}
		}
		return out
	})
}

// parties are whom one may ring: those that the case needs first, then the other agencies
// and the leaders.
func (s *Snapshot) parties(id string) []option {
	return s.once("parties/"+id, func() []option { return s.numbers(id) })
}

func (s *Snapshot) numbers(id string) (out []option) {
	var all []rules.Agency
	if p := s.Pages[id].Case; p != nil {
		all = append(all, p.Numbers...)
	}
	if s.Lists != nil {
		all = append(all, s.Lists.Agencies...)
		for _, o := range s.Lists.Officers {
			if o.Phone != "" && !o.Retired && slices.Contains(o.Roles, rules.RoleLeader) {
				all = append(all, rules.Agency{ID: o.ID, Name: o.Name, Phones: []string{o.Phone}})
			}
		}
	}
	for _, a := range all {
		if a.Retired {
			continue
		}
		role := rules.WordOf(command.AgencyRoles, string(a.Role))
		at := slices.IndexFunc(out, func(o option) bool { return o.value == a.ID })
		if at < 0 {
			at = len(out)
			out = append(out, option{value: a.ID, label: same(a.Name), loose: []string{role.ZH, role.EN}})
		}
		out[at].names = append(out[at].names, a.Name)
		out[at].only = append(out[at].only, a.Phones...)
	}
	for i := range out {
		out[i].loose = append(out[i].loose, out[i].value)
		slices.Sort(out[i].names)
		out[i].names = slices.Compact(out[i].names)
	}
	return out
}

var (
	factText  = text.Text{ZH: "情况", EN: "fact"}
	aloneText = text.Text{ZH: "「%[1]s」只能单独写", EN: "\"%[1]s\" stands alone"}
)
