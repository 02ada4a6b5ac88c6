package blob

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

const limit = 50 << 20

func write(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// none fails the test when anything lies in the folder.
func none(t *testing.T, f Folder) {
	t.Helper()
	all, err := f.Strays(func(string) bool { return false })
	if err != nil || len(all) > 0 {
		t.Errorf("left behind: %q %v", all, err)
	}
}

// Ensure that a file is kept once under its hash, privately, and found whole.
func TestTake(t *testing.T) {
	dir := t.TempDir()
	f := Folder(filepath.Join(dir, "archive"))
	src := write(t, filepath.Join(dir, "桥洞 照片.jpg"), "\xff\xd8\xff\xe0 a photo")
	heard := int64(0)
	c, err := f.Take(context.Background(), src, limit, func(done, size int64) { heard = done * size })
	if err != nil || c.Name != "桥洞 照片.jpg" || c.Size != 12 || c.Type != "image/jpeg" || heard != 144 {
		t.Fatalf("%+v %v %d", c, err, heard)
	}
	twin, err := f.Take(context.Background(), write(t, filepath.Join(dir, "b.jpg"), "\xff\xd8\xff\xe0 a photo"), limit, nil)
	if err != nil || twin.Hash != c.Hash {
		t.Errorf("%+v %v", twin, err)
	}
	st, err := os.Stat(f.Path(c.Hash))
	if err != nil || st.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", st, err)
	}
	if err := f.Check(c); err != nil || !f.Has(c) {
		t.Error(err)
	}
	all, err := f.Strays(func(hash string) bool { return hash == c.Hash })
	if err != nil || len(all) != 0 {
		t.Errorf("%q %v", all, err)
	}
	write(t, f.Path(c.Hash), "\xff\xd8\xff\xe1 a photo")
	if err := f.Check(c); !errors.Is(err, ErrChanged) {
		t.Errorf("changed: %v", err)
	}
	if _, err := f.Out(c.Hash, dir, "out.jpg"); !errors.Is(err, ErrChanged) {
		t.Errorf("out of a changed one: %v", err)
	}
	if _, err := f.Take(context.Background(), src, limit, nil); err != nil || f.Check(c) != nil {
		t.Errorf("taken again it is whole: %v %v", err, f.Check(c))
	}
	os.Remove(f.Path(c.Hash))
	if err := f.Check(c); !errors.Is(err, ErrMissing) {
		t.Errorf("missing: %v", err)
	}
}

// Ensure that what cannot be filed is refused in both languages with its name, and leaves
// nothing behind: also what is too large without being read, and what changes meanwhile.
func TestRefused(t *testing.T) {
	dir := t.TempDir()
	f := Folder(filepath.Join(dir, "archive"))
	plain := write(t, filepath.Join(dir, "plain"), "x")
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "folder"), 0o700), os.Symlink(plain, filepath.Join(dir, "link")),
		unix.Mkfifo(filepath.Join(dir, "pipe"), 0o600)); err != nil {
		t.Fatal(err)
	}
	large := write(t, filepath.Join(dir, "large"), "")
	if err := os.Truncate(large, 2<<30); err != nil {
		t.Fatal(err)
	}
	growing := write(t, filepath.Join(dir, "growing"), "some bytes")
	grow := func(int64, int64) { write(t, growing, "some more bytes") }
	ctx, cancel := context.WithCancel(context.Background())
	long := write(t, filepath.Join(dir, "long"), strings.Repeat("x", 3*chunk))
	for _, tt := range []struct {
		path string
		told Told
		kind rules.Kind
		want string
	}{
		{filepath.Join(dir, "folder"), nil, rules.Invalid, "folder 是文件夹"},
		{filepath.Join(dir, "link"), nil, rules.Invalid, "link 是链接"},
		{filepath.Join(dir, "pipe"), nil, rules.Invalid, "pipe 不是普通文件"},
		{"/dev/zero", nil, rules.Invalid, "zero 不是普通文件"},
		{filepath.Join(dir, "gone"), nil, rules.Invalid, "gone 不在了"},
		{write(t, filepath.Join(dir, "empty"), ""), nil, rules.Invalid, "empty 是空文件"},
		{large, func(int64, int64) { t.Error("it was read") }, rules.Invalid, "large 有 2.0 GB, 超过上限 50.0 MB"},
		{growing, grow, rules.Invalid, "growing 正在变"},
		{long, func(done, _ int64) {
			if done == chunk {
				cancel()
			}
		}, rules.Precondition, "已取消"},
	} {
		c := context.Background()
		if tt.path == long {
			c = ctx
		}
		_, err := f.Take(c, tt.path, limit, tt.told)
		e := rules.AsError(err)
		if err == nil || e.Kind != tt.kind || !strings.Contains(e.Text.In(text.ZH), tt.want) || e.Text.In(text.EN) == "" {
			t.Errorf("%s: %v", tt.path, err)
		}
		if tt.kind == rules.Invalid && e.Field != "files" {
			t.Errorf("%s: field %q", tt.path, e.Field)
		}
	}
	none(t, f)
}

// Ensure that what a copy left behind an hour ago and more goes with the next one.
func TestSweep(t *testing.T) {
	dir := t.TempDir()
	f := Folder(dir)
	for name, age := range map[string]time.Duration{tempName + "1": 2 * time.Hour, tempName + "2": time.Minute, "else": 2 * time.Hour} {
		path := write(t, filepath.Join(dir, name), "x")
		at := time.Now().Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	f.sweep()
	all, err := f.Strays(func(string) bool { return false })
	if err != nil || strings.Join(all, " ") != tempName+"2 else" {
		t.Errorf("%q %v", all, err)
	}
}

// Ensure that a file comes out under its right name, made safe, and beside one that is there.
func TestOut(t *testing.T) {
	dir := t.TempDir()
	f := Folder(filepath.Join(dir, "archive"))
	c, err := f.Take(context.Background(), write(t, filepath.Join(dir, "a.jpg"), "x"), limit, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, want string }{{"a.jpg", "a-2.jpg"}, {"a.jpg", "a-3.jpg"}, {"../../b:c.jpg", "_.._b_c.jpg"}, {"..", "file"}, {".profile", "profile"}} {
		path, err := f.Out(c.Hash, dir, tt.name)
		if err != nil || path != filepath.Join(dir, tt.want) {
			t.Errorf("%s: %s %v", tt.name, path, err)
		}
	}
}

// Ensure that the kind of a file is told by what it holds.
func TestType(t *testing.T) {
	for head, want := range map[string]string{
		"": "application/octet-stream", "\x00\x01": "application/octet-stream", "%PDF-1.7": "application/pdf", "\x89PNG\r\n\x1a\n": "image/png",
		"\x00\x00\x00\x18ftypheic": "image/heic", "\x00\x00\x00\x18ftypisom": "video/mp4", "RIFF\x00\x00\x00\x00WEBP": "image/webp",
		"桥洞": "text/plain", "桥洞\xe6\xa1": "text/plain", "\xff\xfe": "application/octet-stream", "<html>": "text/plain",
	} {
		if got := Type([]byte(head)); got != want {
			t.Errorf("%q: %s, want %s", head, got, want)
		}
	}
	if got := TypeOf("/dev/zero"); got != "" {
		t.Errorf("a device is %s", got)
	}
}

// Ensure that a name is one clean line of a length that leaves room, with its ending.
func TestName(t *testing.T) {
	if got := Name("/x/a\x1b[31m\nb.jpg"); strings.ContainsAny(got, "\x1b\n") {
		t.Errorf("%q", got)
	}
	if got := Name("/x/  "); got != "file" {
		t.Errorf("%q", got)
	}
	if got := Name("/x/" + strings.Repeat("桥", 80) + ".jpg"); len(got) > 200 || !strings.HasSuffix(got, "桥.jpg") {
		t.Errorf("%q", got)
	}
}

// Ensure that what lies in the place of a content and is no plain file is changed, and that
// nobody waits for it.
func TestNoPlainFile(t *testing.T) {
	for name, lay := range map[string]func(path string) error{
		"a pipe":   func(path string) error { return unix.Mkfifo(path, 0o600) },
		"a link":   func(path string) error { return os.Symlink("/dev/zero", path) },
		"a folder": func(path string) error { return os.Mkdir(path, 0o700) },
	} {
		dir := t.TempDir()
		f := Folder(filepath.Join(dir, "archive"))
		c, err := f.Take(context.Background(), write(t, filepath.Join(dir, "a.jpg"), "a photo"), limit, nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(os.Remove(f.Path(c.Hash)), lay(f.Path(c.Hash))); err != nil {
			t.Fatal(err)
		}
		if err := f.Check(c); !errors.Is(err, ErrChanged) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := f.Out(c.Hash, dir, "b.jpg"); !errors.Is(err, ErrChanged) {
			t.Errorf("%s, out: %v", name, err)
		}
		if err := Folder(filepath.Join(dir, "copy")).Bring(f, c); !errors.Is(err, ErrChanged) {
			t.Errorf("%s, brought: %v", name, err)
		}
	}
}
