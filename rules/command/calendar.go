package command

import (
	"fmt"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// PutDaysOff enters a year's notice of days off, or changes it: all of it, as PutItem does an
// item.
type PutDaysOff struct {
	Year    int             `json:"year"`
	Source  string          `json:"source,omitempty"` // number of the paper
	Lines   []rules.Stretch `json:"lines"`            // feasts by code or name
	Version int64           `json:"version,omitempty"`
}

// StrikeDaysOff takes the township's notice of a year back: what this build ships stands
// again.
type StrikeDaysOff struct {
	Year   int    `json:"year"`
	Reason string `json:"reason"`
}

// DoDuty marks a dated duty as done. Operation "" is whichever one has the item, or a duty of
// the township's own, whose id the item is then. Date names the period of a series by any of
// its days, "" the one that is now. DoneOn "" is today.
type DoDuty struct {
	Operation string         `json:"operation,omitempty"`
	Item      string         `json:"item"`
	Date      rules.Date     `json:"date,omitempty"`
	DoneOn    rules.Date     `json:"done_on,omitempty"`
	Evidence  rules.Evidence `json:"evidence"`
	Version   int64          `json:"version,omitempty"`
}

// WaiveDuty says why a dated duty need not be done here. Clause "" is the item's own.
type WaiveDuty struct {
	Operation string     `json:"operation,omitempty"`
	Item      string     `json:"item"`
	Date      rules.Date `json:"date,omitempty"`
	Reason    string     `json:"reason"`
	Clause    string     `json:"clause,omitempty"`
	Version   int64      `json:"version,omitempty"`
}

// UndoDuty takes a mark or a waiver back. Duty is its id, as DoDuty answered it.
type UndoDuty struct {
	Duty   string `json:"duty"`
	Reason string `json:"reason"`
}

// PutDuty adds (ID "") or changes a dated duty of the township's own; with Every a series
// from Due to Until.
type PutDuty struct {
	ID      string      `json:"id,omitempty"`
	Title   string      `json:"title"`
	Owner   string      `json:"owner,omitempty"`
	Clause  string      `json:"clause,omitempty"`
	Due     rules.Date  `json:"due"`
	Every   rules.Every `json:"every,omitempty"`
	Until   rules.Date  `json:"until,omitempty"`
	Version int64       `json:"version,omitempty"`
}

// StrikeDuty takes an own duty off the calendar; what was done stays to be read.
type StrikeDuty struct {
	Duty   string `json:"duty"`
	Reason string `json:"reason"`
}

// SetDutyDay gives a day to a duty of a plan whose text names none (plan.Duty.Once). Operation
// as in DoDuty.
type SetDutyDay struct {
	Operation string     `json:"operation,omitempty"`
	Item      string     `json:"item"`
	Due       rules.Date `json:"due"`
	Version   int64      `json:"version,omitempty"`
}

func (*SetDutyDay) Code() string     { return "duty.day" }
func (*SetDutyDay) Area() rules.Area { return rules.AreaPlan }

// Check needs the duty and the day.
func (c *SetDutyDay) Check(time.Time) error {
	var none rules.Date
	if err := which(&c.Operation, &c.Item, &none); err != nil {
		return err
	}
	return day("due", &c.Due, true)
}

func (*PutDaysOff) Code() string    { return "calendar.put" }
func (*StrikeDaysOff) Code() string { return "calendar.strike" }
func (*DoDuty) Code() string        { return "duty.done" }
func (*WaiveDuty) Code() string     { return "duty.waive" }
func (*UndoDuty) Code() string      { return "duty.undo" }
func (*PutDuty) Code() string       { return "duty.put" }
func (*StrikeDuty) Code() string    { return "duty.strike" }

func (*PutDaysOff) Area() rules.Area    { return rules.AreaPlan }
func (*StrikeDaysOff) Area() rules.Area { return rules.AreaPlan }
func (*DoDuty) Area() rules.Area        { return rules.AreaCase }
func (*WaiveDuty) Area() rules.Area     { return rules.AreaPlan }
func (*UndoDuty) Area() rules.Area      { return rules.AreaCase }
func (*PutDuty) Area() rules.Area       { return rules.AreaPlan }
func (*StrikeDuty) Area() rules.Area    { return rules.AreaPlan }

var wordDuty = text.Text{ZH: "事项", EN: "duty"}

// Check reads the dates and feasts as people write them; whether the days fit the year is
// rules.DaysOff.Check, which it asks.
func (c *PutDaysOff) Check(time.Time) error {
	if err := tidy("source", &c.Source, MaxName, text.Text{}); err != nil {
		return err
	}
	for i := range c.Lines {
		l, at := &c.Lines[i], fmt.Sprintf("lines[%d].", i)
		if err := closed(at+"feast", &l.Feast, rules.FeastWords, true); err != nil {
			return err
		}
		if err := day(at+"from", &l.From, true); err != nil {
			return err
		}
		if err := day(at+"to", &l.To, true); err != nil {
			return err
		}
		for j := range l.Work {
			if err := day(at+"work", &l.Work[j], true); err != nil {
				return err
			}
		}
	}
	if e := (&rules.DaysOff{Year: c.Year, Lines: c.Lines}).Check(); e != nil {
		return e
	}
	return nil
}

// day reads a date that may be needed.
func day(field string, d *rules.Date, need bool) error {
	if err := date(field, d); err != nil {
		return err
	}
	if *d == "" && need {
		return rules.Bad(field, text.Text{ZH: "要写日期, 如 2026-12-01。", EN: "Give the date, as 2026-12-01."})
	}
	return nil
}

// Check needs the year and the reason.
func (c *StrikeDaysOff) Check(time.Time) error {
	if c.Year == 0 {
		return rules.Bad("year", text.Text{ZH: "要写年份。", EN: "Give the year."})
	}
	return tidy("reason", &c.Reason, MaxLine, wordReason)
}

// Check needs the item, a day of doing that has come, and something to show for it.
func (c *DoDuty) Check(now time.Time) error {
	if err := which(&c.Operation, &c.Item, &c.Date); err != nil {
		return err
	}
	if err := date("done_on", &c.DoneOn); err != nil {
		return err
	}
	if c.DoneOn == "" {
		c.DoneOn = rules.DateOf(now)
	}
	e := &c.Evidence
	if err := tidied("evidence.words", &e.Words, text.Note, MaxNote, text.Text{}); err != nil {
		return err
	}
	if err := tidy("evidence.record", &e.Record, MaxName, text.Text{}); err != nil {
		return err
	}
	if err := tidy("evidence.number", &e.Number, MaxName, text.Text{}); err != nil {
		return err
	}
	if err := tidy("evidence.has", &e.Has, MaxLine, text.Text{}); err != nil {
		return err
	}
	if err := tidied("evidence.lacks", &e.Lacks, text.Note, MaxNote, text.Text{}); err != nil {
		return err
	}
	if *e == (rules.Evidence{}) {
		return rules.Bad("evidence.words", text.Text{ZH: "要写凭据: 说明、本台单据或事项编号、文号或数量, 至少一样。", EN: "Give evidence: words, a record of this desk, or a number."})
	}
	return nil
}

func which(operation, item *string, on *rules.Date) error {
	*operation = strings.ToUpper(text.Digits(*operation))
	if err := tidy("operation", operation, MaxName, text.Text{}); err != nil {
		return err
	}
	if err := tidy("item", item, MaxLine, wordDuty); err != nil {
		return err
	}
	return date("date", on)
}

// Check needs the item and the reason.
func (c *WaiveDuty) Check(time.Time) error {
	if err := which(&c.Operation, &c.Item, &c.Date); err != nil {
		return err
	}
	if err := tidied("reason", &c.Reason, text.Note, MaxNote, wordReason); err != nil {
		return err
	}
	c.Clause = strings.ToUpper(text.Digits(c.Clause))
	return tidy("clause", &c.Clause, MaxName, text.Text{})
}

// Check needs the duty and the reason.
func (c *UndoDuty) Check(time.Time) error { return struckDuty(&c.Duty, &c.Reason) }

// Check needs the duty and the reason.
func (c *StrikeDuty) Check(time.Time) error { return struckDuty(&c.Duty, &c.Reason) }

func struckDuty(duty, reason *string) error {
	if err := tidy("duty", duty, MaxLine, wordDuty); err != nil {
		return err
	}
	return tidy("reason", reason, MaxLine, wordReason)
}

// maxRepeat bounds a series of the township's own: two seasons' length. Ours.
const maxRepeat = 400

// Check needs what it is and when it is due; a series ends.
func (c *PutDuty) Check(time.Time) error {
	if err := based(&c.ID, c.Version); err != nil {
		return err
	}
	if err := tidy("title", &c.Title, MaxLine, wordDuty); err != nil {
		return err
	}
	if err := tidy("owner", &c.Owner, MaxName, text.Text{}); err != nil {
		return err
	}
	c.Clause = strings.ToUpper(text.Digits(c.Clause))
	if err := tidy("clause", &c.Clause, MaxName, text.Text{}); err != nil {
		return err
	}
	if err := day("due", &c.Due, true); err != nil {
		return err
	}
	if err := closed("every", &c.Every, rules.EveryWords, false); err != nil {
		return err
	}
	if err := day("until", &c.Until, c.Every != ""); err != nil {
		return err
	}
	switch {
	case c.Every == "" && c.Until != "":
		return rules.Bad("until", text.Text{ZH: "只有每天或每周的事才写末日。", EN: "Only what is done every day or week has a last day."})
	case c.Every != "" && c.Until < c.Due:
		return rules.Bad("until", text.Text{ZH: "末日 %[1]s 早于首日 %[2]s。", EN: "The last day %[1]s is before the first, %[2]s."}.With(string(c.Until), string(c.Due)))
	case c.Every != "" && c.Until > c.Due.Add(maxRepeat):
		return rules.Bad("until", text.Text{ZH: "最长 %[1]d 天。", EN: "%[1]d days at most."}.With(maxRepeat))
	}
	return nil
}
