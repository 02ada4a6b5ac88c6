// Package cmdline is the command line of the desk (F4): what a dispatcher types in one go,
// several entries in a line, instead of walking through pages and forms (docs/peers.md §5
// lesson 4).
//
// An entry is [case] verb [arguments]. The package decides what a line means, from what it
// has read and nothing else: where a word may mean several things it lists them and runs
// nothing. What an entry may do is decided by the desk when the command runs. It never
// asks "are you sure": the line says in words what Enter will do.
package cmdline

import (
	"encoding/json"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// Desk is what the command line reads, and where it keeps its history.
type Desk interface {
	entry.Drafts
	Lists() (*view.Lists, error)
	Cases(all bool, limit int) ([]view.CaseRow, error)
	Case(id string) (*view.Case, error)
	Stock() (*view.Stock, error)
	Patrols(limit int) (*view.Patrols, error)
}

// Options say where the line is opened.
type Options struct {
	Case string           // the case whose page is open, "" for none
	Now  func() time.Time // the desk's time
}

// maxLine is how many characters a line takes.
const maxLine = 2000

// Line is the dialog.
type Line struct {
	desk  Desk
	now   func() time.Time
	snap  Snapshot
	ready bool // the lists have been read
	err   *rules.Error

	form    *field.Form
	entries []Entry
	asked   map[string]bool // pages that are being read
	keep    *entry.Keeper   // of the unfinished line
	story   *entry.Keeper   // of the history
	gone    *entry.Keeper   // of what may have been written
	past    history
	marked  marked
	lang    text.Lang // of the last frame
	left    string    // line as it was kept last
	armed   bool
	run     run
	wrote   int // how many entries have been written
	unknown lost
}

// marked is the suggestion that Tab has put into the line; at is -1 for none.
type marked struct {
	suggestion
	at int
}

// New is the command line.
func New(desk Desk, o Options) screen.Dialog {
	return &Line{desk: desk, now: o.Now, snap: Snapshot{Now: o.Now(), Here: o.Case, Pages: map[string]Page{}},
		form: field.New(field.Look{}, field.Spec{Name: "line", Max: maxLine, Hint: hintText}),
		keep: entry.NewKeeper(desk, lineForm), story: entry.NewKeeper(desk, historyForm), gone: entry.NewKeeper(desk, lostForm), past: history{at: -1}, marked: marked{at: -1}, asked: map[string]bool{}}
}

func (d *Line) field() *field.Field { return d.form.Field("line") }

// loaded brings what is read when the line opens; paged the page of a case; due is when
// the draft must be kept.
type (
	loaded struct {
		d       *Line
		lists   *view.Lists
		cases   []view.CaseRow
		stock   *view.Stock
		patrols *view.Patrols
		history []byte
		line    []byte
		lost    []byte
		err     error
	}
	paged struct {
		d     *Line
		id    string
		wrote int // what had been written when it was read
		Page
	}
	due struct{ d *Line }
)

// Load reads what lines are understood by.
func (d *Line) Load() tea.Cmd {
	read := screen.Read("cmdline", func() (m loaded, err error) {
		err = screen.Reads(screen.Into(&m.lists, d.desk.Lists), screen.Into(&m.stock, d.desk.Stock),
			screen.Into(&m.patrols, func() (*view.Patrols, error) { return d.desk.Patrols(1) }),
			screen.Into(&m.cases, func() ([]view.CaseRow, error) { return d.desk.Cases(false, 0) }))
		// Without its history the line still works.
		m.history, _ = d.desk.Draft(historyForm)
		m.line, _ = d.desk.Draft(lineForm)
		m.lost, _ = d.desk.Draft(lostForm)
		return m, err
	})
	all := func() tea.Msg {
		got, _ := read().(screen.Got[loaded])
		m := got.Value
		m.d, m.err = d, got.Err
		return m
	}
	if d.snap.Here == "" {
		return all
	}
	return tea.Batch(all, d.page(d.snap.Here))
}

// page reads the page of a case, once.
func (d *Line) page(id string) tea.Cmd {
	if d.asked[id] {
		return nil
	}
	d.asked[id] = true
	wrote := d.wrote
	read := screen.Read(id, func() (*view.Case, error) { return d.desk.Case(id) })
	return func() tea.Msg {
		got, _ := read().(screen.Got[*view.Case])
		return paged{d, id, wrote, Page{got.Value, rules.AsError(got.Err)}}
	}
}

// Leave keeps the line as it stands, what has not run yet before it.
func (d *Line) Leave() tea.Cmd {
	line := d.run.back(d.line())
	if line == d.left {
		return nil
	}
	d.left = line
	return d.keep.Keep(line, d.kept)
}

// Flush writes what was to be kept and is not stored yet: the end of the program.
func (d *Line) Flush() { _, _, _ = d.keep.Flush(), d.story.Flush(), d.gone.Flush() }

func (d *Line) kept(err error) tea.Msg { return kept{d, err} }

func (d *Line) line() string { s, _ := d.field().Typed(); return strings.TrimSpace(s) }

// Typing is always.
func (d *Line) Typing() bool { return true }

// escape closes the line, or stops what runs.
func (d *Line) escape() route.Action {
	if d.run.on {
		return d.stop(nil)
	}
	return route.All{screen.Do(d.Leave()), screen.Close{Dialog: d}}
}

// Update takes keys and what was read.
func (d *Line) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return d.key(msg)
	case loaded:
		if msg.d == d {
			return d.loaded(msg)
		}
	case paged:
		if msg.d == d {
			delete(d.asked, msg.id)
			if msg.wrote == d.wrote {
				d.snap.Pages[msg.id] = msg.Page
				d.snap.Fresh()
			}
			return d.read()
		}
	case due:
		if msg.d == d {
			d.armed = false
			return screen.Do(d.Leave())
		}
	case kept:
		if msg.d == d && msg.err != nil {
			d.left = "?" // it is written again with the next change
		}
	case screen.Saved:
		if msg.From == any(d) {
			return d.saved(msg)
		}
	}
	return nil
}

// loaded takes what was read. A line left unfinished is offered as long as nothing has
// been typed: the first letter replaces it, and it stays the newest of the history.
func (d *Line) loaded(m loaded) route.Action {
	d.err = rules.AsError(m.err)
	d.snap.Lists, d.snap.Cases, d.snap.Stock, d.snap.Patrols, d.ready = m.lists, m.cases, m.stock, m.patrols, d.err == nil
	d.snap.Fresh()
	d.past.lines = readHistory(m.history)
	d.left = string(m.line)
	d.keep.Had(d.left)
	if d.unknown == (lost{}) && json.Unmarshal(m.lost, &d.unknown) == nil {
		d.gone.Had(string(m.lost))
	}
	if d.left != "" {
		d.past.add(d.left)
		if s, _ := d.field().Typed(); s == "" && !d.run.on {
			d.field().Suggest(d.left)
		}
	}
	return d.read()
}

// read understands the line anew, reads the pages that it names, and goes on with what
// waits for them.
func (d *Line) read() route.Action {
	d.snap.Now = d.now()
	s, _ := d.field().Typed()
	d.entries = Parse(s, &d.snap)
	var all route.All
	for _, e := range d.entries {
		if e.Needs != "" && d.ready {
			all = append(all, screen.Do(d.page(e.Needs)))
		}
	}
	if d.run.waits {
		all = append(all, d.step())
	}
	return all
}

// write puts another line in place.
func (d *Line) write(s string) route.Action {
	old, _ := d.field().Typed()
	d.field().Splice(0, len([]rune(old)), s)
	d.marked.at = -1
	return d.changed()
}

// changed reads the line anew and keeps it a little later.
func (d *Line) changed() route.Action {
	d.run.err = nil
	act := d.read()
	if d.armed {
		return act
	}
	d.armed = true
	return route.All{act, screen.Later{After: entry.Every, Msg: due{d}}}
}

var hintText = text.Text{ZH: "如: 4 办 120 已到; 发 棉被 1 值班室备用", EN: "as: 4 done 120 has come; 4 note he is awake"}
