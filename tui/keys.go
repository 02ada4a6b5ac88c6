package tui

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/input"
	"dutydesk/tui/page/handover"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// roots are the pages that a digit goes to, in the order of the digits.
var roots = []route.Page{route.Board, route.Cases, route.Handover, route.Stock, route.Lists, route.Settings, route.Log, route.Since, route.Plans}

// keys is what can be done anywhere; what follows the page's own keys in footer and help.
func (a *App) keys() binding.Table {
	turn := binding.Binding{Keys: []string{"f12"}, Label: text.Text{ZH: "English", EN: "中文"},
		Help: text.Text{ZH: "换成英文, 再按换回", EN: "Turn to Chinese and back"}, Do: always(screen.Turn{})}
	help := binding.Binding{Keys: []string{"f1", "?"}, Stays: true, Label: text.Text{ZH: "帮助", EN: "Help"},
		Help: text.Text{ZH: "这一页能用的键", EN: "The keys of this page"}, Do: always(screen.Help{})}
	quit := binding.Binding{Keys: []string{"ctrl+c"}, Label: text.Text{ZH: "退出", EN: "Quit"},
		Help: text.Text{ZH: "退出程序, 先问一次", EN: "End the program, after asking"}, Do: always(screen.Quit{})}
	lock := binding.Binding{Keys: []string{"ctrl+l"}, Label: text.Text{ZH: "锁屏换人", EN: "Lock"}, Silent: true,
		Help: text.Text{ZH: "锁屏, 或换另一位值班员; 打开的和写的都留着", EN: "Lock, or change to another officer; what is open and typed stays"}, Do: always(screen.Lock{})}
	if a.desk == nil {
		return a.outsideKeys(turn, help, quit)
	}
	if rules.VillageOnly(a.desk.Roles()) {
		return a.villageKeys(turn, lock, help, quit)
	}
	here := a.stack[len(a.stack)-1].to.Page
	home := here == route.Board
	t := binding.Table{
		help,
		{Keys: []string{">", "*"}, Silent: true, Help: text.Text{ZH: "> 选中的一行; * 要留意; ! 逾期或紧要", EN: "> the selected line; * needs care; ! late or grave"}},
		{Keys: []string{"f2"}, Label: text.Text{ZH: "登记", EN: "Call"},
			Help: text.Text{ZH: "登记来电来访或去电, 立案", EN: "Write down a call in or out, open a case"}, Do: always(route.To{Page: route.Intake})},
		{Keys: []string{"f5", "3"}, Label: text.Text{ZH: "交接", EN: "Handover"},
			Help: text.Text{ZH: "接班, 交班, 签收", EN: "Take the shift, hand it over, sign for it"}, Do: a.handover},
		{Keys: []string{"f8"}, Label: text.Text{ZH: "记事", EN: "Note"},
			Help: text.Text{ZH: "在本班或打开的救助事项上记一笔", EN: "Write a note on the shift or on the open case"}, Do: a.note},
		{Keys: []string{"ctrl+k", "0"}, Stays: true, Label: text.Text{ZH: "菜单", EN: "Menu"},
			Help: text.Text{ZH: "所有能做的事, 用数字选", EN: "Everything that can be done, chosen by number"}, Do: always(screen.Menu{})},
		turn,
		lock,
		quit,
		{Keys: []string{"f4"}, Label: text.Text{ZH: "命令", EN: "Command"},
			Help: text.Text{ZH: "命令行: 一行写几件事, 如 4 办 120; 4 发 棉被 2", EN: "The command line: several things in one line, as 4 done 120; 4 give quilt 2"}, Do: a.commandLine},
		{Keys: []string{"f10"}, Label: text.Text{ZH: "复制", EN: "Copy"}, Silent: true,
			Help: text.Text{ZH: "复制成一段文字: 遮盖过, 可发群里, 也有二维码", EN: "Copy as a masked text, for the clipboard, the mouse or as a QR code"}, Do: a.copyText},
		{Keys: []string{"ctrl+x"}, Label: text.Text{ZH: "更正刚才", EN: "Correct"}, Silent: true,
			Help: text.Text{ZH: "更正刚才保存的一笔, 写明原因", EN: "Correct what was just saved, with a reason"}, Do: a.correct, Refuse: a.nothingSaved},
		{Keys: []string{"1"}, Label: text.Text{ZH: "值班室", EN: "Board"}, Silent: true,
			Help: text.Text{ZH: "值班室: 谁在班, 什么到期, 还要问什么", EN: "The board: who is on duty, what is due, what to ask"}, Do: always(route.To{Page: route.Board})},
		{Keys: []string{"2"}, Label: text.Text{ZH: "救助", EN: "Cases"}, Silent: true,
			Help: text.Text{ZH: "救助事项一览", EN: "The list of cases"}, Do: always(route.To{Page: route.Cases})},
		{Keys: []string{"4"}, Label: text.Text{ZH: "物资", EN: "Stock"}, Silent: true,
			Help: text.Text{ZH: "物资: 哪里有多少", EN: "What lies where"}, Do: always(route.To{Page: route.Stock})},
		{Keys: []string{"5"}, Label: text.Text{ZH: "名册", EN: "Lists"}, Silent: true,
			Help: text.Text{ZH: "名册: 人员, 村(社区), 单位, 地点, 物资品种, 物资包", EN: "Officers, villages, partner units, places, items, kits"}, Do: always(route.To{Page: route.Lists})},
		{Keys: []string{"6"}, Label: text.Text{ZH: "设置", EN: "Settings"}, Silent: true,
			Help: text.Text{ZH: "设置: 显示, 本台, 方案", EN: "Your display, the desk, the plans"}, Do: always(route.To{Page: route.Settings})},
		{Keys: []string{"7"}, Label: text.Text{ZH: "日志", EN: "Log"}, Silent: true,
			Help: text.Text{ZH: "值班日志: 这一班和以前各班, 带班领导阅签", EN: "The duty log, shift by shift, and who read it"}, Do: always(route.To{Page: route.Log})},
		{Keys: []string{"8"}, Label: text.Text{ZH: "变化", EN: "Changed"}, Silent: true,
			Help: text.Text{ZH: "上次交班以来的变化", EN: "What has changed since your last shift"}, Do: always(route.To{Page: route.Since})},
		{Keys: []string{"9"}, Label: text.Text{ZH: "方案", EN: "Plans"}, Silent: true,
			Help: text.Text{ZH: "方案: 启用, 改, 停用; 有哪些要求, 怎样理解", EN: "The plans: adopt, change, end; what they ask for"}, Do: always(route.To{Page: route.Plans})},
		{Keys: []string{"ctrl+d"}, Label: text.Text{ZH: "日历", EN: "Calendar"}, Silent: true,
			Help: text.Text{ZH: "日历: 各方案的到期事项, 节假日和调休", EN: "The dated duties of the plans, holidays and make-up workdays"}, Do: always(route.To{Page: route.Calendar})},
		{Keys: []string{"-", "ctrl+v"}, Label: text.Text{ZH: "其他页", EN: "More pages"}, Silent: true,
			Help: text.Text{ZH: "日历, 排班, 巡查, 通知传达, 台账", EN: "Calendar, roster, patrols, notices, registers"}, Do: a.morePages},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "返回", EN: "Back"}, Silent: home, Stays: !home,
			Help: text.Text{ZH: "回到上一页", EN: "Back to the page before"}, Do: always(route.Back{})},
	}
	t = append(t, a.limits()...)
	if len(a.waiting) > 0 {
		t = slices.Insert(t, 0, a.answerKey())
	}
	if here == route.Handover && len(a.stack[len(a.stack)-1].to.ID) == 0 && a.stack[len(a.stack)-1].to.Focus == "" {
		t = slices.DeleteFunc(t, func(b binding.Binding) bool { return b.Keys[0] == "f5" }) // it leads here
	}
	if here == route.Intake {
		return slices.DeleteFunc(t, func(b binding.Binding) bool { return b.Keys[0] == "f2" }) // it leads here
	}
	return t
}

// answerKey opens what the machine wants answered: until then it takes no key.
func (a *App) answerKey() binding.Binding {
	return binding.Binding{Keys: []string{"ctrl+t"}, Stays: true, Label: text.Text{ZH: "答复", EN: "Answer"},
		Help: text.Text{ZH: "打开等您答复的事", EN: "Open what waits for your answer"}, Do: a.next}
}

// outsideKeys are what can be done while nobody is signed in.
func (a *App) outsideKeys(turn, help, quit binding.Binding) binding.Table {
	t := binding.Table{turn, help, quit}
	if len(a.stack) > 1 || a.door.Empty() {
		return t
	}
	return append(binding.Table{
		{Keys: []string{"f2"}, Label: text.Text{ZH: "登记", EN: "Call"},
			Help: text.Text{ZH: "不登录先记来电; 保存时再签字", EN: "Write a call down without signing in; it is signed at saving"}, Do: a.blankCall},
		{Keys: []string{"f8"}, Label: text.Text{ZH: "记事", EN: "Note"},
			Help: text.Text{ZH: "不登录先记一笔; 保存时再签字", EN: "Write a note without signing in; it is signed at saving"}, Do: a.blankNote},
		{Keys: []string{"f6"}, Label: text.Text{ZH: "忘了 PIN", EN: "PIN lost"},
			Help: text.Text{ZH: "忘了 PIN: 由带班领导或管理员设一次性 PIN", EN: "A leader or administrator sets a PIN for one sign-in"},
			Do:   func() route.Action { return screen.Open{Dialog: a.askForgotten()} }},
		{Keys: []string{"f7"}, Label: text.Text{ZH: "顶班", EN: "Stand-in"},
			Help: text.Text{ZH: "没有登记的人来顶班: 当场登记", EN: "Register somebody on no list who takes a turn now"},
			Do:   func() route.Action { return screen.Open{Dialog: a.askStandIn()} }},
		{Keys: []string{"ctrl+k", "0"}, Stays: true, Label: text.Text{ZH: "菜单", EN: "Menu"}, Help: text.Text{ZH: "用数字选; 姓名栏空着时按 0", EN: "Chosen by number; 0 while the name is empty"}, Do: always(screen.Menu{})},
	}, t...)
}

// handover goes to the handover, and while nobody is on duty at once to taking the shift.
func (a *App) handover() route.Action {
	to := route.To{Page: route.Handover}
	if b := a.board; b != nil && b.Duty.Shift == nil && b.Can["shift.take"] == nil {
		to.Focus = handover.Take
	}
	return to
}

// morePages chooses among the pages that have no digit of their own.
func (a *App) morePages() route.Action {
	t := binding.Table{
		{Label: text.Text{ZH: "日历", EN: "Calendar"}, Help: text.Text{ZH: "各方案的到期事项, 节假日和调休", EN: "The dated duties of the plans, holidays and make-up workdays"}, Do: always(route.To{Page: route.Calendar})},
		{Label: text.Text{ZH: "排班", EN: "Roster"}, Help: text.Text{ZH: "一个月谁在班, 缺口, 调班单, 请假", EN: "Who is on duty, holes, swap slips, leave"}, Do: always(route.To{Page: route.Roster})},
		{Label: text.Text{ZH: "巡查", EN: "Patrols"}, Help: text.Text{ZH: "谁在外, 到站, 返回, 哪里多久没去", EN: "Who is out, stops, returns, what was covered"}, Do: always(route.To{Page: route.Patrols})},
		{Label: text.Text{ZH: "通知传达", EN: "Notices"}, Help: text.Text{ZH: "下发通知, 逐个打, 谁没有回", EN: "Pass them on: a dial list, and who has not confirmed"}, Do: always(route.To{Page: route.Notices})},
		{Label: text.Text{ZH: "台账", EN: "Registers"}, Help: text.Text{ZH: "对象, 走访, 申请, 发放, 公示", EN: "People, visits, applications, grants, postings"}, Do: always(route.To{Page: route.Registers})},
		{Label: text.Text{ZH: "在线", EN: "Who is here"}, Help: text.Text{ZH: "谁在线, 在哪条事项上; 留言, 接用席位", EN: "Who is at the desk and where; a word to them, the seat on duty"}, Do: always(route.To{Page: route.Seats})},
	}
	for i := range t {
		t[i].Keys = []string{strconv.Itoa(i + 1)}
	}
	return screen.Show(dialog.NewMenu(t))
}

func always(act route.Action) func() route.Action { return func() route.Action { return act } }

// note opens a note on the case that the page shows, else on the shift.
func (a *App) note() route.Action {
	return screen.Open{Dialog: dialog.NewNote(a.desk, a.caseID())}
}

// tables are the keys that work now: the dialog's alone, or the page's before those that
// work anywhere.
func (a *App) tables() []binding.Table {
	if d := a.dialog(); d != nil {
		if len(a.waiting) > 0 {
			return []binding.Table{{a.answerKey()}, d.Keys()}
		}
		return []binding.Table{d.Keys()}
	}
	own := a.page().Keys()
	return []binding.Table{own, a.keys().Without(own)}
}

// menu is the tables with the ways out right after what the page itself does: they are in
// sight without scrolling.
func (a *App) menu() []binding.Table {
	tables := a.tables()
	var out, rest binding.Table
	for _, b := range tables[len(tables)-1] {
		if a.desk != nil && (slices.Contains(b.Keys, "ctrl+l") || slices.Contains(b.Keys, "ctrl+c")) {
			out = append(out, b)
		} else {
			rest = append(rest, b)
		}
	}
	return append(slices.Clone(tables[:len(tables)-1]), out, rest)
}

func (a *App) typing() bool {
	if d := a.dialog(); d != nil {
		return d.Typing()
	}
	return a.page().Typing()
}

// grabbed says that a field wants the key before any binding: its list is open.
func (a *App) grabbed(key string) bool {
	var top any = a.page()
	if d := a.dialog(); d != nil {
		top = d
	}
	g, ok := top.(screen.Grabber)
	return ok && g.Grabs(key)
}

// key gives a key to whom it belongs. Characters that come together are text for a field;
// without one each is a key of its own, looked at after the one before has done its work.
func (a *App) key(msg tea.KeyMsg) {
	msg = input.Key(msg)
	a.idle.since = a.door.Now()
	if a.seat != nil {
		a.seat.Key(a.idle.since)
	}
	a.moved()
	if a.unsure() && msg.Type != tea.KeyCtrlC {
		a.early = append(a.early, msg)
		return
	}
	if msg.Type != tea.KeyRunes || msg.Paste || len(msg.Runes) < 2 {
		a.one(msg)
		return
	}
	for i, r := range msg.Runes {
		if a.typing() {
			a.one(tea.KeyMsg{Type: tea.KeyRunes, Runes: msg.Runes[i:], Alt: msg.Alt})
			return
		}
		a.one(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: msg.Alt})
	}
}

// unsure says that nobody knows yet what a key is for: a sign-in is under way, or its page
// is still being read. The keys are kept, and given in their order afterwards.
func (a *App) unsure() bool {
	if a.entering {
		return true
	}
	r, ok := a.page().(screen.Reader)
	return ok && r.Reading() && len(a.dialogs) == 0
}

// late gives the keys that were kept.
func (a *App) late() {
	for len(a.early) > 0 && !a.unsure() {
		k := a.early[0]
		a.early = a.early[1:]
		a.key(k)
	}
}

// overDialogs are the keys that work while a dialog is open.
var overDialogs = []string{"f1", "f12", "ctrl+c", "ctrl+l"}

func (a *App) one(msg tea.KeyMsg) {
	isText := binding.IsText(msg) && a.typing()
	if a.lay.Size == screen.Tiny && !isText && msg.Type != tea.KeyCtrlC {
		return // nothing is done that cannot be seen
	}
	if name := binding.Name(msg); !isText && !a.grabbed(name) {
		if name == "?" && a.said.Err != nil {
			a.help()
			return
		}
		if name != "f1" {
			if a.said = (screen.Say{}); !a.typing() { // a form says it until it is saved
				a.touch.by = nil
			}
		}
		for _, t := range a.tables() {
			if b := t.Find(name); b != nil {
				a.press(b)
				return
			}
		}
		if b := a.keys().Find(name); a.dialog() != nil && b != nil && slices.Contains(overDialogs, name) {
			a.press(b)
			return
		}
	}
	if d := a.dialog(); d != nil {
		a.do(d.Update(msg))
		return
	}
	a.do(a.page().Update(msg))
}

// press does what a key is for, or says why not.
func (a *App) press(b *binding.Binding) {
	if why := b.Refusal(); why != nil {
		a.said = screen.Refused(why)
		return
	}
	a.do(b.Do())
}
