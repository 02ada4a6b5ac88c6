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
	"dutydesk/store/internal/blob"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv/bolt"
)

// keptBackups is how many backups taken by itself are kept: a month of nights.
const keptBackups = 31

// Backup writes one consistent moment to path while work goes on: to a temporary file,
// synced, opened and verified, and only then given its name. The signing key goes beside
// it (path + ".key"), and the attachments that it names (path + ".archive", where there are
// any), each verified. It refuses to overwrite any of them. An attachment that is lost is
// left out, and said at the end (Damaged).
func (s *Store) Backup(path string) error {
	if _, err := os.Lstat(string(ownArchive(path))); err == nil {
		return exists(string(ownArchive(path)))
	}
	err := s.backupWith(path, ownArchive(path))
	if err != nil && rules.KindOf(err) != rules.Damaged {
		os.RemoveAll(string(ownArchive(path)))
	}
	return err
}

func exists(path string) error {
	return &rules.Error{Kind: rules.Precondition, Err: os.ErrExist, Text: text.Text{
		ZH: "%[1]s 已存在, 不覆盖。", EN: "%[1]s exists already and is not overwritten."}.With(path)}
}

// backupWith is Backup with the attachments in a folder that may hold others too.
func (s *Store) backupWith(path string, files blob.Folder) error {
	for _, p := range []string{path, path + ".key"} {
		if _, err := os.Lstat(p); err == nil {
			return exists(p)
		}
	}
	var lost []Lost
	key, err := os.ReadFile(filepath.Join(s.dir, KeyFile))
	if err == nil {
		err = writeFile(path+".key", key)
	}
	if err == nil {
		err = whole(path, func(f *os.File) error { _, err := s.eng.WriteTo(f); return err }, func(tmp string) error {
			if err := sound(tmp); err != nil {
				return err
			}
			all, err := evidenceIn(tmp) // of the moment that was copied
			if err == nil {
				lost, err = bring(all, files, s.archive())
			}
			return err
		})
	}
	if err != nil {
		os.Remove(path + ".key")
		return fileError(path, err)
	}
	return wounded(lost)
}

func fileError(path string, err error) error {
	var e *rules.Error
	if errors.As(err, &e) {
		return err
	}
	return &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{
		ZH: "写 %[1]s 失败: %[2]s", EN: "Writing %[1]s failed: %[2]s"}.With(path, shortCause(err))}
}

// sound opens a copy read-only and verifies it.
func sound(path string) error {
	eng, err := bolt.Open(path, tx.Buckets, true)
	if err != nil {
		return opening(path, err)
	}
	defer eng.Close()
	rep, err := verifyBook(eng, "", nil)
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
	incomplete := s.backupWith(path, sharedArchive(path))
	if incomplete != nil && (rules.KindOf(incomplete) != rules.Damaged || !there(path)) {
		return "", incomplete
	}
	if err := keepReserve(s.dir); err != nil && !bolt.IsFull(err) {
		return path, fileError(s.dir, err)
	}
	olds, err := filepath.Glob(filepath.Join(dir, "*.db"))
	if err != nil {
		return path, err
	}
	sort.Strings(olds)
	for _, old := range olds[:max(0, len(olds)-keptBackups)] {
		if old != path { // the clock may have been ahead when the others were taken
			os.Remove(old)
			os.Remove(old + ".key")
		}
	}
	return path, incomplete
}

func there(path string) bool { _, err := os.Lstat(path); return err == nil }

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
// overwritten (Precondition); a damaged one is moved aside, not deleted, and only once
// the copy stands beside it. The reserve is taken where the disk has room for it.
func Restore(from, dir string, now time.Time) (aside string, err error) {
	if err := sound(from); err != nil {
		return "", err
	}
	path := filepath.Join(dir, BookFile)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fileError(dir, err)
	}
	_, err = os.Lstat(path)
	old := err == nil
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fileError(path, err)
	}
	if old {
		switch err := sound(path); {
		case err == nil:
			return "", &rules.Error{Kind: rules.Precondition, Err: os.ErrExist, Text: text.Text{
				ZH: "%[1]s 里的值班簿是好的, 不覆盖。要换掉它, 请先把它移走。", EN: "The book in %[1]s is sound and is not overwritten. Move it away first."}.With(dir)}
		case rules.KindOf(err) != rules.Damaged:
			return "", err
		}
	}
	if err := bringKey(from, dir); err != nil {
		return "", fileError(dir, err)
	}
	err = whole(path, func(f *os.File) error {
		src, err := os.Open(from)
		if err != nil {
			return err
		}
		defer src.Close()
		_, err = io.Copy(f, src)
		return err
	}, func(tmp string) error {
		if err := sound(tmp); err != nil || !old {
			return err
		}
		aside = path + ".damaged-" + now.In(rules.Zone).Format("20060102-150405")
		return os.Rename(path, aside)
	})
	if err != nil {
		return aside, fileError(path, err)
	}
	if err := keepReserve(dir); err != nil && !bolt.IsFull(err) {
		return aside, fileError(dir, err)
	}
	return aside, nil
}

// bringKey restores the signing key beside a restored book, when it is missing.
func bringKey(from, dir string) error {
	_, err := os.Stat(filepath.Join(dir, KeyFile))
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	key, err := os.ReadFile(from + ".key")
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(dir, KeyFile), key)
}
