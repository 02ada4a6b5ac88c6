package casefile

import "dutydesk/rules/text"

var (
	readingText = text.Text{ZH: "正在读…", EN: "Reading…"}
	doneText    = text.Text{ZH: "办理", EN: "Done"}
	callText    = text.Text{ZH: "去电", EN: "Ring"}
	owedText    = text.Text{ZH: "待办 %[1]d", EN: "Owed %[1]d"}
	askText     = text.Text{ZH: "先问 %[1]d", EN: "Ask first %[1]d"}
	keysText    = text.Text{ZH: "1 是 2 否 3 不明", EN: "1 yes 2 no 3 unknown"}
	enterText   = text.Text{ZH: "Enter 回答", EN: "Enter answers"}
	ringText    = text.Text{ZH: "先打", EN: "Ring"}
	storyText   = text.Text{ZH: "情况和经过", EN: "What is known, what happened"}
	noneText    = text.Text{ZH: "没有待办。", EN: "Nothing is owed."}
	noAskText   = text.Text{ZH: "没有要问的。", EN: "Nothing to ask."}
	openedText  = text.Text{ZH: "立案 %[1]s", EN: "opened %[1]s"}
	titleText   = text.Text{ZH: "%[1]s %[2]s  %[3]s  %[4]s", EN: "%[1]s %[2]s  %[3]s  %[4]s"}
)
