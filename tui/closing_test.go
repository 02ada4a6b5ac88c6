package tui_test

import (
	"slices"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/internal/fakedesk"
)

// blocked is a town whose case is not to be closed yet.
func blocked(f *fakedesk.Town) {
	one := 0
	f.Closing = []rules.Block{
		{Kind: rules.BlockEnding, Code: "sign", Text: text.T("处置没有写: 签没签字", "not said of the settling: signed or not"), Clause: "P3.4.7"},
		{Kind: rules.BlockGoods, Code: "give_quilt", Text: text.T("给被条 (备用为 0)", "Give a quilt (none in reserve)"), Clause: "P7.2.23"},
		{Kind: rules.BlockDuty, Code: "keep_record", Text: text.T("留存资料", "Keep the record")},
		{Kind: rules.BlockQuestion, Code: "declines", Text: text.T("没有问: 不愿接受救助吗?", "not asked: declines?"), Clause: "P7.2.39"},
		{Kind: rules.BlockOrder, Record: "O20261124-01", Text: text.T("口头指示待补签", "an order to be signed")},
		{Kind: rules.BlockCall, Record: fakedesk.CallID, Text: text.T("约定 11-24 06:30 去电 县医院", "to be rung at 11-24 06:30: county hospital")},
	}
	f.Shelters = []view.Shelter{{Place: rules.Place{ID: "P010", Name: "镇避寒点", Kind: rules.PlaceShelter, Capacity: 1}, Free: &one,
		In: []view.Sheltered{{Case: "C20261123-0002", Subject: text.T("石望归 男", "石望归, M")}}}}
}

// Ensure that what blocks closing stands on one list at every width, that a digit and Enter
// lead from a line to where it is cleared, and that a leader's closing asks for the reason.
func TestClosingList(t *testing.T) {
	for _, s := range []set{{}, {w: 45, h: 24}} {
		s.town = blocked
		n := open(t, s).signIn("hyh").press("Enter", "Ctrl+Y").sees("办结前还有 6 项", "处置没有写", "给被条", "没有问", "待补签", "领导办结")
		n.press("1", "Enter").sees("结果", "说明").press("Esc", "Esc")
		n.press("Ctrl+Y", "2", "Enter").sees("发放").press("Esc", "Esc")
		n.press("Ctrl+Y", "3", "Enter").sees("打印单据").press("Esc")
		n.press("Ctrl+Y", "4", "Enter").sees(">不愿接受救助吗?")
		n.press("Ctrl+Y", "5", "Enter").sees("补签口头指示").press("Esc")
		n.press("Ctrl+Y", "6", "Enter").sees("来电").misses("办结前还有").press("Esc")
		n.press("F7", "6", "Enter").sees("办结前还有 6 项").press("7", "Enter").sees("带班领导办结").press("F9").sees("写一句为什么").press("text:移交村里", "F9")
		if c := last[*command.CloseCase](n); c.Over != "移交村里" || c.Case != fakedesk.CaseID {
			t.Errorf("%+v", c)
		}
	}
	open(t, set{town: blocked, lang: text.EN}).signIn("hyh").press("Enter", "Ctrl+Y").sees("6 before closing", "none in reserve", "By a leader")
}

// Ensure that each outcome asks its own fields, and that those of another one are not sent.
func TestSettleAsks(t *testing.T) {
	n := open(t, set{town: blocked, h: 40}).signIn("hyh").press("Enter", "F7", "5", "Enter", "text:拒绝", "Enter").sees("签字").misses("见证人1")
	n.press("text:拒签", "Enter").sees("见证人1", "单位2").press("text:周立冬", "Enter", "text:同事", "Enter", "Enter", "text:程大娘", "Enter", "text:邻居", "Enter", "text:19900000031", "F9")
	if c := last[*command.Settle](n); c.Outcome != rules.OutcomeRefused || c.Sign != rules.WouldNotSign || len(c.Witnesses) != 2 || c.Witnesses[1] != (rules.Witness{Name: "程大娘", Unit: "邻居", Phone: "19900000031"}) {
		t.Errorf("%+v", c)
	}
	n = open(t, set{town: blocked}).signIn("hyh").press("Enter", "F7", "5", "Enter", "text:避寒点", "Enter").sees("已满 1/1").press("Down", "Enter").sees("超员原因")
	n.press("text:零下九度", "F9")
	if c := last[*command.Settle](n); c.Place != "镇避寒点" || c.Over != "零下九度" || c.Sign != "" || c.Witnesses != nil {
		t.Errorf("%+v", c)
	}
}

// Ensure that witnesses who are wanting are asked for as soon as the refusal is saved.
func TestWitnessesAreWanting(t *testing.T) {
	n := open(t, set{town: blocked, h: 40}).signIn("hyh").press("Enter", "F7", "5", "Enter", "text:拒绝", "Enter", "text:拒签", "Enter").sees("见证人1*", "见证人2*")
	n.press("text:周立冬", "Enter", "F9").sees("还缺 1 名见证人, 现在补")
}

// Ensure that a visit is recorded, taken back by Ctrl+X, and that the shelters tell who is in
// them.
func TestVisit(t *testing.T) {
	n := open(t, set{town: blocked}).signIn("hyh").press("Enter", "Ctrl+R").sees("回访", "结果").press("text:没有找到", "Enter", "text:桥洞没人", "F9")
	if c := last[*command.RecordFollowUp](n); c.Result != rules.VisitNotFound || c.Words != "桥洞没人" || c.At != nil {
		t.Errorf("%+v", c)
	}
	n.press("Ctrl+X").sees("撤回这次回访").press("Enter", "text:不是他", "Enter")
	if c := last[*command.StrikeFollowUp](n); c.Reason != "不是他" {
		t.Errorf("%+v", c)
	}
	n.press("F7", "8", "Enter").sees("镇避寒点 已满 1/1", "石望归").press("Esc")
	n.press("F7", "1", "1", "Enter").sees("重新打开").press("text:又来了", "Enter")
	if c := last[*command.ReopenCase](n); !slices.Equal([]string{c.Reason}, []string{"又来了"}) {
		t.Errorf("%+v", c)
	}
}
