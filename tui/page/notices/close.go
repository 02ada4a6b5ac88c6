package notices

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// finish lists who was not told, and asks for one reason for all of them. After a Conflict the
// list is as the page has it by then.
func (p *Page) finish() route.Action {
	n := p.one.Notice
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{Title: text.Text{ZH: "办结通知 %[1]s", EN: "Close notice %[1]s"}.With(n.ID), Draft: "notice.close/" + n.ID, Drafts: p.desk,
		Intro: func(env screen.Env, w int) []string {
			left := n.Missing()
			return dialog.Lead(text.Text{ZH: "没有传到 %[1]d: %[2]s", EN: "Not told, %[1]d: %[2]s"}.With(len(left), strings.Join(left, " ")))(env, w)
		},
		Hint: text.Text{ZH: "如 明早由包村干部上门", EN: "as: village cadres call there in the morning"},
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.CloseNotice{Notice: n.ID, Reason: reason, Version: n.Version}, nil
		},
		Conflict: func() {
			if p.one != nil && p.one.Notice.ID == n.ID {
				n = p.one.Notice
			}
		},
		Said: func(screen.Saved) text.Text { return text.Text{ZH: "已办结 %[1]s", EN: "Closed: %[1]s"}.With(n.ID) }}))
}

// village says that the reader is the contact of a village, who confirms the own line alone.
func (p *Page) village() bool {
	_, ok := p.one.Can["notice.confirm"]
	return ok
}

// confirm is the 收到 of a village.
func (p *Page) confirm() route.Action {
	return screen.Save{From: p, Command: &command.ConfirmNotice{Notice: p.one.Notice.ID}, Done: text.Text{ZH: "已回收到", EN: "confirmed"}}
}

// shownTries is how many tries stand under the list; the sheet has all. Ours.
const shownTries = 3

// tries are the newest tries at the selected one, each with its minute, number and who rang,
// struck ones too.
func (p *Page) tries(env screen.Env, w int) (out []string) {
	r := p.receiver()
	if r == nil || len(r.Tries) == 0 && r.Explained == nil {
		return nil
	}
	out = []string{env.Heading(strconv.Itoa(r.No)+" "+env.T(r.Called()), "", w)}
	for i := range r.Tries[max(len(r.Tries)-shownTries, 0):] {
		t := &r.Tries[max(len(r.Tries)-shownTries, 0)+i]
		line := strings.Join(strings.Fields(strings.Join([]string{screen.HourMinute(t.At), env.T(rules.WordOf(rules.NoticeResultWords, string(t.Result))), t.Phone, t.Name, t.Said}, " ")), " ")
		if t.Struck != "" {
			line = env.T(text.Text{ZH: "(已划去: %[2]s) %[1]s", EN: "(struck out: %[2]s) %[1]s"}.With(line, t.Struck))
		}
		out = append(out, " "+env.Cut(line, w-1))
	}
	if x := r.Explained; x != nil {
		out = append(out, " "+env.Cut(env.T(text.Text{ZH: "%[1]s 说明 %[2]s: %[3]s", EN: "%[1]s explained by %[2]s: %[3]s"}.With(screen.HourMinute(x.At), x.Name, x.Reason)), w-1))
	}
	return out
}
