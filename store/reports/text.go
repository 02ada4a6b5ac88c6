package reports

import "dutydesk/rules/text"

var (
	oneOf       = text.Text{ZH: "只能是: %[1]s。", EN: "One of: %[1]s."}
	switchedOff = text.Text{ZH: "%[1]s已停用 (设置里钟点写 24)。", EN: "The %[1]s is switched off (its hour is set to 24)."}
)
