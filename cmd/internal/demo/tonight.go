package demo

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// ago is a moment so many minutes before the end of the story.
func (p *play) ago(minutes int) time.Time { return p.at.Add(-time.Duration(minutes) * time.Minute) }

// tonight is the shift on duty: cases in every state, and what else a night brings.
func (p *play) tonight() {
	six := rules.DateOf(p.at).Time().Add(6 * time.Hour)
	if !six.After(p.at) {
		six = six.AddDate(0, 0, 1)
	}
	warning := new(string)
	p.writes(p.ago(450), func() command.Command {
		return &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange, Until: &six, Text: "县气象台: 24 小时内降温 12 度以上, 最低零下 9 度, 阵风 7 级。"}
	}, func(r command.Result) { *warning = r.ID })
	p.notice(warning, &six)
	p.duty(p.ago(440), &command.LogCall{Kind: rules.CallNotice, Caller: rules.Caller{Unit: "县政府总值班室", Phone: "19900000415"},
		Said: "寒潮橙色预警, 各镇双人值守, 桥洞工地加密巡查, 07:00 前报夜间情况。"})
	p.duty(p.ago(228), &command.LogCall{Kind: rules.CallCheck, Caller: rules.Caller{Unit: "县委值班室", Phone: "19900000415"},
		Said: "查岗, 主班、带班均在岗。", Nothing: true})
	p.duty(p.ago(203), &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Name: "前营村魏夏至", Phone: "19900000307"},
		Said: "村口水管冻裂, 路面结冰, 水往路上淌。", PassTo: "北渡供水站"})

	p.told(p.ago(290), opens(rules.CallPatrol, rules.Caller{Name: "唐松岩"}, "北渡大桥桥下",
		"一名男子在桥下搭铺, 自称捡废品, 不肯走。", command.Person{Name: "康大暑", Identity: "claimed", Sex: "男", Looks: "军绿棉袄, 三轮车",
			Facts: capable(rules.Facts{Age: ptr(55), Declines: yes, Consent: no, StaysOnStreet: yes, Identified: yes})})).
		act(3, "medical", "看过手脚, 无冻伤").
		act(1, "warmth", "给热水, 帮着搭挡风布").
		gave(2, "棉被", 1, "值班室备用", "康大暑").
		gave(1, "方便面", 1, "值班室备用", "康大暑").
		gave(1, "救助联系卡", 1, "值班室备用", "康大暑").
		settled(6, rules.OutcomeRefused, "讲明救助办法和避寒点, 本人不去, 拒签, 唐松岩、周立冬两人见证。", unsigned("唐松岩", "周立冬")).
		act(5, "keep_record", "录像和劝导记录已存")

	p.told(p.ago(95), opens(rules.CallPhone, rules.Caller{Name: "网吧店员", Phone: "19900000525"}, "火车站广场",
		"一个十三四岁的女孩独自坐在广场, 说不回家。", command.Person{Sex: "女", Looks: "蓝白校服, 双肩包", Facts: rules.Facts{Age: ptr(14), Groups: []string{"minor"}}})).
		rang(1, "北渡派出所", "火车站广场一名独自的未成年人, 接警员已登记, 派女民警。").
		rang(2, "带班领导手机", "报未成年人, 沈岚要求女同志到场。").
		missed(3, "县未成年人救助保护中心").
		sent(2, "林霁、唐松岩")
	p.duty(p.ago(84), &command.GiveOrder{Leader: "沈岚", Text: "未成年人由女同志陪到派出所, 天亮前不离人; 桥洞每两小时看一次。"})

	p.told(p.ago(52), opens(rules.CallPhone, rules.Caller{Name: "汽车站值班员", Unit: "北渡汽车站值班室", Phone: "19900000419"}, "北渡汽车站候车厅",
		"大巴晚点停运, 一位抱孩子的妇女没处去, 候车厅要关门。", command.Person{Name: "裴小暑", Sex: "女", Facts: rules.Facts{Age: ptr(31), TempDifficulty: yes, SuddenIllness: no}})).
		sent(6, "周立冬").arrived(21).
		learnt(3, command.Person{Identity: "known", Facts: rules.Facts{Found: yes, FullCapacity: yes, Consent: yes, Declines: no, Confused: no}}).
		act(1, "medical", "大人孩子都好, 没有发烧").
		act(1, "warmth", "到汽车站值班室烤火").
		act(2, "give_food", "热水和面包")

	p.told(p.ago(31), lasting(rules.CaseMissing, opens(rules.CallPhone, rules.Caller{Name: "姚立夏", Phone: "19900000526"}, "柳树湾村",
		"父亲 76 岁, 晚饭后出门没回来, 有时糊涂。", command.Person{Name: "姚清明", Identity: "known", Sex: "男", Looks: "黑棉袄, 拄拐",
			Facts: rules.Facts{Age: ptr(76), Groups: []string{"elderly"}, SuspectedLost: yes}}))).
		rang(2, "北渡派出所", "报柳树湾走失老人, 已出警。").
		noted(4, "贺霜降带村里六人沿河找。")

	p.told(p.ago(2), opens(rules.CallPhone, rules.Caller{Name: "出租车司机", Phone: "19900000527"}, "汽车站桥洞",
		"桥洞下躺着个老头, 说话不清楚, 手冰凉。", command.Person{Sex: "男", Looks: "灰棉帽, 一只鞋", Facts: rules.Facts{Age: ptr(70), Confused: yes}}))
}
