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
// fails, and a flipped bit is noticed. A staged record carries the id of its job before
// the JSON and is absent for everybody until the job is live.
const (
	formatPlain  = 1
	formatStaged = 2
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func seal(job string, v any) ([]byte, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(body)+len(job)+6)
	if job == "" {
		out = append(out, formatPlain)
	} else {
		out = append(out, formatStaged, byte(len(job)))
		out = append(out, job...)
	}
	out = append(out, body...)
	return binary.BigEndian.AppendUint32(out, crc32.Checksum(out, castagnoli)), nil
}

// unseal gives the JSON of a record and the job it is staged under.
func unseal(bucket, key string, raw []byte) (body []byte, job string, err error) {
	if len(raw) < 6 {
		return nil, "", damaged(bucket, key, "too short")
	}
	data, sum := raw[:len(raw)-4], binary.BigEndian.Uint32(raw[len(raw)-4:])
	if crc32.Checksum(data, castagnoli) != sum {
		return nil, "", damaged(bucket, key, "checksum differs")
	}
	switch data[0] {
	case formatPlain:
		return data[1:], "", nil
	case formatStaged:
		n := int(data[1])
		if len(data) < 2+n {
			return nil, "", damaged(bucket, key, "job cut off")
		}
		return data[2+n:], string(data[2 : 2+n]), nil
	}
	return nil, "", damaged(bucket, key, fmt.Sprintf("unknown format %d", data[0]))
}

func damaged(bucket, key, what string) error {
	return &rules.Error{Kind: rules.Damaged, Err: fmt.Errorf("%s/%q: %s", bucket, key, what),
		Text: text.Text{ZH: "值班簿有一条记录读不出来 (%[1]s/%[2]s)。请运行 dutydesk verify 查看, 用 dutydesk restore 恢复备份。",
			EN: "A record of the book cannot be read (%[1]s/%[2]s). Run dutydesk verify to see, dutydesk restore to bring a backup back."}.With(bucket, fmt.Sprintf("%q", key))}
}
