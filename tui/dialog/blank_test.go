package dialog

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"dutydesk/rules/command"
	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
	"dutydesk/tui/tuitest"

	tea "github.com/charmbracelet/bubbletea"
)

// drawer keeps drafts in memory; broken cannot be read.
type drawer struct {
	all    map[string]string
	broken bool
}

func (d *drawer) SaveDraft(form string, raw []byte) error {
	if d.all[form] = string(raw); len(raw) == 0 {
		delete(d.all, form)
	}
	return nil
}

func (d *drawer) Draft(form string) ([]byte, error) {
	if d.broken {
		return nil, errors.New("unreadable")
	}
	return []byte(d.all[form]), nil
}

// Ensure a blank form never shows an older draft, keeps it behind its own words however
// often it is kept, and leaves it as it was when its own are gone.
func TestBlankKeepsBoth(t *testing.T) {
	const older = `{"place":"石桥","said":"旧话"}`
	d := &drawer{all: map[string]string{"intake": older}}
	b := NewBlank(d, "intake", "said")
	if raw, err := b.Draft("intake"); len(raw) > 0 || err != nil {
		t.Errorf("offered %s, %v", raw, err)
	}
	for range 2 {
		if err := b.SaveDraft(BlankDraft, []byte(`{"place":"老砖厂","said":"新话"}`)); err != nil {
			t.Fatal(err)
		}
	}
	var v entry.Values
	if err := json.Unmarshal([]byte(d.all["intake"]), &v); err != nil || v["place"] != "老砖厂" || v["said"] != "新话\n----\n旧话\n石桥" {
		t.Errorf("kept %v", v)
	}
	if b.Saved()(); d.all["intake"] != older {
		t.Errorf("after the save %q", d.all["intake"])
	}
	if d.broken = true; NewBlank(d, "intake", "said").SaveDraft("", []byte(`{"said":"x"}`)) == nil {
		t.Error("what could not be read was written over")
	}
}

// Ensure the note at a locked desk goes to the shift, begins empty and drops no officer's
// draft when it is saved.
func TestBlankNote(t *testing.T) {
	d := &drawer{all: map[string]string{"note/": `{"text":"旧话"}`}}
	f := NewBlankNote(d)
	f.Update(f.Load()())
	for _, m := range tuitest.Keys("text:停电了") {
		f.Update(m.(tea.KeyMsg))
	}
	if s := strings.Join(f.View(screen.Env{}, 60, 20).Lines, "\n"); strings.Contains(s, "旧话") || !strings.Contains(s, "停电了") {
		t.Errorf("drawn:\n%s", s)
	}
	save, ok := f.Keys().Find("f9").Do().(screen.Save)
	if n, _ := save.Command.(*command.AddNote); !ok || n == nil || n.Text != "停电了" || n.Case != "" || save.Form == "note/" {
		t.Errorf("saved %+v", save)
	}
}
