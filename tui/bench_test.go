package tui_test

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/internal/fakedesk"
)

// sixty is a bad night: 60 open cases.
func sixty(f *fakedesk.Town) { f.Extra = 59 }

// BenchmarkDraw is one key and its frame at 120×40 with 60 open cases.
func BenchmarkDraw(b *testing.B) {
	for _, s := range []struct {
		name  string
		steps []string
	}{{"board", nil}, {"cases", []string{"2"}}, {"case", []string{"Enter"}}, {"intake", []string{"F2"}}, {"dialog", []string{"Enter", "F6"}}} {
		b.Run(s.name, func(b *testing.B) {
			t := &testing.T{}
			n := open(t, set{w: 120, h: 40, town: sixty}).signIn("hyh").press(s.steps...)
			keys := []tea.Msg{tea.KeyMsg{Type: tea.KeyDown}, tea.KeyMsg{Type: tea.KeyUp}}
			i := 0
			for b.Loop() {
				m, _ := n.Model.Update(keys[i%2])
				m.View()
				i++
			}
		})
	}
}

// Ensure a key and its frame at 120×40 with 60 open cases take no more work than they do:
// BenchmarkDraw tells the time.
func TestDrawIsQuick(t *testing.T) {
	for _, steps := range [][]string{nil, {"2"}, {"Enter"}, {"F2"}, {"Enter", "F6"}} {
		n := open(t, set{lang: text.ZH, w: 120, h: 40, town: sixty}).signIn("hyh").press(steps...)
		down := true
		got := testing.AllocsPerRun(20, func() {
			k := tea.KeyMsg{Type: tea.KeyUp}
			if down {
				k.Type = tea.KeyDown
			}
			down = !down
			m, _ := n.Model.Update(k)
			m.View()
		})
		if got > drawAllocs {
			t.Errorf("after %v a frame takes %v allocations, more than %d", steps, got, drawAllocs)
		}
	}
}

const drawAllocs = 1500
