package plan

import (
	"encoding/json"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// yuan is a sum in fen that JSON shows in yuan, exactly.
type yuan int64

// MarshalJSON writes 5000, 199.9 or 199.99.
func (y yuan) MarshalJSON() ([]byte, error) { return []byte(y.String()), nil }

func (y yuan) String() string {
	s := strconv.FormatInt(int64(y)/100, 10)
	if fen := int64(y) % 100; fen != 0 {
		s += strings.TrimRight(fmt.Sprintf(".%02d", fen), "0")
	}
	return s
}

// most is the largest sum and the largest count that a question may name, far above any
// township's and small enough that no sum of them overflows.
const (
	mostFen   = 1_000_000_000_000_00
	mostCount = 1_000_000_000
)

// fenOf reads a JSON number of yuan exactly; what is below a fen, below zero or too large
// is an error.
func fenOf(raw string) (int64, error) {
	const want = "expected yuan, 0 or more, to the fen"
	r, err := exact(raw)
	if err != nil {
		return 0, fmt.Errorf("%w, %s", err, want)
	}
	r.Mul(r, big.NewRat(100, 1))
	switch {
	case r.Sign() < 0:
		return 0, fmt.Errorf("negative, %s", want)
	case !r.IsInt():
		return 0, fmt.Errorf("a part of a fen, %s", want)
	case !r.Num().IsInt64() || r.Num().Int64() > mostFen:
		return 0, fmt.Errorf("too large, %s", want)
	}
	return r.Num().Int64(), nil
}

// exact reads a JSON number. Its length and exponent are bounded, so that no question
// makes a number of a million digits.
func exact(raw string) (*big.Rat, error) {
	if raw == "" || raw[0] != '-' && (raw[0] < '0' || raw[0] > '9') {
		return nil, fmt.Errorf("not a number")
	}
	mantissa, exp, _ := strings.Cut(strings.ToLower(raw), "e")
	if n, err := strconv.Atoi(exp); exp != "" && (err != nil || n > 30 || n < -30) || len(mantissa) > 60 {
		return nil, fmt.Errorf("a number out of range")
	}
	r, ok := new(big.Rat).SetString(raw)
	if !ok {
		return nil, fmt.Errorf("not a number")
	}
	return r, nil
}

// countOf reads a JSON number that is a count.
func countOf(raw string) (int64, error) {
	const want = "expected a whole number, 0 or more"
	r, err := exact(raw)
	switch {
	case err != nil:
		return 0, fmt.Errorf("%w, %s", err, want)
	case r.Sign() < 0:
		return 0, fmt.Errorf("negative, %s", want)
	case !r.IsInt():
		return 0, fmt.Errorf("not whole, %s", want)
	case !r.Num().IsInt64() || r.Num().Int64() > mostCount:
		return 0, fmt.Errorf("too large, %s", want)
	}
	return r.Num().Int64(), nil
}

// money is a sum of the question, in fen.
func (q question) money(key string) (int64, error) {
	n, err := fenOf(string(q[key]))
	if err != nil {
		return 0, fmt.Errorf("%s: %w", key, err)
	}
	return n, nil
}

// count is a count of the question.
func (q question) count(key string) (int64, error) {
	n, err := countOf(string(q[key]))
	if err != nil {
		return 0, fmt.Errorf("%s: %w", key, err)
	}
	return n, nil
}

// payments is a list of sums of the question, in fen.
func (q question) payments(key string) ([]int64, error) {
	var list []json.RawMessage
	if err := q.decode(key, "a list of yuan", &list); err != nil {
		return nil, err
	}
	if len(list) > 1000 {
		return nil, fmt.Errorf("%s: %d payments, expected at most 1000", key, len(list))
	}
	out := make([]int64, len(list))
	for i, raw := range list {
		n, err := fenOf(string(raw))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", key, err)
		}
		out[i] = n
	}
	return out, nil
}
