package rules

import (
	"fmt"
	"slices"
	"time"

	"dutydesk/rules/text"
)

// ReferralState: 已送 / 已收到 / 已接收 / 拒收 / 办结 / 撤回 (docs/domain.md §9.1).
type ReferralState string

const (
	ReferralSent     ReferralState = "sent"
	ReferralReceived ReferralState = "received" // the agency knows of it: it may still refuse
	ReferralAccepted ReferralState = "accepted" // the agency has taken it over
	ReferralRefused  ReferralState = "refused"
	ReferralDone     ReferralState = "done"
	ReferralRevoked  ReferralState = "revoked"
)

// ReferralWords names the states.
var ReferralWords = []Named{
	{string(ReferralSent), text.Text{ZH: "已送", EN: "sent"}},
	{string(ReferralReceived), text.Text{ZH: "已收到", EN: "received"}},
	{string(ReferralAccepted), text.Text{ZH: "已接收", EN: "accepted"}},
	{string(ReferralRefused), text.Text{ZH: "拒收", EN: "refused"}},
	{string(ReferralDone), text.Text{ZH: "办结", EN: "done"}},
	{string(ReferralRevoked), text.Text{ZH: "撤回", EN: "revoked"}},
}

// TakenBack is why a step does not stand.
type TakenBack struct {
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Reason string    `json:"reason"`
	Seq    uint64    `json:"seq"` // journal number
}

// ReferralStep is one end that a referral has reached.
type ReferralStep struct {
	State  ReferralState `json:"state"`
	At     time.Time     `json:"at"`               // when it happened
	By     string        `json:"by"`               // who wrote it down
	Who    string        `json:"who,omitempty"`    // who spoke for the agency, or took the person over
	Text   string        `json:"text,omitempty"`   // a word on the sending, the reason, the outcome
	Signed bool          `json:"signed,omitempty"` // accepted: both sides have signed the handover form
	Seq    uint64        `json:"seq"`              // journal number
	Back   *TakenBack    `json:"back,omitempty"`
}

// Referral is the person or a matter of a case, handed to an agency. Steps are all it went
// through, oldest first; State is the last one that stands.
type Referral struct {
	ID       string         `json:"id"` // R20261124-0001
	Case     string         `json:"case"`
	Agency   string         `json:"agency,omitempty"` // agency id, "" for one that is on no list
	To       string         `json:"to"`               // what it was called then
	Role     AgencyRole     `json:"role"`             // what it was then
	Goal     Goal           `json:"goal"`
	Matter   string         `json:"matter,omitempty"` // what is handed over; "" the person
	Escort   []string       `json:"escort,omitempty"` // who goes along
	Vehicle  string         `json:"vehicle,omitempty"`
	DepartAt *time.Time     `json:"departed_at,omitempty"`
	State    ReferralState  `json:"state"`
	Steps    []ReferralStep `json:"steps"`
	// Answered is what became of a refusal: the id of the referral that followed, "settled"
	// or "closed" with the case. "" still asks for another way.
	Answered string `json:"answered,omitempty"`
	Shift    string `json:"shift,omitempty"`
	Meta
}

// What Answered says where no other referral followed.
const (
	AnsweredSettled = "settled"
	AnsweredClosed  = "closed"
)

// AcceptedBy says which obligations are met when an agency of a role takes the person over:
// an escort has its receiver then, which a person on the way, or announced, has not.
var AcceptedBy = map[AgencyRole][]string{
	AgencyReliefStation: {"escort_to_relief_site"},                                      // P1.3.13
	AgencyChild:         {"escort_to_relief_site"},                                      // P1.3.13: it is a rescue institution too
	AgencySocialAffairs: {"escort_to_social_affairs"},                                   // P7.2.8
	AgencyHospital:      {"escort_direct_to_hospital", "escort_to_medical_institution"}, // P1.3.16, P7.2.9
	AgencyMental:        {"to_county_mental_hospital"},                                  // P7.2.24
}

// GoalOf is what one goes to an agency of a role for, unless something else is said.
func GoalOf(role AgencyRole) Goal {
	switch role {
	case AgencyEmergency, AgencyHospital, AgencyMental:
		return GoalMedical
	case AgencyReliefStation, AgencySocialAffairs, AgencyChild:
		return GoalSafe
	case AgencyPolice:
		return GoalFamily
	}
	return GoalPaper
}

// Live says that the referral is on its way: received is not closed, and accepted is not
// until its outcome is known.
func (r *Referral) Live() bool {
	return r.State == ReferralSent || r.State == ReferralReceived || r.State == ReferralAccepted
}

// Open says that the desk still has to see to it: it is live, or refused and nothing came
// in its place.
func (r *Referral) Open() bool {
	return r.Live() || r.State == ReferralRefused && r.Answered == ""
}

// Last is the last step that stands, and its number for Ref.
func (r *Referral) Last() (*ReferralStep, int) {
	for i := len(r.Steps) - 1; i > 0; i-- {
		if r.Steps[i].Back == nil {
			return &r.Steps[i], i
		}
	}
	return &r.Steps[0], 0
}

// Ref names a step in the acts that rest on it (Act.Ref).
func (r *Referral) Ref(step int) string { return fmt.Sprintf("%s/%d", r.ID, step) }

// Met are the acts that the steps which stand mean: an agency that has received it was told
// (Fulfils: P7.2.28, R.5), one that has accepted the person is where the escort led
// (AcceptedBy), and with a form that both sides signed the handover is in writing (P1.3.13,
// R.11).
func (r *Referral) Met() (out []Act) {
	told := false
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.Back != nil || s.State != ReferralReceived && s.State != ReferralAccepted {
			continue
		}
		var codes []string
		if !told {
			codes, told = append(codes, Fulfils[r.Role]...), true
		}
		if s.State == ReferralAccepted && r.Matter == "" {
			if codes = append(codes, AcceptedBy[r.Role]...); s.Signed {
				codes = append(codes, "written_handover")
			}
		}
		for _, code := range codes {
			out = append(out, Act{Code: code, At: s.At, By: s.By, Note: r.To, Ref: r.Ref(i)})
		}
	}
	return out
}

// Transferred says that the person has gone over in writing, at the acceptance or later.
// Until then the first receiver keeps the responsibility (P7.2.27, register A-47).
func (r *Referral) Transferred(k *Case) bool {
	if r.Matter != "" || !slices.Contains([]ReferralState{ReferralAccepted, ReferralDone}, r.State) {
		return false
	}
	return k.DoneAct("written_handover") != nil || slices.ContainsFunc(r.Steps, func(s ReferralStep) bool {
		return s.State == ReferralAccepted && s.Signed && s.Back == nil
	})
}

// Awaits is what the desk waits for, how that stands, and by when it should have come when
// limit is not 0. No words: for nothing.
func (r *Referral) Awaits(limit time.Duration, now time.Time) (what text.Text, state ObligationState, due *time.Time) {
	s, _ := r.Last()
	state = Pending
	switch {
	case r.State == ReferralSent:
		what = text.Text{ZH: "移送未确认, 再问", EN: "referral not confirmed: ask again"}
	case r.State == ReferralReceived:
		what = text.Text{ZH: "移送未接收, 再问", EN: "referral received, not accepted: ask again"}
	case r.State == ReferralAccepted:
		return text.Text{ZH: "移送已接收, 待结果", EN: "referral accepted: outcome to come"}, Pending, nil
	case r.Open():
		what, state = text.Text{ZH: "移送被拒收, 另办", EN: "referral refused: find another way"}, Due
	default:
		return text.Text{}, "", nil
	}
	if limit > 0 {
		d := s.At.Add(limit)
		if st := Standing(s.At, d, now); st != Pending {
			state = st
		}
		due = &d
	}
	return what, state, due
}
