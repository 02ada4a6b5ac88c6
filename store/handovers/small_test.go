package handovers_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/kv"
	"dutydesk/store/storetest"
)

// meter counts what goes through an engine.
type meter struct {
	kv.Engine
	mu                 sync.Mutex
	puts, bytes, reads int
}

func (m *meter) Update(fn func(kv.Writer) error) error {
	return m.Engine.Update(func(w kv.Writer) error { return fn(metered{w, m}) })
}

// cost is what f put and read, the reads of its queries left out.
func (m *meter) cost(f func()) (puts, bytes, reads int) {
	m.mu.Lock()
	m.puts, m.bytes, m.reads = 0, 0, 0
	m.mu.Unlock()
	f()
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.puts, m.bytes, m.reads
}

type metered struct {
	kv.Writer
	m *meter
}

func (w metered) Get(bucket, key string) []byte {
	w.m.mu.Lock()
	w.m.reads++
	w.m.mu.Unlock()
	return w.Writer.Get(bucket, key)
}

func (w metered) Scan(bucket, from, to string, reverse bool, fn func(string, []byte) bool) {
	w.Writer.Scan(bucket, from, to, reverse, func(k string, v []byte) bool {
		w.m.mu.Lock()
		w.m.reads++
		w.m.mu.Unlock()
		return fn(k, v)
	})
}

func (w metered) Put(bucket, key string, value []byte) error {
	w.m.mu.Lock()
	w.m.puts++
	w.m.bytes += len(key) + len(value)
	w.m.mu.Unlock()
	return w.Writer.Put(bucket, key, value)
}

// TestAcceptIsSmall: signing for a handover of 60 open items reads and writes what those need,
// one sheet and two shifts, and not more after a season of calls and handovers.
func TestAcceptIsSmall(t *testing.T) {
	var m *meter
	n := nightOn(storetest.NewWith(t, func(e kv.Engine) kv.Engine { m = &meter{Engine: e}; return m }), t)
	for i := range 38 {
		n.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: fmt.Sprintf("第 %d 个", i)}})
	}
	for i := range 19 {
		n.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Unit: "村里"}, Said: fmt.Sprintf("第 %d 件", i)})
	}
	measure := func(from, to string) (puts, bytes, reads int) {
		id := n.Must(from, &command.DraftHandover{}).ID
		open := 0
		for _, l := range n.page(from, id).Live {
			if l.Wordless() {
				n.Must(from, &command.WriteWord{Handover: id, Key: l.Key, Word: "接着办"})
			}
			if !l.Quiet {
				open++
			}
		}
		if open < 60 {
			t.Fatalf("%d open items", open)
		}
		n.Must(from, &command.PresentHandover{Handover: id, Incoming: to, Leader: "沈岚", PIN: storetest.PIN})
		n.answer(to, id)
		c := n.accept(to, id)
		n.As(to)
		return m.cost(func() { n.Must(to, c) })
	}
	puts, bytes, reads := measure("何雨禾", "周立冬")
	t.Logf("60 open items: %d puts, %d bytes, %d reads", puts, bytes, reads)
	if puts > 20 || bytes > 96<<10 || reads > 600 {
		t.Errorf("an acceptance of 60 items is %d puts, %d bytes, %d reads", puts, bytes, reads)
	}

	from, to := "周立冬", "何雨禾"
	for range 6 { // the open work stays, what was done and handed over grows
		for range 120 {
			n.Must(from, &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Unit: "村里"}, Said: "平安", Nothing: true})
		}
		n.Clock.Add(24 * time.Hour)
		n.handOver(from, to, "沈岚")
		from, to = to, from
	}
	n.Clock.Add(24 * time.Hour)
	n.handOver(from, to, "沈岚") // a day like the first
	n.Clock.Add(23 * time.Hour)
	more, grown, read := measure(to, from)
	t.Logf("after seven days: %d puts, %d bytes, %d reads", more, grown, read)
	if more > puts+10 || grown > bytes+bytes/4 || read > reads+reads/4 {
		t.Errorf("with history an acceptance grows: %d, %d puts; %d, %d bytes; %d, %d reads", puts, more, bytes, grown, reads, read)
	}
}
