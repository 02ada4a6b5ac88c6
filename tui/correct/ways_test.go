package correct

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/entry"
	"dutydesk/tui/screen"
)

// Ensure that a kit is taken back whole first, or move by move; goods received by their move
// alone.
func TestGoodsAreTakenBackWholeOrByMove(t *testing.T) {
	saved := func(cmd command.Command, ids ...string) screen.Saved {
		s := screen.Saved{Save: screen.Save{Command: cmd}}
		s.Result.ID, s.Result.More = ids[0], ids[1:]
		return s
	}
	for _, c := range []struct {
		saved screen.Saved
		want  []command.ReverseMove
	}{
		{saved(&command.IssueKit{}, "M1", "M2"), []command.ReverseMove{{Move: "M1", Whole: true}, {Move: "M1"}, {Move: "M2"}}},
		{saved(&command.IssueGoods{}, "M1"), []command.ReverseMove{{Move: "M1"}}},
		{saved(&command.ReceiveGoods{}, "M1", "B1"), []command.ReverseMove{{Move: "M1"}}},
	} {
		all := ways(c.saved)
		if len(all) != len(c.want) {
			t.Errorf("%T: %d ways", c.saved.Command, len(all))
			continue
		}
		for i, w := range all {
			cmd, err := w.make(entry.Values{"reason": "记错"})
			want := c.want[i]
			want.Reason = "记错"
			if got, ok := cmd.(*command.ReverseMove); err != nil || !ok || *got != want || w.what.In(text.EN) == "" {
				t.Errorf("%+v %v, want %+v", cmd, err, want)
			}
		}
	}
	if w := ways(saved(&command.PutKit{Lines: []rules.KitLine{}}, "K01")); len(w) != 1 || w[0].to.Page != "lists" {
		t.Errorf("%+v", w)
	}
}
