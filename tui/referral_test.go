package tui_test

import (
	"slices"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/internal/fakedesk"
)

// Ensure a person is referred from the case page with escort and vehicle, the page says how
// long nobody has confirmed it, and the board leads back to it once that takes too long.
func TestReferral(t *testing.T) {
	awake := func(f *fakedesk.Town) { f.Set("idle_lock", "0") }
	n := open(t, set{town: awake}).signIn("hyh").press("Enter", "Ctrl+F").misses("移送到…").sees(">移送到*", "县救助管理站").
		press("text:jzglz", "Enter", "Tab", "text:周立冬 罗小满", "Enter", "text:救助一号车", "Enter", "text:02:10", "Enter", "text:已电话说明", "F9")
	c := last[*command.SendReferral](n)
	if c.Case != fakedesk.CaseID || c.Agency != "A03" || c.Matter != "" || !slices.Equal(c.Escort, []string{"周立冬", "罗小满"}) || c.Vehicle != "救助一号车" || c.Note != "已电话说明" || c.Goal != "" || c.At != nil || c.DepartAt == nil {
		t.Errorf("the referral: %+v", c)
	}
	n.sees("移送 县救助管理站 已送 02:14, 未确认 0分", "已保存 R20261124-0001")
	n.town.Advance(35 * time.Minute)
	n.minute().sees("!移送 县救助管理站 已送 02:14, 未确认 35分")
	n.press("1").sees("移送未确认, 再问").press("Down", "Enter").sees("未确认 35分")
}

// Ensure the next steps stand in the menu, greyed with the reason where they do not follow,
// and that a refusal asks for another way until it is sent again.
func TestReferralSteps(t *testing.T) {
	sent := []string{"Ctrl+F", "Enter", "text:jzglz", "Enter", "F9"}
	n := open(t, set{w: 100, h: 30}).signIn("hyh").press("Enter", "Ctrl+F").press(sent[2:]...) // the first one has no menu
	n.press("Ctrl+F").sees("2 收到 县救助管理站", "4 拒收 县救助管理站", "县救助管理站 还没有接收。先记接收", "只有送出这一步。送错了请撤回。")
	n.press("5", "Enter").sees("还没有接收").press("4", "Enter").sees("现在是已送").press("text:没有身份证明", "Enter", "text:马春分", "F9")
	if c := last[*command.RefuseReferral](n); c.Referral != "R20261124-0001" || c.Reason != "没有身份证明" || c.Who != "马春分" || c.At != nil {
		t.Errorf("refused: %+v", c)
	}
	n.sees("*移送 县救助管理站 拒收 02:14: 没有身份证明").press(sent...).misses("*移送").
		press("Ctrl+F", "3", "Enter").sees("交接单", "首接责任仍在").press("text:马春分", "Enter", "1", "Enter", "text:02:00", "F9").sees("早于上一步").press("Ctrl+U", "F9")
	if c := last[*command.AcceptReferral](n); c.Referral != "R20261124-0002" || c.Who != "马春分" || !c.Signed || c.At != nil {
		t.Errorf("accepted: %+v", c)
	}
	n.sees(" 移送 县救助管理站 已接收 02:14, 待结果").press("Ctrl+F").sees("已于 11-24 02:14 接收").press("5", "Enter", "text:次日返乡", "F9")
	if c := last[*command.FinishReferral](n); c.Outcome != "次日返乡" {
		t.Errorf("done: %+v", c)
	}
	n.misses("待结果")
}

// Ensure what was saved is taken back from the list of what was saved, from the menu and in
// the story: a sending is revoked, a step goes back.
func TestReferralTakenBack(t *testing.T) {
	n := open(t, set{w: 100, h: 30}).signIn("hyh").press("Enter", "Ctrl+F", "text:jzglz", "Enter", "F9")
	n.press("Ctrl+F", "2", "Enter", "F9", "Ctrl+X").sees("移送退回一步", "撤回这次移送").press("Enter", "text:没有确认", "Enter")
	if c := last[*command.StepBackReferral](n); c.Referral != "R20261124-0001" || c.Step != rules.ReferralReceived || c.Reason != "没有确认" {
		t.Errorf("back: %+v", c)
	}
	n.press("Ctrl+F", "2", "Enter", "F9", "Ctrl+F", "7", "Enter").sees("退一步").press("text:又错", "Enter")
	if k := count[*command.StepBackReferral](n); k != 2 {
		t.Errorf("%d steps back", k)
	}
	n.press("Shift+Tab", "Home", "End", "Home").sees("更正这条")
	n.press("Ctrl+F", "6", "Enter", "text:家属来了", "Enter")
	if c := last[*command.RevokeReferral](n); c.Reason != "家属来了" {
		t.Errorf("revoked: %+v", c)
	}
}

// Ensure a matter goes to a unit on no list, in English too, and on a telephone's width.
func TestReferralOfAMatter(t *testing.T) {
	n := open(t, set{lang: text.EN, w: 45, h: 24}).signIn("hyh").press("Enter", "Ctrl+F").press("text:邻县救助站", "Enter", "text:车票", "F9")
	if c := last[*command.SendReferral](n); c.Agency != "邻县救助站" || c.Matter != "车票" || c.Escort != nil {
		t.Errorf("the matter: %+v", c)
	}
	n.sees("To 邻县救助站: sent 02:14, unconfirmed 0m")
}
