package registry

import (
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// AddStandIn registers a duty officer for whom the actor vouches, with a PIN of their own.
// Invalid for the name of an officer in use.
func AddStandIn(x *tx.Tx, c *command.AddStandIn) (command.Result, error) {
	return register(x, &rules.Officer{Name: c.Name, Roles: []rules.Role{rules.RoleOfficer}, Phone: c.Phone, Post: c.Post, StandIn: x.Actor.Officer})
}

// register writes a new person, with the PIN that the command carried, if any.
func register(x *tx.Tx, o *rules.Officer) (command.Result, error) {
	if err := officers.free(x, "", o.Name); err != nil {
		return command.Result{}, err
	}
	var err error
	if o.ID, err = officers.next(x); err != nil {
		return command.Result{}, err
	}
	if err = table.Officers.Put(x, o); err != nil {
		return command.Result{}, err
	}
	if hash := x.Secrets[""]; hash != "" {
		err = x.PutIn("pin", o.ID, tx.PIN{Officer: o.ID, Hash: hash})
	}
	return command.Result{ID: o.ID}, err
}

// SetPrefs sets how the desk looks to the actor.
func SetPrefs(x *tx.Tx, c *command.SetPrefs) (command.Result, error) {
	o, err := table.Officers.Get(x, x.Actor.Officer)
	if err != nil {
		return command.Result{}, err
	}
	o.Prefs = c.Prefs
	return command.Result{ID: o.ID}, table.Officers.Put(x, o)
}

// Prefs is how the reader wants to see the desk; the terminal's own when nobody signed in.
func Prefs(v tx.View, e tx.Env) (rules.Prefs, error) {
	o, ok, err := table.Officers.Find(v, e.Actor.Officer)
	if err != nil || !ok {
		return rules.Prefs{}, err
	}
	return o.Prefs, nil
}
