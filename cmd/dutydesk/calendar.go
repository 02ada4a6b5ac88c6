package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/cmd/internal/ical"
	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/kv/bolt"
)

// calendarEdit changes a dated duty of the township's own; what no flag names stays.
func (a *app) calendarEdit() *cobra.Command {
	var title, owner, clause, on, every, until string
	var f *pflag.FlagSet
	v := a.verb(writes, "edit DUTY", text.Text{ZH: "改本镇到期事项: 名称, 谁负责, 日期, 重复", EN: "change a dated duty of the township: words, who answers, day, series"}, 1, 1, func(b *book, args []string) error {
		id := strings.ToUpper(text.Digits(args[0]))
		t, err := b.ownDuty(id)
		if err != nil {
			return err
		}
		c := &command.PutDuty{ID: t.ID, Version: t.Version, Title: t.Title, Owner: t.Owner, Clause: t.Clause, Due: t.Due, Every: t.Every, Until: t.Until}
		changed := false
		for name, set := range map[string]func(){"title": func() { c.Title = title }, "owner": func() { c.Owner = owner }, "clause": func() { c.Clause = clause },
			"date": func() { c.Due = rules.Date(on) }, "until": func() { c.Until = rules.Date(until) }, "every": func() { c.Every = rules.Every(every) }} {
			if f.Changed(name) {
				set()
				changed = true
			}
		}
		if f.Changed("every") && every == "" && !f.Changed("until") { // once: a series alone has a last day
			c.Until = ""
		}
		if !changed {
			return usage(text.Text{ZH: "写明要改什么: --title --owner --date --every --until --clause。", EN: "Say what to change: --title --owner --date --every --until --clause."})
		}
		return b.do(c)
	})
	f = v.Flags()
	f.StringVar(&title, "title", "", a.t(text.Text{ZH: "事项 `TEXT`", EN: "what is due `TEXT`"}))
	f.StringVar(&owner, "owner", "", a.t(text.Text{ZH: "谁负责 `NAME`", EN: "who answers `NAME`"}))
	f.StringVar(&on, "date", "", a.t(text.Text{ZH: "到期日, 重复的是首日 `DATE`", EN: "the day, of a series the first `DATE`"}))
	f.StringVar(&every, "every", "", a.t(text.Text{ZH: "重复 `day|week`, 空的是只一次", EN: "repeat `day|week`, empty is once"}))
	f.StringVar(&until, "until", "", a.t(text.Text{ZH: "重复到 `DATE`", EN: "repeat until `DATE`"}))
	f.StringVar(&clause, "clause", "", a.t(text.Text{ZH: "依据的条文 `ID`", EN: "the clause `ID` that it rests on"}))
	return v
}

// ownDuty is a dated duty of the township as it stands.
func (b *book) ownDuty(id string) (*rules.Task, error) {
	first, _ := rules.OffYears()
	c, err := b.desk.Calendar(rules.DateOf(time.Date(first, 1, 1, 12, 0, 0, 0, rules.Zone)), "", "")
	if err != nil {
		return nil, err
	}
	for i := range c.Rows {
		if t := c.Rows[i].Own; t != nil && t.ID == id {
			return t, nil
		}
	}
	return nil, &rules.Error{Kind: rules.NotFound, Field: "id", Text: text.Text{ZH: "日历上没有本镇事项 %[1]s; 编号在 plan calendar 末栏。", EN: "No duty %[1]s of the township is on the calendar; ids are in the last column of plan calendar."}.With(id)}
}

// calendarExport writes the dated duties for a telephone or an office calendar.
func (a *app) calendarExport() *cobra.Command {
	var out, operation string
	var force bool
	v := a.verb(reads, "export --ics FILE", text.Text{ZH: "导出到期事项给手机或办公日历 (iCalendar), 提前三天提醒", EN: "write the dated duties for a telephone or office calendar (iCalendar), with an alarm three days before"}, 0, 0, func(b *book, _ []string) error {
		if out == "" {
			return usage(text.Text{ZH: "写明文件: --ics FILE, - 是标准输出。", EN: "Name the file: --ics FILE, - is the standard output."})
		}
		c, err := b.desk.Calendar("", "", strings.ToUpper(text.Digits(operation)))
		if err != nil {
			return err
		}
		t, err := b.st.Town()
		if err != nil {
			return err
		}
		name := text.Text{ZH: "%[1]s到期事项", EN: "Duties of %[1]s"}.With(t.Name)
		return b.writeOut(out, force, ical.Of(c, b.t(name), b.lang))
	})
	f := v.Flags()
	f.StringVar(&out, "ics", "", a.t(text.Text{ZH: "写到 `FILE`, - 是标准输出", EN: "write to `FILE`, - is the standard output"}))
	f.StringVar(&operation, "operation", "", a.t(text.Text{ZH: "只要某次行动 `ID`, 如 P9-2027", EN: "of one operation `ID`, such as P9-2027"}))
	f.BoolVar(&force, "force", false, a.t(text.Text{ZH: "覆盖已有的文件", EN: "write over a file that exists"}))
	return v
}

// calendarPrint draws the sheet of a month.
func (a *app) calendarPrint() *cobra.Command {
	var o sheetOut
	v := a.verb(reads, "print [MONTH]", text.Text{ZH: "打印一个月的月历, 如 2027-01 (默认本月); A4 网页", EN: "print the sheet of a month, as 2027-01 (default this one); an A4 page"}, 0, 1, func(b *book, args []string) error {
		first := rules.DateOf(b.st.Now())[:7] + "-01"
		if len(args) > 0 {
			d, ok := command.ParseDate(args[0] + "-01")
			if !ok {
				return rules.Bad("month", text.Text{ZH: "月份要写成 2027-01。", EN: "Write the month as 2027-01."})
			}
			first = d
		}
		s, err := b.monthSheet(first)
		if err != nil {
			return err
		}
		return b.sheet(o, s)
	})
	a.sheetFlags(v, &o)
	return v
}

func (b *book) monthSheet(first rules.Date) (sheet.Sheet, error) {
	t := first.Time()
	dated, err := b.desk.Calendar(first, rules.DateOf(time.Date(t.Year(), t.Month()+1, 0, 12, 0, 0, 0, rules.Zone)), "")
	if err != nil {
		return sheet.Sheet{}, err
	}
	if len(dated.Days) == 0 || dated.Days[0].Date > first || dated.Days[len(dated.Days)-1].Date < first {
		return sheet.Sheet{}, rules.Bad("month", text.Text{ZH: "只印前后两年之内的月份。", EN: "Months within two years can be printed."})
	}
	coming, err := b.desk.Calendar("", "", "")
	if err != nil {
		return sheet.Sheet{}, err
	}
	town, err := b.st.Town()
	_, by := b.desk.Actor()
	return sheet.Month(dated, coming, first, town.County+town.Name, by, town.Demo), err
}

// writeOut writes a file that nothing is recorded of: whole, or not there. Refused
// (Precondition): one that exists, unless forced.
func (b *book) writeOut(out string, force bool, raw []byte) error {
	if out == "-" {
		b.write(string(raw))
		return nil
	}
	to, err := b.outFile(out)
	if err != nil {
		return err
	}
	j := printJob{out: to, force: force}
	if err := j.free(); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(j.out), tempName+"*") // 0600
	if err != nil {
		return unprinted(err)
	}
	defer os.Remove(f.Name()) // gone already when it got its name
	_, err = bytes.NewReader(raw).WriteTo(f)
	if err == nil {
		err = f.Sync()
	}
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(f.Name(), j.out)
	}
	if err == nil {
		err = bolt.SyncDir(filepath.Dir(j.out))
	}
	if err != nil {
		return unprinted(err)
	}
	if b.json {
		return b.object(struct {
			File string `json:"file"`
		}{j.out})
	}
	b.printf("%s\n", j.out)
	return nil
}
