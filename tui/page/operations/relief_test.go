package operations_test

import (
	"regexp"
	"testing"

	"dutydesk/rules/text"
)

// Ensure the discipline of delivery reads as what is not to be, a criterion says which tier it
// brings, and both say under which reading alone they hold.
func TestMoneyOfPlan(t *testing.T) {
	r := open(t, &desk{file: "P9"}, "P1")
	shown := r.shown(120, 160, text.ZH)
	for _, want := range []string{`由他人代领 +不得 `, `高于标准发放 +不得 `, `联村干部和村干部没有一同上门 +应避免 `, `写明情况 +写明 `, `监护人代领 +不得 \(读法 A-30\) `,
		`非常困难, 残疾人两名以上 +重度 5000元 `, `各种原因的困难家庭 +一般 800元 `, `重度 5000元 \(读法 A-28\) `, `重度困难家庭 +5000 元 `} {
		if !regexp.MustCompile(want).MatchString(shown) {
			t.Errorf("%s is missing in\n%s", want, shown)
		}
	}
	has(t, r.at("delivery.checks/1").shown(120, 160, text.ZH), "只在", "A-30")
	has(t, r.at("grants.criteria/0").shown(80, 30, text.ZH), "低保或建档立卡户, 大病自付2万元以上")
	has(t, r.shown(120, 160, text.EN), "not allowed", "severe, 5000 yuan")
}
