// Package words names the states of the procedure on the screen, in the words of
// docs/domain.md §9.1. Which state something is in is decided by package rules, which also
// names the kinds that a person can choose from.
package words

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Of is the name of a code; the code itself when the list has none, so that a newer book
// can still be read.
func Of[C ~string](list []rules.Named, code C) text.Text { return rules.WordOf(list, string(code)) }

// CallStates are the states of a call.
var CallStates = []rules.Named{
	{Code: string(rules.CallOpen), Text: text.Text{ZH: "待办", EN: "open"}},
	{Code: string(rules.CallPassed), Text: text.Text{ZH: "已转办", EN: "passed on"}},
	{Code: string(rules.CallDone), Text: text.Text{ZH: "已办", EN: "done"}},
	{Code: string(rules.CallNoAction), Text: text.Text{ZH: "无需办理", EN: "no action"}},
}

// CaseStates are the states of a case.
var CaseStates = []rules.Named{
	{Code: string(rules.CaseOpen), Text: text.Text{ZH: "在办", EN: "open"}},
	{Code: string(rules.CaseDispatched), Text: text.Text{ZH: "已派人", EN: "sent out"}},
	{Code: string(rules.CaseOnScene), Text: text.Text{ZH: "已到场", EN: "on scene"}},
	{Code: string(rules.CaseSettled), Text: text.Text{ZH: "已处置", EN: "settled"}},
	{Code: string(rules.CaseFollowUp), Text: text.Text{ZH: "回访中", EN: "follow-up"}},
	{Code: string(rules.CaseClosed), Text: text.Text{ZH: "已办结", EN: "closed"}},
}

// Obligations are the states of an obligation.
var Obligations = []rules.Named{
	{Code: string(rules.Pending), Text: text.Text{ZH: "待办", EN: "to do"}},
	{Code: string(rules.Due), Text: text.Text{ZH: "到期", EN: "due"}},
	{Code: string(rules.Overdue), Text: text.Text{ZH: "逾期", EN: "late"}},
	{Code: string(rules.Done), Text: text.Text{ZH: "已办", EN: "done"}},
	{Code: string(rules.Waived), Text: text.Text{ZH: "免办", EN: "waived"}},
}

// Goals are what obligations serve.
var Goals = rules.GoalWords

// Handovers are the states of a handover.
var Handovers = []rules.Named{
	{Code: string(rules.HandoverDraft), Text: text.Text{ZH: "拟稿", EN: "draft"}},
	{Code: string(rules.HandoverPresented), Text: text.Text{ZH: "待接", EN: "presented"}},
	{Code: string(rules.HandoverAccepted), Text: text.Text{ZH: "已接", EN: "accepted"}},
	{Code: string(rules.HandoverReturned), Text: text.Text{ZH: "退回", EN: "returned"}},
}

// Sections are the parts of a handover, in I-PASS order.
var Sections = []rules.Named{
	{Code: string(rules.SectionSevere), Text: text.Text{ZH: "紧要", EN: "Severe"}},
	{Code: string(rules.SectionSummary), Text: text.Text{ZH: "概况", EN: "Summary"}},
	{Code: string(rules.SectionAction), Text: text.Text{ZH: "待办", EN: "To do"}},
	{Code: string(rules.SectionWhatIf), Text: text.Text{ZH: "如遇", EN: "What if"}},
}

// Sexes are what a person can be said to be.
var Sexes = []rules.Named{
	{Code: "M", Text: text.Text{ZH: "男", EN: "male"}},
	{Code: "F", Text: text.Text{ZH: "女", EN: "female"}},
}
