package cmdline

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
)

// roundOptions are what happens on a round.
var roundOptions = spelt([]option{
	{value: "out", label: text.Text{ZH: "出", EN: "out"}, names: []string{"出发"}},
	{value: "stop", label: text.Text{ZH: "到", EN: "at"}, names: []string{"到站", "stop"}},
	{value: "back", label: text.Text{ZH: "回", EN: "back"}, names: []string{"返回"}},
})

// readPatrol reads who leaves on a round and in what; or where the one that is out has come to
// and what was seen; or that it is back.
func readPatrol(r *reader) *rules.Error {
	what, err := r.pick(roundText, roundOptions)
	if err != nil {
		return err
	}
	if what.value == "out" {
		return r.round()
	}
	id, err := r.outside()
	if err != nil {
		return err
	}
	if what.value == "back" {
		words := r.rest(noteText)
		r.does(&command.ReturnPatrol{Patrol: id, Seen: words}, with(with(what.label, screen.Short(id)), words))
		return nil
	}
	if !r.more() {
		r.slot(r.s.places(rules.PlaceHotspot, rules.PlaceHelp, rules.PlaceShelter))
		return missingWord(placeText)
	}
	at, err := r.own(r.s.places(rules.PlaceHotspot, rules.PlaceHelp, rules.PlaceShelter))
	if err != nil {
		return err
	}
	words := r.rest(seenText)
	r.does(&command.StopPatrol{Patrol: id, Place: at.label.ZH, Seen: words}, with(with(with(what.label, screen.Short(id)), at.label.ZH), words))
	return nil
}

// round reads who leaves and in what.
func (r *reader) round() *rules.Error {
	if !r.more() {
		r.slot(r.s.officers(""))
		return missingWord(teamText)
	}
	who, err := r.own(r.s.officers(""))
	if err != nil {
		return err
	}
	c := &command.StartPatrol{Crew: rules.Names(who.label.ZH)}
	if !r.more() {
		r.slot(r.s.places(rules.PlaceVehicle))
	} else {
		car, err := r.own(r.s.places(rules.PlaceVehicle))
		if err != nil {
			return err
		}
		c.Vehicle = car.label.ZH
	}
	r.does(c, with(same(strings.Join(c.Crew, "、")), c.Vehicle))
	return nil
}

// outside is the round that is out: the one that is named by its number, or the only one.
func (r *reader) outside() (string, *rules.Error) {
	if r.s.Patrols == nil || len(r.s.Patrols.Out) == 0 {
		return "", bad(text.Text{ZH: "没有巡查在外。", EN: "No patrol is out."})
	}
	var all []option
	for i := range r.s.Patrols.Out {
		p := &r.s.Patrols.Out[i].Patrol
		_, number, _ := strings.Cut(p.ID, "-")
		all = append(all, option{value: p.ID, label: same(screen.Short(p.ID)), names: []string{p.ID, number, strings.TrimLeft(number, "0")}})
	}
	all = spelt(all)
	if r.more() {
		if o, ok := r.exactly(all); ok {
			return o.value, nil
		}
	}
	if len(all) > 1 {
		_, err := r.pick(roundText, all)
		if err == nil {
			err = missingWord(roundText)
		}
		return "", err
	}
	return all[0].value, nil
}

var (
	roundText = text.Text{ZH: "巡查哪一步或哪一趟", EN: "which step or which round"}
	seenText  = text.Text{ZH: "看到什么, 可以空着", EN: "what was seen, may stay empty"}
)
