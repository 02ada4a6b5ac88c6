package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv/bolt"
)

// keptBackups is how many backups taken by itself are kept: a month of nights.
const keptBackups = 31

// Backup writes one consistent moment to path while work goes on: to a temporary file,
// synced, opened and verified, and only then renamed. The signing key goes beside it
// (path + ".key"). It refuses to overwrite.
func (s *Store) Backup(path string) error {
	if _, err := os.Lstat(path); err == nil {
		return &rules.Error{Kind: rules.Precondition, Err: os.ErrExist, Text: text.Text{
			ZH: "%[1]s 已存在, 不覆盖。", EN: "%[1]s exists already and is not overwritten."}.With(path)}
	}
	tmp := path + ".new"
	err := copyOut(tmp, s.eng.WriteTo)
	if err == nil {
		err = sound(tmp)
	}
	if err == nil {
		var key []byte
		if key, err = os.ReadFile(filepath.Join(s.dir, KeyFile)); err == nil {
			err = writeFile(path+".key", key)
		}
	}
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err == nil {
		err = bolt.SyncDir(filepath.Dir(path))
	}
	if err != nil {
		os.Remove(tmp)
		return fileError(path, err)
	}
	return nil
}

func fileError(path string, err error) error {
	var e *rules.Error
	if errors.As(err, &e) {
		return err
	}
	return &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{
		ZH: "写 %[1]s 失败: %[2]s", EN: "Writing %[1]s failed: %[2]s"}.With(path, shortCause(err))}
}

func copyOut(path string, write func(io.Writer) (int64, error)) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// sound opens a copy read-only and verifies it.
func sound(path string) error {
	eng, err := bolt.Open(path, tx.Buckets, true)
	if err != nil {
		return opening(path, err)
	}
	defer eng.Close()
	rep, err := verifyBook(eng, nil)
	if err == nil && len(rep.Problems) > 0 {
		err = &rules.Error{Kind: rules.Damaged, Err: errors.New(strings.Join(rep.Problems, "; ")), Text: text.Text{
			ZH: "%[1]s 没有通过检验: %[2]s", EN: "%[1]s does not verify: %[2]s"}.With(path, rep.Problems[0])}
	}
	return err
}

// BackupNow takes a backup into the data folder under a name of its moment, and drops the
// oldest beyond a month of nights. It is run after every accepted handover.
func (s *Store) BackupNow(why string) (string, error) {
	s.backing.Lock()
	defer s.backing.Unlock()
	dir := filepath.Join(s.dir, BackupDir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fileError(dir, err)
	}
	path := filepath.Join(dir, fmt.Sprintf("%s-%s.db", s.Now().In(rules.Zone).Format("20060102-150405"), why))
	if err := s.Backup(path); err != nil {
		return "", err
	}
	if err := keepReserve(s.dir); err != nil && !bolt.IsFull(err) {
		return path, fileError(s.dir, err)
	}
	olds, err := filepath.Glob(filepath.Join(dir, "*.db"))
	if err != nil {
		return path, err
	}
	sort.Strings(olds)
	for len(olds) > keptBackups {
		os.Remove(olds[0])
		os.Remove(olds[0] + ".key")
		olds = olds[1:]
	}
	return path, nil
}

// backupLater takes a backup beside the work, after an accepted handover. Close waits for
// it; LastBackup tells how it went.
func (s *Store) backupLater(why string) {
	s.beside.Go(func() {
		path, err := func() (path string, err error) {
			defer func() {
				if r := recover(); r != nil {
					err = rules.Fault("panic in a backup: %v", r)
				}
			}()
			return s.BackupNow(why)
		}()
		s.backup.Store(&BackupResult{Path: path, Err: err})
	})
}

// BackupResult is how the last backup taken by itself went.
type BackupResult struct {
	Path string
	Err  error
}

// LastBackup is how the last backup taken by itself went since the book was opened; nil
// before the first.
func (s *Store) LastBackup() *BackupResult { return s.backup.Load() }

// Restore brings a verified backup into dir. A book that still reads is never
// overwritten (Precondition); a damaged one is moved aside, not deleted.
func Restore(from, dir string, now time.Time) (aside string, err error) {
	if err := sound(from); err != nil {
		return "", err
	}
	path := filepath.Join(dir, BookFile)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fileError(dir, err)
	}
	if _, err := os.Lstat(path); err == nil {
		switch err := sound(path); {
		case err == nil:
			return "", &rules.Error{Kind: rules.Precondition, Err: os.ErrExist, Text: text.Text{
				ZH: "%[1]s 里的值班簿是好的, 不覆盖。要换掉它, 请先把它移走。", EN: "The book in %[1]s is sound and is not overwritten. Move it away first."}.With(dir)}
		case rules.KindOf(err) != rules.Damaged:
			return "", err
		}
		aside = path + ".damaged-" + now.In(rules.Zone).Format("20060102-150405")
		if err := os.Rename(path, aside); err != nil {
			return "", fileError(path, err)
		}
	} else if !errors.Is(err, fs.ErrNotExist) {
		return "", fileError(path, err)
	}
	src, err := os.Open(from)
	if err != nil {
		return aside, fileError(from, err)
	}
	defer src.Close()
	tmp := path + ".new"
	if err := copyOut(tmp, func(w io.Writer) (int64, error) { return io.Copy(w, src) }); err != nil {
		os.Remove(tmp)
		return aside, fileError(tmp, err)
	}
	if _, err := os.Stat(filepath.Join(dir, KeyFile)); errors.Is(err, fs.ErrNotExist) {
		key, err := os.ReadFile(from + ".key")
		if err != nil {
			return aside, fileError(from+".key", err)
		}
		if err := writeFile(filepath.Join(dir, KeyFile), key); err != nil {
			return aside, fileError(dir, err)
		}
	}
	if err := os.Rename(tmp, path); err != nil {
		return aside, fileError(path, err)
	}
	return aside, bolt.SyncDir(dir)
}
