package entry

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"

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
	return screen.Later{After: Every, Msg: dueMsg{e}}
}

// restore fills in what was left unsaved last time. What was typed meanwhile stays, after
// it.
func (e *Entry) restore(m offered) route.Action {
	old := Values{}
	if m.err != nil || len(m.raw) == 0 || json.Unmarshal(m.raw, &old) != nil {
		return nil
	}
	request, content := old[asked], old[askedFor]
	delete(old, asked)
	delete(old, askedFor)
	now := e.Values()
	for k, v := range old {
		switch typed := now[k]; {
		case typed == e.first[k] || e.Guessed(k):
			e.Set(k, v)
		case e.form.Field(k) != nil && e.form.Field(k).Kind <= field.Note && typed != v:
			e.Set(k, v+typed)
		}
	}
	if now := e.content(); request != "" && digest(now) == content {
		e.request, e.sent = request, now
	}
	e.draft = string(m.raw)
	e.keep.Had(e.draft)
	return screen.Say{Text: restoredText}
}

// Leave keeps the draft now, when it differs from what was kept last.
func (e *Entry) Leave() tea.Cmd {
	if e.name == "" || e.over {
		return nil
	}
	raw := e.raw()
	if raw == e.draft {
		return nil
	}
	e.draft = raw
	e.writing++
	return e.keep.Keep(raw, func(err error) tea.Msg { return kept{e, err} })
}

// Flush writes the draft that was asked for and is not stored yet; it is for the end of
// the program, and may wait for the disk.
func (e *Entry) Flush() {
	if e.name != "" && !e.over {
		_ = e.keep.Flush() // nobody is left to be told
	}
}

// DraftName is the name of the draft, "" for none.
func (e *Entry) DraftName() string { return e.name }

// notKept stands for what was written last when that failed: no draft is like it.
const notKept = "?"

// asked and askedFor are kept in a draft beside the fields while it is not known whether
// its content was saved: the request that it went out with, and that content. The same
// content goes out under the same request again, also after the form was closed.
const (
	asked    = "#request"
	askedFor = "#content"
)

// raw is the draft as it is stored: what differs from an empty form, "" for nothing.
// Secrets are never in it, nor what may be one in a form that asks for one: a note of figures
// alone.
func (e *Entry) raw() string {
	v := e.typed()
	specs := e.shape(e.Values())
	if slices.ContainsFunc(specs, func(s field.Spec) bool { return s.Kind == field.Secret }) {
		for _, s := range specs {
			if s.Kind == field.Note && !strings.ContainsFunc(v[s.Name], unicode.IsLetter) {
				delete(v, s.Name)
			}
		}
	}
	if e.request != "" {
		v[asked], v[askedFor] = e.request, digest(e.sent)
	}
	if len(v) == 0 {
		return ""
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// content is what is typed, in one string.
func (e *Entry) content() string {
	b, _ := json.Marshal(e.typed())
	return string(b)
}

// typed is what differs from an empty form.
func (e *Entry) typed() Values {
	v := e.Values()
	maps.DeleteFunc(v, func(name, value string) bool { return value == e.first[name] || e.secret[name] })
	return v
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
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
