package tui

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/cmdline"
	"dutydesk/tui/copytext"
	"dutydesk/tui/correct"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// caseID is the case that the page shows, "" for none.
func (a *App) caseID() string {
	if p, ok := a.page().(screen.CasePage); ok {
		return p.CaseID()
	}
	return ""
}

// commandLine opens the command line; a line that names no case means the one in sight.
func (a *App) commandLine() route.Action {
	return screen.Open{Dialog: cmdline.New(a.desk, cmdline.Options{Case: a.caseID(), Now: a.door.Now})}
}

// copyText opens what is in sight as a text to pass on.
func (a *App) copyText() route.Action {
	here := a.stack[len(a.stack)-1].to
	if p, ok := a.page().(interface{ Shown() string }); ok { // it went on from what it was opened for
		here.ID = p.Shown()
	}
	return screen.Open{Dialog: copytext.New(a.desk, here, copytext.Options{NoClip: a.o.Clip == nil})}
}

// correct lists what was saved here last, each with its counter-entry.
func (a *App) correct() route.Action {
	return screen.Open{Dialog: correct.New(a.desk, a.saves)}
}

func (a *App) nothingSaved() *rules.Error {
	if len(a.saves) == 0 {
		return rules.Refuse(text.Text{ZH: "登录以来还没有保存过什么。", EN: "Nothing has been saved since you signed in."}, "")
	}
	return nil
}
