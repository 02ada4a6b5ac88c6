// Package cases is the page 救助: the cases that are open, or the newest of all, found by
// typing and sorted as the person likes. What is urgent comes with the read model.
package cases

import (
	"cmp"
	"regexp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/list"
	"dutydesk/tui/words"
)

// newest is how many cases the list of all shows; an older one is reached by its number.
const newest = 2000

// Desk is what the page reads.
type Desk interface {
	Cases(all bool, limit int) ([]view.CaseRow, error)
}

// Page is the two lists of cases: each keeps its selection, its filter and its order.
type Page struct {
	desk      Desk
	open, all table
	onAll     bool
}

// table is one list.
type table struct {
	find list.Find
	rows []view.CaseRow
	read bool
	err  *rules.Error
}

// New is the list of a desk, of the open cases at first.
func New(desk Desk) *Page { return &Page{desk: desk} }

// Load reads the list that is seen.
func (p *Page) Load() tea.Cmd {
	if p.onAll {
		return screen.Read("all", func() ([]view.CaseRow, error) { return p.desk.Cases(true, newest) })
	}
	return screen.Read("open", func() ([]view.CaseRow, error) { return p.desk.Cases(false, 0) })
}

// Leave closes the field; its filter stays.
func (p *Page) Leave() tea.Cmd {
	p.table().find.Close()
	return nil
}

// Typing says that the field is open.
func (p *Page) Typing() bool { return p.table().find.Typing() }

func (p *Page) table() *table {
	if p.onAll {
		return &p.all
	}
	return &p.open
}

// Update takes the list that was read, what was found in it, and the keys that move or
// narrow.
func (p *Page) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[[]view.CaseRow]:
		if msg.ID == "all" {
			return p.all.take(msg, byOpening, byClock)
		}
		return p.open.take(msg, byClock, byOpening)
	case list.Found:
		return route.All{p.open.find.Take(msg), p.all.find.Take(msg)}
	case tea.KeyMsg:
		return p.table().find.Key(msg)
	}
	return nil
}

// take shows a list that comes in the order first.
func (t *table) take(m screen.Got[[]view.CaseRow], first, second order) route.Action {
	if t.err = rules.AsError(m.Err); t.err != nil {
		return nil
	}
	rows := m.Value
	t.rows, t.read = rows, true
	ids := make([]string, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	given := list.Order{Label: first.label}
	return t.find.SetRows(list.Rows{IDs: ids, Orders: []list.Order{given, second.of(rows), byPlace(rows)}, Texts: func(i int) []string {
		r := &rows[i]
		state := words.Of(words.CaseStates, r.State)
		return append([]string{r.ID, r.Place, r.Subject.ZH, r.Subject.EN, r.What.ZH, r.What.EN, state.ZH, state.EN}, r.Merged...)
	}})
}

// order is a way to sort cases.
type order struct {
	label   text.Text
	compare func(a, b *view.CaseRow) int
}

func (o order) of(rows []view.CaseRow) list.Order {
	return list.Order{Label: o.label, Compare: func(a, b int) int { return o.compare(&rows[a], &rows[b]) }}
}

var (
	byClock   = order{text.Text{ZH: "时限", EN: "clock"}, urgency}
	byOpening = order{text.Text{ZH: "立案 (新的在前)", EN: "opening, newest first"}, func(a, b *view.CaseRow) int { return cmp.Compare(b.ID, a.ID) }}
)

func byPlace(rows []view.CaseRow) list.Order {
	return list.ByName(text.Text{ZH: "地点", EN: "place"}, len(rows), func(i int) string { return rows[i].Place })
}

// urgency puts what is overdue first, then by the time it is due; what has no clock comes
// after.
func urgency(a, b *view.CaseRow) int {
	rank := func(r *view.CaseRow) int {
		switch {
		case r.Worst == rules.Overdue:
			return 0
		case r.Due != nil:
			return 1
		case r.Worst != "":
			return 2
		}
		return 3
	}
	if c := cmp.Compare(rank(a), rank(b)); c != 0 || a.Due == nil || b.Due == nil {
		return c
	}
	return a.Due.Compare(*b.Due)
}

// Keys open a case and turn between open and all; those of the field alone while it is open.
func (p *Page) Keys() binding.Table {
	t := p.table()
	if t.find.Typing() {
		if p.number() == "" {
			return t.find.Keys()
		}
		direct := binding.Table{{Keys: []string{"enter"}, Label: text.Text{ZH: "直达", EN: "Go there"}, Help: text.Text{ZH: "打开这个编号的救助事项", EN: "Open the case of this number"}, Do: p.direct}}
		return append(direct, t.find.Keys().Without(direct)...)
	}
	label := allLabel
	if p.onAll {
		label = text.Text{ZH: "在办", EN: "Open ones"}
	}
	return append(binding.Table{
		{Keys: []string{"enter"}, Label: text.Text{ZH: "打开", EN: "Open"}, Help: text.Text{ZH: "打开选中的救助事项", EN: "Open the selected case"}, Do: p.enter, Refuse: p.nothing},
		{Keys: []string{"tab", "left", "right"}, Label: label, Help: text.Text{ZH: "在办的和最近的全部之间换", EN: "Change between open cases and the newest of all"}, Do: p.turn},
	}, t.find.Keys()...)
}

func (p *Page) enter() route.Action {
	id, _ := p.table().find.Selected()
	return route.To{Page: route.Case, ID: id}
}

func (p *Page) nothing() *rules.Error {
	if p.table().find.Len() == 0 {
		return rules.Refuse(text.Text{ZH: "没有可打开的。", EN: "There is nothing to open."}, "")
	}
	return nil
}

func (p *Page) turn() route.Action {
	p.onAll = !p.onAll
	return screen.Do(p.Load())
}

var (
	wholeNumber = regexp.MustCompile(`^[Cc]?(\d{8})-?(\d{4})$`)
	shortNumber = regexp.MustCompile(`^(\d{4})-(\d{4})$`)
)

// number is the id of the case whose number is typed while the list has nothing like it; ""
// for anything else. A number without its year is of the newest year in the list.
func (p *Page) number() string {
	t := p.table()
	if t.find.Len() > 0 {
		return ""
	}
	q := text.Digits(strings.TrimSpace(t.find.Query()))
	if m := wholeNumber.FindStringSubmatch(q); m != nil {
		return "C" + m[1] + "-" + m[2]
	}
	if m := shortNumber.FindStringSubmatch(q); m != nil {
		year := ""
		for i := range t.rows {
			if id := t.rows[i].ID; len(id) > 4 {
				year = max(year, id[1:5])
			}
		}
		if year != "" {
			return "C" + year + m[1] + "-" + m[2]
		}
	}
	return ""
}

// direct goes to the case of the typed number, the filter cleared.
func (p *Page) direct() route.Action {
	id := p.number()
	return route.All{p.table().find.Clear(), route.To{Page: route.Case, ID: id}}
}

// Spot is which list is seen and what is chosen in it; Return chooses it again.
func (p *Page) Spot() string {
	if p.onAll {
		return onAll + p.all.find.Spot()
	}
	return p.open.find.Spot()
}

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) {
	spot, p.onAll = strings.CutPrefix(spot, onAll)
	p.table().find.Return(spot)
}

// onAll begins the spot of the list of all.
const onAll = "all "
