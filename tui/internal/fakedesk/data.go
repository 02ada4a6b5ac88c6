package fakedesk

import (
	"fmt"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Start is the moment at which every fake desk stands: the small hours of the night that
// DESIGN §6 draws.
var Start = time.Date(2026, 11, 24, 2, 14, 20, 0, rules.Zone)

// PIN is everybody's.
const PIN = "246810"

// The people and records of the fake night (docs/domain.md §6: nobody real).
const (
	HeYuhe   = "U001" // on duty
	ShenLan  = "U002" // leader
	Zhou     = "U003" // comes at 08:00
	CaseID   = "C20261124-0004"
	CallID   = "T20261124-0002"
	SheetID  = "H20261123-01"
	ShiftID  = "S20261123-0800"
	Quilt    = "I01"
	Reserve  = "P101"
	ReqLimit = 64
)

func p[T any](v T) *T { return &v }

func at(h, m int) time.Time { return time.Date(2026, 11, 24, h, m, 0, 0, rules.Zone) }

func lists() *view.Lists {
	return &view.Lists{
		Officers: []rules.Officer{
			{ID: HeYuhe, Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}, Post: "党政办值班员", Phone: "19900000001", Demo: true},
			{ID: ShenLan, Name: "沈岚", Roles: []rules.Role{rules.RoleLeader}, Post: "镇党委副书记", Phone: "19900000002", Demo: true},
			{ID: Zhou, Name: "周立冬", Roles: []rules.Role{rules.RoleOfficer, rules.RoleLeader}, Post: "民政办主任", Phone: "19900000003", Demo: true},
			{ID: "U004", Name: "罗小满", Roles: []rules.Role{rules.RoleStorekeeper}, Post: "保管员", Phone: "19900000004", Demo: true},
			{ID: "U005", Name: "许知远", Roles: []rules.Role{rules.RoleAuditor}, Post: "县纪委监督员", Demo: true},
		},
		Villages: []rules.Village{{ID: "419901101201", Name: "河湾村", Contact: "田望舒", Phone: "19900000021"}, {ID: "419901101202", Name: "柳树湾村"}},
		Agencies: []rules.Agency{
			{ID: "A01", Name: "县急救中心", Role: rules.AgencyEmergency, Phones: []string{"120"}},
			{ID: "A02", Name: "北渡派出所", Role: rules.AgencyPolice, Phones: []string{"110", "0419-8220110"}},
			{ID: "A03", Name: "县救助管理站", Role: rules.AgencyReliefStation, Phones: []string{"0419-8220015"}, Hours: "24 小时"},
			{ID: "A04", Name: "北渡镇供水站", Role: rules.AgencyOther, Phones: []string{"0419-8220033"}, Hours: "08:00-18:00"},
		},
		Places: []rules.Place{
			{ID: "P001", Name: "汽车站桥洞", Kind: rules.PlaceHotspot, Area: "桥梁涵洞"},
			{ID: "P002", Name: "火车站广场", Kind: rules.PlaceHotspot, Area: "广场"},
			{ID: "P003", Name: "三号涵洞", Kind: rules.PlaceHotspot, Area: "桥梁涵洞"},
			{ID: "P050", Name: "车站社区避寒点", Kind: rules.PlaceShelter, Capacity: 12},
			{ID: "P100", Name: "镇物资库", Kind: rules.PlaceDepot},
			{ID: Reserve, Name: "值班室备用柜", Kind: rules.PlaceReserve},
		},
		Items: []rules.Item{
			{ID: Quilt, Name: "棉被", Unit: "床", Good: "被条", Given: "winter_items", Min: 20},
			{ID: "I02", Name: "棉大衣", Unit: "件", Good: "棉衣", Given: "winter_items", Min: 20},
			{ID: "I03", Name: "方便面", Unit: "箱", Good: "方便食品", Given: "food", Min: 10},
		},
	}
}

func obligations() []rules.Obligation {
	why := func(plan, clause, zh, en string) []rules.Reason {
		return []rules.Reason{{Plan: plan, Clause: clause, Text: text.Text{ZH: zh, EN: en},
			When:    text.Text{ZH: "神志不清 = 是", EN: "confused = yes"},
			Reading: text.Text{ZH: "A-12: 立即按 5 分钟计, 由本所设定", EN: "A-12: at once is taken as 5 minutes, set by this desk"}}}
	}
	return []rules.Obligation{
		{Code: "report_leader", Goal: rules.GoalTold, Text: text.Text{ZH: "报告带班领导", EN: "Report to the duty leader"}, Plans: []string{"P7"},
			Clauses: []string{"P7.2.30"}, Must: true, State: rules.Overdue, Since: at(2, 1), Due: p(at(2, 11)), OurLimit: true,
			Why: why("P7", "P7.2.30", "突发情况立即报告带班领导", "Report a sudden event to the duty leader at once")},
		{Code: "notify_emergency_now", Goal: rules.GoalMedical, Text: text.Text{ZH: "呼叫 120 急救", EN: "Call the ambulance (120)"}, Plans: []string{"P1", "P7"},
			Clauses: []string{"P1.3.15", "P7.2.8"}, Must: true, State: rules.Due, Since: at(2, 1), Due: p(at(2, 18)), Rank: 1,
			AnyOf: []string{"notify_emergency_now", "escort_direct_to_hospital"}, Documents: []rules.Named{{Code: "emergency_call_time", Text: text.Text{ZH: "呼叫急救的时间", EN: "time of the emergency call"}}},
			Why: why("P1", "P1.3.15", "突发疾病的通知急救机构", "Call the emergency service for sudden illness")},
		{Code: "give_quilt", Goal: rules.GoalGoods, Text: text.Text{ZH: "发放棉被", EN: "Give a quilt"}, Plans: []string{"P7"}, Clauses: []string{"P7.2.23"},
			Must: true, State: rules.Pending, Since: at(2, 1), Rank: 5, Why: why("P7", "P7.2.23", "发放御寒物品", "Give winter goods")},
		{Code: "open_case", Goal: rules.GoalPaper, Text: text.Text{ZH: "登记立案", EN: "Open a case"}, Plans: []string{"P1"}, Clauses: []string{"P1.3.3"},
			Must: true, State: rules.Done, Since: at(2, 1), DoneAt: p(at(2, 1)), By: "何雨禾", Rank: 9, Why: why("P1", "P1.3.3", "逐人登记", "Register every person")},
	}
}

func newCase() *view.Case {
	c := rules.Case{ID: CaseID, Kind: rules.CaseFound, State: rules.CaseOpen, Place: rules.PlaceRef{ID: "P001", Text: "汽车站桥洞"},
		Said: "桥洞下躺着一个老人, 叫不醒, 穿得很少。", Caller: rules.Caller{Name: "田望舒", Unit: "河湾村", Phone: "19900000021"}, Call: "T20261124-0001",
		Person: rules.Person{Sex: "M", Looks: "灰棉袄, 一只鞋", Identity: "unknown"}, Facts: rules.Facts{Age: p(60), Confused: p(true)},
		OpenedAt: at(2, 1), OpenedBy: HeYuhe, Receiver: HeYuhe, Shift: ShiftID, Meta: rules.Meta{Version: 1, Seq: 41}}
	return &view.Case{Case: c, Subject: rules.Subject(&c, false), Obligations: obligations(),
		Ask: []rules.Question{
			{Fact: "sudden_illness", Text: text.Text{ZH: "突发疾病或受伤吗?", EN: "Suddenly ill or hurt?"}, Brings: []string{"escort_direct_to_hospital"}},
			{Fact: "groups", Text: text.Text{ZH: "未成年, 老年, 残疾, 行动不便?", EN: "Minor, elderly, disabled, hard to move?"}, Brings: []string{"escort_to_relief_site"}},
			{Fact: "declines", Text: text.Text{ZH: "不愿接受救助吗?", EN: "Declines to be helped?"}, Brings: []string{"give_help_info"}},
		},
		Calls: []rules.Call{{ID: "T20261124-0001", Kind: rules.CallPhone, Caller: c.Caller, Said: c.Said, At: at(2, 1), Case: CaseID, State: rules.CallDone, By: HeYuhe}},
		Timeline: []view.Event{
			{Seq: 41, At: at(2, 1), By: "何雨禾", Code: "call.log", What: text.Text{ZH: "接电话, 立案", EN: "took the call, opened the case"}},
			{Seq: 43, At: at(2, 6), By: "何雨禾", Code: "note.add", What: text.Text{ZH: "记事", EN: "note"}, Text: "村里已派两人先去看护"},
		},
		Numbers: []rules.Agency{lists().Agencies[0], {ID: ShenLan, Name: "带班领导 沈岚", Role: rules.AgencyLeader, Phones: []string{"19900000002"}}, lists().Agencies[1]},
		Can: view.Can{"case.arrive": rules.Refuse(text.Text{ZH: "还没有派人。", EN: "Nobody was sent out yet."}, ""),
			"case.close": rules.Refuse(text.Text{ZH: "还有 3 项待办。", EN: "3 obligations are still open."}, "P1.3.20")},
	}
}

func warning() rules.Warning {
	return rules.Warning{ID: "W20261123-01", Kind: rules.ColdWave, Level: rules.Orange, From: at(2, 0).Add(-8 * time.Hour), Until: p(at(6, 0)), SetBy: HeYuhe}
}

func stockRows(l *view.Lists) []view.StockRow {
	return []view.StockRow{
		{Item: l.Items[0], Place: l.Places[4], Qty: 9, Lots: []view.LotRow{{Lot: rules.Lot{ID: "B20261101-01", Item: Quilt, Label: "县拨"}, Qty: 9}}},
		{Item: l.Items[0], Place: l.Places[5], Qty: 3, Lots: []view.LotRow{{Lot: rules.Lot{ID: "B20261101-01", Item: Quilt, Label: "县拨"}, Qty: 3}}},
		{Item: l.Items[1], Place: l.Places[4], Qty: 25, Lots: []view.LotRow{{Lot: rules.Lot{ID: "B20261105-01", Item: "I02"}, Qty: 25}}},
		{Item: l.Items[2], Place: l.Places[4], Qty: 14, Lots: []view.LotRow{
			{Lot: rules.Lot{ID: "B20260601-01", Item: "I03", Expires: "2026-12-10"}, Qty: 4}, {Lot: rules.Lot{ID: "B20261001-02", Item: "I03", Expires: "2027-04-01"}, Qty: 10}}},
	}
}

func lines(c *view.Case) []rules.Line {
	return []rules.Line{
		{Key: "case/" + CaseID, Section: rules.SectionSevere, Title: text.Text{ZH: "汽车站桥洞 " + c.Subject.ZH, EN: "汽车站桥洞 " + c.Subject.EN},
			Detail: []text.Text{{ZH: "报告带班领导: 逾期", EN: "Report to the duty leader: late"}, {ZH: "120 未到", EN: "the ambulance has not come"}},
			Due:    p(at(2, 11)), Overdue: true, Mark: fmt.Sprint("m", c.Case.Version)},
		{Key: "shift/counts", Section: rules.SectionSummary, Title: text.Text{ZH: "来电 6 立案 2 办结 1", EN: "6 calls, 2 cases opened, 1 closed"}, Quiet: true, Mark: "q1"},
		{Key: "call/" + CallID, Section: rules.SectionAction, Title: text.Text{ZH: "水管爆裂 北渡镇供水站 06:00 再问", EN: "burst pipe, ask the waterworks again at 06:00"},
			Detail: []text.Text{{ZH: "01:40 兴隆社区来电", EN: "01:40 call from 兴隆社区"}}, Due: p(at(6, 0)), Mark: "c1"},
		{Key: "stock/" + Quilt, Section: rules.SectionAction, Title: text.Text{ZH: "棉被 12 床, 低于 20", EN: "棉被 12, below 20"}, Quiet: true, Mark: "s1"},
		{Key: "warning/W20261123-01", Section: rules.SectionWhatIf, Title: text.Text{ZH: "寒潮橙色 至 06:00", EN: "orange cold wave until 06:00"}, Quiet: true, Mark: "w1"},
		{Key: "thing/L06/" + Quilt, Section: rules.SectionCounts, Title: text.Text{ZH: "棉被 (值班室备用)", EN: "棉被 (值班室备用)"}, Quiet: true, Mark: "t1",
			Count: &rules.Count{Kind: rules.ThingGoods, Unit: "床", Book: 3}},
		{Key: "thing/kept/仓库钥匙", Section: rules.SectionCounts, Title: text.Text{ZH: "仓库钥匙", EN: "仓库钥匙"}, Quiet: true, Mark: "t2",
			Count: &rules.Count{Kind: rules.ThingKept}},
	}
}
