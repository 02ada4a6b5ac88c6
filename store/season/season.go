package season

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Ask narrows a calendar to some days, both inside, and to one operation; "" is all that
// still matters: what is owed, and the dates of operations that are not over.
type Ask struct {
	From, To  rules.Date
	Operation string
}

// Read is the calendar. Without a PIN, and for a village contact, what people wrote is left
// out.
func Read(v tx.View, e tx.Env, ask Ask) (*view.Calendar, error) {
	c := &view.Calendar{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Rows: []view.CalendarRow{}, Operations: []view.Season{}, Can: view.Can{}}
	for _, k := range []command.Command{&command.PutDaysOff{}, &command.StrikeDaysOff{}, &command.DoDuty{}, &command.WaiveDuty{}, &command.UndoDuty{}, &command.PutDuty{}, &command.StrikeDuty{}, &command.SetDutyDay{}} {
		c.Can[k.Code()] = cases.May(e, k.Area())
	}
	d := &drawing{v: v, e: e, today: rules.DateOf(e.Now), hidden: e.Hidden(), whole: true, ask: ask, can: c.Can}
	if err := d.draw(); err != nil {
		return nil, err
	}
	c.Rows = append(c.Rows, d.rows...)
	for i := range d.ops {
		c.Operations = append(c.Operations, d.season(&d.ops[i]))
	}
	days, err := table.Calendar(v)
	if err != nil {
		return nil, err
	}
	year := d.today.Time().Year()
	for y := year; y <= year+1; y++ {
		n, err := Year(v, y)
		if err != nil {
			return nil, err
		}
		c.Years = append(c.Years, n)
	}
	first, last := sight(d.today, c.Rows, ask)
	for ; first <= last; first = first.Add(1) {
		c.Days = append(c.Days, days.Day(first))
	}
	return c, nil
}

// sight is the months that the days are told of: from the last one to the one after next,
// further where a date lies further or was asked for, two years at most.
func sight(today rules.Date, rows []view.CalendarRow, ask Ask) (first, last rules.Date) {
	month := func(d rules.Date, by int) rules.Date {
		t := d.Time()
		return rules.DateOf(time.Date(t.Year(), t.Month()+time.Month(by), 1, 12, 0, 0, 0, t.Location()))
	}
	first, last = month(today, -1), month(today, 3)
	for i := range rows {
		last = max(last, month(rows[i].Due, 1))
	}
	if ask.From != "" {
		first = min(first, month(ask.From, 0))
	}
	if ask.To != "" {
		last = max(last, month(ask.To, 1))
	}
	return max(first, month(today, -24)), min(last, month(today, 24)).Add(-1)
}

// Near is what is owed within three days or late, the longest late first, for the board and
// the handover. What is done each day is not among it.
func Near(v tx.Reader, e tx.Env) ([]view.CalendarRow, error) { return near(v, e, e.Hidden()) }

// NearInFull is Near with what people wrote, for a sheet that is masked where it is read.
func NearInFull(v tx.Reader, e tx.Env) ([]view.CalendarRow, error) { return near(v, e, false) }

func near(v tx.Reader, e tx.Env, hidden bool) ([]view.CalendarRow, error) {
	d := &drawing{v: v, e: e, today: rules.DateOf(e.Now), hidden: hidden, can: view.Can{}}
	if err := d.draw(); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(d.rows, func(r view.CalendarRow) bool {
		return !r.Open() || !r.Near && r.State != string(plan.DueLate) || r.Every == rules.EveryDay
	}), nil
}

// drawing is a calendar being drawn; whole says that marks of settled items and the counts of
// series are wanted too, hidden that what people wrote is not.
type drawing struct {
	v             tx.Reader
	e             tx.Env
	today         rules.Date
	hidden, whole bool
	ask           Ask
	can           view.Can
	ops           []rules.Operation
	rows          []view.CalendarRow
}

func (d *drawing) draw() error {
	ops, err := table.Operations.All(d.v)
	if err != nil {
		return err
	}
	for i := range ops {
		n := len(d.rows)
		if d.ask.Operation != "" && ops[i].ID != d.ask.Operation || ops[i].Withdrawn && d.ask == (Ask{}) {
			continue
		}
		if err := d.operation(&ops[i]); err != nil {
			return err
		}
		if len(d.rows) > n {
			d.ops = append(d.ops, ops[i])
		}
	}
	if d.ask.Operation == "" {
		if err := d.own(); err != nil {
			return err
		}
		if d.whole {
			if err := d.registers(); err != nil {
				return err
			}
		}
	}
	slices.SortStableFunc(d.rows, func(a, b view.CalendarRow) int {
		return cmp.Or(cmp.Compare(a.Due, b.Due), cmp.Compare(a.Key, b.Key))
	})
	return nil
}

// add puts a row on the calendar unless it was not asked for: by its days, or else because it
// is settled and its operation over. off says that nothing is asked for on that day any more:
// then only what was written on it is shown.
func (d *drawing) add(r view.CalendarRow, over, off bool) {
	if off && (r.Task == nil || !r.Task.Settled()) {
		return
	}
	if (d.ask.From != "" && r.Due < d.ask.From) || (d.ask.To != "" && r.Due > d.ask.To) {
		return
	}
	if d.ask == (Ask{}) && over && !r.Open() {
		return
	}
	r.Left = plan.Days(d.today, r.Due)
	d.rows = append(d.rows, r)
}

func (d *drawing) operation(o *rules.Operation) error {
	p, ok := d.e.Plans.Plan(o.Plan)
	if !ok {
		return nil
	}
	over := o.Over(d.today)
	row := func(kind, item string, words text.Text, clauses []string) view.CalendarRow {
		r := view.CalendarRow{Key: o.ID + "/" + item, Kind: kind, Operation: o.ID, Plan: p.ID, Item: item, Text: words, Clauses: clauses}
		if len(clauses) > 0 {
			r.Owner = plan.Binds(clauses[0])
		}
		if d.whole {
			for _, c := range clauses {
				r.Why = append(r.Why, d.e.Plans.Clause(c)...)
			}
		}
		return r
	}
	var start int
	if _, err := fmt.Sscanf(o.ID, p.ID+"-%d", &start); err != nil {
		return rules.Fault("id of operation %q", o.ID)
	}
	// Ended before its time, it asks for nothing behind its last day but for the reports that
	// the plan wants after its own end (P1.4.19); withdrawn, for nothing.
	_, last, _, _ := p.WindowRead(start, o.Settings)
	off := func(on rules.Date) bool {
		return o.Withdrawn || o.Ended != "" && on > o.To && (last == "" || on <= last)
	}
	for _, l := range p.Dates() {
		r := row(view.RowDuty, l.Item, l.Text, l.Clauses)
		r.OnDay = l.OnDay()
		if c, ok := p.Package(l.Item); ok {
			r.Consists = c.Items(o.Settings)
		}
		t, ok, err := table.Tasks.Find(d.v, r.Key)
		if err != nil {
			return err
		}
		var doneOn rules.Date
		if ok {
			doneOn = t.DoneOn
		}
		x := l.Stands(p.DueYear(start), o.Settings, d.today, doneOn)
		if x.Due == "" {
			continue
		}
		d.stand(&r, x, t)
		if x.Amber && r.Open() {
			r.Standing = text.Text{ZH: "活动期已过, 本项期限未到", EN: "late for the activity, within its own limit"}
		}
		d.add(r, over, off(r.Due))
	}
	for _, s := range p.Series() {
		r := row(view.RowSeries, s.Item, s.Text, s.Clauses)
		if err := d.series(&r, s.Every, o.From, o.To); err != nil {
			return err
		}
		d.add(r, over, off(r.Due))
	}
	for _, y := range p.Duties() {
		if !y.Once() {
			continue
		}
		r := row(view.RowTask, y.Code, y.Text, y.Clauses)
		r.Owner = y.Who
		shown, err := d.task(&r, y, o)
		if err != nil {
			return err
		}
		if shown {
			d.add(r, over, o.Withdrawn || !r.Undated && off(r.Due))
		}
	}
	if f, ok := p.Feast(); ok {
		r := row(view.RowDuty, f.Item, f.Text, f.Clauses)
		if err := d.feast(r, o, over); err != nil {
			return err
		}
	}
	if !d.whole {
		return nil
	}
	window := []string{p.WindowClause()}
	begins := row(view.RowBegins, "begins", text.Text{ZH: "%[1]s 开始", EN: "%[1]s begins"}.With(p.Title), window)
	ends := row(view.RowEnds, "ends", text.Text{ZH: "%[1]s 结束", EN: "%[1]s ends"}.With(p.Title), window)
	begins.Due, ends.Due = o.From, o.To
	d.add(begins, over, o.Withdrawn)
	d.add(ends, over, o.Withdrawn)
	return nil
}

// feast adds what a plan asks around the Spring Festival: due as its first day begins, with the
// days that no published roster covers.
func (d *drawing) feast(r view.CalendarRow, o *rules.Operation, over bool) error {
	for y := o.From.Time().Year(); y <= o.To.Time().Year(); y++ {
		day := rules.SpringFestival(fmt.Sprint(y))
		if day == "" || day < o.From || o.To < day {
			continue
		}
		first, last := d.e.Plans.FeastDays(y, o)
		t, _, err := table.Tasks.Find(d.v, r.Key)
		if err != nil {
			return err
		}
		d.stand(&r, standsOf(first, d.today, t), t)
		if r.Gaps, err = uncovered(d.v, max(first, o.From), min(last, o.To)); err != nil {
			return err
		}
		if n := len(r.Gaps); n > 0 {
			r.Standing = text.Text{ZH: "%[1]d天没发布排班, %[2]s", EN: "%[1]d days without a published roster, %[2]s"}.With(n, r.Standing)
		}
		d.add(r, over, o.Withdrawn)
	}
	return nil
}

// uncovered are the days of a stretch on which nobody stands in a published roster.
func uncovered(v tx.Reader, first, last rules.Date) ([]rules.Date, error) {
	var out []rules.Date
	covered, read := map[rules.Date]bool{}, map[string]bool{}
	for on := first; on <= last; on = on.Add(1) {
		id := roster.MonthID(on)
		if !read[id] {
			read[id] = true
			m, ok, err := table.Rosters.Find(v, id)
			if err != nil {
				return nil, err
			}
			for i := 0; ok && m.State == roster.Published && i < len(m.Turns); i++ {
				if t := &m.Turns[i]; t.Main != "" {
					covered[t.Date()] = true
				}
			}
		}
		if !covered[on] {
			out = append(out, on)
		}
	}
	return out, nil
}

// series shows the period that is now, before the first one that, after the last one that.
func (d *drawing) series(r *view.CalendarRow, every rules.Every, from, to rules.Date) error {
	_, r.Date = every.Period(min(max(d.today, from), to), from, to)
	r.Every = every
	base := r.Key
	r.Key += "/" + string(r.Date)
	t, _, err := table.Tasks.Find(d.v, r.Key)
	if err != nil {
		return err
	}
	d.stand(r, standsOf(r.Date, d.today, t), t)
	if !d.whole {
		return nil
	}
	past := 0
	r.Periods = every.Periods(from, to)
	if err := table.Tasks.Scan(d.v, base+"/", base+"0", false, func(t *rules.Task) (bool, error) {
		if t.Settled() {
			r.Done++
			if t.Date < d.today {
				past++
			}
		}
		return true, nil
	}); err != nil {
		return err
	}
	over := d.today.Add(-1)
	if every == rules.EveryWeek { // the week that is now is not over
		if first, last := every.Period(d.today, from, to); last >= d.today && last != "" {
			over = first.Add(-1)
		}
	}
	r.Missed = max(every.Periods(from, min(over, to))-past, 0)
	return nil
}

// own adds the duties of the township.
func (d *drawing) own() error {
	entry := "own"
	if !d.whole {
		entry = "open"
	}
	all, err := table.Tasks.By(d.v, entry)
	if err != nil {
		return err
	}
	for i := range all {
		t := &all[i]
		r := view.CalendarRow{Key: t.ID, Kind: view.RowOwn, Item: t.ID, Text: text.Text{ZH: t.Title, EN: t.Title}, Owner: text.Text{ZH: t.Owner, EN: t.Owner}, Own: t}
		if t.Owner == "" {
			r.Owner = text.Text{}
		}
		if d.hidden {
			r.Text, r.Owner = text.Text{ZH: "本镇事项", EN: "a duty of the township"}, text.Text{}
			r.Own = &rules.Task{ID: t.ID, Item: t.Item, Due: t.Due, Every: t.Every, Until: t.Until, Meta: t.Meta}
		}
		if t.Clause != "" {
			r.Clauses = []string{t.Clause}
			r.Why = d.e.Plans.Clause(t.Clause)
		}
		over := false
		if t.Every != "" {
			over = t.Until < d.today
			if err := d.series(&r, t.Every, t.Due, t.Until); err != nil {
				return err
			}
		} else {
			over = t.Due < d.today.Add(-keep)
			d.stand(&r, standsOf(t.Due, d.today, t), t)
		}
		d.add(r, over, false)
	}
	return nil
}

// keep is how many days an own duty stays in sight once it is settled. Ours.
const keep = 60

// stand writes the state of a row and what may be done with it.
func (d *drawing) stand(r *view.CalendarRow, x plan.Dated, t *rules.Task) {
	r.Due, r.State, r.Near, r.Review = x.Due, string(x.Status), x.Near, x.Review
	r.Standing = rules.WordOf(plan.DueWords, r.State)
	if t != nil && t.Waived != nil {
		r.State, r.Near, r.Review, r.Standing = view.RowWaived, false, false, text.Text{ZH: "免办", EN: "waived"}
	}
	if (r.Every != "" || r.Undated) && r.State == string(plan.DueLate) { // a period that went by is missed, not owed for ever
		r.State, r.Near, r.Standing = "missed", false, text.Text{ZH: "已过未记", EN: "went by"}
	}
	if t != nil && (t.Settled() || t.Back != "" || r.Kind == view.RowTask) {
		shown := *t
		if d.hidden {
			shown = rules.Task{ID: t.ID, Operation: t.Operation, Item: t.Item, Date: t.Date, DoneOn: t.DoneOn, Meta: t.Meta}
		}
		r.Task = &shown
	}
	if t == nil {
		t = &rules.Task{Operation: r.Operation}
	}
	r.Can = view.Can{}
	for code, no := range map[string]*rules.Error{"duty.done": t.MayMark(), "duty.waive": t.MayMark(), "duty.undo": t.MayUndo(), "duty.day": t.MaySetDay()} {
		if r.Can[code] = d.can[code]; r.Can[code] == nil { // whoever may not is told nothing of it
			r.Can[code] = no
		}
	}
}

func (d *drawing) season(o *rules.Operation) view.Season {
	s := view.Season{Operation: *o, Title: text.Text{ZH: o.Plan, EN: o.Plan}}
	if d.hidden {
		s.Operation.Ended = ""
	}
	if p, ok := d.e.Plans.Plan(o.Plan); ok {
		s.Title = p.Title
	}
	if o.From != "" && o.To != "" {
		s.Days = plan.Days(o.From, o.To) + 1
		s.Day = max(plan.Days(o.From, d.today)+1, 0)
	}
	return s
}
