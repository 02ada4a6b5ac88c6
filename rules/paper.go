package rules

import (
	"slices"
	"time"

	"dutydesk/rules/text"
)

// PaperKind is a sheet that the desk prints; its columns are those of docs/domain.md §4.4.
type PaperKind string

const (
	PaperIntake   PaperKind = "intake"   // 求助登记表
	PaperTransfer PaperKind = "transfer" // 交接单 of a person to an agency (P1.3.13)
	PaperRefusal  PaperKind = "refusal"  // 拒绝救助登记, with 拒签 and two witnesses (P1.3.17, P3.4.7)
	PaperCollect  PaperKind = "collect"  // 领回单 of a child, or of somebody whom family must take home (R.12)
	PaperIssue    PaperKind = "issue"    // 物资发放单
	PaperHandover PaperKind = "handover" // 交接班记录
	PaperCard     PaperKind = "card"     // 求助卡 given to the person (P1.3.17, P3.4.5)
)

// PaperWords names the kinds, in the order in which they are offered.
var PaperWords = []Named{
	{string(PaperIntake), text.Text{ZH: "求助登记表", EN: "intake form"}},
	{string(PaperTransfer), text.Text{ZH: "人员交接单", EN: "transfer of a person"}},
	{string(PaperIssue), text.Text{ZH: "物资发放单", EN: "issue slip"}},
	{string(PaperRefusal), text.Text{ZH: "拒绝救助登记", EN: "refusal record"}},
	{string(PaperCard), text.Text{ZH: "求助卡", EN: "help card"}},
	{string(PaperCollect), text.Text{ZH: "领回单", EN: "collection of a child"}},
	{string(PaperHandover), text.Text{ZH: "交接班记录", EN: "handover sheet"}},
}

// Copies is how many copies of the paper are made: one for each side of what changes hands
// between units (一式两份, docs/domain.md §4.4).
func (k PaperKind) Copies() int {
	if k == PaperTransfer || k == PaperCollect {
		return 2
	}
	return 1
}

// Seals says that the paper waits for a seal. Where one signature is enough, a seal may
// still be put and noted. Ours: the forms name seals on both sides of a transfer alone.
func (k PaperKind) Seals() bool { return k == PaperTransfer || k == PaperCollect }

// PaperStep is what has been done with a paper.
type PaperStep string

const (
	PaperPrinted PaperStep = "printed" // 已打印
	PaperSigned  PaperStep = "signed"  // 已签字
	PaperSealed  PaperStep = "sealed"  // 已盖章
	PaperScanned PaperStep = "scanned" // 已回传
)

// PaperStepWords names the steps in their order (docs/domain.md §9.1).
var PaperStepWords = []Named{
	{string(PaperPrinted), text.Text{ZH: "已打印", EN: "printed"}},
	{string(PaperSigned), text.Text{ZH: "已签字", EN: "signed"}},
	{string(PaperSealed), text.Text{ZH: "已盖章", EN: "sealed"}},
	{string(PaperScanned), text.Text{ZH: "已回传", EN: "scanned back"}},
}

// PaperMark is one step, when and by whom it was noted. Marks are write-once.
type PaperMark struct {
	Step PaperStep `json:"step"`
	At   time.Time `json:"at"`
	By   string    `json:"by"`
	Seq  uint64    `json:"seq,omitempty"` // journal number
}

// Paper is a sheet that was printed from a case or a handover, and how far its signatures
// are. What stood on it is the paper itself; the record keeps which goods it named, so that
// no second slip is signed for the same ones.
type Paper struct {
	ID       string      `json:"id"` // D20261124-0001
	Kind     PaperKind   `json:"kind"`
	Case     string      `json:"case,omitempty"`
	Handover string      `json:"handover,omitempty"`
	Copies   int         `json:"copies"`
	Goods    []string    `json:"goods,omitempty"` // moves that an issue slip names
	Marks    []PaperMark `json:"marks"`           // oldest first, printed among them
	// VoidAt is when it stopped counting: voided for Reason, or printed anew as Instead.
	VoidAt  *time.Time `json:"void_at,omitempty"`
	VoidBy  string     `json:"void_by,omitempty"`
	Reason  string     `json:"reason,omitempty"`
	Instead string     `json:"instead,omitempty"`
	Meta
}

// Mark is the step as it was noted, nil when it was not.
func (p *Paper) Mark(s PaperStep) *PaperMark {
	i := slices.IndexFunc(p.Marks, func(m PaperMark) bool { return m.Step == s })
	if i < 0 {
		return nil
	}
	return &p.Marks[i]
}

// Void says that the paper counts no more.
func (p *Paper) Void() bool { return p.VoidAt != nil }

// Owes is the step that the paper still needs, "" when it has all: the signature, then on
// papers that are sealed the seal. A scan is never owed.
func (p *Paper) Owes() PaperStep {
	switch {
	case p.Void(), p.Kind == PaperCard: // the person takes it along
	case p.Mark(PaperSigned) == nil:
		return PaperSigned
	case p.Kind.Seals() && p.Mark(PaperSealed) == nil:
		return PaperSealed
	}
	return ""
}

// Wants says in words what Owes names.
func (p *Paper) Wants() text.Text {
	if p.Owes() == PaperSealed {
		return text.Text{ZH: "待盖章", EN: "to be sealed"}
	}
	return text.Text{ZH: "待签字", EN: "to be signed"}
}

// State is how far the paper is, in words; what it owes comes first, because a narrow screen
// cuts the end off.
func (p *Paper) State() text.Text {
	switch {
	case p.Instead != "":
		return text.Text{ZH: "已重印为 %[1]s", EN: "printed anew as %[1]s"}.With(p.Instead)
	case p.Void():
		return text.Text{ZH: "已作废: %[1]s", EN: "void: %[1]s"}.With(p.Reason)
	}
	var said []text.Text
	for _, n := range PaperStepWords {
		if p.Mark(PaperStep(n.Code)) != nil {
			said = append(said, n.Text)
		}
	}
	if p.Owes() != "" {
		return text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(p.Wants(), said)
	}
	return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(said)
}

// Since is when the paper began to wait for the step that it owes.
func (p *Paper) Since() time.Time {
	if m := p.Mark(PaperSigned); m != nil {
		return m.At
	}
	if m := p.Mark(PaperPrinted); m != nil {
		return m.At
	}
	return time.Time{}
}

// Due is until when what the paper owes is to be got: the opening of offices on the next
// workday, because at night nobody holds the seal. Ours.
func (p *Paper) Due(c Calendar) time.Time { return c.Opening(p.Since()) }

func (p *Paper) gone() *Error {
	return Refuse(text.Text{ZH: "%[1]s %[2]s。", EN: "%[1]s: %[2]s."}.With(p.ID, p.State()), "")
}

// MayMark decides whether the step can be noted: once, none on a paper that is void, and a
// seal or a scan only of a paper that is signed. Printed is noted by printing.
func (p *Paper) MayMark(s PaperStep) *Error {
	switch m := p.Mark(s); {
	case p.Void():
		return p.gone()
	case p.Kind == PaperCard:
		return Refuse(text.Text{ZH: "求助卡交给本人带走, 不用签章。", EN: "The person takes the card along: nobody signs it."}, "")
	case m != nil:
		return Refuse(text.Text{ZH: "%[1]s %[2]s (%[3]s)。记错了请作废后重印。", EN: "%[1]s: %[2]s on %[3]s. If that is wrong, void the paper and print it anew."}.
			With(p.ID, WordOf(PaperStepWords, string(s)), Stamp(m.At)), "")
	case s != PaperSigned && p.Mark(PaperSigned) == nil:
		return Refuse(text.Text{ZH: "%[1]s 还没有签字。先签字, 再盖章、回传。", EN: "%[1]s is not signed yet: the signature first, then seal and scan."}.With(p.ID), "")
	}
	return nil
}

// Note notes a step. Refused beside MayMark: a time before the paper was printed, or a seal
// and a scan before the signature (Invalid).
func (p *Paper) Note(s PaperStep, at time.Time, by string) *Error {
	if e := p.MayMark(s); e != nil {
		return e
	}
	before := p.Mark(PaperPrinted)
	if s != PaperSigned {
		before = p.Mark(PaperSigned)
	}
	if before != nil && at.Before(before.At.Truncate(time.Minute)) { // hours are told in minutes
		return Bad("at", text.Text{ZH: "这张单据 %[1]s 才%[2]s。", EN: "The paper was %[2]s only on %[1]s."}.
			With(Stamp(before.At), WordOf(PaperStepWords, string(before.Step))))
	}
	p.Marks = append(p.Marks, PaperMark{Step: s, At: at, By: by})
	return nil
}

// MayVoid refuses a paper that is void already.
func (p *Paper) MayVoid() *Error {
	if p.Void() {
		return p.gone()
	}
	return nil
}

// Cancel makes the paper void with a reason, or because it was printed anew as instead; its
// marks stay to be read.
func (p *Paper) Cancel(reason, instead string, at time.Time, by string) *Error {
	if e := p.MayVoid(); e != nil {
		return e
	}
	p.VoidAt, p.VoidBy, p.Reason, p.Instead = &at, by, reason, instead
	return nil
}

// Stand has a paper count again that gave way to instead, which nobody was ever given to
// sign. False: it did not give way to that one.
func (p *Paper) Stand(instead string) bool {
	if instead == "" || p.Instead != instead {
		return false
	}
	p.VoidAt, p.VoidBy, p.Instead = nil, "", ""
	return true
}

// OfCase says whether the kind is printed from a case; the others are of a handover.
func (k PaperKind) OfCase() bool { return k != PaperHandover }

// MayPrint decides whether a paper of the kind fits the case; goods is how much of what was
// given stands on no signed slip. What the paper is missing is written by hand: it fits
// unless the case says otherwise.
func (c *Case) MayPrint(k PaperKind, goods int) *Error {
	switch {
	case !k.OfCase():
		return Bad("kind", text.Text{ZH: "%[1]s按交接班打印。", EN: "The %[1]s is printed of a handover."}.With(WordOf(PaperWords, string(k))))
	case k == PaperRefusal && c.Facts.Tri("declines") != Yes && c.Outcome != OutcomeRefused:
		return Refuse(text.Text{ZH: "没有记下本人拒绝救助。先记「拒绝救助」, 或处置为拒绝救助。", EN: "It was not noted that help is declined: note that fact, or settle the case so, first."}, "P1.3.17")
	case k == PaperCollect && c.Facts.Fetched():
	case k == PaperCollect && c.Facts.Age != nil && *c.Facts.Age >= Adult:
		return Refuse(text.Text{ZH: "领回单用于未成年人和须由亲属接回的人, 这件已记 %[1]d 岁。先更正年龄, 或记残疾、行动不便、行为能力。", EN: "This paper is for a minor, or somebody whom family must take home; the age noted here is %[1]d. Correct it, or note a disability or the capacity first."}.With(*c.Facts.Age), "")
	case k == PaperCollect:
		return Refuse(text.Text{ZH: "领回单用于未成年人。先记年龄或人群。", EN: "This paper is for a minor: note the age or the group first."}, "")
	case k == PaperTransfer && c.Outcome == OutcomeDied:
		return Refuse(text.Text{ZH: "这件已记死亡, 不再移交本人。", EN: "A death is noted here: the person is handed over no more."}, "")
	case k == PaperIssue && goods == 0:
		return Refuse(text.Text{ZH: "没有还要签收的发放。", EN: "Nothing was given that still has to be signed for."}, "")
	}
	return nil
}

// Adult is the age from which on a person is no minor (docs/domain.md §1.5).
const Adult = 18

// Minor says that the facts tell of somebody under age: by the group or by the age.
func (f *Facts) Minor() bool {
	return slices.Contains(f.Groups, "minor") || f.Age != nil && *f.Age < Adult
}

// Fetched says that the facts tell of somebody who goes home with family alone: a minor, and
// who is disabled, hard to move or without full capacity (R.12).
func (f *Facts) Fetched() bool {
	return f.Minor() || slices.Contains(f.Groups, "disabled") || slices.Contains(f.Groups, "mobility_impaired") || f.Tri("full_capacity") == No
}

// MayPrint decides whether the handover can be printed for the file: once both sides have
// signed, or a leader let it pass. Before that a draft is printed, which nobody signs.
func (h *Handover) MayPrint() *Error {
	if h.Over() {
		return nil
	}
	return Refuse(text.Text{ZH: "交接还没有双方签字, 只能打印草稿。", EN: "Both sides have not signed this handover yet: only a draft can be printed."}, "")
}

// SignedFor are the moves that a signed slip among papers names.
func SignedFor(papers []Paper) map[string]bool {
	out := map[string]bool{}
	for i := range papers {
		if p := &papers[i]; p.Kind == PaperIssue && !p.Void() && p.Mark(PaperSigned) != nil {
			for _, id := range p.Goods {
				out[id] = true
			}
		}
	}
	return out
}
