package archive_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/store/storetest"
)

const (
	he   = "何雨禾"
	shen = "沈岚"
)

func ptr[T any](v T) *T { return &v }

// desk is a book with an adult's case.
func desk(t *testing.T, f rules.Facts) (*storetest.Book, string) {
	t.Helper()
	b := storetest.New(t)
	return b, b.Must(he, &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "有人", Person: command.Person{Facts: f}}}).ID
}

// stow makes files and copies them into the archive.
func stow(b *storetest.Book, contents ...string) (out []rules.Content) {
	b.T.Helper()
	for i, s := range contents {
		path := filepath.Join(b.T.TempDir(), string(rune('a'+i))+".jpg")
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			b.T.Fatal(err)
		}
		c, err := b.As(he).Stow(context.Background(), path, nil)
		if err != nil {
			b.T.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

func page(b *storetest.Book, who, id string) *view.Case {
	b.T.Helper()
	p, err := b.As(who).Case(id)
	if err != nil {
		b.T.Fatal(err)
	}
	return p
}

// duty is how the duty to file the archive stands.
func duty(p *view.Case) *rules.Obligation {
	i := slices.IndexFunc(p.Obligations, func(o rules.Obligation) bool { return o.Code == rules.ArchiveAct })
	if i < 0 {
		return nil
	}
	return &p.Obligations[i]
}

func fill(b *storetest.Book, id string, slots ...rules.Slot) (last string) {
	for _, s := range slots {
		c := &command.Attach{Case: id, Slot: s, Words: "4199-0001"}
		if s != rules.SlotSystem {
			c.Files = stow(b, string(s))
		}
		last = b.Must(he, c).ID
	}
	return last
}

// Ensure that the archive is owed with what it lacks, met by the last slot whether the case
// is settled before or after, and owed again when a slot is emptied.
func TestDuty(t *testing.T) {
	for _, first := range []bool{true, false} {
		b, id := desk(t, rules.Facts{})
		settle := func() { b.Must(he, &command.Settle{Case: id, Outcome: rules.OutcomeHelped}) }
		fill(b, id, rules.SlotPhoto, rules.SlotProof, rules.SlotSystem)
		if first {
			settle()
			o := duty(page(b, he, id))
			if o == nil || !o.State.Open() || !strings.HasSuffix(o.Text.In(text.ZH), "缺 发票单据") || !strings.HasSuffix(o.Text.In(text.EN), "lacking invoice") || !slices.Contains(o.Clauses, rules.ArchiveClause) {
				t.Fatalf("%+v", o)
			}
		}
		b.Clock.Add(time.Hour)
		last := fill(b, id, rules.SlotInvoice)
		if !first {
			b.Clock.Add(24 * time.Hour)
			settle()
		}
		if o := duty(page(b, he, id)); o == nil || o.State != rules.Done || o.By != he {
			t.Fatalf("settled first %v: %+v", first, o)
		}
		second := b.Must(he, &command.Attach{Case: id, Slot: rules.SlotInvoice, Words: "M20261124-0001"}).ID
		b.Must(he, &command.Detach{Attachment: last, Reason: "模糊"})
		if o := duty(page(b, he, id)); o.State != rules.Done {
			t.Errorf("another stands in the slot: %+v", o)
		}
		b.Must(he, &command.Detach{Attachment: second, Reason: "写错"})
		if o := duty(page(b, he, id)); !o.State.Open() {
			t.Errorf("an empty slot: %+v", o)
		}
		fill(b, id, rules.SlotInvoice)
		if o := duty(page(b, he, id)); o.State != rules.Done {
			t.Errorf("filled again: %+v", o)
		}
	}
}

// Ensure that a slot counts, the same content is passed over beside another, and alone is
// refused; and that nothing is filed whose bytes are not there.
func TestSlots(t *testing.T) {
	b, id := desk(t, rules.Facts{})
	files := stow(b, "one", "two", "one")
	res := b.Must(he, &command.Attach{Case: id, Slot: rules.SlotPhoto, Files: files})
	if len(res.More) != 1 {
		t.Errorf("%+v", res)
	}
	e := b.Refuse(he, rules.Precondition, &command.Attach{Case: id, Slot: rules.SlotPhoto, Files: files[:1]})
	if !strings.Contains(e.Text.In(text.ZH), res.ID) {
		t.Errorf("%v", e)
	}
	b.Must(he, &command.Detach{Attachment: b.Must(he, &command.Attach{Case: id, Slot: rules.SlotSystem, Words: "4199-0002"}).ID, Reason: "写错"})
	if p := page(b, he, id); p.Can["archive.detach/E20261124-0003"] == nil || p.Can["archive.detach/E20261124-0001"] != nil {
		t.Errorf("%v", p.Can)
	}
	if p := page(b, he, id); p.Archive[0].Count != 2 || p.Archive[1].Count != 0 || p.Archive[0].Files[0].By != he || len(p.Archive) != 4 {
		t.Errorf("%+v", p.Archive)
	}
	gone := files[0]
	gone.Hash = strings.Repeat("0", 64)
	if e := b.Refuse(he, rules.Invalid, &command.Attach{Case: id, Slot: rules.SlotProof, Files: []rules.Content{gone}}); e.Field != "files" {
		t.Errorf("%v", e)
	}
	b.Refuse("苗谷雨", rules.Denied, &command.Attach{Case: id, Slot: rules.SlotProof, Files: files[:1]})
	b.Refuse("白露生", rules.Denied, &command.Detach{Attachment: res.ID, Reason: "x"})
	for _, who := range []string{"苗谷雨", "白露生"} {
		if _, err := b.As(who).Stow(context.Background(), "x", nil); rules.KindOf(err) != rules.Denied {
			t.Errorf("%s stows: %v", who, err)
		}
		if _, err := b.As(who).Inbox(); rules.KindOf(err) != rules.Denied {
			t.Errorf("%s reads the inbox: %v", who, err)
		}
	}
	if _, err := b.Public().Inbox(); rules.KindOf(err) != rules.Denied {
		t.Errorf("nobody reads the inbox: %v", err)
	}
}

// Ensure that a closed case takes late evidence, and keeps what its duty rests on.
func TestClosed(t *testing.T) {
	no := false
	b, id := desk(t, rules.Facts{SuddenIllness: &no, Confused: &no, GravelyIll: &no, Danger: &no})
	b.Must(he, &command.Settle{Case: id, Outcome: rules.OutcomeHelped})
	last := fill(b, id, rules.SlotPhoto, rules.SlotProof, rules.SlotSystem, rules.SlotInvoice)
	for _, o := range page(b, he, id).Obligations {
		if o.Must && o.State.Open() {
			b.Must(shen, &command.Waive{Case: id, Act: o.Code, Reason: "演练"})
		}
	}
	b.Must(he, &command.CloseCase{Case: id, Note: "办结"})
	late := b.Must(he, &command.Attach{Case: id, Slot: rules.SlotPhoto, Files: stow(b, "late")}).ID
	p := page(b, he, id)
	if p.Can["archive.detach/"+late] != nil || p.Can["archive.detach/"+last] == nil {
		t.Errorf("%v %v", p.Can["archive.detach/"+late], p.Can["archive.detach/"+last])
	}
	b.Must(he, &command.Detach{Attachment: late, Reason: "重了"})
	b.Refuse(he, rules.Precondition, &command.Detach{Attachment: last, Reason: "错了"})
}

// Ensure that the scan of a paper notes that it came back, once, and only of this case.
func TestScan(t *testing.T) {
	b, id := desk(t, rules.Facts{})
	paper := b.Must(he, &command.PrintPaper{Kind: rules.PaperIntake, Case: id}).ID
	scan := &command.Attach{Case: id, Slot: rules.SlotProof, Files: stow(b, "scan"), Paper: paper}
	if e := b.Refuse(he, rules.Precondition, scan); e.Field != "paper" {
		t.Errorf("%v", e)
	}
	b.Must(he, &command.MarkPaper{Paper: paper, Step: rules.PaperSigned})
	b.Must(he, scan)
	p := page(b, he, id)
	if p.Papers[0].Mark(rules.PaperScanned) == nil || p.Archive[1].Files[0].Attachment.Paper != paper {
		t.Errorf("%+v %+v", p.Papers, p.Archive[1])
	}
	b.Must(he, &command.Attach{Case: id, Slot: rules.SlotProof, Files: stow(b, "second page"), Paper: paper})
	other := b.Must(he, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人"}}).ID
	if e := b.Refuse(he, rules.Invalid, &command.Attach{Case: other, Slot: rules.SlotProof, Files: stow(b, "x"), Paper: paper}); e.Field != "paper" {
		t.Errorf("%v", e)
	}
}

// Ensure that what is on file of a minor leaves the book only by who may, with a reason.
func TestMinor(t *testing.T) {
	for _, f := range []rules.Facts{{Groups: []string{"minor"}}, {Age: ptr(17)}} {
		b, id := desk(t, f)
		fill(b, id, rules.SlotPhoto)
		out := t.TempDir()
		for _, tt := range []struct {
			who    string
			minor  bool
			reason string
			want   rules.Kind
		}{
			{he, false, "", rules.Precondition}, {shen, false, "公安调取", rules.Precondition}, {he, true, "公安调取", rules.Denied}, {shen, true, " ", rules.Invalid},
		} {
			paths, err := b.As(tt.who).Export("", &command.ExportArchive{Case: id, Minor: tt.minor, Reason: tt.reason}, out)
			if e := rules.AsError(err); err == nil || e.Kind != tt.want || e.Clause != rules.MinorClause || paths != nil {
				t.Errorf("%+v: %v %v", tt, paths, err)
			}
		}
		for _, who := range []string{shen, "田望舒"} {
			paths, err := b.As(who).Export("", &command.ExportArchive{Case: id, Minor: true, Reason: "公安调取"}, out)
			if err != nil || len(paths) != 1 {
				t.Errorf("%s: %v %v", who, paths, err)
			}
		}
		if p := page(b, he, id); p.Can["archive.export"] == nil {
			t.Error("the page allows it")
		}
	}
}

// Ensure that the readers from whom persons are hidden see how much is on file, and nothing
// else of it.
func TestMasked(t *testing.T) {
	b, id := desk(t, rules.Facts{})
	b.Must("许知远", &command.Import{Officers: []rules.Officer{{Name: "柳村", Roles: []rules.Role{rules.RoleVillage}, Village: "河湾村"}}, PINs: map[string]string{"柳村": storetest.PIN}})
	res := b.Must(he, &command.Attach{Case: id, Slot: rules.SlotPhoto, Files: stow(b, "one", "two"), Words: "密甲"})
	b.Must(he, &command.Detach{Attachment: res.ID, Reason: "密乙"})
	fill(b, id, rules.SlotSystem)
	b.Must(he, &command.Settle{Case: id, Outcome: rules.OutcomeHelped})
	for name, d := range map[string]*store.Desk{"nobody": b.Public(), "a village": b.As("柳村")} {
		p, err := d.Case(id)
		if name == "a village" {
			if rules.KindOf(err) != rules.Denied {
				t.Errorf("%s: %v", name, err)
			}
			continue
		}
		if err != nil || p.Archive[0].Count != 1 {
			t.Fatalf("%s: %+v %v", name, p, err)
		}
		raw, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"密甲", "密乙", "b.jpg", "4199-0001", "缺"} {
			if strings.Contains(string(raw), secret) {
				t.Errorf("%s reads %s", name, secret)
			}
		}
	}
}

// Ensure that the inbox is made on demand and that only what is on file leaves it.
func TestInbox(t *testing.T) {
	b, id := desk(t, rules.Facts{})
	d := b.As(he)
	in, err := d.Inbox()
	if err != nil || len(in.Files) != 0 {
		t.Fatalf("%+v %v", in, err)
	}
	st, err := os.Stat(in.Dir)
	if err != nil || st.Mode().Perm() != 0o700 {
		t.Errorf("%v %v", st, err)
	}
	start := time.Now()
	put := func(name, s string, age time.Duration) string {
		path := filepath.Join(in.Dir, name)
		at := start.Add(-age)
		if err := os.WriteFile(path, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		return path
	}
	old, fresh := put("old.jpg", "\xff\xd8\xff", time.Hour), put("new.jpg", "\xff\xd8\xff!", time.Minute)
	put(".hidden", "x", 0)
	put("half.PART", "x", 0)
	if err := os.Symlink(old, filepath.Join(in.Dir, "link.jpg")); err != nil {
		t.Fatal(err)
	}
	if in, err = d.Inbox(); err != nil || len(in.Files) != 2 || in.Files[0].Name != "new.jpg" || in.Files[0].Type != "image/jpeg" || in.Now.Sub(in.Files[0].At) < time.Minute {
		t.Fatalf("%+v %v", in, err)
	}
	c, err := d.Stow(context.Background(), fresh, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Unbox(old, c); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(fresh); err != nil {
		t.Error("it left before it was filed")
	}
	b.Must(he, &command.Attach{Case: id, Slot: rules.SlotPhoto, Files: []rules.Content{c}})
	if err := d.Unbox(fresh, c); err != nil {
		t.Error(err)
	}
	outside := filepath.Join(t.TempDir(), "x.jpg")
	if err := os.WriteFile(outside, []byte("\xff\xd8\xff!"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.Unbox(outside, c); err != nil {
		t.Error(err)
	}
	b2 := storetest.New(t)
	if err := b2.As(he).Unbox(outside, c); err != nil {
		t.Errorf("without an inbox: %v", err)
	}
	for path, want := range map[string]bool{old: true, fresh: false, outside: true} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s: %v", path, err)
		}
	}
	if _, err := d.Stow(context.Background(), filepath.Join(b.Dir, store.KeyFile), nil); rules.KindOf(err) != rules.Invalid {
		t.Errorf("the key was taken: %v", err)
	}
}

// Ensure that verify names what is missing, changed or stray, and that a backup brings it back.
func TestVerify(t *testing.T) {
	b, id := desk(t, rules.Facts{})
	files := stow(b, "one", "two")
	b.Must(he, &command.Attach{Case: id, Slot: rules.SlotPhoto, Files: files})
	stray := stow(b, "nothing names it")[0]
	safe := filepath.Join(t.TempDir(), "safe.db")
	if err := b.Backup(safe); err != nil {
		t.Fatal(err)
	}
	lies := func(c rules.Content) string { return filepath.Join(b.Dir, store.ArchiveDir, c.Hash[:2], c.Hash) }
	rep, err := b.Verify(nil)
	if err != nil || len(rep.Problems) != 0 || len(rep.Warnings) != 1 || !strings.Contains(rep.Warnings[0], stray.Hash) {
		t.Fatalf("%+v %v", rep, err)
	}
	if err := os.Remove(lies(files[0])); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(lies(files[1]), []byte("2wo"), 0o600); err != nil {
		t.Fatal(err)
	}
	if rep, err = b.Verify(nil); err != nil || len(rep.Problems) != 2 || !strings.Contains(rep.Problems[0], "E20261124-0001") || !strings.Contains(rep.Problems[1], "not what was filed") {
		t.Fatalf("%+v %v", rep, err)
	}
	if err := b.Store.Close(); err != nil {
		t.Fatal(err)
	}
	if lost, err := store.RestoreArchive(safe, b.Dir); err != nil || len(lost) != 0 {
		t.Errorf("%v %v", lost, err)
	}
	b.Reopen() // verified whole when the test ends
}

// Ensure that the signed paper of a case that was merged is filed as a scan on the main case,
// and that of another case is not.
func TestPaperOfMergedCase(t *testing.T) {
	b, main := desk(t, rules.Facts{})
	other := b.Must(he, &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "有人"}}).ID
	far := b.Must(he, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人"}}).ID
	signed := func(id string) string {
		p := b.Must(he, &command.PrintPaper{Kind: rules.PaperIntake, Case: id}).ID
		b.Must(he, &command.MarkPaper{Paper: p, Step: rules.PaperSigned})
		return p
	}
	paper, stranger := signed(other), signed(far)
	b.Must(he, &command.SameCase{Case: other, As: main, Reason: "同一桥洞"})
	b.Must(he, &command.Attach{Case: main, Slot: rules.SlotProof, Files: stow(b, "scan"), Paper: paper})
	i := slices.IndexFunc(page(b, he, main).Papers, func(p rules.Paper) bool { return p.ID == paper })
	if i < 0 || page(b, he, main).Papers[i].Mark(rules.PaperScanned) == nil {
		t.Error("the scan is not noted")
	}
	if e := b.Refuse(he, rules.Invalid, &command.Attach{Case: main, Slot: rules.SlotProof, Files: stow(b, "scan2"), Paper: stranger}); e.Field != "paper" {
		t.Errorf("%v", e)
	}
}

// Ensure that words alone are nothing to export, and that the page says so as the command does.
func TestNothingToExport(t *testing.T) {
	b, id := desk(t, rules.Facts{})
	fill(b, id, rules.SlotSystem)
	e := b.Refuse(he, rules.Precondition, &command.ExportArchive{Case: id})
	if no := page(b, he, id).Can["archive.export"]; no == nil || no.Text.In(text.ZH) != e.Text.In(text.ZH) {
		t.Errorf("the page says %v, the command %v", no, e)
	}
	fill(b, id, rules.SlotPhoto)
	if no := page(b, he, id).Can["archive.export"]; no != nil {
		t.Errorf("%v", no)
	}
	b.Must(he, &command.ExportArchive{Case: id})
}
