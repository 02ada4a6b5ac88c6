package store

import (
	"fmt"
	"sync"
	"time"

	"dutydesk/rules"
	"dutydesk/store/internal/table"
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

// shared computes a model once per seq, minute and key. Denied to a village contact, as own.
func shared[T any](d *Desk, key string, read func(tx.View, tx.Env) (T, error)) (v T, err error) {
	s := d.s
	now, seq := s.Now(), s.Seq()
	actor, err := d.reader()
	if err != nil {
		return v, err
	}
	if rules.VillageOnly(actor.Roles) {
		return v, rules.Elsewhere()
	}
	stamp := fmt.Sprint(seq, now.Unix()/60)
	key += "/" + audience(actor)
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
	m.once.Do(func() {
		m.err = rules.Fault("panic in a read of %s", key) // stands if the read panics
		m.v, m.err = compute(s, actor, now, read)
	})
	v, _ = m.v.(T)
	return v, m.err
}

// own computes a model for one reader. Denied to a village contact: what one reads of the own
// village is drawn by local.
func own[T any](d *Desk, now time.Time, read func(tx.View, tx.Env) (T, error)) (v T, err error) {
	actor, err := d.reader()
	if err == nil && rules.VillageOnly(actor.Roles) {
		err = rules.Elsewhere()
	}
	if err != nil {
		return v, err
	}
	return compute(d.s, actor, now, read)
}

// local is own for what a village contact reads too: it tells nothing of other villages.
func local[T any](d *Desk, now time.Time, read func(tx.View, tx.Env) (T, error)) (v T, err error) {
	actor, err := d.reader()
	if err != nil {
		return v, err
	}
	return compute(d.s, actor, now, read)
}

func compute[T any](s *Store, actor tx.Actor, now time.Time, read func(tx.View, tx.Env) (T, error)) (v T, err error) {
	err = s.view(func(r tx.View) error {
		var err error
		v, err = read(r, tx.Env{Now: now, Seq: s.Seq(), Plans: s.plans(), Actor: actor, Masked: actor.Officer == "",
			Offset: time.Duration(s.offset.Load()), PlanFaults: s.planFaults})
		return err
	})
	return v, err
}

// reader is who reads, with the roles of now, not of sign-in. A retired officer reads no more.
func (d *Desk) reader() (tx.Actor, error) {
	a := d.actor
	if a.Officer == "" || a.Officer == system {
		return a, nil
	}
	err := d.s.view(func(v tx.View) error {
		o, err := table.Officers.Get(v, a.Officer)
		if err == nil && o.Retired {
			err = retired(o)
		}
		if err == nil {
			err = stillGood(v, a)
		}
		if err == nil {
			a.Name, a.Roles = o.Name, o.Roles
		}
		return err
	})
	return a, err
}

// audience groups the readers who may see the same: signed in or not, and the roles that
// decide what they may do.
func audience(a tx.Actor) string {
	if a.Officer == "" {
		return "masked"
	}
	return fmt.Sprint(a.Roles)
}
