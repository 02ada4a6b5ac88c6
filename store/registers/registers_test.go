package registers_test

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

const main = "何雨禾"

func page(t *testing.T, b *storetest.Book, who, kind string) *view.RegisterPage {
	t.Helper()
	d := b.Public()
	if who != "" {
		d = b.As(who)
	}
	p, err := d.RegisterPage(kind, true)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Ensure a row is written, stepped, taken back, struck and restored, a stale change is a
// Conflict, and the file verifies after each (storetest).
func TestRow(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(main, &command.PutRow{Register: "过冬棉被", Fields: map[string]string{"village": "河湾村", "qty": "３"}}).ID
	if id != "G20261124-0001" {
		t.Error(id)
	}
	p := page(t, b, main, "quilts")
	if r := p.Rows[0]; r.Title.ZH != "河湾村" || r.Fields["qty"] != "3" || r.Stands.ZH != "已分配" || r.Next[0].Not == nil {
		t.Errorf("%+v", r)
	}
	if c := p.Counts[1]; c.Off || c.Value != 3 {
		t.Errorf("held against a plan that is not adopted: %+v", p.Counts)
	}
	b.Must("许知远", &command.AdoptPlan{Plan: "P5", SeasonStartYear: 2026, From: "2026-11-01", To: "2027-03-31"})
	if c := page(t, b, main, "quilts").Counts[1]; !c.Off || c.Value != 3 {
		t.Errorf("%+v", p.Counts)
	}
	if e := b.Refuse(main, rules.Invalid, &command.StepRow{Row: "0001", State: "handed"}); e.Field != "fields.receiver" || e.Clause != "P5.3.14" {
		t.Errorf("%+v", e)
	}
	b.Must(main, &command.PutRow{ID: id, Fields: map[string]string{"village": "河湾村", "qty": "4", "receiver": "罗望川"}, Version: 1})
	b.Refuse(main, rules.Conflict, &command.PutRow{ID: id, Fields: map[string]string{"village": "河湾村", "qty": "5"}, Version: 1})
	b.Must(main, &command.StepRow{Row: id, State: "已领"})
	b.Must(main, &command.BackRow{Row: id, Reason: "记错"})
	b.Must(main, &command.StrikeRow{Row: id, Reason: "重了"})
	if p := page(t, b, main, "quilts"); p.Rows[0].Stands.ZH != "已划去" || p.Counts[1].Value != 0 {
		t.Errorf("%+v", p)
	}
	b.Must(main, &command.StrikeRow{Row: id, Back: true, Reason: "没重"})
	b.Reopen()
	if p := page(t, b, main, "quilts"); p.Rows[0].State != "allotted" || p.Counts[1].Value != 4 {
		t.Errorf("%+v", p)
	}
}

// Ensure all rows of an import stand or none, the row at fault being named.
func TestImport(t *testing.T) {
	b := storetest.New(t)
	rows := []map[string]string{{"village": "河湾村", "qty": "4"}, {"village": "车站社区", "qty": "许多"}}
	if e := b.Refuse(main, rules.Invalid, &command.ImportRows{Register: "quilts", Rows: rows}); e.Field != "rows[1].fields.qty" || !strings.Contains(e.Text.ZH, "第 2 行") {
		t.Errorf("%+v", e)
	}
	if p := page(t, b, main, "quilts"); len(p.Rows) != 0 {
		t.Errorf("%+v", p.Rows)
	}
	rows = nil
	for range command.MaxImportRows {
		rows = append(rows, map[string]string{"village": "河湾村", "qty": "4"})
	}
	b.Must(main, &command.ImportRows{Register: "quilts", Rows: rows})
	if p := page(t, b, main, "quilts"); len(p.Rows) != command.MaxImportRows || len(p.Rows[0].Twice) != command.MaxImportRows-1 {
		t.Errorf("%d rows", len(p.Rows))
	}
}

// Ensure that the county's money says stop and ask where severe and middle alone exceed it
// and that persons are masked for those who may not see them.
func TestFunds(t *testing.T) {
	b := storetest.New(t)
	rows := []map[string]string{}
	for range 183 {
		rows = append(rows, map[string]string{"name": "林小满", "village": "河湾村", "recipient": "difficult_family", "types": "dibao", "major_illness": "yes", "self_paid": "30000"})
	}
	b.Must(main, &command.ImportRows{Register: "applications", Rows: rows})
	f := page(t, b, main, "applications").Funds
	if f == nil || !f.Stop || f.Total != 915_000_00 || f.Over != 5_000_00 {
		t.Errorf("%+v", f)
	}
	for _, r := range page(t, b, "", "applications").Rows[:1] {
		if !r.Masked || strings.Contains(r.Title.ZH, "林小满") || r.Fields["self_paid"] != "" || r.Fields["types"] != "" {
			t.Errorf("%+v", r)
		}
	}
}

// Ensure that a row that was changed since it was seen is not struck out.
func TestStruckUnseen(t *testing.T) {
	b := storetest.New(t)
	id := b.Must(main, &command.PutRow{Register: "quilts", Fields: map[string]string{"village": "河湾村", "qty": "3"}}).ID
	b.Must(main, &command.PutRow{ID: id, Fields: map[string]string{"village": "河湾村", "qty": "4"}, Version: 1})
	b.Refuse(main, rules.Conflict, &command.StrikeRow{Row: id, Version: 1, Reason: "重了"})
	b.Must(main, &command.StrikeRow{Row: id, Version: 2, Reason: "重了"})
}
