package text

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""},
		{"bridge 3", "bridge 3"},
		{"ＡＴＭ区　３号", "atm区3号"},
		{"ATM  Booth ", "atm booth"},
		{"买买提·艾力", "买买提·艾力"},
		{"买买提・艾力", "买买提·艾力"},
		{"买买提･艾力", "买买提·艾力"},
		{"买买提•艾力", "买买提·艾力"},
		{"买买提‧艾力", "买买提·艾力"},
		{"买买提⋅艾力", "买买提·艾力"},
		{"买买提 · 艾力", "买买提·艾力"},
		{"买买提.艾力", "买买提·艾力"},
		{"买买提. 艾力", "买买提·艾力"},
		{"1.5 kg", "1.5 kg"},
		{"田 有 福", "田有福"},
		{"张\u200b三", "张三"},
		{"张" + bad + "三", "张三"},
		{"张" + strings.Repeat("\u0335", 100) + "三", "张三"},
		{"⽥有福", "田有福"},
		{"王\U0002EBF0 三", "王\U0002EBF0三"},
		{"Lü", "lü"},
		{"一\r\n二", "一二"},
		{"\x1b[2J", "[2j"},
	} {
		got := Fold(c.in)
		if got != c.want {
			t.Errorf("Fold(%+q) = %+q, want %+q", c.in, got, c.want)
		}
		if clean := Clean(c.in, Line); Fold(clean) != got {
			t.Errorf("Fold(Clean(%+q)) = %+q, not %+q", c.in, Fold(clean), got)
		}
	}
	if got := Digits("１９９00０0000１ 号"); got != "19900000001 号" {
		t.Errorf("Digits: %q", got)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"买买提 · 艾力", "张\u200b三\u0335", "\u1100\uFFFD\u1161", "ẞİΐ\u0345", "¨ ㎏ ⽥.田", "\uFFA0\u3164\uFF9E\uFF8A", "\xff \n",
		"⽥.\x8f ⽥", "\uffbe\uff9e\uffca"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if twice := Fold(once); twice != once {
			t.Errorf("Fold(%+q) = %+q, folded again %+q", s, once, twice)
		}
		holds(t, once, Clean(once, Line), Line)
		if strings.ContainsFunc(once, forbidden) || strings.Contains(once, bad) {
			t.Errorf("Fold(%+q) = %+q", s, once)
		}
		if !Match(s, s) {
			t.Errorf("%+q does not find itself", s)
		}
	})
}
