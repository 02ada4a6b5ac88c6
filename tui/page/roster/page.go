// Package roster is the page 排班: the month as a grid of its turns, what is wrong in it, what
// each serves, and the slips. It decides what is shown and asked for; who takes which turn,
// what is a fault and who may do what comes with the read model.
package roster

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
)

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Roster(month string) (*view.Roster, error)
}

// panel is what the list shows.
type panel int

const (
	grid panel = iota
	gaps
	counts
	slips
	panels
)

// Page is a month of the roster.
type Page struct {
	desk  Desk
	r     *view.Roster
	err   *rules.Error
	list  list.List
	panel panel
	month string // 2026-12, "" this one
	open  string // the slip that is asked for
	post  int    // the column of the grid, of roster.Posts
}

// New is the roster of a desk; id names a month (B202612), or a slip to be selected.
func New(desk Desk, id string) *Page {
	p := &Page{desk: desk, post: slices.Index(roster.Posts, roster.Main)}
	if len(id) == len("B202612") {
		p.month = string(roster.First(id)[:7])
	} else if id != "" {
		p.panel, p.open = slips, id
	}
	return p
}

// Load reads the month.
func (p *Page) Load() tea.Cmd {
	desk, month := p.desk, p.month
	return screen.Read("roster", func() (*view.Roster, error) { return desk.Roster(month) })
}

// Typing is never: the forms are dialogs.
func (p *Page) Typing() bool { return false }

// Update takes what was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[*view.Roster]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			first := p.r == nil || p.r.Month != msg.Value.Month
			p.r = msg.Value
			p.show(first)
		}
	case tea.KeyMsg:
		p.list.Key(msg)
	}
	return nil
}

// show fills the list of the panel; first, of the grid today's turn is selected.
func (p *Page) show(first bool) {
	var ids []string
	today := ""
	switch p.panel {
	case grid:
		for i := range p.r.Turns {
			t := &p.r.Turns[i]
			ids = append(ids, t.Key)
			if today == "" && t.End.After(p.r.Now) {
				today = t.Key
			}
		}
	case gaps:
		for _, f := range p.r.Faults {
			ids = append(ids, f.At.Format(time.RFC3339)+string(f.Kind)+f.Text.ZH)
		}
	case counts:
		for _, c := range p.r.Counts {
			ids = append(ids, c.Officer)
		}
	case slips:
		for _, s := range p.r.Slips {
			ids = append(ids, s.ID)
		}
	}
	p.list.SetItems(ids)
	if first && p.panel == slips && p.open != "" {
		p.list.Select(p.open)
	}
	if first && today != "" {
		p.list.Select(today)
	}
}

// turn is the selected turn: of the grid, or where a fault stands.
func (p *Page) turn() *view.RosterTurn {
	i := p.list.Index()
	if p.r == nil || i < 0 {
		return nil
	}
	switch {
	case p.panel == grid && i < len(p.r.Turns):
		return &p.r.Turns[i]
	case p.panel == gaps && i < len(p.r.Faults):
		for j := range p.r.Turns {
			if t := &p.r.Turns[j]; !p.r.Faults[i].At.Before(t.Start) && p.r.Faults[i].At.Before(t.End) {
				return t
			}
		}
	}
	return nil
}

// unmade is why there is nothing to print.
func (p *Page) unmade() *rules.Error {
	switch {
	case p.r == nil:
		return screen.Unread()
	case p.r.State == "":
		return rules.Refuse(text.Text{ZH: "%[1]s 还没有排班。", EN: "%[1]s has no roster."}.With(p.r.Month), "")
	}
	return nil
}

// slip is the selected slip.
func (p *Page) slip() *view.RosterSlip {
	if i := p.list.Index(); p.r != nil && p.panel == slips && i >= 0 && i < len(p.r.Slips) {
		return &p.r.Slips[i]
	}
	return nil
}

// Keys work on the month and on the selected line.
func (p *Page) Keys() binding.Table {
	enter := binding.Binding{Keys: []string{"enter"}, Label: p.label(), Silent: p.panel == counts || p.panel == slips && p.slip() == nil, Help: text.Text{ZH: "草稿: 定选中这一岗的人; 已发布: 调班, 顶班, 请假; 调班单: 同意或批准", EN: "A draft: who has the selected post; published: swap, take over, leave; a slip: accept or approve"}, Do: p.enter, Refuse: p.closed}
	publish := binding.Binding{Keys: []string{"f7", "p"}, Label: text.Text{ZH: "发布", EN: "Publish"}, Help: text.Text{ZH: "签字发布这个月的班", EN: "Sign and publish the month"}, Do: p.publish, Refuse: p.can("roster.publish")}
	undo := binding.Binding{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "撤销", EN: "Undo"}, Help: text.Text{ZH: "撤销选中的调班单或请假; 没选调班单时撤回已发布的月份", EN: "Undo the selected slip or leave; without one withdraw the published month"}, Do: p.undo, Refuse: p.fixed}
	return append(binding.Table{enter,
		{Keys: []string{"f6", "g"}, Label: text.Text{ZH: "自动排", EN: "Generate"}, Help: text.Text{ZH: "自动排这个月, 手工定的不动", EN: "Fill the month; what was set by hand stays"}, Do: p.generate, Refuse: p.can("roster.generate")},
		publish,
		{Keys: []string{"tab"}, Label: text.Text{ZH: "换栏", EN: "Panel"}, Help: text.Text{ZH: "班表, 缺口, 统计, 调班单", EN: "The grid, the holes, the count, the slips"}, Do: p.next},
		{Keys: []string{"left"}, Label: text.Text{ZH: "左边一岗", EN: "Post left"}, Silent: true, Help: text.Text{ZH: "左边一岗; 换月按 [ ]", EN: "The post to the left; [ and ] change the month"}, Do: p.across(-1)},
		{Keys: []string{"right"}, Label: text.Text{ZH: "右边一岗", EN: "Post right"}, Silent: true, Help: text.Text{ZH: "右边一岗; 换月按 [ ]", EN: "The post to the right; [ and ] change the month"}, Do: p.across(1)},
		{Keys: []string{"["}, Label: text.Text{ZH: "上月", EN: "Before"}, Silent: true, Help: text.Text{ZH: "上一个月", EN: "The month before"}, Do: p.by(-1)},
		{Keys: []string{"]"}, Label: text.Text{ZH: "下月", EN: "After"}, Help: text.Text{ZH: "下一个月", EN: "The month after"}, Do: p.by(1)},
		undo,
		{Keys: []string{"ctrl+p"}, Label: text.Text{ZH: "打印", EN: "Print"}, Help: text.Text{ZH: "打印值班安排表 (A4 网页), 或写成日历文件", EN: "Print the duty table as an A4 page, or write it as a calendar file"}, Do: p.print, Refuse: p.unmade},
		{Keys: []string{"ctrl+n", "l"}, Silent: p.r == nil || p.r.Can["roster.generate"] == nil, Label: text.Text{ZH: "请假", EN: "Leave"}, Help: text.Text{ZH: "登记请假", EN: "Give leave"}, Do: p.leave, Refuse: p.can("roster.leave")},
		{Keys: []string{"ctrl+d", "r"}, Silent: true, Label: text.Text{ZH: "规则", EN: "Rules"}, Help: text.Text{ZH: "排班规则: 几点换班, 哪些人, 副班几人, 分组, 谁和谁", EN: "How the roster is made: hours, who, deputies, groups, pairs"}, Do: p.rules, Refuse: p.can("roster.rules")},
		{Keys: []string{"ctrl+o", "n"}, Silent: p.slip() == nil, Label: text.Text{ZH: "不同意", EN: "Refuse"}, Help: text.Text{ZH: "不同意选中的调班单, 写原因", EN: "Refuse the selected slip, with a reason"}, Do: p.refuse, Refuse: p.slipCan("roster.refuse")},
	}, binding.Lists...)
}

// label is what Enter does on the panel.
func (p *Page) label() text.Text {
	switch {
	case p.slip() == nil:
		return text.Text{ZH: "改班", EN: "Edit"}
	case p.answer() == "roster.accept":
		return text.Text{ZH: "同意", EN: "Accept"}
	}
	return text.Text{ZH: "批准", EN: "Approve"}
}

func (p *Page) next() route.Action {
	p.panel = (p.panel + 1) % panels
	if p.r != nil {
		p.show(p.panel == grid)
	}
	return nil
}

// by goes some months on.
func (p *Page) by(n int) func() route.Action {
	return func() route.Action {
		if p.r == nil {
			return nil
		}
		p.month = rules.Date(p.r.Month+"-01").Time().AddDate(0, n, 0).Format("2006-01")
		return screen.Do(p.Load())
	}
}

// can is why something cannot be done to the month.
func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		if p.r == nil {
			return screen.Unread()
		}
		return p.r.Can[code]
	}
}

func (p *Page) slipCan(code string) func() *rules.Error {
	return func() *rules.Error {
		s := p.slip()
		switch {
		case p.r == nil:
			return screen.Unread()
		case s == nil:
			return rules.Refuse(text.Text{ZH: "先按 Tab 到调班单, 选中一张。", EN: "Go to the slips by Tab and select one."}, "")
		}
		return s.Can[code]
	}
}

// answer is how Enter answers the selected slip.
func (p *Page) answer() string {
	if p.slip().State == roster.SlipAsked {
		return "roster.accept"
	}
	return "roster.approve"
}

// closed is why Enter does nothing.
func (p *Page) closed() *rules.Error {
	switch {
	case p.r == nil:
		return screen.Unread()
	case p.slip() != nil:
		return p.slipCan(p.answer())()
	case p.turn() == nil:
		return rules.Refuse(text.Text{ZH: "先选中一个班; 还没有就按 F6 自动排。", EN: "Select a turn; without any press F6 to generate."}, "")
	case p.r.State == roster.Published:
		return p.r.Can["roster.swap"]
	}
	return p.r.Can["roster.set"]
}

func (p *Page) fixed() *rules.Error {
	if p.panel == slips {
		return p.slipCan("roster.undo")()
	}
	return p.can("roster.withdraw")()
}

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.list.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.list.Return(spot) }
