// Package blob keeps the bytes of attachments beside the book: each content once, under its
// SHA-256, written whole and durable before anything names it, and never changed. What may
// be attached to what, and who may take it out, is decided elsewhere; this package decides
// which files can be taken in, and refuses with the name of the file. Refusals are Invalid
// (field "files"); a disk that fails or is full is Unsaved, with nothing half-written.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/kv/bolt"
)

// Folder is where contents lie: Folder/<first two digits>/<hash>.
type Folder string

// Told hears how much of a copy is done, in bytes; it may be nil.
type Told func(done, size int64)

// Faults of a content that the book names.
var (
	ErrMissing = errors.New("is missing")
	ErrChanged = errors.New("is not what was filed")
)

// spare is what a copy leaves free on the disk, so that the book can go on. Ours.
const spare = 32 << 20

// chunk is what is copied between two looks at whether to go on.
const chunk = 1 << 20

// tempName begins the name of a content that is not whole yet; digits follow.
const tempName = ".in-"

// Path is where the content of a hash lies.
func (f Folder) Path(hash string) string { return filepath.Join(string(f), hash[:2], hash) }

// Take copies a file of at most limit bytes into the folder. It follows no link and waits
// for no pipe; a file that is too large is refused before it is read, and one that changes
// meanwhile afterwards. The file itself stays.
func (f Folder) Take(ctx context.Context, path string, limit int64, told Told) (rules.Content, error) {
	src, st, err := open(path)
	if err != nil {
		return rules.Content{}, err
	}
	defer src.Close()
	name := Name(path)
	switch {
	case st.Size() == 0:
		return rules.Content{}, refuse(text.Text{ZH: "%[1]s 是空文件。", EN: "%[1]s is empty."}.With(name))
	case st.Size() > limit:
		return rules.Content{}, refuse(text.Text{ZH: "%[1]s 有 %[2]s, 超过上限 %[3]s。请压缩后再附, 或由带班领导改「附件大小上限」。",
			EN: "%[1]s has %[2]s, the limit is %[3]s. Make it smaller, or have a leader change the setting of the largest attachment."}.With(name, Size(st.Size()), Size(limit)))
	}
	if err := f.room(st.Size()); err != nil {
		return rules.Content{}, err
	}
	f.sweep()
	c := rules.Content{Name: name}
	err = f.put(func(to *os.File) (string, error) {
		head := &first{}
		sum := sha256.New()
		var err error
		if c.Size, err = pour(ctx, io.MultiWriter(to, sum, head), src, limit+1, st.Size(), told); err != nil {
			return "", err
		}
		now, err := src.Stat()
		if err != nil {
			return "", err
		}
		if c.Size != st.Size() || now.Size() != st.Size() || !now.ModTime().Equal(st.ModTime()) {
			return "", refuse(text.Text{ZH: "%[1]s 正在变, 还没有拷完。等一会再附。", EN: "%[1]s is still changing. Attach it when it is whole."}.With(name))
		}
		c.Hash, c.Type = hex.EncodeToString(sum.Sum(nil)), Type(head.b)
		return c.Hash, nil
	})
	if err != nil {
		return rules.Content{}, failed(name, err)
	}
	return c, nil
}

// Bring copies a content from another folder, where it must be whole.
func (f Folder) Bring(from Folder, c rules.Content) error {
	src, err := from.kept(c.Hash)
	if err != nil {
		return err
	}
	defer src.Close()
	return f.put(func(to *os.File) (string, error) {
		sum := sha256.New()
		if _, err := io.Copy(io.MultiWriter(to, sum), src); err != nil {
			return "", err
		}
		if hex.EncodeToString(sum.Sum(nil)) != c.Hash {
			return "", ErrChanged
		}
		return c.Hash, nil
	})
}

// put has fill write a content and gives it the name of its hash: synced, and its folders
// too, or not there. What lay there under the name gives way to the same again.
func (f Folder) put(fill func(*os.File) (hash string, err error)) (err error) {
	if err := os.MkdirAll(string(f), 0o700); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(string(f), tempName+"*") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // gone already when it got its name
	hash, err := fill(tmp)
	if err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	path := f.Path(hash)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return err
	}
	return errors.Join(bolt.SyncDir(filepath.Dir(path)), bolt.SyncDir(string(f)), bolt.SyncDir(filepath.Dir(string(f))))
}

// Check recomputes the hash of a content: ErrMissing, ErrChanged, or what the disk says.
func (f Folder) Check(c rules.Content) error {
	src, err := f.kept(c.Hash)
	if err != nil {
		return err
	}
	defer src.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, src); err != nil {
		return err
	}
	if hex.EncodeToString(sum.Sum(nil)) != c.Hash {
		return ErrChanged
	}
	return nil
}

// Same says whether a plain file has the content of a hash.
func Same(path, hash string) (bool, error) {
	src, _, err := open(path)
	if err != nil {
		return false, err
	}
	defer src.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, src)
	return hex.EncodeToString(sum.Sum(nil)) == hash, err
}

// Has says that a content of that size lies there; Check says whether it is whole.
func (f Folder) Has(c rules.Content) bool {
	st, err := os.Lstat(f.Path(c.Hash))
	return err == nil && st.Mode().IsRegular() && st.Size() == c.Size
}

// Strays are the files in the folder whose hash is not named, by path within it.
func (f Folder) Strays(named func(hash string) bool) (out []string, err error) {
	err = filepath.WalkDir(string(f), func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(string(f), path)
		if dir, hash := filepath.Split(rel); err == nil && (dir == "" || !strings.HasPrefix(hash, filepath.Clean(dir)) || !named(hash)) {
			out = append(out, rel)
		}
		return err
	})
	return out, err
}

// sweep removes what copies left behind that were cut off: persons stand on it.
func (f Folder) sweep() {
	all, _ := os.ReadDir(string(f))
	for _, d := range all {
		if st, err := d.Info(); err == nil && strings.HasPrefix(d.Name(), tempName) && d.Type().IsRegular() && time.Since(st.ModTime()) > time.Hour {
			os.Remove(filepath.Join(string(f), d.Name()))
		}
	}
}

// room refuses a copy that would take the disk's last space.
func (f Folder) room(size int64) error {
	var st unix.Statfs_t
	if err := unix.Statfs(filepath.Dir(string(f)), &st); err != nil {
		return nil // the copy itself will tell
	}
	if free := int64(st.Bavail) * st.Bsize; free < size+spare {
		return failed("", fmt.Errorf("%d bytes free: %w", free, unix.ENOSPC))
	}
	return nil
}

// kept opens the content of a hash: ErrMissing, ErrChanged when no plain file lies there, or
// what the disk says.
func (f Folder) kept(hash string) (*os.File, error) {
	src, _, err := open(f.Path(hash))
	if err == nil {
		return src, nil
	}
	switch e := rules.AsError(err); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, ErrMissing
	case e.Err == nil || errors.Is(err, unix.ELOOP): // plain refused it
		return nil, ErrChanged
	default:
		return nil, e.Err
	}
}

// open opens a plain file without following a link or waiting for anybody.
func open(path string) (*os.File, fs.FileInfo, error) {
	name := Name(path)
	st, err := os.Lstat(path)
	if err != nil {
		return nil, nil, unreadable(name, err)
	}
	if e := plain(name, st); e != nil {
		return nil, nil, e
	}
	src, err := os.OpenFile(path, os.O_RDONLY|unix.O_NOFOLLOW|unix.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, unreadable(name, err)
	}
	if st, err = src.Stat(); err == nil {
		if e := plain(name, st); e != nil {
			err = e
		}
	}
	if err != nil {
		src.Close()
		return nil, nil, unreadable(name, err)
	}
	return src, st, nil
}

func plain(name string, st fs.FileInfo) *rules.Error {
	switch m := st.Mode(); {
	case m.IsRegular():
		return nil
	case m.IsDir():
		return refuse(text.Text{ZH: "%[1]s 是文件夹, 请给里面的文件。", EN: "%[1]s is a folder: name the files in it."}.With(name))
	case m&fs.ModeSymlink != 0:
		return refuse(text.Text{ZH: "%[1]s 是链接, 请给原文件。", EN: "%[1]s is a link: name the file itself."}.With(name))
	}
	return refuse(text.Text{ZH: "%[1]s 不是普通文件, 不能附。", EN: "%[1]s is no plain file."}.With(name))
}

func unreadable(name string, err error) error {
	var e *rules.Error
	switch {
	case errors.As(err, &e):
		return err
	case errors.Is(err, fs.ErrNotExist):
		e = refuse(text.Text{ZH: "%[1]s 不在了。", EN: "%[1]s is not there."}.With(name))
	case errors.Is(err, fs.ErrPermission):
		e = refuse(text.Text{ZH: "%[1]s 没有权限读。", EN: "%[1]s may not be read."}.With(name))
	default:
		e = refuse(text.Text{ZH: "%[1]s 读不出来: %[2]s", EN: "%[1]s cannot be read: %[2]s"}.With(name, cause(err)))
	}
	e.Err = err
	return e
}

func refuse(t text.Text) *rules.Error { return rules.Bad("files", t) }

// failed is a copy that did not come to its end; a refusal stays one.
func failed(name string, err error) error {
	var e *rules.Error
	if errors.As(err, &e) {
		return err
	}
	if errors.Is(err, context.Canceled) {
		return &rules.Error{Kind: rules.Precondition, Err: err, Text: text.Text{ZH: "已取消, 没有归档。", EN: "Cancelled; nothing was filed."}}
	}
	why := cause(err)
	if bolt.IsFull(err) {
		why = "disk full / 磁盘已满"
	}
	return &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{ZH: "附件没有存上: %[1]s %[2]s", EN: "The attachment was not kept: %[1]s %[2]s"}.With(name, why)}
}

func cause(err error) string {
	for next := errors.Unwrap(err); next != nil; next = errors.Unwrap(err) {
		err = next
	}
	return err.Error()
}

// pour copies at most most bytes, and looks between chunks whether to go on.
func pour(ctx context.Context, to io.Writer, from io.Reader, most, size int64, told Told) (done int64, err error) {
	for {
		if err := ctx.Err(); err != nil {
			return done, err
		}
		n, err := io.CopyN(to, from, min(chunk, most-done))
		done += n
		if told != nil {
			told(done, size)
		}
		if errors.Is(err, io.EOF) || err == nil && done == most {
			return done, nil
		}
		if err != nil {
			return done, err
		}
	}
}
