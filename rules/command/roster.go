package command

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
)

// SetRoster writes how the roster is made, all of it as PutItem does an item. Officers by id
// or name. Without a Version it writes the first rules alone.
type SetRoster struct {
	Hours    []roster.Hours `json:"hours,omitempty"`
	Office   []string       `json:"office,omitempty"`
	Until    string         `json:"office_end,omitempty"` // HH:MM at which the office goes home
	Leaders  []string       `json:"leaders,omitempty"`
	Staff    []string       `json:"staff,omitempty"`
	Drivers  []string       `json:"drivers,omitempty"`
	Deputies int            `json:"deputies,omitempty"`
	Standby  int            `json:"standby,omitempty"`
	Groups   [][]string     `json:"groups,omitempty"`
	Weekday  bool           `json:"weekday,omitempty"`
	NoNights []string       `json:"no_nights,omitempty"`
	Together [][]string     `json:"together,omitempty"`
	Apart    [][]string     `json:"apart,omitempty"`
	Version  int64          `json:"version,omitempty"`
}

// GenerateRoster fills the drafts of a month, or of the months to Through, together. What was
// set by hand stays. Months are written 2026-12.
type GenerateRoster struct {
	Month   string `json:"month"`
	Through string `json:"through,omitempty"`
	Version int64  `json:"version,omitempty"` // of Month; NoneYet

	Versions map[string]int64 `json:"versions,omitempty"` // of further months, 2027-01; NoneYet
}

// NoneYet is the version of a roster that was not there when it was looked at.
const NoneYet = -1

// SetTurn gives a post of a drafted turn to officers by hand; none leaves it to generating
// again. Turn is its day, with its hour where the day has several (2026-12-05 20:00).
type SetTurn struct {
	Turn     string      `json:"turn"`
	Post     roster.Post `json:"post"`
	Officers []string    `json:"officers,omitempty"`
	Version  int64       `json:"version,omitempty"` // of the month
}

// PublishRoster signs a month with the PIN of the office head. Reason says why it is
// published with faults.
type PublishRoster struct {
	Month   string `json:"month"`
	Reason  string `json:"reason,omitempty"`
	PIN     string `json:"-"`
	Version int64  `json:"version,omitempty"`
}

// WithdrawRoster makes a published month a draft again before it begins.
type WithdrawRoster struct {
	Month   string `json:"month"`
	Reason  string `json:"reason"`
	Version int64  `json:"version,omitempty"`
}

// GiveLeave keeps an officer out of the roster, both days inside.
type GiveLeave struct {
	Officer string     `json:"officer,omitempty"` // "" the actor
	First   rules.Date `json:"first"`
	Last    rules.Date `json:"last,omitempty"` // "" one day
	Reason  string     `json:"reason"`
}

// AskSwap asks that somebody takes a published turn over, for one of theirs where Back names
// it. With Now it is taken over at once, on the word of whoever writes it.
type AskSwap struct {
	Turn    string `json:"turn"`
	Officer string `json:"officer,omitempty"` // who is relieved, "" the actor
	To      string `json:"to"`                // with Now "" is the actor
	Back    string `json:"back,omitempty"`
	Now     bool   `json:"now,omitempty"`
	Reason  string `json:"reason"`
}

// AcceptSwap is the consent of the one who takes over.
type AcceptSwap struct {
	Slip string `json:"slip"`
}

// ApproveSwap is the leader's consent.
type ApproveSwap struct {
	Slip string `json:"slip"`
}

// RefuseSwap ends a slip that is open.
type RefuseSwap struct {
	Slip   string `json:"slip"`
	Reason string `json:"reason"`
}

// UndoSlip takes a slip or leave back.
type UndoSlip struct {
	Slip   string `json:"slip"`
	Reason string `json:"reason"`
}

func (*SetRoster) Code() string      { return "roster.rules" }
func (*GenerateRoster) Code() string { return "roster.generate" }
func (*SetTurn) Code() string        { return "roster.set" }
func (*PublishRoster) Code() string  { return "roster.publish" }
func (*WithdrawRoster) Code() string { return "roster.withdraw" }
func (*GiveLeave) Code() string      { return "roster.leave" }
func (*AskSwap) Code() string        { return "roster.swap" }
func (*AcceptSwap) Code() string     { return "roster.accept" }
func (*ApproveSwap) Code() string    { return "roster.approve" }
func (*RefuseSwap) Code() string     { return "roster.refuse" }
func (*UndoSlip) Code() string       { return "roster.undo" }

func (*SetRoster) Area() rules.Area      { return rules.AreaPlan }
func (*GenerateRoster) Area() rules.Area { return rules.AreaPlan }
func (*SetTurn) Area() rules.Area        { return rules.AreaPlan }
func (*PublishRoster) Area() rules.Area  { return rules.AreaPlan }
func (*WithdrawRoster) Area() rules.Area { return rules.AreaPlan }
func (*GiveLeave) Area() rules.Area      { return rules.AreaCase }
func (*AskSwap) Area() rules.Area        { return rules.AreaStaff }
func (*AcceptSwap) Area() rules.Area     { return rules.AreaStaff }
func (*ApproveSwap) Area() rules.Area    { return rules.AreaRead }
func (*RefuseSwap) Area() rules.Area     { return rules.AreaStaff }
func (*UndoSlip) Area() rules.Area       { return rules.AreaStaff }

var wordMonth = text.Text{ZH: "月份, 如 2026-12", EN: "month, as 2026-12"}

// month reads 2026-12, 202612, 2026年12月 and the id of a month.
func month(field string, s *string, need bool) error {
	*s = strings.TrimSuffix(strings.NewReplacer("年", "-", "月", "", "/", "-").Replace(strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(text.Digits(*s))), "B")), "-")
	if *s == "" && !need {
		return nil
	}
	digits := strings.ReplaceAll(*s, "-", "")
	if len(digits) == 5 { // 2026-1
		digits = digits[:4] + "0" + digits[4:]
	}
	if len(digits) == 6 {
		if d, ok := ParseDate(digits[:4] + "-" + digits[4:] + "-01"); ok {
			*s = string(d[:7])
			return nil
		}
	}
	return rules.Bad(field, text.Text{ZH: "要写%[1]s。", EN: "Give the %[1]s."}.With(wordMonth))
}

// maxMonths is how many months are generated together: a season over five. Ours.
const maxMonths = 6

// Check reads names and hours; whether they fit each other is roster.Scheme.Check.
func (c *SetRoster) Check(time.Time) error {
	lists := map[string][]string{"office": c.Office, "leaders": c.Leaders, "staff": c.Staff, "drivers": c.Drivers, "no_nights": c.NoNights}
	for _, field := range []string{"office", "leaders", "staff", "drivers", "no_nights"} {
		if err := names(field, lists[field]); err != nil {
			return err
		}
	}
	for _, l := range []struct {
		field string
		of    [][]string
	}{{"groups", c.Groups}, {"together", c.Together}, {"apart", c.Apart}} {
		for i := range l.of {
			if err := names(l.field, l.of[i]); err != nil {
				return err
			}
		}
	}
	for i := range c.Hours {
		if err := day("hours", &c.Hours[i].From, true); err != nil {
			return err
		}
		for j := range c.Hours[i].Starts {
			c.Hours[i].Starts[j] = strings.TrimSpace(strings.ReplaceAll(text.Digits(c.Hours[i].Starts[j]), "：", ":"))
		}
	}
	c.Until = strings.TrimSpace(strings.ReplaceAll(text.Digits(c.Until), "：", ":"))
	s := roster.Scheme{Hours: c.Hours, Until: c.Until, Deputies: c.Deputies, Standby: c.Standby, Groups: c.Groups, Together: c.Together, Apart: c.Apart}
	if e := s.Check(); e != nil {
		return e
	}
	return nil
}

// maxOfficers is how many officers a list of the roster names. Ours.
const maxOfficers = 200

func names(field string, list []string) error {
	if len(list) > maxOfficers {
		return rules.Bad(field, text.Text{ZH: "最多 %[1]d 人。", EN: "%[1]d officers at most."}.With(maxOfficers))
	}
	for i := range list {
		if err := tidy(field, &list[i], MaxName, wordName); err != nil {
			return err
		}
	}
	return nil
}

// Check needs a month, and a last one that is near.
func (c *GenerateRoster) Check(time.Time) error {
	if err := month("month", &c.Month, true); err != nil {
		return err
	}
	if err := month("through", &c.Through, false); err != nil {
		return err
	}
	if c.Through == "" {
		c.Through = c.Month
	}
	from, to := rules.Date(c.Month+"-01").Time(), rules.Date(c.Through+"-01").Time()
	if to.Before(from) || !to.Before(from.AddDate(0, maxMonths, 0)) {
		return rules.Bad("through", text.Text{ZH: "一次最多排 %[1]d 个月, 从前往后。", EN: "%[1]d months at most, ascending."}.With(maxMonths))
	}
	return nil
}

// Check needs the turn and the post.
func (c *SetTurn) Check(time.Time) error {
	if err := turn("turn", &c.Turn, true); err != nil {
		return err
	}
	if err := closed("post", &c.Post, roster.PostWords, true); err != nil {
		return err
	}
	c.Officers = slices.DeleteFunc(slices.Clone(c.Officers), func(s string) bool { return strings.TrimSpace(s) == "" })
	return names("officers", c.Officers)
}

// turn reads a day with or without an hour as 2026-12-05 or 2026-12-05 20:00.
func turn(field string, s *string, need bool) error {
	*s = strings.TrimSpace(strings.ReplaceAll(text.Digits(*s), "：", ":"))
	if *s == "" && !need {
		return nil
	}
	on, at, hour := strings.Cut(*s, " ")
	d := rules.Date(on)
	if err := day(field, &d, true); err != nil {
		return err
	}
	*s = string(d)
	if hour {
		t, err := time.Parse("15:04", strings.TrimSpace(at))
		if err != nil {
			return rules.Bad(field, text.Text{ZH: "班次写成 2026-12-05 或 2026-12-05 20:00。", EN: "Write the turn as 2026-12-05 or 2026-12-05 20:00."})
		}
		*s += " " + t.Format("15:04")
	}
	return nil
}

// Check needs the month and a signature.
func (c *PublishRoster) Check(time.Time) error {
	if err := month("month", &c.Month, true); err != nil {
		return err
	}
	if err := tidy("reason", &c.Reason, MaxLine, text.Text{}); err != nil {
		return err
	}
	return signature(&c.PIN)
}

// Check needs the reason.
func (c *WithdrawRoster) Check(time.Time) error {
	if err := month("month", &c.Month, true); err != nil {
		return err
	}
	return tidy("reason", &c.Reason, MaxLine, wordReason)
}

// Check needs the days in order and the reason.
func (c *GiveLeave) Check(time.Time) error {
	if err := tidy("officer", &c.Officer, MaxName, text.Text{}); err != nil {
		return err
	}
	if err := day("first", &c.First, true); err != nil {
		return err
	}
	if err := day("last", &c.Last, false); err != nil {
		return err
	}
	if c.Last == "" {
		c.Last = c.First
	}
	if c.Last < c.First {
		return rules.Bad("last", text.Text{ZH: "末日 %[1]s 早于首日 %[2]s。", EN: "The last day %[1]s is before the first, %[2]s."}.With(string(c.Last), string(c.First)))
	}
	if c.Last > c.First.Add(maxLeave-1) {
		return rules.Bad("last", text.Text{ZH: "一次请假最多 %[1]d 天, 更长的请办停用。", EN: "%[1]d days of leave at once at most; for longer retire the officer."}.With(maxLeave))
	}
	return tidy("reason", &c.Reason, MaxLine, wordReason)
}

// maxLeave is how many days of leave one slip gives: a leap year. Ours.
const maxLeave = 366

// Check needs the turn, who takes it over, and the reason.
func (c *AskSwap) Check(time.Time) error {
	if err := turn("turn", &c.Turn, true); err != nil {
		return err
	}
	if err := turn("back", &c.Back, false); err != nil {
		return err
	}
	if err := tidy("officer", &c.Officer, MaxName, text.Text{}); err != nil {
		return err
	}
	taker := text.Text{ZH: "谁接这个班", EN: "officer who takes over"}
	if c.Now {
		taker = text.Text{}
	}
	if err := tidy("to", &c.To, MaxName, taker); err != nil {
		return err
	}
	return tidy("reason", &c.Reason, MaxLine, wordReason)
}

var wordSlip = text.Text{ZH: "调班单编号", EN: "slip"}

func slipID(s *string) error {
	*s = strings.ToUpper(text.Digits(*s))
	return tidy("slip", s, MaxName, wordSlip)
}

// Check needs the slip.
func (c *AcceptSwap) Check(time.Time) error { return slipID(&c.Slip) }

// Check needs the slip.
func (c *ApproveSwap) Check(time.Time) error { return slipID(&c.Slip) }

// Check needs the slip and the reason.
func (c *RefuseSwap) Check(time.Time) error {
	if err := slipID(&c.Slip); err != nil {
		return err
	}
	return tidy("reason", &c.Reason, MaxLine, wordReason)
}

// Check needs the slip and the reason.
func (c *UndoSlip) Check(time.Time) error {
	if err := slipID(&c.Slip); err != nil {
		return err
	}
	return tidy("reason", &c.Reason, MaxLine, wordReason)
}
