package text

import "testing"

func TestParsePhone(t *testing.T) {
	for in, want := range map[string]string{
		"19900000001":   "19900000001",
		"199 0000 0001": "19900000001",
		"１９９－００００－０００１":           "19900000001",
		"+86 199 0000 0001":       "19900000001",
		"+86-19900000001":         "19900000001",
		"008619900000001":         "19900000001",
		"\u202d19900000001\u202c": "19900000001", // copied from a telephone's contacts
		"199\u00a00000\u20050001": "19900000001",
		"0419-8220015":            "0419-8220015",
		"04198220015":             "0419-8220015",
		"（0419）82200015":          "0419-82200015",
		"010-12345678":            "010-12345678",
		"01012345678":             "010-12345678",
		"0211234567":              "021-1234567",
		"010—1234—5678":           "010-12345678",
		"0419-8220015-123":        "0419-8220015-123",
		"0419-8220015转123":        "0419-8220015-123",
		"04198220015 转 1":         "0419-8220015-1",
		"0419-822-0015":           "0419-8220015",
		"+86 419 8220015":         "0419-8220015",
		"+86-10-12345678-801":     "010-12345678-801",
		"110":                     "110",
		"１２０":                     "120",
		"119":                     "119",
		"122":                     "122",
		"12345":                   "12345",
		"12379":                   "12379",
		"1000":                    "1000",
		"95598":                   "95598",
		"400-123-4567":            "4001234567",
	} {
		got, p := ParsePhone(in)
		if p != nil || got != want {
			t.Errorf("ParsePhone(%q) = %q, %v, want %q", in, got, p, want)
		}
		if again, p := ParsePhone(got); p != nil || again != got {
			t.Errorf("ParsePhone(%q) = %q, %v is not stable", got, again, p)
		}
	}
}

func TestParsePhoneProblems(t *testing.T) {
	for in, want := range map[string]Text{
		"":                   phoneEmpty,
		" - ":                phoneEmpty,
		"+86":                phoneEmpty,
		"1990000000":         phoneMobile.With(10),
		"199000000011":       phoneMobile.With(12),
		"12900000001":        phoneMobile.With(11),
		"123456":             phoneMobile.With(6),
		"8220015":            phoneArea,
		"82200015":           phoneArea,
		"199x0000001":        phoneChar.With("x"),
		"一九九00000001":        phoneChar.With("一"),
		"199\u200b00000001":  phoneChar.With(bad),
		"+852 2345 6789":     phoneAbroad,
		"0085223456789":      phoneAbroad,
		"0419-8220015转":      phoneTail,
		"0419-8220015转12345": phoneTail,
		"19900000001转1":      phoneUnknown.With(11),
		"0419-82200":         phoneUnknown.With(9),
		"11":                 phoneMobile.With(2),
		"5":                  phoneUnknown.With(1),
	} {
		if got, p := ParsePhone(in); p == nil || p.Text != want || got != "" {
			t.Errorf("ParsePhone(%q) = %q, %v, want %v", in, got, p, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"419901195203140015", "419901520314001", "19900000001", "0419-8220015-123", "+86-10-12345678-801", "010-1234567-8", "+86 110", "转", "+86转1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if n, p := ParsePhone(s); p == nil {
			if again, p := ParsePhone(n); p != nil || again != n {
				t.Errorf("ParsePhone(%+q) = %q, then %q, %v", s, n, again, p)
			}
		}
		if id, p := ParseID(s, today); p == nil {
			if again, p := ParseID(id.Number, today); p != nil || again != id {
				t.Errorf("ParseID(%+q) = %v, then %v, %v", s, id, again, p)
			}
		}
	})
}
