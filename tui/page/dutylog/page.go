// Package dutylog is the page 值班日志: what a shift wrote down, line by line in the columns of
// docs/domain.md §2.2, narrowed by kind or by typing, and the leader's mark of having read
// it. What a line says and who may mark it comes with the read model.
package dutylog

import (
	"slices"
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
	"dutydesk/tui/widget/list"
)

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Log(ask view.LogAsk) (*view.Log, error)
	Actor() (id, name string)
}

// Page is the log of one shift at a time.
type Page struct {
	desk  Desk
	shift string // "" the one on duty
	log   *view.Log
	err   *rules.Error
	kind  string // what the lines are narrowed to, "" all
	rows  []*view.LogRow
	find  list.Find
}

// New is the log of a shift, "" of the one on duty.
func New(desk Desk, shift string) *Page { return &Page{desk: desk, shift: shift} }

// Shown is the shift whose log is in sight.
func (p *Page) Shown() string { return p.shift }

// Load reads the log.
func (p *Page) Load() tea.Cmd {
	desk, shift := p.desk, p.shift
	return screen.Read("log/"+shift, func() (*view.Log, error) { return desk.Log(view.LogAsk{Shift: shift}) })
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
	case screen.Got[*view.Log]:
		if msg.ID != "log/"+p.shift {
			return nil
		}
		if p.err = rules.AsError(msg.Err); p.err == nil {
			fresh := p.log == nil || p.log.Shift == nil || p.log.Shift.ID != msg.Value.Shift.ID
			p.log = msg.Value
			return p.show(fresh)
		}
	case list.Found:
		return p.find.Take(msg)
	case tea.KeyMsg:
		return p.find.Key(msg)
	}
	return nil
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
			return []string{r.Key, r.Words, r.By, r.What.ZH, r.What.EN, r.From.In(text.ZH), r.From.In(text.EN), r.Done.In(text.ZH), r.Done.In(text.EN), rules.Stamp(r.At)}
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
		{Keys: []string{"left"}, Label: text.Text{ZH: "上一班", EN: "Before"}, Help: text.Text{ZH: "上一班的日志", EN: "The log of the shift before"}, Do: func() route.Action { return p.turn(p.log.Prev) }, Refuse: func() *rules.Error { return p.beside(true) }},
		{Keys: []string{"right"}, Label: text.Text{ZH: "下一班", EN: "After"}, Help: text.Text{ZH: "下一班的日志", EN: "The log of the shift after"}, Do: func() route.Action { return p.turn(p.log.Next) }, Refuse: func() *rules.Error { return p.beside(false) }},
		{Keys: []string{"tab"}, Label: text.Text{ZH: "类别", EN: "Kind"}, Help: text.Text{ZH: "只看一类: 来电, 救助, 指示, 记事, 物资…", EN: "One kind alone: calls, cases, orders, notes, goods…"}, Do: p.narrow, Refuse: p.unread},
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
	case before && p.log.Prev == "":
		return rules.Refuse(text.Text{ZH: "这是最早的一班。", EN: "This is the first shift."}, "")
	case !before && p.log.Next == "":
		return rules.Refuse(text.Text{ZH: "这是最近的一班。", EN: "This is the newest shift."}, "")
	}
	return nil
}

func (p *Page) turn(shift string) route.Action {
	p.shift = shift
	return screen.Do(p.Load())
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
	return screen.Print{From: p, Kind: rules.PaperLog, ID: p.log.Shift.ID, Draft: true}
}

// read asks for the leader's PIN and a remark; where an earlier line is selected, also up to
// where.
func (p *Page) read() route.Action {
	shift, upto := p.log.Shift.ID, uint64(0)
	shape := []field.Spec{{Name: "words", Label: text.Text{ZH: "意见", EN: "Remark"}, Max: command.MaxLine, Hint: text.Text{ZH: "可以不写", EN: "may stay empty"}}}
	if r := p.selected(); r != nil && r.Seq != p.log.Rows[len(p.log.Rows)-1].Seq {
		upto = r.Seq
		shape = append(shape, field.Spec{Name: "upto", Label: text.Text{ZH: "阅到", EN: "Up to"}, Kind: field.Choice, Default: "all", Options: []field.Option{
			{Value: "all", Label: text.Text{ZH: "全部", EN: "its end"}}, {Value: "line", Label: text.Text{ZH: "选中的 %[1]s", EN: "the selected line, %[1]s"}.With(rules.Stamp(r.At))}}})
	}
	shape = append(shape, field.Spec{Name: "pin", Label: text.Text{ZH: "本人 PIN", EN: "Your PIN"}, Kind: field.Secret, Max: 12, Required: true})
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "阅签 %[1]s 的日志", EN: "Mark the log of %[1]s as read"}.With(shift),
		Intro: dialog.Lead(text.Text{ZH: "凭本人 PIN。阅签不影响办理, 可以晚签, 可以撤回。", EN: "By your own PIN. It holds nothing up, may come late, and can be taken back."}),
		Shape: entry.Fields(shape...),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.ReadLog{Shift: shift, Words: v["words"], PIN: v["pin"]}
			if v["upto"] == "line" {
				c.Upto = upto
			}
			return c, nil
		},
		Done: text.Text{ZH: "已阅签", EN: "read"},
	}))
}

// mark is the newest mark of the person at the desk that stands, nil for none.
func (p *Page) mark() *rules.Reading {
	if p.log == nil {
		return nil
	}
	me, _ := p.desk.Actor()
	for i := range slices.Backward(p.log.Readings) {
		if m := &p.log.Readings[i]; m.By == me && m.Stands() {
			return m
		}
	}
	return nil
}

func (p *Page) noMark() *rules.Error {
	m := p.mark()
	if m == nil {
		return rules.Refuse(text.Text{ZH: "您没有阅签过这一班的日志。", EN: "There is no mark of yours on this log."}, "")
	}
	return p.log.Can["log.unread/"+m.ID]
}

func (p *Page) back() route.Action {
	id := p.mark().ID
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(backLabel, id), Draft: "unread/" + id, Drafts: p.desk,
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.UnreadLog{Reading: id, Reason: reason}, nil
		},
		Done: text.Text{ZH: "阅签已撤回", EN: "the mark was taken back"},
	}))
}

var (
	readLabel = text.Text{ZH: "阅签", EN: "Mark read"}
	backLabel = text.Text{ZH: "撤回阅签", EN: "Take the mark back"}
)
