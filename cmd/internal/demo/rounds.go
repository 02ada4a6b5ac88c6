package demo

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// round is a patrol of the township: when it left, in hours from 08:00, who went, where it
// stopped, and what came of it.
type round struct {
	hours float64
	crew  []string
	stops []stop
	seen  string
}

// stop is a place that a round came to, or with skipped passed over.
type stop struct {
	place, seen, hazard string
	skipped             bool
}

// nights are the two rounds of a night, three nights in turn. Those who go are in no team of a
// case, so that a night may begin at any hour.
var nights = [3][2]round{
	{
		{13.4, []string{"段小暑", "卢立春"}, []stop{{place: "汽车站桥洞", seen: "无人"}, {place: "人民路地下通道", seen: "无人"}, {place: "兴隆农贸市场", seen: "摊主一人守货, 有棚有被"}}, "未见露宿"},
		{20.2, []string{"段小暑", "卢立春"}, []stop{{place: "火车站广场", seen: "无人"}, {place: "信用社自助服务厅", seen: "灯亮门开, 无人"}}, "平安"},
	},
	{
		{13.4, []string{"段小暑", "苗谷雨"}, []stop{{place: "北渡大桥桥下", seen: "无人"}, {place: "三号涵洞", seen: "积水未退, 人进不去", skipped: true}, {place: "河湾安置房工地", seen: "工棚 6 人, 有被褥"}}, "涵洞未进, 天亮再看"},
		{20.2, []string{"段小暑", "卢立春"}, []stop{{place: "汽车站桥洞", seen: "无人"}, {place: "卫生院急诊厅", seen: "都是陪护家属"}}, "平安"},
	},
	{
		{13.6, []string{"卢立春", "段小暑"}, []stop{{place: "汽车站桥洞", seen: "留有铺盖, 无人"}, {place: "旧砖厂", seen: "无人", hazard: "窑口护栏倒了"}, {place: "镇文化广场", seen: "无人"}}, "桥洞铺盖留意"},
		{20.2, []string{"段小暑", "卢立春"}, []stop{{place: "东岗产业园工地", seen: "工棚用电炉取暖, 已劝停"}, {place: "国道北渡段加油站", seen: "无人"}}, "平安"},
	},
}

// fixed is the last night whose hazards were dealt with by the end of the story.
const fixed = 3

// rounds are what every day brings: two patrols of the township at night, those of the villages
// told in the afternoon, and the reports that the county has at their hours. Of tonight's the
// second is out.
func (p *play) rounds() {
	for n := range days + 1 {
		p.villages(n)
		p.report(p.day(n, 8.8), rules.ReportNil)
		p.report(p.day(n, 23.4), rules.ReportNight)
		for i, r := range nights[n%len(nights)] {
			if n == days && i > 0 {
				break
			}
			p.patrol(p.day(n, r.hours), r, n <= fixed)
		}
	}
	p.out(p.ago(140), command.StartPatrol{Crew: []string{"乔知雪", "罗小满"}, Vehicle: "执法巡逻车", Protected: yes,
		Places: []string{"火车站广场", "北渡码头", "三号涵洞", "旧砖厂"}}, func(id *string) {
		p.stop(p.ago(58), id, stop{place: "火车站广场", seen: "无人"})
		p.stop(p.ago(24), id, stop{place: "北渡码头", seen: "候船棚无人, 岸边结冰"})
	})
}

// out sends a patrol out, and plans what comes after.
func (p *play) out(at time.Time, c command.StartPatrol, then func(id *string)) {
	id := new(string)
	p.writes(at, func() command.Command { return &c }, func(r command.Result) { *id = r.ID })
	then(id)
}

// roundPhone is the telephone that goes along with a round.
const roundPhone = "19900000600"

// patrol is a round from its beginning to its end, and with mended what was done the next day
// about what it saw.
func (p *play) patrol(at time.Time, r round, mended bool) {
	p.out(at, command.StartPatrol{Crew: r.crew, Phone: roundPhone, Protected: yes}, func(id *string) {
		next := at
		for i, s := range r.stops {
			next = next.Add(17 * time.Minute)
			p.stop(next, id, s)
			if s.hazard != "" && mended {
				p.writes(at.Add(13*time.Hour), func() command.Command {
					return &command.FixHazard{Patrol: *id, Stop: i + 1, Fix: "村里已扶正加固, 挂警示带"}
				}, nil)
			}
		}
		p.writes(next.Add(25*time.Minute), func() command.Command { return &command.ReturnPatrol{Patrol: *id, Seen: r.seen} }, nil)
	})
}

func (p *play) stop(at time.Time, patrol *string, s stop) {
	p.writes(at, func() command.Command {
		return &command.StopPatrol{Patrol: *patrol, Place: s.place, Seen: s.seen, Hazard: s.hazard, Skipped: s.skipped}
	}, nil)
}

// villages are the rounds of the villages on the n-th day, gathered by telephone.
func (p *play) villages(n int) {
	p.on(p.day(n, 8.5), func() error {
		who, err := p.onDuty()
		if err != nil {
			return err
		}
		d, err := p.desk(who)
		if err != nil {
			return err
		}
		lists, err := d.Lists()
		if err != nil {
			return err
		}
		for i, v := range lists.Villages {
			left := p.day(n, 5.5).Add(time.Duration((i*7+n*3)%11) * 5 * time.Minute)
			back := left.Add(time.Duration(40+(i*5+n)%4*10) * time.Minute)
			seen := []string{"平安, 无露宿", "看过独居老人, 平安", "村道清雪, 平安"}[(i+n)%3]
			if err := p.do(who, &command.StartPatrol{Village: v.ID, Told: v.Contact, At: &left, Back: &back, Seen: seen}, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// report sends one to the county.
func (p *play) report(at time.Time, kind rules.ReportKind) {
	p.duty(at, &command.SendReport{Kind: kind, Receiver: "葛立冬"})
}
