// Package since tells what has changed since an officer's last shift, for whoever comes to
// take over. It decides from when on it tells, which records count as changed, and which of
// them are worth a line; how each stands now is said by the packages that show it. Its cost
// is bounded: of a long absence the newest entries are looked at, of a group the worst.
package since

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/dutylog"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/shifts"
)

// Bounds, ours: how many entries are looked at one by one, how many shifts back one's own is
// looked for, how many lines the severe have and the other groups, and what is told to
// somebody who had no shift yet.
const (
	looked    = 5000
	searched  = 400
	severeMax = 12
	groupMax  = 8
	firstTime = 24 * time.Hour
)

// takeOver is how long before the end of a shift whoever signs in comes to take over.
const takeOver = time.Hour

// Read tells what has changed for the reader. Without a PIN it is the last 24 hours, masked.
func Read(v tx.View, e tx.Env) (*view.Since, error) {
	e.Masked = e.Hidden()
	s := &view.Since{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Groups: []view.SinceGroup{}}
	d := &drawing{v: v, e: e, s: s, touched: map[string]map[string]bool{}, codes: map[string]int{}, names: map[string]string{}}
	var err error
	if d.scene, err = live.SceneAt(v, e.Plans, e.Now); err != nil {
		return nil, err
	}
	for _, part := range []func() error{d.from, d.look, d.cases, d.referrals, d.orders, d.warnings, d.calls, d.stock, d.handovers, d.lists, d.roster, d.plans, d.own, d.notices, d.patrols, d.reports, d.registers, d.records, d.notes, d.first} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	d.order()
	d.quiet()
	return s, nil
}

// drawing is a Since being drawn.
type drawing struct {
	v       tx.View
	e       tx.Env
	s       *view.Since
	scene   live.Scene
	touched map[string]map[string]bool // records written since, by table
	codes   map[string]int
	names   map[string]string
	groups  map[string]*view.SinceGroup
}

// from finds where it begins: after the entry that ended the reader's last shift.
func (d *drawing) from() error {
	d.s.From = d.e.Now.Add(-firstTime)
	if me := d.e.Actor.Officer; me != "" {
		n := 0
		err := table.Shifts.Scan(d.v, "", "", true, func(s *rules.Shift) (bool, error) {
			if n++; s.State == rules.ShiftClosed && s.Serves(me) {
				d.s.Shift, d.s.After = s.ID, s.Seq
				if s.ClosedAt != nil {
					d.s.From = *s.ClosedAt
				}
			}
			return d.s.Shift == "" && n < searched, nil
		})
		if err != nil || d.s.Shift != "" {
			return err
		}
	}
	first, err := dutylog.Since(d.v, d.e.Seq, d.s.From)
	d.s.After = first - 1
	return err
}

// look goes through the newest entries for what they wrote.
func (d *drawing) look() error {
	d.s.Entries = int(d.e.Seq - min(d.s.After, d.e.Seq))
	from := d.s.After + 1
	if d.s.Entries > looked {
		d.s.Skipped, from = d.s.Entries-looked, d.e.Seq-looked+1
	}
	if d.s.Entries == 0 {
		return nil
	}
	return tx.Entries(d.v, from, false, func(x tx.Entry) bool {
		if strings.HasPrefix(x.Code, "ssh.") {
			return x.Seq < d.e.Seq
		}
		if !d.e.Masked || x.Code != "roster.leave" {
			d.codes[x.Code]++
		}
		if x.Code == "officer.prefs" || x.Seq > d.e.Seq {
			return x.Seq <= d.e.Seq
		}
		for _, t := range []string{"case", "referral", "order", "warning", "call", "move", "handover", "note", "officer", "agency", "village", "place", "item", "task", "operation", "daysoff", "roster", "slip", "notice", "row", "patrol", "report", "record", "ownplan"} {
			for _, id := range x.WroteOf(t) {
				if d.touched[t] == nil {
					d.touched[t] = map[string]bool{}
				}
				d.touched[t][id] = true
			}
		}
		return true
	})
}

// ids are the records of a table that were written since, in order.
func (d *drawing) ids(t string) []string {
	out := make([]string, 0, len(d.touched[t]))
	for id := range d.touched[t] {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// read reads them.
func read[T any](d *drawing, t *tx.Table[T]) ([]T, error) {
	return table.Read(d.v, t, d.ids(t.Name))
}

func (d *drawing) add(kind string, r view.SinceRow) {
	if d.groups == nil {
		d.groups = map[string]*view.SinceGroup{}
	}
	if d.groups[kind] == nil {
		d.groups[kind] = &view.SinceGroup{Kind: kind}
	}
	d.groups[kind].Rows = append(d.groups[kind].Rows, r)
}

// order puts the groups and their rows in order, the worst first, and counts what is too
// much.
func (d *drawing) order() {
	for _, k := range view.SinceKinds {
		g := d.groups[k.Code]
		if g == nil {
			continue
		}
		slices.SortStableFunc(g.Rows, func(a, b view.SinceRow) int {
			return cmp.Or(rank(a)-rank(b), cases.Urgency(a.State, a.Due, b.State, b.Due), b.At.Compare(a.At), cmp.Compare(a.Key, b.Key))
		})
		most := groupMax
		if k.Code == "severe" {
			most = severeMax
		}
		if len(g.Rows) > most {
			g.More, g.Rows = len(g.Rows)-most, slices.Clip(g.Rows[:most])
		}
		d.s.Groups = append(d.s.Groups, *g)
	}
}

func rank(r view.SinceRow) int {
	if r.Grave {
		return 0
	}
	return 1
}

// lined are the commands whose matters have lines of their own; the others are counted.
var lined = map[string]bool{"case.open": true, "case.dispatch": true, "case.arrive": true, "case.settle": true, "case.close": true, "case.back": true, "case.reopen": true, "case.same": true, "case.depart": true, "case.return": true, "call.plan": true,
	"referral.send": true, "referral.receive": true, "referral.accept": true, "referral.refuse": true, "referral.finish": true, "referral.revoke": true, "referral.back": true,
	"order.give": true, "order.sign": true, "order.strike": true, "warning.set": true, "warning.lift": true,
	"stock.receive": true, "stock.issue": true, "stock.kit": true, "stock.reverse": true, "handover.accept": true, "handover.release": true,
	"officer.add": true, "officer.put": true, "officer.role": true, "officer.retire": true, "officer.standin": true, "agency.put": true, "village.put": true,
	"place.put": true, "item.put": true, "list.retire": true, "list.restore": true, "officer.prefs": true, "import.live": true,
	"handover.word": true, "handover.line": true,
	"plan.adopt": true, "plan.end": true, "duty.done": true, "duty.waive": true, "duty.undo": true, "duty.put": true, "duty.strike": true, "calendar.put": true, "calendar.strike": true,
	"notice.new": true, "notice.add": true, "notice.result": true, "notice.explain": true, "notice.correct": true, "notice.withdraw": true,
	"row.put": true, "row.step": true, "row.back": true, "row.strike": true, "row.restore": true, "row.import": true,
	"patrol.out": true, "patrol.stop": true, "patrol.back": true, "patrol.fix": true, "patrol.undo": true, "report.send": true, "report.strike": true,
	"record.add": true, "record.finish": true, "record.back": true,
	"plan.copy": true, "plan.edit": true, "plan.import": true, "plan.revert": true, "plan.strike": true}

// quiet counts what has no line: one kind of act, one number.
func (d *drawing) quiet() {
	for code, n := range d.codes {
		if !lined[code] {
			d.s.Quiet = append(d.s.Quiet, view.SinceCount{Code: code, Text: command.Told(code), N: n})
		}
	}
	slices.SortFunc(d.s.Quiet, func(a, b view.SinceCount) int { return cmp.Or(cmp.Compare(b.N, a.N), cmp.Compare(a.Code, b.Code)) })
}

// first decides whether the reader signs in to take over: a shift was presented to them,
// nobody is on duty, or one that is not theirs is about to end or late.
func (d *drawing) first() error {
	if d.e.Actor.Officer == "" || rules.May(d.e.Actor.Roles, rules.AreaShift) != nil {
		return nil
	}
	on, err := shifts.OnDuty(d.v)
	if err != nil || on != nil && on.Serves(d.e.Actor.Officer) {
		return err
	}
	open, err := table.Handovers.By(d.v, "open")
	if err != nil {
		return err
	}
	presented := false
	for i := range open {
		if open[i].State == rules.HandoverPresented {
			presented = true
			d.s.First = d.s.First || open[i].Incoming == d.e.Actor.Officer
		}
	}
	if on == nil { // before the very first shift there is nothing to take over
		return table.Shifts.Scan(d.v, "", "", true, func(*rules.Shift) (bool, error) { d.s.First = true; return false, nil })
	}
	d.s.First = d.s.First || !presented && !d.e.Now.Before(on.End.Add(-takeOver))
	return nil
}

// officer is the name of an officer, the id itself when there is none.
func (d *drawing) officer(id string) (string, error) {
	if n, ok := d.names[id]; ok {
		return n, nil
	}
	o, ok, err := table.Officers.Find(d.v, id)
	name := id
	if ok {
		name = o.Name
	}
	d.names[id] = name
	return name, err
}
