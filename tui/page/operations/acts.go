package operations

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// asked is a plan whose form of adopting, or of ending, is to be opened.
type asked struct {
	plan *view.PlanPage
	end  bool
	copy bool
}

// ask reads the plan that the key is for, and opens its form.
func (p *Page) ask(end bool) route.Action {
	desk, id := p.desk, p.subject()
	return screen.Do(screen.Read(p.asks("plan/"+id), func() (asked, error) {
		pl, err := desk.Plan(id)
		return asked{plan: pl, end: end}, err
	}))
}

// asks names a read whose answer opens a form on this page alone: every page of the stack is
// told of it.
func (p *Page) asks(what string) string {
	p.asking = "ask/" + p.id + "/" + what
	return p.asking
}

// answered says, once, that the read is the one this page waits for.
func (p *Page) answered(id string) bool {
	if id != p.asking {
		return false
	}
	p.asking = ""
	return true
}

func label(pl *view.PlanPage) text.Text {
	return text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(pl.Plan, pl.Title)
}

// adoptDialog asks for the days and settings of a plan.
func (p *Page) adoptDialog(pl *view.PlanPage) route.Action {
	if no := pl.Can["plan.adopt"]; no != nil {
		return screen.Refused(no)
	}
	o := dialog.AdoptOptions{Plan: pl.Plan, Label: label(pl), OwnFrom: pl.OwnFrom, OwnTo: pl.OwnTo, From: pl.From, To: pl.To, Today: p.now(),
		Settings: pl.Settings, Draft: "plan/" + pl.Plan + "/" + pl.Operation, Drafts: p.desk,
		Intro: func(env screen.Env, w int) []string { return env.Wrap(env.T(ownWindow(pl)), w) }}
	if pl.Operation != "" {
		o.Year = pl.Season
	}
	return screen.Show(dialog.NewAdopt(o))
}

// ownWindow says which days the plan itself gives, and that they may be changed.
func ownWindow(pl *view.PlanPage) text.Text {
	switch {
	case pl.OwnTo == "":
		return text.Text{ZH: "条文没写起止日期 (%[1]s), 由本镇定。", EN: "The text gives no days (%[1]s): the township names them."}.With(pl.Clause)
	case pl.OwnFrom == "":
		return text.Text{ZH: "条文只写到 %[1]s (%[2]s), 首日由本镇定。", EN: "The text gives only the last day, %[1]s (%[2]s): the township names the first."}.With(string(pl.OwnTo), pl.Clause)
	}
	return text.Text{ZH: "条文的期限换算到本季: %[1]s 至 %[2]s (%[3]s)。", EN: "The window of the text in this season: %[1]s to %[2]s (%[3]s)."}.With(string(pl.OwnFrom), string(pl.OwnTo), pl.Clause)
}

// endDialog asks how the plan ends and why.
func (p *Page) endDialog(pl *view.PlanPage) route.Action {
	if no := pl.Can["plan.end"]; no != nil {
		return screen.Refused(no)
	}
	for _, op := range pl.Operations {
		if op.ID == pl.Operation {
			return screen.Show(dialog.NewEnd(dialog.EndOptions{Operation: op, Label: label(pl), Today: p.now(), Drafts: p.desk}))
		}
	}
	return nil
}

// now is the day of what is shown.
func (p *Page) now() rules.Date { return rules.DateOf(p.read.today.Now) }
