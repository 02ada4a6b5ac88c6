package tui_test

import (
	"bytes"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/tuitest"
)

// wire is the line to a terminal: each Write is a frame.
type wire chan []byte

func (w wire) Write(b []byte) (int, error) {
	w <- append([]byte(nil), b...)
	return len(b), nil
}

// frame is the next one that holds mark, "" for any; frames before it are passed over.
func (w wire) frame(t *testing.T, mark string) []byte {
	t.Helper()
	late := time.After(10 * time.Second)
	for {
		select {
		case b := <-w:
			if bytes.Contains(b, []byte(mark)) {
				return b
			}
		case <-late:
			t.Fatalf("no frame with %q", mark)
		}
	}
}

// Ensure that one row which changes sends no more than 400 bytes to a Chinese screen of
// 120×40, and a key that moves the selection no more than its two rows and the pane beside
// them.
func TestBytesOfARow(t *testing.T) {
	town := fakedesk.New()
	town.Extra = 30
	out := make(wire, 1024)
	app := tui.New(town, tui.Options{Lang: text.ZH, Width: 120, Height: 40})
	p := tea.NewProgram(app, tea.WithInput(nil), tea.WithOutput(out), tea.WithoutSignalHandler(), tea.WithAltScreen())
	done := make(chan struct{})
	go func() { defer close(done); _, _ = p.Run() }()
	defer func() { p.Kill(); <-done }()
	send := func(steps ...string) {
		for _, m := range tuitest.Keys(steps...) {
			p.Send(m)
		}
	}
	send("size:120x40")
	out.frame(t, "何雨禾")
	send("text:hyh", "Enter", "text:"+fakedesk.PIN, "Enter")
	out.frame(t, "火车站广场")
	send("Down")
	out.frame(t, "") // the greeting goes with the first key
	for _, step := range []struct {
		what string
		most int
		do   func()
	}{
		{"a row", 400, func() {
			place := "火车站广场"
			town.Other(fakedesk.Zhou, &command.EditCase{Case: fakedesk.CaseID, Place: &place})
			p.Send(tui.Changed())
		}},
		{"Down", 800, func() { send("Down") }},
	} {
		step.do()
		n := len(out.frame(t, ""))
		if t.Logf("%s: %d bytes", step.what, n); n > step.most {
			t.Errorf("%s sends %d bytes, more than %d", step.what, n, step.most)
		}
	}
}
