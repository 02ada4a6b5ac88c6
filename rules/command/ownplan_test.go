package command

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
)

// Ensure what cannot be right on the face of it is refused at its field.
func TestCheckOwnPlan(t *testing.T) {
	one := []rules.PlanEdit{{Do: "set", Name: "title", Value: "x"}}
	for name, c := range map[string]struct {
		cmd   Command
		field string
	}{
		"copy":              {&CopyPlan{From: "p７", Title: "暖冬"}, ""},
		"copy of nothing":   {&CopyPlan{Title: "暖冬"}, "from"},
		"copy no title":     {&CopyPlan{From: "P7"}, "title"},
		"edit":              {&EditPlan{Plan: "X1", Version: 1, Edits: one}, ""},
		"edit in words":     {&EditPlan{Plan: "X1", Version: 1, Edits: []rules.PlanEdit{{Do: "停用条目", Name: "a", Reason: "x"}}}, ""},
		"edit unseen":       {&EditPlan{Plan: "X1", Edits: one}, "version"},
		"edit of nothing":   {&EditPlan{Plan: "X1", Version: 1}, "edits"},
		"edit of a kind":    {&EditPlan{Plan: "X1", Version: 1, Edits: []rules.PlanEdit{{Do: "burn"}}}, "edits[0].do"},
		"edit too long":     {&EditPlan{Plan: "X1", Version: 1, Edits: []rules.PlanEdit{{Do: "set", Value: strings.Repeat("长", MaxLine+1)}}}, "edits[0].value"},
		"import":            {&ImportPlan{Text: "id: X1\n"}, ""},
		"import of nothing": {&ImportPlan{Text: " \n"}, "text"},
		"import too large":  {&ImportPlan{Text: strings.Repeat("x", rules.MaxPlan+1)}, "text"},
		"revert":            {&RevertPlan{Plan: "X1", Reason: "错"}, ""},
		"revert no reason":  {&RevertPlan{Plan: "X1"}, "reason"},
		"strike no reason":  {&StrikePlan{Plan: "X1"}, "reason"},
		"ack no notice":     {&AckNotice{Plan: "X1"}, "notice"},
	} {
		err := rules.AsError(c.cmd.Check(time.Time{}))
		switch {
		case c.field == "" && err != nil, c.field != "" && (err == nil || err.Field != c.field):
			t.Errorf("%s: %v", name, err)
		case err != nil && (err.Text.ZH == "" || err.Text.EN == ""):
			t.Errorf("%s: one language", name)
		}
	}
	e := &EditPlan{Plan: "x1", Version: 1, Edits: []rules.PlanEdit{{Do: "deadline", Value: "12月10日", ZH: "报"}}}
	if err := e.Check(time.Time{}); err != nil || e.Plan != "X1" || e.Edits[0].Value != "12-10" {
		t.Error(err, e)
	}
}
