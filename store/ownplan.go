package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/ownplans"
)

// PlansDir is where the files of own plans are written, <id>.yaml each. The book has them; what
// is changed there by hand counts once it was imported.
const PlansDir = "plans"

// ownPlans are the plans of one desk: those of the program with the township's over them, as
// of the newest record.
type ownPlans struct {
	*plan.Library
	records map[string]rules.OwnPlan // on the list, by id
	unread  []view.PlanFault         // records that the book cannot read
}

// loadPlans takes the own plans from the book. A record that cannot be read is left out and told:
// it never keeps the desk from opening.
func (s *Store) loadPlans() {
	own := &ownPlans{records: map[string]rules.OwnPlan{}}
	err := s.view(func(v tx.View) error {
		all, err := table.OwnPlans.All(v)
		for i := range all {
			if all[i].Struck == "" {
				own.records[all[i].ID] = all[i]
			}
		}
		return err
	})
	if err != nil {
		own.unread = append(own.unread, view.PlanFault{Plan: "X", File: BookFile, Left: true, Text: text.Text{ZH: "本镇方案的记录读不出: %[1]s", EN: "A record of the own plans cannot be read: %[1]s"}.With(rules.AsError(err).Text)})
	}
	var files []plan.OwnFile
	for _, id := range own.ids() {
		files = append(files, plan.OwnFile{Name: id + ".yaml", Data: []byte(own.records[id].Text)})
	}
	own.Library = plan.With(files)
	s.own.Store(own)
}

// replans says that a command changes own plans.
func replans(cmd command.Command) bool {
	switch cmd.(type) {
	case *command.CopyPlan, *command.EditPlan, *command.ImportPlan, *command.RevertPlan, *command.StrikePlan:
		return true
	}
	return false
}

// replan takes own plans that a commit changed from the book, before its seq is seen: a read
// model of that seq is drawn by them.
func (s *Store) replan(batch []*request) {
	for _, r := range batch {
		if r.merged && r.err == nil && slices.ContainsFunc(r.changes, func(c tx.Change) bool { return c.Kind == table.OwnPlans.Name }) {
			s.loadPlans()
			return
		}
	}
}

func (o *ownPlans) ids() []string {
	var out []string
	for id := range o.records {
		out = append(out, id)
	}
	slices.SortFunc(out, func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
	return out
}

// plans is the library of this desk as of the newest record.
func (s *Store) plans() *plan.Library { return s.own.Load().Library }

// planFaults is what is wrong with own plans: records that were left out, files that cannot be
// read as plans, and files that say something else than the book.
func (s *Store) planFaults() []view.PlanFault {
	own := s.own.Load()
	out := slices.Clone(own.unread)
	if len(own.records) > 0 {
		for _, c := range own.Left() {
			out = append(out, faultsOf(c, strings.TrimSuffix(c.File, ".yaml"), true)...)
		}
	}
	ids, ignored := s.planFiles()
	for _, id := range ids {
		out = append(out, s.fileFaults(own, id)...)
	}
	for _, name := range ignored[:min(len(ignored), mostFaults)] {
		f := view.PlanFault{Plan: "X", File: PlansDir + "/" + name, Text: text.Text{ZH: "文件 %[1]s 没有用: 本镇方案的文件名应为 X1.yaml 到 X99.yaml", EN: "the file %[1]s is not used: those of own plans are X1.yaml to X99.yaml"}.With(name)}
		if id := strings.ToUpper(strings.TrimSuffix(name, filepath.Ext(name))); plan.IsShipped(id) {
			f.Plan, f.Text = id, text.Text{ZH: "文件 %[1]s 没有用: %[2]s 是程序自带的方案; 要改先复制成本镇方案 (plan copy)", EN: "the file %[1]s is not used: %[2]s is a plan of the program; copy it to change it (plan copy)"}.With(name, id)
		}
		out = append(out, f)
	}
	return out
}

// planFiles are the ids that the folder has files of, and the names of plan files that are of
// none.
func (s *Store) planFiles() (ids, ignored []string) {
	found, err := os.ReadDir(filepath.Join(s.dir, PlansDir))
	if err != nil {
		return nil, nil
	}
	for _, f := range found {
		id, ok := strings.CutSuffix(f.Name(), ".yaml")
		switch {
		case ok && plan.IsOwn(id):
			ids = append(ids, id)
		case ok || strings.HasSuffix(f.Name(), ".yml"):
			ignored = append(ignored, f.Name())
		}
	}
	return ids, ignored
}

// mostFaults is how many faults of one file are told on a screen.
const mostFaults = 5

func faultsOf(c plan.FileCheck, id string, left bool) []view.PlanFault {
	var out []view.PlanFault
	for _, f := range c.Faults[:min(len(c.Faults), mostFaults)] {
		out = append(out, view.PlanFault{Plan: id, File: c.File, Line: f.Line, Column: f.Column, Text: f.Message, Left: left})
	}
	return out
}

// looked is a file as it was when it was checked last.
type looked struct {
	size   int64
	at     time.Time
	hash   string // of the record then
	faults []view.PlanFault
}

// fileFaults checks one file when it or its record changed.
func (s *Store) fileFaults(own *ownPlans, id string) []view.PlanFault {
	name := PlansDir + "/" + id + ".yaml"
	info, err := os.Stat(filepath.Join(s.dir, PlansDir, id+".yaml"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	rec, known := own.records[id]
	s.files.Lock()
	defer s.files.Unlock()
	if l, ok := s.files.m[id]; ok && err == nil && l.size == info.Size() && l.at.Equal(info.ModTime()) && l.hash == rec.Hash {
		return l.faults
	}
	var data []byte
	if err == nil && info.Size() <= rules.MaxPlan && info.Mode().IsRegular() {
		data, err = os.ReadFile(filepath.Join(s.dir, PlansDir, id+".yaml"))
	}
	var faults []view.PlanFault
	c := plan.CheckOwn(name, data)
	switch {
	case err != nil:
		faults = []view.PlanFault{{Plan: id, File: name, Text: text.Text{ZH: "文件读不到: %[1]s", EN: "The file cannot be read: %[1]s"}.With(shortCause(err))}}
	case known && string(data) == rec.Text:
	case !c.OK:
		faults = faultsOf(c, id, false)
	case c.Plan != id:
		faults = []view.PlanFault{{Plan: id, File: name, Line: 1, Column: 1, Text: text.Text{ZH: "文件里的编号是 %[1]s; 应为 %[2]s", EN: "the file is of plan %[1]s; expected %[2]s"}.With(c.Plan, id)}}
	case known:
		faults = []view.PlanFault{{Plan: id, File: name, Text: text.Text{ZH: "文件与值班簿不同; plan import 采用它, plan export 还原它", EN: "the file differs from the book; plan import takes it, plan export writes it anew"}}}
	default:
		faults = []view.PlanFault{{Plan: id, File: name, Text: text.Text{ZH: "文件没有导入; plan import 采用它", EN: "the file was not imported; plan import takes it"}}}
	}
	if err == nil {
		if s.files.m == nil {
			s.files.m = map[string]looked{}
		}
		s.files.m[id] = looked{info.Size(), info.ModTime(), rec.Hash, faults}
	}
	return faults
}

// checkedFiles keeps what files were found to be.
type checkedFiles struct {
	sync.Mutex
	m map[string]looked
}

// exportPlan writes the file of an own plan, whole or not at all. A file that was changed by
// hand since is kept beside it as <id>.yaml.old; that of a plan off the list is taken away
// when it is as the book had it.
func (s *Store) exportPlan(id string) error {
	s.exporting.Lock()
	defer s.exporting.Unlock()
	var rec *rules.OwnPlan
	err := s.view(func(v tx.View) (err error) { rec, err = table.OwnPlans.Get(v, id); return err })
	if err != nil {
		return err
	}
	dir := filepath.Join(s.dir, PlansDir)
	path := filepath.Join(dir, id+".yaml")
	was, err := os.ReadFile(path)
	there := err == nil
	switch {
	case rec.Struck != "" && there && string(was) == rec.Text:
		return os.Remove(path)
	case rec.Struck != "" || there && string(was) == rec.Text:
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if there && string(was) != rec.Before {
		if err := os.Rename(path, spare(path+".old")); err != nil {
			return err
		}
	}
	return writeFile(path, []byte(rec.Text))
}

// spare is a name that no file has yet: path, path.2, path.3.
func spare(path string) string {
	for n, name := 2, path; ; n++ {
		if _, err := os.Lstat(name); err != nil {
			return name
		}
		name = path + "." + strconv.Itoa(n)
	}
}

// exportMissing writes the files that are not there, as after a restore.
func (s *Store) exportMissing() {
	for _, id := range s.own.Load().ids() {
		if _, err := os.Stat(filepath.Join(s.dir, PlansDir, id+".yaml")); errors.Is(err, fs.ErrNotExist) {
			_ = s.exportPlan(id) // plan export says why not
		}
	}
}

// exported writes the file after a command that changed an own plan. The book has it then:
// a disk that refuses the file undoes nothing, and is told by the file's state.
func (s *Store) exported(cmd command.Command, id string) {
	if replans(cmd) {
		_ = s.exportPlan(id)
	}
}

// ExportPlan writes the file of an own plan anew and answers its path. Errors: NotFound;
// Unsaved when the disk refuses it.
func (d *Desk) ExportPlan(id string) (string, error) {
	if d.actor.Officer == "" {
		return "", rules.Unsigned()
	}
	rec, err := d.OwnPlan(id)
	if err != nil {
		return "", err
	}
	if err := d.s.exportPlan(rec.Plan); err != nil {
		return "", &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{ZH: "文件写不出: %[1]s", EN: "The file cannot be written: %[1]s"}.With(shortCause(err))}
	}
	return filepath.Join(d.s.dir, PlansDir, rec.Plan+".yaml"), nil
}

// OwnPlan is a plan of the township as its form shows it. Error: NotFound.
func (d *Desk) OwnPlan(id string) (*view.OwnPlan, error) {
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.OwnPlan, error) { return ownplans.Page(v, e, id) })
}

// PlanChange is what a change of an own plan would do: the command is not run.
func (d *Desk) PlanChange(cmd command.Command) (*view.PlanChange, error) {
	if err := cmd.Check(d.s.Now()); err != nil {
		return nil, err
	}
	return own(d, d.s.Now(), func(v tx.View, e tx.Env) (*view.PlanChange, error) { return ownplans.Change(v, e, cmd) })
}

// PlanFile is the text of an own plan's file beside the book.
func (d *Desk) PlanFile(id string) (string, error) {
	if err := d.Whole(); err != nil {
		return "", err
	}
	if !plan.IsOwn(id) {
		return "", rules.Missing(table.OwnPlans.Noun, text.Clean(id, text.Line))
	}
	info, err := os.Stat(filepath.Join(d.s.dir, PlansDir, id+".yaml"))
	var data []byte
	if err == nil && (info.Size() > rules.MaxPlan || !info.Mode().IsRegular()) {
		err = errors.New("no plan file")
	}
	if err == nil {
		data, err = os.ReadFile(filepath.Join(d.s.dir, PlansDir, id+".yaml"))
	}
	if err != nil {
		return "", &rules.Error{Kind: rules.NotFound, Err: err, Text: text.Text{ZH: "文件读不到: %[1]s", EN: "The file cannot be read: %[1]s"}.With(shortCause(err))}
	}
	return string(data), nil
}

// AskPlans answers one question of docs/plan-questions.md with the plans of this desk.
func (d *Desk) AskPlans(line []byte) []byte { return d.s.plans().Ask(line) }
