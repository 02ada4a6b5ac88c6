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
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// A person may sit at two places, the desk and a laptop. A form that is open at both keeps its
// draft at the first until the other asks for it: then it is written there, closed there, and
// read here. A place that does not answer loses it; nothing of either is written over.
type (
	yielded struct { // what is typed in a form was kept for another place
		of   *sitting
		form string
		by   rules.Seat
	}
	wantForm struct{ form string } // the answer to the question of apartForm
	seize    struct {
		of   *sitting
		form string
	}
)

// Action marks wantForm as one.
func (wantForm) Action() {}

// patient is how long another place may take to let a form go. Ours.
const patient = 3 * time.Second

// yield keeps what is typed in a form and then lets it go to the other place of the person.
func (a *App) yield(k view.Knock) {
	if a.seat.Elsewhere(k.Form) != nil { // it did not wait: nothing may be written over it
		a.said = screen.Say{Text: seizedText.With(k.By.Terminal), Bad: true}
		return
	}
	of := a.sitting
	for l := range a.leavers() {
		if draftOf(l) != k.Form {
			continue
		}
		leave := l.Leave()
		a.run(func() tea.Msg {
			if leave != nil {
				leave()
			}
			if f, ok := l.(screen.Flusher); ok {
				f.Flush()
			}
			return yielded{of, k.Form, k.By}
		})
		return
	}
	a.yielded(yielded{of, k.Form, k.By}) // it is closed already
}

func (a *App) yielded(m yielded) {
	a.within(m.of, func() {
		a.dialogs = slices.DeleteFunc(slices.Clone(a.dialogs), func(d screen.Dialog) bool { return draftOf(d) == m.form })
		for i := len(a.stack) - 1; i > 0; i-- {
			if draftOf(a.stack[i].page) == m.form {
				a.stack = slices.Delete(slices.Clone(a.stack), i, i+1)
			}
		}
		a.said = screen.Say{Text: yieldedText.With(m.by.Terminal)}
		a.settleSeat(a.at.locked)
		a.refresh()
	})
}

// given reads the draft that another place let go of into the form.
func (a *App) given(k view.Knock) {
	for _, d := range a.dialogs {
		if l, ok := d.(screen.Loader); ok && draftOf(d) == k.Form {
			a.run(a.own(l.Load()))
		}
	}
	for _, p := range a.stack {
		if draftOf(p.page) == k.Form {
			a.refresh()
		}
	}
	a.apart = slices.DeleteFunc(a.apart, func(f string) bool { return f == k.Form })
	a.said = screen.Say{Text: givenText.With(k.By.Terminal)}
}

func draftOf(x any) string {
	if d, ok := x.(interface{ DraftName() string }); ok {
		return d.DraftName()
	}
	return ""
}

// apartForm offers to bring a form here that is open at another place too.
func (a *App) apartForm(form string) {
	at := a.seat.Elsewhere(form)
	if at == nil {
		return
	}
	d := dialog.NewQuestion(apartTitle, apartAsk.With(at.Terminal, screen.HourMinute(at.Since)), apartYes, func() route.Action { return wantForm{form} })
	a.calls(lined{d, apartLine.With(at.Terminal)})
}

func (a *App) want(form string) {
	a.seat.Want(form)
	of := a.sitting
	a.run(tea.Tick(patient, func(time.Time) tea.Msg { return seize{of, form} }))
}

func (a *App) seize(m seize) {
	a.within(m.of, func() {
		if a.seat != nil {
			a.seat.Seize(m.form)
		}
	})
}

// seated is a desk whose drafts are kept by one place of a person at a time.
type seated struct {
	Desk
	seat Seat
}

// SaveDraft refuses (Conflict) while another place of the person has the form open.
func (d seated) SaveDraft(form string, raw []byte) error {
	if at := d.seat.Elsewhere(form); at != nil {
		return &rules.Error{Kind: rules.Conflict, Text: apartLine.With(at.Terminal)}
	}
	return d.Desk.SaveDraft(form, raw)
}

// Draft is nothing while another place has the form open: it comes with the form.
func (d seated) Draft(form string) ([]byte, error) {
	if d.seat.Elsewhere(form) != nil {
		return nil, nil
	}
	return d.Desk.Draft(form)
}

// DoDraft leaves the draft alone that another place keeps.
func (d seated) DoDraft(request, form string, cmd command.Command) (command.Result, error) {
	if d.seat.Elsewhere(form) != nil {
		return d.Desk.Do(request, cmd)
	}
	return d.Desk.DoDraft(request, form, cmd)
}

// bare is the desk that the door gave.
func bare(d Desk) Desk {
	if s, ok := d.(seated); ok {
		return s.Desk
	}
	return d
}

var (
	seizedText  = text.Text{ZH: "这张表已在 %[1]s 接着写; 这里的不再留草稿, 还在屏幕上。", EN: "This form goes on at %[1]s; what stands here is on this screen alone."}
	yieldedText = text.Text{ZH: "这张表已拿到 %[1]s 接着写。", EN: "The form goes on at %[1]s."}
	givenText   = text.Text{ZH: "已从 %[1]s 拿到这里。", EN: "Brought here from %[1]s."}
	apartTitle  = text.Text{ZH: "这张表在别处也开着", EN: "Open at another place too"}
	apartAsk    = text.Text{ZH: "您在 %[1]s (%[2]s 登录) 也开着这张表, 草稿由那边留着。\n拿到这里: 那边写的带过来, 那边关上。", EN: "You have this form open at %[1]s too (signed in %[2]s); the draft is kept there.\nBring it here: what was typed there comes along, and it closes there."}
	apartYes    = text.Text{ZH: "拿到这里", EN: "Bring it here"}
	apartLine   = text.Text{ZH: "这张表在 %[1]s 也开着: Ctrl+T 拿到这里", EN: "This form is open at %[1]s too: Ctrl+T brings it here"}
	apartNow    = text.Text{ZH: "这张表在别处也开着, 这里写的不留草稿", EN: "This form is open elsewhere: no draft is kept here"}
)
