package sshd

import (
	"fmt"
	"testing"
)

func TestSplit(t *testing.T) {
	for in, want := range map[string]string{
		"":                 `[] true`,
		"case list --json": `["case" "list" "--json"] true`,
		`case open 汽车站桥洞 '有 人' "又 说"`: `["case" "open" "汽车站桥洞" "有 人" "又 说"] true`,
		`a\ b "c\"d" 'e\f' ''`:        `["a b" "c\"d" "e\\f" ""] true`,
		"  x\t\ny ":                   `["x" "y"] true`,
		"$(rm -rf /); `id` | cat > y": "[\"$(rm\" \"-rf\" \"/);\" \"`id`\" \"|\" \"cat\" \">\" \"y\"] true",
		`'open`:                       `["open"] false`,
		`end\`:                        `["end"] false`,
	} {
		words, ok := Split(in)
		if got := fmt.Sprintf("%q %v", words, ok); got != want {
			t.Errorf("%q is %s, want %s", in, got, want)
		}
	}
}
