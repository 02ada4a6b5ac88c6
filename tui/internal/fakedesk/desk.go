// Package fakedesk is one night at a desk in memory, for the tests of the screen: what a
// page may read, and enough of what a command does to see a journey through. It decides
// nothing that the procedure decides: package store does.
package fakedesk

import (
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui"
	"dutydesk/tui/entry"
	"dutydesk/tui/page/firstrun"
)

// Town is the book that the desks of one test share, and the door to it.
type Town struct {
	mu        sync.Mutex
	now       time.Time
	seq       uint64
	requests  int
	lists     *view.Lists
	cases     map[string]*view.Case
	order     []string
	calls     []rules.Call
	stock     []view.StockRow
	kits      []rules.Kit
	shift     *rules.Shift
	sheet     *rules.Handover
	old       []rules.Handover
	drafts    map[string][]byte
	answers   map[string]command.Result
	changes   chan tui.Change
	set       map[string]string          // settings, by operation/name
	prefs     map[string]rules.Prefs     // by officer
	ops       map[string]rules.Operation // adopted, by plan
	printed   []rules.Paper
	marks     []rules.Reading
	comes     bool
	notice    *rules.Notice
	filed     []rules.Attachment
	inbox     []view.InboxFile
	stopped   atomic.Int32
	Log       []command.Command // what was written, oldest first
	Requests  []string          // the request id of each call of Do
	Fail      error             // the next Do answers this, once
	FailAfter error             // the next Do writes and then answers this, once
	Doubt     *rules.Error      // the clock question
	OncePIN   bool              // the next sign-in is with a one-time PIN
	Extra     int               // further open cases on the board and in the list
	Panic     bool              // the list of cases panics
	Closing   []rules.Block     // what stands in the way of closing a case
	Shelters  []view.Shelter    // with who is in them

	Slow   bool  // copying an attachment waits until it is stopped
	NoStow error // what the next copy of an attachment answers, once

	Unreadable *rules.Error // what board and lists answer
	NoBook     bool         // there is no book yet
	Notes      []text.Text  // what Notices answers
	Asked      int          // how often Town was
	Touch      *rules.Touch // the newest entry about every record
	Seat       tui.Seat     // the place of whoever signs in
	reads      int
}

// New is the town at Start, with a shift on duty and one case open.
func New() *Town {
	t := &Town{now: Start, seq: 43, lists: lists(), cases: map[string]*view.Case{}, drafts: map[string][]byte{},
		answers: map[string]command.Result{}, changes: make(chan tui.Change, 64)}
	t.cases[CaseID], t.order = newCase(), []string{CaseID}
	t.stock = stockRows(t.lists)
	t.calls = []rules.Call{{ID: CallID, Kind: rules.CallPhone, Caller: rules.Caller{Name: "白露生", Phone: "19900000031"},
		Said: "兴隆社区三栋水管爆了, 路面结冰", At: at(1, 40), State: rules.CallOpen, By: HeYuhe, Shift: ShiftID, Meta: rules.Meta{Version: 1}}}
	t.shift = &rules.Shift{ID: ShiftID, Start: at(8, 0).AddDate(0, 0, -1), End: at(8, 0), Leader: ShenLan, Main: HeYuhe, State: rules.ShiftActive, Meta: rules.Meta{Version: 1}}
	return t
}

// Reads is how often the board was read.
func (t *Town) Reads() int { t.mu.Lock(); defer t.mu.Unlock(); return t.reads }

// DraftOf is what an officer left in a form.
func (t *Town) DraftOf(officer, form string) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.drafts[officer+"/"+form])
}

// Drafts takes over the drafts of another town: the same book, opened again.
func (t *Town) Drafts(from *Town) { t.drafts = from.drafts }

// Evil makes people write s wherever they write.
func (t *Town) Evil(s string) {
	l := *t.lists
	l.Officers, l.Agencies, l.Places, l.Items = slices.Clone(l.Officers), slices.Clone(l.Agencies), slices.Clone(l.Places), slices.Clone(l.Items)
	for i := range l.Officers {
		l.Officers[i].Name, l.Officers[i].Post = s, s
	}
	for i := range l.Agencies {
		l.Agencies[i].Name = s
	}
	for i := range l.Places {
		l.Places[i].Name = s
	}
	for i := range l.Items {
		l.Items[i].Name, l.Items[i].Unit = s, s
	}
	t.lists, t.stock = &l, stockRows(&l)
	for i := range t.calls {
		t.calls[i].Said, t.calls[i].Caller = s, rules.Caller{Name: s, Unit: s, Phone: s}
	}
	c := t.cases[CaseID]
	c.Case.Said, c.Case.Place.Text, c.Case.Person = s, s, rules.Person{Name: s, Looks: s, Address: s, IDNumber: s}
	c.Subject = rules.Subject(&c.Case, false)
	c.Numbers = l.Agencies
	for i := range c.Timeline {
		c.Timeline[i].By, c.Timeline[i].Text = s, s
	}
}

// NoShift leaves the desk with nobody on duty.
func (t *Town) NoShift() { t.shift = nil }

// Advance moves the clock of the town.
func (t *Town) Advance(d time.Duration) { t.mu.Lock(); t.now = t.now.Add(d); t.mu.Unlock() }

// Town, Public, Now, ClockDoubt, NewRequest, Watch and SignIn make the Town a tui.Door.
func (t *Town) Town() (name, county string, demo bool) {
	t.Asked++
	return "北渡镇", "岚川县", true
}

// Public is a desk that nobody signed in to.
func (t *Town) Public() tui.Desk { return &Desk{t: t} }

// Now is the town's time.
func (t *Town) Now() time.Time { t.mu.Lock(); defer t.mu.Unlock(); return t.now }

// ClockDoubt is Doubt.
func (t *Town) ClockDoubt() *rules.Error { return t.Doubt }

// Notices is Notes.
func (t *Town) Notices() []text.Text { return t.Notes }

// NewRequest counts request ids.
func (t *Town) NewRequest() string { t.requests++; return fmt.Sprintf("req-%d", t.requests) }

// Watch gives the changes; one reader at a time.
func (t *Town) Watch() (<-chan tui.Change, func()) { return t.changes, func() {} }

// Empty says that there is no book yet; Create makes it.
func (t *Town) Empty() bool { return t.NoBook }

// Create makes the book and signs the first officer in.
func (t *Town) Create(a firstrun.Answers) (tui.Desk, error) {
	if len(a.PIN) < 4 {
		return nil, rules.Bad("pin", text.Text{ZH: "PIN 要 4 到 12 位数字。", EN: "A PIN is 4 to 12 digits."})
	}
	t.NoBook = false
	return &Desk{t: t, who: t.lists.Officers[0]}, nil
}

// SignIn checks the PIN.
func (t *Town) SignIn(officer, pin string) (tui.Desk, error) {
	for _, o := range t.lists.Officers {
		if o.ID != officer && o.Name != officer {
			continue
		}
		if pin != PIN {
			return nil, &rules.Error{Kind: rules.Denied, Field: "pin", Text: text.Text{ZH: "PIN 不对。", EN: "Wrong PIN."}}
		}
		once := t.OncePIN
		t.OncePIN = false
		return &Desk{t: t, who: o, once: once}, nil
	}
	return nil, rules.Missing(text.Text{ZH: "人员", EN: "officer"}, officer)
}

// Sign is SignIn for one command.
func (t *Town) Sign(officer, pin string) (tui.Desk, error) {
	if t.OncePIN {
		return nil, rules.Bad("pin", text.Text{ZH: "这是一次性 PIN。", EN: "This PIN is good for one sign-in."})
	}
	return t.SignIn(officer, pin)
}

// Left keeps what is typed while nobody is signed in.
func (t *Town) Left() entry.Drafts { return &Desk{t: t} }

// Desk is the town in the hands of one officer.
type Desk struct {
	t    *Town
	who  rules.Officer
	once bool
}

// Actor, Roles and MustSetPIN say who holds it.
func (d *Desk) Actor() (id, name string) { return d.who.ID, d.who.Name }

// Roles are the actor's.
func (d *Desk) Roles() []rules.Role { return d.who.Roles }

// MustSetPIN says that the PIN was for one sign-in.
func (d *Desk) MustSetPIN() bool { return d.once }

func (d *Desk) lock() func() { d.t.mu.Lock(); return d.t.mu.Unlock }

// SaveDraft keeps what is typed in a form.
func (d *Desk) SaveDraft(form string, raw []byte) error {
	defer d.lock()()
	if d.t.drafts[d.who.ID+"/"+form] = append([]byte(nil), raw...); len(raw) == 0 {
		delete(d.t.drafts, d.who.ID+"/"+form)
	}
	return nil
}

// Draft is what SaveDraft kept.
func (d *Desk) Draft(form string) ([]byte, error) {
	defer d.lock()()
	return d.t.drafts[d.who.ID+"/"+form], nil
}

// SavePlace keeps where the person is, Place says where they were.
func (d *Desk) SavePlace(raw []byte) error { return d.SaveDraft("@place", raw) }

// Place is what SavePlace kept.
func (d *Desk) Place() ([]byte, error) { return d.Draft("@place") }

// Touched is Touch, of every record.
func (d *Desk) Touched(string) (*rules.Touch, error) { defer d.lock()(); return d.t.Touch, nil }

// Sit is Seat: nil, unless a test makes one.
func (t *Town) Sit(tui.Desk) tui.Seat {
	if t.Seat == nil {
		return nil
	}
	return t.Seat
}

func (d *Desk) stamp() view.Stamp { return view.Stamp{Seq: d.t.seq, Now: d.t.now} }

func (d *Desk) name(id string) string {
	for _, o := range d.t.lists.Officers {
		if o.ID == id {
			return o.Name
		}
	}
	return id
}

// officer is the one of that id, nil for none.
func (t *Town) officer(id string) *rules.Officer {
	for i := range t.lists.Officers {
		if o := &t.lists.Officers[i]; o.ID == id {
			return o
		}
	}
	return nil
}

func (d *Desk) duty() view.Duty {
	if d.t.shift == nil {
		return view.Duty{}
	}
	s := *d.t.shift
	return view.Duty{Shift: &s, Main: d.name(s.Main), Leader: d.name(s.Leader), Late: d.t.now.After(s.End)}
}

// Duty is who is on duty.
func (d *Desk) Duty() (view.Duty, error) { defer d.lock()(); return d.duty(), nil }

// Lists is what forms choose from.
func (d *Desk) Lists() (*view.Lists, error) { return d.t.lists, nil }

// Stock is what lies where.
func (d *Desk) Stock() (*view.Stock, error) {
	defer d.lock()()
	s := &view.Stock{Stamp: d.stamp(), Rows: append([]view.StockRow(nil), d.t.stock...), Short: d.short(), Can: view.Can{}}
	s.Kits = s.KitRows(inUse(d.t.kits), d.t.lists.Items)
	return s, nil
}

func (d *Desk) short() []view.ShortRow {
	n := int64(0)
	for _, r := range d.t.stock {
		if r.Item.ID == Quilt {
			n += r.Qty
		}
	}
	return []view.ShortRow{{Item: "棉被", Unit: "床", OnHand: n, Min: 20}, {Item: "方便面", Unit: "箱", OnHand: 14, Min: 10, Expires: "2026-12-10"}}
}

// Warnings are in force.
func (d *Desk) Warnings(bool) ([]rules.Warning, error) { return []rules.Warning{warning()}, nil }

// Call is one call.
func (d *Desk) Call(id string) (*rules.Call, error) {
	defer d.lock()()
	for _, c := range d.t.calls {
		if c.ID == id {
			return &c, nil
		}
	}
	return nil, rules.Missing(text.Text{ZH: "来电来访", EN: "call"}, id)
}

// Calls lists calls.
func (d *Desk) Calls(all bool, limit int) (out []rules.Call, err error) {
	defer d.lock()()
	for _, c := range d.t.calls {
		if all || c.State == rules.CallOpen {
			out = append(out, c)
		}
	}
	return out, nil
}

// Case is a case page.
func (d *Desk) Case(id string) (*view.Case, error) {
	defer d.lock()()
	c := d.t.cases[id]
	if c != nil && c.Case.Same != "" {
		id = c.Case.Same
		c = d.t.cases[id]
	}
	if c == nil {
		return nil, rules.Missing(text.Text{ZH: "救助事项", EN: "case"}, id)
	}
	v := *c
	v.Stamp = d.stamp()
	v.Obligations = append([]rules.Obligation(nil), c.Obligations...)
	v.Ask = append([]rules.Question(nil), c.Ask...)
	v.Timeline = append([]view.Event(nil), c.Timeline...)
	v.Referrals = d.referrals(c)
	v.Closing, v.Shelters = d.t.Closing, d.t.Shelters
	v.Can = maps.Clone(c.Can)
	d.teams(&v)
	v.Papers = d.papersOf(id, v.Can)
	v.Archive = d.slots(id)
	v.Can["archive.export"], v.Can["archive.export/minor"] = v.Case.MayExport(d.who.Roles, false, ""), v.Case.MayExport(d.who.Roles, true, "-")
	for _, n := range rules.PaperWords {
		if !rules.PaperKind(n.Code).OfCase() {
			continue
		}
		v.Can["paper.print/"+n.Code] = v.Case.MayPrint(rules.PaperKind(n.Code), 0)
	}
	return &v, nil
}

// Cases lists cases.
func (d *Desk) Cases(all bool, limit int) (out []view.CaseRow, err error) {
	defer d.lock()()
	if d.t.Panic {
		panic("fakedesk")
	}
	if d.t.Unreadable != nil {
		return nil, d.t.Unreadable
	}
	for _, id := range d.t.order {
		c := d.t.cases[id]
		row := view.CaseRow{ID: id, State: c.Case.State, Kind: c.Case.Kind, Subject: c.Subject, Place: c.Case.Place.Text, OpenedAt: c.Case.OpenedAt}
		if len(c.Obligations) > 0 {
			o := c.Obligations[0]
			row.Worst, row.Due, row.What = o.State, o.Due, o.Text
		}
		out = append(out, row)
	}
	for i := range d.t.Extra {
		out = append(out, view.CaseRow{ID: fmt.Sprintf("C20261123-%04d", i+1), State: rules.CaseDispatched, Kind: rules.CaseFound, Place: "火车站广场",
			Subject: text.Text{ZH: "无名氏 女 约40岁 疑似精神障碍", EN: "unnamed, F, about 40, mental illness"}, OpenedAt: at(0, i%60), Worst: rules.Pending, What: text.Text{ZH: "护送救助站", EN: "Escort to the relief station"}, Due: p(at(4, i%60))})
	}
	if all {
		out = append(out, view.CaseRow{ID: "C20261122-0001", State: rules.CaseClosed, Kind: rules.CaseFound, Place: "三号涵洞",
			Subject: text.Text{ZH: "马小禾 男 52岁", EN: "马小禾, M, 52"}, OpenedAt: at(0, 0).AddDate(0, 0, -2), Outcome: rules.OutcomeShelter})
	}
	return out, nil
}

// Board answers without a key.
func (d *Desk) Board() (*view.Board, error) {
	if d.t.Unreadable != nil {
		return nil, d.t.Unreadable
	}
	cases, _ := d.Cases(false, 0)
	calls, _ := d.Calls(false, 0)
	defer d.lock()()
	d.t.reads++
	b := &view.Board{Stamp: d.stamp(), Town: "北渡镇", Duty: d.duty(), Warnings: []rules.Warning{warning()}, OpenCases: len(cases), OpenCalls: len(calls), Short: d.short(), Out: d.out(), Can: view.Can{},
		Seasons: []view.Season{{Operation: rules.Operation{ID: "P1-2026", Plan: "P1"}, Title: text.Text{ZH: "寒冬送温暖", EN: "Winter Warmth"}, Day: 24, Days: 135}}}
	for _, r := range cases {
		if r.Worst == "" || !r.Worst.Open() {
			continue
		}
		b.Todo++
		if r.Worst == rules.Overdue {
			b.Overdue++
		}
		b.Rows = append(b.Rows, view.DueRow{Key: "case/" + r.ID, State: r.Worst, Due: r.Due, What: r.What, Subject: text.Text{ZH: r.Place + " " + r.Subject.ZH, EN: r.Place + " " + r.Subject.EN}, More: 2})
	}
	b.Rows = append(b.Rows, d.referralRows()...)
	for _, c := range calls {
		b.Todo++
		b.Rows = append(b.Rows, view.DueRow{Key: "call/" + c.ID, State: rules.Pending, What: text.Text{ZH: "来电未办", EN: "call still open"}, Subject: text.Text{ZH: c.Said, EN: c.Said}})
	}
	for _, id := range d.t.order {
		c := d.t.cases[id]
		for _, q := range c.Ask {
			b.Asks = append(b.Asks, view.AskRow{Case: id, Subject: c.Subject, Question: q})
		}
	}
	if d.t.sheet != nil {
		h := *d.t.sheet
		b.Handover = &h
	}
	return b, nil
}
