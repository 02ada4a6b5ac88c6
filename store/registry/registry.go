// Package registry keeps the desk's lists: officers with their roles and PINs, villages,
// partner units, places, items, and the plans adopted for a season. It decides what may
// stand on a list, and that the desk can never be left without an administrator; which
// area of commands a role opens is rules.May's to say, and PINs arrive here as hashes.
package registry

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// AddOfficer registers a person, with a PIN when the command carried one. A name borne by
// an active officer is refused: people sign in by it.
func AddOfficer(x *tx.Tx, c *command.AddOfficer) (command.Result, error) {
	o := &rules.Officer{Name: c.Name, Roles: c.Roles, Phone: c.Phone, Post: c.Post}
	if c.Village != "" {
		v, err := roll.Village(x, c.Village)
		if err != nil {
			return command.Result{}, roll.At("village", err)
		}
		o.Village = v.ID
	}
	return register(x, o)
}

func activeOfficers(r tx.Reader, name string) ([]*rules.Officer, error) {
	return roll.Named(r, table.Officers, name, func(o *rules.Officer) bool { return o.Retired })
}

// SetPIN sets one's own PIN, or anybody's by a leader or administrator; Denied otherwise.
// A PIN for one sign-in makes its owner set a new one.
func SetPIN(x *tx.Tx, c *command.SetPIN) (command.Result, error) {
	who := c.Officer
	if who == "" {
		who = x.Actor.Officer
	}
	o, err := roll.Officer(x, who)
	if err != nil {
		return command.Result{}, roll.At("officer", err)
	}
	if o.ID != x.Actor.Officer {
		if e := rules.May(x.Actor.Roles, rules.AreaOfficer); e != nil {
			return command.Result{}, e
		}
	}
	return command.Result{ID: o.ID}, x.PutIn("pin", o.ID, tx.PIN{Officer: o.ID, Hash: x.Secrets[""], Once: c.Once})
}

// SetRoles replaces an officer's roles. Precondition when it would leave the desk without
// an administrator, take the actor's own keys away, or the desk from whoever is on duty.
func SetRoles(x *tx.Tx, c *command.SetRoles) (command.Result, error) {
	o, err := roll.Officer(x, c.Officer)
	if err != nil {
		return command.Result{}, roll.At("officer", err)
	}
	if slices.Contains(c.Roles, rules.RoleVillage) && o.Village == "" {
		return command.Result{}, rules.Bad("roles", text.Text{ZH: "%[1]s 没有所属村(社区), 不能当村级联络员。", EN: "%[1]s belongs to no village and cannot be its contact."}.With(o.Name))
	}
	was := o.Roles
	o.Roles = c.Roles
	if err := table.Officers.Put(x, o); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: o.ID}, changed(x, o, was)
}

// Retire ends an officer's access; their history stays. Precondition for the last
// administrator and for whoever is on duty.
func Retire(x *tx.Tx, c *command.RetireOfficer) (command.Result, error) {
	o, err := roll.Officer(x, c.Officer)
	if err != nil {
		return command.Result{}, roll.At("officer", err)
	}
	post, err := onDuty(x, o.ID)
	if err != nil {
		return command.Result{}, err
	}
	if post != (text.Text{}) {
		return command.Result{}, rules.Refuse(text.Text{ZH: "%[1]s 正在值班 (%[2]s), 交接班后再停用。", EN: "%[1]s is on duty (%[2]s): hand over first."}.With(o.Name, post), "")
	}
	o.Retired = true
	if err := table.Officers.Put(x, o); err != nil {
		return command.Result{}, err
	}
	if slices.Contains(o.Roles, rules.RoleAdmin) {
		err = keepAdmin(x)
	}
	return command.Result{ID: o.ID}, err
}

// changed refuses a change of roles, already written, that locks somebody out.
func changed(x *tx.Tx, o *rules.Officer, was []rules.Role) error {
	lost := func(a rules.Area) bool { return rules.May(was, a) == nil && rules.May(o.Roles, a) != nil }
	if o.ID == x.Actor.Officer && lost(rules.AreaOfficer) {
		return rules.Refuse(text.Text{ZH: "不能去掉自己管理人员的权限, 请另一位领导或管理员来改。", EN: "One cannot take away one's own right to manage officers: another leader or administrator does it."}, "")
	}
	if lost(rules.AreaShift) {
		post, err := onDuty(x, o.ID)
		if err != nil {
			return err
		}
		if post != (text.Text{}) {
			return rules.Refuse(text.Text{ZH: "%[1]s 正在值班 (%[2]s), 交接班后再改。", EN: "%[1]s is on duty (%[2]s): hand over first."}.With(o.Name, post), "")
		}
	}
	if slices.Contains(was, rules.RoleAdmin) && !slices.Contains(o.Roles, rules.RoleAdmin) {
		return keepAdmin(x)
	}
	return nil
}

// keepAdmin refuses when no active administrator is left.
func keepAdmin(x *tx.Tx) error {
	found := false
	err := table.Officers.Scan(x, "", "", false, func(o *rules.Officer) (bool, error) {
		found = !o.Retired && slices.Contains(o.Roles, rules.RoleAdmin)
		return !found, nil
	})
	if err == nil && !found {
		return rules.Refuse(text.Text{ZH: "至少要留一位管理员。", EN: "One administrator must remain."}, "")
	}
	return err
}

// onDuty is what an officer does in the shift on duty; empty for somebody who is not in it.
func onDuty(x *tx.Tx, officer string) (text.Text, error) {
	id, err := tx.OnDuty(x)
	if err != nil || id == "" {
		return text.Text{}, err
	}
	s, err := table.Shifts.Get(x, id)
	if err != nil {
		return text.Text{}, err
	}
	switch {
	case s.Main == officer:
		return text.Text{ZH: "主班", EN: "main officer"}, nil
	case s.Leader == officer:
		return text.Text{ZH: "带班", EN: "duty leader"}, nil
	case slices.Contains(s.Deputies, officer):
		return text.Text{ZH: "副班", EN: "second officer"}, nil
	case s.Driver == officer:
		return text.Text{ZH: "驾驶员", EN: "driver"}, nil
	}
	return text.Text{}, nil
}
