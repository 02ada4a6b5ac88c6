package store

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/kv"
)

// signed is a book with what people have put their PIN to: a published roster, a handover of
// which both sides are signed, and a duty log that was read. It gives the ids.
func signed(t *testing.T) (d *desk, sheet, mark string) {
	t.Helper()
	d = newDesk(t)
	for _, name := range []string{"何雨禾", "周立冬"} {
		run(t, d, &command.AddOfficer{Name: name, Roles: []rules.Role{rules.RoleOfficer}, PIN: "246810"})
	}
	for _, name := range []string{"沈岚", "宋长宁"} {
		run(t, d, &command.AddOfficer{Name: name, Roles: []rules.Role{rules.RoleLeader}, PIN: "246810"})
	}
	run(t, d, &command.GenerateRoster{Month: "2026-12"})
	run(t, d, &command.PublishRoster{Month: "2026-12", Reason: "先发布", PIN: "246810"})
	as := func(name string) *Desk {
		t.Helper()
		one, err := d.s.SignIn(name, "246810", "test")
		if err != nil {
			t.Fatal(err)
		}
		return one
	}
	do := func(on *Desk, c command.Command) command.Result {
		t.Helper()
		res, err := on.Do("", c)
		if err != nil {
			t.Fatalf("%s: %v", c.Code(), err)
		}
		return res
	}
	a, b := as("何雨禾"), as("周立冬")
	shift := do(a, &command.TakeShift{Leader: "沈岚"}).ID
	do(a, &command.LogCall{Kind: rules.CallPhone, Caller: rules.Caller{Unit: "县应急局"}, Said: "查岗", Nothing: true})
	d.mu.Lock()
	d.clock = time.Date(2026, 11, 24, 7, 55, 0, 0, rules.Zone)
	d.mu.Unlock()
	sheet = do(a, &command.DraftHandover{}).ID
	p, err := a.Handover(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range p.Live {
		if l.Wordless() {
			do(a, &command.WriteWord{Handover: sheet, Key: l.Key, Word: "接着办"})
		}
	}
	do(a, &command.PresentHandover{Handover: sheet, Incoming: "周立冬", Leader: "宋长宁", PIN: "246810"})
	for _, l := range p.Live {
		do(b, &command.AcceptLine{Handover: sheet, Keys: []string{l.Key}})
	}
	if p, err = b.Handover(sheet); err != nil {
		t.Fatal(err)
	}
	do(b, &command.AcceptHandover{Handover: sheet, Mark: p.Mark, ReadBack: "平安", PIN: "246810"})
	mark = do(as("沈岚"), &command.ReadLog{Shift: shift, Words: "同意", PIN: "246810"}).ID
	d.sound(t)
	return d, sheet, mark
}

// edit changes one record, as somebody does who has the file; reseal gives the record the
// checksum that its new bytes ask for.
func edit(t *testing.T, d *desk, bucket, key string, change func([]byte) []byte, reseal bool) {
	t.Helper()
	err := d.s.eng.Update(func(w kv.Writer) error {
		was := w.Get(bucket, key)
		now := change(bytes.Clone(was))
		if was == nil || bytes.Equal(was, now) {
			t.Fatalf("%s/%s was not changed: %q", bucket, key, was)
		}
		if reseal {
			now = now[:len(now)-4]
			now = binary.BigEndian.AppendUint32(now, crc32.Checksum(now, crc32.MakeTable(crc32.Castagnoli)))
		}
		return w.Put(bucket, key, now)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSignedIsFoundOut: a bit that turned, or a word that was changed with a checksum to match,
// in a signed handover, a roster sheet, the log or the mark of whoever read it: verify names
// the record or the entry.
func TestSignedIsFoundOut(t *testing.T) {
	swap := func(old, now string) func([]byte) []byte {
		return func(v []byte) []byte { return bytes.Replace(v, []byte(old), []byte(now), 1) }
	}
	bit := func(v []byte) []byte { v[len(v)/2] ^= 1; return v }
	seq := func(n uint64) string { return string(binary.BigEndian.AppendUint64(nil, n)) }
	for name, c := range map[string]struct {
		bucket string
		key    func(d *desk, sheet, mark string) string
		change func([]byte) []byte
		reseal bool
		want   func(sheet, mark string) string
	}{
		"a bit of the sheet": {"handover", func(_ *desk, h, _ string) string { return h }, bit, false, func(h, _ string) string { return "handover/" + h }},
		"who took over": {"handover", func(_ *desk, h, _ string) string { return h }, swap(`"taken":{"officer":"U003","name":"周立冬"`, `"taken":{"officer":"U002","name":"何雨禾"`), true,
			func(h, _ string) string { return "handover/" + h }},
		"what was read back":   {"handover", func(_ *desk, h, _ string) string { return h }, swap("平安", "无事"), true, func(h, _ string) string { return "handover/" + h }},
		"a count of the sheet": {"handover", func(_ *desk, h, _ string) string { return h }, swap(`"calls":1`, `"calls":0`), true, func(h, _ string) string { return "handover/" + h }},
		"the head it carries":  {"handover", func(_ *desk, h, _ string) string { return h }, swap(`"root":"`, `"root":"A`), true, func(h, _ string) string { return "handover/" + h }},
		"when a shift ended": {"shift", func(*desk, string, string) string { return "S20261123-0800" }, swap(`"closed_at":"2026-11-23T23:55`, `"closed_at":"2026-11-23T22:55`), true,
			func(string, string) string { return "shift/S20261123-0800" }},
		"a bit of the roster":  {"roster", func(*desk, string, string) string { return "B202612" }, bit, false, func(string, string) string { return "roster/B202612" }},
		"a turn of the roster": {"roster", func(*desk, string, string) string { return "B202612" }, swap(`"main":"U002"`, `"main":"U003"`), true, func(string, string) string { return "roster/B202612" }},
		"who signed the roster": {"roster", func(*desk, string, string) string { return "B202612" }, swap(`"name":"许知远"`, `"name":"沈岚一"`), true,
			func(string, string) string { return "roster/B202612" }},
		"the leader's remark": {"reading", func(_ *desk, _, y string) string { return y }, swap("同意", "不同"), true, func(_, y string) string { return "reading/" + y }},
		"a line of the log":   {"call", func(*desk, string, string) string { return "T20261124-0001" }, swap("查岗", "来电"), true, func(string, string) string { return "call/T20261124-0001" }},
		"an entry of the log": {"journal", func(d *desk, _, _ string) string { return seq(9) }, swap(`"at":"`, `"at":"2`), false, func(string, string) string { return "entry 9" }},
		"a body of the log":   {"body", func(d *desk, _, _ string) string { return seq(9) }, bit, false, func(string, string) string { return "entry 9" }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, sheet, mark := signed(t)
			edit(t, d, c.bucket, c.key(d, sheet, mark), c.change, c.reseal)
			rep, err := d.s.Verify(nil)
			want := c.want(sheet, mark)
			if all := strings.Join(rep.Problems, "\n"); err != nil || !strings.Contains(all, want) {
				t.Errorf("%v: %s is not named:\n%s", err, want, all)
			}
		})
	}
}
