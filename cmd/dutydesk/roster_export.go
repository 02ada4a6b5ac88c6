package main

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/cmd/internal/ical"
	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	rota "dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/tui/screen"
)

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
			raw = rosterCalendar(r, id, b.lang)
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
		raw, name = rosterCalendar(r, who, text.ZH), strings.TrimSuffix("roster-"+month+"-"+who, "-")+".ics"
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

// rosterCalendar is a month as a calendar file, of one officer where id is not "".
func rosterCalendar(r *view.Roster, id string, lang text.Lang) []byte {
	return ical.Roster(r, id, text.Text{ZH: "%[1]s 值班", EN: "Duty %[1]s"}.With(r.Month).In(lang), lang)
}
