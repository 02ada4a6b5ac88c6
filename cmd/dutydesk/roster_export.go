package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	rota "dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/tui/screen"
)

// csv prints rows as a table for a spreadsheet, its formulas defused.
func (b *book) csv(rows [][]string) error {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	for _, r := range rows {
		for i, s := range r {
			if strings.ContainsAny(s[:min(len(s), 1)], "=+-@\t") {
				r[i] = "'" + s
			}
		}
		if err := w.Write(r); err != nil {
			return rules.AsError(err)
		}
	}
	w.Flush()
	b.write("\ufeff" + buf.String())
	return nil
}

// rosterExport writes a month as a sheet to be put up, or as a calendar file.
func (a *app) rosterExport() *cobra.Command {
	var out, who string
	var ics bool
	v := a.verb(reads, "export [MONTH]", text.Text{ZH: "排班表网页 (可打印), 或日历文件 --ics", EN: "a sheet to be printed, or a calendar file with --ics"}, 0, 1, func(b *book, args []string) error {
		r, err := b.rosterOf(args)
		if err != nil {
			return err
		}
		if r.State == "" {
			return rules.Refuse(text.Text{ZH: "%[1]s 还没有排班。", EN: "%[1]s has no roster."}.With(r.Month), "")
		}
		id := ""
		if who != "" {
			i := slices.IndexFunc(r.People, func(p view.RosterPerson) bool { return p.ID == who || text.Fold(p.Name) == text.Fold(who) })
			if i < 0 {
				return rules.Bad("officer", text.Text{ZH: "没有能值班的 %[1]s。", EN: "Nobody on duty is called %[1]s."}.With(who))
			}
			id = r.People[i].ID
		}
		var raw []byte
		if ics {
			raw = calendarFile(r, id, b.lang)
		} else if raw, err = rosterTable(b.desk, r, b.lang); err != nil {
			return err
		}
		if out == "" {
			b.write(string(raw))
			return nil
		}
		f, err := os.OpenFile(b.path(out), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return rules.Bad("out", text.Text{ZH: "写不了 %[1]s: 已有同名文件, 或文件夹不在。", EN: "Cannot write %[1]s: it exists, or its folder does not."}.With(out))
		}
		defer f.Close()
		if _, err := f.Write(raw); err != nil {
			return rules.AsError(err)
		}
		if err := f.Close(); err != nil {
			return rules.AsError(err)
		}
		b.printf("%s\n", out)
		return nil
	})
	v.Flags().StringVar(&out, "out", "", a.t(text.Text{ZH: "写到 `FILE`", EN: "into `FILE`"}))
	v.Flags().StringVar(&who, "officer", "", a.t(text.Text{ZH: "只要一个人的班 `NAME`, 配 --ics", EN: "the turns of one `NAME`, with --ics"}))
	v.Flags().BoolVar(&ics, "ics", false, a.t(text.Text{ZH: "日历文件 (iCalendar)", EN: "a calendar file (iCalendar)"}))
	return v
}

// rosterTable is a month as a page to be put up.
func rosterTable(desk *store.Desk, r *view.Roster, lang text.Lang) ([]byte, error) {
	board, err := desk.Board()
	if err != nil {
		return nil, err
	}
	return sheet.Roster(r, board.Town).HTML(lang)
}

// printRoster writes a month for the screen into the papers of a data folder, in Chinese as
// the other papers; a file of that name gives way. Unsaved: the disk, with nothing half-written.
func printRoster(desk *store.Desk, dir string, p screen.Print) (path string, err error) {
	month, who, _ := strings.Cut(p.ID, "/")
	r, err := desk.Roster(month)
	if err != nil {
		return "", err
	}
	raw, name := []byte(nil), "roster-"+month+".html"
	if p.Kind == rota.PaperCalendar {
		raw, name = calendarFile(r, who, text.ZH), strings.TrimSuffix("roster-"+month+"-"+who, "-")+".ics"
	} else if raw, err = rosterTable(desk, r, text.ZH); err != nil {
		return "", err
	}
	folder := filepath.Join(dir, paperDir)
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", unprinted(err)
	}
	sweep(folder)
	f, err := os.CreateTemp(folder, tempName+"*") // 0600
	if err != nil {
		return "", unprinted(err)
	}
	defer os.Remove(f.Name()) // gone already when it got its name
	_, err = f.Write(raw)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return "", unprinted(err)
	}
	path = filepath.Join(folder, name)
	if err := os.Rename(f.Name(), path); err != nil {
		return "", unprinted(err)
	}
	return path, nil
}

// calendarFile is a month as RFC 5545 has it, of one officer where id is not "". A turn keeps
// its UID over a change, so that an imported one moves.
func calendarFile(r *view.Roster, id string, lang text.Lang) []byte {
	var s strings.Builder
	line := func(name, value string) {
		l := name + ":" + strings.NewReplacer("\\", "\\\\", ";", "\\;", ",", "\\,").Replace(value)
		for len(l) > 74 { // folded at 75 octets, between characters
			at := 74
			for l[at]&0xC0 == 0x80 {
				at--
			}
			s.WriteString(l[:at] + "\r\n")
			l = " " + l[at:]
		}
		s.WriteString(l + "\r\n")
	}
	const form = "20060102T150405Z"
	line("BEGIN", "VCALENDAR")
	line("VERSION", "2.0")
	line("PRODID", "-//dutydesk//roster//ZH")
	for i := range r.Turns {
		t := &r.Turns[i]
		if id != "" && !t.Holds(id) {
			continue
		}
		n := t.Names
		line("BEGIN", "VEVENT")
		line("UID", t.Start.UTC().Format(form)+"-"+id+"@dutydesk")
		line("SEQUENCE", fmt.Sprint(r.Version))
		line("DTSTAMP", r.Now.UTC().Format(form))
		line("DTSTART", t.Start.UTC().Format(form))
		line("DTEND", t.End.UTC().Format(form))
		line("SUMMARY", text.Text{ZH: "值班: 带班 %[1]s 主班 %[2]s", EN: "Duty: leader %[1]s, main %[2]s"}.With(n.Leader, n.Main).In(lang))
		line("DESCRIPTION", strings.Join(slices.Concat(n.Deputies, []string{n.Driver}, n.Standby), " "))
		line("END", "VEVENT")
	}
	line("END", "VCALENDAR")
	return []byte(s.String())
}
