package intake_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dutydesk/rules/text"
)

// Ensure on a telephone Down alone goes from the first field to [Save], through every choice,
// and changes nothing: what is saved there is what Enter alone would have saved.
func TestArrowsReachSave(t *testing.T) {
	for lang, save := range map[text.Lang]string{text.ZH: ">[ 保存 ]", text.EN: ">[ Save ]"} {
		n := open(t, 45, 24, lang).signIn().press("F2", "paste:"+message)
		for i := 0; !strings.Contains(n.text(), save); i++ {
			if i == 120 {
				t.Fatalf("%s is not reached:\n%s", save, n.text())
			}
			n.press("Down")
		}
		n.press("Enter")
		c := n.logged()
		m := open(t, 80, 24, lang).signIn().press("F2", "paste:"+message, "F9")
		if got, want := asJSON(t, c), asJSON(t, m.logged()); got != want {
			t.Errorf("by arrows\n%s\nat once\n%s", got, want)
		}
	}
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
