package text

import (
	"strings"
	"testing"
)

func TestMasks(t *testing.T) {
	for _, c := range []struct {
		mask     func(string) string
		in, want string
	}{
		{MaskID, "419901195203140015", "419901********0015"},
		{MaskID, "４１９９０１ 19520314 001x", "419901********001X"},
		{MaskID, "419901520314001", "419901******001"},
		{MaskID, "41990119520314001542", "419901********0015**"}, // disability certificate: kind and grade
		{MaskID, "41990119520314001542B1", "419901********0015****"},
		{MaskID, "41990119520314001", "4199*************"}, // a digit is missing: less shows, not more
		{MaskID, "E12345678", "E1*******"},
		{MaskID, "张三李四王五赵六", "张三******"},
		{MaskID, "123", "***"},
		{MaskID, "", ""},
		{MaskID, "419901\x1b[2J", "41********"},
		{MaskPhone, "19900000001", "199****0001"},
		{MaskPhone, "+86 199-0000-0001", "199****0001"},
		{MaskPhone, "0419-8220015", "0419-*****15"},
		{MaskPhone, "01012345678", "010-******78"},
		{MaskPhone, "0419-8220015-123", "0419-*****15-***"},
		{MaskPhone, "110", "110"},
		{MaskPhone, "12345", "12345"},
		{MaskPhone, "95598", "95598"},
		{MaskPhone, "8220015", "8******"},
		{MaskPhone, "199000000012 张三", "199***********"},
		{MaskPhone, "12", "**"},
		{MaskPhone, "", ""},
		{MaskName, "田有福", "田**"},
		{MaskName, "田福", "田*"},
		{MaskName, " 田 ", "*"},
		{MaskName, "", ""},
		{MaskName, "欧阳修", "欧阳*"},
		{MaskName, "诸葛小满", "诸葛**"},
		{MaskName, "欧阳", "欧*"},
		{MaskName, "田 有福", "田 **"},
		{MaskName, "买买提·艾力", "买买提·**"},
		{MaskName, "阿不都・热合曼・艾力", "阿不都・***・**"},
		{MaskName, "·艾力·", "艾*"},
		{MaskName, "\U0002EBF0有福", "\U0002EBF0**"},
		{MaskName, "\uE864有", "\uE864*"},
		{MaskName, "John Smith", "J*** S****"},
		{MaskName, "J", "*"},
		{MaskName, "无名氏 2026-1123-01(男,约 60 岁)", "无名氏 2026-1123-01(男,约 60 岁)"},
		{MaskName, "无名氏", "无名氏"},
		{MaskName, "无名氏 张三", "无** **"},
		{MaskName, "无名氏 2026-1123-01(张三)", "无** ****************"},
		{MaskName, "田\u202e有福", "田***"},
	} {
		if got := c.mask(c.in); got != c.want {
			t.Errorf("%q masked is %q, want %q", c.in, got, c.want)
		}
	}
}

func FuzzMask(f *testing.F) {
	for _, s := range []string{"419901195203140015", "19900000001", "0419-8220015-123", "买买提·艾力", "欧阳修", "John Smith", "\x1b[2J", "\u0335", "一\u0335\u0335",
		" \u0335000", "*\xe4***********", "\x00          \x80", "田有福·"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, mask := range map[string]func(string) string{"MaskID": MaskID, "MaskPhone": MaskPhone, "MaskName": MaskName} {
			got := mask(s)
			holds(t, "", Clean(got, Line), Line)
			if Clean(got, Line) != got {
				t.Errorf("%s(%+q) = %+q is not clean", name, s, got)
			}
			if _, p := ParsePhone(s); name == "MaskPhone" && p == nil || name == "MaskName" && unnamed.MatchString(got) {
				continue // a service number; nobody's name
			}
			if strings.TrimSpace(got) != "" && !strings.Contains(got, "*") {
				t.Errorf("%s(%+q) = %+q covers nothing", name, s, got)
			}
		}
	})
}
