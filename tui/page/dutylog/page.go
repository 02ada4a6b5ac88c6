// Package dutylog is the page 值班日志: what a shift wrote down, line by line in the columns of
// docs/domain.md §2.2, narrowed by kind or by typing, and the leader's mark of having read
// it. What a line says and who may mark it comes with the read model.
package dutylog

import (
	"cmp"
	"slices"
	"strconv"

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
	Log(ask view.LogAsk) (*view.Log, error)
	Report(kind rules.ReportKind) (*view.Report, error)
	Actor() (id, name string)
}

// Page is the log of one shift, or of one day, at a time.
type Page struct {
	desk Desk
	ask  view.LogAsk // of which shift, "" the one on duty, or of which day
	log  *view.Log
	err  *rules.Error
	kind string // what the lines are narrowed to, "" all
	rows []*view.LogRow
	find list.Find

	reports map[rules.ReportKind]*view.Report // as they draw themselves up now
}

// New is the log of a shift, "" of the one on duty.
func New(desk Desk, shift string) *Page { return &Page{desk: desk, ask: view.LogAsk{Shift: shift}} }

// Shown is the shift or the day whose log is in sight.
func (p *Page) Shown() string { return cmp.Or(string(p.ask.Date), p.ask.Shift) }

type loaded struct {
	log     *view.Log
	reports map[rules.ReportKind]*view.Report
}

// Load reads the log, and what is owed the county.
func (p *Page) Load() tea.Cmd {
	desk, ask := p.desk, p.ask
	return screen.Read("log/"+p.Shown(), func() (m loaded, err error) {
		if m.log, err = desk.Log(ask); err != nil {
			return m, err
		}
		m.reports = map[rules.ReportKind]*view.Report{}
		for _, n := range rules.ReportWords {
			if r, err := desk.Report(rules.ReportKind(n.Code)); err == nil { // one that is switched off is none
				m.reports[r.Kind] = r
			}
		}
		return m, nil
	})
}

// Leave closes the field; its filter stays.
func (p *Page) Leave() tea.Cmd {
	p.find.Close()
	return nil
}

// Typing says that the field is open.
func (p *Page) Typing() bool { return p.find.Typing() }

// Update takes the log that was read, what was found in it, and the keys that move or narrow.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		if msg.ID != "log/"+p.Shown() {
			return nil
		}
		if p.err = rules.AsError(msg.Err); p.err == nil {
			fresh := p.log == nil || name(p.log) != name(msg.Value.log)
			p.log, p.reports = msg.Value.log, msg.Value.reports
			return p.show(fresh)
		}
	case list.Found:
		return p.find.Take(msg)
	case tea.KeyMsg:
		return p.find.Key(msg)
	}
	return nil
}

// name is what tells a log from another: its day, or its shift.
func name(l *view.Log) string {
	if l.Shift == nil {
		return string(l.Date)
	}
	return l.Shift.ID
}

// show lists the lines of the kind; of a log that was just opened the newest is selected.
func (p *Page) show(fresh bool) route.Action {
	p.rows = p.rows[:0:0]
	var ids []string
	for i := range p.log.Rows {
		if r := &p.log.Rows[i]; p.kind == "" || r.Kind == p.kind {
			p.rows = append(p.rows, r)
			ids = append(ids, strconv.FormatUint(r.Seq, 10))
		}
	}
	rows := p.rows
	act := p.find.SetRows(list.Rows{IDs: ids,
		Orders: []list.Order{{Label: text.Text{ZH: "先后", EN: "time"}}, {Label: text.Text{ZH: "新的在前", EN: "newest first"}, Compare: func(a, b int) int { return b - a }}},
		Texts: func(i int) []string {
			r := rows[i]
			return []string{r.Key, r.Words, r.By, r.What.ZH, r.What.EN, r.From.In(text.ZH), r.From.In(text.EN), r.Done.In(text.ZH), r.Done.In(text.EN), r.Category().In(text.ZH), r.Category().In(text.EN), rules.Stamp(r.When())}
		}})
	if fresh && len(ids) > 0 {
		p.find.Select(ids[len(ids)-1])
	}
	return act
}

// Keys open a line, narrow to a kind, go from shift to shift, and mark the log as read.
func (p *Page) Keys() binding.Table {
	if p.find.Typing() {
		return p.find.Keys()
	}
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "打开", EN: "Open"}, Help: text.Text{ZH: "打开选中的一行说的那件", EN: "Open what the selected line is about"}, Do: p.open, Refuse: p.closed},
		{Keys: []string{"left"}, Label: text.Text{ZH: "上一班", EN: "Before"}, Help: text.Text{ZH: "上一班或前一天的日志", EN: "The log of the shift or the day before"}, Do: func() route.Action { return p.turn(p.log.Prev, -1) }, Refuse: func() *rules.Error { return p.beside(true) }},
		{Keys: []string{"right"}, Label: text.Text{ZH: "下一班", EN: "After"}, Help: text.Text{ZH: "下一班或后一天的日志", EN: "The log of the shift or the day after"}, Do: func() route.Action { return p.turn(p.log.Next, 1) }, Refuse: func() *rules.Error { return p.beside(false) }},
		{Keys: []string{"f9", "a"}, Label: text.Text{ZH: "记一笔", EN: "Write"}, Help: text.Text{ZH: "来访, 查岗, 上级通知 (有期限), 记事, 零报告, 昨夜情况, 用数字选", EN: "A visitor, a duty check, a word from above with its term, a note, the reports"}, Do: p.write, Refuse: p.unread},
		{Keys: []string{"ctrl+f", "h"}, Label: text.Text{ZH: "划去", EN: "Strike out"}, Silent: true, Help: text.Text{ZH: "选中的一行记错了: 划去, 写明原因, 原文留着", EN: "Strike the selected line out with a reason; its words stay"}, Do: p.strike, Refuse: p.unstruck},
		{Keys: []string{"tab"}, Label: text.Text{ZH: "类别", EN: "Kind"}, Help: text.Text{ZH: "只看一类: 来电, 救助, 指示, 记事, 物资…", EN: "One kind alone: calls, cases, orders, notes, goods…"}, Do: p.narrow, Refuse: p.unread},
		{Keys: []string{"ctrl+d", "d"}, Label: p.otherLabel(), Silent: true, Help: text.Text{ZH: "按天看, 再按回到按班看", EN: "The log of a day, and back to that of a shift"}, Do: p.other, Refuse: p.unread},
		{Keys: []string{"f6", "r"}, Label: readLabel, Help: text.Text{ZH: "带班领导阅签, 凭本人 PIN, 可写意见", EN: "A leader marks the log as read, by PIN, with a remark"}, Do: p.read, Refuse: p.can("log.read")},
		{Keys: []string{"delete", "x"}, Label: backLabel, Silent: true, Help: text.Text{ZH: "撤回自己的阅签, 写明原因", EN: "Take your own mark back, with a reason"}, Do: p.back, Refuse: p.noMark},
		{Keys: []string{"ctrl+p", "p"}, Label: text.Text{ZH: "打印", EN: "Print"}, Help: text.Text{ZH: "打印这一班的值班日志 (A4 网页)", EN: "Print the log of this shift as an A4 page"}, Do: p.print, Refuse: p.unread},
	}, p.find.Keys()...)
}

func (p *Page) unread() *rules.Error {
	if p.log == nil {
		return screen.Unread()
	}
	return nil
}

func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		if p.log == nil {
			return screen.Unread()
		}
		return p.log.Can[code]
	}
}

func (p *Page) selected() *view.LogRow {
	if i := p.find.Index(); i >= 0 && i < len(p.rows) {
		return p.rows[i]
	}
	return nil
}

func (p *Page) closed() *rules.Error {
	r := p.selected()
	if r == nil {
		return rules.Refuse(text.Text{ZH: "没有可打开的。", EN: "There is nothing to open."}, "")
	}
	if _, ok := target(r.Key); !ok {
		return rules.Refuse(text.Text{ZH: "这一行没有单独的页。", EN: "This line has no page of its own."}, "")
	}
	return nil
}

// target is the page of the record of a line.
func target(key string) (route.To, bool) {
	kind, id := rules.Source(key)
	switch kind {
	case "case":
		return route.To{Page: route.Case, ID: id}, true
	case "call":
		return route.To{Page: route.Call, ID: id}, true
	case "handover":
		return route.To{Page: route.Handover, ID: id}, true
	case "stock":
		return route.To{Page: route.Stock}, true
	case "order":
		return route.To{Page: route.Board}, true
	case "patrol":
		return route.To{Page: route.Patrols, ID: id}, true
	case "duty":
		return route.To{Page: route.Calendar, ID: id}, true
	case "notice":
		return route.To{Page: route.Notices, ID: id}, true
	case "plan":
		return route.To{Page: route.Plans, ID: id}, true
	case "row":
		return route.To{Page: route.Registers, ID: id}, true
	case "roster":
		return route.To{Page: route.Roster, ID: id}, true
	}
	return route.To{}, false
}

func (p *Page) open() route.Action {
	to, _ := target(p.selected().Key)
	return to
}

// beside is why there is no shift before or after.
func (p *Page) beside(before bool) *rules.Error {
	switch {
	case p.log == nil:
		return screen.Unread()
	case p.ask.Date != "" && (before || p.ask.Date < rules.DateOf(p.log.Now)):
		return nil
	case p.ask.Date != "":
		return rules.Refuse(text.Text{ZH: "这是今天。", EN: "This is today."}, "")
	case before && p.log.Prev == "":
		return rules.Refuse(text.Text{ZH: "这是最早的一班。", EN: "This is the first shift."}, "")
	case !before && p.log.Next == "":
		return rules.Refuse(text.Text{ZH: "这是最近的一班。", EN: "This is the newest shift."}, "")
	}
	return nil
}

// turn goes to another shift, or so many days on.
func (p *Page) turn(shift string, days int) route.Action {
	if p.ask.Date != "" {
		p.ask.Date = p.ask.Date.Add(days)
	} else {
		p.ask.Shift = shift
	}
	return screen.Do(p.Load())
}

// other turns between the log of a shift and that of the day on which it ends, or today.
func (p *Page) other() route.Action {
	if p.ask.Date != "" {
		p.ask.Date = ""
	} else {
		p.ask.Date = min(rules.DateOf(p.log.Shift.Start.AddDate(0, 0, 1)), rules.DateOf(p.log.Now))
	}
	return screen.Do(p.Load())
}

func (p *Page) otherLabel() text.Text {
	if p.ask.Date != "" {
		return text.Text{ZH: "按班", EN: "By shift"}
	}
	return text.Text{ZH: "按天", EN: "By day"}
}

// narrow goes on to the next kind that the log has lines of.
func (p *Page) narrow() route.Action {
	kinds := []string{""}
	for _, k := range view.LogKinds {
		if slices.ContainsFunc(p.log.Rows, func(r view.LogRow) bool { return r.Kind == k.Code }) {
			kinds = append(kinds, k.Code)
		}
	}
	p.kind = kinds[(slices.Index(kinds, p.kind)+1)%len(kinds)]
	return p.show(false)
}

func (p *Page) print() route.Action {
	return screen.Print{From: p, Kind: rules.PaperLog, ID: name(p.log), Draft: true}
}

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.find.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.find.Return(spot) }
