package rules

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// ThingKind is what is counted when the desk changes hands (docs/domain.md §2.1: stock
// changes, state of keys, telephones and vehicle).
type ThingKind string

const (
	ThingGoods   ThingKind = "goods"   // of the duty room's own reserve
	ThingKept    ThingKind = "kept"    // keys, telephones
	ThingVehicle ThingKind = "vehicle" // 车辆: mileage, fuel and damage are said in words
)

// Count is a thing that is counted, with what was found of it. Book is what the ledger says
// now; Was what it said when the thing was counted. Found is of goods, OK of the others:
// there and in order.
type Count struct {
	Kind  ThingKind  `json:"kind"`
	Unit  string     `json:"unit,omitempty"`
	Book  int64      `json:"book"`
	Was   int64      `json:"was"`
	Found *int64     `json:"found,omitempty"`
	OK    *bool      `json:"ok,omitempty"`
	By    string     `json:"by,omitempty"` // name
	At    *time.Time `json:"at,omitempty"`
}

// Done says that the thing was counted; Stale that the ledger moved since; Differs that it
// was not found as it should be.
func (c *Count) Done() bool { return c.Found != nil || c.OK != nil }

// Stale is of goods that were given out or taken in since they were counted.
func (c *Count) Stale() bool { return c.Found != nil && c.Was != c.Book }

// Differs is of goods by what the ledger said when they were counted.
func (c *Count) Differs() bool {
	return c.Found != nil && *c.Found != c.Was || c.OK != nil && !*c.OK
}

// Said is what was found, in words.
func (c *Count) Said() text.Text {
	switch {
	case !c.Done():
		return text.Text{ZH: "未清点", EN: "not counted"}
	case c.OK != nil && *c.OK:
		return text.Text{ZH: "在, 完好", EN: "there and in order"}
	case c.OK != nil:
		return text.Text{ZH: "缺或有损", EN: "missing or damaged"}
	case c.Stale():
		return text.Text{ZH: "点时账面 %[1]d, 实点 %[2]d%[4]s; 现账面 %[3]d, 要重点", EN: "booked %[1]d when counted, found %[2]d %[4]s; booked %[3]d now: count again"}.With(c.Was, *c.Found, c.Book, c.Unit)
	case *c.Found > c.Was:
		return text.Text{ZH: "实点 %[1]d%[3]s, 多 %[2]d", EN: "found %[1]d %[3]s, %[2]d too many"}.With(*c.Found, *c.Found-c.Was, c.Unit)
	case *c.Found < c.Was:
		return text.Text{ZH: "实点 %[1]d%[3]s, 少 %[2]d", EN: "found %[1]d %[3]s, %[2]d missing"}.With(*c.Found, c.Was-*c.Found, c.Unit)
	}
	return text.Text{ZH: "实点 %[1]d%[2]s, 相符", EN: "found %[1]d %[2]s, as booked"}.With(*c.Found, c.Unit)
}

// recount keeps what was found of a thing that is drawn anew. A difference, and goods that
// moved since they were counted, need a word.
func (l *Line) recount(was *Count) {
	if l.Count == nil || was == nil {
		return
	}
	c := *was
	c.Kind, c.Unit, c.Book = l.Count.Kind, l.Count.Unit, l.Count.Book
	l.Count, l.Quiet = &c, !c.Differs() && !c.Stale()
}

// Counting is what was found of one thing: Found of goods, OK of anything else.
type Counting struct {
	Key   string `json:"key"`
	Found *int64 `json:"found,omitempty"`
	OK    *bool  `json:"ok,omitempty"`
	Word  string `json:"word,omitempty"` // of a difference, or a vehicle's mileage, fuel and damage
}

// MayCount decides who may count: as with words, until the taker has signed.
func (h *Handover) MayCount(by Hand, s *Shift) *Error {
	if h.State == HandoverPresented {
		return h.MayAdd(by, s)
	}
	return h.MaySay(by, s)
}

// Tally writes down what was found. With rest everything that is not counted yet is as it
// should be, but for vehicles, of which words are needed. Refused (Invalid): a difference or a
// vehicle without a word, a figure for what is not goods and the other way round.
func (h *Handover) Tally(by Hand, s *Shift, live Live, found []Counting, rest bool) *Error {
	if e := h.MayCount(by, s); e != nil {
		return e
	}
	now := h.Now(live.Lines)
	if rest {
		for i := range now {
			l := &now[i]
			if l.Count == nil || l.Count.Kind == ThingVehicle || l.Count.Done() && !l.Count.Stale() ||
				slices.ContainsFunc(found, func(f Counting) bool { return f.Key == l.Key }) {
				continue
			}
			f := Counting{Key: l.Key}
			if l.Count.Kind == ThingGoods {
				f.Found = &l.Count.Book
			} else {
				yes := true
				f.OK = &yes
			}
			found = append(slices.Clip(found), f)
		}
	}
	for _, f := range found {
		if e := h.tally(by, now, f); e != nil {
			return e
		}
	}
	return nil
}

func (h *Handover) tally(by Hand, now []Line, f Counting) *Error {
	l := find(now, f.Key)
	if l == nil || l.Count == nil {
		return noLine(f.Key, text.Text{ZH: "要清点的里没有这一样 (%[1]s)。", EN: "No such thing is to be counted (%[1]s)."})
	}
	switch goods := l.Count.Kind == ThingGoods; {
	case goods && (f.Found == nil || f.OK != nil):
		return Bad("found", text.Text{ZH: "%[1]s 要写实点数。", EN: "%[1]s: how many were found?"}.With(l.Title))
	case !goods && (f.OK == nil || f.Found != nil):
		return Bad("ok", text.Text{ZH: "%[1]s 要写在不在、好不好。", EN: "%[1]s: is it there and in order?"}.With(l.Title))
	}
	c := &Count{Kind: l.Count.Kind, Unit: l.Count.Unit, Book: l.Count.Book, Was: l.Count.Book, Found: f.Found, OK: f.OK, By: by.Name, At: &by.At}
	word := strings.TrimSpace(f.Word)
	switch {
	case word == "" && c.Differs():
		return Bad("word", text.Text{ZH: "%[1]s 不符, 要写明情况。", EN: "%[1]s is not as it should be: say what happened."}.With(l.Title))
	case word == "" && c.Kind == ThingVehicle:
		return Bad("word", text.Text{ZH: "车辆要写里程、油量、有无损伤。", EN: "Of a vehicle write mileage, fuel and any damage."})
	}
	l.Count = c
	l.Quiet = !c.Differs()
	at := find(h.Lines, l.Key)
	if h.State == HandoverPresented {
		at = h.stands(now, l.Key)
	}
	if at == nil { // it came since the draft was drawn
		h.Lines = append(slices.Clip(h.Lines), *l)
		at = &h.Lines[len(h.Lines)-1]
	}
	at.Count, at.Quiet, at.Word, at.Accepted = c, l.Quiet, word, nil
	return nil
}
