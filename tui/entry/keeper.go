package entry

import (
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
)

// Keeper writes one draft, the newest of what it was given: an older one never covers it,
// and a write that was asked for but not begun is made up for by the next Flush.
type Keeper struct {
	drafts Drafts
	form   string

	mu   sync.Mutex
	want string
	have string
}

// NewKeeper keeps the draft of a form; nothing of it has been written yet.
func NewKeeper(drafts Drafts, form string) *Keeper { return &Keeper{drafts: drafts, form: form} }

// Keep asks for raw to be written, "" for no draft. The command writes it, and brings what
// then makes of the outcome.
func (k *Keeper) Keep(raw string, then func(error) tea.Msg) tea.Cmd {
	k.mu.Lock()
	k.want = raw
	k.mu.Unlock()
	return func() tea.Msg { return then(k.Flush()) }
}

// Had says that raw is what is stored.
func (k *Keeper) Had(raw string) {
	k.mu.Lock()
	k.want, k.have = raw, raw
	k.mu.Unlock()
}

// Flush writes what was asked for last and is not stored. It waits for a write under way.
func (k *Keeper) Flush() (err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.want == k.have {
		return nil
	}
	want := k.want
	if err = k.save(want); err == nil {
		k.have = want
	}
	return err
}

// save writes a draft; a panic in it is an error like another.
func (k *Keeper) save(raw string) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = rules.Fault("keeping the draft %s: panic: %v", k.form, r)
		}
	}()
	return k.drafts.SaveDraft(k.form, []byte(raw))
}
