package handover

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/words"
)

// View draws the handover being worked on with the selected line beside or below it, or
// the past sheets, or one of them.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	switch {
	case !p.read:
		return env.Absent(env.T(titleText), p.err, l.W)
	case p.frozen():
		return screen.Frame{Lines: p.sheet(env, l)}
	}
	lines := []string{p.title(env, l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	if !p.onOld {
		for _, s := range p.waitingLines(env, l.W-1) {
			lines = append(lines, " "+s)
		}
	}
	for _, s := range env.Wrap(p.say(env, l), l.W-1) {
		lines = append(lines, " "+s)
	}
	if p.onOld || !p.open() {
		return screen.Frame{Lines: append(append(lines, ""), p.pastList(env, l.W, l.H-len(lines)-1)...)}
	}
	room := l.H - len(lines)
	if l.Two() {
		rows := p.lines.View(l.Main, room, func(i, w int, selected bool) string { return p.row(env, i, w, selected) })
		return screen.Frame{Lines: append(lines, env.Join(l.Gap, screen.Pane{Lines: screen.Fit(rows, room), W: l.Main}, screen.Pane{Lines: p.detail(env, l.Side, room), W: l.Side})...)}
	}
	low := min(max(room/3, 4), 8)
	rows := p.lines.View(l.W, room-low, func(i, w int, selected bool) string { return p.row(env, i, w, selected) })
	lines = append(lines, screen.Fit(rows, room-low)...)
	return screen.Frame{Lines: append(lines, p.detail(env, l.W, low)...)}
}

func (p *Page) title(env screen.Env, w int) string {
	if !p.open() {
		return env.Heading(env.T(titleText), "", w)
	}
	h := &p.h.Handover
	s := openTitle.With(h.ID, words.Of(words.Handovers, h.State), p.name(h.Outgoing))
	if h.Incoming != "" && h.State == rules.HandoverPresented {
		s = toTitle.With(s, p.name(h.Incoming), p.name(h.Leader))
	}
	right := ""
	if n := p.wordless(); n > 0 {
		right = env.T(wordlessText.With(n))
	}
	if n := p.uncounted(); n > 0 {
		right = strings.TrimSpace(right + "  " + env.T(uncountedText.With(n)))
	}
	if n := len(p.h.Changes); n > 0 {
		right = env.T(changesText.With(n))
	}
	return env.Heading(env.T(s), right, w)
}

// wordless is how many lines of a draft still need a word.
func (p *Page) wordless() int {
	n := 0
	for i := range p.h.Live {
		if p.state() == rules.HandoverDraft && wordless(&p.h.Live[i]) {
			n++
		}
	}
	return n
}

// uncounted is how many things of a draft are not counted.
func (p *Page) uncounted() int {
	n := 0
	for i := range p.h.Live {
		if p.state() == rules.HandoverDraft && uncounted(&p.h.Live[i]) {
			n++
		}
	}
	return n
}

// altered says that a line is not as it was presented.
func (p *Page) altered(key string) bool {
	return slices.ContainsFunc(p.h.Changes, func(c view.Change) bool { return c.New != nil && c.New.Key == key })
}

func (p *Page) name(id string) string {
	if p.h != nil && p.h.Names[id] != "" {
		return p.h.Names[id]
	}
	if p.lists != nil {
		for _, o := range p.lists.Officers {
			if o.ID == id {
				return o.Name
			}
		}
	}
	return id
}

// say is what to do next.
func (p *Page) say(env screen.Env, l screen.Layout) string {
	var t text.Text
	switch {
	case p.duty.Shift == nil:
		t = nobodyText.With(l.Key(shiftLabel, "f5", "3"))
	case p.state() == rules.HandoverReturned:
		t = returnedText.With(p.h.Handover.Reason, l.Key(draftLabel, "f6"))
	case p.state() == rules.HandoverDraft:
		t = wordsText.With(l.Key(presentLabel, "f7"))
		if s := p.h.Handover.Reason; s != "" {
			return env.T(lastBackText.With(text.Display(s))) + "\n" + env.T(t)
		}
	case p.mine():
		t = takeText.With(l.Key(quietLabel, "f6"), l.Key(queryLabel, "ctrl+e"), l.Key(signLabel, "f7"))
		if len(p.h.Changes) > 0 {
			return env.T(since(p.h.Changes)) + "\n" + env.T(t)
		}
	case p.state() == rules.HandoverPresented && len(p.h.Changes) == 0 && !p.h.Waiting.IsZero():
		t = absentText.With(l.Key(remindLabel, "ctrl+r"), l.Key(releaseLabel, "ctrl+f"))
	case p.state() == rules.HandoverPresented && len(p.h.Changes) > 0:
		return env.T(since(p.h.Changes)) + "\n" + env.T(againText.With(l.Key(againLabel, "f7")))
	case p.state() == rules.HandoverPresented:
		t = waitText.With(p.name(p.h.Handover.Incoming), l.Key(lockLabel, "ctrl+l"), l.Key(titleText, "f5", "3"))
	default:
		s := p.duty.Shift
		return env.T(dutyText.With(p.duty.Main, p.duty.Leader, rules.Stamp(s.Start), rules.Stamp(s.End))) + "\n" + env.T(noDraftText.With(l.Key(draftLabel, "f6")))
	}
	return env.T(t)
}

// row is a line of the handover: its section where it begins, what it still needs or the
// taker's answer, its clock, what it is about, the leaver's word.
func (p *Page) row(env screen.Env, i, w int, selected bool) string {
	l := &p.h.Live[i]
	section := ""
	if i == 0 || p.h.Live[i-1].Section != l.Section {
		section = env.T(words.Of(words.Sections, l.Section))
	}
	mark := ""
	switch {
	case l.Query != "":
		mark = env.T(askedText)
	case l.Accepted != nil:
		mark = env.T(acceptedText)
	case p.altered(l.Key):
		mark = env.Theme.Warn.Mark()
	case p.state() == rules.HandoverDraft && wordless(l):
		mark = "_"
	}
	state := rules.Pending
	if l.Overdue {
		state = rules.Overdue
	}
	if l.Overdue && w < 50 && env.Width(mark) < 2 { // its clock has no room
		mark = env.Theme.Danger.Mark() + mark
	}
	title := env.T(l.Title)
	if l.Count != nil {
		title += "  " + env.T(l.Count.Said())
	}
	cells := []screen.Cell{
		{S: section, W: env.SectionWidth(), Token: env.Theme.Title},
		{S: mark, W: 2},
		{S: env.Clock(state, l.Due), W: env.ClockWidth(), Token: env.StateToken(state)},
		{S: title},
	}
	if w < 50 {
		cells = []screen.Cell{cells[0], cells[1], cells[3]}
	} else if w >= 64 && !env.Few && l.Word != "" { // the word has what its title leaves, a quarter at least
		left := w - 1 - env.SectionWidth() - 2 - env.ClockWidth() - 4 - env.Width(title)
		cells = append(cells, screen.Cell{S: text.Display(l.Word), W: max(left, w/4)})
	}
	return env.Mark(env.Row(w-1, cells...), selected && !p.onOld, false)
}

// detail is the selected line in full, and what changed about it since it was presented.
func (p *Page) detail(env screen.Env, w, h int) []string {
	out := []string{env.Heading(env.T(detailText), "", w)}
	l := p.line()
	if l == nil {
		return screen.Fit(out, h)
	}
	add := func(s string) {
		for _, line := range env.Wrap(s, w-2) {
			out = append(out, " "+line)
		}
	}
	add(env.Theme.Title.Paint(env.T(l.Title)))
	for _, c := range p.h.Changes {
		if c.New != nil && c.New.Key == l.Key {
			add(env.Theme.Warn.Flag(env.T(changeWords[c.Kind])))
		}
	}
	if l.Count != nil {
		add(env.T(l.Count.Said()))
	}
	if l.Word != "" {
		add(env.T(wordText) + ": " + text.Display(l.Word))
	}
	if l.Query != "" {
		add(env.T(queryText) + ": " + text.Display(l.Query))
	}
	for _, d := range l.Detail {
		add(env.T(d))
	}
	switch {
	case l.Count != nil && p.state() == rules.HandoverDraft:
		add(env.Theme.Dim.Paint(env.T(countText)))
	case l.Quiet:
		add(env.Theme.Dim.Paint(env.T(quietText)))
	}
	return screen.Fit(out, h)
}

func (p *Page) pastList(env screen.Env, w, h int) []string {
	out := []string{env.Heading(env.T(pastText), "", w)}
	if len(p.past) == 0 {
		return append(out, " "+env.Theme.Dim.Paint(env.T(noPastText)))
	}
	return append(out, p.old.View(w, h-1, func(i, w int, selected bool) string {
		s := &p.past[i]
		at := s.DraftedAt
		taken := p.name(s.Incoming)
		if s.Taken != nil {
			at, taken = s.Taken.At, s.Taken.Name
		}
		if r := s.Release; r != nil {
			at = r.At
		}
		given := p.name(s.Outgoing)
		if s.Given != nil {
			given = s.Given.Name
		}
		cells := []screen.Cell{{S: s.ID, W: 14}, {S: rules.Stamp(at), W: 11}}
		if s.Release != nil { // nobody signed for it
			return env.Mark(env.Row(w-1, append(cells, screen.Cell{S: env.T(passed(s).With(given, p.name(s.Incoming))), Token: env.Theme.Warn})...), selected, false)
		}
		return env.Mark(env.Row(w-1, append(cells,
			screen.Cell{S: env.T(text.Text{ZH: "%[1]s 交 %[2]s 接", EN: "%[1]s to %[2]s"}.With(given, taken))},
			screen.Cell{S: env.T(text.Text{ZH: "来去电 %[1]d 在办 %[2]d", EN: "calls %[1]d, open %[2]d"}.With(s.Counts.Calls, s.Counts.Open)), W: w / 4})...), selected, false)
	})...)
}
