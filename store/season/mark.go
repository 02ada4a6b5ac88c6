package season

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Do marks a dated duty as done. Errors: NotFound for an operation, an item or the record that
// is named as evidence; Invalid for an item that several operations have, or a period that is
// none; Conflict for another version; as rules.Task.Do.
func Do(x *tx.Tx, c *command.DoDuty) (command.Result, error) {
	t, _, err := target(x, c.Operation, c.Item, c.Date, c.Version)
	if err != nil {
		return command.Result{}, err
	}
	if err := record(x, &c.Evidence); err != nil {
		return command.Result{}, err
	}
	if err := whole(x, t, &c.Evidence); err != nil {
		return command.Result{}, err
	}
	if e := t.Do(x.Actor.Hand(x.Now), c.DoneOn, c.Evidence); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: t.ID}, table.Tasks.Put(x, t)
}

// whole holds what a duty consists of against what is there: what lacks takes a reason. Errors:
// Invalid for what is not of its list; Precondition, with the clause, for what lacks.
func whole(x *tx.Tx, t *rules.Task, e *rules.Evidence) error {
	id, _, _ := strings.Cut(t.Operation, "-")
	p, ok := x.Plans.Plan(id)
	if !ok {
		return nil
	}
	list, ok := p.Package(t.Item)
	if !ok {
		e.Has, e.Lacks = "", ""
		return nil
	}
	o, err := table.Operations.Get(x, t.Operation)
	if err != nil {
		return err
	}
	items := list.Items(o.Settings)
	var has []string
	for _, said := range strings.FieldsFunc(e.Has, func(r rune) bool { return strings.ContainsRune(",，、;", r) }) {
		code, ok := command.Coded(items, said)
		if !ok {
			return rules.Bad("evidence.has", text.Text{ZH: "没有 %[1]s; 应为: %[2]s。", EN: "No %[1]s; one of: %[2]s."}.With(said, command.Words(items)))
		}
		has = append(has, code)
	}
	missing := list.Check(has, o.Settings).Missing
	e.Has = strings.Join(has, ",")
	switch {
	case len(missing) == 0:
		e.Lacks = ""
	case e.Lacks == "":
		return &rules.Error{Kind: rules.Precondition, Field: "evidence.has", Clause: list.Clauses[0],
			Text: text.Text{ZH: "还缺: %[1]s。齐了再记, 或写缺的原因。", EN: "Still missing: %[1]s. Mark it with all of them, or say why one is missing."}.With(command.Words(missing))}
	}
	return nil
}

// Waive says why a dated duty need not be done. Errors: as Do; NotFound for a clause that no
// plan has; Invalid without a clause where the duty has none.
func Waive(x *tx.Tx, c *command.WaiveDuty) (command.Result, error) {
	t, clauses, err := target(x, c.Operation, c.Item, c.Date, c.Version)
	if err != nil {
		return command.Result{}, err
	}
	clause := c.Clause
	switch {
	case clause == "" && len(clauses) > 0:
		clause = clauses[0]
	case clause == "":
		return command.Result{}, rules.Bad("clause", text.Text{ZH: "要写依据的条文, 如 P9.4.6。", EN: "Give the clause that it rests on, as P9.4.6."})
	case !x.Plans.HasClause(clause):
		return command.Result{}, noClause(clause)
	}
	if e := t.Waive(x.Actor.Hand(x.Now), rules.Exemption{Reason: c.Reason, Clause: clause}); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: t.ID}, table.Tasks.Put(x, t)
}

func noClause(id string) *rules.Error {
	return &rules.Error{Kind: rules.NotFound, Field: "clause", Text: text.Text{ZH: "没有条文 %[1]s。", EN: "There is no clause %[1]s."}.With(id)}
}

// SetDay gives a duty of a plan a day. Errors: as Do; Invalid for an item that has its day from
// the text; as rules.Task.SetDay.
func SetDay(x *tx.Tx, c *command.SetDutyDay) (command.Result, error) {
	t, _, err := target(x, c.Operation, c.Item, "", c.Version)
	if err != nil {
		return command.Result{}, err
	}
	if !undated(x, t) {
		return command.Result{}, rules.Bad("item", text.Text{ZH: "%[1]s 的日子是定好的; 只有条文没写日子、办一次的事才由本镇定。",
			EN: "The day of %[1]s is given; only what is done once and has no day in the text takes one from the township."}.With(t.Item))
	}
	if e := t.SetDay(x.Actor.Hand(x.Now), c.Due); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: t.ID}, table.Tasks.Put(x, t)
}

// undated says that a Task is on a duty of a plan that is done once and has no day in the text.
func undated(x *tx.Tx, t *rules.Task) bool {
	id, _, _ := strings.Cut(t.Operation, "-")
	p, ok := x.Plans.Plan(id)
	if !ok || t.Date != "" {
		return false
	}
	d, ok := p.Duty(t.Item)
	return ok && d.Once()
}

// Undo takes a mark or a waiver back, or else the day that a duty of a plan was given.
func Undo(x *tx.Tx, c *command.UndoDuty) (command.Result, error) {
	t, err := written(x, c.Duty)
	if err != nil {
		return command.Result{}, err
	}
	if e := t.Undo(x.Actor.Hand(x.Now), c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: t.ID}, table.Tasks.Put(x, t)
}

func written(x *tx.Tx, id string) (*rules.Task, error) {
	op, rest, series := strings.Cut(text.Digits(id), "/")
	id = strings.ToUpper(op)
	if series {
		id += "/" + rest
	}
	t, err := table.Tasks.Get(x, id)
	return t, roll.At("duty", err)
}

// Put adds or changes a duty of the township's own. One that was marked or taken off stays as it
// is (Precondition).
func Put(x *tx.Tx, c *command.PutDuty) (command.Result, error) {
	t := &rules.Task{}
	var err error
	if c.Version != 0 {
		if t, err = table.Tasks.Get(x, c.ID); err != nil {
			return command.Result{}, roll.At("id", err)
		}
		if err := table.Tasks.Stale(x, t, c.Version); err != nil {
			return command.Result{}, err
		}
		if e := t.MayStrike(); e != nil {
			return command.Result{}, e
		}
		if e := t.MayMark(); e != nil {
			return command.Result{}, e
		}
	} else {
		ids, err := roll.NewSeries(x, table.Tasks, roll.Dated(x, "Z"), 2)
		if err != nil {
			return command.Result{}, err
		}
		t.ID = ids.Next()
	}
	if c.Clause != "" && !x.Plans.HasClause(c.Clause) {
		return command.Result{}, noClause(c.Clause)
	}
	t.Item, t.Title, t.Owner, t.Clause, t.Due, t.Every, t.Until = t.ID, c.Title, c.Owner, c.Clause, c.Due, c.Every, c.Until
	t.By, t.Name, t.At = x.Actor.Officer, x.Actor.Name, x.Now
	return command.Result{ID: t.ID}, table.Tasks.Put(x, t)
}

// Strike takes an own duty off the calendar.
func Strike(x *tx.Tx, c *command.StrikeDuty) (command.Result, error) {
	t, err := written(x, c.Duty)
	if err != nil {
		return command.Result{}, err
	}
	if e := t.Strike(x.Actor.Hand(x.Now), c.Reason); e != nil {
		return command.Result{}, e
	}
	return command.Result{ID: t.ID}, table.Tasks.Put(x, t)
}

// record completes the id of the record that is named as evidence.
func record(x *tx.Tx, e *rules.Evidence) error {
	if e.Record == "" {
		return nil
	}
	id := strings.ToUpper(text.Digits(e.Record))
	for _, find := range []func() (bool, error){
		func() (bool, error) { _, ok, err := table.Papers.Find(x, id); return ok, err },
		func() (bool, error) { _, ok, err := table.Attachments.Find(x, id); return ok, err },
		func() (bool, error) { _, ok, err := table.Cases.Find(x, id); return ok, err },
		func() (bool, error) { _, ok, err := table.Referrals.Find(x, id); return ok, err },
		func() (bool, error) { _, ok, err := table.Calls.Find(x, id); return ok, err },
	} {
		if ok, err := find(); ok || err != nil {
			e.Record = id
			return err
		}
	}
	return &rules.Error{Kind: rules.NotFound, Field: "evidence.record", Text: text.Text{ZH: "没有编号为 %[1]s 的单据、附件、事项、移送或来电, 请写全编号。",
		EN: "No paper, attachment, case, referral or call has the id %[1]s; give the whole id."}.With(id)}
}

// target is the Task of what a command means, a new one where nothing was written yet, with
// the clauses that it rests on.
func target(x *tx.Tx, operation, item string, on rules.Date, version int64) (*rules.Task, []string, error) {
	t, clauses, err := meant(x, operation, item, on)
	if err != nil {
		return nil, nil, err
	}
	was, ok, err := table.Tasks.Find(x, t.ID)
	if err != nil || !ok {
		return t, clauses, err
	}
	return was, clauses, table.Tasks.Stale(x, was, version)
}

func meant(x *tx.Tx, operation, item string, on rules.Date) (*rules.Task, []string, error) {
	if operation == "" {
		own, ok, err := table.Tasks.Find(x, strings.ToUpper(text.Digits(item)))
		switch {
		case err != nil:
			return nil, nil, err
		case ok && own.Title != "":
			return period(x, own, on)
		}
	}
	ops, err := table.Operations.All(x)
	if err != nil {
		return nil, nil, err
	}
	type found struct {
		o       rules.Operation
		item    string
		clauses []string
		every   rules.Every
	}
	var fits []found
	var known []rules.Named
	for _, o := range ops {
		p, ok := x.Plans.Plan(o.Plan)
		if !ok || operation != "" && o.ID != operation || o.Withdrawn {
			continue
		}
		for _, d := range p.Dates() {
			if named(&known, d.Item, d.Text, item) {
				fits = append(fits, found{o, d.Item, d.Clauses, ""})
			}
		}
		for _, d := range p.Duties() {
			if d.Once() && named(&known, d.Code, d.Text, item) {
				fits = append(fits, found{o, d.Code, d.Clauses, ""})
			}
		}
		if f, ok := p.Feast(); ok && named(&known, f.Item, f.Text, item) {
			fits = append(fits, found{o, f.Item, f.Clauses, ""})
		}
		for _, s := range p.Series() {
			if named(&known, s.Item, s.Text, item) {
				fits = append(fits, found{o, s.Item, s.Clauses, s.Every})
			}
		}
	}
	if len(fits) > 1 { // the one in force is meant
		today := rules.DateOf(x.Now)
		now := slices.DeleteFunc(slices.Clone(fits), func(f found) bool { return f.o.State(today) != "in_force" })
		if len(now) == 1 {
			fits = now
		}
	}
	switch {
	case operation != "" && !slices.ContainsFunc(ops, func(o rules.Operation) bool { return o.ID == operation }):
		return nil, nil, roll.At("operation", rules.Missing(table.Operations.Noun, operation))
	case len(fits) == 0:
		return nil, nil, &rules.Error{Kind: rules.NotFound, Field: "item", Text: text.Text{ZH: "已启用的方案里没有到期事项 %[1]s。有的是: %[2]s。",
			EN: "No adopted plan has the dated item %[1]s. These are: %[2]s."}.With(item, codes(known))}
	case len(fits) > 1:
		var in []text.Text
		for _, f := range fits {
			in = append(in, text.Text{ZH: f.o.ID, EN: f.o.ID})
		}
		return nil, nil, rules.Bad("operation", text.Text{ZH: "%[1]s 在几次行动里都有: %[2]s。请写明哪一次。", EN: "%[1]s is of several operations: %[2]s. Name one."}.With(item, in))
	}
	f := fits[0]
	t := &rules.Task{ID: f.o.ID + "/" + f.item, Operation: f.o.ID, Item: f.item}
	if f.every == "" {
		return t, f.clauses, nil
	}
	return t, f.clauses, at(t, f.every, on, rules.DateOf(x.Now), f.o.From, f.o.To)
}

// named says that an item is called so, by its code or its words, and notes it as known.
func named(known *[]rules.Named, code string, words text.Text, said string) bool {
	n := rules.Named{Code: code, Text: words}
	if !slices.Contains(*known, n) {
		*known = append(*known, n)
	}
	_, ok := command.Coded([]rules.Named{n}, said)
	return ok
}

func codes(all []rules.Named) []text.Text {
	out := make([]text.Text, len(all))
	for i, n := range all {
		out[i] = text.Text{ZH: n.Code, EN: n.Code}
	}
	return out
}

// period is the Task of one period of an own series, or the own duty itself.
func period(x *tx.Tx, own *rules.Task, on rules.Date) (*rules.Task, []string, error) {
	var clauses []string
	if own.Clause != "" {
		clauses = []string{own.Clause}
	}
	if own.Every == "" {
		return own, clauses, nil
	}
	if own.Struck != "" {
		return nil, nil, own.MayMark()
	}
	t := &rules.Task{ID: own.ID, Item: own.ID}
	return t, clauses, at(t, own.Every, on, rules.DateOf(x.Now), own.Due, own.Until)
}

// at makes a Task that of the period which holds a day, "" for today.
func at(t *rules.Task, every rules.Every, on, today, from, to rules.Date) error {
	if on == "" {
		on = today
	}
	first, last := every.Period(on, from, to)
	switch {
	case last == "":
		return rules.Bad("date", text.Text{ZH: "%[1]s 不在 %[2]s 至 %[3]s 之间, 请写明是哪一天。", EN: "%[1]s is not between %[2]s and %[3]s: name the day."}.With(string(on), string(from), string(to)))
	case first > today:
		return rules.Bad("date", text.Text{ZH: "%[1]s 还没有到。", EN: "%[1]s has not come yet."}.With(string(first)))
	}
	t.ID, t.Date = t.ID+"/"+string(last), last
	return nil
}

// standsOf is the state of a Task that is due on a day which leaves nothing to read.
func standsOf(due, today rules.Date, t *rules.Task) plan.Dated {
	if t == nil {
		return plan.Stands(due, today, "")
	}
	return plan.Stands(due, today, t.DoneOn)
}

// Title is what a Task is about, in words.
func Title(v tx.Reader, e tx.Env, t *rules.Task) (text.Text, error) {
	switch {
	case t.Title != "":
		return text.Text{ZH: t.Title, EN: t.Title}, nil
	case t.Operation == "":
		own, ok, err := table.Tasks.Find(v, t.Item)
		if err != nil || !ok {
			return text.Text{ZH: t.Item, EN: t.Item}, err
		}
		return text.Text{ZH: own.Title, EN: own.Title}, nil
	}
	plan, _, _ := strings.Cut(t.Operation, "-")
	if p, ok := e.Plans.Plan(plan); ok {
		for _, d := range p.Dates() {
			if d.Item == t.Item {
				return d.Text, nil
			}
		}
		for _, s := range p.Series() {
			if s.Item == t.Item {
				return s.Text, nil
			}
		}
		if d, ok := p.Duty(t.Item); ok {
			return d.Text, nil
		}
		if f, ok := p.Feast(); ok && f.Item == t.Item {
			return f.Text, nil
		}
	}
	return text.Text{ZH: t.Item, EN: t.Item}, nil
}
