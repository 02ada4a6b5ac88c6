// Package patrols is the page 巡查: who is out and how long silent, the last rounds, and what
// was covered of key places, villages and hazards. It decides what is shown and asked for;
// which step may follow, and when the next round is due, comes with the read model.
package patrols

import (
	"fmt"
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
	Patrols(limit int) (*view.Patrols, error)
	Lists() (*view.Lists, error)
	Cases(all bool, limit int) ([]view.CaseRow, error)
}

// recent is how many rounds that are back are shown. Ours.
const recent = 40

// section is what the list is of.
type section int

const (
	rounds section = iota
	places
	villages
	hazards
	sections
)

var sectionText = []text.Text{{ZH: "巡查", EN: "Patrols"}, {ZH: "部位", EN: "Places"}, {ZH: "各村", EN: "Villages"}, {ZH: "隐患", EN: "Hazards"}}

// Page is the page of patrols.
type Page struct {
	desk   Desk
	p      *view.Patrols
	lists  *view.Lists
	cases  []view.CaseRow
	err    *rules.Error
	of     section
	list   list.List
	seek   string // to be selected once it is read
	detail bool   // all of the selected round fills the page
}

// New is the page; id names the patrol that is selected first.
func New(desk Desk, id string) *Page {
	return &Page{desk: desk, seek: id, lists: &view.Lists{}, detail: id != "" && id != Next}
}

// Next as an id selects nothing: the next round is meant.
const Next = "next"

type loaded struct {
	p     *view.Patrols
	lists *view.Lists
	cases []view.CaseRow
}

// Load reads the patrols, and what the forms choose from.
func (p *Page) Load() tea.Cmd {
	desk := p.desk
	return screen.Read("patrols", func() (m loaded, err error) {
		err = screen.Reads(
			screen.Into(&m.p, func() (*view.Patrols, error) { return desk.Patrols(recent) }),
			screen.Into(&m.lists, desk.Lists),
			screen.Into(&m.cases, func() ([]view.CaseRow, error) { return desk.Cases(false, 0) }))
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
			p.p, p.lists, p.cases = msg.Value.p, msg.Value.lists, msg.Value.cases
			p.show()
		}
	case tea.KeyMsg:
		p.list.Key(msg)
	}
	return nil
}

// all are the rounds in the order of the list: those out first.
func (p *Page) all() []view.PatrolRow {
	return append(append([]view.PatrolRow{}, p.p.Out...), p.p.Rows...)
}

// show fills the list of the section.
func (p *Page) show() {
	var ids []string
	switch p.of {
	case rounds:
		for _, r := range p.all() {
			ids = append(ids, r.Patrol.ID)
		}
	case places:
		for _, a := range p.p.Cover.Areas {
			ids = append(ids, "area/"+a.Area)
		}
		for _, x := range p.p.Cover.Places {
			ids = append(ids, x.Place.ID)
		}
	case villages:
		for _, x := range p.p.Cover.Villages {
			ids = append(ids, x.Village.ID)
		}
	case hazards:
		for _, x := range p.p.Cover.Hazards {
			ids = append(ids, fmt.Sprint(x.Patrol, "/", x.Stop))
		}
	}
	p.list.SetItems(ids)
	if p.seek != "" && p.list.Select(p.seek) {
		p.seek = ""
	}
}

// row is the selected round, nil in another section.
func (p *Page) row() *view.PatrolRow {
	if p.p == nil || p.of != rounds {
		return nil
	}
	if all, i := p.all(), p.list.Index(); i >= 0 && i < len(all) {
		return &all[i]
	}
	return nil
}

// at is the selected place, village or hazard by its index, -1 for none.
func (p *Page) at(of section) int {
	if p.p == nil || p.of != of {
		return -1
	}
	return p.list.Index()
}

// Keys note what happens on a round, and show what was covered.
func (p *Page) Keys() binding.Table {
	out := binding.Binding{Keys: []string{"f6", "a"}, Label: outLabel, Help: text.Text{ZH: "巡查出发; 电话报来的代录, 整趟补记也在这里", EN: "A round leaves; one told by telephone, or told as a whole, too"}, Do: p.out, Refuse: p.may("patrol.out")}
	enter := binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "详情", EN: "Details"}, Help: text.Text{ZH: "选中的一趟: 谁, 每一站, 发现", EN: "The selected round: who, every stop, what was found"}, Do: p.turn, Refuse: p.none}
	if p.detail {
		enter.Label = text.Text{ZH: "列表", EN: "List"}
	}
	t := binding.Table{
		out,
		{Keys: []string{"f7", "s"}, Label: text.Text{ZH: "到站", EN: "Stop"}, Help: text.Text{ZH: "到了一处: 看到什么, 隐患, 改应回的时间; 或跳过", EN: "A place: what was seen, a hazard, another hour to be back; or passed over"}, Do: func() route.Action { return p.stop(nobody) }, Refuse: p.can("patrol.stop")},
		{Keys: []string{"f9", "b"}, Label: text.Text{ZH: "返回", EN: "Back"}, Help: text.Text{ZH: "巡查返回", EN: "The round is back"}, Do: p.back, Refuse: p.can("patrol.back")},
		enter,
		{Keys: []string{"ctrl+n", "n"}, Label: text.Text{ZH: "发现人", EN: "Person"}, Help: text.Text{ZH: "发现人, 立案: 地点是最后一站, 时间是现在, 可改", EN: "A person found opens a case: at the last stop and now, both can be changed"}, Do: func() route.Action { return p.stop(opens) }, Refuse: p.can("patrol.stop")},
		{Keys: []string{"tab", "right"}, Label: text.Text{ZH: "看覆盖", EN: "Covered"}, Help: text.Text{ZH: "巡查, 部位, 各村, 隐患轮流看", EN: "Rounds, places, villages, hazards in turn"}, Do: p.next, Refuse: p.unread},
		{Keys: []string{"delete", "x"}, Label: text.Text{ZH: "撤回", EN: "Take back"}, Help: text.Text{ZH: "撤回记错的一步或整趟, 写明原因", EN: "Take a wrong step, or the whole, back with a reason"}, Do: p.undo, Refuse: p.fixed},
	}
	switch p.of {
	case villages: // the village that is selected tells of its round
		t[0].Keys = []string{"f6", "enter", "a"}
		t = slices.Delete(t, 3, 4)
	case places:
		t = slices.Delete(t, 3, 4)
	case hazards:
		t = slices.Delete(t, 3, 4)
		t[2] = binding.Binding{Keys: []string{"f9", "enter", "b"}, Label: text.Text{ZH: "已处理", EN: "Dealt with"}, Help: text.Text{ZH: "选中的隐患怎样处理了", EN: "What was done about the selected hazard"}, Do: p.fix, Refuse: p.noHazard}
	}
	return append(t, binding.Lists...)
}

func (p *Page) turn() route.Action {
	p.detail = !p.detail
	return nil
}

func (p *Page) next() route.Action {
	p.of, p.detail = (p.of+1)%sections, false
	p.show()
	return nil
}

func (p *Page) unread() *rules.Error {
	if p.p == nil {
		return screen.Unread()
	}
	return nil
}

func (p *Page) none() *rules.Error {
	switch {
	case p.p == nil:
		return screen.Unread()
	case p.of != rounds:
		return rules.Refuse(text.Text{ZH: "先按 Tab 回到巡查。", EN: "Go back to the rounds with Tab first."}, "")
	case p.row() == nil:
		return rules.Refuse(text.Text{ZH: "还没有巡查, 先记出发。", EN: "There is no round yet: note one that leaves."}, "")
	}
	return nil
}

func (p *Page) noHazard() *rules.Error {
	switch i := p.at(hazards); {
	case p.p == nil:
		return screen.Unread()
	case i < 0 || i >= len(p.p.Cover.Hazards):
		return rules.Refuse(text.Text{ZH: "没有未处理的隐患。", EN: "There is no hazard left."}, "")
	}
	return p.p.Can["patrol.fix"]
}

// may is why something that is about no round cannot be done.
func (p *Page) may(code string) func() *rules.Error {
	return func() *rules.Error {
		if p.p == nil {
			return screen.Unread()
		}
		return p.p.Can[code]
	}
}

// can is why it cannot be done to the selected round.
func (p *Page) can(code string) func() *rules.Error {
	return func() *rules.Error {
		if no := p.none(); no != nil {
			return no
		}
		return p.row().Can[code]
	}
}

func (p *Page) fixed() *rules.Error { return p.can("undo/" + rules.UndoOut)() }

// Spot is what is chosen here; Return chooses it again.
func (p *Page) Spot() string { return p.list.Spot() }

// Return is Spot of an earlier session.
func (p *Page) Return(spot string) { p.list.Return(spot) }
