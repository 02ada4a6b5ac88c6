// Package operations is the page 方案: the plans with how each stands this season, what one of
// them asks of the township, and what those in force ask for together. Plans are adopted,
// changed and ended here; single figures and readings are set on the page of settings. What a
// plan asks comes with the read model; what may be done, from the command.
package operations

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Plans() ([]view.PlanRow, error)
	Plan(id string) (*view.PlanPage, error)
	PlansToday() (*view.PlansToday, error)
	OwnPlan(id string) (*view.OwnPlan, error)
	PlanChange(cmd command.Command) (*view.PlanChange, error)
}

// Today is the id under which the page shows what all plans in force ask for.
const Today = "today"

// Page is the list of plans, one plan, or what all of them ask for.
type Page struct {
	desk   Desk
	id     string // of a plan, Today, or "" for the list
	read   *loaded
	err    *rules.Error
	rows   []line
	list   list.List
	asking string // id of the read that a form waits for, "" for none
}

// New is the page of a plan, of Today, or with "" the list.
func New(desk Desk, id string) *Page { return &Page{desk: desk, id: id} }

// loaded is what the page shows: the plans and what they ask for, or one plan.
type loaded struct {
	plans    []view.PlanRow
	today    *view.PlansToday
	plan     *view.PlanPage
	sections []plan.Section // of money, applications and owners
}

// Load reads the list, or the plan.
func (p *Page) Load() tea.Cmd {
	desk, id := p.desk, p.id
	return screen.Read("plans/"+id, func() (*loaded, error) {
		m := &loaded{}
		switch id {
		case "", Today:
			return m, screen.Reads(screen.Into(&m.plans, desk.Plans), screen.Into(&m.today, desk.PlansToday))
		}
		err := screen.Reads(screen.Into(&m.plan, func() (*view.PlanPage, error) { return desk.Plan(id) }), screen.Into(&m.today, desk.PlansToday))
		if err == nil {
			m.sections = m.plan.Sections
		}
		return m, err
	})
}

// Typing is never.
func (p *Page) Typing() bool { return false }

// Update takes what was read, a plan that is to be adopted or ended, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[*loaded]:
		if msg.ID == "plans/"+p.id {
			if p.err = rules.AsError(msg.Err); p.err == nil {
				p.show(msg.Value)
			}
		}
	case screen.Got[*view.OwnPlan]:
		if !p.answered(msg.ID) {
			return nil
		}
		if err := rules.AsError(msg.Err); err != nil {
			return screen.Refused(err)
		}
		return screen.Show(p.ownMenu(msg.Value))
	case screen.Got[asked]:
		switch err := rules.AsError(msg.Err); {
		case !p.answered(msg.ID):
		case err != nil:
			return screen.Refused(err)
		case msg.Value.copy:
			return p.copyDialog(msg.Value.plan)
		case msg.Value.end:
			return p.endDialog(msg.Value.plan)
		default:
			return p.adoptDialog(msg.Value.plan)
		}
	case tea.KeyMsg:
		if p.read != nil && p.list.Key(msg) {
			p.pass(msg.Type == tea.KeyUp || msg.Type == tea.KeyPgUp || msg.Type == tea.KeyEnd)
		}
	}
	return nil
}

func (p *Page) show(m *loaded) {
	p.read = m
	switch {
	case p.id == Today:
		p.rows = todayLines(m.today)
	case m.plan != nil:
		p.rows = planLines(m.plan, m.sections)
	default:
		p.rows = listLines(m)
	}
	ids := make([]string, len(p.rows))
	for i := range p.rows {
		ids[i] = p.rows[i].id
	}
	p.list.SetItems(ids)
	p.pass(false)
}

// pass goes on to the next line that is no heading, and at the end the other way.
func (p *Page) pass(up bool) {
	step := 1
	if up {
		step = -1
	}
	for range 2 * len(p.rows) {
		if r := p.row(); r == nil || !r.head {
			return
		}
		was := p.list.Index()
		if p.list.Move(step); p.list.Index() == was {
			step = -step
		}
	}
}

// row is the selected line, nil for none.
func (p *Page) row() *line {
	if i := p.list.Index(); i >= 0 && i < len(p.rows) {
		return &p.rows[i]
	}
	return nil
}

// subject is the plan that a key is for: that of the page, else of the selected line.
func (p *Page) subject() string {
	switch r := p.row(); {
	case p.id != "" && p.id != Today:
		return p.id
	case r != nil:
		return r.plan
	}
	return ""
}

// Keys open a line or say why it stands there, and adopt, change or end a plan.
func (p *Page) Keys() binding.Table {
	enter := binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "打开", EN: "Open"}, Help: text.Text{ZH: "打开选中的一行; 要求和限期说明依据", EN: "Open the selected line; of what is asked, say why"}, Do: p.open, Refuse: p.nothing}
	if r := p.row(); r != nil && r.to == nil {
		enter.Label = whyLabel
	}
	adopt := binding.Binding{Keys: []string{"f6", "a"}, Label: text.Text{ZH: "启用", EN: "Adopt"}, Help: text.Text{ZH: "本季启用方案: 日期, 设置", EN: "Put the plan in force for a season: its days and settings"}, Do: func() route.Action { return p.ask(false) }, Refuse: p.noPlan}
	if p.adopted() {
		adopt.Label, adopt.Help = text.Text{ZH: "改", EN: "Change"}, text.Text{ZH: "改已启用方案的日期和设置", EN: "Change the days and settings of the adopted plan"}
	}
	return append(binding.Table{enter, adopt,
		{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "停用", EN: "End"}, Help: text.Text{ZH: "提前结束或撤销方案, 先问原因", EN: "End the plan early or withdraw it, after asking why"}, Do: func() route.Action { return p.ask(true) }, Refuse: p.noEnd},
		{Keys: []string{"f7", "c"}, Label: text.Text{ZH: "本镇方案", EN: "Own plan"}, Help: text.Text{ZH: "复制成本镇方案; 是本镇方案的, 改日期、数字、事项、清单、通知", EN: "Copy it as a plan of the township; of one, change its days, figures, duties, lists, notices"}, Do: p.ownPlan, Refuse: p.noOwn},
		{Keys: []string{"tab", "right"}, Label: text.Text{ZH: "合计", EN: "Together"}, Help: text.Text{ZH: "执行中的方案今天合起来要求什么", EN: "What the plans in force ask for together"}, Do: func() route.Action { return route.To{Page: route.Plans, ID: Today} }, Refuse: p.here},
		{Keys: []string{"?"}, Label: whyLabel, Silent: true, Help: text.Text{ZH: "选中的一行依据哪条, 怎样理解", EN: "The clauses of the selected line, and how they are read"}, Do: p.why, Refuse: p.nothing},
	}, binding.Lists...)
}

var whyLabel = text.Text{ZH: "依据", EN: "Why"}

// adopted says that the plan a key is for is in force or will be.
func (p *Page) adopted() bool {
	r := p.planRow()
	return r != nil && (r.State == rules.OperationPlanned || r.State == rules.OperationInForce)
}

// planRow is how the plan stands that a key is for, nil where none is.
func (p *Page) planRow() *view.PlanRow {
	id := p.subject()
	switch {
	case p.read == nil || id == "":
		return nil
	case p.read.plan != nil:
		return &p.read.plan.PlanRow
	}
	for i := range p.read.plans {
		if p.read.plans[i].Plan == id {
			return &p.read.plans[i]
		}
	}
	return nil
}

func (p *Page) nothing() *rules.Error {
	switch {
	case p.read == nil:
		return screen.Unread()
	case p.row() == nil:
		return rules.Refuse(text.Text{ZH: "没有可打开的。", EN: "There is nothing to open."}, "")
	}
	return nil
}

func (p *Page) noPlan() *rules.Error {
	switch {
	case p.read == nil:
		return screen.Unread()
	case p.planRow() == nil:
		return rules.Refuse(text.Text{ZH: "先选一个方案。", EN: "Choose a plan first."}, "")
	case p.planRow().Left:
		return rules.Refuse(unreadText.With(p.planRow().Plan), "")
	case p.read.plan != nil:
		return p.read.plan.Can["plan.adopt"]
	}
	return nil
}

// noEnd is why the plan cannot be ended; who may is decided when its form opens.
func (p *Page) noEnd() *rules.Error {
	switch {
	case p.noPlan() != nil:
		return p.noPlan()
	case p.read.plan != nil:
		return p.read.plan.Can["plan.end"]
	case !p.adopted():
		return rules.Refuse(text.Text{ZH: "%[1]s 现在没有执行。", EN: "%[1]s is not in force, and will not be."}.With(p.planRow().Title), "")
	}
	return nil
}

func (p *Page) here() *rules.Error {
	if p.id == Today {
		return rules.Refuse(text.Text{ZH: "这就是合计。", EN: "This is it."}, "")
	}
	return nil
}

// open goes where the line leads, or says why it stands there.
func (p *Page) open() route.Action {
	if to := p.row().to; to != nil {
		return *to
	}
	return p.why()
}

// why shows all that is known of the selected line.
func (p *Page) why() route.Action {
	r := *p.row()
	return screen.Show(dialog.NewText(r.what, func(env screen.Env, w int) []string { return r.lines(env, w) }))
}

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.list.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.list.Return(spot) }
