package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/cmd/internal/townfiles"
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// calendarVerbs are the notices of days off, on which "the next workday" rests, and what is done
// with the calendar as a whole.
func (a *app) calendarVerbs() *cobra.Command {
	return a.group("calendar", text.Text{ZH: "日历: 各年的放假通知; 改本镇事项, 导出, 打印", EN: "the calendar: each year's days off; change an own duty, export, print"},
		a.daysOffShow(), a.daysOffPut(), a.daysOffImport(), a.daysOffStrike(), a.calendarEdit(), a.calendarExport(), a.calendarPrint())
}

func (a *app) daysOffShow() *cobra.Command {
	return a.verb(reads, "show [YEAR]", text.Text{ZH: "某年的放假安排; 不写年份是今年和明年", EN: "the days off of a year; without one of this year and the next"}, 0, 1, func(b *book, args []string) error {
		this := b.st.Now().In(rules.Zone).Year()
		years := []int{this, this + 1}
		if len(args) > 0 {
			y, err := year(args[0])
			if err != nil {
				return err
			}
			years = []int{y}
		}
		for _, y := range years {
			n, err := b.desk.DaysOff(y)
			if err != nil {
				return err
			}
			if err := b.daysOff(n); err != nil {
				return err
			}
		}
		return nil
	})
}

func (b *book) daysOff(n view.YearDays) error {
	if b.json {
		return b.object(n)
	}
	if !n.Known {
		b.printf("%s\n", b.t(n.Words))
		b.note(text.Text{ZH: "录入: dutydesk calendar put %[1]d 春节=首日..末日+调休上班, 或 calendar import FILE", EN: "enter it: dutydesk calendar put %[1]d spring=FIRST..LAST+WORKED, or calendar import FILE"}.With(n.Year))
		return nil
	}
	from := text.Text{ZH: "本程序自带", EN: "shipped"}
	if n.Own {
		from = text.Text{ZH: "本镇录入", EN: "entered here"}
	}
	b.printf("%d %s %s\n", n.Year, b.t(from), n.Source)
	var rows [][]string
	for _, l := range n.Lines {
		work := ""
		if len(l.Work) > 0 {
			work = b.t(text.Text{ZH: "上班 %[1]s", EN: "worked: %[1]s"}.With(dates(l.Work)))
		}
		rows = append(rows, []string{"  " + b.t(rules.WordOf(rules.FeastWords, l.Feast)), string(l.From) + " - " + string(l.To), work})
	}
	b.columns(rows)
	return nil
}

func dates(all []rules.Date) string {
	out := make([]string, len(all))
	for i, d := range all {
		out[i] = string(d)
	}
	return strings.Join(out, " ")
}

func year(s string) (int, error) {
	y, err := strconv.Atoi(strings.TrimSpace(text.Digits(s)))
	if first, last := rules.OffYears(); err != nil || y < first || y > last {
		return 0, rules.Bad("year", text.Text{ZH: "年份要在 %[1]d 到 %[2]d 之间。", EN: "The year is %[1]d to %[2]d."}.With(first, last))
	}
	return y, nil
}

func (a *app) daysOffPut() *cobra.Command {
	var c command.PutDaysOff
	v := a.verb(writes, "put YEAR FEAST=FROM..TO[+WORKDAY...] ...", text.Text{ZH: "录入或更改一年的放假通知, 写的就是全部; 如 春节=2027-02-05..2027-02-11+2027-01-31+2027-02-20",
		EN: "enter or change the notice of a year, all of it; as spring=2027-02-05..2027-02-11+2027-01-31+2027-02-20"}, 2, -1, func(b *book, args []string) error {
		var err error
		if c.Year, err = year(args[0]); err != nil {
			return err
		}
		for _, s := range args[1:] {
			c.Lines = append(c.Lines, stretch(s))
		}
		return b.putDaysOff(&c)
	})
	v.Flags().StringVar(&c.Source, "source", "", a.t(text.Text{ZH: "通知的文号 `TEXT`", EN: "number of the paper `TEXT`"}))
	return v
}

// putDaysOff writes over the notice as it stands now.
func (b *book) putDaysOff(c *command.PutDaysOff) error {
	n, err := b.desk.DaysOff(c.Year)
	if err != nil {
		return err
	}
	c.Version = n.Version
	return b.do(c)
}

// stretch reads FEAST=FROM..TO+WORKDAY; what is wrong with a part the command says.
func stretch(s string) rules.Stretch {
	s = strings.NewReplacer("＝", "=", "＋", "+", "至", "..").Replace(s)
	feast, days, _ := strings.Cut(s, "=")
	parts := strings.Split(days, "+")
	from, to, several := strings.Cut(parts[0], "..")
	if !several {
		to = from
	}
	l := rules.Stretch{Feast: strings.TrimSpace(feast), From: rules.Date(from), To: rules.Date(to)}
	for _, w := range parts[1:] {
		l.Work = append(l.Work, rules.Date(w))
	}
	return l
}

func (a *app) daysOffImport() *cobra.Command {
	return a.verb(writes, "import FILE", text.Text{ZH: "从 CSV 录入一年的放假通知: 节日,首日,末日,调休上班", EN: "enter a year's notice from CSV: feast, first, last, worked"}, 1, 1, func(b *book, args []string) error {
		path, err := b.file(args[0])
		if err != nil {
			return err
		}
		lines, err := townfiles.DaysOff(path)
		if err != nil {
			return err
		}
		c := &command.PutDaysOff{Lines: lines}
		// A notice may begin before its year; the feast of a line in the middle never does.
		var years []int
		for _, l := range lines {
			if d, ok := command.ParseDate(string(l.To)); ok {
				years = append(years, d.Time().Year())
			}
		}
		if slices.Sort(years); len(years) > 0 {
			c.Year = years[len(years)/2]
		}
		return b.putDaysOff(c)
	})
}

func (a *app) daysOffStrike() *cobra.Command {
	return a.verb(writes, "strike YEAR REASON", text.Text{ZH: "撤回本镇录入的放假通知", EN: "take back a notice that was entered here"}, 2, 2, func(b *book, args []string) error {
		y, err := year(args[0])
		if err != nil {
			return err
		}
		return b.do(&command.StrikeDaysOff{Year: y, Reason: args[1]})
	})
}
