// Package intake is the page 登记: a call, in or out, and what becomes of it. It keeps
// everything typed, also free text where a place or a unit is on no list; what is wrong
// with it is decided by the command, whose refusal stands beside its field. What the words
// tell plainly is proposed in the empty fields, each as a guess (package gist).
package intake

import (
	"time"

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
)

// Desk is what the page reads.
type Desk interface {
	entry.Drafts
	Lists() (*view.Lists, error)
	Cases(all bool, limit int) ([]view.CaseRow, error)
	Call(id string) (*rules.Call, error)
	Calls(all bool, limit int) ([]rules.Call, error)
}

// Page is the form. call is the open call that a case comes out of, "" for a new contact.
type Page struct {
	desk  Desk          // nil for a blank form
	blank *dialog.Blank // nil for a full one
	call  string
	name  string // of the draft
	now   func() time.Time
	form  *entry.Entry
	lists *view.Lists
	cases []view.CaseRow
	calls []rules.Call
	from  *rules.Call
	told  []string // facts beside those asked that the words told
	// guessed is what was proposed for a field last.
	guessed entry.Values
	err     *rules.Error
	ready   bool
}

// New is the form of a new contact, or with call of a case out of that call.
func New(desk Desk, now func() time.Time, call string) *Page {
	p := &Page{desk: desk, now: now, call: call, lists: &view.Lists{}, guessed: entry.Values{}}
	if call == "" {
		p.begin(draftName, desk)
		return p
	}
	p.name = draftName + "/" + call
	p.form = entry.New(p.name, desk, entry.Values{"becomes": toCase, "about": string(rules.CaseFound)}, p.shape)
	p.form.Focus("place")
	return p
}

// draftName is the name of the form's draft.
const draftName = "intake"

// begin is an empty form of a new contact.
func (p *Page) begin(name string, drafts entry.Drafts) {
	p.name, p.told, p.guessed = name, nil, entry.Values{}
	p.form = entry.New(name, drafts, entry.Values{"way": in, "kind": string(rules.CallPhone), "becomes": toCase, "about": string(rules.CaseFound)}, p.shape)
	p.form.Focus("said")
}

type loaded struct {
	lists *view.Lists
	cases []view.CaseRow
	calls []rules.Call
	from  *rules.Call
	draft tea.Msg
	raw   []byte // of the draft
}

// Load reads what the fields choose from, and the first time the draft.
func (p *Page) Load() tea.Cmd {
	if p.blank != nil {
		return nil
	}
	desk, call, name := p.desk, p.call, p.name
	draft := p.form.Load()
	if p.ready {
		draft = nil
	}
	return screen.Read(call, func() (m loaded, err error) {
		err = screen.Reads(
			screen.Into(&m.lists, desk.Lists),
			screen.Into(&m.cases, func() ([]view.CaseRow, error) { return desk.Cases(false, 0) }),
			screen.Into(&m.calls, func() ([]rules.Call, error) { return desk.Calls(true, recent) }))
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

// Flush writes the draft that was to be kept.
func (p *Page) Flush() { p.form.Flush() }

// DraftName is the name of the draft.
func (p *Page) DraftName() string { return p.form.DraftName() }

// Keys save and clear.
func (p *Page) Keys() binding.Table {
	return append(append(binding.Table{
		{Keys: []string{"f9"}, Label: text.Text{ZH: "保存", EN: "Save"}, Help: text.Text{ZH: "保存; 在最后一栏按 Enter 也是保存", EN: "Save; Enter in the last field saves too"}, Do: p.save, Refuse: p.unread},
		{Keys: []string{"ctrl+n"}, Label: clearText, Help: text.Text{ZH: "清空重写, 先问一次", EN: "Empty all fields, after asking"}, Do: p.askClear},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "返回", EN: "Back"}, Help: text.Text{ZH: "不保存, 回到上一页; 写了的留作草稿", EN: "Back without saving; what is typed stays as a draft"},
			Do: func() route.Action { return route.Back{} }},
	}, p.twinKeys()...), binding.Fields...)
}

func (p *Page) unread() *rules.Error {
	if p.call != "" && p.from == nil {
		return screen.Unread()
	}
	return nil
}

func (p *Page) clear() route.Action {
	p.told, p.guessed = nil, entry.Values{}
	act := p.form.Clear()
	p.form.Focus("said")
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

// key gives a key to the form. What is pasted into the words is read at once, what is typed
// there when the field is left. A call out joins a case rather than opens one, until the
// person says otherwise.
func (p *Page) key(msg tea.KeyMsg) route.Action {
	was, at := p.form.Values(), p.form.Focused()
	submit, act := p.form.Key(msg)
	if submit {
		return p.save()
	}
	v := p.form.Values()
	if v["way"] != was["way"] && v["way"] == out && v["becomes"] == toCase {
		p.form.Set("becomes", join)
		if p.blank != nil {
			p.form.Set("becomes", later)
		}
	}
	if v["becomes"] != was["becomes"] && v["becomes"] == join {
		p.proposeCase()
	}
	if at == "said" && v["said"] != was["said"] && (msg.Paste || len(msg.Runes) > burst) || at == "said" && p.form.Focused() != "said" {
		p.guess()
	}
	return act
}

func (p *Page) read(m screen.Got[loaded]) route.Action {
	if p.err = rules.AsError(m.Err); p.err != nil {
		return nil
	}
	p.lists, p.cases, p.calls, p.from = m.Value.lists, m.Value.cases, m.Value.calls, m.Value.from
	first := !p.ready
	p.ready = true
	if first && p.from != nil {
		p.form.Begin(entry.Values{"said": p.from.Said, "caller.name": p.from.Caller.Name, "caller.unit": p.from.Caller.Unit, "caller.phone": p.from.Caller.Phone})
	}
	p.form.Renew()
	if first && p.from != nil && len(m.Value.raw) == 0 {
		p.guess()
	}
	if m.Value.draft == nil {
		return nil
	}
	if inShort(m.Value.raw) == "" {
		_, act := p.form.Update(m.Value.draft)
		return act
	}
	return screen.Show(newResume(p, m.Value.draft, m.Value.raw))
}

// save writes what is typed. What was guessed this moment is shown first: nobody has seen
// it yet.
func (p *Page) save() route.Action {
	if p.form.Busy() {
		return nil
	}
	atWords := p.form.Focused() == "said"
	p.form.Finish()
	if atWords && p.guess() {
		return screen.Say{Text: lookText}
	}
	cmd, err := p.command(p.form.Values())
	if err != nil {
		p.form.Refuse(err)
		return nil
	}
	if p.blank != nil {
		return p.form.Save(cmd, text.Text{})
	}
	return p.form.Save(cmd, doneText)
}

// saved goes on to the case that came of it or that it joined, or back. A blank form stays
// and is empty.
func (p *Page) saved(r command.Result) route.Action {
	if p.blank != nil {
		p.begin(dialog.BlankDraft, p.blank)
		return screen.Do(p.blank.Saved())
	}
	ids := append([]string{r.ID}, r.More...)
	if v := p.form.Values(); v["becomes"] == join {
		ids = append(ids, v["case"])
	}
	for _, id := range ids {
		if len(id) > 1 && id[0] == 'C' && id[1] >= '0' && id[1] <= '9' {
			return route.All{route.Back{}, route.To{Page: route.Case, ID: id}}
		}
	}
	return route.Back{}
}
