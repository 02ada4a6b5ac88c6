// Package kv is what the store asks of an engine: ordered string keys in flat buckets,
// one writer, durable when Update returns nil. It is small enough to stand on etcd too:
// no nested buckets, no deleting under a scan, no transaction that outlives its function.
package kv

import (
	"errors"
	"io"
)

// Faults of an engine. ErrDamaged: the file does not read as it was written. ErrLocked:
// another process holds it. ErrCommit: the outcome of an Update is not known; Reopen,
// then look.
var (
	ErrDamaged = errors.New("damaged data")
	ErrLocked  = errors.New("held by another process")
	ErrCommit  = errors.New("commit outcome unknown")
)

// Reader sees one moment. Values are valid until the surrounding function returns.
type Reader interface {
	// Get is nil for a key that is absent.
	Get(bucket, key string) []byte
	// Scan calls fn for from <= key < to in order (to "" has no end), backwards when
	// reverse, until fn returns false.
	Scan(bucket, from, to string, reverse bool, fn func(key string, value []byte) bool)
}

// Writer adds changes that become durable together.
type Writer interface {
	Reader
	Put(bucket, key string, value []byte) error
	Delete(bucket, key string) error
}

// Engine is an open book.
type Engine interface {
	View(func(Reader) error) error
	// Update runs fn once and commits. An error from fn leaves nothing. An error of the
	// commit itself wraps ErrCommit: it may or may not be on disk.
	Update(func(Writer) error) error
	// Reopen closes and opens the file once more, dropping what was not committed.
	Reopen() error
	// WriteTo copies one consistent moment while writes go on.
	WriteTo(w io.Writer) (int64, error)
	// Check reads every page that holds something.
	Check() error
	Close() error
}
