package tui

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// landings are the pages that a role works on, where somebody has that role alone.
var landings = map[rules.Role]route.Page{
	rules.RoleStorekeeper: route.Stock,
	rules.RoleClerk:       route.Registers,
	rules.RoleAdmin:       route.Settings,
	rules.RoleAuditor:     route.Log,
}

// land shows the first page of whoever sits down: the board, or what has changed before it; of
// a role that works on another page that one, with the board behind it. A village contact has
// one page. Whoever left somewhere finds that place again, below what has changed.
func (a *App) land(left *spot, since bool) {
	roles := a.desk.Roles()
	to := route.To{Page: route.Board}
	if rules.VillageOnly(roles) {
		to.Page = route.Village
		a.stack = []place{{to, a.newPage(to)}}
		return
	}
	a.stack = []place{{to, a.root(to)}}
	if left != nil {
		a.putBack(left)
	}
	switch {
	case since:
		to.Page = route.Since
	case left == nil && len(roles) == 1 && landings[roles[0]] != "":
		to.Page = landings[roles[0]]
	default:
		return
	}
	p := a.root(to)
	if p == nil {
		p = a.newPage(to)
	}
	a.stack = append(a.stack, place{to, p})
}

// limits tell in the help what the person's roles are for, and what not.
func (a *App) limits() binding.Table {
	var t binding.Table
	for _, r := range rules.RoleWords {
		if slices.Contains(a.desk.Roles(), rules.Role(r.Code)) {
			t = append(t, binding.Binding{Keys: []string{"="}, Silent: true, Help: text.Text{ZH: "您是%[1]s: %[2]s", EN: "You are a %[1]s: %[2]s"}.With(r.Text, rules.WordOf(rules.Duties, r.Code))})
		}
	}
	return t
}

// villageKeys are all that a village contact has beside the page: a phone has digits, arrows,
// Enter and Esc, and 0 opens the menu with the rest.
func (a *App) villageKeys(turn, lock, help, quit binding.Binding) binding.Table {
	t := binding.Table{
		{Keys: []string{"0", "ctrl+k"}, Stays: true, Label: text.Text{ZH: "菜单", EN: "Menu"},
			Help: text.Text{ZH: "所有能做的事, 用数字选", EN: "Everything that can be done, chosen by number"}, Do: always(screen.Menu{})},
		help, turn, lock, quit,
	}
	if len(a.stack) > 1 {
		t = append(t, binding.Binding{Keys: []string{"esc"}, Label: text.Text{ZH: "返回", EN: "Back"}, Stays: true, Help: text.Text{ZH: "回到上一页", EN: "Back to the page before"}, Do: always(route.Back{})})
	}
	if len(a.waiting) > 0 {
		t = slices.Insert(t, 0, a.answerKey())
	}
	return append(t, a.limits()...)
}
