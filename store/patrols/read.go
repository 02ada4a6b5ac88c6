package patrols

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// searched is how many days back last visits are looked for. Ours.
const searched = 10

// Figures are the settings that patrols are measured by.
type Figures struct {
	Silence time.Duration
	Every   time.Duration // that holds at the level asked for
	Night   rules.NightHours
}

// FiguresAt reads the settings; level is of the worst cold warning in force, "" none.
func FiguresAt(r tx.Reader, level rules.WarningLevel) (f Figures, err error) {
	figure := func(name string) (n int) {
		if err == nil {
			n, err = table.Setting(r, name)
		}
		return n
	}
	f.Silence = time.Duration(figure(rules.SettingPatrolSilence)) * time.Minute
	f.Every = time.Duration(figure(rules.PatrolEvery(level))) * time.Hour
	f.Night = rules.NightHours{From: figure(rules.SettingPatrolNightFrom), To: figure(rules.SettingPatrolNightTo)}
	return f, err
}

// reading is patrols being read for somebody.
type reading struct {
	v     tx.Reader
	e     tx.Env
	f     Figures
	may   *rules.Error
	names map[string]string // officers and villages met
}

func begin(v tx.Reader, e tx.Env, scene live.Scene) (*reading, error) {
	f, err := FiguresAt(v, scene.Cold)
	return &reading{v: v, e: e, f: f, may: cases.May(e, (&command.StartPatrol{}).Area()), names: map[string]string{}}, err
}

// Page is the page of patrols. Readers from whom persons are Hidden see where and when, and no
// words.
func Page(v tx.View, e tx.Env, limit int) (*view.Patrols, error) {
	scene, err := live.SceneAt(v, e.Plans, e.Now)
	if err != nil {
		return nil, err
	}
	d, err := begin(v, e, scene)
	if err != nil {
		return nil, err
	}
	p := &view.Patrols{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Out: []view.PatrolRow{}, Rows: []view.PatrolRow{},
		Can: view.Can{"patrol.out": d.may, "patrol.fix": d.may}}
	if !e.Hidden() {
		on, err := tx.OnDuty(v)
		if err != nil {
			return nil, err
		}
		open, err := table.Patrols.By(v, "open")
		if err != nil {
			return nil, err
		}
		away, err := table.By(v, table.Cases, "out")
		if err != nil {
			return nil, err
		}
		if p.Duty, err = atDesk(v, on, open, away); err != nil {
			return nil, err
		}
	}
	if p.Out, err = d.out(); err != nil {
		return nil, err
	}
	err = table.Patrols.Scan(v, "", "", true, func(q *rules.Patrol) (bool, error) {
		if q.IsOut() {
			return true, nil
		}
		row, err := d.row(q)
		p.Rows = append(p.Rows, row)
		return err == nil && len(p.Rows) != limit, err
	})
	if err != nil {
		return nil, err
	}
	p.Cover, err = d.cover(scene)
	return p, err
}

// Out is who is out on patrol, the longest silent first, for the board.
func Out(v tx.Reader, e tx.Env, scene live.Scene) ([]view.PatrolRow, error) {
	d, err := begin(v, e, scene)
	if err != nil {
		return nil, err
	}
	return d.out()
}

func (d *reading) out() ([]view.PatrolRow, error) {
	open, err := table.Patrols.By(d.v, "open")
	rows := []view.PatrolRow{}
	for i := range open {
		row, err := d.row(&open[i])
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b view.PatrolRow) int {
		return cmp.Or(a.Heard.Compare(b.Heard), cmp.Compare(a.Patrol.ID, b.Patrol.ID))
	})
	return rows, err
}

// Read is one patrol, found by its id or a unique tail of it.
func Read(v tx.View, e tx.Env, id string) (*view.PatrolRow, error) {
	p, err := Find(v, e.Now, id)
	if err != nil {
		return nil, err
	}
	scene, err := live.SceneAt(v, e.Plans, e.Now)
	if err != nil {
		return nil, err
	}
	d, err := begin(v, e, scene)
	if err != nil {
		return nil, err
	}
	row, err := d.row(p)
	return &row, err
}

// row draws one patrol, its ids as names.
func (d *reading) row(q *rules.Patrol) (view.PatrolRow, error) {
	r := view.PatrolRow{Night: q.Night(d.f.Night), Joint: len(q.Agencies) > 0, Standing: q.Standing(d.e.Now), Heard: q.Heard(), Due: q.Awaited(d.f.Silence), Can: view.Can{}}
	if r.Due != nil {
		r.State = rules.Standing(r.Heard, *r.Due, d.e.Now)
	}
	can := func(act string, e *rules.Error) {
		if r.Can[act] = d.may; d.may == nil {
			r.Can[act] = e
		}
	}
	can("patrol.stop", q.MayStop())
	can("patrol.back", q.MayReturn())
	can("undo/"+rules.UndoOut, q.MayUndo(rules.UndoOut))
	can("undo/"+rules.UndoBack, q.MayUndo(rules.UndoBack))
	p := *q
	p.Stops = slices.Clone(q.Stops)
	var err error
	if r.Village, err = named(d, table.Villages, q.Village, func(v *rules.Village) string { return v.Name }); err != nil {
		return r, err
	}
	if err := d.sign(&p.Out); err != nil {
		return r, err
	}
	for i := range p.Stops {
		s := &p.Stops[i]
		can("undo/"+rules.UndoStop(s.No), q.MayUndo(rules.UndoStop(s.No)))
		can("undo/"+rules.UndoFix(s.No), q.MayUndo(rules.UndoFix(s.No)))
		can(rules.UndoFix(s.No), q.MayFix(s.No))
		if err := d.sign(&s.PatrolStep); err != nil {
			return r, err
		}
		if s.Village, err = named(d, table.Villages, s.Village, func(v *rules.Village) string { return v.Name }); err != nil {
			return r, err
		}
	}
	if q.Back != nil {
		back := *q.Back
		p.Back = &back
		if err := d.sign(p.Back); err != nil {
			return r, err
		}
	}
	if d.e.Hidden() {
		cover(&p)
	}
	r.Patrol = p
	return r, nil
}

// cover takes names and words away.
func cover(p *rules.Patrol) {
	p.Crew, p.Phone, p.Vehicle, p.Note, p.Result, p.Undone, p.Out.Told, p.Out.By = nil, "", "", "", "", nil, "", ""
	if p.Struck != "" {
		p.Struck = tx.Withheld
	}
	if p.Back != nil {
		p.Back.Told, p.Back.By = "", ""
	}
	for i := range p.Stops {
		s := &p.Stops[i]
		s.Seen, s.Case, s.Call, s.Told, s.By, s.Fixed = "", "", "", "", "", nil
		if s.Place.ID == "" {
			s.Place.Text = ""
		}
		if s.Hazard != "" {
			s.Hazard = tx.Withheld
		}
		if s.Struck != "" {
			s.Struck = tx.Withheld
		}
	}
	for i := range p.Places {
		if p.Places[i].ID == "" {
			p.Places = slices.Clone(p.Places)
			p.Places[i].Text = ""
		}
	}
}

func (d *reading) sign(s *rules.PatrolStep) (err error) {
	s.By, err = named(d, table.Officers, s.By, func(o *rules.Officer) string { return o.Name })
	return err
}

// named is the name of a record, the id itself where there is none.
func named[T any](d *reading, t *tx.Table[T], id string, of func(*T) string) (string, error) {
	if n, ok := d.names[id]; ok || id == "" {
		return n, nil
	}
	v, ok, err := t.Find(d.v, id)
	name := id
	if ok {
		name = of(v)
	}
	d.names[id] = name
	return name, err
}
