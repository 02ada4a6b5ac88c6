package handover

import "dutydesk/rules/text"

var (
	titleText     = text.Text{ZH: "交接班", EN: "Handover"}
	openTitle     = text.Text{ZH: "交接班 %[1]s %[2]s  %[3]s 交", EN: "Handover %[1]s %[2]s  from %[3]s"}
	toTitle       = text.Text{ZH: "%[1]s, %[2]s 接, 带班 %[3]s", EN: "%[1]s to %[2]s, leader %[3]s"}
	pastText      = text.Text{ZH: "历次交接", EN: "Past handovers"}
	noPastText    = text.Text{ZH: "还没有交接单。", EN: "No sheet yet."}
	nobodyText    = text.Text{ZH: "现在无人在班。按 %[1]s。", EN: "Nobody is on duty: %[1]s."}
	dutyText      = text.Text{ZH: "在班 %[1]s, 带班 %[2]s, %[3]s 至 %[4]s", EN: "On duty %[1]s, leader %[2]s, %[3]s to %[4]s"}
	noDraftText   = text.Text{ZH: "还没有交接稿。按 %[1]s, 由在办事项拟出。", EN: "No handover drafted: %[1]s, drawn up from live work."}
	returnedText  = text.Text{ZH: "已退回: %[1]s。重新拟稿按 %[2]s。", EN: "Returned: %[1]s. To draw it up again: %[2]s."}
	lastBackText  = text.Text{ZH: "上次退回: %[1]s", EN: "Returned last: %[1]s"}
	wordsText     = text.Text{ZH: "给每个有待办的条目写一句交代 (Enter), 再按 %[1]s。", EN: "Write a word on every open line (Enter), then %[1]s."}
	takeText      = text.Text{ZH: "逐项看过按 Enter 接收, 也可 %[1]s, %[2]s, 最后 %[3]s。", EN: "Enter accepts a line, also %[1]s, %[2]s, and last %[3]s."}
	waitText      = text.Text{ZH: "等 %[1]s 签收: 请本人按 %[2]s, 登录后 %[3]s。", EN: "Waiting for %[1]s: %[2]s, sign in, then %[3]s."}
	againText     = text.Text{ZH: "给新增的写一句交代 (Enter), 再按 %[1]s; 或等接班人逐项接收。", EN: "Write a word on what is new (Enter), then %[1]s; or let the taker accept it line by line."}
	againLabel    = text.Text{ZH: "再交", EN: "Again"}
	absentText    = text.Text{ZH: "打电话催, 记一笔: %[1]s; 不来由带班领导放行: %[2]s。放行前本班照管。", EN: "Ring them and note it: %[1]s; if they do not come a leader lets it pass: %[2]s. Until then the shift stays responsible."}
	remindLabel   = text.Text{ZH: "催接班", EN: "Ring them"}
	releaseLabel  = text.Text{ZH: "放行", EN: "Let pass"}
	shiftLabel    = text.Text{ZH: "接班", EN: "Take the shift"}
	draftLabel    = text.Text{ZH: "拟稿", EN: "Draft"}
	presentLabel  = text.Text{ZH: "提交", EN: "Present"}
	quietLabel    = text.Text{ZH: "收无待办项", EN: "Accept quiet"}
	queryLabel    = text.Text{ZH: "存疑", EN: "Query"}
	signLabel     = text.Text{ZH: "签收", EN: "Sign"}
	logLabel      = text.Text{ZH: "日志阅签", EN: "Log, read"}
	lockLabel     = text.Text{ZH: "锁屏换人", EN: "Lock"}
	changesText   = text.Text{ZH: "交出以后有 %[1]d 处变化", EN: "%[1]d changes since it was presented"}
	wordlessText  = text.Text{ZH: "待写 %[1]d (_)", EN: "%[1]d to write (_)"}
	uncountedText = text.Text{ZH: "未点 %[1]d", EN: "%[1]d to count"}
	countText     = text.Text{ZH: "Enter 记清点", EN: "Enter writes what was found"}
	wordText      = text.Text{ZH: "交代", EN: "Word"}
	queryText     = text.Text{ZH: "存疑", EN: "Query"}
	acceptedText  = text.Text{ZH: "收", EN: "ok"}
	askedText     = text.Text{ZH: "问", EN: "?"}
	quietText     = text.Text{ZH: "无待办", EN: "quiet"}
	detailText    = text.Text{ZH: "选中的一项", EN: "The selected line"}
)

var changeWords = map[string]text.Text{
	"added":   {ZH: "新增", EN: "new:"},
	"gone":    {ZH: "已消", EN: "gone:"},
	"changed": {ZH: "变化", EN: "changed:"},
	"late":    {ZH: "已逾期", EN: "overdue:"},
}
