package casefile

import "dutydesk/rules/text"

var (
	doneText     = text.Text{ZH: "办理", EN: "Done"}
	callText     = text.Text{ZH: "去电", EN: "Ring"}
	thisText     = text.Text{ZH: "打这个", EN: "Ring this"}
	owedText     = text.Text{ZH: "待办 %[1]d", EN: "To do %[1]d"}
	askText      = text.Text{ZH: "先问 %[1]d", EN: "Ask first %[1]d"}
	keysText     = text.Text{ZH: "1 是 2 否 3 不明", EN: "1 yes 2 no 3 unknown"}
	enterText    = text.Text{ZH: "Enter 回答", EN: "Enter answers"}
	ringText     = text.Text{ZH: "先打", EN: "Ring"}
	storyText    = text.Text{ZH: "情况和经过", EN: "What is known, what happened"}
	toldText     = text.Text{ZH: "已记 %[1]s (Ctrl+E 更正)", EN: "Written down: %[1]s (Ctrl+E corrects)"}
	answerText   = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}
	foldText     = text.Text{ZH: "已办 %[1]d (Enter 展开)", EN: "Done %[1]d (Enter shows them)"}
	unfoldText   = text.Text{ZH: "已办 %[1]d (Enter 收起)", EN: "Done %[1]d (Enter folds them)"}
	aboveText    = text.Text{ZH: "上面还有 %[1]d", EN: "%[1]d more above"}
	belowText    = text.Text{ZH: "下面还有 %[1]d", EN: "%[1]d more below"}
	noneText     = text.Text{ZH: "没有待办。", EN: "Nothing is owed."}
	noAskText    = text.Text{ZH: "没有要问的。", EN: "Nothing to ask."}
	openedText   = text.Text{ZH: "立案 %[1]s", EN: "opened %[1]s"}
	archiveText  = text.Text{ZH: "档案", EN: "Archive"}
	titleText    = text.Text{ZH: "%[1]s %[2]s  %[3]s  %[4]s", EN: "%[1]s %[2]s  %[3]s  %[4]s"}
	noNumberText = text.Text{ZH: "(无号码)", EN: "(no number)"}
	missedText   = text.Text{ZH: "(未接)", EN: "(missed)"}
)
