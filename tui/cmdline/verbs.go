package cmdline

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// at says what a verb has to do with a case.
type at int

const (
	nowhereAt at = iota // none may be written
	namedAt             // only one that is written, never the page's
	mayBeAt             // a case or the shift
	onCase              // a case
)

// verb is one thing that can be written. Its English word en[0] is its name.
type verb struct {
	zh, en []string
	at     at
	form   text.Text // how to write it
	help   text.Text
	read   func(*reader) *rules.Error
}

// verbs are all of them, in the order of the help.
var verbs = []*verb{
	{[]string{"记", "记事"}, []string{"note"}, mayBeAt, text.Text{ZH: "记 内容", EN: "note WORDS"}, text.Text{ZH: "记一笔; 0 记 是记在本班", EN: "Write a note; 0 note writes it on the shift"}, readNote},
	{[]string{"办", "已办"}, []string{"done"}, onCase, text.Text{ZH: "办 待办 [说明]", EN: "done DUTY [NOTE]"}, text.Text{ZH: "一项待办办好了", EN: "An obligation was met"}, readDone},
	{[]string{"免", "免办"}, []string{"waive"}, onCase, text.Text{ZH: "免 待办 原因", EN: "waive DUTY REASON"}, text.Text{ZH: "一项待办不办了", EN: "Let an obligation go"}, readWaive},
	{[]string{"撤", "撤销"}, []string{"undo", "revoke"}, onCase, text.Text{ZH: "撤 已办 原因", EN: "undo DUTY REASON"}, text.Text{ZH: "撤销一项已办或免办", EN: "Take an act or a waiver back"}, readRevoke},
	{[]string{"答"}, []string{"fact", "answer"}, onCase, text.Text{ZH: "答 情况 是", EN: "fact WHICH yes"}, text.Text{ZH: "问到的情况: 是, 否, 不知道, 数字, 选项", EN: "What was asked: yes, no, unknown, a number, choices"}, readFact},
	{[]string{"派", "派人"}, []string{"send"}, onCase, text.Text{ZH: "派 谁 [车]", EN: "send WHO [VEHICLE]"}, text.Text{ZH: "派人去", EN: "Send somebody out"}, readSend},
	{[]string{"到", "到场"}, []string{"arrive"}, onCase, text.Text{ZH: "到 [几队]", EN: "arrive [TEAM]"}, text.Text{ZH: "人已到场", EN: "Somebody is on the scene"}, readArrive},
	{[]string{"出", "出发"}, []string{"depart"}, onCase, text.Text{ZH: "出 [几队]", EN: "depart [TEAM]"}, text.Text{ZH: "派出的人出发了", EN: "The team is on its way"}, readDepart},
	{[]string{"返", "返回"}, []string{"return"}, onCase, text.Text{ZH: "返 [几队]", EN: "return [TEAM]"}, text.Text{ZH: "派出的人回来了", EN: "The team is back"}, readReturn},
	{[]string{"置", "处置"}, []string{"settle"}, onCase, text.Text{ZH: "置 结果 [说明]", EN: "settle OUTCOME [NOTE]"}, text.Text{ZH: "怎样处置的", EN: "How the situation ended"}, readSettle},
	{[]string{"结", "办结"}, []string{"close"}, onCase, text.Text{ZH: "结 [说明]", EN: "close [NOTE]"}, text.Text{ZH: "不再有待办, 办结", EN: "Nothing is owed any more"}, readClose},
	{[]string{"退", "退回"}, []string{"back"}, onCase, text.Text{ZH: "退 原因", EN: "back REASON"}, text.Text{ZH: "派人, 到场, 处置, 办结退回一步", EN: "Take the last step of the case back"}, readBack},
	{[]string{"拨", "去电"}, []string{"ring", "call"}, mayBeAt, text.Text{ZH: "拨 单位 通 [说了什么]", EN: "ring WHOM reached [WORDS]"}, text.Text{ZH: "去电: 单位写名称, 号码或拼音首字母; 通 或 未接", EN: "A call out: name or number, then reached or no"}, readRing},
	{[]string{"来", "来电"}, []string{"incoming"}, namedAt, text.Text{ZH: "来 号码 内容", EN: "incoming NUMBER WORDS"}, text.Text{ZH: "来电; 前面写编号就并入那一件", EN: "A call in; with a case number it joins that case"}, readIncoming},
	{[]string{"来访"}, []string{"visit"}, nowhereAt, text.Text{ZH: "来访 谁 内容", EN: "visit WHO WORDS"}, text.Text{ZH: "来访登记, 待办", EN: "A visitor, to be dealt with"}, readVisit},
	{[]string{"查岗"}, []string{"check"}, nowhereAt, text.Text{ZH: "查岗 谁 [内容]", EN: "check WHO [WORDS]"}, text.Text{ZH: "谁来查岗, 记到分钟", EN: "Who rang to see who picks up, to the minute"}, readCheck},
	{[]string{"上级"}, []string{"above"}, nowhereAt, text.Text{ZH: "上级 单位 期限 内容", EN: "above UNIT TERM WORDS"}, text.Text{ZH: "上级通知; 期限写 17:00, 没有写 无", EN: "A word from above; the term as 17:00, or none"}, readAbove},
	{[]string{"发", "发放"}, []string{"give"}, mayBeAt, text.Text{ZH: "发 物资 数量 地点 [谁领]", EN: "give ITEM NUMBER PLACE [WHOM]"}, text.Text{ZH: "发放物资; 物资包: 发 包名 [地点 按指印 谁领]; 0 发 不归事项, 后面写用途", EN: "Give goods; a kit: give KIT [PLACE RECEIPT WHOM]; with 0 to no case, then say what for"}, readGive},
	{[]string{"移", "移送"}, []string{"refer"}, onCase, text.Text{ZH: "移送 单位 [护送人 车 说明]", EN: "refer AGENCY [ESCORT VEHICLE NOTE]"}, text.Text{ZH: "移送给单位; 以后: 移送 收到, 接收 [已签字], 拒收, 办结, 撤回", EN: "Hand over to an agency; then: refer received, accepted [signed], refused, done, revoke"}, readRefer},
	{[]string{"令", "指示"}, []string{"order"}, mayBeAt, text.Text{ZH: "令 领导 内容", EN: "order LEADER WORDS"}, text.Text{ZH: "记口头指示, 待补签", EN: "Take down a leader's order, to be signed"}, readOrder},
	{[]string{"巡"}, []string{"patrol"}, nowhereAt, text.Text{ZH: "巡 出 谁 [车]; 巡 到 [编号] 地点 看到", EN: "patrol out WHO [VEHICLE]; patrol at [NO] PLACE SEEN"}, text.Text{ZH: "巡查出发, 到站, 返回 (巡 回 [编号] [情况]); 几趟在外时写编号", EN: "A round leaves, stops, is back (patrol back [NO] [WORDS]); its number where several are out"}, readPatrol},
	{[]string{"已报"}, []string{"report"}, nowhereAt, text.Text{ZH: "已报 零报告 谁收的", EN: "report nil WHO"}, text.Text{ZH: "零报告或昨夜情况已报县里, 对方谁收的", EN: "The nil or night report was sent, and who received it"}, readSent},
	{[]string{"预警"}, []string{"warning"}, nowhereAt, text.Text{ZH: "预警 寒潮 橙色 [06:00]", EN: "warning cold orange [06:00]"}, text.Text{ZH: "发预警, 可写到什么时候", EN: "Set a warning, until when if known"}, readWarning},
	{[]string{"班务"}, []string{"turn"}, nowhereAt, text.Text{ZH: "班务 请假 日 原因; 班务 调 日 谁 原因; 班务 顶 日 谁 原因", EN: "turn leave DAY WHY; turn swap DAY WHO WHY; turn cover DAY WHO WHY"}, text.Text{ZH: "请假, 调班, 马上顶班; 答复: 班务 同意, 批准, 不同意, 撤销 和编号", EN: "Leave, a swap, taking over at once; answers: turn accept, approve, refuse, undo and the number"}, readTurn},
	leads("board", "值班室", route.To{Page: route.Board}),
	leads("cases", "救助", route.To{Page: route.Cases}),
	leads("handover", "交接", route.To{Page: route.Handover}),
	leads("stock", "物资", route.To{Page: route.Stock}),
	leads("lists", "名册", route.To{Page: route.Lists}),
	leads("settings", "设置", route.To{Page: route.Settings}),
	leads("roster", "排班", route.To{Page: route.Roster}),
	leads("plans", "方案", route.To{Page: route.Plans}),
	leads("register", "台账", route.To{Page: route.Registers}),
	leads("patrols", "巡查", route.To{Page: route.Patrols}),
	leads("calendar", "日历", route.To{Page: route.Calendar}),
	leads("tell", "通知", route.To{Page: route.Notices}),
	leads("who", "在线", route.To{Page: route.Seats}),
	leads("intake", "登记", route.To{Page: route.Intake}),
	leads("lock", "锁", screen.Lock{}),
	leads("language", "语言", screen.Turn{}),
}

// verbOptions are the verbs to choose from.
var verbOptions = func() (out []option) {
	for _, v := range verbs {
		out = append(out, v.option())
	}
	return spelt(out)
}()

// leads is a verb that only goes somewhere.
func leads(en, zh string, to route.Action) *verb {
	_, isTo := to.(route.To)
	return &verb{zh: []string{zh}, en: []string{en}, read: func(r *reader) *rules.Error {
		r.e.Go = to
		if r.e.What = r.v.said(); isTo {
			r.e.What = text.Text{ZH: "到 %[1]s", EN: "go: %[1]s"}.With(r.v.said())
		}
		return nil
	}}
}

func (v *verb) word() text.Text { return text.Text{ZH: v.zh[0], EN: v.en[0]} }

// said is the verb in the words of the screen.
func (v *verb) said() text.Text { return text.Text{ZH: v.zh[len(v.zh)-1], EN: v.en[0]} }

func (v *verb) option() option {
	o := option{value: v.en[0], label: v.word(), names: slices.Clone(v.en)}
	for _, zh := range v.zh {
		o.names = append(o.names, spelled(zh)...)
	}
	return o
}

func verbNamed(name string) *verb {
	return verbs[slices.IndexFunc(verbs, func(v *verb) bool { return v.en[0] == name })]
}
