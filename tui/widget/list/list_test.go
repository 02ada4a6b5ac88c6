package list

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/tui/style"
)

func ids(n int) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("C%04d", i)
	}
	return out
}

func (l *List) seen(h int) string {
	lines := l.View(20, h, func(i, w int, selected bool) string {
		if selected {
			return ">" + l.ids[i]
		}
		return l.ids[i]
	})
	return strings.Join(lines, " ")
}

func keys(l *List, types ...tea.KeyType) {
	for _, k := range types {
		l.Key(tea.KeyMsg{Type: k})
	}
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestMoving(t *testing.T) {
	var l List
	l.SetItems(ids(9))
	want(t, "start", l.seen(3), ">C0000 C0001 C0002")
	keys(&l, tea.KeyDown, tea.KeyDown, tea.KeyDown)
	want(t, "down", l.seen(3), "C0001 C0002 >C0003")
	keys(&l, tea.KeyUp)
	want(t, "up inside the window", l.seen(3), "C0001 >C0002 C0003")
	keys(&l, tea.KeyPgDown)
	want(t, "page down", l.seen(3), "C0003 >C0004 C0005")
	keys(&l, tea.KeyEnd)
	want(t, "end", l.seen(3), "C0006 C0007 >C0008")
	keys(&l, tea.KeyDown, tea.KeyPgDown)
	want(t, "past the end", l.seen(3), "C0006 C0007 >C0008")
	keys(&l, tea.KeyPgUp, tea.KeyPgUp, tea.KeyPgUp, tea.KeyPgUp, tea.KeyPgUp)
	want(t, "past the start", l.seen(3), ">C0000 C0001 C0002")
	l.Move(4)
	want(t, "move", l.seen(3), "C0002 C0003 >C0004")
	keys(&l, tea.KeyHome)
	want(t, "home", l.seen(3), ">C0000 C0001 C0002")
	if l.Key(tea.KeyMsg{Type: tea.KeyEnter}) {
		t.Error("Enter belongs to the page")
	}
}

func TestSelectionStaysOnItsRecord(t *testing.T) {
	var l List
	l.SetItems(ids(20))
	l.seen(4)
	l.Select("C0010")
	want(t, "selected", l.seen(4), "C0007 C0008 C0009 >C0010")
	keys(&l, tea.KeyUp)
	l.SetItems(append([]string{"new1", "new2"}, ids(20)...))
	want(t, "two came above", l.seen(4), "C0007 C0008 >C0009 C0010")
	l.SetItems(ids(12)[5:])
	want(t, "five went above", l.seen(4), "C0007 C0008 >C0009 C0010")
	l.SetItems(slices.DeleteFunc(ids(20), func(id string) bool { return id == "C0009" }))
	if id, _ := l.Selected(); id != "C0010" {
		t.Errorf("after its record went, %s is selected", id)
	}
	l.SetItems(nil)
	if id, ok := l.Selected(); ok || l.Index() != -1 || l.seen(4) != "" {
		t.Errorf("an empty list selects %q", id)
	}
	l.SetItems(ids(2))
	want(t, "filled again", l.seen(4), ">C0000 C0001")
	if l.Select("gone") {
		t.Error("selected a record that is not there")
	}
}

// A record that goes together with others hands the selection on to the next one that
// stays, so that no one is passed over.
func TestSelectionPassesNoneOver(t *testing.T) {
	for _, c := range []struct{ was, at, now, want string }{
		{"a b c d", "b", "c d", "c"}, // what was answered and the next
		{"a b c d", "b", "d a", "d"}, // in another order
		{"a b c d", "d", "a b", "b"}, // the last ones
		{"a b c d", "c", "a", "a"},   // none after it
		{"a b c d", "b", "x y", "y"}, // all are others: the same place
		{"a b c d", "b", "x c y", "c"},
		{"a b c", "a", "b c", "b"},
	} {
		var l List
		l.SetItems(strings.Fields(c.was))
		l.Select(c.at)
		l.SetItems(strings.Fields(c.now))
		if id, _ := l.Selected(); id != c.want {
			t.Errorf("%s of %s, then %s: %s is selected, want %s", c.at, c.was, c.now, id, c.want)
		}
	}
}

func TestWindowStaysFull(t *testing.T) {
	var l List
	l.SetItems(ids(10))
	l.seen(3)
	keys(&l, tea.KeyEnd)
	want(t, "a taller window", l.seen(5), "C0005 C0006 C0007 C0008 >C0009")
	want(t, "taller than the list", l.seen(50), strings.Join(ids(9), " ")+" >C0009")
	l.SetItems(ids(4))
	want(t, "a shorter list", l.seen(3), "C0001 C0002 >C0003")
}

// What is most urgent comes in at the top: a window that shows the top goes on
// showing it.
func TestTopStaysInSight(t *testing.T) {
	var l List
	l.SetItems(ids(20)[5:])
	l.seen(6)
	keys(&l, tea.KeyDown)
	l.SetItems(ids(20)[4:])
	want(t, "one came above", l.seen(6), "C0004 C0005 >C0006 C0007 C0008 C0009")
	l.SetItems(ids(20))
	want(t, "more than fit", l.seen(6), "C0001 C0002 C0003 C0004 C0005 >C0006")
	l.SetItems(ids(20)[5:])
	want(t, "gone again", l.seen(6), "C0005 >C0006 C0007 C0008 C0009 C0010")
}

func TestHidden(t *testing.T) {
	var l List
	l.SetItems(ids(10))
	for _, c := range []struct{ at, height, above, below int }{{0, 4, 0, 6}, {5, 4, 2, 4}, {9, 4, 6, 0}, {9, 20, 0, 0}} {
		l.Select(l.ids[c.at])
		l.Window(c.height)
		if above, below := l.Hidden(); above != c.above || below != c.below {
			t.Errorf("at %d in %d rows: %d above, %d below, want %d, %d", c.at, c.height, above, below, c.above, c.below)
		}
	}
	if above, below := new(List).Hidden(); above != 0 || below != 0 {
		t.Error("an empty list hides something")
	}
}

// Whatever happens, the selected record is in the window and nothing panics.
func TestAnyOrder(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	types := []tea.KeyType{tea.KeyUp, tea.KeyDown, tea.KeyPgUp, tea.KeyPgDown, tea.KeyHome, tea.KeyEnd}
	var l List
	for range 20_000 {
		switch rnd.IntN(4) {
		case 0:
			all := ids(rnd.IntN(60))
			rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			id, had := l.Selected()
			l.SetItems(all)
			if now, _ := l.Selected(); had && slices.Contains(all, id) && now != id {
				t.Fatalf("the selection left %s for %s", id, now)
			}
		case 1:
			l.Move(rnd.IntN(200) - 100)
		default:
			keys(&l, types[rnd.IntN(len(types))])
		}
		h := rnd.IntN(12) - 1
		from, to := l.Window(h)
		if to-from != max(0, min(h, l.Len())) || l.Len() > 0 && h > 0 && (l.Index() < from || l.Index() >= to) {
			t.Fatalf("window %d-%d of %d in %d rows, selected %d", from, to, l.Len(), h, l.Index())
		}
		if above, below := l.Hidden(); above != from || below != l.Len()-to || above > 0 && to-from < h {
			t.Fatalf("%d above, %d below of %d-%d of %d in %d rows", above, below, from, to, l.Len(), h)
		}
	}
}

func BenchmarkView100000(b *testing.B) {
	b.ReportAllocs()
	all := ids(100_000)
	var l List
	l.SetItems(all)
	row := func(i, w int, selected bool) string {
		return style.Pad(style.Narrow, all[i]+" 桥洞 老年男 神志不清 未报带班", w)
	}
	for i := 0; b.Loop(); i++ {
		l.Key(tea.KeyMsg{Type: tea.KeyDown})
		if i%50_000 == 0 {
			l.Key(tea.KeyMsg{Type: tea.KeyHome})
		}
		l.View(120, 36, row)
	}
}

func BenchmarkSetItems100000(b *testing.B) {
	all := ids(100_000)
	var l List
	l.SetItems(all)
	l.Select("C50000")
	for b.Loop() {
		l.SetItems(all)
	}
}
