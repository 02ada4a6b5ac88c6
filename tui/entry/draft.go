package entry

import (
	"encoding/json"
	"maps"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// Every is how often a draft is kept at most (DESIGN §5).
const Every = 2 * time.Second

// Drafts keeps what is typed and not saved, one for an officer and a form.
type Drafts interface {
	SaveDraft(form string, raw []byte) error
	Draft(form string) ([]byte, error)
}

type (
	dueMsg struct{ e *Entry } // time to keep the draft
	kept   struct {
		e   *Entry
		err error
	}
	offered struct {
		e   *Entry
		raw []byte
		err error
	}
)

// Load offers the draft back.
func (e *Entry) Load() tea.Cmd {
	if e.name == "" {
		return nil
	}
	read := screen.Read(e.name, func() ([]byte, error) { return e.drafts.Draft(e.name) })
	return func() tea.Msg {
		got, _ := read().(screen.Got[[]byte])
		return offered{e, got.Value, got.Err}
	}
}

func (e *Entry) touched() route.Action {
	if e.name == "" || e.armed || e.over {
		return nil
	}
	e.armed = true
	return screen.Run{Cmd: tea.Tick(Every, func(time.Time) tea.Msg { return dueMsg{e} })}
}

// restore fills in what was left unsaved last time. What was typed meanwhile stays, after
// it.
func (e *Entry) restore(m offered) route.Action {
	old := Values{}
	if m.err != nil || len(m.raw) == 0 || json.Unmarshal(m.raw, &old) != nil {
		return nil
	}
	now := e.Values()
	for k, v := range old {
		switch typed := now[k]; {
		case typed == e.first[k] || e.Guessed(k):
			e.Set(k, v)
		case e.form.Field(k) != nil && e.form.Field(k).Kind <= field.Note && typed != v:
			e.Set(k, v+typed)
		}
	}
	e.draft = string(m.raw)
	return screen.Say{Text: restoredText}
}

// Leave keeps the draft now, when it differs from what was kept last. A write that is
// under way is waited for, so that the older draft never covers the newer one.
func (e *Entry) Leave() tea.Cmd {
	if e.name == "" || e.over {
		return nil
	}
	raw := e.raw()
	if raw == e.draft {
		return nil
	}
	before, done := e.wrote, make(chan struct{})
	e.draft, e.wrote = raw, done
	e.writing++
	write := screen.Read(e.name, func() (struct{}, error) { return struct{}{}, e.drafts.SaveDraft(e.name, []byte(raw)) })
	return func() tea.Msg {
		defer close(done)
		if before != nil {
			<-before
		}
		got, _ := write().(screen.Got[struct{}])
		return kept{e, got.Err}
	}
}

// notKept stands for what was written last when that failed: no draft is like it.
const notKept = "?"

// raw is the draft as it is stored: what differs from an empty form, "" for nothing.
// Secrets are never in it.
func (e *Entry) raw() string {
	v := e.Values()
	maps.DeleteFunc(v, func(name, value string) bool { return value == e.first[name] || e.secret[name] })
	if len(v) == 0 {
		return ""
	}
	b, _ := json.Marshal(v)
	return string(b)
}

func (e *Entry) written(m kept) route.Action {
	if e.writing--; e.writing > 0 {
		return nil // a newer one follows
	}
	act := e.pending
	e.pending = nil
	if m.err != nil {
		e.draft = notKept
	}
	if m.err != nil && act == nil {
		return screen.Say{Text: notKeptText.With(rules.AsError(m.err).Text), Bad: true}
	}
	return act
}

var (
	restoredText = text.Text{ZH: "上次没写完的内容已填回。Ctrl+N 清空重写。", EN: "What was not saved last time is back. Ctrl+N clears it."}
	notKeptText  = text.Text{ZH: "草稿没有存上: %[1]s", EN: "The draft was not kept: %[1]s"}
)
