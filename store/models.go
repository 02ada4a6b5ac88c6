package store

import (
	"fmt"
	"sync"
	"time"

	"dutydesk/store/internal/tx"
)

// cache keeps the read models of one seq and minute, shared by all sessions of the same
// audience as immutable snapshots.
type cache struct {
	mu    sync.Mutex
	stamp string
	m     map[string]*model
}

type model struct {
	once sync.Once
	v    any
	err  error
}

// shared computes a model once per seq, minute and key.
func shared[T any](d *Desk, key string, read func(tx.View, tx.Env) (T, error)) (T, error) {
	s := d.s
	now := s.Now()
	seq := s.Seq()
	stamp := fmt.Sprint(seq, now.Unix()/60)
	key += "/" + d.audience()
	s.models.mu.Lock()
	if s.models.stamp != stamp {
		s.models.stamp, s.models.m = stamp, map[string]*model{}
	}
	m := s.models.m[key]
	if m == nil {
		m = &model{}
		s.models.m[key] = m
	}
	s.models.mu.Unlock()
	m.once.Do(func() { m.v, m.err = own(d, now, read) })
	v, _ := m.v.(T)
	return v, m.err
}

// own computes a model for one reader.
func own[T any](d *Desk, now time.Time, read func(tx.View, tx.Env) (T, error)) (v T, err error) {
	s := d.s
	err = s.view(func(r tx.View) error {
		var err error
		v, err = read(r, tx.Env{Now: now, Seq: s.Seq(), Plans: s.plans, Actor: d.actor, Masked: d.actor.Officer == "",
			Offset: time.Duration(s.offset.Load())})
		return err
	})
	return v, err
}

// audience groups the readers who may see the same: signed in or not, and the roles that
// decide what they may do.
func (d *Desk) audience() string {
	if d.actor.Officer == "" {
		return "masked"
	}
	return fmt.Sprint(d.actor.Roles)
}
