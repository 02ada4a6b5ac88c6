// Package ownplans keeps the plans of the township: copied from another, changed by form, taken
// from a file that was written by hand, and their notices with who read them. What a plan file
// may say, and how a change is made in it, package plan decides; the file beside the book is
// written by package store after the command. A plan that is adopted is not changed before what
// the change does was seen.
package ownplans

import (
	"fmt"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Copy makes a new own plan out of one that the desk knows. Errors: NotFound at from;
// Precondition when there are as many as a desk may have.
func Copy(x *tx.Tx, c *command.CopyPlan) (command.Result, error) {
	source, ok := x.Plans.Source(c.From)
	if _, known := x.Plans.Plan(c.From); !ok || !known {
		return command.Result{}, &rules.Error{Kind: rules.NotFound, Field: "from", Text: text.Text{ZH: "没有方案 %[1]s。", EN: "There is no plan %[1]s."}.With(c.From)}
	}
	id, err := next(x)
	if err != nil {
		return command.Result{}, err
	}
	p := &rules.OwnPlan{ID: id, From: c.From}
	return write(x, p, plan.Copy(c.From, source, id, c.Title, rules.DateOf(x.Now)))
}

// next is the id of a new own plan; one that was taken off keeps its own.
func next(x *tx.Tx) (string, error) {
	all, err := table.OwnPlans.All(x)
	if err != nil {
		return "", err
	}
	most, inUse := 0, 0
	for i := range all {
		n := 0
		fmt.Sscanf(all[i].ID, "X%d", &n)
		most = max(most, n)
		if all[i].Struck == "" {
			inUse++
		}
	}
	if inUse >= plan.MaxOwn || most >= 99 {
		return "", rules.Refuse(text.Text{ZH: "本镇方案已有 %[1]d 个, 不能再加。", EN: "There are %[1]d own plans: no more can be added."}.With(len(all)), "")
	}
	return fmt.Sprintf("X%d", most+1), nil
}

// write lays a sound text into the record. Error: Invalid with the first fault and its place.
func write(x *tx.Tx, p *rules.OwnPlan, data []byte) (command.Result, error) {
	c := plan.CheckOwn(p.ID+".yaml", data)
	if !c.OK {
		return command.Result{}, Unsound(c)
	}
	if len(data) > rules.MaxPlan {
		return command.Result{}, rules.Bad("edits", text.Text{ZH: "方案大于 %[1]d KiB。", EN: "The plan is larger than %[1]d KiB."}.With(rules.MaxPlan>>10))
	}
	if no := p.Write(string(data), plan.TitleOf(data)); no != nil {
		return command.Result{}, no
	}
	return command.Result{ID: p.ID}, table.OwnPlans.Put(x, p)
}

// Unsound refuses a file with its first fault.
func Unsound(c plan.FileCheck) *rules.Error {
	f := c.Faults[0]
	return rules.Bad("text", text.Text{ZH: "%[1]s 第 %[2]d 行第 %[3]d 列: %[4]s (共 %[5]d 处)", EN: "%[1]s line %[2]d, column %[3]d: %[4]s (%[5]d in all)"}.With(c.File, f.Line, f.Column, f.Message, len(c.Faults)))
}

// seen finds an own plan for a change. Errors: NotFound at plan; Conflict when somebody changed
// it; Precondition while it is adopted and the change was not confirmed.
func seen(x *tx.Tx, id string, version int64, confirmed bool) (*rules.OwnPlan, error) {
	p, err := find(x, id)
	if err != nil {
		return nil, err
	}
	if err := table.OwnPlans.Stale(x, p, version); err != nil {
		return nil, err
	}
	if no := p.MayChange(); no != nil {
		return nil, no
	}
	running, err := adopted(x, id, rules.DateOf(x.Now))
	if err == nil && running && !confirmed {
		err = Unconfirmed(id)
	}
	return p, err
}

// Unconfirmed refuses to change a plan that is adopted before its effect was seen.
func Unconfirmed(id string) *rules.Error {
	return &rules.Error{Kind: rules.Precondition, Field: "confirmed", Text: text.Text{ZH: "%[1]s 已启用, 先看修改对在办事项的影响, 再确认保存。", EN: "%[1]s is adopted: look at what the change does to open cases, then confirm it."}.With(id)}
}

func find(r tx.Reader, id string) (*rules.OwnPlan, error) {
	p, ok, err := table.OwnPlans.Find(r, id)
	if err == nil && !ok {
		e := rules.Missing(table.OwnPlans.Noun, id)
		e.Field = "plan"
		return nil, e
	}
	return p, err
}

// adopted says that an operation of the plan is not over.
func adopted(r tx.Reader, id string, today rules.Date) (bool, error) {
	ops, err := table.Operations.All(r)
	for i := range ops {
		if ops[i].Plan == id && !ops[i].Over(today) {
			return true, err
		}
	}
	return false, err
}

// Edit changes an own plan. Errors: those of seen and plan.Edit.
func Edit(x *tx.Tx, c *command.EditPlan) (command.Result, error) {
	p, err := seen(x, c.Plan, c.Version, c.Confirmed)
	if err != nil {
		return command.Result{}, err
	}
	data, no := plan.Edit([]byte(p.Text), c.Edits)
	if no != nil {
		return command.Result{}, no
	}
	return write(x, p, data)
}

// Import takes a file. Errors: Invalid at text for a fault, and for an id that is not an own
// one; Invalid at version for a plan that the desk has and that was not seen; those of seen.
func Import(x *tx.Tx, c *command.ImportPlan) (command.Result, error) {
	k := plan.CheckOwn("", []byte(c.Text))
	k.File = k.Plan
	if !k.OK {
		return command.Result{}, Unsound(k)
	}
	_, ok, err := table.OwnPlans.Find(x, k.Plan)
	p := &rules.OwnPlan{ID: k.Plan}
	switch {
	case err != nil:
		return command.Result{}, err
	case ok && c.Version == 0:
		return command.Result{}, rules.Bad("version", text.Text{ZH: "本台已有 %[1]s, 要改请先打开看过。", EN: "The desk has %[1]s: look at it before changing it."}.With(k.Plan))
	case ok:
		if p, err = seen(x, k.Plan, c.Version, c.Confirmed); err != nil {
			return command.Result{}, err
		}
		if p.Text == c.Text {
			return command.Result{}, rules.Refuse(text.Text{ZH: "%[1]s 没有不同。", EN: "%[1]s is the same."}.With(p.ID), "")
		}
	}
	return write(x, p, []byte(c.Text))
}

// Revert takes the last change back. Errors: those of seen and rules.OwnPlan.Undo.
func Revert(x *tx.Tx, c *command.RevertPlan) (command.Result, error) {
	p, err := seen(x, c.Plan, c.Version, c.Confirmed)
	if err != nil {
		return command.Result{}, err
	}
	if no := p.Undo(); no != nil {
		return command.Result{}, no
	}
	p.Title = plan.TitleOf([]byte(p.Text))
	return command.Result{ID: p.ID}, table.OwnPlans.Put(x, p)
}

// Strike takes an own plan off the list. Errors: Precondition while it is adopted; Conflict.
func Strike(x *tx.Tx, c *command.StrikePlan) (command.Result, error) {
	p, err := find(x, c.Plan)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.OwnPlans.Stale(x, p, c.Version); err != nil {
		return command.Result{}, err
	}
	if err := mayStrike(x, p, rules.DateOf(x.Now)); err != nil {
		return command.Result{}, err
	}
	if no := p.Strike(c.Reason); no != nil {
		return command.Result{}, no
	}
	return command.Result{ID: p.ID}, table.OwnPlans.Put(x, p)
}

func mayStrike(r tx.Reader, p *rules.OwnPlan, today rules.Date) error {
	if no := p.MayChange(); no != nil {
		return no
	}
	running, err := adopted(r, p.ID, today)
	if err == nil && running {
		err = rules.Refuse(text.Text{ZH: "%[1]s 已启用, 先停用。", EN: "%[1]s is adopted: end it first."}.With(p.ID), "")
	}
	return err
}

// Acknowledge keeps that the officer read a notice. Errors: NotFound at notice; those of
// rules.OwnPlan.Acknowledge.
func Acknowledge(x *tx.Tx, c *command.AckNotice) (command.Result, error) {
	p, err := find(x, c.Plan)
	if err != nil {
		return command.Result{}, err
	}
	own, ok := x.Plans.Plan(p.ID)
	if !ok {
		return command.Result{}, rules.Missing(table.OwnPlans.Noun, p.ID)
	}
	for _, n := range own.Notices() {
		if n.Notice == c.Notice || n.Title.ZH == c.Notice || strings.EqualFold(n.Title.EN, c.Notice) {
			if no := p.Acknowledge(n.Notice, words(n), x.Actor.Officer, x.Now); no != nil {
				return command.Result{}, no
			}
			return command.Result{ID: p.ID + "/" + n.Notice}, table.OwnPlans.Put(x, p)
		}
	}
	return command.Result{}, &rules.Error{Kind: rules.NotFound, Field: "notice", Text: text.Text{ZH: "%[1]s 没有通知 %[2]s。", EN: "%[1]s has no notice %[2]s."}.With(p.ID, c.Notice)}
}

// words is what an acknowledgement of a notice is of.
func words(n plan.Notice) string {
	if n.Words.IsZero() {
		return ""
	}
	return n.Title.ZH + "\n" + n.Words.ZH + "\n" + n.Words.EN
}
