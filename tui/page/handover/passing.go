package handover

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// rest is what countRest would say of: all that is not counted, without the vehicles, of
// which words are wanted.
func (p *Page) rest() (out []text.Text) {
	for i := range p.h.Live {
		if l := &p.h.Live[i]; uncounted(l) && l.Count.Kind != rules.ThingVehicle {
			out = append(out, booked(l))
		}
	}
	return out
}

// booked is a thing with what should be there of it.
func booked(l *rules.Line) text.Text {
	if l.Count.Kind != rules.ThingGoods {
		return l.Title
	}
	return text.Text{ZH: "%[1]s %[2]d%[3]s", EN: "%[1]s %[2]d %[3]s"}.With(l.Title, l.Count.Book, l.Count.Unit)
}

// countRest says that all that was not counted yet is as it should be, after asking by name.
func (p *Page) countRest() route.Action {
	things := p.rest()
	if len(things) == 0 {
		return screen.Say{Text: text.Text{ZH: "没有要点的了。", EN: "Nothing is left to be counted."}}
	}
	save := screen.Save{From: p, Command: &command.CountThings{Handover: p.h.Handover.ID, Rest: true}, Done: text.Text{ZH: "其余相符", EN: "the rest is as it should be"}}
	return screen.Show(dialog.NewQuestion(text.Text{ZH: "清点相符", EN: "All as booked"},
		text.Text{ZH: "这 %[1]d 样都当面数过, 与账面相符? %[2]s", EN: "Were these %[1]d gone through, and as they should be? %[2]s"}.With(len(things), things),
		text.Text{ZH: "都数过", EN: "All counted"}, func() route.Action { return save }))
}

// onCounts says that the selected line is a thing that is counted.
func (p *Page) onCounts() bool {
	l := p.line()
	return l != nil && l.Count != nil
}

// early is how long before the end of the shift presenting is worth a word: a handover is
// drawn up in its last hour.
const early = time.Hour

// presentLead is what whoever presents must know: what is not counted, how long the shift
// still lasts, and whose turn it is then.
func (p *Page) presentLead(env screen.Env, w int) []string {
	var out []string
	if s := p.h.Handover.Reason; s != "" && p.state() == rules.HandoverDraft {
		out = env.Wrap(env.Theme.Warn.Flag(env.T(lastBackText.With(text.Display(s)))), w)
	}
	var things []text.Text
	for i := range p.h.Live {
		if l := &p.h.Live[i]; p.state() == rules.HandoverDraft && uncounted(l) {
			things = append(things, l.Title)
		}
	}
	if len(things) > 0 {
		out = append(out, env.Wrap(env.Theme.Warn.Flag(env.T(text.Text{ZH: "未点: %[1]s", EN: "Not counted: %[1]s"}.With(things))), w)...)
	}
	if s := p.duty.Shift; s != nil && s.End.Sub(env.Now) >= early {
		out = append(out, env.Wrap(env.Theme.Warn.Flag(env.T(text.Text{ZH: "本班到 %[1]s, 还有 %[2]s", EN: "The shift lasts until %[1]s, another %[2]s"}.With(env.HHMM(s.End), env.Minutes(s.End.Sub(env.Now))))), w)...)
	}
	if t := p.duty.Next; t != nil && t.Main != "" {
		out = append(out, env.Wrap(env.T(text.Text{ZH: "排班 %[1]s: 主班 %[2]s, 带班 %[3]s", EN: "Roster of %[1]s: main %[2]s, leader %[3]s"}.With(rules.Stamp(t.Start), p.name(t.Main), p.name(t.Leader))), w)...)
	}
	return append(out, env.Wrap(env.T(text.Text{ZH: "签字后交给接班人, 由其逐项接收。", EN: "With your signature it goes to the taker, who accepts it line by line."}), w)...)
}

// shape are the fields of presenting. Who leaves is offered last, for a second day running, and
// is no deputy, nor is whoever is chosen above.
func (p *Page) shape(v entry.Values) []field.Spec {
	crew := p.crewFields()
	taker := field.Spec{Name: "incoming", Label: text.Text{ZH: "接班人", EN: "Taken by"}, Kind: field.Choice, Required: true,
		Options: p.takers()}
	crew[1].Options = without(crew[1].Options, p.h.Handover.Outgoing, v["incoming"], v["leader"])
	return []field.Spec{taker, crew[0], crew[1], crew[2], {Name: "pin", Label: pinText, Kind: field.Secret, Max: 12, Required: true}}
}

// takers are who may take over, whoever leaves last.
func (p *Page) takers() []field.Option {
	all, out := dialog.Officers(p.lists, rules.RoleOfficer, rules.RoleLeader), p.h.Handover.Outgoing
	takers := without(all, out)
	for _, o := range all {
		if o.Value == out {
			o.Label = text.Text{ZH: "%[1]s (连值)", EN: "%[1]s (stays on)"}.With(o.Label)
			takers = append(takers, o)
		}
	}
	return takers
}

func without(all []field.Option, out ...string) []field.Option {
	return slices.DeleteFunc(slices.Clone(all), func(o field.Option) bool { return slices.Contains(out, o.Value) })
}

// callable are whom one rings to be relieved: whoever takes over and the next leader first,
// never oneself.
func (p *Page) callable(h *rules.Handover) []field.Option {
	first := []string{p.name(h.Incoming), p.name(h.Leader)}
	all := without(dialog.Names(p.lists), p.name(p.me))
	slices.SortStableFunc(all, func(a, b field.Option) int { return order(first, a.Value) - order(first, b.Value) })
	return all
}

func order(first []string, name string) int {
	if i := slices.Index(first, name); i >= 0 && name != "" {
		return i
	}
	return len(first)
}
