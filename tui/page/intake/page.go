// Package intake is the page 登记: a call, in or out, and what becomes of it. It keeps
// everything typed, also free text where a place or a unit is on no list; what is wrong
// with it is decided by the command, whose refusal stands beside its field.
package intake

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Lists() (*view.Lists, error)
	Cases(all bool, limit int) ([]view.CaseRow, error)
	Call(id string) (*rules.Call, error)
}

// Page is the form. call is the open call that a case comes out of, "" for a new contact.
type Page struct {
	desk  Desk
	call  string
	name  string // of the draft
	now   func() time.Time
	form  *entry.Entry
	lists *view.Lists
	cases []view.CaseRow
	from  *rules.Call
	err   *rules.Error
	ready bool
}

// New is the form of a new contact, or with call of a case out of that call.
func New(desk Desk, now func() time.Time, call string) *Page {
	p := &Page{desk: desk, now: now, call: call, lists: &view.Lists{}}
	name := "intake"
	first := entry.Values{"way": in, "kind": string(rules.CallPhone), "becomes": toCase, "about": string(rules.CaseFound)}
	if call != "" {
		name, first = "intake/"+call, entry.Values{"becomes": toCase, "about": string(rules.CaseFound)}
	}
	p.name = name
	p.form = entry.New(name, desk, first, p.shape)
	p.form.Focus("place")
	return p
}

type loaded struct {
	lists *view.Lists
	cases []view.CaseRow
	from  *rules.Call
	draft tea.Msg
	raw   []byte // of the draft
}

// Load reads what the fields choose from, and the first time the draft.
func (p *Page) Load() tea.Cmd {
	desk, call, name := p.desk, p.call, p.name
	draft := p.form.Load()
	if p.ready {
		draft = nil
	}
	return screen.Read(call, func() (m loaded, err error) {
		err = screen.Reads(
			screen.Into(&m.lists, desk.Lists),
			screen.Into(&m.cases, func() ([]view.CaseRow, error) { return desk.Cases(false, 0) }))
		if err == nil && call != "" {
			m.from, err = desk.Call(call)
		}
		if err == nil && draft != nil {
			m.raw, _ = desk.Draft(name) // a draft that cannot be read is not offered
			m.draft = draft()
		}
		return m, err
	})
}

// Typing is always.
func (p *Page) Typing() bool { return true }

// Grabs says that an open list wants the key.
func (p *Page) Grabs(key string) bool { return p.form.Grabs(key) }

// Leave keeps the draft.
func (p *Page) Leave() tea.Cmd { return p.form.Leave() }

// Keys save and clear.
func (p *Page) Keys() binding.Table {
	return append(binding.Table{
		{Keys: []string{"f9"}, Label: text.Text{ZH: "保存", EN: "Save"}, Help: text.Text{ZH: "保存; 在最后一栏按 Enter 也是保存", EN: "Save; Enter in the last field saves too"}, Do: p.save, Refuse: p.unread},
		{Keys: []string{"ctrl+n"}, Label: clearText, Help: text.Text{ZH: "清空重写, 先问一次", EN: "Empty all fields, after asking"}, Do: p.askClear},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "返回", EN: "Back"}, Help: text.Text{ZH: "不保存, 回到上一页; 写了的留作草稿", EN: "Back without saving; what is typed stays as a draft"},
			Do: func() route.Action { return route.Back{} }},
	}, binding.Fields...)
}

func (p *Page) unread() *rules.Error {
	if p.call != "" && p.from == nil {
		return screen.Unread()
	}
	return nil
}

func (p *Page) clear() route.Action {
	act := p.form.Clear()
	p.form.Focus("place")
	return act
}

// Update takes what the fields choose from, the answer to a save, and what is typed.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		if msg.ID == p.call {
			return p.read(msg)
		}
	case tea.KeyMsg:
		return p.key(msg)
	default:
		done, act := p.form.Update(msg)
		if done {
			return p.saved(msg.(screen.Saved).Result)
		}
		return act
	}
	return nil
}

// key gives a key to the form. A call out joins a case rather than opens one, until the
// person says otherwise.
func (p *Page) key(msg tea.KeyMsg) route.Action {
	was := p.form.Values()["way"]
	submit, act := p.form.Key(msg)
	if submit {
		return p.save()
	}
	if v := p.form.Values(); v["way"] != was && v["way"] == out && v["becomes"] == toCase {
		p.form.Set("becomes", join)
	}
	return act
}

func (p *Page) read(m screen.Got[loaded]) route.Action {
	if p.err = rules.AsError(m.Err); p.err != nil {
		return nil
	}
	p.lists, p.cases, p.from = m.Value.lists, m.Value.cases, m.Value.from
	first := !p.ready
	p.ready = true
	if first && p.from != nil {
		p.form.Begin(entry.Values{"said": p.from.Said, "caller.name": p.from.Caller.Name, "caller.unit": p.from.Caller.Unit, "caller.phone": p.from.Caller.Phone})
	}
	p.form.Renew()
	if m.Value.draft == nil {
		return nil
	}
	if inShort(m.Value.raw) == "" {
		_, act := p.form.Update(m.Value.draft)
		return act
	}
	return screen.Show(newResume(p, m.Value.draft, m.Value.raw))
}

func (p *Page) save() route.Action {
	if p.form.Busy() {
		return nil
	}
	p.form.Finish()
	cmd, err := p.command(p.form.Values())
	if err != nil {
		p.form.Refuse(err)
		return nil
	}
	return p.form.Save(cmd, doneText)
}

// saved goes on to the case that came of it, or back.
func (p *Page) saved(r command.Result) route.Action {
	for _, id := range append([]string{r.ID}, r.More...) {
		if len(id) > 1 && id[0] == 'C' && id[1] >= '0' && id[1] <= '9' {
			return route.All{route.Back{}, route.To{Page: route.Case, ID: id}}
		}
	}
	return route.Back{}
}
