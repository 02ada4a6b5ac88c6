package reports

import "dutydesk/rules/text"

var (
	oneOf       = text.Text{ZH: "只能是: %[1]s。", EN: "One of: %[1]s."}
	before      = text.Text{ZH: "%[1]s 早于这份报告的时段 (%[2]s 起)。现在报的是 %[3]s 的。", EN: "%[1]s is before the hours of this report (from %[2]s). It is the one of %[3]s."}
	switchedOff = text.Text{ZH: "%[1]s已停用 (设置里钟点写 24)。", EN: "The %[1]s is switched off (its hour is set to 24)."}
)
