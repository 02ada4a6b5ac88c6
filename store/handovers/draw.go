package handovers

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/stock"
)

// drawing draws open work up as lines. Nothing it says may depend on the moment but
// Overdue, Quiet and Section: dates and times are absolute, and nothing is in an order that time
// changes, so that a line's mark stands still.
type drawing struct {
	r     tx.Reader
	scene live.Scene
	pace  cases.Pace
	shift *rules.Shift
	first rules.Date                  // day from which on the shift's records lie
	names map[string]string           // officers met
	known map[string]*rules.Case      // cases met
	sent  map[string][]rules.Referral // that are open, by case
	open  int
	out   rules.Live

	reserve []view.StockRow // what lies in the duty room's own reserve
}

// draw is all open work at the desk as lines in I-PASS order, and what the shift did.
func draw(r tx.Reader, plans *plan.Library, now time.Time, s *rules.Shift) (rules.Live, error) {
	scene, err := live.SceneAt(r, plans, now)
	if err != nil {
		return rules.Live{}, err
	}
	// Records are found by the day in their id, which costs half the reads of an index; the
	// clock may have been put back since the shift was taken.
	first := min(rules.DateOf(s.Since()), rules.DateOf(now))
	pace, err := cases.PaceOf(r)
	if err != nil {
		return rules.Live{}, err
	}
	d := &drawing{r: r, scene: scene, pace: pace, shift: s, first: first, names: map[string]string{}, known: map[string]*rules.Case{}}
	for _, part := range []func() error{d.cases, d.teams, d.patrols, d.reports, d.calls, d.orders, d.papers, d.dated, d.notices, d.warnings, d.stock, d.things, d.notes, d.drafts, d.release, d.counts, d.forced, d.rostered, d.taken, d.standby} {
		if err := part(); err != nil {
			return rules.Live{}, err
		}
	}
	rules.OrderLines(d.out.Lines)
	for i := range d.out.Lines {
		d.out.Lines[i].Mark = rules.MarkOf(d.out.Lines[i])
	}
	return d.out, nil
}

// from is where the ids of a table begin that the shift can have written.
func (d *drawing) from(prefix string) string {
	return prefix + strings.ReplaceAll(string(d.first), "-", "")
}

func (d *drawing) add(l rules.Line) { d.out.Lines = append(d.out.Lines, l) }

// officer is the name of an officer, the id itself when there is none.
func (d *drawing) officer(id string) (string, error) {
	if n, ok := d.names[id]; ok {
		return n, nil
	}
	name := id
	if o, ok, err := table.Officers.Find(d.r, id); err != nil {
		return "", err
	} else if ok {
		name = o.Name
	}
	d.names[id] = name
	return name, nil
}

// same is text of a person, or a code, which reads alike in both languages.
func same(s string) text.Text { return text.Text{ZH: s, EN: s} }

// told is what a person said, as one line. Longer words are cut here, never in the record
// that the line's key leads to.
func told(s string) text.Text {
	const most = 200
	s, cut := text.Clipped(text.Clean(s, text.Line), most)
	if cut {
		s += "…"
	}
	return same(s)
}

// tail is the part of an id that people say: C20261123-0007 is 1123-0007.
func tail(id string) string {
	if len(id) > len("C2026") {
		return id[len("C2026"):]
	}
	return id
}

// On a big night a handover must still be read, answered and kept within one record: calls
// after the first ownCalls are one line a day, cases after the first fullCases are told in
// short, and those after the first ownCases are one line a day. They are counted in order
// of number, so that what comes later changes no line that stands. Ours.
const (
	ownCalls  = 100
	fullCases = 80
	ownCases  = 400
)

// crowd draws the rest of a source as one line a day, which names every number and needs a
// word.
func (d *drawing) crowd(kind string, section rules.Section, title text.Text, ids []string) {
	for len(ids) > 0 {
		day, _, _ := strings.Cut(ids[0], "-")
		n := slices.IndexFunc(ids, func(id string) bool { return !strings.HasPrefix(id, day+"-") })
		if n < 0 {
			n = len(ids)
		}
		numbers := make([]string, n)
		for i, id := range ids[:n] {
			numbers[i] = id[len(day)+1:]
		}
		d.add(rules.Line{Key: kind + "/" + day, Section: section, Title: title.With(day[len("C2026"):], n),
			Detail: []text.Text{same(strings.Join(numbers, " "))}})
		ids = ids[n:]
	}
}

// calls: who took a call first owns it until it is done (docs/domain.md §2.1), so that
// one passed on stays too.
func (d *drawing) calls() error {
	open, err := table.By(d.r, table.Calls, "open")
	var rest []string
	for i := range open {
		if i < ownCalls {
			d.add(callLine(&open[i], d.scene.Now))
		} else {
			rest = append(rest, open[i].ID)
		}
	}
	d.crowd("call", rules.SectionAction, text.Text{ZH: "来电来访 %[1]s 另 %[2]d 件未办", EN: "calls of %[1]s: %[2]d more are open"}, rest)
	return err
}

func callLine(c *rules.Call, now time.Time) rules.Line {
	if c.Planned() {
		return plannedLine(c, now)
	}
	kind := rules.WordOf(rules.CallKindWords, string(c.Kind))
	switch {
	case c.Kind == rules.CallPhone && c.Out:
		kind = text.Text{ZH: "去电", EN: "call out"}
	case c.Kind == rules.CallPhone:
		kind = text.Text{ZH: "来电", EN: "call"}
	}
	who := cmp.Or(c.Caller.Name, c.Caller.Unit, c.Caller.Phone)
	l := rules.Line{Key: "call/" + c.ID, Section: rules.SectionAction,
		Title: text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(kind, rules.Stamp(c.At), who)}
	if c.Term != nil {
		l.Due, l.Overdue = c.Term, rules.Standing(c.At, *c.Term, now) == rules.Overdue
		l.Detail = append(l.Detail, text.Text{ZH: "限 %[1]s 前办", EN: "to be done by %[1]s"}.With(rules.Stamp(*c.Term)))
	}
	if c.Said != "" {
		l.Detail = append(l.Detail, told(c.Said))
	}
	if who != c.Caller.Phone && c.Caller.Phone != "" {
		l.Detail = append(l.Detail, text.Text{ZH: "电话 %[1]s", EN: "telephone %[1]s"}.With(c.Caller.Phone))
	}
	if c.State == rules.CallPassed && c.PassedAt != nil {
		l.Detail = append(l.Detail, text.Text{ZH: "已转办 %[1]s, %[2]s, 未回结果", EN: "passed to %[1]s, %[2]s, no result yet"}.With(c.PassedTo, rules.Stamp(*c.PassedAt)))
	}
	if c.Case != "" {
		l.Detail = append(l.Detail, text.Text{ZH: "事项 %[1]s", EN: "case %[1]s"}.With(tail(c.Case)))
	}
	return l
}

// plannedLine is a call that the next shift makes at its hour: what is to be asked stands in
// the line itself.
func plannedLine(c *rules.Call, now time.Time) rules.Line {
	l := rules.Line{Key: "call/" + c.ID, Section: rules.SectionAction, Due: c.Due, Overdue: rules.Standing(c.At, *c.Due, now) == rules.Overdue, Told: true,
		Title: text.Text{ZH: "约定 %[1]s 去电 %[2]s", EN: "to be rung at %[1]s: %[2]s"}.With(rules.Stamp(*c.Due), cmp.Or(c.Caller.Unit, c.Caller.Name, c.Caller.Phone))}
	if c.Said != "" {
		l.Detail = append(l.Detail, told(c.Said))
	}
	if c.Caller.Phone != "" {
		l.Detail = append(l.Detail, text.Text{ZH: "电话 %[1]s", EN: "telephone %[1]s"}.With(c.Caller.Phone))
	}
	if c.Case != "" {
		l.Detail = append(l.Detail, text.Text{ZH: "事项 %[1]s", EN: "case %[1]s"}.With(tail(c.Case)))
	}
	return l
}

// orders that their leader has not signed yet.
func (d *drawing) orders() error {
	open, err := table.By(d.r, table.Orders, "open")
	if err != nil {
		return err
	}
	for i := range open {
		o := &open[i]
		leader, err := d.officer(o.Leader)
		if err != nil {
			return err
		}
		by, err := d.officer(o.By)
		if err != nil {
			return err
		}
		l := rules.Line{Key: "order/" + o.ID, Section: rules.SectionAction,
			Title: text.Text{ZH: "口头指示 待 %[1]s 补签", EN: "oral order, %[1]s has to sign"}.With(leader),
			Detail: []text.Text{told(o.Text),
				text.Text{ZH: "%[1]s, %[2]s 记录", EN: "%[1]s, taken down by %[2]s"}.With(rules.Stamp(o.At), by)}}
		if o.Case != "" {
			l.Detail = append(l.Detail, text.Text{ZH: "事项 %[1]s", EN: "case %[1]s"}.With(tail(o.Case)))
		}
		d.add(l)
	}
	return nil
}

// warnings in force and those announced.
func (d *drawing) warnings() error {
	open, err := table.Warnings.By(d.r, "open")
	for i := range open {
		w := &open[i]
		if w.Ended(d.scene.Now) {
			continue
		}
		span := text.Text{ZH: "%[1]s 起, 至解除", EN: "from %[1]s until lifted"}.With(rules.Stamp(w.From))
		if w.Until != nil {
			span = text.Text{ZH: "%[1]s 至 %[2]s", EN: "%[1]s to %[2]s"}.With(rules.Stamp(w.From), rules.Stamp(*w.Until))
		}
		l := rules.Line{Key: "warning/" + w.ID, Section: rules.SectionWhatIf, Quiet: true,
			Title: text.Text{ZH: "%[1]s%[2]s预警", EN: "%[1]s warning, %[2]s"}.
				With(rules.WordOf(command.WarningKinds, string(w.Kind)), rules.WordOf(command.WarningLevels, string(w.Level))),
			Detail: []text.Text{span}}
		if w.Text != "" {
			l.Detail = append(l.Detail, told(w.Text))
		}
		d.add(l)
	}
	return err
}

// stock that is short or about to expire.
func (d *drawing) stock() error {
	today := rules.DateOf(d.scene.Now)
	short, reserve, err := stock.ShortAndReserve(d.r, today)
	d.reserve = reserve
	for _, s := range short {
		l := rules.Line{Key: "stock/" + s.Item, Section: rules.SectionWhatIf, Quiet: true,
			Title: text.Text{ZH: "%[1]s 临期", EN: "%[1]s: about to expire"}.With(s.Item)}
		gone := s.Expires != "" && s.Expires < today
		if gone {
			l.Title = text.Text{ZH: "%[1]s 有过期的", EN: "%[1]s: some has expired"}.With(s.Item)
		}
		if s.OnHand < s.Min {
			l.Title = text.Text{ZH: "%[1]s 不足", EN: "%[1]s: short"}.With(s.Item)
			l.Detail = append(l.Detail, text.Text{ZH: "可发 %[1]d %[3]s, 最低 %[2]d", EN: "%[1]d %[3]s to give, minimum %[2]d"}.With(s.OnHand, s.Min, s.Unit))
		}
		switch {
		case gone:
			l.Detail = append(l.Detail, text.Text{ZH: "最早一批 %[1]s 已过期, 不能发", EN: "the first lot expired on %[1]s and is not to be given"}.With(string(s.Expires)))
		case s.Expires != "":
			l.Detail = append(l.Detail, text.Text{ZH: "最早一批 %[1]s 到期", EN: "the first lot expires on %[1]s"}.With(string(s.Expires)))
		}
		d.add(l)
	}
	return err
}

// notes of the shift that stand on no case; those struck out stay in the log alone.
func (d *drawing) notes() error {
	return table.Notes.Scan(d.r, d.from("N"), "", false, func(n *rules.Note) (bool, error) {
		if n.Shift != d.shift.ID || n.Case != "" || n.Struck != "" {
			return true, nil
		}
		by, err := d.officer(n.By)
		d.add(rules.Line{Key: "note/" + n.ID, Section: rules.SectionSummary, Quiet: true,
			Title:  text.Text{ZH: "记事 %[1]s %[2]s", EN: "note %[1]s %[2]s"}.With(rules.Stamp(n.At), by),
			Detail: []text.Text{told(n.Text)}})
		return err == nil, err
	})
}
