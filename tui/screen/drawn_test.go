package screen_test

import (
	"fmt"
	"strings"
	"testing"

	"dutydesk/tui/screen"
	"dutydesk/tui/tuitest"
)

// Ensure the parts of the window lie where they did at every breakpoint: drawn with H for
// the header, M and S for the panes, T for the status line and K for the keys.
func TestLayDrawn(t *testing.T) {
	for _, size := range [][2]int{{45, 10}, {45, 24}, {80, 24}, {100, 30}, {120, 40}} {
		for _, spare := range []int{0, 1} {
			name := fmt.Sprintf("layout/%dx%d-%d", size[0], size[1], spare)
			t.Run(name, func(t *testing.T) {
				l := screen.Lay(size[0], size[1], spare)
				rows := []string{strings.Repeat("H", l.W)}
				for range l.H {
					rows = append(rows, strings.Repeat("M", l.Main)+strings.Repeat(".", l.Gap)+strings.Repeat("S", l.Side))
				}
				rows = append(rows, strings.Repeat("T", l.W), strings.Repeat("K", l.W))
				if len(rows) != size[1] {
					t.Errorf("%d rows in a window of %d", len(rows), size[1])
				}
				tuitest.Golden(t, name, strings.Join(rows, "\n"))
			})
		}
	}
}
