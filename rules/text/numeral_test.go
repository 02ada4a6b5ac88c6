package text

import "testing"

func TestNumeral(t *testing.T) {
	for _, c := range []struct {
		s        string
		n, width int
		sure     bool
	}{
		{"", 0, 0, false}, {"岁", 0, 0, false}, {"百", 0, 0, false}, {"70岁", 70, 2, true}, {"99999999999999999999", 1<<63 - 1, 20, false},
		{"七岁", 7, 3, true}, {"十岁", 10, 3, true}, {"十六岁", 16, 6, true}, {"二十一岁", 21, 9, true}, {"两点", 2, 3, true}, {"一百零五岁", 105, 12, true},
		{"零五分", 5, 6, true}, {"十几岁", 10, 3, true}, {"十十", 10, 3, true},
		{"十六七岁", 16, 9, false}, {"二十一二岁", 21, 12, false}, {"六七十岁", 60, 9, false}, {"两三天", 2, 6, false}, {"一九九〇", 1, 12, false},
	} {
		if n, width, sure := Numeral(c.s); n != c.n || width != c.width || sure != c.sure {
			t.Errorf("%q is %d in %d bytes, %t", c.s, n, width, sure)
		}
	}
}
