// Package bolt is the embedded engine: one bbolt file, one owner. A new file appears
// under its name only when it is complete. A damaged file ends in kv.ErrDamaged, never
// in a panic: faults of the memory map are caught here.
package bolt

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync"
	"syscall"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"dutydesk/store/kv"
)

// Engine holds the file. The mutex lets Reopen wait for views to end.
type Engine struct {
	mu       sync.RWMutex
	db       *bbolt.DB
	path     string
	buckets  []string
	readOnly bool
	fresh    bool // being created
}

var _ kv.Engine = (*Engine)(nil)

// Open opens the book at path, which must exist, and makes any bucket that is missing.
// It waits at most a moment for another holder (kv.ErrLocked).
func Open(path string, buckets []string, readOnly bool) (*Engine, error) {
	e := &Engine{path: path, buckets: buckets, readOnly: readOnly}
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	if err := e.open(); err != nil {
		return nil, err
	}
	return e, nil
}

// Create makes a new, empty book: as a temporary file, synced, renamed, its folder synced,
// so that no crash leaves half a file under the name.
func Create(path string, buckets []string) (*Engine, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, &os.PathError{Op: "create", Path: path, Err: os.ErrExist}
	}
	tmp := path + ".new"
	os.Remove(tmp)
	e := &Engine{path: tmp, buckets: buckets, fresh: true}
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	f.Close()
	if err := e.open(); err != nil {
		os.Remove(tmp)
		return nil, err
	}
	if err := e.Close(); err != nil {
		return nil, err
	}
	if err := os.Rename(tmp, path); err != nil {
		return nil, err
	}
	if err := SyncDir(filepath.Dir(path)); err != nil {
		return nil, err
	}
	return Open(path, buckets, false)
}

// SyncDir makes a rename in the folder durable.
func SyncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

func (e *Engine) open() (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	var file *os.File
	defer func() {
		if err != nil && file != nil {
			file.Close() // bbolt lets go of it only when it opened without a panic
		}
	}()
	defer caught(&err)
	st, err := os.Stat(e.path)
	if err != nil {
		return err
	}
	if !e.fresh && st.Size() < int64(4*os.Getpagesize()) { // bbolt would begin an empty file anew
		return fmt.Errorf("%w: file of %d bytes is cut off", kv.ErrDamaged, st.Size())
	}
	db, err := bbolt.Open(e.path, 0o600, &bbolt.Options{
		Timeout:      200 * time.Millisecond,
		ReadOnly:     e.readOnly,
		FreelistType: bbolt.FreelistMapType,
		OpenFile: func(name string, flag int, mode os.FileMode) (f *os.File, err error) {
			file, err = os.OpenFile(name, flag, mode)
			return file, err
		},
		// Room to grow without remapping under readers: address space, not memory.
		InitialMmapSize: 1 << 30,
	})
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return kv.ErrLocked
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch):
		return fmt.Errorf("%w: %v", kv.ErrDamaged, err)
	case err != nil:
		return err
	}
	if err := e.sound(db); err != nil {
		db.Close()
		return err
	}
	e.db = db
	return nil
}

// sound refuses a file shorter than its own meta page says, and makes missing buckets.
func (e *Engine) sound(db *bbolt.DB) (err error) {
	defer caught(&err)
	missing := false
	err = db.View(func(tx *bbolt.Tx) error {
		st, err := os.Stat(e.path)
		if err != nil {
			return err
		}
		if st.Size() < tx.Size() {
			return fmt.Errorf("%w: file of %d bytes should have %d", kv.ErrDamaged, st.Size(), tx.Size())
		}
		for _, b := range e.buckets {
			missing = missing || tx.Bucket([]byte(b)) == nil
		}
		return nil
	})
	if err != nil || !missing || e.readOnly {
		return err
	}
	return db.Update(func(tx *bbolt.Tx) error {
		for _, b := range e.buckets {
			if _, err := tx.CreateBucketIfNotExists([]byte(b)); err != nil {
				return err
			}
		}
		return nil
	})
}

// caught turns a panic of bbolt over a damaged page, and a fault of its memory map under
// whoever reads it, into kv.ErrDamaged. A panic of anybody else's code goes on.
func caught(err *error) {
	if r := recover(); r != nil {
		if _, fault := r.(interface{ Addr() uintptr }); !fault && !ofEngine() {
			panic(r)
		}
		*err = fmt.Errorf("%w: %v", kv.ErrDamaged, r)
	}
}

// ofEngine says whether the code that panicked is bbolt's: the first frame below the
// runtime's.
func ofEngine() bool {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for panicking := false; ; {
		f, more := frames.Next()
		own := strings.HasPrefix(f.Function, "runtime.")
		panicking = panicking || own
		if panicking && !own {
			return strings.HasPrefix(f.Function, "go.etcd.io/bbolt")
		}
		if !more {
			return false
		}
	}
}

// View implements kv.Engine.
func (e *Engine) View(fn func(kv.Reader) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer caught(&err)
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.db == nil {
		return os.ErrClosed
	}
	t, err := e.db.Begin(false)
	if err != nil {
		return err
	}
	defer t.Rollback() //nolint: a read transaction has nothing to lose
	return fn(view{t})
}

// Update implements kv.Engine.
func (e *Engine) Update(fn func(kv.Writer) error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer caught(&err)
	e.mu.RLock()
	defer e.mu.RUnlock()
	if e.db == nil {
		return os.ErrClosed
	}
	t, err := e.db.Begin(true)
	if err != nil {
		return err
	}
	defer t.Rollback()
	if err := fn(view{t}); err != nil {
		return err
	}
	if err := t.Commit(); err != nil {
		return fmt.Errorf("%w: %w", kv.ErrCommit, err)
	}
	return nil
}

// Reopen implements kv.Engine.
func (e *Engine) Reopen() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.db != nil {
		e.db.Close()
		e.db = nil
	}
	return e.open()
}

// WriteTo implements kv.Engine.
func (e *Engine) WriteTo(w io.Writer) (n int64, err error) {
	err = e.View(func(r kv.Reader) error {
		n, err = r.(view).tx.WriteTo(w)
		return err
	})
	return n, err
}

// Check implements kv.Engine: it reads every page that holds a key or a value, under
// guard. bbolt's own check is left out: it runs in a goroutine of its own, where a page
// number beyond the file ends the program and a false one can run without end.
func (e *Engine) Check() error {
	return e.View(func(r kv.Reader) error {
		for _, b := range e.buckets {
			var sum byte
			r.Scan(b, "", "", false, func(k string, v []byte) bool {
				for i := 0; i < len(v); i += 512 {
					sum ^= v[i]
				}
				return true
			})
		}
		return nil
	})
}

// Close implements kv.Engine.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.db == nil {
		return nil
	}
	err := e.db.Close()
	e.db = nil
	return err
}

// IsFull says whether an error means that the disk, or the file's allowed size, is used up.
func IsFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EFBIG) || errors.Is(err, syscall.EDQUOT)
}

type view struct{ tx *bbolt.Tx }

func (v view) Get(bucket, key string) []byte {
	b := v.tx.Bucket([]byte(bucket))
	if b == nil {
		return nil
	}
	return b.Get([]byte(key))
}

func (v view) Put(bucket, key string, value []byte) error {
	return v.tx.Bucket([]byte(bucket)).Put([]byte(key), value)
}

func (v view) Delete(bucket, key string) error {
	return v.tx.Bucket([]byte(bucket)).Delete([]byte(key))
}

func (v view) Scan(bucket, from, to string, reverse bool, fn func(string, []byte) bool) {
	b := v.tx.Bucket([]byte(bucket))
	if b == nil {
		return
	}
	c := b.Cursor()
	if !reverse {
		for k, val := c.Seek([]byte(from)); k != nil && (to == "" || string(k) < to); k, val = c.Next() {
			if !fn(string(k), val) {
				return
			}
		}
		return
	}
	var k, val []byte
	if to == "" {
		k, val = c.Last()
	} else if end, _ := c.Seek([]byte(to)); end == nil {
		k, val = c.Last()
	} else {
		k, val = c.Prev()
	}
	for ; k != nil && string(k) >= from; k, val = c.Prev() {
		if !fn(string(k), val) {
			return
		}
	}
}
