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
	How      rules.ReportHow  `json:"how,omitempty"` // by telephone when empty
	At       *time.Time       `json:"at,omitempty"`
	// Nothing says that it is nil: refused where there was something.
	Nothing bool `json:"nothing,omitempty"`
	// Form is of one that follows the one that was sent; Words what is added, or was wrong.
	Form  rules.ReportForm `json:"form,omitempty"`
	Words string           `json:"words,omitempty"`
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
	labelReportID    = text.Text{ZH: "报告编号", EN: "report number"}
	labelReportWords = text.Text{ZH: "续报或更正的内容", EN: "what is added or was wrong"}
	labelReceiver    = text.Text{ZH: "对方谁收的", EN: "who received it"}
	reportTo         = text.Text{ZH: "县值班室", EN: "the county's duty room"}
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
	pick(k, "how", &c.How, rules.ReportHowWords, rules.ByPhone)
	k.at("at", c.At)
	k.line("words", labelReportWords, &c.Words, maxReason)
	if c.Form == rules.ReportFirst {
		if c.Words != "" {
			k.bad("words", text.Text{ZH: "报告照单子, 补充的话用续报。", EN: "A report says what is drawn up: send an addition for further words."})
		}
		return k.result()
	}
	pick(k, "form", &c.Form, rules.ReportFormWords, "")
	k.need("words", labelReportWords, c.Words)
	if c.Nothing {
		k.bad("nothing", text.Text{ZH: "续报和更正不是零报告。", EN: "An addition or a correction is no nil report."})
	}
	return k.result()
}

// Check needs the report and the reason.
func (c *StrikeReport) Check(now time.Time) error {
	return counter(now, "report", labelReportID, &c.Report, &c.Reason).result()
}
