// Package notices keeps the messages that are passed on to many (通知传达): who they go to, and
// what came of each try. Who is rung next and what may be written is rules.Notice's to decide;
// this package finds the receivers on the desk's lists, numbers and writes.
package notices

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// New begins to pass a message on. Errors: NotFound for a receiver, a warning, an order or a
// call that is none; as rules.Notice.Add.
func New(x *tx.Tx, c *command.NewNotice) (command.Result, error) {
	ids, err := roll.NewSeries(x, table.Notices, roll.Dated(x, "J"), 4)
	if err != nil {
		return command.Result{}, err
	}
	n := &rules.Notice{ID: ids.Next(), Kind: c.Kind, Text: c.Text, State: rules.NoticeOpen, At: x.Now, By: x.Actor.Officer, Name: x.Actor.Name}
	var w *rules.Warning
	if n.On, w, err = source(x, c.On); err != nil {
		return command.Result{}, err
	}
	if n.Text == "" {
		if w == nil {
			if w, err = gravest(x, x.Now); err != nil {
				return command.Result{}, err
			}
		}
		n.Text = command.NoticeText(n.Kind, w)
	}
	if n.Due = c.Due; n.Due == nil {
		minutes, err := table.Setting(x, rules.SettingNoticeDue)
		if err != nil {
			return command.Result{}, err
		}
		if minutes > 0 {
			due := x.Now.Add(time.Duration(minutes) * time.Minute)
			n.Due = &due
		}
	}
	if n.Shift, err = tx.OnDuty(x); err != nil {
		return command.Result{}, err
	}
	more, err := receivers(x, c.To, c.Others)
	if err != nil {
		return command.Result{}, err
	}
	if e := n.Add(more, x.Now); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: n.ID}, table.Notices.Put(x, n)
}

// source is the record that a notice passes on: the warning itself where it is one.
func source(x *tx.Tx, said string) (string, *rules.Warning, error) {
	if said == "" {
		return "", nil, nil
	}
	switch said[0] {
	case 'O':
		o, err := cases.Lookup(x, x.Now, table.Orders, "O", 2, "on", said)
		if err != nil {
			return "", nil, err
		}
		return o.ID, nil, nil
	case 'T':
		k, err := cases.Lookup(x, x.Now, table.Calls, "T", 4, "on", said)
		if err != nil {
			return "", nil, err
		}
		return k.ID, nil, nil
	}
	w, err := cases.Lookup(x, x.Now, table.Warnings, "W", 2, "on", said)
	if err != nil {
		return "", nil, err
	}
	return w.ID, w, nil
}

// gravest is the gravest warning in force, nil for none.
func gravest(r tx.Reader, now time.Time) (*rules.Warning, error) {
	open, err := table.Warnings.By(r, "open")
	var worst *rules.Warning
	for i := range open {
		w := &open[i]
		if w.InForce(now) && (worst == nil || rules.Colder(worst.Level, w.Level) != worst.Level) {
			worst = w
		}
	}
	return worst, err
}

// receivers finds whom a notice goes to.
func receivers(x *tx.Tx, to []string, others []command.Contact) ([]rules.NoticeReceiver, error) {
	var out []rules.NoticeReceiver
	for _, said := range to {
		more, err := listed(x, said)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	for _, c := range others {
		r := rules.NoticeReceiver{Kind: rules.ReceiverPerson, Name: c.Name, Phones: c.Phones}
		if c.Village != "" {
			v, err := roll.Village(x, c.Village)
			if err != nil {
				return nil, roll.At("others", err)
			}
			r.Village = v.ID
		}
		out = append(out, r)
	}
	return out, nil
}

// listed is one name of the desk's lists, or all of a list.
func listed(x *tx.Tx, said string) ([]rules.NoticeReceiver, error) {
	var out []rules.NoticeReceiver
	switch said {
	case command.ToVillages:
		all, err := table.Villages.All(x)
		if err != nil {
			return nil, err
		}
		second, err := contacts(x)
		for i := range all {
			if !all[i].Retired {
				out = append(out, village(&all[i], second))
			}
		}
		return out, err
	case command.ToAgencies:
		all, err := table.Agencies.All(x)
		for i := range all {
			if !all[i].Retired {
				out = append(out, agency(&all[i]))
			}
		}
		return out, err
	case command.ToOfficers:
		all, err := table.Officers.All(x)
		for i := range all {
			if o := &all[i]; !o.Retired && o.Village == "" && o.Phone != "" {
				out = append(out, officer(o))
			}
		}
		return out, err
	}
	v, err := roll.Village(x, said)
	if err == nil {
		second, err := contacts(x)
		return []rules.NoticeReceiver{village(v, second)}, err
	}
	if rules.KindOf(err) != rules.NotFound {
		return nil, roll.At("to", err)
	}
	a, err := roll.Agency(x, said)
	if err == nil {
		return []rules.NoticeReceiver{agency(a)}, nil
	}
	if rules.KindOf(err) != rules.NotFound {
		return nil, roll.At("to", err)
	}
	o, err := roll.Officer(x, said)
	if err == nil {
		return []rules.NoticeReceiver{officer(o)}, nil
	}
	if rules.KindOf(err) != rules.NotFound {
		return nil, roll.At("to", err)
	}
	return nil, &rules.Error{Kind: rules.NotFound, Field: "to", Text: text.Text{ZH: "名册上没有村、单位或人员 %[1]s。不在册的写在另一栏。", EN: "No village, agency or officer %[1]s is on the lists. Write others in the other field."}.With(said)}
}

// contacts are the telephones of the officers that villages have, by village: the second number.
func contacts(r tx.Reader) (map[string][]string, error) {
	all, err := table.Officers.All(r)
	out := map[string][]string{}
	for i := range all {
		if o := &all[i]; !o.Retired && o.Village != "" && o.Phone != "" {
			out[o.Village] = append(out[o.Village], o.Phone)
		}
	}
	return out, err
}

func village(v *rules.Village, second map[string][]string) rules.NoticeReceiver {
	return rules.NoticeReceiver{Kind: rules.ReceiverVillage, ID: v.ID, Name: v.Name, Contact: v.Contact, Phones: each(append([]string{v.Phone}, second[v.ID]...))}
}

func agency(a *rules.Agency) rules.NoticeReceiver {
	return rules.NoticeReceiver{Kind: rules.ReceiverAgency, ID: a.ID, Name: a.Name, Phones: each(a.Phones)}
}

func officer(o *rules.Officer) rules.NoticeReceiver {
	return rules.NoticeReceiver{Kind: rules.ReceiverOfficer, ID: o.ID, Name: o.Name, Contact: o.Post, Phones: each([]string{o.Phone})}
}

// each is every number once, in order.
func each(phones []string) []string {
	var out []string
	for _, p := range phones {
		if p != "" && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}
