package cmdline

import (
	"encoding/json"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// run is a line that Enter has taken: its entries are written one after the other, each
// understood anew by what the one before has changed. Those that only go somewhere are
// done last.
type run struct {
	on     bool
	queue  []string // that have not been written yet
	goes   []string // that go somewhere, and what they do
	acts   []route.Action
	waits  bool // for something that is being read
	saving bool
	halt   bool // stop after what is being written
	n      int  // written
	err    *rules.Error
}

// lost is an entry whose outcome could not be learnt, and the request it went out with.
type lost struct {
	Text    string `json:"text"`
	Request string `json:"request"`
}

// back is the line that is left to run, what was typed meanwhile behind it.
func (r *run) back(line string) string {
	all := append(append(append([]string(nil), r.queue...), r.goes...), line)
	return joined(all)
}

// enter runs the line. What is not understood at once stays as it is typed.
func (d *Line) enter() route.Action {
	if d.run.on {
		return nil
	}
	for id, p := range d.snap.Pages {
		if p.Err != nil {
			delete(d.snap.Pages, id) // it is read again
		}
	}
	act := d.read()
	if len(d.entries) == 0 {
		return d.escape()
	}
	if err := d.entries[0].Err; err != nil && d.ready {
		d.run.err = err
		return route.All{act, screen.Refused(err)}
	}
	all := route.All{act}
	if d.past.add(d.line()) {
		all = append(all, screen.Do(d.story.Keep(string(d.past.raw()), d.kept)))
	}
	d.run = run{on: true}
	for _, e := range d.entries {
		d.run.queue = append(d.run.queue, e.Text)
	}
	d.field().SetValue("")
	d.entries, d.marked.at = nil, -1
	return append(all, d.step())
}

// step does the next entry of the queue.
func (d *Line) step() route.Action {
	r := &d.run
	r.waits = false
	for len(r.queue) > 0 {
		switch {
		case r.saving:
			return nil
		case d.err != nil:
			return d.stop(d.err)
		case !d.ready:
			r.waits = true
			return nil
		}
		e := Parse(r.queue[0], &d.snap)[0]
		switch {
		case e.Err != nil:
			return d.stop(e.Err)
		case e.Needs != "":
			r.waits = true
			return screen.Do(d.page(e.Needs))
		case e.Go != nil:
			r.goes, r.acts, r.queue = append(r.goes, r.queue[0]), append(r.acts, e.Go), r.queue[1:]
		default:
			save := screen.Save{From: d, Command: e.Command, Done: e.What}
			if d.unknown.Text == e.Text {
				save.Request = d.unknown.Request
			}
			r.saving = true
			return save
		}
	}
	return d.finish()
}

// saved goes on behind an entry that was written, and stops at one that was refused.
func (d *Line) saved(m screen.Saved) route.Action {
	err, r := rules.AsError(m.Err), &d.run
	if err == nil {
		d.wrote++
		clear(d.snap.Pages)
		d.snap.Fresh()
	}
	if !r.saving {
		return d.learnt(m)
	}
	r.saving = false
	switch {
	case err == nil:
		r.queue, r.n = r.queue[1:], r.n+1
		known := d.lose(lost{})
		if r.halt {
			return route.All{known, d.stop(nil)}
		}
		return route.All{known, d.step()}
	case err.Kind == rules.Unknown:
		return route.All{d.lose(lost{r.queue[0], m.Request}), d.stop(err)}
	}
	return d.stop(err)
}

// learnt takes the entry whose outcome was asked for again out of the line.
func (d *Line) learnt(m screen.Saved) route.Action {
	if m.Err != nil || m.Request != d.unknown.Request {
		return nil
	}
	entries := Parse(d.line(), &d.snap)
	if len(entries) > 0 && entries[0].Text == d.unknown.Text {
		var rest []string
		for _, e := range entries[1:] {
			rest = append(rest, e.Text)
		}
		d.field().SetValue(joined(rest))
	}
	return route.All{d.lose(lost{}), d.changed()}
}

// lose remembers an entry whose outcome is unknown, also for when the line is opened again;
// an empty one forgets it.
func (d *Line) lose(l lost) route.Action {
	if d.unknown == l {
		return nil
	}
	d.unknown = l
	raw := ""
	if l != (lost{}) {
		b, _ := json.Marshal(l)
		raw = string(b)
	}
	return screen.Do(d.gone.Keep(raw, d.kept))
}

// stop puts what has not run back into the line, with the reason. While something is being
// written it waits for the answer.
func (d *Line) stop(err *rules.Error) route.Action {
	if d.run.saving {
		d.run.halt = true
		return nil
	}
	d.field().SetValue(d.run.back(d.line()))
	d.run = run{}
	act := d.changed()
	if d.run.err = err; err == nil {
		return act
	}
	return route.All{act, screen.Refused(err)}
}

// finish closes the line and goes where it leads, unless somebody went on typing.
func (d *Line) finish() route.Action {
	if !blank(d.line()) {
		return d.stop(nil)
	}
	acts, n := d.run.acts, d.run.n
	d.run = run{}
	all := append(route.All{screen.Do(d.Leave()), screen.Close{Dialog: d}}, acts...)
	if n > 1 {
		all = append(all, screen.Say{Text: ranText.With(n)})
	}
	return all
}

// joined are entries as one line.
func joined(texts []string) string {
	var all []string
	for _, s := range texts {
		if !blank(s) {
			all = append(all, strings.TrimSpace(s))
		}
	}
	return strings.Join(all, "; ")
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }

var ranText = text.Text{ZH: "已执行 %[1]d 条", EN: "%[1]d entries done"}
