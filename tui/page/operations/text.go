package operations

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
)

var (
	titleText    = text.Text{ZH: "方案", EN: "Plans"}
	togetherText = text.Text{ZH: "执行中的方案合起来的要求", EN: "What the plans in force ask for together"}
	noneText     = text.Text{ZH: "今天没有方案在执行: 选一个, %[1]s。", EN: "No plan is in force today: choose one, %[1]s."}
	onlyBaseText = text.Text{ZH: "今天没有方案在执行; 下面是法规的要求。", EN: "No plan is in force today; below is what regulations demand."}
	notYetText   = text.Text{ZH: "未启用: 下面是启用后的要求; %[1]s。", EN: "Not adopted: below is what it would ask; %[1]s."}
	duesText     = text.Text{ZH: "到期事项", EN: "What falls due"}
	rosterText   = text.Text{ZH: "值守", EN: "Roster"}
	whatText     = text.Text{ZH: "内容", EN: "What"}
	clausesText  = text.Text{ZH: "条文", EN: "Clauses"}
	standsText   = text.Text{ZH: "情况", EN: "Stands"}
	limitText    = text.Text{ZH: "时限", EN: "Limit"}
	readingLabel = text.Text{ZH: "理解", EN: "Reading"}
	levelText    = text.Text{ZH: "印发", EN: "Issued by"}
	daysLabel    = text.Text{ZH: "期限", EN: "Days"}
	endedText    = text.Text{ZH: "停用原因", EN: "Ended"}
	nextText     = text.Text{ZH: "下一项", EN: "Next due"}
	reviewText   = text.Text{ZH: "(待核)", EN: "(review)"}
	anyText      = text.Text{ZH: "(任一)", EN: "(any of)"}
)

// levels are who issued a plan (clauses.md A-40).
var levels = []rules.Named{
	{Code: "city", Text: text.Text{ZH: "市", EN: "city"}},
	{Code: "county", Text: text.Text{ZH: "县", EN: "county"}},
	{Code: "district", Text: text.Text{ZH: "区", EN: "district"}},
	{Code: "town", Text: text.Text{ZH: "镇", EN: "township"}},
}
