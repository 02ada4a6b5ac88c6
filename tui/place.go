package tui

import (
	"encoding/json"
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// spot is where a person is on the screen, so that a dropped line loses nothing: the next
// sign-in of theirs begins there, at whichever terminal. It is kept like a draft, at most
// every entry.Every while keys are pressed; whoever leaves on purpose begins at the board.
type spot struct {
	At    time.Time  `json:"at"`
	Stack []spotPage `json:"stack,omitempty"` // above the board, the visible page last
	Board string     `json:"board,omitempty"`
	Forms []string   `json:"forms,omitempty"` // drafts of what was open
}

// spotPage is a page and what is chosen on it.
type spotPage struct {
	Page  route.Page `json:"page"`
	ID    string     `json:"id,omitempty"`
	Focus string     `json:"focus,omitempty"`
	Spot  string     `json:"spot,omitempty"`
}

// stale is how long a place is good for: then another shift has begun. Ours.
const stale = 12 * time.Hour

// placeDue says that it is time to keep the place.
type placeDue struct{ of *sitting }

// places keeps the place of one sitting; the form of a Keeper has no name here.
type places struct{ desk Desk }

func (p places) SaveDraft(_ string, raw []byte) error { return p.desk.SavePlace(raw) }
func (p places) Draft(string) ([]byte, error)         { return p.desk.Place() }

// moved arms the timer that keeps the place.
func (a *App) moved() {
	if a.desk == nil || a.placing {
		return
	}
	a.placing = true
	of := a.sitting
	a.run(tea.Tick(entry.Every, func(time.Time) tea.Msg { return placeDue{of} }))
}

func (a *App) placeDue(m placeDue) {
	a.within(m.of, func() {
		a.placing = false
		a.run(a.keepPlace())
	})
}

// keepPlace asks for the place to be written; nil when it is written already.
func (a *App) keepPlace() tea.Cmd {
	if a.desk == nil || a.desk.MustSetPIN() {
		return nil
	}
	raw := a.whereRaw()
	if raw == a.placed {
		return nil
	}
	a.placed = raw
	stamped := a.stampedPlace()
	return a.keeperOf().Keep(stamped, func(error) tea.Msg { return nil }) // the next key tries again
}

func (a *App) keeperOf() *entry.Keeper {
	if a.keeper == nil {
		a.keeper = entry.NewKeeper(places{a.desk}, "place")
		a.keeper.Had("?") // whatever is there is another sitting's
	}
	return a.keeper
}

// where is the place without its time.
func (a *App) where() spot {
	var s spot
	for i, p := range a.stack {
		chosen := ""
		if sp, ok := p.page.(screen.Spotter); ok {
			chosen = sp.Spot()
		}
		if i == 0 {
			s.Board = chosen
			continue
		}
		s.Stack = append(s.Stack, spotPage{p.to.Page, p.to.ID, p.to.Focus, chosen})
	}
	for l := range a.leavers() {
		if name := draftOf(l); name != "" {
			s.Forms = append(s.Forms, name)
		}
	}
	return s
}

func (a *App) whereRaw() string {
	b, _ := json.Marshal(a.where())
	return string(b)
}

func (a *App) stampedPlace() string {
	s := a.where()
	s.At = a.door.Now()
	b, _ := json.Marshal(s)
	return string(b)
}

// flushPlace writes the place at the end of the program, or forgets it where the person left
// on purpose.
func (a *App) flushPlace(forget bool) {
	if a.desk == nil || a.desk.MustSetPIN() {
		return
	}
	k := a.keeperOf()
	want := ""
	if !forget {
		want = a.stampedPlace()
	}
	k.Keep(want, func(error) tea.Msg { return nil })
	_ = k.Flush() // nobody is left to be told
}

// readPlace is where the person was when the line dropped, nil when nowhere.
func readPlace(desk Desk, now time.Time) (s *spot) {
	defer func() {
		if recover() != nil {
			s = nil
		}
	}()
	raw, err := desk.Place()
	if err != nil || len(raw) == 0 {
		return nil
	}
	s = &spot{}
	if json.Unmarshal(raw, s) != nil || now.Sub(s.At) > stale || s.At.After(now.Add(time.Minute)) {
		return nil
	}
	return s
}

// putBack opens the pages of a place above the board.
func (a *App) putBack(s *spot) {
	if sp, ok := a.stack[0].page.(screen.Spotter); ok && s.Board != "" {
		sp.Return(s.Board)
	}
	for _, p := range s.Stack {
		to := route.To{Page: p.Page, ID: p.ID, Focus: p.Focus}
		if !route.Known(p.Page) || slices.ContainsFunc(a.stack, func(q place) bool { return q.to.Page == to.Page && q.to.ID == to.ID }) {
			continue
		}
		page := a.root(to)
		if page == nil {
			page = a.newPage(to)
		}
		if sp, ok := page.(screen.Spotter); ok && p.Spot != "" {
			sp.Return(p.Spot)
		}
		a.stack = append(a.stack, place{to, page})
	}
}

// backText is the welcome of who was cut off.
func backText(name string, s *spot) text.Text {
	if len(s.Forms) > 0 {
		return text.Text{ZH: "%[1]s 已登录, 回到断线前的地方; 没写完的在草稿里, 打开就有", EN: "%[1]s signed in, back where the line dropped; what was typed comes with its form"}.With(name)
	}
	return text.Text{ZH: "%[1]s 已登录, 回到断线前的地方", EN: "%[1]s signed in, back where the line dropped"}.With(name)
}
