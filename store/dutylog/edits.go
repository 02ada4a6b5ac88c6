package dutylog

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// facts is what of a command says something about the person of a case.
type facts struct {
	Place  *string         `json:"place"`
	Person *command.Person `json:"person"`
	Forget []string        `json:"forget"`
	Open   *struct {
		Person *command.Person `json:"person"`
	} `json:"open"`
}

var (
	fromTo = text.Text{ZH: "%[1]s: %[2]s 改为 %[3]s", EN: "%[1]s: from %[2]s to %[3]s"}
	setTo  = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}
)

// edited is what an edit of a case changed, each fact from what stood there, as the entries
// before it said, to what stands after.
func (d *drawing) edited(x *tx.Entry, id string) (text.Text, error) {
	var now facts
	if ok, err := tx.BodyOf(d.v, x.Seq, &now); err != nil || !ok {
		return text.Text{}, err
	}
	entries, err := tx.EntriesOf(d.v, id)
	if err != nil {
		return text.Text{}, err
	}
	was := map[string]text.Text{}
	for i := range entries {
		e := &entries[i]
		if e.Seq >= x.Seq || !slices.Contains([]string{"case.open", "call.log", "case.edit"}, e.Code) {
			continue
		}
		var b facts
		if _, err := tx.BodyOf(d.v, e.Seq, &b); err != nil {
			return text.Text{}, err
		}
		for _, name := range b.Forget {
			delete(was, name)
		}
		if b.Person == nil && b.Open != nil {
			b.Person = b.Open.Person
		}
		told(b.Person, func(s *rules.FactSpec, said text.Text) { was[s.Name] = said })
	}
	var lines []text.Text
	told(now.Person, func(s *rules.FactSpec, said text.Text) {
		switch before, ok := was[s.Name]; {
		case !ok:
			lines = append(lines, setTo.With(s.Label, said))
		case before.In(text.ZH) != said.In(text.ZH):
			lines = append(lines, fromTo.With(s.Label, before, said))
		}
	})
	for i := range rules.FactSpecs {
		s := &rules.FactSpecs[i]
		if before, ok := was[s.Name]; ok && slices.Contains(now.Forget, s.Name) {
			lines = append(lines, fromTo.With(s.Label, before, text.Text{ZH: "未知", EN: "unknown"}))
		}
	}
	if now.Person != nil && now.Person.Name != "" {
		lines = append(lines, setTo.With(text.Text{ZH: "姓名", EN: "name"}, now.Person.Name))
	}
	if now.Place != nil {
		lines = append(lines, setTo.With(text.Text{ZH: "地点", EN: "place"}, *now.Place))
	}
	return joined(lines), nil
}

// told calls do for each fact that is known of a person.
func told(p *command.Person, do func(s *rules.FactSpec, said text.Text)) {
	if p == nil {
		return
	}
	for i := range rules.FactSpecs {
		if s := &rules.FactSpecs[i]; p.Known(s.Name) {
			do(s, s.Said(&p.Facts))
		}
	}
}
