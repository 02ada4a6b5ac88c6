package main

import (
	"strings"

	"dutydesk/rules"
	rota "dutydesk/rules/roster"
	"dutydesk/rules/text"
)

// tellRostered tells, after the desk was taken, who is on standby by the roster and in which
// posts the crew is another than the roster has it. The desk is taken whatever becomes of it:
// what cannot be read is told and no error.
func (b *book) tellRostered(t *rota.Turn) {
	d, err := b.desk.Duty()
	if err == nil && d.Shift == nil {
		return
	}
	var names map[string]string
	if err == nil {
		if r, e := b.desk.Roster(string(t.Date()[:7])); e != nil {
			err = e
		} else {
			names = r.Names
		}
	}
	if err != nil {
		b.note(text.Text{ZH: "已接班; 排班没有读出: %[1]s", EN: "The desk is taken; the roster was not read: %[1]s"}.With(rules.AsError(err).Text))
		return
	}
	said := func(ids []string) string {
		out := make([]string, len(ids))
		for i, id := range ids {
			if out[i] = names[id]; out[i] == "" { // a driver from outside
				out[i] = id
			}
		}
		if len(out) == 0 {
			return b.t(text.Text{ZH: "无", EN: "nobody"})
		}
		return strings.Join(out, " ")
	}
	for _, x := range t.Differs(d.Shift) {
		b.note(text.Text{ZH: "与排班不同: %[1]s 排的是 %[2]s, 现为 %[3]s。", EN: "Not as rostered: %[1]s %[2]s, now %[3]s."}.With(rules.WordOf(rota.PostWords, string(x.Post)), said(x.Planned), said(x.Is)))
	}
	if len(t.Standby) > 0 {
		b.note(text.Text{ZH: "备班: %[1]s。", EN: "Standby: %[1]s."}.With(said(t.Standby)))
	}
}
