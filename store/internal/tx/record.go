// Package tx runs one command against the book. A command sees its own writes in a
// write-set; only when it returned nil are they merged into the engine's transaction,
// together with its journal entry, so that a refused or panicking command leaves its
// neighbours in the same commit untouched. What a command may do is bounded (Limits),
// so that the same code could stand on a store with small transactions.
package tx

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// A record's value is a format byte, JSON, and a CRC-32C of both: readable when all else
// fails, and a flipped bit is noticed. A staged value carries the job it waits for, what
// stood before it (nothing, for a new record) and the JSON itself: until the job is live
// everybody reads what stood before.
const (
	formatPlain  = 1
	formatStaged = 2
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// layers are the JSON texts of a value. Without a job there is base alone.
type layers struct {
	job        string
	base, next []byte
}

// seen is the layer that a reader sees; nil when the record is absent for it.
func (l layers) seen(live func(job string) bool) []byte {
	if l.job != "" && live(l.job) {
		return l.next
	}
	if len(l.base) == 0 {
		return nil
	}
	return l.base
}

// Seal is a value as a record has it, for what stands beside the journal.
func Seal(v any) ([]byte, error) { return seal(v) }

func seal(v any) ([]byte, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return layers{base: body}.seal(), nil
}

func (l layers) seal() []byte {
	out := make([]byte, 0, len(l.base)+len(l.next)+len(l.job)+10)
	if l.job == "" {
		out = append(append(out, formatPlain), l.base...)
	} else {
		out = append(append(out, formatStaged, byte(len(l.job))), l.job...)
		out = binary.BigEndian.AppendUint32(out, uint32(len(l.base)))
		out = append(append(out, l.base...), l.next...)
	}
	return binary.BigEndian.AppendUint32(out, crc32.Checksum(out, castagnoli))
}

func unseal(bucket, key string, raw []byte) (l layers, err error) {
	if len(raw) < 6 {
		return l, damaged(bucket, key, "too short")
	}
	data, sum := raw[:len(raw)-4], binary.BigEndian.Uint32(raw[len(raw)-4:])
	if crc32.Checksum(data, castagnoli) != sum {
		return l, damaged(bucket, key, "checksum differs")
	}
	switch data[0] {
	case formatPlain:
		return layers{base: data[1:]}, nil
	case formatStaged:
		n := 2 + int(data[1])
		if len(data) >= n+4 {
			m := int(binary.BigEndian.Uint32(data[n:]))
			if rest := data[n+4:]; m <= len(rest) {
				return layers{job: string(data[2:n]), base: rest[:m], next: rest[m:]}, nil
			}
		}
		return l, damaged(bucket, key, "staged value cut off")
	}
	return l, damaged(bucket, key, fmt.Sprintf("unknown format %d", data[0]))
}

func damaged(bucket, key, what string) error {
	return &rules.Error{Kind: rules.Damaged, Err: fmt.Errorf("%s/%q: %s", bucket, key, what),
		Text: text.Text{ZH: "值班簿有一条记录读不出来 (%[1]s/%[2]s)。请运行 dutydesk verify 查看, 用 dutydesk restore 恢复备份。",
			EN: "A record of the book cannot be read (%[1]s/%[2]s). Run dutydesk verify to see, dutydesk restore to bring a backup back."}.With(bucket, fmt.Sprintf("%q", key))}
}
