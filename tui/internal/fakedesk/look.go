package fakedesk

import "dutydesk/rules"

// Set sets a setting of the desk.
func (t *Town) Set(name, value string) {
	if t.set == nil {
		t.set = map[string]string{}
	}
	t.set["/"+name] = value
}

// Wants is how everybody wants to see the desk.
func (t *Town) Wants(p rules.Prefs) {
	t.prefs = map[string]rules.Prefs{}
	for _, o := range t.lists.Officers {
		t.prefs[o.ID] = p
	}
}
