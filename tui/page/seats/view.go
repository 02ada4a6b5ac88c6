package seats

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
)

var (
	titleText   = text.Text{ZH: "在线 %[1]d", EN: "Here: %[1]d"}
	staffedText = text.Text{ZH: "值班室有人值守。有事请打值班电话。", EN: "The duty room is staffed. Ring it for anything."}
	emptyText   = text.Text{ZH: "值班室现在没有主班。请打带班领导电话。", EN: "Nobody is on duty now: ring the duty leader."}
	meText      = text.Text{ZH: "本人", EN: "you"}
	lockedText  = text.Text{ZH: "锁屏", EN: "locked"}
	idleText    = text.Text{ZH: "%[1]s没动", EN: "idle %[1]s"}
	sinceText   = text.Text{ZH: "%[1]s起", EN: "since %[1]s"}
	heardText   = text.Text{ZH: "本次收到的话", EN: "Said to you since you signed in"}
	noneText    = text.Text{ZH: "还没有。", EN: "Nothing yet."}
	dutyMark    = text.Text{ZH: "主班", EN: "on duty"}
	formText    = text.Text{ZH: "%[1]s 填表", EN: "%[1]s, a form"}
)

// pageWords name the pages.
var pageWords = []rules.Named{
	{Code: "board", Text: text.Text{ZH: "值班室", EN: "board"}}, {Code: "cases", Text: text.Text{ZH: "救助", EN: "cases"}}, {Code: "case", Text: text.Text{ZH: "救助", EN: "case"}},
	{Code: "handover", Text: text.Text{ZH: "交接", EN: "handover"}}, {Code: "stock", Text: text.Text{ZH: "物资", EN: "stock"}}, {Code: "call", Text: text.Text{ZH: "来电", EN: "call"}},
	{Code: "lists", Text: text.Text{ZH: "名册", EN: "lists"}}, {Code: "settings", Text: text.Text{ZH: "设置", EN: "settings"}}, {Code: "since", Text: text.Text{ZH: "变化", EN: "changes"}},
	{Code: "plans", Text: text.Text{ZH: "方案", EN: "plans"}}, {Code: "log", Text: text.Text{ZH: "日志", EN: "log"}}, {Code: "calendar", Text: text.Text{ZH: "日历", EN: "calendar"}},
	{Code: "notices", Text: text.Text{ZH: "通知", EN: "notices"}}, {Code: "patrols", Text: text.Text{ZH: "巡查", EN: "patrols"}}, {Code: "registers", Text: text.Text{ZH: "台账", EN: "registers"}},
	{Code: "roster", Text: text.Text{ZH: "排班", EN: "roster"}}, {Code: "intake", Text: text.Text{ZH: "登记", EN: "intake"}}, {Code: "seats", Text: text.Text{ZH: "在线", EN: "who is here"}},
}

// View draws who is here, and below what was said; to a village contact only whether the
// desk is staffed.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	title := env.T(titleText.With(len(p.all)))
	if !p.read {
		return env.Absent(title, p.err, l.W)
	}
	if p.hidden() != nil {
		said := emptyText
		if p.duty.Shift != nil {
			said = staffedText
		}
		return screen.Frame{Lines: append([]string{env.Heading(env.T(text.Text{ZH: "在线", EN: "Who is here"}), "", l.W), ""}, env.Wrap(env.T(said), l.W-1)...)}
	}
	lines := []string{env.Heading(title, "", l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	room := max(min(l.H-len(lines)-4, len(p.all)), 1)
	lines = append(lines, p.list.View(l.W, room, func(i, w int, selected bool) string { return p.row(env, i, w, selected) })...)
	lines = append(lines, "", env.Heading(env.T(heardText), "", l.W))
	if len(p.heard) == 0 {
		lines = append(lines, " "+env.Theme.Dim.Paint(env.T(noneText)))
	}
	for i := len(p.heard) - 1; i >= 0 && len(lines) < l.H; i-- {
		w := &p.heard[i]
		head := env.HHMM(w.At) + " " + w.Name + ": "
		for _, s := range env.Wrap(head+env.T(text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(w.Text)), l.W-1) {
			lines = append(lines, " "+s)
		}
	}
	return screen.Frame{Lines: lines}
}

// narrow is the width below which there is no room for the terminal and for since when.
const narrow = 70

// row is one seat: who, where, on what, since when without a key.
func (p *Page) row(env screen.Env, i, w int, selected bool) string {
	s := &p.all[i]
	name, idle := s.Name, ""
	switch {
	case i == 0:
		idle = env.T(meText)
	case s.Locked:
		idle = env.T(lockedText)
	}
	if d := s.Idle(p.hall.Now()); i > 0 && d >= time.Minute {
		if idle != "" {
			idle += " "
		}
		idle += env.T(idleText.With(env.Minutes(d)))
	}
	if p.duty.Shift != nil && p.duty.Shift.Main == s.Officer {
		name += " " + env.T(dutyMark)
	}
	at := env.T(rules.WordOf(pageWords, s.Page))
	switch {
	case s.Record != "" && w < narrow:
		at = screen.Short(s.Record)
	case s.Record != "":
		at += " " + screen.Short(s.Record)
	}
	if s.Form != "" {
		at = env.T(formText.With(at))
	}
	cells := []screen.Cell{{S: name, W: 14}, {S: s.Terminal, W: 14}, {S: at}, {S: env.T(sinceText.With(env.HHMM(s.Since))), W: 13}, {S: idle, W: 15}}
	if w < narrow {
		cells = []screen.Cell{{S: name, W: 12}, {S: at}, {S: idle, W: 13}}
	}
	return env.Mark(env.Row(w-1, cells...), selected, false)
}
