package cmdline_test

import (
	"testing"

	"dutydesk/tui/cmdline"
)

func BenchmarkParse(b *testing.B) {
	s := snapshot(b, "")
	for b.Loop() {
		cmdline.Parse("4 办 120 已到; 4 答 受伤 是; 4 发 棉被 2 备用; 4 拨 急救 通 好", s)
	}
}
