package input

import tea "github.com/charmbracelet/bubbletea"

// Key is msg as the bindings should see it: Esc with something typed close behind
// arrives from v1 as Esc with Alt, and means Esc.
func Key(msg tea.KeyMsg) tea.KeyMsg {
	if msg.Type == tea.KeyEsc {
		msg.Alt = false
	}
	return msg
}

// Each is msg as single keys, for where characters are commands: v1 joins what was
// typed close together, so 1 and 2 can come as "12". A paste is never keys and
// gives none; a field takes msg as it is.
func Each(msg tea.KeyMsg) []tea.KeyMsg {
	msg = Key(msg)
	switch {
	case msg.Paste:
		return nil
	case msg.Type != tea.KeyRunes || len(msg.Runes) == 1:
		return []tea.KeyMsg{msg}
	}
	keys := make([]tea.KeyMsg, len(msg.Runes))
	for i, r := range msg.Runes {
		keys[i] = tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}, Alt: msg.Alt}
	}
	return keys
}
