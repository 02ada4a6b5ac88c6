package archive_test

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store"
	"dutydesk/store/kv"
	"dutydesk/store/kv/fault"
	"dutydesk/store/storetest"
)

// Ensure that a commit that fails leaves at most a copy that nothing names, and one that
// failed on its way back is answered by its request.
func TestFaults(t *testing.T) {
	for _, where := range []fault.Where{fault.Put, fault.BeforeCommit, fault.AfterCommit} {
		var f *fault.Engine
		b := storetest.NewWith(t, func(e kv.Engine) kv.Engine { f = fault.Wrap(e); return f })
		id := b.Must(he, &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "有人"}}).ID
		cmd := &command.Attach{Case: id, Slot: rules.SlotPhoto, Files: stow(b, "one")}
		f.Arm(where, 1)
		_, err := b.As(he).Do("once", cmd)
		if saved := where == fault.AfterCommit; saved != (err == nil) {
			t.Fatalf("%v: %v", where, err)
		}
		rep, err := b.Verify(nil)
		if want := map[bool]int{true: 0, false: 1}[where == fault.AfterCommit]; err != nil || len(rep.Problems) > 0 || len(rep.Warnings) != want {
			t.Errorf("%v: %+v %v", where, rep, err)
		}
		res, err := b.As(he).Do("once", cmd)
		if err != nil || res.ID != "E20261124-0001" || page(b, he, id).Archive[0].Count != 1 {
			t.Errorf("%v: %+v %v", where, res, err)
		}
	}
}

// Ensure that a backup holds what its book names while files go on being filed.
func TestBackupWhileFiling(t *testing.T) {
	b, id := desk(t, rules.Facts{})
	done := make(chan error, 1)
	files := stow(b, "one", "two", "three", "four")
	go func() {
		for i := range files {
			if _, err := b.As(he).Do("", &command.Attach{Case: id, Slot: rules.SlotPhoto, Files: files[i : i+1]}); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	path := t.TempDir() + "/safe.db"
	if err := b.Backup(path); err != nil {
		t.Error(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	fresh := t.TempDir()
	if _, err := store.Restore(path, fresh, storetest.Start); err != nil {
		t.Fatal(err)
	}
	if lost, err := store.RestoreArchive(path, fresh); err != nil || len(lost) > 0 {
		t.Errorf("%v %v", lost, err)
	}
	s, err := store.Open(fresh, store.Options{Cheap: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if rep, err := s.Verify(nil); err != nil || len(rep.Problems) > 0 {
		t.Errorf("%+v %v", rep, err)
	}
}
