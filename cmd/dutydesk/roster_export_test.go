package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	rota "dutydesk/rules/roster"
	"dutydesk/store/storetest"
	"dutydesk/tui/screen"
)

// Ensure that a month is printed as a sheet and as a calendar under its own names, that a second
// print takes the place of the first, and that nothing half-written is left beside them.
func TestPrintRoster(t *testing.T) {
	b := storetest.New(t)
	b.Must("沈岚", &command.GenerateRoster{Month: "2026-12"})
	desk, dir := b.As("沈岚"), t.TempDir()
	me, _ := desk.Actor()
	for _, p := range []struct {
		kind           rules.PaperKind
		id, name, says string
	}{
		{rota.PaperTable, "2026-12", "roster-2026-12.html", "值班安排表"},
		{rota.PaperTable, "2026-12", "roster-2026-12.html", "党政办负责人"},
		{rota.PaperCalendar, "2026-12", "roster-2026-12.ics", "STATUS:TENTATIVE"},
		{rota.PaperCalendar, "2026-12/" + me, "roster-2026-12-" + me + ".ics", "-" + me + "@dutydesk"},
	} {
		path, err := printRoster(desk, dir, screen.Print{Kind: p.kind, ID: p.id})
		if err != nil {
			t.Fatal(err)
		}
		raw, err := os.ReadFile(path)
		if err != nil || filepath.Base(path) != p.name || !strings.Contains(string(raw), p.says) {
			t.Errorf("%s %s: %v", path, raw, err)
		}
	}
	files, err := os.ReadDir(filepath.Join(dir, paperDir))
	if err != nil || len(files) != 3 {
		t.Errorf("%v %v", files, err)
	}
	if _, err := printRoster(desk, dir, screen.Print{Kind: rota.PaperTable, ID: "2026-13"}); err == nil {
		t.Error("a month that is none was printed")
	}
}
