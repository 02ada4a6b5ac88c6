package fakedesk

import (
	"fmt"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

// Kit gives the desk a kit.
func (t *Town) Kit(k rules.Kit) { t.kits = append(t.kits, k) }

func inUse(all []rules.Kit) []rules.Kit {
	return slices.DeleteFunc(slices.Clone(all), func(k rules.Kit) bool { return k.Retired })
}

func kitKey(k *rules.Kit) key { return key{&k.ID, &k.Name, &k.Retired, &k.Meta} }

// kit runs what is written about kits. ours is false for any other command.
func (d *Desk) kit(cmd command.Command) (id string, ours bool, err error) {
	switch c := cmd.(type) {
	case *command.PutKit:
		d.t.kits, id, err = put(d, d.t.kits, c.ID, c.Version, fmt.Sprintf("K%02d", len(d.t.kits)+1), kitKey, func(k *rules.Kit) { k.Name, k.Lines = c.Name, c.Lines })
		return id, true, err
	case *command.IssueKit:
		for i, l := range c.Lines {
			if l.Skip {
				continue
			}
			one := &command.IssueGoods{Item: l.Item, From: l.From, Qty: l.Qty}
			if l.Substitute != "" {
				one.Item = l.Substitute
			}
			if _, err := d.issue(one); err != nil {
				return "", true, &rules.Error{Kind: rules.Precondition, Field: fmt.Sprintf("lines[%d].qty", i), Text: text.Text{ZH: "%[1]s 不够。", EN: "Not enough of %[1]s."}.With(one.Item)}
			}
		}
		return "M20261124-0001", true, nil
	}
	return "", false, nil
}
