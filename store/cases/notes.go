package cases

import (
	"dutydesk/rules"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Notes is the duty log: the notes that stand on no case, newest first, at most limit of
// them (0: every one), those struck out among them. Readers from whom persons are Hidden
// see who wrote when.
func Notes(v tx.View, e tx.Env, limit int) ([]rules.Note, error) {
	out := []rules.Note{}
	err := table.Notes.Scan(v, "", "", true, func(n *rules.Note) (bool, error) {
		if n.Case != "" {
			return true, nil
		}
		if e.Hidden() {
			n.Text = ""
			if n.Struck != "" {
				n.Struck = tx.Withheld
			}
		}
		out = append(out, *n)
		return len(out) != limit, nil
	})
	return out, err
}
