package handovers

import (
	"maps"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/shifts"
)

// Page is a handover; "" is the open one, else the newest, else the lines as they would
// be drawn now. An accepted one is shown from its record alone. Can["handover.draft"] is
// always about the shift on duty. Without a PIN the lines say only what they are about.
func Page(v tx.View, e tx.Env, id string) (*view.Handover, error) {
	on, cur, err := current(v)
	if err != nil {
		return nil, err
	}
	h, err := pick(v, id, cur)
	if err != nil {
		return nil, err
	}
	s := on
	if h.Shift != "" {
		if s, err = table.Shifts.Get(v, h.Shift); err != nil {
			return nil, err
		}
	}
	if s == nil {
		return nil, cur.MayDraw(rules.Hand{}, nil)
	}
	p := &view.Handover{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Handover: *h, Shift: *s, Names: maps.Clone(h.Names), Changes: []view.Change{}}
	live := rules.Live{Lines: h.Lines, Counts: h.Counts}
	if !h.Over() {
		if live, err = draw(v, e.Plans, e.Now, s); err != nil {
			return nil, err
		}
		if p.Names, err = names(v, h, s); err != nil {
			return nil, err
		}
	}
	p.Live = h.Lines
	if !h.Over() {
		p.Live = h.Now(live.Lines)
		p.Waiting = h.Waiting(s, e.Now)
	} else if id == "" { // nobody asked for this sheet: the shift on duty may be late with its own
		p.Waiting = cur.Waiting(on, e.Now)
	}
	p.Mark = rules.MarkAll(p.Live)
	if h.State == rules.HandoverPresented {
		for _, c := range rules.Diff(h.Lines, p.Live) {
			p.Changes = append(p.Changes, view.Change(c))
		}
	}
	crew := s
	if id == "" {
		crew = on // nobody asked for a sheet: the newest may be of a shift that is over
	}
	by := e.Actor.Hand(e.Now)
	p.Can = view.Can{
		"handover.draft":   cur.MayDraw(by, on),
		"handover.word":    h.MaySay(by, s),
		"handover.present": h.MayPresent(by, s, live),
		"handover.line":    h.MayAnswer(by),
		"handover.accept":  h.MayAccept(by, live),
		"handover.return":  h.MayReturn(by),
		"handover.count":   h.MayCount(by, s),
		"handover.remind":  h.MayRemind(by),
		"handover.release": cur.MayRelease(by, on),
		"shift.crew":       shifts.MayCrew(e, crew),
	}
	if h.State == rules.HandoverPresented {
		p.Can["handover.word"] = h.MayAdd(by, s)
	}
	if h.ID != "" && !e.Hidden() {
		if p.Papers, err = table.Papers.By(v, "handover/"+h.ID); err != nil {
			return nil, err
		}
	}
	if h.Over() && !e.Hidden() {
		if p.Readings, err = table.Readings.By(v, "shift/"+h.Shift); err != nil {
			return nil, err
		}
	}
	cases.PapersCan(e, p.Can, p.Papers, []rules.PaperKind{rules.PaperHandover}, func(rules.PaperKind) *rules.Error { return h.MayPrint() })
	if e.Hidden() {
		mask(p, cases.May(e, rules.AreaShift))
	}
	return p, nil
}

// pick is the handover to show.
func pick(v tx.View, id string, cur *rules.Handover) (*rules.Handover, error) {
	if id != "" {
		return table.Handovers.Get(v, id)
	}
	if cur.ID != "" {
		return cur, nil
	}
	newest := cur
	err := table.Handovers.Scan(v, "", "", true, func(h *rules.Handover) (bool, error) { newest = h; return false, nil })
	return newest, err
}

// names are what the people of the shift are called now, and the others named on the
// handover were called then.
func names(r tx.Reader, h *rules.Handover, s *rules.Shift) (map[string]string, error) {
	out := map[string]string{}
	maps.Copy(out, h.Names)
	now, err := shifts.Names(r, s)
	maps.Copy(out, now)
	return out, err
}

// sheet is a handover of which the lines stay unread: a list names many sheets, and a big
// night's lines are the most of one.
type sheet struct {
	rules.Handover
	Lines unread `json:"lines"`
}

type unread struct{}

// UnmarshalJSON reads nothing.
func (*unread) UnmarshalJSON([]byte) error { return nil }

var sheets = &tx.Table[sheet]{Name: table.Handovers.Name, Noun: table.Handovers.Noun,
	Meta: func(s *sheet) (string, *rules.Meta) { return s.ID, &s.Meta }}

// List lists handovers without their lines, newest first; limit 0 is all.
func List(v tx.View, e tx.Env, limit int) ([]rules.Handover, error) {
	var out []rules.Handover
	err := sheets.Scan(v, "", "", true, func(s *sheet) (bool, error) {
		if e.Hidden() {
			cover(&s.Handover)
		}
		out = append(out, s.Handover)
		return limit == 0 || len(out) < limit, nil
	})
	return out, err
}

// mask covers a page. Its refusals may quote what somebody wrote: the reader hears that
// the handover is not theirs.
func mask(p *view.Handover, denied *rules.Error) {
	cover(&p.Handover)
	for act := range p.Can {
		p.Can[act] = denied
	}
	p.Live, p.Mark, p.Waiting = covered(p.Live), "", text.Text{}
	for i, c := range p.Changes {
		p.Changes[i] = view.Change{Kind: c.Kind, Old: coveredLine(c.Old), New: coveredLine(c.New)}
	}
}

func cover(h *rules.Handover) {
	h.Lines, h.ReadBack, h.Reason = covered(h.Lines), "", ""
	h.Since, h.Reminders, h.Release = nil, nil, nil
}

func covered(lines []rules.Line) []rules.Line {
	out := make([]rules.Line, len(lines))
	for i := range lines {
		out[i] = *coveredLine(&lines[i])
	}
	return out
}

var keyWords = map[string]text.Text{
	"case":  {ZH: "救助事项", EN: "case"},
	"team":  {ZH: "在外", EN: "out"},
	"due":   {ZH: "待办事项", EN: "to do"},
	"call":  {ZH: "来电来访", EN: "call"},
	"order": {ZH: "口头指示", EN: "oral order"},
	"ask":   {ZH: "未问清", EN: "not asked yet"},
	"note":  {ZH: "记事", EN: "note"},
}

// coveredLine keeps what a line is about and its clock; that somebody is in grave danger
// does not show. The mark goes too: a digest of a few words can be guessed.
func coveredLine(l *rules.Line) *rules.Line {
	if l == nil {
		return nil
	}
	out := &rules.Line{Key: l.Key, Section: l.Section, Title: l.Title, Due: l.Due, Overdue: l.Overdue, Quiet: l.Quiet, Accepted: l.Accepted}
	if kind, id := rules.Source(l.Key); !keyWords[kind].IsZero() { // it is about a person
		out.Title = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(keyWords[kind], tail(id))
	}
	if l.Section == rules.SectionSevere && !l.Overdue {
		out.Section = rules.SectionSummary
	}
	return out
}
