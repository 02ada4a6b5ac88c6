package sheet

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
)

// reason is what was said, after why the person is in distress and how help is given as far
// as these are on record.
func reason(k *rules.Case) text.Text {
	var all []text.Text
	if k.Distress != "" {
		all = append(all, rules.WordOf(rules.DistressWords, k.Distress))
	}
	if k.Mode != "" {
		all = append(all, rules.WordOf(rules.ModeWords, k.Mode))
	}
	if all == nil {
		return same(k.Said)
	}
	return parts(append(all, same(k.Said))...)
}

// Most of an entry that the intake form has room for, in characters. Ours.
const mostEntry = 60

// entries are the further records of the case that stand, each kind in a cell of its own;
// none where there are none, so that the form keeps its one page.
func (d drawing) entries() (out []Cell) {
	for _, kind := range rules.RecordWords {
		var all []text.Text
		for i := range d.p.Case.Records {
			r := &d.p.Case.Records[i]
			if !r.Stands() || string(r.Kind) != kind.Code {
				continue
			}
			line := text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.Stamp(r.At), r.Titled())
			all = append(all, parts(line, same(r.Who), same(r.Ref), clipped(r.Words, mostEntry), clipped(r.Result, mostEntry)))
		}
		if all != nil {
			out = append(out, Cell{Label: kind.Text, Value: parts(all...), Wide: true})
		}
	}
	return out
}
