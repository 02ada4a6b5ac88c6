package table

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// Reports are those that were sent to the county.
var Reports = &tx.Table[rules.Report]{Name: "report", Noun: text.Text{ZH: "报告", EN: "report"},
	Meta: func(v *rules.Report) (string, *rules.Meta) { return v.ID, &v.Meta }}
