package table

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// OwnPlans are the plans of the township itself.
var OwnPlans = &tx.Table[rules.OwnPlan]{Name: "ownplan", Noun: text.Text{ZH: "本镇方案", EN: "own plan"},
	Meta: func(v *rules.OwnPlan) (string, *rules.Meta) { return v.ID, &v.Meta }}
