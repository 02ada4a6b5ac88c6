// Package store keeps the desk's book: one bbolt file, one owner, everything written by
// commands through Do. It decides when a write is durable and what an unclear outcome
// was; what may be written it leaves to package rules, and what is shown to package tui.
// The schema is drawn in internal/tx/schema.go.
package store

import (
	"crypto/ed25519"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/here"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
	"dutydesk/store/kv/bolt"
)

// Files of a data folder.
const (
	BookFile    = "desk.db"
	KeyFile     = "desk.key"
	ReserveFile = "reserve"
	BackupDir   = "backups"
	SocketFile  = "desk.sock"
	ArchiveDir  = "archive" // the bytes of attachments
	InboxDir    = "inbox"   // files to be filed
	OutDir      = "out"     // attachments copied out on the screen
)

// Options of Open. The zero value is what a desk runs with.
type Options struct {
	Clock func() time.Time          // the machine's clock; time.Now when nil
	Wrap  func(kv.Engine) kv.Engine // tests: faults
	Cheap bool                      // tests: PIN hashing that costs nothing
}

// Store is an open book. Safe for use by many goroutines.
type Store struct {
	dir   string
	eng   kv.Engine
	key   ed25519.PrivateKey
	own   atomic.Pointer[ownPlans]
	clock func() time.Time
	cheap bool

	queue   chan *request
	stopped chan struct{}
	gate    sync.RWMutex // held while a request is being queued; closed under it
	closed  bool
	edge    *tx.Edge // the writer's own; nil after a fault
	broken  atomic.Bool
	unclear map[string]bool // the writer's own: requests whose outcome nobody knows

	last    atomic.Pointer[last]
	offset  atomic.Int64 // nanoseconds added to the machine's clock
	feed    feed
	models  cache
	seats   *here.Hub
	warned  warned
	beside  sync.WaitGroup // backups under way
	backing sync.Mutex     // one backup at a time
	backup  atomic.Pointer[BackupResult]
	pins    attempts

	files     checkedFiles
	exporting sync.Mutex // one file of a plan at a time
}

// last is the newest journal entry.
type last struct {
	seq uint64
	at  time.Time
}

// Open opens the book in dir. Errors: Precondition (no book here yet, or another
// program holds it: kv.ErrLocked in the chain), Damaged (a sentence and a way out).
func Open(dir string, opt Options) (*Store, error) {
	path := filepath.Join(dir, BookFile)
	eng, err := bolt.Open(path, tx.Buckets, false)
	if err != nil {
		return nil, opening(path, err)
	}
	s, err := open(dir, eng, opt)
	if err != nil {
		eng.Close()
		return nil, opening(path, err)
	}
	return s, nil
}

func opening(path string, err error) error {
	var e *rules.Error
	switch {
	case errors.As(err, &e):
		return err
	case errors.Is(err, os.ErrNotExist):
		return &rules.Error{Kind: rules.Precondition, Err: err, Text: text.Text{
			ZH: "这里还没有值班簿 (%[1]s)。先运行 dutydesk init。", EN: "There is no book here yet (%[1]s). Run dutydesk init first."}.With(path)}
	case errors.Is(err, kv.ErrLocked):
		return &rules.Error{Kind: rules.Precondition, Err: err, Text: text.Text{
			ZH: "值班簿正被另一个程序打开 (%[1]s)。", EN: "Another program has the book open (%[1]s)."}.With(path)}
	case errors.Is(err, kv.ErrDamaged):
		return &rules.Error{Kind: rules.Damaged, Err: err, Text: text.Text{
			ZH: "值班簿文件已损坏 (%[1]s)。原文件没有动。请用 dutydesk restore 恢复 %[2]s 里最近的备份。",
			EN: "The book's file is damaged (%[1]s). It was left as it is. Bring the newest backup in %[2]s back with dutydesk restore."}.With(path, filepath.Join(filepath.Dir(path), BackupDir))}
	}
	return &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{
		ZH: "打不开值班簿 (%[1]s): %[2]s", EN: "The book cannot be opened (%[1]s): %[2]s"}.With(path, err.Error())}
}

func open(dir string, eng kv.Engine, opt Options) (*Store, error) {
	if opt.Wrap != nil {
		eng = opt.Wrap(eng)
	}
	if opt.Clock == nil {
		opt.Clock = time.Now
	}
	key, err := loadKey(dir)
	if err != nil {
		return nil, err
	}
	if err := migrate(eng, migrations); err != nil {
		return nil, err
	}
	s := &Store{dir: dir, eng: eng, key: key, clock: opt.Clock, cheap: opt.Cheap,
		unclear: map[string]bool{}, queue: make(chan *request, 512), stopped: make(chan struct{})}
	if err := s.reload(); err != nil {
		return nil, err
	}
	if err := s.openSeats(); err != nil {
		return nil, err
	}
	s.loadPlans()
	s.exportMissing()
	go s.write()
	return s, nil
}

// reload takes what the store keeps in memory from the file.
func (s *Store) reload() error {
	return s.eng.View(func(r kv.Reader) error {
		edge, err := tx.LoadEdge(r)
		if err != nil {
			return err
		}
		v := tx.View{R: r}
		l := &last{seq: uint64(edge.N)}
		if e, ok, err := tx.EntryAt(v, l.seq); err != nil {
			return err
		} else if ok {
			l.at = e.At
		} else if l.seq > 0 {
			return &rules.Error{Kind: rules.Damaged, Err: fmt.Errorf("journal ends before entry %d", l.seq),
				Text: text.Text{ZH: "流水日志缺尾部。请恢复最近的备份。", EN: "The end of the journal is missing. Restore the newest backup."}}
		}
		var c Clock
		if _, err := tx.StateOf(v, "clock", &c); err != nil {
			return err
		}
		s.edge = edge
		s.last.Store(l)
		s.offset.Store(int64(c.Offset))
		return nil
	})
}

// Close ends the writer after what is queued, and the file.
func (s *Store) Close() error {
	s.gate.Lock()
	if !s.closed {
		s.closed = true
		close(s.queue)
	}
	s.gate.Unlock()
	<-s.stopped
	s.beside.Wait()
	s.feed.close()
	return s.eng.Close()
}

// Dir is the data folder.
func (s *Store) Dir() string { return s.dir }

// Seq is the number of the newest journal entry.
func (s *Store) Seq() uint64 { return s.last.Load().seq }

// Town is what the desk is called.
func (s *Store) Town() (t table.Town, err error) {
	err = s.view(func(v tx.View) error { _, err := tx.StateOf(v, "town", &t); return err })
	return t, err
}

func (s *Store) view(fn func(tx.View) error) error {
	err := s.eng.View(func(r kv.Reader) error { return fn(tx.View{R: r}) })
	if errors.Is(err, kv.ErrDamaged) {
		return opening(filepath.Join(s.dir, BookFile), err)
	}
	return err
}

func loadKey(dir string) (ed25519.PrivateKey, error) {
	raw, err := os.ReadFile(filepath.Join(dir, KeyFile))
	if err == nil {
		seed, herr := hex.DecodeString(strings.TrimSpace(string(raw)))
		if herr == nil && len(seed) == ed25519.SeedSize {
			return ed25519.NewKeyFromSeed(seed), nil
		}
		err = errors.New("not a key")
	}
	return nil, &rules.Error{Kind: rules.Precondition, Err: err, Text: text.Text{
		ZH: "签名密钥 %[1]s 缺失或不可读, 不能打开值班簿。从备份取回它。", EN: "The signing key %[1]s is missing or unreadable. Bring it back from the backup."}.With(filepath.Join(dir, KeyFile))}
}
