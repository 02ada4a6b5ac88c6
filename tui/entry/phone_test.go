package entry

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/widget/field"
)

func show(e *Entry, w int) string {
	env := screen.Env{Theme: style.NewTheme(nil), Now: time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)}
	return ansi.Strip(strings.Join(e.View(env, w, 20).Lines, "\n"))
}

// Ensure a form that is drawn on a telephone can be saved and left with arrows and Enter,
// though its last field keeps Enter, and one in a wide window has no row for it.
func TestTelephone(t *testing.T) {
	e := New("", nil, nil, Fields(field.Spec{Name: "text"}, field.Spec{Name: "note", Kind: field.Note}))
	if s := show(e, 60); strings.Contains(s, "保存") {
		t.Errorf("in 60 columns: %q", s)
	}
	if s := show(e, 43); !strings.Contains(s, "[ 保存 ]  [ 返回 ]") {
		t.Errorf("in 43 columns: %q", s)
	}
	if submit, _ := press(e, "text:甲", "Down", "text:一", "Enter", "text:二", "Down"); submit {
		t.Error("sent before anybody pressed the button")
	}
	if submit, _ := press(e, "Enter"); !submit || e.Values()["note"] != "一\n二" {
		t.Errorf("not sent, or with %q", e.Values()["note"])
	}
	if _, act := press(e, "Right", "Enter"); act != (route.Back{}) {
		t.Errorf("the other button: %T", act)
	}
	e.OnBack(func() route.Action { return screen.Close{} })
	show(e, 43)
	if _, act := press(e, "Enter"); act != (screen.Close{}) {
		t.Errorf("the button of a dialog: %T", act)
	}
	e.OnBack(nil)
	if s := show(e, 43); strings.Contains(s, "返回") {
		t.Errorf("a form that cannot be left: %q", s)
	}
	e.Refuse(rules.Bad("text", text.T("太短", "too short")))
	if e.Focused() != "text" {
		t.Errorf("a refusal leaves the focus at %q", e.Focused())
	}
}

// Ensure an empty list in the last field goes on to the button of a telephone.
func TestTelephoneChoice(t *testing.T) {
	options := []field.Option{{Value: "a", Label: text.T("甲", "a")}}
	e := New("", nil, nil, Fields(field.Spec{Name: "who", Kind: field.Choice, Options: options}))
	show(e, 43)
	if submit, _ := press(e, "Enter"); submit || e.Focused() != "" {
		t.Error("not on the button")
	}
	if submit, _ := press(e, "Enter"); !submit {
		t.Error("not sent")
	}
}

// Ensure a guess is put only where nobody has typed, goes with the values and the draft, and
// gives way to a draft.
func TestGuess(t *testing.T) {
	why := text.T("原文里有", "in the text")
	d := drawer{}
	e := newEntry(d)
	if !e.Guess("text", "桥洞", why) || !e.Guessed("text") || e.Values()["text"] != "桥洞" {
		t.Fatalf("guessed %v", e.Values())
	}
	if e.Guess("way", "b", why) || e.Guess("text", "别处", why) || e.Guess("more", "x", why) || e.Guessed("more") {
		t.Error("a guess where something stands, or nothing can")
	}
	if s := show(e, 80); !strings.Contains(s, "猜的: 原文里有") {
		t.Errorf("%q", s)
	}
	e.Set("way", "b") // the form is built anew
	if !e.Guessed("text") {
		t.Error("a new shape takes the guess for confirmed")
	}
	e.Leave()()
	f := newEntry(d)
	f.Guess("text", "别处", why)
	f.Update(f.Load()())
	if v := f.Values()["text"]; v != "桥洞" || f.Guessed("text") {
		t.Errorf("came back as %q, a guess: %v", v, f.Guessed("text"))
	}
	e.Focus("text")
	if press(e, "Enter"); e.Guessed("text") || e.Values()["text"] != "桥洞" {
		t.Error("the person went through it, and yet a guess")
	}
}

// Ensure a form that was cleared by mistake comes back with one key, as long as nothing was
// typed, without its secret.
func TestClearIsUndone(t *testing.T) {
	full := func() *Entry {
		e := newEntry(drawer{})
		e.Set("way", "b")
		e.Focus("text")
		press(e, "text:半句话", "Tab", "text:1234", "Tab", "text:再")
		return e
	}
	want := Values{"way": "b", "text": "半句话", "pin": "", "more": "再", "end": ""}
	e := full()
	e.Clear()
	if e.Dirty() {
		t.Fatalf("not cleared: %v", e.Values())
	}
	press(e, "Tab")
	if press(e, "Ctrl+Y"); !maps.Equal(e.Values(), want) {
		t.Errorf("came back as %v", e.Values())
	}
	e = full()
	e.Clear()
	e.Focus("text")
	if press(e, "text:新", "Ctrl+Y", "Ctrl+Y"); e.Values()["text"] != "" || e.Values()["more"] != "" {
		t.Errorf("something was typed since: %v", e.Values())
	}
}

// Ensure what can be undone in a field, and what is said of it, outlives a change of shape.
func TestShapeKeepsUndo(t *testing.T) {
	e := newEntry(drawer{})
	e.Focus("text")
	press(e, "text:甲", "Left", "text:乙")
	e.Set("way", "b")
	if e.Focused() != "text" {
		t.Errorf("focus %q", e.Focused())
	}
	if press(e, "Ctrl+Y"); e.Values()["text"] != "甲" {
		t.Errorf("undone to %q", e.Values()["text"])
	}
}
