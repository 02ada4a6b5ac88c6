package store

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
	"dutydesk/store/kv/bolt"
	"dutydesk/store/villages"
)

// maxBatch is how many waiting requests share one commit.
const maxBatch = 256

// request is one command on its way to disk, or one raw write (a draft) when plain is set.
type request struct {
	id      string
	actor   tx.Actor
	cmd     command.Command
	body    tx.Body
	secrets map[string]string
	stage   string                // job id under which the command's records are staged
	draft   string                // draft to drop with the save
	plain   func(kv.Writer) error // may refuse with a *rules.Error; any other error is the engine's
	digest  string                // keyed digest of who asks for what: a request id answers nothing else

	merged  bool
	res     command.Result
	err     error
	changes []tx.Change
	at      time.Time
	reply   chan struct{}
}

// done is what a request id answers later.
type done struct {
	Digest string         `json:"digest"`
	Result command.Result `json:"result"`

	Version int64 `json:"version,omitempty"` // of the result
}

func (d *done) answer() command.Result {
	r := d.Result
	r.Version = d.Version
	return r
}

// write is the one writer: it takes what waits, commits it together, and answers each
// only after the sync. A command that changes own plans ends its commit: what comes after it
// is judged by them.
func (s *Store) write() {
	defer close(s.stopped)
	batch := make([]*request, 0, maxBatch)
	for r := range s.queue {
		batch = append(batch[:0], r)
	drain:
		for len(batch) < maxBatch && !replans(batch[len(batch)-1].cmd) {
			select {
			case r, ok := <-s.queue:
				if !ok {
					break drain
				}
				batch = append(batch, r)
			default:
				break drain
			}
		}
		s.guarded(batch)
		for _, r := range batch {
			close(r.reply)
		}
	}
}

// guarded commits a batch; a fault of our own in it ends no later request.
func (s *Store) guarded(batch []*request) {
	defer func() {
		if p := recover(); p != nil {
			s.edge = nil
			s.look(batch, rules.Fault("panic in a commit: %v\n%s", p, debug.Stack()))
		}
	}()
	s.commit(batch, true)
}

// errNothing rolls a commit back in which no request wrote.
var errNothing = errors.New("nothing to commit")

func (s *Store) commit(batch []*request, reserve bool) {
	if s.broken.Load() {
		for _, r := range batch {
			if r.err = errBroken; s.unclear[r.id] {
				r.err = unknown(r.id, errBroken)
			}
		}
		return
	}
	if s.edge == nil {
		if err := s.reload(); err != nil {
			for _, r := range batch {
				r.err = unsaved(err)
			}
			return
		}
	}
	was := *s.last.Load()
	now := was
	err := s.eng.Update(func(w kv.Writer) error {
		now = was
		any := false
		for _, r := range batch {
			r.merged, r.err, r.res, r.changes = false, nil, command.Result{}, nil
			if r.plain != nil {
				if err := r.plain(w); refused(err) {
					r.err = err
				} else if err != nil {
					return err
				} else {
					r.merged, any = true, true
				}
				continue
			}
			if fatal := s.one(w, r, now); fatal != nil {
				return fatal
			}
			if r.merged {
				any, now = true, last{r.res.Seq, r.at}
			}
		}
		if !any {
			return errNothing
		}
		return s.edge.Save(w)
	})
	switch {
	case err == nil:
		s.replan(batch)
		s.last.Store(&now)
		s.committed(batch)
	case errors.Is(err, errNothing):
	case errors.Is(err, kv.ErrCommit):
		s.edge = nil
		if s.settle(batch, err) && reserve && bolt.IsFull(err) && vital(batch) && s.giveReserve() {
			s.commit(batch, false)
		}
	default: // a put failed: nothing of this commit is on disk
		s.edge = nil
		s.look(batch, unsaved(err))
	}
}

var errBroken = &rules.Error{Kind: rules.Unsaved, Text: text.Text{
	ZH: "没有保存: 磁盘出过错, 值班簿要重新打开。请关掉值班台再开, 草稿还在。",
	EN: "Not saved: the disk failed and the book must be opened again. Close the desk and open it; drafts are kept."}}

// one runs a request on its own write-set. The error it returns is the engine's and
// fails the whole commit; a refusal stays with the request.
func (s *Store) one(w kv.Writer, r *request, prev last) error {
	v := tx.View{R: w}
	var d done
	if ok, err := tx.In(v, "req", r.id, &d); err != nil {
		r.err = err
		return nil
	} else if ok {
		if r.res = d.answer(); d.Digest != r.digest {
			r.res, r.err = command.Result{}, reused(r.id)
		}
		return nil
	}
	r.at = s.Now().UTC().Truncate(time.Millisecond)
	doubt := clockDoubt(prev.at, r.at)
	if c, ok := r.cmd.(*command.SetClock); ok {
		r.at = c.Now.UTC()
	} else if doubt != nil {
		r.err = doubt
		return nil
	}
	x := tx.New(w, prev.seq+1, r.at, r.actor)
	x.Plans, x.Secrets = s.plans(), r.secrets
	x.Head = func() (rules.Head, error) { return s.sign() }
	if r.stage != "" {
		x.Stage(r.stage)
	}
	if r.res, r.err = s.run(x, r.cmd, doubt != nil); r.err != nil {
		return nil
	}
	r.res.Seq, r.res.Version = x.Seq, x.Version(r.res.ID)
	entry := tx.Entry{Seq: x.Seq, At: r.at, Officer: r.actor.Officer, Name: r.actor.Name, Terminal: r.actor.Terminal,
		Code: r.cmd.Code(), Record: x.Record(r.res.ID), Offset: int64(time.Duration(s.offset.Load()) / time.Second), Body: r.body.Hash}
	if entry.Shift, r.err = tx.OnDuty(x); r.err != nil {
		return nil
	}
	entry.Wrote = x.Wrote(r.body)
	if r.err = x.PutNow("req", r.id, done{r.digest, r.res, r.res.Version}); r.err != nil {
		return nil
	}
	if r.err = x.DropDraft(r.actor.Officer, r.draft); r.err != nil {
		return nil
	}
	if err := x.Merge(w); err != nil {
		return err
	}
	if err := s.edge.Append(w, entry, r.body); err != nil {
		return err
	}
	r.merged, r.changes = true, x.Changes
	return nil
}

// run calls the command's handler. A panic in it is its own error.
func (s *Store) run(x *tx.Tx, cmd command.Command, clockDoubted bool) (res command.Result, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case interface{ Addr() uintptr }: // the memory map, not the command
			panic(p)
		default:
			err = rules.Fault("panic in %s: %v\n%s", cmd.Code(), p, debug.Stack())
		}
	}()
	if err := freshActor(x, cmd); err != nil {
		return res, err
	}
	if c, ok := cmd.(*command.SetClock); ok {
		return setClock(x, c, s.clock(), clockDoubted)
	}
	if c, ok := cmd.(*command.TakeSeat); ok {
		return s.takeSeat(x, c)
	}
	return handle(x, cmd)
}

// freshActor refuses a retired officer and takes the roles from the book, not from
// sign-in time.
func freshActor(x *tx.Tx, cmd command.Command) error {
	if x.Actor.Officer == system {
		return nil
	}
	o, err := table.Officers.Get(x, x.Actor.Officer)
	if err != nil {
		return err
	}
	if o.Retired {
		return retired(o)
	}
	if err := stillGood(x, x.Actor); err != nil {
		return err
	}
	x.Actor.Name, x.Actor.Roles = o.Name, o.Roles
	if e := rules.May(o.Roles, cmd.Area()); e != nil {
		return e
	}
	switch cmd.(type) {
	case *cameIn, *wentOut: // of everybody
		return nil
	}
	return villages.Within(x, cmd)
}

func retired(o *rules.Officer) error {
	return &rules.Error{Kind: rules.Denied, Text: text.Text{ZH: "%[1]s 已停用。", EN: "%[1]s is retired."}.With(o.Name)}
}

// settle learns what a failed commit left: the file is opened once more and each request
// looked up. It reports whether every request is known to be absent.
func (s *Store) settle(batch []*request, cause error) (absent bool) {
	if err := s.eng.Reopen(); err != nil {
		s.unclearAll(batch, errors.Join(cause, err))
		return false
	}
	return s.look(batch, unsaved(cause))
}

// look answers each request of a commit that did not go through plainly, by its id: what
// is on disk is saved, what is not is answered with absent. A refusal may have rested on
// a neighbour that is not there after all, so it falls back to absent too.
func (s *Store) look(batch []*request, absent error) bool {
	none := true
	var saved []*request
	err := s.view(func(v tx.View) error {
		for _, r := range batch {
			var d done
			ok := false
			if r.plain == nil {
				var err error
				if ok, err = tx.In(v, "req", r.id, &d); err != nil {
					return err
				}
			}
			switch {
			case !ok:
				r.res, r.err = command.Result{}, absent
			case d.Digest != r.digest:
				r.res, r.err = command.Result{}, reused(r.id)
			default:
				none, r.res, r.err = false, d.answer(), nil
				saved = append(saved, r)
			}
		}
		return nil
	})
	if err == nil {
		s.replan(saved)
		err = s.reload()
	}
	if err != nil {
		s.unclearAll(batch, errors.Join(absent, err))
		return false
	}
	s.committed(saved)
	return none
}

// unclearAll ends the book for this process: nobody can say what is on disk until it is
// opened again.
func (s *Store) unclearAll(batch []*request, cause error) {
	s.broken.Store(true)
	for _, r := range batch {
		if r.merged || r.err == nil {
			r.err = unknown(r.id, cause)
			if r.plain == nil { // a draft has no id to ask for later
				s.unclear[r.id] = true
			}
		}
	}
}

// committed tells everybody what changed.
func (s *Store) committed(batch []*request) {
	for _, r := range batch {
		if _, ok := r.cmd.(*command.SetClock); ok && r.merged && r.err == nil {
			if err := s.reload(); err != nil {
				s.broken.Store(true)
			}
		}
		if !r.merged || r.err != nil {
			continue
		}
		s.feed.publish(r.changes)
		if _, ok := r.cmd.(*goLive); ok { // any record may have become visible
			s.feed.lost(r.res.Seq)
		}
	}
}

func refused(err error) bool { _, ok := errors.AsType[*rules.Error](err); return ok }

func reused(id string) error {
	return rules.Bad("request", text.Text{ZH: "请求号 %[1]s 已用于别的操作。", EN: "Request id %[1]s was used for something else."}.With(id))
}

func unsaved(cause error) error {
	return &rules.Error{Kind: rules.Unsaved, Err: cause, Text: text.Text{
		ZH: "没有保存: 磁盘写入失败 (%[1]s)。您写的还在, 请再试一次。", EN: "Not saved: the disk refused (%[1]s). What you typed is kept; try again."}.With(shortCause(cause))}
}

func unknown(id string, cause error) error {
	return &rules.Error{Kind: rules.Unknown, Err: cause, Text: text.Text{
		ZH: "结果不明: 磁盘写入出错, 还不知道是否已存 (请求号 %[1]s)。请重新打开值班台后用同一请求号再做一次, 不会重复。",
		EN: "Outcome unknown: the disk failed and it is not known whether this was saved (request %[1]s). Open the desk again and repeat with the same request id; it cannot be doubled."}.With(id)}
}

func shortCause(err error) string {
	if bolt.IsFull(err) {
		return "disk full / 磁盘已满"
	}
	s := err.Error()
	if i := strings.LastIndex(s, ": "); i >= 0 {
		s = s[i+2:]
	}
	return s
}

func vital(batch []*request) bool {
	for _, r := range batch {
		if r.cmd != nil && strings.HasPrefix(r.cmd.Code(), "handover.") {
			return true
		}
	}
	return false
}

// giveReserve frees the reserve file so that a handover can still be written.
func (s *Store) giveReserve() bool { return os.Remove(filepath.Join(s.dir, ReserveFile)) == nil }

// sign is the tree head over all entries so far, signed by the desk's key.
func (s *Store) sign() (rules.Head, error) {
	root, err := s.edge.Root()
	if err != nil {
		return rules.Head{}, err
	}
	h := rules.Head{Size: s.edge.N, Root: root.String()}
	h.Sig = base64.StdEncoding.EncodeToString(ed25519.Sign(s.key, headText(h)))
	h.Key = publicKey(s.key)
	return h, nil
}

func headText(h rules.Head) []byte {
	return fmt.Appendf(nil, "dutydesk tree\n%d\n%s\n", h.Size, h.Root)
}
