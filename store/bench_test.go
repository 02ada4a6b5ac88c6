package store

import (
	"bytes"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
)

func intake(i int) *command.OpenCase {
	age := 70
	yes := true
	return &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: fmt.Sprintf("群众来电: 桥洞下有一位老人, 裹着编织袋, 说话不清 %d", i),
		Caller: rules.Caller{Name: "路人", Phone: "19900000077"},
		Person: command.Person{Sex: "M", Looks: "灰棉袄 花白胡子 无鞋", Facts: rules.Facts{Age: &age, Confused: &yes, Groups: []string{"elderly"}}}}}
}

// recorder keeps what the last commit put.
type recorder struct {
	kv.Engine
	puts []put
}

type put struct {
	bucket, key string
	value       []byte
}

func (r *recorder) Update(fn func(kv.Writer) error) error {
	return r.Engine.Update(func(w kv.Writer) error { r.puts = r.puts[:0]; return fn(recording{w, r}) })
}

type recording struct {
	kv.Writer
	r *recorder
}

func (w recording) Put(b, k string, v []byte) error {
	w.r.puts = append(w.r.puts, put{b, k, bytes.Clone(v)})
	return w.Writer.Put(b, k, v)
}

func benchDesk(b *testing.B) *desk {
	d := newDesk(b)
	if _, err := d.Do("", &command.AdoptPlan{Plan: "P1", From: "2026-11-01", To: "2027-03-20"}); err != nil {
		b.Fatal(err)
	}
	return d
}

func median(x []float64) float64 { slices.Sort(x); return x[len(x)/2] }

// BenchmarkOpenAgainstBare compares opening a case, acknowledged, with a bare bbolt Update
// that puts the same keys and values, in alternating runs; ratio is the median of
// bare/open time: 1 is as fast as bare.
func BenchmarkOpenAgainstBare(b *testing.B) {
	d := benchDesk(b)
	rec := &recorder{Engine: d.s.eng}
	d.s.eng = rec
	if _, err := d.Do("", intake(0)); err != nil {
		b.Fatal(err)
	}
	puts := slices.Clone(rec.puts)
	d.s.eng = rec.Engine
	raw, err := bbolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600, &bbolt.Options{FreelistType: bbolt.FreelistMapType, InitialMmapSize: 1 << 30})
	if err != nil {
		b.Fatal(err)
	}
	defer raw.Close()
	raw.Update(func(t *bbolt.Tx) error {
		for _, n := range tx.Buckets {
			t.CreateBucketIfNotExists([]byte(n))
		}
		return nil
	})
	n := 0
	bare := func() {
		n++
		err := raw.Update(func(t *bbolt.Tx) error {
			for _, p := range puts {
				k := p.key
				if p.bucket != "state" { // the edge is one record, the others grow
					k = fmt.Sprintf("%s%08d", p.key, n)
				}
				if err := t.Bucket([]byte(p.bucket)).Put([]byte(k), p.value); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	const run = 200
	var ratios []float64
	for b.Loop() {
		t0 := time.Now()
		for range run {
			bare()
		}
		t1 := time.Now()
		for i := range run {
			if _, err := d.Do("", intake(i)); err != nil {
				b.Fatal(err)
			}
		}
		ratios = append(ratios, float64(t1.Sub(t0))/float64(time.Since(t1)))
	}
	b.ReportMetric(median(ratios), "ratio")
	b.ReportMetric(float64(len(puts)), "puts")
}

// BenchmarkOpen64 compares 64 officers at once with one: gain is the median ratio of
// acknowledged cases a second.
func BenchmarkOpen64(b *testing.B) {
	d := benchDesk(b)
	rate := func(writers, each int) float64 {
		var wg sync.WaitGroup
		var bad atomic.Bool
		t0 := time.Now()
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					if _, err := d.Do("", intake(w*each+i)); err != nil {
						bad.Store(true)
					}
				}
			})
		}
		wg.Wait()
		if bad.Load() {
			b.Fatal("a case was not opened")
		}
		return float64(writers*each) / time.Since(t0).Seconds()
	}
	var gains, many []float64
	for b.Loop() {
		one := rate(1, 200)
		m := rate(64, 40)
		gains, many = append(gains, m/one), append(many, m)
	}
	b.ReportMetric(median(gains), "gain")
	b.ReportMetric(median(many), "cases/s")
}

// BenchmarkBoard reads the board with 60 open cases beside few and many closed ones: the
// cost follows open work.
func BenchmarkBoard(b *testing.B) {
	for _, closed := range []int{1000, 100_000} {
		b.Run(fmt.Sprint(closed), func(b *testing.B) {
			d := benchDesk(b)
			for _, p := range []string{"P3", "P7"} {
				if _, err := d.Do("", &command.AdoptPlan{Plan: p, From: "2026-11-01", To: "2027-03-20"}); err != nil {
					b.Fatal(err)
				}
			}
			fillClosed(b, d, closed)
			for i := range 60 {
				if _, err := d.Do("", intake(i)); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				d.s.models.stamp = "" // computed anew each time
				v, err := d.Board()
				if err != nil || v.OpenCases != 60 {
					b.Fatal(err, v)
				}
			}
		})
	}
}

// filled adds to a desk what a night in the season has beside cases: villages with their rounds,
// ten days of the township's own, notices being passed on, a roster.
func filled(b *testing.B, d *desk) {
	b.Helper()
	for i := range 40 {
		run(b, d, &command.PutVillage{ID: fmt.Sprintf("4199011012%02d", i), Name: fmt.Sprintf("村子%c", '一'+rune(i)), Contact: "张三", Phone: "19900000077"})
	}
	for i := range 14 {
		role := rules.RoleOfficer
		if i < 4 {
			role = rules.RoleLeader
		}
		run(b, d, &command.AddOfficer{Name: fmt.Sprintf("王%c", '丁'+rune(i)), Roles: []rules.Role{role}, PIN: "246811"})
	}
	run(b, d, &command.GenerateRoster{Month: "2026-11", Through: "2027-01"})
	for _, m := range []string{"2026-11", "2026-12", "2027-01"} {
		run(b, d, &command.PublishRoster{Month: m, PIN: "246810", Reason: "试"})
	}
	run(b, d, &command.TakeShift{Leader: "王丁"})
	now := d.clock
	for i := range 240 {
		d.mu.Lock()
		d.clock = now.Add(time.Duration(i) * time.Minute)
		d.mu.Unlock()
		out := d.clock.Add(-50 * time.Minute)
		id := run(b, d, &command.StartPatrol{Crew: []string{"甲"}, Phone: "19900000071", At: &out, Places: []string{"汽车站桥洞", "市场", "广场"}})
		for j := range 8 {
			run(b, d, &command.StopPatrol{Patrol: id, Place: fmt.Sprintf("地点%d", j), Seen: "未见露宿人员, 已巡查一遍"})
		}
		run(b, d, &command.ReturnPatrol{Patrol: id, Seen: "无"})
	}
	back := d.clock
	for i := range 40 {
		run(b, d, &command.StartPatrol{Village: fmt.Sprintf("4199011012%02d", i), Back: &back, Seen: "平安"})
	}
	for n := range 20 {
		var all []command.Contact
		for i := range rules.MaxReceivers {
			all = append(all, command.Contact{Name: fmt.Sprintf("独居老人%d号%d", n, i), Phones: []string{"19900000001", "19900000002", "19900000003"}})
		}
		run(b, d, &command.NewNotice{Kind: rules.NoticeFree, Text: "明早开会", Others: all})
	}
}

// BenchmarkFullBoard reads the board of 60 open cases beside all that filled adds: at most 2 ms.
func BenchmarkFullBoard(b *testing.B) {
	d := benchDesk(b)
	for _, p := range []string{"P3", "P7"} {
		run(b, d, &command.AdoptPlan{Plan: p, From: "2026-11-01", To: "2027-03-20"})
	}
	filled(b, d)
	for i := range 60 {
		run(b, d, intake(i))
	}
	for b.Loop() {
		d.s.models.stamp = "" // computed anew each time
		if v, err := d.Board(); err != nil || v.OpenCases != 60 {
			b.Fatal(err, v)
		}
	}
}

// BenchmarkHandover draws the handover of 60 open cases beside all that filled adds: at most
// 50 ms.
func BenchmarkHandover(b *testing.B) {
	d := benchDesk(b)
	for _, p := range []string{"P3", "P7"} {
		run(b, d, &command.AdoptPlan{Plan: p, From: "2026-11-01", To: "2027-03-20"})
	}
	filled(b, d)
	for i := range 60 {
		run(b, d, intake(i))
	}
	for b.Loop() {
		if _, err := d.Do("", &command.DraftHandover{}); err != nil {
			b.Fatal(err)
		}
	}
	if per := b.Elapsed() / time.Duration(b.N); per > 3*50*time.Millisecond { // 50 ms, on a machine that has other work
		b.Fatalf("a handover takes %s", per)
	}
}

// BenchmarkCalendar reads the calendar of ten operations with a mark on every day of a series,
// computed anew and shared.
func BenchmarkCalendar(b *testing.B) {
	d := benchDesk(b)
	patrolled := ""
	for i, p := range []string{"P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P1"} {
		c := &command.AdoptPlan{Plan: p, From: "2026-11-01", To: "2027-03-20"}
		if i == 8 {
			c = &command.AdoptPlan{Plan: p, From: "2027-11-01", To: "2028-03-20"}
		}
		r, err := d.Do("", c)
		if err != nil {
			b.Fatal(err)
		}
		if p == "P7" {
			patrolled = r.ID
		}
	}
	today := rules.DateOf(d.s.Now())
	for on := rules.Date("2026-11-01"); on <= today; on = on.Add(1) {
		if _, err := d.Do("", &command.DoDuty{Operation: patrolled, Item: "village_patrol", Date: on, Evidence: rules.Evidence{Words: "已报"}}); err != nil {
			b.Fatal(err)
		}
	}
	for _, anew := range []bool{true, false} {
		b.Run(map[bool]string{true: "anew", false: "shared"}[anew], func(b *testing.B) {
			for b.Loop() {
				if anew {
					d.s.models.stamp = ""
				}
				c, err := d.Calendar("", "", "")
				if err != nil || len(c.Operations) != 10 {
					b.Fatal(err, len(c.Operations))
				}
			}
		})
	}
}

// fillClosed writes closed cases of earlier seasons, many to a command.
func fillClosed(b *testing.B, d *desk, n int) {
	b.Helper()
	const chunk = 150
	for from := 0; from < n; from += chunk {
		cmd := &probe{do: func(x *tx.Tx) (command.Result, error) {
			for i := from; i < min(from+chunk, n); i++ {
				at := d.clock.AddDate(0, 0, -400).Add(time.Duration(i) * time.Minute)
				c := &rules.Case{ID: fmt.Sprintf("C2025-%07d", i), Kind: rules.CaseFound, State: rules.CaseClosed, Place: rules.PlaceRef{Text: "汽车站"},
					Said: "旧事", OpenedAt: at, SettledAt: &at, ClosedAt: &at, Outcome: rules.OutcomeHelped}
				if err := table.Cases.Put(x, c); err != nil {
					return command.Result{}, err
				}
			}
			return command.Result{}, nil
		}}
		if _, err := d.Do("", cmd); err != nil {
			b.Fatal(err)
		}
	}
}
