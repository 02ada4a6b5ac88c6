package field

import (
	"math/rand/v2"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// storm is what hands and input methods send, and what they hardly would.
var storm = tuitest.Keys("text:张", "text:三a“", "text:…，", "text:02:14", "text:１９９", "text:qd", "text:e\u0301", "text:\u0307", "text:𠮷\uE864", "text:246810", "Space", "Space",
	"1", "2", "3", "0", "9", "+", "Left", "Left", "Right", "Home", "End", "Up", "Down", "Up", "Down", "Enter", "Enter", "Esc", "Tab", "Tab", "Shift+Tab", "Backspace", "Delete",
	"Ctrl+H", "Ctrl+W", "Ctrl+U", "Ctrl+Y", "Ctrl+_", "Ctrl+R", "Ctrl+Left", "PgDn", "F9", "Alt+x", "Alt+王", "paste:一\n二\x1b[31m", "paste:"+strings.Repeat("桥洞", 300), "paste:", "paste:110")

// Ensure ten thousand keys and pastes never break a form: nothing panics, no row is wider
// than the window, the caret is inside, and every character that was typed where text
// goes is there, or counted as refused.
func TestStorm(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 10))
	specs := append(intake(), Spec{Name: "age", Kind: Number, Max: 3}, Spec{Name: "id", Kind: ID}, Spec{Name: "at", Kind: DateTime, Sense: text.Past, Default: "02:00"},
		Spec{Name: "kind", Kind: Choice, Options: places, Default: "P3"})
	rnd.Shuffle(len(specs), func(i, j int) { specs[i], specs[j] = specs[j], specs[i] })
	f := New(clocked, specs...)
	for i := range 10_000 {
		msg := storm[rnd.IntN(len(storm))].(tea.KeyMsg)
		x := f.current()
		var before editor
		if x != nil {
			before = editor{r: append([]rune(nil), x.ed.r...), pos: x.ed.pos}
		}
		over := x != nil && x.selected()
		f.Key(msg)
		if s, ok := typed(msg); ok && x != nil && x == f.current() && (x.Kind < Number || x.Kind > Number && x.Kind <= Note) && x.Refused() == 0 && !over {
			if msg.Paste && x.Kind != Note {
				s = strings.Trim(s, "\r\n")
			}
			if want := text.Clean(string(before.r[:before.pos])+s+string(before.r[before.pos:]), x.ed.shape); x.ed.String() != want {
				t.Fatalf("%d: %q in %s made %q, want %q", i, s, x.Name, x.ed.String(), want)
			}
		}
		switch rnd.IntN(200) {
		case 0:
			f.SetButtons(telephone...)
		case 1:
			f.SetButtons()
		case 2:
			f.SetErrors(map[string]text.Text{specs[rnd.IntN(len(specs))].Name: text.T("号码不对，请再核对一遍", "wrong number, please compare it again")})
		case 3:
			f.Field(specs[rnd.IntN(len(specs))].Name).Guess([]string{"110", "P2", "yes", "coat"}[rnd.IntN(4)], text.T("原文里有", "in the text"))
		case 4:
			look := clocked
			look.Lang, look.Mode = []text.Lang{text.ZH, text.EN}[rnd.IntN(2)], style.Mode(rnd.IntN(2))
			f.SetLook(look)
		case 5:
			g := New(clocked, specs[:1+rnd.IntN(len(specs))]...)
			g.Load(f.Values())
			g.Inherit(f)
			if rnd.IntN(4) == 0 {
				f = g
			}
			h := New(clocked, specs...)
			h.Load(f.Values())
			h.Inherit(f)
			f = h
		}
		w, h := 1+rnd.IntN(90), 1+rnd.IntN(20)
		if rnd.IntN(2) == 0 {
			w, h = 43, 20
		}
		lines, row, col := f.View(w, h)
		tuitest.Fits(t, f.look.Mode, strings.Join(lines, "\n"), w, h)
		if row < 0 || row >= len(lines) || col < 0 || col >= w || t.Failed() {
			t.Fatalf("%d: after %q the caret is at %d,%d of %dx%d: %q", i, msg, row, col, w, h, lines)
		}
	}
	for name, v := range f.Values() {
		if text.Clean(v, text.Note) != v {
			t.Errorf("%s holds %q", name, v)
		}
	}
}

// BenchmarkPaste is a megabyte pasted into each kind: ≤ 50 ms (issue 3).
func BenchmarkPaste(b *testing.B) {
	kinds := map[string]Spec{"text": {}, "number": {Kind: Number}, "id": {Kind: ID}, "phone": {Kind: Phone}, "time": {Kind: DateTime, Sense: text.Past}, "secret": {Kind: Secret},
		"note": {Kind: Note}, "choice": {Kind: Choice, Options: places}, "free": {Kind: Choice, Options: places, Free: true}, "multi": {Kind: Multi, Options: goods}, "tri": {Kind: Tri}}
	for name, spec := range kinds {
		spec.Name = "f"
		for what, s := range map[string]string{"han": strings.Repeat("桥洞下有一名老人，", 1<<20/27), "figures": strings.Repeat("246810", 1<<20/6)} {
			msg := tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune(s), Paste: true}
			b.Run(name+"/"+what, func(b *testing.B) {
				for b.Loop() {
					f := New(clocked, spec, Spec{Name: "next"})
					f.Key(msg)
					f.View(80, 24)
					f.move(1)
				}
			})
		}
	}
}

// BenchmarkLongNote is a key and a View while a note is at its limit of 20,000 characters.
func BenchmarkLongNote(b *testing.B) {
	f := New(clocked, append(intake(), Spec{Name: "long", Kind: Note})...)
	f.Focus("long")
	press(f, "paste:"+strings.Repeat("桥洞下有一名老人，神志不清…", 1400), "Ctrl+Left")
	for _, step := range []string{"Left", "Up", "Backspace"} {
		b.Run(step, func(b *testing.B) {
			keys := tuitest.Keys(step, map[string]string{"Left": "Right", "Up": "Down", "Backspace": "text:王"}[step])
			for i := 0; b.Loop(); i++ {
				f.Key(keys[i%2].(tea.KeyMsg))
				f.View(80, 24)
			}
		})
	}
}
