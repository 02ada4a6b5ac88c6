package registry

import (
	"fmt"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// PutKit adds or changes a kit of the township's own: items in use, each once. The kits of
// plans are not on the list, and their names are taken whether the plan is in force or not.
func PutKit(x *tx.Tx, c *command.PutKit) (command.Result, error) {
	if k, ok := x.Plans.Kit(c.ID); ok {
		return command.Result{}, k.MayChange()
	}
	return put(x, kits, c.ID, c.Version, c.Name, func(k *rules.Kit, id string) error {
		if err := unplanned(x, c.Name); err != nil {
			return err
		}
		k.ID, k.Name, k.Lines = id, c.Name, make([]rules.KitLine, len(c.Lines))
		in := map[string]bool{}
		for n, l := range c.Lines {
			at := fmt.Sprintf("lines[%d].item", n)
			i, err := roll.Item(x, l.Item)
			switch {
			case err != nil:
				return roll.At(at, err)
			case in[i.ID]:
				return rules.Bad(at, text.Text{ZH: "%[1]s 写了两次, 请合成一行。", EN: "%[1]s stands twice: write one line."}.With(i.Name))
			}
			in[i.ID] = true
			k.Lines[n] = rules.KitLine{Item: i.ID, Qty: l.Qty}
		}
		return nil
	})
}

// unplanned refuses what a plan's kit is called by: its id, its name in both languages, its
// initials.
func unplanned(x *tx.Tx, name string) error {
	var ops []rules.Operation
	for _, p := range x.Plans.Plans() {
		ops = append(ops, rules.Operation{Plan: p.ID})
	}
	said := text.Fold(name)
	for _, k := range x.Plans.Kits(ops) {
		if slices.Contains([]string{text.Fold(k.ID), text.Fold(k.Name), text.Fold(k.English), text.Initials(k.Name)}, said) {
			return rules.Bad("name", text.Text{ZH: "方案里已有 %[1]s (%[2]s), 换个名称。", EN: "There is the plan's %[1]s (%[2]s): take another name."}.With(k.Title(), k.ID))
		}
	}
	return nil
}

// allKits are the kits of the plans in force and every own one.
func allKits(v tx.View, e tx.Env) ([]rules.Kit, error) {
	ops, err := live.Operations(v, e.Now)
	if err != nil {
		return nil, err
	}
	own, err := rows(v, kits, true)
	return append(e.Plans.Kits(ops), own...), err
}

// packed refuses to retire an item that a kit in use holds.
func packed(x *tx.Tx, i *rules.Item) error {
	var in []text.Text
	err := table.Kits.Scan(x, "", "", false, func(k *rules.Kit) (bool, error) {
		for _, l := range k.Lines {
			if l.Item == i.ID && !k.Retired {
				in = append(in, k.Title())
			}
		}
		return len(in) < some, nil
	})
	if err == nil && len(in) > 0 {
		err = rules.Refuse(text.Text{ZH: "%[1]s 在物资包 %[2]s 里, 先改物资包。", EN: "%[1]s is in the kits %[2]s: change them first."}.With(i.Name, in), "")
	}
	return err
}

// itemsUsed refuses to bring a kit back that holds a retired item.
func itemsUsed(x *tx.Tx, k *rules.Kit) error {
	for _, l := range k.Lines {
		i, err := table.Items.Get(x, l.Item)
		if err != nil {
			return err
		}
		if i.Retired {
			return rules.Refuse(text.Text{ZH: "%[1]s 里的 %[2]s 已停用, 先恢复 %[2]s。", EN: "%[2]s in %[1]s is retired: bring %[2]s back first."}.With(k.Name, i.Name), "")
		}
	}
	return nil
}
