// Package signin is the page before the desk: who you are and your PIN. It finds the name
// by initials or number; whether the PIN is right is decided by the door.
package signin

import (
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
	"dutydesk/tui/widget/list"
)

// Options are what the page shows of the desk and how it signs in.
type Options struct {
	Town    func() (name, county string, demo bool)
	Last    string // name of whoever locked the desk, "" for nobody
	Lists   func() (*view.Lists, error)
	Doubt   func() *rules.Error // why the time must be confirmed, nil when not
	Notices func() []text.Text  // what endangers the book
	// Enter signs in; a refusal comes back as Refused.
	Enter func(officer, pin string) tea.Cmd
}

// Refused is why a sign-in failed.
type Refused struct{ Err *rules.Error }

// Page is the sign-in page.
type Page struct {
	o        Options
	form     *field.Form
	town     string // county and township
	county   string
	demo     bool
	officers []rules.Officer
	found    []rules.Officer
	list     list.List
	doubt    *rules.Error
	notices  []text.Text
	err      *rules.Error // the list could not be read
	busy     bool
	nobody   bool   // the name is of nobody: figures after it are a PIN
	read     bool   // the officers are there
	last     string // still to be chosen when the officers have been read
}

// New is the page of a desk.
func New(o Options) *Page {
	return &Page{o: o, last: o.Last, form: field.New(field.Look{},
		field.Spec{Name: "name", Label: nameText, Max: 20, Hint: hintText},
		field.Spec{Name: "pin", Label: text.Text{ZH: "PIN", EN: "PIN"}, Kind: field.Secret, Max: 12})}
}

type loaded struct {
	town    string
	county  string
	demo    bool
	lists   *view.Lists
	doubt   *rules.Error
	notices []text.Text
	err     error
}

// Load reads the officers.
func (p *Page) Load() tea.Cmd {
	return func() tea.Msg {
		m := loaded{doubt: p.o.Doubt(), notices: p.o.Notices()}
		m.town, m.county, m.demo = p.o.Town()
		m.lists, m.err = p.o.Lists()
		return m
	}
}

// Typing is always.
func (p *Page) Typing() bool { return true }

// Keys: Enter goes on.
func (p *Page) Keys() binding.Table {
	return binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "下一步", EN: "Next"}, Help: text.Text{ZH: "选定姓名; 输完 PIN 登录", EN: "Choose the name; after the PIN, sign in"}, Do: p.next},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "换人", EN: "Other name"}, Help: text.Text{ZH: "重选姓名", EN: "Choose the name again"}, Do: p.again},
	}
}

// Update takes the officers, a refusal, and what is typed.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case loaded:
		p.doubt, p.notices = msg.doubt, msg.notices
		p.town, p.county, p.demo = msg.town, msg.county, msg.demo
		if p.err = rules.AsError(msg.err); p.err == nil {
			p.officers = msg.lists.Officers
			p.find()
			p.preset()
			p.read = true
		}
	case Refused:
		p.busy = false
		p.form.Field("pin").SetValue("")
		p.form.SetErrors(map[string]text.Text{"pin": msg.Err.Text})
	case tea.KeyMsg:
		return p.key(msg)
	}
	return nil
}

// preset chooses whoever locked the desk, once, while nobody has typed a name.
func (p *Page) preset() {
	name := p.last
	if p.last = ""; name == "" || p.form.Focused() != "name" || p.form.Field("name").Value() != "" {
		return
	}
	for _, o := range p.found {
		if o.Name == name {
			p.list.Select(o.ID)
			p.next()
			return
		}
	}
}

// Reading says that the officers have not been read: a key cannot be understood yet. The
// application keeps it, so that a PIN typed ahead never stands where the name is.
func (p *Page) Reading() bool { return !p.read && p.err == nil }

// key moves in the list, writes, and opens the menu by 0 where no name begins with it:
// telephones have no other key for it.
func (p *Page) key(msg tea.KeyMsg) route.Action {
	if p.form.Focused() == "name" {
		if p.list.Key(msg) {
			return nil
		}
		if msg.Type == tea.KeyTab {
			return p.next()
		}
		if binding.Name(msg) == "0" && p.blank() {
			return screen.Menu{}
		}
		if p.nobody && figures(msg) {
			return nil
		}
	}
	name := p.form.Field("name").Value()
	p.form.Key(msg)
	if p.form.Focused() == "name" {
		p.nobody = p.nobody && p.form.Field("name").Value() == name
		p.find()
	}
	return nil
}

// blank says that the name has the keys and is empty.
func (p *Page) blank() bool {
	return p.form.Focused() == "name" && p.form.Field("name").Value() == ""
}

// figures says that a key, or a paste, is of figures alone.
func figures(msg tea.KeyMsg) bool {
	return len(msg.Runes) > 0 && strings.Trim(text.Digits(string(msg.Runes)), "0123456789 ") == ""
}

// People are the officers who can sign in, to choose from.
func (p *Page) People() []field.Option {
	var out []field.Option
	for _, o := range p.officers {
		if !o.Retired {
			out = append(out, field.Option{Value: o.ID, Label: text.Text{ZH: o.Name, EN: o.Name}})
		}
	}
	return out
}

// find narrows the list to what is typed: a number, or a name, its pinyin or initials.
func (p *Page) find() {
	q := strings.TrimSpace(text.Digits(p.form.Field("name").Value()))
	_, notNumber := strconv.Atoi(q)
	p.found = p.found[:0]
	ids := make([]string, 0, len(p.officers))
	for i, o := range p.officers {
		number := notNumber == nil && strings.HasPrefix(strconv.Itoa(i+1), q)
		if !o.Retired && (number || text.Match(q, o.Name)) {
			p.found = append(p.found, o)
			ids = append(ids, o.ID)
		}
	}
	p.list.SetItems(ids)
	if notNumber == nil { // 1 means the first, though 10 is found too
		p.list.Move(-len(ids))
	}
}

// next goes from the name to the PIN, and from the PIN to the desk.
func (p *Page) next() route.Action {
	i := p.list.Index()
	if i < 0 {
		p.nobody = true
		p.form.SetErrors(map[string]text.Text{"name": retypeText})
		return nil
	}
	o := p.found[i]
	if p.form.Focused() == "name" {
		p.form.Field("name").SetValue(o.Name)
		p.find()
		p.list.Select(o.ID)
		p.form.Focus("pin")
		return nil
	}
	if p.busy {
		return nil
	}
	p.form.Blur()
	pin := p.form.Field("pin").Value()
	if pin == "" {
		p.form.SetErrors(map[string]text.Text{"pin": emptyText})
		return nil
	}
	p.busy = true
	return screen.Do(p.o.Enter(o.ID, pin))
}

func (p *Page) again() route.Action {
	if p.busy {
		return nil
	}
	p.nobody = false
	p.form.Load(map[string]string{"name": "", "pin": ""})
	p.form.Focus("name")
	p.find()
	return nil
}
