package tui

import (
	"slices"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/page/seats"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Seat is the place of one session among those at the desk. It never waits, but for Say and
// Read, which are durable when they return; it is used from several goroutines at once.
type Seat interface {
	Me() rules.Seat
	Others() []rules.Seat // in the order of their coming
	// News wakes the session when something about the others changed or something was told;
	// Told takes what was. News closes when the seat leaves.
	News() <-chan struct{}
	Told() []view.Knock
	Key(at time.Time)
	// At says where the session is: the page, its record, the drafts of the forms that are
	// open, the top one last, whether it is locked, and whether it looks at everybody. This
	// seat keeps the drafts from then on; elsewhere are those that another place of the
	// person keeps.
	At(page, record string, forms []string, locked, all bool) (elsewhere []string)
	Elsewhere(form string) *rules.Seat
	// Want asks the other place for a form: it is told, writes what is typed and lets go.
	// Seize takes it all the same.
	Want(form string)
	Seize(form string)
	// Ask asks whether a seat may be taken over; Agree lets an officer take this one.
	Ask(seat string) bool
	Agree(officer string)
	Say(to, words string) (names []string, err error)
	Unread() []rules.Word
	Read(rules.Word) error
	Leave()
}

// around is what a sitting knows of the others at the desk.
type around struct {
	seat   Seat // nil: nobody tells who is here
	others []rules.Seat
	at     whereabouts
	heard  []rules.Word // in this sitting, the oldest first
	apart  []string     // forms open here whose draft another place of the person keeps
	lost   *view.Knock  // the seat was taken over meanwhile
	touch  touch
}

// whereabouts is what the others are told of.
type whereabouts struct {
	page, record string
	forms        []string
	locked       bool
}

// touch is who changed the record that is shown since it was.
type touch struct {
	record string
	seq    uint64
	by     *rules.Touch
}

// remembersWords is how many words of a sitting its list shows.
const remembersWords = 50

// news says that something about the others changed.
type news struct{ of *sitting }

// join begins the seat of a sitting that has none.
func (a *App) join() {
	if a.seat != nil {
		return
	}
	if a.seat = a.door.Sit(a.desk); a.seat == nil {
		return
	}
	a.desk = seated{a.desk, a.seat}
	a.others = a.seen()
	a.run(listen(a.sitting, 0))
}

// listen waits for news, after a rest: ten a second at most.
func listen(of *sitting, rest time.Duration) tea.Cmd {
	told := of.seat.News()
	return func() tea.Msg {
		if rest > 0 {
			<-time.After(rest)
		}
		if _, open := <-told; !open {
			return nil
		}
		return news{of}
	}
}

func (a *App) news(m news) {
	a.within(m.of, func() {
		if a.seat == nil {
			return
		}
		a.others = a.seen()
		a.words()
		for _, k := range a.seat.Told() {
			a.knock(k)
		}
		if len(a.stack) > 0 && a.stack[len(a.stack)-1].to.Page == route.Seats {
			a.refresh()
		}
	})
	if m.of.seat != nil {
		a.run(listen(m.of, pause))
	}
}

// words puts what was said and not read among what waits for an answer, once, and takes away
// what was read at another place.
func (a *App) words() {
	unread := a.seat.Unread()
	a.waiting = slices.DeleteFunc(slices.Clone(a.waiting), func(d screen.Dialog) bool {
		w, ok := d.(*dialog.Word)
		return ok && !slices.ContainsFunc(unread, func(u rules.Word) bool { return u.ID == w.Word().ID })
	})
	for _, u := range unread {
		if slices.ContainsFunc(a.heard, func(w rules.Word) bool { return w.ID == u.ID }) {
			continue
		}
		a.heard = append(a.heard, u)
		a.heard = a.heard[max(len(a.heard)-remembersWords, 0):]
		seat := a.seat
		a.calls(dialog.NewWord(u, func() error { return seat.Read(u) }))
	}
}

// calls lets something wait for an answer. Its line takes the place of what was said before,
// of a refusal excepted, whose reason may be asked for.
func (a *App) calls(d screen.Dialog) {
	a.waiting = append(a.waiting, d)
	if a.said.Err == nil {
		a.said = screen.Say{}
	}
}

func (a *App) knock(k view.Knock) {
	switch k.Kind {
	case view.KnockAsked:
		seat, by := a.seat, k.By
		d := dialog.NewQuestion(askedTitle, askedAsk.With(by.Name, by.Terminal), askedYes, func() route.Action { seat.Agree(by.Officer); return nil })
		a.calls(lined{d, askedLine.With(by.Name)})
	case view.KnockAgreed:
		a.said = screen.Say{Text: agreedText.With(k.By.Name)}
	case view.KnockTaken:
		a.taken(k)
	case view.KnockWanted:
		a.yield(k)
	case view.KnockGiven:
		a.given(k)
	}
}

// taken locks the session whose seat was taken over, and tells the person, now and when they
// come back. What is typed stays, as a draft too.
func (a *App) taken(k view.Knock) {
	a.lost = &k
	if a.sitting != a.shown {
		return
	}
	a.lock()
	a.said = screen.Say{Text: takenText.With(k.By.Name, screen.HourMinute(k.At)), Bad: true}
}

// record is the id of the record that the visible page shows, "" for none.
func (a *App) record() string {
	if id := a.caseID(); id != "" {
		return id
	}
	return a.stack[len(a.stack)-1].to.ID
}

// settleSeat tells the others where the session is, when that changed, and looks whether
// another place of the person has a form that is open here.
func (a *App) settleSeat(locked bool) {
	if a.seat == nil || len(a.stack) == 0 {
		return
	}
	now := whereabouts{page: string(a.stack[len(a.stack)-1].to.Page), record: a.record(), locked: locked}
	for l := range a.leavers() {
		if name := draftOf(l); name != "" {
			now.forms = append(now.forms, name)
		}
	}
	slices.Reverse(now.forms) // leavers tells dialogs first
	if now.page == a.at.page && now.record == a.at.record && now.locked == a.at.locked && slices.Equal(now.forms, a.at.forms) {
		return
	}
	if now.record != a.at.record {
		a.touch = touch{}
	}
	a.at = now
	was := a.apart
	a.apart = a.seat.At(now.page, now.record, now.forms, locked, now.page == string(route.Seats))
	a.others = a.seen()
	for _, form := range a.apart {
		if !slices.Contains(was, form) {
			a.apartForm(form)
		}
	}
}

// lined is a question that says in a line what it is about.
type lined struct {
	screen.Dialog
	line text.Text
}

// Line is what the status line says while it waits.
func (l lined) Line() text.Text { return l.line }

// company says who else is on the record that is shown, and who changed it since.
func (a *App) company() (said text.Text, grave bool) {
	if by := a.touch.by; by != nil {
		return touchedText.With(by.Name, screen.HourMinute(by.At), command.Told(by.Code)), true
	}
	if len(a.apart) > 0 && len(a.at.forms) > 0 && a.apart[0] == a.at.forms[len(a.at.forms)-1] {
		return apartNow, true
	}
	if a.at.record == "" {
		return text.Text{}, false
	}
	var here, filling, same []string
	for _, s := range a.others {
		switch {
		case s.Record != a.at.record || s.Locked:
		case s.Form == "":
			here = append(here, s.Name)
		case len(a.at.forms) > 0 && s.Form == a.at.forms[len(a.at.forms)-1]:
			same = append(same, s.Name)
		default:
			filling = append(filling, s.Name)
		}
	}
	switch {
	case same != nil:
		return sameFormText.With(names(same)), true
	case filling != nil:
		return fillingText.With(names(filling)), false
	case here != nil:
		return alsoHereText.With(names(here)), false
	}
	return text.Text{}, false
}

// seen are the others at the desk, for whom may see them.
func (a *App) seen() []rules.Seat {
	if !rules.SeesSeats(a.desk.Roles()) {
		return nil
	}
	return a.seat.Others()
}

// names are at most three names and how many more.
func names(all []string) text.Text {
	slices.Sort(all)
	all = slices.Compact(all)
	switch len(all) {
	case 1:
		return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(all[0])
	case 2:
		return text.Text{ZH: "%[1]s、%[2]s", EN: "%[1]s, %[2]s"}.With(all[0], all[1])
	}
	return text.Text{ZH: "%[1]s、%[2]s 和另外 %[3]d 人", EN: "%[1]s, %[2]s and %[3]d more"}.With(all[0], all[1], len(all)-2)
}

// hall is what the page of seats asks.
func (a *App) hall() seats.Hall { return hall{a.sitting, a.door} }

// hall answers the page of seats for one sitting.
type hall struct {
	of   *sitting
	door Door
}

// Heard are the words of this sitting.
func (h hall) Heard() []rules.Word { return slices.Clone(h.of.heard) }

// Seat is the own seat, nil where nobody tells who is here.
func (h hall) Seat() seats.Seat {
	if h.of.seat == nil {
		return nil
	}
	return h.of.seat
}

// Now is the desk's time.
func (h hall) Now() time.Time { return h.door.Now() }

var (
	askedTitle   = text.Text{ZH: "请求接用席位", EN: "Your seat is asked for"}
	askedAsk     = text.Text{ZH: "%[1]s (%[2]s) 想接用您的席位。同意后这里锁上, 您写的留着; 班还是您的班。", EN: "%[1]s (%[2]s) would like your seat. If you agree this desk locks, what you typed stays, and the shift is still yours."}
	askedYes     = text.Text{ZH: "同意", EN: "Agree"}
	askedLine    = text.Text{ZH: "%[1]s 想接用您的席位: Ctrl+T", EN: "%[1]s would like your seat: Ctrl+T"}
	agreedText   = text.Text{ZH: "%[1]s 同意了: 在「在线」页按 F7 接用", EN: "%[1]s agrees: F7 on the page of who is here takes the seat"}
	takenText    = text.Text{ZH: "席位已由 %[1]s 于 %[2]s 接用; 您写的都在草稿里, 登录后接着写。", EN: "%[1]s took this seat at %[2]s; what you typed is in your drafts: sign in to go on."}
	touchedText  = text.Text{ZH: "%[1]s %[2]s 动过这一条: %[3]s。保存前看一下", EN: "%[1]s %[3]s at %[2]s: look before saving"}
	sameFormText = text.Text{ZH: "%[1]s 也正在填这张表", EN: "%[1]s is filling in this form too"}
	fillingText  = text.Text{ZH: "%[1]s 正在填这一条的表", EN: "%[1]s is editing this"}
	alsoHereText = text.Text{ZH: "%[1]s 也在看这一条", EN: "%[1]s is here too"}
)
