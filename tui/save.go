package tui

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// remembered is how many saves of a person can be corrected by Ctrl+X.
const remembered = 30

// save writes a command in the background, or while nobody is signed in asks first who
// signs for it.
func (a *App) save(s screen.Save) {
	if s.Request == "" {
		s.Request = a.door.NewRequest()
	}
	if a.desk == nil {
		a.vouch(s)
		return
	}
	a.work.start(s.Request, savingText, a.sitting)
	a.run(written(a.desk, s))
	a.run(a.work.watch(s.Request))
}

// written is a save under way. A panic in it leaves the outcome unknown: the request id
// answers it.
func written(desk Desk, s screen.Save) tea.Cmd {
	return func() (msg tea.Msg) {
		out := screen.Saved{Save: s}
		defer func() {
			if r := recover(); r != nil {
				out.Err = &rules.Error{Kind: rules.Unknown, Text: unknownText, Err: rules.Fault("panic: %v", r)}
				msg = out
			}
		}()
		if s.Form != "" {
			out.Result, out.Err = desk.DoDraft(s.Request, s.Form, s.Command)
		} else {
			out.Result, out.Err = desk.Do(s.Request, s.Command)
		}
		return out
	}
}

// saved says what became of a write, lets the form that asked for it know, and reads
// again. It reaches whoever saved, also behind the lock.
func (a *App) saved(m screen.Saved) {
	to := a.work.done(m.Request)
	if to == nil {
		to = a.sitting
	}
	a.within(to, func() { a.answer(m) })
	a.refresh()
}

func (a *App) answer(m screen.Saved) {
	err := rules.AsError(m.Err)
	switch {
	case err == nil:
		ids := append([]string{m.Result.ID}, m.Result.More...)
		a.said = screen.Say{Text: savedText.With(strings.Join(ids, " "), m.Done)}
		a.remember(m)
		if a.touch.seq <= m.Result.Seq { // it was this one
			a.touch.seq, a.touch.by = m.Result.Seq, nil
		}
		a.settle(m.Command)
	case err.Kind == rules.Unknown:
		a.said = screen.Say{Text: unknownAnswer, Bad: true}
	default:
		a.said = screen.Refused(err)
	}
	a.tell(m)
	if p, ok := m.From.(screen.Page); ok && a.desk != nil && !a.shows(p) {
		a.do(p.Update(m)) // it was left meanwhile, and may have more to save
	}
	if err != nil && err.Kind == rules.Unknown {
		again := m.Save
		a.do(screen.Offer{Dialog: dialog.NewUnknown(m.Request, err, func() route.Action { return again })})
	}
	if err != nil && err.Field == "clock" {
		a.do(screen.Offer{Dialog: a.clockForm()})
	}
}

// remember keeps a save for Ctrl+X.
func (a *App) remember(m screen.Saved) {
	a.saves = append(a.saves, scrubbed(m))
	a.saves = a.saves[max(len(a.saves)-remembered, 0):]
}

// settle makes what was saved hold for this screen at once.
func (a *App) settle(cmd command.Command) {
	switch c := cmd.(type) {
	case *command.SetPrefs:
		if a.prefs = c.Prefs; !a.behind() {
			a.wish(a.prefs)
		}
	case *command.SetSetting:
		a.run(a.readIdle())
	case *command.SetClock:
		a.idle.since = a.door.Now()
	}
}

// scrubbed is a save without what nobody may keep: the PIN that it was signed with.
func scrubbed(m screen.Saved) screen.Saved {
	switch c := m.Command.(type) {
	case *command.SetPIN:
		m.Command = &command.SetPIN{Officer: c.Officer, Once: c.Once}
	case *command.AddOfficer:
		m.Command = &command.AddOfficer{Name: c.Name}
	case *command.AddStandIn:
		m.Command = &command.AddStandIn{Name: c.Name}
	case *command.PresentHandover:
		m.Command = &command.PresentHandover{Handover: c.Handover}
	case *command.AcceptHandover:
		m.Command = &command.AcceptHandover{Handover: c.Handover}
	case *command.ReleaseShift:
		m.Command = &command.ReleaseShift{Incoming: c.Incoming}
	case *command.SignOrder:
		m.Command = &command.SignOrder{Order: c.Order}
	case *command.AddKey:
		m.Command = &command.AddKey{Officer: c.Officer}
	case *command.TakeSeat:
		m.Command = &command.TakeSeat{Seat: c.Seat, Was: c.Was}
	case *command.ReadLog:
		m.Command = &command.ReadLog{Shift: c.Shift, Upto: c.Upto, Words: c.Words}
	}
	m.From = nil
	return m
}

// next opens what has waited longest for an answer.
func (a *App) next() route.Action {
	d := a.waiting[0]
	a.waiting = slices.Delete(slices.Clone(a.waiting), 0, 1)
	return screen.Open{Dialog: d}
}

var (
	savingText    = text.Text{ZH: "正在保存, 请稍等…", EN: "Saving, please wait…"}
	readingText   = text.Text{ZH: "正在读, 请稍等…", EN: "Reading, please wait…"}
	unknownAnswer = text.Text{ZH: "不知道是否已存上: 按 Ctrl+T 用同一请求号再存。", EN: "It is not known whether this was saved: Ctrl+T sends the same request again."}
	waitingText   = text.Text{ZH: "有 %[1]d 件事要您答复: 按 Ctrl+T", EN: "%[1]d matter(s) wait for your answer: Ctrl+T"}
)
