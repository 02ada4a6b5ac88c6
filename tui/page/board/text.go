package board

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
)

var (
	titleText      = text.Text{ZH: "值班室", EN: "Board"}
	staleText      = text.Text{ZH: "读不出新内容, 这是 %[1]s 的。%[2]s", EN: "Cannot read; this is of %[1]s. %[2]s"}
	todoText       = text.Text{ZH: "待办 %[1]d  逾期 %[2]d  在办 %[3]d", EN: "To do %[1]d  Late %[2]d  Cases %[3]d"}
	shiftText      = text.Text{ZH: "本班 %[1]s 至 %[2]s", EN: "Shift %[1]s to %[2]s"}
	lateText       = text.Text{ZH: "! 应于 %[1]s 交班", EN: "! handover was due %[1]s"}
	takeText       = text.Text{ZH: "现在无人在班。按 %[1]s。", EN: "Nobody is on duty: %[1]s."}
	noPlanText     = text.Text{ZH: "今天没有方案在执行; 按 9 到方案页启用", EN: "No plan is in force today; key 9, plans, adopts one"}
	unsureText     = text.Text{ZH: "%[1]s, 下一工作日未必准; 录入: %[2]s", EN: "%[1]s: the next workday may be wrong; enter it: %[2]s"}
	calendarText   = text.Text{ZH: "日历", EN: "Calendar"}
	quietText      = text.Text{ZH: "没有待办。来电来访按 %[1]s。", EN: "Nothing is due. For a call: %[1]s."}
	nextText       = text.Text{ZH: "下一步", EN: "Next steps"}
	nextLineText   = text.Text{ZH: "下一步: %[1]s", EN: "Next: %[1]s"}
	stepShiftText  = text.Text{ZH: "接班", EN: "take the shift"}
	stepListsText  = text.Text{ZH: "填名册, 还缺 %[1]s", EN: "fill in the lists: %[1]s"}
	stepPlanText   = text.Text{ZH: "启用方案", EN: "adopt a plan"}
	stepCallText   = text.Text{ZH: "登记第一个来电来访", EN: "write down the first call"}
	villagesText   = text.Text{ZH: "村(社区)", EN: "villages"}
	agenciesText   = text.Text{ZH: "单位", EN: "agencies"}
	placesText     = text.Text{ZH: "地点", EN: "places"}
	itemsText      = text.Text{ZH: "物资品种", EN: "items"}
	selectedText   = text.Text{ZH: "选中", EN: "Selected"}
	dueText        = text.Text{ZH: "限 %[1]s", EN: "due %[1]s"}
	furtherText    = text.Text{ZH: "还有 %[1]d 项待办", EN: "%[1]d more to do"}
	moreText       = text.Text{ZH: "+%[1]d", EN: "+%[1]d"}
	askText        = text.Text{ZH: "先问 %[1]d", EN: "Ask first %[1]d"}
	noAskText      = text.Text{ZH: "没有要问的", EN: "Nothing to ask"}
	setText        = text.Text{ZH: "登记预警", EN: "Set a warning"}
	liftText       = text.Text{ZH: "解除", EN: "Lift"}
	deskText       = text.Text{ZH: "预警 物资 交接", EN: "Weather, stock, handover"}
	warningText    = text.Text{ZH: "%[1]s%[2]s", EN: "%[1]s, %[2]s"}
	untilText      = text.Text{ZH: "至 %[1]s", EN: "until %[1]s"}
	noWarningText  = text.Text{ZH: "没有预警", EN: "No warning in force"}
	shortText      = text.Text{ZH: "%[1]s 可用 %[2]d%[3]s, 低于 %[4]d", EN: "%[1]s: usable %[2]d%[3]s, minimum %[4]d"}
	expiresText    = text.Text{ZH: "%[1]s %[2]s 到期", EN: "%[1]s expires %[2]s"}
	expiredText    = text.Text{ZH: "%[1]s %[2]s 已过期", EN: "%[1]s expired %[2]s"}
	manyText       = text.Text{ZH: "物资不足或临期 %[1]d 种, 按 4 看", EN: "%[1]d items short or expiring: key 4"}
	noItemsText    = text.Text{ZH: "还没有登记物资品种", EN: "No items are on the list yet"}
	aheadText      = text.Text{ZH: "%[1]s已启用, %[2]s 起执行; 之前没有方案", EN: "%[1]s is adopted and begins on %[2]s; no plan is in force before"}
	noShortText    = text.Text{ZH: "物资够用", EN: "Stock is sufficient"}
	handoverText   = text.Text{ZH: "交接班 %[1]s %[2]s", EN: "Handover %[1]s %[2]s"}
	noHandoverText = text.Text{ZH: "交接未拟稿: %[1]s", EN: "No handover yet: %[1]s"}
	callText       = text.Text{ZH: "登记", EN: "Call"}
	backText       = text.Text{ZH: "交接已退回: %[1]s", EN: "Handover sent back: %[1]s"}
	goText         = text.Text{ZH: "交接", EN: "Handover"}
	unreadText     = text.Text{ZH: "待阅签日志 %[1]d 班: %[2]s", EN: "Logs not read: %[1]d. %[2]s"}
	logText        = text.Text{ZH: "日志", EN: "Log"}
	clockText      = text.Text{ZH: "时间已人工校正 %[1]s", EN: "Clock corrected by %[1]s"}
	outText        = text.Text{ZH: "在外 %[1]s起 %[2]s %[3]s", EN: "out since %[1]s, %[2]s: %[3]s"}
	dutyText       = text.Text{ZH: "事项 %[1]s", EN: "duty %[1]s"}
	patrolOutText  = text.Text{ZH: "巡查 静默%[1]s %[2]s", EN: "patrol, silent %[1]s: %[2]s"}
	moreOutText    = text.Text{ZH: "在外 另 %[1]d 队", EN: "%[1]d more teams out"}
)

var planFaultText = text.Text{ZH: "本镇方案 %[1]s 的文件有问题 (%[2]s), 见方案页。", EN: "The own plan %[1]s has a fault (%[2]s): see the page of plans."}

// kinds are what a line is called that is about no record with a number of its own, by the
// beginning of its key.
var kinds = []struct {
	key  string
	word text.Text
}{
	{"patrol/next", text.Text{ZH: "巡查", EN: "patrol"}},
	{"report/" + string(rules.ReportNil), text.Text{ZH: "零报", EN: "nil"}},
	{"report/" + string(rules.ReportNight), text.Text{ZH: "昨夜", EN: "night"}},
	{"register/", text.Text{ZH: "台账", EN: "register"}},
	{"roster/", text.Text{ZH: "排班", EN: "roster"}},
	{"handover/S", text.Text{ZH: "交接", EN: "handover"}},
}
