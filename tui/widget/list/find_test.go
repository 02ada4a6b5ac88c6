package list

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

var towns = []string{"汽车站桥洞 神志不清", "火车站广场", "三号涵洞 马小禾", "兴隆社区三栋 水管爆裂", "河湾村 独居老人"}

// town is n records with the places of towns in turn.
func town(n int) Rows {
	ids, places := make([]string, n), make([]string, n)
	for i := range ids {
		ids[i], places[i] = fmt.Sprintf("C%05d", i), towns[i%len(towns)]
	}
	return Rows{IDs: ids, Texts: func(i int) []string { return []string{ids[i], places[i]} }, Orders: []Order{
		{Label: text.Text{ZH: "编号", EN: "number"}},
		ByName(text.Text{ZH: "地点", EN: "place"}, n, func(i int) string { return places[i] }),
	}}
}

// run does the commands of an action, and those that come out of them.
func (f *Find) run(act route.Action) {
	for _, cmd := range cmds(act) {
		f.run(f.Take(cmd().(Found)))
	}
}

func cmds(act route.Action) (out []tea.Cmd) {
	switch act := act.(type) {
	case route.All:
		for _, a := range act {
			out = append(out, cmds(a)...)
		}
	case screen.Run:
		out = append(out, act.Cmd)
	}
	return out
}

func (f *Find) typed(s string) {
	f.Open()
	for _, r := range s {
		f.run(f.Key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}))
	}
}

func (f *Find) back(n int) {
	for range n {
		f.run(f.Key(tea.KeyMsg{Type: tea.KeyBackspace}))
	}
}

// lines is the places in Rows of what is seen.
func (f *Find) lines() (out []string) {
	for i := range f.Len() {
		out = append(out, f.rows.IDs[f.place(i)])
	}
	return out
}

// Ensure every word must be found, as it stands, by sound, by initials or full-width, and
// that the lines stay in order.
func TestFilter(t *testing.T) {
	for typed, want := range map[string]string{
		"qcz": "C00000 C00005", "qiao": "C00000 C00005", "桥洞": "C00000 C00005", "洞 三": "C00002 C00007", "hd mxh": "C00002 C00007",
		"０７": "C00007", "cz 0": "C00000 C00001 C00005 C00006", "zzz": "", "": strings.Join(town(10).IDs, " "), "  ": strings.Join(town(10).IDs, " "),
	} {
		var f Find
		f.run(f.SetRows(town(10)))
		f.typed(typed)
		if got := strings.Join(f.lines(), " "); got != want {
			t.Errorf("%q finds %s, want %s", typed, got, want)
		}
		if f.Rows() != 10 || f.Filtered() != (strings.TrimSpace(typed) != "") {
			t.Errorf("%q: %d rows, filtered %v", typed, f.Rows(), f.Filtered())
		}
	}
}

// Ensure the selection stays on its record through filter, sort and change, comes back when
// the filter that hid it goes, and that a filter which hides it begins at the top.
func TestFindKeepsSelection(t *testing.T) {
	var f Find
	f.run(f.SetRows(town(40)))
	f.Select("C00012")
	on := func(what, want string) {
		t.Helper()
		if id, _ := f.Selected(); id != want || f.Len() > 0 && f.rows.IDs[f.Index()] != want {
			t.Errorf("%s: on %s, want %s", what, id, want)
		}
	}
	f.typed("hd")
	on("a filter that it passes", "C00012")
	f.run(f.Turn())
	on("sorted", "C00012")
	f.run(f.Turn())
	f.typed(" 0003")
	on("a filter that hides it", "C00032")
	f.back(5)
	on("the filter gone", "C00012")
	f.typed(" 0003")
	f.Key(tea.KeyMsg{Type: tea.KeyDown})
	on("moved", "C00037")
	f.run(f.Clear())
	on("cleared after a move", "C00037")
	rest := town(40)
	rest.IDs = rest.IDs[20:]
	f.run(f.SetRows(Rows{IDs: rest.IDs, Texts: func(i int) []string { return []string{rest.IDs[i]} }}))
	on("the records above gone", "C00037")
	f.typed("C0002")
	f.Close()
	if f.Typing() || !f.Filtered() {
		t.Error("Enter keeps the filter")
	}
	on("Enter", "C00020")
	f.run(f.SetRows(Rows{}))
	if _, ok := f.Selected(); ok || f.Index() != -1 {
		t.Error("an empty list selects something")
	}
}

// Ensure a long list is filtered and sorted in the background, and that an answer which is
// late changes nothing.
func TestFindInBackground(t *testing.T) {
	var f Find
	const n = 6000
	f.run(f.SetRows(town(n)))
	f.Select("C05996")
	f.Open()
	var late []tea.Cmd
	for _, r := range "cz" {
		late = append(late, cmds(f.Key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}}))...)
	}
	if len(late) != 2 || f.Len() >= 2*n/5 {
		t.Fatalf("%d commands, %d found at once", len(late), f.Len())
	}
	before := f.Len()
	if act := f.Take(late[0]().(Found)); act != nil || f.Len() != before {
		t.Error("what the first letter found came in after the second")
	}
	f.run(f.Take(late[1]().(Found)))
	if id, _ := f.Selected(); f.Len() != 2*n/5 || id != "C05996" {
		t.Errorf("%d found, on %s", f.Len(), id)
	}
	f.run(f.Turn())
	if got := f.lines(); len(got) != 2*n/5 || got[0] != "C00001" || got[1] != "C00006" || got[n/5] != "C00000" {
		t.Errorf("sorted: %d, %v", len(got), got[:3])
	}
	if id, _ := f.Selected(); id != "C05996" {
		t.Errorf("sorted: on %s", id)
	}
	if new(Find).Take(late[0]().(Found)) != nil {
		t.Error("took what another one asked for")
	}
}

// Ensure that whatever is typed while the records change, what is seen has the words, the
// selection is one of the records, and the drawing stays in its window.
func TestFindStorm(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 8))
	letters := []rune("qczhd桥洞三禾0123 '-ａ")
	var f Find
	var waiting []tea.Cmd
	env := screen.Env{Mode: style.Wide}
	for range 700 {
		var act route.Action
		switch rnd.IntN(12) {
		case 0:
			r := town(rnd.IntN(3000))
			at := rnd.IntN(len(r.IDs) + 1)
			ids, texts := r.IDs, r.Texts
			act = f.SetRows(Rows{IDs: ids[at:], Texts: func(i int) []string { return texts(i + at) }, Orders: []Order{{}, {Compare: func(a, b int) int { return b - a }}}})
		case 1:
			act = f.Turn()
		case 2:
			f.Open()
		case 3:
			f.Close()
		case 4:
			act = f.Clear()
		case 5, 6:
			if n := len(waiting); n > 0 {
				i := rnd.IntN(n)
				act = f.Take(waiting[i]().(Found))
				waiting = slices.Delete(waiting, i, i+1)
			}
		case 7:
			act = f.Key(tea.KeyMsg{Type: []tea.KeyType{tea.KeyUp, tea.KeyDown, tea.KeyPgUp, tea.KeyPgDown, tea.KeyHome, tea.KeyEnd, tea.KeyBackspace, tea.KeyCtrlU}[rnd.IntN(8)]})
		default:
			if f.Typing() {
				act = f.Key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{letters[rnd.IntN(len(letters))]}})
			}
		}
		if waiting = append(waiting, cmds(act)...); len(waiting) > 20 {
			waiting = waiting[10:]
		}
		id, ok := f.Selected()
		if i := f.Index(); ok != (f.Len() > 0) || ok && (i < 0 || i >= f.Rows() || f.rows.IDs[i] != id) || f.Len() > f.Rows() {
			t.Fatalf("%q of %d at %d: %s", f.words, f.Rows(), i, id)
		}
		h := rnd.IntN(9)
		lines := f.View(30, h, func(i, w int, _ bool) string {
			if !has(f.rows.Texts(i), f.words) {
				t.Fatalf("%q shows %v", f.words, f.rows.Texts(i))
			}
			return f.Bold(env, f.rows.IDs[i])
		})
		if n := len(f.Under(env, nil, 45).Lines); len(lines) > h || n != f.Foot() {
			t.Fatalf("%d lines in %d, foot %d", len(lines), h, n)
		}
	}
}

// Ensure narrowing says yes only where the longer filter finds nothing that the shorter did
// not.
func TestNarrows(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	letters := []rune("qcz hd'-三桥Ａ. ")
	texts := append(slices.Clone(towns), "单文昌 xi'an", "- ' ", "a-b", "艾力.买")
	for range 5000 {
		q := make([]rune, rnd.IntN(5)+1)
		for i := range q {
			q[i] = letters[rnd.IntN(len(letters))]
		}
		before, now := strings.Fields(string(q)), strings.Fields(string(q)+string(letters[rnd.IntN(len(letters))]))
		if len(before) == 0 || !narrows(before, now) {
			continue
		}
		for _, s := range texts {
			if has([]string{s}, now) && !has([]string{s}, before) {
				t.Fatalf("%q finds %q, %q does not", now, s, before)
			}
		}
	}
}

// Ensure the field and the count stand in one line, and an empty list says how to see
// everything again.
func TestFindDrawn(t *testing.T) {
	var f Find
	f.run(f.SetRows(town(340)))
	env := screen.Env{}
	if f.Foot() != 0 || f.Order(env) != "按 编号" {
		t.Errorf("foot %d, order %q", f.Foot(), f.Order(env))
	}
	f.typed("桥洞")
	frame := f.Under(env, []string{"above"}, 45)
	if s := frame.Lines[1]; !strings.Contains(s, "桥洞") || !strings.HasSuffix(s, "68/340") || env.Width(s) > 45 || frame.Caret == nil || frame.Caret.Row != 1 {
		t.Errorf("%q, caret %v", s, frame.Caret)
	}
	if s := f.Bold(screen.Env{Theme: style.NewTheme(nil)}, "汽车站桥洞"); !strings.Contains(s, "\x1b[1m桥洞\x1b") {
		t.Errorf("%q", s)
	}
	f.Close()
	if s := f.Under(env, nil, 45).Lines[0]; !strings.Contains(s, "查找 桥洞  Esc 清除") || !strings.HasSuffix(s, "68/340") {
		t.Errorf("%q", s)
	}
	if f.Keys().Find("esc") == nil {
		t.Error("nothing clears the filter")
	}
	f.typed("无")
	if s := strings.Join(f.Nothing(env, 45), "\n"); f.Len() != 0 || !strings.Contains(s, "没有符合「桥洞无」的") {
		t.Errorf("%d: %s", f.Len(), s)
	}
}

// A key that moves, and 40 rows drawn with their words marked, in a filtered list.
func BenchmarkFindMove100000(b *testing.B) {
	var f Find
	f.run(f.SetRows(town(100_000)))
	f.typed("c")
	env := screen.Env{Theme: style.NewTheme(nil)}
	row := func(i, w int, selected bool) string {
		return style.Pad(style.Narrow, f.Bold(env, f.rows.IDs[i])+" "+f.Bold(env, towns[i%len(towns)]), w)
	}
	b.ReportAllocs()
	for b.Loop() {
		if f.Key(tea.KeyMsg{Type: tea.KeyDown}); f.list.Index() == f.Len()-1 {
			f.Key(tea.KeyMsg{Type: tea.KeyHome})
		}
		f.View(120, 40, row)
	}
}

// What Update does for the first letter, and for one more, before the next frame.
func BenchmarkFindLetter100000(b *testing.B) {
	var f Find
	f.run(f.SetRows(town(100_000)))
	f.Open()
	for b.Loop() {
		f.Key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("h")})
		f.Key(tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune("d")})
		f.Key(tea.KeyMsg{Type: tea.KeyCtrlU})
	}
}

// A whole filter, to its end.
func BenchmarkFindAll100000(b *testing.B) {
	var f Find
	f.run(f.SetRows(town(100_000)))
	for b.Loop() {
		f.typed("hd")
		f.run(f.Clear())
	}
}
