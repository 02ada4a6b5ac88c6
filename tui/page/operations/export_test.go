package operations

import "dutydesk/tui/route"

// Select puts the selection on the line of that id.
func (p *Page) Select(id string) bool { return p.list.Select(id) }

// Leads is where Enter on the selected line goes, nil for nowhere.
func (p *Page) Leads() *route.To { return p.row().to }

// AsksFor is asksFor.
func AsksFor(section string) bool { return asksFor(section) }
