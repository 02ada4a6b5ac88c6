package main

import (
	"bytes"
	"encoding/csv"
	"strings"
)

// csvTable is rows as office programs read them: a byte order mark first, and what would be a
// formula there defused.
func csvTable(rows [][]string) []byte {
	var buf bytes.Buffer
	buf.WriteString("\ufeff")
	w := csv.NewWriter(&buf)
	for _, r := range rows {
		safe := make([]string, len(r))
		for i, s := range r {
			safe[i] = defused(s)
		}
		_ = w.Write(safe) // a buffer takes all
	}
	w.Flush()
	return buf.Bytes()
}

func defused(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}
