package demo

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// notice passes tonight's warning on to the villages; two of them have not answered.
func (p *play) notice(warning *string, due *time.Time) {
	id := new(string)
	p.writes(p.ago(430), func() command.Command {
		return &command.NewNotice{Kind: rules.NoticeCold, On: *warning, To: []string{command.ToVillages}, Due: due}
	}, func(r command.Result) { *id = r.ID })
	silent := map[string]bool{"小河口村": true, "松树坪村": true}
	p.on(p.ago(400), func() error {
		who, err := p.onDuty()
		if err != nil {
			return err
		}
		d, err := p.desk(who)
		if err != nil {
			return err
		}
		n, err := d.Notice(*id)
		if err != nil {
			return err
		}
		begun := p.ago(428)
		for i, r := range n.Notice.Receivers {
			at := begun.Add(time.Duration(i) * 90 * time.Second)
			c := command.NoteResult{Notice: *id, Receiver: r.Name, Result: rules.ResultThrough, At: &at}
			switch {
			case silent[r.Name]:
				c.Result = rules.ResultMissed
			case i%5 == 3:
				c.Result, c.Said = rules.ResultWechat, "收到, 已通知各组"
			}
			if err := p.do(who, &c, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// registers are rows of the lists that the plans have a township keep, each at its own step.
func (p *play) registers() {
	day := func(n int) string { return string(rules.DateOf(p.day(n, 0))) }
	for i, f := range []map[string]string{
		{"name": "梁守田", "village": "河湾村", "group": "dibao"},
		{"name": "殷桂兰", "village": "柳树湾村", "group": "aged"},
		{"name": "鲍小雪", "village": "石桥村", "group": "orphan"},
		{"name": "佟长顺", "village": "松树坪村", "group": "supported"},
	} {
		p.row(p.day(1, 1+float64(i)/10), "key_recipients", f)
	}
	p.row(p.day(1, 1.5), "scattered_elderly", map[string]string{"name": "佟长顺", "village": "松树坪村", "phone": "19900000611",
		"living": "独居, 烧炕", "last_visit": day(1), "next_visit": day(15)})
	applied := map[string]string{"recipient": "difficult_family", "capacity": "yes", "written": "yes", "reason_told": "yes", "degree_told": "yes",
		"tier_told": "yes", "applied_at": "registration", "papers": "yes", "asked": "middle", "types": "difficult", "rechecked_by": "committees,villagers_council"}
	with := func(name, village, cause string) map[string]string {
		f := map[string]string{"name": name, "village": village, "cause": cause}
		for k, v := range applied {
			f[k] = v
		}
		return f
	}
	p.row(p.day(1, 3), "applications", with("万惊蛰", "枣林村", "丈夫住院, 自付多"), "applied", "deliberated", "rechecked", "village_posted")
	p.row(p.day(4, 3), "applications", with("穆芒种", "前营村", "秋收受灾, 一人残疾"), "applied")
	p.row(p.day(3, 2), "visits", map[string]string{"name": "殷桂兰", "village": "柳树湾村", "mode": "home", "visitors": "沈岚", "need": "炉子漏烟",
		"result": "村里已换烟管", "dangers": "煤气中毒,失火,房屋倒塌"}, "done")
	p.row(p.day(5, 2), "postings", map[string]string{"title": "枣林村慰问金初定名单", "board": "first", "village": "枣林村", "place": "枣林村公告栏",
		"contents": "recipients,money", "until": day(12)}, "posted")
	p.row(p.day(2, 6), "meetings", map[string]string{"kind": "other", "date": day(2), "place": "镇政府二楼会议室", "came": "17", "agenda": "plan,policy"}, "held")
}

// row enters a row of a register and brings it through its steps, half an hour apart.
func (p *play) row(at time.Time, register string, fields map[string]string, steps ...string) {
	id := new(string)
	const clerk = "乔知雪"
	p.as(at, clerk, &command.PutRow{Register: register, Fields: fields}, func(r command.Result) { *id = r.ID })
	for i, s := range steps {
		p.on(at.Add(time.Duration(i+1)*30*time.Minute), func() error {
			return p.do(clerk, &command.StepRow{Row: *id, State: s}, nil)
		})
	}
}

// calendar is a dated duty that was done.
func (p *play) calendar() {
	p.as(p.day(2, 7), "田望舒", &command.DoDuty{Item: "publish_hotlines",
		Evidence: rules.Evidence{Words: "镇村公告栏和网格群都已公布", Number: "14处"}}, nil)
}
