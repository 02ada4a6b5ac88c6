package demo

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// thread is one case as it goes on, step after step; minutes count from the step before.
type thread struct {
	p  *play
	at time.Time
	id string
}

// told begins a case by a contact.
func (p *play) told(at time.Time, call command.LogCall) *thread {
	t := &thread{p: p, at: at}
	p.on(at, func() error {
		who, err := p.onDuty()
		if err != nil {
			return err
		}
		return p.do(who, &call, func(r command.Result) { t.id = r.More[0] })
	})
	return t
}

// then plans a command of the officer on duty some minutes later.
func (t *thread) then(minutes int, make func() command.Command) *thread {
	t.at = t.at.Add(time.Duration(minutes) * time.Minute)
	t.p.on(t.at, func() error {
		who, err := t.p.onDuty()
		if err != nil {
			return err
		}
		return t.p.do(who, make(), nil)
	})
	return t
}

// rang tells an agency by telephone, which fulfils what it stands for.
func (t *thread) rang(minutes int, agency, said string) *thread {
	yes := true
	return t.then(minutes, func() command.Command {
		return &command.LogCall{Kind: rules.CallPhone, Out: true, Agency: agency, Reached: &yes, Said: said, Case: t.id}
	})
}

// missed rang an agency and nobody answered.
func (t *thread) missed(minutes int, agency string) *thread {
	no := false
	return t.then(minutes, func() command.Command {
		return &command.LogCall{Kind: rules.CallPhone, Out: true, Agency: agency, Reached: &no, Case: t.id}
	})
}

func (t *thread) sent(minutes int, team string) *thread {
	return t.then(minutes, func() command.Command { return &command.Dispatch{Case: t.id, Team: team, Vehicle: "救助巡查车"} })
}

func (t *thread) arrived(minutes int) *thread {
	return t.then(minutes, func() command.Command { return &command.Arrive{Case: t.id} })
}

// returned: the team is back.
func (t *thread) returned(minutes int) *thread {
	return t.then(minutes, func() command.Command { return &command.Return{Case: t.id} })
}

func (t *thread) learnt(minutes int, who command.Person) *thread {
	return t.then(minutes, func() command.Command { return &command.EditCase{Case: t.id, Person: &who} })
}

func (t *thread) act(minutes int, code, note string) *thread {
	return t.then(minutes, func() command.Command { return &command.DoAct{Case: t.id, Act: code, Note: note} })
}

func (t *thread) noted(minutes int, words string) *thread {
	return t.then(minutes, func() command.Command { return &command.AddNote{Case: t.id, Text: words} })
}

func (t *thread) gave(minutes int, item string, qty int64, from, to string) *thread {
	return t.then(minutes, func() command.Command {
		return &command.IssueGoods{Item: item, From: from, Qty: qty, Case: t.id, Receiver: to}
	})
}

func (t *thread) settled(minutes int, o rules.Outcome, note string, with ...func(*command.Settle)) *thread {
	return t.then(minutes, func() command.Command {
		c := &command.Settle{Case: t.id, Outcome: o, Note: note}
		for _, f := range with {
			f(c)
		}
		return c
	})
}

// into, takenBy and unsigned say of a settling where the person went, who took them home, and
// that a refusal was not signed.
func into(place string) func(*command.Settle) { return func(c *command.Settle) { c.Place = place } }

func takenBy(r rules.Receiver) func(*command.Settle) {
	return func(c *command.Settle) { c.Receiver = r }
}

func unsigned(witnesses ...string) func(*command.Settle) {
	return func(c *command.Settle) {
		c.Sign = rules.WouldNotSign
		for _, n := range witnesses {
			c.Witnesses = append(c.Witnesses, rules.Witness{Name: n, Unit: "镇巡查队"})
		}
	}
}

// closed does what is still owed, and closes the case.
func (t *thread) closed(minutes int, note string) *thread {
	t.at = t.at.Add(time.Duration(minutes) * time.Minute)
	t.p.on(t.at, func() error {
		who, err := t.p.onDuty()
		if err != nil {
			return err
		}
		if err := t.owed(who); err != nil {
			return err
		}
		return t.p.do(who, &command.CloseCase{Case: t.id, Note: note}, nil)
	})
	return t
}

// owed does everything that stands in the way of closing.
func (t *thread) owed(officer string) error {
	d, err := t.p.desk(officer)
	if err != nil {
		return err
	}
	for range 10 { // what was done may bring more
		page, err := d.Case(t.id)
		if err != nil {
			return err
		}
		any := false
		for _, b := range page.Closing {
			if b.Kind != rules.BlockQuestion {
				continue
			}
			var who command.Person
			who.Facts.SetTri(b.Code, rules.No)
			if err := t.p.do(officer, &command.EditCase{Case: t.id, Person: &who}, nil); err != nil {
				return err
			}
		}
		for _, o := range page.Obligations {
			if !o.Must || !o.State.Open() {
				continue
			}
			any = true
			if err := t.p.do(officer, &command.DoAct{Case: t.id, Act: o.Code, Note: done[o.Code]}, nil); err != nil {
				return err
			}
			break
		}
		if !any {
			return nil
		}
	}
	return nil
}

// done is what the officer wrote beside an act.
var done = map[string]string{
	"written_record":            "巡查记录和视频已存值班电脑",
	"keep_record":               "劝导记录已归档, 两人签字",
	"written_handover":          "交接单一式两份, 双方签字",
	"archive":                   "卷宗已归档",
	"obtain_consent":            "本人口头同意",
	"tracing_notice":            "已在全国救助寻亲网发布",
	"contact_social_affairs":    "电话告知田望舒",
	"escort_to_social_affairs":  "送到社会事务办",
	"escort_to_relief_site":     "送到避寒点",
	"stay_limit":                "已离开避寒点",
	"periodic_followup":         "复访, 本人平安",
	"report_leader":             "电话报带班领导",
	"mask":                      "已发口罩",
	"temperature":               "36.4 度",
	"medical":                   "卫生院医生到场看过",
	"warmth":                    "已加衣被, 喝热水",
	"notify_emergency_now":      "120 已派车",
	"call_police":               "派出所已登记",
	"give_help_info":            "发救助联系卡",
	"escort_direct_to_hospital": "救护车直送县医院",
}
