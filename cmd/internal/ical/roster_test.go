package ical_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dutydesk/cmd/internal/ical"
	"dutydesk/rules"
	rota "dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// duty is two turns of 24 hours; U1 gave the second to U2 by a slip.
func duty() *view.Roster {
	r := &view.Roster{Month: "2026-12", State: rota.Published, Version: 7}
	r.Now = time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)
	for i, t := range (&rota.Scheme{}).Turns("2026-12-05", "2026-12-06", rules.ShippedCalendar) {
		t.Main, t.Leader = []string{"U1", "U2"}[i], "U3"
		r.Turns = append(r.Turns, view.RosterTurn{Turn: t, Names: view.RosterNames{Leader: "沈岚", Main: []string{"何雨禾", "周立冬"}[i],
			Deputies: []string{"罗小满", "林霁", "唐秋实", "乔知雪", "唐松岩", "苗谷雨"}, Driver: "外请, 驾驶员"}})
	}
	at := r.Turns[1].Start
	r.Slips = []view.RosterSlip{{Slip: rota.Slip{ID: "B20261124-01", Kind: rota.SlipSwap, State: rota.SlipApproved, Officer: "U1", To: "U2", Turn: &at}}}
	return r
}

// Ensure that a turn keeps its UID when a slip passes it on, is called off for who gave it
// away, counts its sequence by the month, and that lines are folded between characters.
func TestRoster(t *testing.T) {
	raw := string(ical.Roster(duty(), "U1", "值班", text.ZH))
	for _, l := range strings.Split(strings.TrimSuffix(raw, "\r\n"), "\r\n") {
		if len(l) > 75 || !utf8.ValidString(l) || l == "" {
			t.Errorf("line %q of %d octets", l, len(l))
		}
	}
	events := strings.Split(strings.ReplaceAll(raw, "\r\n ", ""), "BEGIN:VEVENT\r\n")[1:]
	if len(events) != 2 {
		t.Fatalf("%d events in\n%s", len(events), raw)
	}
	for i, want := range [][]string{
		{"UID:20261205T000000Z-U1@dutydesk\r\n", "SEQUENCE:7\r\n", "DTSTAMP:20261123T181400Z\r\n", "DTSTART:20261205T000000Z\r\nDTEND:20261206T000000Z\r\n", "STATUS:CONFIRMED", `外请\, 驾驶员`},
		{"UID:20261206T000000Z-U1@dutydesk\r\n", "SEQUENCE:7\r\n", "STATUS:CANCELLED"},
	} {
		for _, w := range want {
			if !strings.Contains(events[i], w) {
				t.Errorf("%d: no %q in\n%s", i, w, events[i])
			}
		}
	}
	if raw := string(ical.Roster(duty(), "", "值班", text.ZH)); strings.Count(raw, "STATUS:CONFIRMED") != 2 || strings.Contains(raw, "CANCELLED") {
		t.Error(raw)
	}
	never := duty()
	never.Slips[0].State = rota.SlipRefused
	if raw := string(ical.Roster(never, "U1", "值班", text.ZH)); strings.Contains(raw, "CANCELLED") {
		t.Errorf("a turn that was never theirs is called off:\n%s", raw)
	}
	never.Slips[0].Now = true // it was in force until it was refused
	if raw := string(ical.Roster(never, "U1", "值班", text.ZH)); !strings.Contains(raw, "CANCELLED") {
		t.Errorf("a turn that was theirs is not called off:\n%s", raw)
	}
	draft := duty()
	draft.State = rota.Draft
	if raw := string(ical.Roster(draft, "U2", "值班", text.EN)); strings.Count(raw, "STATUS:TENTATIVE") != 1 {
		t.Error(raw)
	}
}
