package store_test

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/ssh"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store"
	"dutydesk/store/storetest"
)

// keyLine is the line of a fresh .pub file, and its fingerprint.
func keyLine(t *testing.T, public any) (line, print string) {
	t.Helper()
	k, err := ssh.NewPublicKey(public)
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k))), ssh.FingerprintSHA256(k)
}

func edKey(t *testing.T) (line, print string) {
	t.Helper()
	public, _, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return keyLine(t, public)
}

// Ensure a key is one person's, proves them until it is revoked, and is added with the PIN alone.
func TestKeys(t *testing.T) {
	b := storetest.New(t)
	line, print := edKey(t)
	res := b.Must("何雨禾", &command.AddKey{Line: line + " he@laptop\x1b[2J", PIN: storetest.PIN})
	if res.ID != "SK001" {
		t.Errorf("id %s", res.ID)
	}
	k, o, err := b.KeyOf(print)
	if err != nil || o.Name != "何雨禾" || strings.ContainsRune(k.Comment, '\x1b') || !strings.HasPrefix(k.Comment, "he@laptop") {
		t.Fatalf("%+v %+v %v", k, o, err)
	}
	b.Refuse("周立冬", rules.Invalid, &command.AddKey{Line: line, PIN: storetest.PIN})
	b.Refuse("何雨禾", rules.Invalid, &command.AddKey{Line: line, PIN: storetest.PIN})
	other, _ := edKey(t)
	b.Refuse("周立冬", rules.Denied, &command.AddKey{Officer: "何雨禾", Line: other, PIN: storetest.PIN})
	b.Refuse("何雨禾", rules.Denied, &command.AddKey{Line: other, PIN: "000000"})
	if e := b.Refuse("何雨禾", rules.Invalid, &command.AddKey{Line: other}); e.Field != "pin" {
		t.Errorf("field %s", e.Field)
	}
	b.Refuse("周立冬", rules.Denied, &command.RevokeKey{Key: "SK001"})

	byKey, err := b.SignKey(print, "ssh 192.0.2.7 SK001")
	if err != nil {
		t.Fatal(err)
	}
	note, err := byKey.Do("", &command.AddNote{Text: "凭密钥写的"})
	if err != nil {
		t.Fatal(err)
	}
	entries, err := b.Journal(note.Seq, 1)
	if err != nil || entries[0].Terminal != "ssh 192.0.2.7 SK001" || entries[0].Name != "何雨禾" {
		t.Errorf("%+v %v", entries, err)
	}
	b.Must("沈岚", &command.RevokeKey{Key: print, Reason: "电脑丢了"})
	b.Refuse("沈岚", rules.Precondition, &command.RevokeKey{Key: "sk001"})
	if _, err := byKey.Do("", &command.AddNote{Text: "又一句"}); rules.KindOf(err) != rules.Denied {
		t.Errorf("a revoked key still writes: %v", err)
	}
	if _, err := byKey.Board(); rules.KindOf(err) != rules.Denied {
		t.Errorf("a revoked key still reads: %v", err)
	}
	if _, err := b.SignKey(print, "x"); !errors.Is(err, store.ErrNobody) {
		t.Errorf("a revoked key opens the desk: %v", err)
	}
	b.Refuse("何雨禾", rules.Denied, &command.AddKey{Line: line, PIN: storetest.PIN})
	b.Must("沈岚", &command.AddKey{Officer: "何雨禾", Line: line, PIN: storetest.PIN})
	if n, err := b.Keyed(); n != 1 || err != nil {
		t.Errorf("%d keys, %v", n, err)
	}
	own, err := b.As("何雨禾").Keys("")
	if err != nil || len(own) != 2 || own[0].Good() || !own[1].Good() || own[1].Name != "何雨禾" {
		t.Errorf("%+v %v", own, err)
	}
	if rows, err := b.As("周立冬").Keys(""); err != nil || len(rows) != 0 {
		t.Errorf("another sees %+v %v", rows, err)
	}
	if rows, err := b.As("白露生").Keys(""); err != nil || len(rows) != 2 {
		t.Errorf("the auditor sees %+v %v", rows, err)
	}
	if _, err := b.Public().Keys(""); rules.KindOf(err) != rules.Denied {
		t.Errorf("nobody sees keys: %v", err)
	}
	b.Must("沈岚", &command.RetireOfficer{Officer: "何雨禾"})
	if _, err := b.SignKey(print, "x"); !errors.Is(err, store.ErrNobody) {
		t.Errorf("a retired officer's key opens the desk: %v", err)
	}
}

// Ensure weak keys, private ones, options and what is no key are refused with what to do.
func TestKeyStrength(t *testing.T) {
	b := storetest.New(t)
	short, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	weak, _ := keyLine(t, &short.PublicKey)
	good, _ := edKey(t)
	nist, _ := keyLine(t, &curve.PublicKey)
	for name, line := range map[string]string{
		"RSA 2048": weak, "empty": "", "words": "何雨禾的密钥", "private": "-----BEGIN OPENSSH PRIVATE KEY-----",
		"options": `command="rm -rf /" ` + good, "cut": good[:40],
		"dsa": "ssh-dss AAAAB3NzaC1kc3MAAACBAP",
	} {
		if e := b.Refuse("何雨禾", rules.Invalid, &command.AddKey{Line: line, PIN: storetest.PIN}); e.Field != "line" {
			t.Errorf("%s: field %q", name, e.Field)
		}
	}
	b.Must("何雨禾", &command.AddKey{Line: nist, PIN: storetest.PIN})
}

// Ensure a user name of SSH means one person, and ambiguous ones nobody.
func TestOfficerCalled(t *testing.T) {
	b := storetest.New(t)
	for _, user := range []string{"hyh", "HYH", "何雨禾", "heyuhe"} {
		if o, err := b.OfficerCalled(user); err != nil || o.Name != "何雨禾" {
			t.Errorf("%s: %v %v", user, o.Name, err)
		}
	}
	b.Must("沈岚", &command.AddOfficer{Name: "胡一鸿", Roles: []rules.Role{rules.RoleOfficer}})
	for _, user := range []string{"hyh", "", "root", "x\x1b"} {
		if o, err := b.OfficerCalled(user); !errors.Is(err, store.ErrNobody) {
			t.Errorf("%q: %v %v", user, o.Name, err)
		}
	}
}

// Ensure coming and going stand in the journal under the person's name, also of a revoked
// key, and a burst of failures is one entry that names ten addresses at most.
func TestComingAndGoing(t *testing.T) {
	b := storetest.New(t)
	line, print := edKey(t)
	b.Must("何雨禾", &command.AddKey{Line: line, PIN: storetest.PIN})
	d, err := b.SignKey(print, "ssh")
	if err != nil {
		t.Fatal(err)
	}
	before := b.Seq()
	if err := d.CameIn("192.0.2.7", "key SK001"); err != nil {
		t.Fatal(err)
	}
	b.Must("沈岚", &command.RevokeKey{Key: "SK001"})
	if err := d.WentOut("192.0.2.7", "revoked", 90*time.Second); err != nil {
		t.Fatal(err)
	}
	var all []store.FailedSignIn
	for i := range 500 {
		all = append(all, store.FailedSignIn{Address: "192.0.2." + string(rune('a'+i%26)), Times: i})
	}
	if err := b.SignInsFailed(storetest.Start, all); err != nil {
		t.Fatal(err)
	}
	entries, err := b.Journal(before+1, 10)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Code+" "+e.Name)
	}
	if s := strings.Join(got, ", "); s != "ssh.in 何雨禾, key.revoke 沈岚, ssh.out 何雨禾, ssh.failed system" {
		t.Error(s)
	}
	raw, err := json.Marshal(entries)
	if err != nil || len(raw) > 8<<10 {
		t.Errorf("%d bytes, %v", len(raw), err)
	}
}
