package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/crypto/ssh"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
)

// hostKeyFile is the SSH service's own key in the data folder. It is made by init and by
// nothing else: a lost one must not silently become a new identity.
const hostKeyFile = "ssh_host_ed25519_key"

// hostKey reads the host key. Precondition: there is none, it does not read, or others may
// read it.
func hostKey(dir string) (ssh.Signer, error) {
	path := filepath.Join(dir, hostKeyFile)
	st, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &rules.Error{Kind: rules.Precondition, Err: err, Text: text.Text{
			ZH: "没有主机密钥 (%[1]s)。先运行 dutydesk init --host-key; 原来有的从备份取回。",
			EN: "There is no host key (%[1]s). Run dutydesk init --host-key; where there was one, bring it back from a copy."}.With(path)}
	}
	if err == nil && st.Mode().Perm()&0o077 != 0 {
		return nil, rules.Refuse(text.Text{ZH: "%[1]s 别人也能读, 先 chmod 600。", EN: "Others may read %[1]s: chmod 600 first."}.With(path), "")
	}
	var raw []byte
	if err == nil {
		raw, err = os.ReadFile(path)
	}
	var key ssh.Signer
	if err == nil {
		key, err = ssh.ParsePrivateKey(raw)
	}
	if err != nil {
		return nil, &rules.Error{Kind: rules.Precondition, Err: err, Text: text.Text{ZH: "主机密钥读不出 (%[1]s)。", EN: "The host key does not read (%[1]s)."}.With(path)}
	}
	return key, nil
}

// makeHostKey makes the host key, readable by the owner alone. Precondition: there is one.
func makeHostKey(dir string) (ssh.Signer, error) {
	path := filepath.Join(dir, hostKeyFile)
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, rules.AsError(err)
	}
	block, err := ssh.MarshalPrivateKey(private, "dutydesk")
	if err != nil {
		return nil, rules.AsError(err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil, rules.Refuse(text.Text{ZH: "已有主机密钥 (%[1]s), 没有动它。", EN: "There is a host key already (%[1]s); it was left as it is."}.With(path), "")
	}
	if err == nil {
		_, err = f.Write(pem.EncodeToMemory(block))
		err = errors.Join(err, f.Sync(), f.Close())
	}
	if err != nil {
		return nil, &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{ZH: "写不下主机密钥: %[1]s", EN: "The host key cannot be written: %[1]s"}.With(cause(err))}
	}
	return ssh.NewSignerFromKey(private)
}

// firstHostKey makes the host key of a new book, where the folder has none yet, and tells its
// fingerprint.
func (a *app) firstHostKey(dir string) error {
	key, err := hostKey(dir)
	if errors.Is(err, fs.ErrNotExist) {
		key, err = makeHostKey(dir)
	}
	if err == nil {
		a.note(hostKeyText.With(ssh.FingerprintSHA256(key.PublicKey())))
	}
	return err
}

// hostKeyText tells the fingerprint that who comes over SSH compares.
var hostKeyText = text.Text{ZH: "SSH 主机密钥 %[1]s", EN: "SSH host key %[1]s"}

// initHostKey makes the host key of a book of before.
func (a *app) initHostKey(dir string) error {
	if !bookIn(dir) {
		return rules.Refuse(text.Text{ZH: "%[1]s 里没有值班簿。", EN: "There is no book in %[1]s."}.With(filepath.Join(dir, store.BookFile)), "")
	}
	key, err := makeHostKey(dir)
	if err != nil {
		return err
	}
	a.printf("%s\n", ssh.FingerprintSHA256(key.PublicKey()))
	return nil
}
