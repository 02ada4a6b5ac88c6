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

// VillageOnly says that somebody with these roles is a village contact and nothing else: what
// is read and written is of the own village alone.
func VillageOnly(roles []Role) bool {
	return slices.Contains(roles, RoleVillage) && !SeesPersons(roles)
}

// Area groups commands for the question who may run them.
type Area string

const (
	AreaCase    Area = "case"    // calls, cases, notes, warnings, orders taken down
	AreaLocal   Area = "local"   // what a village contact does too, in the own village
	AreaStaff   Area = "staff"   // what whoever works at the desk does: own swap slips, the clock
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
	AreaLocal:   {RoleOfficer, RoleLeader, RoleClerk, RoleVillage, RoleAdmin},
	AreaStaff:   {RoleOfficer, RoleLeader, RoleStorekeeper, RoleClerk, RoleAdmin},
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

// Elsewhere refuses a village contact what is not of the own village. It does not say whether
// there is anything.
func Elsewhere() *Error {
	return &Error{Kind: Denied, Text: text.Text{ZH: "村级联络员只看本村的。要问别的, 打值班室电话。", EN: "A village contact sees the own village alone. For anything else ring the duty room."}}
}

// Duties says what somebody with a role does at this desk and what not, for the help.
var Duties = []Named{
	{string(RoleOfficer), text.Text{ZH: "接电话, 立案, 办理, 交接班, 收发物资; 不改方案和人员", EN: "takes calls, works on cases, hands the shift over, takes goods in and out; changes no plan and no officer"}},
	{string(RoleLeader), text.Text{ZH: "值班员能做的都能做; 另外签指示, 阅日志, 管方案和人员", EN: "does what a duty officer does, and signs orders, reads logs, keeps plans and officers"}},
	{string(RoleStorekeeper), text.Text{ZH: "收发物资, 管品种和物资包; 不办救助事项, 不交接班", EN: "takes goods in and out, keeps items and kits; works on no case and takes no shift"}},
	{string(RoleClerk), text.Text{ZH: "办救助事项, 记台账, 管方案; 不值班, 不入库, 不管人员", EN: "works on cases, keeps registers and plans; takes no shift, takes no goods in, keeps no officers"}},
	{string(RoleVillage), text.Text{ZH: "只看本村: 报告发现的人, 记到场、回访, 回通知; 写错了打值班室电话更正", EN: "the own village alone: reports who is found, marks arrivals and visits, answers notices; the duty room corrects"}},
	{string(RoleAuditor), text.Text{ZH: "全部可看, 什么都不改", EN: "reads everything and changes nothing"}},
	{string(RoleAdmin), text.Text{ZH: "管人员、名册、设置和方案, 也能办救助事项; 不值班, 不发物资, 不签指示", EN: "keeps officers, lists, settings and plans, and works on cases; takes no shift, gives no goods out, signs no order"}},
}
