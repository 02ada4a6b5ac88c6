// Package seats is the page 在线: who is at the desk now, where, on which record, and since
// when without a key; a word to one of them or to all; the seat on duty taken over. Who may
// see the others and who may take a seat is decided by package rules; that a word reaches
// its person by the desk. This page decides how it is seen.
package seats

import (
	"time"

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

// Desk is what the page reads and where it keeps what is typed.
type Desk interface {
	entry.Drafts
	Duty() (view.Duty, error)
	Settings() (*view.Settings, error)
	Actor() (id, name string)
	Roles() []rules.Role
}

// Seat is the own place among the others. Say is durable when it returns.
type Seat interface {
	Me() rules.Seat
	Others() []rules.Seat
	Ask(seat string) bool
	Say(to, words string) (names []string, err error)
}

// Hall tells who is here.
type Hall interface {
	Seat() Seat // nil where nobody tells
	Heard() []rules.Word
	Now() time.Time
}

// Page is who is at the desk.
type Page struct {
	desk  Desk
	hall  Hall
	read  bool
	all   []rules.Seat // the own one first
	heard []rules.Word
	duty  view.Duty
	limit time.Duration
	asked map[string]bool
	err   *rules.Error
	list  list.List
}

// New is the page of a desk.
func New(desk Desk, hall Hall) *Page { return &Page{desk: desk, hall: hall, asked: map[string]bool{}} }

type loaded struct {
	all   []rules.Seat
	heard []rules.Word
	duty  view.Duty
	limit time.Duration
}

// Load reads who is here, who is on duty, and after how long a seat is free.
func (p *Page) Load() tea.Cmd {
	desk, hall := p.desk, p.hall
	heard := hall.Heard()
	return screen.Read("seats", func() (m loaded, err error) {
		m.heard = heard
		if s := hall.Seat(); s != nil {
			m.all = append([]rules.Seat{s.Me()}, s.Others()...)
		}
		if m.duty, err = desk.Duty(); err != nil {
			return m, err
		}
		set, err := desk.Settings()
		if err != nil {
			return m, err
		}
		m.limit = minutes(set)
		return m, nil
	})
}

// minutes is the setting seat_idle.
func minutes(set *view.Settings) time.Duration {
	for _, r := range set.Rows {
		if r.Operation == "" && r.Name == rules.SettingSeatIdle {
			if d, err := time.ParseDuration(r.Value + "m"); err == nil {
				return d
			}
		}
	}
	return 0
}

// Typing is never.
func (p *Page) Typing() bool { return false }

// Update takes what was read, and the keys that move.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[loaded]:
		if p.err = rules.AsError(msg.Err); p.err != nil {
			return nil
		}
		m := msg.Value
		p.read, p.all, p.heard, p.duty, p.limit = true, m.all, m.heard, m.duty, m.limit
		ids := make([]string, len(p.all))
		for i := range p.all {
			ids[i] = p.all[i].ID
		}
		p.list.SetItems(ids)
	case tea.KeyMsg:
		p.list.Key(msg)
	}
	return nil
}

// Keys say something, ask, and take over.
func (p *Page) Keys() binding.Table {
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "留言", EN: "Say"}, Help: text.Text{ZH: "给选中的人留一句话", EN: "Say something to the selected person"}, Do: p.say, Refuse: p.noOne},
		{Keys: []string{"f6"}, Label: text.Text{ZH: "对大家说", EN: "To all"}, Help: text.Text{ZH: "给在线的每个人留一句话", EN: "Say something to everybody at the desk"}, Do: p.sayAll, Refuse: p.alone},
		{Keys: []string{"f7"}, Label: text.Text{ZH: "接用席位", EN: "Take the seat"}, Help: text.Text{ZH: "主班离开多时, 接用其席位; 不等则先请其同意", EN: "Take over the seat on duty when it is abandoned, or ask its person to agree"}, Do: p.take, Refuse: p.mayTake},
	}, binding.Lists...)
}

func (p *Page) selected() *rules.Seat {
	if i := p.list.Index(); i >= 0 && i < len(p.all) {
		return &p.all[i]
	}
	return nil
}

func (p *Page) hidden() *rules.Error {
	if !rules.SeesSeats(p.desk.Roles()) {
		return rules.Unseen()
	}
	return nil
}

func (p *Page) alone() *rules.Error {
	if e := p.hidden(); e != nil {
		return e
	}
	if len(p.all) < 2 {
		return rules.NotHere("")
	}
	return nil
}

func (p *Page) noOne() *rules.Error {
	if e := p.alone(); e != nil {
		return e
	}
	if s := p.selected(); s == nil || s.Officer == p.all[0].Officer {
		return rules.Refuse(text.Text{ZH: "这是您自己: 先选别人。", EN: "That is you: choose somebody else."}, "")
	}
	return nil
}

func (p *Page) say() route.Action {
	s := p.selected()
	return screen.Show(newSay(p.desk, p.hall.Seat(), s.Officer, s.Name))
}

func (p *Page) sayAll() route.Action { return screen.Show(newSay(p.desk, p.hall.Seat(), "", "")) }

// mayTake is why the selected seat cannot be taken, asking its person left aside.
func (p *Page) mayTake() *rules.Error {
	if e := p.noOne(); e != nil {
		return e
	}
	id, name := p.desk.Actor()
	return p.selected().MayTake(rules.Hand{Officer: id, Name: name, Roles: p.desk.Roles(), At: p.hall.Now()}, p.duty.Shift, p.limit, true)
}

// take takes the selected seat, or asks its person first where it is not abandoned.
func (p *Page) take() route.Action {
	s := *p.selected()
	for _, now := range p.hall.Seat().Others() { // a key since wakes nobody
		if now.ID == s.ID {
			s = now
		}
	}
	free := p.limit > 0 && s.Idle(p.hall.Now()) >= p.limit
	if !free && !p.asked[s.ID] {
		return screen.Show(p.ask(s))
	}
	return screen.Show(p.sign(s))
}
