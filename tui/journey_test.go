package tui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/tuitest"
)

// last is the newest command of a type that the town has taken.
func last[C command.Command](n *night) C {
	n.t.Helper()
	for _, c := range slices.Backward(n.town.Log) {
		if c, ok := c.(C); ok {
			return c
		}
	}
	n.t.Fatalf("no %T was written: %v\n%s", *new(C), n.town.Log, n.text())
	return *new(C)
}

// count is how many commands of a type the town has taken.
func count[C command.Command](n *night) int {
	k := 0
	for _, c := range n.town.Log {
		if _, ok := c.(C); ok {
			k++
		}
	}
	return k
}

// Ensure a person signs in by initials or by number, and a wrong PIN says so and keeps the
// name.
func TestSignIn(t *testing.T) {
	open(t, set{}).sees("岚川县北渡镇值班室", "2026-11-24 星期二 02:14", "246810").
		press("text:hyh", "Enter", "text:1111", "Enter").sees("PIN 不对", "何雨禾").
		press("text:"+fakedesk.PIN, "Enter").sees("何雨禾 已登录", "报告带班领导", "先问 3")
	open(t, set{}).press("3", "Enter", "text:"+fakedesk.PIN, "Enter").sees("周立冬 已登录")
	open(t, set{}).press("Down", "Enter", "text:２４６８１０", "Enter").sees("沈岚 已登录")
	open(t, set{}).press("text:zzz", "Enter").sees("没有这个人")
	open(t, set{lang: text.EN}).press("1", "Enter", "text:9", "Enter").sees("Wrong PIN").press("F12").sees("PIN 不对")
}

// Ensure a one-time PIN lets nobody past the dialog for an own one, and the clock question
// comes after it.
func TestFirstThingsFirst(t *testing.T) {
	n := open(t, set{town: func(f *fakedesk.Town) {
		f.OncePIN = true
		f.Doubt = rules.Refuse(text.Text{ZH: "本机时间对不上。", EN: "The clock is wrong."}, "")
	}}).sees("本机时间与记录对不上").signIn("hyh").sees("设自己的 PIN").press("Esc").sees("设自己的 PIN")
	n.press("text:1357", "Enter", "text:1358", "Enter").sees("两次输入不一样").press("text:1357", "Enter")
	if c := last[*command.SetPIN](n); c.PIN != "1357" || c.Officer != fakedesk.HeYuhe {
		t.Errorf("the PIN set: %+v", c)
	}
	n.sees("核对时间", "2026-11-24 02:14").press("F9")
	if c := last[*command.SetClock](n); !c.Now.Equal(fakedesk.Start.Truncate(60e9)) {
		t.Errorf("the time set: %v", c.Now)
	}
	n.misses("核对时间").sees("报告带班领导")
}

// Ensure a call in becomes a case with everything that was typed, and its page opens.
func TestCallToCase(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F2", "text:桥洞下有个老人", "Enter", "text:叫不醒", "Tab").
		press("text:qczqd", "Down", "Enter").
		press("1", "Down", "1", "Down", "2", "Down", "Down"). // ill, confused, not gravely ill; elderly is guessed
		press("Down", "text:７０", "Down", "Down", "1", "Tab").
		press("text:灰棉袄", "Enter", "Enter", "text:田望舒", "Enter", "text:199 0000 0021", "F9")
	c := last[*command.LogCall](n)
	if c.Open == nil || c.Out || c.Kind != rules.CallPhone {
		t.Fatalf("the call: %+v", c)
	}
	if c.Open.Place != "汽车站桥洞" || c.Said != "桥洞下有个老人\n叫不醒" || c.Caller.Name != "田望舒" || c.Caller.Phone != "19900000021" {
		t.Errorf("place %q, said %q, caller %+v", c.Open.Place, c.Said, c.Caller)
	}
	f := c.Open.Person.Facts
	if f.Tri("sudden_illness") != rules.Yes || f.Tri("confused") != rules.Yes || f.Tri("gravely_ill") != rules.No || f.Tri("declines") != rules.Unasked {
		t.Errorf("facts %+v", f)
	}
	if f.Age == nil || *f.Age != 70 || c.Open.Person.Sex != "M" || c.Open.Person.Looks != "灰棉袄" || !slices.Equal(f.Groups, []string{"elderly"}) {
		t.Errorf("person %+v", c.Open.Person)
	}
	n.sees("1124-0011 在办", "汽车站桥洞", "已保存 T20261124-0010", "C20261124-0011")
}

// Ensure a place that is on no list is kept as it was told.
func TestFreePlace(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F2", "text:有人", "Tab", "text:老砖厂东墙外", "F9").sees("老砖厂东墙外")
	if c := last[*command.LogCall](n); c.Open.Place != "老砖厂东墙外" {
		t.Errorf("place %q", c.Open.Place)
	}
}

// Ensure a refusal stands beside its field, everything typed stays, and Enter again writes
// once.
func TestRefusedAndRepeated(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F2", "text:水管爆了", "Tab", "text:石桥村").press(slices.Repeat([]string{"Tab"}, 11)...).press("text:白露生", "Tab", "text:abc", "F9").
		sees("不能有「a」", "石桥村", "白露生", "登记 来电来访")
	n.town.Fail = rules.Bad("person.id", text.Text{ZH: "校验码不对", EN: "Wrong check digit"})
	n.press("Ctrl+U", "text:110", "F9").sees("!校验码不对", "石桥村", "白露生")
	n.press("F9", "F9", "Enter")
	if k := count[*command.LogCall](n); k != 1 {
		t.Errorf("%d calls were written", k)
	}
}

// Ensure a call out is written with its number and whether anybody was reached.
func TestCallOut(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "F6", "text:120", "Enter", "1", "Tab", "text:02:11", "Tab", "text:车已出", "Enter")
	c := last[*command.LogCall](n)
	if !c.Out || c.Agency != "A01" || c.Caller.Phone != "120" || c.Reached == nil || !*c.Reached || c.Said != "车已出" || c.Case != fakedesk.CaseID {
		t.Errorf("the call out: %+v", c)
	}
	if c.At == nil || c.At.In(rules.Zone).Format("01-02 15:04") != "11-24 02:11" {
		t.Errorf("at %v", c.At)
	}
}

// Ensure a question is answered by one key, the next one is ready, and a digit typed twice
// answers two questions rather than one twice.
func TestAnswerAsk(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Tab", "Enter").sees(">先问 3", "1 是 2 否 3 不明").press("1")
	c := last[*command.EditCase](n)
	if c.Case != fakedesk.CaseID || c.Person.Facts.Tri("sudden_illness") != rules.Yes {
		t.Errorf("the answer: %+v", c)
	}
	n.sees("已记 突发疾病: 是 (Ctrl+E 更正)", ">先问 2", ">未成年").
		press("1").sees("这一问按 Enter 回答").
		press("Enter", "2", "Enter") // elderly
	if c := last[*command.EditCase](n); !slices.Equal(c.Person.Facts.Groups, []string{"elderly"}) {
		t.Errorf("groups %+v", c.Person.Facts)
	}
	n.press("3")
	if c := last[*command.EditCase](n); !slices.Equal(c.Forget, []string{"declines"}) || c.Person != nil {
		t.Errorf("unknown: %+v", c)
	}
}

// Ensure the next question has the digits before the answer to the last one is saved.
func TestAnswerTwice(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Tab", "Enter")
	n.Skip = append(n.Skip, "(*App).save")
	n.press("1").sees(">未成年").press("Up", "2").sees("正在存")
}

// Ensure the digits go to pages unless a question has them: nobody answers "ill: yes" who
// wanted the board.
func TestDigitsAreSafe(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter").sees("缘由").press("1").sees("待办 2  逾期 1")
	if len(n.town.Log) > 0 {
		t.Errorf("a digit wrote %T", n.town.Log[0])
	}
}

// Ensure an obligation is done with a note, waived with a reason, and taken back.
func TestObligations(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "F9").sees("报告带班领导 (P7.2.30)").press("text:沈岚已知", "Enter", "Enter")
	if c := last[*command.DoAct](n); c.Act != "report_leader" || c.Note != "沈岚已知" || c.At != nil {
		t.Errorf("the act: %+v", c)
	}
	n.sees("已保存 C20261124-0004 报告带班领导", "待办 2", ">*4分", "已办 2 (Enter 展开)").misses("已办 02:14")
	n.press("Home", "Ctrl+W").press("text:家属已到", "F9")
	if c := last[*command.Waive](n); c.Act != "notify_emergency_now" || c.Reason != "家属已到" {
		t.Errorf("the waiver: %+v", c)
	}
	n.sees("待办 1", ">       ", "已办 3").press("End", "Enter").sees("已办 02:14", "已办 3 (Enter 收起)").press("End", "Delete", "text:记错了", "Enter")
	if c := last[*command.RevokeAct](n); c.Reason != "记错了" {
		t.Errorf("taken back: %+v", c)
	}
}

// Ensure Enter on a duty that a telephone call fulfils opens that call, and that another
// way stays open.
func TestDutyByTelephone(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter").sees("Enter 打这个", "F9 办理", "先打  120", "Esc 返回").misses("110 北渡派出所")
	n.press("Enter").sees("去电", "沈岚 19900000002").press("F9").sees("通了还是没接").press("1", "F9")
	c := last[*command.LogCall](n)
	if !c.Out || c.Agency != fakedesk.ShenLan || c.Caller.Phone != "19900000002" || c.Reached == nil || !*c.Reached || c.Case != fakedesk.CaseID {
		t.Errorf("the call: %+v", c)
	}
	n.press("Home", "F9", "F9", "Home", "F9", "F9").sees("待办 1").misses("先打", "F9 办理")
}

// Ensure duties that have no room are told of.
func TestHiddenDuties(t *testing.T) {
	n := open(t, set{w: 60, h: 12}).signIn("hyh").press("Enter").sees("待办 3", "下面还有 ").misses("上面还有")
	n.press("End").sees("上面还有 ").misses("下面还有")
}

// Ensure a wrong answer is put right among the facts, and a fact that was told in error is
// forgotten.
func TestCorrectFacts(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Tab", "Enter", "2").sees("已记 突发疾病: 否 (Ctrl+E 更正)")
	n.press("Ctrl+E").sees("更正", "突发疾病", "(x)2 否").press("Tab", "Tab", "Tab", "Tab", "Tab", "1", "Tab", "3", "F9")
	c := last[*command.EditCase](n)
	if c.Person.Facts.Tri("sudden_illness") != rules.Yes || !slices.Equal(c.Forget, []string{"confused"}) || c.Person.Facts.Age != nil {
		t.Errorf("the correction: %+v %+v", c, c.Person)
	}
}

// Ensure an officer is sent out by initials, and anybody else by name.
func TestSendOut(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "F7", "1", "Enter", "text:zld", "Enter", "F9")
	if c := last[*command.Dispatch](n); c.Team != "周立冬" {
		t.Errorf("sent: %+v", c)
	}
	n = open(t, set{}).signIn("hyh").press("Enter", "F7", "1", "Enter").sees("3 周立冬").press("3", "F9")
	if c := last[*command.Dispatch](n); c.Team != "周立冬" {
		t.Errorf("by digit: %+v", c)
	}
	n.press("F7", "1", "Enter").sees("1 何雨禾").misses("周立冬\n", "3 周立冬").press("Esc") // is out already
	n = open(t, set{}).signIn("hyh").press("Enter", "F7", "1", "Enter", "text:河湾村两人", "F9").sees("已派人, 名册外: 河湾村两人")
	if c := last[*command.Dispatch](n); c.Team != "河湾村两人" {
		t.Errorf("sent: %+v", c)
	}
}

// Ensure why shows clause, plan, reading and facts, by the full-width key too.
func TestWhy(t *testing.T) {
	for _, key := range []string{"?", "？", "y"} {
		open(t, set{}).signIn("hyh").press("Enter", key).sees("缘由: 报告带班领导", "P7.2.30", "A-12", "神志不清 = 是", "时限由本所设定").press("Esc").misses("缘由: ")
	}
}

// Ensure a refused key says why, with the clause, and does nothing.
func TestGreyKeys(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "F7", "6", "Enter").sees("还有 3 项待办", "P1.3.20")
	n.press("3", "Enter").sees("还没有派人")
	if len(n.town.Log) > 0 {
		t.Errorf("a refused key wrote %T", n.town.Log[0])
	}
}

// Ensure goods are given from a place with what is there in sight, and too much is refused
// beside the field.
func TestIssue(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "Ctrl+G").sees("棉被 值班室备用柜 可发3床", "棉被 镇物资库 可发9床").press("1", "Tab", "text:5", "F9").
		sees("那里只有 3").press("Ctrl+U", "text:2", "F9")
	c := last[*command.IssueGoods](n)
	if c.Item != fakedesk.Quilt || c.From != fakedesk.Reserve || c.Qty != 2 || c.Case != fakedesk.CaseID {
		t.Errorf("issued: %+v", c)
	}
	n.sees("已发 棉被 2床 自 值班室备用柜 (").press("4").sees("1 床")
}

// Ensure Esc leads from the stock back to the case that it was opened on.
func TestBackToTheCase(t *testing.T) {
	open(t, set{}).signIn("hyh").press("Enter", "4").sees("物资").misses("1124-0004 在办").press("Esc").sees("1124-0004 在办", "Esc 返回")
}

// Ensure goods that come in are written down for the selected row, and said in words.
func TestReceive(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("4", "F6", "Enter", "Enter", "text:5", "F9").sees("已入库 棉被 5床 到 ")
	if c := last[*command.ReceiveGoods](n); c.Item != fakedesk.Quilt || c.Qty != 5 {
		t.Errorf("received: %+v", c)
	}
}

// Ensure a note goes to the open case, or to the shift where there is none.
func TestNote(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F8", "text:一切正常", "F9")
	if c := last[*command.AddNote](n); c.Text != "一切正常" || c.Case != "" {
		t.Errorf("note: %+v", c)
	}
	n.press("Enter", "F8", "text:村里来人了", "Down", "Enter")
	if c := last[*command.AddNote](n); c.Text != "村里来人了" || c.Case != fakedesk.CaseID {
		t.Errorf("note: %+v", c)
	}
}

// Ensure a call that stood open is passed on, and that a case can come out of it.
func TestOpenCall(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Down", "Enter").sees("水管爆了", "白露生").press("F6", "text:gsz", "Enter", "Enter")
	if c := last[*command.PassCall](n); c.Call != fakedesk.CallID || c.To != "gsz" && c.To != "A04" {
		t.Errorf("passed: %+v", c)
	}
	n = open(t, set{}).signIn("hyh").press("Down", "Enter", "Enter").sees("由来电", "兴隆社区三栋").press("text:兴隆社区", "Tab", "F9")
	if c := last[*command.OpenCase](n); c.Call != fakedesk.CallID || c.Place != "兴隆社区" || !strings.Contains(c.Said, "水管") {
		t.Errorf("the case: %+v", c)
	}
}

// Ensure nobody on duty is said, and F5 takes the shift.
func TestTakeShift(t *testing.T) {
	n := open(t, set{town: (*fakedesk.Town).NoShift}).signIn("hyh").sees("无人在班", "按 F5 接班").press("F5", "F5", "text:sl", "Enter", "F9")
	if c := last[*command.TakeShift](n); c.Leader != fakedesk.ShenLan {
		t.Errorf("taken: %+v", c)
	}
	n.sees("在班 何雨禾, 带班 沈岚")
}

// Ensure a handover goes from draft to sheet: words, presented with a PIN, accepted line by
// line, the quiet ones at once, a query kept, what changed since shown, signed, frozen.
func TestHandover(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F5", "F6").sees("拟稿", "紧要", "如遇")
	n.press("Enter", "text:盯住120", "Enter").sees("盯住120")
	n.press("F7", "text:zld", "Enter", "text:sl", "Enter", "Tab", "Tab", "text:0000", "Enter").sees("PIN 不对", "周立冬")
	n.press("text:"+fakedesk.PIN, "Enter").sees("待接", "等 周立冬 签收")
	if c := last[*command.PresentHandover](n); c.Incoming != fakedesk.Zhou || c.Leader != fakedesk.ShenLan {
		t.Errorf("presented: %+v", c)
	}
	n.press("Enter").misses("已接收") // not the taker: nothing to accept
	n.press("1", "Enter", "F9", "text:已报", "F9")
	n.press("Ctrl+L").sees("已锁屏").press("Esc").sees("姓名").signIn("zld")
	n.press("F5").sees("逐项看过", "1 处变化", "变化").press("Enter").sees("收")
	n.press("F6").sees("接收 5 项")
	n.press("Down", "Down", "Ctrl+E", "text:几点再问?", "Enter").sees("问")
	if c := last[*command.AcceptLine](n); c.Query != "几点再问?" || len(c.Keys) != 1 {
		t.Errorf("query: %+v", c)
	}
	n.press("F7").sees("交出以后有 1 处变化", ">复述要点").press("text:"+fakedesk.PIN, "Tab", "text:"+fakedesk.PIN, "F9").sees("这里写的是 PIN, 请删去").press("Ctrl+U", "text:一人在桥洞", "F9")
	n.sees("交接单 H20261124-01", "已存档", "盯住120", "几点再问?").press("End").sees("一人在桥洞", "交班人签字 何雨禾", "接班人签字 周立冬")
	n.press("Esc").sees("历次交接", "H20261124-01").press("Enter").sees("已存档")
}

// Ensure a stale signature is a Conflict that keeps the read-back, shows what is new and
// signs for that.
func TestHandoverConflict(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F5", "F6", "F7", "text:zld", "Enter", "text:sl", "Enter", "Tab", "Tab", "text:"+fakedesk.PIN, "Enter", "Ctrl+L", "Esc").signIn("zld")
	n.press("F5", "F7", "text:都清楚", "Tab", "text:"+fakedesk.PIN)
	n.town.Other(fakedesk.HeYuhe, &command.DoAct{Case: fakedesk.CaseID, Act: "report_leader"})
	n.press("F9").sees("有变化", "都清楚", "交出以后有 1 处变化")
	n.press("F9").sees("已存档").press("End").sees("都清楚")
}

// Ensure an unknown outcome shows the request id, and that Enter sends the same request
// again without a second effect.
func TestUnknownOutcome(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("F8", "text:停电了")
	n.town.FailAfter = &rules.Error{Kind: rules.Unknown, Text: text.Text{ZH: "磁盘没有回答。", EN: "The disk did not answer."}, Err: errors.New("io")}
	n.press("F9").sees("Ctrl+T", "磁盘没有回答").press("Ctrl+T").sees("不清楚", "req-1", "磁盘没有回答").press("Enter").sees("已保存")
	if k := count[*command.AddNote](n); k != 1 || !slices.Equal(n.town.Requests, []string{"req-1", "req-1"}) {
		t.Errorf("%d notes, requests %v", k, n.town.Requests)
	}
	n.misses("停电了")
}

// Ensure a conflict keeps what was typed and says who changed what.
func TestConflict(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("Enter", "Ctrl+E", "text:田有福")
	n.town.Other(fakedesk.Zhou, &command.EditCase{Case: fakedesk.CaseID, Person: &command.Person{Facts: rules.Facts{Declines: new(bool)}}})
	n.press("F9").sees("周立冬 02:13 改过", "田有福")
}

// Ensure an answer that another officer has given meanwhile is a Conflict, on the key and
// in the dialog, and that the dialog keeps the answer and saves it once that was read.
func TestOppositeAnswers(t *testing.T) {
	other := func(n *night) {
		n.town.Other(fakedesk.Zhou, &command.EditCase{Case: fakedesk.CaseID, Person: &command.Person{Facts: rules.Facts{SuddenIllness: new(bool)}}})
	}
	n := open(t, set{}).signIn("hyh").press("Tab", "Enter").sees(">突发疾病")
	other(n)
	n.press("1").sees("周立冬 02:13 改过").misses("突发疾病或受伤吗?")
	if k := count[*command.EditCase](n); k != 1 {
		t.Errorf("%d edits were written", k)
	}
	n = open(t, set{}).signIn("hyh").press("Tab", "Enter", "Enter", "1").sees("突发疾病或受伤吗?")
	other(n)
	n.press("F9").sees("周立冬 02:13 改过", "先问").press("F9")
	if c := last[*command.EditCase](n); c.Version != 2 || c.Person.Facts.Tri("sudden_illness") != rules.Yes {
		t.Errorf("after the conflict was read: %+v", c)
	}
}

// Ensure an answer that is typed before the last one is saved waits for it, and is no
// conflict with it; also when the page is left.
func TestAnswersInTurn(t *testing.T) {
	for _, leave := range []bool{false, true} {
		n := open(t, set{}).signIn("hyh").press("Tab", "Enter")
		type1 := func(step string) tea.Cmd {
			_, cmd := n.Model.Update(tuitest.Keys(step)[0])
			return cmd
		}
		first := type1("1")
		type1("Down")
		if cmd := type1("2"); cmd != nil {
			t.Error("both are on their way at once")
		}
		if leave {
			n.press("Esc")
		}
		n.Send(first().(tea.BatchMsg)[0]())
		var got []int64
		for _, c := range n.town.Log {
			got = append(got, c.(*command.EditCase).Version)
		}
		if !slices.Equal(got, []int64{1, 2}) {
			t.Errorf("left %v: saved on versions %v", leave, got)
		}
	}
}

// Ensure what endangers the book is told before and after signing in.
func TestNotices(t *testing.T) {
	for _, w := range []int{45, 80, 120} {
		n := open(t, set{w: w, h: 40, town: func(f *fakedesk.Town) {
			f.Notes = []text.Text{{ZH: "交接后的自动备份没有成功: 磁盘已满。", EN: "The backup failed."}}
		}})
		n.sees("自动备份没有成功").signIn("hyh").sees("* 交接后的自动备份没有成功").press("F12").sees("* The backup failed.")
	}
}

// Ensure the name of the town is not read for every frame.
func TestTownIsKept(t *testing.T) {
	n := open(t, set{}).signIn("hyh")
	before := n.town.Asked
	n.press("Down", "2", "Tab", "1").sees("北渡镇值班室")
	if n.town.Asked != before {
		t.Errorf("it was read %d times", n.town.Asked-before)
	}
}

// Ensure a kit is packed on the page of lists, given from the page of a case, and said in
// words; and that a line which is short waits for a choice.
func TestKitFromTheCase(t *testing.T) {
	n := open(t, set{}).signIn("hyh").press("5", "Left", "F6", "text:夜巡包", "Tab", "text:mb", "Enter", "Tab", "text:fbm", "Enter", "F9").sees("已添加 K01 夜巡包")
	k := last[*command.PutKit](n)
	if k.Name != "夜巡包" || len(k.Lines) != 2 || k.Lines[0].Item != fakedesk.Quilt {
		t.Errorf("%+v", k)
	}
	n.press("Esc", "Esc", "Enter", "Ctrl+G").sees("夜巡包 2样").press("1").sees("棉被 1床", "值班室备用柜")
	n.press("F9").sees("已发 夜巡包 2/2样")
	c := last[*command.IssueKit](n)
	if c.Kit != "K01" || c.Case != fakedesk.CaseID || len(c.Lines) != 2 || c.Lines[0] != (command.IssueLine{Item: fakedesk.Quilt, From: fakedesk.Reserve, Qty: 1}) {
		t.Errorf("%+v", c)
	}
}
