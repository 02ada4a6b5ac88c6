package intake

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

const (
	recent = 200            // calls that are looked through for the same number
	within = 24 * time.Hour // how long a number is taken for the same matter
)

// twin is what the contact may be a second word of: an open case at the place, or an earlier
// call from the number. caseID is "" for a call that no open case came of.
type twin struct {
	why            text.Text
	caseID, callID string
}

// twin looks among what is open. One is enough to ask the person.
func (p *Page) twin() (twin, bool) {
	v := p.form.Values()
	if v["becomes"] == nothing || v["becomes"] == join && v["case"] != "" {
		return twin{}, false
	}
	if place := text.Fold(v["place"]); place != "" && v["becomes"] == toCase {
		if t, ok := p.near(place); ok {
			return t, true
		}
	}
	number, wrong := text.ParsePhone(v["caller.phone"])
	if wrong != nil || v["way"] == out {
		return twin{}, false
	}
	for i := range p.calls {
		c := &p.calls[i]
		if c.ID == p.call || c.Caller.Phone != number || p.now().Sub(c.At) > within {
			continue
		}
		at := c.At.In(rules.Zone).Format("15:04")
		if r := p.row(c.Case); r != "" {
			return twin{sameCase.With(at, screen.Short(r)), r, c.ID}, true
		}
		return twin{sameNumber.With(at, screen.Short(c.ID)), "", c.ID}, true
	}
	return twin{}, false
}

// near is an open case at the place, or else at one of which the words begin with the
// other's: 火车站广场附近 and 火车站广场.
func (p *Page) near(place string) (twin, bool) {
	var near *view.CaseRow
	for i := range p.cases {
		r := &p.cases[i]
		switch at := text.Fold(r.Place); {
		case at == place:
			return twin{samePlace.With(screen.Short(r.ID), r.Subject), r.ID, ""}, true
		case near == nil && len(at) > len("桥") && len(place) > len("桥") && (strings.HasPrefix(place, at) || strings.HasPrefix(at, place)):
			near = r
		}
	}
	if near == nil {
		return twin{}, false
	}
	return twin{nearPlace.With(screen.Short(near.ID), near.Place, near.Subject), near.ID, ""}, true
}

// row is the id when that case is open, or of the open one that it was merged into.
func (p *Page) row(id string) string {
	for _, r := range p.cases {
		if r.ID == id || slices.Contains(r.Merged, id) {
			return r.ID
		}
	}
	return ""
}

// line is what is said of it, with the keys where the window is wide enough for a keyboard.
// On a telephone the field of what becomes of the contact leads to the case.
func (t twin) line(keys, joins bool) text.Text {
	switch {
	case !keys:
		return t.why
	case joins && t.caseID != "":
		return joinLine.With(t.why)
	}
	return lookLine.With(t.why)
}

// twinKeys go and look at it, or join its case; they are there while there is one.
func (p *Page) twinKeys() binding.Table {
	t, ok := p.twin()
	if !ok {
		return nil
	}
	keys := binding.Table{{Keys: []string{"f6"}, Label: text.Text{ZH: "去看", EN: "Look"}, Help: text.Text{ZH: "去看相同地点或电话的那一件; 写下的留着", EN: "Look at the one with the same place or number; what is typed stays"},
		Do: func() route.Action { return t.look() }}}
	if t.caseID == "" || p.call != "" {
		return keys
	}
	return append(keys, binding.Binding{Keys: []string{"f7"}, Label: text.Text{ZH: "并入", EN: "Join"}, Help: text.Text{ZH: "不另立案, 并入那一件", EN: "Open no other case, join that one"},
		Do: func() route.Action {
			p.form.Set("becomes", join)
			p.form.Set("case", t.caseID)
			p.form.Focus("case")
			return nil
		}})
}

func (t twin) look() route.Action {
	if t.caseID != "" {
		return route.To{Page: route.Case, ID: t.caseID}
	}
	return route.To{Page: route.Call, ID: t.callID}
}

var (
	samePlace  = text.Text{ZH: "同一地点有在办 %[1]s %[2]s", EN: "Open at this place: %[1]s %[2]s"}
	nearPlace  = text.Text{ZH: "相近地点有在办 %[1]s %[2]s %[3]s", EN: "Open near this place: %[1]s %[2]s %[3]s"}
	sameCase   = text.Text{ZH: "这个电话 %[1]s 来过, 在办 %[2]s", EN: "This number rang at %[1]s, open case %[2]s"}
	sameNumber = text.Text{ZH: "这个电话 %[1]s 来过 %[2]s", EN: "This number rang at %[1]s, %[2]s"}
	lookLine   = text.Text{ZH: "%[1]s (F6 去看)", EN: "%[1]s (F6 look)"}
	joinLine   = text.Text{ZH: "%[1]s (F6 去看 F7 并入)", EN: "%[1]s (F6 look, F7 join)"}
)
