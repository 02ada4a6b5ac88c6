package tui

import "dutydesk/rules/text"

var (
	deskText     = text.Text{ZH: "%[1]s值班室", EN: "%[1]s duty desk"}
	seasonText   = text.Text{ZH: "%[1]s %[2]d/%[3]d天", EN: "%[1]s day %[2]d/%[3]d"}
	dayText      = text.Text{ZH: "%[1]d/%[2]d天", EN: "day %[1]d/%[2]d"}
	onDutyText   = text.Text{ZH: "值班 %[1]s", EN: "duty %[1]s"}
	leaderText   = text.Text{ZH: "带班 %[1]s", EN: "leader %[1]s"}
	noDutyText   = text.Text{ZH: "无人在班", EN: "nobody on duty"}
	warningText  = text.Text{ZH: "%[1]s%[2]s", EN: "%[2]s %[1]s"}
	untilText    = text.Text{ZH: "至%[1]s", EN: "to %[1]s"}
	tooSmallText = text.Text{ZH: "窗口太小, 请放大到 45×10 以上。", EN: "Window too small: 45×10 at least."}
	savedText    = text.Text{ZH: "已保存 %[1]s %[2]s", EN: "Saved %[1]s %[2]s"}
	unknownText  = text.Text{ZH: "不知道是否已存上。", EN: "It is not known whether this was saved."}
	closedText   = text.Text{ZH: "记录簿已关闭, 这里的内容不再更新。请退出重开。", EN: "The book was closed: this screen no longer follows it. Quit and start again."}
	cutText      = text.Text{ZH: "粘贴太长, 末尾 %[1]d 字节没有收下。请分次粘贴。", EN: "The paste was too long: its last %[1]d bytes were left out. Paste it in parts."}
	quitTitle    = text.Text{ZH: "退出", EN: "Quit"}
	quitAsk      = text.Text{ZH: "退出程序? 没写完的内容留作草稿。", EN: "End the program? What is not saved is kept as a draft."}
	welcomeText  = text.Text{ZH: "%[1]s 已登录", EN: "%[1]s signed in"}
)
