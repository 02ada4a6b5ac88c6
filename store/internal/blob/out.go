package blob

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dutydesk/store/kv/bolt"
)

// Out copies a content into a folder of a person's under a name that is free there: name,
// name-2, name-3 …, and gives that path. The copy is whole and is what was filed, or not
// there (ErrMissing, ErrChanged).
func (f Folder) Out(hash, dir, name string) (string, error) {
	src, err := f.kept(hash)
	if err != nil {
		return "", err
	}
	defer src.Close()
	tmp, err := os.CreateTemp(dir, ".out-*") // 0600
	if err != nil {
		return "", err
	}
	defer os.Remove(tmp.Name())
	sum := sha256.New()
	_, err = io.Copy(io.MultiWriter(tmp, sum), src)
	if err == nil {
		err = tmp.Sync()
	}
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil && hex.EncodeToString(sum.Sum(nil)) != hash {
		err = ErrChanged
	}
	if err != nil {
		return "", err
	}
	return named(tmp.Name(), filepath.Join(dir, exported(name)))
}

// exported is a name that any disk takes: no separators, no marks that other systems keep
// for themselves, and not hidden.
func exported(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '_'
		}
		return r
	}, name)
	if name = strings.TrimLeft(name, ". "); name == "" {
		return "file"
	}
	return name
}

// named gives a file the name, or the first of name-2, name-3 … that is free.
func named(temp, path string) (string, error) {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for n := 2; ; n++ {
		err := os.Link(temp, path)
		if err != nil && !errors.Is(err, fs.ErrExist) { // a disk without links
			var f *os.File
			if f, err = os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600); err == nil {
				f.Close()
				err = os.Rename(temp, path)
			}
		}
		if err == nil {
			return path, bolt.SyncDir(filepath.Dir(path))
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", err
		}
		path = fmt.Sprintf("%s-%d%s", stem, n, ext)
	}
}
