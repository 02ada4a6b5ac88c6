package cmdline_test

import (
	"testing"

	"dutydesk/tui/cmdline"
)

// Ensure that leave, a swap, taking over at once and the answers to a slip are written in one
// line each, and that what is missing is asked for.
func TestTurn(t *testing.T) {
	s := snapshot(t, "")
	for _, c := range []struct{ line, want string }{
		{"班务 请假 2026-12-05 病了", "roster.leave {first:2026-12-05,last:2026-12-05,reason:病了}"},
		{"班务 请假 2026-12-05 2026-12-07 进修", "roster.leave {first:2026-12-05,last:2026-12-07,reason:进修}"},
		{"班务 调 2026-12-05 周立冬 家里有事", "roster.swap {turn:2026-12-05,to:U003,reason:家里有事}"},
		{"turn cover 2026-12-05 周立冬 发烧", "roster.swap {turn:2026-12-05,officer:U003,to:,now:true,reason:发烧}"},
		{"班务 同意 1231-01", "roster.accept {slip:1231-01}"},
		{"班务 批准 B20261124-01", "roster.approve {slip:B20261124-01}"},
		{"班务 不同意 1124-01 人手不够", "roster.refuse {slip:1124-01,reason:人手不够}"},
		{"班务 撤销 1124-01 不换了", "roster.undo {slip:1124-01,reason:不换了}"},
		{"班务 请假 12-05 12-07 进修", "roster.leave {first:2026-12-05,last:2026-12-07,reason:进修}"},
		{"班务 请假 11-23 病了", "! 2026-11-23 已经过去; 补记请写年份。"},
		{"班务 请假 2026-11-23 病了", "roster.leave {first:2026-11-23,last:2026-11-23,reason:病了}"},
		{"班务 调", "! 要写哪天, 如 12-05"},
		{"班务 撤销 1124-01", "! 要写原因"},
	} {
		if got := told(cmdline.Parse(c.line, s)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.line, got, c.want)
		}
	}
}
