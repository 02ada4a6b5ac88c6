package archive_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"dutydesk/rules"
	"dutydesk/store/storetest"
)

// Ensure that a session from afar files what lies in the inbox and no file by its path, and that
// it is told so beforehand.
func TestFromAfar(t *testing.T) {
	b := storetest.New(t)
	d := b.As(he)
	in, err := d.Inbox()
	if err != nil || in.Can["archive.path"] != nil {
		t.Fatalf("%+v %v", in, err)
	}
	d.FromAfar()
	if in, err = d.Inbox(); err != nil || rules.KindOf(in.Can["archive.path"]) != rules.Denied {
		t.Errorf("%+v %v", in, err)
	}
	for dir, want := range map[string]rules.Kind{t.TempDir(): rules.Denied, in.Dir: rules.KindOf(nil)} {
		path := filepath.Join(dir, "a.jpg")
		if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Stow(context.Background(), path, nil); rules.KindOf(err) != want {
			t.Errorf("%s: %v", dir, err)
		}
	}
}
