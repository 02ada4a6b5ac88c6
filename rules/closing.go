package rules

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules/text"
)

// BlockKind is what stands in the way of closing a case.
type BlockKind string

const (
	BlockTeam     BlockKind = "team"     // somebody is on the way
	BlockSettle   BlockKind = "settle"   // somebody is there, nothing is settled
	BlockDuty     BlockKind = "duty"     // an obligation that must be met
	BlockGoods    BlockKind = "goods"    // one that is met by goods
	BlockEnding   BlockKind = "ending"   // what the outcome asks
	BlockQuestion BlockKind = "question" // a grave fact that nobody asked
	BlockReferral BlockKind = "referral" // one on its way
	BlockPaper    BlockKind = "paper"    // one without signature or seal
	BlockOrder    BlockKind = "order"    // one that the leader has not signed
	BlockCall     BlockKind = "call"     // one that is to be made at an hour
)

// BlockWords names the kinds, short enough for a column.
var BlockWords = []Named{
	{string(BlockTeam), text.Text{ZH: "人在外", EN: "team"}},
	{string(BlockSettle), text.Text{ZH: "处置", EN: "settle"}},
	{string(BlockDuty), text.Text{ZH: "待办", EN: "duty"}},
	{string(BlockGoods), text.Text{ZH: "物资", EN: "goods"}},
	{string(BlockEnding), text.Text{ZH: "处置", EN: "settle"}},
	{string(BlockQuestion), text.Text{ZH: "先问", EN: "ask"}},
	{string(BlockReferral), text.Text{ZH: "移送", EN: "referral"}},
	{string(BlockPaper), text.Text{ZH: "单据", EN: "paper"}},
	{string(BlockOrder), text.Text{ZH: "补签", EN: "sign"}},
	{string(BlockCall), text.Text{ZH: "去电", EN: "call"}},
}

// Block is one line of what stands in the way. Code is the obligation, the fact, the field
// of the settling or the step of a team; Record the referral, paper, order or call. Over a Firm one no leader closes.
type Block struct {
	Kind   BlockKind `json:"kind"`
	Code   string    `json:"code,omitempty"`
	Record string    `json:"record,omitempty"`
	Text   text.Text `json:"text"`
	Clause string    `json:"clause,omitempty"`
	Firm   bool      `json:"firm,omitempty"`
}

// Closing is what the desk knows that bears on whether a case may be closed. Owed are the
// obligations that must be met, open ones alone, the most urgent first; Ask the questions
// that are open. Stores says of an obligation met by goods what lies in the duty room's own
// reserve, in words.
type Closing struct {
	Owed      []Obligation
	Ask       []Question
	Referrals []Referral
	Papers    []Paper
	Orders    []Order
	Calls     []Call
	Stores    map[string]text.Text
}

// Forced is a closing over lines that were open, by the decision of Leader, in person or by
// Order.
type Forced struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Leader string    `json:"leader"`
	Order  string    `json:"order,omitempty"`
	Reason string    `json:"reason"`
	Open   []Block   `json:"open"`
}

// Blocks is everything that stands in the way of closing the case, at once: who is out and
// on the way first, then the duties, the most urgent first. Which questions must be answered is ours: the grave ones (Grave), of a person
// whom nobody took into care.
func (c *Case) Blocks(m Closing) (out []Block) {
	add := func(b Block) { out = append(out, b) }
	switch c.State {
	case CaseClosed:
		return nil
	case CaseDispatched:
		add(Block{Kind: BlockTeam, Code: "case.arrive", Firm: true, Text: text.Text{ZH: "已派 %[1]s, 先记到场, 写处置结果", EN: "%[1]s is on the way: mark the arrival and settle it first"}.With(c.Team)})
	case CaseOnScene:
		add(Block{Kind: BlockSettle, Firm: true, Text: text.Text{ZH: "已到场 (%[1]s), 先写处置结果", EN: "on the scene since %[1]s: settle it first"}.With(when(c.ArriveAt))})
	}
	if c.settled() || c.State == CaseOpen {
		for _, t := range c.Out() {
			add(Block{Kind: BlockTeam, Code: "case.return", Firm: true, Text: text.Text{ZH: "%[1]s 还在外 (%[2]s), 先记返回", EN: "%[1]s is still out (%[2]s): write that they are back first"}.With(t.Label(), t.Standing())})
		}
	}
	for i := range m.Referrals {
		if r := &m.Referrals[i]; r.Live() {
			add(Block{Kind: BlockReferral, Record: r.ID, Firm: true, Clause: "P7.2.27", Text: text.Text{ZH: "移送还没有完: %[1]s %[2]s", EN: "a referral is not at its end: %[1]s (%[2]s)"}.
				With(r.To, WordOf(ReferralWords, string(r.State)))})
		}
	}
	line := map[string]int{} // of each duty
	for i := range m.Owed {
		o := &m.Owed[i]
		if n, ok := another(o, line); ok { // met with one that stands above
			out[n].Text = text.Text{ZH: "%[1]s 或 %[2]s", EN: "%[1]s or %[2]s"}.With(out[n].Text, o.Text)
			out[n].Firm = out[n].Firm || o.Firm
			continue
		}
		line[o.Code] = len(out)
		b := Block{Kind: BlockDuty, Code: o.Code, Text: o.Text, Clause: firstClause(o), Firm: o.Firm}
		if o.Goal == GoalGoods {
			b.Kind = BlockGoods
		}
		if s, ok := m.Stores[o.Code]; ok {
			b.Text = text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(o.Text, s)
		}
		add(b)
	}
	for _, l := range c.Lacks() {
		add(Block{Kind: BlockEnding, Code: l.Field, Text: text.Text{ZH: "处置没有写: %[1]s", EN: "not said of the settling: %[1]s"}.With(l.Text), Clause: l.Clause})
	}
	if c.SettledAt != nil && !inCare[c.Outcome] {
		for _, q := range m.Ask {
			if slices.Contains(Grave, q.Fact) {
				add(Block{Kind: BlockQuestion, Code: q.Fact, Text: text.Text{ZH: "没有问: %[1]s", EN: "not asked: %[1]s"}.With(q.Text), Clause: "P7.2.39"})
			}
		}
	}
	for i := range m.Papers {
		if p := &m.Papers[i]; p.Owes() != "" {
			add(Block{Kind: BlockPaper, Record: p.ID, Text: text.Text{ZH: "%[1]s%[2]s", EN: "%[1]s %[2]s"}.With(WordOf(PaperWords, string(p.Kind)), p.Wants())})
		}
	}
	for i := range m.Orders {
		if o := &m.Orders[i]; o.Open() {
			add(Block{Kind: BlockOrder, Record: o.ID, Text: text.Text{ZH: "口头指示 %[1]s 待补签", EN: "order %[1]s to be signed"}.With(o.ID)})
		}
	}
	for i := range m.Calls {
		if p := &m.Calls[i]; p.Planned() && p.Open() {
			add(Block{Kind: BlockCall, Record: p.ID, Text: text.Text{ZH: "约定 %[1]s 去电 %[2]s, 还没有打通", EN: "to be rung at %[1]s: %[2]s, not reached yet"}.
				With(Stamp(*p.Due), cmp.Or(p.Caller.Unit, p.Caller.Name, p.Caller.Phone))})
		}
	}
	return out
}

// another is the line of a duty that meets o as well when it is met.
func another(o *Obligation, line map[string]int) (n int, ok bool) {
	for _, code := range o.AnyOf {
		if n, ok = line[code]; ok && code != o.Code {
			return n, true
		}
	}
	return 0, false
}

// inCare are the outcomes after which others look after the person, or nobody can.
var inCare = map[Outcome]bool{OutcomeHosp: true, OutcomeMental: true, OutcomeStation: true, OutcomeLeft: true, OutcomeDied: true}

// Close ends a case: from settled or follow_up, or from open when nothing is owed and note
// says why it ends without anything done (P7.2.39). The refusal names everything that stands
// in the way, one line each in Blocks. over closes it although lines are open, which are
// kept in Forced; refused beside: an over without a leader (Denied), and lines that are Firm.
func (c *Case) Close(note string, at time.Time, m Closing, over *Forced) *Error {
	if c.State == CaseClosed {
		return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 办结。先核对编号。", EN: "%[1]s was closed on %[2]s already. Check the number first."}.With(c.ID, when(c.ClosedAt)), "")
	}
	blocks := c.Blocks(m)
	if len(blocks) > 0 {
		if over == nil {
			return blocked(blocks, text.Text{ZH: "还不能办结, %[1]d 项没有清: %[2]s。", EN: "Not to be closed yet, %[1]d open: %[2]s."})
		}
		if e := MayForce(blocks); e != nil {
			return e
		}
		if over.Leader == "" {
			return NeedsLeader().at("over")
		}
	}
	if c.State == CaseOpen && note == "" {
		e := Refuse(text.Text{ZH: "没有处置就办结, 先写明原因。任何人都不能无故不管。", EN: "Nothing was done on it: say first why it ends. Nobody may be left without a reason."}, "P7.2.39")
		e.Field = "note"
		return e
	}
	c.State, c.ClosedAt, c.Forced = CaseClosed, &at, nil
	if len(blocks) > 0 {
		f := *over
		f.At, f.Open = at, blocks
		c.Forced = &f
	}
	return nil
}

// MayForce refuses a closing over lines of which one is firm: what a regulation demands for a
// life, a child or a death, a team that is out, a person on the way to an agency.
func MayForce(blocks []Block) *Error {
	firm := slices.DeleteFunc(slices.Clone(blocks), func(b Block) bool { return !b.Firm })
	if len(firm) == 0 {
		return nil
	}
	return blocked(firm, text.Text{ZH: "带班领导也不能越过 %[1]d 项: %[2]s。先办这些。", EN: "Over %[1]d of them no leader closes either: %[2]s. See to these first."})
}

func blocked(blocks []Block, t text.Text) *Error {
	e := Refuse(text.Text{}, "")
	var all []text.Text
	for _, b := range blocks {
		all, e.Clause = append(all, b.Text), cmp.Or(e.Clause, b.Clause)
	}
	e.Text, e.Blocks = t.With(len(blocks), all), blocks
	return e
}
