package dialog

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
)

// Blank keeps what is typed in a form that is filled in while nobody is signed in. What
// the form finds stored may be another person's words: it is never offered back, and it is
// never lost either. Until the form is saved the draft holds both, the older words behind
// the new ones; afterwards the older ones alone. Whoever signs in next takes it over.
type Blank struct {
	drafts entry.Drafts
	form   string // name of the draft
	words  string // field that takes the older draft

	mu     sync.Mutex
	known  bool
	before []byte
}

// BlankDraft is the name that a blank form gives its own draft: a save drops the draft of
// its name, and must not drop what an officer has begun in the full form.
const BlankDraft = "blank"

// NewBlank keeps the drafts of form. words is its field of free text.
func NewBlank(drafts entry.Drafts, form, words string) *Blank {
	return &Blank{drafts: drafts, form: form, words: words}
}

// Draft is nothing: a blank form begins empty.
func (b *Blank) Draft(string) ([]byte, error) { return nil, nil }

// SaveDraft keeps raw, and what was there before it.
func (b *Blank) SaveDraft(_ string, raw []byte) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !b.known {
		before, err := b.drafts.Draft(b.form)
		if err != nil {
			return err
		}
		b.known, b.before = true, before
	}
	return b.drafts.SaveDraft(b.form, both(b.before, raw, b.words))
}

// Saved leaves only what was there before.
func (b *Blank) Saved() tea.Cmd {
	return screen.Read(b.form, func() (struct{}, error) { return struct{}{}, b.SaveDraft("", nil) })
}

// both is the draft now with the older one as text behind its words.
func both(before, now []byte, words string) []byte {
	var old, v entry.Values
	switch {
	case len(now) == 0:
		return before
	case json.Unmarshal(before, &old) != nil || json.Unmarshal(now, &v) != nil:
		return now
	}
	said := make([]string, 0, len(old))
	for _, name := range slices.Sorted(maps.Keys(old)) {
		if name != words && !strings.HasPrefix(name, "#") {
			said = append(said, old[name])
		}
	}
	older := strings.TrimSpace(old[words] + "\n" + strings.Join(said, ", "))
	if v[words] = strings.TrimSpace(v[words] + "\n----\n" + older); older == "" {
		return now
	}
	out, _ := json.Marshal(v)
	return out
}
