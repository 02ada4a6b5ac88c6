package command

import (
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// SendReport marks a report as sent: to which unit, and who received it there. What it said is
// kept with it, as it draws itself up then.
type SendReport struct {
	Kind     rules.ReportKind `json:"kind"`
	To       string           `json:"to,omitempty"` // the county's duty room when empty
	Receiver string           `json:"receiver"`
	At       *time.Time       `json:"at,omitempty"`
}

// StrikeReport takes that mark back: it was not sent, or to the wrong one.
type StrikeReport struct {
	Report string `json:"report"`
	Reason string `json:"reason"`
}

func (*SendReport) Code() string   { return "report.send" }
func (*StrikeReport) Code() string { return "report.strike" }

func (*SendReport) Area() rules.Area   { return rules.AreaCase }
func (*StrikeReport) Area() rules.Area { return rules.AreaCase }

var (
	labelReportID = text.Text{ZH: "报告编号", EN: "report number"}
	labelReceiver = text.Text{ZH: "对方谁收的", EN: "who received it"}
	reportTo      = text.Text{ZH: "县值班室", EN: "the county's duty room"}
)

// Check needs the kind and who received it.
func (c *SendReport) Check(now time.Time) error {
	k := &fields{now: now}
	pick(k, "kind", &c.Kind, rules.ReportWords, "")
	k.line("to", labelUnit, &c.To, maxName)
	if c.To == "" {
		c.To = reportTo.ZH
	}
	k.line("receiver", labelReceiver, &c.Receiver, maxName)
	k.need("receiver", labelReceiver, c.Receiver)
	k.at("at", c.At)
	return k.result()
}

// Check needs the report and the reason.
func (c *StrikeReport) Check(now time.Time) error {
	return counter(now, "report", labelReportID, &c.Report, &c.Reason).result()
}
