// Package calendar is the page 日历: the dated duties of the season by date, with today's line
// between what is past and what is ahead, and the days that offices work. It decides what of
// a duty is shown and asked for; when one is due and what may be written on it comes with the
// read model.
package calendar

import (
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
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
	Calendar(from, to rules.Date, operation string) (*view.Calendar, error)
}

// Page is the calendar of the season.
type Page struct {
	desk Desk
	c    *view.Calendar
	err  *rules.Error
	list list.List
	rows []view.CalendarRow // in sight; todayID and undatedID stand between them without a row
	only string             // operation that the list is narrowed to, "" for all
	seek string             // to be selected once it is read
	why  bool               // the details fill the page

	wide    bool       // the month stood beside the list when it was drawn last
	inMonth bool       // the arrows move in the month
	at      rules.Date // where the month stands, "" at the selected duty
	day     rules.Date // the list is narrowed to it, "" for all
}

// Lines without a duty: today's, and the heading of the duties that nobody gave a day.
const (
	todayID   = "today"
	undatedID = "undated"
)

// New is the calendar of a desk; id names the duty that is selected first.
func New(desk Desk, id string) *Page { return &Page{desk: desk, seek: id} }

// Load reads the calendar.
func (p *Page) Load() tea.Cmd {
	desk := p.desk
	return screen.Read("calendar", func() (*view.Calendar, error) { return desk.Calendar("", "", "") })
}

// Typing is never: the forms are dialogs.
func (p *Page) Typing() bool { return false }

// Update takes what was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[*view.Calendar]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			p.c = msg.Value
			p.show()
		}
	case tea.KeyMsg:
		switch {
		case p.c == nil:
		case p.inMonth:
			p.move(msg)
		case p.list.Key(msg):
			p.at = ""
		}
	}
	return nil
}

// show fills the list: by date, then what is open and has no day. First the next open duty is
// selected.
func (p *Page) show() {
	first := p.list.Len() == 0
	p.rows = nil
	today := rules.DateOf(p.c.Now)
	var ids []string
	next := ""
	line := func() {
		if p.day == "" && !slices.Contains(ids, todayID) {
			p.rows, ids = append(p.rows, view.CalendarRow{Key: todayID, Due: today}), append(ids, todayID)
		}
	}
	var undated []view.CalendarRow
	for _, r := range p.c.Rows {
		if p.only != "" && r.Operation != p.only || p.day != "" && (r.Due != p.day || r.Undated) {
			continue
		}
		if r.Undated && r.Open() {
			undated = append(undated, r)
			continue
		}
		if r.Due >= today {
			line()
		}
		if next == "" && r.Open() {
			next = r.Key
		}
		p.rows, ids = append(p.rows, r), append(ids, r.Key)
	}
	line()
	if len(undated) > 0 {
		p.rows, ids = append(p.rows, view.CalendarRow{Key: undatedID, Periods: len(undated)}), append(ids, undatedID)
	}
	for _, r := range undated {
		p.rows, ids = append(p.rows, r), append(ids, r.Key)
	}
	p.list.SetItems(ids)
	if p.seek != "" && p.list.Select(p.seek) {
		p.seek = ""
	} else if first && next != "" {
		p.list.Select(next)
	}
}

// row is the selected duty, nil on a line without one.
func (p *Page) row() *view.CalendarRow {
	if i := p.list.Index(); i >= 0 && i < len(p.rows) && p.rows[i].Key != todayID && p.rows[i].Key != undatedID {
		return &p.rows[i]
	}
	return nil
}

// Keys work on the selected duty.
func (p *Page) Keys() binding.Table {
	if p.inMonth {
		return p.monthKeys()
	}
	undo := binding.Binding{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "撤回", EN: "Take back"}, Help: text.Text{ZH: "撤回完成或免办的记录; 本镇自己的事项没记过的撤下", EN: "Take a mark or waiver back; an own duty without one is taken off"}, Do: p.undo, Refuse: p.fixed}
	enter := binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "详情", EN: "Details"}, Help: text.Text{ZH: "选中的事项: 为什么, 哪一条, 办得怎样", EN: "The selected duty: why, by which clause, how it stands"}, Do: p.turn, Refuse: p.none}
	if p.why {
		enter.Label = text.Text{ZH: "日历", EN: "Calendar"}
	}
	t := binding.Table{enter,
		{Keys: []string{"f6", "d"}, Label: text.Text{ZH: "办完", EN: "Done"}, Help: text.Text{ZH: "记选中的事项完成, 写凭据", EN: "Mark the selected duty as done, with evidence"}, Do: p.done, Refuse: p.can("duty.done")},
		{Keys: []string{"f7", "w"}, Label: text.Text{ZH: "免办", EN: "Waive"}, Help: text.Text{ZH: "免办选中的事项, 写原因和条文", EN: "Waive the selected duty, with reason and clause"}, Do: p.waive, Refuse: p.can("duty.waive")},
		undo,
		{Keys: []string{"tab"}, Label: text.Text{ZH: "分方案", EN: "By plan"}, Help: text.Text{ZH: "只看一个方案, 再按看下一个, 最后是全部", EN: "One plan alone, the next, then all"}, Do: p.narrow},
		{Keys: []string{"right", "left", "m"}, Label: text.Text{ZH: "月历", EN: "Month"}, Help: text.Text{ZH: "到月历里移动: 左右一天, 上下一周, PgUp PgDn 一个月", EN: "Move in the month: a day, a week, with PgUp and PgDn a month"}, Do: p.enterMonth, Refuse: p.noMonth},
		{Keys: []string{"ctrl+n", "a"}, Silent: true, Label: text.Text{ZH: "加事项", EN: "Add"}, Help: text.Text{ZH: "加一件本镇自己的到期事项, 可每天每周", EN: "Add a dated duty of the township's own, daily and weekly too"}, Do: p.add, Refuse: p.may("duty.put")},
		{Keys: []string{"ctrl+e", "e"}, Silent: true, Label: text.Text{ZH: "改事项", EN: "Change"}, Help: text.Text{ZH: "改选中的本镇事项: 名称, 谁负责, 日期, 重复", EN: "Change the selected duty of the township: words, who answers, day, series"}, Do: p.edit, Refuse: p.fast},
		{Keys: []string{"ctrl+d", "n"}, Silent: true, Label: text.Text{ZH: "放假通知", EN: "Days off"}, Help: text.Text{ZH: "录入或更改一年的放假调休", EN: "Enter or change the days off of a year"}, Do: p.daysOff, Refuse: p.may("calendar.put")},
		{Keys: []string{"ctrl+y", "t"}, Silent: true, Label: text.Text{ZH: "定日子", EN: "Set a day"}, Help: text.Text{ZH: "给条文没写日子的事项定日子; 撤回即去掉", EN: "Give a day to a duty whose text names none; taking back removes it"}, Do: p.setDay, Refuse: p.noDay},
	}
	if p.day != "" {
		t = append(t, binding.Binding{Keys: []string{"esc"}, Stays: true, Label: text.Text{ZH: "全部日期", EN: "All days"}, Help: text.Text{ZH: "不再只看一天", EN: "No longer one day alone"}, Do: p.enterMonth})
	}
	return append(t, binding.Lists...)
}

func (p *Page) turn() route.Action {
	p.why = !p.why
	return nil
}

// narrow goes on to the next operation, and behind the last one to all.
func (p *Page) narrow() route.Action {
	if p.c == nil {
		return nil
	}
	all := []string{""}
	for _, o := range p.c.Operations {
		all = append(all, o.Operation.ID)
	}
	p.only = all[(slices.Index(all, p.only)+1)%len(all)]
	p.show()
	return nil
}

func (p *Page) none() *rules.Error {
	if p.c == nil {
		return screen.Unread()
	}
	if p.row() == nil {
		return rules.Refuse(text.Text{ZH: "先选中一件事项。", EN: "Select a duty first."}, "")
	}
	return nil
}

// may is why something that is about no row cannot be done.
func (p *Page) may(code string) func() *rules.Error {
	return func() *rules.Error {
		if p.c == nil {
			return screen.Unread()
		}
		return p.c.Can[code]
	}
}

// can is why it cannot be done to the selected duty.
func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		if no := p.none(); no != nil {
			return no
		}
		r := p.row()
		if r.State == "" {
			return rules.Refuse(text.Text{ZH: "这是日子, 不用记完成。", EN: "This is a date alone: there is nothing to mark."}, "")
		}
		return r.Can[code]
	}
}

// fixed is why there is nothing to take back: a mark, or else an own duty.
func (p *Page) fixed() *rules.Error {
	if no := p.none(); no != nil {
		return no
	}
	if r := p.row(); r.Own != nil && !settled(r) {
		return p.c.Can["duty.strike"]
	}
	return p.can("duty.undo")()
}

// fast is why the selected duty cannot be changed: it is of a plan, or was marked.
func (p *Page) fast() *rules.Error {
	if no := p.none(); no != nil {
		return no
	}
	r := p.row()
	switch {
	case r.Own == nil:
		return rules.Refuse(text.Text{ZH: "方案的事项按方案的日期; 要改在方案页改设置。", EN: "An item of a plan has the plan's day; its settings are on the page of plans."}, "")
	case p.c.Can["duty.put"] != nil:
		return p.c.Can["duty.put"]
	}
	return r.Own.MayMark()
}

func settled(r *view.CalendarRow) bool { return r.Task != nil && r.Task.Settled() }

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.list.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.list.Return(spot) }
