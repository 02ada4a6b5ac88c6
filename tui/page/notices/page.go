// Package notices is the page 通知传达: the notices that are being passed on and what might be
// passed on now, and of one notice its dial list, where a digit notes what came of a call and
// the next one is offered at once. Who is next and what may be written comes with the read
// model; this page decides only how it is seen and asked for.
package notices

import (
	"strconv"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
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
	Notices(limit int) (*view.Notices, error)
	Notice(id string) (*view.Notice, error)
	Lists() (*view.Lists, error)
}

// newest is how many notices the list shows. Ours.
const newest = 60

// Page is the list of notices, or the dial list of one.
type Page struct {
	desk Desk
	id   string // "" for the list of all
	all  *view.Notices
	one  *view.Notice
	list *view.Lists // nil: not to be read
	err  *rules.Error
	rows list.List
	seen int // results that stood on the dial list when it was shown last

	saving bool   // a digit waits for its answer
	until  uint64 // the dial list is not read up to what was saved
}

// New is the page of the notice id, "" for all.
func New(desk Desk, id string) *Page { return &Page{desk: desk, id: id, seen: -1} }

type loaded struct {
	all   *view.Notices
	one   *view.Notice
	lists *view.Lists
}

// Load reads what might be passed on and the notice.
func (p *Page) Load() tea.Cmd {
	desk, id := p.desk, p.id
	return screen.Read("notices/"+id, func() (m loaded, err error) {
		if m.all, err = desk.Notices(newest); err != nil {
			return m, err
		}
		m.lists, _ = desk.Lists() // without them names are typed in full
		if id != "" {
			m.one, err = desk.Notice(id)
		}
		return m, err
	})
}

// Typing is never: the forms are dialogs.
func (p *Page) Typing() bool { return false }

// Update takes what was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		if p.err = rules.AsError(msg.Err); p.err == nil {
			p.all, p.one, p.list = msg.Value.all, msg.Value.one, msg.Value.lists
			if p.all.Seq >= p.until {
				p.until = 0
			}
			p.show()
		}
	case screen.Saved:
		if msg.From == any(p) {
			if p.saving = false; msg.Err == nil && p.all.Seq < msg.Result.Seq {
				p.until = msg.Result.Seq
			}
		}
	case tea.KeyMsg:
		p.rows.Key(msg)
	}
	return nil
}

// show fills the list. On a dial list the next one to ring is selected whenever a result was
// written.
func (p *Page) show() {
	var ids []string
	if p.one == nil {
		for _, x := range p.items() {
			ids = append(ids, x.id())
		}
		p.rows.SetItems(ids)
		return
	}
	n := 0
	for _, r := range p.one.Notice.Receivers {
		ids = append(ids, strconv.Itoa(r.No))
		n += len(r.Tries)
		if r.Explained != nil {
			n++
		}
	}
	p.rows.SetItems(ids)
	if n != p.seen && p.one.Next > 0 {
		p.rows.Select(strconv.Itoa(p.one.Next))
	}
	p.seen = n
}

// item is a line of the list: a notice, or what might be passed on.
type item struct {
	notice  *view.Notice
	suggest *view.Suggestion
}

func (x item) id() string {
	if x.suggest != nil {
		return x.suggest.Key
	}
	return x.notice.Notice.ID
}

// items are what is being passed on, the late ones first, then what might be, then the others:
// what is open is what Enter opens.
func (p *Page) items() (out []item) {
	var rest []item
	for i := range p.all.Rows {
		if r := &p.all.Rows[i]; r.Notice.State == rules.NoticeOpen {
			out = append(out, item{notice: r})
		} else {
			rest = append(rest, item{notice: r})
		}
	}
	for i := range p.all.Suggest {
		out = append(out, item{suggest: &p.all.Suggest[i]})
	}
	return append(out, rest...)
}

// selected is the line of the list that is selected, the zero one for none.
func (p *Page) selected() item {
	if p.all != nil {
		if all, i := p.items(), p.rows.Index(); i >= 0 && i < len(all) {
			return all[i]
		}
	}
	return item{}
}

// receiver is the selected line of the dial list.
func (p *Page) receiver() *rules.NoticeReceiver {
	if i := p.rows.Index(); p.one != nil && i >= 0 && i < len(p.one.Notice.Receivers) {
		return &p.one.Notice.Receivers[i]
	}
	return nil
}

// Keys are those of the list, or of the dial list.
func (p *Page) Keys() binding.Table {
	if p.id == "" {
		return append(binding.Table{
			{Keys: []string{"enter"}, Label: text.Text{ZH: "打开", EN: "Open"}, Help: text.Text{ZH: "打开名单; 在建议上按是下发", EN: "Open the dial list; on a suggestion pass it on"}, Do: p.open, Refuse: p.none},
			{Keys: []string{"f6", "a"}, Label: text.Text{ZH: "下发", EN: "New"}, Help: text.Text{ZH: "下发一条通知: 模板或自己写, 传给谁, 时限", EN: "Pass a notice on: from a template or your own words, to whom, by when"}, Do: func() route.Action { return p.add(nil) }, Refuse: p.mayNew},
		}, binding.Lists...)
	}
	if p.one != nil && p.village() {
		return append(binding.Table{{Keys: []string{"enter", "4"}, Label: text.Text{ZH: "收到", EN: "Received"}, Help: text.Text{ZH: "本村已收到这条通知", EN: "Your village has received the notice"}, Do: p.confirm, Refuse: p.may("notice.confirm")}}, binding.Lists...)
	}
	t := binding.Table{}
	for i, r := range rules.NoticeResultWords {
		t = append(t, binding.Binding{Keys: []string{strconv.Itoa(i + 1)}, Label: r.Text, Help: text.Text{ZH: "选中的记 %[1]s, 接着下一个", EN: "Note the selected one: %[1]s, and go on"}.With(r.Text),
			Do: func() route.Action { return p.result(rules.NoticeResult(r.Code)) }, Refuse: p.can("notice.result")})
	}
	t = append(t,
		binding.Binding{Keys: []string{"5", "f7"}, Label: text.Text{ZH: "说明", EN: "Explain"}, Help: text.Text{ZH: "传不到的写明原因, 不再轮到", EN: "Say why somebody cannot be told; the list goes on without"}, Do: p.explain, Refuse: p.can("notice.explain")},
		binding.Binding{Keys: []string{"6", "delete", "x"}, Label: text.Text{ZH: "更正", EN: "Correct"}, Help: text.Text{ZH: "撤回或改正最后一个结果, 写原因", EN: "Take the last result back, or change it, with a reason"}, Do: p.correct, Refuse: p.can("notice.correct")},
		binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "带话", EN: "Words"}, Help: text.Text{ZH: "记结果, 写对方说了什么, 哪个号码, 几点", EN: "Note a result with what was said, by which number, when"}, Do: p.words, Refuse: p.can("notice.result")},
		binding.Binding{Keys: []string{"f6", "a"}, Silent: true, Label: text.Text{ZH: "加收件", EN: "Add"}, Help: text.Text{ZH: "名单里再加村、单位或人", EN: "Put further villages, agencies or people on the list"}, Do: p.more, Refuse: p.may("notice.add")},
		binding.Binding{Keys: []string{"ctrl+p", "p"}, Silent: true, Label: text.Text{ZH: "打印", EN: "Print"}, Help: text.Text{ZH: "打印通知和名单 (A4 网页)", EN: "Print the notice with its dial list as an A4 page"}, Do: p.print, Refuse: p.unread},
		binding.Binding{Keys: []string{"7", "c"}, Silent: true, Label: text.Text{ZH: "办结", EN: "Close"}, Help: text.Text{ZH: "列出没传到的, 用一个原因全部说明", EN: "List who is left, and explain them all with one reason"}, Do: p.finish, Refuse: p.may("notice.close")},
		binding.Binding{Keys: []string{"ctrl+w"}, Silent: true, Label: text.Text{ZH: "撤回通知", EN: "Withdraw"}, Help: text.Text{ZH: "下发错了, 整条撤回, 写原因", EN: "It was made by mistake: withdraw it with a reason"}, Do: p.withdraw, Refuse: p.may("notice.withdraw")})
	return append(t, binding.Lists...)
}

func (p *Page) open() route.Action {
	x := p.selected()
	if x.suggest != nil {
		return p.add(x.suggest)
	}
	return route.To{Page: route.Notices, ID: x.id()}
}

// print draws the notice and its dial list as they stand.
func (p *Page) print() route.Action {
	return screen.Print{From: p, Kind: rules.PaperNotice, ID: p.one.Notice.ID, Draft: true}
}

func (p *Page) unread() *rules.Error {
	if p.one == nil {
		return screen.Unread()
	}
	return nil
}

func (p *Page) none() *rules.Error {
	switch x := p.selected(); {
	case p.all == nil:
		return screen.Unread()
	case x.suggest != nil:
		return p.mayNew()
	case x.notice == nil:
		return rules.Refuse(text.Text{ZH: "还没有通知。", EN: "There is no notice yet."}, "")
	}
	return nil
}

func (p *Page) mayNew() *rules.Error {
	if p.all == nil {
		return screen.Unread()
	}
	return p.all.Can["notice.new"]
}

// may is why something cannot be done to the notice, can why not to the selected receiver.
func (p *Page) may(code string) func() *rules.Error {
	return func() *rules.Error {
		if p.one == nil {
			return screen.Unread()
		}
		return p.one.Can[code]
	}
}

func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		r := p.receiver()
		switch {
		case p.one == nil:
			return screen.Unread()
		case r == nil:
			return rules.Refuse(text.Text{ZH: "先选中一个。", EN: "Select somebody first."}, "")
		case p.saving || p.until > 0: // the digit would fall on whom the one before was for
			return rules.Refuse(text.Text{ZH: "上一个还在存, 稍等。", EN: "The one before is being saved: wait."}, "")
		case len(p.one.Can) == 0:
			return rules.May(nil, (&command.NoteResult{}).Area())
		}
		return p.one.Can[code+"/"+strconv.Itoa(r.No)]
	}
}

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.rows.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.rows.Return(spot) }
