package rules

import (
	"slices"

	"dutydesk/rules/text"
)

// RoleWords names the roles.
var RoleWords = []Named{
	{string(RoleOfficer), text.Text{ZH: "值班员", EN: "duty officer"}},
	{string(RoleLeader), text.Text{ZH: "带班领导", EN: "duty leader"}},
	{string(RoleStorekeeper), text.Text{ZH: "保管员", EN: "storekeeper"}},
	{string(RoleClerk), text.Text{ZH: "民政办", EN: "civil-affairs clerk"}},
	{string(RoleVillage), text.Text{ZH: "村级联络员", EN: "village contact"}},
	{string(RoleAuditor), text.Text{ZH: "审计", EN: "auditor"}},
	{string(RoleAdmin), text.Text{ZH: "管理员", EN: "administrator"}},
}

// SeesPersons says that a reader with these roles sees of persons what is on record: not
// without a role, which is to say nobody signed in, nor as a village contact alone, who may
// see the own village only.
func SeesPersons(roles []Role) bool {
	return slices.ContainsFunc(roles, func(r Role) bool { return r != RoleVillage })
}

// Area groups commands for the question who may run them.
type Area string

const (
	AreaCase    Area = "case"    // calls, cases, notes, warnings, orders taken down
	AreaShift   Area = "shift"   // taking a shift, handing it over
	AreaStock   Area = "stock"   // receiving goods
	AreaIssue   Area = "issue"   // giving goods out
	AreaPlan    Area = "plan"    // adopting a plan, what it leaves to the township
	AreaOfficer Area = "officer" // officers, PINs, import, settings of the desk
	AreaOrder   Area = "order"   // signing an order
	AreaMove    Area = "move"    // taking a move of goods back; the move decides between stock and issue
	AreaRead    Area = "read"    // marking the log of a shift as read
	AreaSelf    Area = "self"    // own PIN; whose it is, the command decides
)

var may = map[Area][]Role{
	AreaCase:    {RoleOfficer, RoleLeader, RoleClerk, RoleAdmin},
	AreaShift:   {RoleOfficer, RoleLeader},
	AreaStock:   {RoleStorekeeper, RoleOfficer, RoleLeader, RoleAdmin},
	AreaIssue:   {RoleOfficer, RoleLeader, RoleStorekeeper, RoleClerk},
	AreaPlan:    {RoleLeader, RoleClerk, RoleAdmin},
	AreaOfficer: {RoleLeader, RoleAdmin},
	AreaOrder:   {RoleLeader},
	AreaMove:    {RoleStorekeeper, RoleOfficer, RoleLeader, RoleClerk, RoleAdmin},
	AreaRead:    {RoleLeader, RoleAdmin},
	AreaSelf:    {RoleOfficer, RoleLeader, RoleStorekeeper, RoleClerk, RoleVillage, RoleAuditor, RoleAdmin},
}

// May decides whether someone with these roles may act in the area. A refusal names the
// roles that may. It does not know whose record it is: that stays with the caller.
func May(roles []Role, a Area) *Error {
	for _, r := range may[a] {
		if slices.Contains(roles, r) {
			return nil
		}
	}
	var who []text.Text
	for _, n := range RoleWords {
		if slices.Contains(may[a], Role(n.Code)) {
			who = append(who, n.Text)
		}
	}
	return &Error{Kind: Denied, Text: text.Text{ZH: "您的角色不能这样做。可以的是: %[1]s", EN: "Your role may not do this. These may: %[1]s"}.With(who)}
}

// Unsigned refuses whoever has not signed in.
func Unsigned() *Error {
	return &Error{Kind: Denied, Text: text.Text{ZH: "先用姓名和 PIN 登录。", EN: "Sign in with name and PIN first."}}
}
