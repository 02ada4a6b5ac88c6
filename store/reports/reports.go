// Package reports draws up what the desk owes the county at set hours, the nil report and last
// night's situation, from what was written in their hours, and keeps that they were sent. Which
// hour a report is for rules.ReportKind.Hour decides, how it reads package wording.
package reports

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/rules/wording"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
	"dutydesk/store/shifts"
)

// Send marks a report as sent, with what it says now. Refused: as rules.MayReportAs and ReportFigures.MayNil; a kind whose
// hour is switched off; a time before its hours began (Invalid, at).
func Send(x *tx.Tx, c *command.SendReport) (command.Result, error) {
	at := x.Now
	if c.At != nil {
		at = c.At.UTC()
	}
	p, err := Draft(x, tx.Env{Now: x.Now, Plans: x.Plans, Actor: x.Actor}, c.Kind)
	if err != nil {
		return command.Result{}, err
	}
	if e := rules.MayReportAs(c.Form, p.Sent); e != nil {
		return command.Result{}, e
	}
	if c.Nothing {
		if e := p.Figures.MayNil(); e != nil {
			return command.Result{}, e
		}
	}
	if at.Before(p.From) {
		return command.Result{}, rules.Bad("at", before.With(rules.Stamp(at), rules.Stamp(p.From), rules.Stamp(p.For)))
	}
	ids, err := roll.NewSeries(x, table.Reports, roll.Dated(x, "L"), 2)
	if err != nil {
		return command.Result{}, err
	}
	r := &rules.Report{ID: ids.Next(), Kind: p.Kind, For: p.For, From: p.From, Till: p.Till, Figures: p.Figures,
		To: c.To, Receiver: c.Receiver, How: c.How, At: at, By: x.Actor.Officer, Name: x.Actor.Name, Form: c.Form, Words: c.Words}
	if room := wording.RoomOfReport(p); c.Form == rules.ReportFirst {
		r.Lines = wording.Report(room, p).Lines
	} else if err := follow(x, p, r); err != nil {
		return command.Result{}, err
	}
	if r.Shift, err = tx.OnDuty(x); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: r.ID}, table.Reports.Put(x, r)
}

// Strike takes the mark that a report was sent back. What followed it stays as it was written and
// counts no more: More names those.
func Strike(x *tx.Tx, c *command.StrikeReport) (command.Result, error) {
	r, err := cases.Lookup(x, x.Now, table.Reports, "L", 2, "report", c.Report)
	if err != nil {
		return command.Result{}, err
	}
	if e := r.Strike(c.Reason); e != nil {
		return command.Result{}, e
	}
	res := command.Result{ID: r.ID}
	if err := table.Reports.Put(x, r); err != nil || r.Form != rules.ReportFirst {
		return res, err
	}
	return res, each(x, r.Kind, r.For, func(o *rules.Report, _ bool) {
		if o.Form != rules.ReportFirst && o.Stands() && o.Of != "" {
			res.More = append(res.More, o.ID)
		}
	})
}

// hours is the setting of a kind's hour.
var hours = map[rules.ReportKind]string{rules.ReportNil: rules.SettingReportNil, rules.ReportNight: rules.SettingReportNight}

// Draft is a report as it draws itself up now, for its coming or its last hour. Its figures
// tell of nobody: they are open to every reader. Errors: Invalid for a kind that is none,
// Precondition for one that is switched off.
func Draft(v tx.Reader, e tx.Env, kind rules.ReportKind) (*view.Report, error) {
	name, ok := hours[kind]
	if !ok {
		return nil, rules.Bad("kind", oneOf.With(command.Words(rules.ReportWords)))
	}
	hour, err := table.Setting(v, name)
	if err != nil {
		return nil, err
	}
	p := &view.Report{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Kind: kind, Warnings: []rules.Warning{}, Can: view.Can{"report.send": cases.May(e, (&command.SendReport{}).Area())}}
	if p.For, ok = kind.Hour(hour, e.Now); !ok {
		return nil, rules.Refuse(switchedOff.With(rules.WordOf(rules.ReportWords, string(kind))), "")
	}
	if p.From, err = begins(v, kind, p.For); err != nil {
		return nil, err
	}
	p.Till = p.For
	if p.Till.After(e.Now) {
		p.Till = e.Now
	}
	var town table.Town
	if _, err := tx.StateOf(v, "town", &town); err != nil {
		return nil, err
	}
	p.Town, p.County = town.Name, town.County
	if p.Sent, err = sent(v, kind, p.For); err != nil {
		return nil, err
	}
	p.Can["report.more"] = p.Can["report.send"]
	if p.Can["report.send"] == nil {
		p.Can["report.send"], p.Can["report.more"] = rules.MayReportAs(rules.ReportFirst, p.Sent), rules.MayReportAs(rules.ReportMore, p.Sent)
	}
	owed, err := owes(v, p)
	if err != nil {
		return nil, err
	}
	if owed {
		p.State = rules.Standing(p.For.Add(-rules.ReportAhead), p.For, e.Now)
		if p.Missed, err = missed(v, p); err != nil {
			return nil, err
		}
	}
	if p.Warnings, err = weather(v, p.Till); err != nil {
		return nil, err
	}
	if view, ok := v.(tx.View); ok {
		if p.Duty, err = shifts.Duty(view, e); err != nil {
			return nil, err
		}
	} else if p.Duty, err = duty(v); err != nil {
		return nil, err
	}
	if err := crew(v, p); err != nil {
		return nil, err
	}
	if e.Hidden() && p.Sent != nil {
		sent := *p.Sent
		cover(&sent)
		p.Sent = &sent
		if no := p.Can["report.send"]; no != nil && no.Kind == rules.Precondition { // it names who sent and received it
			p.Can["report.send"] = rules.MayReport(&sent)
		}
	}
	return p, count(v, e, p)
}

// weather is the warnings that were in force at a moment, without words and names.
func weather(r tx.Reader, at time.Time) ([]rules.Warning, error) {
	out := []rules.Warning{}
	err := table.Warnings.Scan(r, "", "", false, func(w *rules.Warning) (bool, error) {
		then := *w
		if w.LiftedAt != nil && w.LiftedAt.After(at) {
			then.LiftedAt = nil
		}
		if then.InForce(at) {
			then.Text, then.SetBy, then.Reason, then.LiftedBy = "", "", "", ""
			out = append(out, then)
		}
		return true, nil
	})
	return out, err
}

// begins is where the hours of a report begin: the nil report's where the one before ended,
// which may have been sent ahead of its hour, or else at that hour; the night report's with the
// last nil report.
func begins(r tx.Reader, kind rules.ReportKind, hour time.Time) (time.Time, error) {
	from := hour.AddDate(0, 0, -1)
	if kind == rules.ReportNight {
		n, err := table.Setting(r, rules.SettingReportNil)
		if err != nil {
			return from, err
		}
		at, ok := rules.ReportHour(n, hour.Add(-rules.ReportAhead-time.Minute))
		if !ok { // switched off
			return from, nil
		}
		from = at
	}
	before, err := sent(r, rules.ReportNil, from)
	if err == nil && before != nil {
		from = before.Till
	}
	return from, err
}

// duty is who is on duty, for a report that is being sent.
func duty(r tx.Reader) (d view.Duty, err error) {
	d.Shift, err = shifts.OnDuty(r)
	if err != nil || d.Shift == nil {
		return d, err
	}
	for id, name := range map[string]*string{d.Shift.Main: &d.Main, d.Shift.Leader: &d.Leader} {
		o, ok, err := table.Officers.Find(r, id)
		if err != nil {
			return d, err
		}
		if ok {
			*name = o.Name
		}
	}
	return d, nil
}

// crew puts those on duty at the end of a report's hours in the place of those of now, where the
// shift was handed over since.
func crew(r tx.Reader, p *view.Report) error {
	if s := p.Duty.Shift; s == nil || s.Since().Before(p.Till) {
		return nil
	}
	return table.Shifts.Scan(r, "", "", true, func(s *rules.Shift) (bool, error) {
		if !s.Since().Before(p.Till) {
			return true, nil
		}
		names, err := shifts.Names(r, s)
		if err != nil {
			return false, err
		}
		then := view.Duty{Shift: s, Main: names[s.Main], Leader: names[s.Leader]}
		for _, id := range s.Deputies {
			then.Deputies = append(then.Deputies, names[id])
		}
		p.Duty = then
		return false, nil
	})
}

// sent is the newest report that stands for an hour.
func sent(r tx.Reader, kind rules.ReportKind, hour time.Time) (out *rules.Report, err error) {
	err = each(r, kind, hour, func(x *rules.Report, counts bool) {
		if out == nil && counts {
			out = x
		}
	})
	return out, err
}

// each tells the reports of an hour, newest first, and whether each counts: it was not taken
// back, nor was the one of its hour that it followed.
func each(r tx.Reader, kind rules.ReportKind, hour time.Time, do func(x *rules.Report, counts bool)) error {
	all := []*rules.Report{}
	of := map[string]*rules.Report{}
	if err := table.Reports.Scan(r, "", "", true, func(x *rules.Report) (bool, error) {
		if x.Kind == kind && x.For.Equal(hour) {
			all = append(all, x)
			of[x.ID] = x
		}
		return x.For.After(hour.AddDate(0, 0, -3)), nil
	}); err != nil {
		return err
	}
	for _, x := range all {
		first := x
		for first.Form != rules.ReportFirst && of[first.Of] != nil {
			first = of[first.Of]
		}
		do(x, x.Stands() && first.Stands())
	}
	return nil
}

// owes says that a report is owed: somebody had the desk before its hour, it was not sent, and
// its hour is near or past.
func owes(r tx.Reader, p *view.Report) (owed bool, err error) {
	if p.Sent != nil || p.Now.Before(p.For.Add(-rules.ReportAhead)) {
		return false, nil
	}
	err = table.Shifts.Scan(r, "", "", false, func(s *rules.Shift) (bool, error) {
		owed = s.Since().Before(p.For)
		return false, nil
	})
	return owed, err
}

// Owed are the reports that are due within an hour or late, for the board and the handover. An
// older one that was never sent is not asked for any more: its hour came again.
func Owed(r tx.Reader, e tx.Env) ([]view.Report, error) {
	var out []view.Report
	for _, n := range rules.ReportWords {
		kind := rules.ReportKind(n.Code)
		hour, err := table.Setting(r, hours[kind])
		if err != nil {
			return nil, err
		}
		p := view.Report{Stamp: view.Stamp{Now: e.Now}, Kind: kind}
		var ok bool
		if p.For, ok = kind.Hour(hour, e.Now); !ok {
			continue
		}
		if p.Sent, err = sent(r, kind, p.For); err != nil {
			return nil, err
		}
		owed, err := owes(r, &p)
		if err != nil {
			return nil, err
		}
		if owed {
			p.State = rules.Standing(p.For.Add(-rules.ReportAhead), p.For, e.Now)
			if p.Missed, err = missed(r, &p); err != nil {
				return nil, err
			}
			out = append(out, p)
		}
	}
	return out, nil
}

// Unsent are the reports whose hour lies behind from and not behind to, and that were not sent.
func Unsent(r tx.Reader, from, to time.Time) (out []view.Report, err error) {
	for _, n := range rules.ReportWords {
		kind := rules.ReportKind(n.Code)
		hour, err := table.Setting(r, hours[kind])
		if err != nil {
			return nil, err
		}
		at, ok := rules.ReportHour(hour, to)
		if ok && at.After(to) {
			at = at.AddDate(0, 0, -1)
		}
		if !ok || !at.After(from) {
			continue
		}
		if x, err := sent(r, kind, at); err != nil {
			return nil, err
		} else if x == nil {
			out = append(out, view.Report{Kind: kind, For: at})
		}
	}
	return out, nil
}

// List is the reports that were sent, newest first, at most limit of them (0: every one). For
// readers from whom persons are Hidden who sent and received them is covered.
func List(v tx.View, e tx.Env, limit int) ([]rules.Report, error) {
	out := []rules.Report{}
	err := table.Reports.Scan(v, "", "", true, func(r *rules.Report) (bool, error) {
		if e.Hidden() {
			cover(r)
		}
		out = append(out, *r)
		return len(out) != limit, nil
	})
	return out, err
}

// cover takes words and names from a report, for readers from whom persons are Hidden.
func cover(r *rules.Report) {
	r.Receiver, r.Name, r.By, r.Lines = "", "", "", nil
	if r.Words != "" {
		r.Words = tx.Withheld
	}
	if !r.Stands() {
		r.Struck = tx.Withheld
	}
}
