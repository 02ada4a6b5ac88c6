package store

import (
	"dutydesk/rules/view"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registers"
)

// Registers are the kinds of lists that the plans have a township keep, with how many rows
// each has; those of a plan in force first.
func (d *Desk) Registers() (*view.Registers, error) { return own(d, d.s.Now(), registers.Kinds) }

// RegisterPage is one register with its rows, by id or name; struck rows with all. Error:
// NotFound.
func (d *Desk) RegisterPage(kind string, all bool) (*view.RegisterPage, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.RegisterPage, error) { return registers.Page(v, e, kind, all) })
}

// RegisterRow is one row by its id or a unique tail of it. Error: NotFound.
func (d *Desk) RegisterRow(id string) (*view.RegisterRow, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.RegisterRow, error) { return registers.Row(v, e, id) })
}
