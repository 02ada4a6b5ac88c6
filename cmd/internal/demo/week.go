package demo

import (
	"fmt"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// days of duty before the shift that is on at the end.
const days = 7

// duty is who has the desk on each day; the last is on duty at the end.
var duty = [days + 1]struct{ main, leader string }{
	{"罗小满", "宋长宁"}, {"唐秋实", "沈岚"}, {"林霁", "宋长宁"}, {"何雨禾", "沈岚"},
	{"周立冬", "宋长宁"}, {"罗小满", "沈岚"}, {"唐秋实", "宋长宁"}, {"何雨禾", "沈岚"},
}

var yes, no = ptr(true), ptr(false)

func ptr[T any](v T) *T { return &v }

// day is a moment of the n-th day of the week, in hours from 08:00.
func (p *play) day(n int, hours float64) time.Time {
	return p.shift.AddDate(0, 0, n-days).Add(time.Duration(hours * float64(time.Hour)))
}

// opens is a contact that opens a case.
func opens(kind rules.CallKind, by rules.Caller, place, said string, who command.Person) command.LogCall {
	return command.LogCall{Kind: kind, Caller: by, Said: said, Open: &command.Intake{Place: place, Said: said, Person: who}}
}

// lasting is a contact that opens a case of another kind than somebody found.
func lasting(kind rules.CaseKind, c command.LogCall) command.LogCall {
	c.Open.Kind = kind
	return c
}

// capable is an adult who may decide alone, found and not hurt.
func capable(f rules.Facts) rules.Facts {
	f.Found, f.FullCapacity, f.SuddenIllness, f.Confused, f.GravelyIll, f.Danger, f.SuspectedLost = yes, yes, no, no, no, no, no
	return f
}

func (p *play) week() {
	p.lists(p.day(0, -0.5))
	p.as(p.day(0, 0), duty[0].main, &command.TakeShift{Leader: duty[0].leader, Deputies: []string{"乔知雪"}, Driver: "唐松岩"}, nil)
	for n := 1; n <= days; n++ {
		p.takeOver(p.day(n, 0), duty[n].main, duty[n].leader)
	}
	p.daily()
	p.rounds()
	p.roster()
	p.registers()
	p.calendar()
	p.contacts()
	p.monday()
	p.middle()
	p.weekend()
}

// daily is what comes every day: the county rings at night to see who picks up, and the
// leader reads the log.
func (p *play) daily() {
	for n := range days {
		at := p.day(n, 14.3+0.17*float64(n%3))
		p.duty(at, &command.LogCall{Kind: rules.CallCheck, Caller: rules.Caller{Unit: "县政府总值班室", Phone: "19900000415"},
			Said: fmt.Sprintf("查岗, 主班%s接听, 带班%s在岗。", duty[n].main, duty[n].leader), Nothing: true})
		if n < days-1 { // the leader reads the log the next morning; yesterday's still waits
			p.as(p.day(n+1, 1.1), duty[n].leader, &command.ReadLog{Shift: p.day(n, 0).In(rules.Zone).Format("S20060102-1504"), Words: "已阅", PIN: pin}, nil)
		}
	}
}

// duty plans a command of whoever has the desk.
func (p *play) duty(at time.Time, cmd command.Command) {
	p.writes(at, func() command.Command { return cmd }, nil)
}

// writes plans a command of whoever has the desk that rests on what came before. made, if not
// nil, gets the result.
func (p *play) writes(at time.Time, cmd func() command.Command, made func(command.Result)) {
	p.on(at, func() error {
		who, err := p.onDuty()
		if err != nil {
			return err
		}
		return p.do(who, cmd(), made)
	})
}

// contacts are the calls that are no case, goods that came in, and the weather.
func (p *play) contacts() {
	p.duty(p.day(0, 1.5), &command.LogCall{Kind: rules.CallNotice, Caller: rules.Caller{Unit: "县民政局值班", Phone: "19900000417"},
		Said: "即日起每日 17:00 前报街面救助情况, 无情况零报告。", Nothing: true})
	p.as(p.day(1, 2), "苗谷雨", &command.ReceiveGoods{Item: "棉衣裤", Place: "镇救灾仓库", Qty: 10, Label: "县民政局调拨", Supplier: "县民政局", Ref: "岚民调2026-31"}, nil)
	var ticket string
	p.on(p.day(2, 3), func() error {
		return p.do(duty[2].main, &command.LogCall{Kind: rules.Call12345, Caller: rules.Caller{Unit: "12345热线", Phone: "12345"},
			Said: "工单: 群众反映农贸市场门口有人夜间捡纸箱露宿, 请核实, 2 个工作日内回复。", PassTo: "北渡镇综合执法队"}, func(r command.Result) { ticket = r.ID })
	})
	p.on(p.day(3, 2.2), func() error {
		return p.do(duty[3].main, &command.FinishCall{Call: ticket, Result: "执法队核实: 是摊主守货, 已劝回; 已回复 12345。"}, nil)
	})
	p.as(p.day(3, 8), duty[3].main, &command.SetWarning{Kind: rules.ColdWave, Level: rules.Blue, Until: ptr(p.day(4, 10)),
		Text: "县气象台: 48 小时内降温 8 度以上。"}, nil)
	p.on(p.day(4, 4.5), func() error {
		d, err := p.desk(duty[4].main)
		if err != nil {
			return err
		}
		all, err := d.Warnings(false)
		if err != nil || len(all) == 0 {
			return err
		}
		return p.do(duty[4].main, &command.LiftWarning{Warning: all[0].ID, Reason: "气象台解除"}, nil)
	})
	p.as(p.day(4, 2.4), "苗谷雨", &command.ReceiveGoods{Item: "方便面", Place: "值班室备用", Qty: 4, Expires: rules.DateOf(p.shift).Add(150), Supplier: "镇供销社", Ref: "2026-1107"}, nil)
	p.as(p.day(4, 2.5), "苗谷雨", &command.ReceiveGoods{Item: "暖贴", Place: "镇救灾仓库", Qty: 40, Expires: rules.DateOf(p.shift).Add(700), Supplier: "爱心企业捐赠"}, nil)
	var order string
	p.on(p.day(5, 13.5), func() error {
		return p.do(duty[5].main, &command.GiveOrder{Leader: "沈岚", Text: "夜间两人一车巡查桥洞和工地, 见人先给热水。"}, func(r command.Result) { order = r.ID })
	})
	p.on(p.day(6, 0.6), func() error { return p.do("沈岚", &command.SignOrder{Order: order, PIN: pin}, nil) })
	p.duty(p.day(5, 3), &command.LogCall{Kind: rules.CallVisit, Caller: rules.Caller{Name: "枣林村村民", Phone: "19900000520"},
		Said: "问低保复审什么时候公示; 已答复按村里通知。", Nothing: true})
	p.duty(p.day(6, 2.2), &command.LogCall{Kind: rules.CallVisit, Caller: rules.Caller{Name: "卜立秋", Unit: "石桥村", Phone: "19900000528"},
		Said: "送村里独居老人名单; 已收。", Nothing: true})
	p.duty(p.day(6, 7.5), &command.LogCall{Kind: rules.CallVisit, Caller: rules.Caller{Name: "供暖公司检修员", Phone: "19900000529"},
		Said: "来看值班室暖气, 放气后已热。", Nothing: true})
}

// monday and tuesday: an ordinary beginning.
func (p *play) monday() {
	p.told(p.day(0, 11), opens(rules.CallPhone, rules.Caller{Name: "顾小满", Phone: "19900000301"}, "北渡汽车站候车厅",
		"外地男子丢了钱包和手机, 末班车已走, 夜里没地方去。", command.Person{Name: "田有福", Sex: "男", Facts: rules.Facts{Age: ptr(46), TempDifficulty: yes}})).
		sent(6, "唐松岩、乔知雪").arrived(14).
		learnt(5, command.Person{Identity: "known", Facts: capable(rules.Facts{Consent: yes, Declines: no, Weather: "clear"})}).
		gave(4, "方便面", 1, "值班室备用", "田有福").
		settled(20, rules.OutcomeShelter, "送兴隆社区避寒点, 已联系家人次日来接。", into("兴隆社区避寒点")).
		returned(25).closed(695, "家人 07:50 接走。")
	p.told(p.day(0, 14.8), opens(rules.CallPatrol, rules.Caller{Name: "唐松岩"}, "信用社自助服务厅",
		"一名拾荒老人在自助厅避风, 说歇一会儿就回家。", command.Person{Name: "白桂枝", Sex: "女", Facts: rules.Facts{Age: ptr(71), Groups: []string{"elderly"}}})).
		learnt(4, command.Person{Identity: "known", Address: "北渡镇兴隆社区", Facts: capable(rules.Facts{Consent: yes, Declines: no})}).
		gave(3, "暖贴", 4, "值班室备用", "白桂枝").
		settled(25, rules.OutcomeHome, "巡查车送回兴隆社区家中, 女儿在家。").
		closed(15, "")
	p.told(p.day(1, 10.2), opens(rules.CallPhone, rules.Caller{Name: "汽车站值班员", Unit: "北渡汽车站值班室", Phone: "19900000419"}, "北渡汽车站候车厅",
		"一名男子躺在长椅上叫不醒, 有酒味。", command.Person{Sex: "男", Looks: "黑色羽绒服, 一米七五左右", Facts: rules.Facts{Age: ptr(50), SuddenIllness: yes}})).
		rang(1, "县急救中心", "汽车站候车厅一人叫不醒, 已派车, 约 12 分钟到。").
		rang(2, "带班领导手机", "报: 汽车站一人叫不醒, 120 已派车。").
		sent(2, "唐秋实、唐松岩").arrived(11).
		learnt(6, command.Person{Name: "石望归", Identity: "known", Facts: rules.Facts{Found: yes, FullCapacity: yes, Declines: no, Danger: no, SuspectedLost: no}}).
		act(2, "warmth", "盖棉大衣").
		settled(18, rules.OutcomeHosp, "救护车送镇卫生院, 酒后低温, 留观。").
		returned(25).closed(575, "次日家属办出院。")
	p.told(p.day(1, 16.4), opens(rules.CallPhone, rules.Caller{Name: "过路司机", Phone: "19900000521"}, "国道北渡段加油站",
		"路边有人裹着被子坐着。", command.Person{})).
		sent(5, "唐秋实、唐松岩").arrived(22).
		noted(3, "是大货车司机等配件, 有驾驶室可住, 不需要救助。").
		learnt(1, command.Person{Sex: "男", Facts: capable(rules.Facts{Age: ptr(39), TempDifficulty: no})}).
		settled(2, rules.OutcomeOther, "核实不是求助对象。").
		returned(4).closed(1, "")
}

func (p *play) middle() {
	p.told(p.day(2, 5), opens(rules.CallPhone, rules.Caller{Name: "罗望川", Unit: "河湾村", Phone: "19900000303"}, "河湾安置房工地",
		"工地一民工工资没结, 三天没吃好, 想回家没路费。", command.Person{Name: "陆小寒", Sex: "男", Facts: rules.Facts{Age: ptr(33), FoundBy: "village"}})).
		learnt(6, command.Person{Identity: "known", Facts: capable(rules.Facts{Consent: yes, Declines: no})}).
		rang(4, "北渡镇社会事务办", "河湾工地一人求助返乡, 请接待。").
		gave(8, "饼干", 1, "值班室备用", "陆小寒").
		settled(50, rules.OutcomeStation, "送县救助管理站, 购票返乡; 欠薪转劳动监察。").
		closed(60, "")
	p.told(p.day(2, 15.5), opens(rules.CallPatrol, rules.Caller{Name: "周立冬"}, "人民路地下通道",
		"一名中年男子打地铺, 自称进城找活。", command.Person{Name: "郝谷雨", Identity: "claimed", Sex: "男", Facts: rules.Facts{Age: ptr(52)}})).
		learnt(5, command.Person{Facts: capable(rules.Facts{Declines: yes, Consent: no, StaysOnStreet: yes, Identified: yes})}).
		gave(3, "棉大衣", 1, "救助巡查车", "郝谷雨").
		gave(1, "方便面", 1, "值班室备用", "郝谷雨").
		gave(1, "救助联系卡", 1, "值班室备用", "郝谷雨").
		settled(3, rules.OutcomeRefused, "讲清救助办法, 本人不去, 拒签, 两名巡查员见证。", unsigned("周立冬", "唐松岩")).
		settled(2400, rules.OutcomeStation, "二次劝导同意, 送县救助管理站。").
		closed(120, "")
	p.told(p.day(3, 6.3), lasting(rules.CaseMissing, opens(rules.CallPhone, rules.Caller{Name: "马惊蛰", Unit: "马家寨村", Phone: "19900000311"}, "马家寨村",
		"村里 8 岁男孩放学没回家, 母亲急。", command.Person{Name: "马小禾", Sex: "男", Facts: rules.Facts{Age: ptr(8), Groups: []string{"minor"}, SuspectedLost: yes}}))).
		rang(1, "北渡派出所", "报马家寨 8 岁男孩走失, 接警员已登记, 出警。").
		rang(2, "带班领导手机", "报走失儿童, 沈岚同志要求全镇联络员一起找。").
		rang(5, "县未成年人救助保护中心", "通报走失儿童情况。").
		noted(20, "马惊蛰来电: 在同学家写作业, 已找到, 平安。").
		learnt(2, command.Person{Identity: "known", Facts: rules.Facts{Found: yes, SuspectedLost: no, SuddenIllness: no, Confused: no}}).
		act(2, "warmth", "在同学家, 穿得暖").act(1, "give_food", "已吃过晚饭").
		settled(20, rules.OutcomeHome, "民警和母亲一起接回, 填领回单。", takenBy(rules.Receiver{Name: "马春分", Relation: "母亲", Phone: "19900000527", IDSeen: true, Proof: "户口簿"})).
		closed(30, "")
	p.told(p.day(3, 15), opens(rules.CallWechat, rules.Caller{Name: "程雨水", Unit: "石桥村", Phone: "19900000306"}, "三号涵洞",
		"石桥村报: 三号涵洞里有个女的自言自语, 撕东西, 不让人靠近。", command.Person{Sex: "女", Looks: "短发, 赤脚, 花棉袄", Identity: "unknown",
			Facts: rules.Facts{Age: ptr(40), Mental: yes, Danger: yes, FoundBy: "village"}})).
		rang(1, "北渡派出所", "涵洞一名疑似精神障碍人员, 请出警。").
		rang(2, "带班领导手机", "报: 三号涵洞疑似精神障碍, 派出所出警。").
		sent(2, "何雨禾、唐松岩").arrived(18).
		learnt(4, command.Person{Facts: rules.Facts{Found: yes, FullCapacity: no, SuddenIllness: no, Confused: no}}).
		act(2, "warmth", "披毛毯").act(1, "give_food", "给热水和面包").
		rang(3, "北渡镇社会事务办", "报田望舒, 请联系精神卫生中心。").
		settled(40, rules.OutcomeMental, "民警护送县精神卫生中心, 田望舒随车办手续。").
		act(300, "tracing_notice", "寻亲网已发布").
		returned(25).closed(35, "指纹比对查到户籍, 家属已联系。")
}

func (p *play) weekend() {
	p.told(p.day(4, 12), opens(rules.CallPhone, rules.Caller{Name: "环卫工人", Phone: "19900000522"}, "兴隆步行街",
		"一位老太太在步行街来回走, 说不清家在哪里。", command.Person{Sex: "女", Looks: "白发, 红毛线帽", Facts: rules.Facts{Age: ptr(78), Groups: []string{"elderly"}, Confused: yes, SuspectedLost: yes}})).
		rang(1, "县急救中心", "老人神志不清, 请派车。").
		rang(1, "北渡派出所", "疑似走失老人, 请查。").
		rang(2, "带班领导手机", "报疑似走失老人。").
		sent(1, "周立冬、林霁").arrived(9).
		learnt(1, command.Person{Facts: rules.Facts{Found: yes}}).
		act(2, "warmth", "扶进便利店, 盖毛毯").act(2, "give_food", "热豆浆").
		learnt(20, command.Person{Name: "邵桂花", Identity: "known", Facts: rules.Facts{Found: yes, Declines: no, Consent: yes, Danger: no}}).
		settled(25, rules.OutcomeHome, "派出所查到是枣林村人, 儿子到场接回, 120 检查无碍。").
		returned(19).closed(1, "")
	p.told(p.day(4, 17), opens(rules.CallPatrol, rules.Caller{Name: "唐松岩"}, "东岗产业园工地",
		"工棚里四名工人, 电热毯坏了, 一人发冷。", command.Person{Name: "孔惊蛰", Sex: "男", Facts: rules.Facts{Age: ptr(45)}})).
		learnt(3, command.Person{Identity: "known", Facts: capable(rules.Facts{Consent: no, Declines: no})}).
		gave(4, "热水袋", 4, "镇救灾仓库", "孔惊蛰").
		gave(2, "棉被", 2, "镇救灾仓库", "孔惊蛰").
		act(3, "give_food", "工棚自有热饭").
		settled(10, rules.OutcomeHelped, "就地给热水袋和棉被, 通知园区修电。").
		closed(20, "")
	p.told(p.day(5, 9.5), opens(rules.CallVisit, rules.Caller{Name: "甘秋分", Phone: "19900000523"}, "镇救助服务点",
		"来访求助: 走亲戚没找到人, 身上没钱回县城。", command.Person{Name: "甘秋分", Sex: "女", Identity: "known", Facts: capable(rules.Facts{Age: ptr(58), TempDifficulty: yes, Weather: "clear", Consent: yes, Declines: no})})).
		gave(10, "方便面", 1, "镇救灾仓库", "甘秋分").
		settled(40, rules.OutcomeStation, "公务车送县救助管理站, 站内购票。").
		closed(45, "")
	p.told(p.day(5, 15.2), opens(rules.CallPhone, rules.Caller{Name: "姜白露", Unit: "松树坪村", Phone: "19900000314"}, "松树坪庙门廊",
		"庙门口有个年轻人坐着, 带着大包。", command.Person{Sex: "男", Facts: rules.Facts{Age: ptr(24), FoundBy: "village"}})).
		rang(3, "北渡镇社会事务办", "松树坪庙门廊一人, 请知悉。").
		sent(4, "罗小满、唐松岩").arrived(35).
		noted(4, "人已离开, 庙里说搭便车走了, 向北。").
		settled(3, rules.OutcomeLeft, "到场时已自行离开, 已告知沿线村留意。").
		returned(29).closed(1, "")
	p.told(p.day(6, 11.5), opens(rules.CallPhone, rules.Caller{Name: "秦小雪", Unit: "兴隆社区", Phone: "19900000302"}, "兴隆农贸市场",
		"一位外地腿脚不便的大爷卖完菜, 末班车没了。", command.Person{Name: "汤立春", Sex: "男", Identity: "known",
			Facts: capable(rules.Facts{Age: ptr(67), Groups: []string{"elderly", "mobility_impaired"}, Consent: yes, Declines: no, TempDifficulty: yes, Weather: "rain"})})).
		sent(5, "唐秋实、唐松岩").arrived(12).
		act(2, "warmth", "上车开暖风").
		gave(3, "饮用水", 1, "救助巡查车", "汤立春").
		settled(30, rules.OutcomeShelter, "送兴隆社区避寒点住一晚。", into("兴隆社区避寒点")).
		returned(25).closed(555, "06:50 送上首班车。")
	p.told(p.day(6, 16), opens(rules.CallPhone, rules.Caller{Name: "群众", Phone: "19900000524"}, "镇文化广场",
		"广场长椅上有人躺着。", command.Person{})).
		sent(4, "唐秋实、唐松岩").arrived(8).
		learnt(3, command.Person{Name: "费霜降", Sex: "男", Identity: "known", Facts: capable(rules.Facts{Age: ptr(36), Declines: yes, Consent: no, StaysOnStreet: no})}).
		act(2, "warmth", "给热水").gave(1, "八宝粥", 1, "镇救灾仓库", "费霜降").gave(1, "暖贴", 4, "值班室备用", "费霜降").
		gave(1, "救助联系卡", 1, "值班室备用", "费霜降").
		settled(3, rules.OutcomeRefused, "散步歇脚, 不需要救助, 自己回家。", func(c *command.Settle) { c.Sign = rules.SignedByHand }).
		returned(25).closed(65, "电话回访, 已到家。")
}
