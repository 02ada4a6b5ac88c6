// Package table says where each noun lies in the book and which index entries lead to it.
package table

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// Town is what the desk is called.
type Town struct {
	Name   string `json:"name"`
	County string `json:"county,omitempty"`
	Code   string `json:"code,omitempty"`
	Demo   bool   `json:"demo,omitempty"`
}

// The tables. Index entries, so that the cost of a board follows open work and not history:
// "open" leads to what is not finished (a handover until it is accepted, returned or let pass,
// a referral until its end or until something follows its refusal, a warning until it is
// lifted or its end was noticed, a paper while it owes a signature or a seal), "out" to the
// cases of which a team has not come back, closed or not, "has" to the balances that are not
// empty and "has/" to those of an item at a place. "name/" leads to an entry of a list by its
// very name; "case/", "shift/", "handover/" and "issue/" to the records of a case, a shift, a
// handover and an issue of several lines, a merged case keeping its own; "settled/" and
// "closed/" to the cases of a day, "shelter/" to those of the persons in a shelter.
var (
	Officers = &tx.Table[rules.Officer]{Name: "officer", Noun: text.Text{ZH: "人员", EN: "officer"},
		Meta:  func(v *rules.Officer) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Officer) []string { return []string{"name/" + v.Name} }}
	Villages = &tx.Table[rules.Village]{Name: "village", Noun: text.Text{ZH: "村(社区)", EN: "village"},
		Meta:  func(v *rules.Village) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Village) []string { return []string{"name/" + v.Name} }}
	Agencies = &tx.Table[rules.Agency]{Name: "agency", Noun: text.Text{ZH: "单位", EN: "agency"},
		Meta:  func(v *rules.Agency) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Agency) []string { return []string{"name/" + v.Name} }}
	Places = &tx.Table[rules.Place]{Name: "place", Noun: text.Text{ZH: "地点", EN: "place"},
		Meta:  func(v *rules.Place) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Place) []string { return []string{"name/" + v.Name} }}
	Items = &tx.Table[rules.Item]{Name: "item", Noun: text.Text{ZH: "物资", EN: "item"},
		Meta:  func(v *rules.Item) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Item) []string { return []string{"name/" + v.Name} }}
	Kits = &tx.Table[rules.Kit]{Name: "kit", Noun: text.Text{ZH: "物资包", EN: "kit"},
		Meta:  func(v *rules.Kit) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Kit) []string { return []string{"name/" + v.Name} }}
	Lots = &tx.Table[rules.Lot]{Name: "lot", Noun: text.Text{ZH: "批次", EN: "lot"},
		Meta: func(v *rules.Lot) (string, *rules.Meta) { return v.ID, &v.Meta }}
	Balances = &tx.Table[rules.Balance]{Name: "balance", Noun: text.Text{ZH: "库存", EN: "balance"},
		Meta: func(v *rules.Balance) (string, *rules.Meta) { return BalanceID(v.Item, v.Place, v.Lot), &v.Meta },
		Index: func(v *rules.Balance) []string {
			if v.Qty == 0 {
				return nil
			}
			return []string{"has", "has/" + v.Item + "/" + v.Place}
		}}
	Moves = &tx.Table[rules.Move]{Name: "move", Noun: text.Text{ZH: "出入库", EN: "move"},
		Meta: func(v *rules.Move) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Move) []string {
			var out []string
			if v.Case != "" {
				out = append(out, "case/"+v.Case)
			}
			if v.Issue != "" {
				out = append(out, "issue/"+v.Issue)
			}
			return out
		}}
	Operations = &tx.Table[rules.Operation]{Name: "operation", Noun: text.Text{ZH: "行动", EN: "operation"},
		Meta: func(v *rules.Operation) (string, *rules.Meta) { return v.ID, &v.Meta }}
	Warnings = &tx.Table[rules.Warning]{Name: "warning", Noun: text.Text{ZH: "预警", EN: "warning"},
		Meta: func(v *rules.Warning) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Warning) []string {
			if v.LiftedAt != nil || v.Over {
				return nil
			}
			return []string{"open"}
		}}
	Orders = &tx.Table[rules.Order]{Name: "order", Noun: text.Text{ZH: "口头指示", EN: "order"},
		Meta: func(v *rules.Order) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Order) []string {
			var out []string
			if v.Open() {
				out = append(out, "open")
			}
			if v.Case != "" {
				out = append(out, "case/"+v.Case)
			}
			return out
		}}
	Notes = &tx.Table[rules.Note]{Name: "note", Noun: text.Text{ZH: "记事", EN: "note"},
		Meta: func(v *rules.Note) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Note) []string {
			if v.Case == "" {
				return nil
			}
			return []string{"case/" + v.Case}
		}}
	Shifts = &tx.Table[rules.Shift]{Name: "shift", Noun: text.Text{ZH: "班次", EN: "shift"},
		Meta: func(v *rules.Shift) (string, *rules.Meta) { return v.ID, &v.Meta }}
	Calls = &tx.Table[rules.Call]{Name: "call", Noun: text.Text{ZH: "来电来访", EN: "call"},
		Meta: func(v *rules.Call) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Call) []string {
			var out []string
			if (v.Shift != "" || !v.Planned()) && v.Struck == "" { // a planned call is no contact of a shift
				out = append(out, "shift/"+v.Shift)
			}
			if v.Open() {
				out = append(out, "open")
			}
			if v.Case != "" {
				out = append(out, "case/"+v.Case)
			}
			return out
		}}
	Cases = &tx.Table[rules.Case]{Name: "case", Noun: text.Text{ZH: "救助事项", EN: "case"},
		Meta: func(v *rules.Case) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Case) []string {
			var out []string
			if v.State != rules.CaseClosed {
				out = append(out, "open")
			}
			if v.SettledAt != nil {
				out = append(out, "settled/"+string(rules.DateOf(*v.SettledAt)))
			}
			if v.ClosedAt != nil {
				out = append(out, "closed/"+string(rules.DateOf(*v.ClosedAt)))
			}
			if p := v.Shelter(); p != "" {
				out = append(out, "shelter/"+p)
			}
			if len(v.Out()) > 0 {
				out = append(out, "out")
			}
			return out
		}}
	Handovers = &tx.Table[rules.Handover]{Name: "handover", Noun: text.Text{ZH: "交接班", EN: "handover"},
		Meta: func(v *rules.Handover) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Handover) []string {
			out := []string{"shift/" + v.Shift}
			if v.State == rules.HandoverDraft || v.State == rules.HandoverPresented {
				out = append(out, "open")
			}
			return out
		}}
	Papers = &tx.Table[rules.Paper]{Name: "paper", Noun: text.Text{ZH: "单据", EN: "paper"},
		Meta: func(v *rules.Paper) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Paper) []string {
			var out []string
			if v.Owes() != "" {
				out = append(out, "open")
			}
			if v.Case != "" {
				out = append(out, "case/"+v.Case)
			}
			if v.Handover != "" {
				out = append(out, "handover/"+v.Handover)
			}
			return out
		}}
	Attachments = &tx.Table[rules.Attachment]{Name: "attachment", Noun: text.Text{ZH: "附件", EN: "attachment"},
		Meta:  func(v *rules.Attachment) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Attachment) []string { return []string{"case/" + v.Case} }}
	Settings = &tx.Table[rules.Setting]{Name: "setting", Noun: text.Text{ZH: "设置", EN: "setting"},
		Meta: func(v *rules.Setting) (string, *rules.Meta) { return v.Name, &v.Meta }}
	Referrals = &tx.Table[rules.Referral]{Name: "referral", Noun: text.Text{ZH: "移送", EN: "referral"},
		Meta: func(v *rules.Referral) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Referral) []string {
			out := []string{"case/" + v.Case}
			if v.Open() {
				out = append(out, "open")
			}
			return out
		}}
	Readings = &tx.Table[rules.Reading]{Name: "reading", Noun: text.Text{ZH: "阅签", EN: "reading of a log"},
		Meta:  func(v *rules.Reading) (string, *rules.Meta) { return v.ID, &v.Meta },
		Index: func(v *rules.Reading) []string { return []string{"shift/" + v.Shift} }}
)

// FollowUps are the visits to those who declined.
var FollowUps = &tx.Table[rules.FollowUp]{Name: "followup", Noun: text.Text{ZH: "回访", EN: "visit"},
	Meta:  func(v *rules.FollowUp) (string, *rules.Meta) { return v.ID, &v.Meta },
	Index: func(v *rules.FollowUp) []string { return []string{"case/" + v.Case} }}

// Records are what plans ask to be written down of a case.
var Records = &tx.Table[rules.Record]{Name: "record", Noun: text.Text{ZH: "专项登记", EN: "record of a case"},
	Meta:  func(v *rules.Record) (string, *rules.Meta) { return v.ID, &v.Meta },
	Index: func(v *rules.Record) []string { return []string{"case/" + v.Case} }}

// All is every table, for verify.
var All = []tx.Checker{Officers, Villages, Agencies, Places, Items, Lots, Balances, Moves, Operations,
	Warnings, Orders, Notes, Shifts, Calls, Cases, Handovers, Settings, Referrals, Papers, Kits, Readings, Attachments, FollowUps, DaysOff, Tasks,
	Records, Rows, OwnPlans, Patrols, Reports, Rosters, Schemes, Slips, Notices, Keys}

// BalanceID is the key of what lies of a lot at a place.
func BalanceID(item, place, lot string) string { return item + "/" + place + "/" + lot }
