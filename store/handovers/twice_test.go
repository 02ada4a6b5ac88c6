package handovers_test

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// Ensure of two sessions that accept the same handover at once one does, and the other reads
// who took over, when (docs/reliability.md §4 row 11).
func TestAcceptedTwiceAtOnce(t *testing.T) {
	n := newNight(t)
	id := n.present("周立冬", "宋长宁")
	n.answer("周立冬", id)
	mark := n.page("周立冬", id).Mark
	var wg sync.WaitGroup
	errs := make([]error, 2)
	for i := range errs {
		desk, err := n.SignIn("周立冬", storetest.PIN, []string{"desk", "laptop"}[i])
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			_, errs[i] = desk.Do("", &command.AcceptHandover{Handover: id, Mark: mark, ReadBack: "逐项核对", PIN: storetest.PIN})
		})
	}
	wg.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Fatalf("%v, %v", errs[0], errs[1])
	}
	lost := rules.AsError(errors.Join(errs...))
	if s := lost.Text.In("zh"); lost.Kind != rules.Conflict || !strings.Contains(s, "周立冬 已于") || !strings.Contains(s, "接班") {
		t.Errorf("the loser reads: %v %s", lost.Kind, s)
	}
}
