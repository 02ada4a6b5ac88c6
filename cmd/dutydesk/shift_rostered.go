package main

import (
	"slices"
	"strings"

	"dutydesk/rules"
	rota "dutydesk/rules/roster"
	"dutydesk/rules/text"
)

// tellRostered tells, after the desk was taken, who is on standby by the roster and in which
// posts the crew is another than the roster has it.
func (b *book) tellRostered(t *rota.Turn) error {
	d, err := b.desk.Duty()
	if err != nil || d.Shift == nil {
		return err
	}
	r, err := b.desk.Roster(string(t.Date()[:7]))
	if err != nil {
		return err
	}
	names := func(ids []string) string {
		out := make([]string, len(ids))
		for i, id := range ids {
			if out[i] = r.Names[id]; out[i] == "" { // a driver from outside
				out[i] = id
			}
		}
		return strings.Join(out, " ")
	}
	s := d.Shift
	serves := rota.Turn{Leader: s.Leader, Main: s.Main, Deputies: s.Deputies, Driver: s.Driver}
	for _, p := range []rota.Post{rota.Leader, rota.Main, rota.Deputy, rota.Driver} {
		planned, is := t.In(p), serves.In(p)
		if slices.Equal(planned, is) || p == rota.Deputy && slices.Equal(slices.Sorted(slices.Values(planned)), slices.Sorted(slices.Values(is))) {
			continue
		}
		post, none := rules.WordOf(rota.PostWords, string(p)), b.t(text.Text{ZH: "无", EN: "nobody"})
		said := func(ids []string) string {
			if s := names(ids); s != "" {
				return s
			}
			return none
		}
		b.note(text.Text{ZH: "与排班不同: %[1]s 排的是 %[2]s, 现为 %[3]s。", EN: "Not as rostered: %[1]s %[2]s, now %[3]s."}.With(post, said(planned), said(is)))
	}
	if len(t.Standby) > 0 {
		b.note(text.Text{ZH: "备班: %[1]s。", EN: "Standby: %[1]s."}.With(names(t.Standby)))
	}
	return nil
}
