package plan

import (
	"strings"
	"testing"
)

// Ensure a small file that nests without end is refused at its place at once, and that a byte
// order mark hides no plan.
func TestNesting(t *testing.T) {
	for _, tc := range []string{
		"id: X1\nz: " + strings.Repeat("[", 100_000) + "\n",
		"id: X1\nz: " + strings.Repeat("{a: ", 30_000) + "\n",
		"id: X1\n" + strings.Repeat("- ", 50_000) + "a\n",
	} {
		c := CheckOwn("x.yaml", []byte(tc))
		if c.OK || len(c.Faults) == 0 || c.Faults[0].Line != 2 || !strings.Contains(c.Faults[0].Message.ZH, "32") {
			t.Errorf("%.20q: %+v", tc, c.Faults)
		}
	}
	p7, err := shipped.ReadFile("plans/p7.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if c := Check("p7.yaml", append([]byte("\ufeff"), p7...)); !c.OK {
		t.Errorf("with a mark: %+v", c.Faults)
	}
}
