package cases

import (
	"dutydesk/rules"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// FollowUpRow is a visit for a reader, with the name of who made it.
func FollowUpRow(r tx.Reader, e tx.Env, v rules.FollowUp) (view.FollowUp, error) {
	k, err := table.Cases.Get(r, v.Case)
	if err != nil {
		return view.FollowUp{}, err
	}
	v.By = names(r)(v.By)
	if e.Hidden() {
		v.Result, v.Words, v.Struck = "", "", ""
	}
	return view.FollowUp{FollowUp: v, Subject: Subject(k, e.Hidden())}, nil
}
