package store

import (
	"fmt"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/tx"
)

// Entry is one line of the journal.
type Entry = tx.Entry

// Journal reads at most n entries from seq from on (1 is the first), or with from 0 the
// newest n, in order of seq.
func (s *Store) Journal(from uint64, n int) (out []Entry, err error) {
	if from == 0 {
		from = max(1, s.Seq()-min(uint64(n), s.Seq())+1)
	}
	err = s.view(func(v tx.View) error {
		return tx.Entries(v, from, false, func(e Entry) bool {
			if len(out) < n {
				out = append(out, e)
			}
			return len(out) < n
		})
	})
	return out, err
}

// ImportAll runs a large import in chunks that nobody sees until the last one is in: each
// is written as staged rows, one small command makes them live. A chunk that is refused
// leaves nothing visible.
func (d *Desk) ImportAll(id string, chunks []*command.Import) (command.Result, error) {
	if id == "" {
		id = NewRequest()
	}
	if len(chunks) == 1 {
		return d.Do(id, chunks[0])
	}
	for i, c := range chunks {
		if _, err := d.do(&request{id: fmt.Sprintf("%s-%d", id, i), cmd: c, stage: id}); err != nil {
			return command.Result{}, err
		}
	}
	return d.do(&request{id: id, cmd: &goLive{Job: id}})
}

// goLive makes the rows staged under a job visible at once.
type goLive struct {
	Job string `json:"job"`
}

func (*goLive) Code() string          { return "import.live" }
func (*goLive) Area() rules.Area      { return rules.AreaOfficer }
func (*goLive) Check(time.Time) error { return nil }

func (c *goLive) run(x *tx.Tx) (command.Result, error) {
	return command.Result{ID: c.Job}, x.GoLive(c.Job)
}
