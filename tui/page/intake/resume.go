package intake

import (
	"encoding/json"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// resume asks what becomes of the call that was not saved last time: it is filled in
// again, or dropped. Esc leaves the page with the draft as it is.
type resume struct {
	*dialog.Confirm
	page  *Page
	draft tea.Msg
}

// newResume asks about a draft, its fields in raw.
func newResume(p *Page, draft tea.Msg, raw []byte) *resume {
	return &resume{dialog.NewConfirm(resumeTitle, resumeAsk.With(inShort(raw)), goOnText, nil), p, draft}
}

// Keys go on, begin another, or leave.
func (r *resume) Keys() binding.Table {
	return binding.Table{
		{Keys: []string{"1", "enter"}, Label: goOnText, Help: text.Text{ZH: "接着写上次没存的", EN: "Go on with what was not saved"}, Do: r.goOn},
		{Keys: []string{"2"}, Label: anotherText, Help: text.Text{ZH: "上次的丢掉, 另写一份", EN: "Drop it and begin another"}, Do: r.another},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "返回", EN: "Back"}, Help: text.Text{ZH: "回到上一页, 上次的留着", EN: "Back to the page before; the draft stays"},
			Do: func() route.Action { return route.All{screen.Close{Dialog: r}, route.Back{}} }},
	}
}

func (r *resume) goOn() route.Action {
	_, act := r.page.form.Update(r.draft)
	r.page.again()
	return route.All{screen.Close{Dialog: r}, act}
}

func (r *resume) another() route.Action {
	r.page.form.Update(r.draft) // the form has to know what it drops
	return route.All{screen.Close{Dialog: r}, r.page.clear()}
}

// inShort is where, who and what of a draft; "" for a draft with nothing in it.
func inShort(raw []byte) string {
	var v entry.Values
	if json.Unmarshal(raw, &v) != nil || len(v) == 0 {
		return ""
	}
	var words []string
	for _, name := range []string{"place", "person.name", "caller.name", "said"} {
		if s := strings.Join(strings.Fields(v[name]), " "); s != "" {
			words = append(words, few(s))
		}
	}
	if len(words) == 0 {
		return "..."
	}
	return strings.Join(words, ", ")
}

// few is the beginning of what was written.
func few(s string) string {
	const most = 16
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "..."
	}
	return s
}

// askClear asks before everything typed is gone.
func (p *Page) askClear() route.Action {
	if !p.form.Dirty() {
		return p.clear()
	}
	return screen.Show(dialog.NewConfirm(clearText, text.Text{ZH: "写下的全部清空?", EN: "Empty all that is typed?"}, clearText, p.clear))
}

var (
	resumeTitle = text.Text{ZH: "上次没存的登记", EN: "A call that was not saved"}
	resumeAsk   = text.Text{ZH: "%[1]s\n\n1 接着写上次没存的\n2 另写一份 (上次的丢掉)", EN: "%[1]s\n\n1 go on with it\n2 begin another (this one is dropped)"}
	goOnText    = text.Text{ZH: "接着写", EN: "Go on"}
	anotherText = text.Text{ZH: "另写一份", EN: "Another"}
	clearText   = text.Text{ZH: "清空", EN: "Clear"}
)
