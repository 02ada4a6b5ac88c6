// Package fault wraps an engine so that a test can make the n-th put fail, or the n-th
// commit fail before or after it reached the disk, as a real disk does.
package fault

import (
	"errors"
	"fmt"
	"sync"

	"dutydesk/store/kv"
)

// ErrInjected is the cause of every fault made here.
var ErrInjected = errors.New("injected fault")

// Where a fault strikes.
type Where int

const (
	None         Where = iota
	Put                // the n-th put of a transaction fails: nothing of it is on disk
	BeforeCommit       // the n-th commit fails and nothing is on disk
	AfterCommit        // the n-th commit fails though it is on disk
	AtReopen           // the n-th reopening fails
)

// Engine fails once, at the n-th event of kind Where counted since Arm.
type Engine struct {
	kv.Engine
	mu    sync.Mutex
	where Where
	n     int
	Hit   int   // faults made so far
	Cause error // what the faults wrap beside ErrInjected, e.g. syscall.ENOSPC; may be nil
}

// Wrap returns an engine without a fault armed.
func Wrap(e kv.Engine) *Engine { return &Engine{Engine: e} }

// Arm makes the n-th (from 1) event fail.
func (f *Engine) Arm(w Where, n int) {
	f.mu.Lock()
	f.where, f.n = w, n
	f.mu.Unlock()
}

func (f *Engine) strike(w Where) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.where != w {
		return false
	}
	if f.n--; f.n != 0 {
		return false
	}
	f.where = None
	f.Hit++
	return true
}

// Update implements kv.Engine.
func (f *Engine) Update(fn func(kv.Writer) error) error {
	before := false
	err := f.Engine.Update(func(w kv.Writer) error {
		if err := fn(writer{w, f}); err != nil {
			return err
		}
		if before = f.strike(BeforeCommit); before {
			return ErrInjected
		}
		return nil
	})
	if before || (err == nil && f.strike(AfterCommit)) {
		return fmt.Errorf("%w: %w", kv.ErrCommit, errors.Join(ErrInjected, f.Cause))
	}
	return err
}

// Reopen implements kv.Engine.
func (f *Engine) Reopen() error {
	if f.strike(AtReopen) {
		return ErrInjected
	}
	return f.Engine.Reopen()
}

type writer struct {
	kv.Writer
	f *Engine
}

func (w writer) Put(bucket, key string, value []byte) error {
	if w.f.strike(Put) {
		return ErrInjected
	}
	return w.Writer.Put(bucket, key, value)
}
