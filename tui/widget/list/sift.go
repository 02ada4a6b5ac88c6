package list

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// atOnce is how many records are looked at before the next frame, in a list longer than that
// few of them, so that a key takes no longer in the longest; step is how many in one
// command. A record takes 3 to 8 microseconds.
const atOnce, few, step = 1000, 24, 4096

// Found is what a command of a Find brings back to it: give it to Take.
type Found struct {
	find *Find
	run  int
	perm []int // of a sort
	hits []int // of a filter
	todo []int // what is left then
}

// Take takes what a command brought. What another Find asked for, or this one before the
// last key, is dropped.
func (f *Find) Take(m Found) route.Action {
	switch {
	case m.find != f:
	case m.perm != nil:
		if m.run == f.sorts {
			f.perm = m.perm
			return f.look(nil, false)
		}
	case m.run == f.runs:
		f.todo = m.todo
		f.show(append(f.shown, m.hits...), false)
		return f.more()
	}
	return nil
}

// filter narrows the list to the records that have every word of q. One that only says more
// than the filter before looks at what that one found.
func (f *Find) filter(q string) route.Action {
	words := strings.Fields(q)
	if slices.Equal(words, f.words) {
		return nil
	}
	if f.want == "" {
		f.settle()
	}
	before := f.words
	f.words = words
	if len(before) > 0 && narrows(before, words) {
		return f.look(append(f.shown[:len(f.shown):len(f.shown)], f.todo...), true)
	}
	return f.look(nil, true)
}

// narrows says that whatever has the words of now has those of before.
func narrows(before, now []string) bool {
	if len(now) < len(before) {
		return false
	}
	for i, w := range before {
		if !strings.HasPrefix(text.Fold(now[i]), text.Fold(w)) || strings.Trim(w, "-'’") == "" {
			return false // by sound a lone sign finds nothing, with a letter behind it much
		}
	}
	return true
}

// look goes through the records at the places todo, nil for all: the first ones at once.
// typed says that the person narrows the list: where what was selected is not in it, the
// first one is.
func (f *Find) look(todo []int, typed bool) route.Action {
	f.runs++
	f.todo = nil
	if len(f.words) == 0 {
		f.show(f.perm, typed)
		return nil
	}
	switch {
	case todo != nil:
	case f.perm != nil:
		todo = f.perm
	default:
		todo = all(len(f.rows.IDs))
	}
	n := min(len(todo), atOnce)
	if len(f.rows.IDs) > atOnce {
		n = min(n, few)
	}
	f.todo = todo[n:]
	f.show(matching(f.rows.Texts, f.words, todo[:n]), typed)
	return f.more()
}

// more looks at the next records in the background.
func (f *Find) more() route.Action {
	if len(f.todo) == 0 {
		return nil
	}
	texts, words, todo, run := f.rows.Texts, f.words, f.todo, f.runs
	n := min(len(todo), step)
	return screen.Run{Cmd: func() tea.Msg {
		return Found{find: f, run: run, hits: matching(texts, words, todo[:n]), todo: todo[n:]}
	}}
}

// show puts lines into the window, the selection on the record that the person is on.
func (f *Find) show(shown []int, typed bool) {
	f.shown = shown
	ids := f.rows.IDs
	if shown != nil {
		ids = make([]string, len(shown))
		for i, at := range shown {
			ids[i] = f.rows.IDs[at]
		}
	}
	f.list.SetItems(ids)
	if (f.want == "" || !f.list.Select(f.want)) && typed {
		f.list.Move(-len(ids))
	}
}

// matching is which of the places have every word in one of their texts; never nil.
func matching(texts func(i int) []string, words []string, places []int) []int {
	hits := []int{}
	for _, at := range places {
		if has(texts(at), words) {
			hits = append(hits, at)
		}
	}
	return hits
}

func has(texts, words []string) bool {
	for _, w := range words {
		if !slices.ContainsFunc(texts, func(s string) bool { return text.Match(w, s) }) {
			return false
		}
	}
	return true
}
