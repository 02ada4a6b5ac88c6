// Package demo fills a data folder with the fictional 岚川县北渡镇 (docs/domain.md §6): its
// lists as a real township would import them, a week of duty, and a night in the middle
// of things. Everything is written by the same commands as at a real desk, on a clock that
// the story moves; so every rule has been kept. What happens is the same at every start;
// nobody in it is real, and every PIN is 246810.
package demo

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"sync/atomic"
	"time"

	"dutydesk/cmd/internal/townfiles"
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/testdata"
)

// Start is where the demo's clock stands at first when nobody chose a time.
var Start = time.Date(2026, 11, 24, 2, 10, 0, 0, rules.Zone)

// pin of everybody in the demo, said on its sign-in page.
const pin = "246810"

// admin sets the book up.
const admin = "许知远"

// Plans in force in the demo's season.
var plans = []string{"P1", "P3", "P7"}

// Seed makes a book in dir and plays the week before at, and the night until at. From
// then on the book's time runs with the machine's clock.
func Seed(dir string, at time.Time, machine func() time.Time) error {
	p := &play{at: at, desks: map[string]*store.Desk{}}
	p.shift, _ = rules.Period(at)
	if err := p.run(dir); err != nil {
		return err
	}
	// The PINs are known to everybody, so their hashes need not be dear; who sets an own
	// PIN later gets a real one.
	st, err := store.Open(dir, store.Options{Clock: machine})
	if err != nil {
		return err
	}
	desk, err := st.SignIn(admin, pin, terminal)
	if err == nil {
		_, err = desk.Do("demo-clock", &command.SetClock{Now: at.Add(time.Second)}) // the book keeps whole seconds
	}
	return errors.Join(err, st.Close())
}

// terminal is where the people of the story sit.
const terminal = "desk"

// play is the story as it is written down.
type play struct {
	at    time.Time // when it ends
	shift time.Time // when the shift on duty at the end began
	clock atomic.Pointer[time.Time]
	st    *store.Store
	desks map[string]*store.Desk
	steps []step
	n     int
}

// step is one thing that somebody does at a moment.
type step struct {
	at time.Time
	do func() error
}

func (p *play) run(dir string) (err error) {
	p.week()
	p.tonight()
	slices.SortStableFunc(p.steps, func(a, b step) int { return a.at.Compare(b.at) })
	first := p.steps[0].at
	p.clock.Store(&first)
	p.st, err = store.Create(dir, store.Setup{Town: "北渡镇", County: "岚川县", Code: "419901101", Admin: admin, PIN: pin, Demo: true},
		store.Options{Clock: func() time.Time { return *p.clock.Load() }, Cheap: true})
	if err != nil {
		return err
	}
	for _, s := range p.steps {
		if s.at.After(p.at) {
			break
		}
		p.clock.Store(&s.at)
		if err = s.do(); err != nil {
			break
		}
	}
	return errors.Join(err, p.st.Close())
}

// on plans a step.
func (p *play) on(at time.Time, do func() error) { p.steps = append(p.steps, step{at, do}) }

// as plans a command of one person. made, if not nil, gets the result.
func (p *play) as(at time.Time, who string, cmd command.Command, made func(command.Result)) {
	p.on(at, func() error { return p.do(who, cmd, made) })
}

func (p *play) do(who string, cmd command.Command, made func(command.Result)) error {
	d, err := p.desk(who)
	if err != nil {
		return err
	}
	p.n++
	res, err := d.Do(fmt.Sprintf("demo-%d", p.n), cmd)
	switch kind := rules.KindOf(err); {
	case err == nil:
	case kind == rules.Damaged, kind == rules.Unsaved, kind == rules.Unknown:
		return err
	default: // the rules refuse the story: the story is wrong
		return rules.Fault("demo, %s, %s %s: %v", p.clock.Load().In(rules.Zone).Format("01-02 15:04"), who, cmd.Code(), err)
	}
	if made != nil {
		made(res)
	}
	return nil
}

func (p *play) desk(who string) (d *store.Desk, err error) {
	if d = p.desks[who]; d == nil {
		d, err = p.st.SignIn(who, pin, terminal)
		p.desks[who] = d
	}
	return d, err
}

// onDuty is the main officer at the moment of the story.
func (p *play) onDuty() (string, error) {
	d, err := p.st.Public().Duty()
	return d.Main, err
}

// lists imports the town and adopts the plans for the season of the story.
func (p *play) lists(at time.Time) {
	p.on(at, func() error {
		names, err := fs.Glob(testdata.Demo, "demo/*.csv")
		if err != nil {
			return err
		}
		d, err := p.desk(admin)
		if err != nil {
			return err
		}
		imp, rep := townfiles.ReadFS(testdata.Demo, names, nil, at)
		if !rep.OK() {
			return fmt.Errorf("the demo's lists: %v", rep.Problems)
		}
		from, _ := season(p.at)
		for i := range imp.Opening { // the goods are as fresh in any winter
			if o := &imp.Opening[i]; o.Expires != "" {
				o.Expires = rules.DateOf(o.Expires.Time().AddDate(from.Time().Year()-Start.Year(), 0, 0))
			}
		}
		_, err = d.ImportAll("demo-lists", townfiles.Chunks(imp, 100))
		return err
	})
	p.as(at.Add(9*time.Minute), "苗谷雨", &command.PutKit{Name: "夜巡包", Lines: []rules.KitLine{
		{Item: "手套帽子", Qty: 1}, {Item: "暖贴", Qty: 4}, {Item: "饮用水", Qty: 1}, {Item: "救助联系卡", Qty: 1}}}, nil)
	p.as(at.Add(9*time.Minute), admin, &command.SetSetting{Name: rules.SettingDeskPhone, Value: "19900000100"}, nil)
	from, to := season(p.at)
	if day := rules.DateOf(p.at); day < from.Add(10) || day > to { // a demo out of season keeps its plans in force
		from, to = day.Add(-23), day.Add(111)
	}
	for i, id := range plans {
		p.as(at.Add(time.Duration(10+i)*time.Minute), admin, &command.AdoptPlan{Plan: id, SeasonStartYear: from.Time().Year(), From: from, To: to}, nil)
	}
}

// season is the winter around a moment, or the next one: 1 November to 15 March
// (docs/domain.md §1.6; the plans' own windows begin later in the winter).
func season(at time.Time) (from, to rules.Date) {
	y := at.In(rules.Zone).Year()
	if rules.DateOf(at) <= rules.Date(fmt.Sprintf("%d-03-15", y)) {
		y--
	}
	return rules.Date(fmt.Sprintf("%d-11-01", y)), rules.Date(fmt.Sprintf("%d-03-15", y+1))
}

// takeOver hands the shift over to the next main officer and leader at a moment: drawn up,
// a word on every line, presented, accepted.
func (p *play) takeOver(at time.Time, to, leader string) {
	p.on(at.Add(-20*time.Minute), func() error {
		from, err := p.onDuty()
		if err != nil {
			return err
		}
		if err := p.do(from, &command.DraftHandover{}, nil); err != nil {
			return err
		}
		d, err := p.desk(from)
		if err != nil {
			return err
		}
		page, err := d.Handover("")
		if err != nil {
			return err
		}
		for _, l := range page.Live {
			if !l.Quiet {
				if err := p.do(from, &command.WriteWord{Key: l.Key, Word: word(l)}, nil); err != nil {
					return err
				}
			}
		}
		if err := p.do(from, &command.CountThings{Counts: vehicles(page), Rest: true}, nil); err != nil {
			return err
		}
		return p.do(from, &command.PresentHandover{Incoming: to, Leader: leader, PIN: pin}, nil)
	})
	p.on(at, func() error {
		d, err := p.desk(to)
		if err != nil {
			return err
		}
		page, err := d.Handover("")
		if err != nil {
			return err
		}
		var keys []string
		for _, l := range page.Live {
			if !l.Quiet {
				keys = append(keys, l.Key)
			}
		}
		if len(keys) > 0 {
			if err := p.do(to, &command.AcceptLine{Keys: keys}, nil); err != nil {
				return err
			}
		}
		return p.do(to, &command.AcceptHandover{Mark: page.Mark, ReadBack: "事项逐项核对, 钥匙、值班手机、车辆已接。", PIN: pin}, nil)
	})
}

// vehicles are those of a handover, each in order.
func vehicles(page *view.Handover) []rules.Counting {
	var out []rules.Counting
	yes := true
	for i := range page.Live {
		if c := page.Live[i].Count; c != nil && c.Kind == rules.ThingVehicle {
			out = append(out, rules.Counting{Key: page.Live[i].Key, OK: &yes, Word: "里程 38214, 油量过半, 无新损。"})
		}
	}
	return out
}

// word is what the leaver says of a line.
func word(l rules.Line) string {
	switch {
	case l.Overdue:
		return "已逾期, 接班后先办。"
	case l.Section == rules.SectionSevere:
		return "盯紧, 有变化马上报带班领导。"
	}
	return "按清单继续办。"
}
