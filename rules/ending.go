package rules

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// Receiver is who took a person over when a case was settled: a relative, a nurse, the
// officer of a station.
type Receiver struct {
	Name     string `json:"name,omitempty"`
	Relation string `json:"relation,omitempty"` // to the person, or the post
	Phone    string `json:"phone,omitempty"`
	IDSeen   bool   `json:"id_seen,omitempty"` // the identity paper was looked at, a copy kept
	Proof    string `json:"proof,omitempty"`   // what shows that a child's guardian it is
}

// Witness stands by a refusal that the person will not sign; one may be an officer.
type Witness struct {
	Name  string `json:"name"`
	Unit  string `json:"unit,omitempty"` // or relation to the person
	Phone string `json:"phone,omitempty"`
}

// Signing is how a refusal was confirmed.
type Signing string

const (
	SignedByHand Signing = "signed"
	SignedThumb  Signing = "thumb"
	WouldNotSign Signing = "would_not" // 拒签, with two witnesses
)

// SigningWords names the ways.
var SigningWords = []Named{
	{string(SignedByHand), text.Text{ZH: "本人签字", EN: "signed"}},
	{string(SignedThumb), text.Text{ZH: "按手印", EN: "thumbprint"}},
	{string(WouldNotSign), text.Text{ZH: "拒签", EN: "would not sign"}},
}

// Witnesses is how many stand by a refusal that is not signed (docs/domain.md §9.1).
const Witnesses = 2

// Ending is what a settling says beside its outcome: where the person is, with whom, and how
// a refusal was confirmed. Over is why a full shelter takes one more, by the word of Leader.
type Ending struct {
	Place     PlaceRef  `json:"place,omitzero"`
	Over      string    `json:"over,omitempty"`
	Leader    string    `json:"leader,omitempty"` // officer id
	Order     string    `json:"order,omitempty"`  // by which the leader said so
	Receiver  Receiver  `json:"receiver,omitzero"`
	Sign      Signing   `json:"sign,omitempty"`
	Witnesses []Witness `json:"witnesses,omitempty"`
}

// Equal says that two endings tell the same.
func (e *Ending) Equal(o *Ending) bool {
	return e.Place == o.Place && e.Over == o.Over && e.Receiver == o.Receiver && e.Sign == o.Sign && slices.Equal(e.Witnesses, o.Witnesses)
}

// against says that two endings contradict each other: where the person is, with whom, or how
// a refusal was confirmed.
func (e *Ending) against(o *Ending) bool {
	two := func(a, b string) bool { return a != "" && b != "" && text.Fold(a) != text.Fold(b) }
	return elsewhere(e.Place, o.Place) || two(e.Receiver.Name, o.Receiver.Name) || two(e.Receiver.Phone, o.Receiver.Phone) || two(string(e.Sign), string(o.Sign))
}

// over is what is said anew, with what was said before where nothing is.
func (e Ending) over(was *Ending) Ending {
	if e.Place == (PlaceRef{}) {
		e.Place, e.Over, e.Leader, e.Order = was.Place, was.Over, was.Leader, was.Order
	}
	r, w := &e.Receiver, &was.Receiver
	r.Name, r.Relation, r.Phone, r.Proof = cmp.Or(r.Name, w.Name), cmp.Or(r.Relation, w.Relation), cmp.Or(r.Phone, w.Phone), cmp.Or(r.Proof, w.Proof)
	r.IDSeen = r.IDSeen || w.IDSeen
	e.Sign = cmp.Or(e.Sign, was.Sign)
	if e.Witnesses == nil {
		e.Witnesses = was.Witnesses
	}
	return e
}

// Words say what the ending tells, for a timeline or a sheet; nothing when it tells nothing.
func (e *Ending) Words() text.Text {
	var all []text.Text
	add := func(there bool, t text.Text) {
		if there {
			all = append(all, t)
		}
	}
	r := &e.Receiver
	add(e.Place.Text != "", text.Text{ZH: e.Place.Text, EN: e.Place.Text})
	add(e.Over != "", text.Text{ZH: "超员: %[1]s", EN: "over its beds: %[1]s"}.With(e.Over))
	add(r.Name+r.Relation+r.Phone != "", text.Text{ZH: "接收人 %[1]s", EN: "received by %[1]s"}.With(strings.Join(strings.Fields(r.Name+" "+r.Relation+" "+r.Phone), " ")))
	add(r.IDSeen, text.Text{ZH: "证件已核对", EN: "identity paper seen"})
	add(r.Proof != "", text.Text{ZH: "监护证明 %[1]s", EN: "proof of the guardian: %[1]s"}.With(r.Proof))
	add(e.Sign != "", WordOf(SigningWords, string(e.Sign)))
	for _, w := range e.Witnesses {
		all = append(all, text.Text{ZH: "见证人 %[1]s", EN: "witness %[1]s"}.With(strings.Join(strings.Fields(w.Name+" "+w.Unit+" "+w.Phone), " ")))
	}
	if len(all) == 0 {
		return text.Text{}
	}
	return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(all)
}

// Lack is something that an outcome asks and that nobody has said: Field is that of the
// settling.
type Lack struct {
	Field  string
	Text   text.Text
	Clause string
}

// Lacks is what the outcome of the case asks for and does not have. The case may be settled
// without it, and is not closed before it is there.
func (c *Case) Lacks() (out []Lack) {
	lack := func(missing bool, field, clause string, t text.Text) {
		if missing {
			out = append(out, Lack{field, t, clause})
		}
	}
	e := &c.Ending
	switch c.Outcome {
	case OutcomeShelter:
		lack(e.Place.Text == "", "place", "", text.Text{ZH: "安置在哪个避寒点", EN: "which shelter"})
	case OutcomeHome:
		if !c.Dependent() {
			break
		}
		lack(e.Receiver.Name == "", "receiver.name", "R.12", text.Text{ZH: "谁接回的", EN: "who took the person home"})
		lack(e.Receiver.Relation == "", "receiver.relation", "R.12", text.Text{ZH: "接回人与本人的关系", EN: "how they are related"})
		lack(e.Receiver.Phone == "", "receiver.phone", "R.12", text.Text{ZH: "接回人电话", EN: "their telephone"})
		lack(c.Facts.Minor() && e.Receiver.Proof == "", "receiver.proof", "R.13", text.Text{ZH: "监护人凭什么证明", EN: "what proves the guardian"})
	case OutcomeRefused:
		lack(e.Sign == "", "sign", "P3.4.7", text.Text{ZH: "本人签字、按手印还是拒签", EN: "whether the person signed"})
		if n := Witnesses - len(e.Witnesses); e.Sign == WouldNotSign {
			lack(n > 0, "witnesses", "P3.4.7", text.Text{ZH: "拒签见证人还缺 %[1]d 名", EN: "%[1]d more witness(es) of the refusal to sign"}.With(n))
		}
	case OutcomeDied:
		lack(c.OutcomeNote == "", "note", "P1.1.2", text.Text{ZH: "死亡的时间、地点和经过, 写一句", EN: "when, where and how the person died, in a few words"})
	}
	return out
}

// Dependent says that whoever takes the person home must show who they are: a minor, someone
// disabled or hard to move, or who does not decide for himself (docs/domain.md §1.3).
func (c *Case) Dependent() bool {
	f := &c.Facts
	return f.Minor() || f.Tri("full_capacity") == No || slices.Contains(f.Groups, "disabled") || slices.Contains(f.Groups, "mobility_impaired")
}

// Met are the duties that the ending itself shows to be done.
func (c *Case) Met() (codes []string) {
	if c.Ending.Receiver.IDSeen {
		codes = append(codes, "collector_id")
	}
	if c.Outcome == OutcomeLeft && c.OutcomeNote != "" {
		codes = append(codes, "departure_note")
	}
	return codes
}

// Shelter is the shelter that the person is in by the settling that stands, "" for none or
// for one that is on no list.
func (c *Case) Shelter() string {
	if c.Outcome != OutcomeShelter || c.State == CaseClosed {
		return ""
	}
	return c.Ending.Place.ID
}

// MayShelter decides whether the place takes one more beside those in it. Refused: a place
// that is no shelter, and one that is full unless over says why, with leader, the officer who
// allowed it. A shelter whose capacity nobody has written down is never full.
func (p *Place) MayShelter(in int, over, leader string) *Error {
	switch {
	case p.Kind != PlaceShelter && p.Kind != PlaceHelp:
		return Bad("place", text.Text{ZH: "%[1]s 不是避寒点。", EN: "%[1]s is no shelter."}.With(p.Name))
	case p.Capacity == 0 || in < p.Capacity:
		return nil
	case over == "":
		return Refuse(text.Text{ZH: "%[1]s 已满: %[2]d 张床住了 %[3]d 人。换一处, 或由带班领导写明原因超员安置。",
			EN: "%[1]s is full: %[3]d persons on %[2]d beds. Choose another, or a leader gives a reason to take one more."}.With(p.Name, p.Capacity, in), "").at("place")
	case leader == "":
		e := NeedsLeader()
		e.Field = "over"
		return e
	}
	return nil
}

// NeedsLeader refuses what a leader alone allows: in person, or by an order on the case.
func NeedsLeader() *Error {
	return &Error{Kind: Denied, Text: text.Text{ZH: "要带班领导决定: 由领导登录来做, 或先记领导的口头指示, 再选这条指示。",
		EN: "A leader decides this: the leader signs in, or take the leader's order down first and choose it."}}
}

func (e *Error) at(field string) *Error { e.Field = field; return e }

// LeaderOf is who decided something a leader alone may: the officer who is one, or the leader of
// an order on the case that stands. "" when neither.
func LeaderOf(by Hand, order *Order) string {
	switch {
	case by.leads():
		return by.Officer
	case order != nil && order.Struck == "":
		return order.Leader
	}
	return ""
}

// Life is what a case was before it was opened again: its milestones and outcome stay to be
// read, and At, By and Reason are of the reopening.
type Life struct {
	DispatchAt  *time.Time `json:"dispatched_at,omitempty"`
	ArriveAt    *time.Time `json:"arrived_at,omitempty"`
	SettledAt   *time.Time `json:"settled_at,omitempty"`
	ClosedAt    *time.Time `json:"closed_at,omitempty"`
	Team        string     `json:"team,omitempty"`
	Vehicle     string     `json:"vehicle,omitempty"`
	Teams       []Team     `json:"teams,omitempty"` // that had come back
	Outcome     Outcome    `json:"outcome,omitempty"`
	OutcomeNote string     `json:"outcome_note,omitempty"`
	Ending      Ending     `json:"ending,omitzero"`
	Settlings   []Settling `json:"settlings,omitempty"`
	Forced      *Forced    `json:"forced,omitempty"`
	At          time.Time  `json:"at"`
	By          string     `json:"by"`
	Reason      string     `json:"reason"`
	Seq         uint64     `json:"seq,omitempty"`
}

// MayReopen refuses a case that is not closed.
func (c *Case) MayReopen() *Error {
	if c.State == CaseClosed {
		return nil
	}
	return Refuse(text.Text{ZH: "%[1]s 还没有办结, 不用重新打开。", EN: "%[1]s is not closed: there is nothing to reopen."}.With(c.ID), "")
}

// Reopen begins a closed case anew, because something new happened: it is open again, its
// milestones are free, and those it had stay in Lives. What was done for the person stays
// done; facts stay as they are known. A closing that was a slip is taken back by StepBack.
func (c *Case) Reopen(by, reason string, at time.Time, seq uint64) *Error {
	if e := c.MayReopen(); e != nil {
		return e
	}
	c.Lives = append(slices.Clip(c.Lives), Life{DispatchAt: c.DispatchAt, ArriveAt: c.ArriveAt, SettledAt: c.SettledAt, ClosedAt: c.ClosedAt,
		Team: c.Team, Vehicle: c.Vehicle, Outcome: c.Outcome, OutcomeNote: c.OutcomeNote, Ending: c.Ending, Settlings: c.Settlings, Forced: c.Forced,
		Teams: slices.DeleteFunc(c.kept(), func(t Team) bool { return t.Out() }), At: at, By: by, Reason: reason, Seq: seq})
	c.State, c.DispatchAt, c.ArriveAt, c.HereAt, c.SettledAt, c.ClosedAt = CaseOpen, nil, nil, nil, nil, nil
	c.Team, c.Vehicle, c.Outcome, c.OutcomeNote, c.Ending, c.Settlings, c.Forced = "", "", "", "", Ending{}, nil, nil
	c.Teams = slices.DeleteFunc(slices.Clone(c.Teams), func(t Team) bool { return !t.Out() })
	c.follow()
	return nil
}
