package command

import (
	"time"

	"dutydesk/rules"
)

// SendReferral hands the person of a case, or a matter of it, to an agency.
type SendReferral struct {
	Case     string     `json:"case"`
	Agency   string     `json:"agency"`           // id, name or initials of an agency, else kept as it was said
	Goal     rules.Goal `json:"goal,omitempty"`   // what for; by the agency's role when empty
	Matter   string     `json:"matter,omitempty"` // what is handed over; "" the person
	Escort   []string   `json:"escort,omitempty"` // who goes along
	Vehicle  string     `json:"vehicle,omitempty"`
	DepartAt *time.Time `json:"departed_at,omitempty"`
	Note     string     `json:"note,omitempty"`
	At       *time.Time `json:"at,omitempty"` // now when nil, as in the steps below
}

// ReceiveReferral: the agency knows of it. Who spoke for it may stay empty, here and below.
type ReceiveReferral struct {
	Referral string     `json:"referral"`
	Who      string     `json:"who,omitempty"`
	At       *time.Time `json:"at,omitempty"`
}

// AcceptReferral: the agency has taken it over. Signed says that both sides have signed the
// handover form.
type AcceptReferral struct {
	Referral string     `json:"referral"`
	Who      string     `json:"who,omitempty"`
	Signed   bool       `json:"signed,omitempty"`
	At       *time.Time `json:"at,omitempty"`
}

// RefuseReferral: the agency does not take it, with its reason.
type RefuseReferral struct {
	Referral string     `json:"referral"`
	Reason   string     `json:"reason"`
	Who      string     `json:"who,omitempty"`
	At       *time.Time `json:"at,omitempty"`
}

// FinishReferral: what came of an accepted one.
type FinishReferral struct {
	Referral string     `json:"referral"`
	Outcome  string     `json:"outcome"`
	At       *time.Time `json:"at,omitempty"`
}

// RevokeReferral takes a referral back that nobody has accepted.
type RevokeReferral struct {
	Referral string `json:"referral"`
	Reason   string `json:"reason"`
}

// StepBackReferral takes the last step of a referral back, which was written down wrongly.
// Version 0 does not check for a newer one, nor does Step "" for another last step.
type StepBackReferral struct {
	Referral string              `json:"referral"`
	Step     rules.ReferralState `json:"step,omitempty"` // where the step led that is meant
	Version  int64               `json:"version,omitempty"`
	Reason   string              `json:"reason"`
}

func (*SendReferral) Code() string     { return "referral.send" }
func (*ReceiveReferral) Code() string  { return "referral.receive" }
func (*AcceptReferral) Code() string   { return "referral.accept" }
func (*RefuseReferral) Code() string   { return "referral.refuse" }
func (*FinishReferral) Code() string   { return "referral.finish" }
func (*RevokeReferral) Code() string   { return "referral.revoke" }
func (*StepBackReferral) Code() string { return "referral.back" }

func (*SendReferral) Area() rules.Area     { return rules.AreaCase }
func (*ReceiveReferral) Area() rules.Area  { return rules.AreaCase }
func (*AcceptReferral) Area() rules.Area   { return rules.AreaCase }
func (*RefuseReferral) Area() rules.Area   { return rules.AreaCase }
func (*FinishReferral) Area() rules.Area   { return rules.AreaCase }
func (*RevokeReferral) Area() rules.Area   { return rules.AreaCase }
func (*StepBackReferral) Area() rules.Area { return rules.AreaCase }
