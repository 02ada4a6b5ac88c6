package rules

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"dutydesk/rules/text"
)

// RecordKind is what a plan asks to be written down of a case beside what is done for it.
type RecordKind string

const (
	RecordLead    RecordKind = "lead"    // 线索 (P1.3.21, P7.2.17)
	RecordScreen  RecordKind = "screen"  // 身份甄别 (P7.2.25)
	RecordTrace   RecordKind = "trace"   // 寻亲 (P1.3.22)
	RecordFinding RecordKind = "finding" // 异常情况 (P7.2.16)
	RecordHome    RecordKind = "home"    // 返回居住地 (P7.2.26)
)

// RecordWords names the kinds, in the order in which they are offered.
var RecordWords = []Named{
	{string(RecordScreen), text.Text{ZH: "身份甄别", EN: "screening"}},
	{string(RecordTrace), text.Text{ZH: "寻亲", EN: "tracing"}},
	{string(RecordHome), text.Text{ZH: "返回居住地", EN: "return home"}},
	{string(RecordFinding), text.Text{ZH: "异常情况", EN: "abnormal finding"}},
	{string(RecordLead), text.Text{ZH: "线索", EN: "lead"}},
}

// LeadWords are from whom a lead comes (P1.3.21).
var LeadWords = []Named{
	{"village", text.Text{ZH: "村(居)民委员会", EN: "village committee"}},
	{"organisation", text.Text{ZH: "社会组织", EN: "social organisation"}},
	{"volunteer", text.Text{ZH: "志愿者", EN: "volunteer"}},
	{"public", text.Text{ZH: "群众", EN: "the public"}},
	{"unit", text.Text{ZH: "部门单位", EN: "an office"}},
	{"other", text.Text{ZH: "其他", EN: "other"}},
}

// TraceWords are the channels over which relatives and home are looked for (P1.3.22).
var TraceWords = []Named{
	{"system", text.Text{ZH: "全国救助管理信息系统", EN: "national rescue information system"}},
	{"site", text.Text{ZH: "全国救助寻亲网", EN: "national tracing site"}},
	{"toutiao", text.Text{ZH: "头条寻人", EN: "Toutiao tracing"}},
	{"police", text.Text{ZH: "公安机关", EN: "police"}},
	{"other", text.Text{ZH: "其他渠道", EN: "another channel"}},
}

// TraceNotice is the obligation that an entry meets on a channel which publishes (notices).
const TraceNotice = "tracing_notice"

var notices = map[string]bool{"site": true, "toutiao": true}

// CheckWords are the checks of an identity screening. The text names none (P7.2.25); ours.
var CheckWords = []Named{
	{"asked", text.Text{ZH: "询问本人", EN: "asked the person"}},
	{"things", text.Text{ZH: "查看随身物品", EN: "looked at belongings"}},
	{"speech", text.Text{ZH: "口音辨认", EN: "way of speaking"}},
	{"papers", text.Text{ZH: "查验证件", EN: "identity papers"}},
	{"population", text.Text{ZH: "公安人口信息比对", EN: "population register"}},
	{"face", text.Text{ZH: "人脸比对", EN: "comparison of faces"}},
	{"dna", text.Text{ZH: "DNA比对", EN: "DNA comparison"}},
	{"missing", text.Text{ZH: "走失信息比对", EN: "reports of missing persons"}},
	{"other", text.Text{ZH: "其他", EN: "other"}},
}

// IdentityWords are what a screening comes to, the codes of Person.Identity.
var IdentityWords = []Named{
	{"known", text.Text{ZH: "已核实", EN: "verified"}},
	{"claimed", text.Text{ZH: "自述, 未核实", EN: "as claimed, not verified"}},
	{"unknown", text.Text{ZH: "不明", EN: "unknown"}},
}

// MeansWords are how somebody goes home. The text names none (P7.2.26); ours.
var MeansWords = []Named{
	{"family", text.Text{ZH: "亲属接回", EN: "taken home by family"}},
	{"car", text.Text{ZH: "专车护送", EN: "escorted by car"}},
	{"bus", text.Text{ZH: "客车", EN: "by coach"}},
	{"train", text.Text{ZH: "火车", EN: "by train"}},
	{"other", text.Text{ZH: "其他", EN: "other"}},
}

// DistressWords are why somebody is without a home (P7.2.4; the last two are ours).
var DistressWords = []Named{
	{"no_work", text.Text{ZH: "务工不着", EN: "found no work"}},
	{"no_kin", text.Text{ZH: "寻亲不遇", EN: "did not find relatives"}},
	{"cheated", text.Text{ZH: "被骗", EN: "was cheated"}},
	{"lost", text.Text{ZH: "走失", EN: "lost the way"}},
	{"begging", text.Text{ZH: "流浪乞讨", EN: "wanders or begs"}},
	{"ill", text.Text{ZH: "患病无着", EN: "ill without support"}},
	{"other", text.Text{ZH: "其他", EN: "other"}},
}

// ModeWords are the five modes of rescue (P4.3.19); fast rescue of plan 7 (P7.2.12) is the
// emergency one.
var ModeWords = []Named{
	{"active", text.Text{ZH: "主动救助", EN: "active"}},
	{"emergency", text.Text{ZH: "应急(快速)救助", EN: "emergency (fast)"}},
	{"open", text.Text{ZH: "开放救助", EN: "open"}},
	{"linked", text.Text{ZH: "联动救助", EN: "linked"}},
	{"protective", text.Text{ZH: "保护性救助", EN: "protective"}},
}

// Record is one such entry of a case. What its fields mean depends on its kind:
//
//	          lead            screen      trace     finding        home
//	Source    from whom       -           channel   -              means
//	Who       who told it     with whom   -         reported to    who accompanies
//	Words     what was told   what shows  what      what was found -
//	Ref       -               -           reference -              -
//	Result    the follow-up   (at once)   what came what was done  arrival
//
// Result is written once, ResultAt when it was known; until then the entry is open, but for a
// screening, whose result is Identity and a return, which may stay without.
type Record struct {
	ID       string     `json:"id"` // V20261124-0001
	Case     string     `json:"case"`
	Kind     RecordKind `json:"kind"`
	Source   string     `json:"source,omitempty"` // code of LeadWords, TraceWords, MeansWords
	Checks   []string   `json:"checks,omitempty"` // screen: codes of CheckWords
	Identity string     `json:"identity,omitempty"`
	Place    string     `json:"place,omitempty"` // home: where to
	Who      string     `json:"who,omitempty"`
	ToldAt   *time.Time `json:"told_at,omitempty"` // finding: when it was reported
	Words    string     `json:"words,omitempty"`
	Ref      string     `json:"ref,omitempty"`
	At       time.Time  `json:"at"`
	By       string     `json:"by"`
	Shift    string     `json:"shift,omitempty"`
	Result   string     `json:"result,omitempty"`
	ResultAt *time.Time `json:"result_at,omitempty"`
	ResultBy string     `json:"result_by,omitempty"`
	Was      *Screened  `json:"was,omitempty"`  // screen: what stood before
	Back     *TakenBack `json:"back,omitempty"` // the entry was taken back
	Unsaid   []Unsaid   `json:"unsaid,omitempty"`
	Meta
}

// Screened is what was known of the identity before a screening, so that it can be taken back.
type Screened struct {
	Identity     string     `json:"identity,omitempty"`
	Identified   Tri        `json:"identified"`
	IdentifiedAt *time.Time `json:"identified_at,omitempty"`
}

// Unsaid is a result that was taken back.
type Unsaid struct {
	Result string    `json:"result"`
	Was    time.Time `json:"was"`
	TakenBack
}

// Stands says that the entry was not taken back.
func (r *Record) Stands() bool { return r.Back == nil }

// Open says that its result is still to come.
func (r *Record) Open() bool {
	return r.Stands() && r.ResultAt == nil && r.Kind != RecordScreen && r.Kind != RecordHome
}

// Titled is what the entry is, in a few words; it tells of the person.
func (r *Record) Titled() text.Text {
	kind := WordOf(RecordWords, string(r.Kind))
	switch r.Kind {
	case RecordScreen:
		var all []text.Text
		for _, c := range r.Checks {
			all = append(all, WordOf(CheckWords, c))
		}
		return text.Text{ZH: "%[1]s: %[2]s (%[3]s)", EN: "%[1]s: %[2]s (%[3]s)"}.With(kind, WordOf(IdentityWords, r.Identity), all)
	case RecordHome:
		return text.Text{ZH: "%[1]s: %[2]s, %[3]s", EN: "%[1]s: %[2]s, %[3]s"}.With(kind, r.Place, WordOf(MeansWords, r.Source))
	case RecordTrace:
		return text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(kind, WordOf(TraceWords, r.Source))
	case RecordLead:
		return text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(kind, WordOf(LeadWords, r.Source))
	}
	return kind
}

// recordClauses say which duty an entry serves.
var recordClauses = map[RecordKind]string{RecordLead: "P1.3.21", RecordScreen: "P7.2.25", RecordTrace: "P1.3.22", RecordFinding: "P7.2.16", RecordHome: "P7.2.26"}

// Note adds an entry to the case. A screening writes the identity and whether it is known.
// Refused: a closed case; a time more than Grace before it was told, but for a lead, which may
// have come before (Invalid); a finding reported before it was made (Invalid).
func (c *Case) Note(r *Record) *Error {
	if e := c.Working(); e != nil {
		return e
	}
	if r.Kind != RecordLead && r.At.Before(c.Told().Add(-Grace)) {
		return early("at", r.At, c.Told())
	}
	if r.ToldAt != nil && r.ToldAt.Before(r.At) {
		return Bad("told_at", text.Text{ZH: "报告时间 %[1]s 早于发现时间 %[2]s。", EN: "Reported at %[1]s, which is before it was found (%[2]s)."}.With(Stamp(*r.ToldAt), Stamp(r.At)))
	}
	if r.Kind != RecordScreen {
		return nil
	}
	r.Was = &Screened{Identity: c.Person.Identity, Identified: c.Facts.Tri("identified")}
	if at, ok := c.FactsAt["identified"]; ok {
		r.Was.IdentifiedAt = &at
	}
	f := c.Facts
	switch r.Identity { // a claim says nothing of it
	case "known":
		f.SetTri("identified", Yes)
	case "unknown":
		f.SetTri("identified", No)
	}
	c.Person.Identity = r.Identity
	return c.SetFacts(f, r.At)
}

// MayFinish refuses a result of an entry that was taken back, that has one, or is one itself.
func (r *Record) MayFinish() *Error {
	switch {
	case !r.Stands():
		return Refuse(text.Text{ZH: "%[1]s 已撤回: %[2]s。先核对编号。", EN: "%[1]s was taken back: %[2]s. Check the number."}.With(r.ID, r.Back.Reason), "")
	case r.Kind == RecordScreen:
		return Refuse(text.Text{ZH: "身份甄别的结果已在里面。又查过一次的, 另记一次。", EN: "A screening has its result. Where it was made again, write another one."}, recordClauses[r.Kind])
	case r.ResultAt != nil:
		return Refuse(text.Text{ZH: "%[1]s 的结果 %[2]s 已写: %[3]s。写错了先撤回结果。", EN: "The result of %[1]s was written on %[2]s: %[3]s. Take it back first if it was wrong."}.With(r.ID, Stamp(*r.ResultAt), r.Result), "")
	}
	return nil
}

// Finish writes what came of the entry, also of a case that is closed by now: an answer of a
// channel comes when it comes. Refused: as MayFinish; a time before the entry (Invalid).
func (r *Record) Finish(result, by string, at time.Time) *Error {
	if e := r.MayFinish(); e != nil {
		return e
	}
	if at.Before(r.At) {
		return Bad("at", text.Text{ZH: "%[1]s 早于登记的时间 (%[2]s)。", EN: "%[1]s is before the entry itself (%[2]s)."}.With(Stamp(at), Stamp(r.At)))
	}
	r.Result, r.ResultBy, r.ResultAt = result, by, &at
	return nil
}

// Unsay takes the result back; what it said stays to be read.
func (r *Record) Unsay(b TakenBack) {
	r.Unsaid = append(slices.Clip(r.Unsaid), Unsaid{Result: r.Result, Was: *r.ResultAt, TakenBack: b})
	r.Result, r.ResultBy, r.ResultAt = "", "", nil
}

// Meant refuses to take the entry back where a result has come since (Conflict).
func (r *Record) Meant(entry bool) *Error {
	if !entry || r.ResultAt == nil {
		return nil
	}
	return &Error{Kind: Conflict, Field: "entry", Text: text.Text{ZH: "%[1]s 已写了结果: %[2]s。先撤回结果。", EN: "%[1]s has a result by now: %[2]s. Take that back first."}.With(r.ID, r.Result)}
}

// MayBack refuses to take an entry back twice, the entry itself on a closed case, and a
// screening that is no longer what the case knows of the identity, or beside which a later one
// of all its entries stands: the case would lose what that one says. A result may always be.
func (c *Case) MayBack(r *Record, all []Record) *Error {
	switch {
	case !r.Stands():
		return Refuse(text.Text{ZH: "%[1]s 已撤回: %[2]s", EN: "%[1]s was taken back: %[2]s"}.With(r.ID, r.Back.Reason), "")
	case r.ResultAt != nil:
		return nil
	case c.Working() != nil:
		return c.Working()
	case r.Kind == RecordScreen && r.Case == c.ID && c.Person.Identity != r.Identity:
		return Refuse(text.Text{ZH: "%[1]s 之后身份状态已另改。先改回, 再撤。", EN: "The identity was changed since %[1]s. Change that first."}.With(r.ID), recordClauses[r.Kind])
	}
	for i := range all {
		if o := &all[i]; r.Kind == RecordScreen && o.Kind == r.Kind && o.Case == r.Case && o.Stands() && o.ID > r.ID {
			return Refuse(text.Text{ZH: "%[1]s 之后又甄别过 (%[2]s)。先撤那一次。", EN: "There was another screening after %[1]s (%[2]s). Take that one back first."}.With(r.ID, o.ID), recordClauses[r.Kind])
		}
	}
	return nil
}

// Back takes the last of an entry back: its result where there is one, else the entry, a
// screening with what it wrote. Refused: as MayBack.
func (c *Case) Back(r *Record, all []Record, b TakenBack) *Error {
	if e := c.MayBack(r, all); e != nil {
		return e
	}
	if r.ResultAt != nil {
		r.Unsay(b)
		return nil
	}
	r.Back = &b
	if r.Kind != RecordScreen || r.Was == nil || r.Case != c.ID {
		return nil
	}
	c.Person.Identity = r.Was.Identity
	c.Facts.SetTri("identified", r.Was.Identified)
	times := maps.Clone(c.FactsAt)
	if delete(times, "identified"); r.Was.IdentifiedAt != nil {
		times["identified"] = *r.Was.IdentifiedAt
	}
	c.FactsAt = times
	return nil
}

// Met is the act that an entry means: what stands on a channel that publishes is a notice.
func (r *Record) Met() (a Act, ok bool) {
	if !r.Stands() || r.Kind != RecordTrace || !notices[r.Source] {
		return Act{}, false
	}
	return Act{Code: TraceNotice, At: r.At, By: r.By, Note: cmp.Or(r.Ref, WordOf(TraceWords, r.Source).ZH), Ref: r.ID}, true
}

// Hint is what a plan asks of a case and nothing is written of yet. It stops nothing. Kind is
// the entry that answers it, "" the reason and the mode of the case; Record the entry whose
// result is to come.
type Hint struct {
	Kind   RecordKind `json:"kind,omitempty"`
	Record string     `json:"record,omitempty"`
	Text   text.Text  `json:"text"`
	Clause string     `json:"clause"`
}

// Hints are what to think of before the case is closed: results that are to come, a person
// whose identity nobody screened, relatives that nobody looked for, a return that is not on
// record, the reason and the mode. Of a watched case, and of a death, only results are.
func (c *Case) Hints(all []Record) (out []Hint) {
	if c.State == CaseClosed {
		return nil
	}
	has := map[RecordKind]bool{}
	for i := range all {
		r := &all[i]
		has[r.Kind] = has[r.Kind] || r.Stands()
		if r.Open() {
			out = append(out, Hint{Kind: r.Kind, Record: r.ID, Clause: recordClauses[r.Kind],
				Text: text.Text{ZH: "%[1]s 还没有写结果", EN: "%[1]s: no result yet"}.With(r.Titled())})
		}
	}
	if c.Kind == CaseWatched || c.Outcome == OutcomeDied {
		return out
	}
	add := func(k RecordKind, clause string, t text.Text) {
		out = append(out, Hint{Kind: k, Clause: clause, Text: t})
	}
	known := c.Person.Identity == "known" || c.Facts.Tri("identified") == Yes
	if !known && !has[RecordScreen] {
		add(RecordScreen, recordClauses[RecordScreen], text.Text{ZH: "没有记身份甄别", EN: "no identity screening on record"})
	}
	if !has[RecordTrace] && c.Traced() {
		add(RecordTrace, recordClauses[RecordTrace], text.Text{ZH: "要寻找亲属或住处, 没有记寻亲", EN: "relatives or home to be found: no tracing on record"})
	}
	if known && !has[RecordHome] && (c.Outcome == OutcomeHome || c.Outcome == OutcomeShelter) {
		add(RecordHome, recordClauses[RecordHome], text.Text{ZH: "没有记返回居住地", EN: "no return home on record"})
	}
	if c.Distress == "" {
		add("", "P7.2.4", text.Text{ZH: "没有记求助缘由", EN: "the reason of distress is not on record"})
	}
	if c.Mode == "" {
		add("", "P7.2.12", text.Text{ZH: "没有记救助方式", EN: "the mode of rescue is not on record"})
	}
	return out
}

// Traced says that relatives or the home of the person must be found: who it is is not known,
// or somebody is lost.
func (c *Case) Traced() bool {
	return c.Facts.Tri("identified") == No || c.Person.Identity == "unknown" || c.Kind == CaseMissing || c.Facts.Tri("suspected_lost") == Yes
}

// FirstAction is when something was first done for the person after the case was told, which
// is to be prompt (P7.2.33); nil when nothing was.
func (c *Case) FirstAction() (first *time.Time) {
	try := func(t *time.Time) {
		if t != nil && !t.IsZero() && (first == nil || t.Before(*first)) {
			first = t
		}
	}
	try(c.DispatchAt)
	try(c.ArriveAt)
	try(c.SettledAt)
	for i := range c.Acts {
		if c.Acts[i].Revoked == "" {
			try(&c.Acts[i].At)
		}
	}
	return first
}
