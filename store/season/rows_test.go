package season_test

import (
	"testing"

	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// Ensure the day of the next visit that a row of a register says is on the calendar, on the
// board and among what plans ask today, near and late, until the row says another or ends.
func TestRegisterDues(t *testing.T) {
	b := storetest.New(t) // 2026-11-24
	put := func(name, next string) string {
		return b.Must(main, &command.PutRow{Register: "scattered_elderly", Fields: map[string]string{"name": name, "village": "河湾村", "last_visit": "2026-11-01", "next_visit": next}}).ID
	}
	late := put("罗望川", "2026-11-20")
	put("田小满", "2026-11-22")
	put("白秋实", "2026-11-26")
	put("沈知秋", "2026-12-20")
	r := row(t, b, main, "register/scattered_elderly/next_visit/2026-11-20")
	if r.State != "overdue" || r.Text.ZH != "散居特困老人: 下次走访 2 条" && r.Left != -4 || r.Can["duty.done"] == nil {
		t.Errorf("%+v", r)
	}
	if r := row(t, b, main, "register/scattered_elderly/next_visit/2026-12-20"); r.Near || r.State != "open" {
		t.Errorf("%+v", r)
	}
	board, err := b.As(main).Board()
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, r := range board.Rows {
		if r.Key == "register/scattered_elderly" {
			lines++
			if r.More != 2 || r.State != "overdue" {
				t.Errorf("%+v", r)
			}
		}
	}
	if lines != 1 {
		t.Errorf("%d lines on the board", lines)
	}
	today, err := b.As(main).PlansToday()
	if err != nil || len(today.Registers) != 2 || len(today.Registers[0].Rows) != 2 {
		t.Errorf("%+v %v", today, err)
	}
	b.Must(main, &command.PutRow{ID: late, Version: 1, Fields: map[string]string{"name": "罗望川", "village": "河湾村", "last_visit": "2026-11-24", "next_visit": "2026-12-20"}})
	if r := row(t, b, main, "register/scattered_elderly/next_visit/2026-11-22"); r.Left != -2 {
		t.Errorf("%+v", r)
	}
}
