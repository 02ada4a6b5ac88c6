package store

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"dutydesk/rules"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
)

// Report is what a verification found. Problems are sentences for the log, in English;
// none means that every record reads, every hash, index and balance was recomputed and
// agrees, every signed head is the tree's, and every attachment's bytes are as they were
// filed.
type Report struct {
	Entries  int
	Records  int
	Problems []string
	Warnings []string   // what nothing depends on
	Head     rules.Head // size and root of the whole tree, unsigned
}

// maxProblems bounds a report.
const maxProblems = 50

func (r *Report) bad(format string, args ...any) {
	if len(r.Problems) < maxProblems {
		r.Problems = append(r.Problems, fmt.Sprintf(format, args...))
	}
}

// Verify checks the whole book and the attachments beside it. progress, if not nil, hears each stage.
func (s *Store) Verify(progress func(stage string)) (Report, error) {
	rep, err := verifyBook(s.eng, publicKey(s.key), progress)
	if err != nil {
		return rep, err
	}
	if progress != nil {
		progress("archive")
	}
	if err = checkArchive(s.eng, s.archive(), &rep); errors.Is(err, kv.ErrDamaged) || rules.KindOf(err) == rules.Damaged {
		rep.bad("%v", err)
		err = nil
	}
	return rep, err
}

// verifyBook checks a book whose heads must be signed by key; "" trusts the key that the
// book itself names.
func verifyBook(eng kv.Engine, key string, progress func(string)) (rep Report, err error) {
	if progress == nil {
		progress = func(string) {}
	}
	progress("pages")
	if err := eng.Check(); err != nil {
		if errors.Is(err, kv.ErrDamaged) {
			rep.bad("%v", err)
			return rep, nil
		}
		return rep, err
	}
	err = eng.View(func(r kv.Reader) error {
		v := tx.View{R: r}
		want, wrote := map[string]bool{}, map[string]mention{}
		progress("journal")
		signed := sheets{}
		tree := journal(v, &rep, want, wrote, signed)
		progress("records")
		records(v, &rep, want, wrote)
		progress("indexes")
		r.Scan("ix", "", "", false, func(k string, _ []byte) bool {
			if !want[k] {
				rep.bad("index entry %q leads to nothing", k)
			}
			delete(want, k)
			return true
		})
		for k := range want {
			rep.bad("index entry %q is missing", k)
		}
		progress("balances")
		if err := balances(v, &rep); err != nil {
			rep.bad("%v", err)
		}
		if err := signed.months(v, &rep); err != nil {
			rep.bad("%v", err)
		}
		if err := sames(v, &rep); err != nil {
			rep.bad("%v", err)
		}
		if err := words(v, func(rules.Word) {}); err != nil {
			rep.bad("%v", err)
		}
		progress("signatures")
		if err := heads(v, &rep, tree, key); err != nil {
			rep.bad("%v", err)
		}
		return nil
	})
	if errors.Is(err, kv.ErrDamaged) {
		rep.bad("%v", err)
		err = nil
	}
	return rep, err
}

// mention is the newest journal entry that wrote a record, and the hash of what it wrote.
type mention struct {
	seq  uint64
	hash string
}

// records unseals everything, holds each record against the newest entry that wrote it,
// and collects the index entries that must exist.
func records(v tx.View, rep *Report, want map[string]bool, wrote map[string]mention) {
	for _, t := range table.All {
		v.R.Scan(t.Bucket(), "", "", false, func(k string, raw []byte) bool {
			rep.Records++
			id := t.Bucket() + "/" + k
			if m, ok := wrote[id]; !ok || tx.SaltedHash(v.R.Get("body", tx.SeqKey(m.seq)), raw) != m.hash {
				rep.bad("%s is not what entry %d of the journal wrote", id, m.seq)
			}
			delete(wrote, id)
			es, err := t.Indexes(k, raw)
			if err != nil {
				rep.bad("%v", err)
			}
			for _, e := range es {
				want[e] = true
			}
			return true
		})
	}
	for id, m := range wrote {
		rep.bad("%s, written by entry %d of the journal, is gone", id, m.seq)
	}
	for _, b := range []string{"state", "req", "pin", "job"} {
		v.R.Scan(b, "", "", false, func(k string, _ []byte) bool {
			var any json.RawMessage
			if b == "state" && k == "edge" {
				return true
			}
			if _, err := tx.In(v, b, k, &any); err != nil {
				rep.bad("%v", err)
				return true
			}
			var pin tx.PIN
			if b == "pin" && (json.Unmarshal(any, &pin) != nil || !pin.Belongs(k)) {
				rep.bad("pin/%s is the PIN of another officer", k)
			}
			return true
		})
	}
}

// journal recomputes every leaf, body and tree hash.
func journal(v tx.View, rep *Report, want map[string]bool, wrote map[string]mention, signed sheets) tlog.HashReader {
	hashes := map[int64]tlog.Hash{}
	reader := tlog.HashReaderFunc(func(ix []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(ix))
		for i, x := range ix {
			h, ok := hashes[x]
			if !ok {
				return nil, fmt.Errorf("tree hash %d is missing", x)
			}
			out[i] = h
		}
		return out, nil
	})
	n := int64(0)
	v.R.Scan("journal", "", "", false, func(k string, leaf []byte) bool {
		seq := n + 1
		if got := binary.BigEndian.Uint64([]byte(k)); got != uint64(seq) {
			rep.bad("journal: entry %d stands where %d should", got, seq)
			return false
		}
		var e tx.Entry
		if err := json.Unmarshal(leaf, &e); err != nil || e.Seq != uint64(seq) {
			rep.bad("journal: entry %d does not read: %v", seq, err)
		}
		if e.Record != "" {
			want[tx.EntryIndex(e)] = true
		}
		signed.entry(&e, rep)
		for _, w := range e.Wrote {
			if id, hash, ok := strings.Cut(w, " "); ok {
				wrote[id] = mention{uint64(seq), hash}
			}
		}
		sum := sha256.Sum256(v.R.Get("body", k))
		if hex.EncodeToString(sum[:]) != e.Body {
			rep.bad("journal: the body of entry %d is not what was written", seq)
		}
		hs, err := tlog.StoredHashesForRecordHash(n, tlog.RecordHash(leaf), reader)
		if err != nil {
			rep.bad("journal: %v", err)
			return false
		}
		at := tlog.StoredHashIndex(0, n)
		for i, h := range hs {
			hashes[at+int64(i)] = h
			if string(v.R.Get("hash", tx.SeqKey(uint64(at)+uint64(i)))) != string(h[:]) {
				rep.bad("journal: entry %d was changed, its tree hash differs", seq)
			}
		}
		n++
		return true
	})
	rep.Entries = int(n)
	edge, err := tx.LoadEdge(v.R)
	if err != nil {
		rep.bad("%v", err)
		return reader
	}
	if edge.N != n {
		rep.bad("journal: %d entries, the tree has %d", n, edge.N)
		return reader
	}
	if n == 0 {
		return reader
	}
	want1, err1 := tlog.TreeHash(n, reader)
	got, err2 := edge.Root()
	if err1 != nil || err2 != nil || want1 != got {
		rep.bad("journal: the tree head differs (%v %v)", err1, err2)
	}
	rep.Head = rules.Head{Size: n, Root: want1.String()}
	return reader
}

// balances sums the moves up again.
func balances(v tx.View, rep *Report) error {
	sum := map[string]int64{}
	err := table.Moves.Scan(v, "", "", false, func(m *rules.Move) (bool, error) {
		if !rules.Outside(m.From) {
			sum[table.BalanceID(m.Item, m.From, m.Lot)] -= m.Qty
		}
		if !rules.Outside(m.To) {
			sum[table.BalanceID(m.Item, m.To, m.Lot)] += m.Qty
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	err = table.Balances.Scan(v, "", "", false, func(b *rules.Balance) (bool, error) {
		id := table.BalanceID(b.Item, b.Place, b.Lot)
		if b.Qty != sum[id] {
			rep.bad("balance %s is %d, its moves make %d", id, b.Qty, sum[id])
		}
		if b.Qty < 0 {
			rep.bad("balance %s is below zero", id)
		}
		delete(sum, id)
		return true, nil
	})
	for id, q := range sum {
		if q != 0 {
			rep.bad("balance %s is missing, its moves make %d", id, q)
		}
	}
	return err
}

// sames follows each case that was merged to its main case, which must know of it, and each
// main case to those that it has taken in, in whatever state they are. The way from case to
// case must come to an end.
func sames(v tx.View, rep *Report) error {
	same, took := map[string]string{}, map[string][]string{}
	err := table.Cases.Scan(v, "", "", false, func(c *rules.Case) (bool, error) {
		if c.Same != "" {
			same[c.ID] = c.Same
			if c.State != rules.CaseClosed {
				rep.bad("case %s was merged into %s and is not closed", c.ID, c.Same)
			}
		}
		for i := range c.Joined {
			if j := &c.Joined[i]; j.Back == nil {
				took[c.ID] = append(took[c.ID], j.Case)
			}
		}
		return true, nil
	})
	for _, id := range slices.Sorted(maps.Keys(same)) {
		if main := same[id]; !slices.Contains(took[main], id) {
			rep.bad("case %s was merged into %s, which does not have it", id, main)
		}
		at, steps := id, 0
		for same[at] != "" && steps <= len(same) {
			at, steps = same[at], steps+1
		}
		if steps > len(same) {
			rep.bad("case %s was merged into %s, which leads to no case that goes on", id, same[id])
		}
	}
	for _, main := range slices.Sorted(maps.Keys(took)) {
		for _, id := range took[main] {
			if same[id] != main {
				rep.bad("case %s has taken in %s, which was not merged into it", main, id)
			}
		}
	}
	return err
}

// heads checks the signed tree head that each accepted handover must carry.
func heads(v tx.View, rep *Report, tree tlog.HashReader, key string) error {
	var named string
	if ok, err := tx.StateOf(v, "key", &named); err != nil || !ok {
		return errors.Join(err, errors.New("the book does not name its signing key"))
	}
	if key != "" && key != named {
		rep.bad("the book names another signing key than the desk's")
	}
	return table.Handovers.Scan(v, "", "", false, func(h *rules.Handover) (bool, error) {
		if h.Head == nil {
			if h.Over() {
				rep.bad("handover %s was accepted, or let pass, without a tree head", h.ID)
			}
			return true, nil
		}
		if err := CheckHead(*h.Head); err != nil {
			rep.bad("handover %s: %v", h.ID, err)
		}
		if h.Head.Key != named {
			rep.bad("handover %s is signed by a key that is not the desk's", h.ID)
		}
		root, err := tlog.TreeHash(h.Head.Size, tree)
		if err != nil || root.String() != h.Head.Root {
			rep.bad("handover %s: the journal before it is not the one that was signed (%v)", h.ID, err)
		}
		return true, nil
	})
}

// CheckHead verifies the signature of a tree head by the key it names; whether that key
// is the desk's is for the caller to compare.
func CheckHead(h rules.Head) error {
	key, err1 := base64.StdEncoding.DecodeString(h.Key)
	sig, err2 := base64.StdEncoding.DecodeString(h.Sig)
	if err1 != nil || err2 != nil || len(key) != ed25519.PublicKeySize || !ed25519.Verify(key, headText(h), sig) {
		return errors.New("the tree head's signature is wrong")
	}
	return nil
}

func publicKey(key ed25519.PrivateKey) string {
	return base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey))
}
