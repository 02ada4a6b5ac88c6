package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
)

// printed is a print that ended, under its request id.
type printed struct {
	id string
	screen.Printed
	instead []string // the papers that gave way to it
}

// print writes a paper in the background: the book and a disk are asked.
func (a *App) print(p screen.Print) {
	if a.desk == nil || a.o.Print == nil {
		a.do(screen.Refused(rules.Refuse(text.Text{ZH: "这个终端不能打印。", EN: "This terminal cannot print."}, "")))
		return
	}
	id, desk, write := a.door.NewRequest(), bare(a.desk), a.o.Print
	a.work.start(id, printingText, a.sitting)
	a.run(func() (msg tea.Msg) {
		out := printed{id: id, Printed: screen.Printed{Print: p}}
		defer func() {
			if r := recover(); r != nil {
				out.Err = rules.Fault("printing %s: panic: %v", p.Kind, r)
				msg = out
			}
		}()
		out.Paper, out.Path, out.Err = write(desk, p)
		if out.Err == nil && out.Paper != "" {
			out.instead = instead(desk, p, out.Paper)
		}
		return out
	})
	a.run(a.work.watch(id))
}

// instead are the papers that gave way to a new one, none where the book cannot be read:
// the paper is there all the same.
func instead(desk Desk, p screen.Print, id string) (out []string) {
	var all []rules.Paper
	if p.Kind.OfCase() {
		if c, err := desk.Case(p.ID); err == nil {
			all = c.Papers
		}
	} else if h, err := desk.Handover(p.ID); err == nil {
		all = h.Papers
	}
	for i := range all {
		if all[i].Instead == id {
			out = append(out, all[i].ID)
		}
	}
	return out
}

// printed says where the paper lies, and lets the dialog that asked for it know.
func (a *App) printed(m printed) {
	a.within(a.work.done(m.id), func() {
		if err := rules.AsError(m.Err); err != nil {
			a.said = screen.Refused(err)
		} else {
			a.said = screen.Say{Text: printedText.With(m.Paper, m.Path)}
			if len(m.instead) > 0 {
				a.said = screen.Say{Text: insteadText.With(m.Paper, strings.Join(m.instead, ", "), m.Path)}
			}
			switch {
			case m.Kind == rules.PaperLog, m.Kind == rules.PaperReport, m.Kind == rules.PaperNotice, m.Kind == roster.PaperTable, m.Kind == roster.PaperCalendar:
				a.said = screen.Say{Text: loggedText.With(m.Path)}
			case m.Paper == "":
				a.said = screen.Say{Text: draftedText.With(m.Path)}
			default:
				s := screen.Saved{Save: screen.Save{Request: m.id, Command: &command.PrintPaper{Kind: m.Kind}}}
				s.Result.ID = m.Paper
				a.remember(s)
			}
		}
		a.tell(m.Printed)
	})
	a.refresh()
}

var (
	printingText = text.Text{ZH: "正在打印, 请稍等…", EN: "Printing, please wait…"}
	printedText  = text.Text{ZH: "已打印 %[1]s: %[2]s", EN: "printed %[1]s: %[2]s"}
	insteadText  = text.Text{ZH: "已打印 %[1]s, 代替 %[2]s: %[3]s", EN: "printed %[1]s instead of %[2]s: %[3]s"}
	loggedText   = text.Text{ZH: "已写到 %[1]s", EN: "written to %[1]s"}
	draftedText  = text.Text{ZH: "草稿: %[1]s", EN: "draft: %[1]s"}
)
