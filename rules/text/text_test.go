package text

import (
	"encoding/json"
	"errors"
	"testing"
)

func TestIn(t *testing.T) {
	for _, c := range []struct {
		text Text
		lang Lang
		want string
	}{
		{T("待办", "To do"), ZH, "待办"},
		{T("待办", "To do"), EN, "To do"},
		{T("待办", "To do"), "fr", "待办"},
		{T("待办", "To do"), "", "待办"},
		{Text{ZH: "待办"}, EN, "待办"},
		{Text{EN: "To do"}, ZH, "To do"},
		{Text{}, EN, ""},
	} {
		if got := c.text.In(c.lang); got != c.want {
			t.Errorf("%#v.In(%q) = %q, want %q", c.text, c.lang, got, c.want)
		}
	}
}

func TestWith(t *testing.T) {
	goal := T("安全住处", "a safe place")
	for _, c := range []struct {
		text     Text
		args     []any
		zh, en   string
		whatItIs string
	}{
		{T("%[1]s 逾期 %[2]d 分", "%[1]s is %[2]d min late"), []any{goal, 3}, "安全住处 逾期 3 分", "a safe place is 3 min late", "a Text goes in by language"},
		{T("%[2]s，%[1]s", "%[1]s, %[2]s"), []any{"a", "b"}, "b，a", "a, b", "each side has its own order"},
		{T("先问：%[1]s", "Ask first: %[1]s"), []any{[]Text{goal, T("年龄", "age")}}, "先问：安全住处、年龄", "Ask first: a safe place, age", "a list"},
		{T("先问：%[1]s", "Ask first: %[1]s"), []any{[]Text{}}, "先问：", "Ask first: ", "an empty list"},
		{T("%[1]s", "%[1]s"), []any{"100% %[1]s"}, "100% %[1]s", "100% %[1]s", "an argument is not scanned"},
		{T("%[1]s。", "%[1]s."), []any{problem(phoneArea)}, phoneArea.ZH + "。", phoneArea.EN + ".", "a Problem goes in by language"},
		{T("[%[1]s]", "[%[1]s]"), []any{(*Problem)(nil)}, "[]", "[]", "no problem"},
		{Text{ZH: "%[1]s"}, []any{"x"}, "x", "", "a side that is not there stays empty"},
		{T("%02[1]d 时", "%02[1]d h"), []any{7}, "07 时", "07 h", "width stands before the number"},
	} {
		got := c.text.With(c.args...)
		if got != (Text{c.zh, c.en}) {
			t.Errorf("%s: got %#v", c.whatItIs, got)
		}
	}
}

func TestTextIsPlainData(t *testing.T) {
	b, err := json.Marshal(T("免办", "waived"))
	if err != nil || string(b) != `{"zh":"免办","en":"waived"}` {
		t.Fatalf("%s, %v", b, err)
	}
	if !(Text{}).IsZero() || T("", "x").IsZero() {
		t.Error("IsZero is wrong")
	}
	var err2 error = problem(phoneArea)
	var p *Problem
	if !errors.As(err2, &p) || p.Error() != phoneArea.EN || p.Text.String() != phoneArea.ZH {
		t.Error("a Problem is an error whose log line is English")
	}
}
