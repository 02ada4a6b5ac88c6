package entry

import (
	"encoding/json"
	"maps"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/tuitest"
	"dutydesk/tui/widget/field"
)

// drawer keeps drafts in memory.
type drawer map[string]string

func (d drawer) SaveDraft(form string, raw []byte) error {
	if d[form] = string(raw); len(raw) == 0 {
		delete(d, form)
	}
	return nil
}

func (d drawer) Draft(form string) ([]byte, error) { return []byte(d[form]), nil }

func shape(v Values) []field.Spec {
	specs := []field.Spec{{Name: "way", Kind: field.Choice, Options: []field.Option{{Value: "a", Label: text.T("甲", "a")}, {Value: "b", Label: text.T("乙", "b")}}},
		{Name: "text"}, {Name: "pin", Kind: field.Secret}}
	if v["way"] == "b" {
		specs = append(specs, field.Spec{Name: "more"})
	}
	return append(specs, field.Spec{Name: "end"})
}

func newEntry(d drawer) *Entry {
	return New("note", d, Values{"way": "a"}, shape)
}

func press(e *Entry, steps ...string) (submit bool, act route.Action) {
	for _, m := range tuitest.Keys(steps...) {
		submit, act = e.Key(m.(tea.KeyMsg))
	}
	return submit, act
}

// run carries out what an action runs, and gives the entry the message.
func run(t *testing.T, e *Entry, act route.Action) route.Action {
	t.Helper()
	r, ok := act.(screen.Run)
	if !ok {
		t.Fatalf("nothing to run: %T", act)
	}
	_, act = e.Update(r.Cmd())
	return act
}

// Ensure a draft is kept at most every 2 s, only when something changed, without the
// secret, and comes back whole.
func TestDraft(t *testing.T) {
	d := drawer{}
	e := newEntry(d)
	e.Focus("text")
	if _, act := press(e, "text:半句"); act == nil {
		t.Fatal("no timer was set")
	}
	if _, act := press(e, "text:话", "Tab", "text:1234"); act != nil {
		t.Error("a second timer was set")
	}
	if len(d) != 0 {
		t.Error("kept before its time")
	}
	_, act := e.Update(dueMsg{e})
	if run(t, e, act); d["note"] == "" {
		t.Fatal("not kept")
	}
	var v Values
	if err := json.Unmarshal([]byte(d["note"]), &v); err != nil || !maps.Equal(v, Values{"text": "半句话"}) {
		t.Errorf("kept %v, %v", v, err)
	}
	if _, act := e.Update(dueMsg{e}); act != nil {
		t.Error("kept again though nothing changed")
	}

	f := newEntry(d)
	f.Focus("text")
	press(f, "text:。")
	if _, act := f.Update(f.Load()()); act == nil {
		t.Error("the draft came back without a word")
	}
	if got := f.Values()["text"]; got != "半句话。" {
		t.Errorf("came back as %q", got)
	}
	f.Update(run(t, f, f.Clear()))
	if d["note"] != "" {
		t.Errorf("cleared, but kept %q", d["note"])
	}
}

// Ensure text that is typed while an older draft is being written is kept too, after it.
func TestNewerDraft(t *testing.T) {
	d := drawer{}
	e := newEntry(d)
	e.Focus("text")
	press(e, "text:旧")
	_, act := e.Update(dueMsg{e})
	old := act.(screen.Run).Cmd
	press(e, "text:新")
	newer := e.Leave()
	if newer == nil {
		t.Fatal("what is newer is not kept")
	}
	done := make(chan tea.Msg)
	go func() { done <- newer() }()
	e.Update(old())
	e.Update(<-done)
	if d["note"] != `{"text":"旧新"}` {
		t.Errorf("kept %s", d["note"])
	}
	if e.Leave() != nil {
		t.Error("kept again though nothing changed")
	}
}

// Ensure a draft that could not be kept is tried again.
func TestDraftFails(t *testing.T) {
	e := newEntry(nil)
	e.drafts = failing{}
	e.Focus("text")
	press(e, "text:x")
	if _, act := e.Update(e.Leave()()); act == nil {
		t.Error("nothing is said")
	}
	if e.Leave() == nil {
		t.Error("it is not tried again")
	}
}

type failing struct{ drawer }

func (failing) SaveDraft(string, []byte) error { return rules.Fault("full") }

// Ensure a save waits for a draft that is being written, so that the draft cannot come
// back after it.
func TestSaveAfterDraft(t *testing.T) {
	d := drawer{}
	e := newEntry(d)
	e.Focus("text")
	press(e, "text:x")
	_, act := e.Update(dueMsg{e})
	if got := e.Save(&command.AddNote{}, text.Text{}); got != nil {
		t.Fatalf("saved while the draft is on its way: %T", got)
	}
	if save, ok := run(t, e, act).(screen.Save); !ok || save.Form != "note" || save.From != any(e) {
		t.Errorf("the save that waited: %+v", save)
	}
	done, _ := e.Update(screen.Saved{Save: screen.Save{From: e}})
	if !done || e.Leave() != nil {
		t.Error("something is kept after the save")
	}
}

// Ensure a repeated Enter sends nothing, the same content goes out under the same request
// after an unknown outcome, and under a new one when it was changed or refused.
func TestRequests(t *testing.T) {
	e := newEntry(drawer{})
	e.Focus("text")
	press(e, "text:x")
	if e.Save(&command.AddNote{}, text.Text{}) == nil || e.Save(&command.AddNote{}, text.Text{}) != nil {
		t.Fatal("not sent exactly once")
	}
	answer := func(kind rules.Kind) {
		_, act := e.Update(screen.Saved{Save: screen.Save{From: e, Request: "r1"}, Err: &rules.Error{Kind: kind, Field: "text"}})
		if act != nil {
			run(t, e, act)
		}
	}
	answer(rules.Unknown)
	if s := e.Save(&command.AddNote{}, text.Text{}).(screen.Save); s.Request != "r1" {
		t.Errorf("after an unknown outcome: request %q", s.Request)
	}
	answer(rules.Unknown)
	press(e, "text:y")
	if s := e.Save(&command.AddNote{}, text.Text{}).(screen.Save); s.Request != "" {
		t.Errorf("other content: request %q", s.Request)
	}
	answer(rules.Invalid)
	if s := e.Save(&command.AddNote{}, text.Text{}).(screen.Save); s.Request != "" {
		t.Errorf("after a refusal: request %q", s.Request)
	}
}

// Ensure fields come and go with an answer and keep what was typed in them.
func TestReshape(t *testing.T) {
	e := newEntry(drawer{})
	e.Set("way", "b")
	e.Focus("more")
	press(e, "text:留着")
	e.Set("way", "a")
	if e.form.Field("more") != nil {
		t.Error("the field stays")
	}
	e.Set("way", "b")
	if got := e.form.Field("more").Value(); got != "留着" {
		t.Errorf("came back as %q", got)
	}
}

// Ensure a wrong PIN is taken out of its field, and every other text stays.
func TestRefuse(t *testing.T) {
	e := newEntry(drawer{})
	e.Set("text", "甲")
	e.Set("pin", "1111")
	e.Refuse(rules.Bad("pin", text.T("PIN 不对", "Wrong PIN")))
	if v := e.Values(); v["pin"] != "" || v["text"] != "甲" || e.Focused() != "pin" {
		t.Errorf("after a refusal: %v, focus %s", v, e.Focused())
	}
}

// Ensure choosing goes on to the next field, and Esc in a list that takes free text keeps it.
func TestChoosing(t *testing.T) {
	e := New("", nil, nil, func(Values) []field.Spec {
		return []field.Spec{{Name: "place", Kind: field.Choice, Free: true, Options: []field.Option{{Value: "桥洞", Label: text.T("桥洞", "bridge")}}}, {Name: "end"}}
	})
	press(e, "text:老砖厂", "Esc")
	if v := e.Values()["place"]; v != "老砖厂" {
		t.Errorf("Esc left %q", v)
	}
	press(e, "Ctrl+U", "text:qd", "Down", "Enter")
	if v := e.Values()["place"]; v != "桥洞" || e.Focused() != "end" {
		t.Errorf("chosen %q, focus %q", v, e.Focused())
	}
}

// Ensure other options for a field leave the focus where it is, and what is wrong with the
// field beside it.
func TestOptionsChange(t *testing.T) {
	e := New("", nil, nil, func(v Values) []field.Spec {
		return []field.Spec{{Name: "text"}, {Name: "who", Kind: field.Choice, Options: []field.Option{{Value: "a", Label: text.T("甲"+v["text"], "a")}}}}
	})
	e.Refuse(rules.Bad("who", text.T("没有这个人", "nobody")))
	press(e, "Esc")
	e.Focus("text")
	press(e, "text:x")
	if e.Focused() != "text" || e.form.Field("who").Error().IsZero() || e.form.Field("who").Options[0].Label.ZH != "甲x" {
		t.Errorf("focus %s, error %q, options %v", e.Focused(), e.form.Field("who").Error(), e.form.Field("who").Options)
	}
}

// Ensure Enter in a last field that may stay empty is enough, though its list is open.
func TestEmptyLastChoice(t *testing.T) {
	options := []field.Option{{Value: "a", Label: text.T("甲", "a")}}
	e := New("", nil, nil, Fields(field.Spec{Name: "text"}, field.Spec{Name: "who", Kind: field.Choice, Options: options, Free: true}))
	if submit, _ := press(e, "text:x", "Enter"); submit {
		t.Error("sent before the last field")
	}
	if submit, _ := press(e, "Enter"); !submit || e.Values()["who"] != "" {
		t.Errorf("not sent, or with %q", e.Values()["who"])
	}
}

// Ensure that a PIN typed blindly into a note of a form that asks for one is in no draft.
func TestPINInNote(t *testing.T) {
	d := drawer{}
	e := New("note", d, Values{}, Fields(
		field.Spec{Name: "text", Label: text.Text{ZH: "内容", EN: "Text"}, Kind: field.Note, Rows: 3},
		field.Spec{Name: "pin", Label: text.Text{ZH: "PIN", EN: "PIN"}, Kind: field.Secret}))
	press(e, "text:246810")
	if _, act := e.Update(dueMsg{e}); act != nil {
		run(t, e, act)
	}
	if d["note"] != "" {
		t.Errorf("kept %q", d["note"])
	}
	press(e, "text: 人")
	_, act := e.Update(dueMsg{e})
	if run(t, e, act); d["note"] == "" {
		t.Error("words are not kept")
	}
}
