package tx

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"dutydesk/store/kv"
)

// Entry is one line of the journal, a leaf of the tree: who did what to which record,
// from where, under which shift. Body is the salted hash of the command's JSON, which
// stands beside it and can be erased by law without breaking the tree. Codes and
// arguments only, never sentences.
type Entry struct {
	Seq      uint64    `json:"seq"`
	At       time.Time `json:"at"`
	Officer  string    `json:"officer"`
	Name     string    `json:"name"`
	Terminal string    `json:"terminal,omitempty"`
	Shift    string    `json:"shift,omitempty"`
	Code     string    `json:"code"`
	Record   string    `json:"record,omitempty"`
	Offset   int64     `json:"offset,omitempty"` // seconds added to the machine's clock
	Body     string    `json:"body"`
	// Wrote names each record that the command wrote, with the salted hash of its value:
	// "case/C20261124-0004 9f86d0…". Verify holds the newest mention against the record.
	Wrote []string `json:"wrote,omitempty"`
}

// Body is a command's JSON ready for the journal: salted and hashed outside the writer.
type Body struct {
	Raw  []byte // salt and JSON
	Hash string
}

// HashValue is the hash of a record's value under the salt of the entry's body.
func (b Body) HashValue(value []byte) string { return hashValue(b.Raw[:min(16, len(b.Raw))], value) }

// SaltedHash is HashValue for verify: body is the stored body of the entry.
func SaltedHash(body, value []byte) string { return hashValue(body[:min(16, len(body))], value) }

func hashValue(salt, value []byte) string {
	h := sha256.New()
	h.Write(salt)
	h.Write(value)
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// SealBody salts and hashes a command's JSON.
func SealBody(salt [16]byte, command any) (Body, error) {
	enc, err := json.Marshal(command)
	if err != nil {
		return Body{}, err
	}
	raw := append(append(make([]byte, 0, 16+len(enc)), salt[:]...), enc...)
	sum := sha256.Sum256(raw)
	return Body{Raw: raw, Hash: hex.EncodeToString(sum[:])}, nil
}

// SeqKey is a journal key: big-endian, so that keys sort by number.
func SeqKey(n uint64) string {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], n)
	return string(b[:])
}

// EntryAt reads the journal entry of a seq (from 1).
func EntryAt(r Reader, seq uint64) (Entry, bool, error) {
	raw, err := r.raw("journal", SeqKey(seq))
	if err != nil || raw == nil {
		return Entry{}, false, err
	}
	var e Entry
	if err := json.Unmarshal(raw, &e); err != nil {
		return e, false, damaged("journal", fmt.Sprint(seq), err.Error())
	}
	return e, true, nil
}

// Entries reads the journal from seq from on, newest first when reverse, until fn
// returns false.
func Entries(r Reader, from uint64, reverse bool, fn func(Entry) bool) error {
	lo, hi := SeqKey(from), ""
	if reverse {
		lo = ""
		if from > 0 {
			hi = SeqKey(from + 1)
		}
	}
	return r.scan("journal", lo, hi, reverse, func(k string, raw []byte) (bool, error) {
		var e Entry
		if err := json.Unmarshal(raw, &e); err != nil {
			return false, damaged("journal", fmt.Sprintf("%x", k), err.Error())
		}
		return fn(e), nil
	})
}

// EntriesOf reads the entries about a record, oldest first.
func EntriesOf(r Reader, record string) ([]Entry, error) {
	p := "journal/" + record + "\x00"
	var out []Entry
	err := r.scan("ix", p, p+"\xff\xff", false, func(k string, _ []byte) (bool, error) {
		e, ok, err := EntryAt(r, binary.BigEndian.Uint64([]byte(k[len(p):])))
		if ok {
			out = append(out, e)
		}
		return true, err
	})
	return out, err
}

// LastOf reads the newest entry about a record.
func LastOf(r Reader, record string) (e Entry, ok bool, err error) {
	p := "journal/" + record + "\x00"
	err = r.scan("ix", p, p+"\xff\xff", true, func(k string, _ []byte) (bool, error) {
		var err error
		e, ok, err = EntryAt(r, binary.BigEndian.Uint64([]byte(k[len(p):])))
		return false, err
	})
	return e, ok, err
}

// BodyOf decodes the command that an entry wrote into cmd; false where its body is gone, as
// one erased by law is.
func BodyOf(r Reader, seq uint64, cmd any) (bool, error) {
	raw, err := r.raw("body", SeqKey(seq))
	if err != nil || len(raw) < 16 {
		return false, err
	}
	return json.Unmarshal(raw[16:], cmd) == nil, nil
}

// WroteOf lists the ids of a table's records that the entry wrote.
func (e *Entry) WroteOf(table string) (ids []string) {
	for _, w := range e.Wrote {
		if rest, ok := strings.CutPrefix(w, table+"/"); ok {
			id, _, _ := strings.Cut(rest, " ")
			ids = append(ids, id)
		}
	}
	return ids
}

// Edge is the right edge of the tree: all that is needed to append.
type Edge struct {
	N      int64
	hashes map[int64]tlog.Hash
}

// LoadEdge reads the edge record.
func LoadEdge(r kv.Reader) (*Edge, error) {
	e := &Edge{hashes: map[int64]tlog.Hash{}}
	raw := r.Get("state", "edge")
	if raw == nil {
		return e, nil
	}
	if len(raw) < 8 || (len(raw)-8)%(8+tlog.HashSize) != 0 {
		return nil, damaged("state", "edge", "bad length")
	}
	e.N = int64(binary.BigEndian.Uint64(raw))
	for p := raw[8:]; len(p) > 0; p = p[8+tlog.HashSize:] {
		e.hashes[int64(binary.BigEndian.Uint64(p))] = tlog.Hash(p[8 : 8+tlog.HashSize])
	}
	return e, nil
}

// ReadHashes implements tlog.HashReader over the edge alone.
func (e *Edge) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, x := range indexes {
		h, ok := e.hashes[x]
		if !ok {
			return nil, fmt.Errorf("tree hash %d is not on the edge", x)
		}
		out[i] = h
	}
	return out, nil
}

// Append adds an entry as the next leaf and writes leaf, body and tree hashes.
func (e *Edge) Append(w kv.Writer, entry Entry, body Body) error {
	leaf, err := json.Marshal(entry)
	if err != nil {
		return err
	}
	hashes, err := tlog.StoredHashesForRecordHash(e.N, tlog.RecordHash(leaf), e)
	if err != nil {
		return err
	}
	at := tlog.StoredHashIndex(0, e.N)
	for i, h := range hashes {
		if err := w.Put("hash", SeqKey(uint64(at)+uint64(i)), h[:]); err != nil {
			return err
		}
		e.hashes[at+int64(i)] = h
	}
	if err := w.Put("journal", SeqKey(entry.Seq), leaf); err != nil {
		return err
	}
	if err := w.Put("body", SeqKey(entry.Seq), body.Raw); err != nil {
		return err
	}
	if entry.Record != "" {
		if err := w.Put("ix", EntryIndex(entry), []byte{}); err != nil {
			return err
		}
	}
	e.N++
	return nil
}

// Root is the tree hash over all entries so far.
func (e *Edge) Root() (tlog.Hash, error) { return tlog.TreeHash(e.N, e) }

// Save writes the edge record, dropping hashes that no later append needs.
func (e *Edge) Save(w kv.Writer) error {
	var need []int64
	if e.N > 0 {
		_, err := tlog.TreeHash(e.N, tlog.HashReaderFunc(func(ix []int64) ([]tlog.Hash, error) {
			need = append(need, ix...)
			return e.ReadHashes(ix)
		}))
		if err != nil {
			return err
		}
	}
	raw := binary.BigEndian.AppendUint64(nil, uint64(e.N))
	keep := make(map[int64]tlog.Hash, len(need))
	for _, i := range need {
		h := e.hashes[i]
		keep[i] = h
		raw = append(binary.BigEndian.AppendUint64(raw, uint64(i)), h[:]...)
	}
	e.hashes = keep
	return w.Put("state", "edge", raw)
}

// EntryIndex is the index key that leads from a record to an entry about it.
func EntryIndex(e Entry) string { return "journal/" + e.Record + "\x00" + SeqKey(e.Seq) }
